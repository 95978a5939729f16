"""How often we are wrong on articles of your own: a sheet to code, and what the coded sheets say.

list_units(tables, room)        -> id, article_id, sentence_id, start, end, confidence and the suite's answers
write_sample(tables, room, size, folder=) -> the sheet (CSV, xlsx), its codebook and its key in a folder; how many rows
score_sheets(tables, folder, paths) -> Scored: scores (precision, recall), agreement (alpha), shares (raw and corrected)
score_folder(tables, folders)   -> the same, of all sheets of these very articles in the first folder that has any
compare_raw(shares)             -> raw and corrected shares as `charts.plot_groups` takes them

A unit is a sentence (quotes), a verb (roles) or a row of the table. The key keeps each unit's chance to be drawn; the
suite's answers are taken from the tables as they are now, so a later version is scored by the same sheets.
"""

import importlib.util
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..escape import in_csv
from ..statistics import MIN_CASES, agreement, corrected, prepare
from ..statistics.counted import NOBODY, choose_rollup, find_ends, is_counted
from ..tables import Tables, write_csv
from .scoring import choose_roles

NONE, UNKNOWN, OTHER, UNCLEAR, ALL, REST = "none", "unknown", "other", "unclear", "(all)", "(the rest)"
POLARITIES = ("negative", "neutral", "positive", UNCLEAR)
# What is asked in each room, and the codes; without codes of their own, a row's actors.
QUESTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "quotes": {"speaker": ()},
    "sentiment": {"polarity": POLARITIES},
    "roles": {"agent": (), "patient": ()},
    "labels": {"called": (), "judgement": POLARITIES},
    "actors": {"meant": ()},
}
FOUND_ALONE = ("labels",)  # here the units are what the suite found, so nothing tells what it missed
FOLDER = "coding"  # in the folder that the suite wrote to
SURE, BEFORE = {"roles": 0.98}, 3  # the confidence of what has none, else .9; sentences shown before the one asked
UNIT, KEY = ["article_id", "sentence_id", "start", "end", "confidence"], ["id", "article_id", "chance", "drawn"]
EMPTY = (
    ["question", "answer", "coded"],
    ["question", "coders", "alpha"],
    ["question", "answer", "raw", "share", "low", "high"],
)


class Scored(NamedTuple):
    """What coded sheets say, one table each."""

    scores: pd.DataFrame
    agreement: pd.DataFrame
    shares: pd.DataFrame


def list_units(tables: Tables, room: str) -> pd.DataFrame:
    """Return everything that could be asked about in a room, in the order of the text, with the suite's answers.

    The suite's answer is an actor's name, a polarity, `unknown` or `none`; what does not count (`counted.prepare`) is
    `none`, but its confidence stays. `id` is the article's and the place in it.
    """
    counted = prepare(tables, represented=NOBODY)
    lists = {"quotes": _list_sentences, "roles": _list_verbs}
    rows = lists[room](tables, counted) if room in lists else _list_rows(counted, room)
    rows = rows.merge(counted.sentences.loc[counted.sentences["part"] == "body", ["sentence_id"]], on="sentence_id")
    rows.insert(0, "id", rows["article_id"] + ":" + rows["start"].astype(str))
    rows = rows.sort_values(["article_id", "start"], kind="stable").drop_duplicates("id", ignore_index=True)
    names = _name_actors(tables)
    actors = [question for question, codes in QUESTIONS[room].items() if not codes]
    return rows.assign(**{name: _rename(rows[name].fillna(UNKNOWN), names) for name in actors})


def _rename(values: pd.Series, names: dict[str, str]) -> pd.Series:
    return values.map(lambda value: names.get(value, value))


def _name_actors(tables: Tables) -> dict[str, str]:
    from ..statistics import name_actors

    named = name_actors(tables.actors[["actor_id"]], tables, actor="actor_id")
    return dict(zip(named["actor_id"], named["actor"], strict=True))


