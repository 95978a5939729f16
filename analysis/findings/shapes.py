"""The five shapes of a computed sentence; every notebook says what its charts show in these.

largest(rows, label, what)   -> whose figure is largest, and the next
ends(rows, label, what)      -> the highest and the lowest of comparable figures
gap(rows, names, what)       -> two figures and what lies between them
count(rows, label, what)     -> what comes most often; all of them where several tie
nothing(words)               -> that there is nothing to tell, and why

Each returns a Finding: the chart's title, and the sentence with cases, intervals and verdict. Whether two figures are
apart is decided in `statistics` alone. Names stand as they are; `display.tell` escapes the whole.
"""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from ..statistics import ALIKE, APART, MIN_CASES, UNKNOWN_LABEL, UNTESTED, compare_figures, judge_gap
from .wording import counted, find_known, interval, join_names, list_shares, percent, points, start

VERDICTS = {
    APART: "Their intervals lie apart.",
    ALIKE: "Their intervals overlap: in other articles of this sort the order might be another.",
    UNTESTED: "Whether that is more than chance cannot be tested.",
}
GAPS = {
    APART: "The interval leaves out 0: chance alone does not explain it.",
    ALIKE: "The interval holds 0: it may be chance.",
    UNTESTED: "Whether that is chance cannot be tested.",
}
TIED = 3  # names; where more tie, they are counted


class Finding(NamedTuple):
    """What a chart shows: a title in few words, and a sentence with cases, intervals and verdict."""

    title: str
    text: str


def nothing(words: str) -> Finding:
    """Return the finding that there is nothing to tell."""
    return Finding(words, f"{words}.")


def largest(rows: pd.DataFrame, label: str, what: str, *, value: str = "share", style: Callable = percent) -> Finding:
    """Return whose figure is largest and whose is next, the share of the unknown, and whether the two lie apart."""
    known = find_known(rows, label).sort_values(value, ascending=False, kind="stable")
    thing = "speaker" if label == "actor" else label.replace("_", " ")
    if known.empty:
        return nothing(f"No {what} with a known {thing}")
    top = known.head(2)
    title = f"Most {what}: " + " and ".join(f"{row[label]} {style(row[value])}" for _, row in top.iterrows())
    lost = rows.loc[rows[label] == UNKNOWN_LABEL, "share"].sum() if "share" in rows else 0.0
    verdict = f" {VERDICTS[compare_figures(*top.iloc)]}" if len(top) > 1 else ""
    told = list_shares(top, lambda row: row[label], style, value)
    return Finding(title, f"Most {what}: {told}. No known {thing}: {percent(lost)}.{verdict}")


def ends(
    rows: pd.DataFrame, label: str, what: str, *, value: str = "share", style: Callable = percent,
    least: str = f"{MIN_CASES} cases",
) -> Finding:  # fmt: skip
    """Return which of comparable figures is highest and which lowest, all that tie, and whether they lie apart.

    `least` says what the rows given had to have; where two have an interval, those with one are compared.
    """
    known = find_known(rows, label).dropna(subset=[value])
    if (firm := known["low"].notna()).sum() > 1:
        known, least = known[firm], f"{least} and an interval"
    ranked = known.sort_values([value, label], ascending=[False, True])
    if len(ranked) < 2:
        return nothing(f"Too few to compare by {what}: it takes two with {least}")
    first, last = ranked.iloc[0], ranked.iloc[-1]
    verdict = compare_figures(first, last)
    named = [_name_tied(ranked, label, value, end) for end in (first, last)]
    short = [f"{name} {style(end[value])}" for name, end in zip(named, (first, last), strict=True)]
    told = [f"{words}{interval(end, style)}" for words, end in zip(short, (first, last), strict=True)]
    hint = {APART: "", ALIKE: " (no clear difference)", UNTESTED: " (too few to test)"}[verdict]
    return Finding(
        f"{start(what)}: highest {short[0]}, lowest {short[1]}{hint}",
        f"{start(what)}, of {len(ranked)} with at least {least}: highest {told[0]}, lowest {told[1]}. "
        + VERDICTS[verdict],
    )


def _name_tied(rows: pd.DataFrame, label: str, value: str, end: pd.Series) -> str:
    return join_names(rows.loc[rows[value] == end[value], label], TIED)


def gap(rows: pd.DataFrame, names: tuple[str, str], what: str, *, style: Callable = percent) -> Finding:
    """Return the two figures (first, second) of a row, their difference with its interval, and whether it is chance.

    A row with `significant` was tested with many others: then that decides. No row, or none on one side: nothing.
    """
    if rows.empty or rows[["first", "second"]].iloc[0].isna().any():
        return nothing(f"There are not two to compare by {what}")
    row = rows.iloc[0]
    difference = row["difference"] if "difference" in row else row["gap"]
    told = [f"{name} {style(row[side])}" for name, side in zip(names, ("first", "second"), strict=True)]
    cases = [f"{words} of {int(row[f'n_{side}']):,}" for words, side in zip(told, ("first", "second"), strict=True)]
    size = points if style is percent else style
    unit = " points" if style is percent else ""
    return Finding(
        f"{start(what)}: {told[0]}, {told[1]}",
        f"{start(what)}: {cases[0]}, {cases[1]}; the difference is {size(difference)}{unit}{interval(row, size)}. "
        + _judge(row),
    )


def _judge(row: pd.Series) -> str:
    if "significant" not in row or pd.isna(row["p"]):
        return GAPS[judge_gap(row)]
    if row["significant"]:
        return "That is more than chance."
    many = ", given how many figures are compared" if judge_gap(row) == APART else ""
    return f"That is not more than chance{many}."


def count(rows: pd.DataFrame, label: str, what: str, *, n: str = "n", unit: str = "time") -> Finding:
    """Return what comes most often, how often and of how many; all of them where several tie."""
    known = rows[(rows[label] != UNKNOWN_LABEL) & (rows[n] > 0)]
    if known.empty:
        return nothing(f"{start(what)}: none")
    top, most = known[known[n] == known[n].max()], int(known[n].max())
    named = join_names(top[label]) if len(top) <= TIED else f"{len(top)} that tie"
    title = f"{start(what)}: {named}, {counted(most, unit)}{' each' if len(top) > 1 else ''}"
    return Finding(title, f"{title}; {int(known[n].sum()):,} in all.")
