"""Hostile articles beside good ones: the run goes through, stays in its folder, and no page runs a script."""

import contextlib
import csv
import html.parser
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest

import analysis
from analysis import places

ROOT = Path(__file__).parent.parent
SAMPLE = sorted((ROOT / "data" / "articles").glob("*.txt"))[:2]
MARK = "owned-by-a-script"
IMAGE = f"<img src=x onerror=\"document.body.id='{MARK}'\">"
SCRIPT = f"<script>document.body.id='{MARK}'</script>"
IDS = [
    "../../../escaped",
    "/ABSOLUTE/escaped",
    "a/b",
    "c\\d",
    "x" * 300,
    "nul\0l",
    "#",
    "?",
    "\"'",
    IMAGE,
    "..",
    "e f",
    "",
]
OUTLETS = [IMAGE, "<i>Wire</i> | Co", "_Underscore_ Post", "[x](javascript:alert(1))", "$10 to $20", "=cmd()"]
TITLES = [SCRIPT, f"`a` *b* {IMAGE}", "$\\frac$ and <b>", "金正恩 ไทยรัฐ", "@SUM(A1)", "# 1. Mayor | opens"]
TEXT = (
    "Mayor Ann Lee {mark} said on Friday that bridge number {place} “will last a century”. Builder Tom Ford "
    "accused Lee of hiding the cost.\n\n“Nobody hid anything {mark},” Lee said. Ford called her a liar. "
    "The Harbour Union praised Lee."
)


def write_hostile(folder: Path) -> None:
    """Write what strangers may send, one file a kind."""
    with (folder / "evil.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["article_id", "title", "outlet", "published", "=own <b>", "text"])
        for place, name in enumerate(IDS):
            text = TEXT.format(mark=(IMAGE, SCRIPT)[place % 2], place=place)
            day = f"2026-03-{place + 1:02}"
            table.writerow([name, TITLES[place % 6], OUTLETS[place % 6], day, "=1+1", text])
    odd = {"huge": {"n": 2**70}, "surrogate": {"own": "\ud800"}, "nested": {"own": [[{"a": [1]}]]}, "\ud800": {}}
    lines = [
        json.dumps({"article_id": name, "text": TEXT.format(mark=name, place=name), **own}) for name, own in odd.items()
    ]
    (folder / "odd.jsonl").write_text("\n".join([*lines, "[" * 100_000, '{"text": "\\ud800"}']), encoding="utf-8")
    laughs = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in itertools.pairwise("abcdefghij")
    )
    nested = "a: " + "[" * 5000 + "]" * 5000 + "\n"
    for name, matter in {
        "laughs": laughs,
        "self": "a: &a [*a]\n",
        "nested": nested,
        "script": f"title: {json.dumps(SCRIPT)}\n",
    }.items():
        (folder / f"{name}.md").write_text(f"---\n{matter}---\n{TEXT.format(mark=name, place=name)}", encoding="utf-8")
    (folder / "page.html").write_text(
        f"<title>{SCRIPT}</title><p>{IMAGE}{TEXT.format(mark='', place=1)}</p>", encoding="utf-8"
    )
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").write_bytes(b"")
    with contextlib.suppress(OSError):  # some file systems take no such name
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text(
            TEXT.format(mark="", place="é"), encoding="utf-8"
        )


