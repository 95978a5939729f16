"""Every sentence with most, highest, lowest, nowhere or "leaves out", computed again row by row from random tables."""

import re
from collections import Counter

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import statistics, tables
from analysis.findings import compare, framing, quotes, shapes
from analysis.statistics import casting, counts, stories

NAMES = {"ann": "Ann", "bob": "Bob", "cy": "Cy", "post": "Post"}
OUTLETS = ("Post", "Wire")  # the Post is an actor, too
ACTORS = st.sampled_from([*NAMES, None])
COUNTED = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def random_tables(draw) -> tables.Tables:
    """Return tables of two to six articles of two outlets, some of them copies, with a few rows of each kind."""
    size = draw(st.integers(2, 6))
    articles = [
        {"article_id": f"a{n}", "outlet": OUTLETS[n % 2], "text": "x" * 50, "words": 10,
         "duplicate_of": draw(st.sampled_from([None, None, "a0"])) if n else None}
        for n in range(size)
    ]  # fmt: skip
    where = st.sampled_from([row["article_id"] for row in articles])
    rows = {
        "quotes": {"actor_id": ACTORS, "words": st.integers(1, 30), "confidence": st.sampled_from([0.3, 0.5, 0.9]),
                   "attribution": st.sampled_from(["speech", "attitude", "no answer"]),
                   "stance": st.sampled_from(["neutral", "doubting"]), "kind": st.sampled_from(["direct", "indirect"]),
                   "negated": st.booleans()},
        "roles": {"verb": st.just("see"), "agent_id": ACTORS, "patient_id": ACTORS,
                  "modality": st.sampled_from(["did", "could"]),
                  "construction": st.sampled_from(["active", "agentless passive"])},
        "labels": {"actor_id": ACTORS, "polarity": st.sampled_from(["negative", "neutral"]), "text": st.just("x")},
        "markers": {"actor_id": ACTORS, "kind": st.sampled_from(["hedge", "scare quote"]), "text": st.just("x")},
        "portrayals": {"actor_id": st.sampled_from([*NAMES]), "confidence": st.sampled_from([0.4, 0.6]),
                       "portrayal": st.sampled_from(["antagonist", "innocent", None])},
    }  # fmt: skip
    frames = {
        "articles": articles,
        "actors": [{"actor_id": key, "name": name, "kind": "person"} for key, name in NAMES.items()],
    }
    for name, columns in rows.items():
        row = st.fixed_dictionaries({"article_id": where} | columns)
        drawn = draw(st.lists(row, max_size=8))
        frames[name] = [{tables.IDS.get(name, "row"): f"{name}{n}", **made} for n, made in enumerate(drawn)]
    made = tables.empty()._replace(**{name: tables.make(name, part) for name, part in frames.items()})
    unsaid = pd.array([row["negated"] for row in frames["quotes"]], dtype="boolean")
    return made._replace(quotes=made.quotes.assign(negated=unsaid))


def read(made: tables.Tables, name: str, *, copies: bool = False) -> list[dict]:
    """Return the rows of a table as plain Python, those of originals alone unless copies are counted."""
    originals = {row["article_id"] for row in made.articles.to_dict("records") if pd.isna(row["duplicate_of"])}
    frame = getattr(made, name).astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    return [row for row in rows if copies or row["article_id"] in originals]


def said(made: tables.Tables, *, sure: bool = True) -> list[dict]:
    rows = [row for row in read(made, "quotes") if row["attribution"] == "speech" and not row["negated"]]
    return [row for row in rows if row["confidence"] >= 0.5] if sure else rows


def tops(counter: Counter) -> set[str]:
    return {name for name, n in counter.items() if n == max(counter.values())}


def check_tied(title: str, counter: Counter) -> None:
    """The title names all that come most often, and how often; or says how many tie, or that there is none."""
    counter = Counter({NAMES[key]: n for key, n in counter.items() if key and n})
    if not counter:
        assert title.endswith(": none") or title.startswith("No ")
        return
    best, number = tops(counter), max(counter.values())
    named = set(re.findall(r"\b(?:Ann|Bob|Cy|Post)\b", title))
    assert named == best if len(best) <= 3 else title.split(": ")[1].startswith(f"{len(best)} that tie")
    assert int(re.search(r"(\d+) (?:time|label)", title)[1]) == number


