"""Framing against the sentences labelled by hand; README.md says how they are matched."""

from functools import cache
from pathlib import Path

import pytest
from score_framing import SETS, score

HERE = Path(__file__).parent
AT_LEAST = {"roles": 0.85, "labels": 0.80, "markers": 0.85}  # F1
MISSED = {("unseen", "roles"): "kept unread: F1 .83 here, .89 on the fresh sentences"}
REACHED = 0.80  # roles, on every set
scored = cache(lambda name: score(HERE / f"framing_{name}.jsonl"))


def list_cases() -> list:
    """Every set with every table; where the target is not reached, that is a known miss."""
    missed = {key: [pytest.mark.xfail(strict=True, reason=reason)] for key, reason in MISSED.items()}
    cases = [(name, table) for name in SETS for table in AT_LEAST]
    return [pytest.param(*case, id="-".join(case), marks=missed.get(case, ())) for case in cases]


@pytest.mark.parametrize(("name", "table"), list_cases())
def test_framing_is_found_as_labelled(name, table):
    assert scored(name)[table]["f1"] >= AT_LEAST[table]


@pytest.mark.parametrize("name", SETS)
def test_roles_do_not_fall_below_what_was_reached(name):
    assert scored(name)["roles"]["f1"] >= REACHED
