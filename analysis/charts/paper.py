"""Charts on paper: several small ones on one sheet, and saving with a source."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..escape import in_chart
from .style import MARGIN, SMALL, STYLE, WIDTH, find_fonts, find_letters, fit_text, get_figure, say_empty, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def save_chart(ax: "Axes", path: str | Path, *, source: str) -> None:
    """Save the chart as PNG and as SVG beside each other, the source in small print below; ValueError without one.

    The ending of `path` does not matter. The same chart gives the same bytes.
    """
    if not source.strip():
        raise ValueError("a chart needs a source: where do its numbers come from?")
    from matplotlib import style

    path, figure = Path(path), get_figure(ax)
    path.parent.mkdir(parents=True, exist_ok=True)
    source = "Source: " + in_chart(source)
    with style.context(STYLE):
        note = figure.supxlabel(source, x=MARGIN, ha="left", fontsize=SMALL, color="#666666")
        note.set_fontfamily(find_fonts(find_letters([source])))
        note.set_text(fit_text(note, source, figure.get_figwidth() * 0.99))
        figure.savefig(path.with_suffix(".png"), metadata={"Software": None})
        figure.savefig(path.with_suffix(".svg"), metadata={"Date": None})


@styled
def plot_multiples(
    data: pd.DataFrame, by: str, plot: Callable, *, columns: int = 2, top: int = 6, title: str = "", **options: Any
) -> "list[Axes]":
    """Return small multiples: one `plot` for each of the first `top` values of `by`, all on one scale.

    `options` go to `plot`; each small chart is titled by its value.
    """
    from matplotlib import pyplot

    values = [*dict.fromkeys(data[by])][:top]
    if not values:
        return [say_empty(None, title, f"no {by}")]
    columns = min(columns, len(values))
    sizes = [min(int((data[by] == value).sum()), 12) for value in values]
    heights = [1.5 + 0.32 * max(sizes[first : first + columns]) for first in range(0, len(values), columns)]
    figure, grid = pyplot.subplots(
        len(heights), columns, figsize=(WIDTH * 1.35, 0.6 + sum(heights)), squeeze=False, sharex=True,
        gridspec_kw={"height_ratios": heights},
    )  # fmt: skip
    axes = list(grid.flat)
    limits = []
    for ax, value in zip(axes, values, strict=False):
        plot(data[data[by] == value].reset_index(drop=True), ax=ax, title=str(value), **options)
        ax.tick_params(labelbottom=True)
        limits.append(ax.get_xlim())
    axes[0].set_xlim(min(low for low, _ in limits), max(high for _, high in limits))
    for ax in axes[len(values) :]:
        ax.set_axis_off()
    if title := in_chart(title):
        text = figure.suptitle(title, x=MARGIN, ha="left", fontweight="bold")
        text.set_text(fit_text(text, title, figure.get_figwidth() * 0.99))
    return axes[: len(values)]
