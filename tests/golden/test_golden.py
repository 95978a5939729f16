"""One invented article and the tables it gives: a change in any result shows as a change in these files.

`UPDATE_GOLDEN=1 python -m pytest tests/golden` writes them anew; say in CHANGELOG.md what changed and why.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import tables

HERE = Path(__file__).parent
NAMES = [name for name in tables.Tables._fields if name not in ("articles", "tokens")]


@pytest.fixture(scope="module")
def found() -> tables.Tables:
    return analysis.annotate(analysis.read_articles(HERE / "article.txt"))


def as_text(frame: pd.DataFrame) -> str:
    """The table as CSV; scores to two decimals, since processors differ in the last ones."""
    return frame.round(2).to_csv(index=False, lineterminator="\n")


@pytest.mark.parametrize("name", NAMES)
def test_table_is_as_before(found, name):
    path = HERE / f"{name}.csv"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(as_text(getattr(found, name)), encoding="utf-8")
    assert as_text(getattr(found, name)) == path.read_text(encoding="utf-8")


def test_tables_are_valid(found):
    assert tables.check(found) == []
