"""Ratios of cost, each measured in one process on one core: `make bench`.

The bare parse of the same articles is the unit. Reads ../shared/gold/polnear_dev.jsonl where it is there (or the folder
NEWS_GOLD), else the sample corpus.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import json
import time
from pathlib import Path

import pandas as pd

import analysis
from analysis import sentiment, syntax, tokens

ROOT = Path(__file__).parent.parent
GOLD = Path(os.environ.get("NEWS_GOLD", ROOT.parent / "shared" / "gold")) / "polnear_dev.jsonl"


def read_texts(most: int = 40) -> pd.DataFrame:
    if not GOLD.exists():
        return analysis.read_articles(ROOT / "data" / "articles")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()[:most]]
    return pd.DataFrame({"article_id": [row["id"] for row in rows], "text": [row["text"] for row in rows]})


def cpu_seconds(function, *arguments, times: int = 3, **options) -> float:
    """Return the least CPU seconds of some runs, after one that warms up."""
    function(*arguments, **options)
    return min(_once(function, arguments, options) for _ in range(times))


def _once(function, arguments, options) -> float:
    start = time.process_time()
    function(*arguments, **options)
    return time.process_time() - start


def bare_parse(texts: pd.DataFrame, sentences: list) -> list:
    return list(syntax.parse(zip(texts["text"], sentences, strict=True)))


def main() -> None:
    texts = read_texts()
    sentences = [
        tokens.find_sentences(*row) for row in texts[["article_id", "text"]].itertuples(index=False, name=None)
    ]
    parse = cpu_seconds(bare_parse, texts, sentences)
    plain = cpu_seconds(analysis.annotate, texts, sentiment=False)
    full = cpu_seconds(analysis.annotate, texts)
    print(f"articles {len(texts)}  bare parse {parse:.2f} CPU s")
    print(f"annotate without sentiment / bare parse: {plain / parse:.2f}   (at most 1.6)")
    print(f"annotate with sentiment    / bare parse: {full / parse:.2f}   (at most 3.5)")
    sentence_rows = [row for rows in sentences for row in rows if len(row["text"]) > 60][:400]
    targets = pd.DataFrame({"text": [row["text"] for row in sentence_rows], "start": 0, "end": 10})
    seconds = cpu_seconds(sentiment.score_targets, targets)
    print(f"targets a CPU second, batched: {len(targets) / seconds:.0f}   (at least 100)")


if __name__ == "__main__":
    main()
