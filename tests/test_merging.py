"""merge_actors: the same actor in several articles is one, different ones stay apart, every merge has its reason."""

import pytest

from analysis import actors, tables
from analysis.actors.states import slug


def merge(*articles: dict[str, str], aliases=None):
    """Each article is name -> kind; every actor is mentioned once by that name."""
    mentions, rows = [], []
    for number, names in enumerate(articles):
        for name, kind in names.items():
            key = slug(name)
            rows.append({"actor_id": key, "name": name, "kind": kind, "represents": None})
            mentions.append({
                "mention_id": f"a{number}:m{len(mentions)}", "article_id": f"a{number}",
                "sentence_id": f"a{number}:s00", "start": 0, "end": len(name), "text": name, "form": "name",
                "actor_id": key,
            })  # fmt: skip
    return actors.merge_actors(tables.make("mentions", mentions), tables.make("actors", rows), aliases)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("John Doe", "John Doe", "john-doe"),
        ("John Doe", "Doe", "john-doe"),
        ("John Doe", "John Q. Doe", "john-doe"),
        ("John Doe", "John Quincy Doe", "john-doe"),
        ("José Núñez", "Jose Nunez", "jose-nunez"),
        ("Kim Do-yun", "Kim Do Yun", "kim-do-yun"),
        ("Michael Doe", "Mike Doe", "michael-doe"),
        ("Joseph R. Biden", "Joe Biden", "joe-biden"),
        ("Joseph R. Biden Jr.", "Joe Biden", "joe-biden"),
        ("Charles E. Doe", "Chuck Doe", "charles-e-doe"),
    ],
)
def test_the_same_person(first, second, expected):
    mapping, rows, _ = merge({first: "person"}, {second: "person"})
    assert rows["actor_id"].tolist() == [expected]
    assert all(new == expected for new in mapping.values())


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["John Doe", "Jane Doe"], 2),
        (["John Doe", "Jane Doe", "Doe"], 3),
        (["John Q. Doe", "John R. Doe"], 2),
        (["John Q. Doe", "John R. Doe", "John Doe"], 3),
        (["John Doe", "Roe"], 2),
        (["Michael Doe", "Mike Roe"], 2),
        (["Christopher Doe", "Christine Doe", "Chris Doe"], 3),
        (["Michael Doe", "Mick Doe"], 2),
        (["John Doe", "John Doe Jr."], 2),
        (["John Doe", "Jon Roe Jr."], 2),
        (["John Doe Jr.", "John Roe Jr."], 2),
        (["John Doe Sr.", "John Doe III"], 2),
        (["John Doe Jr.", "Doe"], 1),
        (["Donald Trump", "Donald Trump Jr.", "Don Trump"], 3),
    ],
)
def test_different_people_stay_apart(names, count):
    assert len(merge(*({name: "person"} for name in names))[1]) == count


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ([*["Barack Obama"] * 3, "Michelle Obama", "Obama"], 2),
        (["Barack Obama", "Michelle Obama", "Obama"], 3),
        ([*["John Doe"] * 3, "Jane Doe", "Doe"], 3),
    ],
)
def test_a_surname_alone_is_a_leaders_who_is_named_most(names, count):
    assert len(merge(*({name: "person"} for name in names))[1]) == count


def test_an_acronym_and_its_expansion():
    mapping, rows, merges = merge({"North Sea Fishing Union": "organisation"}, {"NSFU": "organisation"})
    assert mapping == {("a1", "nsfu"): "north-sea-fishing-union"}
    assert rows["name"].tolist() == ["North Sea Fishing Union"]
    assert merges["reason"].tolist() == ["acronym of North Sea Fishing Union"]


def test_an_acronym_of_two_is_left_alone():
    names = ["North Sea Fishing Union", "New Southern Farmers Union", "NSFU"]
    assert len(merge(*({name: "organisation"} for name in names))[1]) == 3


def test_a_merge_says_what_and_why():
    merges = merge({"John Doe": "person"}, {"Doe": "person"})[2].to_dict("records")
    assert merges == [
        {"actor_id": "john-doe", "article_id": "a1", "name": "Doe", "reason": "the only Doe of the corpus is John Doe"}
    ]


def test_kind_and_represents_by_majority():
    rows = [
        {"actor_id": "fleet", "name": "Fleet", "kind": kind, "represents": above}
        for kind, above in [("organisation", "norway"), ("person", "sweden"), ("organisation", "norway")]
    ]
    _, found, _ = actors.merge_actors(tables.make("mentions"), tables.make("actors", rows))
    assert found.drop(columns="side").to_dict("records") == [
        {"actor_id": "fleet", "name": "Fleet", "kind": "organisation", "represents": "norway"}
    ]


def test_your_own_aliases_are_listed():
    mentions = tables.make("mentions", [
        {"mention_id": "a:m00", "article_id": "a", "text": "Old Fox", "form": "alias", "actor_id": "john-doe"}
    ])  # fmt: skip
    rows = tables.make("actors", [{"actor_id": "john-doe", "name": "John Doe", "kind": "person"}])
    aliases = [{"alias": "Old Fox", "actor": "John Doe", "kind": "person", "represents": None}]
    assert actors.merge_actors(mentions, rows, aliases)[2]["reason"].tolist() == ["your own list of actors"]


def test_nothing_to_merge():
    mapping, rows, merges = actors.merge_actors(tables.make("mentions"), tables.make("actors"))
    assert mapping == {} and rows.empty and merges.empty


def test_a_surname_with_a_hyphen_is_not_its_own_bearer():
    mapping, rows, _ = merge({"Al-Berri": "person"}, {"Nora Weiss": "person"})
    assert mapping == {} and set(rows["actor_id"]) == {"al-berri", "nora-weiss"}


def test_a_surname_with_a_hyphen_joins_its_only_bearer():
    mapping, rows, _ = merge({"Al-Berri": "person"}, {"Nora Al-Berri": "person"})
    assert set(mapping.values()) == {"nora-al-berri"} and set(rows["actor_id"]) == {"nora-al-berri"}


def doubts(*articles: dict[str, str]):
    _, rows, merges = merge(*articles)
    return actors.list_doubts(tables.empty()._replace(actors=rows, merges=merges))


def test_doubtful_merges_and_splits_are_listed_and_can_be_read_again(tmp_path):
    found = doubts({"John Doe": "person", "Ann Roe": "person"}, {"Doe": "person", "Roe": "person", "Eve Roe": "person"})
    assert found[["alias", "actor"]].to_numpy().tolist() == [["Doe", "John Doe"], ["Roe", "Roe"]]
    found.to_csv(tmp_path / "actors.csv", index=False)
    assert [row["actor"] for row in actors.read_aliases(tmp_path / "actors.csv")] == ["John Doe", "Roe"]


def test_what_is_certain_is_no_doubt():
    assert doubts({"John Doe": "person"}, {"John Doe": "person", "Ann Roe": "person"}).empty
