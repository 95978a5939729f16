"""What articles hold comes out as written: in Markdown, HTML, links, charts, spreadsheets and names of files."""

import html
import re

import pytest

from analysis import escape

ODD = [
    "<img src=x onerror=alert(1)>", "<i>Wire</i> | Co", "_Underscore_ Post", "2 * 3 * 4 and **bold**",
    "[x](javascript:alert(1))", "![x](http://a.example/b.png)", "`code` and ``code``", "From $10 to $20: 50% closed",
    r"$\frac{1}$ \(a\) \[b\] \begin{x}", "a | b | c", "# 1 on the list", "#hashtag", "1. FC Example", "12) twelve",
    "- dash", "+ plus", "=====", "> quoted", "~~struck~~", "<script>alert(1)</script>", "&lt;b&gt; & &amp;", "&#36;",
    "https://news.example/a?b=c", "www.news.example", "desk@news.example", "a\\*b", "<!-- gone -->", "    four spaces",
    "C++", "金正恩", "Plain Words, Inc.", "Sky (UK) – “live”", '"quoted"', "<http://a.example>", "[1]: http://a.example",
]  # fmt: skip


def as_read(markup: str) -> str:
    """The words of a piece of HTML, tags taken out."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup)).strip()


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("around", ["{}", "**{}** leads.", "Among them {}, too.", "| a |\n|---|\n| {} |\n"])
def test_markdown_comes_out_as_written(text, around):
    from nbconvert.filters import markdown2html

    plain, made = (markdown2html(around.format(words)) for words in ("Plain", escape.in_markdown(text)))
    assert as_read(made).replace("\n", "") == as_read(plain).replace("\n", "").replace("Plain", text.strip())
    assert re.sub(r"</?span>", "", re.sub(r">[^<]+", ">", made)) == re.sub(r">[^<]+", ">", plain)  # no tag of its own


def test_a_formula_finds_no_sign_to_begin_with():
    made = escape.in_markdown(r"$1 to $2 \(x\)")
    assert "$" not in made and "\\" not in made and made.count("<span>") == 4


@pytest.mark.parametrize("text", ODD)
def test_a_chart_shows_a_sentence_of_markdown_as_it_was_written(text):
    assert escape.in_chart(f"{escape.in_markdown(text)} leads.") == f"{text.strip()} leads."


def test_lines_become_one():
    assert escape.in_markdown(" a\n\n# b\tc ") == "a &#35; b c"


@pytest.mark.parametrize("text", ODD)
def test_html_and_attributes_hold_no_tag(text):
    made = escape.in_html(text)
    assert html.unescape(made) == text and not re.search(r"[<>\"']", made)


@pytest.mark.parametrize(
    ("path", "fragment", "made"),
    [
        ("articles/talks-3f2a.html", "talks-3f2a:s03", "articles/talks-3f2a.html#talks-3f2a:s03"),
        ("a b#c?d.html", "", "a%20b%23c%3Fd.html"), ("javascript:alert(1)", "", "javascript%3Aalert%281%29"),
        ('x" onclick="y', "'", "x%22%20onclick%3D%22y#%27"), ("\ud800.html", "", "%EF%BF%BD.html"),
    ],
)  # fmt: skip
def test_links_have_no_scheme_and_end_nothing(path, fragment, made):
    assert escape.in_href(path, fragment) == made


@pytest.mark.parametrize(
    "text", ["=1+1", "+a1", "-cmd", "@SUM(A1)", "\tx", "\rx", " =1", "-5+A1", "+49 30 12", "\n=1", "＝1"]
)
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    assert escape.in_csv(text) == "'" + text


@pytest.mark.parametrize(
    "value", [-5, -0.5, "-5", "+0.5", "-1,200", "plain", "a=b", "", None, 2**70, "–5", "1-2", "'=1"]
)
def test_other_cells_stay(value):
    assert escape.in_csv(value) == value


@pytest.mark.parametrize("name", ["talks-3f2a", "Wire.2023_1", "日本-3f2a"])
def test_safe_names_of_files_stay(name):
    assert escape.in_file_name(name) == name


@pytest.mark.parametrize(
    "name", ["../../escaped", "/etc/x", "a/b", "a\\b", "x" * 300, "é" * 90, "a\0b", "..", "", ".hidden", "a\ud800"]
)
def test_unsafe_names_of_files_are_made_safe_and_stay_apart(name):
    made = escape.in_file_name(name)
    assert re.fullmatch(r"[\w-][\w.-]*", made) and len(made.encode()) <= 110 and made != escape.in_file_name(name + "/")


def test_what_cannot_be_written_is_replaced():
    assert escape.printable("a\ud800b\0c\ufffe é\n😀") == "a\ufffdb\ufffdc\ufffd é\n😀"
