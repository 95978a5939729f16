"""What 05_compare says beyond the shapes: what two groups tell differently, and which differences are beyond chance."""

import pandas as pd

from ..statistics import MIN_ARTICLES
from ..statistics.comparison import ALPHA, SCORE, SHARE
from ..statistics.counts import add_periods
from ..statistics.stories import match_stories
from ..tables import Tables
from .shapes import Finding, gap, nothing
from .wording import counted, join_names, percent, signed

Groups = tuple[object, object]
BY_ACTOR = ("quoted words by speaker", "writer's tone towards", "others' tone towards", "negative labels")
MOST = 8  # groups of the same size that are tried for the one with the same stories
LEAST = 3  # cases on either side; with fewer a difference makes no headline


def choose_sides(tables: Tables, column: str, first: object = None, second: object = None) -> Groups:
    """Return the two values of a column to compare: those asked for, else those with the most articles.

    Of several with as many, the second is the one that tells most of the first's stories. (None, None) where there are
    not two. ValueError, with what there is, for a column or a group that articles do not have.
    """
    articles = add_periods(tables.articles)
    if column not in articles:
        raise ValueError(
            f"articles have no column {column!r} to group by; they have {join_names(articles.columns, 20)}"
        )
    counts = articles[column].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    for asked in (first, second):
        if asked is not None and asked not in counts.index:
            raise ValueError(f"no article has {column} {asked!r}; there are {join_names(counts.index, 20)}")
    if first is None:
        first = next((value for value in counts.index if value != second), None)
    others = counts.drop([first], errors="ignore")
    if first is not None and second is None and len(others):
        second = _find_nearest(tables, column, first, others[others == others.max()].index.tolist()[:MOST])
    return (first, second) if first is not None and second is not None else (None, None)


def _find_nearest(tables: Tables, column: str, first: object, others: list) -> object:
    """Return the group that tells most of the first's stories; the first of them where none or several do."""
    if len(others) == 1:
        return others[0]
    told = [match_stories(tables, column, first, other)["likeness"].sum() for other in others]
    return others[max(range(len(others)), key=lambda place: told[place])]


def name_sides(groups: Groups) -> tuple[str, str]:
    """Return the names of the two groups as charts write them."""
    first, second = (f"{side:%Y-%m-%d}" if isinstance(side, pd.Timestamp) else str(side) for side in groups)
    return ("first group", "second group") if groups[0] is None else (first, second)


