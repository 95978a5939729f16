"""Labels: what an actor is called, where, in whose voice, and whether it is denied."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..actors.nouns import find_sort
from ..article import Article, cover, find_root, list_quoted, read_words, sentence_at
from ..lang import list_words, look_up
from ..quotes import find_voice
from ..tables import UNKNOWN
from ..word import Word
from .bearers import find_actors
from .described import (
    find_beginning,
    find_name_beside,
    find_name_set_off,
    is_epithet,
    is_person,
    may_be_called,
)
from .factuality import judge_factuality
from .objects import expand
from .polarity import judge_label
from .predicates import counts, find_capacities, find_namers, find_predicates, is_party

MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
COMPLEMENTS = {*MODIFIERS, "advmod", "poss", "prep", "conj", "cc", "acl"}
# What tells of others, not of the actor.
OUTSIDE = {"prep", "agent", "acl", "relcl", "appos", "advcl", "ccomp", "xcomp"}
NAMED = {"name", "alias"}
PLACES = ("GPE", "NORP", "LOC")
Place = tuple[int, int, str]  # where the first and the last word begin, actor


class Label(NamedTuple):
    """The first and last word of what an actor is called, the kind of tie, the word that stands for the actor.

    `verb` is the copula or the verb of naming of a predicate.
    """

    first: Word
    last: Word
    kind: str
    bearer: Word
    actor_id: str
    verb: Word | None = None


def find_labels(article: Article) -> list[dict]:
    """Return the label rows of one article: modifier, title, apposition, predicate, scare quote."""
    found: dict[Place, Label] = {}
    for token in read_words(article):
        for label in _labels_at(article, token):
            if any(word.text[0].isalnum() for word in (label.first, label.last)):  # not "[" alone
                found.setdefault((label.first.idx, label.last.idx, label.actor_id), label)
    quoted = set(list_quoted(article))
    return [_row(article, number, found[place], quoted) for number, place in enumerate(sorted(_list_longest(found)))]


def _list_longest(places: Iterable[Place]) -> Iterator[Place]:
    """Yield the labels that no longer one of the same actor takes in, as "a former mayor" does "former"."""
    ends: dict[str, int] = {}
    for start, last, actor in sorted(places, key=lambda place: (place[0], -place[1])):
        if last > ends.get(actor, -1):
            ends[actor] = last
            yield start, last, actor


def _row(article: Article, number: int, label: Label, quotations: set[tuple[int, int]]) -> dict:
    start, end = label.first.idx, label.last.idx + len(label.last)
    sentence_id, article_id = sentence_at(article, label.first)["sentence_id"], article.article_id
    quoted = (label.first.i, label.last.i) in quotations
    voice = _find_voice(article, label)
    return {
        "label_id": f"{article_id}:l{number:02}",
        "article_id": article_id,
        "sentence_id": sentence_id,
        "mention_id": article.heads.get(label.bearer.i, {}).get("mention_id"),
        "actor_id": label.actor_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "kind": "scare quote" if quoted and voice is None else label.kind,
        "polarity": judge_label(_own_words(label), label.kind),
        "negated": _is_negated(label),
        "voice": voice,
        "retold": voice is not None and article.quotation[label.first.i] < 0,
    }


def _find_voice(article: Article, label: Label) -> str | None:
    """Return in whose voice a label stands: of "whom she called a coward" in hers, though it is told by another."""
    if label.kind == "title" and article.quotation[label.first.i] < 0:
        return None  # a paper gives its titles to whomever a speaker names
    namers = find_namers(label.verb) if label.verb else None
    if namers is None:
        return find_voice(article.spoken, label.first.idx, label.last.idx + len(label.last))
    return next((actor for word in namers for actor in find_actors(article, word)), UNKNOWN)


def _is_negated(label: Label) -> bool:
    """Return whether an actor is told not to be what a label says: "is no liar", "denied that he is a liar"."""
    noun = find_root(label.first.doc[label.first.i : label.last.i + 1])
    if any(child.dep_ in ("det", "neg") and child.lower_ in ("no", "not", "neither") for child in noun.children):
        return True
    denials = [child for child in label.verb.children if child.dep_ == "neg"] if label.verb else []
    if label.verb is None or any(word.nbor(1).lower_ in ("only", "just", "merely") for word in denials):
        return False
    negated, modality = judge_factuality(label.verb)
    return negated or modality == "denied"


def _own_words(label: Label) -> str:
    """Return a label without what tells of others: of "a crime reporter, author of a bad book" only "a reporter"."""
    words = label.first.doc[label.first.i : label.last.i + 1]
    outside = [word for word in words if word.dep_ in OUTSIDE and word.head in words]
    cut = {inner.i for word in outside for inner in word.subtree}
    cut |= {
        word.i for word in words if word.dep_ in ("compound", "poss") and not is_epithet(word) and word.text.islower()
    }
    return "".join(word.text + word.whitespace_ for word in words if word.i not in cut)


def _labels_at(article: Article, token: Word) -> Iterator[Label]:
    if token.pos_ in ("NOUN", "PROPN", "NUM"):
        yield from _modifiers(article, token)
        yield from _appositions(article, token)
    if token.pos_ in ("VERB", "AUX"):
        yield from _predicates(article, token)


def _predicates(article: Article, verb: Word) -> Iterator[Label]:
    """Yield what a verb says that actors are; who calls somebody something does not mean himself by "him"."""
    namers = {actor for word in find_namers(verb) or () for actor in find_actors(article, word)}
    for noun, bearer in find_predicates(verb):
        for actor in find_actors(article, bearer):
            if actor not in namers or bearer.lower_.endswith(("self", "selves")):
                yield Label(*_edges(noun), "predicate", bearer, actor, verb)
    for noun, bearer in find_capacities(verb):
        yield from (Label(*_edges(noun), "predicate", bearer, actor) for actor in find_actors(article, bearer))


def _modifiers(article: Article, head: Word) -> Iterator[Label]:
    """Yield the adjectives before a name or description, "pariah states" whole, and the title before a name."""
    mention = article.heads.get(head.i, {})
    named = _is_named(article, head)
    beside = not named and find_name_beside(head, article.names)  # "the novelist Ines Baptista": labels of the name
    if beside or (not mention and head.dep_ == "appos") or not (named or may_be_called(head)):
        return
    titled = named and (" " in mention["text"] or head.ent_type_ not in PLACES)
    title = _find_title(article, mention["start"]) if titled else []
    start = title[0].idx if title else mention["start"] if named else head.idx
    words = [word for noun in (head, *title) for word in _words_before(article, noun, start)]
    for actor in find_actors(article, head) if title or words else []:
        if title:
            yield Label(title[0], title[-1], "title", head, actor)
        for word in words:
            if _qualifies(word, head, named=named):
                first, last = _part(word)
                yield Label(first, head if _judges(word) and not named else last, "modifier", head, actor)


def _qualifies(word: Word, head: Word, *, named: bool) -> bool:
    """Return whether a word before a noun says what somebody is like; of nouns "billionaire", "Republican" do."""
    if _judges(word) or word.tag_[:2] != "NN":
        return True
    compound = find_beginning(word)  # "upper-middle-class", "right-wing"
    if compound != word and compound.tag_[:2] in ("JJ", "RB"):
        return True
    both = find_sort(word.lower_) == find_sort(head.lower_, head.lemma_.lower()) == "person"
    return not named and (both or _names_party(word))


def _judges(word: Word) -> bool:
    return is_epithet(word) and not is_party(word)  # "Democratic" is no praise


def _find_title(article: Article, start: int) -> list[Word]:
    """Return the words of the title right before a name: "Secretary of the Interior [Ines Baptista]"."""
    name = first = cover(article, start, start + 1)[0]
    while first.i and not first.is_sent_start and _may_stand_in_title(first.nbor(-1), first):
        first = find_beginning(first.nbor(-1))
    while first != name and first.tag_[:2] not in ("NN", "JJ", "RB"):
        first = first.nbor(1)
    words = first.doc[first.i : name.i]
    offices = [place for place, word in enumerate(words) if word.tag_[:2] == "NN" and _is_title(word)]
    after = words[offices[-1] + 1 :] if offices else []
    whole = not after or (after[0].lower_ == "of" and after[-1].tag_[:2] == "NN")  # not "president of the [club]"
    return words if offices and whole else []


def _may_stand_in_title(word: Word, after: Word) -> bool:
    """Return whether a word right before a title or name belongs to a title: no time, no "Mr.", no other clause."""
    if word.ent_type_ in ("DATE", "TIME") or look_up("modifiers", "plain").get(word.lower_) == "honorific":
        return False
    if word.lower_ in ("of", "the"):
        office = word.nbor(-1) if word.lower_ == "of" else word.nbor(-1).nbor(-1)
        return (
            word.i > 0
            and (after.text[0].isupper() or after.lower_ == "the")
            and office.lower_ in look_up("titles", "sort")
        )
    if word.text == "&" or word.lower_ == "and":
        return word.ent_type_ == "ORG"
    if word.tag_ == "JJ" and word.nbor(1).text != "-":
        field = word.lower_ in list_words("modifiers", "plain", "field")
        return field or word.ent_type_ == "NORP" or (word.text.istitle() and not word.is_sent_start)
    met = any(child.dep_ == "relcl" for child in word.children)  # "the man Putin met"
    tied = word.head.i > word.i or after.head == word or (word.tag_ == "NN" and is_person(word))
    return word.tag_[:2] == "NN" and not met and (word.text[0].isupper() or tied)


def _is_title(word: Word) -> bool:
    titles = look_up("titles", "sort")
    parts = word.doc[find_beginning(word).i : word.i + 1]
    whole = "".join(part.lower_ for part in parts if part.text != "-")  # "start-up"
    return word.lower_ in titles or word.text in titles or is_person(word) or bool(find_sort(whole))


def _is_named(article: Article, token: Word) -> bool:
    return article.heads.get(token.i, {}).get("form") in NAMED


def _words_before(article: Article, head: Word, start: int) -> list[Word]:
    """Return the words that qualify a noun from before it, without names, numbers and words that tell only which."""
    parts = [child for child in head.children if child.dep_ in MODIFIERS and child.idx < start and child.text != "-"]
    parts = [child for child in parts if child.nbor(1).text != "-" or child.right_edge != child]  # not half a word
    parts = [word for child in parts for word in expand(child) if word.idx < start]
    named = _is_named(article, head)
    return [
        child
        for child in parts
        if (not named and is_person(head) and _names_party(child))
        or not (_is_name(article, child) or _is_neutral(child))
    ]


def _names_party(word: Word) -> bool:
    """Return whether a word before a noun says of what party somebody is: "Republican", "Tea Party"."""
    return is_party(word) or word.text == "Party"


def _part(word: Word) -> tuple[Word, Word]:
    """Return the first and last word of one of several that qualify a noun: "black" and "young" of both together."""
    joined = [child for child in word.children if child.dep_ in ("conj", "cc") or child.text == ","]
    cut = {inner.i for child in joined for inner in child.subtree}
    words = [inner for inner in word.subtree if inner.i not in cut]
    return find_beginning(words[0]), words[-1]


def _appositions(article: Article, head: Word) -> Iterator[Label]:
    """Yield "a staunch ally" in "X, a staunch ally", and "the ousted president" in "the ousted president, X"."""
    apart = find_name_set_off(head, article.names)
    if apart is not None and apart.head != head and (actor := article.heads[apart.i].get("actor_id")):
        yield Label(*_edges(head), "apposition", apart, actor)
    for child in head.children:
        if child.dep_ == "appos" and _may_be_set_off(child) and _is_set_off(child):
            yield from _set_off(article, head, child)
        elif child.dep_ == "appos" and _is_named(article, child) and _may_describe(head):
            yield from _description(article, head, child)
        elif child.dep_ in ("amod", "acl") and child.pos_ == "ADJ" and child.i > head.i + 1:
            yield from (
                Label(child.left_edge, child.right_edge, "apposition", head, actor)
                for actor in find_actors(article, head)
            )


def _may_be_set_off(noun: Word) -> bool:
    """Return whether a noun set off tells what somebody is, not how many: "a Democrat", not "10 percent of voters"."""
    return (noun.pos_ == "NOUN" or is_party(noun)) and not counts(noun)


def _set_off(article: Article, head: Word, noun: Word) -> Iterator[Label]:
    """Yield a noun set off after the one that it describes, and the nouns coordinated with it."""
    bearer = _bearer(head, noun)
    others = [word for word in expand(noun)[1:] if is_person(word) and word.i not in article.names]
    for actor in find_actors(article, bearer) if _may_name(article, bearer, noun) else []:
        for word in (noun, *(word for word in others if all(child.lower_ != "other" for child in word.children))):
            yield Label(*_edges(word), "apposition", bearer, actor)


def _bearer(head: Word, noun: Word) -> Word:
    """Return whom an apposition describes: in "the delegate from Guam, a nun," the delegate, not Guam."""
    outer = head.head.head if head.dep_ == "pobj" else head
    place = head.ent_type_ in ("GPE", "LOC", "ORG") and is_person(noun) and outer.pos_ == "NOUN" and is_person(outer)
    return outer if place else head


def _may_name(article: Article, head: Word, noun: Word) -> bool:
    """Return whether an apposition can be a person's or a state's: not "lead over Clinton, an unusual pattern"."""
    if may_be_called(noun) or head.ent_type_ not in ("PERSON", "GPE", "NORP"):
        return True
    return article.kinds.get(article.heads.get(head.i, {}).get("actor_id", "")) == "organisation"


def _may_describe(noun: Word) -> bool:
    """Return whether a noun before one name is its description: not "the two autocrats, Kirby said"."""
    one = noun.lower_ == "one" and any(child.lower_ == "of" for child in noun.children)
    return one or ((noun.pos_ == "NOUN" or noun.text.islower()) and noun.tag_ not in ("NNS", "CD"))


def _description(article: Article, noun: Word, name: Word) -> Iterator[Label]:
    """Yield what a name stands in apposition to, where a comma is between; else it is a title."""
    actor = article.heads[name.i].get("actor_id")
    if actor and any(child.text == "," for child in noun.children if noun.i < child.i < name.i):
        yield Label(*_edges(noun, but=name), "apposition", name, actor)


def _edges(noun: Word, but: Word | None = None) -> tuple[Word, Word]:
    """Return the first and last word of a noun with its modifiers and complements, without its article."""
    words = [noun]
    for child in noun.children:
        apart = noun.pos_ != "ADJ" and (child.dep_ == "cc" or (child.dep_ == "conj" and child.pos_ != "ADJ"))
        if child != but and child.dep_ in COMPLEMENTS and not apart and not (child.dep_ == "prep" and child.i < noun.i):
            words += [word for word in child.subtree if word.pos_ != "PUNCT" or word.text == "-"]
    first, last = min(words, key=lambda word: word.i), max(words, key=lambda word: word.i)
    return (first.nbor(1) if first.tag_ == "PRP$" else first), last


def _is_name(article: Article, token: Word) -> bool:
    """Return whether a modifier is a mention itself or part of a proper name."""
    place = token.ent_type_ in ("NORP", "GPE", "LOC", "DATE")
    return token.i in article.heads or (place and token.lower_ not in look_up("titles", "sort"))


def _is_neutral(token: Word) -> bool:
    nationality = token.tag_ == "JJ" and token.text.istitle() and not token.is_sent_start
    if nationality:
        return True
    return token.tag_ in ("CD", "DT") or token.lower_ in look_up("modifiers", "plain")


def _is_set_off(noun: Word) -> bool:
    """Return whether a comma, dash, colon or bracket stands before a noun phrase."""
    first = noun.left_edge
    return first.i > 0 and first.nbor(-1).pos_ == "PUNCT" and first.nbor(-1).text not in "\"“”'‘’"
