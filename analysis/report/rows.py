"""From a number to the rows that it counts: a page for each set of rows that a page links to."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from .. import display
from .. import tables as schema
from ..escape import in_href, in_html
from ..evidence import explain
from ..tables import Tables
from .page import make_page, name_page, write_page

PAGE = 500  # rows of a page
COUNT = re.compile(r'<data value="([0-9a-f]{12})">([^<]*)</data>')
# What the suite read in a row of each table, in words: {word: column}.
READ = {
    "quotes": {"speaker": "actor_id", "": "attribution", "kind": "kind", "cue": "cue", "stance": "stance"},
    "roles": {"doer": "agent_id", "verb": "verb", "done to": "patient_id", "family": "family", "": "modality"},
    "labels": {"of": "actor_id", "": "kind", "polarity": "polarity", "words of": "voice"},
    "markers": {"": "kind", "on": "actor_id", "words of": "voice"},
    "mentions": {"actor": "actor_id", "": "form", "polarity": "polarity", "words of": "voice"},
}


def list_rows(tables: Tables) -> pd.DataFrame:
    """Return every row that a number may count, by its id: what `explain` says of it, published, at, read (in words).

    `at` is where the sentence begins in its article; a mention is told with the judgement on its actor there.
    """
    judged = tables.sentiment[["mention_id", "polarity", "voice"]]
    frames = {name: getattr(tables, name) for name in READ}
    frames["mentions"] = tables.mentions.merge(judged, on="mention_id", how="left")
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    rows = pd.concat([
        explain(tables, name, frame).assign(read=_read(frame, READ[name], names)) for name, frame in frames.items()
    ])  # fmt: skip
    rows["published"] = rows["article_id"].map(tables.articles.set_index("article_id")["published"])
    rows["at"] = rows["sentence_id"].map(tables.sentences.set_index("sentence_id")["start"])
    return rows.set_index("id")


def _read(frame: pd.DataFrame, words: dict[str, str], names: dict[str, str]) -> list[str]:
    def tell(word: str, column: str, value: str) -> str:
        named = names.get(value, value) if column in schema.ACTOR_COLUMNS else value
        return f"{word}: {named}" if word else named

    columns = frame[list(words.values())].itertuples(index=False, name=None)
    told = [zip(words.items(), row, strict=True) for row in columns]
    return ["; ".join(tell(*item, value) for item, value in row if pd.notna(value)) for row in told]


def read_counted(folder: Path) -> dict[str, list[str]]:
    """Return {key: ids} of all that the notebooks counted, as `display.save` wrote it."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def link_counts(body: str, known: Mapping[str, Sequence[str]], *, up: str = "") -> tuple[str, set[str]]:
    """Return the body with each count linked to the page of its rows, and the keys of these; others are plain text."""
    used = {key for key, _ in COUNT.findall(body)} & known.keys()

    def link(match: re.Match) -> str:
        return f'<a href="{up}rows/{match[1]}.html">{match[2]}</a>' if match[1] in used else match[2]

    return COUNT.sub(link, body), used


def write_rows(folder: Path, ids: Sequence[str], rows: pd.DataFrame) -> None:
    """Write the page of some rows to folder/rows, or several pages that lead on to each other."""
    key = display.name_rows(ids)
    starts = range(0, len(ids), PAGE)
    names = [f"{key}.html" if number == 0 else f"{key}-{number + 1}.html" for number in range(len(starts))]
    links = " ".join(f'<a href="{name}">{number}</a>' for number, name in enumerate(names, 1)) if names[1:] else ""
    for name, start in zip(names, starts, strict=True):
        title = f"{len(ids):,} rows" if len(ids) > 1 else "1 row"
        body = f"<h1>{title}</h1><p>{links}</p>{make_rows(rows.loc[list(ids[start : start + PAGE])])}"
        write_page(folder / "rows" / name, make_page(title, body, up="../"))


def make_rows(rows: pd.DataFrame) -> str:
    """Return rows of `list_rows` as an HTML table: outlet, date, sentence with the words found, what was read, id."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("outlet", "date", "sentence", "read as", "id"))
    body = "".join(_make_row(*row) for row in zip(rows.index, rows.to_dict("records"), strict=True))
    return f'<table class="rows"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _make_row(row_id: str, row: dict) -> str:
    text, start, end = row["sentence"], row["start"] - row["at"], row["end"] - row["at"]
    parts = [in_html(part) for part in (text[:start], text[start:end], text[end:])]
    target = in_href(f"../{name_page(row['article_id'])}", row["sentence_id"])
    date = "–" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
    outlet = "–" if pd.isna(row["outlet"]) else in_html(row["outlet"])
    sentence = f'<a href="{target}">{parts[0]}<mark>{parts[1]}</mark>{parts[2]}</a>'
    cells: Iterable[str] = (outlet, date, sentence, in_html(row["read"]), in_html(row_id))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