@pytest.fixture(scope="module")
def ran(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess, analysis.Tables]:
    """The folder of one whole run on hostile and good articles, how it ended, and the tables of the good ones alone."""
    folder = tmp_path_factory.mktemp("hostile") / "some folder"
    (folder / "in").mkdir(parents=True)
    good = [folder / "in" / path.name for path in SAMPLE]
    for path, copy in zip(SAMPLE, good, strict=True):
        copy.write_text(path.read_text(encoding="utf-8") + f"\n\nSeen in {folder.parent.name}.\n", encoding="utf-8")
    before = {*places.find_cache().rglob("*.json.gz")}
    whole = analysis.load(good)
    for place, path in enumerate({*places.find_cache().rglob("*.json.gz")} - before):
        path.write_bytes(path.read_bytes()[: 40 * (place % 2)])  # cut short, or empty
    write_hostile(folder / "in")
    command = [sys.executable, "-m", "analysis", "run", folder / "in", "--out", folder / "out"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    return folder, done, whole


def test_the_run_ends_well_and_every_notebook_with_it(ran):
    folder, done, _ = ran
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    record = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    assert record["failed"] == {} and record["counts"]["problems"] > 3


def test_nothing_is_written_outside_the_folder(ran):
    folder, _, _ = ran
    assert {path.name for path in folder.iterdir()} == {"in", "out"} and [*folder.parent.iterdir()] == [folder]
    assert not Path("/ABSOLUTE").exists()
    pages = folder / "out" / "report" / "articles"
    assert {path.parent for path in folder.rglob("*escaped*")} == {pages}


def test_the_good_articles_are_whole(ran):
    folder, _, whole = ran
    found = analysis.tables.read(folder / "out" / "tables")
    for name in ("sentences", "quotes", "mentions", "roles", "labels"):
        good = getattr(whole, name)
        mixed = getattr(found, name)
        mixed = mixed[mixed["article_id"].isin(whole.articles["article_id"])]
        columns = [column for column in good if column in ("start", "end", "text", "cue", "source", "verb", "kind")]
        assert len(good) and mixed[columns].values.tolist() == good[columns].values.tolist(), name


def test_the_hostile_articles_are_read_or_named_as_problems(ran):
    folder, _, _ = ran
    found = analysis.tables.read(folder / "out" / "tables")
    assert len(found.articles) >= len(SAMPLE) + len(IDS)
    for name in ("laughs.md", "self.md", "nested.md", "odd.jsonl", "noise.txt", "empty.txt"):
        read = found.articles["path"].str.contains(name).any()
        assert read or found.problems["path"].str.contains(name).any(), name


class Reader(html.parser.HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def list_pages(folder: Path) -> list[Path]:
    return sorted((folder / "out" / "report").rglob("*.html"))


def test_pages_hold_no_script_and_their_links_lead_somewhere(ran):
    pages = list_pages(ran[0])
    assert len(pages) > 7 + len(IDS)
    for page in pages:
        reader = Reader()
        reader.feed(page.read_text(encoding="utf-8"))
        assert ("http-equiv", "Content-Security-Policy") in {
            item for _, given in reader.found for item in given.items()
        }
        for tag, given in reader.found:
            assert tag not in ("script", "iframe", "object", "embed", "base", "form", "link"), (page, tag)
            assert not [name for name in given if name.startswith("on")], (page, tag, given)
            assert tag != "img" or (given["src"] or "").startswith("data:image/"), (page, given)
            if target := given.get("href"):
                path = urllib.parse.unquote(target.split("#")[0])
                assert re.match(r"https?://", target) or not path or (page.parent / path).is_file(), (page, target)


def test_names_come_out_as_written_in_answers(ran):
    text = "".join(page.read_text(encoding="utf-8") for page in list_pages(ran[0]))
    assert "<i>Wire</i>" not in text and "<em>Underscore</em>" not in text


def test_no_cell_of_any_csv_is_a_formula(ran):
    files = list((ran[0] / "out").rglob("*.csv"))
    assert len(files) > 20
    csv.field_size_limit(10**8)
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=@\t\r]|[+-](?![\d.,e+-]+$)", cell)], path


def open_in_chromium(path: Path, profile: Path) -> str:
    """The page's elements after Chromium has opened it and let its scripts run."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
             "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=1000"]  # fmt: skip
    command = ["chromium", *flags, f"--user-data-dir={profile}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed; the pages are read above")
def test_no_script_runs_in_chromium(ran, tmp_path):
    control = tmp_path / "control.html"
    control.write_text(f"<body>{IMAGE}</body>", encoding="utf-8")
    assert f'id="{MARK}"' in open_in_chromium(control, tmp_path / "profile")
    holding = [page for page in list_pages(ran[0]) if MARK in page.read_text(encoding="utf-8")]
    assert holding  # what holds none of the scripts can run none
    for page in holding:
        assert f'id="{MARK}"' not in open_in_chromium(page, tmp_path / "profile"), page
