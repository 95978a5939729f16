"""Actors across a corpus: which actors of different articles are the same, and why."""

import pandas as pd

from . import tables


def merge_actors(
    mentions: pd.DataFrame, actors: pd.DataFrame
) -> tuple[dict[tuple[str, str], str], pd.DataFrame, pd.DataFrame]:
    """Return {(article, local id): id}, the actors of the corpus, and what was merged and why."""
    return {}, tables.make("actors", actors.drop_duplicates("actor_id")), tables.make("merges")
