"""Portrayal: who is cast as protagonist, antagonist or innocent, with nothing trained on portrayals."""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from .tables import Tables

PORTRAYALS = ("protagonist", "antagonist", "innocent")


def portray_actors(tables: "Tables") -> list[dict]:
    """Return the portrayal rows of all articles: one for each actor that sentiment or a role speaks of."""
    return []


def portray(articles: pd.DataFrame, spans: pd.DataFrame, *, force: bool = False) -> pd.DataFrame:
    """Return `spans` (article_id, start, end) with portrayal, confidence and sentence_ids, in the same order.

    With `force` every span gets its likeliest portrayal; else NA where the text says too little.
    """
    return spans.assign(portrayal=pd.NA, confidence=float("nan"), sentence_ids=[[] for _ in range(len(spans))])