@given(random_tables(), st.booleans())
@COUNTED
def test_whose_words_are_most(made, copies):
    counted = statistics.prepare(made, copies=copies, represented="nobody")
    found = shapes.largest(counts.count_quotes(counted, "actor", attribution="speech"), "actor", "quoted words")
    rows = [row for row in read(made, "quotes", copies=copies) if row["attribution"] == "speech"]
    words = Counter()
    for row in rows:
        if row["confidence"] >= 0.5 and not row["negated"]:
            words[row["actor_id"]] += row["words"]
    known = sorted((n for key, n in words.items() if key), reverse=True)
    told = re.findall(r"(Ann|Bob|Cy|Post) (\d+)%", found.title)
    assert len(told) == min(len(known), 2)
    for (name, percent), number in zip(told, known, strict=False):
        assert words[name.lower()] == number and percent == f"{number / sum(words.values()):.0%}"[:-1]


@given(random_tables())
@COUNTED
def test_who_is_quoted_nowhere_is_quoted_nowhere(made):
    counted = statistics.prepare(made, represented="nobody")
    unquoted = casting.find_unquoted(counted)
    speakers = {row["actor_id"] for row in said(made, sure=False)}
    suffered = Counter(row["patient_id"] for row in read(made, "roles") if row["patient_id"] != "post")
    silent = Counter({key: n for key, n in suffered.items() if key and key not in speakers})
    check_tied(quotes.find_unquoted(unquoted).title, silent)
    answer = quotes.say_answer(counts.count_quotes(counted), unquoted, counts.count_unanswered(counted))
    assert ("quoted nowhere" in answer) == bool(silent)


@given(random_tables())
@COUNTED
def test_what_comes_most_often(made):
    counted = statistics.prepare(made, represented="nobody")
    bad = Counter(row["actor_id"] for row in read(made, "labels") if row["polarity"] == "negative")
    labels = casting.count_labels(counted, "polarity")
    voices = casting.count_labels(counted, "polarity", within="side")
    check_tied(framing.find_labels(labels, voices).title, bad)
    doubts = Counter(row["actor_id"] for row in read(made, "markers") if row["kind"] == "scare quote")
    sides = casting.count_markers(counted, within="side")
    check_tied(framing.find_markers(casting.count_markers(counted, within="actor"), sides).title, doubts)
    asked = Counter(row["actor_id"] for row in read(made, "quotes") if row["attribution"] == "no answer"
                    and not row["negated"] and row["confidence"] >= 0.5)  # fmt: skip
    check_tied(quotes.find_unanswered(counts.count_unanswered(counted)).title, asked)
    bare = Counter(row["patient_id"] for row in read(made, "roles")
                   if row["construction"] == "agentless passive" and row["patient_id"] != "post")  # fmt: skip
    text = framing.find_passives(casting.count_passives(counted)).text
    if any(bare[key] for key in NAMES):
        check_tied(re.search(r"Most told without a doer[^.]*", text)[0], bare)
    else:
        assert text == "No deed is told without its doer."


@given(random_tables())
@COUNTED
def test_the_pair_of_most_articles_and_the_commonest_part(made):
    counted = statistics.prepare(made, represented="nobody")
    articles, deeds = {}, Counter()
    for row in read(made, "roles"):
        pair = (row["agent_id"], row["patient_id"])
        if None not in pair and pair[0] != pair[1] and pair[1] != "post" and row["family"] != "say":
            articles.setdefault(pair, set()).add(row["article_id"])
            deeds[pair] += 1
    found = framing.say_pairs(casting.count_pairs(counted), counted)
    told = re.search(r"In most articles: (\w+) on (\w+).*?(\d+) deeds?(?: each)?, in (\d+) article", found.title)
    assert bool(told) == bool(articles)
    if told:
        pair = (told[1].lower(), told[2].lower())
        assert len(articles[pair]) == int(told[4]) == max(map(len, articles.values()))
        assert deeds[pair] == int(told[3])
    parts = Counter((row["actor_id"], row["portrayal"]) for row in read(made, "portrayals")
                    if row["portrayal"] and row["confidence"] >= 0.5)  # fmt: skip
    title = framing.find_portrayals(casting.count_portrayals(counted)).title
    for name, part, n in re.findall(r"(Ann|Bob|Cy|Post), (\w+) in (\d+)", title):
        assert parts[name.lower(), part] == int(n) == max(parts.values())
    assert ("Cast most often" in title) == bool(parts)


