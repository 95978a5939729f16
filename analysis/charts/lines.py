"""Along the article, over time, and confidence against truth."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..statistics import UNKNOWN_LABEL
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARKERS = "osD^vP*X"
DASHES = ("-", "--", "-.", ":")


@style.styled
def plot_positions(
    data: pd.DataFrame, label: str = "actor", *, colours: dict[str, str] | None = None, title: str = "", top: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return where in the articles each actor is quoted: full dots for an actor's first quote in an article.

    Larger dots are longer quotes. Rows in the order of the mean first position, so who speaks early stands on top.
    """
    data = data[data["position"].notna()]
    if data.empty:
        return style.say_empty(ax, title, "no quote was found")
    size = data[label].value_counts().sort_index().sort_values(ascending=False, kind="stable").reset_index()
    names, more = style.cut(size, label, top)
    first = data[data["first"] & data[label].isin(names[label])].groupby(label)["position"].mean()
    order = sorted(first.index, key=lambda name: (name == UNKNOWN_LABEL, first[name], name))
    data = data[data[label].isin(order)]
    rows = data[label].map({name: row for row, name in enumerate(order)})
    ax = style.start(ax, style.row_height(order))
    inks = np.array(style.pick_colours(data, label, colours), dtype=object)
    ax.hlines(range(len(order)), 0, 1, color=style.LIGHT, linewidth=0.8, zorder=0)
    sizes = 14 + 2.2 * data["words"].astype("float64").fillna(0).clip(upper=60)
    fills = np.where(data["first"], inks, "white")
    ax.scatter(data["position"], rows, s=sizes, c=list(fills), edgecolors=list(inks), linewidths=1.2, zorder=2)
    style.label_rows(ax, order)
    style.note_counts(ax, size.set_index(label)["count"].loc[order], "quotes")
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["opening", "¼", "middle", "¾", "end"])
    left_out = f"; {more} more not shown" if more else ""
    ax.set_xlabel("place in the article; full: an actor's first quote there; larger: longer" + left_out, loc="left")
    return style.finish(ax, title)


@style.styled
def plot_lines(  # noqa: PLR0913
    data: pd.DataFrame, x: str = "part", *, value: str = "mean", by: str | None = None,
    colours: dict[str, str] | None = None, title: str = "", unit: str = "mean score", x_name: str = "", top: int = 5,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return lines of `value` over `x` (fifths, months, weeks ...), one for each of `by`, named at its right end."""
    data = data[data[value].notna() & (data[x].astype("string") != UNKNOWN_LABEL).fillna(False)]
    if data.empty:
        return style.say_empty(ax, title, f"no {unit} with a known {x}")
    data = data.assign(_by=data[by] if by else "")
    steps, lines = sorted(data[x].unique()), [*dict.fromkeys(data["_by"])][:top]
    ax = style.start(ax, 3.8)
    ends = [_draw_line(ax, data[data["_by"] == name], (x, value, steps), place, colours)
            for place, name in enumerate(lines)]  # fmt: skip
    ax.axhline(0, color=style.GREY, linewidth=0.8, zorder=0)
    counts = data[data["_by"].isin(lines)].groupby(x)["n"].sum() if "n" in data else {}
    every = -(-len(steps) // 7)  # more dates than seven would touch
    named = [f"{step}\nn {counts[step]:.0f}" if "n" in data else str(step) for step in steps]
    ax.set_xticks(range(0, len(steps), every), named[::every])
    ax.set_xlim(-0.3, len(steps) - 0.7)
    ax.set_ylabel(unit)
    note = "thin line: 95% interval" if "low" in data and data["low"].notna().any() else "too few cases for intervals"
    ax.set_xlabel(f"{x_name or x}; {note}", loc="left")
    if by:
        _name_ends(ax, ends, lines)
    return style.finish(ax, title)


def _draw_line(ax, part: pd.DataFrame, columns: tuple, place: int, colours: dict[str, str] | None) -> tuple:
    """Draw one line with its intervals; return its right end and colour."""
    x, value, steps = columns
    part = part.assign(_x=part[x].map({step: number for number, step in enumerate(steps)})).sort_values("_x")
    ids = part["actor_id"] if "actor_id" in part else part["_by"]
    colour = (colours or {}).get(ids.iloc[0], style.PALETTE[place % len(style.PALETTE)])
    across = part["_x"] + (place - 1) * 0.04
    if "low" in part:
        ax.vlines(across, part["low"], part["high"], color=colour, linewidth=1.0)
    form = {"marker": MARKERS[place % 8], "linestyle": DASHES[place // 8 % 4], "linewidth": 1.8}
    ax.plot(across, part[value], color=colour, **form)
    return float(across.iloc[-1]), float(part[value].iloc[-1]), colour


def _name_ends(ax, ends: list[tuple], names: list) -> None:
    """Write each line's name at the right, moved apart where names would touch."""
    bottom, above = ax.get_ylim()
    height = (above - bottom) * 0.075
    last = -np.inf
    for (_, y, colour), name in sorted(zip(ends, names, strict=True), key=lambda pair: pair[0][1]):
        wrapped = style.wrap_label(name, 20)
        lines = wrapped.count("\n") + 1
        place = max(y, last + height * (1 + lines) / 2)
        last = place + height * (lines - 1) / 2
        ax.text(1.02, place, wrapped, color=colour, va="center", fontweight="bold", transform=ax.get_yaxis_transform())


@style.styled
def plot_calibration(data: pd.DataFrame, *, title: str = "", ax: "Axes | None" = None) -> "Axes":
    """Return the share that is right over the confidence stated; on the diagonal, confidence means what it says."""
    data = data[data["right"].notna()] if len(data) else data
    if data.empty:
        return style.say_empty(ax, title, "no judgement with a known truth")
    ax = ax if ax is not None else style.start(None, 4.6, 5.2)
    ax.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.9, linestyle="--", zorder=0)
    low, high = data["low"].astype(float), data["high"].astype(float)
    ax.vlines(data["confidence"], low, high, color=style.DARK, linewidth=1.1)
    ax.plot(data["confidence"], data["right"], marker="o", color=style.PALETTE[0], linewidth=1.4)
    close = data["confidence"].astype("float64").diff(-1).abs() < 0.08  # the next would be written over this one
    rows = data[["confidence", "right", "n"]].assign(left=close).itertuples(index=False)
    for confidence, right, n, left in rows:
        place, side = ((-6, 5), "right") if left else ((7, -11), "left")
        ax.annotate(f"n {n}", (confidence, right), place, textcoords="offset points", ha=side, fontsize=8.5,
                    color="#444444")  # fmt: skip
    ax.text(0.05, 0.09, "confidence = truth", rotation=45, rotation_mode="anchor", color=style.GREY, fontsize=8.5,
            transform_rotates_text=True)  # fmt: skip
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.06)
    note = "thin line: 95% interval" if data["low"].notna().any() else "too few cases for intervals"
    ax.set_xlabel(f"confidence stated (mean of the bin); {note}", loc="left")
    ax.set_ylabel("share that is right")
    return style.finish(ax, title)
