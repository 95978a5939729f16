"""Whom a speaker stands for: a state, a party, another body, or nobody.

The rule. Heads of state and government, ministers, ambassadors and officers stand for their state; members of
parliaments, governors, mayors and candidates for their party; spokespeople, directors, chairs, advisers and aides
for the body or person that they speak for, and so for whom that one stands. Every place where a person is named
with an office or a party mark is a vote; a former office is none. Each article has one vote, which an office held
on its date (lang/en/leaders.csv) decides; most articles decide.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from .. import tables
from ..lang import list_words, look_up
from .states import find_known, load_kinds, load_known, load_leaders, load_provinces, slug

WORD = re.compile(r"\w+(?:[-.'’]\w+)*\.?(?:['’]s)?|['’]")
BREAK = re.compile(r"[,;:—–()“”\"\n]|(?<=\w{4})(?<!Sens)(?<!Reps)\.(?:\s|$)")
COMPLEMENT = re.compile(r"\s(?:of|to|for|at|in|from|with|on|who|whose|which|that)\b")
Owners = dict[str, tuple[str, str | None]]  # the words of a name -> kind and id
REACH = 110  # characters read before and after a name


class Vote(NamedTuple):
    """For what a person stands here (state, party, body), for which, if that is said, and by what office."""

    side: str
    which: str | None
    office: str = ""


def find_sides(found: tables.Tables, aliases: Iterable[dict] = ()) -> tables.Tables:
    """Return the tables with the actors' `side` and `represents`, and the types of sources, as the whole corpus says.

    Actors other than people keep whom they represent, and so do those of `aliases`, the user's own. The side is the
    kind of whoever stands at the end of the chain of those represented: state, party or body; nobody where a person
    or group speaks for nobody known.
    """
    kinds = dict(zip(found.actors["actor_id"], found.actors["kind"], strict=True))
    votes = _count_votes(found, kinds)
    rows = {row["actor_id"]: row for row in found.actors.astype(object).to_dict("records")}
    homes = _find_homes(votes)
    given = {slug(row["actor"]) for row in aliases if row.get("represents")}
    for key in [key for key, kind in kinds.items() if kind == "person" and key not in given]:
        side, which = _decide(votes.get(key, []), homes)
        rows[key] |= {"side": side, "represents": which}
    for which in sorted({row["represents"] for row in rows.values() if pd.notna(row["represents"])} - set(rows)):
        rows[which] = {"actor_id": which, "represents": None, **_describe(which)}
    ends = tables.follow_links({key: row["represents"] for key, row in rows.items()})
    sides = {key: _side_of(rows[end]) for key, end in ends.items()}
    actors = tables.make("actors", [row | {"side": sides[key]} for key, row in rows.items()])
    return found._replace(actors=actors, quotes=_name_types(found.quotes, votes))


def _name_types(quotes: pd.DataFrame, votes: dict[str, list[tuple[str, Vote]]]) -> pd.DataFrame:
    """Return the quotes in which a source of unknown type is of the type of the office that the corpus gives it."""
    types = look_up("sources", "source_type")
    offices = {key: _commonest(types.get(vote.office) for _, vote in told) for key, told in votes.items()}
    named = quotes["actor_id"].map({key: kind for key, kind in offices.items() if kind}).astype("string")
    return quotes.assign(
        source_type=quotes["source_type"].mask(quotes["source_type"].eq("unknown") & named.notna(), named)
    )


def _describe(key: str) -> dict[str, str]:
    """Return name and kind of a party, state or body known beforehand, which no article of the corpus names."""
    kinds = load_kinds()
    names = {slug(name): name for name in [*kinds, *_parties()]}
    return {"name": names[key], "kind": kinds.get(names[key], "organisation")}


def _count_votes(found: tables.Tables, kinds: dict[str, str]) -> dict[str, list[tuple[str, Vote]]]:
    """Return person -> (article, vote) of every naming that tells, and of every office held on an article's date."""
    texts = dict(zip(found.articles["article_id"], found.articles["text"], strict=True))
    dates = dict(zip(found.articles["article_id"], found.articles["published"], strict=True))
    named = found.mentions[found.mentions["form"].isin(["name", "alias"])].dropna(subset=["actor_id"])
    votes: dict[str, list[tuple[str, Vote]]] = {}
    for article, rows in named.groupby("article_id", sort=True):
        owners = _list_owners(rows, kinds)
        for start, end, key in zip(rows["start"], rows["end"], rows["actor_id"], strict=True):
            if kinds.get(key) == "person":
                held = _find_held(key, dates[article])
                vote = held or _find_vote(texts[article], start, end, {k: v for k, v in owners.items() if v[1] != key})
                if vote:
                    votes.setdefault(key, []).append((str(article), vote))
    return votes


