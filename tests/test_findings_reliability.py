"""What 06_reliability says is what its tables hold, and it has words for nothing to say."""

import pandas as pd
import pytest

from analysis import tables
from analysis.findings import reliability as say
from analysis.reliability import errors, scoring

PUBLIC = pd.DataFrame(
    [
        ("quotes", "who said what (F1)", 0.7, "A Tool", 0.45, 0.76),
        ("sentiment", "by the lexicon method", 0.5, None, None, None),
        ("sentiment", "polarity", 0.8, "B", 0.79, None),
    ],
    columns=["room", "measure", "score", "peer", "peer_score", "human"],
)
SCORED = pd.DataFrame(
    [
        ("quotes", "who said what: the words and the actor", 0.74, 0.66, 0.7),
        ("quotes", "the words, whoever says them", 0.9, 0.9, 0.9),
        ("quotes", "the words, and the side that the speaker is on", 0.8, 0.8, 0.8),
        ("labels", "what an actor is called", 0.96, 0.12, 0.21),
    ],
    columns=["room", "question", "precision", "recall", "f1"],
)
NONE = SCORED.head(0)


def test_the_answer_takes_the_encoder_not_the_lexicon():
    said = say.say_answer(PUBLIC, SCORED)
    assert "who said what 0.70 (A Tool 0.45, one person against another 0.76)" in said
    assert "polarity towards an actor 0.80 (B 0.79)" in said
    assert said.endswith("who said what: 0.70.**")


def test_the_answer_without_labels_or_encoder():
    said = say.say_answer(PUBLIC.head(2), NONE)
    assert "polarity towards an actor by the lexicon method 0.50." in said
    assert "sample" not in said
    assert "nothing was measured" in say.say_answer(PUBLIC.head(0), NONE)


def test_articles_without_labels_are_said_to_have_none():
    matches = {room: pd.DataFrame(columns=["expected"]) for room in errors.MATCH}
    assert "no hand labels" in say.say_labels(tables.empty(), tables.empty(), matches)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.74, "about seven are"), (0.12, "about one is"), (0.97, "nearly all are"), (0.01, "hardly any are"),
     (float("nan"), "an unknown number are")],
)  # fmt: skip
def test_tenths(share, words):
    assert say.tenths(share) == words


def test_use_speaks_of_each_room_once():
    said = say.say_use(SCORED, PUBLIC)
    assert "Of ten attributions that the suite shows in the sample, about seven are right" in said
    assert "Of ten labels of actors that the suite shows in the sample, nearly all are right" in said
    assert said.count("attributions that") == 1
    assert "0.70, where people reach 0.76" in said
    assert "nothing can be said" in say.say_use(NONE, PUBLIC.head(0))


def test_best_worst_and_gap():
    assert "best at “the words, whoever says them” (0.90)" in say.say_rooms(SCORED)
    assert "worst at “what an actor is called” (0.21)" in say.say_rooms(SCORED)
    assert "F1 0.90; with the right actor behind them it is 0.70" in say.say_gap(SCORED)
    assert "hand labels" in say.say_rooms(NONE)
    assert "no labels" in say.say_gap(NONE)


def test_groups_leave_out_the_few_and_the_not_found():
    groups = pd.DataFrame({"kind": ["direct", "mixed", "rare", "(not found)"], "labelled": [20, 10, 2, 30]})
    said = say.say_groups(groups.assign(f1=[0.9, 0.6, 1.0, 0.0]), "kind")
    assert said == "F1 is best where the kind is “direct”, 0.90; worst where the kind is “mixed”, 0.60"
    assert "too few" in say.say_groups(groups.head(1).assign(f1=0.9), "kind")
    assert say.say_groups(groups.head(0).assign(f1=[]), "kind") == "Not measured: F1 by kind"


