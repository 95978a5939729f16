"""What 03_quotes says."""

import pandas as pd

from ..statistics import MIN_CASES, UNKNOWN_LABEL
from .examples import NAMELESS, keep_top
from .wording import counted, find_known, interval, join_names, list_shares, percent

NOBODY = "No speech with a known speaker was found."


def say_answer(speakers: pd.DataFrame, unquoted: pd.DataFrame) -> str:
    """Return who is given most words, how many have no known speaker, and who is acted upon but never quoted."""
    known = find_known(speakers, "actor")
    if known.empty:
        return f"**{NOBODY}**"
    first = known.iloc[0]
    told = [f"{first['actor']} is given the most words: {percent(first['share'])} of all that is quoted or retold"]
    told[0] += interval(first)
    if len(known) > 1:
        told.append(f"next comes {known['actor'].iloc[1]} with {percent(known['share'].iloc[1])}")
    silent = unquoted[unquoted["kind"] != "group"]["actor"]
    never = f" Acted upon but never quoted: {join_names(silent, 3)}." if len(silent) else ""
    return f"**{'; '.join(told)}. {say_unknown(speakers)}{never}**"


def say_unknown(speakers: pd.DataFrame, what: str = "words") -> str:
    """Return the share whose speaker nobody could tell, from `count_quotes`."""
    rows = speakers[speakers[speakers.columns[0]] == UNKNOWN_LABEL]
    share = rows["share"].sum() if len(rows) else 0.0
    return f"The speaker is unknown for {percent(share)} of the {what}."


def head_shares(shares: pd.DataFrame, label: str, what: str) -> str:
    """Return a chart's title: whose share is largest, and the unknown share where it is larger still."""
    known = find_known(shares, label)
    if known.empty:
        return f"No {what} with a known {label.replace('_', ' ')}"
    named = " and ".join(f"{row[label]} {percent(row['share'])}" for row in known.head(2).to_dict("records"))
    return f"Most {what}: {named}"


def say_shares(shares: pd.DataFrame, label: str, what: str) -> str:
    """Return the largest two shares with their intervals and the share of the unknown, from `count_quotes`."""
    known = find_known(shares, label)
    if known.empty:
        return f"There is no share to tell: no {what} with a known {label.replace('_', ' ')}."
    named = list_shares(known.head(2), lambda row: row[label])
    unknown = shares.loc[shares[label] == UNKNOWN_LABEL, "share"].sum()
    thing = "speaker" if label == "actor" else label.replace("_", " ")
    return f"Of the {what}: {named}; {percent(unknown)} have no known {thing}.{_say_order(known)}"


def _say_order(known: pd.DataFrame) -> str:
    """Warn where the intervals of the first two overlap; say nothing where one is missing."""
    if len(known) < 2 or known[["low", "high"]].head(2).isna().any(axis=None):
        return ""
    if known["low"].iloc[0] > known["high"].iloc[1]:
        return ""
    return " The two intervals overlap: in other articles of this sort the order might be another."


def head_part(shares: pd.DataFrame, part: str, value: str, what: str) -> str:
    """Return a chart's title: who has most and who least of one part, among those with enough cases."""
    ranked = rank_part(shares, part, value)
    if len(ranked) < 2:
        return f"Too few cases to compare how much is {what}"
    first, last = ranked.iloc[0], ranked.iloc[-1]
    if not first["low"] > last["high"]:  # where an interval is missing too
        return f"No clear difference in how much is {what}, of those with {MIN_CASES} cases or more"
    named = f"most: {first['actor']}, {percent(first['share'])}; least: {last['actor']}, {percent(last['share'])}"
    return f"{what[0].upper()}{what[1:]}, of those with {MIN_CASES} cases or more – {named}"


def say_part(shares: pd.DataFrame, part: str, value: str, what: str) -> str:
    """Return what share of each actor's attributions is of one part, with intervals; actors with enough cases only."""
    ranked = rank_part(shares, part, value)
    if ranked.empty:
        return f"Nobody has {MIN_CASES} attributions, so no share is told of how much is {what}."
    told = list_shares(ranked.head(5), lambda row: row["actor"])
    return f"Share that is {what}, of actors with at least {MIN_CASES} attributions: {told}."


def rank_part(shares: pd.DataFrame, part: str, value: str) -> pd.DataFrame:
    """Return one part's row for each of the first known actors with enough cases, largest share first; it may be 0."""
    shares = keep_top(shares)
    known = shares[(shares["actor"] != UNKNOWN_LABEL) & (shares["base"] >= MIN_CASES)]
    found = known[known[part] == value]
    none = known[~known["actor"].isin(found["actor"])].drop_duplicates("actor")
    blank = none.assign(share=0.0, n=0, low=float("nan"), high=float("nan"), why="no such case", **{part: value})
    ranked = pd.concat([found, blank]) if len(blank) else found
    return ranked.sort_values(["share", "actor"], ascending=[False, True], ignore_index=True)


def say_stances(gaps: pd.DataFrame) -> str:
    """Return how much oftener one speaker's words get a verb that judges, from `compare_stances` with names."""
    if gaps.empty:
        return "There are not two known speakers whose verbs could be compared."
    row = gaps.iloc[0]
    told = (
        f"A verb that judges introduces {percent(row['first'])} of what {row['actor']} says ({row['n_first']} cases) "
        f"and {percent(row['second'])} of what {row['other']} says ({row['n_second']})"
    )
    if pd.isna(row["low"]):
        return f"{told}{interval(row)}."
    points = interval(row, lambda share: f"{share * 100:+.0f}".replace("-", "−"))
    clear = row["low"] > 0 or row["high"] < 0
    return f"{told}: {abs(row['gap']) * 100:.0f} points apart{points}. " + (
        "Chance alone does not explain it." if clear else "Chance alone could explain it."
    )


