"""A candidate's content -> its pieces: whole quotations, without cue and source, with what the speaker goes on to say."""

from typing import NamedTuple

from .propose import Candidate, Span
from .sources import source_span
from .words import Words

TRIM_FIRST = {",", ".", ";", ":", ")", "-", "--", "–", "—", "?", "!"}
TRIM_LAST = {",", ";", ":", "(", "-", "--", "–", "—"}


class Attribution(NamedTuple):
    """A candidate with its spans in places: content pieces, cue, source (None where there is none)."""

    candidate: Candidate
    pieces: tuple[Span, ...]
    source: Span | None


def complete(words: Words, candidate: Candidate) -> Attribution | None:
    """Return a candidate's attribution; None where no content is left or the cue would stand in it."""
    cue = candidate.cue_span
    span = grow(words, candidate.content, cue)
    source = None
    if candidate.source >= 0:
        source = source_span(words, candidate.source, cue)
        if not (source[1] < span[0] or source[0] > span[1]) and span[0] <= candidate.source <= span[1]:
            if not _near(source, cue):
                return None
        elif not (source[1] < span[0] or source[0] > span[1]):
            source = (candidate.source, candidate.source)
    pieces = cut(words, span, [cue] + ([source] if source else []))
    pieces = [piece for piece in (trim(words, *piece) for piece in pieces) if piece]
    if not pieces or (source and source[0] <= candidate.cue <= source[1]):
        return None
    pieces += follow(words, pieces, cue, source)
    return Attribution(candidate, tuple(pieces), source)


def _near(source: Span, cue: Span) -> bool:
    return abs(source[0] - cue[1]) <= 2 or abs(cue[0] - source[1]) <= 2


def grow(words: Words, span: Span, cue: Span) -> Span:
    """Return a span that takes in the whole of each quotation it begins or ends in, the cue's own left out."""
    first, last = span
    own = words.quotation[cue[0]]
    if 0 <= words.quotation[first] != own:
        first = min(first, words.quotations[words.quotation[first]][0])
    if 0 <= words.quotation[last] != own:
        last = max(last, words.quotations[words.quotation[last]][1])
    return first, last


def cut(words: Words, span: Span, out: list[Span]) -> list[Span]:
    """Return what is left of a span without the cue and the source."""
    pieces = [span]
    for first, last in sorted(out):
        pieces = [
            piece
            for a, b in pieces
            for piece in ([(a, b)] if last < a or first > b else [(a, first - 1), (last + 1, b)])
            if piece[0] <= piece[1]
        ]
    return pieces


def trim(words: Words, first: int, last: int) -> Span | None:
    """Return a piece without the commas and spaces at its ends; None where nothing is left."""
    while first <= last and (words.pos[first] == "SPACE" or words.lower[first] in TRIM_FIRST):
        first += 1
    while first <= last and (words.pos[last] == "SPACE" or words.lower[last] in TRIM_LAST):
        last -= 1
    if first > last or all(words.pos[p] in ("PUNCT", "SPACE") for p in range(first, last + 1)):
        return None
    return first, last


def follow(words: Words, pieces: list[Span], cue: Span, source: Span | None) -> list[Span]:
    """Return the quotations that go on after a quoted content: in the sentence, after it, in next paragraphs."""
    end = max(pieces[-1][1], cue[1], source[1] if source else 0)
    if all(words.quotation[first] < 0 and words.quotation[last] < 0 for first, last in pieces):
        return []
    if words.quotation[cue[0]] >= 0:
        return []
    found: list[Span] = []
    number = next((n for n, q in enumerate(words.quotations) if q[0] > end), -1)
    while 0 <= number < len(words.quotations):
        first, last, runs_on = words.quotations[number]
        if not _goes_on(words, end, first, last):
            break
        found.append((first, last))
        end, number = last, number + 1
    return found


def _goes_on(words: Words, end: int, first: int, last: int) -> bool:
    """Nothing but full stops before it, nothing after it in its sentence; in this paragraph or the next."""
    if any(words.pos[p] not in ("PUNCT", "SPACE") for p in range(end + 1, first)):
        return False
    if words.sentence[last] < 0:
        return False
    _, closing = words.sentences[words.sentence[last]]
    if any(words.pos[p] not in ("PUNCT", "SPACE") for p in range(last + 1, closing + 1)):
        return False
    return words.paragraph[first] == words.paragraph[end]
