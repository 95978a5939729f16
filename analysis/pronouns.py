"""Pronouns -> the nearest fitting actor, by number, gender, and what the syntax allows.

In the spirit of Lappin and Leass (1994): of the fitting actors nearby the one that stands out most is meant;
subjects stand out most. He and she want a person, it a state or organisation, they a group.
"""

import functools
import math

from .page import SUBJECTS, Cast, Mention, Page
from .states import read_lexicon, words_of

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
REACH = 5  # sentences back


@functools.cache
def load_pronouns() -> dict[str, str]:
    """Return pronoun -> male, female, thing or plural."""
    return {row["pronoun"]: row["sort"] for row in read_lexicon("pronouns")}


def find_pronouns(page: Page) -> list[Mention]:
    """Return the pronouns that may stand for an actor; not the "it" of "it seems"."""
    sorts = load_pronouns()
    return [
        Mention(token, token + 1, "pronoun") for token, word in enumerate(page.lower)
        if word in sorts and page.tag[token] in {"PRP", "PRP$"} and not is_empty(page, token)
    ]  # fmt: skip


def is_empty(page: Page, token: int) -> bool:
    """Say whether an "it" stands for nothing: "it is clear that", "it seems", "it rained"."""
    if page.lower[token] != "it":
        return False
    verb = page.head[token]
    if page.dep[token] not in SUBJECTS or page.lemma[verb] not in words_of("empty_verbs", "verb"):
        return page.dep[token] == "expl"
    end = min(verb + 20, len(page.words))
    return any(
        page.head[other] == verb and page.dep[other] in CLAUSES for other in range(verb + 1, end)
    ) or page.lemma[verb] in {"rain", "snow"}  # fmt: skip


