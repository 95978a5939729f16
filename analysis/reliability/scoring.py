"""Match what the suite found with what a person labelled, row by row, so that errors can be read and not only counted.

read_gold(folder)             -> {"quotes": DataFrame, "mentions": ..., "sentiment": ..., "roles": ..., "labels": ...}
match_quotes(tables, gold)    -> a row for each attribution labelled, found or both
match_mentions(tables, gold)  -> the same for names of actors (pronouns and descriptions are not labelled)
match_roles(tables, gold)     -> the same for verbs between two actors, and passives without a doer
match_labels(tables, gold)    -> the same for what actors are called
match_sentiment(tables, gold) -> a row for each target labelled: expected and found polarity
read_public_scores()          -> a row for each measure on public data, with what others reach

Match tables have article_id, sentence_id, start, end, text, expected and found (1 or 0: labelled, found), right (1 or
0), why (in words), expected_actor, found_actor and what the rows can be told apart by. They go as they are into
`agreement.score_matches`, those of sentiment into `agreement.score_classes`, those with a confidence into
`agreement.calibrate`. Labels marked optional (a careful reader may count them or not) are neither asked for nor held
against the suite.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from ..statistics import find_represented
from ..statistics.counted import is_sure
from ..tables import LIKELY, UNKNOWN, Tables

PUBLIC = Path(__file__).parent.parent / "models" / "public_scores.json"
PUBLIC_COLUMNS = (
    "room", "measure", "data", "n", "score", "held_out", "held_out_split", "peer", "peer_score", "peer_split",
    "peer_source", "human", "human_source", "readme",
)  # fmt: skip
GOLD = ("quotes", "mentions", "sentiment", "roles", "labels")
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
COMMON = ("article_id", "sentence_id", "start", "end", "text", "expected", "found", "right", "why")
ACTORS = ("expected_actor", "found_actor")
KINDS = {
    "quotes": (
        "same_source",
        "same_side",
        "attribution",
        "kind",
        "stance",
        "source_type",
        "construction",
        "confidence",
    ),
    "mentions": ("form",),
    "roles": ("passive", "negated", "construction"),
    "labels": ("kind",),
}
HALF = 0.5  # contents are the same attribution when they share half of their words (Jaccard), as PolNeAR is scored
NAMED = ("name", "alias")

Row = dict[str, Any]


def read_gold(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Return the labels in a folder by name; `pieces` are lists. FileNotFoundError where a file is not there."""
    gold = {name: pd.read_csv(Path(folder) / f"{name}.csv").convert_dtypes() for name in GOLD}
    gold["quotes"]["pieces"] = gold["quotes"]["pieces"].map(json.loads).astype("object")
    return gold


def read_public_scores() -> pd.DataFrame:
    """Return what `training.measure` measured, a row a measure: our score, other tools' and people's, on which data."""
    found = pd.DataFrame(json.loads(PUBLIC.read_text(encoding="utf-8")), columns=PUBLIC_COLUMNS)
    return found.convert_dtypes().astype({"peer_score": "float64", "human": "float64", "held_out": "float64"})


