"""British and American spellings of one word: they tell where a text was printed, not how it chooses its words."""

import functools
from collections import Counter
from collections.abc import Iterable

from .lang import read_table

LEAST = 3  # letters before an ending: "realise", but not "wise"


@functools.cache
def fold_spelling(word: str) -> str:
    """Return a key that both spellings of a lower-case word share: "defence" and "defense" give "defense"."""
    word = _pairs("word").get(word, word)
    stem = next((british for british in _pairs("stem") if word.startswith(british)), "")
    word = _pairs("stem")[stem] + word[len(stem) :] if stem else word
    end = next((british for british in _pairs("ending") if word.endswith(british)), "")
    return word[: -len(end)] + _pairs("ending")[end] if end and len(word) >= len(end) + LEAST else word


@functools.cache
def _pairs(kind: str) -> dict[str, str]:
    return {row["british"]: row["american"] for row in read_table("spellings") if row["kind"] == kind}


def unify_spellings(texts: Iterable[str]) -> list[str]:
    """Return lower-case words, or phrases, with one spelling for each word: the one that stands oftenest in them."""
    phrases = [text.split() for text in texts]
    counts = Counter(word for words in phrases for word in words)
    chosen: dict[str, str] = {}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        chosen.setdefault(fold_spelling(word), word)
    return [" ".join(chosen[fold_spelling(word)] for word in words) for words in phrases]
