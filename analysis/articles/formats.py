"""The table of formats: bytes of a file -> rows, one small function a format.

A reader raises ValueError where it can make nothing of a file. FORMATS names each ending's reader; KINDS says by a
file's first bytes what it is whatever its name. Nothing is unpacked to disk, nothing in a file is run, and what is
compressed is read to a limit.
"""

import csv
import email
import email.policy
import io
import itertools
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from .cleaning import find_byline
from .exports import is_border, split_export
from .pages import read_html, read_page, recode
from .rows import (
    DEEPEST,
    MEMBER,
    NOTE,
    Row,
    add_note,
    decode,
    has_text,
    name_fields,
    number,
    read_head,
    read_value,
    strip_html,
)  # fmt: skip

LARGEST = 200_000_000  # bytes of a file, and of all that it holds once it is unpacked
LARGEST_PAGE = 20_000_000  # bytes of one document in it
MOST_MEMBERS = 10_000
FIRST = 10  # rows of a sheet, one of which is the header
EXTRA = "formats"
NEEDED = 'reading it needs the extra "{}": run pip install -e ".[{}]" in the suite\'s folder'
PROPERTIES = {"title": "title", "outlet": "source"}  # whoever typed a document, its "creator", is not the author
TYPED = re.compile(r"(?:microsoft word - .*|untitled.*|doc(?:ument)?\d*|.*\.\w{2,5})", re.I)
CHUNK = re.compile(rb"(?:\r\n)?([\da-f]{1,7})(?:;[^\r\n]{0,80})?\r\n", re.I)  # its size
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_bytes(name: str, data: bytes) -> list[Row]:
    """Return a row for each article in a file of this name; ValueError says what is wrong with it and what to do."""
    if not data.strip():
        raise ValueError("the file is empty")
    reader = find_reader(name, data)
    if reader is None:
        ending = PurePosixPath(name).suffix
        raise ValueError(f"{ending or 'a file without an ending'} is not a known format ({', '.join(FORMATS)})")
    try:
        rows = reader(data)
    except ImportError:
        raise ValueError(NEEDED.format(EXTRA, EXTRA)) from None
    if not rows:
        raise ValueError("the file holds no article")
    return rows


def find_reader(name: str, data: bytes) -> Callable[[bytes], list[Row]] | None:
    """Return what reads the file: by its first bytes where they tell, else by its ending."""
    head = data[:1024].lstrip()
    if head.startswith(b"PK\x03\x04"):
        return _find_zipped(data)
    told = next((reader for start, reader in KINDS.items() if head.startswith(start)), None)
    ending = PurePosixPath(name).suffix.lower()
    if (
        told is None
        and ending not in (".md", ".html", ".htm", ".eml", ".mhtml")
        and re.match(rb"<(!doctype )?html", head, re.I)
    ):
        return read_html
    return told or FORMATS.get(ending)


def _find_zipped(data: bytes) -> Callable[[bytes], list[Row]]:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ValueError("the file is cut off or broken: copy or download it again") from None
    told = {"word/document.xml": read_docx, "xl/workbook.xml": read_xlsx, "content.xml": read_odt}
    return next((reader for name, reader in told.items() if name in names), read_zip)


def read_text(data: bytes) -> list[Row]:
    """Return the article of a text file, or the articles of an archive's export; a head before it tells about it."""
    text, note = decode(data)
    found = split_export(text)
    if found:
        return _number_members(found, note)
    told, rest = read_head(text)
    return [add_note({**told, "text": rest}, note)]


def _number_members(rows: list[Row], note: str | None = None) -> list[Row]:
    return number(rows, note) if len(rows) > 1 else [add_note(row, note) for row in rows]


def read_markdown(data: bytes) -> list[Row]:
    """Return the one article of a Markdown file, without its marks."""
    return [{**row, "text": strip_markdown(row["text"])} for row in read_text(data)]


def strip_markdown(text: str) -> str:
    """Return the text without Markdown's marks for headings, emphasis, links, pictures and block quotations."""
    text = re.sub(r"!\[[^\[\]\n]*\]\([^()\n]*\)", "", text)
    text = re.sub(r"\[([^\[\]\n]+)\]\([^()\n]*\)", r"\1", text)
    text = "\n".join(_strip_line(line) for line in text.split("\n"))
    text = re.sub(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]+)(?<=\S)\1(?![\w*])", r"\2", text)
    return re.sub(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]+)(?<=\S)\1(?![\w_])", r"\2", text)


