"""How tables look in a notebook: whole sentences, rounded numbers, a dash for what is unknown."""

from collections.abc import Sequence
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
    """
    frame = frame if columns is None else frame[list(columns)]
    if frame.empty:
        return _fold("<p>Nothing to show: the table has no rows.</p>", fold)
    unknown = (frame.iloc[:, 0].astype("string") == UNKNOWN_LABEL).fillna(False).to_numpy(dtype=bool)
    kept = (np.arange(len(frame)) < rows) | (unknown & (unknown.sum() == 1))
    left_out = int((~kept).sum())
    note = f"<p>… and {left_out} more {'rows' if left_out > 1 else 'row'}.</p>" if left_out > 0 else ""
    shown = frame[kept].astype(object)
    shown = shown.apply(lambda column: column.map(format_value))
    shown.columns = [in_html(str(name).replace("_", " ")) for name in shown.columns]
    table = shown.to_html(index=False, border=0, escape=False, classes="mathjax_ignore")  # "$10 to $20" is no formula
    return _fold(table + note, fold)


def _fold(body: str, summary: str | None) -> "HTML":
    from IPython.display import HTML

    folded = f"<details><summary>Table: {in_html(summary)}</summary>\n{body}\n</details>" if summary else body
    return HTML(folded)


def save(out: str | Path, number: str, **frames: pd.DataFrame) -> pd.DataFrame:
    """Write each table to out/tables as CSV, named after its notebook's number; return file, rows and columns."""
    folder = Path(out) / "tables"
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        write_csv(frame, folder / f"{in_file_name(f'{number}_{name}')}.csv")
    rows = [{"file": f"{number}_{name}.csv", "rows": len(f), "columns": f.shape[1]} for name, f in frames.items()]
    return pd.DataFrame(rows, columns=["file", "rows", "columns"])


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
