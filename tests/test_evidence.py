"""Every number leads back: explain, keyword in context, the highlighted article."""

import re

import pandas as pd
import pytest

import analysis
from analysis import evidence, tables

TEXT = """Mill to close

Owner Rita Vance said the mill “will close in May”. Workers blamed Vance for the loss.

The stubborn owner denied it."""


@pytest.fixture(scope="module")
def found() -> tables.Tables:
    articles = pd.DataFrame({"article_id": ["mill-1"], "text": [TEXT], "outlet": ["The <Post>"]})
    return analysis.annotate(articles)


@pytest.mark.parametrize(
    "name", ["sentences", "mentions", "actors", "quotes", "sentiment", "roles", "labels", "markers"]
)
def test_every_row_has_its_sentence(found, name):
    behind = evidence.explain(found, name)
    assert len(behind) >= len(getattr(found, name)) > 0 or getattr(found, name).empty
    assert behind["sentence"].notna().all()
    for row in behind.itertuples():
        assert row.found in row.sentence and TEXT[row.start : row.end] == row.found


def test_portrayals_lead_to_their_sentences(found):
    behind = evidence.explain(found, "portrayals")
    assert behind.dropna(subset=["sentence_id"])["sentence"].notna().all()


def test_only_the_rows_asked_for(found):
    rows = found.quotes.head(1)
    assert evidence.explain(found, "quotes", rows)["id"].tolist() == rows["quote_id"].tolist()


def test_no_rows_no_evidence(found):
    assert evidence.explain(found, "quotes", found.quotes.head(0)).empty


@pytest.mark.parametrize("name", ["articles", "merges", "problems", "nonsense"])
def test_tables_without_sentences_are_named(found, name):
    with pytest.raises(ValueError, match=name):
        evidence.explain(found, name)


def test_an_id_leads_to_its_sentence(found):
    row = found.mentions.iloc[0]
    assert evidence.explain_id(found, row["mention_id"])["found"].tolist() == [row["text"]]


def test_an_articles_id_leads_to_all_its_sentences(found):
    assert len(evidence.explain_id(found, "mill-1")) == len(found.sentences)


def test_an_unknown_id_is_named(found):
    with pytest.raises(KeyError, match="mill-1:q99"):
        evidence.explain_id(found, "mill-1:q99")


@pytest.mark.parametrize(
    ("keyword", "times"), [("mill", 2), ("MILL", 2), ("mil", 0), ("Vance", 2), ("(", 0), (".*", 0), ("", 0), (" ", 0)]
)
def test_keywords_are_whole_words(found, keyword, times):
    assert len(evidence.find_keyword(found, keyword)) == times


def test_contexts_are_whole_words(found):
    row = evidence.find_keyword(found, "close", width=12).iloc[-1]
    assert (row["left"], row["right"]) == ("… mill “will ", " in May”.")


def test_highlighting_keeps_the_text_and_escapes_it(found):
    page = evidence.highlight_article(found, "mill-1")
    words = re.sub(r"<[^>]+>", "", page).split()
    assert words == TEXT.split()


def test_highlighting_shows_quotes_with_their_ids(found):
    page = evidence.highlight_article(found, "mill-1", {"rita-vance": "#123456"})
    assert "mill-1:q00" in page and "#123456" in page


def test_no_such_article(found):
    with pytest.raises(KeyError, match="nowhere"):
        evidence.highlight_article(found, "nowhere")
