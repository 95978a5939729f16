"""Files, folders and addresses -> the articles table, what was removed from the texts, and what could not be read."""

import functools
import hashlib
import itertools
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pandas as pd

from .. import tables
from ..lang import list_words
from . import selection
from .authors import read_author
from .cleaning import check_reasons, clean, find_byline, find_dateline, find_paragraphs
from .dates import find_printed, read_dates
from .duplicates import find_duplicates
from .fetching import fetch_all
from .folders import STAGE, explain, find_files, is_url, read_all, read_file
from .rows import DEEPEST, MEMBER, NOTE, Row, is_missing

SAFE = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,98}[A-Za-z0-9_-]|[A-Za-z0-9]")  # as a file's name, anywhere
OURS = (
    "article_id", "given_id", "path", "language", "words", "duplicate_of", "text", "left_out", "dateline", NOTE, MEMBER,
    STAGE, "_row", "_where", "_unclear",
)  # fmt: skip
WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
FOREIGN = "the text does not look English: every result on it is doubtful"
ENGLISH = 0.12  # English news has .25 to .35 of these words, other languages under .05
LONGEST = 1_000_000  # characters of one article
Paths = str | Path | Iterable[str | Path]


class Found(NamedTuple):
    """What was read so far: rows of articles by their id, of what was removed, and of problems."""

    rows: dict[str, Row]
    removed: list[Row]
    problems: list[Row]


def read_articles(paths: Paths, *, keep: Collection[str] = ()) -> pd.DataFrame:
    """Return the articles table of files, folders (searched through), patterns, zip files and web addresses.

    The formats are in `formats.FORMATS`. YAML front matter, lines "Title: …", a file of the same name in .json or
    .yaml, or a table articles.csv with a column `file` may give title, outlet, published (or date), author and url;
    whatever else is said of an article follows as columns after the schema's. Text is cleaned here and never again;
    nothing is removed for a reason in `keep` ("all" keeps everything). `attrs["problems"]` and
    `attrs["removed"]` hold the rows of these tables. FileNotFoundError where a path does not exist, ValueError where
    there is no article at all.
    """
    articles, removed, problems = read_whole(paths, keep=keep)
    if articles.empty:
        first = problems.iloc[0]
        raise ValueError(f"No article could be read: {first['path']}: {first['message']}")
    # Plain rows and not DataFrames: pandas compares and writes attrs, and can do neither with a table.
    articles.attrs["problems"] = problems.astype(object).where(problems.notna(), None).to_dict("records")
    articles.attrs["removed"] = removed.to_dict("records")
    return articles


def read_files(paths: Paths) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (articles, problems); a file that cannot be read costs a row of problems and nothing else."""
    articles, _, problems = read_whole(paths)
    return articles, problems


def read_whole(paths: Paths, *, keep: Collection[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return (articles, removed, problems) of all paths."""
    check_reasons(keep)
    found = Found({}, [], [])
    for path, rows in _read_paths(find_files(paths)):
        _add_all(found, path, rows, keep)
    return (
        _make(list(found.rows.values())),
        tables.make("removed", found.removed),
        tables.make("problems", found.problems),
    )


def _read_paths(paths: list[str]) -> Iterator[tuple[str, list[Row]]]:
    files = [path for path in paths if not is_url(path)]
    yield from read_all(files, read_file)
    yield from fetch_all([path for path in paths if is_url(path)])


def _problem(path: object, message: str, article_id: str | None = None, stage: str = "read") -> Row:
    return {"path": str(path), "article_id": article_id, "stage": stage, "message": message}


def _add_all(found: Found, path: str, rows: list[Row], keep: Collection[str]) -> None:
    """Add a file's articles; one that cannot be read costs a row of problems, and dates are read for all at once."""
    dates, unclear = read_dates([row.get("published") or find_printed(str(row.get("text") or "")) for row in rows])
    for row, date, note in zip(rows, dates, unclear, strict=True):
        where = _plain(f"{path}, {row[MEMBER]}" if MEMBER in row else path)
        try:
            _add_article(found, path, {**_plain(row), "published": date, "_where": where, "_unclear": note}, keep)
        except Exception as error:  # whatever strangers put into a row
            found.problems.append(_problem(where, explain(error)))


def _plain(value: Any, depth: int = 0) -> Any:
    """Return the value with half characters (lone surrogates), which no file can hold, replaced; ValueError if deep."""
    if depth > DEEPEST:
        raise ValueError("the row is nested too deep")
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(one, depth + 1) for key, one in value.items()}
    return [_plain(one, depth + 1) for one in value] if isinstance(value, list | tuple) else value


