"""Roles: who does what to whom, by rules over the parse; and which doers are left out."""

from collections import Counter
from itertools import product

from ..article import Article, Event, sentence_at
from ..lang import look_up
from ..quotes import find_voice
from ..word import Word
from .bearers import find_actors
from .choice import Side, find_confidence
from .events import is_supported
from .factuality import judge_factuality


def find_roles(article: Article) -> list[dict]:
    """Return the role rows of one article: one for each pair of agent and patient, at least one of them an actor."""
    found = list_pairs(article)
    doers = count_doers(found)
    rows: list[dict] = []
    for event, sides in found:
        row = _row(article, event, sides[0].actor, sides[1].actor)
        confidence = round(find_confidence(article, event, sides, doers), 3)
        rows.append({"role_id": f"{article.article_id}:r{len(rows):02}", **row, "confidence": confidence})
    return rows


def list_pairs(article: Article) -> list[tuple[Event, tuple[Side, Side]]]:
    """Return each event with its pairs of agent and patient, told by whom and by which word."""
    return [(event, pair) for event in article.events for pair in _pairs(article, event)]


def count_doers(found: list[tuple[Event, tuple[Side, Side]]]) -> Counter[str]:
    """Return how many events each actor does."""
    pairs = {(event.word.i, agent.actor) for event, (agent, _) in found if agent.actor}
    return Counter(actor for _, actor in pairs)


def _pairs(article: Article, event: Event) -> list[tuple[Side, Side]]:
    """Return the distinct pairs of actors; None for a side that is no actor."""
    pairs: dict[tuple[str | None, str | None], tuple[Side, Side]] = {}
    for agent, patient in product(_list_sides(article, event.agents), _list_sides(article, event.patients)):
        other = Side(None, None) if patient.actor == agent.actor else patient
        if agent.actor or other.actor:
            pairs.setdefault((agent.actor, other.actor), (agent, other))
    return list(pairs.values())


def _list_sides(article: Article, words: list[Word]) -> list[Side]:
    found = [Side(actor, word) for word in words for actor in find_actors(article, word)]
    return found or [Side(None, None)]


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
        "voice": find_voice(article.spoken, start, end),
    }


def _family(event: Event) -> str:
    """Return the family of an event's verb; a light verb has that of the event noun it carries."""
    families = look_up("verbs", "family")
    for noun in event.word.children:
        if noun.dep_ == "dobj" and is_supported(noun) and noun.lemma_ in look_up("nouns", "verb"):
            return families.get(look_up("nouns", "verb")[noun.lemma_], "other")
    return families.get(event.verb, "other")
