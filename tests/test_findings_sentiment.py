"""What 02_sentiment says is what its tables hold; how often it is wrong is said each time, or that nobody checked."""

import pandas as pd
import pytest

from analysis.findings import sentiment as say

SCORES = pd.DataFrame({
    "actor": ["Northland", "Southland", "Southland", "(unknown)"], "actor_id": ["n", "s", "s", pd.NA],
    "side": ["writer", "writer", "quoted", "writer"], "n": [12, 12, 4, 99], "mean": [0.3, -0.6, 0.6, -1.0],
    "low": [0.2, -0.7, 0.5, -1.0], "high": [0.4, -0.5, 0.7, -1.0], "why": "",
})  # fmt: skip
POLARITIES = pd.DataFrame({
    "actor": ["Northland", "Northland", "Southland"], "polarity": ["negative", "unclear", "negative"],
    "n": [2, 10, 8], "base": [12, 12, 12], "share": [1 / 6, 5 / 6, 2 / 3], "low": 0.1, "high": 0.9, "why": "",
})  # fmt: skip
CHECKED = pd.DataFrame({"polarity": ["negative", "positive"], "n": [50, 28], "right": [21, 6]})
NOBODY = CHECKED[:0]
PUBLIC = pd.DataFrame(
    [
        ("sentiment", "polarity (macro-F1)", "some data", 0.78, 100),
        ("sentiment", "polarity by the lexicon method (macro-F1)", "some data", 0.56, 100),
        ("basil", "the author's feeling towards an actor against the tone", "other data", 0.22, None),
        ("sample", "what is called negative and is so", "the sample", 0.42, 50),
    ],
    columns=["room", "measure", "data", "score", "n"],
)


@pytest.fixture(autouse=True)
def public(monkeypatch):
    monkeypatch.setattr(say, "read_public_scores", lambda: PUBLIC)
    monkeypatch.setattr(say, "method_in_use", lambda: "encoder")


def test_the_answer_says_how_often_it_is_wrong_on_these_very_articles():
    told = say.say_answer(SCORES, POLARITIES, CHECKED)
    assert "highest Northland +0.30" in told
    assert "lowest Southland −0.60" in told
    assert "lie apart" in told
    assert "“negative” is right in 21 of 50 and “positive” is right in 6 of 28" in told
    assert "50% of the judgements are unclear" in told


def test_unchecked_articles_are_said_to_be_with_the_figure_of_the_sample():
    told = say.say_checked(NOBODY)
    assert told.startswith("Nobody has checked these articles.")
    assert "42% of 50" in told
    assert "these very articles" not in told


@pytest.mark.parametrize("checked", [CHECKED, NOBODY])
def test_the_good_figure_never_stands_alone(checked):
    told = say.say_checked(checked)
    assert told.index("0.78") > told.index("right in" if len(checked) else "42%")
    assert "not what the author feels: on other data the two go together at +0.22" in told


def test_the_method_in_use_has_its_own_figure(monkeypatch):
    monkeypatch.setattr(say, "method_in_use", lambda: "lexicon")
    assert "0.56" in say.say_checked(CHECKED)
    assert "0.78" not in say.say_checked(CHECKED)


def test_too_few_judgements_rank_nobody():
    assert "Too few" in say.find_tone(SCORES, "quoted").text
    assert say.rank_side(SCORES, "writer")["actor"].tolist() == ["Northland", "Southland"]


def test_the_largest_gap_is_told():
    gaps = pd.DataFrame({
        "actor": ["Northland", "Southland"], "first": [0.1, -0.5], "second": [0.2, 0.5], "gap": [-0.1, -1.0],
        "low": [-0.3, -1.2], "high": [0.1, -0.8], "n_first": 20, "n_second": 12, "why": "",
    })  # fmt: skip
    told = say.find_gap(gaps).text
    assert "Southland: the writers −0.50 of 20, the quoted +0.50 of 12" in told
    assert "leaves out 0" in told
    assert "Nobody" not in told
    assert "No actor" in say.find_gap(gaps[:0]).text


def test_negative_shares_come_with_their_ends():
    assert "highest Southland 67%" in say.find_polarities(POLARITIES).text


SPEAKERS = pd.DataFrame({
    "speaker": ["Northland", "Southland", "Southland", "(unknown)"], "speaker_id": ["n", "s", "s", pd.NA],
    "actor": ["Southland", "Northland", "Southland", "Northland"], "actor_id": ["s", "n", "s", "n"],
    "n": [5, 5, 5, 5], "mean": [0.5, -0.5, 0.9, -0.9], "low": None, "high": None, "why": "too few",
})  # fmt: skip


def test_nobody_speaks_of_himself_and_the_unknown_are_counted():
    told = say.find_speakers(SPEAKERS.astype({"low": float, "high": float}), 3).text
    assert "highest Northland on Southland +0.50" in told
    assert "lowest Southland on Northland −0.50" in told
    assert "unknown for 25%" in told
    assert "Too few" in say.find_speakers(SPEAKERS, 20).text


def test_outlets_are_compared_over_the_actor_they_differ_most_about():
    rows = pd.DataFrame({
        "outlet": ["Wire", "Daily"] * 2, "actor": ["Northland"] * 2 + ["Southland"] * 2, "n": 10,
        "mean": [0.1, 0.2, -0.5, 0.5], "low": 0.0, "high": 0.1, "why": "",
    })  # fmt: skip
    told = say.find_spread(rows, "outlet").text
    assert "around Southland, over whom outlets differ most" in told
    assert "highest Daily +0.50" in told
    assert "No actor has 11 judgements in two outlets" in say.find_spread(rows, "outlet", 11).text


def test_nothing_judged_is_said_in_words():
    assert "No actor is judged" in say.say_answer(SCORES[:0], POLARITIES[:0], NOBODY)
    assert say.say_unclear(POLARITIES[:0]) == "Nothing was judged."
    assert "Nobody is judged" in say.find_speakers(SPEAKERS[:0], 3).text
    along = pd.DataFrame(columns=["side", "part", "n", "mean", "low", "high", "why"])
    assert "Too few" in say.find_along(along).text
