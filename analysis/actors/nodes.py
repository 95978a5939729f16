"""What pronouns and descriptions may stand for: the mentions found so far, every noun and pronoun, in columns."""

import itertools
from typing import NamedTuple

import numpy as np

from ..article import SUBJECTS, Article
from ..lang import list_words, look_up
from .nouns import find_sort, is_meant, load_nouns
from .page import Cast, Mention
from .titles import find_office

ROLES = {
    "nsubj": 0, "nsubjpass": 1, "agent": 1, "dobj": 2, "dative": 2, "pobj": 3, "poss": 4, "appos": 5, "conj": 6,
    "attr": 7, "compound": 8, "nmod": 8, "amod": 8, "ROOT": 9, "conj of subject": 10,
}  # fmt: skip
FORMS = {name: number for number, name in enumerate(
    ("name", "alias", "the", "this", "a", "owned", "bare", "he", "it", "they", "pair")
)}  # fmt: skip
KINDS = {name: number for number, name in enumerate(
    ("person", "people", "organisation", "organisations", "group", "state", "place", "thing", "things", "pronoun")
)}  # fmt: skip
DETERMINERS = {"the": "the", "this": "this", "that": "this", "these": "this", "those": "this", "both": "this"}
CLASSES = ("he", "it", "they", "person", "body")  # what is resolved: three sorts of pronouns, two of descriptions
PRONOUNS = {"male": 0, "female": 0, "thing": 1, "plural": 2}
PLURAL = frozenset({"NNS", "NNPS"})
GENDERS = {"male": 1, "female": 2}
ACTORS = frozenset(KINDS[name] for name in ("person", "people", "organisation", "organisations", "group", "state"))


class Nodes(NamedTuple):
    """Columns of what may be meant, in text order; what a code means stands in ROLES, FORMS, KINDS and CLASSES."""

    mentions: list[Mention]
    lemmas: list[str]
    head: np.ndarray
    above: np.ndarray  # the head's head
    verb: np.ndarray  # the verb (or noun) it hangs on, past its preposition
    sentence: np.ndarray
    paragraph: np.ndarray
    quotation: np.ndarray
    role: np.ndarray
    subject: np.ndarray  # 1 a subject, 2 that of a main clause
    form: np.ndarray
    kind: np.ndarray
    plural: np.ndarray
    gender: np.ndarray
    left: np.ndarray  # the first and last place of what hangs below the head
    right: np.ndarray
    joined: np.ndarray  # whether another is joined to it: "Norway and Sweden"
    modified: np.ndarray
    wanted: np.ndarray  # the class that is to be resolved, -1 for none
    told: np.ndarray  # of a noun that says of another what it is: that other's place, -1 for none
    said: np.ndarray  # of a speaker: the quotation that the verb governs, -1 for none


def load_pronouns() -> dict[str, str]:
    """Return pronoun -> male, female, thing or plural."""
    return look_up("words", "pronoun")


def lay_nodes(article: Article, mentions: list[Mention], cast: Cast, taken: list[bool]) -> Nodes:
    """Return the nodes of an article: `mentions`, pairs of them, pronouns, and the nouns that none of them covers.

    Nouns that only introduce a name are none; `taken` are the words of titles.
    """
    found = [*mentions, *_find_pairs(article, mentions), *_find_others(article, mentions, taken)]
    rows = sorted(((find_head(article, mention), mention) for mention in found), key=lambda row: (row[0], row[1].first))
    columns = zip(*(_describe(article, cast, head, mention) for head, mention in rows), strict=True)
    arrays = [np.array(column, dtype=np.int64) for column in columns] or [np.zeros(0, dtype=np.int64)] * 19
    lemmas = [_find_lemma(article, m.end - 1 if m.form == "noun" else head) for head, m in rows]
    return Nodes([mention for _, mention in rows], lemmas, *arrays)


def _find_lemma(article: Article, place: int) -> str:
    """Return a word's lemma, or the office that it names."""
    return find_office(article, place) or article.lemma[place].lower()


def find_head(article: Article, mention: Mention) -> int:
    """Return the word of a mention that the others hang on."""
    places = range(mention.first, mention.end)
    return next((p for p in places if article.head[p] not in places or article.head[p] == p), mention.end - 1)


