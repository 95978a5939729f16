"""Who is quoted, who acts on whom, what each actor is called, and in what tone.

import analysis
articles = analysis.read_articles("data/articles")   # a DataFrame, one row an article
tables = analysis.annotate(articles)                 # Tables: a NamedTuple of DataFrames
tables = analysis.load("data/articles")              # both, from the cache where nothing changed
analysis.explain(tables, "quotes", some_rows)        # the sentences behind them
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .articles import read_articles
    from .evidence import explain
    from .pipeline import annotate, load
    from .tables import Tables

__all__ = ["Tables", "annotate", "explain", "load", "read_articles"]
HOMES = {
    "Tables": "tables",
    "annotate": "pipeline",
    "explain": "evidence",
    "load": "pipeline",
    "read_articles": "articles",
}


def __getattr__(name: str) -> Any:
    """Return one of the public names, loading its module when it is first asked for: `--help` needs none of them."""
    import importlib

    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{HOMES[name]}", __name__), name)
