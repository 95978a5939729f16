"""Which of the actors nearby stands out as what a pronoun means, and which the grammar rules out.

In the spirit of Lappin and Leass (1994): nearness, subjects, who governs the clause, and the gender known so far.
"""

import functools

from ..article import SUBJECTS, Article, subject_before
from ..lang import look_up
from .names import load_genders
from .page import Cast, Mention


@functools.cache
def load_pronouns() -> dict[str, str]:
    """Return pronoun -> male, female, thing or plural."""
    return look_up("words", "pronoun")


def find_nearby(article: Article, mentions: list[Mention], mention: Mention, reach: int) -> list[Mention]:
    here, found = article.sentence[mention.first], []
    for other in reversed(mentions):
        if here - article.sentence[other.first] > reach:
            break
        found.append(other)
    return found


def is_person(cast: Cast, mention: Mention) -> bool:
    """Say whether a mention is of one person, known or not ("an official"); pronouns are left aside."""
    if mention.actor is None:
        return mention.form in {"title", "noun"}
    return mention.form != "pronoun" and cast.actors[mention.actor].kind == "person"


def fits_gender(article: Article, cast: Cast, other: Mention, gender: str) -> bool:
    """Say whether a mention is of a person of this gender, or of one whose gender is not known."""
    if other.actor is None:
        return other.form in {"title", "noun"} and load_genders().get(article.lower[other.end - 1], gender) == gender
    actor = cast.actors[other.actor]
    return actor.kind == "person" and actor.gender in {"", gender}


def gender_share(cast: Cast, key: str | None, male: bool) -> float:
    """Return how likely an actor is he (or she, where not `male`); one half where nothing is known."""
    share = cast.actors[key].male if key else 0.5
    return share if male else 1 - share


def rate_prominence(article: Article, cast: Cast, mention: Mention, other: Mention) -> float:
    """Return how much `other` stands out as what a pronoun means: near, a subject, of the known gender."""
    head = other.end - 1
    head = article.head[head] if article.dep[head] == "appos" else head
    distance = article.sentence[mention.first] - article.sentence[other.first]
    score = -2.0 * distance - 0.001 * (mention.first - other.first)
    joined = is_joined(article, head)
    if article.dep[head] in SUBJECTS and not joined:
        score += 1.5 + 0.5 * (article.head[article.head[head]] == article.head[head])
    if other.actor and not cast.actors[other.actor].gender:
        score += 2.0 * (gender_share(cast, other.actor, load_pronouns()[article.lower[mention.first]] == "male") - 0.5)
    elif other.actor or load_genders().get(article.lower[other.end - 1]):
        score += 1.0
    if article.dep[head] == "pobj" and article.lower[article.head[article.head[head]]] == "according":
        score += 2.0  # "according to": who speaks
    score += 4.0 * (other.end == mention.first and article.lower[mention.first].endswith("self"))
    score += 1.2 * (not joined and governing_subject(article, mention.first) == other.end - 1)
    score += 0.5 * (other.form == "pronoun")
    score += 2.5 * (find_controller(article, mention.first) == other.end - 1)
    score -= 1.0 * (article.dep[head] in {"compound", "nmod"})
    return score - 1.5 * (article.quoted[other.first] != article.quoted[mention.first])


def clashes(article: Article, mention: Mention, other: Mention) -> bool:
    """Say whether grammar forbids it: both are subject and object of one verb, or the speaker says "he"."""
    token = mention.first
    if article.sentence[token] != article.sentence[other.first]:
        return False
    head = other.end - 1
    if article.quoted[token] and not article.quoted[other.first] and article.dep[head] in SUBJECTS:
        return not article.quoted[article.head[head]]
    if article.dep[token] in {"dobj", "pobj", "dative"} and not article.lower[token].endswith("self"):
        verb = article.head[token] if article.dep[token] != "pobj" else article.head[article.head[token]]
        return article.head[head] == verb or find_subject(article, verb) == head
    return False


def find_subject(article: Article, verb: int) -> int | None:
    """Return the subject of a verb, also where it is only understood ("before asking her", "and thanked it")."""
    for _ in range(4):
        if (subject := subject_before(article, verb)) is not None:
            return subject
        if article.dep[verb] not in {"conj", "xcomp", "advcl", "pcomp", "prep"}:
            return None
        verb = article.head[verb]
    return None


def find_controller(article: Article, token: int) -> int | None:
    """Return the object whose doings "for" and "of" tell: "mocked Smith for hiding his" income."""
    node = article.head[token]
    for _ in range(4):
        if article.dep[node] == "pcomp":
            verb = article.head[article.head[node]]
            after = range(verb + 1, article.head[node])
            return next(
                (other for other in after if article.dep[other] == "dobj" and article.head[other] == verb), None
            )
        node = article.head[node]
    return None


def governing_subject(article: Article, token: int) -> int | None:
    """Return the subject of the nearest clause around a word, not of its own; else of the sentence before."""
    node = article.head[token]
    skip = None if article.dep[token] == "poss" else article.head[node] if article.dep[token] == "pobj" else node
    for _ in range(12):
        subject = subject_before(article, node)
        if node != skip and subject is not None and subject < token:
            return subject
        if article.head[node] == node:
            return _last_subject(article, token)
        node = article.head[node]
    return None


def _last_subject(article: Article, token: int) -> int | None:
    sentence = article.sentence[token] - 1
    while token and article.sentence[token - 1] >= sentence:
        token -= 1
    for other in range(token, len(article.words)):
        if article.sentence[other] != sentence:
            return None
        if article.dep[other] in SUBJECTS and article.head[article.head[other]] == article.head[other]:
            return other
    return None


def is_joined(article: Article, noun: int) -> bool:
    """Say whether a noun is joined with another: "Norway and Sweden"."""
    end = min(noun + 10, len(article.words))
    return any(article.dep[other] == "conj" and article.head[other] == noun for other in range(noun + 1, end))
