"""An article's actors in the making: what the search for mentions works on."""

from dataclasses import dataclass, field

from ..article import Article

PREMODIFIERS = frozenset({"amod", "compound", "nmod", "punct", "npadvmod", "advmod", "nummod", "quantmod"})


@dataclass
class Mention:
    """A mention in the making: tokens first..end (half-open), its form and its actor's id, None if unknown."""

    first: int
    end: int
    form: str
    actor: str | None = None
    confidence: float | None = None  # of the actor


@dataclass
class Actor:
    """An actor in the making: its row, and what this article told of it."""

    name: str
    kind: str
    represents: str | None = None
    titles: set[str] = field(default_factory=set)
    gender: str = ""
    offices: set[str] = field(default_factory=set)  # the titles right before the full name
    named: list[int] = field(default_factory=list)  # the tokens where the full name begins


@dataclass
class Cast:
    """The actors of one article by id, and the words by which each may be named."""

    actors: dict[str, Actor] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    first_names: dict[str, list[str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)  # an organisation's acronym or last word


def find_premodifiers(article: Article, noun: int, first: int | None = None) -> int:
    """Return where the words begin that stand before `noun` (or `first`) and belong to it ("senior Russian")."""
    name = first = noun if first is None else first
    while first > 0 and article.dep[first - 1] in PREMODIFIERS and first - 1 < article.head[first - 1] <= noun:
        first -= 1
    while first < name and not article.words[first][0].isalnum():
        first += 1
    return first
