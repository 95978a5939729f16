"""Page or pasted text -> clean text; and which paragraphs are title, heading, caption or body."""

import functools
import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from ..lang import list_words, read_table
from .paragraphs import BREAK, LIST_ITEM, find_blocks

SPACES = re.compile(r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width space, word joiner, byte order mark, soft hyphen, control characters: seen by nobody, in the way of every
# search. The zero-width joiners stay: emoji and some scripts need them.
UNSEEN = re.compile(r"[\u200b\u2060\ufeff\xad\x00-\x08\x0e-\x1f\x7f]")
TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]*]*$")
BRACKET = re.compile(r"\s?[(\[][^()\[\]]{1,40}[)\]]$")  # an agency's name after the full stop
QUOTE = "\"'“”‘’«»"
NAME = r"(?:[A-ZÀ-Þ][\w.’'-]*|de|van|von|bin|al|der|and|AND|&)"
BYLINE = re.compile(rf"(?:By|BY|Text by|Words by|From) {NAME}(?:,? {NAME}){{1,8}}(?:,? ?[|,–—-] ?[\w ,|–—-]{{2,80}})?")
# "WASHINGTON (Reuters) - ", "GENEVA, Aug. 30 (AP) — ", "LONDON — ", "Moscow, August 30 (TASS) - "
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){0,3}(?:, [A-Z][\w. ]{1,20})?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([A-Z][\w ]{1,20}\))?"
    r"|[A-Z][\w ]{2,25}(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))? \([A-Z][\w ]{1,20}\)) ?[-–—]{1,2} "
)
LONGEST_DATELINE = 120
SOFT = "\x00"  # a line's end inside a paragraph, until words parted there are whole
HYPHENED = frozenset(  # beginnings of words that are often written with a hyphen
    {"all", "anti", "co", "ex", "far", "full", "half", "high", "ill", "long", "low", "mid", "non", "part", "pre", "pro"}
    | {"self", "short", "so", "twenty", "well"}
)
WORDS_TITLE, WORDS_HEADING = 25, 12  # a longer line is neither
CAPTIONS = 3  # more lines than that said twice are the form of the text
PROSE = 50  # characters: what stands under a heading is longer


class Removed(NamedTuple):
    """What cleaning takes out of a raw text: half-open offsets and the reason."""

    start: int
    end: int
    reason: str


class Paragraph(NamedTuple):
    """A paragraph's place in a text: half-open offsets and part (title, heading, caption, body)."""

    start: int
    end: int
    part: str


@functools.cache
def _furniture() -> dict[str, re.Pattern]:
    """Return one pattern for each kind of line that is no prose of the article.

    drop: it goes. weak: it goes beside another such line. rest: it and all after it go. related: it and the
    headlines under it go. caption: it stays, marked so that nobody takes it for prose (captions, bylines, dates).
    A pattern matches the whole line, whatever the case.
    """
    kinds: dict[str, list[str]] = {}
    for row in read_table("furniture"):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: re.compile("|".join(f"(?:{one})" for one in patterns), re.I) for kind, patterns in kinds.items()}


@functools.cache
def _reasons() -> dict[str, re.Pattern]:
    """Return one pattern for each reason that a line is given."""
    reasons: dict[str, list[str]] = {}
    for row in read_table("furniture"):
        if row["reason"]:
            reasons.setdefault(row["reason"], []).append(row["pattern"])
    return {reason: re.compile("|".join(f"(?:{one})" for one in found), re.I) for reason, found in reasons.items()}


@functools.cache
def _questions() -> frozenset[str]:
    return list_words("words", "sentence", "question")


def check_reasons(keep: Collection[str]) -> None:
    """Raise ValueError where something is to be kept for a reason for which nothing is ever removed."""
    known = sorted({*_reasons(), "dateline", "related", "repeated", "all"})
    unknown = [one for one in ([keep] if isinstance(keep, str) else keep) if one not in known]
    if unknown:
        raise ValueError(f"Nothing is cut for the reason {unknown[0]!r}: name one of {', '.join(known)}.")


def _is(kind: str, line: str) -> bool:
    return len(line) <= 400 and _furniture()[kind].fullmatch(line) is not None


def clean_text(raw: str, title: str | None = None) -> str:
    """Return the article's own text; see `clean`."""
    return clean(raw, title)[0]


