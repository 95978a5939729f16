"""Files -> rows with a text and what is known about it; one small function for each format.

A row is a dict: `text`, any of title, outlet, published, author, url, and whatever else the file says of the
article. `NOTE` in a row is what a reader should be told about it. A reader raises ValueError where it can make
nothing of a file.
"""

import csv
import html
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
MISSING = {"", "none", "nan", "<na>", "nat", "n/a", "na", "null", "#n/a", "-", "–", "—"}
DEEPEST = 32  # levels of lists and objects in one another
LONGEST_HEAD = 50_000  # characters of front matter or of a sidecar
BLOCKS = "p|div|br|li|h[1-6]|blockquote|tr|ul|ol|section|article"
MARKUP = re.compile(
    rf"</?(?:{BLOCKS}|b|i|em|strong|a|span|img|script|style)\b[^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+\d?);", re.I
)
# What UTF-8 becomes where somebody reads it as Windows-1252 and saves it.
TWICE = re.compile(r"[Â-ô][\x80-\xbfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,3}")
CONTROLS = bytes({*range(9), *range(14, 32)})
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
    if b"\0" in data:  # a stray one costs a note; among many other control signs it tells of a picture or the like
        if (len(data) - len(data.translate(None, CONTROLS))) * 100 > len(data):
            raise ValueError("the file is not text")
        text, note = decode(data.replace(b"\0", b""))
        return text, note or "a sign that is no character was left out"
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
    return {**{key: None if is_missing(value) else value for key, value in given.items()}, **named}


def is_missing(value: object) -> bool:
    """Tell whether a cell says nothing: None, NaN, NA, NaT or blanks."""
    return str(value).strip().lower() in MISSING


def _add_note(row: Row, note: str | None) -> Row:
    notes = [one for one in (row.get(NOTE), note) if one]
    return {**row, NOTE: "; ".join(notes)} if notes else row


def _read_sidecar(path: Path) -> tuple[Row, str | None]:
    """Return what a file of the same name (.json, .yaml) says about the article, and a note where it is broken."""
    for side in (path.with_suffix(suffix) for suffix in SIDECARS):
        if side.is_file() and side != path:
            try:
                load = json.loads if side.suffix == ".json" else load_yaml
                return name_fields(dict(load(decode(side.read_bytes())[0]))), None
            except (TypeError, ValueError, RecursionError, OSError):
                return {}, f"{side.name} could not be read: it must hold one object of names and values"
    return {}, None


def load_yaml(text: str) -> Any:
    """Return what some YAML says; ValueError where it is none, long, deep, or refers to itself (and may grow)."""
    import yaml

    if len(text) > LONGEST_HEAD:
        raise ValueError("the YAML is too long to describe one article")
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or getattr(event, "anchor", None):
                raise ValueError("the YAML is nested too deep or refers to itself")
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error


def read_plain(data: bytes) -> list[Row]:
    """Return the one article of a text file; YAML between two lines of --- before it tells about it."""
    text, note = decode(data)
    head = re.match(r"\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", text, re.S)
    if not head:
        return [_add_note({"text": text}, note)]
    try:
        told = load_yaml(head[1])
    except (ValueError, TypeError, RecursionError):
        return [_add_note({"text": text}, "the front matter is not YAML: read as part of the text")]
    if not isinstance(told, dict) or not all(re.fullmatch(r"[\w.-]+", str(name)) for name in told):
        return [_add_note({"text": text}, note)]  # prose between two rules
    return [_add_note({**name_fields(told), "text": text[head.end() :]}, note)]


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
    """Return the one article of a web page, read as the page says that it is written."""
    try:
        text, note = data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        text, note = _decode_declared(data) or decode(data)
    return [_add_note(read_page(text), note)]


def _decode_declared(data: bytes) -> tuple[str, None] | None:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.I)
    name = declared[1].decode() if declared else ""
    try:
        return data.decode({"iso-8859-1": "cp1252", "utf-8": ""}.get(name.lower(), name)), None
    except (LookupError, UnicodeDecodeError):
        return None


def read_page(page: str) -> Row:
    """Return the article in a page's source: its text, title, outlet, date, author and address.

    By trafilatura (Barbaresi 2021). What is hidden is left out, and only what the page declares is a
    date: neither a copyright line nor the story itself.
    """
    import trafilatura
    from lxml import html as pages

    document = trafilatura.bare_extraction(page, with_metadata=True, prune_xpath=["//*[@hidden]"])
    found = document.as_dict() if document is not None and not isinstance(document, dict) else {}
    if not found.get("text"):
        raise ValueError("no article was found in the page")
    tree = pages.fromstring(page.encode("utf-8", "replace"), parser=pages.HTMLParser(encoding="utf-8"))
    found |= {"title": _choose_title(tree, found.get("title")), "date": _find_date(tree, found.get("date"))}
    names = {"title": "title", "outlet": "sitename", "published": "date", "author": "author", "url": "url"}
    return {**{ours: found[theirs] for ours, theirs in names.items() if found.get(theirs)}, "text": found["text"]}


