"""Matching found rows with labelled ones, on tables small enough to check by eye."""

from pathlib import Path

import pandas as pd
import pytest

from analysis import tables
from analysis.reliability import scoring
from analysis.statistics import agreement

TEXT = "The mayor said the bridge was safe. Ann Reed praised Bob Lee, the engineer. Lee was mocked."
ARTICLE = "bridge-0000"
COLUMNS = {
    "quotes": "article pieces source_start source_end actor_id attribution kind stance source_type optional",
    "mentions": "article start end text form actor_id optional",
    "sentiment": "article start end text actor_id polarity voice",
    "roles": "article verb verb_start verb_end agent_id patient_id passive negated optional",
    "labels": "article start end text actor_id kind optional",
}


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def span(words: str, prefix: str = "") -> dict:
    start, end = at(words)
    return {f"{prefix}start": start, f"{prefix}end": end}


def make_gold(**rows: list[dict]) -> dict[str, pd.DataFrame]:
    gold = {}
    for name, columns in COLUMNS.items():
        given = [{"article": "bridge", "optional": False, **row} for row in rows.get(name, [])]
        gold[name] = pd.DataFrame(given, columns=columns.split()).convert_dtypes()
    return gold


def make_tables(**rows: list[dict]) -> tables.Tables:
    sentences = [
        {"sentence_id": f"{ARTICLE}:s{number:02}", "article_id": ARTICLE, "part": "body", "start": start, "end": end}
        for number, (start, end) in enumerate([(0, 35), (36, 75), (76, len(TEXT))])
    ]
    rows = {name: [{"article_id": ARTICLE, **row} for row in given] for name, given in rows.items()}
    article = {"article_id": ARTICLE, "path": "data/articles/bridge.txt", "text": TEXT}
    made = {"articles": [article], "sentences": sentences, **rows}
    return tables.empty()._replace(**{name: tables.make(name, given) for name, given in made.items()})


def quote(words: str, actor: str | None, **more) -> dict:
    return {"pieces": [list(at(words))], "actor_id": actor, "sentence_id": f"{ARTICLE}:s00", **more}


SAFE = "the bridge was safe"


@pytest.mark.parametrize(
    ("labelled", "found", "counts", "why"),
    [
        ([quote(SAFE, "mayor")], [quote(SAFE, "mayor")], (1, 1, 1), ""),
        ([quote(SAFE, "mayor")], [quote("bridge was safe", "mayor")], (1, 1, 1), ""),
        ([quote(SAFE, "mayor")], [quote("safe", "mayor")], (1, 1, 0), "missed"),
        ([quote(SAFE, "mayor")], [quote(SAFE, "ann-reed")], (1, 1, 0), "ann-reed, not mayor"),
        ([quote(SAFE, "mayor")], [quote(SAFE, None)], (1, 1, 0), "nobody, not mayor"),
        ([quote(SAFE, None)], [quote(SAFE, tables.UNKNOWN)], (1, 1, 1), ""),
        ([quote(SAFE, "mayor")], [], (1, 0, 0), "missed"),
        ([], [quote(SAFE, "mayor")], (0, 1, 0), "not labelled"),
        ([quote(SAFE, "mayor", optional=True)], [], (0, 0, 0), None),
        ([quote(SAFE, "mayor", optional=True)], [quote(SAFE, "ann-reed")], (0, 0, 0), None),
    ],
)
def test_quotes_match_by_half_their_words_and_the_actor(labelled, found, counts, why):
    matches = scoring.match_quotes(make_tables(quotes=found), make_gold(quotes=labelled))
    assert (matches["expected"].sum(), matches["found"].sum(), matches["right"].sum()) == counts
    assert why is None or why in set(matches["why"])
    assert why is not None or matches.empty


def test_the_side_may_be_right_where_the_speaker_is_wrong():
    actors = [{"actor_id": "mayor", "represents": "town"}, {"actor_id": "town"}, {"actor_id": "ann-reed"}]
    found = make_tables(quotes=[quote(SAFE, "mayor")])._replace(actors=tables.make("actors", actors))
    for labelled, same in (("town", 1), ("mayor", 1), ("ann-reed", 0)):
        matches = scoring.match_quotes(found, make_gold(quotes=[quote(SAFE, labelled)]))
        assert matches["same_side"].tolist() == [same]


@pytest.mark.parametrize(("found", "same"), [(span("mayor", "source_"), 1), (span("Ann Reed", "source_"), 0), ({}, 0)])
def test_the_source_may_be_right_where_the_actor_is_not(found, same):
    gold = make_gold(quotes=[quote(SAFE, "mayor", **span("The mayor", "source_"))])
    matches = scoring.match_quotes(make_tables(quotes=[quote(SAFE, None, **found)]), gold)
    assert (matches["right"].tolist(), matches["same_source"].tolist()) == ([0], [same])


def test_one_attribution_found_answers_for_one_labelled():
    gold = make_gold(quotes=[quote(SAFE, "mayor"), quote("bridge was safe", "mayor")])
    matches = scoring.match_quotes(make_tables(quotes=[quote(SAFE, "mayor")]), gold)
    assert matches["right"].tolist() == [1, 0]


