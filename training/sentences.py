"""What the tables say of single sentences of real news, against two readers who did not see each other.

    python -m training.sentences [kept]

tests/accuracy/sentences.jsonl holds, a line a sentence and reader, offsets into articles of BASIL and PolNeAR and what
was labelled there (tests/accuracy/guide.md). Each score is the mean against the two readers, beside what one of them
reaches against the other: no suite can be asked for more.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.tables import CONFIDENT, LIKELY, Tables

from .public_rooms import Scores, annotate, read_texts

LABELLED = Path(__file__).parents[1] / "tests" / "accuracy" / "sentences.jsonl"
SETS = ("basil_dev", "polnear_train")
READERS = ("one", "two")
NO_NAMES = {"a", "an", "the", "of", "in", "for", "to", "at", "by", "and", "or", "his", "her", "its", "their", "some",
            "mr", "ms", "mrs"}  # fmt: skip
POLAR = ("positive", "negative")
Row = dict[str, Any]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def side_fits(one: Row | None, other: Row | None) -> bool:
    """Null fits only null; else some place must be shared and, where both know who is meant, a word of the name.

    For "I", "we" and "you", which the tables resolve without a mention, the name alone will do.
    """
    if one is None or other is None:
        return one is None and other is None
    placed = (
        one.get("spoken") or other.get("spoken") or any(overlap(a, b) for a in one["spans"] for b in other["spans"])
    )
    return placed and (not one["words"] or not other["words"] or bool(one["words"] & other["words"]))


def role_fits(one: Row, other: Row) -> bool:
    verbs = any(overlap(a, b) for a in one["verbs"] for b in other["verbs"])
    return verbs and side_fits(one["agent"], other["agent"]) and side_fits(one["patient"], other["patient"])


def span_fits(one: Row, other: Row) -> bool:
    return overlap(one["span"], other["span"])


def label_fits(one: Row, other: Row) -> bool:
    return span_fits(one, other) and side_fits(one["actor"], other["actor"])


def marker_fits(one: Row, other: Row) -> bool:
    return span_fits(one, other) and one["kind"] == other["kind"]


def source_fits(one: Row, other: Row) -> bool:
    return side_fits(one["source"], other["source"]) and one["type"] == other["type"]


def tone_fits(one: Row, other: Row) -> bool:
    return side_fits(one["actor"], other["actor"]) and one["polarity"] == other["polarity"]


def two_actors(row: Row) -> bool:
    return row["agent"] is not None and row["patient"] is not None


# measure: (list of rows, which of them are asked for, when two are the same)
MEASURES: dict[str, tuple[str, Callable[[Row], bool], Callable[[Row, Row], bool]]] = {
    "who acts on whom, between two actors": ("roles", two_actors, role_fits),
    "who acts or is acted on, one side or two": ("roles", lambda row: True, role_fits),
    "what actors are called": ("labels", lambda row: True, label_fits),
    "hedges, boosters and doubt": ("markers", lambda row: row["kind"] != "agentless passive", marker_fits),
    "passives that name no agent": ("markers", lambda row: row["kind"] == "agentless passive", marker_fits),
    "source types, where both give the source": ("sources", lambda row: row["source"] is not None, source_fits),
    "tone towards an actor, where not neutral": ("tone", lambda row: row["polarity"] in POLAR, tone_fits),
    "loaded words": ("loaded", lambda row: True, span_fits),
}  # fmt: skip

SCORE_NAMES = {"f1": "F1", "precision": "share right"}
PUBLISHED = {
    "who acts on whom, between two actors": "f1",
    "what actors are called": "f1",
    "hedges, boosters and doubt": "precision",
    "source types, where both give the source": "precision",
    "tone not neutral, right to one reader at least": "precision",
    "loaded words": "f1",
}


def read_labels(half: str) -> dict[str, dict[str, Row]]:
    """Return {reader: {sentence: labels}} of a half, "read" or "kept", their offsets those of the articles."""
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    return {
        who: {row["id"]: read_row(row) for row in lines if (row["half"], row["reader"]) == (half, who)}
        for who in READERS
    }


def read_row(row: Row) -> Row:
    """Return a line with its sides as places and the words of the name."""
    for role in row["roles"]:
        role |= {"verbs": [role[key] for key in ("verb", "noun") if role.get(key)]}
        role |= {side: read_side(role, side) for side in ("agent", "patient")}
    for table, key in (("labels", "actor"), ("sources", "source"), ("tone", "actor")):
        for each in row[table]:
            each[key] = read_side(each, key)
    return row


def read_side(row: Row, key: str) -> Row | None:
    spoken = row.get(f"{key}_spoken", False)
    return (
        None if row[key] is None else {"spans": [row[key]], "words": words_of(row[f"{key}_is"] or ""), "spoken": spoken}
    )


def words_of(text: str) -> set[str]:
    """Return the words of a name without those that say nothing of whom it names."""
    plain = text.casefold().replace("’s", " ").replace("'s", " ").replace(",", " ")
    return {word.strip(".,;:\"'“”’") for word in plain.split()} - NO_NAMES - {""}


def find_rows(sentences: list[Row], tables: Tables) -> dict[str, Row]:
    """Return what the tables say of each sentence, in the form of `read_row`; what counts nowhere is left out."""
    names = name_actors(tables)
    parts = {name: dict(iter(getattr(tables, name).groupby("article_id"))) for name in
             ("mentions", "roles", "labels", "markers", "quotes", "sentiment")}  # fmt: skip
    return {item["id"]: _rows_of(item, {name: part.get(item["article"]) for name, part in parts.items()}, names)
            for item in sentences}  # fmt: skip


def _rows_of(item: Row, parts: dict[str, pd.DataFrame | None], names: dict[tuple[str, str], set[str]]) -> Row:
    def within(name: str, start: str = "start") -> list[Any]:
        part = parts[name]
        return (
            []
            if part is None
            else list(part[(part[start] >= item["start"]) & (part[start] < item["end"])].itertuples())
        )

    mentions = within("mentions")
    actor_of = {row.mention_id: row.actor_id for row in mentions}
    placed: dict[str, list[tuple[int, int]]] = {}
    for row in mentions:
        if pd.notna(row.actor_id):
            placed.setdefault(row.actor_id, []).append((row.start, row.end))

    def side(actor: Any) -> Row | None:
        if pd.isna(actor):
            return None
        return {"spans": placed.get(actor, []), "words": names.get((item["article"], actor), set())}

    said = [row for row in within("quotes", "source_start") if row.confidence >= CONFIDENT]
    judged = parts["sentiment"]
    judged = [] if judged is None else [row for row in judged.itertuples() if row.mention_id in actor_of]
    return {
        "roles": [{"verbs": [(row.verb_start, row.verb_end)], "agent": side(row.agent_id),
                   "patient": side(row.patient_id)} for row in within("roles", "verb_start")
                  if row.confidence >= LIKELY],
        "labels": [{"span": (row.start, row.end), "actor": side(row.actor_id)} for row in within("labels")],
        "markers": [{"span": (row.start, row.end), "kind": row.kind} for row in within("markers") if _is_asked(row)],
        "loaded": [{"span": (row.start, row.end)} for row in within("markers")
                   if row.kind == "loaded" and pd.isna(row.voice)],
        "sources": [{"source": {"spans": [(row.source_start, row.source_end)], "words": set()}, "type": row.source_type}
                    for row in said],
        "tone": [{"actor": side(row.actor_id), "polarity": row.polarity} for row in judged],
    }  # fmt: skip


def _is_asked(marker: Any) -> bool:
    """Whether the readers were asked for a marker: for passives only where an actor is acted on."""
    return marker.kind != "loaded" and (marker.kind != "agentless passive" or pd.notna(marker.actor_id))


def name_actors(tables: Tables) -> dict[tuple[str, str], set[str]]:
    """Return the words that name or describe each actor, by (article, actor)."""
    listed = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    words: dict[tuple[str, str], set[str]] = {}
    for row in tables.mentions.dropna(subset=["actor_id"]).itertuples():
        told = set() if row.form == "pronoun" else words_of(row.text)
        words.setdefault((row.article_id, row.actor_id), words_of(listed[row.actor_id])).update(told)
    return words


def match(gold: list[Row], found: list[Row], fits: Callable[[Row, Row], bool]) -> list[tuple[int, int]]:
    """Return the pairs of places that fit, each used once."""
    pairs, used = [], set()
    for place, one in enumerate(gold):
        other = next((n for n, row in enumerate(found) if n not in used and fits(one, row)), None)
        if other is not None:
            used.add(other)
            pairs.append((place, other))
    return pairs


def leave_out_parts(gold: list[Row], found: list[Row]) -> list[Row]:
    """Return labels without a second one inside a label that fits: "former" and "mayor" of "former mayor"."""
    once = {other for _, other in match(gold, found, label_fits)}
    return [row for n, row in enumerate(found) if n in once or not any(label_fits(one, row) for one in gold)]


def score(gold: dict[str, Row], found: dict[str, Row], measure: str) -> tuple[int, int, int]:
    """Return how many rows fit, are labelled and are found, over all sentences."""
    name, asked, fits = MEASURES[measure]
    counts = [0, 0, 0]
    for key, labelled in gold.items():
        one, other = ([row for row in rows[name] if asked(row)] for rows in (labelled, found[key]))
        if measure.startswith("source types"):  # the type alone is asked: of sources that both give
            one, other = keep_shared(one, other)
        if name == "labels":
            other = leave_out_parts(one, other)
        counts = [a + b for a, b in zip(counts, (len(match(one, other, fits)), len(one), len(other)), strict=True)]
    return counts[0], counts[1], counts[2]


def keep_shared(one: list[Row], other: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return the sources that stand in both lists."""
    pairs = match(one, other, lambda a, b: side_fits(a["source"], b["source"]))
    return [one[a] for a, _ in pairs], [other[b] for _, b in pairs]


