"""Whom a pronoun stands for where described people may be meant, whom `actors.pronouns` does not know yet."""

from typing import TYPE_CHECKING

from ..actors.nouns import find_sort
from ..lang import look_up
from .described import is_person
from .scene import find_start
from .subjects import find_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSONAL = ("say", "harm", "threaten", "give or help")  # families of verbs that are done to somebody


def find_antecedent(doc: "Doc", pronoun: "Token", heads: dict[int, dict], kinds: dict[str, str]) -> str | None:
    """Return the id of the nearest actor that fits a pronoun: subjects first, its own sentence before the last one.

    `heads` are the mentions by the word that heads them (salience; Lappin and Leass 1994).
    """
    wanted = look_up("words", "fits")[pronoun.lower_]
    start = find_start(pronoun)
    before = find_start(doc[start - 1]) if start else 0
    places = [place for place in range(before, pronoun.i) if place in heads and heads[place].get("actor_id")]
    fits = [i for i in places if wanted in _fit(doc[i], heads[i], kinds) and _may_bind(pronoun, doc[i])]
    if pronoun.dep_ in ("dobj", "pobj") and not _takes_people(pronoun):
        fits = [i for i in fits if i >= start and (wanted == "one" or not _is_blocked(pronoun, doc[i]))]
    if wanted == "many":  # "the family … they": only nearby
        fits = [i for i in fits if i >= start or doc[i].tag_ != "NN"]
    doers = {word.i for word in _doers_around(pronoun)}
    best = max(fits, key=lambda i: (i >= start, i in doers, doc[i].dep_ in ("nsubj", "nsubjpass"), i), default=None)
    if best is None or best < start:
        best = next((i for i in _subjects_ahead(pronoun, heads) if wanted in _fit(doc[i], heads[i], kinds)), best)
    return None if best is None else heads[best]["actor_id"]


def _doers_around(pronoun: "Token") -> list["Token"]:
    """Return who does what a relative clause's noun suffers: "told X to free the man it had jailed": X."""
    clause = pronoun.head
    if pronoun.dep_ != "nsubj" or clause.dep_ != "relcl":
        return []
    return find_subjects(clause.head.head)[0] if clause.head.dep_ in ("dobj", "pobj") else []


def _subjects_ahead(pronoun: "Token", heads: dict[int, dict]) -> list[int]:
    """Return the name that a fronted clause's pronoun looks ahead to: "Although he had lost, Bram Oster smiled"."""
    fronted = [word for word in pronoun.ancestors if word.dep_ in ("advcl", "prep") and word.head.i > word.i]
    main = next((word.head for word in fronted if word.head.pos_ in ("VERB", "AUX") and word.head.i > pronoun.i), None)
    if main is None:
        return []
    ahead = [child.i for child in main.children if child.dep_ in ("nsubj", "nsubjpass") and child.i > pronoun.i]
    return [i for i in ahead if i in heads and heads[i]["form"] == "name" and heads[i].get("actor_id")]


def _takes_people(pronoun: "Token") -> bool:
    """Return whether a verb's object is always somebody: "thanked it", "sold it to them", but not "hid it"."""
    verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    if pronoun.dep_ == "pobj":
        families = look_up("verbs", "family")
        giving = verb.lemma_ in look_up("verbs", "gives") or families.get(verb.lemma_) in PERSONAL
        return giving and pronoun.head.lower_ in ("to", "at", "against")
    by_object = look_up("verbs", "controls").get(verb.lemma_) == "object"
    return by_object or verb.lemma_ in look_up("verbs", "takes_people")


def _is_blocked(pronoun: "Token", word: "Token") -> bool:
    """Return whether things stand nearer than the actor that "them" or "it" could be: "raised rates and left them"."""
    tags = ("NNS", "NNPS") if pronoun.lower_ == "them" else ("NN",)
    if find_sort(word.lower_, word.lemma_.lower()) == "premises":  # "stole a picture from the museum and sold it"
        return True
    whole = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "of" else word
    if whole.tag_ in tags and not is_person(whole):  # "stole the records of patients and sold them"
        return True
    return any(other.tag_ in tags and not is_person(other) for other in pronoun.doc[word.i + 1 : pronoun.i])


def _fit(word: "Token", row: dict, kinds: dict[str, str]) -> str:
    """Return what pronoun fits a mention: one (he, she), body (it) or many (they)."""
    if row["form"] == "pronoun":
        return look_up("words", "fits").get(word.lower_, "")
    if word.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" and child.idx >= row["end"] for child in word.children):
        return "many"
    kind = kinds.get(row["actor_id"], "group")
    sort = find_sort(word.lower_, word.lemma_.lower()) if kind == "group" else None
    if sort in ("either", "group"):  # "the insurer … he", "the insurer … it"; "the family … they"
        return {"either": "one or body", "group": "body or many"}[sort]
    return "one" if kind == "person" or sort == "person" else "body"


def _may_bind(pronoun: "Token", word: "Token") -> bool:
    """Return whether a pronoun may stand for a word: an object is never its own verb's subject ("police shot him")."""
    if pronoun.dep_ in ("poss", "nsubj", "nsubjpass"):  # "the man whom he met": not he
        return not (pronoun.dep_ == "nsubj" and pronoun.head.dep_ == "relcl" and pronoun.head.head == word)
    verb = next((head for head in pronoun.ancestors if head.pos_ == "VERB"), pronoun.head)
    return word.head != pronoun.head and word not in find_subjects(verb)[0]
