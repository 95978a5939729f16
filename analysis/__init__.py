"""Who is quoted, who acts on whom, what each actor is called, and in what tone.

import analysis
articles = analysis.read_articles("data/articles")   # a DataFrame, one row an article
tables = analysis.annotate(articles)                 # Tables: a NamedTuple of DataFrames
tables = analysis.load("data/articles")              # both, from the cache where nothing changed
analysis.explain(tables, "quotes", some_rows)        # the sentences behind them
"""

from .articles import read_articles
from .evidence import explain
from .pipeline import annotate, load
from .tables import Tables

__all__ = ["Tables", "annotate", "explain", "load", "read_articles"]
