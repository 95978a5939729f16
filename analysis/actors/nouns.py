"""Nouns for people and bodies: what sort of actor a common noun names, by a lexicon and by its ending."""

import functools
import re
from collections.abc import Iterable

from ..lang import list_words, look_up, read_table


def find_sort(word: str, lemma: str | None = None) -> str | None:
    """Return the sort of a lower-case noun: person, group, organisation, premises, either, compound, singular; or None.

    Premises are a body that is a building, too ("the hospital"); a compound is a body only behind another noun
    ("the hotel chain"), a singular only as one ("the panel").
    """
    nouns = look_up("people_nouns", "sort")
    lemma = lemma or word
    lemma = f"{lemma[:-3]}man" if lemma.endswith("men") else lemma
    sort = nouns.get(lemma) or nouns.get(word) or (nouns.get(lemma[:-1]) if lemma.endswith("s") else None)
    return sort or ("person" if _endings().fullmatch(lemma) else None)


@functools.cache
def _endings() -> re.Pattern:
    """Return the pattern of nouns that their ending shows to be people, without those that only end so."""
    rows = read_table("person_endings")
    endings = "|".join(row["ending"] for row in rows if row["people"] == "yes")
    others = "|".join(row["ending"] for row in rows if row["people"] == "no")
    return re.compile(rf"(?!.*(?:{others})s?$).{{2,}}(?:{endings})s?")


def is_meant(sort: str, tag: str, below: Iterable[str]) -> bool:
    """Say whether a noun of the lexicon is a body here: "trust" as "hospital trust", "panel", not "solar panels".

    `below` are the relations of what hangs on it.
    """
    return tag == "NN" if sort == "singular" else sort != "compound" or "compound" in below


@functools.cache
def load_titles() -> frozenset[str]:
    """Return the words that stand before a person's name, in lower case and capitalised."""
    words = list_words("titles")
    return words | {word.title() for word in words}


@functools.cache
def load_nouns() -> dict[str, frozenset[str]]:
    """Return noun -> what it may describe: spokesperson, government, body, organisation, group, office."""
    found = {noun: set(roles.split("; ")) for noun, roles in look_up("nouns", "role").items()}
    for noun in list_words("nouns", "group"):
        found.setdefault(noun, set()).add("group")
    for noun in list_words("titles", "sort", "office"):
        found.setdefault(noun, set()).add("office")
    return {noun: frozenset(sorts) for noun, sorts in found.items()}
