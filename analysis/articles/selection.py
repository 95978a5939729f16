"""Which articles are left out of shares unless somebody asks for them: what is no article that can be read as one."""

import re
from collections.abc import Collection

from .cleaning import PROSE, find_paragraphs, is_notice

SHORT = 50  # words
STUB = 200  # words that a page behind a paywall shows at most
ITEMS = 8  # paragraphs, fewer are no list
# What `left_out` says, and what it means.
REASONS = {
    "language": "not English",
    "notice": "a notice of the server and no article",
    "paywall": "the free beginning of a paid article",
    "short": f"under {SHORT} words",
    "list": "a list, gallery or section front: most of its words stand in no sentence",
}


def find_reason(text: str, removed: Collection[str], *, language: str | None, words: int) -> str | None:
    """Return why an article is left out of shares, a name of REASONS; None where it counts.

    `removed` holds the reasons why lines of it were removed.
    """
    tests = {
        "notice": words < STUB and any(is_notice(line) for line in text.split("\n")[:5]),
        "language": language is None,
        "paywall": words < STUB and "paywall" in removed,
        "short": words < SHORT,
        "list": _is_list(text),
    }
    return next((reason for reason, true in tests.items() if true), None)


def _is_list(text: str) -> bool:
    lines = [text[one.start : one.end] for one in find_paragraphs(text) if one.part != "caption"]
    prose = sum(len(line) for line in lines if len(line) >= PROSE and re.search(r"[.!?…][\"'”’»)\]]*$", line))
    return len(lines) >= ITEMS and prose < sum(map(len, lines)) / 2
