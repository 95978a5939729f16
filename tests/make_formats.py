# ruff: noqa: E501
"""Sixty files of every kind: forty-five that hold one article or more, fifteen that are broken on purpose."""

import email.message
import gzip
import io
import json
import zipfile
from pathlib import Path

import pandas as pd

OUTLET, DAY = "Harbour Post", "2016-09-04"


def story(name: str) -> tuple[str, str, str]:
    """Return a title and two paragraphs that no other story has."""
    return (
        f"Ferry {name} leaves the harbour",
        f"The ferry {name} left the harbour at noon with forty people on board, and nobody on the quay knew where the"
        f" {name} would go, the mayor of {name} said in a letter to the council of the town.",
        f"By evening the harbour master of {name} had called every port on the coast, and three of them had seen the"
        f" lights of the {name}, but none of them had heard from its captain.",
    )


def plain(name: str) -> str:
    return "\n\n".join(story(name))


def head(name: str) -> dict[str, str]:
    return {"title": story(name)[0], "outlet": OUTLET, "published": DAY}


def body(name: str) -> str:
    return "\n\n".join(story(name)[1:])


def page(name: str, charset: str = "utf-8") -> bytes:
    title, one, two = story(name)
    meta = (
        f'<meta charset="{charset}"><title>{title} | {OUTLET}</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{OUTLET}"><meta property="article:published_time" content="{DAY}">'
    )
    text = f"<html><head>{meta}</head><body><nav>Home Sport</nav><article><h1>{title}</h1><p>{one}</p><p>{two}</p>"
    return f"{text}<p>Share this article</p></article><footer>Imprint</footer></body></html>".encode(charset)


def packed(**members: str | bytes) -> bytes:
    """Return a zip file of these members, "__" in a name for a slash and "_" for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


def docx(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lines = "".join(f"<w:p><w:r><w:t>{one.replace('&', '&amp;')}</w:t></w:r></w:p>" for one in paragraphs)
    return packed(word__document_xml=f'<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>')


def odt(paragraphs: list[str]) -> bytes:
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "text", "table")
    )
    lines = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    return packed(content_xml=f"<office:document-content {spaces}><office:body><office:text>{lines}</office:text>"
                  "</office:body></office:document-content>")  # fmt: skip


def rtf(text: str) -> bytes:
    escaped = "".join(one if one < "\x80" else f"\\u{ord(one)}?" for one in text)
    return ("{\\rtf1\\ansi " + escaped.replace("\n", "\\par\n") + "}").encode()


def pdf(pages: list[str]) -> bytes:
    """Return a PDF of these pages, a line a line, each with a head and a number at its foot."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for place, page in enumerate(pages):
        shown = [OUTLET.upper(), *page.split("\n"), f"Page {place + 1}"]
        lines = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in shown)
        stream = f"BT /F1 9 Tf 40 800 Td 11 TL {lines} ET".encode("latin-1", "replace")
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 840]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * place),
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + start


def wrap(text: str, width: int = 72) -> str:
    import textwrap

    return "\n\n".join(textwrap.fill(one, width) for one in text.split("\n\n"))


def mail(name: str, *, html: bool = False) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        story(name)[0],
        f"{OUTLET} <news@post.example>",
        ("Sun, 04 Sep 2016 10:00:00 +0100"),
    )
    message.set_content(page(name).decode() if html else body(name), subtype="html" if html else "plain")
    return message.as_bytes()


def feed(names: list[str]) -> bytes:
    items = "".join(
        f"<item><title>{story(one)[0]}</title><pubDate>Sun, 04 Sep 2016 10:00:00 GMT</pubDate><link>https://post.example/{one}</link>"
        f"<description>&lt;p&gt;{story(one)[1]}&lt;/p&gt;&lt;p&gt;{story(one)[2]}&lt;/p&gt;</description></item>"
        for one in names
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{OUTLET}</title>{items}</channel></rss>'.encode()


def atom(name: str) -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{OUTLET}</title><entry><title>{story(name)[0]}</title>'
        f'<link href="https://post.example/{name}"/><published>{DAY}T10:00:00Z</published>'
        f'<content type="html">&lt;p&gt;{story(name)[1]}&lt;/p&gt;&lt;p&gt;{story(name)[2]}&lt;/p&gt;</content></entry></feed>'
    ).encode()


