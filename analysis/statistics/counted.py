"""What is counted at all: the one place that lets articles, quotes, deeds and portrayals into a count.

prepare(tables, copies=, represented=) -> Tables to hand to every count: counted.articles, counted.quotes ...
choose_rollup(tables, asked)           -> "state", "party" or "nobody": for whom speakers count so that they differ
rollup(tables, side)                   -> Tables in which a person or body counts for whom it stands for
find_families(articles)                -> article_id -> the article that it repeats, at the end of the chain
find_outlets(tables)                   -> ids of actors that are the corpus's own outlets

Copies of one text are one witness: originals alone are counted, or all of them (`copies`), drawn as one family. An
attribution counts from a confidence of CONFIDENT and where nothing was denied to be said, a portrayal likewise, a
role from LIKELY, a label where it is not denied. What is left out stays in the tables that were given.
"""

import re
from collections.abc import Sequence

import pandas as pd

from ..tables import CONFIDENT, LIKELY, Tables, follow_links
from .estimates import find_represented, select_articles

STATE, PARTY, NOBODY = "state", "party", "nobody"
LOPSIDED = 0.8  # of the words that a roll-up moves; more for one actor and the roll-up tells nobody from nobody
# The columns of actors that a roll-up moves. What somebody is called, or is cast as, stays his own.
ROLLED = {
    "mentions": ["actor_id"], "quotes": ["actor_id"], "sentiment": ["actor_id", "voice"],
    "roles": ["agent_id", "patient_id", "voice"], "labels": ["voice"], "markers": ["actor_id", "voice"],
}  # fmt: skip


def prepare(tables: Tables, *, copies=False, left_out=False, represented: str | None = None) -> Tables:
    """Return the tables with what is counted alone, each row with its `witness`, the article that its article repeats.

    What reading marked as `left_out` (not English, too short, a list ...) counts with `left_out=True` alone; short
    articles count where there are no others.
    `represented` is a side to roll up by ("state", "party", "nobody"); None takes what `choose_rollup` says. `actors`
    gets `spoken`: how often each is said to speak, counted or not. ValueError for a side that there is none of.
    """
    families = find_families(tables.articles)
    if not left_out:
        whole, short = tables.articles["left_out"].isna(), tables.articles["left_out"] == "short"
        tables = select_articles(tables, tables.articles.loc[whole if whole.any() else short, "article_id"])
    if not copies:
        tables = select_articles(tables, families.index[families == families.index])
    rolled = rollup(_keep_outlets_out(tables), choose_rollup(tables, represented))
    said = rolled.quotes[(rolled.quotes["attribution"] == "speech") & ~is_unsaid(rolled.quotes)]
    spoken = rolled.actors["actor_id"].map(said["actor_id"].value_counts()).fillna(0).astype(int)
    counted = rolled._replace(
        actors=rolled.actors.assign(spoken=spoken),
        quotes=rolled.quotes[is_counted(rolled.quotes)],
        labels=rolled.labels[~is_unsaid(rolled.labels)],
        roles=rolled.roles[is_sure(rolled.roles, LIKELY)],
        portrayals=rolled.portrayals.assign(
            portrayal=rolled.portrayals["portrayal"].where(rolled.portrayals["confidence"] >= CONFIDENT)
        ),
    )
    return counted._replace(**{
        name: frame.assign(witness=frame["article_id"].map(families).fillna(frame["article_id"]))
        for name, frame in counted._asdict().items()
        if "article_id" in frame
    })  # fmt: skip


def is_counted(quotes: pd.DataFrame) -> pd.Series:
    """Return which attributions count: those sure enough, and not told as unsaid."""
    return is_sure(quotes) & ~is_unsaid(quotes)


def is_sure(rows: pd.DataFrame, least: float = CONFIDENT) -> pd.Series:
    """Return which rows are not known to be less sure than that."""
    return ~(rows["confidence"] < least).fillna(False)


def is_unsaid(rows: pd.DataFrame) -> pd.Series:
    """Return which attributions or labels the text denies: "did not say", "never claimed", "is no liar"."""
    negated = rows["negated"] if "negated" in rows else pd.Series(False, index=rows.index)
    return negated.fillna(False).astype(bool)


