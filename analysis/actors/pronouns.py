"""Pronouns -> the nearest fitting actor: he and she want a person, it a state or organisation, they a group."""

from ..article import SUBJECTS, Article
from ..lang import list_words, look_up
from .genders import learn_genders, part_genders
from .page import Cast, Mention
from .salience import clashes, find_nearby, fits_gender, governing_subject, is_joined, load_pronouns, rate_prominence

CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
OWN = frozenset({"their", "themselves"})
REACH = 5  # sentences back


def find_pronouns(article: Article) -> list[Mention]:
    """Return the pronouns that may stand for an actor; not the "it" of "it seems"."""
    sorts = load_pronouns()
    return [
        Mention(token, token + 1, "pronoun") for token, word in enumerate(article.lower)
        if word in sorts and article.tag[token] in {"PRP", "PRP$"} and not is_empty(article, token)
    ]  # fmt: skip


def is_empty(article: Article, token: int) -> bool:
    """Say whether an "it" stands for nothing: "it is clear that", "it seems", "it rained"."""
    if article.lower[token] != "it":
        return False
    verb = article.head[token]
    if article.dep[token] in SUBJECTS and article.pos[verb] == "ADJ":
        return True  # "made it clear"
    if article.dep[token] not in SUBJECTS or article.lemma[verb] not in list_words("verbs", "empty"):
        return article.dep[token] == "expl"
    end = min(verb + 20, len(article.words))
    return any(
        article.head[other] == verb and article.dep[other] in CLAUSES for other in range(verb + 1, end)
    ) or article.lemma[verb] in look_up("verbs", "weather")  # fmt: skip


def resolve_pronouns(article: Article, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    """Set the actor of each pronoun in `mentions` (in text order), where one fits; return the mentions.

    He, she and they without a fitting actor stay, as unknown; an "it" then is a thing and is left out.
    """
    learn_genders(article, cast, mentions)
    done = _resolve(article, cast, mentions)
    return _resolve(article, cast, mentions) if part_genders(article, cast, done) else done


def _resolve(article: Article, cast: Cast, mentions: list[Mention]) -> list[Mention]:
    sorts = load_pronouns()
    find = {"male": _find_person, "female": _find_person, "thing": _find_body, "plural": _find_group}
    done: list[Mention] = []
    for mention in mentions:
        sort = sorts[article.lower[mention.first]] if mention.form == "pronoun" else ""
        if sort:
            mention.actor = find[sort](article, cast, done, mention)
        if mention.actor or sort != "thing":
            done.append(mention)
    return done


def _find_person(article: Article, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    gender = load_pronouns()[article.lower[mention.first]]
    fits = [
        other for other in find_nearby(article, before, mention, REACH) if fits_gender(article, cast, other, gender)
    ]
    barred = {other.actor for other in fits if other.actor and clashes(article, mention, other)}
    fits = [other for other in fits if other.actor not in barred and not clashes(article, mention, other)]
    if not fits:
        return None
    return max(fits, key=lambda other: rate_prominence(article, cast, mention, other)).actor


def _find_body(article: Article, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    """Its: the last state or organisation of the sentence. It: the subject of a clause around, or of the last one."""
    if article.lower[mention.first] == "its" and (key := _find_owner(article, cast, before, mention)):
        return key
    subject = governing_subject(article, mention.first)
    if subject is None or is_joined(article, subject):
        return None
    if article.dep[mention.first] in {"dobj", "pobj"} and article.sentence[subject] != article.sentence[mention.first]:
        return None  # "Norway denies it": a thing as a rule
    other = _mention_at(before, subject)
    return other.actor if other and _is_body(cast, other) else None


def _is_body(cast: Cast, mention: Mention) -> bool:
    return bool(mention.actor) and cast.actors[mention.actor or ""].kind in {"state", "organisation"}


def _find_owner(article: Article, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    here = [other for other in before if article.sentence[other.first] == article.sentence[mention.first]]
    for other in reversed(here):
        if _is_body(cast, other) and other.form != "pronoun" and article.dep[other.end - 1] not in {"compound", "nmod"}:
            between = range(other.end, mention.first)
            things = [t for t in between if article.dep[t] in SUBJECTS and article.tag[t] in {"NN", "NNP"}]
            return None if things else other.actor
    return None


def _mention_at(before: list[Mention], token: int | None) -> Mention | None:
    if token is None:
        return None
    return next((other for other in reversed(before) if other.first <= token < other.end), None)


def _find_group(article: Article, cast: Cast, before: list[Mention], mention: Mention) -> str | None:
    """They: a group or a party that is the subject around or before; several actors joined by "and" are nobody's id."""
    subject = governing_subject(article, mention.first)
    if subject is None or is_joined(article, subject):
        return None
    other = _mention_at(before, subject)
    if other is None or other.actor is None or clashes(article, mention, other):
        return None
    inside = article.sentence[subject] == article.sentence[mention.first] and article.lower[mention.first] in OWN
    if inside and _is_body(cast, other):  # "Russia has lost many of their tanks"
        return other.actor
    kind = cast.actors[other.actor].kind
    plural = kind == "group" or (kind == "organisation" and article.tag[other.end - 1] in {"NNS", "NNPS"})
    return other.actor if plural else None
