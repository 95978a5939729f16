"""In whose voice a span of an article stands."""

from collections.abc import Sequence

from ..tables import UNKNOWN


def find_voice(quotes: Sequence[dict], start: int, end: int) -> str | None:
    """Return the speaker of the innermost speech that covers a span: an actor_id or UNKNOWN; None: the writer."""
    best: dict | None = None
    size = 0
    for row in quotes:
        if row["attribution"] != "speech":
            continue
        for first, last in row["pieces"]:
            if first <= start and end <= last:
                length = sum(b - a for a, b in row["pieces"])
                if best is None or length < size:
                    best, size = row, length
    if best is None:
        return None
    return best.get("actor_id") or UNKNOWN
