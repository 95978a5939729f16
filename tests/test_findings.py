"""What the computed sentences say: on numbers worked out by hand, on too few cases, and on nothing at all."""

import inspect

import numpy as np
import pandas as pd
import pytest

from analysis import statistics, tables
from analysis.findings import corpus, examples, quotes, sentiment, shapes, wording
from analysis.statistics import casting, counts, tones

ACTORS = [
    {"actor_id": "northland", "name": "Northland", "kind": "state"},
    {"actor_id": "southland", "name": "Southland", "kind": "state"},
    {"actor_id": "sailors", "name": "sailors", "kind": "group"},
]


def make_tables(**rows) -> tables.Tables:
    """Twelve articles of two outlets and two weeks, one sentence each, with the rows given."""
    articles = [
        {"article_id": f"a{n}", "outlet": "Wire" if n % 2 else "Daily", "text": "x" * 100, "words": 20,
         "published": pd.Timestamp("2023-10-02") + pd.Timedelta(days=n)}
        for n in range(12)
    ]  # fmt: skip
    sentences = [
        {"sentence_id": f"a{n}:s00", "article_id": f"a{n}", "start": 0, "end": 100, "text": "x" * 100, "part": "body"}
        for n in range(12)
    ]
    frames = {"articles": articles, "sentences": sentences, "actors": ACTORS} | rows
    return tables.empty()._replace(**{name: tables.make(name, part) for name, part in frames.items()})


def quote(number: int, actor: str | None, words: int = 10, **more) -> dict:
    row = {"quote_id": f"q{number}", "article_id": f"a{number % 12}", "sentence_id": f"a{number % 12}:s00"}
    row |= {"actor_id": actor, "words": words, "pieces": [[number, number + 5]], "source": "she", "cue": "said"}
    return row | {"attribution": "speech", "kind": "direct", "stance": "neutral"} | more


def judged(number: int, score: float, actor: str = "southland", voice: str | None = None) -> dict:
    polarity = "negative" if score < 0 else "positive" if score > 0 else "unclear"
    row = {"mention_id": f"m{number}", "article_id": f"a{number % 12}", "sentence_id": f"a{number % 12}:s00"}
    return row | {"actor_id": actor, "voice": voice, "score": score, "polarity": polarity, "confidence": 0.8}


@pytest.fixture
def spoken() -> tables.Tables:
    """Northland gives 12 quotes of 30 words; Southland 12 of 10, claimed and retold; nobody knows whose 12 of 10."""
    rows = [quote(n, "northland", 30) for n in range(12)]
    rows += [quote(n, "southland", stance="doubting", kind="indirect") for n in range(12, 24)]
    return make_tables(quotes=rows + [quote(n, None) for n in range(24, 36)])


@pytest.fixture
def scored() -> tables.Tables:
    """Writers on Southland -0.5 or -0.7, quoted +0.5 or +0.7; on Northland +0.2 or +0.4."""
    rows = [judged(n, -0.5 - n % 2 / 5) for n in range(12)]
    rows += [judged(n, 0.5 + n % 3 / 10, voice="northland") for n in range(12, 24)]
    return make_tables(sentiment=rows + [judged(n, 0.2 + n % 2 / 5, "northland") for n in range(24, 36)])


def test_the_answer_names_who_is_given_most_words_and_the_unknown(spoken):
    told = quotes.say_answer(
        counts.count_quotes(spoken), casting.find_unquoted(spoken), counts.count_unanswered(spoken)
    )
    assert told.startswith("Most quoted words: Northland 60%") and "No known speaker: 20%" in told
    assert "quoted nowhere" not in told and "no answer" not in told


def test_the_answer_names_who_suffers_in_silence_but_no_groups_and_who_did_not_answer(spoken):
    roles = [{"role_id": f"r{n}", "article_id": "a0", "patient_id": actor} for n, actor in enumerate(["sailors", "x"])]
    actors = [*ACTORS, {"actor_id": "x", "name": "Xenia", "kind": "person"}]
    made = spoken._replace(roles=tables.make("roles", roles), actors=tables.make("actors", actors))
    asked = counts.count_unanswered(make_tables(quotes=[quote(0, "southland", attribution="no answer")]))
    told = quotes.say_answer(counts.count_quotes(made), casting.find_unquoted(made), asked)
    assert "quoted nowhere in these articles: Xenia, 1 time." in told and "sailors" not in told
    assert "Asked, and no answer: Southland, 1 time." in told


