"""What is counted of articles and quotes: how many, how long, who is quoted, how much, how and where.

count_articles(tables, by)           -> by, articles, words, share                  # outlet, month, week, language ...
count_missing(tables)                -> column, present, missing, share
count_removed(tables)                -> reason, passages, words, articles
count_excluded(tables)               -> reason, means, articles
measure_lengths(tables)              -> article_id, title, outlet, words, sentences, words_a_sentence
count_quotes(tables, by, of=, within=, attribution=) -> by, n, words, share, low, high, articles, base, why
find_positions(tables)               -> actor, actor_id, article_id, quote_id, sentence_id, position, words, first
count_first_positions(tables)        -> actor, actor_id, n, mean (of first positions), low, high, articles, why
count_spoken(tables)                 -> speaker, actor, speaker_id, actor_id, n (mentions), articles
compare_stances(tables, first, second) -> first, second (shares of cues not neutral), gap, low, high, n_first, ...
count_cues(tables)                   -> actor, actor_id, cue, stance, n, articles
count_unanswered(tables)             -> actor, actor_id, n (times asked, no answer), articles

Beside each `n` stands `n_ids`, the ids of the rows it counts, which the report links it to.
`by` is a column of the table counted or of `articles` (outlet, or a column of your own), or one made here: "actor",
"represents" (for whom the actor speaks), "side" (writer or quoted; of labels also retold), "month", "week". Hand in
tables of `statistics.prepare`: they hold what is counted at all, copies once, and each actor counted for whom it
stands. A speaker nobody knows is the row "(unknown)".
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..articles.selection import REASONS
from ..quotes.voice import find_voice, list_spoken
from ..tables import UNKNOWN, Tables
from .estimates import (
    UNKNOWN_LABEL,
    WRITER,
    as_list,
    estimate_gaps,
    estimate_means,
    estimate_shares,
    fill_unknown,
    find_represented,
    gather_ids,
    name_actors,
    sort_rows,
)

QUOTED, RETOLD = "quoted", "retold"  # of labels: of retold words nobody can tell whether they are the speaker's
NO_ANSWER = "no answer"  # the attribution of who was asked and did not speak
NEUTRAL_STANCE = "neutral"
DISTANCING = ("doubting", "denying", "hostile")  # of cues: the writer steps back from what is said


def add_columns(rows: pd.DataFrame, tables: Tables, by: Sequence[str]) -> pd.DataFrame:
    """Return the rows with each column in `by` they lack: actor, represents, side, month, week or one of articles."""
    if "represents" in by and "actor_id" in rows:
        ends = find_represented(tables.actors)
        rows = rows.assign(actor_id=[ends.get(actor, actor) for actor in rows["actor_id"]])
    if "actor_id" in rows and {"actor", "represents"} & set(by):
        rows = fill_unknown(rows.astype({"actor_id": "string"}), ["actor_id"])
        new = "represents" if "represents" in by else "actor"
        rows = name_actors(rows, tables, **{new: "actor_id"})
    if "side" in by:
        retold = rows["retold"].fillna(False).astype(bool) if "retold" in rows else False
        rows = rows.assign(side=np.where(rows["voice"].isna(), WRITER, np.where(retold, RETOLD, QUOTED)))
    articles = add_periods(tables.articles)
    lacking = [name for name in by if name not in rows]
    check_columns(articles, lacking)
    return rows.merge(articles[["article_id", *lacking]], on="article_id", how="left") if lacking else rows


def check_columns(articles: pd.DataFrame, names: Sequence[str]) -> None:
    """Raise ValueError, with the columns that there are, for one to count by that articles do not have."""
    if unknown := [name for name in names if name not in articles]:
        raise ValueError(
            f"articles have no column {unknown[0]!r} to count by; they have {', '.join(map(str, articles))}"
        )


def add_periods(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles with `month` (2023-10) and `week` (its Monday, 2023-10-16) as text; NA without a date."""
    dates = articles["published"]
    monday = dates - pd.to_timedelta(dates.dt.dayofweek, unit="D")
    return articles.assign(
        month=dates.dt.strftime("%Y-%m").astype("string"), week=monday.dt.strftime("%Y-%m-%d").astype("string")
    )


def with_ids(names: Sequence[str]) -> list[str]:
    """Return the columns with `actor_id` beside the actor's name, which charts take their colours from."""
    return [part for name in names for part in ([name, "actor_id"] if name in ("actor", "represents") else [name])]


def count_articles(tables: Tables, by: str = "outlet") -> pd.DataFrame:
    """Return how many articles and words each outlet, month, week ... has. Columns: by, articles, words, share."""
    articles = add_periods(tables.articles)
    check_columns(articles, [by])
    rows = fill_unknown(articles, [by])
    found = rows.groupby(by, dropna=False).agg(articles=("article_id", "size"), words=("words", "sum")).reset_index()
    found["share"] = found["articles"] / max(len(rows), 1)
    return found if by in ("month", "week") else sort_rows(found, "articles", by)


