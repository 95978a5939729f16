"""Loaded words: text -> the words that judge and their plain words, with a negative beside each positive."""

import pytest
from marked import lay

from analysis import lang
from analysis.framing.loaded import find_loaded
from analysis.framing.markers import find_markers


def loaded(text: str) -> dict[str, str | None]:
    """Return each loaded word of a text and its plain word."""
    article = lay(text)
    found = find_loaded(article)
    return {article.text[article.start[first] : article.end[last]]: plain for first, last, plain in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor slammed the council.", {"slammed": "criticise"}),
        ("The mayor criticised the council.", {}),
        ("The minister touted the plan.", {"touted": "promote"}),
        ("The minister described the plan.", {}),
        ("A mob gathered at the gate.", {"mob": "crowd"}),
        ("A crowd gathered at the gate.", {}),
        ("Leftists wrote the law.", {"Leftists": None}),
        ("The senator brazenly changed the rules.", {"brazenly": None}),
        ("The senator quickly changed the rules.", {}),
        ("He was utterly wrong about the vote.", {"utterly": None}),
        ("It was a preposterous idea.", {"preposterous": None}),
        ("The idea was preposterous.", {"preposterous": None}),
        ("It was a new idea.", {}),
        ("The botched raid cost a million.", {"botched": None}),
        ("The far-left party won.", {"far-left": "left-wing"}),
        ("The party on the far left of the table won.", {}),
        ("They spoke of the deep state.", {"deep state": None}),
        ("They spoke of a deep lake in the state.", {}),
        ("The savage dog barked.", {"savage": None}),
    ],
)
def test_words_that_judge(text, expected):
    assert loaded(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Kari Berg] slammed the council.", ("slammed", "kari-berg", None, "criticise")),
        ("The mob chased [Kari Berg].", ("mob", None, None, "crowd")),
        ("[Kari Berg] made a preposterous claim.", ("preposterous", "kari-berg", None, None)),
    ],
)
def test_a_loaded_word_is_a_marker_of_the_clause_it_stands_in(marked, expected):
    rows = [row for row in find_markers(lay(marked)) if row["kind"] == "loaded"]
    assert [(row["text"], row["actor_id"], row["voice"], row["plain"]) for row in rows] == [expected]


def test_the_voice_of_a_loaded_word_is_the_speakers(monkeypatch):
    monkeypatch.setattr("analysis.framing.markers.find_voice", lambda quotes, start, end: "eve")
    rows = [row for row in find_markers(lay("[Kari Berg] made a preposterous claim.")) if row["kind"] == "loaded"]
    assert [row["voice"] for row in rows] == ["eve"]


def test_other_markers_have_no_plain_word():
    assert [row["plain"] for row in find_markers(lay("[Kari Berg] may have clearly lost."))] == [None, None]


def test_the_table_gives_a_plain_word_for_each_job_and_shares_no_word_with_the_other_markers():
    rows = lang.read_table("loaded")
    jobs = {job for row in rows for job in row["job"].split("; ")}
    assert jobs == {"attack", "show", "noun", "manner", "degree", "judge"}
    assert [row["word"] for row in rows if row["plain"] and row["plain"].count("; ") != row["job"].count("; ")] == []
    assert {row["word"] for row in rows} & lang.list_words("markers") == set()
    assert [row["word"] for row in rows if row["plain"] == row["word"]] == []
