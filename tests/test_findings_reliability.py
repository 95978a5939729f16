"""What 06_reliability says is what its tables hold, and it has words for nothing to say."""

import pandas as pd
import pytest

from analysis import tables
from analysis.findings import reliability as say
from analysis.reliability import errors, scoring

PUBLIC = pd.DataFrame(
    [
        ("quotes", "who said what: all (F1)", 0.6, 0.7, "test split", "A Tool", 0.63, "test split", 0.76),
        ("sentiment", "polarity towards an actor by the lexicon method", 0.5, None, None, None, None, None, None),
        ("sentiment", "polarity towards an actor (macro-F1)", 0.8, None, None, "B", 0.79, "the rest", None),
    ],
    columns=["room", "measure", "score", "held_out", "held_out_split", "peer", "peer_score", "peer_split", "human"],
)
SCORED = pd.DataFrame(
    [
        ("quotes", "who said what: the words and the actor", 0.74, 0.66, 0.7),
        ("quotes", "the words, whoever says them", 0.9, 0.9, 0.9),
        ("quotes", "the words, and the side that the speaker is on", 0.8, 0.8, 0.8),
        ("labels", "what an actor is called", 0.96, 0.12, 0.21),
    ],
    columns=["room", "question", "precision", "recall", "f1"],
).assign(f1_low=None, f1_high=None, why="one article")
NONE = SCORED.head(0)


def test_the_answer_takes_the_encoder_not_the_lexicon():
    said = say.say_answer(PUBLIC, SCORED)
    assert "who said what 0.60 (A Tool 0.63 on the test split, one person against another 0.76)" in said
    assert "polarity 0.80 (B 0.79 on the rest)" in said
    assert said.endswith("F1: who said what: the words and the actor 0.70.")


def test_the_answer_without_labels_or_encoder():
    said = say.say_answer(PUBLIC.head(2), NONE)
    assert "polarity 0.50." in said
    assert "hand-labelled" not in said
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
    assert "0.60; people 0.76" in said
    assert "nothing can be said" in say.say_use(NONE, PUBLIC.head(0))


def test_best_worst_and_gap():
    told = say.find_questions(SCORED).text
    assert "highest the words, whoever says them 0.90" in told
    assert "lowest what an actor is called 0.21" in told
    assert "cannot be tested" in told
    assert "F1 0.90; with the right actor behind them it is 0.70" in say.say_gap(SCORED)
    assert "Too few" in say.find_questions(NONE).text
    assert "no labels" in say.say_gap(NONE)


def test_groups_leave_out_the_few_and_the_not_found():
    groups = pd.DataFrame({"kind": ["direct", "mixed", "rare", "(not found)"], "labelled": [20, 10, 2, 30]})
    groups = groups.assign(f1=[0.9, 0.6, 1.0, 0.0], f1_low=[0.8, 0.5, 0.9, 0], f1_high=[1, 0.7, 1, 0.1])
    told = say.find_groups(groups, "kind").text
    assert "F1 by kind, of 2 with at least 10 cases and an interval: highest direct 0.90" in told
    assert "lowest mixed 0.60" in told
    assert "lie apart" in told
    assert "Too few" in say.find_groups(groups.head(1), "kind").text


def test_actors_with_intervals_are_compared():
    actors = pd.DataFrame({"actor": ["Oslo", "Rome", "Bern"], "share": [0.9, 0.5, 0.1], "low": [0.8, 0.4, None]})
    actors["high"] = [1.0, 0.6, None]
    assert "highest Oslo 90%" in say.find_actors(actors).text
    assert "lowest Rome 50%" in say.find_actors(actors).text
    assert "lie apart" in say.find_actors(actors).text
    assert "overlap" in say.find_actors(actors.assign(high=[1.0, 0.85, None])).text
    assert "Too few" in say.find_actors(actors.tail(2)).text


def test_who_is_meant_is_told_by_sort_of_mention():
    meant = pd.DataFrame({"mention": ["a name", "it"], "right": [0.7, 0.4], "low": [0.6, 0.3], "high": [0.8, 0.5]})
    told = say.find_meant(meant).text
    assert "highest a name 70%" in told
    assert "lowest it 40%" in told
    assert "Too few" in say.find_meant(meant[:0]).text


def test_kinds_of_errors():
    counted = pd.DataFrame({"room": "quotes", "error": ["missed", "cut elsewhere"], "n": [3, 1]})
    assert "commonest: missed, 3 times; 4 in all" in say.find_errors(counted).text
    assert "none" in say.find_errors(counted.head(0)).text


def test_confusions_tell_wrong_from_opposite_from_untold():
    wide = pd.DataFrame(
        [[6, 1, 2], [0, 0, 1]], index=["negative", "positive"], columns=["negative", "positive", "unclear"]
    )
    said = say.find_confusions(wide).text
    assert "10% of the judgements are wrong, 10% the very opposite; 30% are left unclear or not made" in said
    assert "“negative” in 6 of 6 and “positive” in 0 of 1" in said
    assert "No judgement" in say.find_confusions(wide.iloc[:0]).text


def test_a_lead_is_counted_on_the_other_methods_split_where_that_is_known():
    told = say.find_public(PUBLIC).text
    assert "Clearly ahead of the best other method in 1 of 2 measures, behind people or other readers in 1 of 1" in told
    assert "1 of these were compared on the other method's own split" in told
    other = PUBLIC.assign(held_out_split="elsewhere")
    assert "in 0 of 2 measures" in say.find_public(other).text
    assert "Nothing" in say.find_public(PUBLIC.head(0)).text


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.9, "too sure"), (0.3, "not sure enough"), (0.5, "neither too sure nor too unsure")],
)
def test_calibration(confidence, words):
    assert words in say.say_calibration(pd.DataFrame({"confidence": [confidence], "right": [0.5], "n": [10]}))


def test_calibration_counts_points():
    assert "is 1 point from" in say.say_calibration(pd.DataFrame({"confidence": [0.51], "right": [0.5], "n": [10]}))
    assert "Not measured" in say.say_calibration(pd.DataFrame())


def test_agreement_and_framing():
    alphas = pd.DataFrame({"coders": ["human + encoder", "human + lexicon"], "alpha": [0.7, 0.3]})
    assert "the encoder at α = 0.70 (enough for tentative" in say.say_agreement(alphas)
    assert "Not measured" in say.say_agreement(alphas.head(0))
    sets = {"set": ["dev", "unseen"], "unseen": [False, True], "sentences": [75, 75], "f1": [0.9, 0.8]}
    framing = pd.DataFrame({"table": ["roles", "roles"], **sets})
    assert (
        "on sentences we invented, kept apart while the rules were made (errors in the first 75 have been read since): "
        "on 75 sentences roles 0.80." in say.say_framing(framing)
    )
    assert "Not measured" in say.say_framing(framing.head(1))


def test_scores_are_shown_with_their_intervals():
    scored = SCORED.head(1).assign(labelled=9, f1_low=0.6, f1_high=0.8)
    (row,) = errors.format_scores(scored, "question").to_dict("records")
    assert (row["F1"], row["precision"], row["labelled"]) == ("0.70 [0.60, 0.80]", "0.74", 9)


def test_the_public_scores_shipped_can_be_said():
    assert "who said what" in say.say_answer(scoring.read_public_scores(), NONE)
