"""What readers put right: the rows of corrections.csv, found again by sentence and words, put into the tables.

A correction names no row and no offset, so that it outlives a new run, an edit elsewhere and a new version.
"""

import io
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

from . import places, tables
from .actors import mentions
from .actors.states import slug

CORRECTIONS, VARIABLE = places.DATA / "corrections.csv", "NEWS_CORRECTIONS"
COLUMNS = ("what", "sentence", "words", "nth", "field", "is", "by", "note")
# What may be put right: the table, the column of the words that name a row, and field -> the column that it is in.
KINDS: dict[str, tuple[str, str, dict[str, str]]] = {
    "quote": ("quotes", "text", {"actor": "actor_id", "stance": "stance"}),
    "role": ("roles", "verb", {"agent": "agent_id", "patient": "patient_id"}),
    "label": ("labels", "text", {"actor": "actor_id", "polarity": "polarity"}),
    "tone": ("sentiment", "text", {"polarity": "polarity"}),
    "mention": ("mentions", "text", {"actor": "actor_id"}),
}
VALUES = {
    "polarity": ("positive", "neutral", "negative", "unclear"),
    "stance": ("neutral", "affirming", "denying", "hostile", "praising", "doubting"),
}
NONE = "none"


def find_file(given: str | Path | None) -> str | Path | None:
    """Return the file of corrections: that given, that of the variable, that in data; None where there is none."""
    return given or os.environ.get(VARIABLE) or (CORRECTIONS if CORRECTIONS.exists() else None)


def read(path: str | Path) -> pd.DataFrame:
    """Return the rows of a corrections file, all text. ValueError says what is wrong in it."""
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    told = io.StringIO("".join(line for line in lines if not line.startswith("#")))
    rows = pd.read_csv(told, dtype="string", keep_default_na=False)
    if missing := {"what", "is"} - set(rows):
        raise ValueError(f"{path}: the first row must name the columns {', '.join(COLUMNS)}; {missing} are missing")
    rows = rows.reindex(columns=list(COLUMNS), fill_value="").apply(lambda column: column.map(_fold))
    for number, row in zip(rows.index, rows.to_dict("records"), strict=True):
        if wrong := _find_fault(row):
            raise ValueError(f"{path}, correction {number + 1}: {wrong}")
    return rows


def _fold(text: str) -> str:
    return " ".join(text.split())


def _find_fault(row: dict[str, str]) -> str:
    """Return what is wrong with a correction, "" for nothing."""
    if row["what"] == "actor":
        return "" if row["words"] and row["is"] else "an actor needs its name in `words`, and whom it is in `is`"
    if row["what"] not in KINDS:
        return f"`what` must be actor, {', '.join(KINDS)}, not {row['what']!r}"
    fields = KINDS[row["what"]][2]
    if not row["sentence"] or not row["words"]:
        return "it needs the whole sentence in `sentence` and the words within it in `words`"
    if row["is"] != NONE and row["field"] not in fields:
        return f"`field` must be {' or '.join(fields)}, not {row['field']!r}"
    listed = VALUES.get(row["field"], ())
    if row["is"] != NONE and listed and row["is"] not in listed:
        return f"`is` must be {', '.join(listed)}, not {row['is']!r}"
    return "" if row["nth"].isdigit() or not row["nth"] else f"`nth` must be a number, not {row['nth']!r}"


def apply(found: tables.Tables, path: str | Path) -> tables.Tables:
    """Return the tables with the corrections put in; each is a row of `corrections`, with what the suite had found.

    One whose sentence or words are gone is a row of `problems`. Whom `is` names becomes an actor, if there is none yet.
    """
    done: list[dict] = []
    lost: list[dict] = []
    for number, row in enumerate(read(path).to_dict("records"), start=1):
        change = _join if row["what"] == "actor" else _change
        found, changed = change(found, row)
        done += [
            {**one, "correction": number, "field": row["field"], "is": row["is"], "by": row["by"]} for one in changed
        ]
        if not changed:
            said = f"correction {number} finds its words no more, so it was left out: mark it again or delete its row"
            about = f"{said} ({row['what']}: {row['words']!r} in {row['sentence'][:60]!r})"
            lost.append({"path": str(path), "stage": "corrections", "message": about})
    problems = pd.concat([found.problems, tables.make("problems", lost)], ignore_index=True) if lost else found.problems
    return found._replace(corrections=tables.make("corrections", done), problems=problems)


def _change(found: tables.Tables, row: dict[str, str]) -> tuple[tables.Tables, list[dict]]:
    """Put one correction in; return the tables and what was changed: article_id, table, id, was."""
    name, words, fields = KINDS[row["what"]]
    frame = getattr(found, name)
    at = _find_rows(found, frame, row, words)
    column = fields.get(row["field"])
    key = tables.IDS.get(name, "mention_id")
    was = frame[column] if column else pd.Series("there", index=frame.index)
    changed = [
        {"article_id": frame.at[place, "article_id"], "table": name, "id": frame.at[place, key], "was": was[place]}
        for place in at
    ]
    if not at:
        return found, []
    value: Any = row["is"] if row["is"] != NONE else None
    if column in tables.ACTOR_COLUMNS and value is not None:
        found, value = _find_actor(found, row["is"])
    follow = {"mentions": _follow_mention, "quotes": _follow_quote}.get(name)
    if follow and column in {"actor_id", None}:
        found = follow(found, frame.loc[at], value)
    frame = frame.drop(index=at).reset_index(drop=True) if value is None else _set(frame, at, column or "", value)
    return found._replace(**{name: frame}), changed


