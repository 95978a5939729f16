"""Texts -> which of them nearly repeat an earlier one."""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

SHINGLE = 5  # words
ALIKE = 0.8  # Jaccard similarity of the sets of shingles


def find_duplicates(texts: Sequence[str]) -> list[int | None]:
    """Return for each text the place of the earliest one that it nearly repeats, or None.

    Two texts are alike where their sets of five-word shingles (Broder 1997) have a Jaccard similarity of at least
    .8. Only pairs that share one of their rarest shingles are compared: sets as alike as that must, so nothing is
    missed (prefix filtering; Chaudhuri, Ganti & Kaushik 2006), and the work grows with the pairs, not their square.
    """
    sets = _shingle(texts)
    index: dict[int, list[int]] = defaultdict(list)
    found: list[int | None] = []
    for number, (shingles, rare) in enumerate(zip(sets, _find_rare(sets), strict=True)):
        candidates = sorted({other for shingle in rare for other in index[shingle]})
        found.append(next((other for other in candidates if _are_alike(sets[other], shingles)), None))
        for shingle in rare:
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


def _find_rare(sets: list[np.ndarray]) -> list[list[int]]:
    """Return of each set so many of its rarest shingles that a set alike must hold one of them among its own."""
    shingles, counts = np.unique(np.concatenate([*sets, np.array([], dtype=np.uint64)]), return_counts=True)
    chosen = []
    for one in sets:
        order = np.lexsort((one, counts[np.searchsorted(shingles, one)]))
        chosen.append(one[order][: len(one) - int(np.ceil(ALIKE * len(one))) + 1 if len(one) else 0].tolist())
    return chosen


def _are_alike(one: np.ndarray, two: np.ndarray) -> bool:
    if min(len(one), len(two)) < ALIKE * max(len(one), len(two)):
        return False
    shared = len(np.intersect1d(one, two, assume_unique=True))
    return shared >= ALIKE * (len(one) + len(two) - shared)