def test_parts_that_lie_apart_are_told_apart(spoken):
    kinds = counts.count_quotes(spoken, "kind", of="quotes", within="actor")
    found = quotes.find_part(kinds, "kind", "direct")
    assert found.set_index("actor")["share"].to_dict() == {"Northland": 1.0, "Southland": 0.0}
    assert "(too few to test)" in shapes.ends(found, "actor", "direct").title  # 0% has no interval
    apart = shapes.ends(found.assign(low=[0.9, 0.0], high=[1.0, 0.1]), "actor", "direct")
    assert apart.title == "Direct: highest Northland 100%, lowest Southland 0%"
    assert apart.text.endswith("Their intervals lie apart.")
    alike = shapes.ends(found.assign(low=[0.4, 0.0], high=[1.0, 0.5]), "actor", "direct")
    assert "no clear difference" in alike.title and "Their intervals overlap" in alike.text
    assert shapes.ends(found.head(1), "actor", "direct").title.startswith("Too few to compare")


GAP = {"first": 0.1, "second": 0.6, "gap": -0.5, "n_first": 20, "n_second": 30, "why": ""}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"low": -0.7, "high": -0.2}, "A 10% of 20, B 60% of 30; the difference is −50 points (95% interval −70 to"),
        ({"low": -0.7, "high": -0.2}, "chance alone does not explain it"),
        ({"low": -0.7, "high": 0.1}, "it may be chance"),
        ({"low": np.nan, "high": np.nan, "why": "3 cases: an interval needs 10"}, "no interval: 3 cases"),
        ({"low": -0.7, "high": -0.2, "p": 0.01, "significant": True}, "That is more than chance."),
        ({"low": -0.7, "high": -0.2, "p": 0.04, "significant": False}, "not more than chance, given how many"),
        ({"low": -0.7, "high": 0.2, "p": 0.4, "significant": False}, "not more than chance."),
    ],
)  # fmt: skip
def test_a_gap_says_whether_chance_explains_it(more, says):
    assert says in shapes.gap(pd.DataFrame([GAP | more]), ("A", "B"), "cues").text


@pytest.mark.parametrize("rows", [pd.DataFrame([GAP])[:0], pd.DataFrame([GAP | {"second": np.nan}])])
def test_a_gap_of_one_is_none(rows):
    assert shapes.gap(rows, ("A", "B"), "cues").text == "There are not two to compare by cues."


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([3, 1], "Deeds: A, 3 times; 4 in all."), ([2, 2], "Deeds: A and B, 2 times each; 4 in all."),
     ([1] * 4, "Deeds: 4 that tie, 1 time each; 4 in all."), ([0], "Deeds: none."), ([], "Deeds: none.")],
)  # fmt: skip
def test_what_ties_is_named_together(numbers, told):
    rows = pd.DataFrame({"actor": [*"ABCD"[: len(numbers)], "(unknown)"], "n": [*numbers, 99]})
    assert shapes.count(rows, "actor", "deeds").text == told


def test_the_united_states_get_their_article_and_a_person_none():
    texts = ["He told the United States so. Later the United States, she said, told Ann Lee."]
    articles = [{"article_id": "a0", "text": texts[0]}]
    actors = [{"actor_id": "us", "name": "United States"}, {"actor_id": "ann", "name": "Ann Lee"}]
    places = [(texts[0].index(name, at), name, actor) for name, at, actor in
              (("United States", 0, "us"), ("United States", 30, "us"), ("Ann Lee", 0, "ann"))]  # fmt: skip
    mentions = [{"mention_id": f"m{n}", "article_id": "a0", "start": start, "end": start + len(name), "text": name,
                 "actor_id": actor} for n, (start, name, actor) in enumerate(places)]  # fmt: skip
    made = make_tables(articles=articles, actors=actors, mentions=mentions)
    assert [wording.the(made, actor) for actor in ("us", "ann", "nobody")] == ["the United States", "Ann Lee", "nobody"]


def test_an_answer_says_whether_copies_count():
    articles = [{"article_id": f"a{n}", "duplicate_of": of, "text": "x"} for n, of in enumerate([None, "a0", None])]
    made = make_tables(articles=articles, quotes=[quote(0, "southland", confidence=0.3)])
    assert "2 articles, 1 copy of another left out; not counted: 1 attribution" in wording.say_scope(
        made, statistics.prepare(made)
    )
    both = wording.say_scope(made, statistics.prepare(made, copies=True))
    assert "3 articles, 1 copy of another among them, drawn with it as one" in both
    alone = make_tables(articles=articles[:1])
    assert wording.say_scope(alone, statistics.prepare(alone)) == "Counted: 1 article, none a copy of another."


def test_evidence_leads_to_sentences(spoken, scored):
    longest = examples.choose_longest(spoken, ["northland", "(unknown)"], 1)
    told = examples.explain_quotes(spoken, longest)
    assert told["speaker"].tolist() == ["Northland", "(unknown)"] and told["sentence"].notna().all()
    ends = examples.find_ends(scored, ["southland"], count=1)
    assert ends["voice"].tolist() == ["writer", "Northland"] and ends["text"].notna().all()
    assert set(examples.find_judging(spoken)["stance"]) == {"doubting"}


