"""What changed between two runs: nothing between two that are alike, and each thing by name where they are not."""

import json
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import changes, tables


def make_run(folder: Path, name: str, text: str, share: float, model: str = "one") -> Path:
    """Write what `compare` reads of a run on one article, with one figure."""
    found = analysis.annotate(pd.DataFrame({"article_id": [name], "text": [text]}), sentiment=False)
    tables.write(found, folder / "tables", csv=False)
    figures = pd.DataFrame({"actor": ["Ann Roe", "Ann Roe", "Bob Day"], "why": ["", "few", ""], "n": [1, 1, share]})
    figures.to_csv(folder / "tables" / "03_speakers.csv", index=False)
    counts = {key: len(frame) for key, frame in found._asdict().items()}
    record = {
        "packages": {},
        "models": {"m": model},
        "parameters": {"OUT": str(folder)},
        "python": "3",
        "counts": counts,
    }
    (folder / "run.json").write_text(json.dumps(record | {"inputs": [{"article_id": name}]}), encoding="utf-8")
    return folder


def test_alike_runs_differ_in_nothing(tmp_path):
    runs = [make_run(tmp_path / name, "a-1111", "Ann Roe left.", 2.0) for name in ("old", "new")]
    assert [len(table) for table in changes.compare(*runs)] == [0, 0, 0, 0]


def test_what_changed_is_named(tmp_path):
    old = make_run(tmp_path / "old", "a-1111", "Ann Roe left.", 2.0)
    new = make_run(tmp_path / "new", "a-2222", "Ann Roe left. Bob Day stayed.", 3.0, model="two")
    found = changes.compare(old, new)
    assert found.reasons.to_numpy().tolist() == [["models m", "one", "two"]]
    assert found.articles.to_numpy().tolist() == [["a-1111", "edited"]]
    assert found.figures.to_numpy().tolist() == [["03_speakers.csv", "Bob Day", "n", 2.0, 3.0]]
    assert {"articles", "sentences", "mentions"} <= set(found.rows["table"])


def test_a_folder_without_a_run_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no run in"):
        changes.compare(tmp_path, tmp_path)
