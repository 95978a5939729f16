"""What a copula or a verb of naming says that somebody is: "X is a pariah", "calls X a liar", "hailed as a hero"."""

from collections.abc import Iterator
from itertools import product

from ..actors.nouns import find_sort
from ..lang import look_up
from ..word import Word
from .described import is_person, may_be_called
from .objects import expand, find_pobjs, is_name_given
from .subjects import find_by_agents, find_subjects, is_passive, is_passive_adjective

APPOINTING = {"appoint", "crown", "designate", "elect", "nominate"}  # who appoints somebody judges nothing


def find_predicates(verb: Word) -> Iterator[tuple[Word, Word]]:
    """Yield the nouns and adjectives that a verb predicates, each with the word for whom it says so of."""
    if any(child.lower_ in ("if", "unless") for child in verb.children if child.dep_ == "mark"):
        return
    nouns, bearers = _copular(verb) if verb.lemma_ in look_up("verbs", "copula") else _naming(verb)
    given = [word for noun in nouns for word in _split(noun)]
    for noun, bearer in product(given, bearers):
        says = (noun.pos_ in ("NOUN", "ADJ") or is_party(noun)) and not counts(noun)
        if noun.i > bearer.i and says and _may_bear(bearer, noun):
            yield noun, bearer


def find_capacities(verb: Word) -> Iterator[tuple[Word, Word]]:
    """Yield what a clause opens with that its subject is: "As the ranking member of the panel, Mr. Berg could"."""
    nouns = [noun for noun in find_pobjs(verb, ("as",)) if is_person(noun)]
    subjects = find_subjects(verb)[0] if nouns else []
    yield from ((noun, subject) for noun, subject in product(nouns, subjects) if noun.head.i < noun.i < subject.i)


def find_namers(verb: Word) -> list[Word] | None:
    """Return who calls somebody something by a verb of naming, [] where it is left out; None: nobody is said to."""
    if verb.lemma_ not in look_up("verbs", "names") or verb.lemma_ in APPOINTING:
        return None
    namers = find_by_agents(verb) if is_passive(verb) else find_subjects(verb)[0]
    return namers if namers or look_up("verbs", "family").get(verb.lemma_) == "say" else None


def is_party(word: Word) -> bool:
    """Return whether a word names a party or one of its members: "Republican", "Democrats"."""
    return word.text in look_up("names", "party") and len(word) > 1


def counts(noun: Word) -> bool:
    """Return whether a noun tells how many or what share, not what: "part of the process", "a number of voters"."""
    of = any(child.lower_ == "of" for child in noun.children)
    share = look_up("nouns", "collective").get(noun.lemma_) == "part"
    return of and share and not find_sort(noun.lemma_)  # but "a group of mothers"


def _split(noun: Word) -> list[Word]:
    """Return the nouns of a coordination one by one; adjectives say one thing together."""
    return [noun, *(word for word in expand(noun)[1:] if word.pos_ == "NOUN")] if noun.pos_ == "NOUN" else [noun]


def _may_bear(bearer: Word, noun: Word) -> bool:
    """Return whether an "it" can be an actor: "it is a pariah", but not "it is a strategy"."""
    return bearer.lower_ != "it" or noun.pos_ == "ADJ" or may_be_called(noun)


def _copular(verb: Word) -> tuple[list[Word], list[Word]]:
    nouns = [child for child in verb.children if child.dep_ in ("attr", "acomp") and not _is_passing(child)]
    return nouns, find_subjects(verb)[0] if nouns else []


def _is_passing(word: Word) -> bool:
    """Return whether an adjective tells of a moment or leads a clause: "ready", "concerned that", "able to"."""
    if word.pos_ not in ("ADJ", "VERB"):
        return False
    if is_passive_adjective(word):
        return True
    clauses = any(child.dep_ in ("xcomp", "ccomp", "pcomp") for child in word.children)
    gerunds = any(child.dep_ == "pcomp" for prep in word.children if prep.dep_ == "prep" for child in prep.children)
    return clauses or gerunds or word.lower_ in look_up("modifiers", "passing")


def _naming(verb: Word) -> tuple[list[Word], list[Word]]:
    """Return the names given by a verb of naming, and who is given them."""
    form = look_up("verbs", "names").get(verb.lemma_)
    if form is None:
        return [], []
    objects = [child for child in verb.children if child.dep_ in ("dative", "dobj", "oprd", "attr")]
    heads = [verb, *find_pobjs(verb, ("by",))]  # "portrayed by [tabloids as parasites]"
    given = [prep for head in heads for prep in head.children if prep.lower_ == "as"]
    nouns = [word for prep in given for word in prep.children if word.dep_ in ("pobj", "amod")]
    if not nouns and (second := [child for child in objects if is_name_given(child)]):
        return second, objects[:1]
    if is_passive(verb):
        return nouns or objects, find_subjects(verb)[0]
    small = [child for child in verb.children if child.dep_ == "ccomp" and child.pos_ in ("NOUN", "ADJ")]
    if small:  # the parser sees "calls [X a dictator]" as a clause
        return small, find_subjects(small[0])[0]
    return nouns or [child for child in objects if child.dep_ == "oprd"], objects[:1]
