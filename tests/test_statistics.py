"""Counts, shares, intervals, word choice, comparison and agreement, against numbers worked out by hand."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from analysis import statistics, tables
from analysis.findings import compare, corpus
from analysis.statistics import agreement, casting, comparison, counts, pairs, stories, tones, words
from analysis.statistics.counted import find_outlets

ACTORS = [
    {"actor_id": "ann-lee", "name": "Ann Lee", "kind": "person", "represents": "ministry"},
    {"actor_id": "ministry", "name": "Ministry", "kind": "organisation", "represents": "northland"},
    {"actor_id": "northland", "name": "Northland", "kind": "state"},
    {"actor_id": "southland", "name": "Southland", "kind": "state"},
]


BARE = {"passive": True, "construction": "agentless passive"}


def make_tables(count=1, **rows) -> tables.Tables:
    """Tables of some articles of 100 characters, with the rows given and what ids they need."""
    made = [
        {"article_id": f"a{n}", "outlet": "Wire" if n % 2 else "Daily", "words": 20, "text": "x" * 100,
         "published": pd.Timestamp("2023-10-02") + pd.Timedelta(days=n)}
        for n in range(count)
    ]  # fmt: skip
    frames = {"articles": made, "actors": ACTORS} | rows
    return tables.empty()._replace(**{name: tables.make(name, part) for name, part in frames.items()})


def quote(number, actor, *, words=10, article="a0", at=0, **more):
    row = {"quote_id": f"q{number}", "article_id": article, "actor_id": actor, "words": words, "pieces": [[at, at + 5]]}
    return row | {"attribution": "speech", "kind": "direct", "stance": "neutral", "cue": "said"} | more


@pytest.fixture
def spoken() -> tables.Tables:
    return make_tables(2, quotes=[
        quote(0, "ann-lee", words=30, at=50), quote(1, "southland", words=10, at=20, kind="indirect"),
        quote(2, None, words=50, article="a1"), quote(3, "ann-lee", words=10, article="a1", at=90, stance="doubting"),
    ])  # fmt: skip


def test_shares_of_words_by_actor_keep_the_unknown(spoken):
    found = counts.count_quotes(spoken)
    assert found["actor"].tolist() == ["Ann Lee", "Southland", "(unknown)"]
    assert found["words"].tolist() == [40, 10, 50]
    assert found["n"].tolist() == [2, 1, 1]
    assert found["share"].tolist() == pytest.approx([0.4, 0.1, 0.5])
    assert found["base"].tolist() == [4, 4, 4]


def test_shares_of_quotes_are_not_shares_of_words(spoken):
    assert counts.count_quotes(spoken, of="quotes")["share"].tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_unknown_stands_there_with_nothing_when_all_are_known():
    found = counts.count_quotes(make_tables(quotes=[quote(0, "southland")]))
    assert found[["actor", "n", "share"]].to_numpy().tolist() == [["Southland", 1, 1.0], ["(unknown)", 0, 0.0]]


def test_shares_within_a_group_sum_to_one(spoken):
    found = counts.count_quotes(spoken, "kind", within="outlet", of="quotes")
    assert found.groupby("outlet")["share"].sum().tolist() == pytest.approx([1, 1])
    daily = found[found["outlet"] == "Daily"].set_index("kind")["share"]
    assert daily.to_dict() == {"direct": 0.5, "indirect": 0.5}


def test_a_person_counts_for_whom_they_represent_along_the_chain(spoken):
    assert statistics.find_represented(spoken.actors)["ann-lee"] == "northland"
    assert counts.count_quotes(spoken, "represents")["represents"].tolist() == ["Northland", "Southland", "(unknown)"]
    rolled = statistics.rollup(spoken)
    assert rolled.quotes["actor_id"].fillna("?").tolist() == ["northland", "southland", "?", "northland"]
    assert spoken.quotes["actor_id"].iloc[0] == "ann-lee"  # the tables given stay as they are
    assert statistics.rollup(spoken, ["state"]).quotes["actor_id"].equals(rolled.quotes["actor_id"])
    assert statistics.rollup(spoken, ["organisation"]).quotes["actor_id"].equals(spoken.quotes["actor_id"])


def test_a_circle_of_representatives_ends():
    circle = tables.make("actors", [{"actor_id": "a", "represents": "b"}, {"actor_id": "b", "represents": "a"}])
    assert statistics.find_represented(circle) == {"a": "b", "b": "a"}


def test_rollup_leaves_unknown_voices_alone():
    rows = [{"actor_id": "ann-lee", "voice": tables.UNKNOWN}, {"actor_id": "southland"}]
    rolled = statistics.rollup(make_tables(sentiment=rows)).sentiment
    assert rolled["voice"].fillna("writer").tolist() == [tables.UNKNOWN, "writer"]


def test_originals_alone_are_counted_unless_copies_are_asked_for():
    made = [{"article_id": f"a{n}", "duplicate_of": of, "text": "x"} for n, of in enumerate([None, "a0", "a1", None])]
    rows = [quote(n, "southland", article=f"a{n}") for n in range(4)]
    whole = make_tables(articles=made, quotes=rows)
    assert statistics.prepare(whole).quotes["quote_id"].tolist() == ["q0", "q3"]
    assert statistics.prepare(whole).articles["article_id"].tolist() == ["a0", "a3"]
    both = statistics.prepare(whole, copies=True).quotes
    assert both["witness"].tolist() == ["a0", "a0", "a0", "a3"]  # a copy of a copy is of the family


def test_what_is_prepared_keeps_its_own_columns():
    counted = statistics.prepare(make_tables(roles=[role(0, "southland", "northland")]))
    assert counted.roles["family"].tolist() == ["harm"] and counted.roles["witness"].tolist() == ["a0"]


def test_an_original_that_is_not_there_leaves_its_copy_to_stand_for_itself():
    made = [{"article_id": "a1", "duplicate_of": "a0", "text": "x"}]
    assert statistics.find_families(tables.make("articles", made)).to_dict() == {"a1": "a1"}


def test_copies_are_one_witness():
    """Twelve copies of one article are no twelve articles, whatever is counted of them."""
    rows = make_rows(12, 10).assign(witness="a00")
    for found in (statistics.estimate_shares(rows, "kind"), statistics.estimate_means(rows, [], "value")):
        assert found[["low", "high"]].isna().all(axis=None)
        assert set(found["why"]) == {"1 article: an interval needs 5"}
    pairs = make_rows(20, 10).assign(witness=lambda frame: frame["article_id"].str[:2] + "x")
    assert set(statistics.estimate_means(pairs, [], "value")["why"]) == {"2 articles: an interval needs 5"}
    alone = make_rows(20, 10).assign(witness=lambda frame: frame["article_id"])
    pd.testing.assert_frame_equal(
        statistics.estimate_shares(make_rows(), "kind"), statistics.estimate_shares(alone, "kind")
    )


def test_copies_in_a_group_are_shuffled_as_one():
    cells = make_cells(shift=1.0)
    ids, sides = sorted(cells["article_id"].unique()), np.arange(24) < 12
    copied = ["a00"] * 12 + ids[12:]
    assert set(comparison.compare_cells(cells, ids, sides, families=copied)["why"]) == {
        "1 article: an interval needs 5"
    }
    halves = [f"a{number // 2:02}" for number in range(24)]
    found = comparison.compare_cells(cells, ids, sides, families=halves)
    assert found["articles_first"].tolist() == [6] * 6
    spanning = [f"a{number % 12:02}" for number in range(24)]  # one text in both groups: a witness in each
    assert comparison.compare_cells(cells, ids, sides, families=spanning)["articles_first"].tolist() == [12] * 6


@pytest.mark.parametrize(
    ("more", "counts"),
    [({"confidence": 0.5}, True), ({"confidence": None}, True), ({"confidence": 0.49}, False),
     ({"confidence": 0.9, "negated": True}, False), ({"confidence": 0.9, "negated": False}, True)],
)  # fmt: skip
def test_what_is_unsure_or_unsaid_is_not_counted(more, counts):
    made = make_tables()
    made = made._replace(quotes=pd.DataFrame([quote(0, "southland", source_type=None) | more]))
    made = made._replace(quotes=made.quotes.astype({"actor_id": "string"}))
    assert len(statistics.prepare(made).quotes) == int(counts)


def test_a_portrayal_below_its_confidence_is_none():
    rows = [{"article_id": "a0", "actor_id": actor, "portrayal": "antagonist", "confidence": sure, "sentence_ids": []}
            for actor, sure in (("southland", 0.43), ("northland", 0.5))]  # fmt: skip
    found = casting.count_portrayals(statistics.prepare(make_tables(portrayals=rows)))
    assert dict(zip(found["actor"], found["portrayal"], strict=True)) == {
        "Northland": "antagonist",
        "Southland": "none",
    }


@pytest.mark.parametrize("outlet", ["The Evening Mail", "Haverport Evening Mail (invented)", "evening mail"])
def test_an_outlet_of_the_corpus_is_no_actor_acted_upon(outlet):
    actors = [*ACTORS, {"actor_id": "mail", "name": "Evening Mail", "kind": "organisation"}]
    articles = [{"article_id": "a0", "outlet": outlet, "text": "x" * 9}]
    rows = [role(0, "southland", "mail"), role(1, "southland", "northland"), role(2, "mail", "southland")]
    names = [{"mention_id": "m0", "article_id": "a0", "actor_id": "mail"}]
    counted = statistics.prepare(make_tables(articles=articles, actors=actors, roles=rows, mentions=names))
    assert counted.roles["patient_id"].fillna("?").tolist() == ["?", "northland", "southland"]
    assert counted.roles["agent_id"].fillna("?").tolist() == ["southland", "southland", "mail"]
    assert "Evening Mail" not in set(casting.find_unquoted(counted, mentioned=True)["actor"])


@pytest.mark.parametrize("outlet", ["Mail", "Evening Mail of Haverport", "Haverport Evening", None])
def test_a_like_name_is_no_outlet(outlet):
    actors = [{"actor_id": "mail", "name": "Evening Mail", "kind": "organisation"}]
    made = make_tables(articles=[{"article_id": "a0", "outlet": outlet, "text": "x"}], actors=actors)
    assert find_outlets(made) == set()


@pytest.mark.parametrize(
    ("words", "side"),
    [({"ann-lee": 50, "southland": 50}, "state"), ({"ann-lee": 95, "southland": 5}, "nobody"),
     ({"ann-lee": 50, "bob-roe": 50}, "party"), ({"ann-lee": 99, "ministry": 60}, "nobody"), ({}, "nobody")],
)  # fmt: skip
def test_the_rollup_that_tells_speakers_apart_is_chosen(words, side):
    """Nearly all for one state: no roll-up by state; two parties: by party; nothing of both: each for itself."""
    actors = [a | {"side": "state"} if a.get("represents") else a for a in ACTORS]
    actors += [{"actor_id": "bob-roe", "name": "Bob Roe", "kind": "person", "represents": "greens", "side": "party"},
               {"actor_id": "ann-lee-2", "name": "Cy", "kind": "person", "represents": "reds", "side": "party"},
               {"actor_id": "greens", "name": "Greens", "kind": "organisation"},
               {"actor_id": "reds", "name": "Reds", "kind": "organisation"}]  # fmt: skip
    rows = [quote(n, actor, words=count) for n, (actor, count) in enumerate(words.items())]
    if side == "party":
        rows[0]["actor_id"] = "ann-lee-2"
    made = make_tables(quotes=rows)._replace(
        actors=pd.DataFrame(actors).reindex(columns=["actor_id", "name", "kind", "represents", "side"])
    )
    assert statistics.choose_rollup(made) == side


def test_a_rollup_by_what_is_not_there_says_so():
    with pytest.raises(ValueError, match="nobody can be counted for 'colour'"):
        statistics.prepare(make_tables(), represented="colour")


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [((0.1, 0.2), (0.3, 0.4), "apart"), ((0.3, 0.4), (0.1, 0.2), "apart"), ((0.1, 0.3), (0.2, 0.4), "alike"),
     ((0.1, 0.2), (np.nan, np.nan), "untested"), ((0.1, 0.2), (0.2, 0.4), "alike")],
)  # fmt: skip
def test_two_figures_are_apart_alike_or_untested(first, second, told):
    rows = [pd.Series({"low": low, "high": high}) for low, high in (first, second)]
    assert statistics.compare_figures(*rows) == told


@pytest.mark.parametrize(
    ("ends", "told"),
    [((0.1, 0.2), "apart"), ((-0.1, 0.2), "alike"), ((-0.3, -0.1), "apart"), ((np.nan, 1), "untested")],
)  # fmt: skip
def test_a_gap_is_apart_from_nought_or_not(ends, told):
    assert statistics.judge_gap(pd.Series({"low": ends[0], "high": ends[1]})) == told


@pytest.mark.parametrize(
    ("cases", "articles", "why"),
    [(100, 4, "4 articles: an interval needs 5"), (9, 5, "9 cases: an interval needs 10"),
     (1, 1, "1 article: an interval needs 5"), (10, 5, "")],
)  # fmt: skip
def test_why_an_interval_is_not_shown(cases, articles, why):
    assert statistics.say_why(cases, articles) == why


def make_rows(articles=20, each=10, seed=0) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame({"article_id": [f"a{n:02}" for n in range(articles) for _ in range(each)]})
    return rows.assign(kind=draw.choice(["x", "y"], len(rows)), value=draw.normal(size=len(rows)))


def test_intervals_hold_the_share_and_do_not_depend_on_the_order_of_rows():
    rows = make_rows()
    found = statistics.estimate_shares(rows, "kind")
    assert ((found["low"] < found["share"]) & (found["share"] < found["high"])).all()
    assert found["share"].sum() == pytest.approx(1)
    pd.testing.assert_frame_equal(found, statistics.estimate_shares(rows.sample(frac=1, random_state=1), "kind"))


def test_interval_of_a_mean_is_that_of_a_bootstrap_written_out():
    rows = make_rows(8, 4)
    found = statistics.estimate_means(rows, [], "value").iloc[0]
    sums = rows.groupby("article_id")["value"].sum().to_numpy()
    drawn = statistics.draw_articles(8)
    means = [(sums * drawn[:, column]).sum() / 32 for column in range(drawn.shape[1])]
    assert [found["low"], found["high"]] == pytest.approx(np.quantile(means, [0.025, 0.975]))


def test_articles_all_of_one_mind_widen_the_interval():
    """Ten sentences of one article are one witness, not ten."""
    rows = make_rows(20, 10)
    alike = rows.assign(value=rows.groupby("article_id")["value"].transform("first"))
    shuffled = alike.assign(value=np.random.default_rng(3).permutation(alike["value"]))
    width = [(found["high"] - found["low"]).iloc[0] for found in
             (statistics.estimate_means(part, [], "value") for part in (alike, shuffled))]  # fmt: skip
    assert width[0] > 2 * width[1]


def test_few_articles_show_no_interval_and_say_why():
    found = statistics.estimate_shares(make_rows(4), "kind")
    assert found[["low", "high"]].isna().all(axis=None)
    assert set(found["why"]) == {"4 articles: an interval needs 5"}


def test_a_value_that_never_varies_shows_no_interval():
    found = statistics.estimate_means(make_rows().assign(value=1.0), [], "value").iloc[0]
    assert np.isnan(found["low"])
    assert "alike" in found["why"]


def test_gap_is_first_less_second():
    rows = pd.DataFrame({"article_id": list("aabb"), "side": list("wqwq"), "value": [0.5, 0.1, 0.3, -0.3]})
    found = statistics.estimate_gaps(rows, [], "value", side="side", sides=("w", "q")).iloc[0]
    assert [found["first"], found["second"], found["gap"]] == pytest.approx([0.4, -0.1, 0.5])
    assert (found["n_first"], found["n_second"]) == (2, 2)
    assert np.isnan(found["low"])


def test_gap_without_a_second_side_is_unknown_not_zero():
    rows = pd.DataFrame({"article_id": ["a"], "side": ["w"], "value": [0.5]})
    assert np.isnan(statistics.estimate_gaps(rows, [], "value", side="side", sides=("w", "q"))["gap"].iloc[0])


def test_positions_of_first_quotes(spoken):
    found = counts.find_positions(spoken)
    assert found[["quote_id", "position", "first"]].to_numpy().tolist() == [
        ["q1", 0.2, True], ["q0", 0.5, True], ["q2", 0.0, True], ["q3", 0.9, True]]  # fmt: skip
    means = counts.count_first_positions(spoken).set_index("actor")["mean"]
    assert means.to_dict() == pytest.approx({"(unknown)": 0.0, "Southland": 0.2, "Ann Lee": 0.7})


def test_asymmetry_of_cues():
    rows = [quote(n, "southland", stance="doubting" if n < 3 else "neutral") for n in range(4)]
    rows += [quote(n, "northland", stance="neutral") for n in range(4, 8)]
    found = counts.compare_stances(make_tables(quotes=rows), "southland", "northland").iloc[0]
    assert (found["first"], found["second"], found["gap"]) == (0.75, 0.0, 0.75)
    assert counts.compare_stances(make_tables(quotes=rows[:4])).empty  # one speaker alone is no asymmetry
    denied = counts.compare_stances(make_tables(quotes=rows), "southland", "northland", stances=["denying"]).iloc[0]
    assert denied["gap"] == 0.0
    by_outlet = counts.compare_stances(make_tables(quotes=rows), "southland", "northland", by="outlet")
    assert by_outlet[["outlet", "gap"]].to_numpy().tolist() == [["Daily", 0.75]]


def role(number, agent, patient, **more):
    row = {"role_id": f"r{number}", "article_id": "a0", "agent_id": agent, "patient_id": patient, "verb": "attack"}
    return (
        row | {"family": "harm", "modality": "did", "passive": False, "construction": "active", "negated": False} | more
    )


def test_roles_pairs_passives_and_the_unquoted(spoken):
    rows = [role(0, "northland", "southland"), role(1, "northland", "southland", modality="would"),
            role(2, None, "ministry", **BARE), role(3, "southland", "ministry", passive=True)]  # fmt: skip
    made = spoken._replace(roles=tables.make("roles", rows))
    pairs = casting.count_pairs(made)
    assert pairs.loc[0, ["agent", "patient", "n", "did"]].tolist() == ["Northland", "Southland", 2, 1]
    assert ("(unknown)", "Ministry") in set(zip(pairs["agent"], pairs["patient"], strict=True))
    passives = casting.count_passives(made).set_index("actor")
    assert passives.loc["Ministry", ["n", "passives", "share"]].tolist() == [2, 1, 0.5]
    assert passives.loc["Southland", "passives"] == 0
    assert casting.find_unquoted(made)["actor"].tolist() == ["Ministry"]  # Southland suffers, but speaks
    acts = casting.count_acts(made).set_index("actor")
    assert acts.loc["Southland", ["acts", "acted_upon"]].tolist() == [1, 2]
    wide = casting.pivot(pairs, "agent", "patient")
    assert wide.loc["Northland", "Southland"] == 2
    assert np.isnan(wide.loc["Southland", "Southland"])  # no case is not 0
    assert wide.index[-1] == "(unknown)"


def test_who_is_mentioned_but_never_quoted(spoken):
    names = [{"mention_id": f"m{n}", "article_id": f"a{n}", "actor_id": actor, "start": 60, "end": 62}
             for n, actor in enumerate(["northland", "southland"])]  # fmt: skip
    made = spoken._replace(mentions=tables.make("mentions", names))
    assert casting.find_unquoted(made).empty
    assert casting.find_unquoted(made, mentioned=True)["actor"].tolist() == ["Northland"]


def test_who_speaks_about_whom():
    spans = {"m0": ("a0", 2, 4, "northland"), "m1": ("a0", 12, 14, "northland"), "m2": ("a0", 31, 33, "southland")}
    names = [{"mention_id": key, "article_id": a, "start": start, "end": end, "actor_id": actor}
             for key, (a, start, end, actor) in spans.items()]  # fmt: skip
    said = [quote(0, "southland"), quote(1, None, at=30), quote(2, "ann-lee", at=10, attribution="attitude")]
    found = counts.count_spoken(make_tables(mentions=names, quotes=said))
    assert found[["speaker", "actor", "n"]].to_numpy().tolist() == [
        ["Southland", "Northland", 1], ["(unknown)", "Southland", 1],
    ]  # fmt: skip


def judged(number, score, *, voice=None, actor="southland", article="a0", polarity="neutral"):
    return {"mention_id": f"m{number}", "article_id": article, "sentence_id": "s0", "actor_id": actor, "voice": voice,
            "polarity": polarity, "score": score}  # fmt: skip


def test_asked_and_no_answer_is_no_quote():
    rows = [
        quote(0, "southland"),
        quote(1, "southland", attribution="no answer"),
        quote(2, None, attribution="no answer"),
    ]
    made = make_tables(quotes=rows)
    assert counts.count_unanswered(made)[["actor", "n"]].to_numpy().tolist() == [["Southland", 1], ["(unknown)", 1]]
    assert counts.count_quotes(made, attribution="speech")["n"].tolist() == [1, 0]


def test_tone_by_voice_gap_and_unclear():
    rows = [judged(0, 0.6), judged(1, 0.2, polarity="unclear"), judged(2, -0.4, voice="ann-lee"),
            judged(3, -0.8, voice=tables.UNKNOWN)]  # fmt: skip
    made = make_tables(sentiment=rows)
    found = tones.score_actors(made).set_index("side")
    assert found["mean"].to_dict() == pytest.approx({"writer": 0.4, "quoted": -0.6})
    assert found["unclear"].to_dict() == {"writer": 0.5, "quoted": 0.0}
    assert tones.score_gaps(made)["gap"].iloc[0] == pytest.approx(1.0)
    about = tones.score_speakers(made).set_index("speaker")["mean"]
    assert about.to_dict() == {"Ann Lee": -0.4, "(unknown)": -0.8}


def test_tone_along_the_article():
    sentences = [{"sentence_id": f"s{n}", "article_id": "a0", "part": "body", "start": start, "tone": tone}
                 for n, (start, tone) in enumerate([(0, 1.0), (19, 0.0), (20, -1.0), (99, 0.5)])]  # fmt: skip
    found = tones.score_sentences_along(make_tables(sentences=sentences))
    assert found[["part", "mean"]].to_numpy().tolist() == [[1, 0.5], [2, -1.0], [5, 0.5]]


def test_log_odds_by_hand_and_both_ways():
    found = words.compare_counts(Counter(peace=8, war=2), Counter(peace=2, war=8)).set_index("word")
    # Prior: each word half of 500. (8 + 250) / (2 + 250) against (2 + 250) / (8 + 250).
    assert found.loc["peace", "log_odds"] == pytest.approx(2 * np.log(258 / 252))
    assert found.loc["peace", "z"] == pytest.approx(2 * np.log(258 / 252) / np.sqrt(1 / 258 + 1 / 252))
    assert found.loc["war", "z"] == pytest.approx(-found.loc["peace", "z"])


def test_words_used_alike_are_not_distinctive():
    found = words.compare_counts(Counter(peace=50, war=30), Counter(peace=500, war=300))
    assert found["z"].abs().max() < 0.2


def test_labels_distinctive_of_an_actor():
    called = (
        [("southland", "brutal")] * 4 + [("northland", "peaceful")] * 4 + [("southland", "old"), ("northland", "old")]
    )
    rows = [{"label_id": f"l{n}", "article_id": "a0", "actor_id": actor, "text": text}
            for n, (actor, text) in enumerate(called)]  # fmt: skip
    found = words.find_distinctive_labels(make_tables(labels=rows))
    assert set(zip(found["actor"], found["label"], strict=True)) == {("Southland", "brutal"), ("Northland", "peaceful")}


def word_tables(texts: list[str]) -> tables.Tables:
    articles, sentences, tokens = [], [], []
    for number, text in enumerate(texts):
        key = {"article_id": f"a{number}", "sentence_id": f"s{number}"}
        articles.append({"article_id": key["article_id"], "text": text, "outlet": "Wire" if number % 2 else "Daily"})
        sentences.append(key | {"part": "body", "start": 0, "end": len(text), "text": text})
        tokens += [key | {"text": word, "lemma": word.lower()} for word in text.split()]
    mentions = [{"mention_id": "m", "article_id": "a0", "text": "Southland", "form": "name", "actor_id": "southland"}]
    return make_tables(articles=articles, sentences=sentences, tokens=tokens, mentions=mentions)


def test_words_leave_out_names_numbers_and_signs():
    found = words.count_words(word_tables(["Southland trade talks , trade 2023 Southland ."]))
    assert found[["word", "n"]].to_numpy().tolist() == [["trade", 2], ["talks", 1]]


def test_collocations_stay_within_sentences():
    found = words.find_collocations(word_tables(["grain deal"] * 3 + ["talks stalled grain"]))
    assert found[["first", "second", "n"]].to_numpy().tolist() == [["grain", "deal", 3]]


@pytest.mark.parametrize(
    ("method", "expected"), [("holm", [0.03, 0.06, 0.06]), ("bh", [0.03, 0.04, 0.04])]
)  # fmt: skip
def test_corrections_by_hand(method, expected):
    assert comparison.adjust(np.array([0.01, 0.03, 0.04]), method) == pytest.approx(expected)
    with_gap = comparison.adjust(np.array([0.01, np.nan]), method)
    assert with_gap[0] == pytest.approx(0.01)
    assert np.isnan(with_gap[1])


def make_cells(articles=24, measures=6, seed=0, shift=0.0) -> pd.DataFrame:
    """Cells of some means; the second half of the articles lies `shift` higher."""
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame([(f"m{m}", f"a{a:02}") for m in range(measures) for a in range(articles)],
                        columns=["measure", "article_id"])  # fmt: skip
    high = rows["article_id"].str[1:].astype(int) >= articles // 2
    per_article = draw.normal(0, 0.3, len(rows)) + shift * high
    return rows.assign(level="all", unit="score", num=5 * per_article, den=5.0, cases=5.0)


def test_same_distribution_is_hardly_ever_called_different():
    """In no more than 5% of 200 shuffles of the groups is any of the measures significant."""
    cells, draw = make_cells(), np.random.default_rng(7)
    ids, sides = sorted(cells["article_id"].unique()), np.arange(24) < 12
    alarms = [
        comparison.compare_cells(cells, ids, draw.permutation(sides), shuffles=400)["significant"].any()
        for _ in range(200)
    ]
    assert np.mean(alarms) <= 0.05


def test_a_real_difference_is_found_and_points_the_right_way():
    cells = make_cells(shift=1.0)
    found = comparison.compare_cells(cells, sorted(cells["article_id"].unique()), np.arange(24) < 12)
    assert found["significant"].all()
    assert found["difference"].between(-1.4, -0.6).all()
    assert (found["high"] < 0).all()


def test_too_few_articles_are_not_tested():
    cells = make_cells(8)
    found = comparison.compare_cells(cells, sorted(cells["article_id"].unique()), np.arange(8) < 4)
    assert found["p"].isna().all()
    assert not found["significant"].any()
    assert set(found["why"]) == {"4 articles: an interval needs 5"}


def test_compare_groups_has_every_measure_side_by_side(spoken):
    found = comparison.compare_groups(spoken, "outlet", "Daily", "Wire").set_index(["measure", "level"])
    lee = found.loc[("quoted words by speaker", "Ann Lee")]
    assert (lee["first"], lee["second"]) == pytest.approx((0.75, 1 / 6))
    unknown = found.loc[("speech without a known speaker", "all")]
    assert (unknown["first"], unknown["second"]) == (0.0, 0.5)


@pytest.mark.parametrize("articles", [0, 1])
def test_groups_that_are_not_there_give_an_empty_table(articles):
    made = make_tables(articles)
    assert comparison.compare_groups(made, "outlet", None, None).empty


def story_tables(days=1) -> tables.Tables:
    texts = ["grain deal signed quickly", "grain deal signed slowly", "flood harms harbour town", "choir wins prize"]
    made = word_tables(texts)
    dates = pd.to_datetime(["2023-10-01", "2023-10-02", "2023-10-01", "2023-10-01"])
    dates = dates.where(np.arange(4) != 1, dates[0] + pd.Timedelta(days=days))
    actors = [("a0", "southland"), ("a1", "southland"), ("a0", "ann-lee"), ("a2", "northland"), ("a3", "ministry")]
    mentions = [{"mention_id": f"m{n}", "article_id": article, "actor_id": actor, "text": "x"}
                for n, (article, actor) in enumerate(actors)]  # fmt: skip
    quotes = [quote(0, "southland"), quote(1, "ann-lee"), quote(2, "southland", article="a1"),
              quote(3, "northland", article="a2")]  # fmt: skip
    return made._replace(articles=tables.make("articles", made.articles.assign(published=dates)),
                         mentions=tables.make("mentions", mentions), quotes=tables.make("quotes", quotes))  # fmt: skip


def test_stories_match_and_show_what_is_left_out():
    made = story_tables()
    found = stories.match_stories(made, "outlet", "Daily", "Wire")
    assert found[["story", "article_id", "group"]].to_numpy().tolist() == [[1, "a0", "Daily"], [1, "a1", "Wire"]]
    lost = stories.left_out(made, found)
    assert lost[["group", "what", "item"]].to_numpy().tolist() == [["Wire", "actor quoted", "Ann Lee"]]
    assert lost[["in_stories", "told_by_both"]].to_numpy().tolist() == [[1, 1]]
    assert stories.story_coverage(made, "outlet", found)["share"].tolist() == [0.5, 0.5]


def test_articles_far_apart_in_time_are_no_one_story():
    made = story_tables(days=60)
    assert stories.match_stories(made, "outlet", "Daily", "Wire").empty
    assert stories.left_out(made, stories.match_stories(made, "outlet", "Daily", "Wire")).empty


def likeness_of(**alike) -> np.ndarray:
    """Return a likeness matrix of the articles a to e from pairs, such as ab=0.5."""
    likeness = np.zeros((5, 5))
    for (one, two), value in alike.items():
        places = "abcde".index(one), "abcde".index(two)
        likeness[places] = likeness[places[::-1]] = value
    return likeness


@pytest.mark.parametrize(
    ("alike", "together"),
    [
        ({"ab": 0.5}, ["ab"]),
        ({"ab": 0.5, "bc": 0.4}, ["abc"]),  # c is left over, and joins what it is most like
        ({"ab": 0.5, "ac": 0.4}, ["abc"]),  # also of its own outlet
        ({"ab": 0.5, "bc": 0.4, "cd": 0.3}, ["abc"]),  # but not one that is itself left over
        ({"ab": 0.5, "cd": 0.4, "ad": 0.3}, ["ab", "cd"]),
        ({"ab": 0.5, "ae": 0.3}, ["abe"]),  # a third outlet
        ({"ac": 0.5}, []),  # one outlet alone
        ({}, []),
    ],
)
def test_nearest_neighbours_are_one_story(alike, together):
    found = stories._join(likeness_of(**alike), np.array([0, 1, 0, 1, 2]))
    joined = ["".join(name for name, story in zip("abcde", found, strict=True) if story == key) for key in set(found)]
    assert sorted(names for names in joined if len(names) > 1) == together


@pytest.mark.parametrize(
    ("dates", "told"),
    [(["2023-10-01", "2023-10-08"], 2), (["2023-10-01", "2023-10-09"], 0), (["2023-10-01", None], 2), ([None] * 2, 2)],
)
def test_articles_without_a_date_may_tell_a_story_of_any_day(dates, told):
    made = story_tables()
    made = made._replace(articles=made.articles.assign(published=pd.to_datetime([*dates, None, None])))
    assert len(stories.match_stories(made, "outlet", "Daily", "Wire")) == told


def test_likeness_is_the_mean_of_two_overlaps():
    alike = stories.measure_likeness(story_tables(), ["a0", "a1", "a2"])
    common, rare = np.log1p(3 / 2), np.log1p(3)  # what two of three articles have weighs less than what one has
    actors = common / (common + rare)  # Southland in both, Ann Lee in one
    words = 3 * common**2 / (3 * common**2 + rare**2)  # three words in both, one in each alone
    assert alike[0, 1] == alike[1, 0] == pytest.approx((actors + words) / 2)
    assert alike[0, 2] == alike[0, 0] == 0


@pytest.mark.parametrize(
    ("differences", "p", "needed"),
    [
        ([0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3], 2 / 2**8, 2),
        ([0.2, -0.2, 0.3, -0.3, 0.1, -0.1, 0.0], 1, None),
        ([0.2, 0.3], np.nan, None),
    ],
)
def test_stories_told_by_both_are_paired(differences, p, needed):
    told = pd.DataFrame(
        [(f"{group}{n}", n, group) for n in range(len(differences)) for group in "ab"],
        columns=["article_id", "story", "group"],
    )
    num = [0.5 + differences[row.story] * (row.group == "a") for row in told.itertuples()]
    cells = told[["article_id"]].assign(level="x", unit="share", num=num, den=1.0, cases=20)
    made = tables.empty()._replace(articles=tables.make("articles", told[["article_id"]]))
    found = pairs.compare_stories(made, told, "a", "b", measures={"share": lambda _: cells}).iloc[0]
    assert found["difference"] == pytest.approx(np.mean(differences))
    assert found["p"] == pytest.approx(p, abs=0.01, nan_ok=True)
    assert (None if pd.isna(found["needed"]) else found["needed"]) == needed


@pytest.mark.parametrize(
    ("sd", "difference", "needed"),
    [(1, 1, 10), (1, 0.5, 39), (2, 1, 39), (1, -0.5, 39), (0, 1, 2), (1, 0, None), (np.nan, 1, None)],
)
def test_how_many_pairs_show_a_difference(sd, difference, needed):
    assert pairs.count_needed(sd, difference) == needed


def test_alpha_by_hand():
    """Two coders, four items, one disagreement: D_o = 1/4, D_e = 2·3·5/(8·7), alpha = 1 − .25/.5357 (Krippendorff)."""
    labels = {"one": "aabb", "two": "aabb"}
    ratings = pd.DataFrame([(coder, item, label) for coder, part in labels.items() for item, label in enumerate(part)],
                           columns=["coder", "item", "label"])  # fmt: skip
    assert agreement.measure_agreement(ratings)["alpha"].iloc[0] == 1.0
    ratings.loc[7, "label"] = "a"
    found = agreement.measure_agreement(ratings).iloc[0]
    assert found["alpha"] == pytest.approx(1 - 0.25 / (2 * 3 * 5 / (8 * 7)))
    assert (found["items"], found["coders"]) == (4, 2)
    assert np.isnan(agreement.measure_agreement(ratings.assign(label="a"))["alpha"].iloc[0])


def test_near_misses_weigh_less_on_a_scale():
    def rate(second):
        rows = [("one", n, label) for n, label in enumerate(["negative", "neutral", "positive"] * 2)]
        rows += [("two", n, label) for n, label in enumerate(["negative", "neutral", "positive", *second])]
        frame = pd.DataFrame(rows, columns=["coder", "item", "label"])
        return agreement.measure_agreement(frame, distance="interval")["alpha"].iloc[0]

    assert rate(["neutral", "neutral", "positive"]) > rate(["positive", "neutral", "positive"])


def test_precision_and_recall_by_hand():
    matches = pd.DataFrame(
        {"article_id": "a", "found": [1, 1, 1, 0], "expected": [1, 1, 0, 1], "right": [1, 0.5, 0, 0]}
    )
    found = agreement.score_matches(matches).iloc[0]
    assert (found["precision"], found["recall"], found["f1"]) == pytest.approx((0.5, 0.5, 0.5))
    assert np.isnan(found["precision_low"])
    assert found["why"] == "1 article: an interval needs 5"


def test_classes_and_their_mean():
    rows = pd.DataFrame({"article_id": "a", "expected": ["x", "x", "y", "y"], "found": ["x", "y", "y", None]})
    found = agreement.score_classes(rows).set_index("label")
    assert found.loc["x", ["precision", "recall", "f1"]].tolist() == pytest.approx([1, 0.5, 2 / 3])
    assert found.loc["y", ["precision", "recall", "f1"]].tolist() == pytest.approx([0.5, 0.5, 0.5])
    assert found.loc["macro", "f1"] == pytest.approx((2 / 3 + 0.5) / 2)


def test_calibration_by_hand():
    rows = pd.DataFrame({"article_id": "a", "confidence": [0.5, 0.5, 0.9, 0.9], "right": [True, False, True, True]})
    found = agreement.calibrate(rows, bins=2)
    assert found[["confidence", "right", "n"]].to_numpy().tolist() == [[0.5, 0.5, 2], [0.9, 1.0, 2]]
    assert agreement.measure_calibration(found) == pytest.approx(0.05)
    assert agreement.calibrate(rows.iloc[:0]).empty


MEASURES = [
    counts.count_quotes, counts.count_articles, counts.count_missing, counts.measure_lengths, counts.find_positions,
    counts.count_first_positions, counts.compare_stances, counts.count_cues, counts.count_spoken,
    counts.count_unanswered,
    casting.count_pairs, casting.count_roles,
    casting.count_acts, casting.find_unquoted, casting.count_passives, casting.count_labels, casting.count_markers,
    casting.count_portrayals, tones.score_actors, tones.score_gaps, tones.count_polarities, tones.score_speakers,
    tones.score_along, tones.score_sentences_along, tones.find_extremes, words.count_words, words.find_collocations,
    words.find_distinctive_labels,
]  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
def test_nothing_gives_an_empty_table_with_its_columns(measure):
    found = measure(tables.empty())
    assert len(found) == 0 or measure is counts.count_missing
    assert len(found.columns) > 1


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda found: counts.count_articles(found, "outlett"), "no column 'outlett'.*outlet"),
        (lambda found: counts.count_quotes(found, "desk"), "no column 'desk'.*week"),
        (lambda found: tones.score_over(found, ["fortnight", "actor"]), "no column 'fortnight'.*month"),
    ],
)
def test_what_is_asked_for_and_not_there_is_said_with_what_there_is(spoken, ask, says):
    with pytest.raises(ValueError, match=says):
        ask(spoken)


@pytest.mark.parametrize("column", ["outlet", "week", "month", "actor", "represents", "kind"])
def test_what_there_is_may_be_asked_for(spoken, column):
    assert len(counts.count_quotes(spoken, column))


def test_nothing_left_out_keeps_the_columns_of_quotes(spoken):
    stories_told = pd.DataFrame({"article_id": ["a0"], "story": [1], "group": ["Daily"]})
    lost = pd.DataFrame(columns=["what", "item", "stories", "other", "group", "in_stories", "n"])
    none = spoken._replace(quotes=spoken.quotes.head(0))
    assert "quote_id" in compare.choose_left_out(none, lost, stories_told)


@pytest.mark.parametrize(
    ("reasons", "kept"),
    [((None, "short"), ["a0"]), (("short", "short"), ["a0", "a1"]), (("language", "language"), [])],
)
def test_short_articles_count_where_there_are_no_others(reasons, kept):
    made = make_tables(2)
    made = made._replace(articles=made.articles.assign(left_out=pd.Series(reasons, dtype="string")))
    assert statistics.prepare(made).articles["article_id"].tolist() == kept


def test_what_was_cut_and_what_is_left_out_is_counted_by_reason():
    made = make_tables(3)
    cut = pd.DataFrame(
        {"article_id": ["a0", "a0", "a1"], "start": 0, "end": 1, "text": ["Read more", "By Ann Lee", "Share"]}
    )
    articles = made.articles.assign(left_out=pd.array(["short", None, "short"], dtype="string"))
    made = made._replace(removed=cut.assign(reason=["link", "byline", "link"]), articles=articles)
    removed, left = counts.count_removed(made), counts.count_excluded(made)
    assert removed.to_dict("list") == {
        "reason": ["byline", "link"], "passages": [1, 2], "words": [3, 3], "articles": [1, 2]
    }  # fmt: skip
    assert left[["reason", "articles"]].to_numpy().tolist() == [["short", 2]] and left["means"].notna().all()
    told = corpus.say_removed(removed, left, made)
    assert told.startswith("3 passages of 6 words were cut from 2 articles. 2 articles left out of shares: 2 under")
    nothing = made._replace(removed=cut.iloc[:0].assign(reason="x"), articles=made.articles.assign(left_out=None))
    parts = counts.count_removed(nothing), counts.count_excluded(nothing)
    assert corpus.say_removed(*parts, nothing) == "Nothing was cut. No article is left out of shares."
