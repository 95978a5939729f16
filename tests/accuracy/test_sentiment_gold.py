"""Sentiment towards a target on the development articles of NewsMTSC, and the scores written beside the weights."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import encoder, sentiment
from training import sentiment_data

GOLD = Path(os.environ.get("NEWS_GOLD", Path(__file__).parents[3] / "shared" / "gold")) / "newsmtsc_train.jsonl"
pytestmark = [
    pytest.mark.skipif(not GOLD.exists(), reason=f"{GOLD.name} is not there: see training/sentiment.py"),
    pytest.mark.skipif(bool(encoder.find_missing()), reason=encoder.find_missing() or "all there"),
]
WRITTEN = encoder.MODELS / "sentiment.json"


@pytest.fixture(scope="module")
def development():
    rows = sentiment_data.read_rows(GOLD)
    training, development = sentiment_data.split_rows(rows)
    articles = [{sentiment_data.find_article(row["id"]) for row in part} for part in (training, development)]
    assert articles[0].isdisjoint(articles[1])
    assert 0.18 < len(development) / len(rows) < 0.22
    return pd.DataFrame(development)


@pytest.fixture(scope="module")
def encoded(development):
    return sentiment.score_targets(development, "encoder")


def macro_f1(gold: pd.Series, given: pd.Series) -> float:
    scores = []
    for label in sentiment.POLARITIES:
        hit = ((gold == label) & (given == label)).sum()
        scores.append(2 * hit / ((gold == label).sum() + (given == label).sum()))
    return float(np.mean(scores))


def test_confidence_means_what_it_says(development, encoded):
    right = encoded["polarity"] == development["polarity"]
    bins = pd.cut(encoded["confidence"], [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    gaps = (encoded["confidence"].groupby(bins, observed=True).mean() - right.groupby(bins, observed=True).mean()).abs()
    assert np.average(gaps, weights=bins.value_counts(sort=False)[gaps.index]) <= 0.03


def test_the_written_scores_are_those_of_the_shipped_weights(development, encoded):
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))["methods"]["encoder"]["macro_f1"]
    assert written == pytest.approx(macro_f1(development["polarity"], encoded["polarity"]), abs=0.002)
