"""The schema: every table's columns and dtypes; how to make, check, write and read tables.

Ids are readable and stable: an article is ``talks-3f2a``, its fourth sentence ``talks-3f2a:s03``. Offsets are
half-open character positions in ``articles.text``. What is unknown is NA, never a guess and never dropped.
``voice`` is NA in the writer's own words, and the speaker's ``actor_id`` inside a quote; where that speaker is
not known, it is ``UNKNOWN``. ``labels.retold`` marks those in words that somebody retells, where nobody can tell the
writer's words from the speaker's; ``labels.negated`` those that the text denies ("is no liar"): they are not counted.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from . import escape

# An attribution or a portrayal less sure than this stays in its table and is not counted. Of attributions in unseen
# news, right were 67 of 70 from .8 on, 14 of 19 from .6 on, 7 of 12 from .5 on, and 3 of 18 below.
CONFIDENT = 0.5
LIKELY = 0.4  # a role counts from here on: 7 of 10 between two actors are right then, and 1 of 8 right ones is lost
UNKNOWN = "unknown"  # a voice that is somebody's, but nobody knows whose
TEXT, WHOLE, REAL, FLAG, DATE, LIST = "string", "Int64", "float64", "boolean", "datetime64[ns]", "object"


class Tables(NamedTuple):
    """The tidy tables of some articles; SCHEMA names the columns of each."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    tokens: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    merges: pd.DataFrame
    quotes: pd.DataFrame
    sentiment: pd.DataFrame
    roles: pd.DataFrame
    labels: pd.DataFrame
    markers: pd.DataFrame
    portrayals: pd.DataFrame
    removed: pd.DataFrame
    corrections: pd.DataFrame
    problems: pd.DataFrame


SCHEMA: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": TEXT, "title": TEXT, "outlet": TEXT, "published": DATE, "author": TEXT, "url": TEXT,
        "path": TEXT, "language": TEXT, "words": WHOLE, "duplicate_of": TEXT, "left_out": TEXT,
        "dateline": TEXT, "text": TEXT,
    },
    "sentences": {
        "sentence_id": TEXT, "article_id": TEXT, "paragraph": WHOLE, "part": TEXT, "start": WHOLE, "end": WHOLE,
        "text": TEXT, "tone": REAL,
    },
    "tokens": {
        "sentence_id": TEXT, "article_id": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT, "lemma": TEXT,
        "pos": TEXT,
    },
    "mentions": {
        "mention_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT,
        "form": TEXT, "actor_id": TEXT, "confidence": REAL,
    },
    "actors": {"actor_id": TEXT, "name": TEXT, "kind": TEXT, "represents": TEXT, "side": TEXT},
    "merges": {"actor_id": TEXT, "article_id": TEXT, "name": TEXT, "reason": TEXT},
    "quotes": {
        "quote_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "attribution": TEXT, "kind": TEXT,
        "pieces": LIST, "text": TEXT, "cue": TEXT, "cue_start": WHOLE, "cue_end": WHOLE, "source": TEXT,
        "source_start": WHOLE, "source_end": WHOLE, "source_type": TEXT, "actor_id": TEXT, "other_actor_ids": LIST,
        "stance": TEXT, "negated": FLAG, "words": WHOLE, "construction": TEXT, "confidence": REAL,
    },
    "sentiment": {
        "mention_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "actor_id": TEXT, "voice": TEXT,
        "polarity": TEXT, "score": REAL, "confidence": REAL,
    },
    "roles": {
        "role_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "verb": TEXT, "verb_start": WHOLE,
        "verb_end": WHOLE, "family": TEXT, "agent_id": TEXT, "patient_id": TEXT, "passive": FLAG, "negated": FLAG,
        "modality": TEXT, "construction": TEXT, "voice": TEXT, "confidence": REAL,
    },
    "labels": {
        "label_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "mention_id": TEXT, "actor_id": TEXT,
        "start": WHOLE, "end": WHOLE, "text": TEXT, "kind": TEXT, "polarity": TEXT, "negated": FLAG, "voice": TEXT,
        "retold": FLAG,
    },
    "markers": {
        "marker_id": TEXT, "article_id": TEXT, "sentence_id": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT,
        "kind": TEXT, "actor_id": TEXT, "voice": TEXT, "plain": TEXT,
    },
    "portrayals": {
        "article_id": TEXT, "actor_id": TEXT, "portrayal": TEXT, "confidence": REAL, "sentence_ids": LIST,
    },
    # Of the text as it was read: offsets and words; `articles.text` is without them.
    "removed": {"article_id": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT, "reason": TEXT},
    # What readers put right: which row of their file, of which table and row, what the suite had found, what it is.
    "corrections": {
        "correction": WHOLE, "article_id": TEXT, "table": TEXT, "id": TEXT, "field": TEXT, "was": TEXT, "is": TEXT,
        "by": TEXT,
    },
    "problems": {"path": TEXT, "article_id": TEXT, "stage": TEXT, "message": TEXT},
}  # fmt: skip

