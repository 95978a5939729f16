"""Which nouns of a parsed text are for people and bodies, and the name beside one."""

from collections.abc import Mapping

from ..actors.nouns import find_sort, is_meant
from ..lang import look_up
from ..word import Word


def is_person(noun: Word) -> bool:
    """Return whether a noun is for people or a body of people: by the lexicon, its ending, or a "who" after it."""
    lemma = noun.lemma_.lower()
    if look_up("nouns", "collective").get(lemma) == "part" and any(child.lower_ == "of" for child in noun.children):
        return False  # "a delegation of officials" is the officials
    if any(child.dep_ == "prep" and child.lower_ == "to" for child in noun.children) and lemma == "opposition":
        return False
    if sort := find_sort(noun.lower_, lemma):
        return is_meant(sort, noun.tag_, (child.dep_ for child in noun.children))
    party = noun.ent_type_ == "NORP" and noun.text.endswith("s")  # "the Greens"
    if noun.pos_ == "PROPN" and noun.tag_ != "NNPS" and not party:
        return False
    if noun.ent_type_ == "NORP":
        return True
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in noun.children
    )


def is_epithet(word: Word) -> bool:
    """Return whether a word is in the lexicon of words that judge."""
    return word.lower_ in look_up("modifiers", "polarity")


def may_be_called(noun: Word) -> bool:
    """Return whether a noun is one that an actor is called by: people, bodies and words that judge."""
    return is_epithet(noun) or is_person(noun)


def find_beginning(word: Word) -> Word:
    """Return where a word with hyphens begins: "front" of "front-runner"."""
    while word.i > 1 and word.nbor(-1).text == "-" and not word.nbor(-1).whitespace_ and not word.nbor(-2).whitespace_:
        word = word.nbor(-2)
    return word


def find_name_beside(noun: Word, names: Mapping[int, int]) -> Word | None:
    """Return the name that stands beside a description: "the novelist Ines Baptista", tied by the parser or not."""
    beside = next((child for child in noun.children if child.dep_ == "appos" and child.i in names), None)
    return beside or _name_after(noun, names) or find_name_set_off(noun, names)


def find_name_set_off(noun: Word, names: Mapping[int, int]) -> Word | None:
    """Return the name set off after a noun for a person: "an accountant, Ilie Dragan, left", "A poet, Dragan left"."""
    comma = noun.i + 1
    if not _may_be_named(noun) or comma + 1 >= len(noun.doc) or noun.doc[comma].text != ",":
        return None
    name = _name_from(noun.doc[comma + 1], names)
    after = noun.doc[name.i + 1 : name.i + 3] if name is not None else noun.doc[0:0]
    closed = len(after) and after[0].text in (",", ".") and after[-1].lower_ not in ("and", "or")
    subjects = name is not None and name.dep_ == noun.dep_ == "nsubj" and name.head == noun.head
    return name if closed or subjects else None


def _name_after(noun: Word, names: Mapping[int, int]) -> Word | None:
    """Return the name that begins right after a noun for a person or a body, where the parser did not tie them."""
    return _name_from(noun.nbor(1), names) if _may_be_named(noun) and noun.i + 1 < len(noun.doc) else None


def _may_be_named(noun: Word) -> bool:
    return noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() in look_up("people_nouns", "sort")


def _name_from(first: Word, names: Mapping[int, int]) -> Word | None:
    """Return the head of the name that begins with a word."""
    heads = (i for i in range(first.i, min(first.i + 4, len(first.doc))) if i in names)
    name = next((i for i in heads if names[i] == first.idx), None)
    return None if name is None else first.doc[name]
