"""Labels: text -> what an actor is called, with a negative beside each positive."""

import pytest
from marked import lay

from analysis.framing.labels import find_labels
from analysis.framing.polarity import judge_label
from analysis.quotes import list_spoken


def labels(marked: str) -> set[str]:
    """Return each label as "actor: words (kind)"."""
    return {f"{row['actor_id']}: {row['text']} ({row['kind']})" for row in find_labels(lay(marked))}


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("The state-run [Daily Herald] printed it.", {"daily-herald: state-run (modifier)"}),
        ("The [Daily Herald] printed it.", set()),
        ("[Norway] met [Sweden] and [Finland].", set()),
        ("[The brutal regime=norway] fell.", {"norway: brutal regime (modifier)"}),
        ("[The regime=norway] fell.", set()),
        ("[The quiet man=man] fell.", {"man: quiet (modifier)"}),
        ("[The third man=man] fell.", set()),
        ("The exiled writer [Kari Berg] spoke.", {"kari-berg: exiled (modifier)", "kari-berg: writer (title)"}),
        ("The ousted president, [Kari Berg], spoke.", {"kari-berg: ousted president (apposition)"}),
        (
            "[Norway] and [Sweden] met. The two pariah states talked.",
            {"norway: pariah states (modifier)", "sweden: pariah states (modifier)"},
        ),
        ("[Norway] slept. The two pariah states talked.", set()),
        ("Norwegian leader [Kari Berg] spoke.", {"kari-berg: Norwegian leader (title)"}),
        ("Leading [Kari Berg] home, they spoke.", set()),
        ("[Kari Berg], a staunch ally of the king, spoke.", {"kari-berg: staunch ally of the king (apposition)"}),
        ("[Kari Berg], 54, spoke.", set()),
        ("[Norway] is a terrorist state.", {"norway: terrorist state (predicate)"}),
        ("[Norway] is in the north.", set()),
        ("[Kari Berg] called [Carl Holm] a dictator.", {"carl-holm: dictator (predicate)"}),
        ("[Kari Berg] called [Carl Holm] a day later.", set()),
        ("[Kari Berg] described [Carl Holm] as a thug.", {"carl-holm: thug (predicate)"}),
        ("[Kari Berg] described [Carl Holm] as erratic.", {"carl-holm: erratic (predicate)"}),
        ("[Kari Berg] worked for [Carl Holm] as a cook.", set()),
        ("Sir [Carl Holm] spoke.", {"carl-holm: Sir (title)"}),
        ("[Carl Holm] was branded a traitor.", {"carl-holm: traitor (predicate)"}),
        ("The so-called [Free Republic] spoke.", {"free-republic: so-called (modifier)"}),
        ("After an accountant, [Kari Berg], spoke, they left.", {"kari-berg: accountant (apposition)"}),
        ("After an accountant, [Kari Berg], and a nurse spoke, they left.", set()),
        ("[Carl Holm], portrayed by [tabloids=tabloids] as a thug, fled.", {"carl-holm: thug (predicate)"}),
        ("They branded [him=carl-holm] a thug.", {"carl-holm: thug (predicate)"}),
        ("They sent [him=carl-holm] a thug.", set()),
        ("The two autocrats, [Kari Berg] said, had met.", set()),
        ("[Norway] tried. [It=norway] is a pariah.", {"norway: pariah (predicate)"}),
        ("[Norway] tried. [It=norway] is a strategy.", set()),
        ("OSLO – [Kari Berg] fled.", set()),
        ("A retired geologist, [Kari Berg] had fled.", {"kari-berg: retired geologist (apposition)"}),
        ("[The envoy=envoy] from [Norway], a retired nun, fled.", {"envoy: retired nun (apposition)"}),
        ("Front-runner [Kari Berg] fled.", {"kari-berg: Front-runner (title)"}),
        ("The pro-[Norway] crowd fled.", set()),
        ("It gave a lead over [Kari Berg], an odd pattern.", set()),
        ("[Norway] tried, but there is a cunning plan.", set()),
        ("The jobs amendment was a signature [Kari Berg] move.", set()),
        ("Veteran diplomat [Kari Berg] moved.", {"kari-berg: Veteran diplomat (title)"}),
    ],
)
def test_what_an_actor_is_called(marked, expected):
    assert labels(marked) == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[Kari Berg], Democrat of Ohio, spoke.", {"kari-berg: Democrat of Ohio (apposition)"}),
        ("[Kari Berg] of Ohio spoke.", set()),
        (
            "[Kari Berg], a nun and the author of it, spoke.",
            {"kari-berg: nun (apposition)", "kari-berg: author of it (apposition)"},
        ),
        ("[Kari Berg], a nun, and other nuns spoke.", {"kari-berg: nun (apposition)"}),
        ("[Kari Berg], a former nun, spoke.", {"kari-berg: former nun (apposition)"}),
        ("One of her lawyers, [Kari Berg], spoke.", {"kari-berg: One of her lawyers (apposition)"}),
        ("They met [the Republican candidates=candidates].", {"candidates: Republican (modifier)"}),
        ("They met [the Norwegian candidates=candidates].", set()),
        ("They met [the Republican convention=convention].", set()),
        ("They met [the billionaire businessman=man].", {"man: billionaire (modifier)"}),
        ("They met [the police officer=man].", set()),
        (
            "As the ranking member of the panel, [Kari Berg] left.",
            {"kari-berg: ranking member of the panel (predicate)"},
        ),
        ("As the years went by, [Kari Berg] left.", set()),
        ("They met [the angry and young voters=voters].", {"voters: angry (modifier)", "voters: young (modifier)"}),
        ("They met [the right-wing voters=voters].", {"voters: right-wing (modifier)"}),
        pytest.param(
            "They met [the high-school teachers=teachers].",
            set(),
            marks=pytest.mark.xfail(strict=True, reason="by its form a field is as what somebody is like: right-wing"),
        ),
        ("They met [the voters=voters], 10 percent of the people.", set()),
        ("[Kari Berg] is part of the process.", set()),
        ("[Kari Berg] is a nun of the order.", {"kari-berg: nun of the order (predicate)"}),
    ],
)
def test_parties_appositions_and_what_a_clause_opens_with(marked, expected):
    assert labels(marked) == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("He met Secretary of State [Carl Holm].", {"carl-holm: Secretary of State (title)"}),
        ("Secretary of the Interior [Carl Holm] left.", {"carl-holm: Secretary of the Interior (title)"}),
        ("Attorney General [Carl Holm] left.", {"carl-holm: Attorney General (title)"}),
        ("Senate Minority Leader [Carl Holm] left.", {"carl-holm: Senate Minority Leader (title)"}),
        (
            "They met Republican presidential candidate [Carl Holm].",
            {"carl-holm: Republican presidential candidate (title)"},
        ),
        ("He was president of the [Council]", set()),
        ("They spoke of [Carl Holm].", set()),
        ("The minister and [Carl Holm] left.", set()),
        ("Mr. [Carl Holm] left.", set()),
        ("On Monday [Carl Holm] left.", set()),
    ],
)
def test_titles_are_whole(marked, expected):
    assert labels(marked) == expected


