"""Roles: who does what to whom, by rules over the parse; and which doers are left out."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from . import arguments
from .scene import Scene, find_actors, find_voice, lay_scene, look_up, read_lexicon, walk

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Event(NamedTuple):
    """A verb or event noun with the words in its agent and patient positions."""

    word: "Token"
    verb: str
    agents: list["Token"]
    patients: list["Token"]
    passive: bool
    construction: str


def find_roles(doc: "Doc", sentences: list[dict], mentions: list[dict], quotes: list[dict]) -> list[dict]:
    """Return the role rows of one article: one for each pair of agent and patient, at least one of them an actor."""
    scene = lay_scene(doc, sentences, mentions, quotes)
    rows: list[dict] = []
    for event in find_events(scene):
        for agent, patient in _pairs(scene, event):
            rows.append({"role_id": f"{_article(sentences)}:r{len(rows):02}", **_row(scene, event, agent, patient)})
    return rows


def _article(sentences: list[dict]) -> str:
    return sentences[0]["article_id"]


def find_events(scene: Scene) -> Iterator[Event]:
    """Yield the events that the words of the body tell of, in order."""
    nouns = {row["noun"]: row for row in read_lexicon("event_nouns")}
    for word in walk(scene):
        if word.pos_ == "VERB" and word.lemma_ != "be":
            yield _verbal(word)
        elif word.pos_ == "NOUN" and word.lemma_ in nouns and not _is_supported(word):
            yield _nominal(word, nouns[word.lemma_])


def _is_supported(noun: "Token") -> bool:
    """Return whether a light verb already tells of the event: "launched an attack on X" is one deed, not two."""
    light = noun.dep_ == "dobj" and noun.head.lemma_ in look_up("support_verbs", "verb", "kind")
    return light and not any(child.dep_ == "poss" for child in noun.children)


def _verbal(verb: "Token") -> Event:
    subjects, construction = arguments.find_subjects(verb)
    objects = [*arguments.find_objects(verb), *arguments.find_obliques(verb)]
    if arguments.is_passive(verb):
        agents = arguments.find_by_agents(verb)
        return Event(verb, verb.lemma_, agents, subjects or objects, True, "passive")
    return Event(verb, verb.lemma_, subjects, objects, False, construction)


def _nominal(noun: "Token", entry: dict) -> Event:
    """Return the event of a noun: "Russia's invasion of Ukraine", "the killing of X by Y"."""
    owners = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    agents, patients = arguments.find_by_agents(noun), list(arguments.find_obliques(noun))
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            words = [word for pobj in child.children for word in arguments.expand(pobj)]
            (agents if entry["of"] == "agent" else patients).extend(words)
    if entry["possessor"] == "patient" and not patients:
        patients += owners
    else:
        agents += owners
    return Event(noun, entry["verb"], agents, patients, False, "nominal")


def _pairs(scene: Scene, event: Event) -> list[tuple[str | None, str | None]]:
    """Return the distinct pairs of actors; None for a side that is no actor."""
    sides: list[list[str | None]] = [_actors(scene, event.agents), _actors(scene, event.patients)]
    pairs = product(*(side or [None] for side in sides))
    return list(dict.fromkeys((agent, patient) for agent, patient in pairs if agent != patient))


def _actors(scene: Scene, words: list["Token"]) -> list[str | None]:
    return list(dict.fromkeys(actor for word in words for actor in find_actors(scene, word)))


def _row(scene: Scene, event: Event, agent: str | None, patient: str | None) -> dict:
    word = event.word
    start, end = word.idx, word.idx + len(word)
    negated, modality = judge_factuality(word)
    return {
        "article_id": scene.sentence_ids[word.i].rsplit(":", 1)[0],
        "sentence_id": scene.sentence_ids[word.i],
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
        "voice": find_voice(scene, start, end),
    }


def _family(event: Event) -> str:
    """Return the family of an event's verb; a light verb has that of the event noun it carries."""
    families = look_up("verb_families", "verb", "family")
    for noun in event.word.children:
        if noun.dep_ == "dobj" and _is_supported(noun) and noun.lemma_ in look_up("event_nouns", "noun", "verb"):
            return families.get(look_up("event_nouns", "noun", "verb")[noun.lemma_], "other")
    return families.get(event.verb, "other")


def judge_factuality(word: "Token") -> tuple[bool, str]:
    """Return whether an event is negated, and its modality: did, would, could, denied or planned."""
    words = look_up("modality", "word", "modality")
    negated = any(child.dep_ == "neg" or child.lower_ in ("never", "no") for child in word.children)
    for child in word.children:
        if child.dep_ == "aux" and words.get(child.lower_) in ("would", "could"):
            return negated, words[child.lower_]
    governor = word.head.head if word.dep_ in ("pcomp", "pobj") else word.head
    if word.dep_ in ("xcomp", "ccomp", "dobj", "pcomp", "pobj", "acl") and governor is not word:
        kind = words.get(governor.lemma_)
        if kind == "not":
            return not negated, "did"
        if kind == "denied" or (kind == "planned" and word.dep_ in ("xcomp", "acl", "pcomp")):
            return negated, kind
    return negated, "did"
