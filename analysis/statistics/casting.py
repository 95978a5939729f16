"""How actors are cast: what they do and suffer, what they are called, what is doubted, what part they play.

count_pairs(tables)                  -> agent, patient, agent_id, patient_id, n, articles, did, negated
count_roles(tables, by, side=)       -> actor, actor_id, by, n, share (within actor), low, high, articles, base, why
count_acts(tables)                   -> actor, actor_id, acts, acted_upon, share (acts of all), low, high, articles, why
find_unquoted(tables, mentioned=)    -> actor, actor_id, kind, acted_upon, mentions, articles
count_passives(tables, by)           -> by, n (roles), passives, share (without agent), low, high, articles, why
count_labels(tables, by, within=)    -> within, by, n, share (within), low, high, articles, base, why
count_called(tables)                 -> actor, actor_id, label, kind, polarity, said_by, n, articles
count_markers(tables, by, within=)   -> within, by, n, share (within), low, high, articles, base, why
count_portrayals(tables)             -> actor, actor_id, portrayal, n, share (of the actor's articles), low, high, ...
find_portrayals(tables)              -> actor, actor_id, portrayal, confidence, outlet, title, article_id, sentence_ids

What `by` and `within` may name is said in `counts`; "actor" always comes with actor_id.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..spelling import unify_spellings
from ..tables import UNKNOWN, Tables
from .counted import find_outlets
from .counts import add_columns, is_agentless, sort_within, tally, with_ids
from .estimates import (
    UNKNOWN_LABEL,
    WRITER,
    as_list,
    estimate_means,
    estimate_shares,
    fill_unknown,
    gather_ids,
    name_actors,
    sort_rows,
)

NO_PORTRAYAL = "none"


def count_pairs(tables: Tables) -> pd.DataFrame:
    """Return who does something to whom; a deleted agent or a patient that is no actor is "(unknown)".

    Speaking is left out: whoever tells reporters something does nothing to them. An actor may be both, most often where
    two persons count for one state.

    Columns: agent, patient, agent_id, patient_id, n, articles, did (of n, told as done), negated (of n).
    """
    rows = fill_unknown(tables.roles[tables.roles["family"].ne("say").fillna(True)], ["agent_id", "patient_id"])
    rows = rows.assign(did=rows["modality"].eq("did").fillna(False), negated=rows["negated"].fillna(False))
    rows = rows.assign(did=rows["did"].astype(int), negated=rows["negated"].astype(int))
    keys = ["agent_id", "patient_id"]
    sums = rows.groupby(keys)[["did", "negated"]].sum().reset_index()
    found = name_actors(tally(rows, keys).merge(sums, on=keys), tables, agent="agent_id", patient="patient_id")
    return found.sort_values(["n", "agent", "patient"], ascending=[False, True, True], ignore_index=True)


def count_roles(tables: Tables, by: str = "family", *, side: str = "agent") -> pd.DataFrame:
    """Return the shares of verb families, modalities ... in what each actor does, or with side="patient" suffers.

    Columns: actor, actor_id, by, n, share (within the actor), low, high, articles, base, why. Roles without that side
    are left out: they are in `count_passives`.
    """
    rows = tables.roles.dropna(subset=[f"{side}_id"]).assign(actor_id=lambda frame: frame[f"{side}_id"])
    return _share_within(rows, tables, by, "actor")


def count_acts(tables: Tables) -> pd.DataFrame:
    """Return how often each actor acts and is acted upon; share is that of the acts in both together.

    Columns: actor, actor_id, acts, acted_upon, share, low, high, articles, why.
    """
    done, suffered = (tables.roles.dropna(subset=[key]) for key in ("agent_id", "patient_id"))
    sides = [
        done.assign(actor_id=done["agent_id"], acts=1.0),
        suffered.assign(actor_id=suffered["patient_id"], acts=0.0),
    ]
    rows = add_columns(pd.concat(sides, ignore_index=True), tables, ["actor"])
    found = estimate_means(rows, ["actor", "actor_id"], "acts").rename(columns={"mean": "share"})
    acts = (found["share"] * found["n"]).round().astype(int)
    found = sort_rows(
        _split_ids(found.assign(acts=acts, acted_upon=found["n"] - acts), "acts", "acted_upon"), "n", "actor"
    )
    columns = ["actor", "actor_id", "acts", "acted_upon", "share", "low", "high", "articles", "why"]
    return found[[*columns, "acts_ids", "acted_upon_ids"]]


def _split_ids(found: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Part the ids counted: those of the column `first` come before those of `second`."""
    parted = list(zip(found["n_ids"], found[first], strict=True))
    ids = {
        f"{first}_ids": [ids[:count] for ids, count in parted],
        f"{second}_ids": [ids[count:] for ids, count in parted],
    }
    return found.drop(columns="n_ids").assign(**ids)


