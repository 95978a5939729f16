"""What 05_compare says: what two groups of articles tell differently, and which differences are more than chance."""

import pandas as pd

from ..statistics import MIN_ARTICLES
from ..statistics.counts import add_periods
from ..statistics.stories import match_stories
from ..tables import Tables
from .wording import counted, interval, join_names, percent, signed

Groups = tuple[object, object]
BY_ACTOR = ("quoted words by speaker", "writer's tone towards", "others' tone towards", "negative labels")
MOST = 8  # groups of the same size that are tried for the one with the same stories
LEAST = 3  # cases on either side; with fewer a difference makes no headline


def choose_sides(tables: Tables, column: str, first: object = None, second: object = None) -> Groups:
    """Return the two values of a column to compare: those asked for, else those with the most articles.

    Of several with as many, the second is the one that tells most of the first's stories. (None, None) where there are
    not two. ValueError for a column that articles do not have.
    """
    articles = add_periods(tables.articles)
    if column not in articles:
        raise ValueError(
            f"articles have no column {column!r} to group by; they have {join_names(articles.columns, 20)}"
        )
    counts = articles[column].value_counts().sort_index().sort_values(ascending=False, kind="stable")
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
        return "**There are not two groups to compare in these articles.**"
    who = " and ".join(
        f"{name} ({counted(count, 'article')})" for name, count in zip(names, sizes["articles"], strict=True)
    )
    tested, sure = int(differences["p"].notna().sum()), differences[differences["significant"]]
    if not tested:
        return (
            f"**Between {who} no difference can be tested: a test needs {MIN_ARTICLES} articles in each group. "
            "What stands below describes these articles and nothing beyond them.**"
        )
    if sure.empty:
        return f"**Between {who} none of {tested} differences is more than chance.**"
    told = join_names((f"{row['measure']} ({row['level']})" for _, row in sure.iterrows()), 3)
    return f"**Between {who}, {len(sure)} of {tested} differences are more than chance: {told}.**"


def say_sizes(sizes: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return whether there are enough articles to say more than what these articles say, from `measure_sizes`."""
    least = int(sizes["articles"].min())
    if not least:
        return "There are not two groups with articles; what follows is empty and says so."
    if least < MIN_ARTICLES:
        fewer = join_names(name for name, count in zip(names, sizes["articles"], strict=True) if count < MIN_ARTICLES)
        return (
            f"**Too few articles for any claim beyond these articles:** {fewer} gave fewer than {MIN_ARTICLES}, and "
            "one article's topic or author would pass for its outlet's habit. The figures below tell what stands in "
            "these articles; no interval and no test is given."
        )
    return f"The smaller group has {counted(least, 'article')}: enough to test differences, articles as witnesses."


def title_sizes(sizes: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return how much there is of each group."""
    told = (
        f"{name}: {counted(int(row.articles), 'article')}, {row.words:,} words"
        for name, row in zip(names, sizes.itertuples(), strict=True)
    )
    return "; ".join(told) if sizes["articles"].all() else "There are not two groups"


def choose_stories(matched: pd.DataFrame, everything: pd.DataFrame) -> pd.DataFrame:
    """Return the matched stories; where there are none, all articles as one story."""
    return matched if len(matched) else everything


def say_stories(matched: pd.DataFrame, sizes: pd.DataFrame) -> str:
    """Return how many stories both groups tell, from `match_stories`; and what that means for what follows."""
    if matched.empty:
        return (
            "**No story is told by both groups**, as far as actors, words and dates tell. What follows compares all "
            "articles of the one group with all of the other: a difference may be one of subject, not of telling."
        )
    articles = int(sizes["articles"].sum())
    stories = counted(matched["story"].nunique(), "story", "stories")
    return f"**{stories}** told by both groups, in {len(matched)} of their {articles} articles."


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
        f"{looked}, {tested} tested, **{sure or 'none'}** more than chance after the correction for so many "
        "(Holm 1979); without it, about one in twenty would seem so by chance alone."
    )


