"""Two groups of articles side by side: the same measures, and which differences are more than chance.

compare_groups(tables, column, first, second, *, measures) -> measure, level, unit, first, second, difference,
                     low, high, p, p_adjusted, significant, n_first, n_second, articles_first, articles_second,
                     first_low, first_high, second_low, second_high, why
compare_cells(cells, articles, sides, families=) -> the same, of cells: measure, level, unit, article_id, num, den, ...
cell_shares(rows, by, weight=)        -> cells of a measure of your own: level, unit, article_id, num, den, cases
cell_means(rows, value, by=)          -> the same, of a mean
cell_rates(rows, tables, by)          -> the same, of how many in 1,000 words
adjust(p, method=)                    -> p corrected for many comparisons: "holm", or "bh" (Benjamini and Hochberg)

Difference is first less second. `low` and `high` come from resampling the articles within each group; p from shuffling
the groups' names over the articles (a cluster permutation test; Ernst 2004), not over sentences, which are no
independent witnesses; copies of one text in one group are drawn and shuffled as one. A difference is significant where
its adjusted p is below ALPHA (Holm 1979: the chance of even one false alarm stays below it) and its interval leaves out
0. Where there are too few cases nothing is tested, and `why` says so.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..tables import Tables
from .counts import NEUTRAL_STANCE, add_columns, add_periods, is_agentless
from .estimates import (
    SEED,
    UNKNOWN_LABEL,
    add_intervals,
    divide,
    draw_articles,
    fill_unknown,
    find_witnesses,
    select_articles,
    sum_levels,
)

# Half the customary 5%: alike groups then stay under 5% of alarms in every run of shuffles, not on average alone.
ALPHA, SHUFFLES, TOP = 0.025, 5000, 8
SHARE, SCORE, RATE = "share", "score", "per 1,000 words"
CELLS = ["level", "unit", "article_id", "num", "den", "cases"]


class _Coded(NamedTuple):
    """Cells as arrays: the number of each cell's level and of its article's witness, and its sums."""

    level: np.ndarray
    article: np.ndarray
    num: np.ndarray
    den: np.ndarray
    cases: np.ndarray


def compare_groups(
    tables: Tables, column: str, first: object, second: object, *, measures: dict[str, Callable] | None = None
) -> pd.DataFrame:
    """Return every measure for the articles whose `column` is `first` and for those where it is `second`.

    `measures` maps a name to a function that makes the measure's cells from the tables (MEASURES without it).
    """
    articles = add_periods(tables.articles)
    known = [side for side in (first, second) if side is not None]  # NA is in [None]
    articles = articles[articles[column].isin(known)].sort_values("article_id")
    tables = select_articles(tables, articles["article_id"])
    cells = [make(tables).assign(measure=name) for name, make in (measures or MEASURES).items()]
    sides = articles[column].eq(first).fillna(False).to_numpy(dtype=bool)
    families = find_witnesses(articles).to_numpy()
    return compare_cells(pd.concat(cells, ignore_index=True), articles["article_id"].tolist(), sides, families=families)


def compare_cells(
    cells: pd.DataFrame, articles: list[str], sides: np.ndarray, *, shuffles: int = SHUFFLES,
    families: Sequence | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return each level's ratio (num over den) in both groups, their difference, interval, p and adjusted p.

    sides: True for each article of the first group. cases: the rows counted, which MIN_CASES is held against.
    families: the witness that each article is; a witness that stands in both groups is one in each.
    """
    keys = ["measure", "level", "unit"]
    cells = cells[cells["article_id"].isin(articles)]
    found = cells[keys].drop_duplicates(ignore_index=True)
    sides = np.asarray(sides, dtype=bool)
    witnesses = pd.DataFrame({"text": articles if families is None else families, "side": sides})
    witness = witnesses.groupby(["text", "side"], sort=False).ngroup().to_numpy()
    sides = witnesses["side"].groupby(witness).first().to_numpy(dtype=bool)
    coded = _code(cells, keys, dict(zip(articles, witness, strict=True)))
    found["first"], found["second"] = (_ratios(coded, side[:, None])[:, 0] for side in (sides, ~sides))
    found["difference"] = found["first"] - found["second"]
    for name, side in (("first", sides), ("second", ~sides)):
        found[f"n_{name}"] = _sum(coded, coded.cases, side[:, None])[:, 0].astype(int)
        found[f"articles_{name}"] = _count_witnesses(coded, side)
    counts = [f"{what}_{name}" for what in ("n", "articles") for name in ("first", "second")]
    cases, covered = found[counts[:2]].min(axis=1), found[counts[2:]].min(axis=1)
    drawn = [_resample(coded, side, SEED + number) for number, side in enumerate((sides, ~sides))]
    for name, draws in zip(("first", "second"), drawn, strict=True):
        ends = add_intervals(found[[]], draws, found[f"n_{name}"], found[f"articles_{name}"])
        found[f"{name}_low"], found[f"{name}_high"] = ends["low"], ends["high"]
    found = add_intervals(found, drawn[0] - drawn[1], cases, covered)
    found["p"] = np.where(found["why"] == "", _permute(coded, sides, found["difference"], shuffles), np.nan)
    found["p_adjusted"] = adjust(found["p"].to_numpy())
    found["significant"] = (found["p_adjusted"] < ALPHA) & ((found["low"] > 0) | (found["high"] < 0))
    tested = ["first", "second", "difference", "low", "high", "p", "p_adjusted", "significant"]
    ends = ["first_low", "first_high", "second_low", "second_high"]
    return found[[*keys, *tested, *counts, *ends, "why"]]


