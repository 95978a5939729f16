"""find_sides: whom a speaker stands for, by the offices and party marks beside the names of a whole corpus."""

import pandas as pd
import pytest

from analysis import actors, tables

KNOWN = {
    "Norway": ("state", None), "Fishing Union": ("organisation", None), "Carl Holm": ("person", None),
    "Foreign Ministry": ("organisation", "norway"),
}  # fmt: skip


def decide(*texts: str, who: str = "Ann Rowe", dates: tuple[str | None, ...] = ()) -> tuple[str, str | None]:
    """Return side and whom `who` represents, where these articles name her and the actors of KNOWN."""
    mentions, names = [], {who: ("person", None), **KNOWN}
    for number, text in enumerate(texts):
        for name in names:
            for start in [place for place in range(len(text)) if text.startswith(name, place)]:
                mentions.append({
                    "article_id": f"a{number}", "start": start, "end": start + len(name), "text": name, "form": "name",
                    "actor_id": name.lower().replace(" ", "-"),
                })  # fmt: skip
    rows = [
        {"actor_id": name.lower().replace(" ", "-"), "name": name, "kind": kind, "represents": above}
        for name, (kind, above) in names.items()
    ]
    published = pd.to_datetime(list(dates) or [None] * len(texts))
    articles = [{"article_id": f"a{number}", "text": text} for number, text in enumerate(texts)]
    found = actors.find_sides(tables.empty()._replace(
        articles=tables.make("articles", pd.DataFrame(articles).assign(published=published)),
        mentions=tables.make("mentions", mentions), actors=tables.make("actors", rows),
    )).actors  # fmt: skip
    row = found.set_index("actor_id").loc[who.lower().replace(" ", "-")]
    return row["side"], None if pd.isna(row["represents"]) else row["represents"]


@pytest.mark.parametrize(
    ("text", "side", "which"),
    [
        ("Norwegian President Ann Rowe spoke.", "state", "norway"),
        ("Ann Rowe, the president of Norway, spoke.", "state", "norway"),
        ("Norway's foreign minister, Ann Rowe, spoke.", "state", "norway"),
        ("Prime Minister Ann Rowe spoke.", "state", None),
        ("Ann Rowe, a Baptist minister, spoke.", "nobody", None),
        ("Former Norwegian President Ann Rowe spoke.", "nobody", None),
        ("Ann Rowe, who was president of Norway until May, spoke.", "nobody", None),
        ("Fishing Union President Ann Rowe spoke.", "body", "fishing-union"),
        ("The union's president, Ann Rowe, spoke.", "body", None),
        ("Ann Rowe, a spokeswoman for the Foreign Ministry, spoke.", "state", "foreign-ministry"),
        ("Ann Rowe, a critic of the Foreign Ministry, spoke.", "nobody", None),
        ("Foreign Ministry press secretary Ann Rowe spoke.", "state", "foreign-ministry"),
        ("Sen. Ann Rowe (D-Ohio) spoke.", "party", "democratic-party"),
        ("Rep. Ann Rowe, R-Texas, spoke.", "party", "republican-party"),
        ("Senator Ann Rowe, Republican of Ohio, spoke.", "party", "republican-party"),
        ("Senate Minority Leader Ann Rowe spoke.", "party", None),
        ("Opposition leader Ann Rowe spoke.", "party", None),
        ("Norwegian leader Ann Rowe spoke.", "state", "norway"),
        ("Democratic leader Ann Rowe spoke.", "party", "democratic-party"),
        ("Republican presidential candidate Ann Rowe spoke.", "party", "republican-party"),
        ("Ohio Gov. Ann Rowe spoke.", "party", None),
        ("Ohio Attorney General Ann Rowe spoke.", "party", None),
        ("Carl Holm's spokeswoman, Ann Rowe, spoke.", "nobody", "carl-holm"),
        ("Ann Rowe, Senator Carl Holm and others spoke.", "nobody", None),
        ("Ann Rowe met Norwegian President Carl Holm.", "nobody", None),
        ("Ann Rowe, a nurse in Norway, spoke.", "nobody", None),
        ("Faraway dictator\n\nAnn Rowe spoke.", "nobody", None),
    ],
)
def test_whom_a_speaker_stands_for(text, side, which):
    assert decide(text) == (side, which)


def test_most_articles_decide_not_the_first_title():
    texts = ["Republican Ann Rowe spoke."] + ["Norwegian President Ann Rowe spoke."] * 2
    assert decide(*texts) == ("state", "norway")
    assert decide(*texts[:1]) == ("party", "republican-party")


def test_one_article_has_one_vote():
    often = "Norwegian President Ann Rowe spoke. Norwegian President Ann Rowe left. Norwegian President Ann Rowe ate."
    assert decide(often, "Sen. Ann Rowe (D-Ohio) spoke.", "Sen. Ann Rowe (D-Ohio) left.")[0] == "party"


@pytest.mark.parametrize(("date", "side"), [("2014-05-01", "state"), ("2018-05-01", "party"), (None, "party")])
def test_an_office_held_on_the_day_counts(date, side):
    assert decide("Democrat Barack Obama spoke.", who="Barack Obama", dates=(date,))[0] == side


def test_what_the_user_says_stays():
    rows = tables.make("actors", [
        {"actor_id": "ann-rowe", "name": "Ann Rowe", "kind": "person", "represents": "norway"},
        {"actor_id": "norway", "name": "Norway", "kind": "state"},
    ])  # fmt: skip
    found = tables.empty()._replace(actors=rows)
    aliases = [{"alias": "Rowe", "actor": "Ann Rowe", "represents": "Norway"}]
    assert actors.find_sides(found, aliases).actors["side"].tolist() == ["state", "state"]
    assert actors.find_sides(found).actors["side"].tolist() == ["nobody", "state"]


@pytest.mark.parametrize(("given", "expected"), [("unknown", "politician"), ("media", "media")])
def test_a_source_of_unknown_type_is_what_its_office_says(given, expected):
    text = "Rowe spoke. Senator Ann Rowe left."
    start = text.index("Ann Rowe")
    mention = {"article_id": "a", "start": start, "end": start + 8, "text": "Ann Rowe", "form": "name"}
    found = tables.empty()._replace(
        articles=tables.make("articles", [{"article_id": "a", "text": text}]),
        mentions=tables.make("mentions", [{**mention, "actor_id": "ann-rowe"}]),
        actors=tables.make("actors", [{"actor_id": "ann-rowe", "name": "Ann Rowe", "kind": "person"}]),
        quotes=tables.make("quotes", [{"actor_id": "ann-rowe", "source_type": given}, {"source_type": given}]),
    )
    assert actors.find_sides(found).quotes["source_type"].tolist() == [expected, given]
