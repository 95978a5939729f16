"""What 04_framing says of stance: whose words are doubted, who plays what part, which words surround whom, how sure."""

import pandas as pd

from ..reliability.measured import list_framing
from ..statistics import UNKNOWN_LABEL, name_actors
from ..statistics.counts import DISTANCING
from ..statistics.words import SURE
from ..tables import UNKNOWN, Tables
from .wording import counted, find_known, interval, join_names, percent, say_measured

SIDES = {"writer": "in the writers’ own words", "quoted": "inside quotes"}
DOUBTS = ("doubting cue", "doubting adverb", "scare quote")


def list_figures(rows: pd.DataFrame, names: pd.Series) -> str:
    """Return "A 20% (95% interval ...) and B 30% ..." from rows with share, low, high, why; one reason is told once."""
    shares = [f"{names[place]} {percent(row['share'])}" for place, row in rows.iterrows()]
    if len(rows) > 1 and rows["low"].isna().all() and rows["why"].nunique() == 1:
        return join_names(shares) + interval(rows.iloc[0])
    return join_names(share + interval(row) for share, (_, row) in zip(shares, rows.iterrows(), strict=True))


def title_markers(markers: pd.DataFrame) -> str:
    """Return whose words and deeds bear most marks of doubt, from `count_markers` within actor."""
    known = find_known(markers[markers["kind"].isin(DOUBTS)], "actor")
    if known.empty:
        return "No actor's words bear a mark of doubt"
    sums = known.groupby("actor")["n"].sum().sort_index().sort_values(ascending=False, kind="stable")
    return f"Marks of doubt stand most often on {sums.index[0]}: {counted(int(sums.iloc[0]), 'time')}"


def say_markers(markers: pd.DataFrame, sides: pd.DataFrame) -> str:
    """Return how many markers there are, on nobody known, and whose words hedge more: the writers' or the quoted."""
    total = int(markers["n"].sum())
    if not total:
        return "No hedge, booster, mark of doubt or passive without a doer was found."
    lost = int(markers.loc[markers["actor"] == UNKNOWN_LABEL, "n"].sum())
    hedges = sides[sides["kind"] == "hedge"]
    told = list_figures(hedges, hedges["side"].map(SIDES))
    hedged = f" Hedges among the markers: {told}." if told else ""
    return f"Of {counted(total, 'marker')}, {lost} stand on no actor that is known.{hedged}"


def choose_markers(tables: Tables) -> pd.DataFrame:
    """Return the rows of markers that cast doubt on somebody known."""
    return tables.markers[tables.markers["kind"].isin(DOUBTS) & tables.markers["actor_id"].notna()]


def choose_actors(tables: Tables, first: str | None = None, second: str | None = None) -> tuple[str | None, str | None]:
    """Return the ids of two actors to set side by side: those asked for, else the two with the most speech.

    An actor may be asked for by id or by name. Where fewer than two speak, mentions decide; None where nobody is left.
    """
    names = dict(zip(tables.actors["name"], tables.actors["actor_id"], strict=True))
    asked = [names.get(name, name) for name in (first, second)]
    speech = tables.quotes.loc[tables.quotes["attribution"] == "speech", "actor_id"]
    ranked = [*_rank(speech), *_rank(tables.mentions["actor_id"])]
    others = [actor for actor in dict.fromkeys(ranked) if actor not in asked and actor != UNKNOWN]
    one, two = (actor if actor is not None else (others.pop(0) if others else None) for actor in asked)
    return one, two


def _rank(ids: pd.Series) -> list[str]:
    return ids.value_counts().sort_index().sort_values(ascending=False, kind="stable").index.tolist()


def name_sides(tables: Tables, sides: tuple[str | None, str | None]) -> tuple[str, str]:
    """Return the readable names of two actors; "nobody" where there is none."""
    frame = pd.DataFrame({"actor_id": [side or "nobody" for side in sides]})
    first, second = name_actors(frame, tables, actor="actor_id")["actor"]
    return first, second


