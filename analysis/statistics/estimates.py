"""Shares, means and gaps with intervals; whom an actor counts for; names for ids.

Every figure is a ratio of sums over articles, so one machine serves all: resample the articles (not the rows: sentences
of one article are no independent witnesses), form the ratio again, take the middle 95% (cluster bootstrap; Efron and
Tibshirani 1993, Cameron, Gelbach and Miller 2008). Rows is any DataFrame with `article_id`; with `witness` too, from
`counted.prepare`, all copies of one text are drawn together, as one witness.

estimate_shares(rows, by, *, within, weight) -> within, by, n, total, share, low, high, articles, base, why
estimate_means(rows, by, value)              -> by, n, mean, low, high, articles, why
estimate_gaps(rows, by, value, *, side, sides) -> by, first, second, gap, low, high, n_first, n_second, why
compare_figures(first, second)               -> "apart", "alike" or "untested": whether two intervals leave a gap
judge_gap(row)                               -> the same, of a difference and its interval
find_represented(actors)                     -> {actor_id: the actor at the end of its chain}
select_articles(tables, article_ids)         -> Tables of these articles alone
name_actors(frame, tables, **columns)        -> frame with a column of readable names for each column of ids
fill_unknown(rows, columns)                  -> rows with "(unknown)" for NA: what is unknown is counted, never dropped
sort_rows(frame, by, label)                  -> frame, largest first, "(unknown)" last

`n` counts rows, `base` the rows of the whole that a share is of, `articles` those with such a row; `n_ids`, the last
column, holds the ids of the rows that n counts, where they have any. `low` and `high` are NA where there are too few
cases (MIN_ARTICLES that are no copies, MIN_CASES), and `why` says so in words.
"""

import functools
import itertools
from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from ..tables import UNKNOWN, Tables, follow_links

RESAMPLES, SEED, LEVEL = 2000, 20231, 0.95
MIN_ARTICLES, MIN_CASES = 5, 10  # below, resampling cannot tell how sure a figure is
UNKNOWN_LABEL, WRITER = "(unknown)", "writer"
ROW_IDS = ("quote_id", "role_id", "label_id", "marker_id", "mention_id")  # the first that rows have is their own
APART, ALIKE, UNTESTED = "apart", "alike", "untested"


def estimate_shares(
    rows: pd.DataFrame, by: str | Sequence[str], *, within: str | Sequence[str] = (), weight: str | None = None
) -> pd.DataFrame:
    """Return each level's share of the rows, or of the sum of `weight`, within each level of `within`.

    Columns: within, by, n, total (of weight), share (0..1), low, high, articles, base (rows of the whole), why.
    """
    groups, levels = as_list(within), as_list(by)
    rows = fill_unknown(rows, groups + levels).assign(_all=0)
    rows["_weight"] = 1.0 if weight is None else rows[weight].astype("float64").fillna(0.0)
    found = _describe(rows, ["_all", *groups, *levels], "_weight")
    whole = _describe(rows, ["_all", *groups], "_weight")
    of = whole.set_index(["_all", *groups]).assign(code=range(len(whole)))
    of = of.loc[pd.MultiIndex.from_frame(found[["_all", *groups]]) if groups else found["_all"]]
    parts, bases = (resample_sums(rows, ["_all", *keys], "_weight") for keys in (groups + levels, groups))
    found["share"] = divide(found["total"].to_numpy(), of["total"].to_numpy())
    found["base"] = of["n"].to_numpy()
    found = add_intervals(found, divide(parts, bases[of["code"]]), found["base"], of["witnesses"])
    return found[[*groups, *levels, "n", "total", "share", "low", "high", "articles", "base", "why", "n_ids"]]


def estimate_means(rows: pd.DataFrame, by: str | Sequence[str], value: str) -> pd.DataFrame:
    """Return the mean of `value` for each level of `by`; a row without a value is not counted.

    Columns: by, n, mean, low, high, articles, why.
    """
    levels = as_list(by)
    rows = fill_unknown(rows[rows[value].notna()], levels).assign(_all=0, _one=1.0)
    rows["_value"] = rows[value].astype("float64")
    found = _describe(rows, ["_all", *levels], "_value")
    found["mean"] = found["total"] / found["n"]
    sums, cases = (resample_sums(rows, ["_all", *levels], column) for column in ("_value", "_one"))
    found = add_intervals(found, divide(sums, cases), found["n"], found["witnesses"])
    return found[[*levels, "n", "mean", "low", "high", "articles", "why", "n_ids"]]