def count_missing(tables: Tables) -> pd.DataFrame:
    """Return for each column of articles how many have it and how many not: column, present, missing, share missing.

    Columns that speak of some articles alone (what is a copy, left out, under a dateline) are never missing.
    """
    missing = tables.articles.drop(columns=["article_id", "duplicate_of", "left_out", "dateline"]).isna().sum()
    found = pd.DataFrame({"column": missing.index, "present": len(tables.articles) - missing.to_numpy()})
    found["missing"] = missing.to_numpy()
    return found.assign(share=found["missing"] / max(len(tables.articles), 1))


def count_removed(tables: Tables) -> pd.DataFrame:
    """Return for each reason what reading cut from articles: reason, passages, words, articles; most words first."""
    rows = tables.removed.assign(words=tables.removed["text"].fillna("").str.split().str.len())
    sums = {"passages": ("text", "size"), "words": ("words", "sum"), "articles": ("article_id", "nunique")}
    found = rows.groupby("reason").agg(**sums).astype(int)
    return found.reset_index().sort_values(["words", "reason"], ascending=[False, True], ignore_index=True)


def count_excluded(tables: Tables) -> pd.DataFrame:
    """Return for each reason how many articles count in no share: reason, means, articles; most first."""
    found = tables.articles["left_out"].value_counts().rename_axis("reason").reset_index(name="articles")
    return found.assign(means=found["reason"].map(REASONS))[["reason", "means", "articles"]]


def measure_lengths(tables: Tables) -> pd.DataFrame:
    """Return each article's length: article_id, title, outlet, words, sentences (body), words_a_sentence."""
    body = tables.sentences[tables.sentences["part"] == "body"].groupby("article_id").size()
    found = tables.articles[["article_id", "title", "outlet", "words"]].copy()
    found["sentences"] = found["article_id"].map(body).fillna(0).astype(int)
    found["words_a_sentence"] = found["words"].astype("float64") / found["sentences"].replace(0, np.nan)
    return found


def count_quotes(
    tables: Tables,
    by: str | Sequence[str] = "actor",
    *,
    of: str = "words",
    within: str | Sequence[str] = (),
    attribution: str | None = None,
) -> pd.DataFrame:
    """Return the share of quotes (of="quotes") or of quoted words (of="words") by actor, source_type, kind, stance ...

    `attribution` keeps speech or attitude alone. Columns: within, by (with actor_id), n (quotes), words, share, low,
    high, articles, base, why. Counted by actor, the row "(unknown)" always stands, last.
    """
    quotes = tables.quotes if attribution is None else tables.quotes[tables.quotes["attribution"] == attribution]
    names, groups = as_list(by), as_list(within)
    rows = add_columns(quotes, tables, names + groups).assign(_one=1.0)
    rows["words"] = rows["words"].astype("float64").fillna(0.0)
    keys = with_ids(groups) + with_ids(names)
    found = estimate_shares(rows, with_ids(names), within=with_ids(groups), weight="words" if of == "words" else "_one")
    words = fill_unknown(rows, keys).groupby(keys, dropna=False)["words"].sum().astype(int).reset_index()
    found = found.drop(columns="total").merge(words, on=keys)
    found = found[[*keys, "n", "words", "share", "low", "high", "articles", "base", "why", "n_ids"]]
    if not groups and names[0] in ("actor", "represents"):
        found = _add_unknown(found, names[0])
    return sort_within(found, groups, names[0])


def _add_unknown(found: pd.DataFrame, label: str) -> pd.DataFrame:
    """Add the row of the unknown speakers where there is none: their share is always shown, be it 0."""
    if found.empty or (found[label] == UNKNOWN_LABEL).any():
        return found
    counts = {"n": 0, "words": 0, "share": 0.0, "articles": 0, "base": found["base"].iloc[0], "why": "no such case"}
    blank = {label: UNKNOWN_LABEL, "actor_id": UNKNOWN_LABEL, "low": np.nan, "high": np.nan, "n_ids": (), **counts}
    return pd.concat([found, pd.DataFrame([blank])], ignore_index=True)


def sort_within(found: pd.DataFrame, groups: list[str], label: str) -> pd.DataFrame:
    """Sort by the size of the group, then of the row; the unknown last in either."""
    if not groups:
        return sort_rows(found, ["share", "n"], label)
    keys = [key for key in ("share", "n") if key in found]
    found = sort_rows(found.assign(_size=found.groupby(groups)["n"].transform("sum")), keys, label)
    order = {key: place for place, key in enumerate(sort_rows(found, "_size", groups[0])[groups[0]].unique())}
    found = found.assign(_order=found[groups[0]].map(order)).sort_values("_order", kind="stable")
    return found.drop(columns=["_size", "_order"]).reset_index(drop=True)


