"""Portrayal of given spans: which part does the text give to the actor named there?"""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from .. import actors, quotes, sentiment, syntax, tokens
from ..article import Article, add_mentions, lay_out
from .labels import find_labels
from .portrayal import cast, collect_points
from .roles import find_roles

OWN, OTHERS = 1.0, 1.0  # the span's own sentence weighs as much as all the actor's other sentences together


class Target(NamedTuple):
    """A span and the actor named in it, with the sentence it stands in."""

    article_id: str
    actor_id: str
    sentence_id: str


def portray(articles: pd.DataFrame, spans: pd.DataFrame, *, unclear_below: float = 0.0) -> pd.DataFrame:
    """Return `spans` (article_id, start, end) with portrayal, confidence and sentence_ids, in the same order.

    `articles` has article_id, text and perhaps title. Each span gets the likeliest portrayal, however unsure; with
    `unclear_below` (say `portrayal.LEAST`) it is NA where its confidence is lower. KeyError if a span's article is not
    there.
    """
    lost = spans.loc[~spans["article_id"].isin(articles["article_id"]), "article_id"].unique()
    if len(lost):
        raise KeyError(f"spans of articles that are not given: {list(lost[:3])}")
    by_article = dict(iter(spans.groupby("article_id", sort=False)))
    wanted = articles[articles["article_id"].isin(spans["article_id"])]
    targets: dict[object, Target] = {}
    judged: dict[str, list[dict]] = {name: [] for name in ("sentiment", "roles", "labels", "quotes")}
    for article in _parse(wanted):
        found = _annotate(article, by_article[article.article_id], targets)
        for name, rows in found.items():
            judged[name] += rows
    return spans.assign(**_cast_all(spans, targets, judged, unclear_below))


def _parse(articles: pd.DataFrame) -> Iterator[Article]:
    rows = articles.to_dict("records")
    laid = [tokens.find_sentences(row["article_id"], row["text"], _title(row)) for row in rows]
    docs = syntax.parse((row["text"], sentences) for row, sentences in zip(rows, laid, strict=True))
    for row, doc, sentences in zip(rows, docs, laid, strict=True):
        yield lay_out(row["article_id"], sentences, doc)


def _title(row: dict) -> str | None:
    title = row.get("title")
    return title if isinstance(title, str) else None


def _annotate(article: Article, spans: pd.DataFrame, targets: dict) -> dict[str, list[dict]]:
    """Return the judging rows of one article, and put the target of each of its spans into `targets`."""
    mentions, _ = actors.find_mentions(article)
    for index, start, end in zip(spans.index, spans["start"], spans["end"], strict=True):
        mention = _find_mention(article.text, article.sentences, mentions, (int(start), int(end)))
        if mention:
            targets[index] = Target(mention["article_id"], mention["actor_id"], mention["sentence_id"])
    spoken, _ = quotes.find_quotes(article._replace(mentions=mentions))
    article = add_mentions(article, mentions)._replace(quotes=spoken)
    return {
        "sentiment": sentiment.find_targets(article.sentences, mentions, spoken),
        "roles": find_roles(article),
        "labels": find_labels(article),
        "quotes": spoken,
    }


def _find_mention(text: str, sentences: list[dict], mentions: list[dict], span: tuple[int, int]) -> dict | None:
    """Return the mention that a span is; where none is found, the span and its repetitions become mentions.

    None if the span stands in no sentence (a page's furniture).
    """
    start, end = span
    for row in mentions:
        shared = min(end, row["end"]) - max(start, row["start"])
        if row.get("actor_id") and shared * 2 > end - start and shared * 2 > row["end"] - row["start"]:
            return row
    name = text[start:end]
    actor_id = f"span-{start}"
    new = [
        _mention(text, row, place, len(name), actor_id)
        for row in sentences
        for place in _places(text, name, row)
        if not any(m["start"] < place + len(name) and place < m["end"] and m.get("actor_id") for m in mentions)
        or place == start
    ]
    mentions += new
    return next((row for row in new if row["start"] == start), None)


def _places(text: str, name: str, sentence: dict) -> list[int]:
    """Return where a name stands in a sentence."""
    found, place = [], text.find(name, sentence["start"])
    while 0 <= place < sentence["end"]:
        found.append(place)
        place = text.find(name, place + len(name))
    return found


def _mention(text: str, sentence: dict, start: int, length: int, actor_id: str) -> dict:
    article_id = sentence["article_id"]
    return {
        "mention_id": f"{article_id}:{actor_id}-{start}", "article_id": article_id,
        "sentence_id": sentence["sentence_id"], "start": start, "end": start + length,
        "text": text[start : start + length], "form": "name", "actor_id": actor_id,
    }  # fmt: skip


def _cast_all(spans: pd.DataFrame, targets: dict, judged: dict[str, list[dict]], least: float) -> dict[str, list]:
    """Return the new columns of `spans`."""
    wanted = {(target.article_id, target.actor_id) for target in targets.values()}
    judged["sentiment"] = [row for row in judged["sentiment"] if (row["article_id"], row["actor_id"]) in wanted]
    if judged["sentiment"]:
        scores = sentiment.score_targets(pd.DataFrame(judged["sentiment"]))["score"]
        judged["sentiment"] = [{**row, "score": score} for row, score in zip(judged["sentiment"], scores, strict=True)]
    points = collect_points(judged)
    columns: dict[str, list] = {"portrayal": [], "confidence": [], "sentence_ids": []}
    for index in spans.index:
        target = targets.get(index, Target("", "", ""))
        own = points.get((target.article_id, target.actor_id), {})
        others = OTHERS / max(1, len(own) - 1)
        weights = {name: OWN if name == target.sentence_id else others for name in own}
        for name, value in cast(own, weights, unclear_below=least).items():
            columns[name].append(value)
    return columns
