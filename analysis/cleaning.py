"""Page or pasted text -> clean text; and which paragraphs are title, heading, caption or body."""

import re
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph's place in a text: half-open offsets and part (title, heading, caption, body)."""

    start: int
    end: int
    part: str


def find_paragraphs(text: str, title: str | None = None) -> list[Paragraph]:
    """Return the paragraphs of a text in order, each with its part."""
    found: list[Paragraph] = []
    for match in re.finditer(r"\S[^\n]*", text):
        line = match.group().rstrip()
        short = len(line.split()) <= 14 and not re.search(r"[.!?…:;,][\"'”’)]*$", line)
        part = "heading" if short and not re.search(r"[“”\"]", line) else "body"
        if not found and (line == (title or "").strip() or part == "heading"):
            part = "title"
        found.append(Paragraph(match.start(), match.start() + len(line), part))
    return found
