"""Names in one article: which people and organisations they mean, and which are the same actor."""

from ..article import Article
from ..lang import list_words
from .entities import Hit, name_words
from .naming import POSSESSIVES, Entity
from .nouns import load_genders
from .page import Actor, Cast, Mention
from .states import Known, load_kinds, load_known, load_leaders, slug


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
            actor = cast.actors[key]
            actor.first = min(actor.first, first)
    return found


def add_person(cast: Cast, words: list[str]) -> str:
    """Return the id of the person of this full name (at least two words), new or known."""
    full = [word for word in words if word.lower() not in name_words("suffix") and word != ","]
    full = full if len(full) > 1 else words
    for other in cast.surnames.get(full[-1], ()):
        known = cast.actors[other].name.split()
        if known[-len(full) :] == full:
            return other
        if known[0] == full[0] and (known[1:-1] == full[1:-1] or not known[1:-1] or not full[1:-1]):
            return other
    name = " ".join(full).replace(" - ", "-")
    leader = load_leaders().get(slug(name), {})
    key = add_actor(cast, name, "person", leader.get("represents") if leader.get("speaks") == "always" else None)
    cast.actors[key].gender = cast.actors[key].gender or leader.get("gender", "")
    for table, word in ((cast.surnames, full[-1]), (cast.first_names, full[0])):
        if key not in table.setdefault(word, []):
            table[word].append(key)
    return key


def find_person(cast: Cast, word: str, gender: str = "") -> str | None:
    """Return the person that a single name means: surname before first name, the one first named in full."""
    for table in (cast.surnames, cast.first_names):
        fits = [key for key in table.get(word, ()) if not gender or cast.actors[key].gender in {"", gender}]
        if fits:
            return min(
                fits, key=lambda key: (bool(gender) and cast.actors[key].gender != gender, cast.actors[key].first)
            )
    return None


def find_people(
    article: Article, cast: Cast, entities: list[Entity], full: dict[tuple[int, int], str]
) -> list[Mention]:
    """Return the mentions of people: full names, then every surname or first name that stands alone."""
    found = [Mention(first, end, "name", key) for (first, end), key in full.items()]
    covered = {token for first, end, _ in entities if end - first > 1 for token in range(first, end)}
    covered |= {token for first, end in full for token in range(first, end)}
    single = {article.words[first] for first, end, label in entities if end - first == 1 and label == "PERSON"}
    known = {*cast.surnames, *cast.first_names, *single}
    _learn_honorifics(article, cast, full)
    for token, word in enumerate(article.words):
        if word not in known or token in covered or not word[0].isupper() or not _is_name(article, token):
            continue
        if token + 1 < len(article.words) and article.words[token + 1] in cast.surnames and word in cast.first_names:
            continue  # the first half of a full name
        if word not in cast.surnames and word not in single and _is_last_half(article, token):
            continue
        key = find_person(cast, word, _honorific_gender(article, token))
        if key is None and (word in single or word in cast.surnames):
            key = _add_single(article, cast, token)
        if key and cast.actors[key].kind in {"person", "group"}:
            found.append(_extend(article, cast, token, key))
    return found


def _add_single(article: Article, cast: Cast, token: int) -> str:
    """Return the id of a person known by one name only, or of a people or family: a name in the plural."""
    word, gender = article.words[token], _honorific_gender(article, token)
    key = add_actor(cast, word, "group" if article.tag[token] == "NNPS" and not gender else "person")
    actor = cast.actors[key]
    actor.first, actor.gender = min(actor.first, token), actor.gender or gender
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
            if not find_person(cast, word, gender):
                _add_single(article, cast, token)


def _extend(article: Article, cast: Cast, token: int, key: str) -> Mention:
    """Return the mention at a surname, with the words of the full name before it."""
    name = cast.actors[key].name.split()
    first = token
    while first > 0 and len(name) > 1 and article.words[first - 1] in name[:-1] and article.words[token] == name[-1]:
        first -= 1
    return Mention(first, token + 1, "name" if first < token or len(name) == 1 else "alias", key)


def _is_last_half(article: Article, token: int) -> bool:
    """Say whether a first name ends a longer name: of a programme called "Morning Joe", say."""
    before = article.words[token - 1] if token else "."
    tied = article.dep[token - 1] == "compound" and article.head[token - 1] == token and before[0].isupper()
    return tied and before not in list_words("titles") and before.lower() not in list_words("titles")


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
    return load_genders().get(article.words[token - 1], "") if token else ""


def find_bodies(article: Article, cast: Cast, entities: list[Entity], hits: list[Hit]) -> list[Mention]:
    """Return the mentions of organisations, by the model and by the lexicon, and of their acronyms."""
    found = []
    for hit in hits:
        if hit[2].kind == "organisation" and hit[2].sort != "demonym":
            found.append(name_mention(cast, hit))
            note_short(article, cast, hit[0], hit[1], found[-1].actor or "")
    for first, end, label in entities:
        if label == "ORG":
            key = _add_organisation(article, cast, first, end)
            form = (
                "name"
                if len(article.words[first:end]) > 1 or cast.actors[key].name == article.words[first]
                else "alias"
            )
            found.append(Mention(first, end, form, key))
    covered = {token for mention in found for token in range(mention.first, mention.end)}
    for token, word in enumerate(article.words):
        if word in cast.short and token not in covered and (word.isupper() or article.lower[token - 1] == "the"):
            found.append(Mention(token, token + 1, "alias", cast.short[word]))
    return found


def _add_organisation(article: Article, cast: Cast, first: int, end: int) -> str:
    words = article.words[first:end]
    if " ".join(words) in cast.short:
        return cast.short[" ".join(words)]
    bodies = [known for alias, known in load_known().get("the", ()) if alias[1:] == tuple(words)]
    if bodies:
        return add_known(cast, bodies[0])
    name = words[0]
    for word in words[1:]:
        name += word if word in POSSESSIVES or word in ",." else f" {word}"
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
