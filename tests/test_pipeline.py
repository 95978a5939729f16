"""annotate: valid tables from any text, unchanged text, the cache, a failing stage."""

import pandas as pd
import pytest

import analysis
from analysis import pipeline, tables

TEXT = """Mayor opens bridge

Mayor Ana Ruiz said on Friday that the bridge “will last a century”. The builders' union accused her of hiding the cost.

“Nobody hid anything,” she said.
"""


@pytest.fixture(scope="module")
def given() -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["bridge-1", "empty-2"], "text": [TEXT, ""]})


@pytest.fixture(scope="module")
def found(given) -> tables.Tables:
    return analysis.annotate(given)


def test_tables_are_valid(found):
    assert tables.check(found) == []


def test_text_is_never_changed(given, found):
    assert given.columns.tolist() == ["article_id", "text"]
    assert found.articles["text"].fillna("").tolist() == given["text"].tolist()


def test_every_kind_of_row_is_found(found):
    assert {"ana-ruiz"} <= set(found.quotes["actor_id"].dropna())
    assert len(found.sentences) >= 4 and len(found.tokens) > 30 and len(found.sentiment) > 0


def test_sentiment_can_be_left_out(given):
    assert analysis.annotate(given, sentiment=False).sentiment.empty


def test_extra_columns_stay(given):
    kept = analysis.annotate(given.assign(desk="city"), sentiment=False)
    assert kept.articles["desk"].tolist() == ["city", "city"]


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="text"):
        analysis.annotate(pd.DataFrame({"article_id": ["a"]}))


def test_ids_must_be_unique(given):
    with pytest.raises(ValueError, match="article_id"):
        analysis.annotate(pd.concat([given, given]))


def test_no_article_gives_empty_tables():
    nothing = analysis.annotate(pd.DataFrame({"article_id": [], "text": []}))
    assert tables.check(nothing) == [] and nothing.quotes.empty


def test_a_failing_stage_is_noted_and_the_rest_kept(given, monkeypatch):
    def fail(*_):
        raise RuntimeError("no quotes today")

    monkeypatch.setattr(pipeline.quotes, "find_quotes", fail)
    left = analysis.annotate(given, sentiment=False)
    assert left.quotes.empty and len(left.mentions) > 0
    assert left.problems[left.problems["stage"] == "quotes"]["message"].str.contains("no quotes today").all()


def test_sentiment_that_cannot_be_judged_is_noted(given, monkeypatch):
    monkeypatch.setattr(pipeline.sentiment, "score_targets", lambda *_, **__: 1 / 0)
    left = analysis.annotate(given)
    assert left.sentiment.empty and len(left.quotes) > 0
    assert left.problems["message"].str.contains("ZeroDivisionError").any()


def test_the_cache_gives_the_same_tables(given, found, tmp_path, monkeypatch):
    analysis.annotate(given, cache=tmp_path)
    monkeypatch.setattr(pipeline, "annotate_chunk", lambda *_: pytest.fail("annotated again"))
    again = analysis.annotate(given, cache=tmp_path)
    for name, frame in found._asdict().items():
        pd.testing.assert_frame_equal(frame, getattr(again, name), obj=name)


def test_a_changed_text_is_annotated_again(given, tmp_path):
    analysis.annotate(given, cache=tmp_path, sentiment=False)
    changed = analysis.annotate(
        given.assign(text=TEXT.replace("Ana Ruiz", "Eva Holm")), cache=tmp_path, sentiment=False
    )
    assert "eva-holm" in set(changed.actors["actor_id"])


def test_workers_give_the_same_tables(given, monkeypatch):
    monkeypatch.setattr(pipeline, "CHUNK", 1)
    many = given.assign(text=TEXT)
    one, two = (analysis.annotate(many, workers=n, sentiment=False) for n in (1, 2))
    pd.testing.assert_frame_equal(one.quotes, two.quotes)
    pd.testing.assert_frame_equal(one.mentions, two.mentions)


def test_tables_survive_the_disk(found, tmp_path):
    tables.write(found, tmp_path)
    again = tables.read(tmp_path)
    assert tables.check(again) == []
    pd.testing.assert_frame_equal(found.quotes, again.quotes)
