"""What the lexicons say: is a cue speech or attitude, what stance does it take, of what type is a source."""

import csv
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .words import Words

LEXICONS = Path(__file__).parent.parent / "lexicons"
ORGANISED = {"ORG", "GPE", "NORP", "FAC"}


class Cue(NamedTuple):
    """A cue's attribution (speech, attitude) and stance (neutral, affirming, doubting, denying, hostile, praising)."""

    attribution: str
    stance: str


@functools.cache
def read_cues() -> dict[str, Cue]:
    """Return the cue lexicon by lemma."""
    with (LEXICONS / "cues.csv").open(encoding="utf-8", newline="") as lines:
        return {row["cue"]: Cue(row["attribution"], row["stance"]) for row in csv.DictReader(lines)}


@functools.cache
def read_source_types() -> dict[str, str]:
    """Return the type of source that a word names, by the word in small letters."""
    with (LEXICONS / "source_types.csv").open(encoding="utf-8", newline="") as lines:
        return {row["word"]: row["source_type"] for row in csv.DictReader(lines)}


def find_source_type(words: Words, head: int, span: tuple[int, int], others: Sequence[tuple[int, int]] = ()) -> str:
    """Return the type of a source from its words; `others` are spans of the same actor's other mentions."""
    own = _classify(words, head, span)
    if own != "unknown":
        return own
    for other in others:
        found = _classify(words, other[1], other)
        if found != "unknown":
            return found
    return "unknown"


def _classify(words: Words, head: int, span: tuple[int, int]) -> str:
    types = read_source_types()
    person = any(words.entity[p] == "PERSON" for p in range(span[0], span[1] + 1))
    spoken = [types.get(words.lower[p]) or types.get(words.lemma[p].lower()) for p in range(span[0], span[1] + 1)]
    at_head = spoken[head - span[0]]
    if "spokesperson" in spoken:
        return "spokesperson"
    found = at_head or (next((s for s in spoken if s), None) if person else None)
    if found == "named official":
        return "named official" if person else "unnamed official"
    if found:
        return found
    return "organisation" if words.entity[head] in ORGANISED else "unknown"
