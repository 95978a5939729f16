"""What 02_sentiment says: of judgements that a machine made and that may be wrong."""

import json

import pandas as pd

from ..encoder import MODELS
from ..sentiment import method_in_use, note_on_method
from ..statistics import MIN_CASES, UNKNOWN_LABEL, WRITER
from ..statistics.counts import QUOTED
from .examples import keep_top
from .wording import counted, find_known, interval, join_names, list_shares, percent, say_measured, signed

SCORES = MODELS / "sentiment.json"
NOTHING = "No actor is judged in these articles, so there is no tone to tell."
TOO_FEW = f"No actor has {MIN_CASES} judgements, so none is ranked."


def say_answer(scores: pd.DataFrame, polarities: pd.DataFrame) -> str:
    """Return who is written about in the highest and the lowest tone, and how many judgements are unclear."""
    if scores.empty:
        return f"**{NOTHING}**"
    ranked = rank_side(scores, WRITER)
    told = _say_ends(ranked) if len(ranked) else TOO_FEW
    return f"**{told} {say_unclear(polarities)} Each judgement is a machine's, and may be wrong.**"


def _say_ends(ranked: pd.DataFrame) -> str:
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    if len(ranked) == 1:
        return (
            f"In the writers' own words, the tone towards {best['actor']} is {signed(best['mean'])}"
            f"{interval(best, signed)} on a scale from −1 to +1."
        )
    return (
        f"Of the actors judged most, the writers' own tone is highest towards {best['actor']} ({signed(best['mean'])}) "
        f"and lowest towards {worst['actor']} ({signed(worst['mean'])}), on a scale from "
        f"−1 to +1.{_say_apart(best, worst)}"
    )


def _say_apart(best: pd.Series, worst: pd.Series) -> str:
    if pd.isna(best["low"]) or pd.isna(worst["high"]):
        return " There are too few articles to tell whether that is more than chance."
    if best["low"] > worst["high"]:
        return " Their intervals lie apart."
    return " Their intervals overlap: chance could explain the difference."