def _find_pairs(article: Article, mentions: list[Mention]) -> list[Mention]:
    """Return a mention of all that are joined by "and", at the first: "they" may be all of them."""
    heads = (find_head(article, mention) for mention in mentions)
    firsts = [head for head in heads if article.dep[head] != "conj" and is_joined(article, head)]
    return [Mention(head, head + 1, "pair") for head in firsts]


def is_joined(article: Article, place: int) -> bool:
    """Say whether another is joined to a word: "Norway and Sweden"."""
    return any(article.dep[child] == "conj" for child in article.children[place])


def _find_others(article: Article, mentions: list[Mention], taken: list[bool]) -> list[Mention]:
    covered = {place for mention in mentions for place in range(mention.first, mention.end)}
    names = {place: mention.first for mention in mentions for place in range(mention.first, mention.end)}
    found = []
    for place in range(len(article.words)):
        if place in covered or (taken[place] and article.pos[place] != "NOUN"):
            continue
        if article.tag[place] in {"PRP", "PRP$"} and article.lower[place] in load_pronouns():
            found.append(Mention(place, place + 1, "pronoun"))
        elif _is_noun(article, place) and find_introduced(article, place, names) is None:
            found.append(Mention(find_quantity(article, place), place + 1, "noun"))
    whole = {mention.first for mention in found if mention.first < mention.end - 1}
    return [mention for mention in found if mention.first not in whole or mention.first < mention.end - 1]


def find_quantity(article: Article, noun: int) -> int:
    """Return the word that says how many of a noun: "thousands" of "thousands of fans"; else the noun."""
    of = article.head[noun]
    above = article.head[of]
    if article.dep[noun] != "pobj" or article.lower[of] != "of" or article.dep[of] != "prep" or above >= of:
        return noun
    owned = any(article.dep[child] == "poss" for child in article.children[noun])  # "two of its members"
    part = look_up("nouns", "collective").get(article.lemma[above].lower()) == "part" or article.tag[above] == "CD"
    return above if part and not owned else noun


def _is_noun(article: Article, place: int) -> bool:
    if article.dep[place] in {"compound", "nmod", "amod"} or not article.words[place][0].isalpha():
        return False
    return article.pos[place] in {"NOUN", "PROPN"}


def _describe(article: Article, cast: Cast, head: int, mention: Mention) -> tuple:
    """Return the row of a mention, in the order of the columns from `head` on."""
    dep, above = article.dep[head], article.head[head]
    top = head
    while article.dep[top] == "conj" and article.head[top] != top:
        top = article.head[top]
    is_subject = article.dep[top] in SUBJECTS
    named = "conj of subject" if dep == "conj" and is_subject else dep
    named = "agent" if dep == "pobj" and article.dep[above] == "agent" else named
    kind, plural, gender = _judge(article, cast, head, mention)
    form = _find_form(article, head, mention)
    before = [
        c for c in article.children[head] if c < head and article.dep[c] in {"amod", "compound", "nmod", "nummod"}
    ]
    after = any(c > head and article.dep[c] in {"prep", "relcl", "acl"} for c in article.children[head])
    main = is_subject and article.dep[article.head[top]] == "ROOT"
    modified = min(len(before), 1) + 2 * after
    return (
        head, above, article.head[above] if dep == "pobj" else above, article.sentence[head], article.paragraph[head],
        article.quotation[head], ROLES.get(named, 11), is_subject + main, FORMS[form], KINDS[kind], plural, gender,
        article.left[head], article.right[head], is_joined(article, head), modified,
        _find_wanted(article, head, mention, kind), find_told(article, head), _find_said(article, top),
    )  # fmt: skip


def find_told(article: Article, place: int) -> int:
    """Return of whom a noun says what it is: "Ann" in "Ann, a nun", "Ann is a nun", "hired Ann as a nurse"; else -1."""
    dep, verb = article.dep[place], article.head[place]
    if dep == "appos":
        return verb
    served = dep == "pobj" and article.lower[verb] == "as"
    if dep not in {"attr", "oprd"} and not served:
        return -1
    verb = article.head[verb] if served else verb
    objects = article.objects.get(verb, []) if served or dep == "oprd" else []
    told = [other for other in objects or article.subjects.get(verb, []) if other != place]
    if told and article.tag[told[0]] in {"WP", "WDT"} and article.dep[verb] == "relcl":
        return article.head[verb]
    return told[0] if told else -1


