"""A text's lines -> its paragraphs' offsets, also where somebody wrapped the lines by hand."""

import itertools
import re
from collections.abc import Iterator

BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
LINE = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*]*$")
LIST_ITEM = re.compile(r"(?:[-–—•·▪●◦*>■]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
TAIL = 200  # characters: enough to see how a paragraph ends
SLACK = 4  # columns: editors differ in how they count
WIDTH = 120  # columns: nobody wraps a text by hand at more


def find_blocks(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs' offsets: a line each, or the lines of a block where the text is wrapped by hand."""
    blocks: list[tuple[int, int]] = []
    width = _find_width(text)
    last = 0
    for start, end, gap in _find_lines(text):
        before = text[last : blocks[-1][1]] if blocks and gap == "\n" else ""
        broken = before and _is_broken(text[max(blocks[-1][0], blocks[-1][1] - TAIL) : blocks[-1][1]], text[start:end])
        if broken or (before and width and _is_full(before, text[start:end], width)):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        last = start
    return blocks


def _find_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each line that is not blank: start, end, and the white space before it, with plain line ends."""
    last = 0
    for match in LINE.finditer(text):
        end = match.start() + len(match.group().rstrip())
        yield match.start(), end, BREAK.sub("\n", text[last : match.start()])
        last = end


def _is_broken(block: str, line: str) -> bool:
    """Tell whether a line goes on with a sentence that a link or a narrow column broke."""
    return line[0].islower() and not SENTENCE_END.search(block) and (len(block.split()) >= 3 or block.endswith("-"))


def _is_full(before: str, line: str, width: int) -> bool:
    """Tell whether the first word of a line would not have fitted into the line before it."""
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > width - SLACK and not LIST_ITEM.match(line)


def _find_width(text: str) -> int | None:
    """Return the column at which the text is wrapped by hand, None where each line is a paragraph.

    Wrapped lines are full: the next line's first word would not have fitted; and most break off in mid-sentence.
    """
    lines = [(text[start:end], gap) for start, end, gap in _find_lines(text)]
    pairs = [(one, two) for (one, _), (two, gap) in itertools.pairwise(lines) if gap == "\n"]
    sizes = sorted(len(one) for one, _ in pairs)
    if len(sizes) < 2 or sizes[-1] > WIDTH:
        return None
    width = sizes[int(0.9 * (len(sizes) - 1))]
    full = [one for one, two in pairs if _is_full(one, two, width)]
    open_ended = sum(not SENTENCE_END.search(one) for one in full)
    return width if width >= 40 and len(full) >= 0.6 * len(pairs) and open_ended >= 0.6 * len(full) else None
