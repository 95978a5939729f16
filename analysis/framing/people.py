"""People and bodies that are described, not named: "two divers", "the union", "police".

They act and suffer, so they are actors too: of kind group, one for each description in an article. Names, titles
and pronouns are found first (`actors`); here only what those left over becomes an actor.
"""

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..actors.states import load_known, slug
from ..lexicons import look_up, read_lexicon
from .arguments import find_subjects
from .misreadings import is_recipient
from .scene import PARTS, counts_two, find_namesake, find_start

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELLING = {"attr", "oprd", "appos", "compound", "amod", "nmod", "npadvmod"}  # a noun here describes another actor


def find_people(
    doc: "Doc", sentences: list[dict], mentions: list[dict], actors: list[dict]
) -> tuple[list[dict], list[dict]]:
    """Return mention and actor rows to add to those of an article: described people and bodies.

    Descriptions and pronouns among `mentions` that had no actor are given theirs, in place.
    """
    known = {row["actor_id"] for row in actors}
    heads, taken = _settled(doc, mentions)
    names = {i: row["start"] for i, row in heads.items() if row["form"] in ("name", "alias") and i in taken}
    rows: list[dict] = []
    found: dict[str, str] = {}
    text = doc.text
    for sentence, noun in _nouns(doc, sentences):
        if noun.i in taken or not is_person(noun) or _is_title(noun, names) or find_namesake(noun, names):
            continue
        first = _first_word(noun, taken)
        name = text[first.idx : noun.idx + len(noun)]
        found.setdefault(slug(name), name if noun.pos_ == "PROPN" else name.lower())
        if noun.i in heads:
            heads[noun.i]["actor_id"] = slug(name)
        else:
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
        deed = token.dep_ == "amod" and token.head.lemma_ in look_up("event_nouns", "noun", "verb")
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
    return beside or (noun.idx + len(noun) + 1 in names.values() and introduces(noun))


def introduces(noun: "Token") -> bool:
    """Return whether a noun right before a name can be its title; "the man Putin met" is none."""
    clauses = (child for child in noun.children if child.dep_ == "relcl")
    return noun.tag_ == "NN" and not any(_lacks_object(clause) for clause in clauses)


def _lacks_object(clause: "Token") -> bool:
    """Return whether a clause lacks its object: "(the man) Putin met", but not "(the utility) Corvo cut its rates"."""
    return not any(child.dep_ == "dobj" and child.i > clause.i for child in clause.children)


def _settled(doc: "Doc", mentions: list[dict]) -> tuple[dict[int, dict], set[int]]:
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


def _nouns(doc: "Doc", sentences: list[dict]) -> Iterator[tuple[dict, "Token"]]:
    """Yield the nouns that could be actors: none that only describes another, and no "two states"."""
    for row, token in _words(doc, sentences):
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in LABELLING
        stray = token.pos_ == "ADJ" and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and is_person(token)
        noun = noun or stray or is_recipient(token)
        if noun and token.head.lower_ != "as" and not _points_back(token):
            yield row, token


def _points_back(noun: "Token") -> bool:
    """Return whether a noun sums up actors named before ("the two states"; "both armies" may be new)."""
    return counts_two(noun) and any(child.lower_ == "two" for child in noun.children)


def is_person(noun: "Token") -> bool:
    """Return whether a noun is for people or a body of people: by the lexicon, its ending, or a "who" after it."""
    nouns = look_up("people_nouns", "noun", "sort")
    lemma = noun.lemma_.lower()
    lemma = f"{lemma[:-3]}man" if lemma.endswith("men") else lemma
    if look_up("collectives", "noun", "kind").get(lemma) == "part" and any(
        child.lower_ == "of" for child in noun.children
    ):
        return False  # "a delegation of officials" is the officials
    if any(child.dep_ == "prep" and child.lower_ == "to" for child in noun.children) and lemma == "opposition":
        return False
    sort = nouns.get(lemma) or nouns.get(noun.lower_) or (nouns.get(lemma[:-1]) if lemma.endswith("s") else None)
    if sort:
        return _is_meant(noun, sort)
    if noun.pos_ == "PROPN" and noun.tag_ != "NNPS":
        return False
    if noun.ent_type_ == "NORP" or _endings().fullmatch(lemma):
        return True
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "who" for word in child.children) for child in noun.children
    )


def _is_meant(noun: "Token", sort: str) -> bool:
    """Return whether a noun of the lexicon is a body here: "trust" as "hospital trust", "panel", not "solar panels"."""
    if sort == "singular":
        return noun.tag_ == "NN"
    return sort != "compound" or any(child.dep_ == "compound" for child in noun.children)


