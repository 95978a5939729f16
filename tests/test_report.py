"""The pages: ids become links to sentences, nothing is fetched from anywhere."""

import pandas as pd
import pytest

import analysis
from analysis import report, tables

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
    assert "Title &lt;1&gt;" in page and "<script" not in page and "http" not in page


def test_titles_are_escaped_in_the_index(found):
    articles = found.articles.assign(title="<b>bold</b>")
    record = {"failed": {}, "models": {"parser": "p", "sentiment": "s"}}
    assert "&lt;b&gt;" in report.make_index(found._replace(articles=articles), [], record)


def test_the_record_says_what_ran_on_what(found):
    record = report.describe_run(found, {"ARTICLES": ["x"]}, {})
    assert record["inputs"][0]["sha256"] and record["packages"]["spacy"] and record["counts"]["articles"] == 1
