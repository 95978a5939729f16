"""The same story in two groups of articles: which articles belong together, and what one group leaves out of it.

match_stories(tables, column, first, second) -> story, article_id, group, title, published, likeness
join_all(tables, column, first, second)      -> the same, all articles of both groups as one story
compare_pairs(tables, first_ids, second_ids) -> first, second (articles), actors, words, days, likeness: every pair
left_out(tables, stories)                    -> group, other, what, item, n, articles, stories, in_stories, told_by_both
count_left_out(table)                        -> group, what, items, n
measure_sizes(tables, column, groups)        -> group, articles, words, sentences, quotes, actors, first_day, last_day
story_coverage(tables, column, stories)      -> group, articles, matched, share

Likeness is the mean of two overlaps: of the actors mentioned (a rare actor weighs more: Jaccard weighted by how few
articles name it) and of the words (cosine of TF-IDF); articles more than MOST_DAYS apart, where both have a date, tell
no one story. Pairs above LIKE are joined, and what hangs together is a story.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..spelling import unify_spellings
from ..tables import Tables
from .counts import add_columns, add_periods
from .estimates import name_actors, select_articles
from .words import find_words

LIKE, MOST_DAYS = 0.25, 7  # chosen by eye on the sample: raise it where unlike stories are joined
STORY_COLUMNS = ["story", "article_id", "group", "title", "published", "likeness"]


def match_stories(
    tables: Tables, column: str, first: object, second: object, *, like: float = LIKE, days: int = MOST_DAYS
) -> pd.DataFrame:
    """Return the articles of both groups that tell the same stories; only stories that both groups tell.

    Columns: story (a number), article_id, group, title, published, likeness (to its nearest in the other group).
    """
    articles = add_periods(tables.articles)
    known = [side for side in (first, second) if side is not None]  # NA is in [None]
    articles = articles.assign(group=articles[column])[articles[column].isin(known)]
    sides = [articles.loc[articles["group"] == side, "article_id"].tolist() for side in (first, second)]
    pairs = compare_pairs(tables, *sides, days=days)
    pairs = pairs[pairs["likeness"] >= like]
    story = _join(pairs[["first", "second"]].itertuples(index=False))
    found = articles[articles["article_id"].isin(story)]
    best = pd.concat([pairs[["first", "likeness"]].set_axis(["a", "l"], axis=1),
                      pairs[["second", "likeness"]].set_axis(["a", "l"], axis=1)]).groupby("a")["l"].max()  # fmt: skip
    found = found.assign(likeness=found["article_id"].map(best), _root=found["article_id"].map(story))
    found = found.sort_values(["published", "article_id"])
    found["story"] = pd.factorize(found["_root"])[0] + 1
    return found.sort_values("story", kind="stable")[STORY_COLUMNS].reset_index(drop=True)


def join_all(tables: Tables, column: str, first: object, second: object) -> pd.DataFrame:
    """Return all articles of both groups as if they told one story, for where no story is told by both."""
    articles = add_periods(tables.articles)
    found = articles.assign(group=articles[column], story=1, likeness=np.nan)
    found = found[found["group"].isin([group for group in (first, second) if group is not None])]
    return found.sort_values(["published", "article_id"])[STORY_COLUMNS].reset_index(drop=True)


def _join(pairs) -> dict[str, str]:
    """Return for each article the least id of all that hang together with it."""
    root: dict[str, str] = {}
    for one, two in pairs:
        old = {root.get(one, one), root.get(two, two)}
        members = {one, two} | {article for article, group in root.items() if group in old}
        root.update(dict.fromkeys(members, min(old)))
    return root


def compare_pairs(tables: Tables, first: list[str], second: list[str], *, days: int = MOST_DAYS) -> pd.DataFrame:
    """Return every pair of an article of `first` with one of `second`, and how alike they are.

    Columns: first, second (article ids), actors (0..1), words (0..1), days (apart; NA without dates), likeness (0..1;
    0 where they lie too many days apart).
    """
    ids = [*first, *second]
    actors, words = _weigh(tables.mentions, "actor_id", ids), _weigh(find_words(tables), "word", ids)
    here, there = slice(None, len(first)), slice(len(first), None)
    shared = [np.minimum(row, actors[there]).sum(axis=1) for row in actors[here]]
    either = [np.maximum(row, actors[there]).sum(axis=1) for row in actors[here]]
    lengths = np.linalg.norm(words, axis=1, keepdims=True)
    unit = words / np.where(lengths == 0, 1, lengths)
    dates = tables.articles.set_index("article_id")["published"].reindex(ids).to_numpy()
    apart = np.abs(dates[here][:, None] - dates[there][None]) / np.timedelta64(1, "D")
    pairs = pd.DataFrame({
        "first": np.repeat(np.array(first, dtype=object), len(second)), "second": second * len(first),
        "actors": (np.array(shared) / np.maximum(np.array(either), 1e-9)).ravel(),
        "words": (unit[here] @ unit[there].T).ravel(), "days": apart.ravel(),
    })  # fmt: skip
    pairs["likeness"] = ((pairs["actors"] + pairs["words"]) / 2).where(~(pairs["days"] > days), 0.0)
    return pairs


def _weigh(rows: pd.DataFrame, column: str, ids: list[str]) -> np.ndarray:
    """Return articles x levels: how much each level weighs in each article (TF-IDF; log of the count)."""
    rows = rows[rows["article_id"].isin(ids)].dropna(subset=[column])
    counts = rows.groupby(["article_id", column]).size().unstack(fill_value=0).reindex(ids, fill_value=0)
    matrix = counts.to_numpy(dtype=float)
    spread = (matrix > 0).sum(axis=0)
    return np.log1p(matrix) * np.log1p(len(ids) / np.maximum(spread, 1))


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