def measure_sentences(half: str, tables: Tables) -> pd.DataFrame:
    """Return a row a measure: precision, recall, f1 against the two readers; `readers`: f1 of one to the other."""
    readers = read_labels(half)
    found = find_rows(list(readers["one"].values()), tables)
    rows = []
    for measure in MEASURES:
        scored = [score(readers[who], found, measure) for who in READERS]
        hits, labelled, answers = (sum(each) for each in zip(*scored, strict=True))
        agreed = score(readers["one"], readers["two"], measure)
        rows.append({"measure": measure, "precision": hits / max(1, answers), "recall": hits / max(1, labelled),
                     "f1": 2 * hits / max(1, answers + labelled), "readers": 2 * agreed[0] / max(1, sum(agreed[1:])),
                     "n": labelled // 2})  # fmt: skip
    rows.append(measure_defensible(readers, found))
    return pd.DataFrame(rows)


def measure_defensible(readers: dict[str, dict[str, Row]], found: dict[str, Row]) -> Row:
    """Return how much of what is called positive or negative one reader or the other calls so, or mixed."""
    right = asked = 0
    for key, row in found.items():
        gold = [each for who in READERS for each in readers[who][key]["tone"]]
        for one in (each for each in row["tone"] if each["polarity"] in POLAR):
            asked += 1
            right += any(
                each["polarity"] in (one["polarity"], "mixed") and side_fits(each["actor"], one["actor"])
                for each in gold
            )
    return {"measure": "tone not neutral, right to one reader at least", "precision": right / max(1, asked), "n": asked}


def measure_kept(_: Path) -> Scores:
    """Return the scores of the half that nobody has read to mend what is wrong in it."""
    rows = measure_sentences("kept", annotate_labelled("kept")).set_index("measure")
    return {
        f"{measure} ({SCORE_NAMES[column]})": (float(rows.loc[measure, column]), int(rows.loc[measure, "n"]))
        for measure, column in PUBLISHED.items()
    }


def annotate_labelled(half: str) -> Tables:
    """Return the tables of the articles that the sentences of a half stand in."""
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    articles = {line["article"] for line in lines if line["half"] == half}
    texts = pd.concat([read_texts(name) for name in SETS], ignore_index=True)
    return annotate(texts[texts["article_id"].isin(articles)].reset_index(drop=True))


def main() -> None:
    """Print the scores of a half."""
    half = "kept" if "kept" in sys.argv else "read"
    print(measure_sentences(half, annotate_labelled(half)).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
