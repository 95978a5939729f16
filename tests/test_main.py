"""The command line, run as a process the way a user runs it, on good input and bad."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import __main__ as main
from analysis import places
from analysis.tables import Tables

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
    for kind in ("parquet", "csv"):
        assert {path.stem for path in (folder / "out").glob(f"*.{kind}")} == set(Tables._fields)


def test_explain_shows_the_sentence_behind_an_id(folder):
    run("annotate", folder / "in", "--out", folder / "out", "--csv")
    row_id = re.search(r"strike-[0-9a-f]{4}:q00", (folder / "out" / "quotes.csv").read_text(encoding="utf-8")).group()
    done = run("explain", folder / "out", row_id)
    assert done.returncode == 0, done.stderr
    assert "will not go back" in done.stdout


def test_explain_finds_the_tables_of_a_run(folder):
    run("annotate", folder / "in", "--out", folder / "out" / "tables", "--csv")
    row_id = (folder / "out" / "tables" / "quotes.csv").read_text(encoding="utf-8").split("\n")[1].split(",")[0]
    done = run("explain", folder / "out", row_id)
    assert done.returncode == 0 and "[" in done.stdout, done.stderr


def test_run_on_one_article_makes_the_whole_report(folder):
    """What needs several outlets or dates says so and goes on."""
    done = run("run", folder / "in", "--out", folder / "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    record = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["failed"] == {} and record["counts"]["articles"] == 1
    assert len(list((folder / "out" / "notebooks").glob("*.ipynb"))) == 6
    assert {path.suffix for path in (folder / "out" / "charts").iterdir()} == {".png", ".svg"}
    pages = list((folder / "out" / "report").rglob("*.html"))
    folders = [path.parent.name for path in pages]
    assert folders.count("report") == 8 and folders.count("articles") == 1  # an index, actors, six notebooks
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


def test_help_has_examples_and_loads_nothing_heavy():
    assert "python -m analysis run" in run("--help").stdout
    code = "import sys, analysis.__main__ as main; main.make_parser(); print({'pandas', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_lab_opens_as_root_too(monkeypatch):
    called = []
    monkeypatch.setattr(main.subprocess, "call", lambda command: called.append(command) or 0)
    for user, allowed in ((0, True), (1000, False)):
        monkeypatch.setattr(main.os, "geteuid", lambda user=user: user)
        assert main.main(["lab"]) == 0 and ("--allow-root" in called.pop()) is allowed


def test_the_cache_is_the_users_where_the_suite_is_installed(monkeypatch, tmp_path):
    assert places.find_cache() == ROOT / ".cache"
    monkeypatch.setattr(places, "ROOT", tmp_path / "site-packages" / "analysis")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    assert places.find_cache() == tmp_path / "mine" / "news-framing"


def test_make_runs_on_paths_with_spaces():
    command = ["make", "-n", "-o", ".venv/.ready", "run", "ARTICLES=my articles", "OUT=my output"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert 'run "my articles" --out "my output"' in done.stdout
