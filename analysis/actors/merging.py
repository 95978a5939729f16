"""Actors across a corpus: which actors of different articles are the same, and why.

Ids are made of names, so equal full names are one actor already. What is joined here: names that differ by a
middle name or initial, a short first name ("Mike"), a surname that only one person of the corpus bears, an acronym
and its expansion.
"""

from collections import Counter

import pandas as pd

from .. import tables
from .names import load_nicknames, split_suffix
from .states import load_leaders, slug

ALIAS_REASONS = {
    "person": "part of the full name in the same article",
    "organisation": "acronym or short name",
    "state": "another name for the state, its capital or its government",
    "group": "another name",
}

DOUBTFUL = ("is short for", "the only .* of the corpus", "by far most in the corpus", "acronym of")


def merge_actors(
    mentions: pd.DataFrame, actors: pd.DataFrame, aliases: list[dict] | None = None
) -> tuple[dict[tuple[str, str], str], pd.DataFrame, pd.DataFrame]:
    """Return {(article_id, local id): id} of what changes, the corpus's actors, and the merges with their reasons.

    `mentions` and `actors` are the tables of all articles, one under the other; `aliases` (rows of data/actors.csv)
    only tell which merges the user asked for. Kind and represents are those most articles give.
    """
    people = _gather(mentions, actors)
    joined = _join_initials(people)
    joined |= _join_nicknames(people, joined)
    joined |= _join_surnames(people, joined)
    joined |= _join_acronyms(people)
    followed = {old: (_follow(new, joined), reason) for old, (new, reason) in joined.items()}
    joined = {old: (new, reason) for old, (new, reason) in followed.items() if new != old}
    pairs = mentions[["article_id", "actor_id"]].dropna().drop_duplicates()
    mapping = {
        (article, old): joined[old][0]
        for article, old in zip(pairs["article_id"], pairs["actor_id"], strict=True) if old in joined
    }  # fmt: skip
    return mapping, _corpus_actors(actors, people, joined), _merge_rows(mentions, people, joined, aliases or [])


def list_doubts(found: tables.Tables) -> pd.DataFrame:
    """Return the merges and splits to confirm, rows for data/actors.csv: alias, actor, kind, represents, reason.

    Merged are names that only the corpus joins; apart stand surnames that several of its people bear. A row that is
    right is kept as it is; in one that is wrong the right actor is written.
    """
    people = found.actors.set_index("actor_id")
    doubtful = found.merges["reason"].str.contains("|".join(DOUBTFUL), na=False)
    joined = found.merges[doubtful].drop_duplicates(["actor_id", "name"])
    rows = [
        {"alias": name, "actor": people.loc[key, "name"], "kind": people.loc[key, "kind"], "reason": reason}
        for key, name, reason in joined[["actor_id", "name", "reason"]].itertuples(index=False) if key in people.index
    ]  # fmt: skip
    named = found.actors.loc[found.actors["kind"].eq("person"), "name"]
    for name in named[~named.str.contains(" ")]:
        bearers = [other for other in named if " " in other and split_suffix(other.split())[0][-1] == name]
        if bearers:
            rows.append({"alias": name, "actor": name, "kind": "person", "reason": f"or is it {', '.join(bearers)}?"})
    return pd.DataFrame(rows, columns=["alias", "actor", "kind", "represents", "reason"]).sort_values(
        ["actor", "alias"], kind="stable"
    )


def _gather(mentions: pd.DataFrame, actors: pd.DataFrame) -> dict[str, dict]:
    """Return id -> name, kind (as most rows say) and how often it is mentioned."""
    counts = mentions["actor_id"].value_counts()
    rows = actors.groupby(["actor_id", "name", "kind"], sort=True).size().reset_index(name="rows")
    rows = rows.sort_values(["actor_id", "rows"], ascending=[True, False], kind="stable").drop_duplicates("actor_id")
    found = rows.set_index("actor_id")[["name", "kind"]].to_dict("index")
    return {str(key): {**row, "count": int(counts.get(key, 0))} for key, row in found.items()}


