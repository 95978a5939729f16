"""What is known beforehand: every alias leads to one actor, and the lexicons hold together."""

from pathlib import Path

import pytest

from analysis import lexicons
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


@pytest.mark.parametrize(
    "name", ["states", "bodies", "leaders", "titles", "role_nouns", "group_nouns", "places", "pronouns", "name_words"]
)
def test_lexicons_are_complete(name):
    rows = states.read_lexicon(name)
    assert all(row["source"] and next(iter(row.values())) for row in rows)


LEXICONS = sorted(path.stem for path in Path(lexicons.__file__).parent.glob("*.csv"))
MANY = {
    "bodies", "doubting_cues", "furniture", "name_words", "nicknames", "places", "role_nouns", "sentence_words",
    "source_types", "states", "titles",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in LEXICONS if name not in MANY])
def test_a_word_stands_once_in_a_lexicon(name):
    words = [next(iter(row.values())) for row in lexicons.read_lexicon(name)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", LEXICONS)
def test_every_row_of_a_lexicon_has_a_source(name):
    assert all(row["source"] for row in lexicons.read_lexicon(name))


# What each list says of a word, as a point on one of two scales: for or against, and asserted, doubted or denied.
VERDICTS = {
    "cues": ("cue", "stance"), "doubting_cues": ("word", "stance"), "epithets": ("word", "polarity"),
    "verb_families": ("verb", "valence"), "doubt": ("phrase", "kind"), "hedges": ("phrase", "kind"),
    "boosters": ("phrase", "kind"),
}  # fmt: skip
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
def test_no_two_lists_contradict_each_other(scale):
    said: dict[str, dict[str, str]] = {}
    for name, (key, column) in VERDICTS.items():
        for row in lexicons.read_lexicon(name):
            if row[column] in SCALES[scale]:
                said.setdefault(row[key], {})[name] = SCALES[scale][row[column]]
    assert {word: found for word, found in said.items() if len(set(found.values())) > 1} == {}


def test_a_cue_has_one_stance():
    stances = lexicons.look_up("cues", "cue", "stance")
    doubting = lexicons.look_up("doubting_cues", "word", "stance")
    assert {word for word in doubting if stances.get(word, doubting[word]) != doubting[word]} == set()


def test_whom_bodies_represent_is_known():
    kinds = states.load_kinds()
    above = {row["represents"] for row in [*states.read_lexicon("bodies"), *states.read_lexicon("leaders")]}
    assert above - {""} <= set(kinds)