def say_answer(differences: pd.DataFrame, sizes: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the answer in one sentence: how many differences are more than chance, or why none can be tested."""
    if not sizes["articles"].all():
        return "There are not two groups to compare in these articles."
    pairs = zip(names, sizes["articles"], strict=True)
    who = " and ".join(f"{name} ({counted(count, 'article')})" for name, count in pairs)
    tested, sure = int(differences["p"].notna().sum()), differences[differences["significant"]]
    if not tested:
        return (
            f"Between {who} no difference can be tested: a test needs {MIN_ARTICLES} articles in each group that have "
            "what is measured. What stands below describes these articles and nothing beyond them."
        )
    told = join_names((_name_measure(row) for _, row in sure.iterrows()), 3)
    many = f"{len(sure) or 'none'} of {tested} tested differences {'is' if len(sure) < 2 else 'are'} more than chance"
    return f"Between {who}, {many} (chance of one false alarm below {percent(2 * ALPHA)}){': ' + told if told else ''}."


def find_sizes(sizes: pd.DataFrame, names: tuple[str, str]) -> Finding:
    """Return how much there is of each group, and whether it is enough to test, from `measure_sizes`."""
    least = int(sizes["articles"].min())
    if not least:
        return nothing("There are not two groups with articles")
    rows = zip(names, sizes.itertuples(), strict=True)
    title = "; ".join(f"{name}: {counted(int(row.articles), 'article')}, {row.words:,} words" for name, row in rows)
    if least >= MIN_ARTICLES:
        return Finding(
            title, f"The smaller group has {counted(least, 'article')}: enough to test differences by article."
        )
    return Finding(
        title,
        f"Too few articles for any claim beyond these: with fewer than {MIN_ARTICLES} in a group, one article's topic "
        "or author would pass for its outlet's habit. No interval and no test is given.",
    )


def say_stories(matched: pd.DataFrame, sizes: pd.DataFrame) -> str:
    """Return how many stories both groups tell, from `match_stories`; and what that means for what follows."""
    if matched.empty:
        return (
            "No story is told by both groups, as far as actors, words and dates tell. What follows compares every "
            "article of the one group with those of the other: a difference may be one of subject, not of telling."
        )
    stories = counted(matched["story"].nunique(), "story", "stories")
    return f"Told by both groups: {stories}, in {len(matched)} of their {int(sizes['articles'].sum())} articles."


def set_beside(differences: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """Return the differences with `matched`: the same difference in matched stories alone; the largest first.

    Sorted by what is sure, then by p, then by size within shares, scores and rates.
    """
    keys = ["measure", "level", "unit"]
    beside = like[[*keys, "difference"]].rename(columns={"difference": "matched"})
    found = differences.merge(beside, on=keys, how="left").dropna(subset=["difference"])
    found["_size"] = found["difference"].abs()
    order = ["significant", "p", "unit", "_size", "measure", "level"]
    found = found.sort_values(order, ascending=[False, True, False, False, True, True], kind="stable")
    return found.drop(columns="_size").reset_index(drop=True)


def say_tests(differences: pd.DataFrame) -> str:
    """Return how many differences were looked at, tested and found to be more than chance."""
    if differences.empty:
        return "There is nothing to set side by side."
    tested, sure = int(differences["p"].notna().sum()), int(differences["significant"].sum())
    looked = f"{counted(len(differences), 'figure')} set side by side"
    if not tested:
        why = differences["why"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[0]
        return f"{looked}; none could be tested (most often: {why}). With so many, some differ widely by chance alone."
    return (
        f"{looked}, {tested} tested, {sure or 'none'} more than chance after the correction for so many (Holm 1979); "
        "without it, about one in twenty would seem so by chance alone."
    )


def find_difference(part: pd.DataFrame, names: tuple[str, str]) -> Finding:
    """Return the largest difference in some measures of `compare_groups`, one beyond chance before all others."""
    row = _find_largest(part)
    if row is None:
        return nothing(f"No figure has {LEAST} cases in each group")
    style = {SHARE: percent, SCORE: signed}.get(row["unit"], _rate)
    unit = "" if row["unit"] in (SHARE, SCORE) else f", {row['unit']}"
    head = "beyond chance" if row["significant"] else "differs most"
    title, text = gap(row.to_frame().T, names, f"{head} — {_name_measure(row)}{unit}", style=style)
    return Finding(
        title, f"{text} Compared are those with {LEAST} cases in each group, “other” and the merely described aside."
    )


def _rate(rate: float) -> str:
    return f"{rate:.1f}".replace("-", "−")


def _name_measure(row: pd.Series) -> str:
    """Return a measure and its level as one name: "markers, hedge", "writer's tone towards Norway"."""
    sign = " " if str(row["measure"]).endswith("towards") else ", "
    return str(row["measure"]) + ("" if row["level"] == "all" else f"{sign}{row['level']}")


def _find_largest(part: pd.DataFrame) -> pd.Series | None:
    enough = part[["n_first", "n_second"]].min(axis=1) >= LEAST
    described = part["measure"].isin(BY_ACTOR) & part["level"].str[:1].str.islower()  # "spokesperson": no one actor
    known = part[enough & part["difference"].notna() & (part["level"] != "other") & ~described.astype(bool)]
    if known.empty:
        return None
    ranked = known.assign(_size=known["difference"].abs())
    return ranked.sort_values(["significant", "_size", "level"], ascending=[False, False, True], kind="stable").iloc[0]


def choose_rows(tables: Tables, name: str, part: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Return rows of quotes, sentiment or labels about the actor in whom the groups differ most: five of each group."""
    row, ids = _find_largest(part), tables.actors.set_index("name")["actor_id"]
    rows = getattr(tables, name)
    if row is None or row["level"] not in ids.index:
        return rows.iloc[:0]
    rows = rows[rows["actor_id"].isin([*ids[[row["level"]]]])]
    if name == "sentiment":
        rows = rows[rows["voice"].isna()].sort_values("score", key=abs, ascending=False, kind="stable")
    rows = rows.groupby("article_id", sort=True).head(2)
    group = rows["article_id"].map(stories.drop_duplicates("article_id").set_index("article_id")["group"])
    return rows.groupby(group, sort=True).head(5).sort_values("article_id", kind="stable")


def find_lost(lost: pd.DataFrame, what: str) -> pd.DataFrame:
    """Return the rows of `left_out` of one kind (actor quoted, event, label), left out of most stories first."""
    rows = lost[lost["what"] == what]
    order = ["in_stories", "n", "group", "item"]
    return rows.sort_values(order, ascending=[False, False, True, True], kind="stable")


def find_left_out(lost: pd.DataFrame, names: tuple[str, str]) -> Finding:
    """Return the named speakers that each group leaves out of most stories that both tell, from `left_out`.

    Who is left out of one story may be quoted in another: the sentence counts stories. Speakers who are only described
    ("a neighbour", "the spokesperson") may be others' words for the same person.
    """
    spoken = find_lost(lost, "actor quoted")
    named = spoken[spoken["item"].str[:1].str.isupper().astype(bool)]
    if named.empty:
        return nothing("Whoever is named and quoted in a story by one group is quoted in it by the other")
    stories = counted(int(lost["told_by_both"].iloc[0]), "story", "stories")
    told = [f"{name} leaves out {_list_lost(rows)}" for name in names if len(rows := named[named["group"] == name])]
    sums = named["group"].value_counts()
    title = "; ".join(f"{name}: {counted(int(sums.get(name, 0)), 'named speaker')}" for name in names)
    rest = counted(len(spoken) - len(named), "speaker is", "speakers are")
    described = f" {rest} described and not named, and may be somebody else's name." if len(spoken) > len(named) else ""
    text = f"Of {stories} told by both, the other quotes whom this one does not: {'; '.join(told)}.{described}"
    return Finding(f"Left out of a story that both tell — {title}", text)


def _list_lost(rows: pd.DataFrame) -> str:
    return join_names((f"{row.item} (in {row.in_stories})" for row in rows.itertuples()), 4)


def choose_left_out(tables: Tables, lost: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes that one group's readers never read: of a speaker whom it leaves out, in that very story."""
    spoken = find_lost(lost, "actor quoted")
    ids = tables.actors.set_index("name")["actor_id"]
    pairs = {(ids.get(row.item), story, row.other) for row in spoken.itertuples() for story in row.stories.split(", ")}
    quotes = tables.quotes[tables.quotes["attribution"] == "speech"].merge(
        stories[["article_id", "story", "group"]], on="article_id"
    )
    keys = zip(quotes["actor_id"], quotes["story"].astype(str), quotes["group"], strict=True)
    return quotes.loc[[key in pairs for key in keys]].drop(columns=["story", "group"])


def choose_word(distinctive: pd.DataFrame, end: int = 0) -> str:
    """Return the word at one end of `find_distinctive`: 0 the first group's, -1 the second's; "" for none."""
    return str(distinctive["word"].iloc[end]) if len(distinctive) else ""
