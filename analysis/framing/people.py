"""People and bodies that are described, not named: "two divers", "the union", "police".

They act and suffer, so they are actors too: of kind group, one for each description in an article. Names, titles
and pronouns are found first (`actors`); here only what those left over becomes an actor.
"""

import functools
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from ..actors.nouns import find_sort
from ..actors.states import load_known, slug
from ..article import Article
from ..lang import look_up
from .antecedents import find_antecedent
from .described import find_beginning, find_name_set_off, find_namesake, introduces, is_person
from .misreadings import is_name_given, is_recipient
from .scene import PARTS, counts_two

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELLING = {"attr", "oprd", "appos", "compound", "amod", "nmod", "npadvmod"}  # a noun here describes another actor


def find_people(article: Article, actors: list[dict]) -> tuple[list[dict], list[dict]]:
    """Return mention and actor rows to add to those of an article: described people and bodies.

    Descriptions and pronouns among its mentions that had no actor are given theirs, in place.
    """
    doc, sentences, mentions = article.doc, article.sentences, article.mentions
    known = {row["actor_id"] for row in actors}
    heads, taken = _settled(doc, mentions)
    names = {i: row["start"] for i, row in heads.items() if row["form"] in ("name", "alias") and i in taken}
    rows: list[dict] = []
    found: dict[str, str] = {}
    for sentence, noun in _nouns(doc, sentences, names):
        if noun.i in taken or not is_person(noun) or _is_title(noun, names) or find_namesake(noun, names):
            continue
        first = _first_word(noun, taken)
        name = article.text[first.idx : noun.idx + len(noun)]
        found.setdefault(slug(name), name if noun.pos_ == "PROPN" else name.lower())
        if noun.i not in heads:
            number = len(mentions) + len(rows)
            rows.append({**_mention(sentence, number), "start": first.idx, "end": noun.idx + len(noun), "text": name})
            heads[noun.i] = rows[-1]
        heads[noun.i]["actor_id"] = slug(name)
    kinds = {row["actor_id"]: row["kind"] for row in actors}
    states = _find_nationalities(doc, sentences, heads, len(mentions) + len(rows))
    rows += [row for row, _ in states]
    new = {row["actor_id"]: {"name": name, "kind": "state"} for row, name in states}
    new |= {key: {"name": name, "kind": "group"} for key, name in found.items()}
    rows += _resolve_pronouns(doc, sentences, heads, kinds, len(mentions) + len(rows))
    return rows, [{"actor_id": key, **row} for key, row in new.items() if key not in known]


def _find_nationalities(
    doc: "Doc", sentences: list[dict], heads: dict[int, dict], number: int
) -> list[tuple[dict, str]]:
    """Return mention rows, and names, of the states that do what an event noun says: "Danish raids"."""
    rows: list[tuple[dict, str]] = []
    for sentence, token in _words(doc, sentences):
        deed = token.dep_ == "amod" and token.head.lemma_ in look_up("nouns", "verb")
        if deed and token.i not in heads and (state := _demonyms().get(token.text)):
            place = {"start": token.idx, "end": token.idx + len(token), "text": token.text}
            row = {**_mention(sentence, number + len(rows)), **place, "form": "alias", "actor_id": slug(state)}
            rows.append((row, state))
            heads[token.i] = row
    return rows


@functools.cache
def _demonyms() -> dict[str, str]:
    """Return adjective -> state: "Danish" -> "Denmark"."""
    entries = (entry for rows in load_known().values() for entry in rows)
    return {
        words[0]: known.actor
        for words, known in entries
        if (known.sort, known.kind, len(words)) == ("demonym", "state", 1)
    }


def _is_title(noun: "Token", names: dict[int, int]) -> bool:
    """Return whether a name follows that the noun only introduces: "the novelist Ines Baptista"."""
    beside = any(child.dep_ == "appos" and child.i in names for child in noun.children)
    after = noun.idx + len(noun) + 1 in names.values() and introduces(noun)
    return beside or after or find_name_set_off(noun, names) is not None


