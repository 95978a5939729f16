"""Files, folders and addresses -> the articles table, and what could not be read."""

import functools
import hashlib
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from .. import tables
from ..lang import list_words
from .cleaning import clean_text, find_paragraphs
from .dates import read_dates
from .duplicates import find_duplicates
from .readers import DEEPEST, NOTE, READERS, SIDECARS, Row, fetch_page, is_missing, mend_twice, read_file

SAFE = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,98}[A-Za-z0-9_-]|[A-Za-z0-9]")  # as a file's name, anywhere
OURS = (
    "article_id",
    "given_id",
    "path",
    "language",
    "words",
    "duplicate_of",
    "text",
    NOTE,
    "_row",
    "_where",
    "_unclear",
)
WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")
FOREIGN = "the text does not look English: every result on it is doubtful"
ENGLISH = 0.12  # English news has .25 to .35 of these words, other languages under .05
Paths = str | Path | Iterable[str | Path]


def read_articles(paths: Paths) -> pd.DataFrame:
    """Return the articles table of files, folders (searched through, in order of name) and web addresses.

    Formats: .txt, .md, .html, .htm, .csv, .jsonl. YAML front matter, or a file of the same name in .json or .yaml,
    may give title, outlet, published (or date), author and url; whatever else a file says of its articles follows
    as columns after the schema's. Text is cleaned here and never afterwards. `attrs["problems"]` holds the rows of
    the problems table: what could not be read, or looks wrong. FileNotFoundError where a path does not exist,
    ValueError where there is no article at all.
    """
    articles, problems = read_files(paths)
    if articles.empty:
        first = problems.iloc[0]
        raise ValueError(f"No article could be read: {first['path']}: {first['message']}")
    # Plain rows and not a DataFrame: pandas compares and writes attrs, and can do neither with a table.
    articles.attrs["problems"] = problems.astype(object).where(problems.notna(), None).to_dict("records")
    return articles


def read_files(paths: Paths) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (articles, problems); a file that cannot be read costs a row of problems and nothing else."""
    rows: dict[str, Row] = {}
    problems: list[Row] = []
    for path in find_files(paths):
        try:
            found = fetch_page(str(path)) if _is_url(path) else read_file(Path(path))
        except Exception as error:  # parsers of other people's formats raise what they like
            problems.append(_problem(path, _explain(error)))
            continue
        if not found:
            problems.append(_problem(path, "the file holds no article"))
        _add_all(rows, problems, path, found)
    return _make(list(rows.values())), tables.make("problems", problems)


def find_files(paths: Paths) -> list[str | Path]:
    """Return the files and addresses to read, folders replaced by what is in them, sorted.

    Hidden files, READMEs and the sidecars of other files are left out; a file named twice is read once.
    """
    found: list[str | Path] = []
    for path in [paths] if isinstance(paths, str | Path) else paths:
        if _is_url(path) or Path(path).is_file():
            found.append(path if _is_url(path) else Path(path))
        elif Path(path).is_dir():
            found += _list_folder(Path(path))
        else:
            raise FileNotFoundError(f"There is no file or folder called {path}: check the path.")
    if not found:
        raise ValueError("No paths were given: name a file, a folder or a web address.")
    return list({Path(path).resolve() if isinstance(path, Path) else path: path for path in found}.values())


def _list_folder(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(folder)))
    articles = {path.with_suffix("") for path in files if path.suffix.lower() in READERS}
    files = [path for path in files if path.suffix.lower() not in SIDECARS or path.with_suffix("") not in articles]
    if not files:
        raise ValueError(f"The folder {folder} holds no articles: put files in it ({', '.join(READERS)}).")
    return files


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts) or path.stem.upper() == "README"


def _is_url(path: str | Path) -> bool:
    return isinstance(path, str) and re.match(r"https?://", path) is not None


def _problem(path: object, message: str, article_id: str | None = None, stage: str = "read") -> Row:
    return {"path": str(path), "article_id": article_id, "stage": stage, "message": message}


def _explain(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"


def _add_all(rows: dict[str, Row], problems: list[Row], path: str | Path, found: list[Row]) -> None:
    """Add a file's articles; one that cannot be read costs a row of problems, and dates are read for all at once."""
    dates, unclear = read_dates([row.get("published") for row in found])
    for row, date, note in zip(found, dates, unclear, strict=True):
        where = _plain(f"{path}, row {row['_row']}" if "_row" in row else str(path))
        try:
            _add_article(rows, problems, path, {**_plain(row), "published": date, "_where": where, "_unclear": note})
        except Exception as error:  # whatever strangers put into a row
            problems.append(_problem(where, _explain(error)))


