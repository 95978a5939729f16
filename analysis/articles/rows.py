"""What one file says of one article: a row, its fields by our names, and bytes as text.

A row is a dict: `text`, any of title, outlet, published, author, url, and whatever else the file says of the
article. `NOTE` in a row is what a reader should be told about it.
"""

import html
import re
import tomllib
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]

NOTE = "_note"
MEMBER = "_member"  # the place of a row inside its file: "row 3", "news/a.txt"
# What people call these columns; the first that a file has is taken, the others stay under their own names.
FIELDS = {
    "text": (
        "text", "body", "content", "article", "article_text", "full_text", "fulltext", "maintext", "main_text",
        "body_text", "article_body", "article_content", "plain_text", "content_text", "news_text",
    ),
    "title": ("title", "headline", "heading", "article_title", "web_title", "news_title"),
    "outlet": (
        "outlet", "source", "publisher", "newspaper", "publication", "sitename", "site_name", "site", "hostname",
        "publication_name", "publication_title", "source_name", "newspaper_name", "media_name", "media_outlet",
        "news_outlet", "source_domain", "domain",
    ),
    "published": (
        "published", "date", "published_at", "publication_date", "publish_date", "pub_date", "datetime", "pubdate",
        "date_published", "published_date", "date_publish", "published_on", "web_publication_date", "article_date",
    ),
    "author": ("author", "authors", "byline", "author_name", "creator", "writer", "journalist"),
    "url": ("url", "link", "web_url", "article_url", "source_url", "web_address", "permalink"),
}  # fmt: skip
NAMES = ("name", "main", "original", "rendered", "value", "text", "#text")  # what an object in a cell says, in short
MISSING = {"", "none", "nan", "<na>", "nat", "n/a", "na", "null", "#n/a", "-", "–", "—"}
LONGEST_HEAD = 50_000  # characters of front matter or of a sidecar
DEEPEST = 32  # levels of lists and objects in one another
BLOCKS = (
    "p|div|br|hr|li|h[1-6]|blockquote|t(?:able|body|r)|ul|ol|dl|d[dt]|section|article|aside|main|header|footer|nav|pre"
    "|fig(?:ure|caption)|html|body|head|title|center|small"
)
INLINE = (
    "a|abbr|b|big|button|cite|code|del|em|font|form|i|iframe|img|input|ins|label|link|mark|meta|noscript|picture|q|s|script"
    "|source|span|strong|style|su[bp]|svg|t[dh]|time|u|video|audio|path"
)
MARKUP = re.compile(rf"</?(?:{BLOCKS}|{INLINE})\b[^<>]*>|<!--[^<>]*-->|&(?:#\d+|#x[\da-f]+|[a-z]+\d?);", re.I)
CONTROLS = bytes({*range(9), *range(14, 32)})
MARKS = re.compile("[“”‘’–—…]")
HEAD = re.compile(
    r"(title|headline|source|outlet|newspaper|publication|date|published|author|byline|url|link):(.*)", re.I
)


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text in some bytes and what must be said about it; ValueError where they are no text.

    What is not UTF-8 is Windows-1252, or Mac Roman where that alone makes quotation marks and dashes of it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), None
    if data[1::2].count(0) > 0.4 * len(data):
        return data.decode("utf-16-le", errors="replace"), None
    if b"\0" in data:  # a stray one costs a note; among many other control signs it tells of a picture or the like
        if (len(data) - len(data.translate(None, CONTROLS))) * 100 > len(data):
            raise ValueError("the file is not text: save the article as .txt, .html or .docx")
        text, note = decode(data.replace(b"\0", b""))
        return text, note or "a sign that is no character was left out"
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        western, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
        name, text = ("Mac Roman", mac) if len(MARKS.findall(mac)) > len(MARKS.findall(western)) else ("", western)
        text = text if name else data.decode("cp1252")
        return text, f"not UTF-8: read as {name or 'Windows-1252'}, look for odd characters"
    except UnicodeDecodeError:
        raise ValueError("the file is neither UTF-8 nor Windows-1252 text: save it as UTF-8") from None