def _settled(doc: "Doc", mentions: Sequence[dict]) -> tuple[dict[int, dict], set[int]]:
    """Return the mention that each word heads (one with an actor if there is), and the words of those with actors."""
    heads: dict[int, dict] = {}
    taken: set[int] = set()
    for row in sorted(mentions, key=lambda row: bool(row.get("actor_id"))):
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
        if span is not None and len(span):
            heads[span.root.i] = row
            taken |= {token.i for token in span} if row.get("actor_id") else set()
    return heads, taken


def _mention(sentence: dict, number: int) -> dict:
    article_id = sentence["article_id"]
    return {
        "mention_id": f"{article_id}:m{number:02}", "article_id": article_id, "sentence_id": sentence["sentence_id"],
        "form": "noun",
    }  # fmt: skip


def _words(doc: "Doc", sentences: list[dict]) -> Iterator[tuple[dict, "Token"]]:
    """Yield the words of title, headings and body, each with its sentence."""
    for row in sentences:
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand") if row["part"] in PARTS else None
        yield from ((row, token) for token in span or ())


def _nouns(doc: "Doc", sentences: list[dict], names: Collection[int]) -> Iterator[tuple[dict, "Token"]]:
    """Yield the nouns that could be actors: none that only describes another, and no "two states" named before."""
    for row, token in _words(doc, sentences):
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in LABELLING
        stray = token.pos_ == "ADJ" and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and is_person(token)
        noun = (noun or stray or is_recipient(token)) and not is_name_given(token)
        if noun and token.head.lower_ != "as" and not _points_back(token, names):
            yield row, token


def _points_back(noun: "Token", names: Collection[int]) -> bool:
    """Return whether a noun sums up two actors before: "the two states"; two people only if two names stand there."""
    named = sum(name < noun.i for name in names) > 1 or find_sort(noun.lower_, noun.lemma_.lower()) != "person"
    pair = noun.lower_ in ("pair", "duo", "both") or any(child.lower_ == "two" for child in noun.children)
    return pair and named and counts_two(noun)


def _first_word(noun: "Token", taken: set[int]) -> "Token":
    """Return where a description begins: "bus driver", "co-operative", without articles, adjectives and names."""
    first = find_beginning(noun)
    while first.i > 0:
        before = noun.doc[first.i - 1]
        if before.dep_ != "compound" or before.head.i > noun.i or before.i in taken or before.head.i < first.i:
            break
        first = find_beginning(before)
    return first


def _resolve_pronouns(
    doc: "Doc", sentences: list[dict], heads: dict[int, dict], kinds: dict[str, str], number: int
) -> list[dict]:
    """Give the pronouns that stand for nobody yet the nearest actor that fits; return rows for those without one.

    Subjects come first, in the pronoun's sentence and then in the one before (salience; Lappin and Leass 1994).
    """
    rows: list[dict] = []
    for sentence, token in _words(doc, sentences):
        if token.lower_ not in look_up("words", "fits") or _is_empty(token):
            continue
        if heads.get(token.i, {}).get("actor_id") or not (actor := find_antecedent(doc, token, heads, kinds)):
            continue
        if token.i not in heads:
            place = {"start": token.idx, "end": token.idx + len(token), "text": token.text}
            rows.append({**_mention(sentence, number + len(rows)), "form": "pronoun", **place})
            heads[token.i] = rows[-1]
        heads[token.i]["actor_id"] = actor
    return rows


def _is_empty(pronoun: "Token") -> bool:
    """Return whether an "it" stands for nothing: "it turned out", "it is thought", "it emerged that"."""
    verb, kinds = pronoun.head, look_up("verbs", "empty")
    clause = verb.dep_ == "parataxis" or any(child.dep_ in ("ccomp", "prt") for child in verb.children)
    clause = clause or (verb.dep_ == "ccomp" and kinds.get(verb.lemma_) == "impersonal")
    return pronoun.lower_ == "it" and clause and verb.lemma_ in kinds
