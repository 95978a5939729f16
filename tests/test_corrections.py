"""Corrections are found again by their words, after a rerun and an edit; they change what they say and nothing else."""

import csv
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import corrections, tables
from analysis.findings.wording import say_scope
from analysis.statistics import counts, prepare

SAID = "Mayor Ann Roe called the strike shameful on Monday."
QUOTED = "“The liar Tom Hale will pay,” said Bob Day, a farmer."
HIT = "Police beat Carl Fox in the street."
TEXT = f"{SAID}\n\n{QUOTED}\n\n{HIT}"


def annotate(folder: Path, rows: list[dict], text: str = TEXT) -> tables.Tables:
    """Return the tables of one article and a correction file of these rows."""
    path = folder / "corrections.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, corrections.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return analysis.annotate(pd.DataFrame({"article_id": ["a"], "text": [text]}), corrections=path)


def change(what: str, sentence: str, words: str, field: str, is_: str) -> dict:
    return {"what": what, "sentence": sentence, "words": words, "field": field, "is": is_, "by": "KH"}


def find_changed(before: tables.Tables, after: tables.Tables) -> set[str]:
    names = [name for name in tables.Tables._fields if name != "corrections"]
    return {name for name in names if not getattr(before, name).equals(getattr(after, name))}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return annotate(tmp_path_factory.mktemp("plain"), [])


@pytest.mark.parametrize(
    ("row", "table", "column", "value", "changed"),
    [
        (change("quote", QUOTED, "liar Tom Hale", "actor", "Ann Roe"), "quotes", "actor_id", "ann-roe",
         {"quotes", "labels", "markers", "roles", "sentiment"}),  # what stands in it is in her voice
        (change("label", QUOTED, "liar", "polarity", "neutral"), "labels", "polarity", "neutral", {"labels"}),
        (change("role", HIT, "beat", "patient", "Tom Hale"), "roles", "patient_id", "tom-hale", {"roles"}),
        (change("tone", QUOTED, "Tom Hale", "polarity", "neutral"), "sentiment", "polarity", "neutral", {"sentiment"}),
        (change("mention", HIT, "Carl Fox", "actor", "Fox News (organisation)"), "mentions", "actor_id", "fox-news",
         {"mentions", "actors", "sentiment"}),
    ],
)  # fmt: skip
def test_what_a_correction_changes(plain, tmp_path, row, table, column, value, changed):
    found = annotate(tmp_path, [row])
    before, after = (getattr(one, table)[column].tolist() for one in (plain, found))
    assert [new for old, new in zip(before, after, strict=True) if old is not new and old != new] == [value]
    assert find_changed(plain, found) - {"portrayals"} == changed and tables.check(found) == []
    assert found.corrections[["correction", "table", "by"]].to_numpy().tolist() == [[1, table, "KH"]]
    assert found.problems.empty


def test_what_is_no_quote_is_none(plain, tmp_path):
    found = annotate(tmp_path, [change("quote", QUOTED, "Tom Hale", "", "none")])
    assert len(found.quotes) == len(plain.quotes) - 1
    voices = found.labels.loc[found.labels["text"] == "liar", "voice"]
    assert len(voices) == 1 and voices.isna().all()


def test_two_actors_are_one(plain, tmp_path):
    found = annotate(tmp_path, [change("actor", "", "Bob Day", "", "Ann Roe")])
    assert "bob-day" not in set(found.actors["actor_id"]) | set(found.quotes["actor_id"].dropna())
    assert len(found.mentions) == len(plain.mentions) and tables.check(found) == []


def test_a_correction_outlives_an_edit_and_one_whose_words_are_gone_is_told(tmp_path):
    rows = [change("quote", QUOTED, "Tom Hale", "actor", "Ann Roe"), change("role", HIT, "beat", "patient", "Tom Hale")]
    text = TEXT.replace(HIT, "It rained.").replace(SAID, f"Nobody slept. {SAID}")
    before, after = annotate(tmp_path, [], text), annotate(tmp_path, rows, text)
    words = {row["actor"]: row["words"] for row in counts.count_quotes(prepare(after), "actor").to_dict("records")}
    assert "Ann Roe" in words and "Bob Day" not in words
    assert find_changed(before, after) <= {
        "quotes",
        "labels",
        "sentiment",
        "roles",
        "markers",
        "problems",
        "portrayals",
    }
    (message,) = after.problems["message"]
    assert message.startswith("correction 2 finds its words no more")
    assert "with 1 correction by readers" in say_scope(after, prepare(after))
    assert "correction" not in say_scope(before, prepare(before))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (change("deed", HIT, "beat", "patient", "Tom Hale"), "`what` must be actor, quote"),
        (change("role", HIT, "beat", "loser", "Tom Hale"), "`field` must be agent or patient"),
        (change("tone", HIT, "Carl Fox", "polarity", "bad"), "`is` must be positive"),
        (change("role", "", "beat", "patient", "Tom Hale"), "it needs the whole sentence"),
        (change("actor", "", "", "", "Tom Hale"), "an actor needs its name"),
    ],
)
def test_what_cannot_be_used_says_why(tmp_path, row, told):
    with pytest.raises(ValueError, match=f"corrections.csv, correction 1: {told}"):
        annotate(tmp_path, [row])


def test_only_the_nth_of_the_same_words_changes(tmp_path):
    said = "Carl Fox met Tom Hale, and Carl Fox left."
    found = annotate(tmp_path, [change("mention", said, "Carl Fox", "actor", "unknown") | {"nth": "2"}], said)
    actors = found.mentions.loc[found.mentions["text"] == "Carl Fox", "actor_id"]
    assert actors.isna().tolist() == [False, True]