def _plain(value: Any, depth: int = 0) -> Any:
    """Return the value with half characters (lone surrogates), which no file can hold, replaced; ValueError if deep."""
    if depth > DEEPEST:
        raise ValueError("the row is nested too deep")
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(one, depth + 1) for key, one in value.items()}
    return [_plain(one, depth + 1) for one in value] if isinstance(value, list | tuple) else value


def _add_article(rows: dict[str, Row], problems: list[Row], path: str | Path, row: Row) -> None:
    """Add the article under its id, and what is to be said about it."""
    where = row["_where"]
    title = None if is_missing(row.get("title")) else " ".join(str(row["title"]).split())
    raw, twice = mend_twice("" if is_missing(row.get("text")) else str(row["text"]))
    text = clean_text(raw, title)
    if not text:
        problems.append(_problem(where, row.get(NOTE) or "there is no text"))
        return
    article_id = _name(path, row, text, rows)
    given = None if is_missing(row.get("article_id")) else str(row["article_id"]).strip()
    language = find_language(text)
    rows[article_id] = {
        **{key: value for key, value in row.items() if key not in OURS}, "article_id": article_id,
        **({} if given in (None, article_id) else {"given_id": given}),
        "title": title or find_title(text), "author": _join(row.get("author")),
        "path": _plain(str(path)), "language": language, "words": count_words(text), "text": text,
    }  # fmt: skip
    lost = "a character that is only half of one was replaced" if "\ufffd" in text else None
    notes = (row.get(NOTE), twice, row["_unclear"], lost)
    problems += [_problem(where, note, article_id) for note in notes if note]
    if language is None:
        problems.append(_problem(where, FOREIGN, article_id, "language"))


def _name(path: str | Path, row: Row, text: str, taken: Iterable[str]) -> str:
    """Return the article's id: file or row, and four digits of its text's hash; a number more if that is taken."""
    given = "" if is_missing(row.get("article_id")) else str(row["article_id"]).strip()
    if SAFE.fullmatch(given) and given not in taken:
        return given
    stem = path.rstrip("/").rsplit("/", 1)[-1] if isinstance(path, str) and _is_url(path) else Path(path).stem
    if "_row" in row:
        stem = f"{stem}-{row['_row']}" if is_missing(row.get("id")) else str(row["id"])
    return _make_id(given or stem, text, taken)


def _make_id(name: str, text: str, taken: Iterable[str]) -> str:
    """Return an id that is safe as a file's name: letters, digits and hyphens, and a hash; a number if it is taken."""
    name = f"{_slug(name)}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:4]}"
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-") or "article"


def _join(value: object) -> str | None:
    """Return names as one string, however they were given."""
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value) or None
    return None if is_missing(value) else str(value).strip()


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
    for row, earlier in zip(rows, find_duplicates([row["text"] for row in rows]), strict=True):
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
    frame = _secure(articles.reset_index(drop=True))
    texts = ["" if is_missing(text) else str(text) for text in frame["text"]]
    extras = [name for name in frame.columns if name not in tables.SCHEMA["articles"]]
    filled = tables.make("articles", _fill(frame, texts))
    return _join_extras(filled, frame, extras)


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
