"""Whether what an actor is called praises or blames: by the epithets lexicon, else by VADER's words."""

import functools

from ..lexicons import look_up, read_lexicon


def judge_label(text: str, kind: str = "modifier") -> str:
    """Return the polarity of a label: by the epithets lexicon, else by VADER's words (Hutto and Gilbert 2014).

    Of a title only epithets count: the word "defense" of a defense minister is no praise.
    """
    words = text.lower().replace("-", " ").split()
    own = look_up("epithets", "word", "polarity")
    score = sum(_weigh(word) for word in {*words, *text.lower().split()} if kind != "title" or word in own)
    return "negative" if score < 0 else "positive" if score > 0 else "neutral"


@functools.cache
def _weigh(word: str) -> float:
    own = look_up("epithets", "word", "polarity").get(word)
    return {"negative": -2.0, "positive": 2.0, "neutral": 0.0}[own] if own else _vader().get(word, 0.0)


@functools.cache
def _vader() -> dict[str, float]:
    """Return VADER's words without those that name a field ("defense", "justice"): of an office they are no praise."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    fields = {row["word"] for row in read_lexicon("field_words")}
    return {word: score for word, score in SentimentIntensityAnalyzer().lexicon.items() if word not in fields}
