"""Nouns for people and bodies: what sort of actor a common noun names, by a lexicon and by its ending."""

import functools
import re

from ..lang import look_up, read_table


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
