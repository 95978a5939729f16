"""What 03_quotes says beyond the shapes."""

import pandas as pd

from ..statistics import MIN_CASES, UNKNOWN_LABEL
from .examples import NAMELESS, keep_top
from .shapes import Finding, count, largest, nothing
from .wording import counted, find_known, join_names, percent


def say_answer(speakers: pd.DataFrame, unquoted: pd.DataFrame, unanswered: pd.DataFrame) -> str:
    """Return whose words are most, who is acted upon and quoted nowhere, and who was asked and did not answer."""
    silent = unquoted[unquoted["kind"] != "group"]
    told = "acted upon most, of the persons, bodies and states quoted nowhere in these articles"
    never = f" {count(silent, 'actor', told, n='acted_upon').title}." if len(silent) else ""
    asked = f" {find_unanswered(unanswered).title}." if len(find_known(unanswered, "actor")) else ""
    return f"{largest(speakers, 'actor', 'quoted words').text}{never}{asked}"


def find_part(shares: pd.DataFrame, part: str, value: str) -> pd.DataFrame:
    """Return one part's row for each of the first known actors with enough cases, its share 0 where it has none."""
    known = find_known(keep_top(shares), "actor")
    known = known[known["base"] >= MIN_CASES]
    found = known[known[part] == value]
    none = known[~known["actor"].isin(found["actor"])].drop_duplicates("actor")
    blank = none.assign(share=0.0, n=0, low=float("nan"), high=float("nan"), why="no such case", **{part: value})
    return pd.concat([found, blank]) if len(blank) else found


def find_unnamed(rows: pd.DataFrame) -> Finding:
    """Return the share of words whose speaker has no name, from `count_quotes(mark_unnamed(...), "named")`."""
    if rows.empty:
        return nothing("No speech was found, named or unnamed")
    shares = rows.set_index("named")["share"]
    title = f"Of the quoted words, {percent(shares.get(NAMELESS, 0.0))} belong to a speaker without a name"
    return Finding(title, f"{title}, {percent(shares.get(UNKNOWN_LABEL, 0.0))} to nobody known.")


def find_spoken(spoken: pd.DataFrame) -> Finding:
    """Return who speaks most of whom, self aside, and how much is of the speaker itself, from `count_spoken`."""
    if spoken.empty:
        return nothing("Nobody is mentioned in anybody's words")
    total, own = int(spoken["n"].sum()), spoken["speaker_id"] == spoken["actor_id"]
    others = find_known(find_known(spoken, "speaker"), "actor")
    others = others[others["speaker_id"] != others["actor_id"]]
    most = count(others.assign(pair=others["speaker"] + " about " + others["actor"]), "pair", "most said about another")
    shares = [spoken.loc[rows, "n"].sum() / total for rows in (own, spoken["speaker"] == UNKNOWN_LABEL)]
    return Finding(
        most.title,
        f"{most.title}. {counted(total, 'mention')} of actors stand inside somebody's words: {percent(shares[0])} of "
        f"the speaker itself, {percent(shares[1])} where nobody knows who speaks.",
    )


def find_unquoted(unquoted: pd.DataFrame) -> Finding:
    """Return who is acted upon most of those quoted nowhere in the articles counted, from `find_unquoted`."""
    return count(unquoted, "actor", "acted upon most, of those quoted nowhere in these articles", n="acted_upon")


def find_unanswered(unanswered: pd.DataFrame) -> Finding:
    """Return who was asked and did not answer most often, from `count_unanswered`."""
    return count(unanswered, "actor", "asked, and no answer")


def say_silent(silent: pd.DataFrame) -> str:
    """Return how many actors are mentioned but quoted nowhere, from `find_unquoted(..., mentioned=True)`."""
    if silent.empty:
        return "No actor is mentioned without being quoted somewhere."
    named = silent[(silent["kind"] != "group") & silent["actor"].str[0].str.isupper()]
    named = named.sort_values(["mentions", "actor"], ascending=[False, True])
    told = [f"{row.actor} ({row.mentions})" for row in named.itertuples()]
    most = f" Of those with a name, mentioned most: {join_names(told, 4)}." if told else ""
    return f"{counted(len(silent), 'actor is', 'actors are')} mentioned and quoted nowhere in these articles.{most}"


def find_outlets(shares: pd.DataFrame) -> Finding:
    """Return whose words each outlet gives most, from `count_quotes` by actor within outlet."""
    known = find_known(find_known(shares, "actor"), "outlet")
    if known["outlet"].nunique() < 2:
        return nothing("There are not two known outlets with quotes to compare")
    first = known.sort_values(["share", "actor"], ascending=[False, True]).drop_duplicates("outlet")
    told = [f"{row.outlet}: {row.actor} {percent(row.share)}" for row in first.sort_values("outlet").itertuples()]
    few = "" if first["low"].notna().all() else " Few articles stand behind an outlet: take this as a description."
    return Finding("Whose words each outlet gives", f"Most quoted words in each outlet: {join_names(told, 6)}.{few}")


def say_merges(merges: pd.DataFrame) -> str:
    """Return how many names were taken for one actor."""
    if merges.empty:
        return "No two names were taken for one actor."
    names = counted(merges["name"].nunique(), "name was", "names were")
    return (
        f"{names} taken for {counted(merges['actor_id'].nunique(), 'actor')}. Where that is wrong, every share above "
        "is wrong with it: put the right name into your own list of actors."
    )
