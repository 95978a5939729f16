"""tables.check finds each kind of wrong, and nothing in what is right."""

import pandas as pd
import pytest

from analysis import display, escape, tables

TEXT = "Ana spoke. Bo left."


def valid() -> tables.Tables:
    articles = tables.make("articles", [{"article_id": "a", "text": TEXT}])
    sentence = {"sentence_id": "a:s00", "article_id": "a", "start": 0, "end": 10, "text": "Ana spoke."}
    actors = tables.make("actors", [{"actor_id": "ana", "name": "Ana", "kind": "person"}])
    quote = {
        "quote_id": "a:q00", "article_id": "a", "sentence_id": "a:s00", "pieces": [[0, 3], [11, 13]],
        "text": "Ana … Bo", "cue": "spoke", "cue_start": 4, "cue_end": 9, "actor_id": "ana",
    }  # fmt: skip
    return tables.empty()._replace(
        articles=articles,
        sentences=tables.make("sentences", [sentence]),
        actors=actors,
        quotes=tables.make("quotes", [quote]),
    )


def test_nothing_is_wrong_with_what_is_right():
    assert tables.check(valid()) == []
    assert tables.check(tables.empty()) == []


@pytest.mark.parametrize(
    ("name", "column", "value", "says"),
    [
        ("sentences", "end", 9, "is not at"),
        ("sentences", "article_id", "b", "names no row"),
        ("quotes", "cue", "spake", "is not at"),
        ("quotes", "pieces", [[0, 4]], "pieces"),
        ("quotes", "actor_id", "zoe", "names no row"),
        ("actors", "actor_id", None, "missing or not unique"),
        ("actors", "represents", "nowhere", "names no row"),
    ],
)
def test_what_is_wrong_is_named(name, column, value, says):
    frame = getattr(valid(), name).copy()
    frame.at[0, column] = value
    assert any(says in problem for problem in tables.check(valid()._replace(**{name: frame})))


def test_a_wrong_dtype_is_named():
    sentences = valid().sentences.astype({"start": "float64"})
    assert any("columns are" in problem for problem in tables.check(valid()._replace(sentences=sentences)))


def test_a_voice_may_be_unknown():
    marker = {"marker_id": "a:k00", "article_id": "a", "sentence_id": "a:s00", "start": 0, "end": 3, "text": "Ana"}
    markers = tables.make("markers", [{**marker, "voice": tables.UNKNOWN}])
    assert tables.check(valid()._replace(markers=markers)) == []


def test_extra_columns_of_the_user_are_no_fault_in_articles_only():
    articles = valid().articles.assign(desk="city")
    assert tables.check(valid()._replace(articles=articles)) == []


def test_written_tables_come_back(tmp_path):
    tables.write(valid(), tmp_path, csv=True)
    again = tables.read(tmp_path)
    pd.testing.assert_frame_equal(again.quotes, valid().quotes)
    assert (tmp_path / "quotes.csv").read_text().count('"[[0, 3], [11, 13]]"') == 1


ODD = {
    "huge": [2**70, 1, None], "mixed": ["a", 2, None], "nested": [[{"a": [1]}], {}, None], 2023: ["x", None, 3.5],
    "surrogate \ud800": ["a \ud800 b", "c", None],
}  # fmt: skip


@pytest.mark.parametrize("column", list(ODD), ids=repr)
def test_odd_values_in_the_users_own_columns_are_written_as_text(column, tmp_path):
    given = valid()
    articles = pd.concat([given.articles] * 3, ignore_index=True)
    given = given._replace(
        articles=articles.assign(article_id=["a", "b", "c"]).join(pd.DataFrame({column: ODD[column]}))
    )
    tables.write(given, tmp_path, csv=True)
    again = tables.read(tmp_path).articles
    name = escape.printable(column)
    assert again[name].isna().tolist() == [value is None for value in ODD[column]]
    assert again[name].dropna().tolist() == [escape.printable(value) for value in ODD[column] if value is not None]


def test_plain_values_in_the_users_own_columns_stay_what_they_are(tmp_path):
    own = pd.DataFrame({"n": [-5], "share": [0.5], "flag": [True], "when": [pd.Timestamp("2026-01-01")], "desk": ["é"]})
    given = valid()
    tables.write(given._replace(articles=given.articles.join(own)), tmp_path)
    pd.testing.assert_frame_equal(tables.read(tmp_path).articles[list(own)], own, check_dtype=False)


def test_no_cell_of_a_csv_is_a_formula(tmp_path):
    frame = pd.DataFrame({"=name": ["=1+1", "-cmd", "-5", "plain", None], "n": [-1, -2, 3, 4, 5]})
    tables.write_csv(frame, tmp_path / "x.csv")
    again = pd.read_csv(tmp_path / "x.csv", dtype=str, keep_default_na=False)
    assert again["'=name"].tolist() == ["'=1+1", "'-cmd", "-5", "plain", ""] and again["n"].iloc[0] == "-1"


def test_notebooks_save_their_tables_without_formulas(tmp_path):
    display.save(tmp_path, "01", words=pd.DataFrame({"word": ["@SUM(A1)"], "z": [-2.5]}))
    assert (tmp_path / "tables" / "01_words.csv").read_text(encoding="utf-8") == "word,z\n'@SUM(A1),-2.5\n"


def test_shown_tables_escape_names_of_columns_too():
    shown = display.show(pd.DataFrame({"<b>_x": ["<i>a</i> $5"]})).data
    assert "&lt;b&gt; x" in shown and "&lt;i&gt;" in shown and "<i>" not in shown and "mathjax_ignore" in shown
