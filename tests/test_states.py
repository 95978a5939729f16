"""What is known beforehand: every alias leads to one actor, and the lexicons hold together."""

import pytest

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


@pytest.mark.parametrize(
    "name", ["states", "bodies", "leaders", "titles", "role_nouns", "group_nouns", "places", "pronouns", "name_words"]
)
def test_lexicons_are_complete(name):
    rows = states.read_lexicon(name)
    assert all(row["source"] and next(iter(row.values())) for row in rows)


def test_whom_bodies_represent_is_known():
    kinds = states.load_kinds()
    above = {row["represents"] for row in [*states.read_lexicon("bodies"), *states.read_lexicon("leaders")]}
    assert above - {""} <= set(kinds)
