"""The command line, run as a process the way a user runs it, on good input and bad."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = """Harbour strike enters second week

The harbour union said on Monday that its members “will not go back” before June. Port director Lena Marsh accused
the union of hurting the town.

“We have made a fair offer,” Marsh said.
"""


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "analysis", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=500, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "strike.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_annotate_writes_every_table(folder):
    done = run("annotate", folder / "in", "--out", folder / "out", "--csv")
    assert done.returncode == 0, done.stderr
    assert re.match(r"1 articles, [1-9]", done.stdout)
    assert len(list((folder / "out").glob("*.parquet"))) == len(list((folder / "out").glob("*.csv"))) == 13


def test_explain_shows_the_sentence_behind_an_id(folder):
    run("annotate", folder / "in", "--out", folder / "out", "--csv")
    row_id = re.search(r"strike-[0-9a-f]{4}:q00", (folder / "out" / "quotes.csv").read_text(encoding="utf-8")).group()
    done = run("explain", folder / "out", row_id)
    assert done.returncode == 0, done.stderr
    assert "will not go back" in done.stdout


def test_run_on_one_article_makes_the_whole_report(folder):
    """What needs several outlets or dates says so and goes on."""
    done = run("run", folder / "in", "--out", folder / "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    record = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["failed"] == {} and record["counts"]["articles"] == 1
    assert len(list((folder / "out" / "notebooks").glob("*.ipynb"))) == 6
    assert {path.suffix for path in (folder / "out" / "charts").iterdir()} == {".png", ".svg"}
    pages = list((folder / "out" / "report").rglob("*.html"))
    assert len(pages) == 8  # an index, six notebooks, one article
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"<script|<link|(src|srcset)=[\"'](?!data:)|url\(|@import", html), page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["annotate", "no/such/folder", "--out", "x"], "no/such/folder"),
        (["run", "no/such/folder"], "no/such/folder"),
        (["explain", "no/such/tables", "a:q00"], "no tables in"),
    ],
)
def test_a_mistake_gets_one_clear_line(arguments, says, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert says in done.stderr and len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_an_empty_folder_gets_one_clear_line(tmp_path):
    done = run("annotate", tmp_path, "--out", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 1 and len(done.stderr.strip().splitlines()) == 1


def test_an_unknown_id_gets_one_clear_line(folder):
    run("annotate", folder / "in", "--out", folder / "out")
    done = run("explain", folder / "out", "nothing:q99")
    assert done.returncode == 1 and "nothing:q99" in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_an_unreadable_file_is_a_problem_and_loses_nothing_else(folder):
    (folder / "in" / "broken.txt").write_bytes(bytes(range(256)) * 20)
    done = run("annotate", folder / "in", "--out", folder / "out", "--csv")
    assert done.returncode == 0, done.stderr
    assert "1 articles" in done.stdout and "problem" in done.stdout
    assert "broken.txt" in (folder / "out" / "problems.csv").read_text(encoding="utf-8")


def test_help_has_examples():
    assert "python -m analysis run" in run("--help").stdout
