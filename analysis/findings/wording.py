"""The small change of sentences: numbers, names and intervals in words."""

from collections.abc import Callable, Iterable

import pandas as pd

from ..reliability.scoring import read_public_scores
from ..statistics import UNKNOWN_LABEL
from ..tables import CONFIDENT, Tables


def percent(share: float) -> str:
    """Return 0.256 as "26%"; what is not known as "an unknown share"."""
    return "an unknown share" if pd.isna(share) else f"{share:.0%}"


def signed(number: float) -> str:
    """Return 0.256 as "+0.26", with a real minus sign below zero, and none at 0."""
    return "0.00" if abs(number) < 0.005 else f"{number:+.2f}".replace("-", "−")


def points(share: float) -> str:
    """Return a difference of shares in points, with its sign: 0.25 as "+25"."""
    return f"{round(100 * share):+d}".replace("-", "−").replace("+0", "0")


def start(words: str) -> str:
    """Return the words as a sentence begins: a capital first."""
    return words[:1].upper() + words[1:]


def the(tables: Tables, actor_id: str) -> str:
    """Return an actor's name as it stands inside a sentence: with "the" where most of the articles' own places have it.

    Counted are the mentions that are the whole name: "United States" in "the United States", "Ann Lee" in "to Ann Lee".
    """
    names = tables.actors.set_index("actor_id")["name"]
    name = str(names.get(actor_id, actor_id))
    own = tables.mentions[(tables.mentions["actor_id"] == actor_id) & tables.mentions["start"].notna()]
    own = own[own["text"].str.removeprefix("the ").str.removeprefix("The ") == name]
    texts = own["article_id"].map(tables.articles.set_index("article_id")["text"])
    before = [text[max(start - 4, 0) : start + 4].lower() for text, start in zip(texts, own["start"], strict=True)]
    articled = sum("the " in (words[:4], words[-4:]) for words in before)
    return f"the {name}" if articled * 2 > len(before) else name


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 article", "3 articles"; `many` where an s does not do."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def join_names(names: Iterable[object], most: int = 5) -> str:
    """Return "A", "A and B", "A, B and C", "A, B, C and 4 more"."""
    words = [str(name) for name in names]
    if len(words) > most:
        words = [*words[:most], f"{len(words) - most} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def interval(row: pd.Series, style=percent) -> str:
    """Return " (95% interval 12% to 30%)" from a row's low, high and why; or why there is none."""
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return f" (no interval: {row['why']})" if isinstance(row.get("why"), str) and row["why"] else ""
    return f" (95% interval {style(row['low'])} to {style(row['high'])})"


def list_shares(rows: pd.DataFrame, name: Callable[[pd.Series], str], style=percent, value: str = "share") -> str:
    """Return "A 40% (95% interval 30% to 50%); B 20% (...)"; one reason for no interval that all share comes last."""
    whys = set(rows["why"]) if rows["low"].isna().all() else set()
    alike = len(whys) == 1 and len(rows) > 1
    told = [f"{name(row)} {style(row[value])}{'' if alike else interval(row, style)}" for _, row in rows.iterrows()]
    return "; ".join(told) + (f" (no intervals: {whys.pop()})" if alike else "")


def source_line(tables: Tables) -> str:
    """Return the line that stands under every chart: what was counted."""
    outlets = join_names(sorted(tables.articles["outlet"].dropna().unique()), 4)
    return counted(len(tables.articles), "article") + (f" of {outlets}" if outlets else "")


def say_scope(tables: Tables, counts: Tables) -> str:
    """Return which of the tables' articles and attributions the counted ones are: copies, unsure or unsaid words."""
    lost = tables.articles[~tables.articles["article_id"].isin(counts.articles["article_id"])]
    copies, left = int(tables.articles["duplicate_of"].notna().sum()), int(lost["duplicate_of"].notna().sum())
    articles = counted(len(counts.articles), "article") + ("" if copies else ", none a copy of another")
    if lost["left_out"].notna().any():
        reasons = join_names([f"{number} {reason}" for reason, number in lost["left_out"].value_counts().items()])
        articles += f", {lost['left_out'].notna().sum()} left out by the column left_out ({reasons})"
    if copies:
        of = f"{counted(copies, 'copy', 'copies')} of another"
        articles += f", {of} left out" if left else f", {of} among them, drawn with it as one"
    few = int(tables.quotes["article_id"].isin(counts.articles["article_id"]).sum()) - len(counts.quotes)
    unsure = f"; not counted: {counted(few, 'attribution')} less sure than {CONFIDENT:.2f} or unsaid" if few else ""
    right = tables.corrections["correction"].nunique()
    put = f"; with {counted(right, 'correction')} by readers" if right else ""
    return f"Counted: {articles}{unsure}{put}."


def say_rollup(side: str) -> str:
    """Return for whom persons and bodies are counted, and why."""
    told = {
        "state": "Whoever stands for a state is counted for it.",
        "party": "Whoever stands for a party is counted for it, and nobody for a state.",
        "nobody": "Each is counted for itself.",
    }
    return told[side]


def find_known(frame: pd.DataFrame, label: str, least: int = 0) -> pd.DataFrame:
    """Return the rows whose `label` is known, and which have at least `least` cases (n)."""
    known = frame[frame[label] != UNKNOWN_LABEL]
    return known[known["n"] >= least] if least else known


def name_readers(source: str) -> str:
    """Return who agrees with whom where a score's ceiling comes from."""
    return "two language models that labelled them" if "language models" in source else "two people"


def say_measured(room: str, without: str = "") -> str:
    """Return how often the suite is right on public data it was not trained on: "quotes", "sentiment", "portrayal".

    Measures whose name has `without` in it are left out.
    """
    try:
        scores = read_public_scores()
    except (FileNotFoundError, ValueError):
        scores = pd.DataFrame(columns=["room", "measure"])
    scores = scores[scores["room"] == room]
    scores = scores[~scores["measure"].str.contains(without, regex=False)] if without else scores
    if scores.empty:
        return "How often this is wrong on public data is **not measured** here."
    told = [
        f"{row.measure}: **{row.score:.2f}**"
        + ("" if pd.isna(row.human) else f" ({name_readers(row.human_source)} agree at {row.human:.2f})")
        for row in scores.itertuples()
    ]
    return f"Measured on {scores['data'].iloc[0]}, where 1 is never wrong: {'; '.join(told)}. More in 06_reliability."
