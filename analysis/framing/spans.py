"""Portrayal of given spans: which part does the text give to the actor named there?"""

import pandas as pd

from .portrayal import cast, collect_points, list_judged

OWN, OTHERS = 1.0, 1.0  # the span's own sentence weighs as much as all the actor's other sentences together


def portray(articles: pd.DataFrame, spans: pd.DataFrame, *, unclear_below: float = 0.0) -> pd.DataFrame:
    """Return `spans` (article_id, start, end) with portrayal, confidence and sentence_ids, in the same order.

    `articles` has article_id, text and perhaps title; the spans are looked up in what `annotate` finds there. Each gets
    the likeliest portrayal, however unsure, at confidence 0 where nobody was found; with `unclear_below` (say
    `portrayal.LEAST`) it is NA where its confidence is lower. KeyError if a span's article is not there.
    """
    from ..pipeline import annotate

    lost = spans.loc[~spans["article_id"].isin(articles["article_id"]), "article_id"].unique()
    if len(lost):
        raise KeyError(f"spans of articles that are not given: {list(lost[:3])}")
    tables = annotate(articles[articles["article_id"].isin(spans["article_id"])])
    points = collect_points(list_judged(tables))
    mentions = dict(iter(tables.mentions.dropna(subset=["actor_id"]).groupby("article_id")))
    columns: dict[str, list] = {"portrayal": [], "confidence": [], "sentence_ids": []}
    for article_id, start, end in spans[["article_id", "start", "end"]].itertuples(index=False):
        mention = _find_mention(mentions.get(article_id), int(start), int(end))
        own = points.get((article_id, mention["actor_id"]), {})
        others = OTHERS / max(1, len(own) - 1)
        weights = {name: OWN if name == mention["sentence_id"] else others for name in own}
        for name, value in cast(own, weights, unclear_below=unclear_below).items():
            columns[name].append(value)
    return spans.assign(**columns)


def _find_mention(mentions: pd.DataFrame | None, start: int, end: int) -> dict:
    """Return the mention that shares most with a span, a name before others; empty ids where none does."""
    if mentions is None:
        return {"actor_id": "", "sentence_id": ""}
    shared = mentions["end"].clip(upper=end) - mentions["start"].clip(lower=start)
    near = mentions.assign(shared=shared)[shared > 0]
    if near.empty:
        return {"actor_id": "", "sentence_id": ""}
    return near.sort_values("shared", ascending=False, kind="stable").iloc[0].to_dict()
