"""Word lists by language: a folder a language, a table a job, a row a word, a column a property.

`lang/en/SOURCES.md` says what each table holds, where it comes from and how to add to it.
"""

import csv
import functools
from pathlib import Path

LANGUAGE = "en"


@functools.cache
def read_table(table: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a word table; its first column is the word. FileNotFoundError where there is none."""
    with (Path(__file__).parent / LANGUAGE / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@functools.cache
def look_up(table: str, name: str) -> dict[str, str]:
    """Return word -> what the table says of it under one property, without the words of which it says nothing."""
    return {next(iter(row.values())): row[name] for row in read_table(table) if row[name]}


@functools.cache
def list_words(table: str, name: str | None = None, value: str | None = None) -> frozenset[str]:
    """Return the words of a table: all, those with a property, or those of which a property says `value`.

    A property may say several things of one word ("body; team").
    """
    if name is None:
        return frozenset(next(iter(row.values())) for row in read_table(table))
    said = look_up(table, name).items()
    return frozenset(word for word, found in said if value is None or value in found.split("; "))
