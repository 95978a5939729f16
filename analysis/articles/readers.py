"""Files -> rows with a text and what is known about it; one small function for each format.

A row is a dict: `text`, any of title, outlet, published, author, url, and whatever else the file says of the
article. `NOTE` in a row is what a reader should be told about it. A reader raises ValueError where it can make
nothing of a file.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

NOTE = "_note"
# What people call these columns; the first that a file has is taken, the others stay under their own names.
FIELDS = {
    "text": ("text", "body", "content", "article", "article_text", "full_text"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "publication", "sitename", "site", "hostname"),
    "published": ("published", "date", "published_at", "publication_date", "publish_date", "pub_date", "datetime"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link"),
}
MISSING = ("", "None", "nan", "NaN", "<NA>", "NaT")
SIDECARS = (".json", ".yaml", ".yml")


def read_file(path: Path) -> list[Row]:
    """Return a row for each article in the file; ValueError says in one sentence what is wrong with it."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(f"{path.suffix or 'a file without an ending'} is not a known format ({', '.join(READERS)})")
    data = path.read_bytes()
    if not data.strip():
        raise ValueError("the file is empty")
    beside, note = _read_sidecar(path)
    rows = [{**beside, **row} if path.suffix.lower() in TABLES else {**row, **beside} for row in reader(data)]
    return [_add_note(row, note) for row in rows]


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text in some bytes and what must be said about it; ValueError where they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), None
    if b"\0" in data:
        raise ValueError("the file is not text")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "not UTF-8: read as Windows-1252, look for odd characters"
    except UnicodeDecodeError:
        raise ValueError("the file is neither UTF-8 nor Windows-1252 text: save it as UTF-8") from None


def name_fields(row: Row) -> Row:
    """Return the row with our names for the fields; what has no name of ours keeps its own."""
    given = {str(key).strip(): value for key, value in row.items() if key is not None}
    lower = {key.lower(): key for key in reversed(given)}
    named = {}
    for field, names in FIELDS.items():
        found = next((lower[name] for name in names if name in lower and not is_missing(given[lower[name]])), None)
        if found is not None:
            named[field] = given.pop(found)
    return {**given, **named}


def is_missing(value: object) -> bool:
    """Tell whether a cell says nothing: None, NaN, NA, NaT or blanks."""
    return str(value).strip() in MISSING


def _add_note(row: Row, note: str | None) -> Row:
    notes = [one for one in (row.get(NOTE), note) if one]
    return {**row, NOTE: "; ".join(notes)} if notes else row


def _read_sidecar(path: Path) -> tuple[Row, str | None]:
    """Return what a file of the same name (.json, .yaml) says about the article, and a note where it is broken."""
    import yaml

    for side in (path.with_suffix(suffix) for suffix in SIDECARS):
        if side.is_file() and side != path:
            try:
                load = json.loads if side.suffix == ".json" else yaml.safe_load
                return name_fields(dict(load(decode(side.read_bytes())[0]))), None
            except (yaml.YAMLError, TypeError, ValueError):
                return {}, f"{side.name} could not be read: it must hold one object of names and values"
    return {}, None


def read_plain(data: bytes) -> list[Row]:
    """Return the one article of a text file; YAML between two lines of --- before it tells about it."""
    import frontmatter
    import yaml

    text, note = decode(data)
    try:
        told, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError):
        told, body, note = {}, text, "the front matter is not YAML: read as part of the text"
    return [_add_note({**name_fields(dict(told)), "text": body}, note)]


def read_markdown(data: bytes) -> list[Row]:
    """Return the one article of a Markdown file, without its marks."""
    return [{**row, "text": strip_markdown(row["text"])} for row in read_plain(data)]


def strip_markdown(text: str) -> str:
    """Return the text without Markdown's marks for headings, emphasis, links, pictures and block quotations."""
    text = re.sub(r"!\[[^\]\n]*\]\([^)\n]*\)", "", text)
    text = re.sub(r"\[([^\]\n]+)\]\([^)\n]*\)", r"\1", text)
    text = re.sub(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$", r"\n\1\n", text, flags=re.M)
    text = re.sub(r"^ {0,3}(?:=+|-{3,}|(?:\* ?){3,}|_{3,})[ \t]*$", "", text, flags=re.M)
    text = re.sub(r"^ {0,3}>[ \t]?", "", text, flags=re.M)
    text = re.sub(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])", r"\2", text)
    return re.sub(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])", r"\2", text)


def read_html(data: bytes) -> list[Row]:
    """Return the one article of a web page (trafilatura, Barbaresi 2021; its default settings)."""
    text, note = decode(data)
    return [_add_note(read_page(text), note)]


def read_page(page: str) -> Row:
    """Return the article in a page's source: its text, title, outlet, date, author and address."""
    import trafilatura

    document = trafilatura.bare_extraction(page, with_metadata=True)
    found = document.as_dict() if document is not None and not isinstance(document, dict) else {}
    if not found.get("text"):
        raise ValueError("no article was found in the page")
    names = {"title": "title", "outlet": "sitename", "published": "date", "author": "author", "url": "url"}
    return {**{ours: found[theirs] for ours, theirs in names.items() if found.get(theirs)}, "text": found["text"]}


def fetch_page(url: str) -> list[Row]:
    """Return the article at an address; ValueError where it cannot be had."""
    import trafilatura

    page = trafilatura.fetch_url(url)
    if not page:
        raise ValueError("the page could not be fetched: check the address and the connection, or save it as .html")
    return [{**read_page(page), "url": url}]


def read_csv(data: bytes) -> list[Row]:
    """Return a row for each line of a table with a header and a column called text."""
    text, note = decode(data)
    csv.field_size_limit(sys.maxsize)  # the default, 131,072 characters, is shorter than some articles
    header = text.lstrip().split("\n", 1)[0]
    comma = max(",;\t|", key=header.count)
    rows = [_read_cells(row) for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=comma)]
    names = {name.strip().strip('"').lower() for name in header.split(comma)}
    if not names & set(FIELDS["text"]):
        raise ValueError(f"the table has no column called text (its columns: {', '.join(sorted(names))})")
    if not rows:
        raise ValueError("the table has no rows")
    return _number(rows, note)


def _read_cells(row: Row) -> Row:
    named = name_fields(row)
    if None in row:  # where csv puts what is beyond the header
        return _add_note(named, "more cells than the header has: put a text with commas into quotation marks")
    return named


def read_jsonl(data: bytes) -> list[Row]:
    """Return a row for each line of a file with one JSON object a line, with a field called text."""
    text, note = decode(data)
    return _number([_read_line(line) for line in text.split("\n") if line.strip()], note)


def _read_line(line: str) -> Row:
    try:
        return name_fields(dict(json.loads(line)))
    except (ValueError, TypeError):
        return {NOTE: "this line is not a JSON object"}


def _number(rows: Iterable[Row], note: str | None) -> list[Row]:
    """Give each row its number; the note goes to the first alone, since it is about the file."""
    return [_add_note({**row, "_row": number}, note if number == 1 else None) for number, row in enumerate(rows, 1)]


READERS: dict[str, Callable[[bytes], list[Row]]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_csv,
    ".jsonl": read_jsonl,
}
TABLES = (".csv", ".jsonl")
