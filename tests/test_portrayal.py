"""Portrayal: points from judged rows -> the part an actor plays; and for given spans."""

import pandas as pd
import pytest

import analysis
from analysis import framing, tables
from analysis.framing.portrayal import cast, collect_points, portray_actors

TONE = {"article_id": "a", "sentence_id": "a:s00", "actor_id": "x"}
ROLE = {
    "article_id": "a", "sentence_id": "a:s01", "verb": "attack", "agent_id": "x", "patient_id": "y", "negated": False,
    "modality": "did",
}  # fmt: skip


def judge(**rows) -> dict:
    """Return the portrayal of each actor of article `a`, forced."""
    judged = {name: rows.get(name, []) for name in ("sentiment", "roles", "labels", "quotes")}
    return {key[1]: cast(points, unclear_below=0.0)["portrayal"] for key, points in collect_points(judged).items()}


@pytest.mark.parametrize(
    "rows, expected",
    [
        ({"sentiment": [{**TONE, "score": 0.8}]}, {"x": "protagonist"}),
        ({"sentiment": [{**TONE, "score": -0.8}]}, {"x": "antagonist"}),
        ({"roles": [ROLE]}, {"x": "antagonist", "y": "innocent"}),
        ({"roles": [{**ROLE, "negated": True}]}, {}),
        ({"roles": [{**ROLE, "modality": "denied"}]}, {}),
        ({"roles": [{**ROLE, "verb": "rescue"}]}, {"x": "protagonist", "y": "protagonist"}),
        ({"roles": [{**ROLE, "verb": "blame"}]}, {"y": "antagonist"}),
        ({"labels": [{**TONE, "polarity": "negative"}]}, {"x": "antagonist"}),
        ({"labels": [{**TONE, "polarity": "neutral"}]}, {}),
        ({"quotes": [{**TONE, "attribution": "speech", "stance": "neutral"}]}, {"x": "protagonist"}),
        ({"quotes": [{**TONE, "attribution": "speech", "stance": "doubting"}]}, {"x": "antagonist"}),
        ({"quotes": [{**TONE, "attribution": "attitude", "stance": "neutral"}]}, {}),
    ],
)
def test_what_speaks_for_which_part(rows, expected):
    assert judge(**rows) == expected


def test_little_evidence_gives_no_part_unless_asked_for():
    points = {"a:s00": {"protagonist": 0.1}}
    assert cast(points)["portrayal"] is None
    assert cast(points, unclear_below=0.0)["portrayal"] == "protagonist"


def test_the_three_weightiest_sentences_come_first():
    points = {f"a:s0{n}": {"antagonist": n / 10} for n in range(5)}
    assert cast(points)["sentence_ids"] == ["a:s04", "a:s03", "a:s02"]


def test_weights_of_sentences_decide():
    points = {"a:s00": {"antagonist": 1.0}, "a:s01": {"protagonist": 0.8}}
    assert cast(points, unclear_below=0.0)["portrayal"] == "antagonist"
    weights = {"a:s00": 0.5, "a:s01": 1.0}
    assert cast(points, weights, unclear_below=0.0)["portrayal"] == "protagonist"


def test_no_sentiment_no_portrayals():
    assert portray_actors(tables.empty()) == []


TEXT = "Norway rescued the miners. Sweden bombed a school in Bergen. Sweden is a brutal state."


def test_spans_are_portrayed_in_order_with_their_index():
    articles = pd.DataFrame([{"article_id": "a", "text": TEXT}])
    starts = [TEXT.index("Sweden"), TEXT.index("Norway")]
    spans = pd.DataFrame({"article_id": "a", "start": starts, "end": [start + 6 for start in starts]}, index=[7, 3])
    found = framing.portray(analysis.annotate(articles), spans)
    assert list(found.index) == [7, 3]
    assert list(found["portrayal"]) == ["antagonist", "protagonist"]
    assert set(found["sentence_ids"][7]) <= {"a:s01", "a:s02"}


def test_a_span_of_an_article_not_given_is_an_error():
    with pytest.raises(KeyError, match="not given"):
        framing.portray(tables.empty(), pd.DataFrame({"article_id": ["b"], "start": [0], "end": [1]}))
