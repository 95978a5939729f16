"""No score on public data falls .02 below what is written: of the tables users see, by the public scorers."""

import json

import pytest

from analysis import encoder
from analysis.reliability.scoring import PUBLIC
from training.public_rooms import GOLD, ROOMS, SCORERS

SLACK = 0.02
LESS_IS_BETTER = ("biased wording outside quotation marks",)
WRITTEN = {row["measure"]: row["score"] for row in json.loads(PUBLIC.read_text(encoding="utf-8"))}

pytestmark = [
    pytest.mark.skipif(not (GOLD.is_dir() and SCORERS.is_dir()), reason=f"no gold, or no scorers, at {GOLD}"),
    pytest.mark.skipif(bool(encoder.find_missing()), reason="without the encoder the lexicon method judges"),
]


# The others take minutes, or are tested in test_sentiment_gold.py: `python -m training.measure` measures all.
@pytest.mark.parametrize("room", ["actors", "pages", "quotes", "sample"])
def test_no_score_falls(room, tmp_path):
    scores = ROOMS[room](tmp_path)
    assert scores
    for measure, (score, _) in scores.items():
        change = score - WRITTEN[measure]
        assert (-change if measure.startswith(LESS_IS_BETTER) else change) >= -SLACK, (measure, score)
