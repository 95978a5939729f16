"""Described actors: "Russian officials", "the Biden administration", "a spokesperson for the ministry", "the president"."""

import functools

from .names import POSSESSIVES, Cast, Hit, add_actor, add_known
from .page import Page, find_premodifiers
from .states import load_administrations, read_lexicon, words_of


@functools.cache
def load_nouns() -> dict[str, frozenset[str]]:
    """Return noun -> what it may describe: spokesperson, government, country, body, organisation, group, office."""
    found: dict[str, set[str]] = {}
    for row in read_lexicon("role_nouns"):
        found.setdefault(row["noun"], set()).add(row["sort"])
    for noun in words_of("group_nouns", "noun"):
        found.setdefault(noun, set()).add("group")
    for noun in words_of("titles", "sort", "office"):
        found.setdefault(noun, set()).add("office")
    return {noun: frozenset(sorts) for noun, sorts in found.items()}


@functools.cache
def load_adjectives() -> dict[str, str]:
    """Return state -> the adjective that its unnamed people and bodies are called by ("Russia" -> "Russian")."""
    from .states import load_known

    found: dict[str, str] = {}
    for row in read_lexicon("states"):
        if row["sort"] == "demonym":
            found.setdefault(row["actor"], row["alias"])
    for entries in load_known().values():
        for words, known in entries:
            if known.sort == "demonym":
                found.setdefault(known.actor, " ".join(words))
    return found


def find_owner(page: Page, noun: int, hits: dict[int, Hit]) -> tuple[int, Hit | None]:
    """Return where the noun phrase begins and the known actor that modifies or owns it, if any."""
    first = find_premodifiers(page, noun)
    for token in range(noun - 1, first - 1, -1):
        if token in hits and hits[token][1] <= noun:
            return first, hits[token]
    before = first - 1
    if before > 0 and page.lower[before] in POSSESSIVES:
        owner = next((hit for hit in hits.values() if hit[1] == before), None)
        return first, owner
    return first, None


def find_complement(page: Page, noun: int) -> int | None:
    """Return the head of "for X", "of X", "at X", "from X" after a noun."""
    after = noun + 1
    if after < len(page.words) and page.lower[after] in {"for", "of", "at", "from", "with"}:
        for token in range(after + 1, min(after + 12, len(page.words))):
            if page.dep[token] == "pobj" and page.head[token] == after:
                return token
    return None


def describe_state_actor(cast: Cast, page: Page, noun: int, hit: Hit) -> tuple[str | None, str] | None:
    """Return (id, form) of a state's or party's body or people: "Russian military"; None where it is no actor."""
    sorts = load_nouns().get(page.lower[noun]) or load_nouns().get(page.lemma[noun], frozenset())
    known = hit[2]
    owner = add_known(cast, known)
    adjective = load_adjectives().get(known.actor, known.actor)
    if "spokesperson" in sorts:
        return owner, "noun"
    if "government" in sorts and known.kind == "state":
        return owner, "alias"
    middle = [word for word in page.words[hit[1] : noun + 1] if word not in POSSESSIVES and word[0].isalnum()]
    if "group" in sorts:
        return add_actor(cast, f"{adjective} {page.lower[noun]}", "group", known.actor), "noun"
    if sorts & {"body", "organisation"}:
        if any(page.tag[token] == "NNS" for token in (noun,)) and page.lower[noun] != "forces":
            return None
        return add_actor(cast, " ".join([adjective, *middle]), "organisation", known.actor), "noun"
    if "office" in sorts:
        return find_holder(cast, page.lemma[noun].lower(), owner), "title"
    return None


def find_holder(cast: Cast, title: str, owner: str | None = None) -> str | None:
    """Return the person of the article who holds a title (for `owner`, if given); None where none or several do."""
    fits = [
        key for key, actor in cast.actors.items()
        if title in actor.titles and (owner is None or actor.represents == owner)
    ]  # fmt: skip
    return fits[0] if len(fits) == 1 else None


def find_administration(cast: Cast, page: Page, noun: int) -> str | None:
    """Return the state of "the Biden administration", by the leader's surname right before the noun."""
    state = load_administrations().get(page.words[noun - 1]) if noun else None
    return add_actor(cast, state, "state") if state else None


def note_represents(cast: Cast, key: str, owner: str | None) -> None:
    """Note for whom a person or body speaks: a body that speaks for a state passes that on."""
    if owner and owner != key:
        above = cast.actors[owner].represents if owner in cast.actors else None
        cast.actors[key].represents = cast.actors[key].represents or above or owner


def is_definite(page: Page, noun: int, first: int) -> bool:
    """Say whether a noun phrase points back: "the spokesperson", "this group"."""
    return first > 0 and page.lower[first - 1] in {"the", "this", "that"}
