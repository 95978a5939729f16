"""Which rows to show as evidence: the quotes and judgements behind 02_sentiment and 03_quotes."""

from collections.abc import Iterable

import pandas as pd

from ..evidence import explain
from ..statistics import UNKNOWN_LABEL, WRITER, fill_unknown, name_actors
from ..statistics.counts import NEUTRAL_STANCE
from ..statistics.tones import find_extremes
from ..tables import UNKNOWN, Tables

STANCES = ("neutral", "affirming", "praising", "doubting", "denying", "hostile")
NAMELESS, OFFICIAL = "without a name", "unnamed official"


def mark_unnamed(tables: Tables) -> Tables:
    """Return the tables with `named` in quotes: does the text name the speaker, or the body that speaks?"""
    quotes, kinds = tables.quotes, tables.actors.set_index("actor_id")["kind"]
    nameless = quotes["actor_id"].map(kinds).eq("group") | quotes["source_type"].eq(OFFICIAL)
    named = pd.Series("named", index=quotes.index, dtype="string").mask(quotes["actor_id"].isna())
    return tables._replace(quotes=quotes.assign(named=named.mask(nameless.fillna(False).astype(bool), NAMELESS)))


def find_nameless(tables: Tables) -> pd.DataFrame:
    """Return the speech of speakers without a name, from tables of `mark_unnamed`."""
    quotes = tables.quotes[tables.quotes["attribution"] == "speech"]
    return quotes[quotes["named"].eq(NAMELESS).fillna(False)]


def explain_quotes(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences behind quotes, with what was read of each: speaker, source, cue, kind, stance."""
    told = rows.reset_index(drop=True)[["source", "cue", "kind", "stance", "source_type", "actor_id"]]
    told = name_actors(fill_unknown(told, ["actor_id", "source"]), tables, speaker="actor_id").drop(columns="actor_id")
    return explain(tables, "quotes", rows).join(told)


def choose_longest(tables: Tables, speakers: Iterable[str], count: int = 2) -> pd.DataFrame:
    """Return the quotes with most words of each of some speakers (ids), in their order."""
    speech = fill_unknown(tables.quotes[tables.quotes["attribution"] == "speech"], ["actor_id"])
    speech = speech.sort_values(["words", "quote_id"], ascending=[False, True])
    parts = [speech[speech["actor_id"] == speaker].head(count) for speaker in speakers]
    return pd.concat(parts) if parts else speech.iloc[:0]


def choose_each(rows: pd.DataFrame, column: str, count: int = 1) -> pd.DataFrame:
    """Return the first `count` rows of each value of a column, in the order of the values."""
    rows = rows.dropna(subset=[column]).sort_values([column, "quote_id"])
    return rows.groupby(column, sort=True).head(count)


def find_judging(tables: Tables) -> pd.DataFrame:
    """Return the speech whose cue is not neutral."""
    quotes = tables.quotes[(tables.quotes["attribution"] == "speech") & tables.quotes["stance"].notna()]
    return quotes[quotes["stance"] != NEUTRAL_STANCE]


def count_merges(merges: pd.DataFrame) -> pd.DataFrame:
    """Return each name that was taken for an actor once, most articles first: actor_id, name, reason, articles."""
    found = merges.groupby(["actor_id", "name", "reason"])["article_id"].nunique().rename("articles").reset_index()
    return found.sort_values(["articles", "actor_id", "name"], ascending=[False, True, True], ignore_index=True)


def find_ends(tables: Tables, actors: Iterable[str], *, count: int = 2) -> pd.DataFrame:
    """Return the `count` most negative and most positive judgements of each actor, with names and the sentences.

    Columns: actor, voice ("writer" or the speaker's name), end, score, sentence_id, outlet, text.
    """
    parts = [find_extremes(tables, actor, count=count) for actor in actors]
    rows = pd.concat(parts) if parts else find_extremes(tables, "", count=count)
    rows = name_actors(rows.assign(voice=rows["voice"].fillna(WRITER)), tables, actor="actor_id", voice="voice")
    outlets = tables.articles.set_index("article_id")["outlet"]
    rows = rows.assign(outlet=rows["article_id"].map(outlets), voice=rows["voice"].replace(UNKNOWN, UNKNOWN_LABEL))
    return rows[["actor", "voice", "end", "score", "sentence_id", "outlet", "text"]].reset_index(drop=True)


def keep_top(frame: pd.DataFrame, label: str = "actor", top: int = 8) -> pd.DataFrame:
    """Return the rows of the first `top` values of a column, and of the unknown: what a chart and its table show."""
    names = [name for name in dict.fromkeys(frame[label]) if name != UNKNOWN_LABEL][:top]
    return frame[frame[label].isin([*names, UNKNOWN_LABEL])].reset_index(drop=True)
