"""Roles: who does what to whom, by rules over the parse; and which doers are left out."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ..actors.nouns import find_sort
from ..article import Article, read_words, sentence_at
from ..lang import look_up, read_table
from ..quotes import find_voice
from ..word import Word
from .bearers import find_actors
from .factuality import is_helper, judge_factuality
from .misreadings import find_led, is_misread, is_passive_adjective
from .objects import find_complements, find_lemma, find_objects, find_obliques, find_pobjs
from .subjects import find_by_agents, find_subjects, is_passive

SOCIAL = ("say", "demand", "threaten", "talk or agree")  # families of verbs that are done to somebody, not to a house


class Event(NamedTuple):
    """A verb or event noun with the words in its agent and patient positions."""

    word: Word
    verb: str
    agents: list[Word]
    patients: list[Word]
    passive: bool
    construction: str


def find_roles(article: Article) -> list[dict]:
    """Return the role rows of one article: one for each pair of agent and patient, at least one of them an actor."""
    rows: list[dict] = []
    for event in find_events(article):
        for agent, patient in _pairs(article, event):
            rows.append({"role_id": f"{article.article_id}:r{len(rows):02}", **_row(article, event, agent, patient)})
    return rows


def find_events(article: Article) -> Iterator[Event]:
    """Yield the events that the words of the body tell of, in order."""
    nouns = {row["noun"]: row for row in read_table("nouns") if row["verb"]}
    for word in read_words(article):
        if is_deed(word):
            yield _verbal(article, word)
        elif word.pos_ == "NOUN" and word.lemma_ in nouns and not _is_supported(word):
            yield _nominal(article, word, nouns[word.lemma_])


def is_deed(word: Word) -> bool:
    """Return whether a word is a verb that tells of a deed: no copula, no participle that only describes a noun."""
    if is_passive_adjective(word):
        return True
    if word.pos_ != "VERB" or (word.dep_ == "amod" and not is_misread(word)):
        return False
    if (
        word.dep_ in ("prep", "cc")
        or (word.dep_ == "pcomp" and find_led(word.head))
        or (word.tag_ == "VBN" and _is_predicative(word))
    ):
        return False
    if is_helper(word) or (word.lower_ == "let" and word.nbor().lower_ == "alone"):
        return False
    kind = look_up("verbs", "empty").get(word.lemma_)
    if kind == "opinion":  # "is thought to" is a hedge
        return not (is_passive(word) and any(child.dep_ == "xcomp" for child in word.children))
    return kind in (None, "impersonal") or (kind == "state" and not is_passive(word))


def _is_predicative(word: Word) -> bool:
    """Return whether a participle is a predicate: "called it groundless and fabricated"."""
    first = word.head if word.dep_ == "conj" else word
    return first.dep_ in ("oprd", "acomp") or (word.dep_ == "conj" and first.pos_ == "ADJ")


def _is_supported(noun: Word) -> bool:
    """Return whether a light verb already tells of the event: "launched an attack on X" is one deed, not two."""
    light = noun.dep_ == "dobj" and find_lemma(noun.head) in look_up("verbs", "light")
    return light and not any(child.dep_ == "poss" for child in noun.children)


def _verbal(article: Article, verb: Word) -> Event:
    subjects, construction = find_subjects(verb)
    lemma = find_lemma(verb)
    if is_passive(verb):
        agents = find_by_agents(verb)
        patients = subjects if _actors(article, subjects) else find_obliques(verb) or subjects  # "was assigned to X"
        return Event(verb, lemma, agents, patients, True, "passive" if agents else "agentless passive")
    objects = [word for word in find_objects(verb) if not _is_building(word, lemma)]
    if set(_actors(article, objects)) <= set(_actors(article, subjects)):  # "the maker tested it on patients"
        objects = [word for word in find_obliques(verb) if not _is_building(word, lemma)]
        if _draws_deeds(verb, lemma):
            sources = find_pobjs(verb, ("from",))
            objects = [word for word in objects if word not in sources]
    own = find_pobjs(verb, ("by",)) if verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "csubj") and not objects else []
    return Event(verb, lemma, own or subjects, objects, False, construction)  # "after lobbying by landlords"


def _is_building(word: Word, lemma: str) -> bool:
    """Return whether a body is only a building to a verb: "rebuilt the hospital", but "sued the hospital"."""
    premises = find_sort(word.lower_, word.lemma_.lower()) == "premises" and word.pos_ == "NOUN"
    families = look_up("verbs", "family")
    personal = families.get(lemma) in SOCIAL or lemma in look_up("verbs", "takes_people")
    return premises and not personal


def _draws_deeds(verb: Word, lemma: str) -> bool:
    """Return whether what is "from" somebody are deeds, theirs: "drew protests from viewers"."""
    deeds = look_up("nouns", "verb")
    known = look_up("verbs", "family")
    return lemma not in known and any(word.dep_ == "dobj" and word.lemma_ in deeds for word in verb.children)


def _nominal(article: Article, noun: Word, entry: dict) -> Event:
    """Return the event of a noun: "Russia's invasion of Ukraine", "the killing of X by Y"."""
    owners = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    agents, patients = find_by_agents(noun), list(find_complements(noun))
    agents += _find_senders(noun, known=bool(agents))
    of = find_pobjs(noun, ("of",))
    if entry["of"] == "agent":
        agents += of
    else:  # "the appointment of X to the school": X alone
        patients = of if _actors(article, of) else [*patients, *of]
    if not patients and (agents or entry["possessor"] == "patient"):
        patients += owners
    else:
        agents += owners
    return Event(noun, entry["verb"], agents, patients, False, "nominal")


def _find_senders(noun: Word, *, known: bool) -> list[Word]:
    """Return from whom a deed comes: "support from X", "drew [protests] [from X]"; not "withdrew funding from X"."""
    families = look_up("verbs", "family")
    governed = noun.dep_ == "dobj"
    if governed and families.get(find_lemma(noun.head)) == "move":
        return []
    own = find_pobjs(noun, ("from",))
    if own and any(child.dep_ == "poss" for child in noun.children):  # "the party's walkout from parliament"
        return []
    apart = governed and not own and not known
    return [word for word in find_pobjs(noun.head, ("from",)) if word.i > noun.i] if apart else own


def _pairs(article: Article, event: Event) -> list[tuple[str | None, str | None]]:
    """Return the distinct pairs of actors; None for a side that is no actor."""
    sides: list[list[str | None]] = [_actors(article, event.agents), _actors(article, event.patients)]
    pairs = product(*(side or [None] for side in sides))
    found = ((agent, None if patient == agent else patient) for agent, patient in pairs)
    return list(dict.fromkeys(pair for pair in found if any(pair)))


def _actors(article: Article, words: list[Word]) -> list[str | None]:
    return list(dict.fromkeys(actor for word in words for actor in find_actors(article, word)))


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
        if noun.dep_ == "dobj" and _is_supported(noun) and noun.lemma_ in look_up("nouns", "verb"):
            return families.get(look_up("nouns", "verb")[noun.lemma_], "other")
    return families.get(event.verb, "other")
