"""Where names stand in an article: aliases known beforehand, and the names that spaCy's model finds, put right."""

import functools
from collections import Counter
from typing import TYPE_CHECKING

from .introduced import Entity, find_described, find_introduced, is_titled, load_titles
from .nouns import find_sort
from .page import Cast, Page
from .states import Index, Known, find_known, load_known, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
ORDINARY = frozenset({"NNS", "JJ", "RB", "VBN", "VBD", "VBG", "IN", "DT"})  # tags of no name
Hit = tuple[int, int, Known]  # first token, end, whom it names


def find_hits(page: Page, index: Index) -> list[Hit]:
    """Return the places of `page` where a known alias stands, as name or as adjective, whichever the parse says."""
    found = []
    for start, end, readings in find_known(page.words, index):
        first = start + (page.lower[start] == "the")
        if _is_hyphenated(page, first, end):
            continue
        modifies = page.dep[end - 1] in MODIFIERS and page.head[end - 1] >= end
        if readings[0].sort == "demonym" and first and page.words[first - 1] == "-":
            continue  # "African-American"
        wanted = [known for known in readings if (known.sort == "demonym") == modifies]
        found.append((first, end, (wanted or readings)[0]))
    return found


def _is_hyphenated(page: Page, first: int, end: int) -> bool:
    """Say whether a name is half of a word for something else: "US-led", "pro-Russian"."""
    after = page.words[end : end + 2]
    before = page.words[max(first - 2, 0) : first]
    return (after[:1] == ["-"] and after[-1].islower()) or (before[1:] == ["-"] and before[0].islower())


@functools.cache
def name_words(sort: str) -> frozenset[str]:
    """Return the small words that may stand inside a name, may not end one, or are no surname ("Jr.")."""
    return words_of("name_words", "sort", sort)


def find_entities(doc: "Doc", page: Page) -> list[Entity]:
    """Return the model's names of people and organisations, their edges cleaned.

    Where all words have capitals the model takes any for names: only people whose surname stands elsewhere count.
    """
    found: list[Entity] = []
    doubtful: list[Entity] = []
    places: Counter[str] = Counter()
    for entity in doc.ents:
        label = entity.label_
        if label in {"GPE", "LOC", "DATE"}:
            places[" ".join(page.words[entity.start : entity.end])] += 1
        elif label in {"PERSON", "ORG"}:
            label = "PERSON" if entity.end - entity.start > 2 and is_titled(page, entity.start + 1) else label
            first, end = _trim(page, entity.start, entity.end, label)
            if label == "ORG" and end - first == 3 and find_sort(page.lower[first]) == "person":
                first, label = first + 1, "PERSON"  # "Striker Ana Ruiz"
            first -= label == "PERSON" and first == entity.start and _has_first_name(doc, page, first, end)
            if first < end and not _is_ordinary(page, first, end):
                trusted = page.named[page.sentence[first]]
                (found if trusted else doubtful).append((first, end, label))
    text = {page.words[token] for token, number in enumerate(page.sentence) if page.named[number]}
    found += [
        (first, end, label) for first, end, label in doubtful
        if label == "PERSON" and 1 < end - first < 5 and page.words[end - 1] in text
    ]  # fmt: skip
    spelled = _find_spelled_out(page)
    tokens = {token for first, end, _ in spelled for token in range(first, end)}
    found = [*(entity for entity in found if tokens.isdisjoint(range(entity[0], entity[1]))), *spelled]
    introduced = find_introduced(page, found, [token.ent_type_ for token in doc])
    return _vote(page, sorted([*found, *introduced]), places, set(introduced))


def _has_first_name(doc: "Doc", page: Page, first: int, end: int) -> bool:
    """Say whether the model cut a first name off a person's name."""
    before = first - 1
    if before < 0 or page.pos[before] != "PROPN" or page.dep[before] != "compound" or doc[before].ent_type_:
        return False
    titled = page.words[before] in load_titles() or find_sort(page.lower[before]) == "person"
    return page.head[before] < end and page.words[before].istitle() and not titled


def _find_spelled_out(page: Page) -> list[Entity]:
    """Return the names that an acronym in brackets sums up: "North Sea Fishing Union (NSFU)"."""
    found: list[Entity] = []
    for token in range(2, len(page.words) - 1):
        acronym = page.words[token]
        if not (
            acronym.isupper() and len(acronym) > 1 and page.words[token - 1] == "(" and page.words[token + 1] == ")"
        ):
            continue
        first, letters = token - 1, list(acronym)
        while first > 0 and letters:
            word = page.words[first - 1]
            if word[0] == letters[-1]:
                letters.pop()
            elif word.lower() not in name_words("inside"):
                break
            first -= 1
        if not letters:
            found.append((first, token - 1, "ORG"))
    return found