def title_stances(gaps: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return whose words are introduced with more distance, from `compare_stances`."""
    if gaps.empty or gaps["gap"].isna().all():
        return "No two actors speak, so that nobody's cues can be set against another's"
    row = gaps.iloc[0]
    sides = sorted(zip((row["first"], row["second"]), names, strict=True), key=lambda side: -side[0])
    return "Cues that doubt, deny or attack: " + ", ".join(f"{name} {percent(share)}" for share, name in sides)


def say_stances(gaps: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the asymmetry as one figure with its interval, and whether it is more than chance."""
    if gaps.empty or gaps["gap"].isna().all():
        return "The asymmetry cannot be measured: fewer than two actors speak."
    row = gaps.iloc[0]
    verdict = ""
    if pd.notna(row["low"]):
        apart = row["low"] > 0 or row["high"] < 0
        verdict = " It is more than chance." if apart else " The interval holds 0: it may be chance."
    told = (
        f"of {counted(int(row[f'n_{side}']), 'cue')} of {name}, {percent(row[side])} doubt, deny or attack"
        for side, name in zip(("first", "second"), names, strict=True)
    )
    points = f"a gap of **{_points(row['gap'])} points**{interval(row, _points)}"
    return f"**The asymmetry:** {'; '.join(told)}. That is {points}.{verdict}"


def _points(share: float) -> str:
    """Return a difference of shares in points, with a sign."""
    return f"{round(100 * share):+d}".replace("-", "−")


def say_gaps(gaps: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return in which outlets the one and in which the other is doubted more, from `compare_stances` by outlet."""
    known = find_sides(gaps)
    if len(known) < 2:
        return "No two outlets quote both, so that outlets cannot be compared in this."
    told = [
        f"{name} more in {join_names(rows['outlet'], 4)}"
        for name, rows in zip(names, (known[known["gap"] > 0], known[known["gap"] < 0]), strict=True)
        if len(rows)
    ]
    return (
        f"By outlet, cues step back from {'; from '.join(told)}." if told else "No outlet makes a difference in this."
    )


def find_sides(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `compare_stances` by outlet where the outlet is known and quotes both."""
    return gaps[gaps["gap"].notna() & (gaps["outlet"] != UNKNOWN_LABEL)]


def choose_distanced(tables: Tables, sides: tuple[str | None, str | None]) -> pd.DataFrame:
    """Return the speech of two actors whose cue doubts, denies or attacks."""
    quotes = tables.quotes[tables.quotes["attribution"] == "speech"]
    return quotes[quotes["stance"].isin(DISTANCING) & quotes["actor_id"].isin([side for side in sides if side])]


def title_portrayals(portrayals: pd.DataFrame) -> str:
    """Return who is cast in one part most often, from `count_portrayals`."""
    cast = portrayals[portrayals["portrayal"] != "none"]
    if cast.empty:
        return "No actor is cast in a part"
    top = cast.sort_values(["n", "share", "actor"], ascending=[False, False, True], kind="stable").iloc[0]
    return f"{top['actor']} is cast as {top['portrayal']} in {int(top['n'])} of {counted(int(top['base']), 'article')}"


def say_portrayals(found: pd.DataFrame) -> str:
    """Return how many actors in articles got no part, and how sure the rest are, from `find_portrayals`."""
    if found.empty:
        return "No actor could be judged: there is no sentiment, role, label or quote to judge by."
    cast = found[found["portrayal"] != "none"]
    none = len(found) - len(cast)
    whole = counted(len(found), "judgement of an actor in an article", "judgements of an actor in an article")
    told = f"Of {whole}, {none} {'gives' if none == 1 else 'give'} no part: too little speaks for one."
    if cast.empty:
        return told
    return f"{told} Where there is a part, half have a confidence of {cast['confidence'].median():.2f} or less."


def choose_portrayals(tables: Tables, found: pd.DataFrame, count: int = 3) -> pd.DataFrame:
    """Return the rows of portrayals that are surest."""
    surest = found[found["portrayal"] != "none"].head(count)[["article_id", "actor_id"]]
    return surest.merge(tables.portrayals, on=["article_id", "actor_id"], how="left")


def title_words(distinctive: pd.DataFrame, names: tuple[str, str]) -> str:
    """Return the word that most tells the one side from the other, from `find_distinctive` or `..._around`."""
    if distinctive.empty:
        return "No word stands often enough on either side to be compared"
    ends = ((distinctive.iloc[0], names[0], 1), (distinctive.iloc[-1], names[1], -1))
    told = [f"“{row['word']}” leans to {name}" for row, name, sign in ends if row["z"] * sign > 0]
    sure = "" if _count_sure(distinctive) > _count_chance(distinctive) else ", within chance"
    return f"{', '.join(told)}{sure}" if told else "No word leans to either side"


def say_words(distinctive: pd.DataFrame) -> str:
    """Return how many words are beyond chance, one by one, and how many chance alone would give."""
    if distinctive.empty:
        return "There are too few words on both sides to compare."
    sure, chance = _count_sure(distinctive), _count_chance(distinctive)
    told = (
        f"{sure} of {counted(len(distinctive), 'word')} are beyond chance one by one (|z| > {SURE}); chance alone "
        f"would give about {chance:.0f}."
    )
    return told + ("" if sure > 2 * chance else " So the words shown are a hint of where to read, not a finding.")


def _count_sure(distinctive: pd.DataFrame) -> int:
    return int((distinctive["z"].abs() > SURE).sum())


def _count_chance(distinctive: pd.DataFrame) -> float:
    """Return how many of so many words would pass |z| > 1.96 by chance alone."""
    return len(distinctive) * 0.05


def say_scores() -> str:
    """Return how often roles, labels and markers are right on sentences labelled by hand, if that was measured."""
    scores = list_framing()
    if scores.empty:
        return "How often roles, labels and markers are right is **not measured** here."
    kept = scores[scores["unseen"]]
    told = [f"{table}: {_list_scores(rows)}" for table, rows in kept.groupby("table", sort=False)]
    return (
        "Measured on sentences labelled by hand that were kept unread while the rules were made (F1, where 1 is never "
        f"wrong) — {'; '.join(told)}. On the sentences that the rules were tuned on: 06_reliability."
    )


def _list_scores(rows: pd.DataFrame) -> str:
    """Return "**0.85** on 75 sentences and **0.88** on 160 others"."""
    ends = [f"**{row.f1:.2f}** on {counted(int(row.sentences), 'sentence')}" for row in rows.itertuples()]
    return join_names([ends[0], *(end.replace(" sentences", " others") for end in ends[1:])])


def say_errors() -> str:
    """Return all error rates that this notebook's figures stand under."""
    return "\n\n".join(
        [say_scores(), f"Portrayal. {say_measured('portrayal')}", f"Quotes and cues. {say_measured('quotes')}"]
    )
