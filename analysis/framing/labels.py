"""Labels: what an actor is called, where, and in whose voice."""

from collections.abc import Iterator
from typing import NamedTuple

from ..actors.nouns import find_sort
from ..article import Article, list_quoted, read_words, sentence_at
from ..lang import look_up
from ..quotes import find_voice
from ..word import Word
from .bearers import find_actors
from .described import (
    find_beginning,
    find_name_beside,
    find_name_set_off,
    introduces,
    is_epithet,
    is_person,
    may_be_called,
)
from .polarity import judge_label
from .predicates import find_predicates

MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
COMPLEMENTS = {*MODIFIERS, "advmod", "poss", "prep", "conj", "cc", "acl"}
OUTSIDE = {
    "prep",
    "agent",
    "acl",
    "relcl",
    "appos",
    "advcl",
    "ccomp",
    "xcomp",
}  # what tells of others, not of the actor
NAMED = {"name", "alias"}


class Label(NamedTuple):
    """The first and last word of what an actor is called, the kind of tie, and the word that stands for the actor."""

    first: Word
    last: Word
    kind: str
    bearer: Word
    actor_id: str


def find_labels(article: Article) -> list[dict]:
    """Return the label rows of one article: modifier, title, apposition, predicate, scare quote."""
    found: dict[tuple, Label] = {}
    for token in read_words(article):
        for label in _labels_at(article, token):
            found.setdefault((label.first.idx, label.last.idx, label.actor_id), label)
    kept = [place for place in sorted(found) if not _is_inside(place, found)]
    return [_row(article, number, found[place]) for number, place in enumerate(kept)]


def _is_inside(place: tuple, found: dict[tuple, "Label"]) -> bool:
    """Return whether a longer label of the same kind says the same of the same actor."""
    others = (other for other in found if other != place and other[2] == place[2] and other[0] <= place[0])
    return any(place[1] <= other[1] and found[other].kind == found[place].kind for other in others)


def _row(article: Article, number: int, label: Label) -> dict:
    start, end = label.first.idx, label.last.idx + len(label.last)
    sentence_id, article_id = sentence_at(article, label.first)["sentence_id"], article.article_id
    quoted = (label.first.i, label.last.i) in list_quoted(article)
    return {
        "label_id": f"{article_id}:l{number:02}",
        "article_id": article_id,
        "sentence_id": sentence_id,
        "mention_id": article.heads.get(label.bearer.i, {}).get("mention_id"),
        "actor_id": label.actor_id,
        "start": start,
        "end": end,
        "text": article.text[start:end],
        "kind": "scare quote" if quoted else label.kind,
        "polarity": judge_label(_own_words(label), label.kind),
        "voice": find_voice(article.quotes, start, end),
    }


def _own_words(label: Label) -> str:
    """Return a label without its complements: of "an architect of a policy that failed" only "an architect"."""
    words = label.first.doc[label.first.i : label.last.i + 1]
    outside = [word for word in words if word.dep_ in OUTSIDE and word.head in words]
    cut = {inner.i for word in outside for inner in word.subtree}
    return "".join(word.text + word.whitespace_ for word in words if word.i not in cut)


def _labels_at(article: Article, token: Word) -> Iterator[Label]:
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _modifiers(article, token)
        yield from _appositions(article, token)
    if token.pos_ in ("VERB", "AUX"):
        for noun, bearer in find_predicates(token):
            yield from (Label(*_edges(noun), "predicate", bearer, actor) for actor in find_actors(article, bearer))


def _modifiers(article: Article, head: Word) -> Iterator[Label]:
    """Yield the adjectives before a name or description, "pariah states" whole, and the title before a name."""
    mention = article.heads.get(head.i, {})
    named = _is_named(article, head)
    titled = named and (" " in mention["text"] or head.ent_type_ not in ("GPE", "NORP", "LOC"))
    words = _words_before(article, head, mention.get("start", head.idx) if named else head.idx)
    words += _title_apart(article, head, mention["start"]) if titled else []
    if not mention and head.dep_ == "appos":
        return
    if not named and find_name_beside(head, article.names):  # "the novelist Ines Baptista": labels of the name
        return
    for actor in find_actors(article, head) if words else []:
        titles = [word for word in words if titled and word.dep_ != "amod" and _may_be_title(word)]
        if any(_is_title(word) for word in titles):  # not "DES MOINES" alone
            yield from _title(article, titles, head, actor)
        for word in words:
            if word not in titles and (is_epithet(word) or word.tag_[:2] != "NN"):
                last = head if is_epithet(word) and not named else word.right_edge
                yield Label(_first(word), last, "modifier", head, actor)


def _may_be_title(word: Word) -> bool:
    """Return whether a noun before a name can be a title, or part of one ("Ohio Gov."); no other person's name."""
    return word.tag_[:2] == "NN" and (_is_title(word) or word.ent_type_ != "PERSON")


