"""The sentences of 04_framing and 05_compare: computed from tables, with words for a corpus with nothing to find."""

import numpy as np
import pandas as pd
import pytest

from analysis import tables
from analysis.findings import compare, framing, stance
from analysis.statistics import casting, comparison, counts, stories, words

ACTORS = [
    {"actor_id": "northland", "name": "Northland", "kind": "state"},
    {"actor_id": "southland", "name": "Southland", "kind": "state"},
]
NAMES = ("Daily", "Wire")


BARE = {"passive": True, "construction": "agentless passive"}


def make_tables(outlets=("Daily", "Wire"), **rows) -> tables.Tables:
    """Tables of one article of 40 words for each outlet."""
    made = [
        {"article_id": f"a{n}", "outlet": outlet, "words": 40, "text": "x" * 100, "title": f"Title {n}",
         "published": pd.Timestamp("2024-03-04") + pd.Timedelta(days=n)}
        for n, outlet in enumerate(outlets)
    ]  # fmt: skip
    frames = {"articles": made, "actors": ACTORS} | rows
    return tables.empty()._replace(**{name: tables.make(name, part) for name, part in frames.items()})


def role(number, agent, patient, **more):
    row = {"role_id": f"r{number}", "article_id": "a0", "agent_id": agent, "patient_id": patient, "verb": "help"}
    return (
        row
        | {"family": "give or help", "passive": False, "construction": "active", "negated": False, "modality": "did"}
        | more
    )


def quote(number, actor, stance_of_cue="neutral", article="a0"):
    row = {"quote_id": f"q{number}", "article_id": article, "actor_id": actor, "words": 5, "pieces": [[0, 5]]}
    return row | {"attribution": "speech", "kind": "direct", "stance": stance_of_cue, "cue": "said"}


EMPTY = make_tables()


def test_the_commonest_pair_is_told_and_its_rows_are_found():
    made = make_tables(roles=[role(0, "northland", "southland"), role(1, "northland", "southland", modality="could"),
                              role(2, "northland", None), role(3, None, "southland", **BARE)])  # fmt: skip
    pairs = casting.count_pairs(made)
    assert framing.title_pairs(pairs) == "Northland acts on Southland most often: 2 times, in 1 article"
    told = framing.say_pairs(pairs)
    assert "Of 4 deeds told, 2 have an actor on both sides" in told
    assert "1 are done to no actor" in told and "1 have no doer" in told and "1 are told as done" in told
    assert framing.choose_pair(made, pairs)["role_id"].tolist() == ["r0", "r1"]


def test_deeds_to_nobody_are_no_pair():
    pairs = casting.count_pairs(make_tables(roles=[role(0, "northland", None)]))
    assert framing.title_pairs(pairs) == "No actor does anything to another actor"
    assert framing.choose_pair(make_tables(), pairs).empty


def test_who_acts_and_who_is_acted_upon():
    acts = casting.count_acts(make_tables(roles=[role(n, "northland", "southland") for n in range(6)]))
    assert framing.title_acts(acts) == "Mostly acts: Northland, 6 of 6; most acted upon: Southland, 6 of 6"
    assert "Northland 100% and Southland 0% (no interval: 1 article: an interval needs 5)" in framing.say_acts(acts)
    assert framing.title_acts(acts.head(1)).startswith("No two actors")


def test_families_leave_speaking_and_other_out_of_the_headline():
    rows = [role(0, "northland", None, family="say"), role(1, "northland", None, family="say"),
            role(2, "northland", None, family="harm"), role(3, "northland", None, family="other")]  # fmt: skip
    families = casting.count_roles(make_tables(roles=rows))
    assert framing.title_families(families).endswith("Northland: harm")
    assert "25% of the verbs belong to no family" in framing.say_families(families)


