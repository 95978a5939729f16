"""list_tokens: every word of the text once, with its sentence and offsets, and no white space."""

import pytest

from analysis import syntax, tokens
from analysis.article import lay_out, list_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann left. Bob stayed.", ["Ann", "left", ".", "Bob", "stayed", "."]),
        ("A title\n\nAnn   left.", ["A", "title", "Ann", "left", "."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_token_rows(text, expected):
    sentences = tokens.find_sentences("a", text)
    (doc,) = syntax.parse([(text, sentences)])
    rows = list_tokens(lay_out("a", sentences, doc))
    assert [row["text"] for row in rows] == expected
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    bounds = {row["sentence_id"]: (row["start"], row["end"]) for row in sentences}
    assert all(bounds[row["sentence_id"]][0] <= row["start"] for row in rows)
    assert all(row["end"] <= bounds[row["sentence_id"]][1] for row in rows)


def test_what_runs_on_without_a_space_is_read_in_parts():
    text = "“" * 1000 + " Ann left. " + "a" * 400
    doc = syntax.prepare(text, [])
    assert doc.text == text and max(len(token) for token in doc) <= syntax.PART
    assert [token.text for token in syntax.prepare("Ann left.", [])] == ["Ann", "left", "."]
