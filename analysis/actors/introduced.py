"""Names that a title or a description introduces: "Mayor Ana Ruiz", "the chemical giant Thalven"."""

import functools
from collections.abc import Iterator

from ..article import SUBJECTS, Article
from ..lang import list_words, look_up
from .nouns import find_sort

Entity = tuple[int, int, str]  # first token, end, PERSON or ORG
QUOTES = frozenset("\"”’'") | {"''"}
DEEDS = frozenset({"say", "give or help", "demand", "threaten", "talk or agree"})  # families that only actors do
PLACES = frozenset({"GPE", "LOC", "NORP", "FAC"})
BODIES = frozenset({"organisation", "premises", "compound", "either"})  # sorts of people_nouns that may be a body


@functools.cache
def load_titles() -> frozenset[str]:
    """Return the words that stand before a person's name, in lower case and capitalised."""
    words = list_words("titles")
    return words | {word.title() for word in words}


def find_introduced(article: Article, entities: list[Entity]) -> list[Entity]:
    """Return the names that are introduced where the model saw none, wherever they stand.

    What the model takes for a place anywhere needs a title or a description
    to be an actor. A surname or first name of somebody known is left to `names`.
    """
    covered = {token for first, end, _ in entities for token in range(first, end)}
    covered |= {token for token, label in enumerate(article.entity) if label in ("DATE", "TIME")}
    people = {article.words[token] for first, end, label in entities if label == "PERSON" for token in (first, end - 1)}
    runs = [run for run in _find_runs(article, covered) if article.named[article.sentence[run[0]]]]
    runs = [(first, end) for first, end in runs if end - first > 1 or article.words[first] not in people]
    places = {tuple(article.words[first:end]) for first, end in runs if article.entity[end - 1] in PLACES}
    labels: dict[tuple[str, ...], str] = {}
    for first, end in runs:
        name = tuple(article.words[first:end])
        label = _introduced_as(article, first, end) or ("" if name in places else _find_doer(article, first, end))
        inside = article.dep[end - 1] == "pobj"  # "Ana Ruiz of New York, a supporter"
        if label and not (label == "PERSON" and name in places and inside):
            labels[name] = label
    return [(first, end, labels[name]) for first, end in runs if (name := tuple(article.words[first:end])) in labels]


def _find_runs(article: Article, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the places of one to three words that may be a name."""
    first = 0
    while first < len(article.words):
        end = first
        while end < len(article.words) and _is_name_word(article, end) and end not in covered:
            end += 1
        if 0 < end - first < 4:
            yield first, end
        first = end + 1


def _is_name_word(article: Article, token: int) -> bool:
    day = article.lower[token] in list_words("names", "part", "day")
    named = (
        article.tag[token] == "NNP"
        and article.words[token].istitle()
        and article.words[token][0].isalpha()
        and "." not in article.words[token]
    )
    return named and not day and article.words[token] not in load_titles()


def _introduced_as(article: Article, first: int, end: int) -> str:
    """Return PERSON or ORG for a name with a title, a description before it or after it; else nothing."""
    former = first and article.lower[first - 1] in list_words("titles", "sort", "former")  # "Former Texas governor"
    if first and not former and article.words[first - 1][0].isupper() and article.words[first - 1] in load_titles():
        return "PERSON"
    if end - first > 1 and _is_explained(article, end):
        return "PERSON"
    if end - first > 1 and article.words[end - 1] in list_words("names", "body"):  # "the Morning Ledger"
        return "ORG"
    return find_described(article, first, end)


def _find_doer(article: Article, first: int, end: int) -> str:
    """Return what a name is that stands where only an actor can: "was sacked by Thalven", "Thalven will give …".

    Who says something is mostly a person; of others nobody can tell, and most are firms.
    """
    name, verb = end - 1, article.head[end - 1]
    family = look_up("verbs", "family").get(article.lemma[verb].lower())
    begins = first == 0 or article.sentence[first - 1] != article.sentence[first]
    if article.dep[name] == "nsubj" and family in DEEDS and not (begins and article.lower[first] in article.common):
        return "PERSON" if family == "say" else "ORG"
    return "ORG" if _suffers(article, name) else ""


def _suffers(article: Article, name: int) -> bool:
    """Say whether a name is a by-phrase's, or the object of a verb that is done to somebody: "they sued Thalven"."""
    verb = article.head[name]
    if article.dep[name] == "pobj" and article.lower[verb] == "by":
        deed = article.lemma[article.head[verb]].lower() in look_up("nouns", "verb")
        return article.dep[verb] == "agent" or deed
    return article.dep[name] == "dobj" and article.lemma[verb].lower() in look_up("verbs", "takes_people")


def _is_explained(article: Article, end: int) -> bool:
    """Say whether a name is followed by ", the old mayor" or ", 43,"."""
    after = article.lower[end : end + 6]
    if after[:1] != [","]:
        return False
    return (after[1:2] and after[1].isdigit()) or (
        after[1:2] in (["the"], ["a"], ["an"])
        and any(word in list_words("titles", "sort", "office") for word in after[2:])
    )


def is_titled(article: Article, first: int) -> bool:
    """Say whether a title stands before a name: "Mayor Ann Smith", "her daughter, Ann Smith"."""
    before = first - 2 if first > 1 and article.words[first - 1] == "," else first - 1
    return first > 0 and article.words[before] in load_titles()


def find_described(article: Article, first: int, end: int) -> str:
    """Return what a noun makes of the name beside it: "the clinic chain X", "the poet X", "X, its maker,"; or nothing.

    "The company Berg founded" has no name of the company's.
    """
    noun, name = first - 1, end - 1
    if (
        article.dep[name] in {"compound", "nmod", "amod"} and article.head[name] > name
    ):  # "the senior Special Forces men"
        return ""
    noun -= first > 1 and article.words[noun] in QUOTES  # "the “tourist” Pavel Drozd"
    if (
        noun >= 0
        and article.tag[noun] in {"NN", "JJ"}
        and article.words[noun].islower()
        and not _begins_relative(article, noun, name)
    ):
        return _sort(article, noun)
    after = (
        t
        for t in range(end + 1, min(end + 12, len(article.words)))
        if article.head[t] == name and article.dep[t] == "appos"
    )
    noun = next(after, -1)
    return _sort(article, noun) if noun > 0 and article.words[end] == "," and article.tag[noun] == "NN" else ""


def _is_subject_too(article: Article, noun: int, name: int) -> bool:
    """Say whether a description and a name share a verb: "A retired geologist, Perla Omondi had spent"."""
    both = article.dep[noun] in SUBJECTS and article.dep[name] in SUBJECTS
    return both and article.tag[noun] == "NN" and article.head[noun] == article.head[name]


def _sort(article: Article, noun: int) -> str:
    sort = find_sort(article.lower[noun])
    if sort == "compound" and article.dep[noun - 1] != "compound":  # "the hotel chain", not "the chain"
        return ""
    return "ORG" if sort in BODIES else "PERSON" if sort == "person" else ""


def _begins_relative(article: Article, noun: int, name: int) -> bool:
    """Say whether a name is the subject of a clause on the noun that lacks an object: "the company Berg founded"."""
    verb = article.head[name]
    if article.dep[name] not in SUBJECTS or article.dep[verb] not in {"relcl", "acl"} or article.head[verb] != noun:
        return False
    rest = range(verb + 1, min(verb + 12, len(article.words)))
    return not any(article.head[token] == verb and article.dep[token] == "dobj" for token in rest)