def _code(cells: pd.DataFrame, keys: list[str], witnesses: dict[str, int]) -> _Coded:
    level = cells.groupby(keys, sort=False, dropna=False).ngroup().to_numpy()
    article = cells["article_id"].map(witnesses).to_numpy(dtype=int)
    return _Coded(level, article, *(cells[name].to_numpy(dtype=float) for name in ("num", "den", "cases")))


def _count_witnesses(coded: _Coded, side: np.ndarray) -> np.ndarray:
    """Return how many witnesses of one group have something of each level that a figure is a share of."""
    kept = (coded.den > 0) & side[coded.article]
    pairs = pd.DataFrame({"level": coded.level[kept], "article": coded.article[kept]}).drop_duplicates()
    return np.bincount(pairs["level"], minlength=int(coded.level.max(initial=-1)) + 1)


def _sum(coded: _Coded, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return sum_levels(coded.level, coded.article, values, weights)


def _ratios(coded: _Coded, weights: np.ndarray) -> np.ndarray:
    return divide(_sum(coded, coded.num, weights), _sum(coded, coded.den, weights))


def _resample(coded: _Coded, side: np.ndarray, seed: int) -> np.ndarray:
    """Return each level's ratio in resamples of one group's articles: levels x resamples."""
    draws = draw_articles(int(side.sum()), seed=seed)
    weights = np.zeros((len(side), draws.shape[1]), dtype=np.uint8)
    weights[side] = draws
    return _ratios(coded, weights)


def _permute(coded: _Coded, sides: np.ndarray, difference: pd.Series, shuffles: int) -> np.ndarray:
    """Return the share of shuffles of the groups' names that give as large a difference (two-sided)."""
    generator = np.random.default_rng(SEED)
    shuffled = np.stack([generator.permutation(sides) for _ in range(shuffles)], axis=1)
    drawn = np.abs(_ratios(coded, shuffled) - _ratios(coded, ~shuffled))
    seen = np.abs(difference.to_numpy(dtype=float))[:, None] - 1e-12
    # The observed grouping is one of the possible ones: without + 1, p could be 0 (Phipson and Smyth 2010).
    return (1 + (~(drawn < seen)).sum(axis=1)) / (1 + shuffles)


def adjust(p: np.ndarray, method: str = "holm") -> np.ndarray:
    """Return p-values corrected for their number: "holm" (1979) or "bh" (Benjamini and Hochberg 1995); NaN stays."""
    p = np.asarray(p, dtype=float)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    rank, count = np.arange(1, len(order) + 1), len(order)
    adjusted = np.full(len(p), np.nan)
    if method == "holm":
        adjusted[order] = np.maximum.accumulate(p[order] * (count - rank + 1)).clip(max=1.0)
    elif method == "bh":
        adjusted[order] = np.minimum.accumulate((p[order] * count / rank)[::-1])[::-1].clip(max=1.0)
    else:
        raise ValueError(f"no such correction: {method!r} (holm, bh)")
    return adjusted


def cell_shares(rows: pd.DataFrame, by: str, *, weight: str | None = None, top: int = TOP) -> pd.DataFrame:
    """Return cells of each level's share of the rows (or of `weight`); the `top` commonest levels only."""
    rows = fill_unknown(rows, [by])
    rows = rows.assign(_one=1.0 if weight is None else rows[weight].astype("float64").fillna(0.0))
    base = rows.groupby("article_id").agg(den=("_one", "sum"), cases=("_one", "size")).reset_index()
    own = rows.groupby([by, "article_id"])["_one"].sum().rename("num").reset_index().rename(columns={by: "level"})
    return _cross(base, own, _commonest(rows[by], top)).assign(unit=SHARE)[CELLS]


def cell_means(
    rows: pd.DataFrame, value: str, *, by: str | None = None, unit: str = SHARE, top: int = TOP
) -> pd.DataFrame:
    """Return cells of the mean of `value`, of all rows or for the `top` commonest levels of `by`."""
    rows = rows.dropna(subset=[value])
    rows = (
        rows.assign(level="all", unit=unit)
        if by is None
        else fill_unknown(rows, [by]).assign(level=rows[by], unit=unit)
    )
    rows = rows[rows["level"].isin(_commonest(rows["level"], top))].assign(_value=rows[value].astype("float64"))
    grouped = rows.groupby(["level", "unit", "article_id"])["_value"]
    return grouped.agg(num="sum", den="size", cases="size").reset_index()[CELLS]


def cell_rates(rows: pd.DataFrame, tables: Tables, by: str, *, top: int = TOP) -> pd.DataFrame:
    """Return cells of how many rows of each level stand in 1,000 words of article."""
    words = tables.articles[["article_id"]].assign(den=tables.articles["words"].astype("float64").fillna(0.0) / 1000)
    own = rows.groupby([by, "article_id"]).size().rename("num").reset_index().rename(columns={by: "level"})
    base = words.assign(cases=words["den"] * 1000)
    return _cross(base, own, _commonest(rows[by], top)).assign(unit=RATE)[CELLS]


def _cross(base: pd.DataFrame, own: pd.DataFrame, levels: list) -> pd.DataFrame:
    """Give every level a cell in every article of the base: 0 of something counts, too."""
    cells = base.merge(pd.DataFrame({"level": pd.Series(levels, dtype="object")}), how="cross")
    return cells.merge(own.astype({"level": "object"}), how="left", on=["level", "article_id"]).fillna({"num": 0.0})


def _commonest(values: pd.Series, top: int) -> list:
    counts = values.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [level for level in counts.index if level != UNKNOWN_LABEL][:top]


def _speech(tables: Tables) -> pd.DataFrame:
    quotes = tables.quotes[tables.quotes["attribution"] == "speech"]
    doubted = (quotes["stance"] != NEUTRAL_STANCE).astype("float64").where(quotes["stance"].notna())
    return add_columns(quotes, tables, ["actor"]).assign(
        doubted=doubted, unnamed=quotes["actor_id"].isna().astype(float)
    )


def _tones(tables: Tables, side: str) -> pd.DataFrame:
    rows = add_columns(tables.sentiment, tables, ["actor", "side"])
    return cell_means(rows[rows["side"] == side], "score", by="actor", unit=SCORE)


def _suffered(tables: Tables) -> pd.DataFrame:
    roles = tables.roles.dropna(subset=["patient_id"])
    return roles.assign(bare=is_agentless(roles).astype(float))


def _negative_labels(tables: Tables) -> pd.DataFrame:
    labels = tables.labels.dropna(subset=["polarity"])
    return add_columns(labels.assign(negative=(labels["polarity"] == "negative").astype(float)), tables, ["actor"])


MEASURES: dict[str, Callable[[Tables], pd.DataFrame]] = {
    "quoted words by speaker": lambda tables: cell_shares(_speech(tables), "actor", weight="words"),
    "quotes by type of source": lambda tables: cell_shares(_speech(tables), "source_type"),
    "quotes by kind": lambda tables: cell_shares(_speech(tables), "kind"),
    "speech without a known speaker": lambda tables: cell_means(_speech(tables), "unnamed"),
    "cues that are not neutral": lambda tables: cell_means(_speech(tables), "doubted"),
    "tone of sentences": lambda tables: cell_means(
        tables.sentences[tables.sentences["part"] == "body"], "tone", unit=SCORE
    ),
    "writer's tone towards": lambda tables: _tones(tables, "writer"),
    "others' tone towards": lambda tables: _tones(tables, "quoted"),
    "what actors do, by family": lambda tables: cell_shares(tables.roles.dropna(subset=["agent_id"]), "family"),
    "done to an actor, without a doer": lambda tables: cell_means(_suffered(tables), "bare"),
    "negative labels": lambda tables: cell_means(_negative_labels(tables), "negative", by="actor"),
    "markers": lambda tables: cell_rates(tables.markers, tables, "kind"),
}
