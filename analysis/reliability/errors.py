"""Where the suite and a person who labelled the articles disagree: scores, kinds of error, each with its sentence.

choose_labelled(tables, gold) -> Tables of the articles that have labels, and whose text the labels still fit
match_rooms(tables, gold)     -> {"quotes": match table of scoring, "mentions": ..., "sentiment": ...}
score_rooms(matches)          -> a row a question: room, question, labelled, found, right, precision, recall, f1
score_groups(rows, by)        -> the same for each kind, construction ... of a match table
score_polarities(rows)        -> the same for negative, neutral, positive and their mean
check_polarities(tables, folder) -> how often negative and positive are right on the labelled articles: n, right
spread_polarities(rows)       -> labelled by found, a matrix of counts
format_scores(scored, *labels) -> any of these for reading: "0.70 [0.60, 0.80]"
score_actors(matches, tables) -> a row an actor: how many of its attributions are found and given to it
list_errors(matches, tables)  -> a row an error: room, error (its kind), words, labelled, found, sentence, sentence_id
choose_errors(errors, most)   -> up to so many of each kind, from all over the articles
count_errors(errors)          -> room, error, n, share (of the room's errors)
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ..statistics import agreement, estimate_means, name_actors, select_articles, sort_rows
from ..tables import UNKNOWN, Tables
from . import scoring

# What is asked of each room, and the column that says whether a pair is right ("pair": that there is one will do).
QUESTIONS = (
    ("quotes", "who said what: the words and the actor", "right"),
    ("quotes", "the words, whoever says them", "pair"),
    ("quotes", "the words, and the words that name the source", "same_source"),
    ("quotes", "the words, and the side that the speaker is on", "same_side"),
    ("mentions", "an actor is named, and which", "right"),
    ("sentiment", "the polarity towards an actor", "right"),
    ("roles", "who acts on whom, by which verb", "right"),
    ("labels", "what an actor is called, and which actor", "right"),
)
MATCH: dict[str, Callable] = {
    "quotes": scoring.match_quotes, "mentions": scoring.match_mentions, "sentiment": scoring.match_sentiment,
    "roles": scoring.match_roles, "labels": scoring.match_labels,
}  # fmt: skip
POLARITIES = ("negative", "neutral", "positive", "unclear", "not judged")
UNCLEAR, NOT_FOUND = "unclear", "(not found)"
COUNTS, SCORES = ("labelled", "found", "right"), ("precision", "recall", "f1")
COLUMNS = ["room", "error", "words", "labelled", "found", "sentence", "sentence_id", "article_id"]


def choose_labelled(tables: Tables, gold: dict[str, pd.DataFrame]) -> Tables:
    """Return the tables of the articles that have labels; an article whose text was changed since has none."""
    labels = gold["mentions"]
    kept = []
    for row in tables.articles.dropna(subset=["path", "text"]).itertuples():
        own = labels[labels["article"] == Path(row.path).stem]
        fit = [
            row.text[start:end] == text for start, end, text in own[["start", "end", "text"]].itertuples(index=False)
        ]
        if fit and all(fit):
            kept.append(row.article_id)
    return select_articles(tables, kept)


def match_rooms(tables: Tables, gold: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the match tables of `scoring` by room."""
    return {room: match(tables, gold) for room, match in MATCH.items()}


