"""The same story in two or more groups of articles: which articles belong together, and what a group leaves out of it.

match_stories(tables, column, *groups)       -> story, article_id, group, title, published, likeness
join_all(tables, column, first, second)      -> the same, all articles of both groups as one story
measure_likeness(tables, ids)                -> array: how alike each two articles are
left_out(tables, stories)                    -> group, other, what, item, n, articles, stories, in_stories, told_by_both
count_left_out(table)                        -> group, what, items, n
measure_sizes(tables, column, groups)        -> group, articles, words, sentences, quotes, actors, first_day, last_day
story_coverage(tables, column, stories)      -> group, articles, matched, share

Likeness is the mean of two overlaps: of the actors mentioned (a rare actor weighs more: Jaccard weighted by how few
articles name it) and of the words (cosine of TF-IDF). Two articles of two groups tell one story where each is the
other's nearest among those published within `days`, and so does an article left over with the one most like it.
"""

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..spelling import unify_spellings
from ..tables import Tables
from .counts import add_columns, add_periods
from .estimates import name_actors, select_articles
from .words import find_words

DAYS = 7  # articles further apart, where both have a date, tell no one story
# The least likeness. Of BASIL's pairs of one event all are above it, of its other pairs 1 in 100: on 47 events told by
# three outlets it leaves precision and recall at 1.00, and with half of the articles hidden it lifts precision from
# .97 to 1.00 (window of 30 days: .88 to 1.00).
LIKE = 0.07
BLOCK = 1000  # words weighed at once: memory grows with articles x BLOCK
STORY_COLUMNS = ["story", "article_id", "group", "title", "published", "likeness"]


def match_stories(tables: Tables, column: str, *groups: object, days: float = DAYS, like: float = LIKE) -> pd.DataFrame:
    """Return the articles of two or more groups that tell the same stories; only stories that two groups tell.

    Columns: story (a number), article_id, group, title, published, likeness (to its nearest in another group).
    An article without a date may tell a story of any day.
    """
    articles = add_periods(tables.articles).sort_values("article_id", ignore_index=True)
    articles = articles.assign(group=articles[column].astype(object))
    known = [group for group in groups if group is not None]  # NA is in [None]
    articles = articles[articles["group"].isin(known)].reset_index(drop=True)
    likeness = measure_likeness(tables, articles["article_id"].tolist())
    dates = articles["published"].to_numpy()
    apart = np.abs(dates[:, None] - dates[None]) / np.timedelta64(1, "D")
    likeness[(apart > days) | (likeness < like)] = 0
    codes = pd.factorize(articles["group"])[0]
    articles["story"] = _join(likeness, codes)
    articles["likeness"] = np.where(codes[:, None] != codes[None], likeness, 0).max(axis=1, initial=0)
    told = articles.groupby("story")["group"].transform("nunique") > 1
    found = articles[told].sort_values(["published", "article_id"])
    found["story"] = pd.factorize(found["story"])[0] + 1
    return found.sort_values("story", kind="stable")[STORY_COLUMNS].reset_index(drop=True)


