"""What was measured is read into tables; what was not measured gives empty ones."""

import json

import pytest

from analysis.reliability import measured

QUOTES = {
    "by kind": {"direct": {"found": 20, "right": 18, "mean_confidence": 0.9}, "mixed": {"found": 40, "right": 20}},
    "by confidence": {
        "0.4": {"found": 10, "right": 5, "mean_confidence": 0.45},
        "0.9": {"found": 5, "right": 5, "mean_confidence": 0.95},
    },
    "dev": {"n": {"gold": 7, "gold_quoted": 3}, "who_what": {"p": 0.5, "r": 0.25, "f1": 0.33}},
}
SENTIMENT = {
    "weights": {"floats": {"macro_f1": 0.8, "megabytes": 90.0}},
    "methods": {
        "encoder": {
            "macro_f1": 0.8,
            "f1": {"negative": 0.7},
            "confusion": {"order": ["negative", "positive"], "counts": [[3, 1], [0, 2]]},
            "reliability": [{"low": 0, "high": 1, "targets": 9, "confidence": 0.1, "right": 0.1}],
            "cross_fitted": {"reliability": [{"low": 0, "high": 1, "targets": 50, "confidence": 0.6, "right": 0.5}]},
        }
    },
    "krippendorff_alpha": {"human + encoder": 0.7},
}
FRAMING = {"roles": {"dev": {"f1": 0.85, "sentences": 75}, "unseen": {"f1": 0.75, "sentences": 75}}}


@pytest.fixture
def records(tmp_path, monkeypatch):
    monkeypatch.setattr(measured, "MODELS", tmp_path)
    for name, record in (("quotes", QUOTES), ("sentiment", SENTIMENT), ("framing_scores", FRAMING)):
        (tmp_path / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")


def test_nothing_measured_gives_empty_tables(tmp_path, monkeypatch):
    monkeypatch.setattr(measured, "MODELS", tmp_path)
    made = [measured.list_reliability("quotes"), measured.list_reliability(), measured.list_quotes("kind")]
    made += [measured.list_quote_scores(), measured.list_meant(), measured.list_methods(), measured.list_agreement()]
    made += [measured.list_confusions(), measured.list_framing(), measured.list_confidence()]
    assert [len(frame) for frame in made] == [0] * len(made)
    assert all(len(frame.columns) for frame in made)


@pytest.mark.usefixtures("records")
def test_precision_by_kind_largest_first():
    found = measured.list_quotes("kind")
    assert found[["kind", "n", "right", "precision"]].to_numpy().tolist() == [
        ["mixed", 40, 20, 0.5],
        ["direct", 20, 18, 0.9],
    ]
    assert (found["low"] < found["precision"]).all()
    assert (found["precision"] < found["high"]).all()


@pytest.mark.usefixtures("records")
def test_reliability_of_quotes_without_an_interval_for_few():
    found = measured.list_reliability("quotes")
    assert found[["confidence", "right", "n"]].to_numpy().tolist() == [[0.45, 0.5, 10], [0.95, 1.0, 5]]
    assert found["low"].notna().tolist() == [True, False]
    assert found["why"].tolist() == ["", "5 cases: an interval needs 10"]


@pytest.mark.usefixtures("records")
def test_confidence_is_judged_on_articles_it_was_not_fitted_on():
    assert measured.list_reliability()["n"].tolist() == [50]


@pytest.mark.usefixtures("records")
def test_confidence_in_quotes_and_polarity_stands_in_one_table():
    assert measured.list_confidence()["of"].tolist() == ["quotes", "quotes", "polarity"]


@pytest.mark.usefixtures("records")
def test_confusions_have_shares_of_the_expected():
    assert measured.list_confusions()["share"].tolist() == [0.75, 0.25, 0.0, 1.0]


@pytest.mark.usefixtures("records")
def test_quote_scores_and_framing():
    assert measured.list_quote_scores()["n"].tolist() == [7]
    framing = measured.list_framing().set_index("set")
    assert framing["f1"].to_dict() == {"dev": 0.85, "unseen": 0.75}
    assert framing["table"].tolist() == ["roles", "roles"]
    assert framing["unseen"].tolist() == [False, True]


@pytest.mark.parametrize(
    ("share", "cases", "ends"),
    [(0.5, 100, (0.404, 0.596)), (1.0, 20, (0.839, 1.0))],  # Wilson (1927), by hand
)
def test_interval_of_a_share(share, cases, ends):
    assert measured.find_interval(share, cases) == pytest.approx(ends, abs=0.001)