def _list_owners(rows: pd.DataFrame, kinds: dict[str, str]) -> Owners:
    """Return the words of every actor named in an article -> its kind and id, the longest first."""
    found = {
        text: (kinds[key], key) for text, key in zip(rows["text"], rows["actor_id"], strict=True)
        if kinds.get(key, "group") != "group" and not any(word.lower() in _stands() for word in text.split())
    }  # fmt: skip
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def _find_held(key: str, date: pd.Timestamp) -> Vote | None:
    """Return the vote of an office that a leader known beforehand held on a date."""
    row = load_leaders().get(key)
    if not row or pd.isna(date):
        return None
    day = f"{date:%Y-%m-%d}"
    terms = (term.partition("/") for term in row["terms"].split())
    held = any(start <= day and (day < end or not end) for start, _, end in terms)
    if not held:
        return None
    side = "state" if load_kinds()[row["represents"]] == "state" else "body"
    return Vote(side, slug(row["represents"]), "leader")


def _find_vote(text: str, start: int, end: int, owners: Owners) -> Vote | None:
    """Return the vote of one naming: an office of a state or body before a party mark, which says which party."""
    votes = [
        _read_title(text[max(0, start - REACH) : start], owners),
        _read_apposition(text[end : end + REACH], owners),
    ]
    told = [vote for vote in votes if vote]
    party = _find_party_mark(text[end : end + 25])
    if told and told[0].side != "party":
        return told[0]
    parties = [vote.which for vote in told if vote.side == "party" and vote.which]
    office = told[0].office if told else "politician"
    return Vote("party", party or next(iter(parties), None), office) if told or party else None


def _read_title(before: str, owners: Owners) -> Vote | None:
    """Return the vote of the words right before a name, or before its comma ("Norway's minister, Ann Smith")."""
    comma = before.endswith(", ")
    before = before.rstrip(" ").removesuffix(",")
    words = list(WORD.finditer(before, max((match.end() for match in BREAK.finditer(before)), default=0)))
    if comma and (not words or words[-1].group().lower() not in _stands()):
        return None
    title = itertools.takewhile(_may_be_in_title, reversed(words))
    first = min((word.start() for word in title), default=len(before))
    return _judge(before[first:], "", owners)


def _may_be_in_title(word: re.Match) -> bool:
    return word.group()[0].isupper() or re.sub("['’]s?$", "", word.group().lower()) in _title_words()


def _read_apposition(after: str, owners: Owners) -> Vote | None:
    """Return the vote of a description after a name's comma ("Ann Smith, a spokeswoman for the ministry,")."""
    opening = re.match(r",\s+", after)
    if not opening or re.match(r"who (?:was|served|had)\b", after[opening.end() :]):
        return None
    stop = BREAK.search(after, opening.end())
    phrase = after[opening.end() : stop.start() if stop else len(after)]
    cut = COMPLEMENT.search(phrase)
    head = phrase[: cut.start()] if cut else phrase
    words = WORD.findall(head)
    people = [name for name, (kind, _) in owners.items() if kind == "person" and _is_in(name, head)]
    if not words or any(f"{name}'" not in head.replace("’", "'") for name in people):
        return None  # it names the next person: "Ann Smith, President John Doe and"
    if words[-1][0].isupper() and words[-1].lower() not in _stands():
        return None
    complement = phrase[len(head) :] if words[-1].lower() in _stands() else ""
    return _judge(head, complement, owners)


def _judge(head: str, complement: str, owners: Owners) -> Vote | None:
    """Return the vote of an office: whose it is decides between a state, a party's seat and a body."""
    words = WORD.findall(head)
    lower = [word.lower() for word in words]
    party = next((found for word in words if (found := _marks("name").get(word))), None)
    office = next((word for word in reversed(lower) if word in _stands()), None)
    if any(word in list_words("titles", "sort", "former") for word in lower):
        return None
    if not office:
        return Vote("party", party) if party and head.endswith(words[-1]) and len(words) < 3 else None
    stands = _stands()[office]
    kind, which = _find_owner(f"{head} {complement}", owners)
    if not kind and re.search(r"[a-z]['’]s?\s", head) and not _is_of_state(lower):
        kind = "organisation"  # "the union's president"
    if office in list_words("nouns", "role", "spokesperson") or "press" in lower:
        return Vote("state" if kind == "state" else "body", which, "spokesperson")
    if stands == "minister":  # of a church, unless it is a prime minister or somebody's
        stands = "state" if kind or "prime" in lower or "Minister" in words else ""
    seat = any(word in _marks("parliament") for word in words) and "White" not in words
    local = stands == "state" and any(place in head for place in load_provinces())
    if stands == "party" or local or (seat and stands != "state") or (party and stands == "leader"):
        return Vote("party", party, "politician")
    if kind == "state" or (stands == "state" and not kind):
        return Vote("state", which, office)
    return Vote("body", which, office) if kind or stands == "body" else None


