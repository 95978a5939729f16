"""Errors on labelled articles: which articles count as labelled, what kinds of error there are, in numbers by hand."""

import pandas as pd
import pytest

from analysis import tables
from analysis.reliability import errors, scoring

TEXT = "The mayor said the bridge was safe. Ann Reed praised Bob Lee."
ARTICLE = "bridge-0000"


def make_gold(text: str = "Ann Reed", article: str = "bridge") -> dict[str, pd.DataFrame]:
    """Two names labelled, and nothing else."""
    start = TEXT.index("Ann Reed")
    rows = [
        {"article": article, "start": start, "end": start + 8, "text": text, "form": "name", "actor_id": "ann-reed"}
    ]
    empty = {name: pd.DataFrame(columns=["article", "pieces", "actor_id"]) for name in scoring.GOLD}
    return {**empty, "mentions": pd.DataFrame(rows).assign(optional=False).convert_dtypes()}


def make_tables(path: str | None = "data/bridge.txt") -> tables.Tables:
    article = tables.make("articles", [{"article_id": ARTICLE, "path": path, "text": TEXT}])
    row = {"sentence_id": f"{ARTICLE}:s01", "article_id": ARTICLE, "part": "body", "start": 36, "end": len(TEXT)}
    sentences = tables.make("sentences", [{**row, "text": TEXT[36:]}])
    return tables.empty()._replace(articles=article, sentences=sentences)


@pytest.mark.parametrize(
    ("made", "gold", "count"),
    [
        (make_tables(), make_gold(), 1),
        (make_tables(), make_gold(text="Ann Dean"), 0),  # the article was changed since
        (make_tables(), make_gold(article="river"), 0),
        (make_tables(path=None), make_gold(), 0),
    ],
)
def test_articles_are_labelled_while_their_labels_fit(made, gold, count):
    assert len(errors.choose_labelled(made, gold).articles) == count


def row(place: int, expected: int, found: int, **more) -> dict:
    """A row of a match table whose words stand at `place`."""
    actors = {"expected_actor": "ann-reed" if expected else None, "found_actor": "ann-reed" if found else None}
    right = int(expected and found and more.get("found_actor", "ann-reed") == "ann-reed")
    return {
        "article_id": ARTICLE, "sentence_id": f"{ARTICLE}:s01", "start": place, "end": place + 5, "text": "words",
        "expected": expected, "found": found, "right": right, "why": "", **actors, **more,
    }  # fmt: skip


def match(*rows: dict) -> dict[str, pd.DataFrame]:
    quotes = pd.DataFrame([{"same_source": 0, "same_side": 0, **each} for each in rows]).convert_dtypes()
    none = {room: quotes.head(0) for room in errors.MATCH}
    return {**none, "quotes": quotes}


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([row(0, 1, 1)], []),
        ([row(0, 1, 0)], ["missed"]),
        ([row(0, 0, 1)], ["not labelled"]),
        ([row(0, 1, 0), row(3, 0, 1)], ["cut elsewhere", "cut elsewhere"]),
        ([row(0, 1, 0), row(5, 0, 1)], ["missed", "not labelled"]),  # side by side, not over the same words
        ([row(0, 1, 1, found_actor="bob-lee", same_source=1)], ["right source, wrong actor"]),
        ([row(0, 1, 1, found_actor="bob-lee")], ["wrong source"]),
        ([row(0, 1, 1, found_actor=None)], ["actor not known"]),
    ],
)
def test_kinds_of_error(rows, kinds):
    assert list(errors.list_errors(match(*rows), make_tables())["error"]) == kinds


def test_an_error_has_its_sentence():
    (error,) = errors.list_errors(match(row(40, 1, 0)), make_tables()).to_dict("records")
    assert error["sentence"] == TEXT[36:]
    assert (error["room"], error["labelled"], error["sentence_id"]) == ("quotes", "ann-reed", f"{ARTICLE}:s01")


def test_errors_are_counted_commonest_first():
    counted = errors.count_errors(errors.list_errors(match(row(0, 0, 1), row(10, 1, 0), row(20, 1, 0)), make_tables()))
    assert counted.to_dict("records") == [
        {"room": "quotes", "error": "missed", "n": 2, "share": 2 / 3},
        {"room": "quotes", "error": "not labelled", "n": 1, "share": 1 / 3},
    ]


@pytest.mark.parametrize(("size", "chosen"), [(2, [0, 1]), (4, [0, 1, 2, 3]), (8, [0, 2, 4, 6]), (9, [0, 3, 5, 7])])
def test_errors_are_chosen_from_all_over(size, chosen):
    listed = pd.DataFrame({"room": "quotes", "error": "missed", "words": range(size)})
    assert errors.choose_errors(listed, 4)["words"].tolist() == chosen
    assert errors.choose_errors(listed.head(0)).empty


def test_scores_of_groups_by_hand():
    rows = match(
        row(0, 1, 1, kind="direct"),
        row(10, 1, 1, kind="direct"),
        row(20, 1, 0, kind="direct"),
        row(30, 0, 1, kind=None),
    )
    scored = errors.score_groups(rows["quotes"], "kind").set_index("kind")
    assert scored.loc["direct", ["labelled", "found", "right"]].tolist() == [3, 2, 2]
    assert scored.loc["direct", "recall"] == pytest.approx(2 / 3)
    assert scored.loc[errors.NOT_FOUND, "precision"] == 0


def judge(*pairs: tuple[str, str | None]) -> pd.DataFrame:
    rows = [{"article_id": ARTICLE, "expected": one, "found": two, "right": int(one == two)} for one, two in pairs]
    return pd.DataFrame(rows).convert_dtypes()


JUDGED = judge(("negative", "negative"), ("negative", "unclear"), ("positive", "negative"), ("neutral", None))


def test_unclear_is_no_answer():
    scored = errors.score_polarities(JUDGED).set_index("label")
    assert "unclear" not in scored.index
    assert scored.loc["negative", "precision"] == 0.5
    assert scored.loc["negative", "recall"] == 0.5


def test_polarities_are_spread_from_negative_to_positive():
    wide = errors.spread_polarities(JUDGED)
    assert list(wide.index) == ["negative", "neutral", "positive"]
    assert list(wide.columns) == ["negative", "unclear", "not judged"]
    assert wide.to_numpy().tolist() == [[1, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_without_labels_everything_is_empty():
    gold = {name: frame.head(0) for name, frame in make_gold().items()}
    labelled = errors.choose_labelled(make_tables(), gold)
    matches = errors.match_rooms(labelled, gold)
    assert errors.score_rooms(matches).empty
    assert errors.score_actors(matches, labelled).empty
    assert errors.count_errors(errors.list_errors(matches, labelled)).empty
    assert errors.spread_polarities(matches["sentiment"]).empty
