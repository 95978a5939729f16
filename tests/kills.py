"""Kill a run at random moments, again and again, and compare with an undisturbed one: python tests/kills.py."""

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis import articles

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "articles"
RUN = """
import sys
import pandas as pd
from analysis import pipeline, tables
texts = pd.read_json(sys.argv[1], lines=True)
tables.write(pipeline.annotate(texts, cache=sys.argv[2], sentiment=sys.argv[4] == "True"), sys.argv[3], csv=True)
"""


def make_articles(number: int) -> list[dict]:
    """Return so many articles: the paragraphs of the sample dealt out anew, each with its number."""
    paragraphs = [part for text in articles.read_articles(SAMPLE)["text"] for part in text.split("\n\n")]
    chance = random.Random(0)
    return [
        {"article_id": f"a{place:03}", "text": "\n\n".join([f"Article {place}", *chance.sample(paragraphs, 12)])}
        for place in range(number)
    ]


def start(folder: Path, name: str, sentiment: bool) -> subprocess.Popen:
    """Start a run on folder/articles.jsonl, with the cache and the tables in folders of that name."""
    paths = (folder / "articles.jsonl", folder / f"cache-{name}", folder / f"tables-{name}")
    return subprocess.Popen([sys.executable, "-c", RUN, *map(str, paths), str(sentiment)])


def count_kept(folder: Path) -> int:
    """Return how many articles the cache of the disturbed run holds."""
    return len(list((folder / "cache-killed").rglob("*.json.gz")))


def time_whole(folder: Path, sentiment: bool) -> float:
    """Run undisturbed; return the seconds from the first articles that are kept to the end."""
    run = start(folder, "whole", sentiment)
    while run.poll() is None and not any((folder / "cache-whole").rglob("*.json.gz")):
        time.sleep(0.05)
    ready = time.monotonic()
    run.wait()
    return time.monotonic() - ready


def kill_often(folder: Path, kills: int, *, seconds: float, sentiment: bool) -> list[int]:
    """Kill so many runs at random moments of their work; return how many articles were kept after each.

    Its work begins when models are loaded and something new is kept; the last of several kills fall near the end.
    """
    chance, kept = random.Random(1), [0]
    for _ in range(kills):
        run = start(folder, "killed", sentiment)
        while run.poll() is None and count_kept(folder) == kept[-1]:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 1.5 / kills) * seconds)
        run.send_signal(signal.SIGKILL)
        run.wait()
        kept.append(count_kept(folder))
    return kept[1:]


def compare(folder: Path) -> list[str]:
    """Return the names of the files that differ between the undisturbed run and the rerun."""
    whole, again = (folder / f"tables-{name}" for name in ("whole", "killed"))
    names = sorted({path.name for one in (whole, again) for path in one.iterdir()})
    return [name for name in names if (whole / name).read_bytes() != (again / name).read_bytes()]


def disturb(folder: Path, number: int, kills: int, *, sentiment: bool) -> tuple[list[int], list[str]]:
    """Run undisturbed, then with kills, then to the end; return what each kill left and which files differ."""
    lines = (json.dumps(row) + "\n" for row in make_articles(number))
    (folder / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    kept = kill_often(folder, kills, seconds=time_whole(folder, sentiment), sentiment=sentiment)
    start(folder, "killed", sentiment).wait()
    return kept, compare(folder)


def main() -> int:
    """Print how many articles each kill left done, and what differs in the end; return 1 where anything does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--no-sentiment", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept, differ = disturb(Path(folder), args.articles, args.kills, sentiment=not args.no_sentiment)
    print(f"done after each kill: {kept} of {args.articles}; files that differ: {differ or 'none'}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
