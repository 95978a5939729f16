"""The look that all charts share: style sheet, colours, titles, labels, saving."""

import functools
import logging
import textwrap
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..escape import in_chart, printable
from ..statistics import UNKNOWN_LABEL, WRITER
from ..tables import UNKNOWN, Tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

STYLE = Path(__file__).parent / "news.mplstyle"
# Okabe and Ito (2008): told apart with any colour vision; without yellow and black, which paper and text swallow.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
GREY, LIGHT, DARK = "#8C8C8C", "#DDDDDD", "#333333"
WIDTH, PRINT = 7.2, 160  # inches and dots an inch, as in the style sheet
SMALL, MARGIN = 7.5, 0.012  # points, of the source; share of the width


# Of letters that no font here has, and of scripts whose letters matplotlib sets one by one: a box says as much.
NO_GLYPH = r"Glyph \d+ .*missing from|Matplotlib currently does not support"


def use_style() -> None:
    """Use the style sheet for everything drawn from now on; the plot functions do so by themselves."""
    from matplotlib import style

    style.use(STYLE)


def styled(plot: Callable) -> Callable:
    """Return the plot function so that it draws in the style sheet and leaves the settings around it alone."""

    @functools.wraps(plot)
    def draw(*args: Any, **options: Any) -> Any:
        from matplotlib import pyplot, style

        pyplot.draw_if_interactive()  # loads a notebook's backend now: inside the context its settings would be undone
        warnings.filterwarnings("ignore", message=NO_GLYPH)  # for good: a notebook draws the chart after its cell
        families = find_fonts(find_letters([*args, *options.values()]))
        with style.context([STYLE, {"font.family": families}]):
            return plot(*args, **options)

    return draw


def find_letters(values: Iterable[Any]) -> frozenset[str]:
    """Return the letters beyond Latin, Greek and Cyrillic of all that is to be drawn."""
    letters: set[str] = set()
    for value in values:
        if isinstance(value, pd.DataFrame):
            texts = [value.index, value.columns, *(value[name] for name in value.select_dtypes(["object", "string"]))]
            letters.update(*(str(cell) for text in texts for cell in text))
        elif isinstance(value, str | tuple):
            letters.update(str(value))
    return frozenset(letter for letter in letters if letter > "\u0530")


@functools.cache
def find_fonts(letters: frozenset[str]) -> list[str]:
    """Return the fonts that draw the letters: matplotlib's own, then the system's for what it lacks."""
    from matplotlib import font_manager, ft2font

    logging.getLogger("matplotlib.font_manager").setLevel("ERROR")  # few of the system's fonts have every weight
    families = ["DejaVu Sans"]
    lacking = {ord(letter) for letter in letters}
    if lacking:
        lacking -= ft2font.FT2Font(font_manager.findfont(families[0])).get_charmap().keys()
    known = [font for font in font_manager.fontManager.ttflist if not font.name.startswith("Last Resort")]
    for font in sorted(known, key=lambda one: ("Sans" not in one.name, one.name, one.fname)):
        if not lacking:
            break
        face = ft2font.FT2Font(font.fname)
        if face.scalable and (found := lacking & face.get_charmap().keys()):  # pictures of one size cannot be drawn
            families.append(font.name)
            lacking -= found
    return families


def actor_colours(actors: Tables | Iterable[str]) -> dict[str, str]:
    """Return one colour for each actor_id: by how often the tables mention it, then by id; or in the order given.

    Unknown speakers are grey, the writer dark. The six colours come again darker, then lighter; then grey: labels stand
    at every mark, so no reader needs more.
    """
    ids = _rank(actors) if isinstance(actors, Tables) else [*dict.fromkeys(actors)]
    shades = [*PALETTE, *(_blend(colour, "#000000") for colour in PALETTE), *(_blend(c, "#FFFFFF") for c in PALETTE)]
    known = [actor for actor in ids if actor not in (UNKNOWN, UNKNOWN_LABEL, WRITER)]
    colours = {actor: shades[place] if place < len(shades) else DARK for place, actor in enumerate(known)}
    return colours | {UNKNOWN: GREY, UNKNOWN_LABEL: GREY, WRITER: DARK}


def _rank(tables: Tables) -> list[str]:
    counts = tables.mentions["actor_id"].value_counts()
    ids = sorted(tables.actors["actor_id"])
    return sorted(ids, key=lambda actor: -int(counts.get(actor, 0)))


def _blend(colour: str, other: str, share: float = 0.4) -> str:
    from matplotlib.colors import to_hex, to_rgb

    mixed = (1 - share) * np.array(to_rgb(colour)) + share * np.array(to_rgb(other))
    return to_hex(tuple(mixed)).upper()


