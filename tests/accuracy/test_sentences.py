"""The sentences of real news that two readers labelled: what they promise of themselves."""

import json

import pytest
from test_public_scores import GOLD

from training import sentences
from training.public_rooms import read_texts

LINES = [json.loads(line) for line in sentences.LABELLED.read_text(encoding="utf-8").splitlines()]


def test_both_readers_label_every_sentence_and_no_article_is_in_both_halves():
    assert all(sum(line["id"] == other["id"] for other in LINES) == len(sentences.READERS) for line in LINES)
    halves = {line["article"]: set() for line in LINES}
    for line in LINES:
        halves[line["article"]].add(line["half"])
    assert {len(half) for half in halves.values()} == {1}


def test_who_is_one_fits_only_the_same_place_and_name():
    place = {"spans": [(0, 2)], "words": {"bob", "rowe"}}
    assert sentences.side_fits(place, {"spans": [(1, 5)], "words": {"rowe"}})
    assert not sentences.side_fits(place, {"spans": [(1, 5)], "words": {"lind"}})
    assert not sentences.side_fits(place, {"spans": [(2, 5)], "words": {"rowe"}})
    assert not sentences.side_fits(place, None)


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold at {GOLD}")
def test_every_span_lies_in_its_sentence():
    texts = {row.article_id: row.text for name in sentences.SETS for row in read_texts(name).itertuples()}
    for line in LINES:
        assert 0 <= line["start"] < line["end"] <= len(texts[line["article"]])
        spans = [value for table in ("roles", "labels", "markers", "sources", "tone", "loaded") for row in line[table]
                 for value in row.values() if isinstance(value, list)]  # fmt: skip
        assert all(line["start"] <= start < end <= line["end"] for start, end in spans)
