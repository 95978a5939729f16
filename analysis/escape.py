"""Text of articles as it leaves the suite: one function for each place where a sign could be taken for a command."""

import hashlib
import html
import re
import urllib.parse

# Signs of Markdown anywhere; at the start bullets, numbers and lines under headings; what would make an address a link.
MARKS = re.compile(r"[\\`*_\[\]#|<>&~$@]|^[-+=]|:(?=//)|(?<=www)\.", re.IGNORECASE)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA = re.compile(r"(?![+-][\d.,]+$)\s*[=+@\t\r\n＝＋－＠-]")
NAME_LENGTH = 100  # characters of a file's name; file systems take 255 bytes


def in_markdown(text: object) -> str:
    """Return a text as Markdown that comes out as it is written, on one line, in a notebook and in its HTML.

    Every sign is an entity; `$` and the backslash stand in an element of their own, where MathJax looks for no formula.
    """
    line = re.sub(r"\s+", " ", printable(text)).strip()
    line = MARKS.sub(lambda match: _as_entity(match[0]), line)
    return re.sub(r"^(\d+)([.)])", lambda match: match[1] + _as_entity(match[2]), line)  # no list


def _as_entity(sign: str) -> str:
    entity = f"&#{ord(sign)};"
    return f"<span>{entity}</span>" if sign in "$\\" else entity


def in_html(text: object) -> str:
    """Return a text as HTML, between tags or in a quoted attribute."""
    return html.escape(printable(text), quote=True)


def in_href(path: object, fragment: object = "") -> str:
    """Return a path, relative to its page, as the value of a quoted href: no scheme, no query, the fragment given."""
    mark = f"#{urllib.parse.quote(printable(fragment), safe=':')}" if str(fragment) else ""
    return urllib.parse.quote(printable(path)) + mark


def in_chart(sentence: object) -> str:
    """Return a sentence for a chart, which knows no Markdown: what `in_markdown` made reads as it was written again."""
    return re.sub(r"<span>&#(\d+);</span>|&#(\d+);", lambda match: chr(int(match[1] or match[2])), printable(sentence))


def in_csv(value: object) -> object:
    """Return a table's cell with an apostrophe before text that a spreadsheet would run; numbers stay, as text too."""
    return "'" + value if isinstance(value, str) and FORMULA.match(value) else value


def in_file_name(text: object) -> str:
    """Return a text as the name of a file in its folder: itself where it is safe, else its safe part and a hash."""
    text = str(text)
    safe = re.sub(r"[^\w.-]+", "-", printable(text)).strip(".-")
    if safe and safe == text and len(safe.encode()) <= NAME_LENGTH:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{safe.encode()[: NAME_LENGTH - 9].decode(errors='ignore') or 'article'}-{digest}"


def printable(text: object) -> str:
    """Return a text with a mark for what has no place in a file or a picture: control signs, lone surrogates."""
    return UNPRINTABLE.sub("\ufffd", str(text))
