"""tables.check finds each kind of wrong, and nothing in what is right."""

import pandas as pd
import pytest

from analysis import tables

TEXT = "Ana spoke. Bo left."


def valid() -> tables.Tables:
    articles = tables.make("articles", [{"article_id": "a", "text": TEXT}])
    sentence = {"sentence_id": "a:s00", "article_id": "a", "start": 0, "end": 10, "text": "Ana spoke."}
    actors = tables.make("actors", [{"actor_id": "ana", "name": "Ana", "kind": "person"}])
    quote = {
        "quote_id": "a:q00", "article_id": "a", "sentence_id": "a:s00", "pieces": [[0, 3], [11, 13]],
        "text": "Ana … Bo", "cue": "spoke", "cue_start": 4, "cue_end": 9, "actor_id": "ana",
    }  # fmt: skip
    return tables.empty()._replace(
        articles=articles,
        sentences=tables.make("sentences", [sentence]),
        actors=actors,
        quotes=tables.make("quotes", [quote]),
    )


def test_nothing_is_wrong_with_what_is_right():
    assert tables.check(valid()) == []
    assert tables.check(tables.empty()) == []


@pytest.mark.parametrize(
    ("name", "column", "value", "says"),
    [
        ("sentences", "end", 9, "is not at"),
        ("sentences", "article_id", "b", "names no row"),
        ("quotes", "cue", "spake", "is not at"),
        ("quotes", "pieces", [[0, 4]], "pieces"),
        ("quotes", "actor_id", "zoe", "names no row"),
        ("actors", "actor_id", None, "missing or not unique"),
        ("actors", "represents", "nowhere", "names no row"),
    ],
)
def test_what_is_wrong_is_named(name, column, value, says):
    frame = getattr(valid(), name).copy()
    frame.at[0, column] = value
    assert any(says in problem for problem in tables.check(valid()._replace(**{name: frame})))


def test_a_wrong_dtype_is_named():
    sentences = valid().sentences.astype({"start": "float64"})
    assert any("columns are" in problem for problem in tables.check(valid()._replace(sentences=sentences)))


def test_a_voice_may_be_unknown():
    marker = {"marker_id": "a:k00", "article_id": "a", "sentence_id": "a:s00", "start": 0, "end": 3, "text": "Ana"}
    markers = tables.make("markers", [{**marker, "voice": tables.UNKNOWN}])
    assert tables.check(valid()._replace(markers=markers)) == []


def test_extra_columns_of_the_user_are_no_fault_in_articles_only():
    articles = valid().articles.assign(desk="city")
    assert tables.check(valid()._replace(articles=articles)) == []


def test_written_tables_come_back(tmp_path):
    tables.write(valid(), tmp_path, csv=True)
    again = tables.read(tmp_path)
    pd.testing.assert_frame_equal(again.quotes, valid().quotes)
    assert (tmp_path / "quotes.csv").read_text().count('"[[0, 3], [11, 13]]"') == 1
