"""Portrayal: who is cast as protagonist, antagonist or innocent, with nothing trained on portrayals.

Every sentence that judges an actor gives points. Warm words, help given (less so help received: one helps the good)
and being let speak without doubt (standing; Ferree and others 2002) speak for a protagonist; cold words, harm done
and threats for an antagonist; harm suffered for an innocent. A portrayal is the part with most points; its confidence
is that part's share, less where points are few. The weights are set by reasoning, not fitted.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from ..lang import look_up

if TYPE_CHECKING:
    from ..tables import Tables

PORTRAYALS = ("protagonist", "antagonist", "innocent")
# Points beside a tone, which is worth up to 1: for a deed, for help received, a label, a say, harm suffered.
DEED, HELPED, NAME, STANDING, VICTIM = 0.5, 0.25, 0.5, 0.25, 1.0
DOUBT = 1.0  # points that speak for no part: the fewer the evidence, the lower the confidence
# Confidence under which an actor is given no part, and is not counted. Of 140 actors of the development half of
# SemEval-2025 Task 10, .74 of all parts are right, .74 of those from .4 on, .75 from .5 on: more would only be silent.
LEAST = 0.4
Points = dict[str, dict[str, float]]  # sentence_id -> part -> points


def portray_actors(tables: "Tables") -> list[dict]:
    """Return the portrayal rows of all articles: one for each actor that a sentence judges.

    Without sentiment there is no row. `sentence_ids` are the three sentences that weigh most.
    """
    if not len(tables.sentiment):
        return []
    return [
        {"article_id": article_id, "actor_id": actor_id, **cast(points)}
        for (article_id, actor_id), points in sorted(collect_points(list_judged(tables)).items())
    ]


def list_judged(tables: "Tables") -> dict[str, list[dict]]:
    """Return the rows of the tables that judge an actor."""
    return {name: _records(getattr(tables, name)) for name in ("sentiment", "roles", "labels", "quotes")}


def _records(frame: pd.DataFrame) -> list[dict]:
    """Return plain rows with None for what is NA."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def collect_points(judged: dict[str, list[dict]]) -> dict[tuple[str, str], Points]:
    """Return the points of each (article, actor), by sentence and part, from rows of the tables named."""
    found: dict[tuple[str, str], Points] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for row, actor_id, part, worth in _each_point(judged):
        if actor_id:
            found[row["article_id"], actor_id][row["sentence_id"]][part] += worth
    return found


def _each_point(judged: dict[str, list[dict]]) -> Iterable[tuple[dict, str | None, str, float]]:
    for row in judged["sentiment"]:
        yield row, row["actor_id"], "protagonist" if row["score"] > 0 else "antagonist", abs(row["score"])
    for row in judged["roles"]:
        yield from _points_of_role(row)
    for row in judged["labels"]:
        if row["polarity"] in ("positive", "negative") and not row.get("negated"):
            yield row, row["actor_id"], "protagonist" if row["polarity"] == "positive" else "antagonist", NAME
    for row in judged["quotes"]:
        if row["attribution"] == "speech":
            doubted = row["stance"] in ("doubting", "denying", "hostile")
            yield row, row["actor_id"], "antagonist" if doubted else "protagonist", STANDING


def _points_of_role(row: dict) -> Iterable[tuple[dict, str | None, str, float]]:
    """Yield what a deed says of its doer and of its patient; what was denied or did not happen says nothing."""
    valence = look_up("verbs", "valence").get(row["verb"])
    if row["negated"] or row["modality"] == "denied":
        return
    if valence == "good":
        yield row, row["agent_id"], "protagonist", DEED
        yield row, row["patient_id"], "protagonist", HELPED
    elif valence == "bad":
        yield row, row["agent_id"], "antagonist", DEED
        yield row, row["patient_id"], "innocent", VICTIM
    elif valence == "blame":
        yield row, row["patient_id"], "antagonist", DEED


def cast(points: Points, weights: dict[str, float] | None = None, *, unclear_below: float = LEAST) -> dict:
    """Return portrayal, confidence and the three weightiest sentences; `weights` of sentences are 1 unless given.

    The portrayal is NA where no part stands out: where its confidence is below `unclear_below`.
    """
    weigh = weights or {}
    totals = dict.fromkeys(PORTRAYALS, 0.0)
    for sentence_id, parts in points.items():
        for part, worth in parts.items():
            totals[part] += worth * weigh.get(sentence_id, 1.0)
    best = max(PORTRAYALS, key=lambda part: totals[part])
    if not any(totals.values()):
        best = "antagonist"  # the commonest part in news of conflict; its confidence is 0
    confidence = totals[best] / (sum(totals.values()) + DOUBT)
    sentence_ids = sorted(points, key=lambda name: -points[name].get(best, 0.0) * weigh.get(name, 1.0))
    known = confidence >= unclear_below
    return {
        "portrayal": best if known else None,
        "confidence": round(confidence, 4),
        "sentence_ids": [name for name in sentence_ids[:3] if points[name].get(best)],
    }


def portray(tables: "Tables", spans: pd.DataFrame, *, unclear_below: float = 0.0) -> pd.DataFrame:
    """Return `spans` (article_id, start, end) with the portrayal, confidence and sentence_ids of who is named there.

    The spans are looked up in what `annotate` found. Each gets the likeliest portrayal, however unsure, at confidence 0
    where nobody was found; with `unclear_below` (say LEAST) it is NA where its confidence is lower. KeyError if a
    span's article is not there.
    """
    lost = spans.loc[~spans["article_id"].isin(tables.articles["article_id"]), "article_id"].unique()
    if len(lost):
        raise KeyError(f"spans of articles that are not given: {list(lost[:3])}")
    points = collect_points(list_judged(tables))
    mentions = dict(iter(tables.mentions.dropna(subset=["actor_id"]).groupby("article_id")))
    columns: dict[str, list] = {"portrayal": [], "confidence": [], "sentence_ids": []}
    for article_id, start, end in spans[["article_id", "start", "end"]].itertuples(index=False):
        mention = _find_mention(mentions.get(article_id), int(start), int(end))
        own = points.get((article_id, mention["actor_id"]), {})
        others = 1 / max(1, len(own) - 1)  # its sentence weighs as much as all the actor's other sentences together
        weights = {name: 1.0 if name == mention["sentence_id"] else others for name in own}
        for name, value in cast(own, weights, unclear_below=unclear_below).items():
            columns[name].append(value)
    return spans.assign(**columns)


def _find_mention(mentions: pd.DataFrame | None, start: int, end: int) -> dict:
    """Return the mention that shares most with a span, a name before others; empty ids where none does."""
    none = {"actor_id": "", "sentence_id": ""}
    if mentions is None:
        return none
    shared = mentions["end"].clip(upper=end) - mentions["start"].clip(lower=start)
    near = mentions.assign(shared=shared)[shared > 0].sort_values("shared", ascending=False, kind="stable")
    return near.iloc[0].to_dict() if len(near) else none
