"""Texts -> which of them nearly repeat an earlier one."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

SHINGLE = 5  # words
ALIKE = 0.8  # Jaccard similarity of the sets of shingles
HELD = 0.5  # share of the shorter text's shingles: a cut or edited copy
CROWD = 50  # texts; words that more of them share tell of no copy, and the first are there to name the original
LEAST = 60  # shingles in common that make a copy of a part: a paragraph of the same agency is none


def find_duplicates(texts: Sequence[str]) -> list[int | None]:
    """Return for each text the place of the earliest one that it nearly repeats, or None.

    Two texts are alike where their sets of five-word shingles (Broder 1997) have a Jaccard similarity of at least
    .8, or where one holds half of the other's (Broder's containment): a copy cut short or lightly edited. A copy of
    a copy names the original. Only texts that share a shingle are compared, by an index of where each one stands.
    """
    sets = _shingle(texts)
    index: dict[int, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for number, shingles in enumerate(sets):
        shared = Counter(itertools.chain.from_iterable(index[shingle] for shingle in shingles.tolist()))
        alike = (one for one in sorted(shared) if _are_alike(shared[one], len(sets[one]), len(shingles)))
        first = next(alike, None)
        found.append(first if first is None or found[first] is None else found[first])
        for shingle in shingles.tolist():
            if len(index[shingle]) < CROWD:
                index[shingle].append(number)
    return found


def _shingle(texts: Sequence[str]) -> list[np.ndarray]:
    """Return each text's sorted set of shingles as numbers; a text of fewer words is one shingle."""
    numbers: dict[str, int] = {}
    sets = []
    for text in texts:
        words = [numbers.setdefault(word, len(numbers) + 1) for word in re.findall(r"\w+", text.lower())]
        padded = np.array(words + [0] * max(0, SHINGLE - len(words)) if words else [], dtype=np.uint64)
        size = max(0, len(padded) - SHINGLE + 1)
        hashes = np.zeros(size, dtype=np.uint64)
        for place in range(SHINGLE):  # a polynomial over the words, modulo 2 ** 64
            hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + padded[place : place + size]
        sets.append(np.unique(hashes))
    return sets


def _are_alike(shared: int, one: int, two: int) -> bool:
    """Tell from the numbers of shingles, in common and of each, whether two texts are copies."""
    return shared >= ALIKE * (one + two - shared) or (shared >= LEAST and shared >= HELD * min(one, two))