@functools.cache
def _endings() -> re.Pattern:
    """Return the pattern of nouns that their ending shows to be people, without those that only end so."""
    rows = read_lexicon("person_endings")
    endings = "|".join(row["ending"] for row in rows if row["people"] == "yes")
    others = "|".join(row["ending"] for row in rows if row["people"] == "no")
    return re.compile(rf"(?!.*(?:{others})s?$).{{2,}}(?:{endings})s?")


def _first_word(noun: "Token", taken: set[int]) -> "Token":
    """Return where a description begins: "bus driver", without articles, adjectives and names."""
    first = noun
    while first.i > 0:
        before = noun.doc[first.i - 1]
        if before.dep_ != "compound" or before.head.i > noun.i or before.i in taken or before.head.i < first.i:
            break
        first = before
    return first


def _resolve_pronouns(
    doc: "Doc", sentences: list[dict], heads: dict[int, dict], kinds: dict[str, str], number: int
) -> list[dict]:
    """Give the pronouns that stand for nobody yet the nearest actor that fits; return rows for those without one.

    Subjects come first, in the pronoun's sentence and then in the one before (salience; Lappin and Leass 1994).
    """
    rows: list[dict] = []
    for sentence, token in _words(doc, sentences):
        if token.lower_ not in look_up("pronoun_fits", "pronoun", "fits"):
            continue
        if heads.get(token.i, {}).get("actor_id") or not (actor := _find_antecedent(doc, token, heads, kinds)):
            continue
        if token.i not in heads:
            place = {"start": token.idx, "end": token.idx + len(token), "text": token.text}
            rows.append({**_mention(sentence, number + len(rows)), "form": "pronoun", **place})
            heads[token.i] = rows[-1]
        heads[token.i]["actor_id"] = actor
    return rows


def _find_antecedent(doc: "Doc", pronoun: "Token", heads: dict[int, dict], kinds: dict[str, str]) -> str | None:
    wanted = look_up("pronoun_fits", "pronoun", "fits")[pronoun.lower_]
    start = find_start(pronoun)
    before = find_start(doc[start - 1]) if start else 0
    places = [place for place in range(before, pronoun.i) if place in heads and heads[place].get("actor_id")]
    fits = [i for i in places if wanted in _fit(doc[i], heads[i], kinds) and _may_bind(pronoun, doc[i])]
    if pronoun.dep_ in ("dobj", "pobj") and not _takes_people(pronoun.head):
        fits = [i for i in fits if i >= start and (wanted == "one" or not _is_blocked(pronoun, doc[i]))]
    best = max(fits, key=lambda i: (i >= start, doc[i].dep_ in ("nsubj", "nsubjpass"), i), default=None)
    return None if best is None else heads[best]["actor_id"]


def _takes_people(verb: "Token") -> bool:
    """Return whether a verb's object is always somebody: "thanked it", but not "hid it"."""
    return look_up("controllers", "verb", "controller").get(verb.lemma_) == "object"


def _is_blocked(pronoun: "Token", word: "Token") -> bool:
    """Return whether things stand nearer than the actor that "them" or "it" could be: "raised rates and left them"."""
    tags = ("NNS", "NNPS") if pronoun.lower_ == "them" else ("NN",)
    return any(other.tag_ in tags and not is_person(other) for other in pronoun.doc[word.i + 1 : pronoun.i])


def _fit(word: "Token", row: dict, kinds: dict[str, str]) -> str:
    """Return what pronoun fits a mention: one (he, she), body (it) or many (they)."""
    if row["form"] == "pronoun":
        return look_up("pronoun_fits", "pronoun", "fits").get(word.lower_, "")
    if word.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in word.children):
        return "many"
    kind = kinds.get(row["actor_id"], "group")
    sort = look_up("people_nouns", "noun", "sort").get(word.lemma_.lower()) if kind == "group" else None
    if sort == "either":  # "the insurer … he", "the insurer … it"
        return "one or body"
    return "one" if kind == "person" or sort == "person" else "body"


def _may_bind(pronoun: "Token", word: "Token") -> bool:
    """Return whether a pronoun may stand for a word: an object is never its own verb's subject ("police shot him")."""
    if pronoun.dep_ in ("poss", "nsubj", "nsubjpass"):
        return True
    verb = next((head for head in pronoun.ancestors if head.pos_ == "VERB"), pronoun.head)
    return word.head != pronoun.head and word not in find_subjects(verb)[0]
