"""Bars: shares, parts of a whole, lengths."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..statistics import UNKNOWN_LABEL
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Parts of a whole: dark and light by turns, so that neighbours differ in print too.
PART_COLOURS = ("#0072B2", "#F5C767", "#009E73", "#F2B8D2", "#D55E00", "#A9D7F3", "#7A5195", "#FFF0A8", "#4D4D4D",
                "#BFE3CF")  # fmt: skip
# Parts that mean the same in every chart, in the order they are drawn in.
PARTS = {
    "negative": "#D55E00", "antagonist": "#D55E00", "neutral": "#DDDDDD", "positive": "#0072B2",
    "protagonist": "#0072B2", "innocent": "#F5C767", "unclear": "#FFFFFF", "none": "#EEEEEE", "unknown": "#8C8C8C",
    UNKNOWN_LABEL: "#8C8C8C",
}  # fmt: skip
PLAIN, HATCHED = {"edgecolor": "white"}, {"edgecolor": style.GREY, "hatch": "////", "linewidth": 0}


@style.styled
def plot_shares(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", *, value: str = "share", interval: tuple[str, str] = ("low", "high"),
    colours: dict[str, str] | None = None, title: str = "", unit: str = "share", count: str = "n", cases: str = "",
    percent: bool = True, top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return horizontal bars of `value` from zero, with intervals where there are any and the count at the right.

    `unit` says what the bars measure, `count` names the column of counts, `cases` what these count ("quotes").
    """
    data = data[data[value].notna()]
    if data.empty:
        return style.say_empty(ax, title, f"no {unit} was counted")
    data, more = style.cut(data, label, top)
    ax = style.start(ax, style.row_height(data[label]))
    rows, scale = np.arange(len(data)), 100 if percent else 1
    sizes = data[value].to_numpy(dtype=float) * scale
    ax.barh(rows, sizes, height=0.62, color=style.pick_colours(data, label, colours), edgecolor="white")
    ends = _draw_intervals(ax, data, interval, rows, scale) if interval[0] in data else sizes
    reach = max(np.fmax(ends, sizes).max(), 1e-9)
    for row, (size, end) in enumerate(zip(sizes, np.fmax(ends, sizes), strict=True)):
        ax.text(max(end, 0) + reach * 0.015, row, _say(size, percent), va="center", fontsize=9)
    ax.set_xlim(min(0, np.nanmin(sizes) * 1.15), reach * 1.16)
    if not percent and np.equal(np.mod(sizes, 1), 0).all():
        ax.locator_params(axis="x", integer=True)  # no half articles
    ax.axvline(0, color=style.DARK, linewidth=0.8)
    style.label_rows(ax, data[label])
    if count in data and count != value:
        style.note_counts(ax, data[count], f"{count} {cases}".strip().replace("_", " "))
    style.say_unit(ax, unit + (" (%)" if percent else ""), data, interval[0], more)
    return style.finish(ax, title)


def _draw_intervals(ax, data: pd.DataFrame, interval: tuple[str, str], rows, scale: float) -> np.ndarray:
    low, high = (data[side].to_numpy(dtype=float) * scale for side in interval)
    ax.hlines(rows, low, high, color="white", linewidth=2.6)  # a rim, to be seen on dark bars
    ax.hlines(rows, low, high, color=style.DARK, linewidth=1.1)
    return high


def _say(size: float, percent: bool) -> str:
    if percent:
        return f"{size:.0f}%" if size >= 1 or size == 0 else f"{size:.1f}%"
    return f"{size:,.0f}" if float(size).is_integer() else f"{size:.2f}"


@style.styled
def plot_stacked(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", part: str = "kind", *, value: str = "share",
    order: Sequence[str] | None = None, title: str = "", unit: str = "share", count: str = "n", cases: str = "",
    top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return bars of 100%, one for each label, made of the shares of its parts; the whole's count at the right.

    Parts stand in the `order` given; else negative to positive and the like in theirs, all others by size.
    """
    data = data[data[value].notna()]
    if data.empty:
        return style.say_empty(ax, title, f"no {unit} was counted")
    wide = data.pivot_table(index=label, columns=part, values=value, aggfunc="sum", sort=False).fillna(0.0)
    names, more = style.cut(wide.reset_index(), label, top)
    wide = wide.loc[names[label]]
    size = data.groupby(part)[count].sum().sort_index().sort_values(ascending=False, kind="stable")
    known = [name for name in PARTS if name in size.index]
    parts = [name for name in dict.fromkeys([*(order or ()), *_sort_parts(size.index, known)]) if name in wide]
    ax = style.start(ax, style.row_height(wide.index) + 0.3)
    _stack(ax, wide[parts])
    style.label_rows(ax, wide.index)
    style.note_counts(ax, data.groupby(label)[count].sum().loc[wide.index], f"{count} {cases}".strip())
    ax.set_xlim(0, 100)
    style.draw_key(ax)
    style.say_unit(ax, unit + " (%)", wide, "low", more)
    return style.finish(ax, title)


def _stack(ax, wide: pd.DataFrame) -> None:
    """Draw the parts one behind the other; a part of 9% and more carries its number."""
    rows, left = np.arange(len(wide)), np.zeros(len(wide))
    free = [name for name in wide.columns if name not in PARTS]
    inks = PARTS | {name: PART_COLOURS[place % len(PART_COLOURS)] for place, name in enumerate(free)}
    for name in wide.columns:
        sizes, colour = wide[name].to_numpy(dtype=float) * 100, inks[name]
        edge = HATCHED if colour == "#FFFFFF" else PLAIN
        ax.barh(rows, sizes, left=left, height=0.62, color=colour, label=style.name_key(name), **edge)
        for row, size, begin in zip(rows, sizes, left, strict=True):
            if size >= 9:
                ax.text(begin + size / 2, row, f"{size:.0f}", ha="center", va="center", fontsize=8.5,
                        color=style.pick_ink(colour))  # fmt: skip
        left = left + sizes


def _sort_parts(names: Iterable[str], known: list[str]) -> list[str]:
    """Put the parts of a fixed meaning in their order, where there are two of them; else all by size."""
    return [*known, *(name for name in names if name not in known)] if len(known) > 1 else list(names)


@style.styled
def plot_lengths(
    data: pd.DataFrame, value: str = "words", *, label: str = "title", title: str = "", ax: "Axes | None" = None
) -> "Axes":
    """Return the lengths of the articles: a bar for each of up to 30, a histogram of more."""
    data = data[data[value].notna()].sort_values([value, label], ascending=[False, True], ignore_index=True)
    if data.empty:
        return style.say_empty(ax, title, "no article")
    if len(data) <= 30:
        shown = data.assign(**{label: data[label].fillna("(no title)")})
        options = {"value": value, "unit": value, "percent": False, "top": 30, "title": title, "ax": ax}
        return plot_shares(shown, label, **options)
    ax = style.start(ax)
    ax.hist(data[value].astype(float), bins="auto", color=style.PALETTE[0], edgecolor="white")
    ax.set_ylim(bottom=0)
    ax.set_xlabel(f"{value} in an article; n = {len(data)} articles", loc="left")
    ax.set_ylabel("articles")
    return style.finish(ax, title)
