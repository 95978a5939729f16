"""Measure the suite on public data and write analysis/models/public_scores.json, which notebook 06 and the README show.

    python -m training.measure [--only quotes actors sentiment portrayal loaded basil stories pages sample sentences]

Needs the public data in ../shared/gold (or NEWS_GOLD) with the reference scorers in ../shared/score beside it, which
are run as they are. Nothing is trained here. What others reach stands in public_peers.csv. About ten minutes.
"""

import argparse
import csv
import json
import sys
import tempfile
from pathlib import Path

from analysis.reliability import scoring

from . import public_rooms, readme, sentences
from .public_rooms import GOLD, Scores

PEERS = Path(__file__).parent / "public_peers.csv"
ROOMS = public_rooms.ROOMS | {"sentences": sentences.measure_kept}


def main() -> None:
    """Measure the rooms asked for, keep what is known of the others, write and print the scores; the README too."""
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
                print(f"{room:10} {row['measure']:72} n {row['n'] or '':>5}  {row['score']:.3f}", flush=True)
    readme.main()


def write_scores(scores: Scores) -> list[dict]:
    """Write the scores with what others reach, and return the rows written."""
    rows = list_rows(scores)
    scoring.PUBLIC.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return rows


def read_scores(rooms: set[str]) -> Scores:
    """Return the scores measured before in some rooms, of measures that are still taken."""
    rows = json.loads(scoring.PUBLIC.read_text(encoding="utf-8")) if scoring.PUBLIC.exists() else []
    listed = {peer["measure"] for peer in read_peers()}
    return {
        row["measure"]: (row["score"], row["n"]) for row in rows if row["room"] in rooms and row["measure"] in listed
    }


def read_peers() -> list[dict]:
    """Return what others reach, a row a measure."""
    with PEERS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def list_rows(scores: Scores) -> list[dict]:
    """Return a row for each measure that has a score, in the order of public_peers.csv, which must list them all."""
    peers = read_peers()
    lost = set(scores) - {peer["measure"] for peer in peers}
    if lost:
        raise KeyError(f"{PEERS.name} lacks {sorted(lost)}")
    rows = []
    for peer in peers:
        if peer["measure"] in scores:
            score, cases = scores[peer["measure"]]
            numbers = {key: float(peer[key]) if peer[key] else None for key in ("peer_score", "human", "held_out")}
            told = {key: value or None for key, value in peer.items()}
            rows.append({**told, **numbers, "score": round(score, 3), "n": cases})
    return rows


if __name__ == "__main__":
    main()