def match_quotes(tables: Tables, gold: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row for each attribution; right where half of the content and the actor behind the source are.

    Two easier questions beside it: same_source (1 where the content and the words that name the source are right, which
    is what `confidence` speaks of), same_side (1 where the speaker may be wrong but not the state behind).
    """
    expected, found = _list_gold(tables, gold["quotes"]), _list_rows(tables.quotes)
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    for name, rows in (("expected_source", expected), ("found_source", found)):
        for row in rows:
            row["words"] = _find_words(texts[row["article_id"]], row["pieces"])
            row["start"], row["end"] = row["pieces"][0][0], row["pieces"][-1][1]
            row[name] = {"start": row["source_start"], "end": row["source_end"]}
    rows = _match(expected, found, _share_words, _judge_actor)
    ends = find_represented(tables.actors)
    for row in rows:
        pair = bool(row["expected"] and row["found"])
        row["same_side"] = int(pair and (row["right"] or len({ends.get(row[side], row[side]) for side in ACTORS}) == 1))
        row["same_source"] = int(pair and _is_same_source(row["expected_source"], row["found_source"]))
    return _finish(tables, rows, "quotes")


def _is_same_source(expected: Row, found: Row) -> bool:
    if expected["start"] is None or found["start"] is None:
        return expected["start"] is found["start"]
    return _overlap(expected, found) > 0


def match_mentions(tables: Tables, gold: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row for each place where an actor is named; right where the actor is."""
    named = tables.mentions[tables.mentions["form"].isin(NAMED)]
    rows = _match(_list_gold(tables, gold["mentions"]), _list_rows(named), _overlap, _judge_actor)
    return _finish(tables, rows, "mentions")


def match_labels(tables: Tables, gold: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row for each label of an actor; right where the words overlap and the actor is right."""
    rows = _match(_list_gold(tables, gold["labels"]), _list_rows(tables.labels), _overlap_actor, _judge_actor)
    return _finish(tables, rows, "labels")


def match_roles(tables: Tables, gold: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row for each verb between two actors or passive without a doer; right where both sides are."""
    expected, found = _list_gold(tables, gold["roles"]), _list_rows(choose_roles(tables.roles))
    for row in expected + found:
        row["start"], row["end"], row["text"] = row["verb_start"], row["verb_end"], row["verb"]
        row["actor_id"] = f"{row['agent_id'] or '–'} > {row['patient_id'] or '–'}"
    named = {None, *gold["mentions"]["actor_id"]}
    rows = [
        row
        for row in _match(expected, found, _overlap_actor, _judge_actor)
        if row["expected"] or {row["agent_id"], row["patient_id"]} <= named  # people described have no labels
    ]
    return _finish(tables, rows, "roles")


def match_sentiment(tables: Tables, gold: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a row for each target labelled: expected and found polarity (NA where the suite has no judgement).

    Also right, confidence, voice (labelled) and found_voice. The suite may point at another mention of the actor in the
    same sentence: that is the same judgement.
    """
    found = {(row["sentence_id"], row["actor_id"]): row for row in _list_rows(tables.sentiment)}
    rows = []
    for row in _list_gold(tables, gold["sentiment"]):
        sentence = _find_sentence(tables, row)
        hit = found.get((sentence, row["actor_id"]), {})
        right = int(hit.get("polarity") == row["polarity"])
        why = "" if right else ("not judged" if not hit else f"found {hit['polarity']}, not {row['polarity']}")
        rows.append(
            {key: row[key] for key in ("article_id", "start", "end", "text", "actor_id", "voice")}
            | {"sentence_id": sentence, "expected": row["polarity"], "found": hit.get("polarity"), "right": right}
            | {"why": why, "confidence": hit.get("confidence"), "found_voice": hit.get("voice")}
        )
    columns = [*COMMON, "actor_id", "voice", "found_voice", "confidence"]
    return pd.DataFrame(rows, columns=columns).convert_dtypes().astype({"confidence": "float64"})


def choose_roles(roles: pd.DataFrame) -> pd.DataFrame:
    """Return the roles that people are asked for: two actors, or a passive whose doer is not named."""
    roles = roles[is_sure(roles, LIKELY)]
    both = roles["agent_id"].notna() & roles["patient_id"].notna()
    return roles[both | (roles["agent_id"].isna() & roles["patient_id"].notna() & roles["passive"].fillna(False))]


def _list_rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as dicts, None for what is NA."""
    return [
        {str(key): None if not isinstance(value, list) and pd.isna(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _list_gold(tables: Tables, gold: pd.DataFrame) -> list[Row]:
    """The labels of the articles at hand, with their ids; a label's article is the stem of its file's name."""
    paths = zip(tables.articles["path"].fillna(""), tables.articles["article_id"], strict=True)
    ids = {Path(path).stem: article_id for path, article_id in paths}
    return [row | {"article_id": ids[row["article"]]} for row in _list_rows(gold) if row["article"] in ids]


def _match(
    expected: list[Row], found: list[Row], score: Callable[[Row, Row], float], judge: Callable[[Row, Row], str]
) -> list[Row]:
    """Pair one with one, best score first (0 is no pair); a row for each pair and each row left over."""
    by_article: dict[object, list[int]] = {}
    for place, row in enumerate(found):
        by_article.setdefault(row["article_id"], []).append(place)
    scored = [
        (-points, bool(row.get("optional")), e, f)
        for e, row in enumerate(expected)
        for f in by_article.get(row["article_id"], ())
        if (points := score(row, found[f])) > 0
    ]
    of_expected, of_found, spare = {}, {}, set()
    for _, optional, e, f in sorted(scored):
        if optional:
            spare.add(f)
        elif e not in of_expected and f not in of_found:
            of_expected[e], of_found[f] = f, e
    asked = [e for e, row in enumerate(expected) if not row.get("optional")]
    pairs = [(expected[e], found[of_expected[e]] if e in of_expected else None) for e in asked]
    extra = [(None, row) for f, row in enumerate(found) if f not in of_found and f not in spare]
    return [_tell(*pair, judge) for pair in [*pairs, *extra]]


def _tell(expected: Row | None, found: Row | None, judge: Callable[[Row, Row], str]) -> Row:
    """One row of a match table; what tells rows apart is taken from the label, and from what was found elsewhere."""
    row = {**(found or {}), **{key: value for key, value in (expected or {}).items() if value is not None}}
    if expected is None:
        why = "not labelled"
    elif found is None:
        why = "missed"
    else:
        why = judge(expected, found)
    return row | {
        "sentence_id": found and found["sentence_id"], "expected": int(expected is not None),
        "found": int(found is not None), "right": int(why == ""), "why": why,
        "expected_actor": expected and expected["actor_id"], "found_actor": found and found["actor_id"],
    }  # fmt: skip


def _finish(tables: Tables, rows: list[Row], name: str) -> pd.DataFrame:
    for row in rows:
        row["sentence_id"] = row["sentence_id"] or _find_sentence(tables, row)
    frame = pd.DataFrame(rows, columns=[*COMMON, *ACTORS, *KINDS[name]]).convert_dtypes()
    return frame.sort_values(["article_id", "start", "end"], kind="stable").reset_index(drop=True)


def _find_sentence(tables: Tables, row: Row) -> str | None:
    """The sentence in which a span begins."""
    here = tables.sentences[tables.sentences["article_id"] == row["article_id"]]
    hit = here[(here["start"] <= row["start"]) & (row["start"] < here["end"])]
    return hit["sentence_id"].iloc[0] if len(hit) else None


def _judge_actor(expected: Row, found: Row) -> str:
    """What is wrong with a pair, "" where nothing is: not knowing who (NA) and knowing that one cannot are the same."""
    actors = [None if row["actor_id"] == UNKNOWN else row["actor_id"] for row in (expected, found)]
    return "" if actors[0] == actors[1] else f"{actors[1] or 'nobody'}, not {actors[0] or 'nobody'}"


def _find_words(text: str, pieces: list[list[int]]) -> frozenset[int]:
    """Where the words of a content begin."""
    return frozenset(start + word.start() for start, end in pieces for word in WORD.finditer(text[start:end]))


def _share_words(expected: Row, found: Row) -> float:
    mine, theirs = expected["words"], found["words"]
    share = len(mine & theirs) / max(len(mine | theirs), 1)
    return share if share >= HALF else 0.0


def _overlap(expected: Row, found: Row) -> float:
    shared = min(expected["end"], found["end"]) - max(expected["start"], found["start"])
    return float(max(shared, 0))


def _overlap_actor(expected: Row, found: Row) -> float:
    """Overlap, the right actor first: one word may label or join several."""
    shared = _overlap(expected, found)
    return shared + 1000 * (expected["actor_id"] == found["actor_id"]) if shared else 0.0
