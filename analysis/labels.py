"""Labels: what an actor is called, where, and in whose voice."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from . import arguments
from .scene import Scene, find_actor, find_voice, lay_scene, look_up, walk

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
COPULAS = {"be", "become", "remain"}
NAMED = {"name", "alias", "title"}
MARKS = "\"“”'‘’«»"


class Label(NamedTuple):
    """Words that are attached to a mention: half-open offsets and the kind of tie."""

    start: int
    end: int
    kind: str
    mention: dict
    actor_id: str


def find_labels(doc: "Doc", sentences: list[dict], mentions: list[dict], quotes: list[dict]) -> list[dict]:
    """Return the label rows of one article: modifier, title, apposition, predicate, scare quote."""
    scene = lay_scene(doc, sentences, mentions, quotes)
    found: dict[tuple[int, int, str], Label] = {}
    for token in walk(scene):
        for label in _labels_at(scene, token):
            found.setdefault((label.start, label.end, label.actor_id), label)
    return [_row(scene, number, label) for number, label in enumerate(sorted(found.values(), key=_place))]


def _place(label: Label) -> tuple[int, int, str]:
    return label.start, label.end, label.actor_id


def _row(scene: Scene, number: int, label: Label) -> dict:
    text = scene.doc.text[label.start : label.end]
    article_id = label.mention["article_id"]
    return {
        "label_id": f"{article_id}:l{number:02}",
        "article_id": article_id,
        "sentence_id": label.mention["sentence_id"],
        "mention_id": label.mention["mention_id"],
        "actor_id": label.actor_id,
        "start": label.start,
        "end": label.end,
        "text": text,
        "kind": label.kind,
        "polarity": judge_label(text),
        "voice": find_voice(scene, label.start, label.end),
    }


def _labels_at(scene: Scene, token: "Token") -> Iterator[Label]:
    mention = scene.mentions.get(token.i)
    if mention is not None:
        yield from _modifiers(scene, token, mention)
        yield from _appositions(scene, token, mention)
    if token.lemma_ in COPULAS or token.pos_ == "VERB":
        yield from _predicates(scene, token)


def _modifiers(scene: Scene, head: "Token", mention: dict) -> Iterator[Label]:
    """Yield the adjectives and nouns before a name, or a describing noun with them: "the pariah states"."""
    parts = [child for child in head.children if child.dep_ in MODIFIERS and child.i < head.i]
    plain = [child for child in parts if not _is_name(scene, child) and not _is_neutral(child)]
    actors = [mention["actor_id"]] if mention.get("actor_id") else find_pair(scene, head)
    if mention["form"] == "noun":
        if plain and any(child.dep_ == "compound" or judge_label(child.text) != "neutral" for child in plain):
            yield from (_label(plain[0].left_edge, head, "modifier", mention, actor) for actor in actors)
        return
    for child in plain:
        kind = "title" if child.dep_ == "compound" else "modifier"
        yield from (_label(child.left_edge, child, kind, mention, actor) for actor in actors)


def find_pair(scene: Scene, head: "Token") -> list[str]:
    """Return the two actors that "the two states" are: the last two states named before, if the noun is plural."""
    if head.tag_ != "NNS" or not any(child.lower_ in ("two", "both") for child in head.children):
        return []
    found: list[str] = []
    for i in sorted(scene.mentions, reverse=True):
        mention = scene.mentions[i]
        actor = mention.get("actor_id")
        if i < head.i and actor and mention["form"] in NAMED and actor not in found:
            found.append(actor)
        if len(found) == 2:
            break
    return found


def _appositions(scene: Scene, head: "Token", mention: dict) -> Iterator[Label]:
    """Yield "a staunch ally of Y" in "X, a staunch ally of Y"."""
    actor = mention.get("actor_id")
    for child in head.children:
        if actor and child.dep_ == "appos" and child.pos_ == "NOUN":
            yield _phrase(child, "apposition", mention, actor)


def _predicates(scene: Scene, verb: "Token") -> Iterator[Label]:
    """Yield what a copula or a verb of naming says somebody is: "X is a pariah", "calls X a dictator", "as a …"."""
    nouns = [child for child in verb.children if child.dep_ in ("attr", "oprd", "acomp")]
    passive = arguments.is_passive(verb)
    if verb.lemma_ in COPULAS or passive:
        bearers = arguments.find_subjects(verb)[0]
    else:
        bearers = [child for child in verb.children if child.dep_ == "dobj"]
    nouns += [pobj for prep in verb.children if prep.lower_ == "as" for pobj in prep.children if pobj.dep_ == "pobj"]
    for noun in nouns:
        for bearer in bearers:
            mention, actor = scene.mentions.get(bearer.i), find_actor(scene, bearer)
            if actor and mention and noun.i > bearer.i and noun.pos_ in ("NOUN", "ADJ"):
                yield _phrase(noun, "predicate", mention, actor)


def _phrase(noun: "Token", kind: str, mention: dict, actor: str) -> Label:
    """Return the label of a noun with its modifiers and of-phrases, without its article."""
    words = [noun]
    for child in noun.children:
        if child.dep_ in (*MODIFIERS, "advmod") or (child.dep_ == "prep" and child.i > noun.i):
            words += list(child.subtree)
    words.sort(key=lambda word: word.i)
    return _label(words[0], words[-1], kind, mention, actor)


def _label(first: "Token", last: "Token", kind: str, mention: dict, actor: str) -> Label:
    text = first.doc.text
    start, end = first.idx, last.idx + len(last)
    if text[start - 1 : start] in MARKS and text[end : end + 1] in MARKS and start:
        kind = "scare quote"
    return Label(start, end, kind, mention, actor)


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