IDS = {
    "articles": "article_id", "sentences": "sentence_id", "mentions": "mention_id", "actors": "actor_id",
    "quotes": "quote_id", "roles": "role_id", "labels": "label_id", "markers": "marker_id",
}  # fmt: skip
ACTOR_COLUMNS = ("actor_id", "voice", "agent_id", "patient_id", "represents")
# The spans of each table: start, end and the column that holds their text.
SPANS = {
    "sentences": [("start", "end", "text")],
    "tokens": [("start", "end", "text")],
    "mentions": [("start", "end", "text")],
    "quotes": [("cue_start", "cue_end", "cue"), ("source_start", "source_end", "source")],
    "labels": [("start", "end", "text")],
    "markers": [("start", "end", "text")],
}


def make(name: str, rows: Iterable[dict] | pd.DataFrame = ()) -> pd.DataFrame:
    """Return the table `name` with the schema's columns, order and dtypes; a column no row has is NA."""
    schema = SCHEMA[name]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    return frame.reindex(columns=list(schema)).astype(schema).reset_index(drop=True)


def empty() -> Tables:
    """Return the tables of no article at all."""
    return Tables(*(make(name) for name in Tables._fields))


def rename_actors(frame: pd.DataFrame, mapping: dict[tuple[str, str], str]) -> pd.DataFrame:
    """Return a copy in which actors have other ids: (article, old id) -> new id."""
    columns = [column for column in ACTOR_COLUMNS if column in frame and len(frame)]
    renamed = {
        column: [
            mapping.get((article, actor), actor) if pd.notna(actor) else None
            for article, actor in zip(frame["article_id"], frame[column], strict=True)
        ]
        for column in columns
    }
    frame = frame.assign(**{column: pd.array(ids, dtype="string") for column, ids in renamed.items()})
    if "other_actor_ids" not in frame or frame.empty:
        return frame
    pairs = zip(frame["article_id"], frame["other_actor_ids"], strict=True)
    return frame.assign(other_actor_ids=[[mapping.get((article, id), id) for id in ids] for article, ids in pairs])


def check(tables: Tables) -> list[str]:
    """Return one sentence for each thing that is wrong: columns, dtypes, ids, references, spans. [] is good."""
    return _check_columns(tables) or [*_check_ids(tables), *_check_references(tables), *_check_spans(tables)]


def _check_columns(tables: Tables) -> list[str]:
    found = []
    for name, schema in SCHEMA.items():
        have = {column: str(dtype) for column, dtype in getattr(tables, name).dtypes.items()}
        if name == "articles":  # the user's own columns may follow
            have = {column: dtype for column, dtype in have.items() if column in schema}
        if have != schema:
            found.append(f"{name}: columns are {have}, the schema says {schema}")
    return found


def _check_ids(tables: Tables) -> list[str]:
    found = []
    for name, column in IDS.items():
        ids = getattr(tables, name)[column]
        if ids.isna().any() or ids.duplicated().any():
            found.append(f"{name}: {column} is missing or not unique: {list(ids[ids.isna() | ids.duplicated()][:3])}")
    return found


def _check_references(tables: Tables) -> list[str]:
    """Every id names a row of its table; `problems` may speak of what never became an article."""
    targets = {column: set(getattr(tables, name)[column].dropna()) for name, column in IDS.items()}
    actors = targets["actor_id"] | {UNKNOWN}
    found = []
    for name, schema in SCHEMA.items():
        for column in schema:
            known = actors if column in ACTOR_COLUMNS else targets.get(column)
            if known is None or name == "problems" or IDS.get(name) == column:
                continue
            lost = set(getattr(tables, name)[column].dropna()) - known
            if lost:
                found.append(f"{name}: {column} names no row: {sorted(lost)[:3]}")
    lost = set(tables.quotes["other_actor_ids"].explode().dropna()) - actors
    return found + [f"quotes: other_actor_ids name no row: {sorted(lost)[:3]}"] * bool(lost)