def _is_title(word: Word) -> bool:
    titles = look_up("titles", "sort")
    parts = word.doc[find_beginning(word).i : word.i + 1]
    whole = "".join(part.lower_ for part in parts if part.text != "-")  # "start-up"
    return word.lower_ in titles or word.text in titles or is_person(word) or bool(find_sort(whole))


def _is_named(article: Article, token: Word) -> bool:
    return article.heads.get(token.i, {}).get("form") in NAMED


def _title(article: Article, titles: list[Word], head: Word, actor: str) -> Iterator[Label]:
    """Yield a title before a name, and apart from it the adjectives on it: "exiled" + "writer" Hasan Dural."""
    words = [word for word in _words_before(article, titles[0], titles[0].idx) if word.dep_ == "amod"]
    yield from (Label(_first(word), word, "modifier", head, actor) for word in words)
    first = words[-1].nbor(1) if words else _first(titles[0])
    yield Label(first.nbor(1) if first.pos_ == "DET" else first, titles[-1], "title", head, actor)


def _title_apart(article: Article, head: Word, start: int) -> list[Word]:
    """Return the noun right before a name where the parser did not tie them: "The novelist Ines Baptista left"."""
    first = next((word for word in head.subtree if word.idx >= start), head)
    before = first.nbor(-1) if first.i else first
    apart = before.pos_ == "NOUN" and before.head != head and before.i not in article.heads
    return [before] if apart and introduces(before) and is_person(before) else []


def _words_before(article: Article, head: Word, start: int) -> list[Word]:
    """Return the words that qualify a noun from before it, without names, numbers and words that tell only which."""
    parts = [child for child in head.children if child.dep_ in MODIFIERS and child.idx < start and child.text != "-"]
    parts = [child for child in parts if child.nbor(1).text != "-" or child.right_edge != child]  # not half a word
    return [child for child in parts if not _is_name(article, child) and not _is_neutral(child)]


def _first(word: Word) -> Word:
    """Return where a word begins, with what qualifies it."""
    return find_beginning(word.left_edge)


def _appositions(article: Article, head: Word) -> Iterator[Label]:
    """Yield "a staunch ally" in "X, a staunch ally", and "the ousted president" in "the ousted president, X"."""
    apart = find_name_set_off(head, article.names)
    if apart is not None and apart.head != head and (actor := article.heads[apart.i].get("actor_id")):
        yield Label(*_edges(head), "apposition", apart, actor)
    for child in head.children:
        bearer = _bearer(head, child)
        if child.dep_ == "appos" and child.pos_ == "NOUN" and _is_set_off(child) and _may_name(bearer, child):
            yield from (Label(*_edges(child), "apposition", bearer, actor) for actor in find_actors(article, bearer))
        elif child.dep_ == "appos" and _is_named(article, child) and _may_describe(head):
            yield from _description(article, head, child)
        elif child.dep_ in ("amod", "acl") and child.pos_ == "ADJ" and child.i > head.i + 1:
            yield from (
                Label(child.left_edge, child.right_edge, "apposition", head, actor)
                for actor in find_actors(article, head)
            )


def _bearer(head: Word, noun: Word) -> Word:
    """Return whom an apposition describes: in "the delegate from Guam, a nun," the delegate, not Guam."""
    outer = head.head.head if head.dep_ == "pobj" else head
    place = head.ent_type_ in ("GPE", "LOC", "ORG") and is_person(noun) and outer.pos_ == "NOUN" and is_person(outer)
    return outer if place else head


def _may_name(head: Word, noun: Word) -> bool:
    """Return whether an apposition can be a person's or a state's: not "lead over Clinton, an unusual pattern"."""
    return may_be_called(noun) or head.ent_type_ not in ("PERSON", "GPE", "NORP")


def _may_describe(noun: Word) -> bool:
    """Return whether a noun before one name is its description: not "the two autocrats, Kirby said"."""
    return (noun.pos_ == "NOUN" or noun.text.islower()) and noun.tag_ != "NNS"


def _description(article: Article, noun: Word, name: Word) -> Iterator[Label]:
    """Yield the labels of a name that stands in apposition to a noun: a title where no comma is between."""
    actor = article.heads[name.i].get("actor_id")
    if not actor:
        return
    if any(child.text == "," for child in noun.children if noun.i < child.i < name.i):
        yield Label(*_edges(noun, but=name), "apposition", name, actor)
        return
    words = [child for child in noun.children if child.dep_ == "compound" and not _is_name(article, child)]
    yield Label(words[0].left_edge if words else noun, noun, "title", name, actor)
    for word in _words_before(article, noun, noun.idx):
        if word.dep_ == "amod":
            yield Label(word.left_edge, word, "modifier", name, actor)


def _edges(noun: Word, but: Word | None = None) -> tuple[Word, Word]:
    """Return the first and last word of a noun with its modifiers and complements, without its article."""
    words = [noun]
    for child in noun.children:
        if child != but and child.dep_ in COMPLEMENTS and not (child.dep_ == "prep" and child.i < noun.i):
            words += list(child.subtree)
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
