"""Paragraphs, sentences and cleaning, on PolNeAR's development split."""

import json
import os
from pathlib import Path

import pytest

from analysis.articles.cleaning import clean_text, find_paragraphs, normalise
from analysis.tokens import find_sentences

GOLD = Path(os.environ.get("NEWS_GOLD", Path(__file__).parents[3] / "shared" / "gold"))

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the public gold data are not at ../shared/gold or NEWS_GOLD")


def read_gold(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def polnear() -> list[dict]:
    return read_gold("polnear_dev")


def test_what_people_say_stands_in_the_body(polnear):
    """At most one content in two hundred touches a title, heading or caption."""
    spans = touched = 0
    for article in polnear:
        other = [one for one in find_paragraphs(article["text"], article["title"]) if one.part != "body"]
        for quote in article["quotes"]:
            for start, end in quote["content"]:
                spans += 1
                touched += any(one.start < end and start < one.end for one in other)
    assert touched <= spans / 200


def test_no_sentence_end_cuts_a_cue_or_a_source(polnear):
    spans = cut = 0
    for article in polnear:
        rows = [(row["start"], row["end"]) for row in find_sentences("x", article["text"], article["title"])]
        for quote in article["quotes"]:
            for start, end in (quote["cue"] or []) + (quote["source"] or []):
                spans += 1
                cut += not any(first <= start and end <= last for first, last in rows)
    assert cut <= spans / 500


def test_cleaning_takes_next_to_nothing_from_articles_without_furniture(polnear):
    before = sum(len(normalise(article["text"])) for article in polnear)
    after = sum(len(clean_text(article["text"], article["title"])) for article in polnear)
    assert after >= 0.999 * before