def find_unquoted(tables: Tables, *, mentioned: bool = False) -> pd.DataFrame:
    """Return the actors who are acted upon but nowhere quoted, or with `mentioned` all who are named but not quoted.

    Whoever has speech too unsure to be counted (`counted.prepare`) is not here: "never" would be too much. Nor are the
    corpus's own outlets. Columns: actor, actor_id, kind, acted_upon, mentions, articles (that mention it).
    """
    spoken = set(tables.quotes.loc[tables.quotes["attribution"] == "speech", "actor_id"].dropna())
    spoken |= find_outlets(tables)
    if "spoken" in tables.actors:
        spoken |= set(tables.actors.loc[tables.actors["spoken"] > 0, "actor_id"])
    named = tables.mentions[["mention_id", "article_id", "actor_id"]].assign(mentions=1, acted_upon=0)
    suffered = tables.roles[["role_id", "article_id", "patient_id"]]
    suffered = suffered.rename(columns={"patient_id": "actor_id", "role_id": "mention_id"})
    rows = pd.concat([named, suffered.assign(mentions=0, acted_upon=1)], ignore_index=True).dropna(subset=["actor_id"])
    rows = add_columns(rows[~rows["actor_id"].isin(spoken)], tables, ["actor"])
    grouped = rows.groupby(["actor", "actor_id"])
    found = grouped.agg(
        acted_upon=("acted_upon", "sum"), mentions=("mentions", "sum"), articles=("article_id", "nunique")
    ).reset_index()
    found = _split_ids(found.assign(n_ids=gather_ids(rows, ["actor", "actor_id"])), "mentions", "acted_upon")
    found.insert(2, "kind", found["actor_id"].map(tables.actors.set_index("actor_id")["kind"]))
    return sort_rows(found[mentioned | (found["acted_upon"] > 0)], ["acted_upon", "mentions"], "actor")


def count_passives(tables: Tables, by: str | Sequence[str] = "actor") -> pd.DataFrame:
    """Return by patient ("actor"), outlet or both how much of what is done to somebody is told without a doer.

    Columns: by, n (roles with a patient), passives (without agent), share, low, high, articles, why.
    """
    names = as_list(by)
    rows = tables.roles.dropna(subset=["patient_id"]).assign(actor_id=lambda frame: frame["patient_id"])
    rows = add_columns(rows.assign(bare=is_agentless(rows).astype(float)), tables, names)
    found = estimate_means(rows, with_ids(names), "bare").rename(columns={"mean": "share"})
    found.insert(len(with_ids(names)) + 1, "passives", (found["share"] * found["n"]).round().astype(int))
    return sort_rows(found, ["passives", "n"], names[0])


def count_labels(tables: Tables, by: str = "kind", *, within: str | Sequence[str] = "actor") -> pd.DataFrame:
    """Return the shares of kinds, polarities, sides (writer, quoted or retold) or texts among an actor's labels."""
    rows = tables.labels.assign(text=unify_spellings(tables.labels["text"].str.lower()))
    return _share_within(rows, tables, by, within)


