"""Which nouns of a parsed text are for people and bodies, and which introduce a name."""

from typing import TYPE_CHECKING

from ..actors.nouns import find_sort
from ..lexicons import look_up

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_person(noun: "Token") -> bool:
    """Return whether a noun is for people or a body of people: by the lexicon, its ending, or a "who" after it."""
    lemma = noun.lemma_.lower()
    if look_up("collectives", "noun", "kind").get(lemma) == "part" and any(
        child.lower_ == "of" for child in noun.children
    ):
        return False  # "a delegation of officials" is the officials
    if any(child.dep_ == "prep" and child.lower_ == "to" for child in noun.children) and lemma == "opposition":
        return False
    if sort := find_sort(noun.lower_, lemma):
        return _is_meant(noun, sort)
    party = noun.ent_type_ == "NORP" and noun.text.endswith("s")  # "the Greens"
    if noun.pos_ == "PROPN" and noun.tag_ != "NNPS" and not party:
        return False
    if noun.ent_type_ == "NORP":
        return True
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in noun.children
    )


def _is_meant(noun: "Token", sort: str) -> bool:
    """Return whether a noun of the lexicon is a body here: "trust" as "hospital trust", "panel", not "solar panels"."""
    if sort == "singular":
        return noun.tag_ == "NN"
    return sort != "compound" or any(child.dep_ == "compound" for child in noun.children)


def introduces(noun: "Token") -> bool:
    """Return whether a noun right before a name can be its title; "the man Putin met" is none."""
    clauses = (child for child in noun.children if child.dep_ == "relcl")
    return noun.tag_ == "NN" and not any(_lacks_object(clause) for clause in clauses)


def _lacks_object(clause: "Token") -> bool:
    """Return whether a clause lacks its object: "(the man) Putin met", but not "(the utility) Corvo cut its rates"."""
    return not any(child.dep_ == "dobj" and child.i > clause.i for child in clause.children)
