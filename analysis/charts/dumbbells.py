"""Dumbbells: two figures of one actor and what lies between them."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .style import (
    DARK,
    GREY,
    LIGHT,
    PALETTE,
    cut,
    draw_key,
    finish,
    label_rows,
    name_key,
    note_counts,
    pick_colours,
    row_height,
    say_empty,
    say_unit,
    start,
    styled,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
    draw_key(ax)
    say_unit(ax, unit, data, "low", more)
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
        ax.scatter([], [], s=40, marker=shape, c=DARK if place == 0 else "white", edgecolors=DARK, label=name_key(name))


@styled
def plot_groups(
    data: pd.DataFrame, names: tuple[str, str], *, label: str = "level", title: str = "", unit: str = "",
    percent: bool | None = None, top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a dumbbell for each level, from the one group's figure to the other's; the difference at the right.

    Give it the rows of one measure of `comparison.compare_groups`. Lines of significant differences are dark, and their
    figures marked *. Without `unit` and `percent`, the table's column `unit` decides.
    """
    unit = unit or (data["unit"].iloc[0] if "unit" in data and len(data) else "share")
    percent = unit == "share" if percent is None else percent
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
                   clip_on=False, label=name_key(names[place]))  # fmt: skip
    label_rows(ax, data[label])
    note_counts(
        ax,
        (_say_difference(row, scale) for row in data.to_dict("records")),
        "points [95%]" if percent else "difference [95%]",
    )
    if data[["first", "second"]].min().min() >= 0:
        ax.set_xlim(left=0)
    draw_key(ax)
    say_unit(ax, unit + (" (%)" if percent else "") + "; dark line, *: more than chance", data, "low", more)
    return finish(ax, title)


def _say_difference(row: dict, scale: float) -> str:
    form = "{:+.0f}" if scale == 100 else "{:+.2f}"
    said = form.format(row["difference"] * scale)
    if pd.notna(row["low"]):
        said += " [" + ", ".join(form.format(row[side] * scale) for side in ("low", "high")) + "]"
    return said.replace("-", "−") + (" *" if row["significant"] else "")