def _join(likeness: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return a number for each article, the same for those that hang together."""
    story = np.arange(len(groups))
    pairs = [pair for two in itertools.combinations(range(groups.max(initial=-1) + 1), 2)
             for pair in _find_mutual(likeness, *(np.flatnonzero(groups == group) for group in two))]  # fmt: skip
    alone = np.setdiff1d(story, np.array(pairs, dtype=int))
    nearest = likeness.argmax(axis=1) if len(story) else story
    pairs += [(one, nearest[one]) for one in alone if likeness[one, nearest[one]] > 0 and nearest[one] not in alone]
    for one, two in pairs:
        story[story == story[one]] = story[two]
    return story


def _find_mutual(likeness: np.ndarray, first: np.ndarray, second: np.ndarray) -> list[tuple[int, int]]:
    """Return the pairs of an article of `first` and one of `second` that are each the other's nearest."""
    if not len(first) or not len(second):
        return []
    between = likeness[np.ix_(first, second)]
    there, back = between.argmax(axis=1), between.argmax(axis=0)
    return [(first[one], second[two]) for one, two in enumerate(there) if back[two] == one and between[one, two] > 0]


def join_all(tables: Tables, column: str, first: object, second: object) -> pd.DataFrame:
    """Return all articles of both groups as if they told one story, for where no story is told by both."""
    articles = add_periods(tables.articles)
    found = articles.assign(group=articles[column], story=1, likeness=np.nan)
    found = found[found["group"].isin([group for group in (first, second) if group is not None])]
    return found.sort_values(["published", "article_id"])[STORY_COLUMNS].reset_index(drop=True)


def measure_likeness(tables: Tables, ids: list[str]) -> np.ndarray:
    """Return how alike each two articles are, from 0 to 1: shape (articles, articles), 0 of an article with itself."""
    actors, words = _weigh(tables.mentions, "actor_id", ids), _weigh(find_words(tables), "word", ids)
    likeness = (_overlap(actors, len(ids)) + _compare_angles(words, len(ids))) / 2
    np.fill_diagonal(likeness, 0)
    return likeness


def _weigh(rows: pd.DataFrame, column: str, ids: list[str]) -> pd.DataFrame:
    """Return article (its place), level (a number), weight: TF-IDF, from the log of the count."""
    places = pd.Series(range(len(ids)), index=ids)
    rows = rows[rows["article_id"].isin(ids)].dropna(subset=[column])
    counts = rows.groupby(["article_id", column]).size().rename("n").reset_index()
    spread = counts.groupby(column)["n"].transform("size")
    weight = np.log1p(counts["n"]) * np.log1p(len(ids) / spread)
    level = pd.factorize(counts[column])[0]
    return pd.DataFrame({"article": counts["article_id"].map(places).astype(int), "level": level, "weight": weight})


def _overlap(cells: pd.DataFrame, articles: int) -> np.ndarray:
    """Return the weighted Jaccard of each two articles."""
    shared, total = np.zeros((articles, articles)), np.zeros(articles)
    np.add.at(total, cells["article"], cells["weight"])
    for _, level in cells.groupby("level"):
        here, weight = level["article"].to_numpy(), level["weight"].to_numpy()
        shared[np.ix_(here, here)] += np.minimum.outer(weight, weight)
    return shared / np.maximum(total[:, None] + total[None] - shared, 1e-9)


def _compare_angles(cells: pd.DataFrame, articles: int) -> np.ndarray:
    """Return the cosine of each two articles."""
    lengths = np.sqrt(np.bincount(cells["article"], cells["weight"] ** 2, minlength=articles))
    cosine = np.zeros((articles, articles))
    for _, block in cells.groupby(cells["level"] // BLOCK):
        part = np.zeros((articles, BLOCK))
        part[block["article"], block["level"] % BLOCK] = block["weight"] / lengths[block["article"]]
        cosine += part @ part.T
    return cosine


def left_out(tables: Tables, stories: pd.DataFrame) -> pd.DataFrame:
    """Return what one group tells in a story that the other group's articles on the same story leave out altogether.

    `stories` is the table of `match_stories`. Columns: group (that leaves it out), other (that has it), what (actor
    quoted, event, label), item, n, articles, stories (their numbers), in_stories (how many), told_by_both (of so many).
    What is left out of one story may stand in another. Left out of most stories first.
    """
    groups = sorted(stories["group"].unique())
    told = pd.concat([_quoted(tables), _events(tables), _called(tables)], ignore_index=True)
    told = told.merge(stories[["article_id", "story", "group"]], on="article_id")
    keys = ["story", "what", "item"]
    told["groups"] = told.groupby(keys)["group"].transform("nunique")
    alone = told[told["groups"] == 1].rename(columns={"group": "other"})
    alone["group"] = alone["other"].map(dict(zip(groups, groups[::-1], strict=True)))
    grouped = alone.groupby(["group", "other", "what", "item"])
    found = grouped.agg(
        n=("story", "size"), articles=("article_id", "nunique"), stories=("story", "unique")
    ).reset_index()
    found["in_stories"], found["told_by_both"] = found["stories"].map(len), stories["story"].nunique()
    found["stories"] = [", ".join(map(str, sorted(numbers))) for numbers in found["stories"]]
    order = ["group", "what", "in_stories", "n", "item"]
    return found.sort_values(order, ascending=[True, True, False, False, True], ignore_index=True)


def _quoted(tables: Tables) -> pd.DataFrame:
    speech = tables.quotes[tables.quotes["attribution"] == "speech"].dropna(subset=["actor_id"])
    return add_columns(speech, tables, ["actor"]).assign(what="actor quoted", item=lambda frame: frame["actor"])[
        ["article_id", "what", "item"]
    ]


def _events(tables: Tables) -> pd.DataFrame:
    """Return agent, verb and patient of what is told as done or not done; one of the two may be nobody's."""
    rows = name_actors(tables.roles, tables, agent="agent_id", patient="patient_id")
    sides = (rows[side].astype("object").fillna("…") for side in ("agent", "patient"))
    told = zip(next(sides), rows["negated"].fillna(False), rows["verb"], next(sides), strict=True)
    items = [" ".join([agent, *["not"] * bool(no), verb, patient]) for agent, no, verb, patient in told]
    return rows.assign(what="event", item=items)[["article_id", "what", "item"]]


def _called(tables: Tables) -> pd.DataFrame:
    rows = add_columns(tables.labels.dropna(subset=["actor_id"]), tables, ["actor"])
    called = unify_spellings(rows["text"].str.lower())
    return rows.assign(what="label", item=rows["actor"] + ": " + called)[["article_id", "what", "item"]]


def count_left_out(table: pd.DataFrame) -> pd.DataFrame:
    """Return how much each group leaves out: group, what, items, n."""
    return table.groupby(["group", "what"]).agg(items=("item", "size"), n=("n", "sum")).reset_index()


def measure_sizes(tables: Tables, column: str, groups: Sequence) -> pd.DataFrame:
    """Return how much there is of each group; a group without articles has a row of zeros.

    Columns: group, articles, words, sentences (of the body), quotes, actors (mentioned), first_day, last_day.
    """
    articles, rows = add_periods(tables.articles), []
    for group in groups:
        chosen = articles[articles[column].eq(group).fillna(False).astype(bool)]
        part = select_articles(tables, chosen["article_id"])
        rows.append({
            "group": group, "articles": len(chosen), "words": int(chosen["words"].fillna(0).sum()),
            "sentences": int((part.sentences["part"] == "body").sum()), "quotes": len(part.quotes),
            "actors": part.mentions["actor_id"].nunique(),
            "first_day": chosen["published"].min(), "last_day": chosen["published"].max(),
        })  # fmt: skip
    days = {"first_day": "datetime64[ns]", "last_day": "datetime64[ns]"}
    columns = ["group", "articles", "words", "sentences", "quotes", "actors", *days]
    return pd.DataFrame(rows, columns=columns).astype(days)


def story_coverage(tables: Tables, column: str, stories: pd.DataFrame) -> pd.DataFrame:
    """Return how many of each group's articles found a counterpart: group, articles, matched, share."""
    counts = add_periods(tables.articles)[column].value_counts().sort_index()
    found = pd.DataFrame({"group": counts.index, "articles": counts.to_numpy()})
    found = found[found["group"].isin(stories["group"])].reset_index(drop=True)
    found["matched"] = found["group"].map(stories["group"].value_counts()).fillna(0).astype(int)
    return found.assign(share=found["matched"] / found["articles"])