def test_deeds_without_a_doer_name_whom_they_are_done_to():
    rows = [
        role(0, None, "southland", **BARE),
        role(1, "northland", "southland"),
        role(2, "southland", "northland"),
    ]
    passives = casting.count_passives(make_tables(roles=rows))
    assert (
        framing.title_passives(passives)
        == "1 of 3 deeds done to actors are told without a doer, most done to Southland"
    )
    by_outlet = casting.count_passives(make_tables(roles=rows), "outlet")
    assert "of what is done to Southland 50%" in framing.say_passives(passives, by_outlet)
    none = casting.count_passives(make_tables(roles=rows[1:]))
    assert framing.title_passives(none) == "No deed is told without its doer"


def test_labels_and_whose_they_are():
    rows = [{"label_id": f"l{n}", "article_id": "a0", "actor_id": "southland", "text": text, "polarity": polarity,
             "kind": "modifier", "voice": voice}
            for n, (text, polarity, voice) in enumerate([
                ("Rogue", "negative", None), ("rogue", "negative", "northland"), ("coastal", "neutral", None)
            ])]  # fmt: skip
    made = make_tables(labels=rows)
    labels = casting.count_labels(made, "polarity")
    assert framing.title_labels(labels) == "No actor has more negative labels than Southland: 2 of 3"
    told = framing.say_labels(labels, casting.count_labels(made, "polarity", within="side"))
    assert "in the writers’ own words 50%" in told and "inside quotes 100%" in told
    assert framing.choose_labels(made)["label_id"].tolist() == ["l0", "l1"]
    called = casting.count_called(made)
    assert called[["label", "polarity", "said_by", "n"]].to_numpy().tolist() == [
        ["Rogue", "negative", "Northland", 1], ["Rogue", "negative", "writer", 1], ["coastal", "neutral", "writer", 1],
    ]  # fmt: skip


def test_asymmetry_is_a_gap_in_points_and_says_why_there_is_no_interval():
    rows = [
        quote(0, "northland", "doubting"),
        quote(1, "northland"),
        quote(2, "southland"),
        quote(3, "southland", "praising"),
    ]
    gaps = counts.compare_stances(make_tables(quotes=rows), "northland", "southland", stances=counts.DISTANCING)
    names = ("Northland", "Southland")
    assert stance.title_stances(gaps, names) == "Cues that doubt, deny or attack: Northland 50%, Southland 0%"
    told = stance.say_stances(gaps, names)
    assert "a gap of **+50 points** (no interval: 1 article: an interval needs 5)" in told
    assert "cannot be measured" in stance.say_stances(counts.compare_stances(EMPTY), names)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [(0.1, 0.9, "more than chance"), (-0.2, 0.9, "may be chance"), (np.nan, np.nan, "no interval")],
)
def test_an_asymmetry_is_called_what_its_interval_allows(low, high, says):
    row = {
        "first": 0.7,
        "second": 0.2,
        "gap": 0.5,
        "low": low,
        "high": high,
        "n_first": 20,
        "n_second": 20,
        "why": "few",
    }
    assert says in stance.say_stances(pd.DataFrame([row]), ("Northland", "Southland"))