def _add_article(found: Found, path: str, row: Row, keep: Collection[str]) -> None:
    """Add the article under its id, what was removed from it, and what is to be said about it."""
    where = row["_where"]
    title = None if is_missing(row.get("title")) else _trim(" ".join(str(row["title"]).split()), row.get("outlet"))
    raw, twice = mend_twice("" if is_missing(row.get("text")) else str(row["text"]))
    if len(raw) > LONGEST:
        raise ValueError(f"a text of more than {LONGEST:,} characters is no article: split it")
    text, removed = clean(raw, title, keep=keep)
    if not text:
        found.problems.append(_problem(where, row.get(NOTE) or "there is no text", stage=row.get(STAGE, "read")))
        return
    article_id = _name(path, row, text, found.rows)
    given = None if is_missing(row.get("article_id")) else str(row["article_id"]).strip()
    language = find_language(text)
    reasons = {one.reason for one in removed}
    found.rows[article_id] = {
        **{key: value for key, value in row.items() if key not in OURS}, "article_id": article_id,
        **({} if given in (None, article_id) else {"given_id": given}),
        "title": title or find_title(text), "author": read_author(row.get("author")) or read_author(find_byline(text)),
        "dateline": row.get("dateline") or find_dateline(removed, raw),
        "path": _plain(path), "language": language, "words": count_words(text), "text": text,
        "left_out": selection.find_reason(text, reasons, language=language, words=count_words(text)),
    }  # fmt: skip
    found.removed.extend(
        {"article_id": article_id, "text": raw[one.start : one.end], **one._asdict()} for one in removed
    )
    lost = "a character that is only half of one was replaced" if "\ufffd" in text else None
    notes = (row.get(NOTE), twice, row["_unclear"], lost)
    found.problems.extend(_problem(where, note, article_id) for note in notes if note)
    if language is None:
        found.problems.append(_problem(where, FOREIGN, article_id, "language"))


def _trim(title: str, outlet: object) -> str:
    """Return a title without the outlet's name behind it: "Ferry sails | The Post" in the Post."""
    name = re.escape(re.sub(r"^the\s", "", str(outlet), flags=re.I))
    return re.sub(rf"(?<=\S)\s+[|–—-]\s+(?:the\s)?{name}$", "", title, flags=re.I)


def mend_twice(text: str) -> tuple[str, str | None]:
    """Return the text with what was encoded twice mended ("â€œ" is “), by ftfy (Speer 2019), and a note on it."""
    import ftfy

    if not re.search("[ÂÃâ]", text):
        return text, None
    whole = re.sub(r"â€(?=[\s.,;:)]|$)", "â€\x9d", text)  # a byte that Windows-1252 has no sign for is often lost
    mended = "\n".join(map(ftfy.fix_encoding, whole.split("\n")))
    note = "UTF-8 read as Windows-1252 and saved again: mended, look for odd characters"
    return mended, note if mended != text else None


def _name(path: str, row: Row, text: str, taken: Iterable[str]) -> str:
    """Return the article's id: file or row, and four digits of its text's hash; a number more if that is taken."""
    given = "" if is_missing(row.get("article_id")) else str(row["article_id"]).strip()
    if SAFE.fullmatch(given) and given not in taken:
        return given
    stem = path.rstrip("/").rsplit("/", 1)[-1] if is_url(path) else PurePosixPath(path).stem
    if "_row" in row:
        stem = f"{stem}-{row['_row']}" if is_missing(row.get("id")) else str(row["id"])
    elif MEMBER in row:
        stem = PurePosixPath(row[MEMBER]).stem
    return _make_id(given or stem, text, taken)


def _make_id(name: str, text: str, taken: Iterable[str]) -> str:
    """Return an id that is safe as a file's name: letters, digits and hyphens, and a hash; a number if it is taken."""
    name = f"{_slug(name)}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:4]}"
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-") or "article"


def find_title(text: str) -> str | None:
    """Return the first line where it looks like a title."""
    first = next(iter(find_paragraphs(text)), None)
    return text[first.start : first.end] if first and first.part == "title" else None


def count_words(text: str) -> int:
    """Return the number of words; marks do not count, and don't, state-run and 3.5 are one each."""
    return sum(1 for _ in WORD.finditer(text))