def _find_said(article: Article, top: int) -> int:
    """Return the quotation that the verb of a subject governs or stands in the middle of; -1 for none."""
    verb = article.head[top]
    if article.dep[top] not in SUBJECTS or article.quotation[verb] >= 0:
        return -1
    near = [child for child in article.children[verb] if article.dep[child] in {"ccomp", "parataxis", "dobj", "dep"}]
    near += [article.head[verb]] if article.dep[verb] in {"parataxis", "advcl"} else []
    return next((said for word in near if (said := article.quotation[word]) >= 0), -1)


def _find_form(article: Article, head: int, mention: Mention) -> str:
    if mention.form == "pronoun":
        return CLASSES[PRONOUNS[load_pronouns()[article.lower[head]]]]
    if mention.form in {"name", "alias", "pair"}:
        return mention.form
    for child in article.children[head]:
        if child < head and article.dep[child] in {"poss", "det"}:
            return "owned" if article.dep[child] == "poss" else DETERMINERS.get(article.lower[child], "a")
    return "bare"


def _judge(article: Article, cast: Cast, head: int, mention: Mention) -> tuple[str, bool, int]:
    """Return what a mention is, whether it is several, and its gender."""
    noun = mention.end - 1 if mention.form == "noun" else head
    word, several = article.lower[noun], article.tag[noun] in PLURAL and article.lower[head] != "one"
    if mention.form == "pronoun":
        sort = load_pronouns()[word]
        return "pronoun", sort == "plural", GENDERS.get(sort, 0)
    if mention.form == "pair":
        return "people", True, 0
    if mention.actor:
        actor = cast.actors[mention.actor]
        return actor.kind, actor.kind == "group" or (actor.kind != "person" and several), GENDERS.get(actor.gender, 0)
    gender = look_up("titles", "gender").get(word, "")
    return judge_noun(article, noun, several=several), several, GENDERS.get(gender, 0)


def judge_noun(article: Article, head: int, *, several: bool) -> str:
    """Return the kind, out of KINDS, of what a noun names."""
    word = article.lower[head]
    nouns = load_nouns().get(word, frozenset())
    sort = find_sort(word, article.lemma[head].lower()) or ("person" if word in list_words("titles") else None)
    if sort is None and nouns:
        sort = "group" if "group" in nouns else "organisation"
    if sort in {"person", "group"}:
        return ("people" if several else "person") if sort == "person" else "group"
    if sort and is_meant(sort, article.tag[head], (article.dep[child] for child in article.children[head])):
        return "organisations" if several else "organisation"
    if _is_who(article, head):
        return "people" if several else "person"
    if article.entity[head] in {"GPE", "LOC", "FAC"}:
        return "place"
    return "things" if several else "thing"


def _find_wanted(article: Article, head: int, mention: Mention, kind: str) -> int:
    if mention.form == "pronoun":
        return PRONOUNS[load_pronouns()[article.lower[head]]]
    if mention.actor or mention.form == "pair":
        return -1
    return 3 if kind in {"person", "people"} else 4 if kind in {"organisation", "organisations", "group"} else -1


def _is_who(article: Article, head: int) -> bool:
    """Say whether a noun is people by its clause ("sleuths who left") or is a people or party ("the Greens")."""
    if article.entity[head] == "NORP" and article.words[head].endswith("s"):
        return True
    after = head + 1 + (article.words[head + 1 : head + 2] == [","])
    return article.tag[head] in PLURAL and article.lower[after : after + 1] == ["who"]


def find_introduced(article: Article, noun: int, names: dict[int, int]) -> int | None:
    """Return a word of the name beside a noun that describes it: "the poet Ann Roe", "a poet, Ann Roe, left"; or None.

    `names` are the words of names, with where each begins.
    """
    if article.tag[noun] not in {"NN", "NNP"} or noun in names:
        return None
    beside = next((c for c in article.children[noun] if article.dep[c] == "appos" and c > noun and c in names), None)
    after = noun + 1 + (article.words[noun + 1 : noun + 2] == [","])
    if beside is not None or names.get(after) != after or _lacks_object(article, noun):
        return beside
    if after == noun + 1:
        return after
    name = next(place for place in itertools.count(after) if names.get(place + 1) != after)
    return after if article.dep[noun] in SUBJECTS and article.head[name] == article.head[noun] else None


def _lacks_object(article: Article, noun: int) -> bool:
    """Say whether a clause on a noun lacks its object: "the man Putin met"."""
    clauses = (child for child in article.children[noun] if article.dep[child] == "relcl")
    return any(not article.objects.get(clause) for clause in clauses)
