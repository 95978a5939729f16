"""find_mentions: who is meant where, on sentences of our own."""

import pytest

from analysis import actors, syntax, tokens


def mentioned(text: str, aliases=None) -> list[tuple[str, str | None]]:
    sentences = tokens.find_sentences("a", text)
    (doc,) = syntax.parse([(text, sentences)])
    mentions, _ = actors.find_mentions(doc, sentences, aliases)
    assert all(text[row["start"] : row["end"]] == row["text"] for row in mentions)
    return [(row["text"], row["actor_id"]) for row in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The White House said on Monday that it had no comment.", ("White House", "united-states")),
        ("The Biden administration said it was concerned.", ("Biden administration", "united-states")),
        ("We urge the DPRK to stop, the minister said.", ("DPRK", "north-korea")),
        ("A spokesman for the Kremlin said no.", ("spokesman for the Kremlin"[:9], "russia")),
    ],
)
def test_states(text, expected):
    found = mentioned(text)
    assert any(actor == expected[1] and expected[0] in name for name, actor in found), found


def test_no_text_no_mentions():
    assert mentioned("") == []
