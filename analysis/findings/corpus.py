"""What 01_corpus says."""

import pandas as pd

from ..tables import Tables
from .wording import counted, join_names, percent


def say_size(tables: Tables) -> str:
    """Return how much there is to read: articles, words, outlets, days."""
    articles = tables.articles
    outlets = articles["outlet"].nunique()
    where = f" from {counted(outlets, 'outlet')}" if outlets else ", of no known outlet"
    words = f"{int(articles['words'].sum()):,} words"
    return f"**{counted(len(articles), 'article')}{where}, {words} in all{_say_days(articles['published'])}.**"


def _say_days(published: pd.Series) -> str:
    days = published.dropna()
    if days.empty:
        return ", none with a date"
    first, last = f"{days.min():%d %B %Y}", f"{days.max():%d %B %Y}"
    return f", published on {first}" if first == last else f", published from {first} to {last}"


def say_missing(missing: pd.DataFrame) -> str:
    """Return which columns have holes, from `count_missing`."""
    holes = missing[missing["missing"] > 0]
    if holes.empty:
        return "Nothing is missing: every article has every column that the next notebooks use."
    worst = [f"{row.column} ({counted(row.missing, 'article')})" for row in holes.itertuples()]
    return f"Missing: {join_names(worst, 10)}. What is missing is counted as unknown in the notebooks, never dropped."


def say_problems(tables: Tables) -> str:
    """Return what could not be read or judged, and how many articles tell the same text again."""
    copies = int(tables.articles["duplicate_of"].notna().sum())
    again = f"{counted(copies, 'article is', 'articles are')} nearly the same as an earlier one." if copies else ""
    if tables.problems.empty:
        return f"Every file could be read and every stage ran on every article. {again}".strip()
    stages = join_names(tables.problems["stage"].dropna().unique())
    return f"**{counted(len(tables.problems), 'problem')}** came up, at: {stages}. {again}".strip()


def say_lengths(lengths: pd.DataFrame) -> str:
    """Return how long the articles are, from `measure_lengths`."""
    if lengths.empty:
        return "There is no article to measure."
    low, middle, high = (int(lengths["words"].quantile(q)) for q in (0, 0.5, 1))
    if len(lengths) == 1:
        return f"The one article has {middle:,} words."
    return f"Half of the articles have {middle:,} words or fewer; the shortest has {low:,}, the longest {high:,}."


def say_dates(days: pd.DataFrame) -> str:
    """Return when most was published, from `count_articles(tables, "week")`."""
    known = days[days["week"] != "(unknown)"]
    if len(known) < 2:
        return "There are not two different weeks to compare: the chart over time is left out."
    top = known.loc[known["articles"].astype(int).idxmax()]
    return f"Most was published in the week of {top['week']}: {percent(top['share'])} of the articles."


def say_words(words: pd.DataFrame, pairs: pd.DataFrame) -> str:
    """Return the most frequent words and the firmest collocations."""
    if words.empty:
        return "No word is left once stop words and the actors' own names are taken out."
    common = join_names((f"*{word}*" for word in words["word"]), 5)
    firm = join_names((f"*{row.first} {row.second}*" for row in pairs.itertuples()), 3)
    return f"Most frequent: {common}." + (f" Words that go together: {firm}." if firm else "")


def choose_keyword(words: pd.DataFrame, keyword: str | None) -> str:
    """Return the word that was asked for, else the most frequent one; "" where there is none."""
    return keyword or (str(words["word"].iloc[0]) if len(words) else "")
