"""Pronouns -> the nearest fitting actor, by number, gender and who was speaking."""

import functools

from .names import Cast
from .page import Mention, Page
from .states import read_lexicon

CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
EMPTY_VERBS = frozenset("be seem appear turn rain snow happen matter".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@functools.cache
def load_pronouns() -> dict[str, str]:
    """Return pronoun -> male, female, thing, plural, first or second."""
    return {row["pronoun"]: row["sort"] for row in read_lexicon("pronouns")}


def find_pronouns(page: Page) -> list[Mention]:
    """Return the pronouns that may stand for an actor; not the "it" of "it seems"."""
    sorts = load_pronouns()
    found = []
    for token, word in enumerate(page.lower):
        sort = sorts.get(word)
        if sort and page.tag[token] in {"PRP", "PRP$"} and not (sort == "thing" and is_empty_it(page, token)):
            found.append(Mention(token, token + 1, "pronoun"))
    return found


def is_empty_it(page: Page, token: int) -> bool:
    """Say whether an "it" stands for nothing: "it is clear that", "it seems", "it rained"."""
    if page.dep[token] == "expl":
        return True
    verb = page.head[token]
    if page.dep[token] not in SUBJECTS or page.lemma[verb] not in EMPTY_VERBS:
        return False
    return any(page.head[other] == verb and page.dep[other] in CLAUSES for other in range(verb + 1, _reach(page, verb)))


def _reach(page: Page, verb: int) -> int:
    """Return where the words end that may belong to `verb`: 20 on, or the end of its sentence."""
    end = verb + 1
    while end < min(verb + 20, len(page.words)) and page.sentence[end] == page.sentence[verb]:
        end += 1
    return end


def resolve_pronouns(page: Page, cast: Cast, mentions: list[Mention]) -> None:
    """Set the actor of each pronoun in `mentions` (in text order), where there is a fitting one."""
    sorts = load_pronouns()
    for number, mention in enumerate(mentions):
        if mention.form != "pronoun":
            continue
        sort = sorts[page.lower[mention.first]]
        if sort in {"male", "female"}:
            mention.actor = _find_person(page, cast, mentions[:number], mention, sort)
        elif sort == "thing":
            mention.actor = _find_body(page, cast, mentions[:number], mention)
        elif sort == "plural":
            mention.actor = _find_group(page, cast, mentions[:number], mention)


def _nearby(page: Page, mentions: list[Mention], mention: Mention, reach: int) -> list[Mention]:
    here = page.sentence[mention.first]
    found = []
    for other in reversed(mentions):
        if here - page.sentence[other.first] > reach:
            break
        found.append(other)
    return found


def _score(page: Page, mention: Mention, other: Mention) -> tuple[int, int, int]:
    distance = page.sentence[mention.first] - page.sentence[other.first]
    subject = page.dep[other.end - 1] in SUBJECTS or page.dep[other.first] in SUBJECTS
    return (-distance, int(subject), -other.first if subject else other.first)


def _clashes(page: Page, mention: Mention, other: Mention) -> bool:
    """Say whether both are subject and object of one verb, or one holds the other."""
    verb = page.head[mention.first]
    if page.dep[mention.first] in {"dobj", "pobj", "dative"}:
        verb = page.head[verb] if page.dep[mention.first] == "pobj" else verb
        return page.head[other.end - 1] == verb
    if page.quoted[mention.first] and not page.quoted[other.first]:
        return page.sentence[mention.first] == page.sentence[other.first] and page.dep[other.end - 1] in SUBJECTS
    return False


def _find_person(page: Page, cast: Cast, before: list[Mention], mention: Mention, gender: str) -> str | None:
    fits = []
    for other in _nearby(page, before, mention, 3):
        if other.form in {"title", "noun"} and other.actor is None:
            fits.append(other)  # "an official": unknown, but he it is
        elif other.actor and (actor := cast.actors[other.actor]).kind == "person" and actor.gender in {"", gender}:
            fits.append(other)
    fits = [other for other in fits if not _clashes(page, mention, other)]
    if not fits:
        return None
    best = max(fits, key=lambda other: _score(page, mention, other)).actor
    if best and len({other.actor for other in fits}) == 1:
        cast.actors[best].gender = cast.actors[best].gender or gender
    return best


def _find_body(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    """The subject of a clause around "it", or the main subject of the sentence before: a state or organisation."""
    subject = _governing_subject(page, mention.first)
    if subject is None:
        return None
    for other in reversed(before):
        if other.first <= subject < other.end:
            return other.actor if other.actor and cast.actors[other.actor].kind in {"state", "organisation"} else None
    return None


def _governing_subject(page: Page, token: int) -> int | None:
    own = page.head[token] if page.dep[token] in SUBJECTS else None
    node = page.head[token]
    for _ in range(12):
        if node != own:
            for other in range(max(0, node - 40), node):
                if page.head[other] == node and page.dep[other] in SUBJECTS and other < token:
                    return other
        if page.head[node] == node:
            return _last_subject(page, page.sentence[token] - 1, token)
        node = page.head[node]
    return None


def _last_subject(page: Page, sentence: int, token: int) -> int | None:
    while token and page.sentence[token - 1] >= sentence:
        token -= 1
    for other in range(token, len(page.words)):
        if page.sentence[other] != sentence:
            return None
        head = page.head[other]
        if page.dep[other] in SUBJECTS and page.head[head] == head:
            return other
    return None


def _find_group(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    subject = _governing_subject(page, mention.first)
    if subject is None or any(
        page.dep[t] == "conj" and page.head[t] == subject for t in range(subject, min(subject + 8, len(page.words)))
    ):
        return None
    for other in reversed(before):
        if other.first <= subject < other.end:
            return other.actor if other.actor and cast.actors[other.actor].kind == "group" else None
    return None
