"""Corrected shares hold the truth whatever the errors, and say no more than the coded rows bear out."""

import intervals
import numpy as np
import pandas as pd
import pytest

from analysis.statistics import corrected


@pytest.mark.parametrize("room", ["polarity", "quotes", "roles"])
def test_corrected_intervals_hold_the_truth_and_raw_ones_do_not(room):
    """Fewer draws than in `python tests/intervals.py 1000`, so by three standard errors more may miss it."""
    found = intervals.count_covered(intervals.list_rates()[room], 150)
    assert found["corrected_covers"].between(0.95 - 0.055, 1).all(), found
    assert found["raw_covers"].min() < 0.9, found
    assert (found["share"] - found["truth"]).abs().max() < 0.02


def test_without_errors_raw_and_corrected_are_the_same():
    found = intervals.count_covered(pd.DataFrame(np.diag([100, 40, 60]), index=["none", "A", "B"]), 20)
    assert np.allclose(found["raw"], found["share"]) and np.allclose(found["raw_width"], found["corrected_width"])


def test_equal_chances_are_prediction_powered_inference():
    """Its published formula (Angelopoulos and others 2023, for a mean): the estimate is the same, the width nearly."""
    generator = np.random.default_rng(3)
    found, truth = (generator.random((2, 3000)) < 0.4).astype(float)
    drawn = np.isin(np.arange(3000), generator.choice(3000, 300, replace=False))
    values = corrected.correct(found[:, None], np.where(drawn, truth, np.nan)[:, None], np.full(3000, 0.1))
    share, low, high = corrected.estimate_ratios(values, np.ones(3000), np.arange(3000))[:, 0]
    rectifier = (truth - found)[drawn]
    assert share == pytest.approx(found.mean() + rectifier.mean())
    assert high - low == pytest.approx(2 * 1.96 * np.sqrt(found.var() / 3000 + rectifier.var() / 300), rel=0.1)


@pytest.mark.parametrize(("size", "sure"), [(10, 1), (2, 0), (99, 50), (50, 50)])
def test_chances_sum_to_the_size_and_doubt_raises_them(size, sure):
    chances = corrected.spread_chances(np.array([9.0, *[0.5] * 20, *[0.1] * 29]), size)
    assert chances.sum() == pytest.approx(min(size, 50)) and (chances == 1).sum() == sure
    assert chances[0] >= chances[1] >= chances[-1] > 0
    drawn = [corrected.draw_rows(chances, seed) for seed in range(400)]
    assert {rows.sum() for rows in drawn} == {min(size, 50)}
    assert np.abs(np.mean(drawn, axis=0) - chances).max() < 0.1
    assert (corrected.draw_rows(chances) == corrected.draw_rows(chances)).all()


@pytest.mark.parametrize(("articles", "coded", "why"), [(3, 12, "3 articles"), (12, 6, "6 coded rows"), (12, 12, "")])
def test_few_coded_rows_get_no_interval(articles, coded, why):
    found = pd.DataFrame({"A": np.ones(24)})
    said = found.where(np.arange(24)[:, None] < coded)
    shares = corrected.correct_shares(found, said, np.full(24, coded / 24), np.arange(24) % articles)
    assert shares["why"][0].startswith(why) and bool(why) == shares["low"].isna()[0]


@pytest.mark.parametrize(("freedom", "known"), [(4, 2.776), (8, 2.306), (30, 2.042), (1000, 1.962)])
def test_students_reach(freedom, known):
    assert corrected.find_student(freedom) == pytest.approx(known, abs=0.01)
