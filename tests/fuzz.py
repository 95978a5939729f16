"""Annotate random splices of real articles with errors raised: python tests/fuzz.py --n 20000 (needs gold texts)."""

import argparse
import json
import os
import random
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis import pipeline

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("NEWS_GOLD", ROOT.parent / "shared" / "gold"))
ODD = ("\n\n", "\n", " ", " ", "", "“", "”", '"', "…", "—", "\u00a0", "\t", "'", "(", "$", "\u200b", "😀")


def make_splices(texts: Sequence[str], number: int, seed: int = 0) -> Iterator[str]:
    """Yield so many texts of two to four pieces, cut anywhere out of the given ones and joined by an odd sign."""
    chance = random.Random(seed)
    for _ in range(number):
        pieces = []
        for _ in range(chance.randint(2, 4)):
            text = chance.choice(texts)
            start = chance.randrange(len(text))
            pieces += [text[start : start + chance.randint(1, 200)], chance.choice(ODD)]
        yield "".join(pieces)


def annotate_raising(texts: Sequence[str]) -> None:
    """Annotate texts as one chunk; RuntimeError where a stage failed and the article was kept without it."""
    rows = [{"article_id": f"a{place}", "title": None, "text": text} for place, text in enumerate(texts)]
    for found in pipeline.annotate_chunk(rows, {"sentiment": False, "aliases": None}):
        for problem in found["problems"]:
            if "is kept without" in problem["message"]:
                raise RuntimeError(problem["message"])


def find_failures(texts: Sequence[str], batch: int = 50) -> Iterator[tuple[str, str]]:
    """Yield each text that cannot be annotated, and why: first by the batch, then one by one."""
    for first in range(0, len(texts), batch):
        some = texts[first : first + batch]
        try:
            annotate_raising(some)
        except Exception:
            why = traceback.format_exc()
            yield from ((text, why) for text in some) if len(some) == 1 else find_failures(some, 1)


def main() -> int:
    """Print each splice that failed, and how many did; return 1 where any did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=20000, help="how many splices")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rows = (json.loads(line) for path in sorted(GOLD.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    texts = [row["text"] for row in rows if isinstance(row.get("text"), str) and row["text"].strip()]
    if not texts:
        parser.error(f"no texts in {GOLD}: fetch them by training/fetch_gold.py, or name their folder in NEWS_GOLD")
    failed = 0
    for text, why in find_failures(list(make_splices(texts, args.n, args.seed))):
        failed += 1
        print(repr(text), why, sep="\n", flush=True)
    print(f"{failed} of {args.n} splices failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