def estimate_gaps(
    rows: pd.DataFrame, by: str | Sequence[str], value: str, *, side: str, sides: tuple[object, object]
) -> pd.DataFrame:
    """Return for each level of `by` the mean of `value` where `side` is sides[0], less that where it is sides[1].

    Columns: by, first, second (means), gap, low, high, n_first, n_second, why. Both means stand on the same resampled
    articles, so the interval heeds what they share.
    """
    levels = as_list(by)
    rows = fill_unknown(rows[rows[value].notna() & rows[side].isin(sides)], levels).assign(_all=0)
    first = (rows[side] == sides[0]).to_numpy(dtype=float)
    rows["_n1"], rows["_n2"] = first, 1 - first
    rows["_v1"], rows["_v2"] = (rows[value].astype("float64").to_numpy() * part for part in (first, 1 - first))
    keys = ["_all", *levels]
    found = rows.groupby(keys, dropna=False)[["_n1", "_n2", "_v1", "_v2"]].sum().reset_index()
    sums = {column: resample_sums(rows, keys, column) for column in ("_n1", "_n2", "_v1", "_v2")}
    found["first"], found["second"] = divide(found["_v1"], found["_n1"]), divide(found["_v2"], found["_n2"])
    found["gap"] = found["first"] - found["second"]
    found["n_first"], found["n_second"] = found["_n1"].astype(int), found["_n2"].astype(int)
    draws = divide(sums["_v1"], sums["_n1"]) - divide(sums["_v2"], sums["_n2"])
    rows = rows.assign(_witness=find_witnesses(rows))
    both = (rows[rows[part] > 0].groupby(keys, dropna=False)["_witness"].nunique() for part in ("_n1", "_n2"))
    index = pd.MultiIndex.from_frame(found[keys]) if levels else pd.Index(found["_all"])
    articles = np.minimum(*(count.reindex(index, fill_value=0).to_numpy() for count in both))
    found = add_intervals(found, draws, found[["n_first", "n_second"]].min(axis=1), articles)
    return found[[*levels, "first", "second", "gap", "low", "high", "n_first", "n_second", "why"]]