def _strip_line(line: str) -> str:
    bare = line.strip()
    if len(line) - len(line.lstrip()) > 3:  # code
        return line
    if re.fullmatch(r"=+|-{3,}|(?:\* ?){3,}|_{3,}", bare + " " if bare.startswith("*") else bare):
        return ""
    if re.match(r"#{1,6}[ \t]", bare):
        return "\n" + bare.strip("# \t") + "\n"
    return re.sub(r"^ {0,3}>[ \t]?", "", line)


def read_csv(data: bytes) -> list[Row]:
    """Return a row for each line of a table with a header and a column called text, parted by , ; | or tabs."""
    text, note = decode(data)
    rows = list(read_table(text))
    check_columns(rows[0] if rows else {}, text)
    return number((_read_cells(row) for row in rows), note)


def read_table(text: str) -> Iterator[Row]:
    """Yield the rows of a table as text, by the names in its header."""
    csv.field_size_limit(sys.maxsize)  # the default, 131,072 characters, is shorter than some articles
    text = re.sub(r"^\s*\"?sep=.\"?[ \t]*\r?\n", "", text, count=1).lstrip()  # a spreadsheet's own first line
    header = text.split("\n", 1)[0]
    yield from csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=header.count))


def check_columns(row: Row, text: str = "") -> None:
    """Raise ValueError where a table has no rows, or no column for the text."""
    names = [str(name).strip() for name in row if name is not None] or [text.strip().split("\n")[0]]
    if not has_text(names):
        raise ValueError(f"the table has no column called text (its columns: {', '.join(names)[:200]})")
    if not row:
        raise ValueError("the table has no rows")


def _read_cells(row: Row) -> Row:
    if None in row:  # where csv puts what is beyond the header: which cell is the text, nobody knows
        return {NOTE: "more cells than the header has: put a text with commas into quotation marks"}
    named = name_fields(row)
    if isinstance(named.get("text"), list):
        named["text"] = "\n\n".join(map(str, named["text"]))
    return {
        **named,
        **{name: strip_html(named[name]) for name in ("text", "title") if isinstance(named.get(name), str)},
    }


def read_jsonl(data: bytes) -> list[Row]:
    """Return a row for each line of a file with one JSON object a line, with a field called text."""
    text, note = decode(data)
    return number((_read_line(line) for line in text.split("\n") if line.strip()), note)


def _read_line(line: str) -> Row:
    try:
        return _read_cells(_lift(dict(json.loads(line))))
    except (ValueError, TypeError, RecursionError):
        return {NOTE: "this line is not a JSON object"}


def read_json(data: bytes) -> list[Row]:
    """Return the articles of a JSON file: one object, or lists of them, under whatever names."""
    text, note = decode(data)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        if "\n{" in text.strip():
            return read_jsonl(data)
        raise ValueError("the file is not JSON: write a list of objects with a field called text") from None
    rows = find_objects(found) or [one for one in [found] if isinstance(one, dict)]
    check_columns({name: None for row in rows for name in row})
    return number(map(_read_cells, rows), note)


