"""The README's error rates are the measured ones: `python -m training.readme` writes them."""

import re
from pathlib import Path

from training import readme

ROOT = Path(__file__).parent.parent


def test_the_table_is_the_measured_one():
    assert readme.make_table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_row_says_its_splits_and_what_nobody_measured():
    row = {"measure": "pages (F1)", "data": "some, a third", "score": 0.957, "held_out": None, "held_out_split": None}
    row |= {"peer": "A Tool", "peer_score": 0.9, "peer_split": "the rest", "human": None}
    assert readme.make_row(row) == "| pages (F1) — some, a third | **0.96** | – | 0.90 (A Tool, the rest) | – |"


def test_every_link_of_the_readme_leads_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert targets and not [target for target in targets if not (ROOT / target).exists()]


def test_every_file_that_contributing_names_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    words = {word for code in re.findall(r"`([^`]+)`", text) for word in code.split() if "/" in word}
    assert words and not [word for word in words if not list(ROOT.glob(word.rstrip("/")))]
