"""Annotate one article, a line a stage; put what was found in all of them into tables."""

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import pandas as pd

from . import actors, articles, corrections, framing, many, places, quotes, sentiment, syntax, tables, tokens
from .article import Article, find_heads, find_names, find_pairs, lay_out, list_tokens

ALIASES = places.DATA / "actors.csv"
# What is found in one article alone; the other tables need all articles.
FOUND = ("sentences", "tokens", "mentions", "actors", "quotes", "sentiment", "roles", "labels", "markers", "problems")


def load(paths: str | Path | Sequence[str | Path], *, keep: Collection[str] = (), **options) -> tables.Tables:
    """Return the tables of the articles at `paths`, from the cache where nothing changed.

    `keep` holds reasons for which nothing is cut from them, as in `read_articles`; the other options are those of
    `annotate`. What could not be read is in `problems`.
    """
    return annotate(articles.read_articles(paths, keep=keep), cache=places.find_cache(), **options)


def annotate(
    texts: pd.DataFrame,
    *,
    sentiment: bool = True,
    aliases: str | Path | None = None,
    corrections: str | Path | None = None,
    cache: str | Path | None = None,
    workers: int = 1,
    progress: bool = False,
) -> tables.Tables:
    """Return the tables of a DataFrame of articles with `article_id` and `text`; other columns are optional.

    The text is never changed, and offsets index it as given. `sentiment=False` leaves the costly part out: its
    table is then empty, and so is `portrayals`. `aliases` is a CSV like data/actors.csv, which is the default, and
    `corrections` one of what readers put right: else that of the variable NEWS_CORRECTIONS, else data/corrections.csv.
    An article that a stage cannot judge keeps what the other stages found, and has a row in `problems`.
    ValueError if the columns are missing or ids are not unique.
    """
    told = texts.attrs
    texts = articles.complete(texts)
    own = _read_aliases(aliases)
    options = {"sentiment": sentiment, "aliases": own}
    folder = Path(cache) / many.fingerprint(options) if cache else None
    found = many.annotate_all(
        _as_rows(texts), annotate_chunk, options, folder=folder, workers=workers, progress=progress
    )
    return _assemble(texts, found, told, own, corrections)


def annotate_chunk(chunk: list[dict], options: dict) -> list[dict[str, list[dict]]]:
    """Return, for each article row of a chunk, the rows of the tables named in FOUND."""
    prepared = [tokens.find_sentences(row["article_id"], row["text"], row["title"]) for row in chunk]
    docs = syntax.parse(zip((row["text"] for row in chunk), prepared, strict=True))
    laid = (lay_out(row["article_id"], rows, doc) for row, rows, doc in zip(chunk, prepared, docs, strict=True))
    found = [_list_rows(annotate_article(article, **options)) for article in laid]
    if options["sentiment"]:
        _try_sentiment(found, chunk)
    return found


def annotate_article(article: Article, *, aliases: list[dict] | None = None, sentiment: bool = True) -> Article:
    """Return an article with all that is found in it; a stage that fails leaves a row in its `problems`."""
    article = add_tokens(article)
    article = add_mentions(article, aliases)
    article = add_quotes(article)
    article = add_events(article)
    article = add_roles(article)
    article = add_labels(article)
    article = add_markers(article)
    return add_sentiment(article) if sentiment else article


def stage(function: Callable[..., dict]) -> Callable[..., Article]:
    """Turn a function that returns new fields of an article into one that adds them, or notes why it could not."""
    name = function.__name__.removeprefix("add_")

    @functools.wraps(function)
    def add(article: Article, *arguments) -> Article:
        try:
            return article._replace(**function(article, *arguments))
        except Exception as error:
            message = f"the article is kept without its {name}: {type(error).__name__}: {error}"
            problem = {"article_id": article.article_id, "stage": name, "message": message}
            return article._replace(problems=[*article.problems, problem])

    return add


@stage
def add_tokens(article: Article) -> dict:
    return {"token_rows": list_tokens(article)}


@stage
def add_mentions(article: Article, aliases: list[dict] | None) -> dict:
    mentions, found = actors.find_mentions(article, aliases)
    heads = find_heads(article, mentions)
    kinds = {row["actor_id"]: row["kind"] for row in found}
    names, pairs = find_names(heads), find_pairs(article, heads)
    return {"mentions": mentions, "actors": found, "heads": heads, "names": names, "pairs": pairs, "kinds": kinds}