def _list_sentences(tables: Tables, counted: Tables) -> pd.DataFrame:
    """Each sentence with the speaker whose words come first in it."""
    speech = tables.quotes[tables.quotes["attribution"] == "speech"]
    pieces = speech.assign(speaker=speech["actor_id"].fillna(UNKNOWN).where(is_counted(speech), NONE)).explode("pieces")
    pieces = pieces.assign(first=pieces["pieces"].str[0], last=pieces["pieces"].str[1])
    columns = ["article_id", "first", "last", "speaker", "confidence"]
    pairs = counted.sentences.merge(pieces[columns], on="article_id")
    pairs = pairs[(pairs["first"] < pairs["end"]) & (pairs["last"] > pairs["start"])]
    pairs = pairs.assign(unsure=pairs["speaker"] == NONE).sort_values(["unsure", "first"], kind="stable")
    pairs = pairs.drop_duplicates("sentence_id")[["sentence_id", "speaker", "confidence"]]
    found = counted.sentences.merge(pairs, on="sentence_id", how="left")
    return found.assign(speaker=found["speaker"].fillna(NONE))[[*UNIT, "speaker"]]


def _list_verbs(tables: Tables, counted: Tables) -> pd.DataFrame:
    """Each verb, and each other word that tells a deed, with who acts on whom."""
    spans = {"verb_start": "start", "verb_end": "end"}
    roles = tables.roles.assign(told=tables.roles.index.isin(choose_roles(tables.roles).index)).rename(columns=spans)
    roles = roles.sort_values("told", ascending=False, kind="stable").drop_duplicates(["article_id", "start"])
    both = roles["agent_id"].notna() & roles["patient_id"].notna()
    roles["confidence"] = roles["confidence"].where(roles["told"] | both)  # of one actor alone it speaks of no deed
    sides = {name: roles[f"{name}_id"].fillna(UNKNOWN).where(roles["told"], NONE) for name in ("agent", "patient")}
    roles = roles.assign(**sides)[[*UNIT, *sides]]
    verbs = counted.tokens.loc[counted.tokens["pos"] == "VERB", UNIT[:-1]].merge(
        roles[["article_id", "start", "confidence", *sides]], on=["article_id", "start"], how="left"
    )
    return pd.concat([roles, verbs.fillna(dict.fromkeys(sides, NONE))], ignore_index=True)


def _list_rows(counted: Tables, room: str) -> pd.DataFrame:
    if room == "sentiment":
        spans = counted.mentions[["mention_id", "start", "end"]]
        return counted.sentiment.merge(spans, on="mention_id")[[*UNIT, "polarity"]]
    rows = (counted.mentions if room == "actors" else counted.labels.assign(confidence=np.nan)).copy()
    name = "meant" if room == "actors" else "called"
    rows = rows.rename(columns={"actor_id": name, "polarity": "judgement"})
    return rows[[*UNIT, *QUESTIONS[room]]]


def write_sample(tables: Tables, room: str, size: int, *, folder: str | Path) -> int:
    """Write ROOM.csv (and .xlsx), ROOM.md and ROOM.key.csv into a folder; return how many rows there are to code.

    ValueError for a room that there is none of, or where nothing could be asked; FileExistsError for a sheet.
    """
    if room not in QUESTIONS:
        raise ValueError(f"nothing is called {room!r}: sample one of {', '.join(QUESTIONS)}")
    folder, units = Path(folder), list_units(tables, room)
    if units.empty or size < 1:
        raise ValueError(f"there is nothing to draw: {len(units)} {room} in these articles, and -n is {size}")
    if (folder / f"{room}.key.csv").exists():
        raise FileExistsError(f"{folder / room}.key.csv is there already: move it and its sheets away to draw anew")
    folder.mkdir(parents=True, exist_ok=True)
    doubt = corrected.find_doubt(units["confidence"].fillna(SURE.get(room, 0.9)).to_numpy(dtype=float))
    chances = corrected.spread_chances(doubt, size)
    units = units.assign(chance=chances, drawn=corrected.draw_rows(chances))
    write_csv(units[[*KEY, *QUESTIONS[room]]], folder / f"{room}.key.csv")
    sheet, guide = make_sheet(tables, units[units["drawn"]], room), _read_codebook(room)
    write_csv(sheet, folder / f"{room}.csv")
    (folder / f"{room}.md").write_text(guide, encoding="utf-8")
    if importlib.util.find_spec("openpyxl"):
        _write_excel(sheet, guide, folder / f"{room}.xlsx")
    return len(sheet)


