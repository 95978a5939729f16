"""Which of the actors nearby stands out as what a pronoun means, and which the grammar rules out.

In the spirit of Lappin and Leass (1994): nearness, subjects, who governs the clause, and the gender known so far.
"""

import functools

from ..lexicons import read_lexicon
from .names import load_genders
from .page import SUBJECTS, Cast, Mention, Page


@functools.cache
def load_pronouns() -> dict[str, str]:
    """Return pronoun -> male, female, thing or plural."""
    return {row["pronoun"]: row["sort"] for row in read_lexicon("pronouns")}


def find_nearby(page: Page, mentions: list[Mention], mention: Mention, reach: int) -> list[Mention]:
    here, found = page.sentence[mention.first], []
    for other in reversed(mentions):
        if here - page.sentence[other.first] > reach:
            break
        found.append(other)
    return found


def is_person(cast: Cast, mention: Mention) -> bool:
    """Say whether a mention is of one person, known or not ("an official"); pronouns are left aside."""
    if mention.actor is None:
        return mention.form in {"title", "noun"}
    return mention.form != "pronoun" and cast.actors[mention.actor].kind == "person"


def fits_gender(page: Page, cast: Cast, other: Mention, gender: str) -> bool:
    """Say whether a mention is of a person of this gender, or of one whose gender is not known."""
    if other.actor is None:
        return other.form in {"title", "noun"} and load_genders().get(page.lower[other.end - 1], gender) == gender
    actor = cast.actors[other.actor]
    return actor.kind == "person" and actor.gender in {"", gender}


def gender_share(cast: Cast, key: str | None, male: bool) -> float:
    """Return how likely an actor is he (or she, where not `male`); one half where nothing is known."""
    share = cast.actors[key].male if key else 0.5
    return share if male else 1 - share


def rate_prominence(page: Page, cast: Cast, mention: Mention, other: Mention) -> float:
    """Return how much `other` stands out as what a pronoun means: near, a subject, of the known gender."""
    head = other.end - 1
    head = page.head[head] if page.dep[head] == "appos" else head
    distance = page.sentence[mention.first] - page.sentence[other.first]
    score = -2.0 * distance - 0.001 * (mention.first - other.first)
    joined = is_joined(page, head)
    if page.dep[head] in SUBJECTS and not joined:
        score += 1.5 + 0.5 * (page.head[page.head[head]] == page.head[head])
    if other.actor and not cast.actors[other.actor].gender:
        score += 2.0 * (gender_share(cast, other.actor, load_pronouns()[page.lower[mention.first]] == "male") - 0.5)
    elif other.actor or load_genders().get(page.lower[other.end - 1]):
        score += 1.0
    if page.dep[head] == "pobj" and page.lower[page.head[page.head[head]]] == "according":
        score += 2.0  # "according to": who speaks
    score += 4.0 * (other.end == mention.first and page.lower[mention.first].endswith("self"))
    score += 1.2 * (not joined and governing_subject(page, mention.first) == other.end - 1)
    score += 0.5 * (other.form == "pronoun")
    score += 2.5 * (find_controller(page, mention.first) == other.end - 1)
    score -= 1.0 * (page.dep[head] in {"compound", "nmod"})
    return score - 1.5 * (page.quoted[other.first] != page.quoted[mention.first])


def clashes(page: Page, mention: Mention, other: Mention) -> bool:
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


def governing_subject(page: Page, token: int) -> int | None:
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


def is_joined(page: Page, noun: int) -> bool:
    """Say whether a noun is joined with another: "Norway and Sweden"."""
    end = min(noun + 10, len(page.words))
    return any(page.dep[other] == "conj" and page.head[other] == noun for other in range(noun + 1, end))