@pytest.mark.parametrize(
    "marked, negated",
    [
        ("[Carl Holm] is no liar.", True),
        ("[Carl Holm] is not a liar.", True),
        ("[Carl Holm] is no longer a friend.", True),
        ("[Kari Berg] never called [Carl Holm] a liar.", True),
        ("[Kari Berg] refused to call [Carl Holm] a liar.", True),
        ("[Carl Holm] is not only a liar.", False),
        ("[Carl Holm] is a liar.", False),
        ("[Kari Berg] called [Carl Holm] a liar.", False),
        ("[Kari Berg] did not leave [Carl Holm], a liar.", False),
    ],
)
def test_what_an_actor_is_told_not_to_be(marked, negated):
    assert [row["negated"] for row in find_labels(lay(marked))] == [negated]


@pytest.mark.parametrize(
    "marked, voice, retold",
    [
        ("[Carl Holm], whom [Kari Berg] called a coward, left.", "kari-berg", True),
        ("[Kari Berg] called [Carl Holm] a “coward”.", "kari-berg", False),
        ("[Carl Holm] was branded a coward.", "unknown", True),
        ("[Carl Holm] was elected mayor.", None, False),
        ("[Carl Holm] is a coward.", None, False),
    ],
)
def test_in_whose_voice_a_label_stands(marked, voice, retold):
    assert [(row["voice"], row["retold"]) for row in find_labels(lay(marked))] == [(voice, retold)]