def _is_of_state(words: list[str]) -> bool:
    states = list_words("nouns", "role", "country") | list_words("nouns", "role", "government")
    return any(re.sub("['’]s?$", "", word) in states for word in words)


def _find_owner(words: str, owners: Owners) -> tuple[str, str | None]:
    """Return kind and id of the actor named in a title, or by an adjective of it ("Russian President")."""
    for name, owner in owners.items():
        if _is_in(name, words):
            return owner
    known = find_known(re.sub(r"(['’]s)\b", r" \1", words).split(), load_known())
    found = (entry[0] for *_, entry in known if entry[0].kind in ("state", "organisation"))
    return next(((entry.kind, slug(entry.actor)) for entry in found), ("", None))


def _find_party_mark(text: str) -> str | None:
    """Return the party after a name: "(R-Ohio)", ", D-Calif.,", ", Republican of Kentucky"."""
    match = re.match(r"\s?[(,]\s?(?:an?\s)?(?:(\w{1,3})(?=[-–).]|\s[-–])|([A-Z]\w+))", text)
    if not match:
        return None
    return _marks("mark").get(match.group(1) or "") or _marks("name").get(match.group(2) or "")


def _is_in(name: str, words: str) -> bool:
    """Return whether a name stands in a text as whole words."""
    place = words.find(name)
    around = (words[place - 1 : place], words[place + len(name) : place + len(name) + 1])
    return place >= 0 and not any(letter.isalnum() or letter == "-" for letter in around)


@functools.cache
def _stands() -> dict[str, str]:
    """Return title -> state, party, body; leader and minister are as their owner."""
    return {word.lower(): stands for word, stands in look_up("titles", "stands").items() if stands}


@functools.cache
def _marks(sort: str) -> dict[str, str]:
    """Return name, mark or word of a parliament -> the party's id."""
    return {word: slug(look_up("names", "party").get(word, "")) for word in list_words("names", "party_word", sort)}


@functools.cache
def _parties() -> frozenset[str]:
    return frozenset(look_up("names", "party").values())


@functools.cache
def _title_words() -> frozenset[str]:
    """Return the words in small letters that a title before a name may hold: "national security adviser"."""
    plain = list_words("modifiers", "plain") | list_words("modifiers", "field") | list_words("nouns", "role")
    return frozenset(word.lower() for word in list_words("titles") | plain)


def _decide(votes: list[tuple[str, Vote]], homes: dict[str, str]) -> tuple[str | None, str | None]:
    """Return the side and whom a person stands for: one vote an article, then the commonest that is named.

    An office of a state that nobody names is of the state that most others of the same articles stand for.
    """
    by_article: dict[str, Counter[str]] = {}
    for article, vote in votes:
        by_article.setdefault(article, Counter())[vote.side] += 1
    side = _commonest(_commonest([*counts.elements()]) for counts in by_article.values())
    which = _commonest(vote.which for _, vote in votes if vote.side == side)
    if side == "state" and not which:
        which = _commonest(homes.get(article) for article in by_article)
    return side, which


def _find_homes(votes: dict[str, list[tuple[str, Vote]]]) -> dict[str, str]:
    """Return article -> the state that most people in it are said to stand for."""
    states: dict[str, list[str | None]] = {}
    for told in votes.values():
        for article, vote in dict(told).items():
            if vote.side == "state":
                states.setdefault(article, []).append(vote.which)
    return {article: home for article, named in states.items() if (home := _commonest(named))}


def _commonest(names: Iterable[str | None]) -> str | None:
    counts = Counter(name for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _side_of(row: dict) -> str:
    if row["kind"] == "person":
        return row.get("side") or "nobody"
    if row["kind"] == "organisation":
        return "party" if row["actor_id"] in map(slug, _parties()) or row["name"].endswith(" Party") else "body"
    return "state" if row["kind"] == "state" else "nobody"