def warc(name: str) -> bytes:
    inside = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(name)
    lines = [
        "WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: https://post.example/{name}",
        "WARC-Date: 2016-09-04T10:00:00Z", "WARC-Record-ID: <urn:uuid:1b1b1b1b-0000-0000-0000-000000000000>",
        "Content-Type: application/http; msgtype=response", f"Content-Length: {len(inside)}",
    ]  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + inside + b"\r\n\r\n"


def nexis(name: str, number: int, *, headline: bool) -> str:
    title = f"HEADLINE: {story(name)[0]}" if headline else story(name)[0]
    marker = "BODY:\n" if headline else ""
    return (
        f"\n                               {number} of 3 DOCUMENTS\n\n\n                                 {OUTLET}\n\n"
        f"                            September 4, 2016 Sunday\n                                 Final Edition\n\n{title}\n\n"
        f"BYLINE: Jane Doe\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 543 words\n\nDATELINE: HAVERPORT\n\n{marker}{wrap(body(name))}\n\n"
        "GRAPHIC: A ferry\n\nLOAD-DATE: September 5, 2016\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
        "                       Copyright 2016 Harbour Post Ltd\n                              All Rights Reserved\n"
    )


def uni(name: str) -> list[str]:
    return [
        story(name)[0], OUTLET, "September 4, 2016 Sunday", "Copyright 2016 Harbour Post Ltd All Rights Reserved",
        "Section: NEWS; Pg. 3", "Length: 543 words", "Byline: Jane Doe", "Body", *story(name)[1:], "Classification",
        "Language: ENGLISH", "Publication-Type: Newspaper", "Subject: FERRIES (92%)", "Person: JOHN ROE (92%)",
        "Load-Date: September 5, 2016", "End of Document",
    ]  # fmt: skip


def factiva(name: str, *, coded: bool = False) -> str:
    end = f"Document HARPO0002016090{len(name)}ec94000b1"
    if coded:
        one, two = story(name)[1:]
        return (
            f"HD {story(name)[0]}\nBY By Jane Doe\nWC 543 words\nPD 4 September 2016\nSN {OUTLET}\nSC HARPO\nLA English\n"
            f"CY Copyright 2016 Harbour Post\nLP {one}\nTD {two}\nNS Ferries\nAN {end}\n\n"
        )
    return (
        f"News\n{story(name)[0]}\n\nBy Jane Doe\n543 words\n4 September 2016\n00:01\n{OUTLET}\nHARPO\nEnglish\n"
        f"© Copyright 2016. Harbour Post. All rights reserved.\n\n{body(name)}\n\n{end}\n\n"
    )


def proquest(name: str, number: int) -> str:
    return (
        f"{'_' * 60}\n\nDocument {number} of 2\n\n{story(name)[0]}\n\nAuthor: Doe, Jane\n\nProQuest document link\n\n"
        f"Abstract: A ferry left.\n\nFull text: {body(name)}\n\nSubject: Ferries\n\nTitle: {story(name)[0]}\n\n"
        f"Publication title: {OUTLET}; Haverport\n\nPublication date: Sep 4, 2016\n\nSource type: Newspapers\n\n"
        "Language of publication: English\n\nProQuest document ID: 1816\n\nCopyright: Copyright Harbour Post Sep 4, 2016\n\n"
    )