def find_language(text: str) -> str | None:
    """Return "en" where enough of the words are English function words, None where they are not."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return "en" if words and sum(word in _english() for word in words) >= ENGLISH * len(words) else None


@functools.cache
def _english() -> frozenset[str]:
    return list_words("words", "english")


def _make(rows: list[Row]) -> pd.DataFrame:
    """Return the articles table, with the columns that are not the schema's after it."""
    stubs = ("paywall", "notice")  # they make no copy of the whole article
    texts = ["" if row["left_out"] in stubs else row["text"] for row in rows]
    for row, earlier in zip(rows, find_duplicates(texts), strict=True):
        row["duplicate_of"] = None if earlier is None else rows[earlier]["article_id"]
    extras = list(dict.fromkeys(key for row in rows for key in row if key not in tables.SCHEMA["articles"]))
    frame = pd.DataFrame(rows, columns=[*tables.SCHEMA["articles"], *extras])
    return _join_extras(tables.make("articles", frame), frame, extras)


def _join_extras(articles: pd.DataFrame, frame: pd.DataFrame, extras: list) -> pd.DataFrame:
    return articles.assign(**{str(name): _tidy(frame[name]) for name in extras})


def _tidy(column: pd.Series) -> pd.Series:
    """Return the column, as text where it mixes types: no table file could hold it otherwise."""
    kind = pd.api.types.infer_dtype(column, skipna=True)
    large = kind == "integer" and any(not is_missing(cell) and abs(cell) >= 2**63 for cell in column)
    if not kind.startswith("mixed") and not large:
        return column
    return column.map(lambda cell: cell if isinstance(cell, str) or is_missing(cell) else json.dumps(cell, default=str))


def complete(articles: pd.DataFrame) -> pd.DataFrame:
    """Return any table with article_id and text as an articles table: what is missing filled in, extra columns kept.

    The text is left as it is, missing ones too. ValueError where a column is missing or ids are not unique.
    """
    missing = [name for name in ("article_id", "text") if name not in articles.columns]
    if missing:
        raise ValueError(f"The articles have no column called {' and '.join(missing)}: every article needs both.")
    ids = articles["article_id"]
    if ids.isna().any() or ids.astype(str).duplicated().any():
        twice = sorted(set(ids[ids.astype(str).duplicated()].astype(str)))[:3]
        raise ValueError(f"Every article needs an article_id of its own; missing or used twice: {twice or 'NA'}.")
    frame = _secure(_tell_missing(articles.reset_index(drop=True)))
    texts = ["" if is_missing(text) else str(text) for text in frame["text"]]
    extras = [name for name in frame.columns if name not in tables.SCHEMA["articles"]]
    filled = tables.make("articles", _fill(frame, texts))
    return _join_extras(filled, frame, extras)


def _tell_missing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with NA for cells of ours that say nothing (N/A, NULL), and no half characters in its texts."""
    known = [
        name for name in frame if name in tables.SCHEMA["articles"] and name not in ("article_id", "text", "published")
    ]
    said = {name: frame[name].astype(object).where(~frame[name].map(is_missing).astype(bool), None) for name in known}
    frame = frame.assign(**said)
    texts = [name for name in frame if frame[name].map(lambda cell: isinstance(cell, str)).any()]
    return frame.assign(
        **{name: frame[name].map(lambda cell: _plain(cell) if isinstance(cell, str) else cell) for name in texts}
    )


def _secure(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with ids that are safe as files' names, the given ones beside them where they were not."""
    given = frame["article_id"].astype(str)
    unsafe = ~given.map(lambda one: SAFE.fullmatch(one) is not None)
    if not unsafe.any():
        return frame
    taken = set(given[~unsafe])
    ids = given.astype(object)
    for place in frame.index[unsafe]:
        ids[place] = _make_id(given[place], str(frame["text"][place]), taken)
        taken.add(ids[place])
    return frame.assign(article_id=ids, given_id=given.map(_plain))


def _fill(frame: pd.DataFrame, texts: list[str]) -> pd.DataFrame:
    """Return the table with dates read, and words, language and duplicates found where no column gives them."""
    ids = frame["article_id"].astype(str)
    given: dict[str, list] = {
        "language": [find_language(text) for text in texts],
        "words": [count_words(text) for text in texts],
        "duplicate_of": [None if one is None else ids[one] for one in find_duplicates(texts)],
    }
    found = {name: values for name, values in given.items() if name not in frame or frame[name].isna().all()}
    if "published" in frame:
        found["published"] = read_dates(list(frame["published"]))[0]
    return frame.assign(**found)
