"""The sample corpus and its labels: what data/README.md promises of them."""

import re
from pathlib import Path

import frontmatter
import pandas as pd
import pytest

from analysis import read_articles
from analysis.reliability import scoring

DATA = Path(__file__).parent.parent / "data"
FICTIONAL = {"dot-harrowby", "halyna-dovzhuk", "ines-calloway", "megan-tranter", "wilf-tranter"}
QUOTATION = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
SPANS = {
    "quotes": [("cue_start", "cue_end", "cue"), ("source_start", "source_end", "source")],
    "mentions": [("start", "end", "text")],
    "sentiment": [("start", "end", "text")],
    "roles": [("verb_start", "verb_end", "verb")],
    "labels": [("start", "end", "text")],
}


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return read_articles(DATA / "articles")


@pytest.fixture(scope="module")
def texts(articles) -> dict[str, str]:
    return {Path(path).stem: text for path, text in zip(articles["path"], articles["text"], strict=True)}


@pytest.fixture(scope="module")
def gold() -> dict[str, pd.DataFrame]:
    return scoring.read_gold(DATA / "gold")


def test_the_corpus_is_four_invented_outlets_over_several_dates(articles):
    assert len(articles) == 9
    assert articles["outlet"].nunique() == 4
    assert articles["outlet"].str.endswith("(invented)").all()
    assert articles["published"].nunique() == 7
    assert articles["published"].between("2023-08-01", "2023-09-30").all()
    assert articles["duplicate_of"].isna().all()
    assert not articles.attrs["problems"]


def test_cleaning_leaves_the_articles_as_they_are(texts):
    for path in sorted((DATA / "articles").glob("*.txt")):
        post = frontmatter.load(str(path))
        assert texts[path.stem] == post.content
        assert post.content.startswith(f"{post['title']}\n\n")
        assert "url" not in post.metadata
        assert 250 <= len(post.content.split()) <= 600


@pytest.mark.parametrize("name", scoring.GOLD)
def test_labels_stand_where_they_say(name, gold, texts):
    for row in gold[name].to_dict("records"):
        text = texts[row["article"]]
        for start, end, column in SPANS[name]:
            if pd.isna(row[start]):
                assert pd.isna(row[end])
                assert pd.isna(row[column])
            else:
                assert text[row[start] : row[end]] == row[column]
        if name == "quotes":
            assert " … ".join(text[start:end] for start, end in row["pieces"]) == row["text"]


def test_nobody_real_gets_a_quotation_that_was_not_reported(gold, texts):
    """Words between quotation marks are a public statement, or a fictional person's, or nobody's (none so far)."""
    statements = [_fold(words) for words in pd.read_csv(DATA / "gold" / "statements.csv")["words"]]
    for article, text in texts.items():
        quotes = gold["quotes"][gold["quotes"]["article"] == article]
        invented = [
            (start, end) for row in quotes[quotes["actor_id"].isin(FICTIONAL)].itertuples() for start, end in row.pieces
        ]
        for match in QUOTATION.finditer(text):
            words = _fold(match.group(1) or match.group(2))
            reported = any(words in statement for statement in statements)
            fictional = any(start <= match.start() and match.end() <= end for start, end in invented)
            assert reported or fictional, (article, words)


def test_statements_are_quoted_only_after_they_were_made(articles, texts):
    statements = pd.read_csv(DATA / "gold" / "statements.csv")
    statements["published"] = pd.to_datetime(statements["published"], format="ISO8601")
    dates = {Path(path).stem: date for path, date in zip(articles["path"], articles["published"], strict=True)}
    for article, text in texts.items():
        quoted = {_fold(one or other) for one, other in QUOTATION.findall(text)}
        for row in statements.itertuples():
            assert _fold(row.words) not in quoted or row.published <= dates[article], (article, row.words)


def _fold(words: str) -> str:
    return words.strip(" ,.").replace("’", "'").casefold()