@pytest.mark.parametrize(
    "marked, voice, retold",
    [
        ("She said that Mayor [Carl Holm] left.", None, False),
        ("She said “Mayor [Carl Holm] left”.", "ann", False),
        ("She said that [Carl Holm] is a coward.", "ann", True),
        ("She said “[Carl Holm] is a coward”.", "ann", False),
    ],
)
def test_labels_in_retold_words_say_so_but_titles_are_the_writers(marked, voice, retold):
    quote = {"attribution": "speech", "actor_id": "ann", "pieces": [[9, 60]]}
    rows = find_labels(lay(marked)._replace(quotes=[quote], spoken=list_spoken([quote])))
    assert [(row["voice"], row["retold"]) for row in rows] == [(voice, retold)]


def test_nobody_calls_himself_what_he_calls_him():
    assert labels("[Carl Holm] left. [Kari Berg] called [him=kari-berg] a coward.") == set()
    assert labels("[Carl Holm] called [himself=carl-holm] a coward.") == {"carl-holm: coward (predicate)"}


@pytest.mark.parametrize(
    "text, kind, polarity",
    [
        ("brutal regime", "modifier", "negative"),
        ("staunch ally", "modifier", "positive"),
        ("Norwegian leader", "modifier", "neutral"),
        ("cook", "apposition", "neutral"),
        ("Democratic leader", "apposition", "neutral"),
        ("Republican leader", "apposition", "neutral"),
        ("democratic", "modifier", "positive"),
        ("House Democratic Leader", "title", "neutral"),
        ("Controversial Ohio Sheriff", "title", "negative"),
        ("special counsel", "apposition", "neutral"),
        ("party chairman", "apposition", "neutral"),
        ("corrupt party chairman", "apposition", "negative"),
        ("founder of the Freedom Caucus", "apposition", "neutral"),
        ("champion of freedom", "apposition", "positive"),
        ("Kremlin-backed", "modifier", "neutral"),
        ("peace-loving", "modifier", "positive"),
        ("half-crazy", "modifier", "negative"),
        ("Justice Department lawyer", "apposition", "neutral"),
        ("Democratic", "modifier", "neutral"),
        ("tax-exempt", "modifier", "neutral"),
        ("party-backed", "modifier", "neutral"),
        ("crooked", "modifier", "negative"),
        ("straight", "modifier", "neutral"),
    ],
)
def test_polarity_of_labels(text, kind, polarity):
    assert judge_label(text, kind) == polarity


@pytest.mark.parametrize(
    ("marked", "polarity"),
    [
        ("[Carl Holm] was the architect of a policy that was a disaster.", "neutral"),
        ("[Carl Holm] was the disastrous architect of a policy.", "negative"),
        ("[Carl Holm], a supporter of the good cause, left.", "neutral"),
        ("[Carl Holm] is dangerous and corrupt.", "negative"),
        ("[Carl Holm] is a crime reporter.", "neutral"),
        ("[Carl Holm] is a criminal.", "negative"),
    ],
)
def test_polarity_is_of_the_actor_not_of_the_complement(marked, polarity):
    assert [row["polarity"] for row in find_labels(lay(marked))] == [polarity]
