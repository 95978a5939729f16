"""What 01_corpus says."""

import pandas as pd

from ..tables import Tables
from .shapes import Finding, nothing
from .wording import counted, join_names


def say_size(tables: Tables) -> str:
    """Return how much there is to read: articles, copies among them, words, outlets, days."""
    articles = tables.articles
    outlets, copies = articles["outlet"].nunique(), int(articles["duplicate_of"].notna().sum())
    where = f" from {counted(outlets, 'outlet')}" if outlets else ", of no known outlet"
    again = f", {copies:,} of them {'a copy' if copies == 1 else 'copies'} of another" if copies else ""
    words = f"{int(articles['words'].sum()):,} words"
    return f"{counted(len(articles), 'article')}{where}{again}, {words} in all{_say_days(articles['published'])}."


def _say_days(published: pd.Series) -> str:
    days = published.dropna()
    if days.empty:
        return ", none with a date"
    first, last = f"{days.min():%d %B %Y}", f"{days.max():%d %B %Y}"
    return f", published on {first}" if first == last else f", published from {first} to {last}"


def say_missing(missing: pd.DataFrame, tables: Tables) -> str:
    """Return which columns have holes, from `count_missing`, and what could not be read or judged."""
    holes = missing[missing["missing"] > 0]
    worst = [f"{row.column} ({counted(row.missing, 'article')})" for row in holes.itertuples()]
    told = f"Missing: {join_names(worst, 10)}; counted as unknown, not dropped." if worst else "No column has a hole."
    if tables.problems.empty:
        return f"{told} Every file could be read and every stage ran on every article."
    stages = join_names(tables.problems["stage"].dropna().unique())
    return f"{told} {counted(len(tables.problems), 'problem')} came up, at: {stages}."


def say_removed(removed: pd.DataFrame, left: pd.DataFrame, tables: Tables) -> str:
    """Return how much was cut from articles, from `count_removed`, and which count nowhere, from `count_excluded`."""
    parts, words = int(removed["passages"].sum()), int(removed["words"].sum())
    cut = f"{counted(parts, 'passage')} of {counted(words, 'word')} {'was' if parts == 1 else 'were'} cut from "
    told = f"{cut}{counted(tables.removed['article_id'].nunique(), 'article')}." if parts else "Nothing was cut."
    if left.empty:
        return f"{told} No article is left out of shares."
    reasons = [f"{row.articles} {row.means}" for row in left.itertuples()]
    return f"{told} {counted(int(left['articles'].sum()), 'article')} left out of shares: {join_names(reasons)}."


def find_lengths(lengths: pd.DataFrame) -> Finding:
    """Return how long the articles are, from `measure_lengths`."""
    words = lengths["words"].dropna()
    if words.empty:
        return nothing("There is no article to measure")
    low, middle, high = (int(words.quantile(share)) for share in (0, 0.5, 1))
    title = f"Half of the articles have {middle:,} words or fewer"
    return Finding(title, f"{title}; the shortest has {low:,}, the longest {high:,}.")


def find_words(words: pd.DataFrame, pairs: pd.DataFrame) -> Finding:
    """Return the most frequent words, from `count_words`, and the firmest pairs, from `find_collocations`."""
    if words.empty:
        return nothing("No word is left once stop words and the actors' own names are taken out")
    most = join_names(f"“{row.word}” ({row.n})" for row in words.head(3).itertuples())
    title = f"Most frequent beside actors’ names: {most}"
    firm = join_names(f"“{row.first} {row.second}” ({row.n} times)" for row in pairs.head(3).itertuples())
    return Finding(title, f"{title}. Standing together oftener than chance: {firm or 'no two words'}.")


def say_keyword(contexts: pd.DataFrame, keyword: str) -> str:
    """Return how often a keyword stands in the corpus, from `find_keyword`."""
    if contexts.empty:
        return f"“{keyword}” stands nowhere in these articles." if keyword else "There is no word to follow."
    sentences = counted(contexts["sentence_id"].nunique(), "sentence")
    return f"“{keyword}” stands {counted(len(contexts), 'time')}, in {sentences}."


def choose_keyword(words: pd.DataFrame, keyword: str | None) -> str:
    """Return the word that was asked for, else the most frequent one; "" where there is none."""
    return keyword or (str(words["word"].iloc[0]) if len(words) else "")


def choose_article(tables: Tables) -> str:
    """Return the id of the article with the most attributions: the one that shows most when highlighted."""
    found = tables.quotes["article_id"].value_counts(sort=False)
    ids = tables.articles.dropna(subset=["text"])["article_id"]
    return max(ids, key=lambda article_id: found.get(article_id, 0))
