"""Any text at all gives valid tables, or a row in `problems`."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis import tables

WORDS = [
    "Ana Holm",
    "she",
    "said",
    "that",
    "“",
    "”",
    '"',
    "''",
    "'",
    "«",
    "»",
    "‘",
    "’",
    "Mr. Berg",
    "denied",
    "it",
    ".",
    ",",
    "\n",
]
WORDS += [
    "according to",
    "the ministry",
    "U.S.",
    "?",
    "!",
    "—",
    "…",
    "\t",
    "\u200f",
    "مرحبا",
    "🙂",
    "\x00",
    "\x0b",
    "(",
    ")",
    ":",
    "1,000",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
ODD = {
    "100,000 characters without a full stop": "the minister said that " * 4400,
    "one endless word": "a" * 100_000,
    "nothing but quotation marks": "“\"''«»‘’" * 200,
    "nothing but spaces": " \n\t \u00a0 ",
    "right to left": "قال الوزير “لن نفعل ذلك” يوم الاثنين. " * 5,
    "emoji": "🙂🙃 “🙂” said 🙂.",
    "control characters": "Ana\x00 said\x07 “no\x1b”.\r\nBo\x85 left.\u2028He went.",
    "an end within a title": "It was a setback for Bush, fellow Florida politician Sen.",
    "an end within a phrase": "But Mr. Osei has stalled.\u00a0 a hallmark of his brand of politicking\n“Let ",
    "a mark that never closes": "“I will go, Ana said.\n\nBo said “no.\n\n" * 3,
}


def annotate(text: str) -> tables.Tables:
    return analysis.annotate(pd.DataFrame({"article_id": ["odd-1"], "text": [text]}), sentiment=False)


def hold(text: str) -> None:
    found = annotate(text)
    assert tables.check(found) == []
    assert found.articles["text"].fillna("")[0] == text
    failed = found.problems["message"].fillna("").str.contains("is kept without")
    assert not failed.any(), found.problems["message"].tolist()


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_gives_valid_tables(text):
    hold(text)


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_give_valid_tables(name):
    hold(ODD[name])


def test_an_open_mark_is_noted_and_loses_nothing():
    found = annotate(ODD["a mark that never closes"])
    assert "quotes" in set(found.problems["stage"]) and len(found.sentences) >= 6
