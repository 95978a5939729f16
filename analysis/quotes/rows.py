"""Chosen attributions -> rows of the quotes table."""

import numpy as np

from ..tables import SCHEMA, join_pieces
from .choice import Model
from .kinds import Cue, read_cues
from .pieces import Attribution
from .words import Words

NO_WORDS = {"PUNCT", "SPACE"}


def make_row(text: str, sentences: list[dict], words: Words, attribution: Attribution) -> dict:
    """Return one row of the quotes table, without its id, actor and confidence."""
    candidate, pieces, source = attribution.candidate, attribution.pieces, attribution.source_span
    spans = [[words.start[first], words.end[last]] for first, last in pieces]
    sentence = sentences[words.sentence[candidate.cue]]
    cue = words.start[candidate.cue_span[0]], words.end[candidate.cue_span[1]]
    row = dict.fromkeys(SCHEMA["quotes"]) | {
        "article_id": sentence["article_id"], "sentence_id": sentence["sentence_id"],
        "kind": find_kind(words, pieces), "pieces": spans, "text": join_pieces(text, spans),
        "cue": text[slice(*cue)], "cue_start": cue[0], "cue_end": cue[1],
        "words": sum(len(text[start:end].split()) for start, end in spans),
        "construction": candidate.construction,
    }  # fmt: skip
    if source:
        start, end = words.start[source[0]], words.end[source[1]]
        row |= {"source": text[start:end], "source_start": start, "source_end": end}
    found = find_cue(words, attribution, find_kind(words, pieces))
    return row | {"attribution": found.attribution, "stance": found.stance}


def find_kind(words: Words, pieces: tuple[tuple[int, int], ...]) -> str:
    """Return direct, indirect or mixed, by the share of a content's words that stand inside marks."""
    inside = [words.quotation[p] >= 0 for a, b in pieces for p in range(a, b + 1) if words.pos[p] not in NO_WORDS]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= 0.9 * len(inside) else "mixed"


def find_cue(words: Words, attribution: Attribution, kind: str) -> Cue:
    """Return what the lexicon says of a cue; one it does not know is speech where what it brings is quoted."""
    cue, cues = attribution.candidate.cue, read_cues()
    first, last = attribution.candidate.cue_span
    for place in [cue, *range(last, first - 1, -1)]:
        for form in (words.lemma[place].lower(), words.lower[place]):
            if form in cues:
                return cues[form]
    size = sum(last - first for first, last in attribution.pieces)
    spoken = (kind == "direct" and size >= 4) or words.pos[cue] == "PUNCT"
    return Cue("speech" if spoken else "attitude", "neutral")


def find_actor(words: Words, attribution: Attribution, mentions: list[dict]) -> str | None:
    """Return the actor of the shortest mention that covers the head of a source, else its apposition's.

    "The union's president, Jon Aske" is Jon Aske; "a friend of Jon Aske" is nobody known.
    """
    if attribution.source_span is None:
        return None
    first, last = attribution.source_span
    head = attribution.source.head
    beside = [p for p in range(first, last + 1) if words.dep[p] == "appos" and words.head[p] == head]
    for at in (words.start[place] for place in [head, *beside]):
        over = [m for m in mentions if m["start"] <= at < m["end"] and m.get("actor_id")]
        if over:
            return min(over, key=lambda m: (m["end"] - m["start"], m["start"]))["actor_id"]
    return None


def find_confidence(model: Model, score: float) -> float:
    """Return the share of attributions with such a score that were right (isotonic, on held-out folds)."""
    return round(float(np.interp(score, model.scores, model.chances)), 3)
