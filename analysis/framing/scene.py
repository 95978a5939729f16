"""The parse of an article with its actors laid over it: what roles, labels and markers are all read from."""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..article import Article
from ..lang import look_up
from ..tables import UNKNOWN
from .described import find_name_beside, find_namesake

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SPEAKERS = {"i", "we", "me", "us", "my", "our"}
PLURALS = {"they", "them", "their"}
PARTS = ("title", "heading", "body")  # the parts of an article that tell who does what; captions only repeat
RELATIVE = {"WDT", "WP", "WP$", "WRB"}  # part-of-speech tags of who, which, that, whose, where


class Scene(NamedTuple):
    """A parsed article: which sentence each word stands in, and which mention each word heads.

    `names` are the words that head a mention by name, each with the mention's start; `pairs` are the places where two
    actors and no more stand together ("Norway and Sweden").
    """

    doc: "Doc"
    text: str
    sentences: list[dict]
    sentence_ids: dict[int, str]
    mentions: dict[int, dict]
    names: dict[int, int]
    pairs: list[tuple[int, list[str]]]
    quotes: Sequence[dict]


def lay_scene(article: Article) -> Scene:
    """Return the scene of one article; of two mentions with one head the longer counts."""
    doc = article.doc
    places: dict[int, str] = {}
    for row in article.sentences:
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand") if row["part"] in PARTS else None
        places.update((token.i, row["sentence_id"]) for token in span or ())
    heads: dict[int, dict] = {}
    for row in sorted(article.mentions, key=lambda row: (bool(row.get("actor_id")), row["end"] - row["start"])):
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
        if span is not None and span.start in places:
            hyphens = any(token.text == "-" for token in span)  # "co-operative": its last word, whatever the parse
            heads[span[-1].i if hyphens else span.root.i] = row
    names = {i: row["start"] for i, row in heads.items() if row["form"] in ("name", "alias")}
    return Scene(doc, article.text, article.sentences, places, heads, names, _find_pairs(doc, heads), article.quotes)


def _find_pairs(doc: "Doc", heads: dict[int, dict]) -> list[tuple[int, list[str]]]:
    """Return where two actors and no more stand together: "Norway and Sweden", "Norway met Sweden"."""
    found: list[tuple[int, list[str]]] = []
    for i in sorted(heads):
        other = _find_other(doc[i], heads)
        if other is None or doc[i].dep_ == "conj" or any(child.dep_ == "conj" for child in other.children):
            continue
        ids = [actor for head in (i, other.i) if (actor := heads[head].get("actor_id"))]
        if len(set(ids)) == 2:
            found.append((other.i, ids))
    return found


def _find_other(word: "Token", heads: dict[int, dict]) -> "Token | None":
    """Return the second of two: what a word is coordinated with, or whom it meets."""
    joined = [child for child in word.children if child.dep_ == "conj"]
    meets = word.dep_ == "nsubj" and word.head.lemma_ in look_up("verbs", "mutual")
    met = [child for child in word.head.children if child.dep_ == "dobj"] if meets and not joined else []
    return next((child for child in [*joined, *met] if child.i in heads), None)


def walk(scene: Scene) -> Iterator["Token"]:
    """Yield the words of the article's title, headings and body in order."""
    doc = scene.doc
    return (doc[i] for i in scene.sentence_ids)


def find_actor(scene: Scene, token: "Token | None") -> str | None:
    """Return the actor a word stands for: its own, its antecedent's, or the state whose body it names."""
    for _ in range(4):  # the longest chain met in practice: which -> delegation -> of -> officials
        if token is None:
            return None
        mention = scene.mentions.get(token.i)
        if mention and mention.get("actor_id"):
            return mention["actor_id"]
        if token.lower_ in SPEAKERS:
            return _speaker(scene, token)
        if token.dep_ == "appos" and not mention:
            token = token.head  # "X, a miner, who": the miner is X
            continue
        name = find_name_beside(token, scene.names) or find_namesake(token, scene.names)
        if token.lower_.startswith("what"):  # "whatever the film shows": nobody
            return None
        relative = token.tag_ in RELATIVE or (token.lower_ == "that" and token.dep_ in ("dobj", "nsubj", "nsubjpass"))
        if name is None and not relative:
            return _owner(scene, token)
        token = name or _antecedent(token)
    return None


