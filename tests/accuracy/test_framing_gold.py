"""The hand-labelled framing sentences are what their guide says: offsets, names and vocabulary."""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODALITIES = {"did", "would", "could", "denied", "planned"}
LABELS = {"modifier", "apposition", "title", "predicate", "scare quote"}
MARKERS = {"hedge", "booster", "scare quote", "doubting cue", "doubting adverb", "agentless passive"}


def read_items(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


FILES = sorted(HERE.glob("framing_*.jsonl"))
ITEMS = [pytest.param(item, id=item["id"]) for path in FILES for item in read_items(path)]


def find_spans(item):
    """Return (words, start, end) for everything labelled in a sentence; start and end are None where words are."""
    sides = [
        (row, key, f"{key}_") for row in item["roles"] for key in ("verb", "agent", "patient", "noun") if key in row
    ]
    actors = [(row, "actor", "actor_") for row in item["labels"]]
    plain = [(row, "text", "") for name in ("labels", "markers", "uncounted") for row in item[name]]
    return [(row[key], row[f"{prefix}start"], row[f"{prefix}end"]) for row, key, prefix in sides + actors + plain]


@pytest.mark.parametrize("item", ITEMS)
def test_offsets_hold_the_words(item):
    for words, start, end in find_spans(item):
        assert (words is None) == (start is None) == (end is None)
        assert words is None or item["text"][start:end] == words


@pytest.mark.parametrize("item", ITEMS)
def test_only_the_vocabulary_is_used(item):
    assert {row["modality"] for row in item["roles"]} <= MODALITIES
    assert {row["kind"] for row in item["labels"]} <= LABELS
    assert {row["kind"] for row in item["markers"]} <= MARKERS


@pytest.mark.parametrize("item", ITEMS)
def test_no_row_is_empty_or_twice(item):
    assert all(row["agent"] or row["patient"] for row in item["roles"])
    for name in ("roles", "labels", "markers"):
        rows = [json.dumps(row, sort_keys=True) for row in item[name]]
        assert len(rows) == len(set(rows))


@pytest.mark.parametrize("item", ITEMS)
def test_uncounted_words_carry_no_role(item):
    verbs = {row["verb_start"] for row in item["roles"]}
    assert not verbs & {row["start"] for row in item["uncounted"]}


@pytest.mark.parametrize("half", ["dev", "unseen"])
def test_each_half_has_75_sentences(half):
    assert len(read_items(HERE / f"framing_{half}.jsonl")) == 75


def test_no_sentence_stands_in_two_sets():
    texts = [item["text"] for path in FILES for item in read_items(path)]
    assert len(texts) == len(set(texts))
