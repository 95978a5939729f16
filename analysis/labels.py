"""Labels: what an actor is called, where, and in whose voice."""

import functools
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from . import arguments
from .scene import Scene, find_actors, find_voice, lay_scene, look_up, walk

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
COPULAS = {"be", "become", "remain"}
MARKS = "\"“”'‘’«»"


class Label(NamedTuple):
    """The first and last word of what an actor is called, the kind of tie, and the word that stands for the actor."""

    first: "Token"
    last: "Token"
    kind: str
    bearer: "Token"
    actor_id: str


def find_labels(doc: "Doc", sentences: list[dict], mentions: list[dict], quotes: list[dict]) -> list[dict]:
    """Return the label rows of one article: modifier, title, apposition, predicate, scare quote."""
    scene = lay_scene(doc, sentences, mentions, quotes)
    found: dict[tuple, Label] = {}
    for token in walk(scene):
        for label in _labels_at(scene, token):
            found.setdefault((label.first.idx, label.last.idx, label.actor_id), label)
    return [_row(scene, number, found[place]) for number, place in enumerate(sorted(found))]


def _row(scene: Scene, number: int, label: Label) -> dict:
    start, end = label.first.idx, label.last.idx + len(label.last)
    sentence_id = scene.sentence_ids[label.first.i]
    article_id = sentence_id.rsplit(":", 1)[0]
    return {
        "label_id": f"{article_id}:l{number:02}",
        "article_id": article_id,
        "sentence_id": sentence_id,
        "mention_id": scene.mentions.get(label.bearer.i, {}).get("mention_id"),
        "actor_id": label.actor_id,
        "start": start,
        "end": end,
        "text": scene.doc.text[start:end],
        "kind": "scare quote" if _is_quoted(scene.doc.text, start, end) else label.kind,
        "polarity": judge_label(scene.doc.text[start:end]),
        "voice": find_voice(scene, start, end),
    }


def _is_quoted(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] in MARKS and text[end : end + 1] != "" and text[end] in MARKS


def _labels_at(scene: Scene, token: "Token") -> Iterator[Label]:
    mention = scene.mentions.get(token.i)
    if mention is not None:
        yield from _modifiers(scene, token, mention)
        yield from _appositions(scene, token, mention)
    elif token.tag_ == "NNS":
        yield from _describe(scene, token)
    if token.lemma_ in COPULAS or token.pos_ == "VERB":
        yield from _predicates(scene, token)


def _modifiers(scene: Scene, head: "Token", mention: dict) -> Iterator[Label]:
    """Yield the adjectives and the title before a name, or a describing noun with them: "the pariah states"."""
    if mention["form"] == "noun":
        yield from _describe(scene, head)
        return
    words = [word for word in _words_before(scene, head) if word.idx < mention["start"]]
    titles = [word for word in words if word.dep_ == "compound" and word.pos_ in ("NOUN", "PROPN")]
    for word in words if mention.get("actor_id") else []:
        if word not in titles:
            yield Label(word.left_edge, word, "modifier", head, mention["actor_id"])
    if titles and mention.get("actor_id"):
        yield Label(titles[0].left_edge, titles[-1], "title", head, mention["actor_id"])


def _words_before(scene: Scene, head: "Token") -> list["Token"]:
    """Return the words that qualify a noun from before it, without names, numbers and words that tell only which."""
    parts = [child for child in head.children if child.dep_ in MODIFIERS and child.i < head.i]
    return [child for child in parts if not _is_name(scene, child) and not _is_neutral(child)]


def _describe(scene: Scene, head: "Token") -> Iterator[Label]:
    """Yield a noun with its modifiers where they judge: "the brutal regime", "the two pariah states"."""
    actors = find_actors(scene, head)
    words = _words_before(scene, head) if actors else []
    if any(child.dep_ == "compound" or judge_label(child.text) != "neutral" for child in words):
        yield from (Label(words[0].left_edge, head, "modifier", head, actor) for actor in actors)


def _appositions(scene: Scene, head: "Token", mention: dict) -> Iterator[Label]:
    """Yield "a staunch ally of Y" in "X, a staunch ally of Y"."""
    actor = mention.get("actor_id")
    for child in head.children:
        if actor and child.dep_ == "appos" and child.pos_ == "NOUN":
            yield Label(*_edges(child), "apposition", head, actor)


def _predicates(scene: Scene, verb: "Token") -> Iterator[Label]:
    """Yield what a copula or a verb of naming says somebody is: "X is a pariah", "calls X a dictator", "as a …"."""
    nouns, bearers = _copular(verb) if verb.lemma_ in COPULAS else _naming(verb)
    for noun, bearer in product(nouns, bearers):
        if noun.i > bearer.i and noun.pos_ in ("NOUN", "ADJ"):
            yield from (Label(*_edges(noun), "predicate", bearer, actor) for actor in find_actors(scene, bearer))


def _copular(verb: "Token") -> tuple[list["Token"], list["Token"]]:
    nouns = [child for child in verb.children if child.dep_ in ("attr", "acomp")]
    return nouns, arguments.find_subjects(verb)[0] if nouns else []


def _naming(verb: "Token") -> tuple[list["Token"], list["Token"]]:
    """Return the names given by a verb of naming, and who is given them."""
    form = look_up("naming_verbs", "verb", "form").get(verb.lemma_)
    if form is None:
        return [], []
    objects = [child for child in verb.children if child.dep_ in ("dobj", "oprd", "attr")]
    nouns = [pobj for prep in verb.children if prep.lower_ == "as" for pobj in prep.children if pobj.dep_ == "pobj"]
    if arguments.is_passive(verb):
        return nouns or objects, arguments.find_subjects(verb)[0]
    small = [child for child in verb.children if child.dep_ == "ccomp" and child.pos_ in ("NOUN", "ADJ")]
    if small:  # the parser sees "calls [X a dictator]" as a clause
        return small, arguments.find_subjects(small[0])[0]
    return nouns or [child for child in objects if child.dep_ == "oprd"], objects[:1]


def _edges(noun: "Token") -> tuple["Token", "Token"]:
    """Return the first and last word of a noun with its modifiers and of-phrases, without its article."""
    words = [noun]
    for child in noun.children:
        if child.dep_ in (*MODIFIERS, "advmod") or (child.dep_ == "prep" and child.i > noun.i):
            words += list(child.subtree)
    return min(words, key=lambda word: word.i), max(words, key=lambda word: word.i)


def _is_name(scene: Scene, token: "Token") -> bool:
    """Return whether a modifier is a mention itself or part of a proper name."""
    return token.i in scene.mentions or token.ent_type_ in ("PERSON", "NORP", "GPE", "LOC", "DATE")


def _is_neutral(token: "Token") -> bool:
    return token.tag_ in ("CD", "DT") or token.lower_ in look_up("plain_modifiers", "word", "kind")


def judge_label(text: str) -> str:
    """Return the polarity of a label: by the epithets lexicon, else by VADER's words (Hutto and Gilbert 2014)."""
    score = sum(map(_weigh, text.lower().replace("-", " ").split()))
    return "negative" if score < 0 else "positive" if score > 0 else "neutral"


@functools.cache
def _weigh(word: str) -> float:
    own = look_up("epithets", "word", "polarity").get(word)
    return {"negative": -2.0, "positive": 2.0, "neutral": 0.0}[own] if own else _vader().get(word, 0.0)


@functools.cache
def _vader() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer().lexicon
