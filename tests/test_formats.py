"""A folder of sixty files of every kind: forty-five come in whole, fifteen stand in `problems` with what to do."""

import gzip
import io
import json
import re
from pathlib import Path

import make_formats as make
import pandas as pd
import pytest

from analysis.articles import authors, corpus, dates, exports, formats, rows


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """The folder's files with their stories, and what reading it gives."""
    folder = tmp_path_factory.mktemp("sixty")
    good = make.make_good(folder)
    for name, (content, _) in make.BROKEN.items():
        (folder / name).write_bytes(content)
    return good, *corpus.read_whole(folder)


def test_sixty_files(read):
    assert (len(read[0]), len(make.BROKEN)) == (45, 15)


@pytest.mark.parametrize("name", [*make.BROKEN])
def test_what_is_broken_says_what_to_do(read, name):
    _, articles, _, problems = read
    told = problems[problems["path"].str.contains(f"/{re.escape(name)}(?:,|$)")]["message"]
    assert not articles["path"].str.endswith(f"/{name}").any()
    assert len(told) == 1 and make.BROKEN[name][1] in told.iloc[0]


def test_every_good_file_comes_in_whole(read):
    good, articles, _, _ = read
    wrong = []
    for name, stories in good.items():
        rows = articles[articles["path"].map(lambda path, name=name: Path(path).name == name)]
        found = dict(zip(rows["title"].fillna(""), rows.to_dict("records"), strict=True))
        for story in stories:
            title, *paragraphs = make.story(story)
            row = found.get(title, {})
            text = [one for one in str(row.get("text", "")).split("\n") if one and one != title]
            seen = (text, row.get("outlet"), str(row.get("published"))[:10])
            if seen != (paragraphs, make.OUTLET, make.DAY):
                wrong.append((name, list(found), seen))
        if len(rows) != len(stories):
            wrong.append((name, len(rows), len(stories)))
    assert wrong == []


def test_nothing_else_comes_in(read):
    good, articles, _, problems = read
    assert len(articles) == sum(map(len, good.values()))
    assert set(problems["stage"]) == {"read", "skipped"}
    assert (
        problems[~problems["path"].str.contains("|".join(map(re.escape, make.BROKEN)))]["message"]
        .map(lambda told: "look for odd characters" in told)
        .all()
    )


def test_spoilt_files_raise_nothing_and_take_no_time():
    import random

    import fuzz_formats as fuzz

    assert list(fuzz.find_failures(fuzz.load_seeds(), random.Random(7), 150)) == []


BODY = (
    "The ferry Ida left the harbour on Monday after a week of repairs that had cost the town a good deal of money.\n\n"
    "The mayor, Ann Lee, said that she was glad to see the ship go, and that the quay would be rebuilt by the spring."
)
TOLD = [("Ferry leaves", "Jane Doe", "Harbour Post"), ("Bridge opens", "John Poe", "Harbour Post")]
PROQUEST = (
    "{title}\n\nAuthor: {turned}\nPublication title: Harbour Post\nPublication date: Mar 3, 2024\nFull text: {body}\n"
    "ProQuest document ID: 123456\n\n"
)
NEXIS = (
    "{title}\n\nHarbour Post\nMarch 3, 2024 Sunday\n\nCopyright 2024 Harbour Post\n\nLength: 57 words\n"
    "Byline: {author}\n\nBody\n\n{body}\n\nGraphic\n\nA ferry. Photo: Jane Doe\n\nLoad-Date: March 4, 2024\n\n"
    "End of Document\n\n"
)
LIST = "Client/Matter: -None-\nSearch Terms: ferry\nNarrowed by:\nContent Type: News\n\n"
FACTIVA = (
    "{title}\n{author}\n57 words\n3 March 2024\nHarbour Post\nHPOST\n3\nEnglish\n"
    "© 2024 Harbour Post. All rights reserved.\n\n{body}\n\nDocument HPOST00020240303ek330001a\n\n"
)


