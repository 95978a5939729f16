"""One parsed article as plain lists, and its actors in the making: what the search for mentions works on."""

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUOTE_OPEN, QUOTE_CLOSE, QUOTE_EITHER = "“«„", "”»", ('"', "''", "``")
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "punct", "npadvmod", "advmod", "nummod", "quantmod"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass
class Mention:
    """A mention in the making: tokens first..end (half-open), its form and its actor's id, None if unknown."""

    first: int
    end: int
    form: str
    actor: str | None = None


@dataclass
class Actor:
    """An actor in the making: its row, and what this article told of it."""

    name: str
    kind: str
    represents: str | None = None
    titles: set[str] = field(default_factory=set)
    gender: str = ""
    male: float = 0.5  # how likely he, from the pronouns near
    first: int = 10**9  # the token where the full name first begins


@dataclass
class Cast:
    """The actors of one article by id, and the words by which each may be named."""

    actors: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    first_names: dict[str, list[str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)  # an organisation's acronym or last word


@dataclass
class Page:
    """The tokens of an article, column by column; `sentence` is the number of each token's sentence row."""

    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    quoted: list[bool]
    named: list[bool]  # for each sentence: whether the model's names in it are to be trusted
    subject: dict[int, int]  # verb -> its subject
    common: frozenset[str]  # the words that stand in lower case somewhere


def read_page(doc: "Doc", sentences: list[dict]) -> Page:
    """Return the columns of a parsed Doc whose sentence starts are those of `sentences`."""
    tokens = list(doc)
    words = [token.text for token in tokens]
    for before, token in itertools.pairwise(tokens):
        if token.text == "-" and before.whitespace_:
            words[token.i] = "–"  # a dash between words, no hyphen
    dep, head, pos = [token.dep_ for token in tokens], [token.head.i for token in tokens], [t.pos_ for t in tokens]
    numbers = _number_sentences([token.idx for token in tokens], sentences)
    return Page(
        words=words,
        lower=[word.lower() for word in words],
        lemma=[token.lemma_ for token in tokens],
        pos=pos,
        tag=[token.tag_ for token in tokens],
        dep=dep,
        head=head,
        sentence=numbers,
        quoted=_find_quoted(words, [sentences[number]["paragraph"] for number in numbers]),
        named=_trust_names(words, pos, numbers, sentences),
        subject={head[token]: token for token, name in enumerate(dep) if name in SUBJECTS and token < head[token]},
        common=frozenset(word for word in words if word.islower()),
    )


def _trust_names(words: list[str], pos: list[str], numbers: list[int], sentences: list[dict]) -> list[bool]:
    """Say of each sentence whether the model's names count: not in headings, nor Where All Words Have Capitals."""
    capital, small, verb = [0] * len(sentences), [0] * len(sentences), [False] * len(sentences)
    for word, part, number in zip(words, pos, numbers, strict=True):
        if word[0].isupper():
            capital[number] += len(word) > 3
        elif word[0].islower():
            small[number] += len(word) > 3
            verb[number] |= part in {"VERB", "AUX"}
    return [
        row["part"] == "body" and (verb[n] or capital[n] < 4 or small[n] > 0.4 * capital[n])
        for n, row in enumerate(sentences)
    ]  # fmt: skip


def _number_sentences(offsets: list[int], sentences: list[dict]) -> list[int]:
    starts = [row["start"] for row in sentences]
    numbers, number = [], 0
    for offset in offsets:
        while number + 1 < len(starts) and starts[number + 1] <= offset:
            number += 1
        numbers.append(number)
    return numbers


def _find_quoted(words: list[str], paragraphs: list[int]) -> list[bool]:
    """Say of each word whether it stands between double quotation marks; a mark left open ends at its paragraph."""
    quoted, inside, paragraph = [], False, -1
    for word, number in zip(words, paragraphs, strict=True):
        if number != paragraph:
            inside, paragraph = False, number
        if word in QUOTE_OPEN:
            inside = True
        elif word in QUOTE_CLOSE:
            inside = False
        elif word in QUOTE_EITHER:
            inside = not inside
        quoted.append(inside)
    return quoted


def find_premodifiers(page: Page, noun: int, first: int | None = None) -> int:
    """Return where the words begin that stand before `noun` (or `first`) and belong to it ("senior Russian")."""
    name = first = noun if first is None else first
    while first > 0 and page.dep[first - 1] in PREMODIFIERS and first - 1 < page.head[first - 1] <= noun:
        first -= 1
    while first < name and not page.words[first][0].isalnum():
        first += 1
    return first