def find_families(articles: pd.DataFrame) -> pd.Series:
    """Return for each article_id the article that it repeats, or itself; a copy of a copy finds the first."""
    links = dict(zip(articles["article_id"], articles["duplicate_of"], strict=True))
    return pd.Series(follow_links(links), dtype="string").reindex(articles["article_id"])


def find_outlets(tables: Tables) -> set[str]:
    """Return the ids of actors named as one of the corpus's outlets is: "told the Evening Mail" is no deed.

    The end of an outlet's name will do, of two words or more: "Evening Mail" for the Haverport Evening Mail.
    """
    outlets = {_fold(end) for name in tables.articles["outlet"].dropna().unique() for end in _find_ends_of(name)}
    named = pd.concat([tables.actors[["actor_id", "name"]], tables.merges[["actor_id", "name"]]]).dropna()
    states = set(tables.actors.loc[tables.actors["kind"] == STATE, "actor_id"])
    found = named.loc[named["name"].map(_fold).isin(outlets), "actor_id"]
    return set(found) - states


def _find_ends_of(name: str) -> list[str]:
    words = re.sub(r"\s*\(.*?\)", "", str(name)).split()
    return [str(name), *(" ".join(words[start:]) for start in range(max(len(words) - 1, 1)))]


def _fold(name: str) -> str:
    return str(name).casefold().removeprefix("the ").strip()


def _keep_outlets_out(tables: Tables) -> Tables:
    patients = tables.roles["patient_id"]
    return tables._replace(roles=tables.roles.assign(patient_id=patients.where(~patients.isin(find_outlets(tables)))))


def choose_rollup(tables: Tables, asked: str | None = None) -> str:
    """Return the side asked for, else the one whose roll-up tells speakers apart: states, parties, else nobody.

    A roll-up does not where LOPSIDED of the words that it gives to its actors go to one of them alone: then nearly
    everybody stands for the same.
    """
    if asked is not None:
        return asked
    speech = tables.quotes[(tables.quotes["attribution"] == "speech") & is_counted(tables.quotes)]
    for side in (STATE, PARTY):
        ends = find_ends(tables.actors, side)
        own = {*ends.values(), *tables.actors.loc[tables.actors["kind"] == side, "actor_id"]}
        owners = speech["actor_id"].map(ends | {actor: actor for actor in own}).dropna()
        words = speech.loc[owners.index, "words"].astype("float64").groupby(owners).sum()
        if len(ends) and len(words) > 1 and words.max() <= LOPSIDED * words.sum():
            return side
    return NOBODY


def find_ends(actors: pd.DataFrame, side: str) -> dict[str, str]:
    """Return {actor: whom it stands for} for those who stand for somebody of a side."""
    ends, kinds = find_represented(actors), actors.set_index("actor_id")["kind"].dropna().to_dict()
    sides = actors.set_index("actor_id")["side"].dropna().to_dict() if "side" in actors else {}
    return {actor: end for actor, end in ends.items() if actor != end and sides.get(actor, kinds.get(end)) == side}


def rollup(tables: Tables, side: str | Sequence[str] | None = None) -> Tables:
    """Return the tables with a person or body counted for whom it stands for, in every column of actors and voices.

    With a side ("state", "party", "nobody") only those who stand for such a one; None takes all. `actors` stays whole,
    and so does `portrayals`, which judges each actor of an article once.
    """
    ends = _choose_ends(tables.actors, side)
    rolled = {}
    for name, columns in ROLLED.items():
        frame = getattr(tables, name)
        rolled[name] = frame.assign(
            **{key: frame[key].map(ends).astype("string").fillna(frame[key]) for key in columns}
        )
    return tables._replace(**rolled)


def _choose_ends(actors: pd.DataFrame, side: str | Sequence[str] | None) -> dict[str, str]:
    if side is None:
        return find_represented(actors)
    sides = [side] if isinstance(side, str) else side
    known = {STATE, PARTY, NOBODY, "body", *actors["kind"].dropna()}
    if wrong := sorted(set(sides) - known):
        raise ValueError(f"nobody can be counted for {wrong[0]!r}: there are {', '.join(sorted(known))}")
    return {actor: end for name in sides for actor, end in find_ends(actors, name).items()}
