"""In whose voice a span of an article stands."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from ..tables import UNKNOWN

BLOCK = 256  # characters
Spoken = Mapping[int, Sequence[tuple[int, int, int, str]]]


def list_spoken(quotes: Iterable[dict]) -> Spoken:
    """Return by block of the text the pieces of speech that touch it: start, end, size of the whole speech, speaker."""
    spoken: dict[int, list[tuple[int, int, int, str]]] = {}
    for row in quotes:
        if row["attribution"] == "speech":
            size = sum(end - start for start, end in row["pieces"])
            for start, end in row["pieces"]:
                for block in range(start // BLOCK, end // BLOCK + 1):
                    spoken.setdefault(block, []).append((start, end, size, row.get("actor_id") or UNKNOWN))
    return spoken


def find_voice(spoken: Spoken, start: int, end: int) -> str | None:
    """Return the speaker of the innermost speech that covers a span: an actor_id or UNKNOWN; None: the writer."""
    around = [piece[2:] for piece in spoken.get(start // BLOCK, ()) if piece[0] <= start and end <= piece[1]]
    return min(around, key=itemgetter(0))[1] if around else None