def europresse(name: str) -> str:
    return (
        f"{OUTLET}\nNews, dimanche 4 septembre 2016, p. 3\n\n{story(name)[0]}\n\nJane Doe\n\n{body(name)}\n\n"
        "© 2016 Harbour Post. Tous droits réservés.\n\nnews·20160904·HP·0001\n\n"
    )


def make_good(folder: Path) -> dict[str, list[str]]:
    """Write the files that come in; return each one's stories, each of which has title, outlet and day."""
    table = pd.DataFrame([{**head(one), "text": body(one)} for one in ("Ida", "Jon")])
    lines = [json.dumps({**head(one), "text": body(one)}) for one in ("Kai", "Lea")]
    labels = "Title: {}\nSource: {}\nDate: 4 September 2016\n\n".format(story("Nora")[0], OUTLET)
    front = "---\n" + "\n".join(f"{key}: {value}" for key, value in head("Abel").items()) + "\n---\n"
    written: dict[str, tuple[bytes | str, list[str]]] = {
        "front.txt": (front + body("Abel"), ["Abel"]),
        "labels.txt": (labels + body("Nora"), ["Nora"]),
        "listed.txt": (plain("Otto"), ["Otto"]),
        "beside.txt": (plain("Paul"), ["Paul"]),
        "wrapped.txt": (labels.replace("Nora", "Quinn") + wrap(body("Quinn")), ["Quinn"]),
        "windows.txt": ((front.replace("Abel", "Renée") + body("Renée")).encode("cp1252"), ["Renée"]),
        "mac.txt": ((front.replace("Abel", "O’Saul") + body("O’Saul")).encode("mac_roman"), ["O’Saul"]),
        "utf16.txt": ((front.replace("Abel", "Tess") + body("Tess")).encode("utf-16"), ["Tess"]),
        "mark.md": (f"{front.replace('Abel', 'Uma')}# {story('Uma')[0]}\n\n{body('Uma')}", ["Uma"]),
        "mark2.markdown": (f"{front.replace('Abel', 'Ursa')}{body('Ursa')}", ["Ursa"]),
        "page.html": (page("Vera"), ["Vera"]),
        "latin.htm": (page("Wendé", "iso-8859-1"), ["Wendé"]),
        "saved.html": (page("Xena"), ["Xena"]),
        "page.aspx": (page("Yves"), ["Yves"]),
        "table.csv": (table.to_csv(index=False), ["Ida", "Jon"]),
        "semicolons.csv": (table.replace("Ida|Jon", "Kent", regex=True).iloc[:1].to_csv(index=False, sep=";"), ["Kent"]),
        "tabs.tsv": (table.replace("Ida|Jon", "Levi", regex=True).iloc[:1].to_csv(index=False, sep="\t"), ["Levi"]),
        "lines.jsonl": ("\n".join(lines), ["Kai", "Lea"]),
        "list.json": (json.dumps([{**head("Mia"), "text": body("Mia")}]), ["Mia"]),
        "under.json": (json.dumps({"articles": [{**head("Max"), "body": body("Max")}]}), ["Max"]),
        "lines.jsonl.gz": (gzip.compress(lines[0].replace("Kai", "Kurt").encode()), ["Kurt"]),
        "word.docx": (docx(["Title: " + story("Adam")[0], f"Source: {OUTLET}", f"Date: {DAY}", *story("Adam")[1:]]), ["Adam"]),
        "open.odt": (odt(["Title: " + story("Beth")[0], f"Source: {OUTLET}", f"Date: {DAY}", *story("Beth")[1:]]), ["Beth"]),
        "rich.rtf": (rtf(labels.replace("Nora", "Carl") + body("Carl")), ["Carl"]),
        "print.pdf": (pdf([labels.replace("Nora", "Dora") + wrap(story("Dora")[1]), wrap(story("Dora")[2])]), ["Dora"]),
        "news.eml": (mail("Eric"), ["Eric"]),
        "page.eml": (mail("Faye", html=True), ["Faye"]),
        "box.mbox": (b"".join(b"From a@b Sun Sep  4 10:00:00 2016\n" + mail(one) + b"\n" for one in ("Gina", "Hans")), ["Gina", "Hans"]),
        "feed.rss": (feed(["Iris", "Jack"]), ["Iris", "Jack"]),
        "feed.xml": (feed(["Kate"]), ["Kate"]),
        "feed.atom": (atom("Liam"), ["Liam"]),
        "web.warc": (warc("Mona"), ["Mona"]),
        "web.warc.gz": (gzip.compress(warc("Nils")), ["Nils"]),
        "many.zip": (packed(a__one_html=page("Olga"), b__two_html=page("Pete")), ["Olga", "Pete"]),
        "nexis.txt": ("".join(nexis(one, n, headline=False) for n, one in enumerate(("Rosa", "Stan", "Tina"), 1)), ["Rosa", "Stan", "Tina"]),
        "nexis2.txt": ("".join(nexis(one, n, headline=True) for n, one in enumerate(("Ulla", "Vito"), 1)), ["Ulla", "Vito"]),
        "uni.docx": (docx(uni("Walt") + uni("Xaver")), ["Walt", "Xaver"]),
        "uni.rtf": (rtf("\n\n".join(uni("Yara") + uni("Zeno"))), ["Yara", "Zeno"]),
        "uni.pdf": (pdf(["\n".join(wrap(line) for line in uni(one)) for one in ("Anna", "Boris")]), ["Anna", "Boris"]),
        "factiva.txt": (factiva("Clara") + factiva("Diego"), ["Clara", "Diego"]),
        "factiva.rtf": (rtf(factiva("Elsa", coded=True) + factiva("Fritz", coded=True)), ["Elsa", "Fritz"]),
        "proquest.txt": (proquest("Greta", 1) + proquest("Hugo", 2), ["Greta", "Hugo"]),
        "europresse.txt": (europresse("Ines") + europresse("Jonas"), ["Ines", "Jonas"]),
    }  # fmt: skip
    for name, (content, _) in written.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    table.replace("Ida|Jon", "Nico", regex=True).iloc[:1].to_parquet(folder / "table.parquet")
    table.replace("Ida|Jon", "Owen", regex=True).iloc[:1].to_excel(folder / "table.xlsx", index=False)
    (folder / "beside.json").write_text(json.dumps(head("Paul")))
    (folder / "articles.csv").write_text(f"file,title,outlet,date\nlisted.txt,{story('Otto')[0]},{OUTLET},{DAY}\n")
    (folder / "saved_files").mkdir()
    (folder / "saved_files" / "frame.html").write_bytes(page("Never"))
    return {**{name: names for name, (_, names) in written.items()}, "table.parquet": ["Nico"], "table.xlsx": ["Owen"]}


BROKEN: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b" \n", "empty"),
    "noise.txt": (bytes(range(32)) * 40, "not text"),
    "cut.docx": (docx(["x"])[:120], "cut off or broken"),
    "cut.pdf": (pdf(["x"])[:150], "cut off or broken"),
    "scan.pdf": (pdf([""]).replace(b"Tj", b"  "), "text recognition"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(900), "save it as .docx"),
    "blank.html": (b"<html><body></body></html>", "no article was found"),
    "columns.csv": (b"a,b\n1,2\n", "no column called text"),
    "commas.csv": (b"outlet,text\nPost,one, two, three\n", "more cells than the header"),
    "broken.json": (b'{"text": ', "not JSON"),
    "no.xml": (b"<note><to>you</to></note>", "no RSS or Atom feed"),
    "cut.parquet": (b"PAR1" + b"x" * 50, "cut off or broken"),
    "bomb.zip": (packed(a_txt=b"0" * 250_000_000), "split it"),
    "picture.png": (b"\x89PNG", "hold no articles"),
    "video.xyz": (b"x", "not a known format"),
}
