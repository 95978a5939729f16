"""The command that measures the suite on public data: what can be checked without the data."""

import json

import pandas as pd
import pytest

from analysis import tables
from analysis.reliability import scoring
from training import measure, public_rooms

TOLD = "negative 0.700  neutral 0.650\naccuracy 0.680  surest half 0.910\nf1pn 0.690  macro-f1 0.672"


@pytest.mark.parametrize(("name", "number"), [("macro-f1", 0.672), ("surest half", 0.91), ("accuracy", 0.68)])
def test_numbers_are_read_from_what_the_scorers_print(name, number):
    assert public_rooms.find_number(TOLD, name) == number


def test_a_scorer_that_says_something_else_is_an_error():
    with pytest.raises(ValueError, match="says nothing of f1"):
        public_rooms.find_number("pages 61", "f1")


def test_only_the_measures_measured_are_listed_in_the_peers_order():
    rows = measure.list_rows({"article text from a web page (F1)": (0.9567, 61), public_rooms.LEXICON: (0.5, 10)})
    assert [row["measure"] for row in rows] == [public_rooms.LEXICON, "article text from a web page (F1)"]
    assert rows[1]["score"] == 0.957
    assert rows[1]["peer_score"] == 0.953
    assert rows[1]["human"] is None


def test_a_measure_nobody_listed_is_an_error():
    with pytest.raises(KeyError, match="guesswork"):
        measure.list_rows({"guesswork": (1.0, 1)})


def test_scores_of_other_rooms_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(scoring, "PUBLIC", tmp_path / "scores.json")
    assert measure.read_scores({"pages"}) == {}
    measure.write_scores({"article text from a web page (F1)": (0.95, 61), public_rooms.LEXICON: (0.5, 10)})
    assert measure.read_scores({"pages"}) == {"article text from a web page (F1)": (0.95, 61)}
    table = scoring.read_public_scores()
    assert table["score"].tolist() == [0.5, 0.95]
    assert table["human"].isna().all()


def test_quotes_are_given_to_the_scorer_with_nothing_for_what_is_unknown():
    row = {"pieces": [[3, 9]], "cue_start": pd.NA, "cue_end": pd.NA, "source_start": 0, "source_end": 2}
    given = public_rooms.describe_quote(next(pd.DataFrame([row]).convert_dtypes().itertuples()))
    assert json.loads(json.dumps(given)) == {"content": [[3, 9]], "cue": None, "source": [0, 2]}


COUNTS = """he, it, they: 0.500 (1/2)
name: 0.750 (3/4)
said pronoun: 0.500 (1/2)
who is meant: right 0.667  said right 0.500  B-cubed P 0.700 R 0.600 F 0.646"""


def test_shares_are_made_from_counts_and_what_was_not_asked_counts_for_nothing():
    counts = public_rooms.read_counts(COUNTS)
    assert counts == {"he, it, they": (1, 2), "name": (3, 4), "said pronoun": (1, 2)}
    assert public_rooms.find_share(counts, ["name", "he, it, they", "noun"]) == (4 / 6, 6)
    assert public_rooms.find_share(counts, ["noun"]) == (0, 0)
    assert public_rooms.find_number(COUNTS, "R [0-9.]+ F") == 0.646


ROWS = pd.DataFrame({"start": [0, 10, 21], "end": [5, 20, 24], "actor_id": ["one", "two", None]}).convert_dtypes()


@pytest.mark.parametrize(
    ("span", "actor"), [((3, 6), "one"), ((4, 30), "two"), ((12, 14), "two"), ((21, 24), ""), ((20, 21), None)]
)
def test_a_span_is_given_to_the_actor_whose_mention_shares_most_of_it(span, actor):
    assert public_rooms.find_overlapping(ROWS, *span) == actor


@pytest.mark.parametrize(
    ("source", "is_name"),
    [("Ana Lund", True), ("the White House", True), ("the mayor", False), ("she", False), ("Lund, who left", False)],
)
def test_a_source_is_a_name_where_each_word_has_a_capital(source, is_name):
    assert bool(public_rooms.NAME.fullmatch(source)) == is_name


def make_tables() -> tables.Tables:
    """Two actors who are named, one of them cast surely and one not."""
    mentions = [
        {"article_id": "a", "start": 0, "end": 8, "text": "Ana Lund", "form": "name", "actor_id": "ana-lund"},
        {"article_id": "a", "start": 20, "end": 24, "text": "Lund", "form": "name", "actor_id": "ana-lund"},
        {"article_id": "a", "start": 30, "end": 33, "text": "Rao", "form": "name", "actor_id": "rao"},
    ]
    actors = [{"actor_id": "ana-lund", "name": "Ana Lund"}, {"actor_id": "rao", "name": "Rao"}]
    portrayals = [
        {"article_id": "a", "actor_id": "ana-lund", "portrayal": "protagonist", "confidence": 0.8},
        {"article_id": "a", "actor_id": "rao", "portrayal": "antagonist", "confidence": 0.3},
    ]
    given = {"mentions": mentions, "actors": actors, "portrayals": portrayals}
    return tables.empty()._replace(**{name: tables.make(name, rows) for name, rows in given.items()})


def test_only_portrayals_that_are_counted_answer():
    entities = [{"start": start, "end": end, "role": "Antagonist"} for start, end in ((20, 24), (30, 33), (50, 60))]
    answers = list(public_rooms.answer_portrayals([{"id": "a", "entities": entities}], make_tables()))
    assert answers == [("a", {"start": 20, "end": 24, "role": "Protagonist"})]
    kept = public_rooms.keep_entities({"id": "a", "entities": entities}, {("a", 20, 24)})
    assert kept["entities"] == entities[:1]


def test_an_actor_is_known_by_the_words_of_its_names():
    assert public_rooms.name_actors(make_tables())["a", "ana-lund"] == {"ana", "lund"}


def test_a_story_is_scored_by_its_pairs_of_two_outlets():
    stories = pd.DataFrame({"story": [1, 1, 1, 2], "group": ["x", "y", "x", "y"], "article_id": list("abcd")})
    assert public_rooms.list_pairs(stories) == [("a", "b"), ("c", "b")]


@pytest.mark.skipif(not public_rooms.SCORERS.is_dir(), reason="the reference scorers are not there")
def test_confidence_is_judged_as_the_scorer_pairs_and_votes(tmp_path, monkeypatch):
    gold = [
        {"start": start, "end": start + 3, "head": [start, start + 3], "cluster": cluster, "form": form}
        for start, cluster, form in ((0, "1", "name"), (10, "2", "name"), (20, "1", "pronoun"), (30, "2", "pronoun"))
    ]
    said = [
        {"start": start, "end": start + 3, "actor": actor, "form": "name", "confidence": sure}
        for start, actor, sure in (
            (0, "ana", None),
            (10, "bo", None),
            (20, "ana", 0.95),
            (30, "ana", 0.9),
            (50, "bo", 0.2),
        )
    ]
    judged = public_rooms.judge_mentions([{"id": "x", "mentions": gold}], [{"id": "x", "mentions": said}])
    assert judged.to_numpy().tolist() == [[0.95, True], [0.9, False]]
    monkeypatch.setattr(public_rooms, "PUBLIC", tmp_path / "public_scores.json")
    public_rooms.write_confidence(judged)
    cells = json.loads((tmp_path / "actors_scores.json").read_text(encoding="utf-8"))["by confidence"]
    assert cells == {"0.9": {"found": 2, "right": 1, "mean_confidence": 0.925}}
