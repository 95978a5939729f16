"""The scores of each room on public data: what `training.measure` runs.

Each measure_ function takes a folder for what the scorers read and returns {measure: (score, number of cases)}. All but
polarity, whose data are targets in single sentences, score the tables that `analysis.annotate` gives everybody.
"""

import base64
import functools
import gzip
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pandas as pd

import analysis
from analysis import articles, places, sentiment
from analysis.reliability import errors
from analysis.reliability.scoring import PUBLIC
from analysis.statistics.stories import match_stories
from analysis.tables import CONFIDENT, Tables, write

from . import sentiment_data

GOLD = Path(os.environ.get("NEWS_GOLD", "../shared/gold"))
SCORERS = GOLD.parent / "score"
LEXICON = "polarity towards an actor by the lexicon method (macro-F1)"
NAME = re.compile(r"(?:the )?[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*)*")  # a source that is a name: all capitals
POLAR = ("negative", "positive")
Scores = dict[str, tuple[float, int | None]]  # measure -> score, number of cases where the scorer tells it


def measure_quotes(folder: Path) -> Scores:
    """Score attributions on PolNeAR's development split; a measure's n is the number of gold attributions."""
    gold = GOLD / "polnear_dev.jsonl"
    found = annotate_polnear().quotes
    found = found[found["cue"].notna() | found["source"].notna()]  # the rest says of nobody that he said it
    lines = [
        {"id": article_id, "quotes": [describe_quote(row) for row in part.itertuples()]}
        for article_id, part in found.groupby("article_id")
    ]
    result = json.loads(run_scorer("quotes", gold, write_lines(folder / "quotes.jsonl", lines), "--json"))
    counts = result["n"]
    return {
        "who said what: right content and right source (F1)": (result["who_what"]["f1"], counts["gold"]),
        "who said what where words are quoted (F1)": (result["who_what_quoted"]["f1"], counts["gold_quoted"]),
        "who said what with a verb of saying (F1)": (result["who_what_speech"]["f1"], counts["gold_speech"]),
        "right source where the content is right (share)": (result["source_acc"], None),
    }


@functools.cache
def annotate_polnear() -> Tables:
    """Return the tables of PolNeAR's development split."""
    return annotate(read_texts("polnear_dev"), sentiment=False)


def describe_quote(row) -> dict:
    """Return a row of the quotes table as the scorer wants it."""
    cue, source = ((row.cue_start, row.cue_end), (row.source_start, row.source_end))
    return {
        "content": [[int(start), int(end)] for start, end in row.pieces],
        "cue": None if pd.isna(cue[0]) else [int(place) for place in cue],
        "source": None if pd.isna(source[0]) else [int(place) for place in source],
    }


def measure_actors(folder: Path) -> Scores:
    """Score who is meant by each mention on the news of GUM, and by named sources on PolNeAR."""
    gold = GOLD / "gum_news_dev.jsonl"
    mentions = annotate(read_texts("gum_news_dev"), sentiment=False).mentions
    lines = [
        {"id": article_id, "mentions": [describe_mention(row) for row in part.itertuples()]}
        for article_id, part in mentions.groupby("article_id")
    ]
    told = run_scorer("actors", gold, write_lines(folder / "actors.jsonl", lines))
    write_confidence(judge_mentions(read_lines(gold), lines))
    right = read_counts(told)
    asked = ["name", "noun", "he, it, they", "his, its, their", "described"]
    scores: Scores = {"who is meant, all sorts of mention (share right)": find_share(right, asked)}
    scores |= {f"who is meant by: {SORTS[name]} (share right)": find_share(right, [name]) for name in asked}
    scores["pronouns given to an actor that are given right (share)"] = find_share(right, ["said pronoun"])
    scores["named actors with all their mentions and no others (share)"] = find_share(
        right, ["named actors one to one"]
    )
    scores["mentions of one actor together (B-cubed F)"] = (find_number(told, "R [0-9.]+ F"), None)
    return scores | {"the actor behind a source that is a name (share right)": score_named_sources()}


SORTS = {
    "name": "a name", "noun": "a description of somebody named", "he, it, they": "he, she, it, they",
    "his, its, their": "his, her, its, their", "described": "mentions of somebody never named",
}  # fmt: skip


def describe_mention(row) -> dict:
    """Return a row of the mentions table as the scorer wants it."""
    actor = None if pd.isna(row.actor_id) else row.actor_id
    sure = getattr(row, "confidence", pd.NA)
    confidence = None if pd.isna(sure) else float(sure)
    return {"start": int(row.start), "end": int(row.end), "actor": actor, "form": row.form, "confidence": confidence}


