"""Described actors: "Russian officials", "the Biden administration", "the spokesperson", "the president".

A description becomes an actor of its own only where it says whose people or body is meant; "the ministry" and
"the spokesperson" point back to the last that fits. An unnamed person ("a senior official") is a mention without an
actor, since "he" may mean that person. Plurals that say nothing more ("officials", "both countries") are left out.
"""

from ..article import Article
from ..lang import list_words
from .entities import Hit
from .names import add_actor, add_known
from .naming import POSSESSIVES
from .nouns import load_nouns
from .page import Cast, Mention, find_premodifiers
from .states import load_adjectives, load_administrations, load_leaders
from .titles import end_of, find_office, owner_id

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "ROOT", "dep", "appos", "nmod"})
Owner = Mention | Hit


def describe(article: Article, cast: Cast, owners: dict[int, Owner], taken: list[bool]) -> list[Mention]:
    """Return the mentions whose own words tell whose they are; `owners` are names by their first token."""
    nouns, found = load_nouns(), []
    inside = {token for first, owner in owners.items() for token in range(first, end_of(owner))}
    for token, lower in enumerate(article.lower):
        sorts = nouns.get(lower)
        if not sorts or taken[token] or token in inside or article.dep[token] not in ARGUMENTS:
            continue
        if article.words[token].isupper() and len(lower) > 1 and article.words[token - 1].isupper():
            continue  # a headline
        mention = _describe(article, cast, token, owners)
        if mention:
            found.append(mention)
    return found


def _describe(article: Article, cast: Cast, noun: int, owners: dict[int, Owner]) -> Mention | None:
    sorts = load_nouns()[article.lower[noun]]
    first, owner = _find_owner(article, noun, owners)
    if "spokesperson" in sorts:
        key = owner_id(cast, owner) if owner else _complement(article, cast, noun, owners)
        return Mention(first, noun + 1, "noun", key) if key else None
    if "government" in sorts and (owner is None or isinstance(owner, Mention)):
        state = load_administrations().get(article.words[noun - 1])
        if state and noun:
            return Mention(noun - 1, noun + 1, "alias", add_actor(cast, state, "state"))
    if owner is None:
        governs = "government" in sorts and article.lower[noun + 1 : noun + 2] == ["of"]
        state = _complement(article, cast, noun, owners) if governs else None
        return Mention(noun, noun + 1, "alias", state) if state and cast.actors[state].kind == "state" else None
    if isinstance(owner, Mention):
        return _describe_owned(article, cast, noun, owner)
    return _describe_known(article, cast, noun, (first, owner))


def _find_owner(article: Article, noun: int, owners: dict[int, Owner]) -> tuple[int, Owner | None]:
    """Return where the noun phrase begins and the name that modifies or owns it, if any."""
    first = find_premodifiers(article, noun)
    for token in range(noun - 1, first - 1, -1):
        if token in owners and not _is_place(owners[token]):
            return first, owners[token]
    if first > 1 and article.lower[first - 1] in POSSESSIVES:
        for token in range(first - 2, max(first - 7, -1), -1):
            owner = owners.get(token)
            if owner and end_of(owner) == first - 1:
                place = not isinstance(owner, Mention) and owner[2].kind == "place"
                return first, None if place else owner
    return first, None


def _is_place(owner: Owner) -> bool:
    return not isinstance(owner, Mention) and owner[2].sort in {"capital", "place"}


def _complement(article: Article, cast: Cast, noun: int, owners: dict[int, Owner]) -> str | None:
    """Return the actor of "for X", "of X", "at X" after a noun."""
    after = noun + 1
    if after >= len(article.words) or article.lower[after] not in {"for", "of", "at", "from", "with"}:
        return None
    stop = min(after + 14, len(article.words))
    head = next((t for t in range(after + 1, stop) if article.dep[t] == "pobj" and article.head[t] == after), None)
    if head is None:
        return None
    fits = [owners[token] for token in range(after + 1, head + 1) if token in owners]
    return owner_id(cast, fits[-1]) if fits else None


def _describe_owned(article: Article, cast: Cast, noun: int, owner: Mention) -> Mention | None:
    """ "The Smith campaign", "Justice Department officials": bodies and people of a person or organisation."""
    sorts, actor = load_nouns()[article.lower[noun]], cast.actors[owner.actor or ""]
    passes_on = actor.represents and actor.kind != "person"
    represents = cast.actors[actor.represents or ""].name if passes_on else actor.name
    if any(article.words[token] in POSSESSIVES for token in range(owner.end, noun)):
        return None
    if "group" in sorts and article.tag[noun] in {"NNS", "NNPS"}:
        key = _add_group(cast, f"{actor.name} {article.lower[noun]}", represents)
    elif owner.end == noun and actor.kind == "person" and article.lower[noun] in list_words("nouns", "role", "team"):
        key = add_actor(cast, f"{actor.name.split()[-1]} {article.lower[noun]}", "organisation", actor.name)
    else:
        return None
    return Mention(owner.first, noun + 1, "noun", key)


def _add_group(cast: Cast, name: str, owner: str) -> str:
    """Return the id of a group; officials and soldiers speak for their state, citizens do not."""
    speaks = name.rsplit(maxsplit=1)[-1] in list_words("nouns", "group", "speaks")
    return add_actor(cast, name, "group", owner if speaks else None)


def _describe_known(article: Article, cast: Cast, noun: int, place: tuple[int, Hit]) -> Mention | None:
    """ "Russian officials", "the Russian military", "Russia's government", "the Russian president"."""
    first, (_, end, known) = place
    sorts, owner = load_nouns()[article.lower[noun]], add_known(cast, known)
    adjective = load_adjectives().get(known.actor, known.actor)
    if sorts & {"government", "rule"} and known.kind == "state":
        return Mention(first, noun + 1, "alias", owner)
    if "group" in sorts:
        return Mention(first, noun + 1, "noun", _add_group(cast, f"{adjective} {article.lower[noun]}", known.actor))
    if sorts & {"body", "organisation"} and not (known.kind == "state" and "team" in sorts):
        middle = [word for word in article.words[end : noun + 1] if word not in POSSESSIVES and word[0].isalnum()]
        key = add_actor(cast, " ".join([adjective, *middle]), "organisation", known.actor)
        return Mention(first, noun + 1, "noun", key)
    if "office" in sorts and not is_role(article, noun):
        return Mention(
            first, noun + 1, "title", find_holder(cast, find_office(article, noun) or article.lower[noun], owner)
        )
    return None


def find_holder(cast: Cast, title: str, owner: str | None = None) -> str | None:
    """Return the one person of the article who holds a title, or leads `owner`; None where none or several do."""
    people = {key: actor for key, actor in cast.actors.items() if actor.kind == "person"}
    fits = [key for key, actor in people.items() if title in actor.titles and owner in {None, actor.represents}]
    if not fits and owner and title.rsplit(maxsplit=1)[-1] in list_words("nouns", "role", "leader"):
        fits = [key for key, actor in people.items() if actor.represents == owner and key in load_leaders()]
    return fits[0] if len(fits) == 1 else None


def is_role(article: Article, token: int) -> bool:
    """Say whether a noun tells only as what somebody serves: "worked as a coach"."""
    return article.dep[token] == "pobj" and article.lower[article.head[token]] == "as"