def _vote(page: Page, entities: list[Entity], places: Counter[str], sure: set[Entity]) -> list[Entity]:
    """Give each name the label that the model gives it more often in this article, and drop those it calls places.

    A title makes a person, and so does a last name that stands alone as a person's.
    """
    votes: dict[str, Counter[str]] = {}
    names = [" ".join(page.words[first:end]) for first, end, _ in entities]
    for name, (first, end, label) in zip(names, entities, strict=True):
        told = "PERSON" if is_titled(page, first) else find_described(page, first, end)
        votes.setdefault(name, Counter())[told or label] += 3 if told or (first, end, label) in sure else 1
    best = {name: "ORG" if count["ORG"] > count["PERSON"] else "PERSON" for name, count in votes.items()}
    last_names = {name.split()[-1] for name, label in best.items() if label == "PERSON"} | _find_lone_names(page)
    for name in best:
        last = name.split()[-1]
        if _is_body_noun(last):
            best[name] = "ORG"
        elif " " in name and last in last_names and name.istitle() and not find_known(name.split(), load_known()):
            best[name] = "PERSON"
    return [
        (first, end, best[name]) for name, (first, end, _) in zip(names, entities, strict=True)
        if places[name] < votes[name].total() or (places[name] == votes[name].total() and end - first > 1)
    ]  # fmt: skip


def _find_lone_names(page: Page) -> set[str]:
    """Return the capital words that stand alone somewhere, as surnames do: not as part of a name, not after "the"."""
    found = set()
    for token, word in enumerate(page.words[1:], start=1):
        if page.pos[token] == "PROPN" and page.lower[token] not in page.common and page.lower[token - 1] != "the":
            alone = page.pos[token - 1] != "PROPN" and page.pos[min(token + 1, len(page.pos) - 1)] != "PROPN"
            if alone and page.dep[token] in {"nsubj", "poss"}:
                found.add(word)
    return found


def _is_body_noun(word: str) -> bool:
    return word.lower() in words_of("role_nouns", "sort", "body") | words_of("role_nouns", "sort", "organisation")


def _is_ordinary(page: Page, first: int, end: int) -> bool:
    """Say whether a one-word name is just a word that begins its sentence: it stands elsewhere in lower case.

    Nor is a holiday anybody's name.
    """
    if end - first == 1 and page.lower[first] in name_words("day"):
        return True
    word = page.words[first]
    if any(mark in "[]{}()@#/" for word in page.words[first:end] for mark in word):
        return True
    if end - first > 1 or not (word[0].isupper() or page.pos[first] == "PROPN"):
        return end - first == 1
    return (page.lower[first] in page.common and not word.isupper()) or page.tag[first] in ORDINARY


def _trim(page: Page, first: int, end: int, label: str) -> tuple[int, int]:
    words, lower = page.words, page.lower
    while first < end and not (words[first][0].isupper() or page.pos[first] == "PROPN"):
        first += 1
    while first < end and (page.pos[first] in {"DET", "PRON"} or (label == "PERSON" and words[first] in load_titles())):
        first += 1
    stop = first
    while stop < end and (words[stop][0].isupper() or lower[stop] in name_words("inside") or words[stop - 1] == "-"):
        if words[stop] in POSSESSIVES and label == "PERSON":
            break
        stop += 1
    while stop > first and (not words[stop - 1][0].isalnum() or lower[stop - 1] in name_words("never last")):
        stop -= 1
    return first, stop - 1 if stop > first + 1 and words[stop - 1] in POSSESSIVES else stop


def drop_known(page: Page, entities: list[Entity], hits: list[Hit]) -> list[Entity]:
    """Return the entities without those that are known wholly, and without "people" called "Communist China"."""
    owner = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept = []
    for first, end, label in entities:
        last = owner.get(end - 1)
        place = last and (last[2].sort in {"capital", "place"} or page.lower[first] in page.common)
        if not (label == "PERSON" and place) and not (last and last[0] <= first):
            kept.append((first, end, label))
    return kept


def settle(page: Page, cast: Cast, entities: list[Entity], hits: list[Hit]) -> tuple[list[Entity], list[Hit]]:
    """Keep the longer of a known alias and a name of the model that overlap; the user's aliases always.

    "The U.S. Justice Department" is wholly known, and so is the department; a person's name at the end of an
    organisation ("Morning Post Smith") is cut off.
    """
    owner = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept, lost = [], set()
    for first, stop, label in entities:
        end = stop
        if label == "ORG" and end - first > 1:
            end -= page.words[end - 1] in cast.surnames
            split = next((token for token in range(first, end) if page.words[token] in POSSESSIVES), None)
            end = split if split and (split - 1 in owner or page.words[split - 1] in cast.surnames) else end
        inside = {owner[token] for token in range(first, end) if token in owner}
        words = sum(token not in owner and page.words[token] not in POSSESSIVES for token in range(first, end))
        if any(hit[2].sort == "user" for hit in inside) or not words:
            continue
        kept.append((first, end, label))
        lost |= {hit for hit in inside if hit[2].sort != "demonym" or label == "PERSON"}
    return kept, [hit for hit in hits if hit not in lost]