@given(random_tables())
@COUNTED
def test_the_highest_and_the_lowest_share(made):
    counted = statistics.prepare(made, represented="nobody")
    kinds = counts.count_quotes(counted, "kind", of="quotes", within="actor", attribution="speech")
    rows = kinds[kinds["kind"] == "direct"]
    total, direct = (Counter(row["actor_id"] for row in said(made) if keep(row))
                     for keep in (lambda row: True, lambda row: row["kind"] == "direct"))  # fmt: skip
    shares = {NAMES[key]: direct[key] / total[key] for key in NAMES if direct[key]}
    title = shapes.ends(rows, "actor", "direct").title
    told = re.search(r"highest (.+) (\d+)%, lowest (.+) (\d+)%", title)
    assert bool(told) == (len(shares) > 1)
    if told:
        for names, percent, end in ((told[1], told[2], max), (told[3], told[4], min)):
            tied = {name for name, share in shares.items() if share == end(shares.values())}
            assert f"{end(shares.values()):.0%}" == f"{percent}%"
            assert set(re.findall(r"Ann|Bob|Cy|Post", names)) <= tied


def check_left_out(text: str, made: tables.Tables, told: pd.DataFrame) -> None:
    """Every "G leaves out X (in k)" and every "G never quotes X" of a text holds in the rows; else AssertionError."""
    group = dict(zip(told["article_id"], told["group"], strict=True))
    story = dict(zip(told["article_id"], told["story"], strict=True))
    spoken = {}
    for row in said(made):
        if row["actor_id"] and row["article_id"] in story:
            spoken.setdefault((NAMES[row["actor_id"]], story[row["article_id"]]), set()).add(group[row["article_id"]])
    outlets = {row["article_id"]: row["outlet"] for row in made.articles.to_dict("records")}
    anywhere = {(outlets[row["article_id"]], NAMES.get(row["actor_id"])) for row in said(made, sure=False)}
    for side, others in re.findall(r"(Post|Wire) never quotes ([\w, ]+)", text):
        for name in re.findall(r"Ann|Bob|Cy|Post", others):
            assert (side, name) not in anywhere, f"{side} quotes {name}"
    for side, others in re.findall(r"(Post|Wire) leaves out ([^;.]+)", text):
        for name, number in re.findall(r"(Ann|Bob|Cy|Post) \(in (\d+)\)", others):
            lacking = [key for key, sides in spoken.items() if key[0] == name and side not in sides]
            assert len(lacking) == int(number)
    if "told by both" in text:
        both = told.groupby("story")["group"].nunique().eq(2).sum()
        assert int(re.search(r"Of (\d+) stor", text)[1]) == both


def tell_stories(made: tables.Tables) -> pd.DataFrame:
    """Return two articles a story, one of each outlet."""
    rows = made.articles[made.articles["duplicate_of"].isna()].assign(group=lambda frame: frame["outlet"])
    rows["story"] = rows.groupby("group").cumcount() + 1
    return rows[rows.groupby("story")["group"].transform("nunique") == 2][["article_id", "group", "story"]]


@given(random_tables())
@COUNTED
def test_what_is_left_out_is_left_out_of_so_many_stories(made):
    told = tell_stories(made)
    lost = stories.left_out(statistics.prepare(made, represented="nobody"), told)
    check_left_out(compare.find_left_out(lost, OUTLETS).text, made, told)


def test_never_put_back_is_found_out():
    """Wire leaves Ann out of the second story and quotes her in the first: "never" is false, and the check says so."""
    articles = [{"article_id": f"a{n}", "outlet": OUTLETS[n % 2], "text": "x", "words": 1} for n in range(4)]
    rows = [{"quote_id": f"q{n}", "article_id": f"a{n}", "actor_id": "ann", "words": 5, "attribution": "speech",
             "confidence": 0.9} for n in (0, 1, 2)]  # fmt: skip
    made = tables.empty()._replace(
        articles=tables.make("articles", articles), quotes=tables.make("quotes", rows).assign(negated=False),
        actors=tables.make("actors", [{"actor_id": key, "name": name} for key, name in NAMES.items()]),
    )  # fmt: skip
    told = tell_stories(made)
    text = compare.find_left_out(stories.left_out(statistics.prepare(made), told), OUTLETS).text
    assert "Wire leaves out Ann (in 1)" in text
    check_left_out(text, made, told)
    with pytest.raises(AssertionError, match="Wire quotes Ann"):
        check_left_out(text.replace("leaves out", "never quotes"), made, told)
