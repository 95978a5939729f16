"""How tables look in a notebook: whole sentences, rounded numbers, a dash for what is unknown."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .escape import in_file_name, in_html, in_markdown
from .statistics import UNKNOWN_LABEL
from .tables import write_csv

if TYPE_CHECKING:
    from IPython.display import HTML

DECIMALS = 2


def tell(said: str | tuple[str, str], *tables: "HTML", strong: bool = False) -> None:
    """Display a computed sentence, or the text of a finding, escaped as a whole; then the tables it was told from."""
    from IPython.display import Markdown, display

    text = in_markdown(said if isinstance(said, str) else said[1])
    display(Markdown(f"**{text}**" if strong else text), *tables)


def show(
    frame: pd.DataFrame, columns: Sequence[str] | None = None, *, rows: int = 12, fold: str | None = None
) -> "HTML":
    """Return the first rows of a table for display, its numbers rounded; says how many rows are left out.

    A row of the unknown stays, even where it is one of the last. With `fold`, it stands folded under these words.
    A count whose rows are known (`n`, by `n_ids`) holds their key, which the report makes a link to them.
    """
    known = frame
    frame = frame.drop(columns=_name_ids(frame)) if columns is None else frame[list(columns)]
    if frame.empty:
        return _fold("<p>Nothing to show: the table has no rows.</p>", fold)
    unknown = (frame.iloc[:, 0].astype("string") == UNKNOWN_LABEL).fillna(False).to_numpy(dtype=bool)
    kept = (np.arange(len(frame)) < rows) | (unknown & (unknown.sum() == 1))
    left_out = int((~kept).sum())
    note = f"<p>… and {left_out} more {'rows' if left_out > 1 else 'row'}.</p>" if left_out > 0 else ""
    shown = frame[kept].astype(object)
    shown = shown.apply(lambda column: column.map(format_value))
    for name in [name for name in shown if f"{name}_ids" in known]:
        ids = known.loc[kept, f"{name}_ids"]
        shown[name] = [_mark_count(*pair) for pair in zip(ids, shown[name], strict=True)]
    shown.columns = [in_html(str(name).replace("_", " ")) for name in shown.columns]
    table = shown.to_html(index=False, border=0, escape=False, classes="mathjax_ignore")  # "$10 to $20" is no formula
    return _fold(table + note, fold)


def _fold(body: str, summary: str | None) -> "HTML":
    from IPython.display import HTML

    folded = f"<details><summary>Table: {in_html(summary)}</summary>\n{body}\n</details>" if summary else body
    return HTML(folded)


def _name_ids(frame: pd.DataFrame) -> list[str]:
    """Return the columns of the ids that others count: "n_ids", of "n"."""
    return [f"{name}_ids" for name in frame if f"{name}_ids" in frame]


def _mark_count(ids: Sequence[str], text: str) -> str:
    return f'<data value="{name_rows(ids)}">{text}</data>' if ids else text


def name_rows(ids: Sequence[str]) -> str:
    """Return a short key for some rows, the same for the same rows: the report's page of them is named so."""
    return hashlib.sha256("\n".join(sorted(ids)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def save(out: str | Path, number: str, **frames: pd.DataFrame) -> pd.DataFrame:
    """Write each table to out/tables as CSV, named after its notebook's number; return file, rows and columns.

    The ids of the rows that were counted go to out/counted as JSON: {key: ids}.
    """
    folder = Path(out) / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    _save_ids(Path(out) / "counted", number, frames.values())
    frames = {name: frame.drop(columns=_name_ids(frame)) for name, frame in frames.items()}
    for name, frame in frames.items():
        write_csv(frame, folder / f"{in_file_name(f'{number}_{name}')}.csv")
    rows = [{"file": f"{number}_{name}.csv", "rows": len(f), "columns": f.shape[1]} for name, f in frames.items()]
    return pd.DataFrame(rows, columns=["file", "rows", "columns"])


def _save_ids(folder: Path, number: str, frames: Iterable[pd.DataFrame]) -> None:
    columns = [frame[ids] for frame in frames for ids in _name_ids(frame)]
    counted = {name_rows(ids): ids for column in columns for ids in column if ids}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{in_file_name(number)}.json").write_text(json.dumps(counted), encoding="utf-8")


def format_value(value: object) -> str:
    """Return a table's value as HTML text: two decimals, days for dates, a dash for NA."""
    if isinstance(value, list | tuple):
        return ", ".join(format_value(item) for item in value)
    if pd.isna(value):
        return "–"
    if isinstance(value, float):
        return f"{value:.{DECIMALS}f}".replace("-0.00", "0.00")
    if isinstance(value, pd.Timestamp):
        return f'<span style="white-space:nowrap">{value:%Y-%m-%d}</span>'
    return in_html(value)
