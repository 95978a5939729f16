"""Score roles, labels and markers against sentences labelled by hand, as README.md says.

python tests/accuracy/score_framing.py tests/accuracy/framing_dev.jsonl [--errors]
python tests/accuracy/score_framing.py --save     # all of them, into analysis/models/framing_scores.json
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

Spans = dict[str, list[tuple[int, int]]]  # actor_id -> where it is mentioned
TABLES = ("roles", "labels", "markers")
SETS = ("dev", "more", "unseen", "fresh")  # the rules were tuned on the first two


def read_items(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def annotate(items: list[dict]) -> list[dict[str, list[dict]]]:
    """Return the rows that the suite finds in each item, every item as an article of its own."""
    from analysis import pipeline

    chunk = [{"article_id": item["id"], "title": None, "text": item["text"]} for item in items]
    return pipeline.annotate_chunk(chunk, {"sentiment": False, "aliases": None})


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def side_fits(gold: dict, side: str, actor_id: str | None, spans: Spans) -> bool:
    """Null matches only nothing; else some mention of the actor found must overlap the words labelled."""
    if gold[side] is None or actor_id is None:
        return gold[side] is None and actor_id is None
    place = (gold[f"{side}_start"], gold[f"{side}_end"])
    return any(overlap(place, span) for span in spans.get(actor_id, []))


def verb_fits(gold: dict, found: dict) -> bool:
    place = (found["verb_start"], found["verb_end"])
    keys = [key for key in ("verb", "noun") if gold.get(key)]
    return any(overlap((gold[f"{key}_start"], gold[f"{key}_end"]), place) for key in keys)


def role_fits(gold: dict, found: dict, spans: Spans) -> bool:
    agent = side_fits(gold, "agent", found["agent_id"], spans)
    return agent and side_fits(gold, "patient", found["patient_id"], spans) and verb_fits(gold, found)


def label_fits(gold: dict, found: dict, spans: Spans) -> bool:
    return overlap(_place(gold), _place(found)) and side_fits(gold, "actor", found["actor_id"], spans)


def marker_fits(gold: dict, found: dict, spans: Spans) -> bool:
    return overlap(_place(gold), _place(found)) and gold["kind"] == found["kind"]


def _place(row: dict) -> tuple[int, int]:
    return row["start"], row["end"]


FITS: dict[str, Callable[[dict, dict, Spans], bool]] = {
    "roles": role_fits, "labels": label_fits, "markers": marker_fits,
}  # fmt: skip


def pair(table: str, gold: list[dict], found: list[dict], spans: Spans) -> list[tuple[int, int]]:
    """Return the most pairs (gold, found) in which every row stands once (augmenting paths)."""
    fits = {g: [f for f, row in enumerate(found) if FITS[table](gold[g], row, spans)] for g in range(len(gold))}
    owner: dict[int, int] = {}

    def place(g: int, seen: set[int]) -> bool:
        for f in fits[g]:
            if f not in seen:
                seen.add(f)
                if f not in owner or place(owner[f], seen):
                    owner[f] = g
                    return True
        return False

    for g in fits:
        place(g, set())
    return [(g, f) for f, g in owner.items()]


def uncounted(table: str, item: dict, row: dict, matched: list[dict], spans: Spans) -> bool:
    """Return whether an unmatched prediction is neither right nor wrong."""
    if table == "roles":
        left_out = [_place(word) for word in item["uncounted"]]
        light = [gold for gold in matched if gold.get("noun")]
        place = (row["verb_start"], row["verb_end"])
        return any(overlap(place, word) for word in left_out) or any(verb_fits(gold, row) for gold in light)
    if table == "labels":
        return any(label_fits(gold, row, spans) for gold in matched)
    return row["kind"] == "loaded" or (row["kind"] == "agentless passive" and row["actor_id"] is None)


def compare(item: dict, found: dict[str, list[dict]], table: str) -> tuple[list[tuple], list[dict], list[dict]]:
    """Return the pairs of one item, the gold rows missed and the rows found that nobody labelled."""
    spans: Spans = {}
    for mention in found["mentions"]:
        spans.setdefault(mention.get("actor_id"), []).append(_place(mention))
    gold, rows = item[table], found[table]
    pairs = pair(table, gold, rows, spans)
    matched = [gold[g] for g, _ in pairs]
    missed = [row for g, row in enumerate(gold) if g not in {g for g, _ in pairs}]
    extra = [row for f, row in enumerate(rows) if f not in {f for _, f in pairs}]
    extra = [row for row in extra if not uncounted(table, item, row, matched, spans)]
    return [(gold[g], rows[f]) for g, f in pairs], missed, extra


def score(path: Path) -> dict[str, dict[str, float]]:
    """Return for each table precision, recall, f1, n (rows labelled), sentences, and the accuracy of more columns."""
    items = read_items(path)
    found = annotate(items)
    scores = {}
    for table in TABLES:
        parts = [compare(item, rows, table) for item, rows in zip(items, found, strict=True)]
        pairs = [both for part in parts for both in part[0]]
        missed, extra = (sum(len(part[k]) for part in parts) for k in (1, 2))
        hits = len(pairs)
        figures = {"precision": hits / max(1, hits + extra), "recall": hits / max(1, hits + missed)}
        figures |= {"f1": 2 * hits / max(1, 2 * hits + missed + extra), "n": hits + missed, "sentences": len(items)}
        for column in {"roles": ("passive", "negated", "modality"), "labels": ("kind",)}.get(table, ()):
            figures[column] = sum(gold[column] == row[column] for gold, row in pairs) / max(1, hits)
        scores[table] = {name: round(value, 3) for name, value in figures.items()}
    return scores


def show_errors(path: Path) -> None:
    items = read_items(path)
    for item, found in zip(items, annotate(items), strict=True):
        lines = [line for table in TABLES for line in _error_lines(item, found, table)]
        lines += [f"  problem: {row['message']}" for row in found["problems"]]
        if lines:
            print(item["id"], item["text"], *lines, sep="\n")


def _error_lines(item: dict, found: dict, table: str) -> list[str]:
    pairs, missed, extra = compare(item, found, table)
    keys = {"roles": ("agent", "verb", "patient"), "labels": ("text", "actor", "kind"), "markers": ("text", "kind")}
    own = {"roles": ("agent_id", "verb", "patient_id"), "labels": ("text", "actor_id", "kind")}.get(table, keys[table])
    lines = [f"  - {table}: {[row[key] for key in keys[table]]}" for row in missed]
    lines += [f"  + {table}: {[row[key] for key in own]}" for row in extra]
    for column in ("passive", "negated", "modality") if table == "roles" else ():
        lines += [f"  ~ {g['verb']}: {column} {g[column]} != {f[column]}" for g, f in pairs if g[column] != f[column]]
    return lines


def save_scores() -> None:
    """Write the scores of every set for the notebooks: table -> set -> figures."""
    here = Path(__file__).parent
    sets = {name: score(here / f"framing_{name}.jsonl") for name in SETS}
    scores = {table: {name: found[table] for name, found in sets.items()} for table in TABLES}
    target = here.parents[1] / "analysis" / "models" / "framing_scores.json"
    target.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--save" in sys.argv:
        save_scores()
        sys.exit()
    if "--errors" in sys.argv:
        show_errors(Path(sys.argv[1]))
    for name, row in score(Path(sys.argv[1])).items():
        print(name, row)
