"""Framing against the sentences labelled by hand; README.md says how they are matched."""

from functools import cache
from pathlib import Path

import pytest
from score_framing import score

HERE = Path(__file__).parent
AT_LEAST = {"roles": 0.85, "labels": 0.80, "markers": 0.85}  # F1
scored = cache(score)


@pytest.mark.parametrize("path", sorted(HERE.glob("framing_*.jsonl")), ids=lambda path: path.stem)
@pytest.mark.parametrize("table", list(AT_LEAST))
def test_framing_is_found_as_labelled(path, table):
    assert scored(path)[table]["f1"] >= AT_LEAST[table]
