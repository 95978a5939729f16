"""The rules of framing, on sentences that we invented: unit tests of the rules, no measure of news (README.md)."""

import json
from functools import cache
from pathlib import Path

import pytest
from score_framing import SETS, TABLES, score

from analysis.reliability.measured import read_record

HERE = Path(__file__).parent
SLACK = 0.02  # below what is written
WRITTEN = read_record("framing_scores.json")
scored = cache(lambda name: score(HERE / f"framing_{name}.jsonl"))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", SETS)
def test_no_score_on_invented_sentences_falls(name, table):
    assert scored(name)[table]["f1"] >= WRITTEN[table][name]["f1"] - SLACK


def test_no_sentence_stands_in_two_sets_and_every_span_holds_its_words():
    """What the sentences promise of themselves."""
    items = [json.loads(line) for name in SETS for line in (HERE / f"framing_{name}.jsonl").open(encoding="utf-8")]
    assert len({item["text"] for item in items}) == len(items)
    for item in items:
        rows = [row for table in (*TABLES, "uncounted") for row in item[table]]
        spans = [(row, key) for row in rows for key in ("verb", "agent", "patient", "noun", "actor") if row.get(key)]
        assert all(item["text"][row[f"{key}_start"] : row[f"{key}_end"]] == row[key] for row, key in spans)
        plain = [row for table in ("labels", "markers", "uncounted") for row in item[table]]
        assert all(item["text"][row["start"] : row["end"]] == row["text"] for row in plain)