def judge_mentions(gold: list[dict], given: list[dict]) -> pd.DataFrame:
    """Return confidence and right (bool) of each mention that is given to an actor, paired and voted as by the scorer.

    A mention over no gold mention is left out, as there.
    """
    spec = importlib.util.spec_from_file_location("score_actors", SCORERS / "score_actors.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predicted, rows = {row["id"]: row["mentions"] for row in given}, []
    for doc in gold:
        mentions, said = doc["mentions"], predicted.get(doc["id"], [])
        pairs = [(said[j], mentions[i]) for j, i in scorer.pair(mentions, said)[1].items() if said[j]["actor"]]
        votes: dict[str, Counter] = defaultdict(Counter)
        for one, other in pairs:
            votes[one["actor"]][other["cluster"]] += 10 if other["form"] == "name" else 1
        stands = {actor: counts.most_common(1)[0][0] for actor, counts in votes.items()}
        rows += [(one["confidence"], stands[one["actor"]] == other["cluster"]) for one, other in pairs]
    return pd.DataFrame(rows, columns=["confidence", "right"]).dropna(subset=["confidence"])


def write_confidence(judged: pd.DataFrame) -> None:
    """Write how often who is meant is right, by tenths of confidence, beside the weights."""
    tenths = (judged["confidence"].astype(float) * 10).astype(int).clip(upper=9) / 10
    cells = {
        f"{tenth:.1f}": {"found": len(rows), "right": int(rows["right"].sum()),
                         "mean_confidence": round(float(rows["confidence"].mean()), 3)}
        for tenth, rows in judged.groupby(tenths)
    }  # fmt: skip
    path = PUBLIC.with_name("actors_scores.json")
    path.write_text(json.dumps({"by confidence": cells}, indent=1) + "\n", encoding="utf-8")


def read_counts(told: str) -> dict[str, tuple[int, int]]:
    """Return {what: (right, asked)} from lines such as "name: 0.690 (69/100)"."""
    found = re.findall(r"^(.+): [\d.]+ \((\d+)/(\d+)\)$", told, re.MULTILINE)
    return {name: (int(right), int(asked)) for name, right, asked in found}


def find_share(counts: dict[str, tuple[int, int]], names: list[str]) -> tuple[float, int]:
    """Return the share right of some counts together, and how many were asked; what is not there counts for nothing."""
    known = [counts[name] for name in names if name in counts]
    asked = sum(each for _, each in known)
    return sum(right for right, _ in known) / max(1, asked), asked


def score_named_sources() -> tuple[float, int]:
    """Return how often the actor behind an attribution is the one that its source names, on PolNeAR.

    Asked of every gold source that is a name (each word with a capital; "the" may lead) and that a source of the
    quotes table overlaps. Right: one of the actor's names, in this article or as the actor is listed, holds the last
    word of the gold source; an unknown actor is wrong. Whom pronouns mean is not in PolNeAR; GUM tells that.
    """
    tables = annotate_polnear()
    names = name_actors(tables)
    quotes = dict(iter(tables.quotes.dropna(subset=["source_start"]).groupby("article_id")))
    right = asked = 0
    for row in read_lines(GOLD / "polnear_dev.jsonl"):
        for start, end in (quote["source"][0] for quote in row["quotes"] if quote["source"]):
            found = find_overlapping(quotes.get(row["id"], tables.quotes[:0]), start, end, "source_")
            if NAME.fullmatch(source := row["text"][start:end]) and found is not None:
                asked += 1
                right += source.split()[-1].casefold() in names.get((row["id"], found), ())
    return right / max(1, asked), asked


def name_actors(tables: Tables) -> dict[tuple[str, str], set[str]]:
    """Return the words of each actor's names, by (article, actor)."""
    listed = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    named = tables.mentions[tables.mentions["form"].isin(["name", "alias"])].dropna(subset=["actor_id"])
    words: dict[tuple[str, str], set[str]] = {}
    for row in tables.mentions.dropna(subset=["actor_id"]).itertuples():
        words.setdefault((row.article_id, row.actor_id), set(listed[row.actor_id].casefold().split()))
    for row in named.itertuples():
        words[row.article_id, row.actor_id] |= set(row.text.casefold().split())
    return words


def find_overlapping(rows: pd.DataFrame, start: int, end: int, prefix: str = "") -> str | None:
    """Return the actor_id of the row that shares most characters with a span: "" where unknown, None without a row."""
    shared = rows[f"{prefix}end"].clip(upper=end) - rows[f"{prefix}start"].clip(lower=start)
    shared = shared[shared > 0]
    if shared.empty:
        return None
    actor = rows.loc[shared.astype(int).idxmax(), "actor_id"]
    return "" if pd.isna(actor) else actor


def measure_sentiment(folder: Path) -> Scores:
    """Score polarity towards targets on the fifth of NewsMTSC's training split that nothing is trained on."""
    _, rows = sentiment_data.split_rows(sentiment_data.read_rows(GOLD / "newsmtsc_train.jsonl"))
    gold = write_lines(folder / "gold.jsonl", rows)
    targets = pd.DataFrame(rows)
    scores: Scores = {}
    if sentiment.note_on_method():
        print(sentiment.note_on_method(), file=sys.stderr)
    for method in sentiment.METHODS if sentiment.method_in_use() == "encoder" else ("lexicon",):
        found = sentiment.score_targets(targets, method)[["polarity", "confidence"]].to_dict("records")
        told = run_scorer("sentiment", gold, write_lines(folder / f"{method}.jsonl", found))
        if method == "lexicon":
            scores[LEXICON] = (find_number(told, "macro-f1"), len(rows))
        else:
            scores["polarity towards an actor (macro-F1)"] = (find_number(told, "macro-f1"), len(rows))
            sure = find_number(told, "surest half")
            scores["right answers among the surer half (share)"] = (sure, len(rows) // 2)
    return scores


def measure_portrayal(folder: Path) -> Scores:
    """Score the parts given to actors on SemEval's; nothing is trained on them.

    A gold entity's answer is the portrayal of the actor whose mention overlaps it most, where the table is sure enough
    for it to be counted.
    """
    gold = read_lines(GOLD / "portrayal_dev.jsonl")
    tables = annotate(pd.DataFrame([{"article_id": row["id"], "text": row["text"]} for row in gold]))
    answers = list(answer_portrayals(gold, tables))
    kept = {(article, entity["start"], entity["end"]) for article, entity in answers}
    asked = [keep_entities(row, kept) for row in gold]
    said = [{"id": row["id"], "entities": [e for article, e in answers if article == row["id"]]} for row in gold]
    files = (write_lines(folder / f"{name}.jsonl", rows) for name, rows in (("gold", asked), ("portrayal", said)))
    entities = sum(len(row["entities"]) for row in gold)
    return {
        "named actors that are given a part (share)": (len(answers) / entities, entities),
        "protagonist, antagonist or innocent, of the parts given (macro-F1)": (
            find_number(run_scorer("portrayal", *files), "macro-f1"), len(answers),
        ),
    }  # fmt: skip


def answer_portrayals(gold: list[dict], tables: Tables) -> Iterator[tuple[str, dict]]:
    """Yield the article and the answer to each entity that has one."""
    sure = tables.portrayals[tables.portrayals["confidence"] >= CONFIDENT].dropna(subset=["portrayal"])
    parts = sure.set_index(["article_id", "actor_id"])["portrayal"].to_dict()
    mentions = dict(iter(tables.mentions.dropna(subset=["actor_id"]).groupby("article_id")))
    for row in gold:
        for entity in row["entities"]:
            span = {"start": entity["start"], "end": entity["end"]}
            actor = find_overlapping(mentions.get(row["id"], tables.mentions[:0]), **span)
            if part := parts.get((row["id"], actor)):
                yield row["id"], {**span, "role": part.capitalize()}


def keep_entities(row: dict, kept: set[tuple[str, int, int]]) -> dict:
    """Return a gold article with the entities that were answered alone."""
    entities = [entity for entity in row["entities"] if (row["id"], entity["start"], entity["end"]) in kept]
    return {**row, "entities": entities}


def measure_loaded(folder: Path) -> Scores:
    """Score the words that the suite calls loaded on those that BABE's experts call biased."""
    gold = GOLD / "babe_dev.jsonl"
    markers = annotate(read_texts("babe_dev"), sentiment=False).markers
    found = markers[markers["kind"] == "loaded"].groupby("article_id")[["start", "end"]]
    lines = [{"id": article_id, "words": part.astype(int).to_numpy().tolist()} for article_id, part in found]
    told = run_scorer("loaded", gold, write_lines(folder / "loaded.jsonl", lines))
    return {
        "words that experts call biased (F1)": (find_number(told, "F1"), None),
        "words called loaded that experts call biased (share)": (find_number(told, "precision"), None),
    }


def measure_basil(folder: Path) -> Scores:
    """Score polarity, voice and tone on BASIL's wording that experts call biased."""
    write(annotate_basil(), folder)
    told = run_scorer("basil", GOLD / "basil_dev.jsonl", folder)
    told = next(line for line in told.splitlines() if line.startswith("SUMMARY"))
    measures = {
        "biased wording about an actor that is judged (share)": "judged",
        "polarity of biased wording, where judged (share right)": "right of judged",
        "quoted biased wording in the mouth of the right person (share)": "right named person",
        "biased wording outside quotation marks that is put in a mouth (share)": "writer's span in speech",
        "the author's feeling towards an actor against the tone (Spearman's rho)": "author feeling Spearman",
    }
    return {measure: (find_number(told, name), None) for measure, name in measures.items()}


def measure_stories(folder: Path) -> Scores:
    """Score which articles of two outlets are joined as one story on BASIL's events."""
    tables = annotate_basil()
    stories = match_stories(tables, "outlet", *sorted(tables.articles["outlet"].unique()))
    lines = [{"first": first, "second": second} for first, second in list_pairs(stories)]
    told = run_scorer("stories", GOLD / "basil_dev.jsonl", write_lines(folder / "stories.jsonl", lines))
    told = next(line for line in told.splitlines() if line.startswith("all:"))
    return {
        "articles joined as one story that are one (share)": (find_number(told, "precision"), len(lines)),
        "articles that tell one story and are joined (share)": (find_number(told, "recall"), None),
    }


def list_pairs(stories: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each two articles of one story that are of two groups."""
    pairs = stories.merge(stories, on="story")
    pairs = pairs[pairs["group_x"] < pairs["group_y"]]
    return list(pairs[["article_id_x", "article_id_y"]].itertuples(index=False, name=None))


@functools.cache
def annotate_basil() -> Tables:
    """Return the tables of BASIL's development half, with sentiment."""
    columns = ["article_id", "title", "outlet", "published", "url", "text"]
    return annotate(read_texts("basil_dev")[columns])


def measure_sample(_: Path) -> Scores:
    """Score what is called negative or positive on the sample corpus, which its writers labelled themselves."""
    tables = annotate(analysis.read_articles(places.DATA / "articles"))
    checked = errors.check_polarities(tables, places.DATA / "gold")
    return {
        f"what is called {row.polarity} and is so to the labeller (share)": (row.right / row.n, row.n)
        for row in checked.itertuples()
    }


def measure_pages(folder: Path) -> Scores:
    """Score the article text of saved web pages, read from disk as a user's would be."""
    gold = GOLD / "pages_dev.jsonl"
    rows = read_lines(gold)
    pages = folder / "pages"
    pages.mkdir()
    for row in rows:
        (pages / f"{row['id']}.html").write_bytes(gzip.decompress(base64.b64decode(row["html_gz"])))
    found, _ = articles.read_files(pages)
    lines = [{"id": Path(row.path).stem, "text": row.text} for row in found.itertuples()]
    told = run_scorer("pages", gold, write_lines(folder / "pages.jsonl", lines))
    return {"article text from a web page (F1)": (find_number(told, "f1"), len(rows))}


ROOMS: dict[str, Callable[[Path], Scores]] = {
    "quotes": measure_quotes,
    "actors": measure_actors,
    "sentiment": measure_sentiment,
    "portrayal": measure_portrayal,
    "loaded": measure_loaded,
    "basil": measure_basil,
    "stories": measure_stories,
    "pages": measure_pages,
    "sample": measure_sample,
}


def annotate(texts: pd.DataFrame, **options) -> Tables:
    """Return the tables, from the cache where nothing changed; what failed on an article is told, and costs score."""
    tables = analysis.annotate(texts, cache=places.find_cache(), **options)
    for message in tables.problems.loc[tables.problems["message"].str.contains("is kept without its"), "message"]:
        print(message, file=sys.stderr)
    return tables


def read_texts(name: str) -> pd.DataFrame:
    """Return a gold file's articles: article_id, text and what else it tells of them."""
    rows = pd.DataFrame(read_lines(GOLD / f"{name}.jsonl")).rename(columns={"id": "article_id"})
    keep = [column for column in ("article_id", "title", "outlet", "published", "url", "text") if column in rows]
    return rows[keep]


def run_scorer(name: str, *arguments: str | Path) -> str:
    """Return what a reference scorer prints; CalledProcessError with its message where it fails."""
    command = [sys.executable, str(SCORERS / f"score_{name}.py"), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def find_number(told: str, name: str) -> float:
    """Return the number that stands behind a name, which is a regular expression."""
    match = re.search(rf"(?:^|\s){name} (-?[\d.]+)", told)
    if not match:
        raise ValueError(f"the scorer says nothing of {name}: {told}")
    return float(match.group(1))


def read_lines(path: Path) -> list[dict]:
    """Return the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_lines(path: Path, rows: Iterable[dict]) -> Path:
    """Write a JSON-lines file and return its path."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