def _set(frame: pd.DataFrame, at: list[int], column: str, value: Any) -> pd.DataFrame:
    frame = frame.copy()
    frame.loc[at, column] = value
    if "confidence" in frame and len(at):
        frame.loc[at, "confidence"] = 1.0
    return frame


def _find_rows(found: tables.Tables, frame: pd.DataFrame, row: dict[str, str], words: str) -> list[int]:
    """Return where the rows stand whose sentence and words a correction names: the nth alike of each sentence."""
    texts = found.sentences.set_index("sentence_id")["text"].map(_fold)
    near = frame[frame["sentence_id"].map(texts) == row["sentence"]]
    text = near["mention_id"].map(found.mentions.set_index("mention_id")["text"]) if words not in near else near[words]
    text = text.fillna("").map(_fold)
    alike = text.map(lambda said: row["words"] in said) if row["what"] == "quote" else text == row["words"]
    order = near[alike].groupby("sentence_id").cumcount() + 1
    return list(order.index[order == int(row["nth"])] if row["nth"] else order.index)


def _follow_mention(found: tables.Tables, changed: pd.DataFrame, actor: Any) -> tables.Tables:
    """Give what hangs on a mention to its actor: labels, tone, and quotes of which it is the source."""
    for name in ("labels", "sentiment"):
        frame = getattr(found, name)
        at = list(frame.index[frame["mention_id"].isin(changed["mention_id"])])
        found = found._replace(**{name: frame.drop(index=at) if actor is None else _set(frame, at, "actor_id", actor)})
    for one in changed.to_dict("records"):
        quotes = found.quotes
        own = (quotes["article_id"] == one["article_id"]) & (quotes["source_start"] <= one["start"])
        own &= (quotes["source_end"] >= one["end"]) & (quotes["actor_id"].fillna("") == str(one["actor_id"] or ""))
        at, value = list(quotes.index[own.fillna(False)]), pd.NA if actor is None else actor
        found = _follow_quote(found, quotes.loc[at], value)._replace(quotes=_set(quotes, at, "actor_id", value))
    return found


def _follow_quote(found: tables.Tables, changed: pd.DataFrame, actor: Any) -> tables.Tables:
    """Give what stands in a quote to the voice of its speaker; where it is no quote, to the writer."""
    voice = pd.NA if actor is None else tables.UNKNOWN if actor is pd.NA else actor
    starts = found.mentions.set_index("mention_id")["start"]
    for name, start in (("labels", "start"), ("markers", "start"), ("roles", "verb_start"), ("sentiment", "")):
        frame = getattr(found, name).copy()
        place = frame[start] if start else frame["mention_id"].map(starts)
        for one in changed.to_dict("records"):
            old = tables.UNKNOWN if pd.isna(one["actor_id"]) else one["actor_id"]
            inside = pd.Series(False, index=frame.index)
            for first, end in one["pieces"]:
                inside |= place.between(first, end, inclusive="left").fillna(False).astype(bool)
            inside &= (frame["article_id"] == one["article_id"]) & (frame["voice"].fillna("") == old)
            frame.loc[inside, "voice"] = voice
        found = found._replace(**{name: frame})
    return found


def _join(found: tables.Tables, row: dict[str, str]) -> tuple[tables.Tables, list[dict]]:
    """Make one actor of two: all that is said of the first is said of the second."""
    old = _look_up(found, row["words"])
    if old is None:
        return found, []
    found, new = _find_actor(found, row["is"])
    mapping = {(article, old): new for article in found.articles["article_id"]}
    frames = {name: frame for name, frame in found._asdict().items() if name != "actors"}
    frames = {name: tables.rename_actors(frame, mapping) for name, frame in frames.items()}
    actors = found.actors.assign(represents=found.actors["represents"].replace({old: new}))
    frames["actors"] = actors[actors["actor_id"] != old].reset_index(drop=True) if old != new else actors
    return found._replace(**frames), [{"article_id": None, "table": "actors", "id": old, "was": row["words"]}]


def _look_up(found: tables.Tables, name: str) -> str | None:
    """Return the id of the actor of this name or id, None where there is none."""
    same = found.actors["name"].str.casefold().eq(name.casefold()) | found.actors["actor_id"].eq(name)
    keys = found.actors.loc[same.fillna(False), "actor_id"]
    return None if keys.empty else str(keys.iloc[0])


def _find_actor(found: tables.Tables, name: str) -> tuple[tables.Tables, Any]:
    """Return the tables with an actor of this name, and its id; "Mill Workers (group)" tells what a new one is."""
    if name == tables.UNKNOWN:
        return found, pd.NA
    if key := _look_up(found, name):
        return found, key
    told = re.fullmatch(rf"(.+?) \(({'|'.join(mentions.KINDS)})\)", name)
    plain, kind = (told[1], told[2]) if told else (name, "person")
    if key := _look_up(found, plain):
        return found, key
    new = tables.make("actors", [{"actor_id": slug(plain), "name": plain, "kind": kind}])
    return found._replace(actors=pd.concat([found.actors, new], ignore_index=True)), slug(plain)
