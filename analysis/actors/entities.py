"""Where names stand in an article: aliases known beforehand, and the names that spaCy's model finds, put right."""

import functools
from collections import Counter

from ..article import Article
from ..lang import list_words
from .introduced import Entity, find_described, find_introduced, is_titled, load_titles
from .nouns import find_sort
from .page import Cast
from .states import Index, Known, find_known, load_known

POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
ORDINARY = frozenset({"NNS", "JJ", "RB", "VBN", "VBD", "VBG", "IN", "DT"})  # tags of no name
Hit = tuple[int, int, Known]  # first token, end, whom it names


def find_hits(article: Article, index: Index) -> list[Hit]:
    """Return the places of `article` where a known alias stands, as name or as adjective, whichever the parse says."""
    found = []
    for start, end, readings in find_known(article.words, index):
        first = start + (article.lower[start] == "the")
        if _is_hyphenated(article, first, end):
            continue
        modifies = article.dep[end - 1] in MODIFIERS and article.head[end - 1] >= end
        if readings[0].sort == "demonym" and first and article.words[first - 1] == "-":
            continue  # "African-American"
        wanted = [known for known in readings if (known.sort == "demonym") == modifies]
        found.append((first, end, (wanted or readings)[0]))
    return found


def _is_hyphenated(article: Article, first: int, end: int) -> bool:
    """Say whether a name is half of a word for something else: "US-led", "pro-Russian"."""
    after = article.words[end : end + 2]
    before = article.words[max(first - 2, 0) : first]
    return (after[:1] == ["-"] and after[-1].islower()) or (before[1:] == ["-"] and before[0].islower())


@functools.cache
def name_words(sort: str) -> frozenset[str]:
    """Return the small words that may stand inside a name, may not end one, or are no surname ("Jr.")."""
    return list_words("names", "part", sort)


def find_entities(article: Article) -> list[Entity]:
    """Return the model's names of people and organisations, their edges cleaned.

    Where all words have capitals the model takes any for names: only people whose surname stands elsewhere count.
    """
    found: list[Entity] = []
    doubtful: list[Entity] = []
    places: Counter[str] = Counter()
    for begin, stop, called in article.entities:
        if called in {"GPE", "LOC", "DATE"}:
            places[" ".join(article.words[begin:stop])] += 1
        elif called in {"PERSON", "ORG"}:
            label = "PERSON" if stop - begin > 2 and is_titled(article, begin + 1) else called
            first, end = _trim(article, begin, stop, label)
            if label == "ORG" and end - first == 3 and find_sort(article.lower[first]) == "person":
                first, label = first + 1, "PERSON"  # "Striker Ana Ruiz"
            first -= label == "PERSON" and first == begin and _has_first_name(article, first, end)
            if first < end and not _is_ordinary(article, first, end):
                trusted = article.named[article.sentence[first]]
                (found if trusted else doubtful).append((first, end, label))
    text = {article.words[token] for token, number in enumerate(article.sentence) if article.named[number]}
    found += [
        (first, end, label) for first, end, label in doubtful
        if label == "PERSON" and 1 < end - first < 5 and article.words[end - 1] in text
    ]  # fmt: skip
    spelled = _find_spelled_out(article)
    tokens = {token for first, end, _ in spelled for token in range(first, end)}
    found = [*(entity for entity in found if tokens.isdisjoint(range(entity[0], entity[1]))), *spelled]
    introduced = find_introduced(article, found)
    return _vote(article, sorted([*found, *introduced]), places, set(introduced))


def _has_first_name(article: Article, first: int, end: int) -> bool:
    """Say whether the model cut a first name off a person's name."""
    before = first - 1
    if before < 0 or article.pos[before] != "PROPN" or article.dep[before] != "compound" or article.entity[before]:
        return False
    titled = article.words[before] in load_titles() or find_sort(article.lower[before]) == "person"
    return article.head[before] < end and article.words[before].istitle() and not titled


