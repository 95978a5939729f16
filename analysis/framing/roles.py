"""Roles: who does what to whom, by rules over the parse; and which doers are left out."""

from itertools import product

from ..article import Article, Event, sentence_at
from ..lang import look_up
from ..quotes import find_voice
from .bearers import list_actors
from .events import is_supported
from .factuality import judge_factuality


def find_roles(article: Article) -> list[dict]:
    """Return the role rows of one article: one for each pair of agent and patient, at least one of them an actor."""
    rows: list[dict] = []
    for event in article.events:
        for agent, patient in _pairs(article, event):
            rows.append({"role_id": f"{article.article_id}:r{len(rows):02}", **_row(article, event, agent, patient)})
    return rows


def _pairs(article: Article, event: Event) -> list[tuple[str | None, str | None]]:
    """Return the distinct pairs of actors; None for a side that is no actor."""
    sides: list[list[str | None]] = [list_actors(article, event.agents), list_actors(article, event.patients)]
    pairs = product(*(side or [None] for side in sides))
    found = ((agent, None if patient == agent else patient) for agent, patient in pairs)
    return list(dict.fromkeys(pair for pair in found if any(pair)))


def _row(article: Article, event: Event, agent: str | None, patient: str | None) -> dict:
    word = event.word
    start, end = word.idx, word.idx + len(word)
    negated, modality = judge_factuality(word)
    return {
        "article_id": article.article_id,
        "sentence_id": sentence_at(article, word)["sentence_id"],
        "verb": event.verb,
        "verb_start": start,
        "verb_end": end,
        "family": _family(event),
        "agent_id": agent,
        "patient_id": patient,
        "passive": event.passive,
        "negated": negated,
        "modality": modality,
        "construction": event.construction,
        "voice": find_voice(article.quotes, start, end),
    }


def _family(event: Event) -> str:
    """Return the family of an event's verb; a light verb has that of the event noun it carries."""
    families = look_up("verbs", "family")
    for noun in event.word.children:
        if noun.dep_ == "dobj" and is_supported(noun) and noun.lemma_ in look_up("nouns", "verb"):
            return families.get(look_up("nouns", "verb")[noun.lemma_], "other")
    return families.get(event.verb, "other")