def test_speakers_without_a_name(spoken):
    rows = [quote(0, "sailors"), quote(1, "northland"), quote(2, None), quote(3, None, source_type="unnamed official")]
    marked = examples.mark_unnamed(spoken._replace(quotes=tables.make("quotes", rows)))
    assert marked.quotes["named"].fillna("?").tolist() == [examples.NAMELESS, "named", "?", examples.NAMELESS]
    assert len(examples.find_nameless(marked)) == 2
    assert "50% belong to a speaker without a name" in quotes.find_unnamed(counts.count_quotes(marked, "named")).text


def test_the_top_keeps_the_unknown():
    frame = pd.DataFrame({"actor": ["A", "B", "C", "(unknown)"]})
    assert examples.keep_top(frame, top=1)["actor"].tolist() == ["A", "(unknown)"]


@pytest.mark.parametrize(("number", "told"), [(0.256, "+0.26"), (-0.256, "−0.26"), (0.001, "0.00"), (-0.001, "0.00")])
def test_signed(number, told):
    assert wording.signed(number) == told


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        ("ABCDEF", "A, B, C, D, E and 1 more"),
    ],
)
def test_join_names(names, told):
    assert wording.join_names(names) == told


def test_one_reason_for_all_missing_intervals_is_given_once():
    rows = pd.DataFrame({"actor": ["A", "B"], "share": [0.5, 0.5], "low": None, "high": None, "why": "1 article"})
    assert wording.list_shares(rows, lambda row: row["actor"]) == "A 50%; B 50% (no intervals: 1 article)"


def test_what_was_not_measured_is_said():
    assert "not measured" in wording.say_measured("no such room")


EMPTY = tables.empty()
NOBODY = pd.DataFrame(columns=["polarity", "n", "right"])
NOTHING = {
    "speakers": counts.count_quotes(EMPTY), "shares": counts.count_quotes(EMPTY, within="outlet"),
    "scores": tones.score_actors(EMPTY), "gaps": tones.score_gaps(EMPTY), "polarities": tones.count_polarities(EMPTY),
    "asked": counts.count_unanswered(EMPTY), "kinds": counts.count_quotes(EMPTY, "kind", within="actor"),
    "spoken": counts.count_spoken(EMPTY), "unquoted": casting.find_unquoted(EMPTY),
    "first": counts.count_first_positions(EMPTY), "along": tones.score_along(EMPTY), "merges": EMPTY.merges,
    "outlets": tones.score_over(EMPTY, ["outlet", "actor"]), "times": tones.score_over(EMPTY, ["week", "actor"]),
    "talkers": tones.score_speakers(EMPTY), "named": counts.count_quotes(examples.mark_unnamed(EMPTY), "named"),
    "stances": statistics.name_actors(counts.compare_stances(EMPTY), EMPTY, actor="first_id", other="second_id"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("say", "given"),
    [
        (quotes.say_answer, ["speakers", "unquoted", "asked"]),
        (lambda table: shapes.largest(table, "actor", "words").text, ["speakers"]),
        (lambda table: shapes.ends(quotes.find_part(table, "kind", "direct"), "actor", "direct").text, ["kinds"]),
        (lambda table: shapes.ends(table, "actor", "first", value="mean").text, ["first"]),
        (lambda table: shapes.gap(table, ("A", "B"), "cues").text, ["stances"]),
        (lambda table: quotes.find_spoken(table).text, ["spoken"]),
        (lambda table: quotes.find_unquoted(table).text, ["unquoted"]), (quotes.say_silent, ["unquoted"]),
        (lambda table: quotes.find_unanswered(table).text, ["asked"]),
        (lambda table: quotes.find_unnamed(table).text, ["named"]),
        (lambda table: quotes.find_outlets(table).text, ["shares"]), (quotes.say_merges, ["merges"]),
        (lambda *tables: sentiment.say_answer(*tables, NOBODY), ["scores", "polarities"]),
        (lambda table: sentiment.find_tone(table).text, ["scores"]), (sentiment.say_unclear, ["polarities"]),
        (lambda table: sentiment.find_gap(table).text, ["gaps"]),
        (lambda table: sentiment.find_polarities(table).text, ["polarities"]),
        (lambda table: sentiment.find_speakers(table, 3).text, ["talkers"]),
        (lambda table: sentiment.find_along(table.assign(side="writer")).text, ["along"]),
        (lambda table: sentiment.find_spread(table, "outlet").text, ["outlets"]),
        (lambda table: sentiment.find_spread(table, "week").text, ["times"]),
    ],
)  # fmt: skip
def test_nothing_to_find_is_said_in_words(say, given):
    told = say(*(NOTHING[name] for name in given))
    assert len(told) > 10 and "nan" not in told.lower() and "%" not in told.replace("unknown for 0%", "")


@pytest.mark.parametrize("module", [corpus, quotes, sentiment, examples, shapes, wording])
def test_every_finding_says_what_it_returns(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if function.__module__ == module.__name__ and not name.startswith("_"):
            assert (function.__doc__ or "").startswith(("Return", "Warn")), name
