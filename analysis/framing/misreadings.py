"""Verbs that the parser took for participles, told by what no sentence is likely to say."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_misread(verb: "Token") -> bool:
    """Return whether the parser took a verb for a participle: "annexed Crimea and backed rebels"."""
    return misread_governor(verb) is not None or is_misread_main(verb)


def misread_governor(verb: "Token") -> "Token | None":
    """Return the first verb where the parser took the second for a participle: "annexed Crimea and backed rebels".

    A noun is never coordinated with a verb, and a name hardly ever with a noun that has a participle before it.
    """
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBN" or verb.i == 0 or verb.nbor(-1).lower_ != "and":
        return None
    first = noun.head
    if noun.dep_ == "dobj":  # a second object of the first verb
        doubled = any(child.dep_ == "dobj" and child.i < verb.i for child in first.children)
        return first if doubled else None
    governor = first.head if first.dep_ == "dobj" and first.pos_ == "PROPN" else first
    return governor if noun.dep_ == "conj" and governor.tag_ == "VBD" else None


def is_misread_main(verb: "Token") -> bool:
    """Return whether subject and object were read as a noun and its apposition: "The “allies” looted shops"."""
    noun = verb.head
    return verb.dep_ == "amod" and verb.tag_ == "VBN" and noun.dep_ == "appos" and not is_set_off(noun)


def is_set_off(noun: "Token") -> bool:
    """Return whether a comma, dash, colon or bracket stands before a noun phrase."""
    first = noun.left_edge
    return first.i > 0 and first.nbor(-1).is_punct and first.nbor(-1).text not in "\"“”'‘’"


def is_own(noun: "Token") -> bool:
    """Return whether a noun is no misread verb's object."""
    return not any(misread_governor(child) for child in noun.children)