def _join_nicknames(people: dict[str, dict], joined: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Join "Mike Doe" and the only Doe whose first name Mike may be short for; the name met more often stays."""
    families: dict[str, dict[str, list[str]]] = {}
    for key, row in people.items():
        words, _ = split_suffix(row["name"].split())
        if row["kind"] == "person" and len(words) > 1:
            families.setdefault(words[-1], {})[key] = words
    found = {}
    for family in families.values():
        for key, words in family.items():
            full = load_nicknames().get(words[0], ())
            first = {joined.get(other, (other, ""))[0]: long[0] for other, long in family.items() if long[0] in full}
            if len(words) == 2 and len(first) == 1 and key not in joined:
                pair = sorted(
                    {key, *first}, key=lambda name: (name not in load_leaders(), -people[name]["count"], name)
                )
                found[pair[-1]] = (pair[0], f"{words[0]} is short for {next(iter(first.values()))}")
    return found


def _join_initials(people: dict[str, dict]) -> dict[str, tuple[str, str]]:
    """Join names with the same first and last word whose middle names do not contradict each other."""
    families: dict[tuple[str, str], list[str]] = {}
    for key, row in people.items():
        words = key.split("-")
        if row["kind"] == "person" and len(words) > 1 and not split_suffix(row["name"].split())[1]:
            families.setdefault((words[0], words[-1]), []).append(key)
    found = {}
    for keys in families.values():
        middles = {tuple(key.split("-")[1:-1]) for key in keys}
        if len(keys) > 1 and _agree([middle for middle in middles if middle]):
            best = max(keys, key=lambda key: (people[key]["count"], -len(key), key))
            found.update({key: (best, "the same name but for a middle name") for key in keys if key != best})
    return found


def _agree(middles: list[tuple[str, ...]]) -> bool:
    longest = max(middles, key=lambda words: (len(words), len("".join(words)), words), default=())
    return all(
        len(words) <= len(longest) and all(long.startswith(word) for word, long in zip(words, longest, strict=False))
        for words in middles
    )


def _join_surnames(people: dict[str, dict], joined: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Join a person known by one word to the only person of the corpus with that surname.

    Of several, to the head of a state or government, if the corpus names no other of them a third as often.
    """
    bearers: dict[str, set[str]] = {}
    for key, row in people.items():
        if row["kind"] == "person" and len(row["name"].split()) > 1:  # "Smith-Jones" alone is a surname
            surname = split_suffix(row["name"].split())[0][-1]
            bearers.setdefault(slug(surname), set()).add(_follow(key, joined))
    found = {}
    for key, row in people.items():
        here = bearers.get(key, set()) if row["kind"] == "person" and len(row["name"].split()) == 1 else set()
        if len(here) == 1:
            best = next(iter(here))
            found[key] = (best, f"the only {row['name']} of the corpus is {people[best]['name']}")
        elif best := _find_leading(here, people):
            found[key] = (best, f"the {row['name']} named by far most in the corpus is {people[best]['name']}")
    return found


def _find_leading(bearers: set[str], people: dict[str, dict]) -> str:
    """Return the leader among the bearers of a surname, if the others are named much less; else nothing."""
    ranked = sorted(bearers, key=lambda key: (-people[key]["count"], key))
    leads = ranked and load_leaders().get(ranked[0], {}).get("represents")
    rare = all(people[key]["count"] * 3 <= people[ranked[0]]["count"] for key in ranked[1:])
    return ranked[0] if leads and rare else ""


def _join_acronyms(people: dict[str, dict]) -> dict[str, tuple[str, str]]:
    """Join an acronym to the only organisation of the corpus with these initials."""
    initials: dict[str, list[str]] = {}
    for key, row in people.items():
        if row["kind"] == "organisation" and len(words := row["name"].split()) > 1:
            initials.setdefault("".join(word[0] for word in words if word[0].isupper()), []).append(key)
    found = {}
    for key, row in people.items():
        name = row["name"].replace(".", "")
        if row["kind"] == "organisation" and name.isupper() and 2 < len(name) < 7 and len(initials.get(name, ())) == 1:
            found[key] = (initials[name][0], f"acronym of {people[initials[name][0]]['name']}")
    return found


def _follow(key: str, joined: dict[str, tuple[str, str]]) -> str:
    seen = {key}
    while key in joined and joined[key][0] not in seen:
        key = joined[key][0]
        seen.add(key)
    return key


def _corpus_actors(actors: pd.DataFrame, people: dict[str, dict], joined: dict[str, tuple[str, str]]) -> pd.DataFrame:
    """Return one row an actor; whom it represents is what most articles say."""
    represented: dict[str, Counter[str]] = {}
    for key, above in zip(actors["actor_id"], actors["represents"], strict=True):
        if pd.notna(above):
            new = joined.get(key, (key, ""))[0]
            represented.setdefault(new, Counter())[joined.get(above, (above, ""))[0]] += 1
    rows = [
        {"actor_id": key, "name": row["name"], "kind": row["kind"], "represents": _commonest(represented.get(key), key)}
        for key, row in people.items() if key not in joined
    ]  # fmt: skip
    return tables.make("actors", rows)


def _commonest(counts: Counter[str] | None, but: str) -> str | None:
    fits = {key: count for key, count in (counts or {}).items() if key != but}
    return min(fits, key=lambda key: (-fits[key], key)) if fits else None


def _merge_rows(
    mentions: pd.DataFrame, people: dict[str, dict], joined: dict[str, tuple[str, str]], aliases: list[dict]
) -> pd.DataFrame:
    """Return a row for each name under which an actor stands in an article, if it is not the actor's own."""
    asked = {(row["alias"], slug(row["actor"])) for row in aliases}
    names = mentions[mentions["form"].isin(["name", "alias"])].dropna(subset=["actor_id"])
    names = names[["actor_id", "article_id", "text"]].drop_duplicates()
    rows = []
    for key, article, text in names.itertuples(index=False):
        best, reason = joined.get(key, (key, None))
        if reason is None and text != people[key]["name"]:
            reason = ALIAS_REASONS[people[key]["kind"]]
        if (text, key) in asked:
            reason = "your own list of actors"
        if reason:
            rows.append({"actor_id": best, "article_id": article, "name": text, "reason": reason})
    return tables.make("merges", rows)