@stage
def add_quotes(article: Article) -> dict:
    rows, problems = quotes.find_quotes(article)
    return {"quotes": rows, "spoken": quotes.list_spoken(rows), "problems": [*article.problems, *problems]}


@stage
def add_events(article: Article) -> dict:
    return {"events": framing.find_events(article)}


@stage
def add_roles(article: Article) -> dict:
    return {"roles": framing.find_roles(article)}


@stage
def add_labels(article: Article) -> dict:
    return {"labels": framing.find_labels(article)}


@stage
def add_markers(article: Article) -> dict:
    return {"markers": framing.find_markers(article)}


@stage
def add_sentiment(article: Article) -> dict:
    """Of described people none is judged: sentiment is the costly part."""
    names = {row["actor_id"] for row in article.actors if not row["name"].islower()}
    named = [row for row in article.mentions if row["actor_id"] in names]
    return {"sentiment": sentiment.find_targets(article.sentences, named, article.quotes, article.spoken)}


def _list_rows(article: Article) -> dict[str, list[dict]]:
    """Return the rows found in one article, by table."""
    fields = {name: "token_rows" if name == "tokens" else name for name in FOUND}
    return {name: list(getattr(article, field)) for name, field in fields.items()}


def _add_sentiment(found: list[dict[str, list[dict]]]) -> None:
    """Score the tone of every sentence and the sentiment towards every target of a chunk, in one batch each."""
    sentences = [row for rows in found for row in rows["sentences"]]
    names = {key: spans for rows in found for key, spans in sentiment.find_names(rows).items()}
    texts = [sentiment.mask_names(row["text"], names.get(row["sentence_id"], ())) for row in sentences]
    for row, tone in zip(sentences, sentiment.score_tone(texts), strict=True):
        row["tone"] = round(tone, 4)
    targets = [row for rows in found for row in rows["sentiment"]]
    if not targets:
        return
    scores = sentiment.score_targets(
        pd.DataFrame(targets), unclear_below=sentiment.UNCLEAR_BELOW, shares=sentiment.NEWS_SHARES
    )
    for row, score in zip(targets, scores.round(4).to_dict("records"), strict=True):
        row.update(score)


def _try_sentiment(found: list[dict[str, list[dict]]], chunk: list[dict]) -> None:
    """Score a chunk, else one article at a time: what cannot be judged is kept without, and is a problem."""
    try:
        _add_sentiment(found)
    except Exception as error:
        if len(chunk) > 1:
            for rows, row in zip(found, chunk, strict=True):
                _try_sentiment([rows], [row])
            return
        message = f"the article is kept without its sentiment: {type(error).__name__}: {error}"
        found[0]["sentiment"].clear()
        found[0]["problems"].append({"article_id": chunk[0]["article_id"], "stage": "sentiment", "message": message})


def _as_rows(texts: pd.DataFrame) -> list[dict]:
    """Plain rows of what the stages need; an article without text has nothing to annotate."""
    texts = texts[["article_id", "title", "text"]].dropna(subset=["text"])
    return texts.astype(object).where(texts.notna(), None).to_dict("records")


def _read_aliases(path: str | Path | None) -> list[dict] | None:
    if path is None:
        return actors.read_aliases(ALIASES) if ALIASES.exists() else None
    return actors.read_aliases(path)


def _assemble(
    texts: pd.DataFrame, found: Iterable[dict], told: dict, aliases: list[dict] | None, path: str | Path | None
) -> tables.Tables:
    """Put the rows of all articles into tables, and resolve the actors across the whole corpus."""
    found = list(found)
    frames = {name: tables.make(name, [row for rows in found for row in rows.get(name, ())]) for name in FOUND}
    frames["removed"] = tables.make("removed", told.get("removed") or ())
    if told.get("problems"):  # what reading had to say comes first
        read = tables.make("problems", told["problems"])
        frames["problems"] = pd.concat([read, frames["problems"]], ignore_index=True)
    mapping, frames["actors"], frames["merges"] = actors.merge_actors(frames["mentions"], frames["actors"], aliases)
    for name, frame in frames.items():
        if name not in ("actors", "merges"):
            frames[name] = tables.rename_actors(frame, mapping)
    result = tables.empty()._replace(articles=texts, **frames)
    if given := corrections.find_file(path):
        result = corrections.apply(result, given)
    result = actors.find_sides(result, aliases or ())
    portrayals = tables.make("portrayals", framing.portray_actors(result))
    return result._replace(portrayals=portrayals)