def name_fields(row: Row) -> Row:
    """Return the row with our names for the fields; what has no name of ours keeps its own."""
    given = {str(key).strip(): value for key, value in row.items() if key is not None}
    plain = {_spell(key): key for key in reversed(given)}
    named = {}
    for field, names in FIELDS.items():
        found = next((plain[name] for name in names if name in plain and not is_missing(given[plain[name]])), None)
        if found is not None:
            named[field] = read_value(given.pop(found))
    outlet = str(named.get("outlet"))
    if re.match(r"https?://", outlet):  # a page kept by a clipper
        named = {"url": outlet, **named, "outlet": re.sub(r"https?://(?:www\.)?([^/]*).*", r"\1", outlet)}
    return {**{key: None if is_missing(value) else value for key, value in given.items()}, **named}


def has_text(names: Iterable[object]) -> bool:
    """Tell whether one of these names of columns is one that we know for the text."""
    return not {_spell(str(name)) for name in names if name is not None}.isdisjoint(FIELDS["text"])


def _spell(name: str) -> str:
    """Return a column's name as FIELDS has it: "Full Text", "fullText" and "full-text" are full_text."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip()).lower()).strip("_")


def read_value(value: Any) -> Any:
    """Return what a cell says where it is an object, {"name": "Post"}, or a list of such or of paragraphs."""
    if isinstance(value, dict):
        return next((value[name] for name in NAMES if isinstance(value.get(name), str)), None)
    if isinstance(value, list):
        return [one for one in map(read_value, value) if one is not None]
    return value


def is_missing(value: object) -> bool:
    """Tell whether a cell says nothing: None, NaN, NA, NaT or blanks."""
    return str(value).strip().lower() in MISSING


def add_note(row: Row, note: str | None) -> Row:
    """Return the row with one more thing that a reader should be told."""
    notes = [one for one in (row.get(NOTE), note) if one]
    return {**row, NOTE: "; ".join(notes)} if notes else row


def number(rows: Iterable[Row], note: str | None = None) -> list[Row]:
    """Give each row of a table its number; the note goes to the first alone, since it is about the file."""
    return [
        add_note({**row, "_row": place, MEMBER: f"row {place}"}, note if place == 1 else None)
        for place, row in enumerate(rows, 1)
    ]


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


def read_head(text: str) -> tuple[Row, str]:
    """Return what YAML between lines of --- (or TOML, +++), or lines "Title: …", say before a text; and the rest."""
    head = re.match(r"\s*(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|$)", text[: LONGEST_HEAD * 2], re.S)
    if not head:
        return _read_labels(text)
    try:
        told = load_yaml(head[2]) if head[1] == "---" else tomllib.loads(head[2][:LONGEST_HEAD].replace("\r\n", "\n"))
    except (ValueError, TypeError, RecursionError):
        name = "YAML" if head[1] == "---" else "TOML"
        return {NOTE: f"the front matter is not {name}: read as part of the text"}, text
    if not isinstance(told, dict) or not all(re.fullmatch(r"[\w.-]+", str(name)) for name in told):
        return {}, text  # prose between two rules
    return name_fields(told), text[head.end() :]


def _read_labels(text: str) -> tuple[Row, str]:
    """Two labelled lines or more before all else are a head; one alone may be the story's own."""
    told: Row = {}
    rest = text.lstrip()
    while (match := HEAD.match(rest.partition("\n")[0])) and len(told) < 8:
        told[match[1].lower()] = match[2].strip()
        rest = rest[len(match[0]) :].lstrip()
    return (name_fields(told), rest) if len(told) > 1 else ({}, text)


def strip_html(text: str) -> str:
    """Return the text of a cell without tags and entities, its blocks as paragraphs; any other text as it is."""
    if not MARKUP.search(text):
        return text
    text = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", "", text, flags=re.I | re.S)
    text = re.sub(rf"</?(?:{BLOCKS})\b[^<>]*>", "\n\n", text, flags=re.I)
    text = html.unescape(MARKUP.sub(lambda one: one[0] if one[0][0] == "&" else "", text))
    return re.sub("\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