def clean(raw: str, title: str | None = None, *, keep: Collection[str] = ()) -> tuple[str, list[Removed]]:
    """Return the article's own text, and what was removed: no comment form, no share or newsletter line, title once.

    Wrapped lines are joined; line ends, odd spaces and unseen characters are made plain; every other character stays as
    it is. Nothing is removed for a reason in `keep`, nor for any with "all" in it.
    """
    blocks = find_blocks(raw)
    lines = [normalise(BREAK.sub(" ", raw[start:end])) for start, end in blocks]
    lost = {**_find_repeats(lines, title), **_find_furniture(lines)}
    removed = [Removed(*blocks[number], reason) for number, reason in sorted(lost.items())]
    kept = [block for number, block in enumerate(blocks) if number not in lost and lines[number]]
    removed += [Removed(start, start + len(match[0]), "dateline") for start, end in kept[:3]
                if (match := DATELINE.match(raw[start : min(end, start + LONGEST_DATELINE)]))][:1]  # fmt: skip
    removed = [] if "all" in keep else [one for one in removed if one.reason not in keep]
    return _keep(raw, blocks, removed), sorted(removed)


def find_dateline(removed: Iterable[Removed], raw: str) -> str | None:
    """Return the place and agency that stood before the first sentence."""
    found = (raw[one.start : one.end].strip(" -–—:") for one in removed if one.reason == "dateline")
    return next(found, None)


def find_byline(text: str) -> str | None:
    """Return the line that names who wrote the text, if one does near its beginning or end."""
    lines = text.split("\n")
    return next((line for line in (*lines[:8], *lines[-3:]) if len(line) < 160 and BYLINE.fullmatch(line)), None)


def is_notice(line: str) -> bool:
    """Tell whether a line is a server's word to the reader: not found, no access, no script."""
    return _is("notice", line)


