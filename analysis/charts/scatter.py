"""Words of two sides: how often, and how much more on one side."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from . import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SURE = 1.96
# Where a label may stand about its dot: side and distance in points; the first that is free is taken.
PLACES = [(6, 0, "left"), (-6, 0, "right"), (0, 8, "center"), (0, -8, "center"), (6, 9, "left"), (6, -9, "left"),
          (-6, 9, "right"), (-6, -9, "right"), (10, 16, "left"), (10, -16, "left"), (-10, 16, "right"),
          (-10, -16, "right")]  # fmt: skip


@style.styled
def plot_words(
    data: pd.DataFrame, names: tuple[str, str], *, label: str = "word", title: str = "", top: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a scatter of words: across how often, up how much more in the first side than in the second (log-odds).

    The `top` surest words of either side (|z| > 1.96) are named, in no two places at once; where there is no such word,
    the `top` first of all are named in grey.
    """
    if data.empty:
        return style.say_empty(ax, title, "no word is common enough on both sides")
    ax = style.start(ax, 5.6)
    total, sure = data["n_first"] + data["n_second"], data["z"].abs() > SURE
    inks = np.where(~sure, "#BDBDBD", np.where(data["z"] > 0, style.PALETTE[0], style.PALETTE[1]))
    for first in (True, False):
        side = (data["z"] > 0) == first
        ax.scatter(total[side], data["log_odds"][side], s=22, c=list(inks[side]), marker="o" if first else "D",
                   linewidths=0, zorder=2)  # fmt: skip
    ax.axhline(0, color=style.GREY, linewidth=0.8)
    ax.set_xscale("log")
    _label_axes(ax, total, data["log_odds"], names)
    style.finish(ax, title)
    _place_labels(ax, _choose(data.assign(total=total, ink=inks), sure, top), label)
    return ax


def _choose(data: pd.DataFrame, sure: pd.Series, top: int) -> pd.DataFrame:
    ranked = data.sort_values(["z", "total"], ascending=False, kind="stable")
    ends = pd.concat([ranked[ranked["z"] > 0].head(top), ranked[ranked["z"] < 0].tail(top)])
    kept = ends[sure.loc[ends.index]] if sure.any() else ends.assign(ink=style.GREY)
    return kept.sort_values("z", key=abs, ascending=False, kind="stable")


def _label_axes(ax, total: pd.Series, odds: pd.Series, names: tuple[str, str]) -> None:
    from matplotlib.ticker import NullFormatter, StrMethodFormatter

    reach = max(odds.abs().max() * 1.15, 0.5)
    ax.set_ylim(-reach, reach)
    ax.set_xlim(total.min() / 1.25, total.max() * 1.6)
    ticks = [
        tick for tick in (1, 2, 3, 4, 6, 8, 12, 20, 40, 100, 200, 500, 1000, 5000) if total.min() <= tick <= total.max()
    ]
    ax.set_xticks(ticks or [int(total.max())])
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel(
        f"how often on both sides (log scale); {len(total)} words; grey: within chance (|z| ≤ 1.96)", loc="left"
    )
    ax.set_ylabel("log-odds")
    for height, name, side, colour in zip((0.98, 0.02), names, ("top", "bottom"), style.PALETTE, strict=False):
        words = f"more in\n{style.wrap_label(name, 16)}"
        ax.text(1.02, height, words, transform=ax.transAxes, va=side, color=colour, fontweight="bold")


def _place_labels(ax, words: pd.DataFrame, label: str) -> None:
    """Write the words so that no two labels overlap; a word without a free place stays a dot."""
    style.get_figure(ax).draw_without_rendering()
    inside = ax.get_window_extent()
    dots = ax.transData.transform(np.concatenate([dots.get_offsets() for dots in ax.collections]))
    taken: list[Any] = []
    for row in words.to_dict("records"):
        for across, up, side in PLACES:
            text = ax.annotate(row[label], (row["total"], row["log_odds"]), (across, up), textcoords="offset points",
                               ha=side, va="center", fontsize=9, color=row["ink"])  # fmt: skip
            box = text.get_window_extent().padded(1)
            free = not any(box.overlaps(other) for other in taken) and not box.count_contains(dots)
            if free and inside.x0 <= box.x0 and box.x1 <= inside.x1 and inside.y0 <= box.y0 and box.y1 <= inside.y1:
                taken.append(box)
                break
            text.remove()
