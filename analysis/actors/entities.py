"""Aliases known beforehand, where they stand in an article, and how they and the names found there share it out."""

from ..article import Article
from .naming import POSSESSIVES, Entity
from .page import Cast
from .states import Index, Known, find_known, load_marks, load_provinces

MODIFIERS = frozenset({"amod", "compound", "nmod"})
Hit = tuple[int, int, Known]  # first token, end, whom it names


def find_hits(article: Article, index: Index) -> list[Hit]:
    """Return the places of `article` where a known alias stands, as name or as adjective, whichever the parse says."""
    found: list[Hit] = []
    homonyms = _find_homonyms(article, index)
    for start, end, told in find_known(article.words, index):
        first = start + (article.lower[start] == "the")
        if _is_hyphenated(article, first, end):
            continue
        name = " ".join(article.words[first:end])
        readings = [Known(name, "place", None, "place")] if name in homonyms else told
        before = found[-1][2].actor if found and found[-1][1] == start else None
        if readings[0].sort == "body" and before not in (None, readings[0].represents):
            continue  # "the French Senate", "the Texas House of Representatives"
        modifies = article.dep[end - 1] in MODIFIERS and article.head[end - 1] >= end
        if readings[0].sort == "demonym" and first and article.words[first - 1] == "-":
            continue  # "African-American"
        wanted = [known for known in readings if (known.sort == "demonym") == modifies]
        found.append((first, end, (wanted or readings)[0]))
    return found


def _find_homonyms(article: Article, index: Index) -> set[str]:
    """Return the names of states that name other places here: "Paris, Texas", and the American Georgia."""
    words, marks = set(article.words), load_marks()
    found = {actor for actor, told in marks.items() if told.isdisjoint(words)}
    for start, end, _ in find_known(article.words, index):
        if article.words[end : end + 1] == [","] and load_provinces().intersection(article.words[end + 1 : end + 2]):
            found.add(" ".join(article.words[start:end]))
    return found


def _is_hyphenated(article: Article, first: int, end: int) -> bool:
    """Say whether a name is half of a word for something else: "US-led", "pro-Russian"."""
    after = article.words[end : end + 2]
    before = article.words[max(first - 2, 0) : first]
    return (after[:1] == ["-"] and after[-1].islower()) or (before[1:] == ["-"] and before[0].islower())


def drop_known(article: Article, entities: list[Entity], hits: list[Hit]) -> list[Entity]:
    """Return the entities without those that are known wholly, and without "people" called "Communist China"."""
    owner = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept = []
    for first, end, label in entities:
        last = owner.get(end - 1)
        place = last and article.lower[first] in article.common
        if not (label == "PERSON" and place) and not (last and last[0] <= first):
            kept.append((first, end, label))
    return kept


def settle(article: Article, cast: Cast, entities: list[Entity], hits: list[Hit]) -> tuple[list[Entity], list[Hit]]:
    """Keep the longer of a known alias and a name of the model that overlap; the user's aliases always.

    "The U.S. Justice Department" is wholly known, and so is the department; a person's name at the end of an
    organisation ("Morning Post Smith") is cut off.
    """
    owner = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept, lost = [], set()
    for first, stop, label in entities:
        end = stop
        if label == "ORG" and end - first > 1:
            end -= article.words[end - 1] in cast.surnames
            split = next((token for token in range(first, end) if article.words[token] in POSSESSIVES), None)
            end = split if split and (split - 1 in owner or article.words[split - 1] in cast.surnames) else end
        inside = {owner[token] for token in range(first, end) if token in owner}
        words = sum(token not in owner and article.words[token] not in POSSESSIVES for token in range(first, end))
        if any(hit[2].sort == "user" for hit in inside) or not words:
            continue
        kept.append((first, end, label))
        lost |= {hit for hit in inside if hit[2].sort != "demonym" or label == "PERSON"}
    return kept, [hit for hit in hits if hit not in lost]