def normalise(raw: str) -> str:
    """Return the text with plain line ends and spaces, no unseen characters, at most one blank line in a row."""
    text = UNSEEN.sub("", SPACES.sub(" ", BREAK.sub("\n", raw)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def join_hyphened(text: str) -> str:
    """Return the text with words whole that a hyphen parts at a line's end, as long as lines are so wrapped.

    The hyphen stays where the text writes the word with one elsewhere, or begins it with a prefix that takes one.
    """
    written = set(re.findall(r"(?<!\w)\w++-\w+", text.lower()))

    def join(match: re.Match) -> str:
        kept = f"{match[1]}-{match[2]}".lower() in written or match[1].lower() in HYPHENED
        return f"{match[1]}{'-' if kept else ''}{match[2]}"

    return re.sub(r"\b([^\W\d_]++)-\n(?=[a-z])(\w+)", join, text)


def _keep(raw: str, blocks: list[tuple[int, int]], removed: list[Removed]) -> str:
    """Join what is kept of the blocks, each a line; a blank line stays where there was one between them."""
    lost = {one.start: one.end for one in removed}
    pieces: list[str] = []
    gap = 0
    for (start, end), before in zip(blocks, [0, *(end for _, end in blocks)], strict=False):
        gap += len(BREAK.findall(raw, before, start))
        kept = [normalise(line) for line in BREAK.split(raw[lost.get(start, start) : end])]
        if any(kept):
            pieces += ["\n\n" if gap > 1 else "\n"] * bool(pieces) + [SOFT.join(filter(None, kept))]
            gap = 0
    return join_hyphened("".join(pieces).replace(f"-{SOFT}", "-\n")).replace(SOFT, " ")


def _find_furniture(lines: list[str]) -> dict[int, str]:
    """Return the lines that belong to the page and not to the article: number -> reason."""
    lost = {number: _reason(line) for number, line in enumerate(lines) if _is("drop", line)}
    lost |= _find_rest(lines)
    for number, line in enumerate(lines):
        if _is("related", line):
            lost |= dict.fromkeys(_find_headlines(lines, number), "related")
    weak = [number for number, line in enumerate(lines) if _is("weak", line)]
    beside = set(weak)
    for number in (*weak, *reversed(weak)):  # there and back: a run of them falls with either neighbour
        if {number - 1, number + 1} & (beside | lost.keys()):
            lost.setdefault(number, "share")
    return lost


def _reason(line: str) -> str:
    return next(reason for reason, pattern in _reasons().items() if pattern.fullmatch(line))


def _find_rest(lines: list[str]) -> dict[int, str]:
    """A comment form, or a newsletter's foot, runs to the end, but only where half of the words stand before it."""
    words = [len(line.split()) for line in lines]
    for number, line in enumerate(lines):
        if _is("rest", line):
            whole = sum(words[number:]) <= sum(words[:number])
            return dict.fromkeys(range(number, len(lines)) if whole else (number,), _reason(line))
    return {}


def _find_headlines(lines: list[str], first: int) -> set[int]:
    """Return the line that announces other articles and the headlines under it, if any stands there."""
    last = first + 1
    while last < len(lines) and not TERMINAL.search(lines[last]) and len(lines[last].split()) <= WORDS_TITLE:
        last += 1
    # One short line followed by prose is as likely a section heading of the article's own.
    return set(range(first, last)) if last == len(lines) or last - first > 2 else {first}


def _find_repeats(lines: list[str], title: str | None = None) -> dict[int, str]:
    """Return the lines that say a second time what a line before said: number -> reason.

    The title, and two alike in a row, are a caption pasted with its picture. Further apart, a line said just twice
    must be a caption by its length or missing full stop, and a text with many of them is made so: a refrain, an
    interviewer's question and a recipe's steps are the writer's right.
    """
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(_key(line), []).append(number)
    heads = {_key(line) for line in (lines[0] if lines else "", title or "")}
    lost, captions = set(), []
    for key, (first, *others) in places.items():
        if others and len(key.split()) >= 3:
            lost |= set(others) if key in heads else {one for one in others if lines[one - 1 : one] == [lines[one]]}
            captions += others if len(others) == 1 and _is_telling(lines[first]) else []
    return dict.fromkeys(lost | (set(captions) if len(captions) <= CAPTIONS else set()), "repeated")


def _is_telling(line: str) -> bool:
    """Tell whether a line is too long, or too much like a caption, to be said twice on purpose."""
    return not line.endswith("?") and len(line.split()) >= (8 if TERMINAL.search(line) else 4)


def _key(line: str) -> str:
    """Return what makes two lines the same: their words, whatever the case, quotes and final mark."""
    return " ".join(re.findall(r"\w+", line.lower()))


def _spell(line: str) -> str:
    """Return the line with plain quotes, single spaces and no capitals, for comparison only."""
    return " ".join(re.sub("[“”«»]", '"', re.sub("[‘’]", "'", line)).lower().split())


def find_paragraphs(text: str, title: str | None = None) -> list[Paragraph]:
    """Return the paragraphs of a text in order, each with its part."""
    blocks = find_blocks(text)
    lines = [text[start:end] for start, end in blocks]
    parts = ["caption" if _is_caption(line) else "body" for line in lines]
    _mark_title(lines, parts, title)
    _mark_headings(lines, parts)
    return [Paragraph(start, end, part) for (start, end), part in zip(blocks, parts, strict=True)]


def _is_caption(line: str) -> bool:
    """Tell whether a line is a caption, credit, byline, date, or furniture of the page."""
    return any(_is(kind, line) for kind in ("caption", "drop")) or (
        len(line) < 160 and BYLINE.fullmatch(line) is not None
    )


def _mark_title(lines: list[str], parts: list[str], title: str | None) -> None:
    """Mark the given title, or a first line that looks like one; the title said again is a caption.

    A full stop that the title lacks makes the line a sentence: archives that add one mean it to be read as such.
    """
    known = _spell(title) if isinstance(title, str) else ""
    same = [number for number, line in enumerate(lines) if known and _spell(line) == known]
    if not same and parts[:1] == ["body"] and looks_like_title(lines):
        same = [0]
    for number in same:
        parts[number] = "title" if number == same[0] else "caption"


def looks_like_title(lines: list[str]) -> bool:
    """Tell whether the first of these paragraphs is short, has no full stop, and stands over longer text."""
    first = lines[0]
    if len(lines) < 2 or len(first.split()) > WORDS_TITLE or not re.search(r"[^\W\d_]", first):
        return False
    if re.search(r"[.…:;,][\"'”’»)]*$", first):
        return False
    return max(len(line) for line in lines[1:]) > len(first)


def _mark_headings(lines: list[str], parts: list[str]) -> None:
    """Mark short lines that stand alone over prose; three or more in a row are a list."""
    short = [part == "body" and _is_short(line) for line, part in zip(lines, parts, strict=True)]
    number = 0
    while number < len(lines):
        last = number
        while last < len(lines) and short[last]:
            last += 1
        announced = number > 0 and lines[number - 1].endswith((":", ","))
        prose = last < len(lines) and parts[last] == "body" and len(lines[last]) >= PROSE
        if 1 <= last - number <= 2 and prose and not announced:
            parts[number:last] = ["heading"] * (last - number)
        number = last + 1


def _is_short(line: str) -> bool:
    """Tell whether a line could be a section heading: a few words, no full stop, not speech, not an item."""
    words = line.split()
    letters = sum(map(str.isalpha, line))
    if len(words) > WORDS_HEADING or LIST_ITEM.match(line) or letters < 0.6 * sum(map(len, words)):
        return False
    if line.isupper() and letters > 3:  # nobody's speech is printed in capitals alone
        return not line.endswith((".", ":", ","))
    if line[0] in QUOTE or not (line[0].isupper() or line[0].isdigit()):
        return False
    end = TERMINAL.search(BRACKET.sub("", line))
    return not end or (line.endswith("?") and len(words) <= 9 and words[0].lower() in _questions())