def title_measure(part: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the largest difference in one measure of `compare_groups`, and between whom."""
    row = _find_largest(part)
    if row is None:
        return "Nothing that both groups have often enough to compare"
    figures = [_say_figure(row[side], row["unit"]) for side in ("first", "second")]
    return f"{_name_measure(row)} — {figures[0]} in {names[0]}, {figures[1]} in {names[1]}"


def say_measure(part: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the largest difference in one measure with its interval, or why there is none."""
    row = _find_largest(part)
    if row is None:
        return f"No figure has {LEAST} cases in each group: too few to tell the larger differences from the smaller."
    cases = "words" if row["unit"] not in ("share", "score") else "cases"
    counts = f"{int(row['n_first']):,} and {int(row['n_second']):,} {cases}"
    style = _points if row["unit"] == "share" else signed
    size = f"{style(row['difference'])} {'points' if row['unit'] == 'share' else row['unit']}".removesuffix(" score")
    return (
        f"{_name_measure(row)} differs most, {names[0]} less {names[1]}: **{size}**{interval(row, style)}, "
        f"from {counts}; {_judge(row)}."
    )


def _judge(row: pd.Series) -> str:
    if row["significant"]:
        return "more than chance"
    if pd.isna(row["p"]):
        return "not tested"
    alone = row["low"] > 0 or row["high"] < 0
    return "not more than chance" + (", given how many figures are compared" if alone else "")


def _name_measure(row: pd.Series) -> str:
    """Return a measure and its level as one name: "Markers: hedge", "Writer's tone towards Norway"."""
    name = str(row["measure"])
    sign = " " if name.endswith("towards") else ": "
    level = "" if row["level"] == "all" else f"{sign}{row['level']}"
    return f"{name[:1].upper()}{name[1:]}{level}"


def _find_largest(part: pd.DataFrame) -> pd.Series | None:
    enough = part[["n_first", "n_second"]].min(axis=1) >= LEAST
    described = part["measure"].isin(BY_ACTOR) & part["level"].str[:1].str.islower()  # "spokesperson": no one actor
    known = part[enough & part["difference"].notna() & (part["level"] != "other") & ~described.astype(bool)]
    if known.empty:
        return None
    ranked = known.assign(_size=known["difference"].abs())
    return ranked.sort_values(["significant", "_size", "level"], ascending=[False, False, True], kind="stable").iloc[0]


def _say_figure(value: float, unit: str) -> str:
    if unit == "share":
        return percent(value)
    return signed(value) if unit == "score" else f"{value:.1f} {unit}"


def _points(share: float) -> str:
    return f"{round(100 * share):+d}".replace("-", "−")


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
    """Return the rows of `left_out` of one kind (actor quoted, event, label), the commonest first."""
    rows = lost[lost["what"] == what]
    return rows.sort_values(["n", "group", "item"], ascending=[False, True, True], kind="stable")


def title_left_out(counts: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return how much each group leaves out, from `count_left_out`."""
    if counts.empty:
        return "Neither group leaves out what the other tells"
    sums = counts.set_index(["group", "what"])["items"]
    told = (
        f"{name}: {counted(int(sums.get((name, 'actor quoted'), 0)), 'speaker')}, "
        f"{counted(int(sums.get((name, 'label'), 0)), 'label')}"
        for name in names
    )
    return f"Left out — {'; '.join(told)}"


def say_left_out(lost: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the named speakers that each group leaves out and the other quotes most, from `left_out`.

    Speakers who are only described ("a neighbour", "the spokesperson") may be others' words for the same person.
    """
    spoken = find_lost(lost, "actor quoted")
    named = spoken[spoken["item"].str[:1].str.isupper().astype(bool)]
    told = [
        f"{name} never quotes {join_names(rows['item'], 4)}"
        for name in names
        if len(rows := named[named["group"] == name])
    ]
    described = counted(len(spoken) - len(named), "speaker is", "speakers are")
    rest = f" {described} described and not named, and may be somebody else's name." if len(spoken) > len(named) else ""
    if not told:
        return f"Whoever is named and quoted in one group is quoted in the other.{rest}"
    return f"In the articles compared here, {'; '.join(told)}.{rest}"


def choose_left_out(tables: Tables, lost: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes of the speakers that one group leaves out: what its readers never read."""
    spoken = find_lost(lost, "actor quoted")
    ids = tables.actors[tables.actors["name"].isin(spoken["item"])]["actor_id"]
    quotes = tables.quotes[tables.quotes["article_id"].isin(stories["article_id"])]
    return quotes[quotes["actor_id"].isin(ids) & (quotes["attribution"] == "speech")]


def choose_word(distinctive: pd.DataFrame, end: int = 0) -> str:
    """Return the word at one end of `find_distinctive`: 0 the first group's, -1 the second's; "" for none."""
    return str(distinctive["word"].iloc[end]) if len(distinctive) else ""
