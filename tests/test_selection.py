"""What counts in no share and why, the parameter that undoes it, and problems grouped by kind."""

import pandas as pd
import pytest

import analysis
from analysis import __main__, statistics
from analysis.articles import group_problems, selection
from analysis.tables import Tables

PROSE = "The council of the town met on Monday and decided that the old ferry would sail until the spring."
ITEM = "Ten ferries to see this year and where they sail from"


@pytest.mark.parametrize(
    ("text", "removed", "language", "words", "reason"),
    [
        (PROSE, [], None, 300, "language"),
        (PROSE, ["paywall"], "en", 90, "paywall"),
        (PROSE, ["paywall"], "en", 600, None),  # what was read is long: the offer beside it is no wall
        (PROSE, ["share"], "en", 90, None),
        (PROSE, [], "en", 49, "short"),
        (PROSE, [], "en", 50, None),
        ("\n\n".join([ITEM] * 8), [], "en", 80, "list"),
        ("\n\n".join([ITEM] * 7), [], "en", 70, None),
        ("\n\n".join([PROSE] * 8), [], "en", 150, None),
        ("Access Denied\nYou don't have permission to access this page.", [], "en", 90, "notice"),
        ("Access was denied to the lawyers, who had asked the court for the papers.", [], "en", 90, None),
    ],
)
def test_why_an_article_counts_in_no_share(text, removed, language, words, reason):
    assert selection.find_reason(text, removed, language=language, words=words) == reason
    assert reason is None or selection.REASONS[reason]


def test_a_parameter_counts_them_after_all(made):
    reasons = pd.Series(["list", None], dtype="string")
    one = made._replace(articles=made.articles.assign(left_out=reasons))
    assert len(statistics.prepare(one).articles) == 1
    assert len(statistics.prepare(one, left_out=True).articles) == 2


@pytest.fixture
def made() -> Tables:
    return analysis.annotate(pd.DataFrame({"article_id": ["a", "b"], "text": [PROSE, PROSE[::-1]]}), sentiment=False)


def test_problems_of_a_kind_are_one_row_and_what_is_lost_comes_first():
    told = [("skipped", ".css files hold no articles"), ("skipped", ".db files hold no articles")]
    told += [("read", "the row 3 has no text"), ("read", "the row 9 has no text"), ("read", "not JSON")]
    rows = [{"path": f"in/f{n}", "article_id": None, "stage": s, "message": m} for n, (s, m) in enumerate(told)]
    grouped = group_problems(pd.DataFrame(rows))
    assert grouped[["stage", "n", "files"]].to_numpy().tolist() == [
        ["read", 2, "f2, f3"], ["read", 1, "f4"], ["skipped", 2, "f0, f1"]
    ]  # fmt: skip
    many = group_problems(pd.DataFrame(rows[:1] * 5))
    assert many["files"].tolist() == ["f0, f0, f0 and 2 more"]
    assert group_problems(pd.DataFrame(columns=list(rows[0]))).empty


def test_check_reads_and_annotates_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analysis.pipeline.annotate", lambda *_, **__: pytest.fail("it annotates"))
    (tmp_path / "good.txt").write_text(
        "\n\n".join(PROSE.replace("ferry", word) for word in ("ferry", "boat", "ship", "tug"))
    )
    (tmp_path / "brief.txt").write_text("The ferry sails on Monday.")
    (tmp_path / "broken.json").write_text("{")
    __main__.main(["check", str(tmp_path)])
    told = "".join(capsys.readouterr())
    assert "2 articles, 1 of them left out of shares" in told
    assert "broken.json" in told and "not JSON" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.txt", "broken.json", "good.txt"]


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        ((), ["title"]),
        (["share"], ["title", "share"]),
        (["all"], ["title", "share", "newsletter"]),
        ("share", ["title", "share"]),
    ],
)
def test_what_was_cut_is_told_and_one_parameter_undoes_it(tmp_path, monkeypatch, keep, left):
    monkeypatch.setattr("analysis.places.find_cache", lambda: tmp_path / "cache")
    lines = {"title": PROSE, "share": "Share this article", "newsletter": "Sign up for our weekly newsletter."}
    (tmp_path / "a.txt").write_text("\n\n".join(lines.values()))
    tables = analysis.load(tmp_path / "a.txt", keep=keep, sentiment=False)
    assert tables.articles["text"][0].split("\n\n") == [lines[name] for name in left]
    assert tables.removed["reason"].tolist() == [name for name in lines if name not in left]


def test_a_reason_that_is_none_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(PROSE)
    with pytest.raises(ValueError, match=r"Nothing is cut for the reason 'shares': name one of .*share"):
        analysis.read_articles(tmp_path, keep=["shares"])
