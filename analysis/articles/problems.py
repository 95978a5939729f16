"""The table of problems, told so that ten that matter are not lost among fifty that do not."""

import re
from collections.abc import Sequence

import pandas as pd

SHOWN = 3  # names of files
LAST = ("language", "skipped")  # stages of what matters least


def group_problems(problems: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each kind of problem: stage, message, n, files (some by name); what is lost comes first.

    Two messages are of one kind where only numbers and what stands in quotes or brackets differ.
    """
    told = problems.assign(kind=problems["message"].fillna("").map(_name_kind), stage=problems["stage"].fillna(""))
    rows = [
        {"stage": stage, "message": some["message"].iloc[0], "n": len(some), "files": _name_files(some)}
        for (stage, _), some in told.groupby(["stage", "kind"], sort=False)
    ]
    rows.sort(key=lambda row: (LAST.index(row["stage"]) + 1 if row["stage"] in LAST else 0, -row["n"]))
    return pd.DataFrame(rows, columns=["stage", "message", "n", "files"])


def _name_kind(message: str) -> str:
    return re.sub(r"\d+|'[^']*'|\([^)]*\)|^\.\w+", "#", message)


def _name_files(problems: pd.DataFrame) -> str:
    names: Sequence[str] = [
        str(path).rsplit("/", 1)[-1] if isinstance(path, str) else str(article)
        for path, article in problems[["path", "article_id"]].itertuples(index=False)
    ]
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
