"""Names in one article: of states, bodies, organisations and people, and which of them are the same actor."""

import functools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .page import Actor, Mention, Page
from .states import Index, Known, find_known, load_kinds, load_leaders, slug, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
PARTICLES = frozenset("de la le van von bin bint al el der den di da dos of for and the - & ' ’ O' ad".split())
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
Hit = tuple[int, int, Known]


def find_hits(page: Page, index: Index) -> list[Hit]:
    """Return the places of `page` where a known alias stands, as name or as adjective, whichever the parse says."""
    found = []
    for first, end, readings in find_known(page.words, index):
        if (
            end < len(page.words)
            and page.words[end] == "-"
            and page.words[end + 1 : end + 2] == page.lower[end + 1 : end + 2]
        ):
            continue  # "US-led", "Russia-backed": a property of something else
        modifies = page.dep[end - 1] in {"amod", "compound", "nmod"} and page.head[end - 1] >= end
        wanted = [known for known in readings if (known.sort == "demonym") == modifies]
        found.append((first, end, (wanted or readings)[0]))
    return found


@functools.cache
def _titles() -> frozenset[str]:
    words = words_of("titles", "sort")
    return words | {word.title() for word in words}


def find_entities(doc: "Doc", page: Page) -> list[tuple[int, int, str]]:
    """Return (first, end, PERSON or ORG) of the model's names, their edges cleaned; headings and titles left out."""
    found = []
    for entity in doc.ents:
        label = entity.label_
        if label not in {"PERSON", "ORG"} or (page.parts and page.parts[page.sentence[entity.start]] != "body"):
            continue
        first, end = _trim(page, entity.start, entity.end, label)
        if first < end and any(word[0].isupper() for word in page.words[first:end]):
            found.append((first, end, label))
    return found


def _trim(page: Page, first: int, end: int, label: str) -> tuple[int, int]:
    words = page.words
    while first < end and not (words[first][0].isupper() or page.pos[first] == "PROPN"):
        first += 1
    while first < end and (
        words[first].lower() in {"the", "a", "an"} or (label == "PERSON" and words[first] in _titles())
    ):
        first += 1
    stop = first
    while stop < end and (words[stop][0].isupper() or words[stop].lower() in PARTICLES or words[stop - 1] == "-"):
        if words[stop] in POSSESSIVES and label == "PERSON":
            break
        stop += 1
    while stop > first and not words[stop - 1][0].isalnum():
        stop -= 1
    while stop > first and (words[stop - 1] in POSSESSIVES or words[stop - 1].lower() in {"of", "for", "and", "the"}):
        stop -= 1
    return first, stop


@dataclass
class Cast:
    """The actors of one article and the words by which each may be named."""

    actors: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    first_names: dict[str, list[str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)  # an acronym or a last word of an organisation


def add_actor(cast: Cast, name: str, kind: str, represents: str | None = None) -> str:
    """Return the id of the actor of this name, new or known; `represents` is a name too, and becomes an actor."""
    key = slug(name)
    actor = cast.actors.setdefault(key, Actor(name, kind))
    if represents and actor.represents is None and slug(represents) != key:
        actor.represents = add_actor(cast, represents, load_kinds().get(represents, "organisation"))
    return key


def add_known(cast: Cast, known: Known) -> str:
    """Return the id of an actor known beforehand."""
    return add_actor(cast, known.actor, known.kind, known.represents)


def add_person(cast: Cast, words: list[str]) -> str:
    """Return the id of the person of this full name (at least two words), new or known."""
    full = [word for word in words if word.lower() not in SUFFIXES and word != ","]
    for other in cast.surnames.get(full[-1], ()):
        known = cast.actors[other].name.split()
        if known[0] == full[0] and (known[1:-1] == full[1:-1] or not known[1:-1] or not full[1:-1]):
            return other
    name = " ".join(full).replace(" - ", "-")
    key = add_actor(cast, name, "person", load_leaders().get(slug(name)))
    for table, word in ((cast.surnames, full[-1]), (cast.first_names, full[0])):
        if key not in table.setdefault(word, []):
            table[word].append(key)
    return key


def find_person(cast: Cast, word: str, gender: str = "") -> str | None:
    """Return the person that a single name means: surname before first name, the one most named before the others."""
    for table in (cast.surnames, cast.first_names):
        fits = [key for key in table.get(word, ()) if not gender or cast.actors[key].gender in {"", gender}]
        if fits:
            return max(fits, key=lambda key: cast.actors[key].named)
    return None


def add_organisation(cast: Cast, words: list[str]) -> str:
    """Return the id of the organisation of this name; a last word or initials that name an earlier one mean that."""
    name = re.sub(r" ([,.’'&-]) ?", r"\1", " ".join(words)) if len(words) > 1 else words[0]
    if len(words) == 1 and words[0] in cast.short:
        return cast.short[words[0]]
    key = add_actor(cast, name, "organisation")
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(words) > 1:
        cast.short.setdefault(words[-1], key)
        if len(initials) > 1:
            cast.short.setdefault(initials, key)
    return key


def vote_labels(page: Page, entities: list[tuple[int, int, str]]) -> dict[str, str]:
    """Return single-word name -> PERSON or ORG, as the model says more often in this article."""
    votes: dict[str, Counter[str]] = {}
    for first, end, label in entities:
        if end - first == 1:
            titled = first > 0 and page.words[first - 1] in _titles()
            votes.setdefault(page.words[first], Counter())["PERSON" if titled else label] += 3 if titled else 1
    return {word: max(("PERSON", "ORG"), key=lambda label: count[label]) for word, count in votes.items()}


def name_mention(cast: Cast, hit: Hit) -> Mention:
    """Return the mention of a known actor, and add the actor to the cast."""
    first, end, known = hit
    key = add_known(cast, known)
    return Mention(first, end, "name" if known.sort == "name" else "alias", key)
