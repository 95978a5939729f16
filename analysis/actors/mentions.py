"""Mentions -> actors in one article: names, aliases, titles, descriptions and pronouns; and the user's own aliases."""

import csv
from pathlib import Path

from ..article import Article
from ..lang import list_words, look_up
from .entities import Hit, drop_known, find_hits, settle
from .names import (
    add_actor,
    add_known,
    add_people,
    cut_names,
    drop_namesakes,
    find_bodies,
    find_people,
    name_mention,
    note_short,
)
from .naming import POSSESSIVES, Entity, find_entities
from .nominals import describe
from .nouns import load_nouns
from .page import Cast, Mention, find_premodifiers
from .referring import refer
from .states import Index, Known, index_aliases, load_adjectives, load_known
from .titles import note_represents, note_titles

KINDS = ("person", "organisation", "state", "group")


def find_mentions(article: Article, aliases: list[dict] | None = None) -> tuple[list[dict], list[dict]]:
    """Return the rows of the mentions and actors tables of one article, in text order.

    `aliases` (rows of `read_aliases`) win over all that is built in. A mention whose actor is not known has None.
    A capital is its state's actor unless it is a place there ("in Pyongyang", "visited Pyongyang": no mention), and
    so is a state's adjective no mention by itself ("Russian gas"). A title before a name ("Russian President") is
    not part of the mention; it tells whom the person represents.
    """
    if not article.sentences or not article.words:
        return [], []
    cast = Cast()
    mentions, taken = find_named(article, cast, find_entities(article), aliases)
    mentions = refer(article, cast, mentions, taken)
    return _mention_rows(article, mentions), _actor_rows(cast, {mention.actor for mention in mentions})


def find_named(
    article: Article, cast: Cast, entities: list[Entity], aliases: list[dict] | None = None
) -> tuple[list[Mention], list[bool]]:
    """Return the mentions whose own words name an actor, and which words are titles of the named; `cast` is filled."""
    hits = find_hits(article, load_known())
    if aliases:
        own = find_hits(article, _index_aliases(aliases))
        tokens = {token for hit in own for token in range(hit[0], hit[1])}
        hits = sorted(
            [*(hit for hit in hits if tokens.isdisjoint(range(hit[0], hit[1]))), *own], key=lambda hit: hit[:2]
        )
    entities = drop_known(article, drop_namesakes(article, cut_names(article, entities)), hits)
    add_people(article, cast, entities)
    entities, hits = settle(article, cast, entities, hits)
    full = add_people(article, cast, entities)
    people = find_people(article, cast, entities, full)
    bodies = find_bodies(article, cast, entities, hits)
    _note_owners(article, cast, bodies, hits)
    owners: dict[int, Mention | Hit] = {hit[0]: hit for hit in hits}
    owners |= {mention.first: mention for mention in bodies}
    owners |= {mention.first: mention for mention in people if mention.first not in owners}
    taken = note_titles(article, cast, people, owners)
    names = [name_mention(cast, hit) for hit in hits if not taken[hit[0]] and _is_actor(article, hit)]
    found = _without_overlaps([*describe(article, cast, owners, taken), *people, *bodies, *names])
    return _with_names_inside(found, [*people, *bodies]), taken


def _note_owners(article: Article, cast: Cast, bodies: list[Mention], hits: list[Hit]) -> None:
    """Note whose body "the North Korean Foreign Ministry" is, by the adjective in its name."""
    adjectives = {hit[0]: hit for hit in hits if hit[2].sort in {"demonym", "name"}}
    states = [hit for hit in hits if hit[2].kind == "state"]
    for mention in bodies:
        _name_owned(article, cast, mention, states)
        inside = [adjectives[token] for token in range(mention.first, mention.end) if token in adjectives]
        sorts = load_nouns().get(article.lower[mention.end - 1], frozenset())
        if inside and sorts & {"body", "government"}:
            note_represents(cast, mention.actor or "", add_known(cast, inside[0][2]))


def _name_owned(article: Article, cast: Cast, mention: Mention, states: list[Hit]) -> None:
    """Name "Norway's Foreign Ministry" and "its Foreign Ministry" by their state: the Norwegian Foreign Ministry."""
    name = article.words[mention.first : mention.end]
    if cast.actors[mention.actor or ""].represents or not load_nouns().get(name[-1].lower(), frozenset()) & {"body"}:
        return
    first = find_premodifiers(article, mention.end - 1, mention.first)
    before = article.lower[first - 1] if first else ""
    if before not in POSSESSIVES | {"its"}:
        return
    near = [hit for hit in states if hit[1] < first and article.sentence[first] - article.sentence[hit[0]] <= 1]
    if near and (before == "its" or near[-1][1] == first - 1):
        state = near[-1][2].actor
        adjective = load_adjectives().get(state, state)
        mention.actor = add_actor(cast, " ".join([adjective, *name]), "organisation", state)
        note_short(article, cast, mention.first, mention.end, mention.actor)


