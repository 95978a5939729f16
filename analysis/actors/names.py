"""Names in one article: which people and organisations they mean, and which are the same actor."""

import functools
import re
from collections import Counter
from collections.abc import Set

from ..article import Article
from ..lang import list_words, look_up
from ..syntax import load_dictionary
from .entities import Hit
from .naming import POSSESSIVES, Entity, find_nickname_marks
from .nouns import load_titles
from .page import Actor, Cast, Mention
from .states import Known, load_kinds, load_known, load_leaders, slug

JUST = 15  # words before a surname within which whoever was named in full last is meant


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


def add_people(article: Article, cast: Cast, entities: list[Entity]) -> dict[tuple[int, int], str]:
    """Add the people named in full to the cast, and return their places with their ids."""
    found = {}
    longest_first = sorted(entities, key=lambda entity: (entity[0] - entity[1], entity[0]))
    for first, end, label in longest_first:
        if label == "PERSON" and end - first > 1:
            found[first, end] = key = add_person(cast, article.words[first:end])
            cast.actors[key].named.append(first)
            cast.actors[key].offices |= _see_title(article, first)
    return found


def cut_names(article: Article, entities: list[Entity]) -> list[Entity]:
    """Return the entities, those of people without a title or insult before the name and a place or verb behind it."""
    entities = [
        (_skip_title(article, first, end) if label == "PERSON" else first, end, label) for first, end, label in entities
    ]
    names = Counter(" ".join(article.words[first:end]) for first, end, label in entities if label == "PERSON")
    return [
        (first + _is_called_names(words, names), first + _measure_person(words), label) if label == "PERSON"
        else (first, end, label)
        for first, end, label in entities for words in [article.words[first:end]]
    ]  # fmt: skip


def _skip_title(article: Article, first: int, end: int) -> int:
    """Return where a full name begins: behind "Special Agent", behind "Interior" in "Secretary of the Interior"."""
    for place in range(end - 3, first - 1, -1):
        word = article.words[place]
        office = re.search(r"(\w+) of(?: the)?$", " ".join(article.words[max(place - 3, 0) : place]))
        titled = {word, word.removesuffix("s"), f"{word}."} & load_titles()
        if titled or (office and office[1] in load_titles()):
            return place + 1
    return first


def _measure_person(words: list[str]) -> int:
    """Return how many words are the name: "Cory Booker" of New Jersey, "John Roe Jr." Reaches."""
    closing = {"of", *list_words("names", "part", "suffix")}
    ends = (at + (word != "of") for at, word in enumerate(words) if word.lower() in closing)
    return next((end for end in ends if end > 1), len(words))


def _is_called_names(words: list[str], names: Counter[str]) -> bool:
    """Say whether a name's first word is an insult or a headline's, as the same name without it shows.

    "Crooked John Doe" where John Doe is named no less; "Crooked John" where a John Doe is called Doe, too, which
    nobody does in "Marco Rubio" and the "Rubio Doctrine".
    """
    rest = " ".join(words[1:])
    if len(words) > 2:
        return 0 < names[rest] >= names[" ".join(words)]
    return any(name.startswith(f"{rest} ") and names[name.split()[-1]] for name in names) and not any(
        name.startswith(f"{words[0]} ") and name != " ".join(words) for name in names
    )


def add_person(cast: Cast, words: list[str]) -> str:
    """Return the id of the person of this full name (at least two words), new or known; X Jr. is not X."""
    marks = find_nickname_marks(words)
    nicknames = [words[place - 1] for place in sorted(marks)[1::2]]
    inside = marks | {place - 1 for place in sorted(marks)[1::2]}
    full = [word for place, word in enumerate(words) if word != "," and place not in inside]
    full, suffix = split_suffix(full)
    fits = [other for other in cast.surnames.get(full[-1], ()) if _is_same(cast, other, full, suffix)]
    same = [other for other in fits if cast.actors[other].name.split()[0] == full[0]] or fits
    if len(same) == 1:
        return same[0]
    name = " ".join([*full, *suffix]).replace(" - ", "-")
    leader = load_leaders().get(slug(name), {})
    key = add_actor(cast, name, "person", leader.get("represents") if leader.get("speaks") == "always" else None)
    cast.actors[key].gender = cast.actors[key].gender or leader.get("gender", "")
    for table, word in ((cast.surnames, full[-1]), *((cast.first_names, first) for first in (full[0], *nicknames))):
        if key not in table.setdefault(word, []):
            table[word].append(key)
    return key


