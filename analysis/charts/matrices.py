"""Who to whom: a heat map with its numbers."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..statistics import UNKNOWN_LABEL
from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SEQUENTIAL = ("#F1F6FA", "#6BAED6", "#084A83")
DIVERGING = ("#B34700", "#F6C9A4", "#F7F7F7", "#A9CCE3", "#00588A")  # vermilion for ill, blue for well


@style.styled
def plot_matrix(
    wide: pd.DataFrame, *, tone: bool = False, title: str = "", unit: str = "n", rows: str = "", columns: str = "",
    blank: str = "no case", ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a heat map of a matrix (rows act or speak, columns are acted on or spoken of), each cell with its number.

    With `tone`, colours run from ill (−) over 0 to well (+). A cell without any case holds a dot, unlike one of 0;
    `blank` says what the dot means.
    """
    if wide.empty or wide.isna().all(axis=None):
        return style.say_empty(ax, title, f"no {unit}")
    values = wide.to_numpy(dtype=float)
    ax = style.start(ax, *_measure(wide))
    known = wide.drop(index=UNKNOWN_LABEL, columns=UNKNOWN_LABEL, errors="ignore").abs().to_numpy(dtype=float)
    # The unknown are many and would leave all others pale: they do not set the scale.
    reach = max(np.nanmax(np.abs(values) if np.isnan(known).all() else known), 1e-9)
    image = ax.imshow(values, cmap=_colours(tone), vmin=-reach if tone else 0, vmax=reach, aspect="auto")
    for (row, column), value in np.ndenumerate(values):
        empty = bool(np.isnan(value))
        ink = "#AAAAAA" if empty else style.pick_ink(image.cmap(image.norm(value)))
        ax.text(column, row, "·" if empty else _say(value, tone), ha="center", va="center", color=ink, fontsize=9)
    _label_sides(ax, wide, rows, columns)
    ax.text(0, -0.02, f"{unit}; ·: {blank}", transform=ax.transAxes, va="top", fontsize=9, color="#444444")
    return style.finish(ax, title)


def _measure(wide: pd.DataFrame) -> tuple[float, float]:
    """Return height and width in inches that leave room for the names: at the left, and slanting over the top."""
    left, top = (min(max(len(str(name)) for name in names), 24) for names in (wide.index, wide.columns))
    return 1.2 + 0.48 * len(wide) + 0.065 * top, max(4.8, 0.9 + 0.09 * left + 0.66 * wide.shape[1] + 0.07 * top)


def _label_sides(ax, wide: pd.DataFrame, rows: str, columns: str) -> None:
    """Name the rows at the left and the columns on top, with thin lines between the cells."""
    ax.set_yticks(range(len(wide)), [style.wrap_label(name, 24, 2) for name in wide.index])
    tops = [style.wrap_label(name, 22, 2) for name in wide.columns]
    ax.set_xticks(range(wide.shape[1]), tops, rotation=40, ha="left", rotation_mode="anchor")
    ax.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
    for edge in np.arange(-0.5, len(wide)):
        ax.axhline(edge, color="#E4E4E4", linewidth=0.8)
    for edge in np.arange(-0.5, wide.shape[1]):
        ax.axvline(edge, color="#E4E4E4", linewidth=0.8)
    ax.spines[:].set_visible(False)
    ax.set_ylabel(rows or str(wide.index.name or ""), color=style.DARK)
    ax.set_xlabel(columns or str(wide.columns.name or ""), color=style.DARK, loc="left")
    ax.xaxis.set_label_position("top")


def _colours(tone: bool):
    from matplotlib.colors import LinearSegmentedColormap

    scale = LinearSegmentedColormap.from_list("news", DIVERGING if tone else SEQUENTIAL)
    return scale.with_extremes(bad="white")


def _say(value: float, tone: bool) -> str:
    if tone:
        return f"{value:+.2f}".replace("-", "−")
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.2f}"