def make_sheet(tables: Tables, units: pd.DataFrame, room: str) -> pd.DataFrame:
    """Return the units to code, blind: id, before, sentence (the place marked), after, choices, questions, note."""
    texts = tables.sentences.sort_values(["article_id", "start"]).set_index("sentence_id")
    near = {step: texts.groupby("article_id")["text"].shift(step).fillna("") for step in (*range(1, BEFORE + 1), -1)}
    keys = units["sentence_id"]
    places = zip(texts.loc[keys, "text"], texts.loc[keys, "start"], units["start"], units["end"], strict=True)
    columns = {
        "id": units["id"],
        "before": [" ".join(near[step].get(key) for step in range(BEFORE, 0, -1)).strip() for key in keys],
        "sentence": [_mark(*place) for place in places],
        "after": near[-1].reindex(keys).to_numpy(),
    }
    if not all(QUESTIONS[room].values()):
        named = tables.mentions.sort_values(["article_id", "start"]).drop_duplicates(["article_id", "actor_id"])
        named = named.assign(name=named["actor_id"].map(_name_actors(tables))).dropna(subset=["name"])
        columns["choices"] = units["article_id"].map(named.groupby("article_id")["name"].agg(" | ".join)).fillna("")
    return pd.DataFrame(columns).assign(**dict.fromkeys([*QUESTIONS[room], "note"], "")).reset_index(drop=True)


def _mark(text: str, begin: int, start: int, end: int) -> str:
    return f"{text[: start - begin]}[[{text[start - begin : end - begin]}]]{text[end - begin :]}"


def _read_codebook(room: str) -> str:
    general, *parts = Path(__file__).with_name("codebook.md").read_text(encoding="utf-8").split("\n## ")
    return general + "\n## " + next(part for part in parts if part.startswith(f"{room}\n"))


def _write_excel(sheet: pd.DataFrame, guide: str, path: Path) -> None:
    """The sheet to code, and the codebook behind it; no cell is a formula."""
    from openpyxl.styles import Alignment

    with pd.ExcelWriter(path, engine="openpyxl") as book:
        sheet.map(in_csv).to_excel(book, sheet_name="code", index=False, freeze_panes=(1, 1))
        pd.DataFrame({"codebook": guide.split("\n")}).map(in_csv).to_excel(book, sheet_name="codebook", index=False)
        for cells in book.sheets["code"].columns:
            wide = cells[0].value in ("before", "sentence", "after", "choices")
            book.sheets["code"].column_dimensions[cells[0].column_letter].width = 50 if wide else 16
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        book.sheets["codebook"].column_dimensions["A"].width = 150


def read_sheet(path: str | Path) -> tuple[str, pd.DataFrame]:
    """Return the room of a coded sheet, and its codes: coder, id, question, label. ValueError says what is wrong."""
    rows = _read_rows(Path(path))
    room = next((name for name, asked in QUESTIONS.items() if set(asked) & set(rows)), None)
    asked = QUESTIONS[room] if room else {}
    lacking = [name for name in ("id", *asked, *([] if all(asked.values()) else ["choices"])) if name not in rows]
    if room is None or lacking:
        what = f"the column {lacking[0]!r}" if lacking else "any column of codes"
        raise ValueError(f"{path} is without {what}: code the sheet as `sample` wrote it")
    codes = [_read_codes(rows, question, Path(path)) for question in asked]
    return room, pd.concat(codes).assign(coder=str(path))


def _read_rows(path: Path) -> pd.DataFrame:
    """A sheet's cells as text, none of them NA ("none" is a code); what parts them is what parts the first line."""
    try:
        if path.suffix == ".xlsx":
            return pd.read_excel(path, dtype=str, keep_default_na=False)
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        head = text.partition("\n")[0]
        return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, sep=max(",;\t", key=head.count))
    except (ValueError, KeyError, ImportError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} cannot be read as a sheet: save it as CSV or xlsx") from error


