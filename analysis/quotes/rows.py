"""Chosen attributions -> rows of the quotes table."""

import numpy as np

from ..article import Article, begin_between
from ..tables import SCHEMA, join_pieces
from .choice import Model
from .kinds import Cue, is_negated, read_cues
from .pieces import Attribution

ALONE, NO_ANSWER = "quotation alone", "no answer"
NO_WORDS = {"PUNCT", "SPACE"}


def make_row(article: Article, attribution: Attribution) -> dict:
    """Return one row of the quotes table, without its id, actors and confidence; a content alone has no cue."""
    candidate, pieces, source = attribution.candidate, attribution.pieces, attribution.source_span
    spans = [[article.start[first], article.end[last]] for first, last in pieces]
    text, sentence = article.text, article.sentences[article.body[candidate.cue]]
    row = dict.fromkeys(SCHEMA["quotes"]) | {
        "article_id": sentence["article_id"], "sentence_id": sentence["sentence_id"],
        "kind": find_kind(article, pieces), "pieces": spans, "text": join_pieces(text, spans),
        "words": sum(len(text[start:end].split()) for start, end in spans), "negated": False,
        "construction": candidate.construction, "attribution": "speech", "stance": "neutral",
    }  # fmt: skip
    for name, place in (("source", source), ("cue", None if candidate.construction == ALONE else candidate.cue_span)):
        if place:
            start, end = article.start[place[0]], article.end[place[1]]
            row |= {name: text[start:end], f"{name}_start": start, f"{name}_end": end}
    if candidate.construction == ALONE:
        return row
    if candidate.construction == NO_ANSWER:
        return row | {"attribution": NO_ANSWER, "words": 0}
    found = find_cue(article, attribution, find_kind(article, pieces))
    return row | {**found._asdict(), "negated": is_negated(article, candidate.cue)}


def find_kind(article: Article, pieces: tuple[tuple[int, int], ...]) -> str:
    """Return direct, indirect or mixed, by the share of a content's words that stand inside marks."""
    inside = [article.quotation[p] >= 0 for a, b in pieces for p in range(a, b + 1) if article.pos[p] not in NO_WORDS]
    if not any(inside):
        return "indirect"
    return "direct" if sum(inside) >= 0.9 * len(inside) else "mixed"


def find_cue(article: Article, attribution: Attribution, kind: str) -> Cue:
    """Return what the lexicon says of a cue; one it does not know is speech where what it brings is quoted."""
    cue, cues = attribution.candidate.cue, read_cues()
    first, last = attribution.candidate.cue_span
    for place in [cue, *range(last, first - 1, -1)]:
        for form in (article.lemma[place].lower(), article.lower[place]):
            if form in cues:
                return cues[form]
    size = sum(last - first for first, last in attribution.pieces)
    spoken = (kind == "direct" and size >= 4) or article.pos[cue] == "PUNCT"
    return Cue("speech" if spoken else "attitude", "neutral")


def find_actors(article: Article, attribution: Attribution) -> list[str | None]:
    """Return the actor of a source and of each one joined to it: "Jarrett and Lee said"; None for nobody known."""
    if attribution.source_span is None:
        return [None]
    heads = [attribution.source.head]
    for head in heads:  # grows while it is read
        heads += [c for c in article.children[head] if article.dep[c] == "conj" and c <= attribution.source_span[1]]
    return [_find_actor(article, attribution.source_span, head) for head in heads]


def _find_actor(article: Article, span: tuple[int, int], head: int) -> str | None:
    """The actor of the shortest mention that covers a head, else its apposition's.

    "The union's president, Jon Aske" is Jon Aske; "a friend of Jon Aske" is nobody known.
    """
    first, last = span
    beside = [p for p in range(first, last + 1) if article.dep[p] == "appos" and article.head[p] == head]
    for place in [head, *beside]:
        at, sentence = article.start[place], article.sentences[article.sentence[place]]
        near = begin_between(article.mentions, sentence["start"], at + 1)
        over = [m for m in near if at < m["end"] and m.get("actor_id")]
        if over:
            return min(over, key=lambda m: (m["end"] - m["start"], m["start"]))["actor_id"]
    return None


def find_confidence(model: Model, score: float) -> float:
    """Return the share of attributions with such a score that were right (isotonic, on held-out folds)."""
    return round(float(np.interp(score, model.scores, model.chances)), 3)
