"""Two groups story by story: what they tell differently of the same events, and how many stories it takes to see it.

compare_stories(tables, stories, first, second) -> measure, level, unit, pairs, difference, sd, p, p_adjusted,
                                                   significant, needed
count_needed(sd, difference)                    -> pairs needed to see a difference

`stories` is the table of `stories.match_stories`. In each story the first group's figure less the second's is one
difference; what subject the day brought is the same on both sides. p comes from turning the sign of whole stories
(Fisher 1935), adjusted for the number of figures (Holm 1979).
"""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pandas as pd

from ..tables import Tables
from . import MIN_ARTICLES
from .comparison import ALPHA, MEASURES, SHUFFLES, adjust
from .estimates import SEED, select_articles

KEYS = ["measure", "level", "unit"]


def compare_stories(
    tables: Tables, stories: pd.DataFrame, first: object, second: object, *,
    measures: dict[str, Callable] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return each level's mean difference over the stories told by both; untested (p NA) with under MIN_ARTICLES pairs.

    needed: how many such pairs give four chances in five to see a difference of this size.
    """
    told = stories[stories["group"].isin([first, second])].assign(first=lambda frame: frame["group"] == first)
    tables = select_articles(tables, told["article_id"])
    cells = [make(tables).assign(measure=name) for name, make in (measures or MEASURES).items()]
    differences = _pair(pd.concat(cells, ignore_index=True), told)
    found = differences.groupby(KEYS)["difference"].agg(pairs="size", difference="mean", sd="std").reset_index()
    found["p"] = _turn_signs(differences, found)
    found["p_adjusted"] = adjust(found["p"].to_numpy())
    found["significant"] = found["p_adjusted"] < ALPHA
    spread = found["sd"].where(found["pairs"] >= MIN_ARTICLES)
    found["needed"] = [count_needed(*pair) for pair in zip(spread, found["difference"], strict=True)]
    return found.astype({"needed": "Int64"})


def _pair(cells: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return measure, level, unit, story, difference: of stories in which both groups have what a figure is of."""
    cells = cells.merge(told[["article_id", "story", "first"]], on="article_id")
    sums = cells.groupby([*KEYS, "story", "first"])[["num", "den"]].sum()
    ratios = (sums["num"] / sums["den"].where(sums["den"] > 0)).unstack("first").reindex(columns=[True, False])
    return (ratios[True] - ratios[False]).dropna().rename("difference").reset_index()


def _turn_signs(differences: pd.DataFrame, found: pd.DataFrame) -> np.ndarray:
    """Return p of each level: how often the sum is as far from 0 when each story's sign is drawn."""
    wide = differences.pivot(index="story", columns=KEYS, values="difference").fillna(0.0)
    wide = wide[list(found[KEYS].itertuples(index=False, name=None))].to_numpy()
    signs = np.random.default_rng(SEED).choice([-1.0, 1.0], size=(SHUFFLES, len(wide)))
    seen = np.abs(wide.sum(axis=0)) - 1e-12
    p = (1 + (np.abs(signs @ wide) >= seen).sum(axis=0)) / (1 + SHUFFLES)
    return np.where(found["pairs"] >= MIN_ARTICLES, p, np.nan)


def count_needed(sd: float, difference: float, *, alpha: float = ALPHA, power: float = 0.8) -> int | None:
    """Return how many pairs show a mean difference in a share `power` of tries (normal approximation, Cohen 1988).

    sd is that of the pairs' differences. None where nothing differs, or no spread is known.
    """
    if not difference or not np.isfinite(sd):
        return None
    normal = NormalDist()
    size = (normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power)) * sd / difference
    return max(2, int(np.ceil(size**2)))
