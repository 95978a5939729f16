"""Titles of named people: what they tell of gender, and for whom a person speaks."""

import functools

from ..article import Article
from ..lang import list_words, look_up, read_table
from .entities import Hit
from .names import add_known
from .naming import POSSESSIVES
from .page import Cast, Mention, find_premodifiers


@functools.cache
def _offices() -> frozenset[str]:
    return list_words("titles", "sort", "office") | list_words("titles", "sort", "title") | set(_abbreviations())


@functools.cache
def _abbreviations() -> dict[str, str]:
    return {row["word"].lower(): row["means"] for row in read_table("titles") if row["sort"] == "abbreviation"}


@functools.cache
def _name_offices() -> dict[str, str]:
    """Return title -> the office in one form, for the titles that say for whom somebody stands or speaks."""
    words = look_up("titles", "stands").keys() | look_up("titles", "speaks").keys()
    return {word: look_up("titles", "means").get(word, word) for word in words}


@functools.cache
def _ranks() -> frozenset[str]:
    """Return what makes another office of one: "vice", "deputy", "attorney"."""
    return _offices() | list_words("modifiers", "plain", "rank")


def find_office(article: Article, noun: int) -> str | None:
    """Return the office that a noun names, in one form: "vice president", "representative" for "Congressman"; or None.

    What one is no longer ("former") is no part of it.
    """
    named = _name_offices()
    office = named.get(article.words[noun]) or named.get(article.lower[noun])
    before = article.lower[noun - 1] if noun else ""
    return f"{before} {office}" if office and before in _ranks() else office


def note_titles(article: Article, cast: Cast, people: list[Mention], owners: dict[int, Mention | Hit]) -> list[bool]:
    """Note titles, gender and represents of people; return which words are used up by titles.

    `owners` are the known names and the organisations by their first token. "Russian President Vladimir Putin",
    "Russia's president, Vladimir Putin" and "Vladimir Putin, the president of Russia," all represent Russia.
    """
    taken = [False] * len(article.words)
    for mention in people:
        key = mention.actor or ""
        before = _title_before(article, mention)
        for first, end in (before, _title_after(article, mention.end)):
            titles = _read_titles(article, first, end)
            if _is_past(article, first, end):
                _note_gender(article, cast, key, titles)
            else:
                _note(article, cast, key, titles, first, end, owners)
            if titles and end == mention.first:
                taken[first:end] = [True] * (end - first)
        if mention.first and not cast.actors[key].gender:
            cast.actors[key].gender = look_up("titles", "gender").get(article.words[mention.first - 1], "")
    return taken


def _read_titles(article: Article, first: int, end: int) -> list[int]:
    """Return where titles stand; of "the president's aide" and "aide to the president" only "aide"."""
    found: list[int] = []
    for token in range(first, end):
        if article.dep[token] == "prep" and found:
            break
        if article.lower[token] in _offices() and not POSSESSIVES.intersection(article.lower[token + 1 : token + 2]):
            found.append(token)
    return found


def _is_past(article: Article, first: int, end: int) -> bool:
    return any(article.lower[token] in list_words("titles", "sort", "former") for token in range(first, end))


def _note_gender(article: Article, cast: Cast, key: str, titles: list[int]) -> None:
    for place in titles:
        gender = look_up("titles", "gender").get(article.lower[place], "")
        cast.actors[key].gender = cast.actors[key].gender or gender


def _note(
    article: Article, cast: Cast, key: str, titles: list[int], first: int, end: int, owners: dict[int, Mention | Hit]
) -> None:
    offices = {find_office(article, place) or article.lower[place] for place in titles}
    cast.actors[key].titles |= {one for one in offices if not any(one != other and one in other for other in offices)}
    _note_gender(article, cast, key, titles)
    words = {_abbreviations().get(article.lower[place]) or article.lower[place] for place in titles}
    if not list_words("titles", "speaks", "yes").isdisjoint(words):
        note_represents(cast, key, _find_owner(article, cast, owners, first, end))


def note_represents(cast: Cast, key: str, owner: str | None) -> None:
    """Note for whom a person or body speaks: a body that speaks for a state passes that on."""
    if owner and owner != key:
        above = cast.actors[owner].represents or owner
        if above != key:
            cast.actors[key].represents = cast.actors[key].represents or above


def _title_before(article: Article, mention: Mention) -> tuple[int, int]:
    """Return the words of a title before a name; also of one that the parse does not tie to it."""
    first = find_premodifiers(article, mention.end - 1, mention.first)
    before = mention.first - 1
    closed = article.words[mention.end : mention.end + 1] in ([","], ["."])  # not "met his mother, Ann Smith said"
    if before > 0 and article.words[before] == "," and article.lower[before - 1] in _offices() and closed:
        return find_premodifiers(article, before - 1), mention.first  # "Norway's minister, Ann Smith,"
    if before >= 0 and article.lower[before] in _offices():
        first = min(first, find_premodifiers(article, before), before)
    return first, mention.first


def _title_after(article: Article, end: int) -> tuple[int, int]:
    """Return the words of ", a spokesman for the ministry," after a name; an empty span where there are none."""
    words = article.words
    if end + 2 < len(words) and words[end] == "," and words[end + 1].isdigit() and words[end + 2] == ",":
        end += 2
    if end >= len(words) or words[end] != ",":
        return end, end
    stop = end + 1
    while stop < min(end + 16, len(words)) and words[stop] not in {",", ".", ";", "—", "–", "“", '"'}:
        if article.pos[stop] in {"VERB", "AUX", "SCONJ"} or article.lower[stop] in {"and", "but", "or"}:
            return end, end
        if article.lower[stop] in {"who", "which", "whose"}:
            break
        stop += 1
    if stop + 1 < len(words) and words[stop] == "," and article.pos[stop + 1] == "PROPN":
        return end, end  # it tells of the next name: "a spokesman for the ministry, Ann Smith,"
    return end + 1, stop


def _find_owner(article: Article, cast: Cast, owners: dict[int, Mention | Hit], first: int, end: int) -> str | None:
    """Return the actor named inside a title, or right before it in the genitive ("Russia's president")."""
    inside = [owners[token] for token in range(first, end) if token in owners and end_of(owners[token]) <= end]
    if not inside and first > 1 and article.lower[first - 1] in POSSESSIVES:
        found = (owners.get(token) for token in range(max(0, first - 6), first - 1))
        inside = [owner for owner in found if owner and end_of(owner) == first - 1]
    return owner_id(cast, inside[0]) if inside else None


def end_of(owner: Mention | Hit) -> int:
    """Return where a mention or a known name ends."""
    return owner.end if isinstance(owner, Mention) else owner[1]


def owner_id(cast: Cast, owner: Mention | Hit) -> str | None:
    """Return the id of a mention's actor or of a known name's; None for a place."""
    if isinstance(owner, Mention):
        return owner.actor
    return add_known(cast, owner[2]) if owner[2].kind != "place" else None