def _check_spans(tables: Tables) -> list[str]:
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    found = []
    for name, spans in SPANS.items():
        for start, end, text in spans:
            for row in getattr(tables, name).dropna(subset=[start]).to_dict("records"):
                if texts.get(row["article_id"], "")[row[start] : row[end]] != row[text]:
                    found.append(f"{name}: {row[text]!r} is not at {row[start]}:{row[end]} of {row['article_id']}")
    for row in tables.quotes.to_dict("records"):
        pieces = row["pieces"] if isinstance(row["pieces"], list) else []
        if not pieces or join_pieces(texts.get(row["article_id"], ""), pieces) != row["text"]:
            found.append(f"quotes: the pieces of {row['quote_id']} do not give its text")
    return found


def follow_links(links: dict) -> dict:
    """Return for each key the end of its chain of links; NA, a key that is not there or seen before ends it."""
    ends = {}
    for start in links:
        seen, last = {start}, start
        while pd.notna(following := links[last]) and following in links and following not in seen:
            seen.add(following)
            last = following
        ends[start] = last
    return ends


def join_pieces(text: str, pieces: Iterable[Iterable[int]]) -> str:
    """Return the words of a content that stands in several pieces, joined by an ellipsis."""
    return " … ".join(text[start:end] for start, end in pieces)


def write(tables: Tables, folder: str | Path, *, csv: bool = False) -> None:
    """Write each table to `folder` as Parquet, and with `csv` as CSV too (lists as JSON)."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables._asdict().items():
        writable = make_writable(frame, SCHEMA[name])
        writable.to_parquet(folder / f"{name}.parquet", index=False)
        if csv:
            lists = {column: frame[column].map(json.dumps) for column, kind in SCHEMA[name].items() if kind == LIST}
            write_csv(writable.assign(**lists), folder / f"{name}.csv")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV in which no cell of text, and no column's name, is a formula to a spreadsheet."""
    safe = {column: values.map(escape.in_csv) for column, values in frame.items() if _holds_text(values)}
    safe = frame.assign(**safe).rename(columns=escape.in_csv)
    safe.to_csv(path, index=False, errors="replace")


def make_writable(frame: pd.DataFrame, schema: dict[str, str]) -> pd.DataFrame:
    """Return a table that a file can hold: no lone surrogate, and as text what Parquet has no type for."""
    frame = frame.rename(columns=escape.printable)
    texts = [column for column in frame if _holds_text(frame[column]) and schema.get(column) != LIST]
    return frame.assign(**{column: _make_writable(frame[column]) for column in texts})


def _holds_text(values: pd.Series) -> bool:
    return isinstance(values.dtype, pd.StringDtype) or values.dtype == object


def _make_writable(values: pd.Series) -> pd.Series:
    import pyarrow

    try:
        plain = not pyarrow.types.is_nested(pyarrow.array(values, from_pandas=True).type)
    except (pyarrow.ArrowException, OverflowError, UnicodeError, ValueError, TypeError):
        plain = False
    return values if plain else values.map(escape.printable, na_action="ignore").astype(TEXT)


def read(folder: str | Path) -> Tables:
    """Read the tables that `write` wrote; FileNotFoundError where one is not there."""
    return Tables(*(_read_table(Path(folder), name) for name in Tables._fields))


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(
            f"there is no table {path}: an older version wrote the folder, or half of it; run again"
        )
    frame = pd.read_parquet(path)
    lists = {column: frame[column].map(_plain) for column, kind in SCHEMA[name].items() if kind == LIST}
    extra = frame[[column for column in frame if column not in SCHEMA[name]]]  # the user's own, in articles
    return make(name, frame.assign(**lists)).join(extra)


def _plain(value: Any) -> Any:
    """Turn the nested arrays Parquet gives back into the lists that were written."""
    value = value.tolist() if isinstance(value, np.ndarray) else value
    return [_plain(item) for item in value] if isinstance(value, list) else value