def _speaker(scene: Scene, token: "Token") -> str | None:
    """Return who says "I" or "we"."""
    voice = find_voice(scene, token.idx, token.idx + len(token))
    return None if voice == UNKNOWN else voice


def find_actors(scene: Scene, token: "Token") -> list[str]:
    """Return the actors a word stands for: most words one; "the two states" and "they" the pair named last."""
    if counts_two(token):
        if pair := find_pair(scene, token):
            return pair
        if token.i not in scene.mentions:
            return _find_counted(scene, token)
    actor = find_actor(scene, token)
    if actor:
        together = _find_together(scene, token) if token.lower_ in PLURALS else []
        return together if actor in together else [actor]
    return find_pair(scene, token) if token.lower_ == "they" else []


def counts_two(noun: "Token") -> bool:
    """Return whether a word sums up two actors named before: "the two states", "the pair", "both"."""
    if noun.lower_ == "both":
        return noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and not any(noun.children)
    if noun.lower_ in ("pair", "duo"):
        return any(child.lower_ == "the" for child in noun.children) and all(c.dep_ != "prep" for c in noun.children)
    words = {child.lower_ for child in noun.children}
    if any(child.dep_ in ("relcl", "acl", "prep") for child in noun.children):  # "the two men it had sacked" are new
        return False
    return noun.tag_ == "NNS" and ("both" in words or ("two" in words and bool(words & {"the", "these", "those"})))


def find_pair(scene: Scene, token: "Token") -> list[str]:
    """Return the two actors that "the two states" stands for.

    Those last named together; else the only two named so far; else, of states, the two named most often.
    """
    if together := _find_together(scene, token):
        return together
    named = Counter(actor for i in sorted(scene.names) if i < token.i and (actor := scene.mentions[i].get("actor_id")))
    if len(named) > 2 and token.lemma_ in look_up("nouns", "state"):
        named = Counter({actor: count for actor, count in named.items() if actor in _states()})
        return [actor for actor, _ in named.most_common(2)] if len(named) > 1 else []
    return list(named) if len(named) == 2 else []


def _find_counted(scene: Scene, token: "Token") -> list[str]:
    """Return the last actor that was counted as two: "expelled two diplomats, calling the pair spies"."""
    counted = (i for i in range(token.i - 1, -1, -1) if i in scene.mentions and _is_two(scene.doc[i]))
    found = next((scene.mentions[i].get("actor_id") for i in counted), None)
    return [found] if found else []


def _is_two(noun: "Token") -> bool:
    return any(child.dep_ == "nummod" and child.lower_ in ("two", "2") for child in noun.children)


def _find_together(scene: Scene, token: "Token") -> list[str]:
    return next((ids for i, ids in reversed(scene.pairs) if i < token.i), [])


@functools.cache
def _states() -> frozenset[str]:
    from ..actors.states import load_known, slug

    return frozenset(slug(known.actor) for rows in load_known().values() for _, known in rows if known.kind == "state")


def _antecedent(token: "Token") -> "Token | None":
    """Return the noun that a relative pronoun's clause is hung on; where it is hung on none, the noun before."""
    for head in token.ancestors:
        if head.dep_ == "relcl":
            return head.head
    before = token.nbor(-1) if token.i else token
    return before if before.pos_ in ("NOUN", "PROPN") else None


def _owner(scene: Scene, token: "Token") -> str | None:
    """Return the actor of "Russia's troops", "Russian troops" or "a group of Russian officials"."""
    counted = token.tag_ == "CD" or token.lower_ in ("some", "many", "most", "all", "both", "several")
    kind = "part" if counted else look_up("nouns", "collective").get(token.lemma_.lower())
    if kind is None:
        return None
    for child in token.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i in scene.mentions:
            return scene.mentions[child.i].get("actor_id")
        if kind == "part" and child.dep_ == "prep" and child.lower_ == "of":
            return next((actor for part in child.children if (actor := find_actor(scene, part))), None)
    return None


def find_start(token: "Token") -> int:
    """Return the index of the first word of a word's sentence (Token.sent would read the whole article each time)."""
    doc, i = token.doc, token.i
    while i > 0 and not doc[i].is_sent_start:
        i -= 1
    return i


def find_voice(scene: Scene, start: int, end: int) -> str | None:
    """Return whose words a span is: a speaker's actor_id, UNKNOWN, or None for the writer's own."""
    if not scene.quotes:
        return None
    from ..quotes import find_voice as find_speaker

    return find_speaker(scene.quotes, start, end)
