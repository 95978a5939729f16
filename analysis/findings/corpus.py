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
        return f"The one article has {middle:,} words"
    return f"Half of the articles have {middle:,} words or fewer; the shortest has {low:,}, the longest {high:,}"


def say_dates(days: pd.DataFrame) -> str:
    """Return when most was published, from `count_articles(tables, "week")`."""
    known = days[days["week"] != "(unknown)"]
    if len(known) < 2:
        return "There are not two different weeks to compare"
    top = known.loc[known["articles"].astype(int).idxmax()]
    return f"Most was published in the week of {top['week']}: {percent(top['share'])} of the articles"


def say_outlets(outlets: pd.DataFrame) -> str:
    """Return which outlet gave most, from `count_articles(tables, "outlet")`."""
    known = outlets[outlets["outlet"] != "(unknown)"]
    if len(known) < 2:
        return "There are not two outlets to compare"
    top, least = known.iloc[0], known.iloc[-1]
    if top["articles"] == least["articles"]:
        return f"Each outlet gave {counted(int(top['articles']), 'article')}"
    return f"{top['outlet']} gave most, {counted(int(top['articles']), 'article')}"


def say_words(words: pd.DataFrame) -> str:
    """Return the most frequent words, from `count_words`."""
    if words.empty:
        return "No word is left once stop words and the actors' own names are taken out"
    return (
        f"The most frequent words: {join_names(words['word'], 3)}"
        if len(words) < 4
        else (f"Most frequent are “{words['word'].iloc[0]}”, “{words['word'].iloc[1]}” and “{words['word'].iloc[2]}”")
    )


def say_pairs(pairs: pd.DataFrame) -> str:
    """Return the firmest collocations, from `find_collocations`."""
    if pairs.empty:
        return "No two words stand together often enough to be called a collocation."
    firm = (f"*{row.first} {row.second}* ({row.n} times)" for row in pairs.head(3).itertuples())
    return f"Words that go together: {join_names(firm)}."


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
