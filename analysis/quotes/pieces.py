"""A candidate's content -> its pieces: whole quotations, no cue, no source, and what the speaker goes on to say."""

from typing import NamedTuple

from ..article import Article
from .sources import source_span
from .verbs import Candidate, Span

NO_WORDS = {"PUNCT", "SPACE"}
TRIM_FIRST = {",", ".", ";", ":", ")", "-", "--", "–", "—", "?", "!"}
TRIM_LAST = {",", ";", ":", "(", "-", "--", "–", "—"}


class Source(NamedTuple):
    """The likeliest source of a cue: how found, the place of its head (-1: none), log-odds, lead over the next."""

    how: str
    head: int
    score: float
    lead: float


class Attribution(NamedTuple):
    """A candidate with its content's pieces and its source's span, in places; the span is None where there is none."""

    candidate: Candidate
    pieces: tuple[Span, ...]
    source: Source
    source_span: Span | None


def complete(article: Article, candidate: Candidate, source: Source) -> Attribution | None:
    """Return a candidate's attribution; None where no content is left or the source would stand in it."""
    cue = candidate.cue_span
    if any(first > last for first, last in candidate.content):  # a clause whose words stand all before its cue
        return None
    spans = [grow(article, span, cue) for span in candidate.content]
    out = [cue, candidate.out] if candidate.out else [cue]
    place = None
    if candidate.sourced and source.head >= 0:
        place = source_span(article, source.head, (candidate.cue, candidate.cue))
        inside = any(first <= place[0] and place[1] <= last for first, last in spans)
        if inside and not (candidate.out or _near(place, cue)):
            return None
        if any(first <= place[1] and place[0] <= last for first, last in spans):
            if not inside:
                place = (source.head, source.head)
            out.append(place)
    pieces = [part for span in spans for part in cut(span, out)]
    pieces = [piece for piece in (trim(article, *piece) for piece in pieces) if piece]
    if not pieces:
        return None
    end = max(pieces[-1][1], cue[1], place[1] if place else 0)
    return Attribution(candidate, tuple(pieces + follow(article, pieces, cue, end)), source, place)


def _near(source: Span, cue: Span) -> bool:
    return abs(source[0] - cue[1]) <= 2 or abs(cue[0] - source[1]) <= 2


def grow(article: Article, span: Span, cue: Span) -> Span:
    """Return a span that takes in the whole of each quotation it begins or ends in, the cue's own left out."""
    first, last = span
    own = article.quotation[cue[0]]
    if 0 <= article.quotation[first] != own:
        first = min(first, article.quotations[article.quotation[first]][0])
    if 0 <= article.quotation[last] != own:
        last = max(last, article.quotations[article.quotation[last]][1])
    return first, last


def cut(span: Span, out: list[Span]) -> list[Span]:
    """Return what is left of a span without some others."""
    pieces = [span]
    for first, last in out:
        left = []
        for a, b in pieces:
            if last < a or first > b:
                left.append((a, b))
                continue
            left += [piece for piece in ((a, first - 1), (last + 1, b)) if piece[0] <= piece[1]]
        pieces = left
    return pieces


def trim(article: Article, first: int, last: int) -> Span | None:
    """Return a piece without the commas and spaces at its ends; None where nothing is left."""
    while first <= last and (article.pos[first] == "SPACE" or article.lower[first] in TRIM_FIRST):
        first += 1
    while first <= last and (article.pos[last] == "SPACE" or article.lower[last] in TRIM_LAST):
        last -= 1
    if first > last or all(article.pos[p] in NO_WORDS for p in range(first, last + 1)):
        return None
    return first, last


def follow(article: Article, pieces: list[Span], cue: Span, end: int) -> list[Span]:
    """Return the quotations that go on after a quoted content: in the sentence, after it, in next paragraphs."""
    if article.quotation[cue[0]] >= 0 or all(article.quotation[a] < 0 and article.quotation[b] < 0 for a, b in pieces):
        return []
    found: list[Span] = []
    number = article.next_quotation[end]
    while 0 <= number < len(article.quotations):
        first, last, _ = article.quotations[number]
        if _goes_on(article, end, number):
            found.append((first, last))
            end = last
        elif not is_title(article, first, last):
            break
        number += 1
    return found


def is_title(article: Article, first: int, last: int) -> bool:
    """Return whether a quotation is but a name, of a book or a show: capitals and the small words between them."""
    small = {"DET", "ADP", "CCONJ", "NUM", "PART", "PUNCT"}
    named = [place for place in range(first, last + 1) if article.pos[place] not in small]
    capital = all(article.words[place][0].isupper() for place in named)
    return capital and (len(named) > 1 or [article.pos[place] for place in named] == ["PROPN"])


def _goes_on(article: Article, end: int, number: int) -> bool:
    """It follows after nothing but full stops, or as the next sentence; and nothing stands after it in its own.

    A paragraph that is a quotation and no more belongs to the speaker before it, as one that a quotation runs into.
    """
    first, last, _ = article.quotations[number]
    if article.body[last] < 0 or article.body[end] < 0 or article.body[first] < 0:
        return False
    opening, closing = article.bounds[article.body[first]][0], article.bounds[article.body[last]][1]
    beside = article.paragraph[first] == article.paragraph[end] and _wordless(article, end + 1, first)
    following = article.body[first] in (article.body[end], article.body[end] + 1)
    next_one = following and _wordless(article, opening, first)
    return (beside or next_one) and _wordless(article, last + 1, closing + 1)


def _wordless(article: Article, start: int, stop: int) -> bool:
    return all(article.pos[place] in NO_WORDS for place in range(start, stop))