def score_rooms(matches: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return precision, recall and F1 of each question, with intervals clustered by article.

    Columns: room, question, labelled, found, right, precision, recall, f1, their _low and _high, why. No row for a room
    without any label or finding.
    """
    parts = []
    for room, question, column in QUESTIONS:
        rows = _count_judgements(matches[room]) if room == "sentiment" else matches[room]
        right = rows["expected"] * rows["found"] if column == "pair" else rows[column]
        parts.append(agreement.score_matches(rows.assign(right=right)).assign(room=room, question=question))
    return _order(pd.concat(parts, ignore_index=True), ["room", "question"])


def score_groups(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return precision, recall and F1 of each value of a column of a match table, most labels first."""
    found = agreement.score_matches(rows.assign(**{by: rows[by].fillna(NOT_FOUND)}), by)
    return _order(found.sort_values(["expected", by], ascending=[False, True], kind="stable"), [by])


def score_polarities(rows: pd.DataFrame) -> pd.DataFrame:
    """Return precision, recall and F1 of each polarity and their mean; what is left unclear is no answer."""
    return _order(agreement.score_classes(_answer(rows)), ["label"])


def check_polarities(tables: Tables, folder: str | Path) -> pd.DataFrame:
    """Return how often negative and positive are right on those of the articles that a person labelled.

    Columns: polarity, n (called so, where there is a label), right. No row where no article has labels in `folder`.
    """
    gold = scoring.read_gold(folder)
    rows = scoring.match_sentiment(choose_labelled(tables, gold), gold)
    found = [rows[(rows["found"] == polarity).fillna(False)] for polarity in ("negative", "positive")]
    counts = [(part["found"].iloc[0], len(part), int(part["right"].sum())) for part in found if len(part)]
    return pd.DataFrame(counts, columns=["polarity", "n", "right"])


def spread_polarities(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many judgements labelled as each polarity (rows) were found to be which (columns)."""
    found = rows["found"].fillna("not judged").astype("string")
    return arrange(rows.assign(found=found).groupby(["expected", "found"]).size().rename("n").reset_index())


def arrange(confusions: pd.DataFrame) -> pd.DataFrame:
    """Return a long table of expected, found and n as a matrix, from negative to positive; 0 where there is none."""
    wide = confusions.pivot_table(index="expected", columns="found", values="n", aggfunc="sum", sort=False)
    rows, columns = ([name for name in POLARITIES if name in side] for side in (wide.index, wide.columns))
    return wide.reindex(index=rows, columns=columns).fillna(0).astype("int64")


def _answer(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(found=rows["found"].mask((rows["found"] == UNCLEAR).fillna(False)))


def _count_judgements(rows: pd.DataFrame) -> pd.DataFrame:
    """A judgement asked for and made, in ones and noughts, as in the other match tables."""
    return rows.assign(found=_answer(rows)["found"].notna().astype(int), expected=1)


def _order(scored: pd.DataFrame, first: list[str]) -> pd.DataFrame:
    """Counts as whole numbers, in the order in which they are read."""
    scored = scored.rename(columns={"expected": "labelled"})
    counts = {name: scored[name].astype("Int64") for name in COUNTS if name in scored}
    first = [*first, *counts]
    return scored.assign(**counts)[[*first, *(name for name in scored if name not in first)]].reset_index(drop=True)


def format_scores(scored: pd.DataFrame, *labels: str) -> pd.DataFrame:
    """Return the scores for reading: each figure with its interval in brackets where there is one."""
    shown = scored[[*labels, *(name for name in COUNTS if name in scored)]].copy()
    for name in SCORES:
        shown[name] = [_format_score(row, name) for row in scored.to_dict("records")]
    return shown.rename(columns={"f1": "F1"})


def _format_score(row: dict, name: str) -> str:
    if pd.isna(row.get(name)):
        return "–"
    ends = row.get(f"{name}_low"), row.get(f"{name}_high")
    return f"{row[name]:.2f}" + ("" if pd.isna(ends[0]) else f" [{ends[0]:.2f}, {ends[1]:.2f}]")


def score_actors(matches: dict[str, pd.DataFrame], tables: Tables) -> pd.DataFrame:
    """Return for each actor the share of its labelled attributions that are found and given to it.

    Columns: actor_id, n, share, low, high, articles, why, actor; by n. Errors that spare one side and hit another would
    look like framing.
    """
    rows = matches["quotes"]
    rows = rows[rows["expected"] == 1].assign(actor_id=lambda frame: frame["expected_actor"].astype("string"))
    found = name_actors(estimate_means(rows, "actor_id", "right"), tables, actor="actor_id")
    found = found.rename(columns={"mean": "share"})
    return sort_rows(found, "n", "actor").reset_index(drop=True)


def list_errors(matches: dict[str, pd.DataFrame], tables: Tables) -> pd.DataFrame:
    """Return every error of every room with its sentence, in the order of rooms, kinds (commonest first) and text."""
    parts = [_describe(room, rows, tables) for room, rows in matches.items()]
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    size = found.groupby(["room", "error"])["error"].transform("size")
    order = found["room"].map({room: place for place, room in enumerate(MATCH)})
    keys = pd.DataFrame({"room": order, "size": -size, "error": found["error"]})
    return found.loc[keys.sort_values(["room", "size", "error"], kind="stable").index].reset_index(drop=True)


def _describe(room: str, rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    kinds = _name_polarities(rows) if room == "sentiment" else _name_matches(rows)
    sentences = tables.sentences.set_index("sentence_id")["text"]
    sides = ("expected", "found") if room == "sentiment" else ("expected_actor", "found_actor")
    wrong = rows.assign(error=pd.array(kinds, dtype="string"))[(rows["right"] == 0).to_numpy()]
    said = {name: _name_sides(wrong[side], tables) for name, side in zip(("labelled", "found"), sides, strict=True)}
    shown = wrong.rename(columns={"text": "words"}).assign(
        room=room, sentence=wrong["sentence_id"].map(sentences), **said
    )
    return shown[COLUMNS].astype("string").reset_index(drop=True)


def _name_sides(ids: pd.Series, tables: Tables) -> pd.Series:
    """Actors by their names, "Russia > Ukraine" for a pair; what has no name stays as it is."""
    names = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    return ids.map(lambda value: " > ".join(names.get(side, side) for side in value.split(" > ")), na_action="ignore")


def _name_polarities(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["expected"], rows["found"], strict=True)
    return ["not judged" if pd.isna(two) else "left unclear" if two == UNCLEAR else f"{one} read as {two}"
            for one, two in pairs]  # fmt: skip


def _name_matches(rows: pd.DataFrame) -> list[str]:
    """The kind of error of each row; a thing missed where another was found in its words was cut elsewhere."""
    alone = rows[rows["expected"] != rows["found"]].to_dict("records")
    return [_name_match(row, alone) for row in rows.to_dict("records")]


def _name_match(row: dict, alone: list[dict]) -> str:
    if row["expected"] != row["found"]:
        other = any(row["expected"] != each["expected"] and _touch(row, each) for each in alone)
        return "cut elsewhere" if other else ("missed" if row["expected"] else "not labelled")
    if pd.isna(row["found_actor"]) or row["found_actor"] == UNKNOWN:
        return "actor not known"
    if "same_source" not in row:
        return "wrong actor"
    return "right source, wrong actor" if row["same_source"] else "wrong source"


def _touch(one: dict, other: dict) -> bool:
    return one["article_id"] == other["article_id"] and min(one["end"], other["end"]) > max(
        one["start"], other["start"]
    )


def choose_errors(errors: pd.DataFrame, most: int = 4) -> pd.DataFrame:
    """Return up to `most` errors of each kind, at even distances, so that no one article stands for all."""
    place = errors.groupby(["room", "error"]).cumcount()
    size = errors.groupby(["room", "error"])["error"].transform("size").astype(int)
    step = place * most // size  # the part of its kind that an error stands in
    first = step != step.groupby([errors["room"], errors["error"]]).shift(fill_value=-1)
    return errors[first | (size <= most)].reset_index(drop=True)


def count_errors(errors: pd.DataFrame) -> pd.DataFrame:
    """Return how many errors are of each kind: room, error, n, share of the room's errors; rooms in order."""
    found = errors.groupby(["room", "error"], sort=False).size().rename("n").reset_index()
    found["share"] = found["n"] / found.groupby("room")["n"].transform("sum")
    return found