@pytest.mark.parametrize(
    ("before", "layout"),
    [
        (f"{'_' * 60}\n\n", PROQUEST + f"{'_' * 60}\n\n"),  # parted by a rule alone
        (f"Job Number: 1\n\nDocuments (2)\n\n1. Ferry leaves\n{LIST}2. Bridge opens\n{LIST}", NEXIS),  # behind a list
        ("", FACTIVA),  # an author without "By"
    ],
)
def test_layouts_that_name_little_are_parted_and_read(before, layout):
    pieces = [
        layout.format(title=title, author=author, turned=", ".join(author.split()[::-1]), body=BODY)
        for title, author, _ in TOLD
    ]
    rows = exports.split_export(before + "".join(pieces))
    assert [(row["title"], row["author"], row["outlet"]) for row in rows] == TOLD
    assert [row["text"].strip() for row in rows] == [BODY, BODY]


def test_a_text_with_a_rule_is_no_export():
    assert exports.split_export(f"{BODY}\n\n{'_' * 60}\n\n{BODY}") == []


@pytest.mark.parametrize(
    ("name", "field"),
    [("Full Text", "text"), ("fullText", "text"), ("article-body", "text"), ("Publication Name", "outlet"),
     ("datePublished", "published"), ("Web URL", "url"), ("textual", None), ("context", None), ("update", None)],
)  # fmt: skip
def test_columns_go_by_many_names(name, field):
    row = rows.name_fields({name: "one"})
    assert row == {field or name: "one"} and rows.has_text([name]) == (field == "text")


ONE = {"title": "Ferry leaves", "published": "2016-09-04", "text": BODY}


@pytest.mark.parametrize(
    "found",
    [
        {"articles": [{"title": ONE["title"], "publishedAt": ONE["published"], "content": BODY,
                       "source": {"id": None, "name": "Post"}}]},
        {"response": {"results": [{"webTitle": ONE["title"], "webPublicationDate": ONE["published"],
                                   "fields": {"bodyText": BODY, "publication": "Post"}}]}},
        [{"title": {"rendered": ONE["title"]}, "date": ONE["published"], "site": "Post",
          "content": {"rendered": f"<p>{BODY}</p>"}}],
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {**ONE, "outlet": "Post"}}]}},
        {"a1": {**ONE, "outlet": "Post"}},
        {"headline": ONE["title"], "datePublished": ONE["published"], "publisher": {"name": "Post"},
         "articleBody": BODY.split("\n\n")},
    ],
)  # fmt: skip
def test_json_as_servers_send_it(found):
    (row,) = formats.read_bytes("a.json", json.dumps(found).encode())
    assert {name: row.get(name) for name in (*ONE, "outlet")} == {**ONE, "outlet": "Post"}


