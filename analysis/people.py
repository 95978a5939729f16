"""People and bodies that are described, not named: "two divers", "the union", "police".

They act and suffer, so they are actors too: of kind group, one for each description in an article. Names, titles
and pronouns are found first (`actors`); here only what those left over becomes an actor.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .scene import counts_two, look_up
from .states import slug

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENDING = re.compile(r".{2,}(?:[^a-z]?(?:man|woman|men|women|person)|ologists?|icians?|.{2}(?:nist|tist|rist)s?)$")
LABELLING = {"attr", "oprd", "appos", "compound", "amod", "nmod", "npadvmod"}  # a noun here describes another actor


def find_people(
    doc: "Doc", sentences: list[dict], mentions: list[dict], actors: list[dict]
) -> tuple[list[dict], list[dict]]:
    """Return mention and actor rows to add to those of an article: described people and bodies of its body text."""
    known = {row["actor_id"] for row in actors}
    taken = {i for row in mentions if row.get("actor_id") for i in _tokens_of(doc, row)}
    rows: list[dict] = []
    names: dict[str, str] = {}
    for row, noun in _nouns(doc, sentences):
        if noun.i in taken or not is_person(noun):
            continue
        first = _first_word(noun, taken)
        start, end = first.idx, noun.idx + len(noun)
        name = doc.text[start:end]
        names.setdefault(slug(name), name if noun.pos_ == "PROPN" else name.lower())
        rows.append({
            "mention_id": f"{row['article_id']}:m{len(mentions) + len(rows):02}", "article_id": row["article_id"],
            "sentence_id": row["sentence_id"], "start": start, "end": end, "text": name, "form": "noun",
            "actor_id": slug(name),
        })  # fmt: skip
    new = [{"actor_id": key, "name": name, "kind": "group"} for key, name in names.items() if key not in known]
    return rows, new


def _tokens_of(doc: "Doc", row: dict) -> Iterator[int]:
    span = doc.char_span(row["start"], row["end"], alignment_mode="expand")
    return (token.i for token in span or ())


def _nouns(doc: "Doc", sentences: list[dict]) -> Iterator[tuple[dict, "Token"]]:
    """Yield the nouns of the body's sentences that could be actors, each with its sentence."""
    for row in sentences:
        span = doc.char_span(row["start"], row["end"], alignment_mode="expand") if row["part"] == "body" else None
        for token in span or ():
            noun = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in LABELLING
            if noun and token.head.lower_ != "as" and not counts_two(token):
                yield row, token


def is_person(noun: "Token") -> bool:
    """Return whether a noun is for people or a body of people: by the lexicon, its ending, or a "who" after it."""
    nouns = look_up("people_nouns", "noun", "sort")
    lemma = noun.lemma_.lower()
    if lemma in nouns or (lemma.endswith("s") and lemma[:-1] in nouns):
        return True
    if noun.pos_ == "PROPN" and noun.tag_ != "NNPS":
        return False
    if ENDING.fullmatch(lemma) or noun.ent_type_ == "NORP":
        return True
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in noun.children
    )


def _first_word(noun: "Token", taken: set[int]) -> "Token":
    """Return where a description begins: "bus driver", without articles, adjectives and names."""
    first = noun
    while first.i > 0:
        before = noun.doc[first.i - 1]
        if before.dep_ != "compound" or before.head.i > noun.i or before.i in taken or before.head.i < first.i:
            break
        first = before
    return first