def _read_codes(rows: pd.DataFrame, question: str, path: Path) -> pd.DataFrame:
    """The filled cells of a column, each as the code that it is, case and spaces aside."""
    codes = {name: codes for asked in QUESTIONS.values() for name, codes in asked.items()}[question]
    rows, labels = rows[rows[question].str.strip() != ""], []
    for row in rows.to_dict("records"):
        known = codes or [*row["choices"].removeprefix("'").split(" | "), NONE, UNKNOWN, OTHER]
        label = {_fold(code): code for code in known}.get(_fold(row[question]))
        if label is None:
            raise ValueError(f"{path}, {row['id']}: {question} is {row[question]!r}; write one of {', '.join(known)}")
        labels.append(label)
    return pd.DataFrame({"id": rows["id"], "question": question, "label": labels})


def _fold(code: str) -> str:
    return " ".join(code.removeprefix("'").casefold().split())


def score_sheets(tables: Tables, folder: str | Path, paths: Iterable[str | Path]) -> tuple[str, Scored]:
    """Return the room of coded sheets and what they say; `folder` holds the key. ValueError says what is wrong.

    scores: question, answer ("(all)" first), coded, precision, recall, f1, their _low and _high, why. agreement:
    question, items, coders, ratings, alpha. shares: question, and the columns of `corrected.correct_shares`; in them a
    person counts for whom he or she stands, as in the notebooks, and "(the rest)" is what few coded rows have.
    """
    sheets = [read_sheet(path) for path in paths]
    rooms = sorted({room for room, _ in sheets})
    if len(rooms) != 1:
        raise ValueError(f"these sheets are of {' and '.join(rooms) or 'nothing'}: score one sort at a time")
    codes = pd.concat([rows for _, rows in sheets], ignore_index=True)
    units = _join_key(tables, rooms[0], Path(folder) / f"{rooms[0]}.key.csv", codes)
    names = _name_actors(tables)
    ends = find_ends(tables.actors, choose_rollup(tables)).items()
    return rooms[0], _score(units, codes, rooms[0], {names[actor]: names[end] for actor, end in ends})


def _join_key(tables: Tables, room: str, path: Path, codes: pd.DataFrame) -> pd.DataFrame:
    """The units that had a chance to be drawn, with the suite's answers of today."""
    if not path.exists():
        raise FileNotFoundError(f"there is no key {path}: it is written by `sample`, and cannot be made again")
    key = pd.read_csv(path)[KEY]
    if not _is_of(tables, key):
        raise ValueError(f"{path} was drawn from other articles than these, or their text has changed: sample anew")
    drawn = key.loc[key["drawn"], "id"]
    if strange := set(codes["id"]) - set(drawn):
        raise ValueError(f"the sheets hold {len(strange)} rows that {path} did not draw, {min(strange)} for one")
    for question in QUESTIONS[room]:
        if left := set(drawn) - set(codes.loc[codes["question"] == question, "id"]):
            raise ValueError(f"{question} is empty in {len(left)} rows, {min(left)} for one: code every row")
    return list_units(tables, room).merge(key.drop(columns="article_id"), on="id")


def _score(units: pd.DataFrame, codes: pd.DataFrame, room: str, ends: dict[str, str]) -> Scored:
    parts = []
    for question in QUESTIONS[room]:
        own = codes[codes["question"] == question].rename(columns={"id": "item"})
        whole, said = _lump(units, own, question, ends)
        chances, articles = units["chance"].to_numpy(), units["article_id"].to_numpy()
        shares = corrected.correct_shares(*_lay_out(whole, said, question), chances, articles)
        drawn = units[units["drawn"]].reset_index(drop=True)
        found = _score_answers(drawn, *_lay_out(drawn, own, question)), agreement.measure_agreement(own), shares
        parts.append([table.assign(question=question) for table in found])
    joined = [pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True)]
    if room in FOUND_ALONE:
        joined[0] = joined[0][[name for name in joined[0] if not name.startswith(("recall", "f1"))]]
    return Scored(*(table[["question", *table.columns.drop("question")]] for table in joined))


