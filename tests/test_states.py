"""What is known beforehand: every alias leads to one actor, and the word tables hold together."""

from pathlib import Path

import pytest

from analysis import lang
from analysis.actors import states


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("John Kirby", "john-kirby"),
        ("Kim Jong-un", "kim-jong-un"),
        ("Élysée", "elysee"),
        ("O'Neil’s", "oneils"),
        ("김정은", "김정은"),
        ("?!", "nameless"),
        ("Unknown", "unknown-name"),
    ],
)
def test_slug(name, expected):
    assert states.slug(name) == expected


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("the United States of America", "United States"),
        ("North Korean", "North Korea"),
        ("American", "United States"),
        ("British", "United Kingdom"),
        ("Downing Street", "United Kingdom"),
        ("Türkiye", "Turkey"),
        ("D.P.R.K.", "North Korea"),
        ("Kyiv", "Ukraine"),
        ("Singapore", "Singapore"),
        ("Luxembourg", "Luxembourg"),
        ("Djibouti", "Djibouti"),
        ("Monaco", "Monaco"),
        ("San Marino", "San Marino"),
        ("Dominica", "Dominica"),
        ("East Timor", "East Timor"),
        ("Scotland", "Scotland"),
    ],
)
def test_find_known(text, actor):
    ((_, _, known),) = states.find_known(text.split(), states.load_known())
    assert known[0].actor == actor


def test_the_longest_alias_wins():
    found = states.find_known(["the", "UN", "Security", "Council"], states.load_known())
    assert [(first, end, known[0].actor) for first, end, known in found] == [(1, 4, "United Nations Security Council")]


@pytest.mark.parametrize("word", ["Wellington", "Georgetown", "us", "is", "who"])
def test_ambiguous_words_are_unknown(word):
    assert states.find_known([word], states.load_known()) == []


TABLES = sorted(path.stem for path in (Path(lang.__file__).parent / "en").glob("*.csv"))
SAME_NAME = {"bodies", "furniture", "states"}  # a name may be of several, a kind has several patterns


@pytest.mark.parametrize("name", TABLES)
def test_a_word_stands_once_in_a_table_and_says_something(name):
    rows = [list(row.values()) for row in lang.read_table(name)]
    words = [row[0] for row in rows]
    assert name in SAME_NAME or len(words) == len(set(words))
    assert all(row[0] and any(row[1:]) for row in rows)


def test_look_up_leaves_out_what_is_not_said():
    assert lang.look_up("verbs", "family")["accuse"] == "harm"
    assert "accuse" not in lang.look_up("verbs", "goes")
    assert "campaign" in lang.list_words("nouns", "role", "team") & lang.list_words("nouns", "role", "body")
    assert "campaign" not in lang.list_words("nouns", "role", "leader")


# What each table says of a word, as a point on one of two scales: for or against, and asserted, doubted or denied.
VERDICTS = [("cues", "stance"), ("modifiers", "polarity"), ("verbs", "valence"), ("markers", "kind")]
SCALES = {
    "for or against": {
        "praising": 1, "positive": 1, "good": 1, "hostile": -1, "negative": -1, "bad": -1, "blame": -1,
    },
    "sure or not": {
        "affirming": "sure", "booster": "sure", "doubting": "doubt", "doubting adverb": "doubt", "hedge": "hedge",
        "denying": "denied",
    },
}  # fmt: skip


@pytest.mark.parametrize("scale", SCALES)
def test_no_two_tables_contradict_each_other(scale):
    said: dict[str, dict[str, str]] = {}
    for name, column in VERDICTS:
        for word, verdict in lang.look_up(name, column).items():
            for one in verdict.split("; "):
                if one in SCALES[scale]:
                    said.setdefault(word, {})[f"{name} {one}"] = SCALES[scale][one]
    assert {word: found for word, found in said.items() if len(set(found.values())) > 1} == {}


def test_a_word_of_the_tables_has_one_stance():
    assert [word for word, stance in lang.look_up("cues", "stance").items() if "; " in stance] == []


def test_whom_bodies_represent_is_known():
    kinds = states.load_kinds()
    above = {row["represents"] for row in [*lang.read_table("bodies"), *lang.read_table("leaders")]}
    assert above - {""} <= set(kinds)