def find_objects(value: Any, depth: int = 0) -> list[Row]:
    """Return the objects with a text, wherever they stand, and those that stand in a list with them."""
    rows = [_lift(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    if any(map(_tells_text, rows)):
        return rows
    inner = (one for row in rows for one in row.values() if isinstance(one, dict | list))
    return [row for one in inner for row in find_objects(one, depth + 1)] if depth < DEEPEST else []


def _tells_text(row: Row) -> bool:
    return any(
        has_text([name]) and (value is None or isinstance(read_value(value), str) or _is_paragraphs(value))
        for name, value in row.items()
    )


def _is_paragraphs(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _lift(row: Row) -> Row:
    """Return the object with what one object in it says, where that alone has the text: {"id": 1, "fields": {…}}."""
    inner = [one for one in row.values() if isinstance(one, dict) and _tells_text(one)]
    return {**row, **inner[0]} if len(inner) == 1 and not _tells_text(row) else row


def read_parquet(data: bytes) -> list[Row]:
    """Return a row for each line of a Parquet table."""
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        size = sum(file.metadata.row_group(one).total_byte_size for one in range(file.num_row_groups))
        if size > LARGEST:
            raise ValueError(_too_large())
        rows = file.read().to_pylist()
    except pyarrow.ArrowException as error:
        raise ValueError("the Parquet file is cut off or broken: write it again") from error
    check_columns(rows[0] if rows else {})
    return number(map(_read_cells, rows))


def read_xlsx(data: bytes) -> list[Row]:
    """Return a row for each line of a workbook's first sheet with a column called text."""
    import openpyxl

    check_zip(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        lines = sheet.iter_rows(values_only=True)
        names = next(filter(has_text, itertools.islice(lines, FIRST)), None)
        if names:
            cells = (zip(names, line, strict=False) for line in lines if any(line))
            return number(_read_cells({str(name): cell for name, cell in one if name is not None}) for one in cells)
    raise ValueError(f"no sheet has a column called text in its first {FIRST} rows")


def check_zip(data: bytes) -> zipfile.ZipFile:
    """Return what is zipped, once its sizes are known to be sound; ValueError where it would fill the memory."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise ValueError(f"the archive holds more than {MOST_MEMBERS:,} files: split it")
    if sum(one.file_size for one in members) > LARGEST:
        raise ValueError(_too_large())
    return archive


def _too_large() -> str:
    return f"larger than {LARGEST // 10**6} MB: split it into smaller files"


def read_member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one file of an archive; ValueError where it is larger than it says, broken or encrypted."""
    try:
        with archive.open(name) as file:
            data = file.read(LARGEST_PAGE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        why = "is protected by a password" if "password" in str(error) else "is cut off or broken"
        raise ValueError(f"the file {why}: save it again and replace it") from error
    if len(data) > LARGEST_PAGE:
        raise ValueError(f"larger than {LARGEST_PAGE // 10**6} MB once it is unpacked")
    return data


def read_docx(data: bytes) -> list[Row]:
    """Return the article, or an export's articles, of a Word document; deleted words and tables are left out."""
    archive = check_zip(data)
    body = parse_xml(read_member(archive, "word/document.xml"))
    blocks = (
        _read_word(one)
        for one in body.iter(f"{WORD}p")
        if not any(one.iterancestors(f"{WORD}tbl", f"{WORD}txbxContent"))
    )
    return _read_paragraphs(blocks, archive, "docProps/core.xml")


def _read_word(paragraph: Any) -> str:
    signs = {f"{WORD}br": "\n", f"{WORD}tab": "\t", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
    inside = (one for one in paragraph.iter(f"{WORD}t", *signs) if next(one.iterancestors(f"{WORD}p")) is paragraph)
    return "".join(signs.get(one.tag) or one.text or "" for one in inside)


def read_odt(data: bytes) -> list[Row]:
    """Return the article, or an export's articles, of an OpenDocument text; tables and notes are left out."""
    archive = check_zip(data)
    body = parse_xml(read_member(archive, "content.xml"))
    for extra in [*body.iter("{*}tracked-changes", "{*}note", "{*}annotation", "{*}table")]:
        extra.tail, tail = None, extra.tail
        _replace(extra, tail)
    for name, sign in (("s", " "), ("tab", "\t"), ("line-break", "\n")):
        for one in body.iter(ODF + name):
            one.text = sign
    blocks = ("".join(one.itertext()) for one in body.iter(f"{ODF}p", f"{ODF}h"))
    return _read_paragraphs(blocks, archive, "meta.xml")


def _replace(element: Any, tail: str | None) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (tail or "")
    if parent is not None:
        parent.remove(element)


def _read_paragraphs(blocks: Iterable[str], archive: zipfile.ZipFile, properties: str) -> list[Row]:
    """An export's articles, else one article, of which the document's own properties tell."""
    text = "\n\n".join(block for block in blocks if block.strip())
    found = split_export(text)
    if found:
        return _number_members(found)
    told, rest = read_head(text)
    known = parse_xml(read_member(archive, properties)) if properties in archive.namelist() else None
    said = {} if known is None else {ours: known.findtext(f".//{{*}}{one}") for ours, one in PROPERTIES.items()}
    return [{**_trust(said, rest), **told, "text": rest}]


def _trust(said: dict[str, str | None], text: str) -> Row:
    """Return what a document's properties say, but no file's name for a title, nor an author where a byline has one."""
    false = {
        "title": TYPED.fullmatch(said.get("title") or "") is not None,
        "author": find_byline(text) is not None,
    }
    return {name: one for name, one in said.items() if one and not false.get(name)}


def parse_xml(data: bytes) -> Any:
    """Return the root of an XML file, without what it refers to; ValueError where it is broken or too deep."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("the file is not XML, or broken: save it again")
    return root


def read_rtf(data: bytes) -> list[Row]:
    """Return the article, or an export's articles, of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    if len(data) > LARGEST_PAGE:
        raise ValueError(_too_large())
    text = rtf_to_text(data.decode("latin-1"), errors="ignore")
    return read_text(text.encode("utf-8", "replace"))


def read_pdf(data: bytes) -> list[Row]:
    """Return the article, or an export's articles, of a PDF; heads and feet of its pages are left out."""
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every small flaw
    try:
        file = pypdf.PdfReader(io.BytesIO(data))
        if file.is_encrypted and not file.decrypt(""):
            raise ValueError("the PDF is protected by a password: save it without one")
        pages = [page.extract_text() for _, page in zip(range(MOST_MEMBERS), file.pages, strict=False)]
        said = {name.lower().strip("/"): str(value) for name, value in (file.metadata or {}).items()}
    except (pypdf.errors.PyPdfError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError("the PDF is cut off or broken: save it again, or copy its text into a .txt file") from error
    text = join_pages(pages)
    if not text.strip():
        raise ValueError("the PDF holds pictures of pages and no text: run it through text recognition (OCR) first")
    found = split_export(text)
    if found:
        return _number_members(found)
    told, rest = read_head(text)
    return [{**_trust({name: said.get(name) for name in ("title", "author")}, rest), **told, "text": rest}]


def join_pages(pages: list[str]) -> str:
    """Return the text of some pages without lines that stand at the top or foot of most, whatever their number."""
    lines = [[line.rstrip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(key for page in lines for key in {_key(line) for line in (*page[:2], *page[-2:])})
    lost = {key for key, times in edges.items() if len(pages) > 1 and times > len(pages) / 2}
    return "\n".join(
        line
        for page in lines
        for place, line in enumerate(page)
        if 2 <= place < len(page) - 2 or _key(line) not in lost or is_border(line)
    )


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def read_mail(data: bytes) -> list[Row]:
    """Return the one article of an e-mail, such as a newsletter: its plain text, else its page."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = message.get_body(("plain", "html")) if message.keys() else None
    if part is None:
        raise ValueError("the e-mail holds no text: save what it links to as .html")
    text = str(part.get_content())
    row = read_page(text) if part.get_content_subtype() == "html" else {"text": text}
    sent = message["date"].datetime if message["date"] and message["date"].datetime else None
    sender = message["from"].addresses[0] if message["from"] and message["from"].addresses else None
    outlet = sender and (sender.display_name or sender.domain)
    told = {"title": message["subject"], "published": sent and sent.isoformat(), "outlet": outlet}
    return [{**row, **{name: str(value) for name, value in told.items() if value}}]


def read_mhtml(data: bytes) -> list[Row]:
    """Return the one article of a page that a browser saved as a single file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = message.get_body(("html",))
    if page is None:
        raise ValueError("no page was found in the file: save it as .html")
    return [{"url": message["snapshot-content-location"], **read_page(str(page.get_content()))}]


def read_mbox(data: bytes) -> list[Row]:
    """Return the article of each e-mail in a mailbox."""
    pieces = re.split(rb"(?:^|\r?\n)From [^\n]*\n", data)
    plain = (re.sub(rb"(?m)^>(>*From )", rb"\1", piece) for piece in pieces if piece.strip())
    return number(_try_row(read_mail, piece) for piece in plain)


def _try_row(reader: Callable[[bytes], list[Row]], data: bytes) -> Row:
    """Return the one row that a reader makes of some bytes, or what is wrong with them."""
    try:
        return reader(data)[0]
    except Exception as error:  # parsers of other people's formats raise what they like
        return {NOTE: str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"}


def read_feed(data: bytes) -> list[Row]:
    """Return an article for each entry of an RSS or Atom feed, with as much of its text as the feed gives."""
    root = parse_xml(data)
    entries = [*root.iter("{*}item", "{*}entry")]
    if not entries:
        raise ValueError("the XML file is no RSS or Atom feed: save the articles as .html or .txt")
    outlet = root.findtext("./{*}channel/{*}title") or root.findtext("./{*}title")
    return number(_read_entry(one, outlet) for one in entries)


def _read_entry(entry: Any, outlet: str | None) -> Row:
    def find(*names: str) -> str | None:
        texts = (entry.findtext(f"{{*}}{name}") for name in names)
        return next((text.strip() for text in texts if text and text.strip()), None)

    links = [link.get("href") for link in entry.iter("{*}link") if link.get("rel", "alternate") == "alternate"]
    text = find("encoded", "content", "description", "summary") or "".join(
        entry.xpath(".//*[local-name()='div']//text()")
    )
    author = find("creator", "author") or entry.findtext("{*}author/{*}name")
    told = {
        "text": strip_html(text), "title": strip_html(find("title") or ""), "outlet": outlet, "author": author,
        "published": find("pubDate", "published", "date", "updated"), "url": find("link") or next(iter(links), None),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def read_warc(data: bytes) -> list[Row]:
    """Return the article of each page in a web archive."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    rows = []
    for record in ArchiveIterator(io.BytesIO(data), record_types=WarcRecordType.response, parse_http=True):
        kind = record.http_content_type or ""
        if record.http_headers is None or record.http_headers.status_code != 200 or "html" not in kind:
            continue
        page = _unpack(record.reader.read(LARGEST_PAGE))
        row = _try_row(read_html, recode(page, record.http_charset))
        rows.append({"url": record.headers.get("WARC-Target-URI"), **row})
        if len(rows) > MOST_MEMBERS:
            break
    return number(rows)


def _unpack(page: bytes) -> bytes:
    """Return a page as it was before a server cut it into chunks (RFC 9112) and packed it, where it did.

    FastWARC does both, too, but then finds no record after one that is chunked and packed.
    """
    whole, match = bytearray(), CHUNK.match(page)
    while match and (size := int(match[1], 16)):
        whole += page[match.end() : match.end() + size]
        match = CHUNK.match(page, match.end() + size)
    page = bytes(whole) or page
    return zlib.decompressobj(wbits=31).decompress(page, LARGEST_PAGE) if page[:2] == b"\x1f\x8b" else page


def read_gzip(data: bytes) -> list[Row]:
    """Return what is in a compressed file, which is read by what it holds."""
    if data[:2] != b"\x1f\x8b":
        raise ValueError("the file is not compressed by gzip")
    unpack = zlib.decompressobj(wbits=31)
    try:
        inside = unpack.decompress(data, LARGEST)
    except zlib.error as error:
        raise ValueError("the file is cut off or broken: copy or download it again") from error
    if unpack.unconsumed_tail:
        raise ValueError(_too_large())
    return (
        read_warc(data)
        if inside.startswith(b"WARC/")
        else read_bytes("inside.jsonl" if inside[:1] == b"{" else "inside.csv", inside)
    )


def read_zip(data: bytes) -> list[Row]:
    """Return the articles of the files in a zip file; one that cannot be read costs itself alone."""
    from .folders import is_hidden, read_all

    archive = check_zip(data)
    names = [one.filename for one in archive.infolist() if not one.is_dir() and not is_hidden(one.filename)]
    rows = []
    for name, found in read_all(names, lambda name: read_member(archive, name)):
        rows += [{**row, MEMBER: f"{name}, {row[MEMBER]}" if MEMBER in row else name} for row in found]
    return rows


def refuse_old(data: bytes) -> list[Row]:
    """Raise ValueError for a document in Office's format of before 2007."""
    raise ValueError("a document of an old Office: open it and save it as .docx or .xlsx")


FORMATS: dict[str, Callable[[bytes], list[Row]]] = {
    ".txt": read_text, ".text": read_text, ".md": read_markdown, ".markdown": read_markdown,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html, ".mhtml": read_mhtml, ".mht": read_mhtml,
    ".csv": read_csv, ".tsv": read_csv, ".jsonl": read_jsonl, ".ndjson": read_jsonl, ".json": read_json,
    ".parquet": read_parquet, ".xlsx": read_xlsx, ".docx": read_docx, ".odt": read_odt, ".rtf": read_rtf,
    ".pdf": read_pdf, ".eml": read_mail, ".mbox": read_mbox, ".rss": read_feed, ".atom": read_feed, ".xml": read_feed,
    ".warc": read_warc, ".gz": read_gzip, ".zip": read_zip, ".doc": refuse_old, ".xls": refuse_old,
}  # fmt: skip
KINDS: dict[bytes, Callable[[bytes], list[Row]]] = {
    b"%PDF-": read_pdf, b"{\\rtf": read_rtf, b"PAR1": read_parquet, b"WARC/1": read_warc, b"\x1f\x8b": read_gzip,
    b"\xd0\xcf\x11\xe0": refuse_old,
}  # fmt: skip
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".xlsx")
