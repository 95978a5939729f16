"""The pages: ids become links to sentences, nothing is fetched from anywhere."""

import re
import urllib.parse

import pandas as pd
import pytest

import analysis
from analysis import escape, places, report, tables

TEXT = "Mill to close\n\nOwner Rita Vance said the mill would close."


@pytest.fixture(scope="module")
def found() -> tables.Tables:
    return analysis.annotate(pd.DataFrame({"article_id": ["mill-1"], "text": [TEXT]}), sentiment=False)


def test_ids_in_cells_become_links(found):
    links = report.find_links(found)
    assert report.link_ids("<td>mill-1:q00</td>", links) == (
        '<td><a href="articles/mill-1.html#mill-1:s01">mill-1:q00</a></td>'
    )


@pytest.mark.parametrize("cell", ["<td>mill-2:q00</td>", "<td>the mill-1:q00</td>", "<p>mill-1:q00</p>"])
def test_nothing_else_becomes_a_link(found, cell):
    assert report.link_ids(cell, report.find_links(found)) == cell


def test_a_page_needs_nothing_but_itself():
    page = report.make_page("Title <1>", "<p>body</p>")
    assert "Title &lt;1&gt;" in page and "<script" not in page and "://" not in page


def test_every_page_forbids_scripts_before_anything_else():
    head = report.make_page("x", "")
    assert head.index("Content-Security-Policy") < head.index("<title>")
    assert "default-src 'none'" in head and "script-src" not in head


RECORD = {"failed": {"01 <b>": "<i>why</i>"}, "models": {"parser": "p", "sentiment": "s"}}
ODD = "<img src=x onerror=alert(1)> \"'|_a_ $5"


def test_what_articles_hold_is_escaped_in_the_index(found):
    problem = {"path": ODD, "stage": "read", "message": ODD}
    articles = found.articles.assign(title=ODD, outlet=ODD)
    page = report.make_index(
        found._replace(articles=articles, problems=tables.make("problems", [problem])), [("01", ODD, "")], RECORD
    )
    assert "<img" not in page and "<b>" not in page and "<i>" not in page
    assert page.count(escape.in_html(ODD)) == 5  # question, title, outlet, and two in the problem


def test_odd_ids_make_pages_in_the_folder_and_links_that_lead_to_them(tmp_path):
    ids = ["../../escaped", "a/b", "/etc/x", "c#d?e\"f'", "x" * 300, "<b>"]
    odd = analysis.annotate(
        pd.DataFrame({"article_id": ids, "text": [TEXT + f" No {name}." for name in ids]}), sentiment=False
    )
    report.write_pages(odd, tmp_path / "out", {**RECORD, "failed": {}})
    made = {path for path in tmp_path.rglob("*") if path.is_file()}
    folder = tmp_path / "out" / "report"
    assert {path.parent for path in made} <= {folder, *(folder / part for part in ("articles", "actors", "rows"))}
    index = (folder / "index.html").read_text(encoding="utf-8")
    targets = [urllib.parse.unquote(target) for target in re.findall(r'href="(articles/[^"#?]+)"', index)]
    assert {folder / target for target in targets} == set((folder / "articles").iterdir())
    for target, name in zip(targets, odd.articles["article_id"], strict=True):
        page = (folder / target).read_text(encoding="utf-8")
        assert f'id="{escape.in_html(name)}:s01"' in page and "<b>" not in page


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"), ('<img src="x" onerror="alert(1)">', "<img>"),
        ('<a href="javascript:alert(1)">b</a>', "<a>b</a>"), ('<p onclick="x">c</p>', "<p>c</p>"),
        ('<a href="data:text/html,x">d</a>', "<a>d</a>"), ('<img src="http://a.example/x.png">', "<img>"),
        ('<iframe src="x"></iframe>e', "e"), ("<style>p{}</style>f", "f"), ('<form action="x"><input></form>g', "g"),
    ],
)  # fmt: skip
def test_what_notebooks_put_out_is_made_harmless(markup, left):
    assert report.sanitise(markup) == left


@pytest.mark.parametrize(
    "markup",
    ['<img src="data:image/png;base64,AAAA">', '<a href="articles/a.html#a:s01">a</a>',
     '<span id="a:s01" title="a">b</span>', '<div class="cell"><pre>c &lt; d</pre></div>', '<a href="https://a.example">e</a>'],
)  # fmt: skip
def test_what_notebooks_put_out_otherwise_stays(markup):
    assert report.sanitise(markup) == markup


def test_without_notebooks_nothing_is_reported_as_done(tmp_path, monkeypatch):
    monkeypatch.setattr(places, "NOTEBOOKS", tmp_path)
    with pytest.raises(FileNotFoundError, match="no notebooks"):
        report.run([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_record_says_what_ran_on_what(found):
    record = report.describe_run(found, {"ARTICLES": ["x"]}, {})
    assert record["inputs"][0]["sha256"] and record["packages"]["spacy"] and record["counts"]["articles"] == 1