def count_called(tables: Tables) -> pd.DataFrame:
    """Return what each actor is called and by whom, what judges before what does not.

    Columns: actor, actor_id, label (as first written), kind, polarity, said_by (writer, or the speaker quoted), n,
    articles.
    """
    text = tables.labels["text"]
    rows = tables.labels.assign(
        label=text.groupby(unify_spellings(text.str.lower())).transform("first"), speaker_id=tables.labels["voice"]
    )
    rows["speaker_id"] = rows["speaker_id"].fillna(WRITER).replace(UNKNOWN, UNKNOWN_LABEL)
    rows = name_actors(add_columns(rows, tables, ["actor"]), tables, said_by="speaker_id")
    keys = ["actor", "actor_id", "label", "kind", "polarity", "said_by"]
    found = tally(fill_unknown(rows, keys), keys).assign(_judging=lambda frame: frame["polarity"] != "neutral")
    order = ["_judging", "n", "actor", "label", "kind", "said_by"]
    found = found.sort_values(order, ascending=[False, False, True, True, True, True], ignore_index=True)
    return found.drop(columns="_judging")


def count_markers(tables: Tables, by: str = "kind", *, within: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return the shares of kinds, sides or texts among the markers, in all or within actor, outlet ..."""
    rows = tables.markers.assign(text=tables.markers["text"].str.lower())
    return _share_within(rows, tables, by, within)


def _share_within(rows: pd.DataFrame, tables: Tables, by: str, within: str | Sequence[str]) -> pd.DataFrame:
    groups = as_list(within)
    rows = add_columns(rows, tables, [by, *groups])
    found = estimate_shares(rows, with_ids([by]), within=with_ids(groups)).drop(columns="total")
    return sort_within(found, groups, by)


def count_portrayals(tables: Tables) -> pd.DataFrame:
    """Return in what share of its articles each actor is protagonist, antagonist, innocent or none of them.

    Columns: actor, actor_id, portrayal, n, share, low, high, articles, base, why.
    """
    rows = tables.portrayals.assign(portrayal=tables.portrayals["portrayal"].fillna(NO_PORTRAYAL))
    return _share_within(rows, tables, "portrayal", "actor")


def find_portrayals(tables: Tables) -> pd.DataFrame:
    """Return who is cast as what in which article, the surest first, and "none" last.

    Columns: actor, actor_id, portrayal, confidence, outlet, title, article_id, sentence_ids (those that weigh most).
    """
    rows = tables.portrayals.assign(portrayal=tables.portrayals["portrayal"].fillna(NO_PORTRAYAL))
    rows = add_columns(rows, tables, ["actor", "outlet", "title"]).assign(_none=rows["portrayal"] == NO_PORTRAYAL)
    rows = rows.sort_values(["_none", "confidence", "actor", "article_id"], ascending=[True, False, True, True])
    columns = ["actor", "actor_id", "portrayal", "confidence", "outlet", "title", "article_id", "sentence_ids"]
    return rows[columns].reset_index(drop=True)


def pivot(found: pd.DataFrame, rows: str, columns: str, *, values: str = "n", top: int = 12) -> pd.DataFrame:
    """Return a long table as a matrix of its `top` rows and columns, the fullest first.

    No case is NaN, not 0; "(unknown)" is kept besides, last.
    """
    size = "n" if "n" in found else values
    sizes = (found.groupby(key)[size].sum().reset_index() for key in (rows, columns))
    ranked = [sort_rows(each, size, key)[key] for each, key in zip(sizes, (rows, columns), strict=True)]
    names = [[*name[name != UNKNOWN_LABEL][:top], *name[name == UNKNOWN_LABEL]] for name in ranked]
    wide = found.pivot_table(index=rows, columns=columns, values=values, aggfunc="sum")
    return wide.reindex(index=names[0], columns=names[1]).astype(np.float64)