def test_actors_with_intervals_are_compared():
    actors = pd.DataFrame({"actor": ["Oslo", "Rome", "Bern"], "share": [0.9, 0.5, 0.1], "low": [0.8, 0.4, None]})
    actors["high"] = [1.0, 0.6, None]
    assert say.say_actors(actors).endswith("90% for Oslo, 50% for Rome; the intervals do not overlap")
    assert say.say_actors(actors.assign(high=[1.0, 0.85, None])).endswith("the intervals overlap")
    assert "Too few" in say.say_actors(actors.tail(2))
    assert "No attribution" in say.say_actors(actors.head(0))


def test_kinds_of_errors():
    counted = pd.DataFrame({"room": "quotes", "error": ["missed", "cut elsewhere"], "n": [3, 1]})
    assert say.say_kinds(counted) == "4 errors in quotes: “missed” (3) and “cut elsewhere” (1)"
    assert "No error" in say.say_kinds(counted.head(0))


def test_confusions_tell_wrong_from_opposite_from_untold():
    wide = pd.DataFrame(
        [[6, 1, 2], [0, 0, 1]], index=["negative", "positive"], columns=["negative", "positive", "unclear"]
    )
    said = say.say_confusions(wide)
    assert said == "10% of the judgements are wrong, 10% the very opposite; 30% are left unclear or not made"
    assert "No judgement" in say.say_confusions(wide.iloc[:0])


def test_public_counts_only_a_clear_lead():
    assert say.say_public(PUBLIC) == (
        "The suite is clearly ahead of the best other method in 1 of 2 measures, and behind people in 1 of 1"
    )
    assert "Nothing" in say.say_public(PUBLIC.head(0))


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.9, "too sure"), (0.3, "not sure enough"), (0.5, "neither too sure nor too unsure")],
)
def test_calibration(confidence, words):
    assert words in say.say_calibration(pd.DataFrame({"confidence": [confidence], "right": [0.5], "n": [10]}))


def test_calibration_counts_points():
    assert "is 1 point from" in say.say_calibration(pd.DataFrame({"confidence": [0.51], "right": [0.5], "n": [10]}))
    assert "Not measured" in say.say_calibration(pd.DataFrame())


def test_weights_agreement_and_framing():
    weights = pd.DataFrame({"weights": ["floats", "shipped: small"], "macro_f1": [0.78, 0.76], "megabytes": [90, 23]})
    assert "23 instead of 90 MB" in say.say_weights(weights)
    assert "change −0.02" in say.say_weights(weights)
    assert "Not measured" in say.say_weights(weights.head(1))
    alphas = pd.DataFrame({"coders": ["human + encoder", "human + lexicon"], "alpha": [0.7, 0.3]})
    assert "α = 0.70 (enough for tentative" in say.say_agreement(alphas)
    assert "Not measured" in say.say_agreement(alphas.head(1))
    sets = {"set": ["dev", "unseen"], "unseen": [False, True], "sentences": [75, 75], "f1": [0.9, 0.8]}
    framing = pd.DataFrame({"table": ["roles", "roles"], **sets})
    assert "on 75 sentences roles 0.80." in say.say_framing(framing)
    assert "Not measured" in say.say_framing(framing.head(1))


def test_polarity_says_when_the_sample_does_not_flatter():
    classes = pd.DataFrame({"label": ["neutral", "macro"], "labelled": [7, 10], "f1": [0.4, 0.5]})
    methods = pd.DataFrame({"method": ["encoder"], "macro_f1": [0.8]})
    assert "0.50 here and 0.80 on public data. Here the sample does not flatter." in say.say_polarity(classes, methods)
    assert "70%" in say.say_polarity(classes, methods)
    assert "flatter" not in say.say_polarity(classes.assign(f1=0.9), methods)
    assert "cannot be compared" in say.say_polarity(classes.head(1), methods)


def test_scores_are_shown_with_their_intervals():
    scored = SCORED.head(1).assign(labelled=9, f1_low=0.6, f1_high=0.8)
    (row,) = errors.format_scores(scored, "question").to_dict("records")
    assert (row["F1"], row["precision"], row["labelled"]) == ("0.70 [0.60, 0.80]", "0.74", 9)


def test_the_public_scores_shipped_can_be_said():
    assert "who said what" in say.say_answer(scoring.read_public_scores(), NONE)
