"""The word lists: CSV files with a `source` column, read once."""

import csv
import functools
from pathlib import Path


@functools.cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `lexicons/name.csv`; FileNotFoundError where there is none."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@functools.cache
def look_up(name: str, key: str, value: str) -> dict[str, str]:
    """Return one column of a lexicon by another."""
    return {row[key]: row[value] for row in read_lexicon(name)}
