"""Mentions -> actors in one article: names, aliases, titles, descriptions and pronouns; and the user's own aliases."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from .entities import POSSESSIVES, Entity, Hit, drop_known, find_entities, find_hits, settle
from .names import add_actor, add_known, add_people, find_bodies, find_people, name_mention, note_short
from .nominals import describe, load_nouns
from .page import Cast, Mention, Page, find_premodifiers, read_page
from .pronouns import find_pronouns, resolve_pronouns
from .references import point_back
from .states import Index, Known, index_aliases, load_adjectives, load_known, words_of
from .titles import note_represents, note_titles

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("person", "organisation", "state", "group")


def find_mentions(
    doc: "Doc", sentences: list[dict], aliases: list[dict] | None = None
) -> tuple[list[dict], list[dict]]:
    """Return the rows of the mentions and actors tables of one article, in text order.

    `aliases` (rows of `read_aliases`) win over all that is built in. A mention whose actor is not known has None.
    A capital is its state's actor unless it is a place there ("in Pyongyang", "visited Pyongyang": no mention), and
    so is a state's adjective no mention by itself ("Russian gas"). A title before a name ("Russian President") is
    not part of the mention; it tells whom the person represents.
    """
    if not sentences or not len(doc):
        return [], []
    page, cast = read_page(doc, sentences), Cast()
    hits = find_hits(page, load_known())
    if aliases:
        own = find_hits(page, _index_aliases(aliases))
        tokens = {token for hit in own for token in range(hit[0], hit[1])}
        hits = sorted(
            [*(hit for hit in hits if tokens.isdisjoint(range(hit[0], hit[1]))), *own], key=lambda hit: hit[:2]
        )
    mentions = _find_all(page, cast, find_entities(doc, page), hits)
    return _mention_rows(doc, page, mentions, sentences), _actor_rows(cast, {mention.actor for mention in mentions})


def _find_all(page: Page, cast: Cast, entities: list[Entity], hits: list[Hit]) -> list[Mention]:
    entities = drop_known(page, entities, hits)
    add_people(page, cast, entities)
    entities, hits = settle(page, cast, entities, hits)
    full = add_people(page, cast, entities)
    people = find_people(page, cast, entities, full)
    bodies = find_bodies(page, cast, entities, hits)
    _note_owners(page, cast, bodies, hits)
    owners: dict[int, Mention | Hit] = {hit[0]: hit for hit in hits}
    owners |= {mention.first: mention for mention in bodies}
    owners |= {mention.first: mention for mention in people if mention.first not in owners}
    events, taken = note_titles(page, cast, people, owners)
    free = [mention for mention in bodies if not taken[mention.first]]
    names = [name_mention(cast, hit) for hit in hits if not taken[hit[0]] and _is_actor(page, hit)]
    mentions = _without_overlaps([*describe(page, cast, owners, taken), *people, *free, *names])
    mentions = point_back(page, cast, mentions, events, taken)
    mentions = _without_overlaps([*mentions, *find_pronouns(page)])
    return resolve_pronouns(page, cast, mentions)


def _note_owners(page: Page, cast: Cast, bodies: list[Mention], hits: list[Hit]) -> None:
    """Note whose body "the North Korean Foreign Ministry" is, by the adjective in its name."""
    adjectives = {hit[0]: hit for hit in hits if hit[2].sort in {"demonym", "name"}}
    states = [hit for hit in hits if hit[2].kind == "state"]
    for mention in bodies:
        _name_owned(page, cast, mention, states)
        inside = [adjectives[token] for token in range(mention.first, mention.end) if token in adjectives]
        sorts = load_nouns().get(page.lower[mention.end - 1], frozenset())
        if inside and sorts & {"body", "government"}:
            note_represents(cast, mention.actor or "", add_known(cast, inside[0][2]))


def _name_owned(page: Page, cast: Cast, mention: Mention, states: list[Hit]) -> None:
    """Name "Norway's Foreign Ministry" and "its Foreign Ministry" by their state: the Norwegian Foreign Ministry."""
    name = page.words[mention.first : mention.end]
    if cast.actors[mention.actor or ""].represents or not load_nouns().get(name[-1].lower(), frozenset()) & {"body"}:
        return
    first = find_premodifiers(page, mention.end - 1, mention.first)
    before = page.lower[first - 1] if first else ""
    if before not in POSSESSIVES | {"its"}:
        return
    near = [hit for hit in states if hit[1] < first and page.sentence[first] - page.sentence[hit[0]] <= 1]
    if near and (before == "its" or near[-1][1] == first - 1):
        state = near[-1][2].actor
        adjective = load_adjectives().get(state, state)
        mention.actor = add_actor(cast, " ".join([adjective, *name]), "organisation", state)
        note_short(page, cast, mention.first, mention.end, mention.actor)


def _is_actor(page: Page, hit: Hit) -> bool:
    """Say whether a known alias stands for its actor here: no adjective, no place, no capital that is just a place."""
    _, end, known = hit
    if known.sort == "demonym" or known.kind == "place":
        return False
    return known.sort != "capital" or not is_location(page, end - 1)


def is_location(page: Page, token: int) -> bool:
    """Say whether a capital is where something happens ("in Moscow", "flew to Moscow", "visited Moscow")."""
    head, dep = page.head[token], page.dep[token]
    if dep == "conj":
        return is_location(page, head) if head < token else False
    if dep == "pobj":
        moving = page.lemma[page.head[head]].lower() in words_of("places", "use", "movement")
        if moving and page.lower[head] in words_of("places", "use", "direction preposition"):
            return True
        return page.lower[head] in words_of("places", "use", "place preposition")
    if dep in {"dobj", "nsubjpass"}:
        return page.lemma[head] in words_of("places", "use", "visited")
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


def _mention_rows(doc: "Doc", page: Page, mentions: list[Mention], sentences: list[dict]) -> list[dict]:
    rows: list[dict] = []
    text = doc.text  # made anew at each look
    for mention in mentions:
        sentence = sentences[page.sentence[mention.first]]
        start, last = doc[mention.first].idx, doc[mention.end - 1]
        end = last.idx + len(last)
        rows.append({
            "mention_id": f"{sentence['article_id']}:m{len(rows):02}", "article_id": sentence["article_id"],
            "sentence_id": sentence["sentence_id"], "start": start, "end": end, "text": text[start:end],
            "form": mention.form, "actor_id": mention.actor,
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
