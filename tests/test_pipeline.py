"""annotate: valid tables from any text, unchanged text, the cache, a failing stage."""

import gzip

import pandas as pd
import pytest

import analysis
from analysis import many, pipeline, tables

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


def test_sentiment_that_cannot_be_judged_costs_its_article_alone(given, monkeypatch):
    score = pipeline.sentiment.score_targets

    def fail(targets, **options):
        return 1 / 0 if targets["text"].str.contains("Other").any() else score(targets, **options)

    monkeypatch.setattr(pipeline.sentiment, "score_targets", fail)
    other = pd.DataFrame({"article_id": ["other-3"], "text": ["Other people blamed Mayor Ana Ruiz on Friday."]})
    left = analysis.annotate(pd.concat([given, other]))
    assert set(left.sentiment["article_id"]) == {"bridge-1"} and "other-3" in set(left.mentions["article_id"])
    assert left.problems["article_id"].tolist() == ["other-3"]
    assert left.problems["message"].str.contains("ZeroDivisionError").all()


def test_an_article_that_cannot_be_annotated_costs_itself_alone(given, found):
    poison = pd.DataFrame({"article_id": ["poison-3"], "text": ["The mayor \ud800 said no."]})
    left = analysis.annotate(pd.concat([poison, given]))
    assert set(left.problems["article_id"]) <= {"poison-3"}
    pd.testing.assert_frame_equal(
        left.quotes[left.quotes["article_id"] == "bridge-1"].reset_index(drop=True), found.quotes
    )


def test_the_cache_gives_the_same_tables(given, found, tmp_path, monkeypatch):
    analysis.annotate(given, cache=tmp_path)
    monkeypatch.setattr(pipeline, "annotate_chunk", lambda *_: pytest.fail("annotated again"))
    again = analysis.annotate(given, cache=tmp_path)
    for name, frame in found._asdict().items():
        pd.testing.assert_frame_equal(frame, getattr(again, name), obj=name)


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:40], lambda _: b"", lambda _: gzip.compress(b"x"), lambda _: gzip.compress(b"{}"),
     lambda _: b"x", lambda data: data[:-1] + bytes([data[-1] ^ 1]), lambda data: data[:60] + b"\xff\xff" + data[62:],
     lambda _: gzip.compress(b'{"key": "another", "found": {}}'), lambda _: gzip.compress(b"[1]")],
)  # fmt: skip
def test_a_damaged_or_foreign_file_in_the_cache_is_made_anew(given, tmp_path, spoil):
    first = analysis.annotate(given, cache=tmp_path, sentiment=False)
    kept = {path: path.read_bytes() for path in tmp_path.rglob("*.json.gz")}
    for path, data in kept.items():
        path.write_bytes(spoil(data))
    again = analysis.annotate(given, cache=tmp_path, sentiment=False)
    pd.testing.assert_frame_equal(first.quotes, again.quotes)
    assert kept and {path: path.read_bytes() for path in tmp_path.rglob("*.json.gz")} == kept


def test_each_chunk_is_kept_before_the_next_is_begun(given, tmp_path, monkeypatch):
    seen = []
    annotate_chunk = pipeline.annotate_chunk
    monkeypatch.setattr(many, "SIZE", 1)
    monkeypatch.setattr(pipeline, "annotate_chunk", lambda *given: (
        seen.append(len(list(tmp_path.rglob("*.json.gz")))) or annotate_chunk(*given)))  # fmt: skip
    analysis.annotate(given.assign(text=TEXT), cache=tmp_path, sentiment=False)
    assert seen == [0, 1]


def test_chunks_end_with_the_article_that_fills_them(monkeypatch):
    monkeypatch.setattr(many, "SIZE", 4)
    assert [len(chunk) for chunk in many.cut_chunks([{"text": "x" * n} for n in (1, 2, 3, 9, 1)])] == [3, 1, 1]


def test_a_changed_text_is_annotated_again(given, tmp_path):
    analysis.annotate(given, cache=tmp_path, sentiment=False)
    changed = analysis.annotate(
        given.assign(text=TEXT.replace("Ana Ruiz", "Eva Holm")), cache=tmp_path, sentiment=False
    )
    assert "eva-holm" in set(changed.actors["actor_id"])


def test_workers_give_the_same_tables(given, monkeypatch):
    monkeypatch.setattr(many, "SIZE", 1)
    twice = given.assign(text=TEXT)
    one, two = (analysis.annotate(twice, workers=n, sentiment=False) for n in (1, 2))
    pd.testing.assert_frame_equal(one.quotes, two.quotes)
    pd.testing.assert_frame_equal(one.mentions, two.mentions)


def test_tables_survive_the_disk(found, tmp_path):
    tables.write(found, tmp_path)
    again = tables.read(tmp_path)
    assert tables.check(again) == []
    pd.testing.assert_frame_equal(found.quotes, again.quotes)
