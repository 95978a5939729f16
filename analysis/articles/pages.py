"""A web page -> the article in it: text, title, outlet, date, author, address."""

import re
from typing import Any

from .exports import split_export
from .rows import Row, add_note, decode, strip_html

# Hidden from those who look at the page, or beside the article: none of it is its prose.
BESIDE = [
    "//*[@hidden]",
    "//*[@aria-hidden='true' and not(self::svg)]",
    "//*[contains(translate(@style,' ',''),'display:none')]",
]


def read_html(data: bytes) -> list[Row]:
    """Return the article of a web page, read as the page says that it is written, or those of an archive's export."""
    try:
        text, note = data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        text, note = _decode_declared(data) or decode(data)
    whole = strip_html(text[max(text.find("<article"), 0) :])
    return split_export(whole) or [add_note(read_page(text), note)]


def recode(data: bytes, charset: str | None) -> bytes:
    """Return some bytes as UTF-8 where they are not, by the charset that a server names."""
    told = None if charset is None or decode_as(data, "utf-8") else decode_as(data, charset)
    return told[0].encode() if told else data


def _decode_declared(data: bytes) -> tuple[str, None] | None:
    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.I)
    return decode_as(data, declared[1].decode() if declared else "")


def decode_as(data: bytes, name: str) -> tuple[str, None] | None:
    """Return the text in some bytes by the charset that somebody names, None where it is another."""
    try:
        return data.decode({"iso-8859-1": "cp1252"}.get(name.lower(), name)), None
    except (LookupError, UnicodeDecodeError):
        return None


def read_page(page: str) -> Row:
    """Return the article in a page's source: its text, title, outlet, date, author and address.

    By trafilatura (Barbaresi 2021). What is hidden is left out, and only what the page declares is a
    date: neither a copyright line nor the story itself.
    """
    import trafilatura
    from lxml import html as pages

    document = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, prune_xpath=BESIDE)
    found = document.as_dict() if document is not None and not isinstance(document, dict) else {}
    if not found.get("text"):
        raise ValueError("no article was found in the page: copy its text into a .txt file")
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