def head_positions(first: pd.DataFrame) -> str:
    """Return a chart's title: who comes to speak earliest, from `count_first_positions`."""
    known = find_known(first, "actor", 3)
    if known.empty:
        return "Nobody speaks in enough articles to say who comes first"
    row = known.iloc[0]
    return f"Earliest, of those quoted in several articles: {row['actor']}, after {percent(row['mean'])} of the text"


def say_positions(first: pd.DataFrame) -> str:
    """Return where the earliest and the latest speaker first comes up, with intervals."""
    known = find_known(first, "actor", 3)
    if known.empty:
        return "Nobody known is quoted in three articles or more, so nothing is said of who speaks first."
    ends = known.iloc[[0, -1]] if len(known) > 1 else known
    told = list_shares(ends, lambda row: f"{row['actor']} after", value="mean")
    return f"Text before the first quote, on average, of actors quoted in three articles or more: {told}."


def head_spoken(spoken: pd.DataFrame) -> str:
    """Return a chart's title: who speaks most of whom, self aside, from `count_spoken`."""
    known = find_known(find_known(spoken, "speaker"), "actor")
    others = known[known["speaker_id"] != known["actor_id"]]
    if others.empty:
        return "Nobody known speaks about another actor"
    row = others.iloc[0]
    return f"Most spoken about by another: {row['actor']}, by {row['speaker']} ({counted(row['n'], 'mention')})"


def say_spoken(spoken: pd.DataFrame) -> str:
    """Return how much of what is said about actors is said by themselves, and how much by nobody knows whom."""
    if spoken.empty:
        return "Nobody is mentioned in anybody's words."
    total, own = spoken["n"].sum(), spoken.loc[spoken["speaker_id"] == spoken["actor_id"], "n"].sum()
    unknown = spoken.loc[spoken["speaker"] == UNKNOWN_LABEL, "n"].sum()
    return (
        f"{counted(int(total), 'mention')} of actors stand inside somebody's words; {percent(own / total)} are of the "
        f"speaker itself, {percent(unknown / total)} have an unknown speaker."
    )


def head_unquoted(unquoted: pd.DataFrame) -> str:
    """Return a chart's title: who is acted upon most and never quoted, from `find_unquoted`."""
    if unquoted.empty:
        return "Everybody who is acted upon is quoted somewhere"
    row = unquoted.iloc[0]
    return f"Never quoted, and acted upon most: {row['actor']}, {counted(row['acted_upon'], 'time')}"


def say_unquoted(silent: pd.DataFrame) -> str:
    """Return how many actors are mentioned but never quoted, from `find_unquoted(..., mentioned=True)`."""
    if silent.empty:
        return "No actor is mentioned without being quoted somewhere."
    named = silent[silent["kind"] != "group"].sort_values(["mentions", "actor"], ascending=[False, True])
    told = [f"{row.actor} ({row.mentions})" for row in named.itertuples()]
    most = f" Of persons, bodies and states, most often mentioned: {join_names(told, 4)}." if told else ""
    return f"{counted(len(silent), 'actor is', 'actors are')} mentioned but never quoted.{most}"


def say_unnamed(rows: pd.DataFrame) -> str:
    """Return the share of words whose speaker has no name, from `count_quotes(mark_unnamed(...), "named")`."""
    if rows.empty:
        return "No speech was found, named or unnamed."
    row = rows[rows["named"] == NAMELESS]
    if row.empty:
        return "Every speaker has a name in the text."
    return f"Of the words, {percent(row['share'].iloc[0])} belong to a speaker without a name{interval(row.iloc[0])}."


def say_outlets(shares: pd.DataFrame) -> str:
    """Return whom each outlet gives most words, from `count_quotes(..., within="outlet")`."""
    known = find_known(find_known(shares, "actor"), "outlet")
    if known["outlet"].nunique() < 2:
        return "There are not two known outlets with quotes to compare."
    first = (
        known.sort_values(["share", "actor"], ascending=[False, True]).drop_duplicates("outlet").sort_values("outlet")
    )
    told = [f"{row.outlet} to {row.actor} ({percent(row.share)})" for row in first.itertuples()]
    few = "" if first["low"].notna().all() else " Few articles stand behind each outlet: take this as a description."
    return f"Most words are given by {join_names(told, 6)}.{few}"


def head_outlets(shares: pd.DataFrame) -> str:
    """Return the title of the charts by outlet."""
    several = shares.loc[shares["outlet"] != UNKNOWN_LABEL, "outlet"].nunique() > 1
    return "Whose words each outlet gives" if several else "There are not two known outlets to compare"


def say_merges(merges: pd.DataFrame) -> str:
    """Return how many names were taken for one actor."""
    if merges.empty:
        return "No two names were taken for one actor."
    names = counted(merges["name"].nunique(), "name was", "names were")
    return (
        f"{names} taken for {counted(merges['actor_id'].nunique(), 'actor')}. Where that is wrong, every share above "
        "is wrong with it: put the right name into your own list of actors."
    )
