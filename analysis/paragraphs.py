"""A text's lines -> its paragraphs' offsets, also where somebody wrapped the lines by hand."""

import itertools
import re
from collections.abc import Iterator

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*]*$")
LIST_ITEM = re.compile(r"(?:[-–—•·▪●◦*>■]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
WIDTH = 120  # columns: nobody wraps a text by hand at more


def find_blocks(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs' offsets: a line each, or the lines of a block where the text is wrapped by hand."""
    blocks: list[tuple[int, int]] = []
    width = _find_width(text)
    last = 0
    for start, end, gap in _find_lines(text):
        if blocks and gap == "\n" and _continues(text[last : blocks[-1][1]], text[start:end], width):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
        last = start
    return blocks


def _find_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each line that is not blank: start, end, and the white space before it."""
    last = 0
    for match in re.finditer(r"\S[^\n]*", text):
        end = match.start() + len(match.group().rstrip())
        yield match.start(), end, text[last : match.start()]
        last = end


def _continues(before: str, line: str, width: int | None) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if LIST_ITEM.match(line):
        return False
    if line[0].islower() and not SENTENCE_END.search(before):  # broken by a link or a narrow column
        return True
    return width is not None and len(before) + 1 + len(line.split(maxsplit=1)[0]) > width - 4


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
    full = [one for one, two in pairs if len(one) + 1 + len(two.split(maxsplit=1)[0]) > width - 4]
    open_ended = sum(not SENTENCE_END.search(one) for one in full)
    return width if width >= 40 and len(full) >= 0.6 * len(pairs) and open_ended >= 0.6 * len(full) else None
