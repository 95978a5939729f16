"""The command that measures the suite on public data: what can be checked without the data."""

import json

import pandas as pd
import pytest

from analysis.reliability import scoring
from training import measure

TOLD = "negative 0.700  neutral 0.650\naccuracy 0.680  surest half 0.910\nf1pn 0.690  macro-f1 0.672"


@pytest.mark.parametrize(("name", "number"), [("macro-f1", 0.672), ("surest half", 0.91), ("accuracy", 0.68)])
def test_numbers_are_read_from_what_the_scorers_print(name, number):
    assert measure.find_number(TOLD, name) == number


def test_a_scorer_that_says_something_else_is_an_error():
    with pytest.raises(ValueError, match="says nothing of f1"):
        measure.find_number("pages 61", "f1")


def test_only_the_measures_measured_are_listed_in_the_peers_order():
    rows = measure.list_rows({"article text from a web page (F1)": (0.9567, 61), measure.LEXICON: (0.5, 10)})
    assert [row["measure"] for row in rows] == [measure.LEXICON, "article text from a web page (F1)"]
    assert rows[1]["score"] == 0.957
    assert rows[1]["peer_score"] == 0.953
    assert rows[1]["human"] is None


def test_a_measure_nobody_listed_is_an_error():
    with pytest.raises(KeyError, match="guesswork"):
        measure.list_rows({"guesswork": (1.0, 1)})


def test_scores_of_other_rooms_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(scoring, "PUBLIC", tmp_path / "scores.json")
    assert measure.read_scores({"pages"}) == {}
    measure.write_scores({"article text from a web page (F1)": (0.95, 61), measure.LEXICON: (0.5, 10)})
    assert measure.read_scores({"pages"}) == {"article text from a web page (F1)": (0.95, 61)}
    table = scoring.read_public_scores()
    assert table["score"].tolist() == [0.5, 0.95]
    assert table["human"].isna().all()


def test_quotes_are_given_to_the_scorer_with_nothing_for_what_is_unknown():
    row = {"pieces": [[3, 9]], "cue_start": pd.NA, "cue_end": pd.NA, "source_start": 0, "source_end": 2}
    given = measure.describe_quote(next(pd.DataFrame([row]).convert_dtypes().itertuples()))
    assert json.loads(json.dumps(given)) == {"content": [[3, 9]], "cue": None, "source": [0, 2]}
