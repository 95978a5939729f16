"""The sentences of 04_framing and 05_compare: computed from tables, with words for a corpus with nothing to find."""

import numpy as np
import pandas as pd
import pytest

from analysis import tables
from analysis.findings import compare, framing, wording
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
                              role(2, "northland", None), role(3, None, "southland", **BARE),
                              *(role(n, "northland", "reporters", family="say") for n in range(4, 8))])  # fmt: skip
    pairs = casting.count_pairs(made)
    found = framing.say_pairs(pairs, made)
    assert found.title == "In most articles: Northland on Southland, 2 deeds, in 1 article"
    assert "1 of the first told as done" in found.text
    assert "Of 4 deeds beside speaking, 2 lie between two actors, 0 within one" in found.text
    assert "1 are done to no actor, and 1 by none" in found.text
    assert framing.choose_pair(made, pairs)["role_id"].tolist() == ["r0", "r1"]


def test_an_actor_acting_on_itself_makes_no_headline():
    rows = [role(n, "northland", "northland") for n in range(5)] + [role(5, "southland", "northland")]
    made = make_tables(roles=rows)
    pairs = casting.count_pairs(made)
    assert framing.say_pairs(pairs, made).title.startswith("In most articles: Southland on Northland, 1 deed")
    assert "5 within one" in framing.say_pairs(pairs, made).text
    assert len(framing.find_pairs(casting.count_pairs(make_tables(roles=rows[:5])))) == 0


def test_deeds_to_nobody_are_no_pair():
    made = make_tables(roles=[role(0, "northland", None)])
    pairs = casting.count_pairs(made)
    assert framing.say_pairs(pairs, made).title == "No actor does anything to another"
    assert framing.choose_pair(made, pairs).empty


def test_who_acts_and_who_is_acted_upon():
    acts = casting.count_acts(make_tables(roles=[role(n, "northland", "southland") for n in range(12)]))
    found = framing.find_acts(acts)
    assert found.title.startswith("Share of its deeds in which it acts: highest Northland 100%, lowest Southland 0%")
    assert "of 2 with at least 10 cases" in found.text and "cannot be tested" in found.text
    assert framing.find_acts(acts.head(1)).title.startswith("Too few")


def test_families_leave_speaking_and_other_out_of_the_headline():
    rows = [role(0, "northland", None, family="say"), role(1, "northland", None, family="say"),
            role(2, "northland", None, family="harm"), role(3, "northland", None, family="other")]  # fmt: skip
    found = framing.find_families(casting.count_roles(make_tables(roles=rows)))
    assert found.title.endswith("Northland: harm")
    assert "25% of the verbs belong to no family" in found.text


def test_deeds_without_a_doer_name_whom_they_are_done_to():
    rows = [
        role(0, None, "southland", **BARE),
        role(1, "northland", "southland"),
        role(2, "southland", "northland"),
    ]
    found = framing.find_passives(casting.count_passives(make_tables(roles=rows)))
    assert found.title == "1 of 3 deeds done to actors are told without a doer"
    assert "Most told without a doer: Southland, 1 time. Of what is done to each: Southland 50%" in found.text
    none = framing.find_passives(casting.count_passives(make_tables(roles=rows[1:])))
    assert none.title == "No deed is told without its doer"


def test_labels_and_whose_they_are():
    rows = [{"label_id": f"l{n}", "article_id": "a0", "actor_id": "southland", "text": text, "polarity": polarity,
             "kind": "modifier", "voice": voice}
            for n, (text, polarity, voice) in enumerate([
                ("Rogue", "negative", None), ("rogue", "negative", "northland"), ("coastal", "neutral", None)
            ])]  # fmt: skip
    made = make_tables(labels=rows)
    voices = casting.count_labels(made, "polarity", within="side")
    found = framing.find_labels(casting.count_labels(made, "polarity"), voices)
    assert found.title == "Most negative labels: Southland, 2 labels"
    assert "in the writers’ own words 50%" in found.text and "inside quotes 100%" in found.text
    assert framing.choose_labels(made)["label_id"].tolist() == ["l0", "l1"]
    called = casting.count_called(made)
    assert called[["label", "polarity", "said_by", "n"]].to_numpy().tolist() == [
        ["Rogue", "negative", "Northland", 1], ["Rogue", "negative", "writer", 1], ["coastal", "neutral", "writer", 1],
    ]  # fmt: skip