def find_positions(tables: Tables) -> pd.DataFrame:
    """Return where in its article each quote stands: 0 the first character of the text, 1 the last.

    Columns: actor, actor_id, article_id, quote_id, sentence_id, position, words, first (the actor's first there).
    """
    rows = add_columns(tables.quotes, tables, ["actor"])
    lengths = tables.articles.set_index("article_id")["text"].str.len()
    starts = [min((piece[0] for piece in pieces), default=np.nan) for pieces in rows["pieces"]]
    rows = rows.assign(position=np.array(starts, dtype=float) / rows["article_id"].map(lengths).to_numpy(dtype=float))
    rows = rows.sort_values(["article_id", "position", "quote_id"]).reset_index(drop=True)
    rows["first"] = ~rows.duplicated(["article_id", "actor_id"])
    columns = ["actor", "actor_id", "article_id", "quote_id", "sentence_id", "position", "words", "first"]
    return rows[[*columns, *(["witness"] if "witness" in rows else [])]]


def count_first_positions(tables: Tables) -> pd.DataFrame:
    """Return the mean place of each actor's first quote in an article: actor, actor_id, n, mean, low, high, ..."""
    places = find_positions(tables)
    return estimate_means(places[places["first"]], ["actor", "actor_id"], "position").sort_values(
        ["mean", "actor"], ignore_index=True
    )


def count_spoken(tables: Tables) -> pd.DataFrame:
    """Return who speaks about whom: how often each actor is mentioned inside each speaker's words.

    Columns: speaker, actor, speaker_id, actor_id, n (mentions), articles. Mentions of speakers of themselves count too.
    """
    rows = tables.mentions[tables.mentions["actor_id"].notna()]
    quotes = tables.quotes[tables.quotes["attribution"] != NO_ANSWER]
    plain = quotes["actor_id"].astype(object).where(quotes["actor_id"].notna(), None)
    groups = quotes.assign(actor_id=plain).groupby("article_id")
    spoken = {article: list_spoken(frame.to_dict("records")) for article, frame in groups}
    places = zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    voices = [find_voice(spoken.get(a, {}), start, end) for a, start, end in places]
    rows = rows.assign(speaker_id=pd.array(voices, dtype="string")).dropna(subset=["speaker_id"])
    rows = name_actors(fill_unknown(rows, ["speaker_id"]), tables, speaker="speaker_id", actor="actor_id")
    found = tally(rows, ["speaker", "actor", "speaker_id", "actor_id"])
    return sort_rows(found, "n", "speaker")


def compare_stances(
    tables: Tables, first: str | None = None, second: str | None = None, *, by: str | Sequence[str] = (),
    stances: Sequence[str] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return how much oftener the first actor's words get a cue that is not neutral ("A says, B claims").

    Without names, the two actors with the most speech; with `stances` (say DISTANCING), cues of these alone count.
    Columns: first_id, second_id, by, first, second (shares), gap, low, high, n_first, n_second, why; empty where there
    are not two speakers. Use `statistics.rollup` to compare states.
    """
    speech = tables.quotes[(tables.quotes["attribution"] == "speech") & tables.quotes["stance"].notna()]
    ranked = speech["actor_id"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    others = [actor for actor in ranked.index if actor not in (first, second, UNKNOWN)]
    sides = [actor if actor is not None else (others.pop(0) if others else None) for actor in (first, second)]
    if None in sides:
        speech = speech.iloc[:0]
    marked = speech["stance"].isin(stances) if stances else speech["stance"] != NEUTRAL_STANCE
    rows = add_columns(speech.assign(value=marked.astype(float)), tables, as_list(by))
    gaps = estimate_gaps(rows, by, "value", side="actor_id", sides=(sides[0], sides[1]))
    gaps.insert(0, "second_id", sides[1])
    gaps.insert(0, "first_id", sides[0])
    return gaps


def count_cues(tables: Tables) -> pd.DataFrame:
    """Return which cues introduce each actor's speech: actor, actor_id, cue (lower case), stance, n, articles."""
    rows = add_columns(tables.quotes[tables.quotes["attribution"] == "speech"], tables, ["actor"])
    rows = rows.assign(cue=rows["cue"].str.lower())
    found = tally(fill_unknown(rows, ["cue", "stance"]), ["actor", "actor_id", "cue", "stance"])
    return sort_rows(found.sort_values(["cue", "stance"], kind="stable"), "n", "actor")


def count_unanswered(tables: Tables) -> pd.DataFrame:
    """Return who was asked and did not answer: actor, actor_id, n, articles; an actor nobody knows is "(unknown)"."""
    rows = add_columns(tables.quotes[tables.quotes["attribution"] == NO_ANSWER], tables, ["actor"])
    return sort_rows(tally(rows, ["actor", "actor_id"]), "n", "actor")


def tally(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return how many rows and articles each combination of the keys has: keys, n, articles, n_ids."""
    grouped = rows.groupby(keys, dropna=False)
    found = grouped.agg(n=("article_id", "size"), articles=("article_id", "nunique")).reset_index()
    return found.assign(n_ids=gather_ids(rows, keys))


def is_agentless(roles: pd.DataFrame) -> pd.Series:
    """Return which roles are told in a passive without a doer; "run by the state" has one, though no actor."""
    return (roles["construction"] == "agentless passive").fillna(False).astype(bool)
