"""NewsMTSC's rows, and which of them are kept for development."""

import hashlib
import json
from pathlib import Path

POLARITIES = ("negative", "neutral", "positive")
DEVELOPMENT = 5  # one article in so many is kept for development


def read_rows(path: Path) -> list[dict]:
    """Return the targets of a JSON-lines file: id, text, start, end, mention, polarity."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def find_article(row_id: str) -> str:
    """Return the group of articles an id belongs to, which a split must keep together.

    Ids read source_article_event_sentence_mention_start_end in AllSides, where two or three articles tell one event:
    the event is the group. In POLUSA, source_v1_article_-1_..., the article is.
    """
    source, _, group = row_id.split("_")[:3]
    return f"{source}_{group}"


def is_development(row: dict) -> bool:
    """Whether a target's article falls into the development fifth: by the article's hash, so always the same."""
    return int(hashlib.sha256(find_article(row["id"]).encode()).hexdigest(), 16) % DEVELOPMENT == 0


def split_rows(rows: list[dict]) -> tuple[list[dict], list[dict]]:
    """Return the rows to train on and those to develop on; no article is in both."""
    kept = [is_development(row) for row in rows]
    return (
        [row for row, development in zip(rows, kept, strict=True) if not development],
        [row for row, development in zip(rows, kept, strict=True) if development],
    )
