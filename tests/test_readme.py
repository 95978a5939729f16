"""The README's error rates are the measured ones: its table is made from the files in analysis/models."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "analysis" / "models"
HEAD = "| question, on data labelled by others | this suite | best other | another person |\n|---|---|---|---|"


def say(score: float | None, who: str | None = None) -> str:
    return "–" if score is None else f"{score:.2f}" + (f" ({who})" if who else "")


def make_table() -> str:
    rows = json.loads((MODELS / "public_scores.json").read_text(encoding="utf-8"))
    lines = [
        f"| {row['measure']} — {row['data']} | **{say(row['score'])}** "
        f"| {say(row['peer_score'], row['peer'])} | {say(row['human'])} |"
        for row in rows
    ]
    return "\n".join([HEAD, *lines])


def make_framing_line() -> str:
    scores = json.loads((MODELS / "framing_scores.json").read_text(encoding="utf-8"))
    return "; ".join(
        f"{table} {sets['unseen']['f1']:.2f} and {sets['fresh']['f1']:.2f}" for table, sets in scores.items()
    )


def test_the_table_is_the_measured_one():
    assert make_table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_framing_scores_are_the_measured_ones():
    assert make_framing_line() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_link_of_the_readme_leads_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert targets and not [target for target in targets if not (ROOT / target).exists()]
