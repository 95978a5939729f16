"""What changed between two runs: articles, what they ran with, each figure of the notebooks, and rows."""

import json
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from . import tables

SMALL = 1e-9  # figures that differ by less are the same


class Changes(NamedTuple):
    """What changed, one table each; where nothing did, a table has no rows."""

    reasons: pd.DataFrame
    articles: pd.DataFrame
    figures: pd.DataFrame
    rows: pd.DataFrame


def compare(old: str | Path, new: str | Path) -> Changes:
    """Return what changed from one output folder of `run` to another. FileNotFoundError where one is none.

    reasons: what, before, after (versions, models, parameters, corrections). articles: article, change (gone, added,
    edited). figures: file, row, figure, before, after. rows: table, before, after, gone, added.
    """
    folders = [Path(old), Path(new)]
    for folder in folders:
        if not (folder / "run.json").exists():
            raise FileNotFoundError(f"there is no run in {folder}: name a folder that `run` wrote to")
    records = [json.loads((folder / "run.json").read_text(encoding="utf-8")) for folder in folders]
    found = [tables.read(folder / "tables") for folder in folders]
    rows = _compare_rows(*found)
    return Changes(_compare_records(*records), _compare_articles(*records), _compare_figures(*folders), rows)


def _compare_records(before: dict, after: dict) -> pd.DataFrame:
    told = [
        {
            f"{part} {name}": str(value)
            for part in ("packages", "models", "parameters")
            for name, value in run[part].items()
        }
        | {"python": run["python"], "corrections": str(run["counts"].get("corrections", 0))}
        for run in (before, after)
    ]
    names = sorted({*told[0], *told[1]} - {"parameters OUT"})
    rows = [(name, told[0].get(name, "–"), told[1].get(name, "–")) for name in names]
    return pd.DataFrame([row for row in rows if row[1] != row[2]], columns=["what", "before", "after"])


def _compare_articles(before: dict, after: dict) -> pd.DataFrame:
    """An article whose id is there again but for the hash of its text was edited."""
    ids = [{one["article_id"] for one in run["inputs"]} for run in (before, after)]
    gone, added = sorted(ids[0] - ids[1]), sorted(ids[1] - ids[0])
    stems = [{name.rsplit("-", 1)[0]: name for name in names} for names in (gone, added)]
    edited = {stems[0][stem]: stems[1][stem] for stem in stems[0].keys() & stems[1].keys()}
    rows = [(name, "edited" if name in edited else "gone") for name in gone]
    rows += [(name, "added") for name in added if name not in edited.values()]
    return pd.DataFrame(rows, columns=["article", "change"])


def _compare_figures(old: Path, new: Path) -> pd.DataFrame:
    parts = []
    names = {path.name for folder in (old, new) for path in (folder / "tables").glob("[0-9][0-9]_*.csv")}
    for name in sorted(names):
        sides = [_read_figures(folder / "tables" / name) for folder in (old, new)]
        both = pd.concat(sides, axis=1, keys=["before", "after"]).rename_axis(["row", "figure"]).reset_index()
        parts.append(both.assign(file=name))
    columns = ["file", "row", "figure", "before", "after"]
    whole = pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
    same = (whole["before"] - whole["after"]).abs() < SMALL
    return whole[~(same | (whole["before"].isna() & whole["after"].isna()))].reset_index(drop=True)


def _read_figures(path: Path) -> pd.Series:
    """Return the numbers of a table by row (its words) and column; of rows of the same words each its place."""
    if not path.exists():
        return pd.Series(dtype="float64", index=pd.MultiIndex.from_arrays([[], []]))
    frame = pd.read_csv(path)
    numbers = list(frame.select_dtypes("number"))
    words = [name for name in frame if name not in numbers and name != "why" and not name.endswith("_id")]
    told = [", ".join(row) for row in frame[words].fillna("").astype(str).to_numpy()]
    row = pd.Series(told, index=frame.index, dtype="object")
    again = row.groupby(row).cumcount()
    row = row.where(again == 0, row + " #" + (again + 1).astype(str))
    return frame[numbers].astype("float64").set_axis(row, axis=0).stack()


def _compare_rows(before: tables.Tables, after: tables.Tables) -> pd.DataFrame:
    found = []
    for name in tables.Tables._fields:
        sides = [[tuple(row) for row in getattr(one, name).astype(str).to_numpy()] for one in (before, after)]
        old, new = map(set, sides)
        gone, added = sum(row not in new for row in sides[0]), sum(row not in old for row in sides[1])
        found.append((name, len(sides[0]), len(sides[1]), gone, added))
    frame = pd.DataFrame(found, columns=["table", "before", "after", "gone", "added"])
    return frame[(frame["gone"] > 0) | (frame["added"] > 0)].reset_index(drop=True)