def test_outlets_that_turn_the_asymmetry_round_are_named():
    rows = [quote(0, "northland", "doubting"), quote(1, "southland"),
            quote(2, "northland", article="a1"), quote(3, "southland", "denying", article="a1")]  # fmt: skip
    gaps = counts.compare_stances(make_tables(quotes=rows), "northland", "southland", by="outlet")
    told = stance.say_gaps(gaps, ("Northland", "Southland"))
    assert told == "By outlet, cues step back from Northland more in Daily; from Southland more in Wire."
    assert "cannot be compared" in stance.say_gaps(gaps.head(1), ("Northland", "Southland"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [((None, None), ("southland", "northland")), (("Northland", None), ("northland", "southland")),
     ((None, "southland"), ("northland", "southland"))],
)  # fmt: skip
def test_actors_set_side_by_side_are_those_asked_for_or_the_most_quoted(asked, found):
    made = make_tables(quotes=[quote(0, "southland"), quote(1, "southland"), quote(2, "northland")])
    assert stance.choose_actors(made, *asked) == found


def test_portrayals_say_how_many_have_no_part():
    row = {
        "article_id": "a0",
        "actor_id": "northland",
        "portrayal": "antagonist",
        "confidence": 0.8,
        "sentence_ids": [],
    }
    rows = [row, row | {"actor_id": "southland", "portrayal": None, "confidence": 0.1}]
    made = make_tables(portrayals=rows)
    found = casting.find_portrayals(made)
    assert found["portrayal"].tolist() == ["antagonist", "none"]
    assert "Of 2 judgements of an actor in an article, 1 gives no part" in stance.say_portrayals(found)
    assert stance.choose_portrayals(made, found)["actor_id"].tolist() == ["northland"]
    assert (
        stance.title_portrayals(casting.count_portrayals(made)) == "Northland is cast as antagonist in 1 of 1 article"
    )


def test_words_within_chance_are_no_finding():
    row = {"word": "harbour", "n_first": 4, "n_second": 0, "articles": 2, "log_odds": 1.0, "z": 1.2}
    found = pd.DataFrame([row, row | {"word": "grain", "log_odds": -1.0, "z": -1.1}])
    assert stance.title_words(found, NAMES) == "“harbour” leans to Daily, “grain” leans to Wire, within chance"
    assert "not a finding" in stance.say_words(found)
    assert "within chance" not in stance.title_words(found.assign(z=[5.0, -5.0]), NAMES)


def test_scores_are_told_or_said_to_be_missing(monkeypatch):
    row = {"table": "roles", "set": "dev", "unseen": False, "sentences": 75, "f1": 0.9}
    rows = [row, row | {"set": "unseen", "unseen": True, "f1": 0.85}, row | {"unseen": True, "sentences": 160}]
    monkeypatch.setattr(stance, "list_framing", lambda: pd.DataFrame(rows))
    assert "roles: **0.85** on 75 sentences and **0.90** on 160 others." in stance.say_scores()
    monkeypatch.setattr(stance, "list_framing", lambda: pd.DataFrame(rows)[:0])
    assert "not measured" in stance.say_scores()


def test_nothing_at_all_has_its_words():
    pairs, labels = casting.count_pairs(EMPTY), casting.count_labels(EMPTY, "polarity")
    portrayals, markers = casting.count_portrayals(EMPTY), casting.count_markers(EMPTY, within="actor")
    passives = casting.count_passives(EMPTY)
    assert "nothing to frame" in framing.say_answer(pairs, labels, portrayals)
    assert "No verb" in framing.say_pairs(pairs)
    assert framing.say_families(casting.count_roles(EMPTY)) == "No actor is told to do anything."
    assert "No passive" in framing.say_passives(passives, casting.count_passives(EMPTY, "outlet"))
    assert "No hedge" in stance.say_markers(markers, casting.count_markers(EMPTY, within="side"))
    assert stance.choose_actors(EMPTY) == (None, None)
    assert stance.name_sides(EMPTY, (None, None)) == ("nobody", "nobody")
    assert "too few words" in stance.say_words(words.find_distinctive_around(EMPTY, "", ""))
    assert casting.find_portrayals(EMPTY).empty and casting.count_called(EMPTY).empty


@pytest.mark.parametrize(
    ("outlets", "asked", "found"),
    [
        (["Daily", "Daily", "Wire"], (None, None), ("Daily", "Wire")),
        (["Daily", "Daily", "Wire"], ("Wire", None), ("Wire", "Daily")),
        (["Daily", "Daily", "Wire"], (None, "Daily"), ("Wire", "Daily")),
        (["Daily", "Daily"], (None, None), (None, None)),
        ([None, None], (None, None), (None, None)),
        ([], (None, None), (None, None)),
    ],
)
def test_groups_are_those_asked_for_or_the_largest(outlets, asked, found):
    assert compare.choose_sides(make_tables(outlets), "outlet", *asked) == found


def test_of_groups_of_one_size_the_one_with_the_same_story_is_taken():
    made = make_tables(["Wire", "Wire", "Daily", "Post"])
    shared = [("a0", "southland"), ("a3", "southland"), ("a2", "northland")]
    mentions = [{"mention_id": f"m{n}", "article_id": a, "actor_id": b, "text": "x"} for n, (a, b) in enumerate(shared)]
    made = made._replace(mentions=tables.make("mentions", mentions))
    assert compare.choose_sides(made, "outlet") == ("Wire", "Post")


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no column 'colour'"):
        compare.choose_sides(EMPTY, "colour")


@pytest.mark.parametrize("outlets", [[], ["Daily"], [None, None]])
def test_without_two_groups_everything_says_so(outlets):
    made = make_tables(outlets)
    groups = compare.choose_sides(made, "outlet")
    names, sizes = compare.name_sides(groups), stories.measure_sizes(made, "outlet", groups)
    differences = comparison.compare_groups(made, "outlet", *groups)
    matched = stories.match_stories(made, "outlet", *groups)
    told = compare.choose_stories(matched, stories.join_all(made, "outlet", *groups))
    assert sizes["articles"].tolist() == [0, 0] and differences.empty and matched.empty and told.empty
    assert "not two groups" in compare.say_answer(differences, sizes, names)
    assert "not two groups" in compare.say_sizes(sizes, names)
    assert compare.say_tests(compare.set_beside(differences, differences)) == "There is nothing to set side by side."
    assert "Neither group" in compare.title_left_out(stories.count_left_out(stories.left_out(made, told)), names)


def make_differences(**more) -> pd.DataFrame:
    row = {"measure": "writer's tone towards", "level": "Northland", "unit": "score", "first": -0.4, "second": 0.1,
           "difference": -0.5, "low": np.nan, "high": np.nan, "p": np.nan, "p_adjusted": np.nan, "significant": False,
           "n_first": 8, "n_second": 9, "why": "2 articles: an interval needs 5"}  # fmt: skip
    return pd.DataFrame([row | more])


def test_too_few_articles_are_no_outlet():
    sizes = pd.DataFrame({"group": NAMES, "articles": [3, 2], "words": [900, 700]})
    assert "no difference can be tested" in compare.say_answer(make_differences(), sizes, NAMES)
    assert "Too few articles for any claim beyond these articles" in compare.say_sizes(sizes, NAMES)
    assert "none could be tested" in compare.say_tests(make_differences())


@pytest.mark.parametrize(
    ("p", "significant", "says"),
    [
        (0.4, False, "none of 1 differences is more than chance"),
        (0.001, True, "1 of 1 differences are more than chance"),
    ],
)
def test_the_answer_is_what_the_tests_say(p, significant, says):
    sizes = pd.DataFrame({"group": NAMES, "articles": [30, 20], "words": [9000, 7000]})
    found = make_differences(p=p, significant=significant, low=-0.7, high=-0.3, why="")
    assert says in compare.say_answer(found, sizes, NAMES)


def test_a_measure_names_its_widest_difference_with_its_cases():
    found = make_differences()
    assert compare.title_measure(found, NAMES) == "Writer's tone towards Northland — −0.40 in Daily, +0.10 in Wire"
    told = compare.say_measure(found, NAMES)
    assert "**−0.50** (no interval: 2 articles: an interval needs 5), from 8 and 9 cases; not tested." in told
    share = make_differences(measure="quotes by kind", level="direct", unit="share", first=0.2, second=0.7)
    assert compare.title_measure(share, NAMES) == "Quotes by kind: direct — 20% in Daily, 70% in Wire"
    assert "too few" in compare.say_measure(make_differences(n_first=1), NAMES)
    wide = make_differences(p=0.02, low=-0.8, high=-0.1)
    assert "not more than chance, given how many figures are compared." in compare.say_measure(wide, NAMES)


def test_what_one_group_leaves_out_tells_names_from_descriptions():
    rows = [("Wire", "Daily", "actor quoted", "Ann Lee", 3), ("Wire", "Daily", "actor quoted", "neighbour", 1)]
    lost = pd.DataFrame(rows, columns=["group", "other", "what", "item", "n"])
    told = compare.say_left_out(lost, NAMES)
    assert "Wire never quotes Ann Lee." in told and "1 speaker is described and not named" in told
    assert "quoted in the other" in compare.say_left_out(lost.iloc[:0], NAMES)
