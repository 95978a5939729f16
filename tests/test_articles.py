"""read_articles and complete: formats, what is known of an article, what goes wrong, ids, duplicates."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import tables
from analysis.articles.corpus import SAFE, complete, count_words, find_language, read_articles, read_files
from analysis.articles.dates import EITHER, read_dates
from analysis.articles.duplicates import find_duplicates
from analysis.articles.formats import FORMATS, read_csv, strip_markdown

LONG = "The ferry left the harbour at noon with forty people on board, and nobody on the quay knew where it would go."
MORE = "By evening the harbour master had called every port on the coast, and three of them had seen its lights."
BODY = f"{LONG}\n\n{MORE}"
OTHER = "The mayor said that the bridge would open in the spring, and that it had cost less than the council feared."


@pytest.fixture
def folder(tmp_path):
    """A function that writes files into a folder and returns it."""

    def write(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


def one(path) -> dict:
    articles, problems = read_files(path)
    assert problems.empty, problems.to_string()
    assert len(articles) == 1
    return articles.iloc[0].to_dict()


def told(path) -> list[str]:
    return list(read_files(path)[1]["message"])


def test_a_text_file(folder):
    row = one(folder(ferry_txt=f"Ferry leaves\n\n{BODY}\n"))
    assert row["title"] == "Ferry leaves"
    assert row["text"] == f"Ferry leaves\n\n{BODY}"
    assert row["article_id"].startswith("ferry-")
    assert len(row["article_id"]) == len("ferry-") + 4
    assert row["language"] == "en"
    assert row["words"] == 44
    assert pd.isna(row["outlet"])


def test_front_matter_tells_about_the_article(folder):
    head = "---\ntitle: Ferry leaves\ndate: 2023-08-30\noutlet: Post\nauthor: [J. Doe, A. Roe]\nregion: north\n---\n"
    row = one(folder(ferry_txt=head + BODY))
    assert (row["title"], row["outlet"], row["author"]) == ("Ferry leaves", "Post", "J. Doe, A. Roe")
    assert row["published"] == pd.Timestamp("2023-08-30")
    assert row["region"] == "north"  # what is not ours stays, to group by
    assert row["text"] == BODY  # a title that only front matter gives is not put into the text


@pytest.mark.parametrize("suffix", ["json", "yaml", "yml"])
def test_a_sidecar_tells_about_the_article_and_is_none_itself(folder, suffix):
    row = one(folder(ferry_txt=BODY, **{f"ferry_{suffix}": '{"headline": "Ferry leaves", "source": "Post"}'}))
    assert (row["title"], row["outlet"]) == ("Ferry leaves", "Post")


def test_markdown_loses_its_marks(folder):
    text = f"# Ferry leaves\n\n{LONG}\n\n## A *long* night\n{MORE} See [the log](http://x.org)."
    row = one(folder(ferry_md=text))
    assert row["text"] == f"Ferry leaves\n\n{LONG}\n\nA long night\n\n{MORE} See the log."


@pytest.mark.parametrize("text", ["2 * 3 * 4", "snake_case_name", "* item", "C# is it", "[sic] (he said)"])
def test_what_is_no_mark_stays(text):
    assert strip_markdown(text) == text


def test_a_page(folder):
    page = (
        "<html><head><title>Ferry leaves | Post</title><meta property='og:title' content='Ferry leaves'>"
        "<meta property='og:site_name' content='Post'><meta name='author' content='Jane Doe'>"
        "<meta property='article:published_time' content='2023-08-30'></head><body><nav>Home News Sport</nav>"
        f"<article><h1>Ferry leaves</h1><p>{LONG}</p><p>{MORE}</p></article><footer>Imprint</footer></body></html>"
    )
    row = one(folder(ferry_html=page))
    assert (row["title"], row["outlet"], row["author"]) == ("Ferry leaves", "Post", "Jane Doe")
    assert row["published"] == pd.Timestamp("2023-08-30")
    assert LONG in row["text"]
    assert MORE in row["text"]
    assert "Imprint" not in row["text"]


def test_a_table_of_articles(folder):
    table = f'id,text,outlet,date,theme\n7,"{BODY}",Post,2023-08-30,sea\n8,"{OTHER}",Echo,2023-09-01,land\n'
    articles, problems = read_files(folder(news_csv=table))
    assert problems.empty
    assert [name[:2] for name in articles["article_id"]] == ["7-", "8-"]
    assert articles["theme"].tolist() == ["sea", "land"]
    assert articles.columns.tolist() == [*tables.SCHEMA["articles"], "id", "theme"]


def test_a_row_with_too_many_cells_is_told(folder):
    assert "more cells than the header" in told(folder(news_csv=f"outlet,text\nPost,{LONG}\n"))[0]


def test_a_table_with_semicolons_and_a_long_text():
    rows = read_csv(f"title;text\nFerry;{'harbour ' * 40_000}\n".encode())
    assert len(rows[0]["text"]) > 300_000


def test_one_object_a_line(folder):
    lines = "\n".join([json.dumps({"body": BODY, "headline": "Ferry leaves"}), "{broken", json.dumps({"text": OTHER})])
    articles, problems = read_files(folder(news_jsonl=lines))
    assert articles["title"].tolist()[0] == "Ferry leaves"
    assert len(articles) == 2
    assert problems["message"].tolist() == ["this line is not a JSON object"]
    assert problems["path"].iloc[0].endswith("news.jsonl, row 2")


def test_what_cannot_be_read_is_a_problem_and_nothing_else_is_lost(folder):
    path = folder(
        a_txt=BODY, b_txt=b"\x00\x01", c_txt=b" \n", d_pdf=b"%PDF", e_txt=b"\xff\x81", f_csv="a,b\n1,2\n", g_html="<p>"
    )
    articles, problems = read_files(path)
    assert [name[:2] for name in articles["article_id"]] == ["a-"]
    assert [path.rsplit("/", 1)[-1] for path in problems["path"]] == [
        "b.txt",
        "c.txt",
        "d.pdf",
        "e.txt",
        "f.csv",
        "g.html",
    ]
    assert set(problems["stage"]) == {"read"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BODY.replace("ferry", "f\xe9rry").encode("cp1252"), "Windows-1252"),
        ("---\n: : :\n---\n" + BODY, "front matter"),
        ("---\ndate: yesterday\n---\n" + BODY, "'yesterday'"),
        (
            "Der Bürgermeister hat gesagt, dass die Brücke im Frühjahr eröffnet werden soll und nicht teuer war.",
            "English",
        ),
    ],
)
def test_what_looks_wrong_is_read_and_told(folder, content, message):
    articles, problems = read_files(folder(ferry_txt=content))
    assert len(articles) == 1
    assert message in problems["message"].iloc[0]
    assert problems["article_id"].iloc[0] == articles["article_id"].iloc[0]


def test_a_byte_order_mark_is_no_character(folder):
    assert one(folder(ferry_txt=b"\xef\xbb\xbf" + BODY.encode()))["text"] == BODY


@pytest.mark.parametrize("suffix", list({reader: ending for ending, reader in FORMATS.items()}.values()))
@given(content=st.binary(max_size=200) | st.text("a,;\n\"'{}[]:-<>#*\r\x00", max_size=200).map(str.encode))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
def test_whatever_is_in_a_file_nothing_is_raised(tmp_path, suffix, content):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    articles, problems = read_files(path)
    assert len(articles) + len(problems) > 0


def test_columns_of_mixed_kinds_can_be_written(folder):
    cells = [7, "b", ["x", 1], None]
    lines = "\n".join(json.dumps({"text": f"{OTHER} {cell}", "topic": cell}) for cell in cells)
    articles, _ = read_files(folder(news_jsonl=lines))
    assert articles["topic"].tolist()[:3] == ["7", "b", '["x", 1]']
    articles.to_parquet(folder() / "articles.parquet")


def test_what_a_parser_raises_is_a_problem(folder, monkeypatch):
    monkeypatch.setitem(FORMATS, ".txt", lambda data: 1 / 0)
    assert told(folder(ferry_txt=BODY)) == ["ZeroDivisionError: division by zero"]


def test_problems_travel_with_the_articles(folder):
    articles = read_articles(folder(a_txt=BODY, b_txt=b""))
    assert [row["message"] for row in articles.attrs["problems"]] == ["the file is empty"]
    pd.concat([articles, articles.copy()])  # neither this nor Parquet can bear a table in attrs
    articles.to_parquet(folder() / "articles.parquet")


def test_no_such_path_empty_folder_nothing_readable(folder):
    with pytest.raises(FileNotFoundError, match=r"no file or folder called .*nowhere"):
        read_articles(folder() / "nowhere")
    with pytest.raises(ValueError, match="holds no articles: put files in it"):
        read_articles(folder())
    with pytest.raises(ValueError, match="No paths were given"):
        read_articles([])
    with pytest.raises(ValueError, match=r"No article could be read: .*the file is empty"):
        read_articles(folder(a_txt=b""))


def test_folders_are_searched_in_order_and_hidden_files_and_readmes_left_out(folder):
    path = folder(b_txt=OTHER, a__c_txt=BODY, README_md="How this was made", _hidden_txt="x")
    articles, problems = read_files([path, path / "b.txt"])
    assert [name[:2] for name in articles["article_id"]] == ["c-", "b-"]
    assert problems.empty


def test_equal_files_get_ids_of_their_own_and_the_later_is_a_duplicate(folder):
    articles, _ = read_files(folder(a__ferry_txt=BODY, b__ferry_txt=BODY))
    first, second = articles["article_id"]
    assert second == f"{first}-2"
    assert articles["duplicate_of"].tolist()[1] == first
    assert pd.isna(articles["duplicate_of"].iloc[0])


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([BODY, OTHER, BODY], [None, None, 0]),
        ([BODY, BODY.replace("forty", "fifty")], [None, None]),  # one word of 42 spoils ten of 72 shingles
        ([BODY * 5, BODY * 5 + " Nobody came back."], [None, 0]),
        ([BODY, BODY.upper().replace(",", "")], [None, 0]),
        ([BODY, BODY, BODY], [None, 0, 0]),
        (["", "", "One.", "One."], [None, None, None, 2]),
        ([], []),
    ],
)
def test_near_duplicates(texts, found):
    assert find_duplicates(texts) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Der Bürgermeister sagte am Freitag, dass die Brücke im Frühjahr geöffnet wird und nicht teuer war.", None),
        ("Le maire a dit que le pont serait ouvert au printemps et que le prix avait été moins élevé.", None),
        ("De burgemeester zei dat de brug in het voorjaar open zou gaan en dat het minder had gekost.", None),
        ("Мэр сказал, что мост откроют весной.", None),
        ("1234 5678", None),
    ],
)
def test_language(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize(("text", "words"), [("Don’t go.", 2), ("state-run KCNA, 3.5 %", 3), ("— … !", 0), ("", 0)])
def test_count_words(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2023-08-30", "2023-08-30"),
        ("30 August 2023", "2023-08-30"),
        ("2023-08-30T23:30:00-05:00", "2023-08-30T23:30:00"),  # the day it was there
        (pd.Timestamp("2023-08-30"), "2023-08-30"),
    ],
)
def test_dates(value, date):
    assert read_dates([value]) == ([pd.Timestamp(date)], [None])


@pytest.mark.parametrize(
    "value", ["yesterday", "today", "now", "Friday", "99/99/2023", 2015, "12/2014", "2014-12", "August 2023"]
)
def test_what_is_no_date(value):
    dates, notes = read_dates([value])
    assert dates == [None] and "was not understood" in str(notes[0])


def test_a_missing_date_is_no_problem():
    assert read_dates([None, float("nan"), "N/A"]) == ([None] * 3, [None] * 3)


def test_complete_fills_what_is_missing_and_keeps_the_rest():
    few = pd.DataFrame({
        "article_id": ["a", "b", "c"], "text": [BODY, None, BODY], "date": 1, "published": ["2023-08-30", None, "x"],
    })  # fmt: skip
    full = complete(few)
    assert full.columns.tolist() == [*tables.SCHEMA["articles"], "date"]
    assert full["text"].tolist()[0] == BODY
    assert pd.isna(full["text"].iloc[1])
    assert full["words"].tolist() == [42, 0, 42]
    assert full["duplicate_of"].tolist()[2] == "a"
    assert full["published"].tolist()[0] == pd.Timestamp("2023-08-30")
    assert few.columns.tolist() == ["article_id", "text", "date", "published"]
    assert {name: str(full[name].dtype) for name in tables.SCHEMA["articles"]} == tables.SCHEMA["articles"]


def test_complete_keeps_the_text_as_it_is():
    text = f"  {LONG}\u00a0\r\n\r\nAdvertisement\n"
    assert complete(pd.DataFrame({"article_id": [1], "text": [text]}))["text"].tolist() == [text]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": ["x"]}, "no column called article_id"),
        ({"article_id": ["x"]}, "no column called text"),
        ({"article_id": ["a", "a"], "text": ["x", "y"]}, "used twice"),
        ({"article_id": ["a", None], "text": ["x", "y"]}, "missing"),
    ],
)
def test_complete_says_what_is_wrong(columns, message):
    with pytest.raises(ValueError, match=message):
        complete(pd.DataFrame(columns))


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        (["25/03/2021", "04/03/2021"], ["2021-03-25", "2021-03-04"]),
        (["04.03.2021", "25.03.2021"], ["2021-03-04", "2021-03-25"]),
        (["04/03/2021", "03/25/2021"], ["2021-04-03", "2021-03-25"]),
        (["25/03/2021", "2021-04-03"], ["2021-03-25", "2021-04-03"]),
        (["25/03/2021", "03/25/2021", "04/03/2021"], ["2021-03-25", "2021-03-25", None]),
    ],
)
def test_day_or_month_first_is_decided_for_the_column(values, dates):
    assert read_dates(values)[0] == [None if one is None else pd.Timestamp(one) for one in dates]


def test_a_date_that_could_be_either_is_told():
    assert read_dates(["04/03/2021"]) == ([pd.Timestamp("2021-04-03")], [EITHER])
    assert read_dates(["04/04/2021"])[1] == [None]


@pytest.mark.parametrize(
    "given", ["../../../escaped", "/tmp/x", "a/b", "x" * 300, "a\0b", "a#b", "a?b", 'a"b', "..", ".", "a:b", "\ud800"]
)
def test_an_id_is_safe_as_a_file_name_and_the_given_one_stays(folder, given):
    line = json.dumps({"article_id": given, "text": BODY})
    row = read_files(folder(news_jsonl=line))[0].iloc[0]
    assert SAFE.fullmatch(row["article_id"]) and len(row["article_id"]) <= 100
    assert row["given_id"] == given.replace("\ud800", "\ufffd")
    full = complete(pd.DataFrame({"article_id": [given, "b"], "text": [BODY, OTHER]}))
    assert SAFE.fullmatch(full["article_id"][0]) and full["article_id"][1] == "b"


@pytest.mark.parametrize("given", ["talks-3f2a.b_C", "post_2016-09-12_cut-at-", "7"])
def test_a_safe_id_stays(folder, given):
    articles, _ = read_files(folder(news_jsonl=json.dumps({"article_id": given, "text": BODY})))
    assert articles["article_id"].tolist() == [given] and "given_id" not in articles
    assert complete(articles[["article_id", "text"]])["article_id"].tolist() == [given]


LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"


@pytest.mark.parametrize(
    "poison",
    [
        json.dumps({"text": "a\ud800" + LONG}),
        json.dumps({"text": LONG, "title": "\udfff", "topic": "\ud800"}),
        json.dumps({"text": LONG, "topic": 2**80}),
        '{"text": ' + "[" * 50_000 + "]" * 50_000 + "}",
        '{"text": "x", "topic": ' + "[" * 500 + "]" * 500 + "}",
    ],
)
def test_a_poison_row_costs_itself_alone(folder, poison):
    articles, _ = read_files(folder(news_jsonl=f"{poison}\n{json.dumps({'text': OTHER})}"))
    assert articles["text"].tolist()[-1] == OTHER
    articles.to_parquet(folder() / "articles.parquet")


@pytest.mark.parametrize("head", [LAUGHS, "a: &a [*a]", "a: " + "[" * 5000 + "]" * 5000, "a: " + "x" * 60_000])
def test_front_matter_that_grows_is_text(folder, head):
    articles, problems = read_files(folder(a_txt=f"---\n{head}\n---\n{BODY}", b_yaml=head, b_txt=OTHER))
    assert len(articles) == 2
    assert problems["message"].str.contains("front matter|could not be read").sum() == 2


def test_prose_between_rules_is_no_front_matter(folder):
    assert one(folder(a_txt=f"---\nThe mayor said: no\n---\n{BODY}"))["text"].startswith("---\nThe mayor said: no")


def test_a_file_name_that_is_not_utf8(tmp_path):
    (tmp_path / "good.txt").write_text(OTHER)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(BODY)
    articles, _ = read_files(tmp_path)
    assert len(articles) == 2
    articles.to_parquet(tmp_path / "articles.parquet")


@pytest.mark.parametrize(
    ("table", "texts"),
    [
        (f"sep=;\ntext;outlet\n{LONG};Post\n", [LONG]),
        (f"text,outlet\n{LONG},Daily\n", []),
        (
            'text\n"<p>Mayor <b>Rowe</b> said.</p><p>Don&#8217;t panic.</p>"\n',
            ["Mayor Rowe said.\n\nDon’t panic."],
        ),
        ('text,outlet\n"It is 3 < 4 & 5 > 2, said AT&T.",P\n', ["It is 3 < 4 & 5 > 2, said AT&T."]),
    ],
)
def test_cells_as_people_export_them(folder, table, texts):
    articles, problems = read_files(folder(news_csv=table))
    assert articles["text"].tolist() == texts
    assert texts or len(problems) == 1


@pytest.mark.parametrize("outlet", ["N/A", "NULL", "n/a", "null", "None"])
def test_names_for_missing(folder, outlet):
    assert pd.isna(one(folder(news_csv=f'text,outlet\n"{LONG}",{outlet}\n'))["outlet"])


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def test_what_is_hidden_is_no_prose(folder):
    body = f"<article><p>{LONG}</p><p hidden>Hidden promotion for the ferry.</p><p>{MORE}</p></article>"
    assert one(folder(a_html=page(body)))["text"] == f"{LONG}\n{MORE}"


def test_a_sections_name_is_no_title(folder):
    body = f"<article><h2>Bridge to close</h2><p>{LONG}</p><p>{MORE}</p></article>"
    body = f"<header><h1>Local News Centre</h1></header>{body}"
    assert one(folder(a_html=page(body, "<title>Bridge to close</title>")))["title"] == "Bridge to close"


@pytest.mark.parametrize(
    "told",
    [
        "The bridge opened on 28 February 1998, when the king cut the ribbon.",
        "© 2016 The Harbour Post",
        '© 2016 The Harbour Post</p><p class="update-times">Comments are closed.',
    ],
)
def test_a_date_in_the_story_is_not_its_own(folder, told):
    assert pd.isna(one(folder(a_html=page(f"<article><p>{LONG}</p><p>{MORE}</p><p>{told}</p></article>")))["published"])


def test_a_date_beside_the_story_is_its_own(folder):
    dated = f'<p class="date">4 March 2019</p><article><p>{LONG}</p><p>{MORE}</p></article><p>© 2016 The Post</p>'
    assert one(folder(a_html=page(dated)))["published"] == pd.Timestamp("2019-03-04")


@pytest.mark.parametrize("charset", ["iso-8859-2", "utf-8"])
def test_a_page_is_read_as_it_says(folder, charset):
    body = f"<article><p>Lech Wałęsa said in Łódź: {LONG}</p><p>{MORE}</p></article>"
    row = one(folder(a_html=page(body, f'<meta charset="{charset}">').encode(charset)))
    assert "Lech Wałęsa said in Łódź" in row["text"]


def test_what_was_encoded_twice_is_mended_and_told(folder):
    twice = f"“We will not pay,” said the mayor’s café. {LONG}".encode().decode("cp1252", "ignore")
    articles, problems = read_files(folder(a_txt=twice))
    assert articles["text"][0].startswith("“We will not pay,” said the mayor’s café.")
    assert "encoded" in problems["message"][0] or "saved again" in problems["message"][0]
    assert one(folder(a_txt=f"Le château, à Ätna: {LONG}"))["text"].startswith("Le château, à Ätna")


def test_a_shortened_or_edited_copy_names_the_original():
    words = [f"w{number}" for number in range(600)]
    cut, edited = " ".join(words[:300]), " ".join("x" if place % 17 == 0 else word for place, word in enumerate(words))
    other = " ".join([*words[:100], *(f"z{number}" for number in range(500))])  # quotes a paragraph of the same agency
    assert find_duplicates([" ".join(words), cut, edited, cut, other]) == [None, 0, 0, 0, None]


def test_a_stray_nul_costs_a_note_and_no_row(folder):
    articles, problems = read_files(folder(news_csv=f'title,text\none,"{BODY}"\nt\0wo,"{OTHER}"\n'))
    assert articles["title"].tolist() == ["one", "two"] and problems["message"].str.contains("left out").any()
