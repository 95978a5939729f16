"""No splice of real articles stops a stage; tests/fuzz.py does the same with 20,000 of the gold texts."""

from pathlib import Path

import fuzz
import pytest

from analysis import articles, pipeline

SAMPLE = Path(__file__).parent.parent / "data" / "articles"


def test_no_splice_of_the_sample_fails():
    texts = articles.read_articles(SAMPLE)["text"].tolist()
    assert list(fuzz.find_failures(list(fuzz.make_splices(texts, 50)))) == []


def test_a_stage_that_fails_is_found(monkeypatch):
    monkeypatch.setattr(pipeline.quotes, "find_quotes", lambda *_: 1 / 0)
    [(text, why)] = fuzz.find_failures(["Ann said no."])
    assert text == "Ann said no." and "ZeroDivisionError" in why


def test_splices_are_the_same_for_a_seed():
    one, again, other = (list(fuzz.make_splices(["abc " * 99], 9, seed)) for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize("text", ["", " ", "“", "\n\n"])
def test_next_to_nothing_fails_nothing(text):
    assert list(fuzz.find_failures([text])) == []
