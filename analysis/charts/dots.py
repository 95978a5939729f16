"""Dots on a line: two figures of one actor or group and what lies between them; scores beside each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Told apart by shape and fill, not by colour alone.
SHAPES, SIZES = "oDs", (58, 44, 44)
COMPARED = {"score": "this suite", "peer_score": "best other method", "human": "a second person"}


@style.styled
def plot_tone(  # noqa: PLR0913
    data: pd.DataFrame, label: str = "actor", *, side: str = "side", value: str = "mean",
    sides: tuple[str, str] = ("writer", "quoted"), colours: dict[str, str] | None = None, title: str = "",
    unit: str = "mean score: −1 negative, +1 positive", top: int = 12, ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a dumbbell for each actor: a full dot for the writer's tone, a hollow diamond for others', intervals."""
    data = data[data[value].notna() & data[side].isin(sides)]
    if data.empty:
        return style.say_empty(ax, title, "no judgement of any actor")
    names, more = style.cut(data.drop_duplicates(label)[[label]].reset_index(drop=True), label, top)
    places = {name: row for row, name in enumerate(names[label])}
    data = data[data[label].isin(places)].assign(row=lambda frame: frame[label].map(places))
    ax = style.start(ax, style.row_height(places) + 0.3)
    ends = data.groupby("row")[value].agg(["min", "max"])
    ax.hlines(ends.index, ends["min"], ends["max"], color=style.LIGHT, linewidth=4, zorder=1)
    for place, name in enumerate(sides):
        part = data[data[side] == name]
        inks = style.pick_colours(part, label, colours)
        _draw_dots(ax, part[value], part["row"] + (-0.09, 0.09)[place], place, inks=inks)
        _draw_dots(ax, [], [], place, inks=style.DARK, label=style.name_key(name))
        if "low" in part:
            _draw_interval(ax, part["row"] + (-0.09, 0.09)[place], part["low"], part["high"], style.DARK)
    reach = max(0.3, data[[name for name in (value, "low", "high") if name in data]].abs().max().max() * 1.1)
    ax.set_xlim(-min(reach, 1.05), min(reach, 1.05))
    ax.axvline(0, color=style.GREY, linewidth=0.8, zorder=0)
    counts = data.pivot_table(index="row", columns=side, values="n", aggfunc="sum").reindex(columns=list(sides))
    told = [" / ".join(f"{n:.0f}" for n in row) for row in counts.fillna(0).to_numpy()]
    _name_rows(ax, names[label], told, "n " + " / ".join(sides))
    style.say_unit(ax, unit, data, "low", more)
    return style.finish(ax, title)


@style.styled
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
        return style.say_empty(ax, title, "nothing that both groups have")
    data, more = style.cut(data, label, top)
    ax, scale, rows = style.start(ax, style.row_height(data[label]) + 0.3), 100 if percent else 1, np.arange(len(data))
    lines = [style.DARK if sure else "#C4C4C4" for sure in data["significant"]]
    ax.hlines(rows, data["first"] * scale, data["second"] * scale, color=lines, linewidth=3, zorder=1)
    for place, side in enumerate(("first", "second")):
        at, ink = rows + (-0.12, 0.12)[place], style.PALETTE[place]
        if f"{side}_low" in data:
            _draw_interval(ax, at, data[f"{side}_low"] * scale, data[f"{side}_high"] * scale, ink)
        _draw_dots(ax, data[side] * scale, at, place, inks=ink, label=style.name_key(names[place]))
    told = [_say_difference(row, scale) for row in data.to_dict("records")]
    _name_rows(ax, data[label], told, "points [95%]" if percent else "difference [95%]")
    if data[["first", "second"]].min().min() >= 0:
        ax.set_xlim(left=0)
    style.say_unit(ax, unit + (" (%)" if percent else "") + "; dark line, *: more than chance", data, "low", more)
    return style.finish(ax, title)


@style.styled
def plot_scores(
    data: pd.DataFrame, label: str = "measure", *, title: str = "", unit: str = "score", top: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a row of marks for each measure: the suite's score (full), another tool's and people's where known.

    `data` has score, peer_score and human, from 0 to 1; their numbers stand at the right.
    """
    data = data[data["score"].notna()]
    if data.empty:
        return style.say_empty(ax, title, f"no {unit} was measured")
    data, more = style.cut(data, label, top)
    ax = style.start(ax, style.row_height(data[label], 34) + 0.3)
    known = data[list(COMPARED)].astype("float64")
    ax.hlines(range(len(data)), known.min(axis=1), known.max(axis=1), color=style.LIGHT, linewidth=4, zorder=1)
    for place, (name, said) in enumerate(COMPARED.items()):
        ink = (*style.PALETTE[:2], style.DARK)[place]
        _draw_dots(ax, known[name], range(len(data)), place, inks=ink, fill="none", label=said)
    told = [" / ".join("–" if pd.isna(value) else f"{value:.2f}" for value in row) for row in known.to_numpy()]
    ax.set_xlim(0, 1)
    _name_rows(ax, data[label], told, "suite / other / person", 34)
    style.say_unit(ax, f"{unit}, from 0 to 1 (all right)", data, "", more)
    return style.finish(ax, title)


def _draw_dots(ax, across, rows, place: int, *, inks: Any, fill: str = "white", label: str | None = None) -> None:
    """Draw the marks of one side: of the first full, of the others hollow and above it."""
    ax.scatter(across, rows, s=SIZES[place], marker=SHAPES[place], c=inks if place == 0 else fill, edgecolors=inks,
               linewidths=1.6, zorder=3 + place, clip_on=False, label=label)  # fmt: skip


def _draw_interval(ax, rows, low, high, ink: str) -> None:
    ax.hlines(rows, low, high, color=ink, linewidth=1.0, zorder=2)


def _name_rows(ax, names: Sequence[str], told: list[str], head: str, columns: int = 26) -> None:
    """Write each row's name at the left, its figures at the right, and the key above."""
    style.label_rows(ax, names, columns)
    style.note_counts(ax, told, head)
    style.draw_key(ax)


def _say_difference(row: dict, scale: float) -> str:
    form = "{:+.0f}" if scale == 100 else "{:+.2f}"
    said = form.format(row["difference"] * scale)
    if pd.notna(row["low"]):
        said += " [" + ", ".join(form.format(row[side] * scale) for side in ("low", "high")) + "]"
    return said.replace("-", "−") + (" *" if row["significant"] else "")