def _lump(units: pd.DataFrame, codes: pd.DataFrame, question: str, ends: dict[str, str]) -> list[pd.DataFrame]:
    """Units and codes, each actor as whom it stands for; as one, what too few coded rows have for an interval."""
    found, said = _rename(units[question], ends), _rename(codes["label"], ends)
    drawn = pd.DataFrame({"item": units["id"], "label": found})[units["drawn"]]
    seen = pd.concat([drawn, codes[["item"]].assign(label=said)]).drop_duplicates()["label"].value_counts()
    kept = {NONE, UNCLEAR, *seen.index[seen >= MIN_CASES]}
    found, said = (answers.where(answers.isin(kept), REST) for answers in (found, said))
    return [units.assign(**{question: found}), codes.assign(label=said)]


def _lay_out(units: pd.DataFrame, codes: pd.DataFrame, question: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units x answers: 1 where the suite gives it; the part of the coders who do, NaN in units that nobody coded.

    What is `none` or `unclear` is no answer.
    """
    found = pd.get_dummies(units[question]).astype(float)
    said = pd.crosstab(codes["item"], codes["label"], normalize="index")
    answers = sorted({*found, *said} - {NONE, UNCLEAR})
    said = said.reindex(columns=answers, fill_value=0.0).reindex(units["id"]).reset_index(drop=True)
    return found.reindex(columns=answers, fill_value=0.0), said


def _score_answers(units: pd.DataFrame, found: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Precision and recall of all answers and of each, a coded row weighed by those that it stands for."""
    weight = 1 / units["chance"]
    parts = {"found": found, "expected": said, "right": found * said}
    long = {name: part.mul(weight / weight.mean(), axis=0).stack()
            for name, part in parts.items()}  # fmt: skip
    rows = pd.DataFrame(long).dropna().query("found > 0 or expected > 0").rename_axis(["unit", "answer"]).reset_index()
    rows["article_id"] = rows["unit"].map(units["article_id"])
    rows = pd.concat([rows.assign(answer=ALL), rows])
    coded = rows.groupby("answer")["unit"].nunique().rename("coded").reset_index()
    figures = [f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high")]
    return coded.merge(agreement.score_matches(rows, "answer"), on="answer")[["answer", "coded", *figures, "why"]]


def score_folder(tables: Tables, folders: Iterable[str | Path]) -> Scored:
    """Return what all sheets say that lie beside a key of these articles, in the first folder that has any.

    The sheets are called ROOM_*.csv or ROOM_*.xlsx, one for each coder. Without any, the tables have no rows.
    """
    found: list[Scored] = []
    for folder in map(Path, folders):
        for room in QUESTIONS if not found else ():
            key, sheets = folder / f"{room}.key.csv", sorted(folder.glob(f"{room}_*.[cx][sl]*"))
            if sheets and key.exists() and _is_of(tables, pd.read_csv(key)):
                found.append(score_sheets(tables, folder, sheets)[1])
    joined = [pd.concat(parts, ignore_index=True) for parts in zip(*found, strict=True)]
    return Scored(*joined) if found else Scored(*(pd.DataFrame(columns=columns) for columns in EMPTY))


def compare_raw(shares: pd.DataFrame) -> pd.DataFrame:
    """Return the shares with an interval as `charts.plot_groups` takes them: raw first, corrected second."""
    rows = shares.dropna(subset=["low"])
    apart = (rows["raw"] < rows["low"]) | (rows["raw"] > rows["high"])
    sides = {"raw": "first", "raw_low": "first_low", "raw_high": "first_high", "share": "second"}
    moved = {name: rows[name] - rows["raw"] for name in ("low", "high")}
    ends = {"difference": rows["share"] - rows["raw"], "second_low": rows["low"], "second_high": rows["high"]}
    level = rows["question"] + ": " + rows["answer"]
    return rows.assign(level=level, significant=apart, **ends, **moved).rename(columns=sides)


def _is_of(tables: Tables, key: pd.DataFrame) -> bool:
    return set(key["article_id"]) <= set(tables.articles["article_id"])
