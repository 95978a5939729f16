"""People who are described, not named, and the pronouns that stand for them; a negative beside each positive."""

import pytest
from marked import lay

from analysis.framing.people import find_people


def people(marked: str) -> list[str]:
    """Return "words: actor" of each mention that is added or given an actor, in text order."""
    article = lay(marked)
    mentions = [dict(row) for row in article.mentions]
    actors = [{"actor_id": row["actor_id"], "kind": "person"} for row in mentions if row["actor_id"]]
    open_before = [row for row in mentions if not row["actor_id"]]
    rows, _ = find_people(article._replace(mentions=mentions), actors)
    found = [row for row in [*rows, *open_before] if row["actor_id"]]
    return [f"{row['text']}: {row['actor_id']}" for row in sorted(found, key=lambda row: row["start"])]


@pytest.mark.parametrize(
    "marked, expected",
    [
        ("The bus driver left.", ["bus driver: bus-driver"]),
        ("The bus left.", []),
        ("Police met two firemen.", ["Police: police", "firemen: firemen"]),
        ("The novelist [Kari Berg] left.", []),
        ("[Kari Berg] is a novelist.", []),
        ("The sleuths who found it left.", ["sleuths: sleuths"]),
        ("The sleighs that stood there left.", []),
        ("[The quiet man=] left.", ["The quiet man: man"]),
        ("The driver said he was ill.", ["driver: driver", "he: driver"]),
        ("The driver said they were ill.", ["driver: driver"]),
        ("The union said it was ill.", ["union: union", "it: union"]),
        ("The thief ran before police shot him.", ["thief: thief", "police: police", "him: thief"]),
        ("Nurses raised the prices and left them there.", ["Nurses: nurses"]),
        ("Nurses raised the prices until she sued them.", ["Nurses: nurses", "them: nurses"]),
        ("They met the two generals.", ["generals: generals"]),
        ("[Kari Berg] met [Karl Holm]. The two generals left.", []),
        ("They told the ministry to free the man it had jailed.", ["ministry: ministry", "man: man", "it: ministry"]),
        ("Although he had lost, [Bram Oster] smiled.", ["he: bram-oster"]),
        ("He had lost, and [Bram Oster] smiled.", []),
        ("An accountant, [Bram Oster], smiled.", []),
        ("An accountant and [Bram Oster] smiled.", ["accountant: accountant"]),
        ("The union left. It turned out well.", ["union: union"]),
        ("The union left. It turned away.", ["union: union", "It: union"]),
        (
            "Pensioners ran until police, whom they had met, left.",
            ["Pensioners: pensioners", "police: police", "they: pensioners"],
        ),
        ("The president-elect left.", ["president-elect: president-elect"]),
    ],
)
def test_who_is_described(marked, expected):
    assert people(marked) == expected


def test_a_description_that_is_an_actor_already_makes_no_second():
    assert find_people(lay("The driver left."), [{"actor_id": "driver", "kind": "group"}])[1] == []
