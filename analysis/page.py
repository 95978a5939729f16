"""One parsed article as plain lists: what the rooms for actors read of a spaCy Doc, each attribute fetched once."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUOTE_OPEN, QUOTE_CLOSE = "“«„", "”»"
PREMODIFIERS = frozenset({"amod", "compound", "nmod", "punct", "npadvmod", "advmod", "nummod", "quantmod"})


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
    named: int = 0


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
    parts: list[str]


def read_page(doc: "Doc", sentences: list[dict]) -> Page:
    """Return the columns of a parsed Doc whose sentence starts are those of `sentences`."""
    tokens = list(doc)
    words = [token.text for token in tokens]
    numbers = _number_sentences([token.idx for token in tokens], sentences)
    return Page(
        words=words,
        lower=[word.lower() for word in words],
        lemma=[token.lemma_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens],
        sentence=numbers,
        quoted=_find_quoted(words, [sentences[number]["paragraph"] if sentences else 0 for number in numbers]),
        parts=[row["part"] for row in sentences],
    )


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
        elif word in ('"', "''", "``"):
            inside = not inside
        quoted.append(inside)
    return quoted


def find_premodifiers(page: Page, noun: int, first: int | None = None) -> int:
    """Return where the words begin that stand before `noun` (before `first`) and belong to it: "senior" of "senior aide"."""
    name = first = noun if first is None else first
    while first > 0 and page.dep[first - 1] in PREMODIFIERS and first - 1 < page.head[first - 1] <= noun:
        first -= 1
    while first < name and not page.words[first][0].isalnum():
        first += 1
    return first