def _choose_title(tree: Any, title: str | None) -> str | None:
    """Return the heading that the page's own <title> repeats, where the one found is not in it: a section's name."""
    whole = " ".join((tree.findtext(".//title") or "").split())
    if not whole or (title and title in whole) or tree.xpath("//meta[@property='og:title']"):
        return title
    headings = [" ".join(one.text_content().split()) for one in tree.xpath("//h1|//h2")]
    return next((one for one in headings if one and one in whole), title)


def _find_date(tree: Any, date: str | None) -> str | None:
    """Return the date if the page declares this very day: in its head, data, address or an element for dates."""
    declared = (
        "//meta[contains(translate(concat(@name,@property,@itemprop,@http-equiv),'DATEIMPUBLSH','dateimpublsh'),'date')"
        " or contains(translate(concat(@name,@property,@itemprop),'TIMEPUBLSH','timepublsh'),'time')"
        " or contains(translate(concat(@name,@property,@itemprop),'TIMEPUBLSHED','timepublshed'),'publish')]"
        "|//time|//*[@itemprop='datePublished']|//script[contains(.,'datePublished') or contains(.,'dateCreated')]"
        "|//abbr[@class='published']|//*[contains(@class,'date') or contains(@class,'time')]"
    )
    address = " ".join(tree.xpath("//link[@rel='canonical']/@href|//meta[@property='og:url']/@content"))
    told = (" ".join([*one.attrib.values(), one.text_content()]) for one in tree.xpath(declared))
    return date if date and any(_tells_day(text, date) for text in (*told, address)) else None


def _tells_day(text: str, date: str) -> bool:
    """Say whether a text has the year and the day of a date (2019-03-04) as numbers, in whatever order."""
    numbers = {int(number) for number in re.findall(r"\d{4}|\d{1,2}", text)}
    return {int(date[:4]), int(date[8:10])} <= numbers


def strip_html(text: str) -> str:
    """Return the text of a cell without tags and entities, its blocks as paragraphs; any other text as it is."""
    if not MARKUP.search(text):
        return text
    text = re.sub(r"<(script|style)\b.*?</\1\s*>", "", text, flags=re.S | re.I)
    text = re.sub(rf"\s*</?(?:{BLOCKS})\b[^<>]*>\s*", "\n\n", text, flags=re.I)
    return html.unescape(MARKUP.sub(lambda one: one[0] if one[0][0] == "&" else "", text)).strip()


def mend_twice(text: str) -> tuple[str, str | None]:
    """Return the text with what was encoded twice mended ("â€œ" is “), and a note where there was any."""
    mended = TWICE.sub(_decode_again, text)
    if mended == text:
        return text, None
    return mended.replace("â€", "”"), "UTF-8 read as Windows-1252 and saved again: mended, look for odd characters"


def _decode_again(match: re.Match) -> str:
    for end in range(len(match[0]), 1, -1):
        piece = match[0][:end]
        data = b"".join(one.encode("latin-1" if "\x80" <= one <= "\x9f" else "cp1252", "replace") for one in piece)
        try:
            return data.decode("utf-8") + match[0][end:]
        except UnicodeDecodeError:
            continue
    return match[0]


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
    text = re.sub(r"^\s*\"?sep=.\"?[ \t]*\r?\n", "", text, count=1)  # a spreadsheet's own first line
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
    if None in row:  # where csv puts what is beyond the header: which cell is the text, nobody knows
        return {NOTE: "more cells than the header has: put a text with commas into quotation marks"}
    return _strip_cells(name_fields(row))


def _strip_cells(row: Row) -> Row:
    return {**row, **{name: strip_html(row[name]) for name in ("text", "title") if isinstance(row.get(name), str)}}


def read_jsonl(data: bytes) -> list[Row]:
    """Return a row for each line of a file with one JSON object a line, with a field called text."""
    text, note = decode(data)
    return _number([_read_line(line) for line in text.split("\n") if line.strip()], note)


def _read_line(line: str) -> Row:
    try:
        return _strip_cells(name_fields(dict(json.loads(line))))
    except (ValueError, TypeError, RecursionError):
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
