"""Quotation marks -> quotations: which characters of a text stand inside marks, and which marks are odd."""

import re
from typing import NamedTuple

OPEN, CLOSE = set("“„«"), set("”»")
MARK = re.compile(r"[“”„«»\"]|''|``|‘‘|’’|[‘’']")
SPACES = set(" \t\r\n\xa0\u2009\u202f\u3000")
BEFORE_OPENING = SPACES | set('([{—–-―…/:;,<>“"')
AFTER_CLOSING = SPACES | set(")]}—–-―…/:;,.?!<>”\"'’")


class Quotation(NamedTuple):
    """A quotation with its marks: half-open offsets; whether it runs on; the quotation it stands inside, if any."""

    start: int
    end: int
    runs_on: bool  # no closing mark, and the next paragraph opens with a mark
    inner: bool


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[list[Quotation], list[str]]:
    """Return the quotations of some paragraphs in order, and a message for each odd mark.

    A quotation never runs over its paragraph's end: where the next paragraph opens with a mark the two are one
    quotation in two spans (`runs_on`), elsewhere the closing mark is missing and a message says so.
    """
    found: list[Quotation] = []
    messages: list[str] = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0] :][:2] if number + 1 < len(paragraphs) else ""
        runs_on = bool(following) and (following[0] in OPEN or following[0] == '"' or following in ("''", "``", "‘‘"))
        quotations, odd = _find_in_paragraph(text, start, end, runs_on)
        found += quotations
        messages += odd
    return found, messages


def _find_in_paragraph(text: str, start: int, end: int, runs_on: bool) -> tuple[list[Quotation], list[str]]:
    found: list[Quotation] = []
    messages: list[str] = []
    opened: int | None = None
    for match in MARK.finditer(text, start, end):
        sign, at = match.group(), match.start()
        if sign in "‘’'":
            continue
        side = _side(text, match, (start, end), opened)
        if side == "open" and opened is None:
            opened = at
        elif side == "close" and opened is not None:
            found.append(Quotation(opened, match.end(), False, False))
            opened = None
        elif side == "close":
            messages.append(f"closing quotation mark without an opening one at {at}")
    if opened is not None:
        found.append(Quotation(opened, end, runs_on, False))
        if not runs_on:
            messages.append(f"quotation opened at {opened} has no closing mark: ended at its paragraph")
    return _add_single(text, (start, end), found), messages


def _side(text: str, match: re.Match, bounds: tuple[int, int], opened: int | None) -> str:
    """Say whether a double mark opens or closes, by its sign, else by its neighbours, else in turn."""
    sign = match.group()
    if sign == "“" and opened is not None and not _opens(text, match, bounds):
        return "close"  # a closing mark typed the wrong way round
    if sign in OPEN or sign in ("``", "‘‘"):
        return "open"
    if sign in CLOSE or sign == "’’":
        return "close"
    can_open, can_close = _opens(text, match, bounds), _closes(text, match, bounds)
    if can_open != can_close:
        return "open" if can_open else "close"
    return "close" if opened is not None else "open"


def _opens(text: str, match: re.Match, bounds: tuple[int, int]) -> bool:
    before = text[match.start() - 1] if match.start() > bounds[0] else " "
    after = text[match.end()] if match.end() < bounds[1] else " "
    return before in BEFORE_OPENING and after not in SPACES


def _closes(text: str, match: re.Match, bounds: tuple[int, int]) -> bool:
    before = text[match.start() - 1] if match.start() > bounds[0] else " "
    after = text[match.end()] if match.end() < bounds[1] else " "
    return after in AFTER_CLOSING and before not in SPACES


def _add_single(text: str, bounds: tuple[int, int], found: list[Quotation]) -> list[Quotation]:
    """Add quotations in single marks; those inside double ones are `inner`. Apostrophes are none."""
    singles: list[Quotation] = []
    at = bounds[0]
    while match := SINGLE.search(text, at, bounds[1]):
        inner = any(q.start < match.start() < q.end for q in found)
        crosses = any(q.start < match.end() and match.start() < q.end for q in found)
        if inner or not crosses:
            singles.append(Quotation(match.start(), match.end(), False, inner))
        at = match.end()
    return sorted(found + singles)


# An opening single mark follows no letter, a closing one is followed by none; `'90s` and `'em` open nothing.
SINGLE = re.compile(
    r"(?<![\w'’‘])(?:‘(?!‘)|'(?!'|\d0s|em\b|til\b|cause\b|tis\b|twas\b))(?=\S)"
    r"[^\n‘]{1,400}?(?<=[\w.,!?…;)%$])(?:’(?!’)|'(?!'))(?!\w)",
    re.I,
)
