"""Quotes on PolNeAR's development split: confidence, and no content that holds its own cue or source."""

import itertools
import json
import os
from pathlib import Path

import pytest

from analysis import syntax, tokens
from analysis.article import lay_out
from analysis.quotes import find_quotes

GOLD = Path(os.environ.get("NEWS_GOLD", Path(__file__).parents[3] / "shared" / "gold"))
FEW = 30  # articles; `python -m training.measure` reads all

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the public gold data are not at ../shared/gold or NEWS_GOLD")


@pytest.fixture(scope="module")
def articles() -> list[dict]:
    with (GOLD / "polnear_dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in itertools.islice(lines, FEW)]


@pytest.fixture(scope="module")
def found(articles) -> dict[str, list[dict]]:
    rows = [tokens.find_sentences(article["id"], article["text"], article["title"]) for article in articles]
    docs = syntax.parse(zip((article["text"] for article in articles), rows, strict=True))
    quotes = [find_quotes(lay_out("a", sentences, doc))[0] for doc, sentences in zip(docs, rows, strict=True)]
    # A quotation that nobody is given stands in the table, and says nothing of who said what.
    named = [[row for row in part if row["cue"]] for part in quotes]
    return {article["id"]: rows for article, rows in zip(articles, named, strict=True)}


def test_confidence_says_how_often_it_is_right(found):
    rows = [row for quotes in found.values() for row in quotes]
    mean = sum(row["confidence"] for row in rows) / len(rows)
    assert 0.70 <= mean <= 0.85  # about three in four are right


def test_no_content_holds_its_own_cue_or_source(found):
    for rows in found.values():
        for row in rows:
            spans = [(row["cue_start"], row["cue_end"])]
            spans += [] if row["source"] is None else [(row["source_start"], row["source_end"])]
            assert all(end <= a or b <= start for start, end in spans for a, b in row["pieces"]), row
