"""Bars and dumbbells: shares, parts of a whole, tone by voice, two groups, lengths."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .style import (
    DARK,
    GREY,
    HATCHES,
    LIGHT,
    PALETTE,
    cut,
    finish,
    label_rows,
    note_counts,
    pick_colours,
    row_height,
    say_empty,
    start,
    styled,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Parts of a whole: light and dark by turns, so that neighbours differ in print too.
PART_COLOURS = ("#0072B2", "#E69F00", "#56B4E9", "#D55E00", "#CC79A7", "#009E73", "#BBBBBB")


@styled
def plot_shares(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", *, value: str = "share", interval: tuple[str, str] = ("low", "high"),
    colours: dict[str, str] | None = None, title: str = "", unit: str = "share", count: str = "n", percent: bool = True,
    top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return horizontal bars of `value` from zero, with intervals where there are any and the count at the right."""
    data = data[data[value].notna()]
    if data.empty:
        return say_empty(ax, title, f"no {unit} was counted")
    data, more = cut(data, label, top)
    ax = start(ax, row_height(data[label]))
    rows, scale = np.arange(len(data)), 100 if percent else 1
    sizes = data[value].to_numpy(dtype=float) * scale
    ax.barh(rows, sizes, height=0.62, color=pick_colours(data, label, colours), edgecolor="white")
    ends = _draw_intervals(ax, data, interval, rows, scale) if interval[0] in data else sizes
    reach = max(np.fmax(ends, sizes).max(), 1e-9)
    for row, (size, end) in enumerate(zip(sizes, np.fmax(ends, sizes), strict=True)):
        ax.text(max(end, 0) + reach * 0.015, row, _say(size, percent), va="center", fontsize=9)
    ax.set_xlim(min(0, np.nanmin(sizes) * 1.15), reach * 1.16)
    ax.axvline(0, color=DARK, linewidth=0.8)
    label_rows(ax, data[label])
    if count in data and count != value:
        note_counts(ax, data[count], count)
    _say_unit(ax, unit + (" (%)" if percent else ""), data, interval[0], more)
    return finish(ax, title)


def _draw_intervals(ax, data: pd.DataFrame, interval: tuple[str, str], rows, scale: float) -> np.ndarray:
    low, high = (data[side].to_numpy(dtype=float) * scale for side in interval)
    ax.hlines(rows, low, high, color=DARK, linewidth=1.1)
    return high


def _say(size: float, percent: bool) -> str:
    if percent:
        return f"{size:.0f}%" if size >= 1 or size == 0 else f"{size:.1f}%"
    return f"{size:,.0f}" if float(size).is_integer() else f"{size:.2f}"


def _say_unit(ax, unit: str, data: pd.DataFrame, low: str, more: int) -> None:
    """Write what the axis measures, what the thin line is, and what is left out."""
    notes = [unit]
    if low in data:
        given = data[low].notna()
        if given.any():
            notes.append("thin line: 95% interval" + ("" if given.all() else ", none where cases are too few"))
        else:
            notes.append("too few cases for intervals")
    if more:
        notes.append(f"{more} more not shown")
    ax.set_xlabel("; ".join(notes), loc="left")


@styled
def plot_stacked(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", part: str = "kind", *, value: str = "share",
    order: Sequence[str] | None = None, title: str = "", unit: str = "share", count: str = "n", top: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return bars of 100%, one for each label, made of the shares of its parts; the whole's count at the right."""
    data = data[data[value].notna()]
    if data.empty:
        return say_empty(ax, title, f"no {unit} was counted")
    wide = data.pivot_table(index=label, columns=part, values=value, aggfunc="sum", sort=False).fillna(0.0)
    names, more = cut(wide.reset_index(), label, top)
    wide = wide.loc[names[label]]
    size = data.groupby(part)[count].sum().sort_index().sort_values(ascending=False, kind="stable")
    parts = [*(order or []), *(name for name in size.index if name not in (order or []))]
    parts = [name for name in parts if name in wide]
    ax = start(ax, row_height(wide.index) + 0.3)
    _stack(ax, wide[parts])
    label_rows(ax, wide.index)
    note_counts(ax, data.groupby(label)[count].sum().loc[wide.index], count)
    ax.set_xlim(0, 100)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(len(parts), 4), borderaxespad=0.2, handlelength=1.4)
    _say_unit(ax, unit + " (%)", wide, "low", more)
    return finish(ax, title)