def add_intervals(found: pd.DataFrame, draws: np.ndarray, cases: Iterable, articles: Iterable) -> pd.DataFrame:
    """Return the rows with low, high and why, from one line of resampled figures (rows x resamples) for each."""
    with np.errstate(all="ignore"):
        low, high = (_percentile(draws, side) for side in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    why = [
        say_why(*row) for row in zip(cases, articles, np.asarray(low) == np.asarray(high), np.isnan(low), strict=True)
    ]
    shown = np.array([reason == "" for reason in why], dtype=bool)
    return found.assign(low=np.where(shown, low, np.nan), high=np.where(shown, high, np.nan), why=why)


def compare_figures(first: pd.Series, second: pd.Series) -> str:
    """Return whether two figures with `low` and `high` are "apart", "alike" (overlap) or "untested" (no interval)."""
    if any(pd.isna(row[end]) for row in (first, second) for end in ("low", "high")):
        return UNTESTED
    return APART if first["low"] > second["high"] or second["low"] > first["high"] else ALIKE


def judge_gap(row: pd.Series) -> str:
    """Return whether a difference is "apart" from 0, "alike" or "untested", by its `low` and `high`."""
    zero = pd.Series({"low": 0.0, "high": 0.0})
    return compare_figures(row, zero)


def say_why(cases: int, articles: int, same: bool = False, none: bool = False) -> str:
    """Return in words why an interval is not shown; "" where it is."""
    if articles < MIN_ARTICLES:
        return f"{articles} article{'' if articles == 1 else 's'}: an interval needs {MIN_ARTICLES}"
    if cases < MIN_CASES:
        return f"{cases} case{'' if cases == 1 else 's'}: an interval needs {MIN_CASES}"
    if same or none:
        return "all articles alike: resampling them cannot show how sure this is"
    return ""


@functools.lru_cache(maxsize=8)
def draw_articles(count: int, resamples: int = RESAMPLES, seed: int = SEED) -> np.ndarray:
    """Return how often each article is drawn in each resample: articles x resamples, small whole numbers."""
    generator = np.random.default_rng(seed)
    drawn = np.zeros((count, resamples), dtype=np.uint8)
    for column in range(resamples if count else 0):
        drawn[:, column] = np.bincount(generator.integers(count, size=count), minlength=count)
    drawn.flags.writeable = False
    return drawn


def sum_levels(levels: np.ndarray, articles: np.ndarray, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the sum of values for each level under each column of article weights: levels x columns.

    Only the articles in which a level occurs are touched, so an archive with thousands of actors stays cheap.
    """
    cell, place = np.unique(levels * len(weights) + articles, return_inverse=True)
    totals = np.bincount(place, weights=values) if len(cell) else np.zeros(0)
    sums = np.zeros((int(levels.max()) + 1 if len(levels) else 0, weights.shape[1]))
    ends = np.searchsorted(cell, np.arange(len(sums) + 1) * len(weights))
    for level, (first, last) in enumerate(itertools.pairwise(ends)):
        sums[level] = totals[first:last] @ weights[cell[first:last] % len(weights)].astype("float64")
    return sums


def find_witnesses(rows: pd.DataFrame) -> pd.Series:
    """Return whose witness each row is: its family of copies, or its article where families are not known."""
    return rows["witness"] if "witness" in rows else rows["article_id"]


def resample_sums(rows: pd.DataFrame, keys: list[str], value: str) -> np.ndarray:
    """Return the sums of a value in each resample of the witnesses: levels of the keys x resamples."""
    articles, names = pd.factorize(find_witnesses(rows), sort=True)
    levels = rows.groupby(keys, dropna=False).ngroup().to_numpy()
    return sum_levels(levels, articles, rows[value].to_numpy(dtype=float), draw_articles(len(names)))


def _describe(rows: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    grouped = rows.assign(_witness=find_witnesses(rows)).groupby(keys, dropna=False)
    counts = {"n": (value, "size"), "total": (value, "sum"), "articles": ("article_id", "nunique")}
    found = grouped.agg(**counts, witnesses=("_witness", "nunique")).reset_index()
    return found.assign(n_ids=gather_ids(rows, keys))


def gather_ids(rows: pd.DataFrame, keys: list[str]) -> list[tuple[str, ...]]:
    """Return for each level of the keys, in their order, the ids of its rows; nothing where rows have no id."""
    own = next((name for name in ROW_IDS if name in rows), None)
    levels = rows.groupby(keys, dropna=False).ngroup().to_numpy()
    gathered: list[list[str]] = [[] for _ in range(levels.max(initial=-1) + 1)]
    for level, row_id in zip(levels, rows[own], strict=True) if own else ():
        gathered[level].append(row_id)
    return [tuple(ids) for ids in gathered]


def _percentile(draws: np.ndarray, level: float) -> np.ndarray:
    """np.nanquantile along rows, NaN and no warning where a row holds no number."""
    if not draws.size:
        return np.full(len(draws), np.nan)
    empty = np.isnan(draws).all(axis=1)
    return np.where(empty, np.nan, np.nanquantile(np.where(empty[:, None], 0.0, draws), level, axis=1))


def divide(part, whole) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        part, whole = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
        return np.where(whole == 0, np.nan, part / np.where(whole == 0, 1.0, whole))


def as_list(names: str | Sequence[str] | None) -> list[str]:
    """Return one name or several as a list."""
    return [names] if isinstance(names, str) else list(names or ())


def fill_unknown(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return a copy of the rows in which NA in the text columns named is "(unknown)"."""
    text = [name for name in columns if isinstance(rows[name].dtype, pd.StringDtype) or rows[name].dtype == object]
    return rows.assign(**{name: rows[name].fillna(UNKNOWN_LABEL).replace(UNKNOWN, UNKNOWN_LABEL) for name in text})


def find_represented(actors: pd.DataFrame) -> dict[str, str]:
    """Return for each actor the last of the chain of those it represents; a chain that turns back stops there."""
    return follow_links(dict(zip(actors["actor_id"], actors["represents"], strict=True)))


def select_articles(tables: Tables, article_ids: Iterable[str]) -> Tables:
    """Return the tables of these articles alone; the actors all stay."""
    chosen = set(article_ids)
    kept = {name: frame for name, frame in tables._asdict().items() if name not in ("actors", "problems")}
    return tables._replace(**{name: frame[frame["article_id"].isin(chosen)] for name, frame in kept.items()})


def name_actors(frame: pd.DataFrame, tables: Tables, **columns: str) -> pd.DataFrame:
    """Return the frame with readable names: ``name_actors(frame, tables, actor="actor_id")`` adds `actor`.

    Two actors of one name get their id behind it. What has no name (unknown, writer) stays as it is.
    """
    actors = tables.actors
    twice = actors["name"].duplicated(keep=False)
    shown = actors["name"].where(~twice, actors["name"] + " (" + actors["actor_id"] + ")")
    names = dict(zip(actors["actor_id"], shown, strict=True))
    named = {
        new: pd.Series([names.get(actor, actor) for actor in frame[ids]], index=frame.index, dtype="object")
        for new, ids in columns.items()
    }
    rest = [column for column in frame.columns if column not in named]
    return frame.assign(**named)[[*named, *rest]]


def sort_rows(frame: pd.DataFrame, by: str | Sequence[str], label: str) -> pd.DataFrame:
    """Return the rows with the largest `by` first, ties by `label`, and "(unknown)" last."""
    keys = as_list(by)
    frame = frame.assign(_last=(frame[label] == UNKNOWN_LABEL).to_numpy(dtype=bool))
    order = [True, *[False] * len(keys), True]
    return frame.sort_values(["_last", *keys, label], ascending=order).drop(columns="_last").reset_index(drop=True)
