"""Markers: text -> signals of stance, with a negative beside each positive."""

import pytest
from marked import lay

from analysis.framing.markers import find_markers


def markers(marked: str, quotes: tuple[dict, ...] = ()) -> set[str]:
    """Return each marker as "words (kind) actor", "-" where it qualifies nobody's words or deeds."""
    rows = find_markers(lay(marked)._replace(quotes=quotes))
    return {f"{row['text']} ({row['kind']}) {row['actor_id'] or '-'}" for row in rows}


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[Norway] may leave the club.", {"may (hedge) norway"}),
        ("[Norway] left the club in May.", set()),
        ("[Norway] reportedly left the club.", {"reportedly (hedge) norway"}),
        ("[Norway] appears to leave the club.", {"appears (hedge) norway"}),
        ("[Kari Berg] clearly lost.", {"clearly (booster) kari-berg"}),
        ("[Kari Berg] lost clear water.", set()),
        ("[Kari Berg] allegedly stole it.", {"allegedly (doubting adverb) kari-berg"}),
        ("[Kari Berg] made an allegation.", set()),
        ("The so-called expert [Kari Berg] spoke.", {"so-called (doubting adverb) -"}),
        ("[Kari Berg] was arrested.", {"arrested (agentless passive) kari-berg"}),
        ("[Kari Berg] was arrested by [Norway].", set()),
        ("[Kari Berg] arrested him.", set()),
        ("The “experts” met.", {"experts (scare quote) -"}),
        ("The experts met.", set()),
    ],
)
def test_signals_of_stance(marked, expected):
    assert markers(marked) == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[Kari Berg] claimed that he won.", {"claimed (doubting cue) kari-berg"}),
        ("The fire claimed ten lives.", set()),
        ("[Norway] denied that it attacked.", {"denied (doubting cue) norway"}),
        ("[Norway] denied [Kari Berg] a visa.", set()),
        ("[Norway]'s claim that it won spread.", {"claim (doubting cue) norway"}),
        ("[Norway] said that it won.", set()),
        ("[Norway] accused [Sweden] of fraud.", {"accused (doubting cue) norway"}),
        ("[Kari Berg] is thought to be ill.", {"is thought to (hedge) kari-berg"}),
        ("[Kari Berg] thought of it.", set()),
        ("[Norway] could not pay.", set()),
        ("What critics call a “grab” went on.", set()),
        ("[Norway] denied bail to [Kari Berg].", set()),
        ("[Kari Berg] maintained silence.", set()),
        ("[Kari Berg] maintained that it won.", {"maintained (doubting cue) kari-berg"}),
    ],
)
def test_cues_and_what_is_none(marked, expected):
    assert markers(marked) == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("[Kari Berg] appeared on the show.", set()),
        ("[Kari Berg] appeared to win.", {"appeared (hedge) kari-berg"}),
        ("It appears that [Kari Berg] won.", {"appears (hedge) -"}),
        ("[Kari Berg] suggested a walk.", set()),
        ("The polls suggest a tie.", {"suggest (hedge) -"}),
        ("They won as soon as possible.", set()),
        ("It is possible that they won.", {"possible (hedge) -"}),
        ("They saved so that they could buy bread.", set()),
        ("The talks could end today.", {"could (hedge) -"}),
        ("Whatever our differences may be, we won.", set()),
        ("Our differences may be small.", {"may (hedge) -"}),
        ("It shows the potential of the plan.", set()),
    ],
)
def test_what_is_a_hedge_and_what_tells_of_ability_or_deeds(marked, expected):
    assert markers(marked) == expected


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("The bread was eaten.", set()),
        ("[Kari Berg] was frustrated.", set()),
        ("[Kari Berg] was dismissed.", {"dismissed (agentless passive) kari-berg"}),
        ("[He=carl-holm]'s led a very strong life.", set()),
    ],
)
def test_passives_are_of_actors_and_no_states(marked, expected):
    assert markers(marked) == expected


@pytest.mark.parametrize("kind, expected", [("mixed", set()), ("indirect", {"big day (scare quote) -"})])
def test_words_that_somebody_said_are_no_scare_quotes(kind, expected, monkeypatch):
    monkeypatch.setattr("analysis.framing.markers.find_voice", lambda quotes, start, end: None)
    quote = {"attribution": "speech", "actor_id": "x", "cue_start": 0, "cue_end": 3, "kind": kind, "pieces": [[0, 20]]}
    assert markers("The “big day” came.", (quote,)) == expected