def test_outlets_that_turn_the_asymmetry_round_are_named():
    rows = [quote(0, "northland", "doubting"), quote(1, "southland"),
            quote(2, "northland", article="a1"), quote(3, "southland", "denying", article="a1")]  # fmt: skip
    gaps = counts.compare_stances(make_tables(quotes=rows), "northland", "southland", by="outlet")
    told = framing.say_outlets(gaps, ("Northland", "Southland"))
    assert told.endswith("by outlet: Northland more in Daily; Southland more in Wire.")
    assert "cannot be compared" in framing.say_outlets(gaps.head(1), ("Northland", "Southland"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [((None, None), ("southland", "northland")), (("Northland", None), ("northland", "southland")),
     ((None, "southland"), ("northland", "southland"))],
)  # fmt: skip
def test_actors_set_side_by_side_are_those_asked_for_or_the_most_quoted(asked, found):
    made = make_tables(quotes=[quote(0, "southland"), quote(1, "southland"), quote(2, "northland")])
    assert framing.choose_actors(made, *asked) == found


def test_an_actor_that_is_not_there_is_asked_for_in_vain():
    made = make_tables(quotes=[quote(0, "southland"), quote(1, "northland")])
    with pytest.raises(
        ValueError, match="the actor 'Eastland' is not in these articles: choose of Northland and South"
    ):
        framing.choose_actors(made, "Eastland")
    with pytest.raises(ValueError, match="'Northland' is counted for whom it stands for"):
        framing.choose_actors(make_tables(quotes=[quote(0, "southland")]), "Northland")


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
    told = framing.find_portrayals(casting.count_portrayals(made))
    assert told.title == "Cast most often in one part: Northland, antagonist in 1 of 1 articles"
    assert "Of 2 judgements of an actor in an article, 1 without a part" in told.text and "below 0.50" in told.text
    assert framing.choose_portrayals(made, found)["actor_id"].tolist() == ["northland"]


def test_words_within_chance_are_no_finding():
    row = {"word": "harbour", "n_first": 4, "n_second": 0, "articles": 2, "log_odds": 1.0, "z": 1.2}
    rows = pd.DataFrame([row, row | {"word": "grain", "log_odds": -1.0, "z": -1.1}])
    found = framing.find_words(rows, NAMES)
    assert found.title == "“harbour” leans to Daily, “grain” leans to Wire, within chance"
    assert "not a finding" in found.text
    assert "within chance" not in framing.find_words(rows.assign(z=[5.0, -5.0]), NAMES).title


def test_scores_are_told_or_said_to_be_missing(monkeypatch):
    row = {"room": "sentences", "measure": "labels (F1)", "score": 0.7, "data": "117 sentences"}
    readers = {"human": 0.9, "human_source": "one of the two readers, both language models, against the other"}
    monkeypatch.setattr(wording, "read_public_scores", lambda: pd.DataFrame([row | readers]))
    assert "labels (F1): **0.70** (two language models that labelled them agree at 0.90)" in framing.say_errors()[0]
    monkeypatch.setattr(wording, "read_public_scores", lambda: pd.DataFrame([row | readers])[:0])
    assert "not measured" in framing.say_errors()[0]


def test_nothing_at_all_has_its_words():
    pairs, labels = casting.count_pairs(EMPTY), casting.count_labels(EMPTY, "polarity")
    markers, sides = casting.count_markers(EMPTY, within="actor"), casting.count_markers(EMPTY, within="side")
    findings = [framing.say_pairs(pairs, EMPTY), framing.find_labels(labels, labels),
                framing.find_portrayals(casting.count_portrayals(EMPTY))]  # fmt: skip
    told = framing.say_answer(findings)
    assert told == "No verb has an actor on either side. No actor is called anything bad. No actor could be judged."
    assert framing.find_families(casting.count_roles(EMPTY)).title == "No actor does more than speak"
    assert "Too few" in framing.find_done(casting.count_roles(EMPTY, "modality")).title
    assert "No deed" in framing.find_passives(casting.count_passives(EMPTY)).title
    assert "No hedge" in framing.find_markers(markers, sides).title
    assert framing.choose_actors(EMPTY) == (None, None)
    assert framing.name_sides(EMPTY, (None, None)) == ("nobody", "nobody")
    assert "cannot be compared" in framing.say_outlets(counts.compare_stances(EMPTY, by="outlet"), NAMES)
    assert "often enough" in framing.find_words(words.find_distinctive_around(EMPTY, "", ""), NAMES).title
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
    with pytest.raises(ValueError, match="no article has outlet 'Post'; there are Daily and Wire"):
        compare.choose_sides(EMPTY, "outlet", "Post")


@pytest.mark.parametrize("outlets", [[], ["Daily"], [None, None]])
def test_without_two_groups_everything_says_so(outlets):
    made = make_tables(outlets)
    groups = compare.choose_sides(made, "outlet")
    names, sizes = compare.name_sides(groups), stories.measure_sizes(made, "outlet", groups)
    differences = comparison.compare_groups(made, "outlet", *groups)
    matched = stories.match_stories(made, "outlet", *groups)
    told = stories.join_all(made, "outlet", *groups)
    assert sizes["articles"].tolist() == [0, 0] and differences.empty and matched.empty and told.empty
    assert "not two groups" in compare.say_answer(differences, sizes, names)
    assert "not two groups" in compare.find_sizes(sizes, names).title
    assert compare.say_tests(compare.set_beside(differences, differences)) == "There is nothing to set side by side."
    assert "quoted in it by the other" in compare.find_left_out(stories.left_out(made, told), names).text


def make_differences(**more) -> pd.DataFrame:
    row = {"measure": "writer's tone towards", "level": "Northland", "unit": "score", "first": -0.4, "second": 0.1,
           "difference": -0.5, "low": np.nan, "high": np.nan, "p": np.nan, "p_adjusted": np.nan, "significant": False,
           "n_first": 8, "n_second": 9, "why": "2 articles: an interval needs 5"}  # fmt: skip
    return pd.DataFrame([row | more])


def test_too_few_articles_are_no_outlet():
    sizes = pd.DataFrame({"group": NAMES, "articles": [3, 2], "words": [900, 700]})
    assert "no difference can be tested" in compare.say_answer(make_differences(), sizes, NAMES)
    assert "Too few articles for any claim beyond these" in compare.find_sizes(sizes, NAMES).text
    assert "none could be tested" in compare.say_tests(make_differences())


@pytest.mark.parametrize(
    ("p", "significant", "says"),
    [
        (0.4, False, "none of 1 tested differences is more than chance"),
        (0.001, True, "1 of 1 tested differences is more than chance"),
    ],
)
def test_the_answer_is_what_the_tests_say(p, significant, says):
    sizes = pd.DataFrame({"group": NAMES, "articles": [30, 20], "words": [9000, 7000]})
    found = make_differences(p=p, significant=significant, low=-0.7, high=-0.3, why="")
    assert says in compare.say_answer(found, sizes, NAMES)


def test_a_measure_names_its_widest_difference_with_its_cases():
    found = compare.find_difference(make_differences(), NAMES)
    assert found.title == "Differs most — writer's tone towards Northland: Daily −0.40, Wire +0.10"
    assert "Daily −0.40 of 8, Wire +0.10 of 9; the difference is −0.50 (no interval: 2 articles" in found.text
    share = make_differences(measure="quotes by kind", level="direct", unit="share", first=0.2, second=0.7)
    assert compare.find_difference(share, NAMES).title == "Differs most — quotes by kind, direct: Daily 20%, Wire 70%"
    rate = make_differences(
        measure="markers", level="hedge", unit="per 1,000 words", first=1.0, second=3.0, difference=-2
    )
    assert "hedge, per 1,000 words: Daily 1.0 of 8, Wire 3.0 of 9; the difference is −2.0" in (
        compare.find_difference(rate, NAMES).text
    )
    assert "No figure has 3 cases" in compare.find_difference(make_differences(n_first=1), NAMES).title


def test_what_one_group_leaves_out_tells_names_from_descriptions():
    rows = [("Wire", "Daily", "actor quoted", "Ann Lee", 3, 2), ("Wire", "Daily", "actor quoted", "neighbour", 1, 1)]
    lost = pd.DataFrame(rows, columns=["group", "other", "what", "item", "n", "in_stories"]).assign(told_by_both=34)
    told = compare.find_left_out(lost, NAMES).text
    assert (
        "Of 34 stories told by both, the other quotes whom this one does not: Wire leaves out Ann Lee (in 2)." in told
    )
    assert "1 speaker is described and not named" in told
    assert "quoted in it by the other" in compare.find_left_out(lost.iloc[:0], NAMES).text
