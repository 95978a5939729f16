"""From a number to its sentences: the rows behind a figure, keyword in context, the highlighted article."""

import itertools
import re
from collections.abc import Iterable

import pandas as pd

from . import tables as schema
from .escape import in_html
from .spelling import fold_spelling
from .tables import Tables

# Where each table says which words of the article a row was read from.
PLACES = {
    "sentences": ("start", "end"),
    "mentions": ("start", "end"),
    "quotes": ("cue_start", "cue_end"),
    "roles": ("verb_start", "verb_end"),
    "labels": ("start", "end"),
    "markers": ("start", "end"),
}
EXPLAINED = ["id", "article_id", "outlet", "title", "sentence_id", "start", "end", "found", "sentence"]


def explain(tables: Tables, name: str, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the sentences behind rows of the table `name`: one row for each row and sentence.

    Columns: id (of the row explained), article_id, outlet, title, sentence_id, start and end (of the words it was
    read from, in the article's text), found (those words), sentence. `rows` defaults to the whole table.
    ValueError for a table that has no sentences behind it.
    """
    if name not in schema.SCHEMA or name in ("articles", "corrections", "merges", "problems"):
        raise ValueError(f"there are no sentences behind {name!r}: ask for {', '.join(PLACES)} or another table")
    rows = getattr(tables, name) if rows is None else rows
    places = _find_places(tables, name, rows)
    sentences = tables.sentences.set_index("sentence_id")[["start", "end", "text"]].add_prefix("sentence_")
    places = places.join(sentences, on="sentence_id")
    places = places.join(tables.articles.set_index("article_id")[["outlet", "title", "text"]], on="article_id")
    start = places["start"].fillna(places["sentence_start"])
    end = places["end"].fillna(places["sentence_end"])
    found = [
        None if pd.isna(text) or pd.isna(a) else text[a:b]
        for text, a, b in zip(places["text"], start, end, strict=True)
    ]
    places = places.assign(
        start=start, end=end, found=pd.array(found, dtype="string"), sentence=places["sentence_text"]
    )
    return places[EXPLAINED].astype({"start": "Int64", "end": "Int64"}).reset_index(drop=True)


def _find_places(tables: Tables, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return id, article_id, sentence_id, start, end for each row; several for a row with several sentences."""
    rows = rows.reset_index(drop=True)
    if name == "actors":
        rows = tables.mentions[tables.mentions["actor_id"].isin(rows["actor_id"])]
        return _find_places(tables, "mentions", rows).assign(id=rows["actor_id"].to_numpy())
    if name == "portrayals":
        rows = rows.explode("sentence_ids").rename(columns={"sentence_ids": "sentence_id"})
        return _place(rows, rows["article_id"] + "/" + rows["actor_id"], None)
    if name == "sentiment":
        spans = tables.mentions.set_index("mention_id")[["start", "end"]]
        rows = rows.drop(columns=["start", "end"], errors="ignore").join(spans, on="mention_id")
        return _place(rows, rows["mention_id"], ("start", "end"))
    id_column = schema.IDS.get(name)
    ids = rows[id_column] if id_column else rows["sentence_id"] + ":" + rows["start"].astype("string")
    return _place(rows, ids, PLACES.get(name, ("start", "end")))


def _place(rows: pd.DataFrame, ids: pd.Series, span: tuple[str, str] | None) -> pd.DataFrame:
    start, end = (rows[span[0]], rows[span[1]]) if span else (pd.NA, pd.NA)
    columns = {"article_id": rows["article_id"], "sentence_id": rows["sentence_id"], "start": start, "end": end}
    return pd.DataFrame({"id": ids, **columns}, index=rows.index).astype({"start": "Int64", "end": "Int64"})


def explain_id(tables: Tables, row_id: str) -> pd.DataFrame:
    """Return the evidence for one id of any table; KeyError with a hint where no row has it."""
    for name, column in schema.IDS.items():
        frame = getattr(tables, name)
        rows = frame[frame[column] == row_id]
        if name != "articles" and len(rows):
            return explain(tables, name, rows)
    rows = tables.sentences[tables.sentences["article_id"] == row_id]
    if len(rows):
        return explain(tables, "sentences", rows)
    raise KeyError(f"no row has the id {row_id!r}: ids look like {_example_id(tables)}")


def _example_id(tables: Tables) -> str:
    frames = (tables.quotes["quote_id"], tables.sentences["sentence_id"])
    return next((ids.iloc[0] for ids in frames if len(ids)), "talks-3f2a:q02")


def find_keyword(tables: Tables, keyword: str, *, width: int = 40) -> pd.DataFrame:
    """Return a keyword in context: one row for each place where it stands as a whole word, case aside.

    A word with a British and an American spelling is found in both. Columns: sentence_id, outlet, left, keyword, right;
    `width` is the context's length in characters. An empty keyword stands nowhere.
    """
    keyword = keyword.strip()
    key = fold_spelling(keyword.lower())
    forms = {
        keyword.lower(),
        *(word for word in tables.tokens["text"].str.lower().unique() if fold_spelling(word) == key),
    }
    words = "|".join(re.escape(form) for form in sorted(forms))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    outlets = tables.articles.set_index("article_id")["outlet"]
    rows = [
        {
            "sentence_id": row["sentence_id"],
            "outlet": outlets.get(row["article_id"]),
            "left": _shorten(row["text"][: match.start()][::-1], width)[::-1],
            "keyword": match.group(),
            "right": _shorten(row["text"][match.end() :], width),
        }
        for row in (tables.sentences.to_dict("records") if keyword else ())
        for match in pattern.finditer(row["text"])
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "outlet", "left", "keyword", "right"])


def _shorten(text: str, width: int) -> str:
    """Return the first words of a text, whole ones, with an ellipsis where any are left out."""
    return text if len(text) <= width else re.sub(r"\S*$", "", text[:width]) + "…"


def highlight_article(tables: Tables, article_id: str, colours: dict[str, str] | None = None) -> str:
    """Return an article as HTML: quotes shaded, speakers and cues underlined, labels boxed; ids on hovering.

    Each sentence's element has the sentence's id. `colours` gives each actor's colour, as in the charts.
    KeyError where there is no such article.
    """
    found = tables.articles[tables.articles["article_id"] == article_id]
    if found.empty:
        raise KeyError(f"no article has the id {article_id!r}")
    text = found["text"].iloc[0]
    spans = [span for span in _spans_to_highlight(tables, article_id, colours or {}) if span[0] < span[1]]
    sentences = _of_article(tables.sentences, article_id)
    paragraphs = [
        _paragraph(text, list(group), spans) for _, group in itertools.groupby(sentences, lambda row: row["paragraph"])
    ]
    return '<div class="highlighted mathjax_ignore">\n' + "\n".join(paragraphs) + "\n</div>"


def _paragraph(text: str, sentences: list[dict], spans: list[tuple]) -> str:
    tag = {"title": "h1", "heading": "h3"}.get(sentences[0]["part"], "p")
    marked = []
    for row in sentences:
        name, inside = in_html(row["sentence_id"]), _mark(text, row["start"], row["end"], spans)
        marked.append(f'<span id="{name}" title="{name}">{inside}</span>')
    return f"<{tag}>{' '.join(marked)}</{tag}>"


def _spans_to_highlight(tables: Tables, article_id: str, colours: dict[str, str]) -> Iterable[tuple]:
    """Yield (start, end, style, title), the widest kind first."""
    for row in _of_article(tables.quotes, article_id):
        colour = colours.get(row["actor_id"], "#999999")
        title = f"{row['quote_id']}: {row['attribution']}, {row['kind']}, {row['actor_id'] or 'speaker unknown'}"
        for start, end in row["pieces"]:
            yield start, end, f"background:{colour}30", title
        for part in ("source", "cue"):
            if row[f"{part}_start"] is not None:
                style = f"border-bottom:2px {'solid' if part == 'source' else 'dotted'} {colour}"
                yield row[f"{part}_start"], row[f"{part}_end"], style, f"{row['quote_id']}: {part}"
    for row in _of_article(tables.labels, article_id):
        colour = colours.get(row["actor_id"], "#999999")
        title = f"{row['label_id']}: {row['kind']} of {row['actor_id']}"
        yield row["start"], row["end"], f"outline:1px solid {colour};font-weight:600", title


def _of_article(frame: pd.DataFrame, article_id: str) -> list[dict]:
    frame = frame[frame["article_id"] == article_id].astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def _mark(text: str, start: int, end: int, spans: list[tuple]) -> str:
    """Return text[start:end] as HTML, cut at every span's ends, each piece carrying all spans that cover it."""
    edges = sorted({start, end, *(edge for a, b, *_ in spans for edge in (a, b) if start < edge < end)})
    pieces = []
    for left, right in itertools.pairwise(edges):
        inside = in_html(text[left:right])
        covering = [(style, title) for a, b, style, title in spans if a <= left and right <= b]
        if covering:
            styles = ";".join(style for style, _ in covering)
            titles = in_html(" | ".join(title for _, title in covering))
            inside = f'<span style="{styles}" title="{titles}">{inside}</span>'
        pieces.append(inside)
    return "".join(pieces)
