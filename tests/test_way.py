"""The way from every number to its sentences: a report of the sample is made, and every link of it is followed."""

import re
import urllib.parse
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import display, places, report, statistics, tables
from analysis.report import actors, rows
from analysis.statistics import casting, counts, tones

ROW = re.compile(r"<tr><td>[^\n]*?</tr>")
COUNT = re.compile(r'<a href="(?:\.\./)?rows/([0-9a-f]{12})\.html">([\d,]+)</a>')
SENTENCE = re.compile(r'href="\.\./(articles/[^"#]+)#([^"]+)"')


@pytest.fixture(scope="module")
def sample() -> tables.Tables:
    return analysis.load(places.DATA / "articles")


@pytest.fixture(scope="module")
def folder(sample, tmp_path_factory) -> Path:
    """The report with the two notebooks that count most."""
    out = tmp_path_factory.mktemp("way")
    kept = [path for path in report.list_notebooks() if path.stem in ("03_quotes", "04_framing")]
    parameters = {"ARTICLES": [str(places.DATA / "articles")], "OUT": str(out)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "list_notebooks", lambda: kept)
        failed = report.execute_notebooks(out, parameters)
    assert failed == {}
    report.write_pages(sample, out, report.describe_run(sample, parameters, failed))
    return out / "report"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def list_sets(folder: Path, key: str) -> list[str]:
    pages = sorted((folder / "rows").glob(f"{key}*.html"))
    return [row for page in pages for row in ROW.findall(read(page))]


def test_every_number_with_a_link_leads_to_as_many_rows_as_it_says(folder):
    links = [(path, *link) for path in folder.rglob("*.html") for link in COUNT.findall(read(path))]
    for path, key, number in links:
        assert len(list_sets(folder, key)) == int(number.replace(",", "")), (path, key)
    linked = {path.name for path, *_ in links}
    assert len(links) > 300 and {"03_quotes.html", "04_framing.html", "russia.html"} <= linked


def test_every_row_leads_to_its_sentence(folder):
    found = {link for path in folder.rglob("*.html") for link in SENTENCE.findall(read(path))}
    articles = {target: read(folder / urllib.parse.unquote(target)) for target, _ in found}
    assert len(found) > 100
    for target, sentence in found:
        assert f'id="{urllib.parse.unquote(sentence)}"' in articles[target]


def test_no_link_leads_nowhere(folder):
    for path in folder.rglob("*.html"):
        for target in re.findall(r'href="([^":#]+)[#"]', read(path)):
            assert (path.parent / urllib.parse.unquote(target)).exists(), (path, target)


def test_a_sentence_is_shown_whole_with_the_words_found_in_it(sample):
    listed = rows.list_rows(sample)
    page = rows.make_rows(listed.loc[sample.quotes["quote_id"].tolist()])
    shown = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'<td><a href="[^"]+">(.*?)</a></td>', page)]
    assert len(shown) == len(sample.quotes)
    marked = re.findall(r"<mark>(.*?)</mark>", page)
    assert all(words in sentence for words, sentence in zip(marked, shown, strict=True)) and any(marked)


COUNTED = {
    "speakers": lambda t: counts.count_quotes(t, "actor", attribution="speech"),
    "kinds": lambda t: counts.count_quotes(t, "kind", of="quotes", within="actor"),
    "cues": counts.count_cues, "spoken": counts.count_spoken, "tone": tones.score_actors,
    "polarities": tones.count_polarities, "pairs": casting.count_pairs, "families": casting.count_roles,
    "passives": casting.count_passives, "labels": casting.count_labels, "called": casting.count_called,
    "markers": casting.count_markers, "acts": casting.count_acts, "unquoted": casting.find_unquoted,
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTED)
def test_a_count_names_as_many_rows_as_it_counts(sample, name):
    found = COUNTED[name](statistics.prepare(sample))
    known = set(rows.list_rows(sample).index)
    named = [column for column in found if f"{column}_ids" in found]
    assert named and len(found)
    for column in named:
        assert found[f"{column}_ids"].map(len).tolist() == found[column].tolist()
        assert {row_id for ids in found[f"{column}_ids"] for row_id in ids} <= known


def test_rows_are_those_of_the_count_and_no_others(sample):
    counted = statistics.prepare(sample)
    found = counts.count_quotes(counted, "actor", attribution="speech").set_index("actor_id")["n_ids"]
    speech = counted.quotes[counted.quotes["attribution"] == "speech"]
    for actor, ids in found.drop(statistics.UNKNOWN_LABEL).items():
        assert set(ids) == set(speech.loc[speech["actor_id"] == actor, "quote_id"])


def test_what_nobody_counted_is_no_link():
    body = '<td><data value="0123456789ab">3</data></td>'
    assert rows.link_counts(body, {}) == ("<td>3</td>", set())


def test_a_table_marks_the_counts_whose_rows_are_known_and_hides_their_ids():
    frame = pd.DataFrame({"word": ["a", "b"], "n": [2, 0], "n_ids": [("x:q00", "x:q01"), ()]})
    shown = display.show(frame).data
    key = display.name_rows(("x:q01", "x:q00"))
    assert f'<data value="{key}">2</data>' in shown and "<td>0</td>" in shown and "ids" not in shown
    assert "<data" not in display.show(frame[["word", "n"]]).data


def test_ids_are_saved_beside_the_table_not_in_it(tmp_path):
    frame = pd.DataFrame({"word": ["a"], "n": [1], "n_ids": [("x:q00",)]})
    assert display.save(tmp_path, "09", words=frame)["columns"].tolist() == [2]
    assert rows.read_counted(tmp_path / "counted") == {display.name_rows(("x:q00",)): ["x:q00"]}
    assert read(tmp_path / "tables" / "09_words.csv") == "word,n\na,1\n"


def test_many_rows_stand_on_several_pages(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "PAGE", 50)
    ids = sample.mentions["mention_id"].tolist()[:120]
    rows.write_rows(tmp_path, ids, rows.list_rows(sample))
    assert len(list((tmp_path / "rows").iterdir())) == 3
    assert len(list_sets(tmp_path, display.name_rows(ids))) == 120


def test_an_actors_page_says_who_it_is_and_what_it_says(folder, sample):
    said = statistics.prepare(sample, represented="nobody").quotes
    actor = said["actor_id"].value_counts().index[0]
    said = said[(said["actor_id"] == actor) & (said["attribution"] == "speech")]
    page = read(folder / "actors" / f"{actor}.html")
    assert (
        "Stands for" in page and page.count("<h2>") >= 4 and "Stand for it" in read(folder / "actors" / "russia.html")
    )
    assert len(said) > 5 and all(quote_id in page for quote_id in said["quote_id"])


def test_only_those_mentioned_most_get_a_page_and_the_rest_is_told(sample, monkeypatch):
    monkeypatch.setattr(actors, "MOST", 3)
    chosen = actors.choose_actors(sample)
    assert len(chosen) == 3 and chosen["mentions"].is_monotonic_decreasing
    parts = actors.part_rows(statistics.prepare(sample))
    assert f"{len(sample.actors) - 3} more" in actors.list_actors(chosen, parts, len(sample.actors))