def pick_ink(colour: Any) -> str:
    """Return black or white, whichever is read better on the colour."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 else "#111111"


def pick_colours(data: pd.DataFrame, label: str, colours: dict[str, str] | None) -> list[str]:
    """Return each row's colour: its actor's, found by id or by label; unknown grey; else the first of the palette."""
    ids = data["actor_id"] if "actor_id" in data else data[label]
    known = {UNKNOWN_LABEL: GREY, UNKNOWN: GREY, **(colours or {})}
    return [known.get(one, known.get(two, PALETTE[0])) for one, two in zip(ids, data[label], strict=True)]


def start(ax: "Axes | None", height: float = 4.0, width: float = WIDTH) -> "Axes":
    """Return the axes to draw on: those given, or those of a new figure."""
    from matplotlib import pyplot, text

    if ax is not None:
        for written in ax.findobj(text.Text):
            written.set_parse_math(False)
        return ax

    figure, ax = pyplot.subplots(figsize=(width, height))
    figure.supxlabel(" ", fontsize=SMALL)  # room for the source, so that saving moves nothing
    return ax


def get_figure(ax: "Axes") -> "Figure":
    """Return the figure that the axes stand on."""
    return ax.figure.figure  # of a subfigure: the whole


def finish(ax: "Axes", title: str) -> "Axes":
    """Write the title over the whole width of the chart, wrap it and the words below the axis; return the axes."""
    from matplotlib.transforms import blended_transform_factory

    figure = get_figure(ax)
    alone, below = len(figure.axes) == 1, ax.xaxis.label
    with warnings.catch_warnings():  # of small multiples still to be filled: saving lays them out again
        warnings.filterwarnings("ignore", message="constrained_layout not applied")
        figure.draw_without_rendering()  # the layout must stand before its width is known
    inside = ax.get_window_extent()
    below.set_text(fit_text(below, below.get_text(), inside.width / figure.dpi))
    key = ax.get_legend()
    above = key.get_window_extent().height * 72 / figure.dpi if key else 0.0
    title = in_chart(title)
    text = ax.set_title(title, loc="left", x=MARGIN if alone else 0.0, pad=10 + above)
    if alone:  # from the edge of the paper, not of the bars
        text.set_transform(blended_transform_factory(figure.transFigure, text.get_transform()))
    room = figure.get_figwidth() * (1 - 2 * MARGIN) if alone else inside.width / figure.dpi
    text.set_text(fit_text(text, title, room))
    grow(ax, 0.2 * max(text.get_text().count("\n") - 1, 0))
    return ax


def grow(ax: "Axes", inches: float) -> None:
    """Make a chart's own figure taller for lines above it, so that the chart keeps its room."""
    figure = get_figure(ax)
    if len(figure.axes) == 1 and inches > 0:
        figure.set_figheight(figure.get_figheight() + inches)


def name_key(name: object) -> str:
    """Return a name for the key: matplotlib leaves out what begins with an underscore, so a space stands before it."""
    return f" {name}" if str(name).startswith("_") else str(name)


def draw_key(ax: "Axes") -> None:
    """Name the marks in rows above the chart, as many to a row as have room."""
    handles, names = ax.get_legend_handles_labels()
    names = [name_key(wrap_label(name, 44, 1)) for name in names]
    most = max(1, 72 // (max(map(len, names), default=1) + 5))
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1.0), "borderaxespad": 0.2}
    for columns in range(most, 0, -1):
        key = ax.legend(handles, names, ncols=columns, handletextpad=0.4, **place)
        get_figure(ax).draw_without_rendering()  # long names of rows leave less room for the key
        if key.get_window_extent().width <= ax.get_window_extent().width:
            break
    grow(ax, 0.2 * (-(-len(names) // columns) - 1))


def fit_text(text: Any, words: str, width: float) -> str:
    """Return the words wrapped so that the text artist stays within so many inches, on screen and in print."""
    from matplotlib.backends.backend_agg import RendererAgg

    # Small letters are set wider or narrower by the pixels there are, so both are measured.
    renderers = [(RendererAgg(1, 1, dpi), dpi) for dpi in (100, PRINT)]
    for columns in range(160, 11, -2):
        lines = textwrap.wrap(words, columns)
        sizes = [
            renderer.get_text_width_height_descent(line, text.get_fontproperties(), False)[0] / dpi
            for renderer, dpi in renderers
            for line in lines
        ]
        if max(sizes, default=0) <= width * 0.98:
            break
    return "\n".join(lines)


def wrap_label(label: object, columns: int = 26, lines: int = 3) -> str:
    """Return a label on at most `lines` lines of so many columns; what is longer ends in an ellipsis."""
    parts = textwrap.wrap(printable(label), columns) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1][: columns - 1].rstrip() + "…"]
    return "\n".join(parts)


def say_empty(ax: "Axes | None", title: str, what: str) -> "Axes":
    """Return an empty chart that says why it is empty."""
    ax = start(ax, 1.6)
    ax.set_axis_off()
    words = wrap_label(f"nothing to show: {what}", 90)
    ax.text(0.0, 0.5, words, transform=ax.transAxes, color=GREY, va="center")
    return finish(ax, title)


def cut(data: pd.DataFrame, label: str, top: int) -> tuple[pd.DataFrame, int]:
    """Return the first `top` rows and any of the unknown, and how many rows are left out."""
    unknown = (data[label] == UNKNOWN_LABEL).to_numpy(dtype=bool)
    kept = (np.cumsum(~unknown) <= top) | unknown
    return data[kept].reset_index(drop=True), int((~kept).sum())


def label_rows(ax: "Axes", labels: Iterable[object], columns: int = 26) -> None:
    """Name the rows of a horizontal chart, the first on top."""
    names = [wrap_label(label, columns) for label in labels]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.spines["left"].set_visible(False)


def note_counts(ax: "Axes", counts: Iterable[object], head: str) -> None:
    """Write a column of numbers at the right of a horizontal chart, with its head."""
    place = ax.get_yaxis_transform()
    for row, count in enumerate(counts):
        ax.text(1.02, row, str(count), transform=place, va="center", color="#444444", fontsize=9)
    ax.text(1.02, -0.62, head, transform=place, va="bottom", color="#444444", fontsize=8.5, style="italic")


def say_unit(ax: "Axes", unit: str, data: pd.DataFrame, low: str, more: int) -> None:
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


def row_height(labels: Iterable[object], columns: int = 26) -> float:
    """Return the height in inches of a horizontal chart with these labels."""
    return 1.5 + sum(max(0.36, 0.07 + 0.16 * (wrap_label(label, columns).count("\n") + 1)) for label in labels)
