"""Measure the suite on public data and write analysis/models/public_scores.json, which notebook 06 and the README show.

    python -m training.measure [--only quotes sentiment portrayal pages]

Needs the public data in ../shared/gold (or NEWS_GOLD) with the reference scorers in ../shared/score beside it, which
are run as they are. Nothing is trained here. What others reach stands in public_peers.csv. About five minutes.
"""

import argparse
import base64
import csv
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

import analysis
from analysis import articles, framing, sentiment
from analysis.reliability import scoring

from . import sentiment_data

GOLD = Path(os.environ.get("NEWS_GOLD", "../shared/gold"))
SCORERS = GOLD.parent / "score"
PEERS = Path(__file__).parent / "public_peers.csv"
LEXICON = "polarity towards an actor by the lexicon method (macro-F1)"
Scores = dict[str, tuple[float, int | None]]  # measure -> score, number of cases where the scorer tells it


def main() -> None:
    """Measure the rooms asked for, keep what is known of the others, write and print the scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", nargs="+", choices=list(ROOMS), default=list(ROOMS))
    rooms = parser.parse_args().only
    if not GOLD.is_dir():
        sys.exit(f"The public data are not at {GOLD}: set NEWS_GOLD to their folder.")
    for room in rooms:  # written after each, so that a room that fails costs only itself
        print(f"measuring {room} ...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            scores = ROOMS[room](Path(folder))
        for row in write_scores(scores | read_scores(set(ROOMS) - {room})):
            if row["room"] == room:
                print(f"{room:10} {row['measure']:62} n {row['n'] or '':>5}  {row['score']:.3f}", flush=True)


def write_scores(scores: Scores) -> list[dict]:
    """Write the scores with what others reach, and return the rows written."""
    rows = list_rows(scores)
    scoring.PUBLIC.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return rows


def read_scores(rooms: set[str]) -> Scores:
    """Return the scores measured before in some rooms."""
    rows = json.loads(scoring.PUBLIC.read_text(encoding="utf-8")) if scoring.PUBLIC.exists() else []
    return {row["measure"]: (row["score"], row["n"]) for row in rows if row["room"] in rooms}


def list_rows(scores: Scores) -> list[dict]:
    """Return a row for each measure that has a score, in the order of public_peers.csv, which must list them all."""
    with PEERS.open(encoding="utf-8", newline="") as lines:
        peers = list(csv.DictReader(lines))
    lost = set(scores) - {peer["measure"] for peer in peers}
    if lost:
        raise KeyError(f"{PEERS.name} lacks {sorted(lost)}")
    rows = []
    for peer in peers:
        if peer["measure"] in scores:
            score, cases = scores[peer["measure"]]
            numbers = {key: float(peer[key]) if peer[key] else None for key in ("peer_score", "human")}
            told = {key: value or None for key, value in peer.items()}
            rows.append({**told, **numbers, "score": round(score, 3), "n": cases})
    return rows


def measure_quotes(folder: Path) -> Scores:
    """Score attributions on PolNeAR's development split; a measure's n is the number of gold attributions."""
    gold = GOLD / "polnear_dev.jsonl"
    texts = pd.DataFrame(read_lines(gold)).rename(columns={"id": "article_id"})
    found = find_quotes(texts[["article_id", "title", "text"]])
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


def find_quotes(texts: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes table; RuntimeError where a failing stage would pass for an article without quotes."""
    tables = analysis.annotate(texts, sentiment=False)
    failed = tables.problems[tables.problems["message"].str.contains("kept without its quotes")]
    if len(failed):
        raise RuntimeError(failed["message"].iloc[0])
    return tables.quotes


def describe_quote(row) -> dict:
    """Return a row of the quotes table as the scorer wants it."""
    cue, source = ((row.cue_start, row.cue_end), (row.source_start, row.source_end))
    return {
        "content": [[int(start), int(end)] for start, end in row.pieces],
        "cue": None if pd.isna(cue[0]) else [int(place) for place in cue],
        "source": None if pd.isna(source[0]) else [int(place) for place in source],
    }


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
    """Score the parts given to actors on SemEval's; nothing is trained on them."""
    gold = GOLD / "portrayal_dev.jsonl"
    rows = read_lines(gold)
    texts = pd.DataFrame([{"article_id": row["id"], "text": row["text"]} for row in rows])
    spans = pd.DataFrame([
        {"article_id": row["id"], "start": entity["start"], "end": entity["end"]}
        for row in rows
        for entity in row["entities"]
    ])  # fmt: skip
    found = framing.portray(texts, spans)
    lines = [
        {"id": article_id, "entities": [
            {"start": start, "end": end, "role": portrayal.capitalize()}
            for start, end, portrayal in part[["start", "end", "portrayal"]].itertuples(index=False)
        ]}
        for article_id, part in found.groupby("article_id", sort=False)
    ]  # fmt: skip
    told = run_scorer("portrayal", gold, write_lines(folder / "portrayal.jsonl", lines))
    return {"protagonist, antagonist or innocent (macro-F1)": (find_number(told, "macro-f1"), len(spans))}


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
    "sentiment": measure_sentiment,
    "portrayal": measure_portrayal,
    "pages": measure_pages,
}


def run_scorer(name: str, *arguments: str | Path) -> str:
    """Return what a reference scorer prints; CalledProcessError with its message where it fails."""
    command = [sys.executable, str(SCORERS / f"score_{name}.py"), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def find_number(told: str, name: str) -> float:
    """Return the number that stands behind a name."""
    match = re.search(rf"(?:^|\s){re.escape(name)} ([\d.]+)", told)
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


if __name__ == "__main__":
    main()
