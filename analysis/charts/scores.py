"""Scores on one scale: the suite's, the best other tool's, and people's."""

from typing import TYPE_CHECKING

import pandas as pd

from .style import (
    DARK,
    LIGHT,
    PALETTE,
    cut,
    draw_key,
    finish,
    label_rows,
    note_counts,
    row_height,
    say_empty,
    start,
    styled,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Told apart by shape and fill, not by colour alone: column, name, marker, colour, size.
COMPARED = (
    ("score", "this suite", "o", PALETTE[0], 62),
    ("peer_score", "best other method", "D", PALETTE[1], 44),
    ("human", "a second person", "s", DARK, 44),
)


@styled
def plot_scores(
    data: pd.DataFrame, label: str = "measure", *, title: str = "", unit: str = "score", top: int = 12,
    ax: "Axes | None" = None,
) -> "Axes":  # fmt: skip
    """Return a row of marks for each measure: the suite's score (full), another tool's and people's where known.

    `data` has score, peer_score and human, from 0 to 1; their numbers stand at the right.
    """
    data = data[data["score"].notna()]
    if data.empty:
        return say_empty(ax, title, f"no {unit} was measured")
    data, more = cut(data, label, top)
    ax = start(ax, row_height(data[label], 34) + 0.3)
    names = [name for name, *_ in COMPARED]
    known = data[names].astype("float64")
    ax.hlines(range(len(data)), known.min(axis=1), known.max(axis=1), color=LIGHT, linewidth=4, zorder=1)
    for name, said, shape, colour, size in COMPARED:
        fill = colour if name == "score" else "none"
        ax.scatter(known[name], range(len(data)), s=size, marker=shape, c=fill, edgecolors=colour, linewidths=1.6,
                   label=said, zorder=3 if name == "score" else 4)  # fmt: skip
    label_rows(ax, data[label], 34)
    figures = (" / ".join("–" if pd.isna(value) else f"{value:.2f}" for value in row) for row in known.to_numpy())
    note_counts(ax, figures, "suite / other / person")
    ax.set_xlim(0, 1)
    draw_key(ax)
    ax.set_xlabel(f"{unit}, from 0 to 1 (all right){f'; {more} more not shown' if more else ''}", loc="left")
    return finish(ax, title)