def test_every_object_beside_a_text_counts_and_others_do_not():
    found = {"meta": {"pages": [{"number": 1}]}, "a": {"list": [ONE, {"title": "No text"}]}, "b": {"list": [ONE]}}
    assert [row["title"] for row in formats.read_bytes("a.json", json.dumps(found).encode())] == [
        "Ferry leaves", "No text", "Ferry leaves"
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no column called text"):
        formats.read_bytes("a.json", b'{"items": [{"id": 1}], "meta": {"count": 2}}')


@pytest.mark.parametrize(
    ("outlet", "told"),
    [
        ("https://www.post.example/2024/ferry", ("post.example", "https://www.post.example/2024/ferry")),
        ("Post", ("Post", None)),
    ],
)
def test_an_outlet_that_is_an_address(outlet, told):
    row = rows.name_fields({"source": outlet})
    assert (row["outlet"], row.get("url")) == told


@pytest.mark.parametrize(
    ("above", "known"), [("", True), ("Our collection\n\n", True), ("\n" * formats.FIRST, False)]
)  # fmt: skip
def test_a_sheets_header_stands_near_its_top(above, known):
    data = io.BytesIO()
    lines = [[line, None] for line in above.split("\n")[:-1]] + [["Headline", "Full Text"], ["Ferry leaves", BODY]]
    pd.DataFrame(lines).to_excel(data, index=False, header=False)
    if known:
        assert formats.read_bytes("a.xlsx", data.getvalue())[0]["text"] == BODY
    else:
        with pytest.raises(ValueError, match="no sheet has a column called text"):
            formats.read_bytes("a.xlsx", data.getvalue())


def test_front_matter_in_toml():
    row = formats.read_bytes("a.md", f'+++\ntitle = "Ferry leaves"\ndate = 2016-09-04\n+++\n{BODY}'.encode())[0]
    assert (row["title"], str(row["published"]), row["text"]) == ("Ferry leaves", "2016-09-04", BODY)
    broken = formats.read_bytes("a.md", f"+++\ntitle: no\n+++\n{BODY}".encode())[0]
    assert "not TOML" in broken[rows.NOTE] and BODY in broken["text"]


def test_signs_in_an_open_document_are_kept():
    line = "The<text:s/>ferry<text:tab/>left<text:line-break/>at noon"
    assert formats.read_bytes("a.odt", make.odt([line]))[0]["text"] == "The ferry\tleft\nat noon"


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n5;a=b\r\n%s\r\n0\r\n\r\n" % (len(data) - 5, data[:-5], data[-5:])


@pytest.mark.parametrize("change", [chunk, gzip.compress, lambda data: chunk(gzip.compress(data)), bytes])
def test_pages_of_an_archive_are_unpacked_and_the_next_is_found(change):
    page, length = make.page("Ada"), b"Content-Length: %d\r\n\r\nHTTP"
    record = make.warc("Ada").replace(page, change(page))
    record = re.sub(rb"Content-Length: \d+\r\n\r\nHTTP", length % (len(record.split(b"\r\n\r\n", 1)[1]) - 4), record)
    assert [row["title"] for row in formats.read_bytes("a.warc", record + make.warc("Bea"))] == [
        make.story("Ada")[0], make.story("Bea")[0]
    ]  # fmt: skip


NEXIS_OLD = (
    "   FOCUS - {number} of 2 DOCUMENTS\n\nHarbour Post\n\nMarch 3, 2024, Monday\n\nHEADLINE: {title}\n\n"
    "BYLINE: By {author}\n\nBODY:\n{body}\n\nURL: http://post.example\n\nGRAPHIC: A ferry\n\n"
)
PROQUEST_NEW = (
    "Document {number} of 2\n\n{title}\n{turned}.   Harbour Post ; Haverport [Haverport]. 03 Mar 2024: A.3.\n\n"
    "ABSTRACT (ENGLISH)\n\nA ferry.\n\nFULL TEXT\n\n{body}\n\nDETAILS\n\nSubject: Ferries\nProQuest document ID: 1\n\n"
)
FACTIVA_FOOT = FACTIVA.replace("{body}\n\n", "{body}\n\nhttp://post.example/a\n\nHarbour Post.\n\n")
TIMELINE = "Content Type\tNarrowed by\n\nNews\tTimeline: Mar 01, 2024 to Mar 05, 2024\n\n"
COVER = f"Documents (2)\n\n1. Ferry leaves\n\n{LIST}{TIMELINE}2. Bridge opens\n\n{LIST}{TIMELINE}"


@pytest.mark.parametrize(
    ("before", "layout"), [("", NEXIS_OLD), ("", PROQUEST_NEW), ("", FACTIVA_FOOT), (COVER, NEXIS)]
)  # fmt: skip
def test_layouts_of_other_years(before, layout):
    pieces = [
        layout.format(number=number, title=title, author=author, turned=", ".join(author.split()[::-1]), body=BODY)
        for number, (title, author, _) in enumerate(TOLD, 1)
    ]
    found = exports.split_export(before + "".join(pieces))
    assert [(row["title"], row["author"].removeprefix("By "), row["outlet"]) for row in found] == TOLD
    assert [row["text"].strip() for row in found] == [BODY, BODY]


def test_an_export_saved_as_a_page_and_a_page_that_is_none():
    lines = [[name, *make.europresse(name).split("\n\n")] for name in ("Ines", "Jonas")]
    page = "".join(f"<article>{''.join(f'<p>{line}</p>' for line in one)}</article>" for _, *one in lines)
    found = formats.read_bytes("a.html", f"<html><body><p>2 documents</p>{page}</body></html>".encode())
    assert [row["title"] for row in found] == [make.story("Ines")[0], make.story("Jonas")[0]]
    told = make.page("Ida").replace(b"</article>", b"<p>It was the End of Document 7 of 9.</p></article>")
    assert len(formats.read_bytes("a.html", told)) == 1


def test_a_mailbox_frees_its_lines_and_a_feed_its_pages():
    mail = b"From a@b\nSubject: S\n\n>From noon on it rained.\n>> From here\n"
    assert formats.read_bytes("a.mbox", mail)[0]["text"].strip() == "From noon on it rained.\n>> From here"
    page = "&lt;figure&gt;&lt;figcaption&gt;A quay&lt;/figcaption&gt;&lt;/figure&gt;3 &amp;lt; 5"
    feed = f"<rss><channel><item><title>T</title><description>{page}</description></item></channel></rss>"
    assert formats.read_bytes("a.rss", feed.encode())[0]["text"] == "A quay\n\n3 < 5"


@pytest.mark.parametrize(
    ("said", "body", "known"),
    [
        ({"title": "Ferry leaves", "author": "Ann Lee"}, BODY, {"title": "Ferry leaves", "author": "Ann Lee"}),
        ({"title": "Microsoft Word - ferry", "author": "Ann Lee"}, f"By Jane Doe\n\n{BODY}", {}),
        ({"title": "ferry.docx", "author": None}, BODY, {}),
        (
            {"title": "Document of the year", "outlet": "Post"},
            BODY,
            {"title": "Document of the year", "outlet": "Post"},
        ),
    ],
)
def test_what_a_documents_properties_are_trusted_for(said, body, known):
    assert formats._trust(said, body) == known


def test_who_typed_a_document_is_not_its_author(tmp_path):
    known = '<p xmlns:dc="d"><dc:title>Ferry leaves</dc:title><dc:creator>Sam Typist</dc:creator></p>'
    lines = f"<w:body><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:body>"
    word = f'<w:document xmlns:w="{formats.WORD[1:-1]}">{lines}</w:document>'
    (tmp_path / "a.docx").write_bytes(make.packed(word__document_xml=word, docProps__core_xml=known))
    row = corpus.read_articles(tmp_path).iloc[0]
    assert row["title"] == "Ferry leaves" and pd.isna(row["author"])


@pytest.mark.parametrize(
    ("given", "author"),
    [("[[Jane Doe]]", "Jane Doe"), ("Jane Doe in Rome and John Roe in Oslo", "Jane Doe, John Roe"),
     ("Jane Doe for the Post", "Jane Doe"), ("Jane in ’t Veld", "Jane in ’t Veld")],
)  # fmt: skip
def test_where_an_author_is_belongs_to_no_name(given, author):
    assert authors.read_author(given) == author


@pytest.mark.parametrize(
    ("text", "day"),
    [("Ferry leaves\nBy A. Roe\nPublished: Sunday, 3 March 2024, 08:00 GMT\n", "3 March 2024"),
     ("March 3, 2024\n", "March 3, 2024"), ("First published on 2024-03-03\n", "2024-03-03"),
     ("Updated: 3 March 2024\n", None), ("It sank on 3 March 2024\n", None), ("a\n" * 6 + "3 March 2024\n", None),
     ("3 March 2024 was a Sunday.\n", None)],
)  # fmt: skip
def test_a_printed_day(text, day):
    assert dates.find_printed(text + BODY) == day


@pytest.mark.parametrize(
    ("title", "outlet", "left"),
    [("Ferry leaves - The Post", "Post", "Ferry leaves"), ("Ferry leaves | post", "The Post", "Ferry leaves"),
     ("Ferry leaves the Post", "Post", "Ferry leaves the Post"), ("Ferry – Post office", "Post", "Ferry – Post office"),
     ("- Post", "Post", "- Post"), ("Ferry leaves - Post", None, "Ferry leaves - Post")],
)  # fmt: skip
def test_a_title_without_the_outlets_name(title, outlet, left):
    assert corpus._trim(title, outlet) == left