def split_suffix(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of a full name without Jr., Sr. or III, and these."""
    suffix = [word for word in words[1:] if word.lower() in list_words("names", "part", "suffix")]
    spelled = [f"{word.rstrip('.')}." if word[0] in "JS" else word for word in suffix]
    return [word for word in words if word not in suffix], spelled


def _is_same(cast: Cast, other: str, full: list[str], suffix: list[str]) -> bool:
    """Say whether a name may be that of a person of the same surname: short of it, or but for its middle names."""
    known, older = split_suffix(cast.actors[other].name.split())
    if older != suffix:
        return False
    if known[-len(full) :] == full:
        return True
    first = known[0] == full[0] or other in cast.first_names.get(full[0], ()) or is_short_for(full[0], known[0])
    return first and (known[1:-1] == full[1:-1] or not known[1:-1] or not full[1:-1])


def is_short_for(one: str, other: str) -> bool:
    """Say whether one of two first names may be short for the other ("Mike", "Michael")."""
    return one in load_nicknames().get(other, ()) or other in load_nicknames().get(one, ())


@functools.cache
def load_nicknames() -> dict[str, list[str]]:
    """Return short form -> the first names that it may stand for ("Chris": Christopher, Christine)."""
    return {short: full.split("; ") for short, full in look_up("names", "short_for").items()}


def drop_namesakes(article: Article, entities: list[Entity]) -> list[Entity]:
    """Return the entities without "people" that are called after somebody: a tower, a lecture, a doctrine.

    Where "Osei" stands alone again and again and "Tower", a noun, never does, "Osei Tower" is nobody's full name,
    unless a title stands before it.
    """
    alone = Counter(article.words[first] for first, end, _ in entities if end - first == 1)
    return [
        (first, end, label)
        for first, end, label in entities
        if label != "PERSON"
        or end - first == 1
        or _see_title(article, first)
        or not _is_namesake(article.words[first:end], alone)
    ]


def _is_namesake(words: list[str], alone: Counter[str]) -> bool:
    """Say whether all that follows a name is nouns; short ones are syllables of a name ("Kim Jong Un")."""
    nouns = all(len(word) > 3 and word.lower() in load_dictionary() for word in words[1:])
    return nouns and alone[words[0]] > 1 and not alone[words[-1]]


def find_person(cast: Cast, word: str, place: int, gender: str = "", office: Set[str] = frozenset()) -> str | None:
    """Return the person that a single name means: surname before first name, who fits best."""
    for table in (cast.surnames, cast.first_names):
        fits = [key for key in table.get(word, ()) if not gender or cast.actors[key].gender in {"", gender}]
        if fits:
            return max(fits, key=lambda key: _rate(cast.actors[key], place, gender, office))
    return None


def _rate(actor: Actor, place: int, gender: str, office: Set[str]) -> tuple[bool, bool, int, int]:
    """Return how well a person fits a single name: of the title before it, of its gender, just named, named first."""
    just = max((at for at in actor.named if place - JUST <= at < place), default=-1)
    return bool(actor.offices & office), bool(gender) and actor.gender == gender, just, -min(actor.named, default=0)


def _see_title(article: Article, place: int) -> Set[str]:
    """Return the titles in the capital words before a name ("Secretary of State")."""
    found = set()
    while place and (article.words[place - 1][0].isupper() or article.lower[place - 1] == "of"):
        place -= 1
        if article.words[place] in load_titles():
            found.add(article.lower[place])
    return found - set(look_up("titles", "gender"))


def find_people(
    article: Article, cast: Cast, entities: list[Entity], full: dict[tuple[int, int], str]
) -> list[Mention]:
    """Return the mentions of people: full names, then every surname or first name that stands alone."""
    found = [Mention(first, end, "name", key) for (first, end), key in full.items()]
    covered = {token for first, end, _ in entities if end - first > 1 for token in range(first, end)}
    covered |= {token for first, end in full for token in range(first, end)}
    single = {article.words[first] for first, end, label in entities if end - first == 1 and label == "PERSON"}
    known = {*cast.surnames, *single}  # "House" is no first name in "House Democrats"
    _learn_honorifics(article, cast, full)
    for token, word in enumerate(article.words):
        if word not in known or token in covered or not word[0].isupper() or not _is_name(article, token):
            continue
        if token + 1 < len(article.words) and article.words[token + 1] in cast.surnames and word in cast.first_names:
            continue  # the first half of a full name
        key = find_person(cast, word, token, _honorific_gender(article, token), _see_title(article, token))
        found.append(_extend(article, cast, token, key or _add_single(article, cast, token)))
    return found


def _add_single(article: Article, cast: Cast, token: int) -> str:
    """Return the id of a person known by one name only, or of a people or family: a name in the plural."""
    word, gender = article.words[token], _honorific_gender(article, token)
    key = add_actor(cast, word, "group" if article.tag[token] == "NNPS" and not gender else "person")
    actor = cast.actors[key]
    actor.gender = actor.gender or gender
    actor.named.append(token)
    if key not in cast.surnames.setdefault(word, []):
        cast.surnames[word].append(key)
    return key


def _learn_honorifics(article: Article, cast: Cast, full: dict[tuple[int, int], str]) -> None:
    """Note Mr or Mrs of a surname for the person last named in full with it, who then is no Mrs or Mr."""
    last: dict[str, str] = {}
    ends = {end - 1: key for (_, end), key in full.items()}
    for token, word in enumerate(article.words):
        if token in ends:
            last[word] = ends[token]
        elif word in cast.surnames and (gender := _honorific_gender(article, token)):
            if word in last:
                cast.actors[last[word]].gender = cast.actors[last[word]].gender or gender
            if not find_person(cast, word, token, gender):
                _add_single(article, cast, token)


def _extend(article: Article, cast: Cast, token: int, key: str) -> Mention:
    """Return the mention at a surname, with the words of the full name before it."""
    name = cast.actors[key].name.split()
    first = token
    while first > 0 and len(name) > 1 and article.words[first - 1] in name[:-1] and article.words[token] == name[-1]:
        first -= 1
    return Mention(first, token + 1, "name" if first < token or len(name) == 1 else "alias", key)


def _is_name(article: Article, token: int) -> bool:
    """Say whether a capital word is a name here: "May" opens a sentence, "New" belongs to "New York"."""
    if (
        article.dep[token] == "compound"
        and article.pos[article.head[token]] == "PROPN"
        and article.head[token] == token + 1
    ):
        return False
    return article.pos[token] == "PROPN" or article.lower[token] not in article.common


def _honorific_gender(article: Article, token: int) -> str:
    return look_up("titles", "gender").get(article.words[token - 1], "") if token else ""


def find_bodies(article: Article, cast: Cast, entities: list[Entity], hits: list[Hit]) -> list[Mention]:
    """Return the mentions of organisations, by the model and by the lexicon, and of their acronyms."""
    found = []
    states = {end: known.actor for _, end, known in hits if known.kind != "organisation"}
    for hit in hits:
        if hit[2].kind == "organisation" and hit[2].sort != "demonym":
            found.append(name_mention(cast, hit))
            note_short(article, cast, hit[0], hit[1], found[-1].actor or "")
    for first, end, label in entities:
        if label == "ORG":
            key = _add_organisation(article, cast, first, end, states.get(first))
            form = (
                "name"
                if len(article.words[first:end]) > 1 or cast.actors[key].name == article.words[first]
                else "alias"
            )
            found.append(Mention(first, end, form, key))
    covered = {token for mention in found for token in range(mention.first, mention.end)}
    covered |= {token for first, end, _ in hits for token in range(first, end)}
    for token, word in enumerate(article.words):
        if word in cast.short and token not in covered and _is_short(article, token):
            found.append(Mention(token, token + 1, "alias", cast.short[word]))
    return found


def _is_short(article: Article, token: int) -> bool:
    """Say whether an organisation's last word or initials stand for it here, as a name by itself."""
    if article.words[token].isupper() or article.lower[token - 1] == "the":
        return True
    around = article.words[max(token - 1, 0) : token] + article.words[token + 1 : token + 2]
    alone = not any(word[0].isupper() for word in around)
    return alone and article.pos[token] == "PROPN" and article.lower[token] not in article.common


def _add_organisation(article: Article, cast: Cast, first: int, end: int, of: str | None) -> str:
    words = article.words[first:end]
    if " ".join(words) in cast.short:
        return cast.short[" ".join(words)]
    bodies = [known for alias, known in load_known().get("the", ()) if alias[1:] == tuple(words)]
    if bodies and of in (None, bodies[0].represents):  # not "the French Senate"
        return add_known(cast, bodies[0])
    name = words[0]
    for word in words[1:]:
        name += word if word in POSSESSIVES else f" {word}"
    key = add_actor(cast, name.replace(" - ", "-"), "organisation")
    note_short(article, cast, first, end, key)
    return key


def note_short(article: Article, cast: Cast, first: int, end: int, key: str) -> None:
    """Note an organisation's last word, its initials, and an acronym that follows it in brackets."""
    words = [word for word in article.words[first:end] if word[0].isalnum()]
    if len(words) > 1 and words[-1][0].isupper():
        for start in range(1, len(words)):
            cast.short.setdefault(" ".join(words[start:]), key)
        cast.short[" ".join(words)] = key
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 1:
            cast.short.setdefault(initials, key)
    after = article.words[end : end + 3]
    if len(after) == 3 and after[0] == "(" and after[2] == ")" and after[1].isupper():
        cast.short[after[1]] = key


def name_mention(cast: Cast, hit: Hit) -> Mention:
    """Return the mention of an actor known beforehand, and add the actor to the cast."""
    first, end, known = hit
    return Mention(first, end, "name" if known.sort == "name" else "alias", add_known(cast, known))
