"""People who are described, not named, and the pronouns that stand for them; a negative beside each positive."""

import pytest

from analysis import actors, syntax, tokens
from analysis.article import lay_out


def people(text: str) -> list[str]:
    """Return "words: actor" of each mention that has an actor, in text order."""
    sentences = tokens.find_sentences("a", text)
    (doc,) = syntax.parse([(text, sentences)])
    mentions, _ = actors.find_mentions(lay_out("a", sentences, doc))
    return [f"{row['text']}: {row['actor_id']}" for row in mentions if row["actor_id"]]


def missed(why, *row):
    """A row that the trained models get wrong, and why."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The bus driver left.", ["bus driver: bus-driver"]),
        ("The bus left.", []),
        ("Police met two firemen.", ["Police: police", "firemen: firemen"]),
        ("The novelist Kari Berg left.", ["novelist: kari-berg", "Kari Berg: kari-berg"]),
        ("The sleuths who found it left.", ["sleuths: sleuths"]),
        ("The sleighs that stood there left.", []),
        ("The driver said he was ill.", ["driver: driver", "he: driver"]),
        missed(
            'a "they" that may be others is given to the one before it',
            "The driver said they were ill.",
            ["driver: driver"],
        ),
        ("The union said it was ill.", ["union: union", "it: union"]),
        ("The thief ran before police shot him.", ["thief: thief", "police: police", "him: thief"]),
        ("Nurses raised the prices until she sued them.", ["Nurses: nurses", "them: nurses"]),
        ("They met the generals.", ["generals: generals"]),
        ("Kari Berg met Karl Holm. The two generals left.", ["Kari Berg: kari-berg", "Karl Holm: karl-holm"]),
        ("An accountant, Bram Oster, smiled.", ["accountant: bram-oster", "Bram Oster: bram-oster"]),
        ("The novel Kari Berg wrote sold.", ["Kari Berg: kari-berg"]),
        ("The man Putin met was old.", ["man: man", "Putin: putin"]),
        ("An accountant, Bram Oster said, smiled.", ["accountant: accountant", "Bram Oster: bram-oster"]),
        ("He met the union Blue Sky.", ["union: blue-sky", "Blue Sky: blue-sky"]),
        ("Thousands of fans left.", ["Thousands of fans: fans"]),
        ("Thousands of letters left.", []),
        ("One of the drivers left.", ["One of the drivers: drivers"]),
        missed(
            'an "it" that stands for nothing is taken for the subject before it',
            "The union left. It turned out well.",
            ["union: union"],
        ),
        ("The president-elect left.", ["president-elect: president-elect"]),
    ],
)
def test_who_is_described(text, expected):
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("The driver left.", "driver", "person"),
        ("Two drivers left.", "drivers", "group"),
        ("The ministry left.", "ministry", "organisation"),
        ("Police left.", "police", "group"),
    ],
)
def test_one_described_is_a_person(text, actor, kind):
    sentences = tokens.find_sentences("a", text)
    (doc,) = syntax.parse([(text, sentences)])
    _, rows = actors.find_mentions(lay_out("a", sentences, doc))
    assert {row["actor_id"]: row["kind"] for row in rows} == {actor: kind}


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("The widow thanked the prosecutor.", ("widow", "prosecutor")),
        ("A jury cleared the surgeon.", ("jury", "surgeon")),
        ("The widow of the policeman left.", ("widow", "policeman")),
        ("The driver met a driver.", ("driver", "driver-2")),
    ],
)
def test_two_that_one_verb_has_are_two(text, apart):
    assert [row.split(": ")[1] for row in people(text)] == list(apart)


def test_what_one_is_said_to_be_is_the_same():
    assert "nun: ann-roe" in people("Ann Roe, a nun, left.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("“The driver hit my son,” she told the court.", ["she: driver"]),
        ("“The officer pushed me,” she said.", ["she: officer"]),
        ("Captain James Cole and Joseph Bankes were at sea. They asked a man what it was.",
         ["They: james-cole", "They: joseph-bankes"]),
        ("Jesse Jarrett and Sandra Jarrett were charged. They said they were sorry.",
         ["They: jesse-jarrett", "they: jesse-jarrett"]),
    ],
)  # fmt: skip
def test_nobody_from_his_own_words_and_no_one_of_several(text, wrong):
    assert not set(wrong) & set(people(text))