def _stack(ax, wide: pd.DataFrame) -> None:
    """Draw the parts one behind the other; a part of 9% and more carries its number."""
    rows, left = np.arange(len(wide)), np.zeros(len(wide))
    for place, name in enumerate(wide.columns):
        sizes = wide[name].to_numpy(dtype=float) * 100
        colour, hatch = PART_COLOURS[place % len(PART_COLOURS)], HATCHES[place // len(PART_COLOURS) % len(HATCHES)]
        ax.barh(rows, sizes, left=left, height=0.62, color=colour, edgecolor="white", hatch=hatch, label=str(name))
        for row, size, begin in zip(rows, sizes, left, strict=True):
            if size >= 9:
                ax.text(
                    begin + size / 2, row, f"{size:.0f}", ha="center", va="center", fontsize=8.5, color=_ink(colour)
                )
        left = left + sizes


def _ink(colour: str) -> str:
    """Return black or white, whichever is read better on the colour."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 else "#111111"


@styled
def plot_tone(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", *, side: str = "side", value: str = "mean",
    sides: tuple[str, str] = ("writer", "quoted"), colours: dict[str, str] | None = None, title: str = "",
    unit: str = "mean score: −1 negative, +1 positive", top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a dumbbell for each actor: a full dot for the writer's tone, a hollow diamond for others', intervals."""
    data = data[data[value].notna() & data[side].isin(sides)]
    if data.empty:
        return say_empty(ax, title, "no judgement of any actor")
    names, more = cut(data.drop_duplicates(label)[[label]].reset_index(drop=True), label, top)
    places = {name: row for row, name in enumerate(names[label])}
    data = data[data[label].isin(places)].assign(row=lambda frame: frame[label].map(places))
    ax = start(ax, row_height(places) + 0.3)
    ends = data.groupby("row")[value].agg(["min", "max"])
    ax.hlines(ends.index, ends["min"], ends["max"], color=LIGHT, linewidth=4, zorder=1)
    _draw_sides(ax, data, (label, side, value), sides, colours)
    reach = max(0.3, data[[name for name in (value, "low", "high") if name in data]].abs().max().max() * 1.1)
    ax.set_xlim(-min(reach, 1.05), min(reach, 1.05))
    ax.axvline(0, color=GREY, linewidth=0.8, zorder=0)
    label_rows(ax, names[label])
    counts = data.pivot_table(index="row", columns=side, values="n", aggfunc="sum").reindex(columns=list(sides))
    note_counts(
        ax, (" / ".join(f"{n:.0f}" for n in row) for row in counts.fillna(0).to_numpy()), "n " + " / ".join(sides)
    )
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=0.2, handletextpad=0.2)
    _say_unit(ax, unit, data, "low", more)
    return finish(ax, title)


def _draw_sides(ax, data: pd.DataFrame, columns: tuple[str, str, str], sides, colours) -> None:
    label, side, value = columns
    for place, name in enumerate(sides):
        part, offset = data[data[side] == name], (-0.09, 0.09)[place]
        inks = pick_colours(part, label, colours)
        if "low" in part:
            ax.hlines(part["row"] + offset, part["low"], part["high"], color=DARK, linewidth=1.0, zorder=2)
        fill = inks if place == 0 else "white"
        shape = "oD"[place]
        ax.scatter(part[value], part["row"] + offset, s=(58, 40)[place], marker=shape, c=fill, edgecolors=inks,
                   linewidths=1.6, zorder=3)  # fmt: skip
        ax.scatter([], [], s=40, marker=shape, c=DARK if place == 0 else "white", edgecolors=DARK, label=str(name))


@styled
def plot_groups(
    data: pd.DataFrame, names: tuple[str, str], *, label: str = "level", title: str = "", unit: str = "share",
    percent: bool = True, top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a dumbbell for each level, from the one group's figure to the other's; the difference at the right.

    Lines of significant differences are dark, and their figures marked *.
    """
    data = data[data["first"].notna() & data["second"].notna()]
    if data.empty:
        return say_empty(ax, title, "nothing that both groups have")
    data, more = cut(data, label, top)
    ax, scale, rows = start(ax, row_height(data[label]) + 0.3), 100 if percent else 1, np.arange(len(data))
    inks = [DARK if sure else "#C4C4C4" for sure in data["significant"]]
    ax.hlines(rows, data["first"] * scale, data["second"] * scale, color=inks, linewidth=3, zorder=1)
    for place, side in enumerate(("first", "second")):
        if f"{side}_low" in data:
            ends = (data[f"{side}_low"] * scale, data[f"{side}_high"] * scale)
            ax.hlines(rows + (-0.12, 0.12)[place], *ends, color=PALETTE[place], linewidth=1.0, zorder=2)
        ax.scatter(data[side] * scale, rows + (-0.12, 0.12)[place], s=(58, 44)[place], marker="oD"[place],
                   c=PALETTE[place] if place == 0 else "white", edgecolors=PALETTE[place], linewidths=1.6, zorder=3,
                   label=str(names[place]))  # fmt: skip
    label_rows(ax, data[label])
    note_counts(ax, (_say_difference(row, scale) for row in data.to_dict("records")), "difference [95%]")
    if data[["first", "second"]].min().min() >= 0:
        ax.set_xlim(left=0)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=0.2, handletextpad=0.2)
    _say_unit(ax, unit + (" (%)" if percent else ""), data, "low", more)
    return finish(ax, title)


def _say_difference(row: dict, scale: float) -> str:
    form = "{:+.0f}" if scale == 100 else "{:+.2f}"
    said = form.format(row["difference"] * scale)
    if pd.notna(row["low"]):
        said += " [" + ", ".join(form.format(row[side] * scale) for side in ("low", "high")) + "]"
    return said.replace("-", "−") + (" *" if row["significant"] else "")


@styled
def plot_lengths(
    data: pd.DataFrame, value: str = "words", *, label: str = "title", title: str = "", ax: "Axes | None" = None
) -> "Axes":
    """Return the lengths of the articles: a bar for each of up to 30, a histogram of more."""
    data = data[data[value].notna()].sort_values([value, label], ascending=[False, True], ignore_index=True)
    if data.empty:
        return say_empty(ax, title, "no article")
    if len(data) <= 30:
        shown = data.assign(**{label: data[label].fillna("(no title)")})
        options = {"value": value, "unit": value, "percent": False, "top": 30, "title": title, "ax": ax}
        return plot_shares(shown, label, **options)
    ax = start(ax)
    ax.hist(data[value].astype(float), bins="auto", color=PALETTE[0], edgecolor="white")
    ax.set_ylim(bottom=0)
    ax.set_xlabel(f"{value} in an article; n = {len(data)} articles", loc="left")
    ax.set_ylabel("articles")
    return finish(ax, title)