def _is_actor(article: Article, hit: Hit) -> bool:
    """Say whether a known alias stands for its actor here: no adjective, no place, no capital that is just a place."""
    _, end, known = hit
    if known.sort == "demonym" and known.kind == "state":  # "Danish raids" are Denmark's
        deed = article.lemma[article.head[end - 1]] in look_up("nouns", "verb")
        return deed and article.dep[end - 1] == "amod"
    if known.sort == "demonym" or known.kind == "place":
        return False
    return known.sort != "capital" or not is_location(article, end - 1)


def is_location(article: Article, token: int) -> bool:
    """Say whether a capital is where something happens ("in Moscow", "flew to Moscow", "visited Moscow")."""
    head, dep = article.head[token], article.dep[token]
    if dep == "conj":
        return is_location(article, head)
    if dep == "pobj":
        moving = article.lemma[article.head[head]].lower() in list_words("verbs", "goes")
        if moving and article.lower[head] in list_words("words", "preposition", "direction"):
            return True
        return article.lower[head] in list_words("words", "preposition", "place")
    if dep in {"dobj", "nsubjpass"}:
        return article.lemma[head] in list_words("verbs", "visits")
    return dep in {"compound", "nmod", "amod", "npadvmod", "appos"}


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions in text order; of two that overlap the one given first stays."""
    used: set[int] = set()
    kept = []
    for mention in mentions:
        tokens = range(mention.first, mention.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.first)


def _with_names_inside(mentions: list[Mention], names: list[Mention]) -> list[Mention]:
    """Return the mentions with the names that open a description, too: "Harbour Trust" in "Harbour Trust officials"."""
    described = {mention.first: mention.end for mention in mentions if mention.form == "noun"}
    inside = [name for name in names if name.end < described.get(name.first, 0)]
    return sorted([*mentions, *inside], key=lambda mention: (mention.first, -mention.end))


def _mention_rows(article: Article, mentions: list[Mention]) -> list[dict]:
    rows: list[dict] = []
    for mention in mentions:
        sentence_id = article.sentences[article.sentence[mention.first]]["sentence_id"]
        start, end = article.start[mention.first], article.end[mention.end - 1]
        rows.append({
            "mention_id": f"{article.article_id}:m{len(rows):02}", "article_id": article.article_id,
            "sentence_id": sentence_id, "start": start, "end": end, "text": article.text[start:end],
            "form": mention.form, "actor_id": mention.actor, "confidence": mention.confidence,
        })  # fmt: skip
    return rows


def _actor_rows(cast: Cast, wanted: set[str | None]) -> list[dict]:
    """Return the rows of the actors mentioned, and of those whom they represent."""
    keys = {key for key in wanted if key}
    for _ in range(3):
        keys |= {above for key in keys if (above := cast.actors[key].represents)}
    return [
        {"actor_id": key, "name": actor.name, "kind": actor.kind, "represents": actor.represents}
        for key, actor in cast.actors.items() if key in keys
    ]  # fmt: skip


def read_aliases(path: str | Path) -> list[dict]:
    """Return the rows of an aliases file: alias, actor, kind, represents; lines that begin with # are not read.

    ValueError, with one sentence that names the row, where a row cannot be used.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        lines = [line for line in file if line.strip() and not line.lstrip().startswith("#")]
    reader = csv.DictReader(lines, delimiter=max(",;\t", key="".join(lines[:1]).count))
    missing = {"alias", "actor", "kind"} - set(reader.fieldnames or ())
    if missing:
        raise ValueError(f"{path}: the first row must name the columns alias, actor, kind, represents")
    rows = [
        {key: (value or "").strip() or None for key, value in row.items() if isinstance(key, str)} for row in reader
    ]
    for row in rows:
        _check_alias(path, row)
    return rows


def _check_alias(path: str | Path, row: dict) -> None:
    name = row["alias"] or row["actor"] or "an empty row"
    if not row["alias"] or not row["actor"]:
        raise ValueError(f"{path}: {name!r} needs both an alias and an actor")
    if row["kind"] not in KINDS:
        raise ValueError(f"{path}: {name!r} needs a kind out of {', '.join(KINDS)}, not {row['kind']!r}")


def _index_aliases(aliases: list[dict]) -> Index:
    return index_aliases([
        (row["alias"], Known(row["actor"], row["kind"], row.get("represents"), "user")) for row in aliases
    ])  # fmt: skip
