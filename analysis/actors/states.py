"""What is known before an article is read: names of states, capitals, seats of government, bodies and leaders.

Names, demonyms and capitals come from the countryinfo package; `lang/en/states.csv` corrects and adds to them.
"""

import functools
import re
import unicodedata
from typing import NamedTuple

from ..lang import read_table


class Known(NamedTuple):
    """Whom an alias names, and how (`sort`): name, capital, seat, demonym (an adjective), body, place, user.

    A place is nobody: it only keeps the model from taking it for an organisation. `user` is data/actors.csv.
    """

    actor: str
    kind: str
    represents: str | None
    sort: str


Index = dict[str, list[tuple[tuple[str, ...], Known]]]  # first word -> (all words, whom they name), longest first


def slug(name: str) -> str:
    """Return the readable id of a name: its words in lower case, without accents ("john-kirby")."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    plain = unicodedata.normalize("NFC", plain).replace("'", "").replace("’", "")
    key = "-".join(re.findall(r"\w+", plain.lower())) or "nameless"
    return "unknown-name" if key == "unknown" else key  # "unknown" is the voice of nobody knows whom


@functools.cache
def load_known() -> Index:
    """Return the aliases of states and bodies, ready for `find_known`."""
    entries = [
        (row["alias"], Known(row["actor"], row["kind"], row["represents"] or None, row["sort"]))
        for row in read_table("bodies")
    ]
    entries = [*_states(), *entries]
    dotted = [(".".join(alias) + ".", known) for alias, known in entries if alias.isupper() and 2 <= len(alias) <= 4]
    return index_aliases(list(dict.fromkeys([*entries, *dotted])))


def _states() -> list[tuple[str, Known]]:
    rows = read_table("states")
    never = {row["alias"] for row in rows if row["sort"] == "never"}
    own = [(row["alias"], row["actor"], row["sort"]) for row in rows if row["sort"] not in {"never", "mark"}]
    found = [*own, *_countries(never)]
    known = never | {alias for alias, *_ in found}
    found += [(name, "", "place") for name in sorted(load_provinces()) if name not in known]
    capitals = [(alias.upper(), state, sort) for alias, state, sort in found if len(alias) > 4]
    return [
        (alias, Known(state, "state" if state else "place", None, sort))
        for alias, state, sort in dict.fromkeys([*found, *capitals])
    ]


def _countries(never: set[str]) -> list[tuple[str, str, str]]:
    from countryinfo import all_countries

    found = []
    for country in all_countries():
        facts = country.info()
        name = facts["name"].removeprefix("The ")
        if facts["name"] in never or name in never:
            continue
        capital = facts.get("capital") or ""
        demonyms = re.split(r"[,/]", facts.get("demonym") or "")
        names = [(name, name, "name"), *((word, name, "demonym") for word in demonyms)]
        names += [(capital, name, "capital")] if isinstance(capital, str) else []
        found += [entry for entry in names if entry[0] and entry[0] not in never]
    return found


def index_aliases(entries: list[tuple[str, Known]]) -> Index:
    """Return the index of (alias, whom it names); of equal aliases a name comes before an adjective."""
    from ..syntax import load_model

    index: Index = {}
    tokenizer = load_model().tokenizer
    for alias, known in entries:
        words = tuple(alias.split()) if alias.replace(" ", "").isalnum() else tuple(t.text for t in tokenizer(alias))
        index.setdefault(words[0], []).append((words, known))
    for found in index.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[1].sort == "demonym"))
    return index


def find_known(words: list[str], index: Index) -> list[tuple[int, int, list[Known]]]:
    """Return (first, end, whom) of each alias in `words`, in order, the longest where several begin."""
    found, position = [], 0
    while position < len(words):
        here = index.get(words[position])
        step = 1
        if here:
            fits = [(alias, known) for alias, known in here if words[position : position + len(alias)] == list(alias)]
            if fits:
                step = len(fits[0][0])
                found.append((position, position + step, [known for alias, known in fits if len(alias) == step]))
        position += step
    return found


@functools.cache
def load_kinds() -> dict[str, str]:
    """Return name -> kind of every state and body known beforehand."""
    return {known.actor: known.kind for entries in load_known().values() for _, known in entries}


@functools.cache
def load_adjectives() -> dict[str, str]:
    """Return actor -> the adjective by which its people and bodies are called ("Russia" -> "Russian")."""
    found: dict[str, str] = {}
    for row in [*read_table("states"), *read_table("bodies")]:
        if row["sort"] == "demonym":
            found.setdefault(row["actor"], row["alias"])
    for entries in load_known().values():
        for words, known in entries:
            if known.sort == "demonym" and not words[0].isupper():
                found.setdefault(known.actor, " ".join(words))
    return found


@functools.cache
def load_leaders() -> dict[str, dict[str, str]]:
    """Return the public figures known beforehand, by id: name, represents, speaks (always, administration), gender."""
    return {slug(row["name"]): row for row in read_table("leaders")}


@functools.cache
def load_administrations() -> dict[str, str]:
    """Return surname -> state's name, for phrases like "the Biden administration"."""
    found: dict[str, str] = {}
    for row in read_table("leaders"):
        words = row["name"].split()
        if row["speaks"] not in {"always", "administration"}:
            continue
        found.setdefault(words[-1], row["represents"])
        if row["represents"] in {"North Korea", "China"}:
            found.setdefault(words[0], row["represents"])
    return found


@functools.cache
def load_provinces() -> frozenset[str]:
    """Return the states of federations, cut ("Calif.") and whole: "Colorado Attorney General" is no country's."""
    from countryinfo import CountryInfo

    lands = ("United States", "Canada", "Australia")
    names = {name for land in lands for name in CountryInfo(land).info()["provinces"]}
    names |= {row["abbreviation"] for row in read_table("abbreviations") if row["kind"] == "province"}
    return frozenset(names - {row["alias"] for row in read_table("states") if row["sort"] == "capital"} - {"Georgia"})


@functools.cache
def load_marks() -> dict[str, frozenset[str]]:
    """Return name of a state that is another place's, too -> the words of which an article on the state names one."""
    rows = [row for row in read_table("states") if row["sort"] == "mark"]
    return {
        actor: frozenset(row["alias"] for row in rows if row["actor"] == actor) for actor in {r["actor"] for r in rows}
    }
