"""What 02_sentiment says: of what is said around each actor, as a machine judged it; how often it is wrong comes along.

The functions return the `shapes.Finding` of a chart, and plain sentences where there is no chart.
"""

import pandas as pd

from ..reliability.scoring import read_public_scores
from ..sentiment import method_in_use, note_on_method
from ..statistics import MIN_CASES, UNKNOWN_LABEL, WRITER
from ..statistics.counts import QUOTED
from .examples import keep_top
from .shapes import Finding, ends, gap, nothing
from .wording import counted, find_known, percent, signed, start

ENOUGH = f"{MIN_CASES} judgements"
FEELING = "the author's feeling"  # what the measure of tone against attitude begins with


def say_answer(scores: pd.DataFrame, polarities: pd.DataFrame, checked: pd.DataFrame) -> str:
    """Return around whom the writers' words are most and least kind, and how often such judgements are wrong."""
    if scores.empty:
        return "No actor is judged in these articles, so there is no tone to tell."
    told = find_tone(scores).text
    return f"{told} {say_unclear(polarities)} {say_checked(checked)}"


def say_checked(checked: pd.DataFrame) -> str:
    """Return how often judgements are wrong: on these very articles, else on the sample; and on public data.

    `checked` is the table of `errors.check_polarities`: empty where nobody labelled these articles.
    """
    public = read_public_scores()
    if checked["n"].sum():
        told = [f"“{row.polarity}” is right in {row.right} of {row.n}" for row in checked.itertuples() if row.n]
        here = f"Held against a person's labels of these very articles, {' and '.join(told)}."
    else:
        sample = public[public["room"] == "sample"]
        told = [f"{row.measure}: {row.score:.0%} of {row.n}" for row in sample.itertuples()]
        here = "Nobody has checked these articles." + (
            f" On the suite's own sample, {'; '.join(told)}." if told else ""
        )
    return f"{here} {_say_public(public)}"


def _say_public(public: pd.DataFrame) -> str:
    """The figure of public data, never without what it does not tell: the author's attitude."""
    rows = public[public["room"] == "sentiment"]
    rows = rows[rows["measure"].str.contains("lexicon").eq(method_in_use() == "lexicon").fillna(False)].head(1)
    feeling = public[public["measure"].str.startswith(FEELING)]
    told = [f"On public data ({row.data}), {row.measure} is {row.score:.2f}." for row in rows.itertuples()]
    told += [
        f"Tone is what is said around somebody, not what the author feels: on {row.data} the two go together at "
        f"{signed(row.score)} alone (rank correlation)."
        for row in feeling.itertuples()
    ]
    return " ".join(told) or "How often such judgements are wrong on public data was not measured."


def say_unclear(polarities: pd.DataFrame) -> str:
    """Return the share of judgements that are unclear, from `count_polarities`."""
    total = polarities["n"].sum()
    unclear = polarities.loc[polarities["polarity"] == "unclear", "n"].sum()
    return f"{percent(unclear / total)} of the judgements are unclear." if total else "Nothing was judged."


def rank_side(scores: pd.DataFrame, side: str) -> pd.DataFrame:
    """Return those of the actors judged most who have enough judgements on one side (writer, quoted), highest first."""
    scores = keep_top(scores)
    rows = scores[(scores["side"] == side) & (scores["n"] >= MIN_CASES) & (scores["actor"] != UNKNOWN_LABEL)]
    return rows.sort_values(["mean", "actor"], ascending=[False, True], ignore_index=True)


def find_tone(scores: pd.DataFrame, side: str = WRITER) -> Finding:
    """Return around whom the words of one side are kindest and unkindest."""
    whose = {WRITER: "tone around actors in the writers' own words", QUOTED: "tone around actors in others' mouths"}[
        side
    ]
    return ends(rank_side(scores, side), "actor", whose, value="mean", style=signed, least=ENOUGH)


def find_gap(gaps: pd.DataFrame) -> Finding:
    """Return the largest gap between the writers' tone and that of the quoted around one actor, from `score_gaps`."""
    rows = gaps[(gaps["actor"] != UNKNOWN_LABEL) & gaps["low"].notna()]
    if rows.empty:
        return nothing("No actor is judged often enough in the writers' words and in others' to compare the two")
    rows = rows.loc[[rows["gap"].abs().idxmax()]]
    return gap(rows, ("the writers", "the quoted"), f"tone around {rows['actor'].iloc[0]}", style=signed)


def find_polarities(polarities: pd.DataFrame) -> Finding:
    """Return around whom most and least of the judgements are negative."""
    rows = polarities[(polarities["polarity"] == "negative") & (polarities["base"] >= MIN_CASES)]
    return ends(keep_top(rows), "actor", "share judged negative", least=ENOUGH)


def find_speakers(speakers: pd.DataFrame, least: int) -> Finding:
    """Return who speaks best and who worst around another actor, and how often nobody knows who speaks."""
    if speakers.empty:
        return nothing("Nobody is judged inside anybody's words")
    unknown = speakers.loc[speakers["speaker"] == UNKNOWN_LABEL, "n"].sum() / speakers["n"].sum()
    rows = find_known(find_known(speakers, "speaker"), "actor", least)
    rows = rows[rows["speaker_id"] != rows["actor_id"]]
    pairs = rows.assign(pair=rows["speaker"] + " on " + rows["actor"])
    found = ends(pairs, "pair", "tone in somebody's mouth", value="mean", style=signed, least=_cases(least))
    lost = f" The speaker is unknown for {percent(unknown)} of the judgements inside quotes."
    return found._replace(text=found.text + lost)


def find_along(along: pd.DataFrame) -> Finding:
    """Return in which fifth of the articles the writers' tone is highest and lowest."""
    rows = along[(along["side"] == WRITER) & (along["n"] >= MIN_CASES)]
    rows = rows.assign(part="fifth " + rows["part"].astype(str))
    return ends(rows, "part", "writers' tone along the article", value="mean", style=signed, least=ENOUGH)


def find_spread(rows: pd.DataFrame, label: str, least: int = MIN_CASES) -> Finding:
    """Return in which outlet, week ... (`label`) the tone is highest and lowest around the actor they differ over."""
    known = find_known(find_known(rows, "actor", least), label)
    known = known[known.groupby("actor")[label].transform("nunique") > 1]
    if known.empty:
        return nothing(f"No actor has {_cases(least)} in two {label}s, so none is compared by {label}")
    spread = known.groupby("actor")["mean"].agg(lambda means: means.max() - means.min())
    actor = spread.idxmax()
    named = known[known["actor"] == actor].assign(**{label: lambda frame: frame[label].astype(str)})
    what = f"writers' tone around {actor}, over whom {label}s differ most"
    return ends(named, label, what, value="mean", style=signed, least=_cases(least))


def _cases(least: int) -> str:
    return counted(least, "judgement")


def say_method() -> str:
    """Return which method judged, and what is wrong with it where it is only the fallback."""
    note = note_on_method()
    names = {
        "encoder": "a small neural network, fine-tuned on sentences from the news that people judged",
        "lexicon": "a word list, read over the clause around the actor's name (VADER)",
    }
    return f"Judged by {names[method_in_use()]}." + (f" {start(note)}." if note else "")


def choose_actors(scores: pd.DataFrame, count: int = 4) -> list[str]:
    """Return the ids of the actors judged most, from `score_actors`."""
    known = scores[scores["actor"] != UNKNOWN_LABEL].groupby("actor_id")["n"].sum().reset_index()
    return known.sort_values(["n", "actor_id"], ascending=[False, True])["actor_id"].head(count).tolist()
