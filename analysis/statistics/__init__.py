"""What is counted, with intervals: `estimates` (shares, means, gaps), `counted` (what is let into a count at all), then
`counts`, `casting`, `tones`, `words`, `comparison`, `stories`, `pairs` and `agreement`, each opening with a list of its
functions and the columns they return.
"""

# ruff: noqa: F401
from .counted import choose_rollup, find_families, prepare, rollup
from .estimates import (
    ALIKE,
    APART,
    MIN_ARTICLES,
    MIN_CASES,
    SEED,
    UNKNOWN_LABEL,
    UNTESTED,
    WRITER,
    compare_figures,
    divide,
    draw_articles,
    estimate_gaps,
    estimate_means,
    estimate_shares,
    fill_unknown,
    find_represented,
    gather_ids,
    judge_gap,
    name_actors,
    say_why,
    select_articles,
    sort_rows,
)
