"""What the word tables say: is a cue speech or attitude, what stance does it take, of what type is a source."""

import functools
import itertools
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..article import Article
from ..lang import look_up

Span = tuple[int, int]  # first and last place
OFFICES = {"spokesperson", "expert", "politician", "named official", "civilian or witness"}
RANKED = ("spokesperson", "politician", "named official", "expert", "media", "civilian or witness", "organisation")
NOBODY = {"no", "nobody", "none", "neither"}
ORGANISED = {"ORG", "GPE", "NORP", "FAC"}


class Cue(NamedTuple):
    """A cue's attribution (speech, attitude) and stance (neutral, affirming, doubting, denying, hostile, praising)."""

    attribution: str
    stance: str


@functools.cache
def read_cues() -> dict[str, Cue]:
    """Return the cue lexicon by lemma."""
    stances = look_up("cues", "stance")
    return {cue: Cue(attribution, stances[cue]) for cue, attribution in look_up("cues", "attribution").items()}


def is_negated(article: Article, cue: int) -> bool:
    """Return whether a cue tells what was not said: didn't say, never claimed, nobody said, without saying."""
    for child in article.children[cue]:
        if article.quotation[child] != article.quotation[cue]:
            continue  # said "never": what is said denies, not who says it
        lower = article.lower[child]
        if article.dep[child] == "neg" or lower == "never":
            return article.lower[child + 1 : child + 2] not in (["only"], ["just"])
        if child < cue and (lower in NOBODY or NOBODY & {article.lower[c] for c in article.children[child]}):
            return article.dep[child] in ("nsubj", "nsubjpass", "det")
    above = article.head[cue]
    return (article.dep[cue] == "pcomp" and article.lower[above] == "without") or (
        article.dep[cue] in ("xcomp", "pcomp") and article.lemma[above].lower() == "deny"
    )


def list_told(article: Article, head: int, span: Span) -> list[str]:
    """Return the office that stands at some words, if one does, and the model's label of their head."""
    offices = (found for found in _types(article, head, span) if found in OFFICES)
    return [*itertools.islice(offices, 1), article.entity[head]]


def find_source_type(article: Article, head: int, span: Span, others: Counter[str]) -> str:
    """Return the type of a source; `others` counts what is told (`list_told`) at all names of the same actor."""
    word = None if article.entity[head] == "PERSON" else _type_of(article, head)  # Mr. Fox is no broadcaster
    if article.pos[head] == "NOUN" and word:
        spoken = "spokesperson" if "spokesperson" in _types(article, head, span) else word
        return "unnamed official" if spoken == "named official" else spoken
    told = Counter(list_told(article, head, span))
    told.update(others)
    offices = {office: times for office, times in told.items() if office in OFFICES}
    if offices:  # a senator who is a chairman is a politician wherever he is quoted
        elected = next(iter(offices)) != "spokesperson" and 3 * told["politician"] >= sum(offices.values())
        return "politician" if elected else max(offices, key=lambda office: offices[office])
    if word:
        return word
    return "organisation" if sum(told[label] for label in ORGANISED) > told["PERSON"] else "unknown"


def vote_source_types(rows: Sequence[dict]) -> list[dict]:
    """Return the rows of an article's quotes with one type an actor: its commonest, of two the one named first here."""
    told: dict[str, list[str]] = {}
    for row in rows:
        if row["actor_id"] and row["source_type"] != "unknown":
            told.setdefault(row["actor_id"], []).append(row["source_type"])
    rank = {name: place for place, name in enumerate(RANKED)}
    best = {key: max(types, key=lambda name: (types.count(name), -rank.get(name, 99))) for key, types in told.items()}
    return [row | {"source_type": best.get(row["actor_id"], row["source_type"])} for row in rows]


def _type_of(article: Article, place: int) -> str | None:
    """Return the type that a word names; who serves a person or campaign speaks for it: "campaign manager"."""
    types = look_up("sources", "source_type")
    found = types.get(article.lower[place]) or types.get(article.lemma[place].lower())
    before, after = article.lower[max(place - 1, 0)], article.lower[place + 1 : place + 2]
    if article.lemma[place].lower() in ("lawyer", "attorney"):
        owned = article.tag[max(place - 1, 0)] in ("PRP$", "POS")
        return "spokesperson" if owned or after == ["for"] else found
    speaks = before in ("press", "communications", "campaign") and found in ("named official", "politician", "expert")
    return "spokesperson" if speaks else found


def _types(article: Article, head: int, span: Span) -> list[str]:
    """The types that the words around a head name, the nearest first; what stands before it before what follows."""
    before = [_type_of(article, place) for place in range(head - 1, span[0] - 1, -1)]
    clause = (place for place in range(head + 1, span[1] + 1) if article.pos[place] in ("VERB", "AUX", "PRON"))
    after = [_type_of(article, place) for place in range(head + 1, min(next(clause, span[1] + 1), span[1] + 1))]
    return [found for found in before + after if found]
