"""Descriptions that point back: "the spokesperson", "the ministry", "the president", "the Texas senator"."""

from ..article import SUBJECTS, Article
from ..lang import list_words
from .names import load_genders
from .nominals import ARGUMENTS, find_holder, is_role, load_nouns
from .page import Cast, Mention, find_premodifiers
from .titles import Event

DEFINITE = frozenset({"the", "this", "that"})
DETERMINERS = DEFINITE | {"a", "an", "another", "one", "some"}
FALLBACKS = {"state": 1, "organisation": 3}  # sentences within which "the government", "the group" may mean them


def point_back(
    article: Article, cast: Cast, mentions: list[Mention], events: list[Event], taken: list[bool]
) -> list[Mention]:
    """Return `mentions` with those added that only point back: "the spokesperson", "the ministry", "the president"."""
    memory: dict[str, str | None] = {}
    nouns, found = load_nouns(), list(mentions)
    starts = {mention.first: mention for mention in mentions}
    covered = {token for mention in mentions for token in range(mention.first, mention.end)}
    told: dict[int, list[Event]] = {}
    for event in events:
        told.setdefault(event[0], []).append(event)
    lead: tuple[int, str] | None = None  # the sentence whose subject was a person, and who
    for token, lower in enumerate(article.lower):
        for _, title, key in told.get(token, ()):
            memory["spokesperson" if "spokesperson" in nouns.get(title, ()) else title] = key
        if token in starts:
            _remember(article, cast, memory, starts[token])
            lead = _find_lead(article, cast, starts[token]) or lead
            _follow_lead(article, cast, starts[token], lead)
        if token in covered or taken[token] or lower not in nouns or article.tag[token] not in {"NN", "NNP"}:
            continue
        if (
            article.dep[token] in ARGUMENTS
            and article.dep[token] not in {"appos", "nmod", "dep"}
            and not is_role(article, token)
        ):
            mention = _point(article, cast, memory, token)
            if mention:
                _follow_lead(article, cast, mention, lead)
                found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


def _remember(article: Article, cast: Cast, memory: dict[str, str | None], mention: Mention) -> None:
    last = article.lower[mention.end - 1]
    actor = cast.actors.get(mention.actor or "")
    if "spokesperson" in load_nouns().get(last, ()):
        memory["spokesperson"] = mention.actor
    elif actor and actor.kind == "organisation":
        memory[actor.name.split()[-1].lower()] = memory["organisation"] = mention.actor
    elif actor and actor.kind == "state":
        memory["state"] = memory[last] = mention.actor
    for noun, reach in FALLBACKS.items():
        if memory.get(noun) == mention.actor:
            memory[f"{noun} until"] = str(article.sentence[mention.first] + reach)


def _recall(article: Article, memory: dict[str, str | None], noun: str, token: int) -> str | None:
    """Return the last state or organisation, if it was named so lately that a bare noun can mean it."""
    return memory.get(noun) if article.sentence[token] <= int(memory.get(f"{noun} until") or -1) else None


def _point(article: Article, cast: Cast, memory: dict[str, str | None], token: int) -> Mention | None:
    noun, sorts = article.lower[token], load_nouns()[article.lower[token]]
    first = find_premodifiers(article, token)
    word = article.lower[first - 1] if first else ""
    definite, bare = word in DEFINITE, first == token
    if "spokesperson" in sorts and word in DETERMINERS:
        return Mention(first, token + 1, "noun", memory.get("spokesperson") if definite else None)
    if "spokesperson" in sorts and word == "its":  # of the body named last, or the state
        key = _recall(article, memory, "organisation", token) or _recall(article, memory, "state", token)
        return Mention(first, token + 1, "noun", key)
    if "office" in sorts and word in DETERMINERS:
        key = (
            memory.get(noun)
            if definite and article.lower[first] not in list_words("titles", "sort", "former")
            else None
        )
        if definite and bare and not key and article.lower[token + 1 : token + 2] != ["of"]:
            key = find_holder(cast, noun)
        return Mention(first, token + 1, "title" if definite else "noun", key)
    key = None
    if definite and bare and sorts & {"organisation", "body"}:
        key = memory.get(noun) or (_recall(article, memory, "organisation", token) if "organisation" in sorts else None)
    elif definite and bare and "government" in sorts:
        key = memory.get(noun) or (_recall(article, memory, "state", token) if noun != "administration" else None)
    return Mention(token, token + 1, "noun", key) if key else None


def _find_lead(article: Article, cast: Cast, mention: Mention) -> tuple[int, str] | None:
    """Return the sentence and id of a person whom a sentence is about: named, and the subject of its main clause."""
    head = mention.end - 1
    main = article.dep[head] in SUBJECTS and article.head[article.head[head]] == article.head[head]
    person = mention.actor and cast.actors[mention.actor].kind == "person" and mention.form in {"name", "alias"}
    return (article.sentence[head], mention.actor) if main and person and mention.actor else None


def _follow_lead(article: Article, cast: Cast, mention: Mention, lead: tuple[int, str] | None) -> None:
    """Take "the Texas senator" for the person whom the last sentence was about, if nothing contradicts it.

    Newspapers vary names so; a bare "the man", "the judge" or "the mayor" may be anybody.
    """
    if mention.form != "title" or mention.actor or lead is None or article.quoted[mention.first]:
        return
    noun, actor = article.lower[mention.end - 1], cast.actors[lead[1]]
    speaking = list_words("titles", "speaks", "yes")
    other = (
        actor.titles & speaking and noun in speaking and noun not in actor.titles | list_words("nouns", "role", "rival")
    )
    plain = mention.end - mention.first == 1
    gender = load_genders().get(noun, actor.gender)
    if not other and not plain and gender == (actor.gender or gender) and _is_next(article, mention, lead[0]):
        mention.actor = lead[1]


def _is_next(article: Article, mention: Mention, sentence: int) -> bool:
    definite = mention.first > 0 and article.lower[mention.first - 1] in DEFINITE
    return definite and article.dep[mention.end - 1] in SUBJECTS and article.sentence[mention.first] - sentence == 1