def rank_side(scores: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return those of the actors judged most who have enough judgements on one side (writer, quoted), highest first."""
    scores = keep_top(scores)
    rows = scores[(scores["side"] == side) & (scores["n"] >= MIN_CASES) & (scores["actor"] != UNKNOWN_LABEL)]
    return rows.sort_values(["mean", "actor"], ascending=[False, True], ignore_index=True)


def say_unclear(polarities: pd.DataFrame) -> str:
    """Return the share of judgements that are unclear, from `count_polarities`."""
    total = polarities["n"].sum()
    unclear = polarities.loc[polarities["polarity"] == "unclear", "n"].sum()
    return f"{percent(unclear / total)} of the judgements are unclear." if total else "Nothing was judged."


def head_tone(scores: pd.DataFrame) -> str:
    """Return a chart's title: who is written about in the highest and the lowest tone."""
    ranked = rank_side(scores, WRITER)
    if len(ranked) < 2:
        return "Too few judgements to rank the writers' tone towards actors"
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    told = f"Writers' tone: {best['actor']} {signed(best['mean'])}, {worst['actor']} {signed(worst['mean'])}"
    return told if best["low"] > worst["high"] else told + ", no clear difference"


def say_tone(scores: pd.DataFrame) -> str:
    """Return the tone on both sides towards the actors with enough judgements, with intervals."""
    told = []
    for side, words in ((WRITER, "In the writers' own words"), (QUOTED, "In others' mouths")):
        rows = rank_side(scores, side).head(4)
        named = list_shares(rows, lambda row: row["actor"], signed, "mean")
        told.append(f"{words}: {named}." if named else f"{words}, no actor has {MIN_CASES} judgements.")
    return " ".join(told)


def say_gaps(gaps: pd.DataFrame) -> str:
    """Return where the writers' tone and that of the quoted part, from `score_gaps`."""
    rows = gaps[(gaps["actor"] != UNKNOWN_LABEL) & gaps["low"].notna()]
    if rows.empty:
        return "No actor is judged often enough, in the writers' words and in others', to tell the gap from chance."
    told = [f"{row['actor']} {signed(row['gap'])}{interval(row, signed)}" for _, row in rows.head(5).iterrows()]
    sure = rows[(rows["low"].round(2) > 0) | (rows["high"].round(2) < 0)]["actor"]
    end = (
        f"It is more than chance for {join_names(sure)}."
        if len(sure)
        else "Each interval holds 0: chance could explain each gap."
    )
    return f"Gap, the writers' tone less that of the quoted: {'; '.join(told)}. {end}"


def head_speakers(speakers: pd.DataFrame, least: int) -> str:
    """Return a chart's title: who speaks best and who worst of another, from `score_speakers`."""
    rows = find_known(find_known(speakers, "speaker"), "actor", least)
    rows = rows[rows["speaker_id"] != rows["actor_id"]].sort_values(["mean", "speaker", "actor"])
    if rows.empty:
        return f"Nobody speaks {counted(least, 'time')} or more about another actor"
    worst, best = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        return f"{best['speaker']} on {best['actor']}: {signed(best['mean'])}"
    return f"Best: {_say_pair(best)}; worst: {_say_pair(worst)}{_say_few(rows.iloc[[0, -1]])}"


def _say_few(rows: pd.DataFrame) -> str:
    return "; too few cases for intervals" if rows["low"].isna().any() else ""


def _say_pair(row: pd.Series) -> str:
    return f"{row['speaker']} on {row['actor']}, {signed(row['mean'])}"


def say_speakers(speakers: pd.DataFrame) -> str:
    """Return the tones between two actors that have intervals, and how many judgements have no known speaker."""
    if speakers.empty:
        return "Nobody is judged inside anybody's words."
    unknown = speakers.loc[speakers["speaker"] == UNKNOWN_LABEL, "n"].sum() / speakers["n"].sum()
    known = find_known(speakers, "speaker")
    rows = known[known["low"].notna() & (known["speaker_id"] != known["actor_id"])].head(4)
    told = [f"{_say_pair(row)}{interval(row, signed)}" for _, row in rows.iterrows()]
    firm = f"With intervals: {'; '.join(told)}." if told else "No pair has enough cases for an interval."
    return f"{firm} The speaker is unknown for {percent(unknown)} of the judgements inside quotes."


def head_polarities(polarities: pd.DataFrame) -> str:
    """Return a chart's title: the shares over all actors."""
    total = polarities["n"].sum()
    if not total:
        return "Nothing was judged"
    named = polarities.groupby("polarity")["n"].sum() / total
    return "All actors together: " + ", ".join(
        f"{percent(named[name])} {name}" for name in ("negative", "neutral", "positive", "unclear") if name in named
    )


def say_polarities(polarities: pd.DataFrame) -> str:
    """Return the share of negative judgements, with intervals, of the actors judged most."""
    rows = find_known(polarities[polarities["polarity"] == "negative"], "actor")
    rows = rows[rows["base"] >= MIN_CASES].sort_values(["base", "actor"], ascending=[False, True])
    told = list_shares(rows.head(4), lambda row: row["actor"])
    most = f"Negative: {told}. " if told else ""
    return f"{most}{say_unclear(polarities)}"


def head_along(along: pd.DataFrame, what: str) -> str:
    """Return a chart's title: how the first fifth of the articles differs from the last."""
    ends = [along[(along["part"] == part) & (along["n"] >= MIN_CASES)] for part in (along["part"].min(), 5)]
    if any(end.empty for end in ends) or ends[0]["part"].iloc[0] == 5:
        return f"{what}: too few cases at the opening or the end of the articles"
    first, last = (end.iloc[0] for end in ends)
    told = f"{what}: {signed(first['mean'])} at the opening, {signed(last['mean'])} at the end"
    apart = first["low"] > last["high"] or first["high"] < last["low"]
    return told if apart else f"{told}, no clear difference"


def head_times(times: pd.DataFrame, step: str) -> str:
    """Return a chart's title: whether there is time to compare."""
    known = times.loc[times[step] != UNKNOWN_LABEL, step].nunique()
    if known < 2:
        return f"There are not two {step}s to compare"
    return f"The writers' tone over {counted(known, step)}"


def say_times(times: pd.DataFrame, step: str) -> str:
    """Return for each actor the tone of its first and last week or month with judgements enough."""
    known = times[(times[step] != UNKNOWN_LABEL) & (times["n"] >= MIN_CASES)].sort_values(["actor", step])
    known = known[known.groupby("actor")[step].transform("nunique") > 1]
    if known.empty:
        return f"No actor has {MIN_CASES} judgements in two {step}s, so no change over time is told."
    told = []
    for actor, rows in known.groupby("actor"):
        first, last = rows.iloc[0], rows.iloc[-1]
        told.append(f"{actor} from {signed(first['mean'])} to {signed(last['mean'])}{_say_change(first, last)}")
    return f"From the first {step} to the last: {'; '.join(told[:4])}."


def _say_change(first: pd.Series, last: pd.Series) -> str:
    if pd.isna(first["low"]) or pd.isna(last["low"]):
        return " (too few articles for intervals)"
    return "" if first["low"] > last["high"] or first["high"] < last["low"] else " (the intervals overlap)"


def head_outlets(outlets: pd.DataFrame, least: int) -> str:
    """Return a chart's title: in which outlet the tone is highest and in which lowest, towards whom."""
    rows = find_known(find_known(outlets, "actor", least), "outlet").sort_values(["mean", "outlet", "actor"])
    if rows["outlet"].nunique() < 2:
        return "There are not two outlets with judgements enough to compare"
    worst, best = rows.iloc[0], rows.iloc[-1]
    named = [f"{row['outlet']} on {row['actor']}, {signed(row['mean'])}" for row in (best, worst)]
    return f"Highest: {named[0]}; lowest: {named[1]}{_say_few(rows.iloc[[0, -1]])}"


def say_outlets(outlets: pd.DataFrame) -> str:
    """Return between which outlets the tone towards an actor differs most, and whether intervals back it."""
    known = find_known(find_known(outlets, "actor", MIN_CASES), "outlet").sort_values(["mean", "outlet"])
    known = known[known.groupby("actor")["outlet"].transform("nunique") > 1]
    if known.empty:
        return f"No actor has {MIN_CASES} judgements in two outlets, so no difference between outlets is told."
    ends = known.groupby("actor")["mean"].agg(["min", "max"])
    actor = (ends["max"] - ends["min"]).idxmax()
    rows = known[known["actor"] == actor]
    worst, best = rows.iloc[0], rows.iloc[-1]
    told = (
        f"Of the actors with {MIN_CASES} judgements in two outlets, the outlets differ most over {actor}: "
        f"{best['outlet']} {signed(best['mean'])}, {worst['outlet']} {signed(worst['mean'])}."
    )
    return told + _say_apart(best, worst)


def say_method() -> str:
    """Return which method judged, and what is wrong with it where it is only the fallback."""
    note = note_on_method()
    names = {
        "encoder": "a small neural network, fine-tuned on sentences from the news that people judged",
        "lexicon": "a word list, read over the clause around the actor's name (VADER)",
    }
    return f"Judged by **{names[method_in_use()]}**." + (f" {note[0].upper()}{note[1:]}." if note else "")


def say_errors() -> str:
    """Return how often the method in use is right on sentences that it was not trained on."""
    method = method_in_use()
    try:
        record = json.loads(SCORES.read_text(encoding="utf-8"))
        scores, size = record["methods"][method], record["development"]
    except (FileNotFoundError, KeyError, ValueError):
        return say_measured("sentiment", without="lexicon" if method == "encoder" else "")
    return (
        f"Of {size['targets']:,} sentences on an actor that the method was not trained on (NewsMTSC), it judges "
        f"**{percent(scores['accuracy'])}** as people did, and {percent(scores['surest_half'])} of the surer half; "
        f"macro-F1, the mean over the three answers, is {scores['macro_f1']:.2f}. More in 06_reliability."
    )


def choose_actors(scores: pd.DataFrame, count: int = 4) -> list[str]:
    """Return the ids of the actors judged most, from `score_actors`."""
    known = scores[scores["actor"] != UNKNOWN_LABEL].groupby("actor_id")["n"].sum().reset_index()
    return known.sort_values(["n", "actor_id"], ascending=[False, True])["actor_id"].head(count).tolist()