def test_a_missed_row_still_names_its_sentence():
    matches = scoring.match_quotes(make_tables(), make_gold(quotes=[quote("Lee was mocked", "ann-reed")]))
    assert matches["sentence_id"].tolist() == [f"{ARTICLE}:s02"]


def mention(words: str, actor: str, form: str = "name", **more) -> dict:
    return {**span(words), "text": words, "actor_id": actor, "form": form, "sentence_id": f"{ARTICLE}:s01", **more}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (mention("Ann Reed", "ann-reed"), (1, 1, 1)),
        (mention("Reed", "ann-reed"), (1, 1, 1)),
        (mention("Ann Reed", "bob-lee"), (1, 1, 0)),
        (mention("Bob Lee", "bob-lee"), (1, 1, 0)),
        (mention("the engineer", "bob-lee", "noun"), (1, 0, 0)),
    ],
)
def test_mentions_match_by_place_and_actor_and_only_names_count(found, counts):
    gold = make_gold(mentions=[mention("Ann Reed", "ann-reed")])
    matches = scoring.match_mentions(make_tables(mentions=[found]), gold)
    assert (matches["expected"].sum(), matches["found"].sum(), matches["right"].sum()) == counts


def role(verb: str, agent: str | None, patient: str | None, **more) -> dict:
    return {"verb": verb, **span(verb, "verb_"), "agent_id": agent, "patient_id": patient, "passive": False, **more}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        (role("praised", "ann-reed", "bob-lee"), (1, 1, 1)),
        (role("praised", "bob-lee", "ann-reed"), (1, 1, 0)),
        (role("mocked", None, "bob-lee", passive=True), (1, 1, 0)),
        (role("praised", "ann-reed", None), (1, 0, 0)),
    ],
)
def test_roles_match_by_verb_and_both_sides(found, counts):
    named = [mention("Ann Reed", "ann-reed"), mention("Bob Lee", "bob-lee")]
    gold = make_gold(mentions=named, roles=[role("praised", "ann-reed", "bob-lee")])
    matches = scoring.match_roles(make_tables(roles=[{"sentence_id": f"{ARTICLE}:s01", **found}]), gold)
    assert (matches["expected"].sum(), matches["found"].sum(), matches["right"].sum()) == counts


def test_roles_of_people_who_have_no_labels_are_not_held_against_the_suite():
    gold = make_gold(mentions=[mention("Bob Lee", "bob-lee")])
    for agent, count in (("crowd", 0), ("bob-lee", 1)):
        found = make_tables(roles=[{"sentence_id": f"{ARTICLE}:s01", **role("praised", agent, "bob-lee")}])
        assert len(scoring.match_roles(found, gold)) == count


def test_a_passive_without_a_doer_is_right_without_one():
    row = role("mocked", None, "bob-lee", passive=True)
    found = {"sentence_id": f"{ARTICLE}:s02", **row}
    matches = scoring.match_roles(make_tables(roles=[found]), make_gold(roles=[row]))
    assert matches["right"].tolist() == [1]


def test_two_actors_may_share_the_words_of_a_label():
    rows = [mention("the engineer", actor, kind="apposition") for actor in ("ann-reed", "bob-lee")]
    matches = scoring.match_labels(make_tables(labels=rows[::-1]), make_gold(labels=rows))
    assert matches["right"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"actor_id": "bob-lee", "polarity": "positive"}, ("positive", 1, "")),
        ({"actor_id": "bob-lee", "polarity": "neutral"}, ("neutral", 0, "found neutral, not positive")),
        ({"actor_id": "ann-reed", "polarity": "positive"}, (None, 0, "not judged")),
    ],
)
def test_sentiment_matches_by_sentence_and_actor(found, expected):
    label = {**span("Bob Lee"), "text": "Bob Lee", "actor_id": "bob-lee", "polarity": "positive"}
    row = {"mention_id": "m", "sentence_id": f"{ARTICLE}:s01", "confidence": 0.7, **found}
    matches = scoring.match_sentiment(make_tables(sentiment=[row]), make_gold(sentiment=[label]))
    one = matches.iloc[0]
    assert (None if pd.isna(one["found"]) else one["found"], one["right"], one["why"]) == expected


def test_labels_of_other_articles_are_left_out():
    gold = make_gold(quotes=[quote(SAFE, "mayor") | {"article": "another"}])
    assert scoring.match_quotes(make_tables(), gold).empty


def test_matches_go_into_the_scores_as_they_are():
    gold = make_gold(quotes=[quote(SAFE, "mayor", kind="indirect")])
    matches = scoring.match_quotes(make_tables(quotes=[quote(SAFE, "mayor", confidence=0.9)]), gold)
    scored = agreement.score_matches(matches, "kind").iloc[0]
    assert (scored["kind"], scored["precision"], scored["recall"]) == ("indirect", 1.0, 1.0)
    assert agreement.calibrate(matches).iloc[0]["right"] == 1.0


def test_reading_labels_gives_pieces_as_lists():
    gold = scoring.read_gold(Path(__file__).parent.parent / "data" / "gold")
    assert set(gold) == set(scoring.GOLD)
    assert isinstance(gold["quotes"]["pieces"].iloc[0][0][0], int)


def test_a_folder_without_labels_is_no_file_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        scoring.read_gold(tmp_path)
