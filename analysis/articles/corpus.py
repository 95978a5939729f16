"""Files, folders and addresses -> the articles table, and what could not be read."""

import functools
import hashlib
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from .. import tables
from ..lexicons import read_lexicon
from .cleaning import clean_text, find_paragraphs
from .duplicates import find_duplicates
from .readers import NOTE, READERS, SIDECARS, Row, fetch_page, is_missing, read_file

OURS = ("article_id", "path", "language", "words", "duplicate_of", "text", NOTE, "_row")
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
        for row in found:
            _add_article(rows, problems, path, row)
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


def _add_article(rows: dict[str, Row], problems: list[Row], path: str | Path, row: Row) -> None:
    """Add the article under its id, and what is to be said about it."""
    where = f"{path}, row {row['_row']}" if "_row" in row else str(path)
    title = None if is_missing(row.get("title")) else " ".join(str(row["title"]).split())
    text = clean_text("" if is_missing(row.get("text")) else str(row["text"]), title)
    if not text:
        problems.append(_problem(where, row.get(NOTE) or "there is no text"))
        return
    article_id = _name(path, row, text, rows)
    published, unclear = read_date(row.get("published"))
    language = find_language(text)
    rows[article_id] = {
        **{key: value for key, value in row.items() if key not in OURS}, "article_id": article_id,
        "title": title or find_title(text), "published": published, "author": _join(row.get("author")),
        "path": str(path), "language": language, "words": count_words(text), "text": text,
    }  # fmt: skip
    problems += [_problem(where, note, article_id) for note in (row.get(NOTE), unclear) if note]
    if language is None:
        problems.append(_problem(where, FOREIGN, article_id, "language"))


def _name(path: str | Path, row: Row, text: str, taken: Iterable[str]) -> str:
    """Return the article's id: file or row, and four digits of its text's hash; a number more if that is taken."""
    if not is_missing(row.get("article_id")) and str(row["article_id"]).strip() not in taken:
        return str(row["article_id"]).strip()
    stem = path.rstrip("/").rsplit("/", 1)[-1] if isinstance(path, str) and _is_url(path) else Path(path).stem
    if "_row" in row:
        stem = f"{stem}-{row['_row']}" if is_missing(row.get("id")) else str(row["id"])
    name = f"{_slug(stem)}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:4]}"
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


def read_date(value: object) -> tuple[pd.Timestamp | None, str | None]:
    """Return the date as the place of publication writes it (no time zone), or None and why it was not understood.

    Where day and month could be either, the month comes first: write 2023-04-03.
    """
    if is_missing(value):
        return None, None
    try:
        if not re.search(r"\d{4}|\d[-/.]\d", str(value)):
            raise ValueError(value)
        return pd.Timestamp(str(value).strip()).tz_localize(None).as_unit("ns"), None
    except (ValueError, TypeError, OverflowError):
        return None, f"the date {str(value)[:40]!r} was not understood: write it as 2023-08-30"


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
    return frozenset(row["word"] for row in read_lexicon("stopwords") if row["marks_english"] == "yes")


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
    if not pd.api.types.infer_dtype(column, skipna=True).startswith("mixed"):
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
    frame = articles.reset_index(drop=True)
    texts = ["" if is_missing(text) else str(text) for text in frame["text"]]
    extras = [name for name in frame.columns if name not in tables.SCHEMA["articles"]]
    filled = tables.make("articles", _fill(frame, texts))
    return _join_extras(filled, frame, extras)


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
        found["published"] = [read_date(value)[0] for value in frame["published"]]
    return frame.assign(**found)
