"""Who stands where around a verb: subjects, objects, agents, by the parse and a few lexicons."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .scene import look_up, read_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj", "expl")


def expand(token: "Token") -> list["Token"]:
    """Return a word and all that is coordinated with it: "Russia and China" is two actors."""
    found = [token]
    for word in found:
        found += [child for child in word.children if child.dep_ == "conj" and child.pos_ != "VERB"]
        if word.lower_ in ("both", "neither", "either"):
            found += [grandchild for child in word.children if child.dep_ == "prep" for grandchild in child.children]
    return found


def is_passive(verb: "Token") -> bool:
    """Return whether the verb is passive: "was seized", "the town seized by …", "was seized and burned"."""
    deps = {child.dep_ for child in verb.children}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if verb.tag_ != "VBN" or "aux" in deps or "nsubj" in deps:
        return False
    if verb.dep_ == "acl":
        return True
    return verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head)


def find_subjects(verb: "Token", depth: int = 0) -> tuple[list["Token"], str]:
    """Return the words in the verb's subject position and the construction that put them there.

    An understood subject is sought where the grammar has it: of the first verb of a coordination, of the noun a
    participle hangs on, of the controlling verb ("plans to use", "accused X of trying").
    """
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        name = "relative" if verb.dep_ == "relcl" and own[0].tag_ in ("WDT", "WP") else "active"
        return [word for child in own for word in expand(child)], name
    head = verb.head
    if depth > 6 or head is verb:
        return [], "active"
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return find_subjects(head, depth + 1)
    if verb.dep_ in ("acl", "relcl", "amod"):
        return _subjects_of_noun(verb, depth)
    if verb.dep_ == "pcomp":
        head = head.head
    elif verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return [], "active"
    return _controllers(verb, head, depth), "control"


def _subjects_of_noun(verb: "Token", depth: int) -> tuple[list["Token"], str]:
    """Return the understood subject of a verb hung on a noun: "rebels backed by", "its plan to attack"."""
    noun = verb.head
    if verb.tag_ in ("VBN", "VBG", "VBD"):
        return expand(noun), "participle"
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners, "control"
    while noun.dep_ in ("pobj", "prep", "conj"):
        noun = noun.head
    governor = noun.head
    return (find_subjects(governor, depth + 1)[0] if governor.pos_ in ("VERB", "AUX") else []), "control"


def _controllers(verb: "Token", head: "Token", depth: int) -> list["Token"]:
    """Return who controls an infinitive or gerund: the object of "accuse", "urge" …, else the subject."""
    if head.pos_ in ("NOUN", "PROPN"):
        return [child for child in head.children if child.dep_ == "poss"]
    if look_up("controllers", "verb", "controller").get(head.lemma_) == "object":
        if is_passive(head):
            return find_subjects(head, depth + 1)[0]
        objects = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < verb.i]
        if objects:
            return [word for child in objects for word in expand(child)]
    return find_subjects(head, depth + 1)[0]


def find_by_agents(word: "Token") -> list["Token"]:
    """Return the words after "by" that do what a passive verb or an event noun says."""
    return [
        noun
        for child in word.children
        if child.dep_ in ("agent", "prep") and child.lower_ == "by"
        for pobj in child.children
        if pobj.dep_ == "pobj"
        for noun in expand(pobj)
    ]


def find_objects(verb: "Token") -> list["Token"]:
    """Return the verb's objects, a shared one too: "seized and burned the town"."""
    own = [child for child in verb.children if child.dep_ in ("dobj", "dative", "oprd") and child.pos_ != "ADP"]
    if not own and verb.dep_ != "conj":
        later = [child for child in verb.children if child.dep_ == "conj" and child.pos_ == "VERB"]
        own = [word for child in later for word in child.children if word.dep_ == "dobj" and _is_bare(verb, child)]
    return [word for child in own for word in [*_recipients(verb, child), *expand(child)]]


def _recipients(verb: "Token", thing: "Token") -> list["Token"]:
    """Return a recipient that the parser took for part of the thing given: "gave [Norway weapons]"."""
    if (verb.lemma_, "to") not in _prepositions():
        return []
    return [child for child in thing.children if child.dep_ in ("compound", "nmod") and child.i == verb.i + 1]


def _is_bare(verb: "Token", other: "Token") -> bool:
    """Return whether nothing but "and" stands between two verbs, so that the second's object is the first's too."""
    return other.i - verb.i == 2


def find_obliques(word: "Token") -> Iterator["Token"]:
    """Yield the words that a lexicon's prepositions make patients: "cooperate with X", "sanctions on X"."""
    wanted = _prepositions()
    for head in [word, *(find_objects(word) if word.pos_ == "VERB" else [])]:
        for child in head.children:
            if child.dep_ not in ("prep", "dative"):
                continue
            if (head.lemma_.lower(), child.lower_) in wanted or (word.lemma_.lower(), child.lower_) in wanted:
                yield from (noun for pobj in child.children if pobj.dep_ == "pobj" for noun in expand(pobj))


@functools.cache
def _prepositions() -> frozenset[tuple[str, str]]:
    return frozenset((row["head"], row["preposition"]) for row in read_lexicon("patient_prepositions"))
