"""In what tone: towards each actor, in whose voice, by whom, along the article, over time.

score_actors(tables)                 -> actor, actor_id, side, n, mean, low, high, articles, why, unclear
score_gaps(tables)                   -> actor, actor_id, first (writer), second (quoted), gap, low, high, n_..., why
count_polarities(tables, within=)    -> within, polarity, n, share, low, high, articles, base, why
score_speakers(tables)               -> speaker, actor, speaker_id, actor_id, n, mean, low, high, articles, why
score_along(tables, by=, parts=)     -> by, part (1..5), n, mean, low, high, articles, why        # towards actors
score_sentences_along(tables, parts=) -> part (1..5), n, mean, low, high, articles, why           # VADER, any sentence
score_over(tables, by)               -> by (actor, outlet, month, week), n, mean, low, high, articles, why, unclear
find_extremes(tables, actor_id, count=) -> end (most negative, most positive), sentence_id, ... score

Scores run from -1 to 1: P(positive) less P(negative). An unclear judgement counts in the mean with its score, and its
share stands beside as `unclear`. `side` tells the writer's own words from what stands inside somebody's quote.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..tables import Tables
from .counts import QUOTED, add_columns, sort_within, with_ids
from .estimates import WRITER, as_list, estimate_gaps, estimate_means, estimate_shares, fill_unknown, name_actors
from .estimates import sort_rows as _sort_rows

UNCLEAR = "unclear"
POLARITIES = ("negative", "neutral", "positive", UNCLEAR)


def score_actors(tables: Tables, by: str | Sequence[str] = ("actor", "side")) -> pd.DataFrame:
    """Return the mean score towards each actor in the writer's own voice and in others' mouths, with intervals."""
    return score_over(tables, by)


def score_over(tables: Tables, by: str | Sequence[str]) -> pd.DataFrame:
    """Return the mean score by any columns: actor, side, outlet, month, week, or a column of articles.

    Columns: by (with actor_id), n, mean, low, high, articles, why, unclear (share of the n). Months and weeks in order;
    articles without a date are the row "(unknown)".
    """
    names = as_list(by)
    keys = with_ids(names)
    rows = fill_unknown(add_columns(tables.sentiment, tables, names), keys)
    found = estimate_means(rows, keys, "score")
    unclear = (rows["polarity"] == UNCLEAR).fillna(False).astype(float).groupby([rows[key] for key in keys]).mean()
    found = found.merge(unclear.rename("unclear").reset_index(), on=keys, how="left")
    if names[0] in ("month", "week"):
        return found
    if len(names) > 1 and names[0] == "actor":
        return sort_within(found, ["actor"], names[1])
    return _sort_rows(found, "n", names[0])


def score_gaps(tables: Tables, by: str | Sequence[str] = "actor") -> pd.DataFrame:
    """Return the writer's tone towards each actor (first), others' tone (second) and the gap between, with interval."""
    names = as_list(by)
    rows = add_columns(tables.sentiment, tables, [*names, "side"])
    found = estimate_gaps(rows, with_ids(names), "score", side="side", sides=(WRITER, QUOTED))
    found = found.assign(n=found["n_first"] + found["n_second"])
    return _sort_rows(found, "n", names[0]).drop(columns="n")


def count_polarities(tables: Tables, *, within: str | Sequence[str] = "actor") -> pd.DataFrame:
    """Return the shares of negative, neutral, positive and unclear judgements within each actor, outlet ..."""
    groups = as_list(within)
    rows = add_columns(tables.sentiment, tables, groups)
    rows = rows.assign(polarity=rows["polarity"].fillna(UNCLEAR))
    found = estimate_shares(rows, "polarity", within=with_ids(groups)).drop(columns="total")
    return sort_within(found, groups, "polarity")


def score_speakers(tables: Tables) -> pd.DataFrame:
    """Return who speaks how about whom: the mean score towards each actor inside each speaker's quotes.

    Columns: speaker, actor, speaker_id, actor_id, n, mean, low, high, articles, why. An unknown voice is "(unknown)".
    """
    rows = tables.sentiment.dropna(subset=["voice"]).rename(columns={"voice": "speaker_id"})
    rows = add_columns(fill_unknown(rows, ["speaker_id"]), tables, ["actor"])
    rows = name_actors(rows, tables, speaker="speaker_id")
    keys = ["speaker", "actor", "speaker_id", "actor_id"]
    return _sort_rows(estimate_means(rows, keys, "score"), "n", "speaker")


def score_along(tables: Tables, *, by: str | Sequence[str] = (), parts: int = 5) -> pd.DataFrame:
    """Return the mean score towards actors in each fifth of the article, of all or by actor, side, outlet.

    Columns: by, part (1 the opening .. parts the end), n, mean, low, high, articles, why.
    """
    rows = _add_part(tables.sentiment, tables, parts)
    rows = add_columns(rows, tables, as_list(by))
    return estimate_means(rows, [*with_ids(as_list(by)), "part"], "score")


def score_sentences_along(tables: Tables, parts: int = 5) -> pd.DataFrame:
    """Return the mean tone of sentences (VADER) in each fifth of the article: part, n, mean, low, high, ..."""
    body = tables.sentences[tables.sentences["part"] == "body"]
    rows = _add_part(body, tables, parts)
    return estimate_means(rows, "part", "tone")


def _add_part(rows: pd.DataFrame, tables: Tables, parts: int) -> pd.DataFrame:
    """Add `part` 1..parts: where the row's sentence begins in its article, in characters."""
    starts = rows["sentence_id"].map(tables.sentences.set_index("sentence_id")["start"]).to_numpy(dtype=float)
    lengths = rows["article_id"].map(tables.articles.set_index("article_id")["text"].str.len()).to_numpy(dtype=float)
    place = np.minimum(np.floor(starts / np.maximum(lengths, 1) * parts) + 1, parts)
    return rows.assign(part=place.astype(int) if len(rows) else place)


def find_extremes(
    tables: Tables, actor_id: str | None = None, *, side: str | None = None, count: int = 3
) -> pd.DataFrame:
    """Return the rows of `sentiment` at both ends of the scale, of one actor or all, writer's or quoted.

    Columns: end ("most negative", "most positive"), score, sentence_id, article_id, actor_id, mention_id, voice, text.
    """
    rows = tables.sentiment.dropna(subset=["score"])
    rows = rows if actor_id is None else rows[rows["actor_id"] == actor_id]
    rows = rows if side is None else rows[rows["voice"].isna() == (side == WRITER)]
    rows = rows.sort_values(["score", "sentence_id", "mention_id"])
    low, high = rows[rows["score"] < 0].head(count), rows[rows["score"] > 0].tail(count).iloc[::-1]
    found = pd.concat([low.assign(end="most negative"), high.assign(end="most positive")], ignore_index=True)
    found["text"] = found["sentence_id"].map(tables.sentences.set_index("sentence_id")["text"])
    return found[["end", "score", "sentence_id", "article_id", "actor_id", "mention_id", "voice", "text"]]