def resolve_pronouns(page: Page, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """Set the actor of each pronoun in `mentions` (in text order), where one fits; return the mentions.

    He, she and they without a fitting actor stay, as unknown; an "it" then is a thing and is left out.
    """
    sorts = load_pronouns()
    _learn_genders(page, cast, mentions)
    find = {"male": _find_person, "female": _find_person, "thing": _find_body, "plural": _find_group}
    done: list[Mention] = []
    for mention in mentions:
        sort = sorts[page.lower[mention.first]] if mention.form == "pronoun" else ""
        if sort:
            mention.actor = find[sort](page, cast, done, mention)
        if mention.actor or sort != "thing":
            done.append(mention)
    return done


def _learn_genders(page: Page, cast: Cast, mentions: list[Mention]) -> None:
    """Note whether people are he or she, from all such pronouns near them (expectation maximisation, three rounds).

    Each pronoun is shared out among the people that it may mean, by how much they stand out and how well their
    gender, as found so far, fits.
    """
    cases = []
    for number, mention in enumerate(mentions):
        sort = load_pronouns()[page.lower[mention.first]] if mention.form == "pronoun" else ""
        if sort in {"male", "female"}:
            near = [other for other in _nearby(page, mentions[:number], mention, 1) if _is_person(cast, other)]
            near = [other for other in near if page.quoted[other.first] == page.quoted[mention.first]]
            near = [other for other in near if _fits(cast, other, sort) and not _clashes(page, mention, other)]
            weights = [(other.actor, math.exp(_prominence(page, cast, mention, other))) for other in near]
            cases.append((sort == "male", weights))
    male: dict[str | None, float] = {}
    for _ in range(3):
        counts: dict[str | None, list[float]] = {}
        for is_male, weights in cases:
            fits = [(key, weight * abs(male.get(key, 0.5) - (not is_male))) for key, weight in weights]
            total = sum(weight for _, weight in fits)
            for key, weight in fits:
                counts.setdefault(key, [0.0, 0.0])[is_male] += weight / total if total else 0.0
        male = {key: (he + 0.2) / (she + he + 0.4) for key, (she, he) in counts.items()}
    for key, share in male.items():
        if key and not cast.actors[key].gender and abs(share - 0.5) > 0.2:
            cast.actors[key].gender = "male" if share > 0.5 else "female"


def _is_person(cast: Cast, mention: Mention) -> bool:
    """Say whether a mention is of one person, known or not ("an official"); pronouns are left aside."""
    if mention.actor is None:
        return mention.form in {"title", "noun"}
    return mention.form != "pronoun" and cast.actors[mention.actor].kind == "person"


def _nearby(page: Page, mentions: list[Mention], mention: Mention, reach: int) -> list[Mention]:
    here, found = page.sentence[mention.first], []
    for other in reversed(mentions):
        if here - page.sentence[other.first] > reach:
            break
        found.append(other)
    return found


def _find_person(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    gender = load_pronouns()[page.lower[mention.first]]
    fits = [other for other in _nearby(page, before, mention, REACH) if _fits(cast, other, gender)]
    barred = {other.actor for other in fits if other.actor and _clashes(page, mention, other)}
    fits = [other for other in fits if other.actor not in barred and not _clashes(page, mention, other)]
    if not fits:
        return None
    return max(fits, key=lambda other: _prominence(page, cast, mention, other)).actor


def _fits(cast: Cast, other: Mention, gender: str) -> bool:
    if other.actor is None:
        return other.form in {"title", "noun"}
    actor = cast.actors[other.actor]
    return actor.kind == "person" and actor.gender in {"", gender}


def _prominence(page: Page, cast: Cast, mention: Mention, other: Mention) -> float:
    """Return how much `other` stands out as what a pronoun means: near, a subject, of the known gender."""
    head = other.end - 1
    head = page.head[head] if page.dep[head] == "appos" else head
    distance = page.sentence[mention.first] - page.sentence[other.first]
    score = -2.0 * distance - 0.001 * (mention.first - other.first)
    if page.dep[head] in SUBJECTS:
        score += 1.5 + 0.5 * (page.head[page.head[head]] == page.head[head])
    score += 1.0 * bool(other.actor and cast.actors[other.actor].gender)
    score += 0.5 * (other.form == "pronoun")
    score += 2.5 * (find_controller(page, mention.first) == other.end - 1)
    score -= 1.0 * (page.dep[head] in {"compound", "nmod"})
    return score - 1.5 * (page.quoted[other.first] != page.quoted[mention.first])


def _clashes(page: Page, mention: Mention, other: Mention) -> bool:
    """Say whether grammar forbids it: both are subject and object of one verb, or the speaker says "he"."""
    token = mention.first
    if page.sentence[token] != page.sentence[other.first]:
        return False
    head = other.end - 1
    if page.quoted[token] and not page.quoted[other.first] and page.dep[head] in SUBJECTS:
        return not page.quoted[page.head[head]]
    if page.dep[token] in {"dobj", "pobj", "dative"} and not page.lower[token].endswith("self"):
        verb = page.head[token] if page.dep[token] != "pobj" else page.head[page.head[token]]
        return page.head[head] == verb or find_subject(page, verb) == head
    return False


def find_subject(page: Page, verb: int) -> int | None:
    """Return the subject of a verb, also where it is only understood ("before asking her", "and thanked it")."""
    for _ in range(4):
        if verb in page.subject:
            return page.subject[verb]
        if page.dep[verb] not in {"conj", "xcomp", "advcl", "pcomp", "prep"}:
            return None
        verb = page.head[verb]
    return None


def find_controller(page: Page, token: int) -> int | None:
    """Return the object whose doings "for" and "of" tell: "mocked Smith for hiding his" income."""
    node = page.head[token]
    for _ in range(4):
        if page.dep[node] == "pcomp":
            verb = page.head[page.head[node]]
            after = range(verb + 1, page.head[node])
            return next((other for other in after if page.dep[other] == "dobj" and page.head[other] == verb), None)
        node = page.head[node]
    return None


def _find_body(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    """Its: the last state or organisation of the sentence. It: the subject of a clause around, or of the last one."""
    if page.lower[mention.first] == "its" and (key := _find_owner(page, cast, before, mention)):
        return key
    other = _mention_at(before, _governing_subject(page, mention.first))
    return other.actor if other and _is_body(cast, other) else None


def _is_body(cast: Cast, mention: Mention) -> bool:
    return bool(mention.actor) and cast.actors[mention.actor or ""].kind in {"state", "organisation"}


def _find_owner(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    here = [other for other in before if page.sentence[other.first] == page.sentence[mention.first]]
    for other in reversed(here):
        if _is_body(cast, other) and other.form != "pronoun" and page.dep[other.end - 1] not in {"compound", "nmod"}:
            between = range(other.end, mention.first)
            things = [t for t in between if page.dep[t] in SUBJECTS and page.tag[t] in {"NN", "NNP"}]
            return None if things else other.actor
    return None


def _mention_at(before: list[Mention], token: int | None) -> Mention | None:
    if token is None:
        return None
    return next((other for other in reversed(before) if other.first <= token < other.end), None)


def _governing_subject(page: Page, token: int) -> int | None:
    """Return the subject of the nearest clause around a word, not of its own; else of the sentence before."""
    node = page.head[token]
    skip = None if page.dep[token] == "poss" else page.head[node] if page.dep[token] == "pobj" else node
    for _ in range(12):
        subject = page.subject.get(node)
        if node != skip and subject is not None and subject < token:
            return subject
        if page.head[node] == node:
            return _last_subject(page, token)
        node = page.head[node]
    return None


def _last_subject(page: Page, token: int) -> int | None:
    sentence = page.sentence[token] - 1
    while token and page.sentence[token - 1] >= sentence:
        token -= 1
    for other in range(token, len(page.words)):
        if page.sentence[other] != sentence:
            return None
        if page.dep[other] in SUBJECTS and page.head[page.head[other]] == page.head[other]:
            return other
    return None


def _find_group(page: Page, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    """They: a group or a party that is the subject around or before; several actors joined by "and" are nobody's id."""
    subject = _governing_subject(page, mention.first)
    if subject is None or _is_joined(page, subject):
        return None
    other = _mention_at(before, subject)
    if other is None or other.actor is None:
        return None
    plural = cast.actors[other.actor].kind == "group" or page.tag[other.end - 1] in {"NNS", "NNPS"}
    return other.actor if plural else None


def _is_joined(page: Page, noun: int) -> bool:
    end = min(noun + 10, len(page.words))
    return any(page.dep[other] == "conj" and page.head[other] == noun for other in range(noun + 1, end))
