"""Charts of the tables that statistics, counts, casting, tones, words, comparison and agreement return.

plot_shares(data, label="actor", *, value="share", interval=("low", "high"), colours, title, unit, count="n",
            cases="", percent=True, top=12, ax)    horizontal bars from zero; any one figure a row (share, count, score)
plot_stacked(data, label="actor", part="kind", *, value="share", order, title, unit, cases="", ax)
plot_tone(data, label="actor", *, side="side", value="mean", sides=("writer", "quoted"), colours, title, unit, ax)
plot_groups(data, names, *, label="level", title, unit, percent=True, top=12, ax)   one measure of compare_groups
plot_lengths(data, value="words", *, label="title", title, ax)
plot_positions(data, label="actor", *, colours, title, top=12, ax)                  of counts.find_positions
plot_lines(data, x="part", *, value="mean", by, colours, title, unit, x_name, top=5, ax)
plot_calibration(data, *, title, ax)                                                of agreement.calibrate
plot_scores(data, label="measure", *, title, unit, top=12, ax)                      of scoring.read_public_scores
plot_matrix(wide, *, tone=False, title, unit, rows, columns, blank, ax)                    of casting.pivot
plot_words(data, names, *, label="word", title, top=12, ax)                         of words.find_distinctive
plot_multiples(data, by, plot, *, columns=2, top=6, title, **options) -> [Axes]     small multiples of any of these
actor_colours(tables or ids) -> {actor_id: colour};  save_chart(ax, path, *, source);  use_style()

Each takes a DataFrame and draws that very table: show it under the chart. Each returns its Axes (``ax = plot_...(…)``)
and draws on the `ax` it is given or on a figure of its own. Titles state the finding, and wrap. Colours
mean actors (`colours=actor_colours(tables)`). A table without rows gives an empty chart that says so.
"""

from .bars import plot_lengths, plot_shares, plot_stacked
from .dots import plot_groups, plot_scores, plot_tone
from .lines import plot_calibration, plot_lines, plot_positions
from .matrices import plot_matrix
from .paper import plot_multiples, save_chart
from .scatter import plot_words
from .style import PALETTE, actor_colours, use_style

__all__ = [
    "PALETTE",
    "actor_colours",
    "plot_calibration",
    "plot_groups",
    "plot_lengths",
    "plot_lines",
    "plot_matrix",
    "plot_multiples",
    "plot_positions",
    "plot_scores",
    "plot_shares",
    "plot_stacked",
    "plot_tone",
    "plot_words",
    "save_chart",
    "use_style",
]
