"""Write the measured error rates into README.md, between its two marks, from analysis/models/public_scores.json.

    python -m training.readme

`training.measure` does it too, each time that it has measured. Rows without `readme` in public_peers.csv stay out.
"""

import json
from pathlib import Path

from analysis.reliability.scoring import PUBLIC

README = Path(__file__).parent.parent / "README.md"
MARKS = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = (
    "| question, on data labelled by others | this suite | on a part kept from us | best other | another person |"
    "\n|---|---|---|---|---|"
)


def main() -> None:
    """Write the table between the marks; ValueError where README.md has not both."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    README.write_text(f"{before}{MARKS[0]}\n\n{make_table()}\n\n{MARKS[1]}{after}", encoding="utf-8")


def make_table() -> str:
    """Return the table of measured scores as Markdown; "–" where nobody has measured."""
    rows = json.loads(PUBLIC.read_text(encoding="utf-8"))
    return "\n".join([HEAD, *(make_row(row) for row in rows if row["readme"])])


def make_row(row: dict) -> str:
    """Return one measure as a row of the table."""
    reader = "a language model" if "language models" in (row.get("human_source") or "") else None
    cells = (
        f"{row['measure']} — {row['data']}", f"**{row['score']:.2f}**", say(row["held_out"], row["held_out_split"]),
        say(row["peer_score"], row["peer"], row["peer_split"]), say(row["human"], reader),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def say(score: float | None, *notes: str | None) -> str:
    """Return a score with its notes in brackets."""
    return "–" if score is None else f"{score:.2f}" + (f" ({', '.join(filter(None, notes))})" if any(notes) else "")


if __name__ == "__main__":
    main()