def _find_spelled_out(article: Article) -> list[Entity]:
    """Return the names that an acronym in brackets sums up: "North Sea Fishing Union (NSFU)"."""
    found: list[Entity] = []
    for token in range(2, len(article.words) - 1):
        acronym = article.words[token]
        if not (
            acronym.isupper()
            and len(acronym) > 1
            and article.words[token - 1] == "("
            and article.words[token + 1] == ")"
        ):
            continue
        first, letters = token - 1, list(acronym)
        while first > 0 and letters:
            word = article.words[first - 1]
            if word[0] == letters[-1]:
                letters.pop()
            elif word.lower() not in name_words("inside"):
                break
            first -= 1
        if not letters:
            found.append((first, token - 1, "ORG"))
    return found


def _vote(article: Article, entities: list[Entity], places: Counter[str], sure: set[Entity]) -> list[Entity]:
    """Give each name the label that the model gives it more often in this article, and drop those it calls places.

    A title makes a person, and so does a last name that stands alone as a person's.
    """
    votes: dict[str, Counter[str]] = {}
    names = [" ".join(article.words[first:end]) for first, end, _ in entities]
    for name, (first, end, label) in zip(names, entities, strict=True):
        told = "PERSON" if is_titled(article, first) else find_described(article, first, end)
        votes.setdefault(name, Counter())[told or label] += 3 if told or (first, end, label) in sure else 1
    best = {name: "ORG" if count["ORG"] > count["PERSON"] else "PERSON" for name, count in votes.items()}
    last_names = {name.split()[-1] for name, label in best.items() if label == "PERSON"} | _find_lone_names(article)
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


def _find_lone_names(article: Article) -> set[str]:
    """Return the capital words that stand alone somewhere, as surnames do: not as part of a name, not after "the"."""
    found = set()
    for token, word in enumerate(article.words[1:], start=1):
        if (
            article.pos[token] == "PROPN"
            and article.lower[token] not in article.common
            and article.lower[token - 1] != "the"
        ):
            alone = article.pos[token - 1] != "PROPN" and article.pos[min(token + 1, len(article.pos) - 1)] != "PROPN"
            if alone and article.dep[token] in {"nsubj", "poss"}:
                found.add(word)
    return found


def _is_body_noun(word: str) -> bool:
    return word.lower() in list_words("nouns", "role", "body") | list_words("nouns", "role", "organisation")


def _is_ordinary(article: Article, first: int, end: int) -> bool:
    """Say whether a one-word name is just a word that begins its sentence: it stands elsewhere in lower case.

    Nor is a holiday anybody's name.
    """
    if end - first == 1 and article.lower[first] in name_words("day"):
        return True
    word = article.words[first]
    if any(mark in "[]{}()@#/" for word in article.words[first:end] for mark in word):
        return True
    if end - first > 1 or not (word[0].isupper() or article.pos[first] == "PROPN"):
        return end - first == 1
    return (article.lower[first] in article.common and not word.isupper()) or article.tag[first] in ORDINARY


def _trim(article: Article, first: int, end: int, label: str) -> tuple[int, int]:
    words, lower = article.words, article.lower
    while first < end and not (words[first][0].isupper() or article.pos[first] == "PROPN"):
        first += 1
    while first < end and (
        article.pos[first] in {"DET", "PRON"} or (label == "PERSON" and words[first] in load_titles())
    ):
        first += 1
    stop = first
    while stop < end and (words[stop][0].isupper() or lower[stop] in name_words("inside") or words[stop - 1] == "-"):
        if words[stop] in POSSESSIVES and label == "PERSON":
            break
        stop += 1
    while stop > first and (not words[stop - 1][0].isalnum() or lower[stop - 1] in name_words("never last")):
        stop -= 1
    return first, stop - 1 if stop > first + 1 and words[stop - 1] in POSSESSIVES else stop


def drop_known(article: Article, entities: list[Entity], hits: list[Hit]) -> list[Entity]:
    """Return the entities without those that are known wholly, and without "people" called "Communist China"."""
    owner = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept = []
    for first, end, label in entities:
        last = owner.get(end - 1)
        place = last and (last[2].sort in {"capital", "place"} or article.lower[first] in article.common)
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
