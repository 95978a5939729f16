"""Mentions -> actors in one article: names, aliases, titles, descriptions and pronouns."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from .merging import merge_actors
from .names import (
    POSSESSIVES,
    Cast,
    Hit,
    add_actor,
    add_known,
    add_organisation,
    add_person,
    find_entities,
    find_hits,
    find_person,
    name_mention,
    vote_labels,
)
from .nominals import (
    describe_state_actor,
    find_administration,
    find_complement,
    find_holder,
    find_owner,
    is_definite,
    load_nouns,
    note_represents,
)
from .page import Mention, Page, find_premodifiers, read_page
from .pronouns import find_pronouns, resolve_pronouns
from .states import Known, index_aliases, load_known, read_lexicon, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

KINDS = ("person", "organisation", "state", "group")


def find_mentions(
    doc: "Doc", sentences: list[dict], aliases: list[dict] | None = None
) -> tuple[list[dict], list[dict]]:
    """Return the rows of the mentions and actors tables of one article; `aliases` (read_aliases) win over all else."""
    page, cast = read_page(doc, sentences), Cast()
    if not page.words or not sentences:
        return [], []
    hits = find_hits(page, load_known())
    own = find_hits(page, _index_aliases(aliases)) if aliases else []
    mentions = _find_all(doc, page, cast, [*[h for h in hits if not _overlaps(h, own)], *own])
    return _rows(doc, page, cast, mentions, sentences)


def _overlaps(hit: Hit, others: list[Hit]) -> bool:
    return any(hit[0] < other[1] and other[0] < hit[1] for other in others)


def _find_all(doc: "Doc", page: Page, cast: Cast, hits: list[Hit]) -> list[Mention]:
    entities, hits = _settle(find_entities(doc, page), hits)
    people = _find_people(page, cast, entities)
    known = {hit[0]: hit for hit in hits}
    bodies = [*_find_bodies(page, cast, entities, known, people), *_known_bodies(cast, hits)]
    events, taken = _note_titles(page, cast, people, known)
    bodies = [mention for mention in bodies if not taken[mention.first]]
    described = _describe(page, cast, known, taken, bodies)
    places = [name_mention(cast, hit) for hit in hits if _is_actor(page, hit) and not taken[hit[0]]]
    mentions = _without_overlaps([*described, *people, *bodies, *places])
    mentions = _resolve_descriptions(page, cast, mentions, events)
    mentions = _without_overlaps([*mentions, *find_pronouns(page)])
    resolve_pronouns(page, cast, mentions)
    return mentions


def _settle(entities: list[tuple[int, int, str]], hits: list[Hit]) -> tuple[list[tuple[int, int, str]], list[Hit]]:
    """Keep the longer of a known alias and a name of the model that overlap; the user's aliases always."""
    owner: dict[int, Hit] = {token: hit for hit in hits for token in range(hit[0], hit[1])}
    kept, lost = [], set()
    for entity in entities:
        inside = {owner[token] for token in range(entity[0], entity[1]) if token in owner}
        if any(hit[2].sort == "user" or hit[1] - hit[0] >= entity[1] - entity[0] for hit in inside):
            continue
        kept.append(entity)
        lost |= {hit for hit in inside if hit[2].sort != "demonym" or entity[2] == "PERSON"}
    return kept, [hit for hit in hits if hit not in lost]


def _find_people(page: Page, cast: Cast, entities: list[tuple[int, int, str]]) -> list[Mention]:
    votes = vote_labels(page, entities)
    full = {(first, end) for first, end, label in entities if label == "PERSON" and end - first > 1}
    keys = {}
    for first, end in sorted(full):
        keys[first, end] = key = add_person(cast, page.words[first:end])
        cast.actors[key].named += 1
    found = [Mention(first, end, "name", key) for (first, end), key in keys.items()]
    covered = {token for first, end, _ in entities if end - first > 1 for token in range(first, end)}
    for token, word in enumerate(page.words):
        if token in covered or not word[0].isupper() or page.pos[token] not in {"PROPN", "NOUN", "ADJ"}:
            continue
        key = find_person(cast, word)
        if key is None and votes.get(word) == "PERSON":
            key = add_actor(cast, word, "person")
            cast.surnames.setdefault(word, []).append(key)
        if key:
            found.append(Mention(token, token + 1, "name" if cast.actors[key].name == word else "alias", key))
    return found


def _find_bodies(
    page: Page, cast: Cast, entities: list[tuple[int, int, str]], hits: dict[int, Hit], people: list[Mention]
) -> list[Mention]:
    taken = {token for mention in people for token in range(mention.first, mention.end)}
    found = []
    for first, end, label in entities:
        if label != "ORG" or first in taken or end - 1 in taken:
            continue
        key = add_organisation(cast, page.words[first:end])
        owner = next(
            (hits[token] for token in range(first, end) if token in hits and hits[token][2].sort == "demonym"), None
        )
        if owner and _is_body(page, end - 1):
            note_represents(cast, key, add_known(cast, owner[2]))
        found.append(
            Mention(first, end, "name" if cast.actors[key].name.split()[0] == page.words[first] else "alias", key)
        )
    return found


def _is_body(page: Page, token: int) -> bool:
    return bool(load_nouns().get(page.lower[token], frozenset()) & {"body", "organisation", "government"})


def _known_bodies(cast: Cast, hits: list[Hit]) -> list[Mention]:
    return [name_mention(cast, hit) for hit in hits if hit[2].kind == "organisation" and hit[2].sort != "demonym"]


def _note_titles(
    page: Page, cast: Cast, people: list[Mention], known: dict[int, Hit]
) -> tuple[list[tuple[int, str, str]], list[bool]]:
    """Note each named person's titles and whom they represent; return (token, title, id) and the words so used."""
    taken, events = [False] * len(page.words), []
    genders = {row["word"]: row["gender"] for row in read_lexicon("titles") if row["gender"]}
    offices, honorifics = words_of("titles", "sort", "office"), words_of("titles", "sort")
    for mention in people:
        actor = cast.actors[mention.actor or ""]
        first = find_premodifiers(page, mention.end - 1, mention.first)
        spans = [(first, mention.first), _apposition(page, mention.end)]
        for start, end in spans:
            titles = [page.lower[token] for token in range(start, end) if page.lower[token] in offices]
            if not titles:
                continue
            for title in titles:
                actor.titles.add(title)
                events.append((mention.first, title, mention.actor or ""))
                actor.gender = actor.gender or genders.get(title, "")
            owner = _owner_of(page, cast, known, start, end)
            if owner:
                note_represents(cast, mention.actor or "", owner)
            if end == mention.first:
                taken[start:end] = [True] * (end - start)
        title = page.words[mention.first - 1] if mention.first else ""
        if title in honorifics:
            actor.gender = actor.gender or genders.get(title, "")
    return events, taken


def _apposition(page: Page, end: int) -> tuple[int, int]:
    """Return the words of ", a spokesman for the ministry," after a name; an empty span where there are none."""
    if end >= len(page.words) or page.words[end] != ",":
        return end, end
    stop = end + 1
    while stop < min(end + 14, len(page.words)) and page.words[stop] not in {",", ".", ";", "—", "–"}:
        if page.pos[stop] in {"VERB", "AUX", "PRON", "CCONJ", "SCONJ"}:
            return (end, end) if page.pos[stop] != "PRON" else (end + 1, stop)
        stop += 1
    return end + 1, stop


def _owner_of(page: Page, cast: Cast, known: dict[int, Hit], start: int, end: int) -> str | None:
    """Return the known actor named nearest the title between `start` and `end`, or owning it ("Russia's president")."""
    for token in range(start, end):
        if token in known:
            return add_known(cast, known[token][2])
    if start > 1 and page.lower[start - 1] in POSSESSIVES:
        for token in range(max(0, start - 6), start):
            if token in known and known[token][1] == start - 1:
                return add_known(cast, known[token][2])
    return None


ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative", "ROOT", "dep"})


def _describe(page: Page, cast: Cast, known: dict[int, Hit], taken: list[bool], bodies: list[Mention]) -> list[Mention]:
    """Return the mentions whose noun tells whose they are: "Russian troops", "a spokesperson for the ministry"."""
    nouns, found = load_nouns(), []
    ends = {mention.end - 1: mention.actor for mention in bodies}
    for token, lower in enumerate(page.lower):
        sorts = nouns.get(lower) or (nouns.get(page.lemma[token]) if page.tag[token] == "NNS" else None)
        if not sorts or taken[token] or page.dep[token] not in ARGUMENTS or token in ends:
            continue
        first, hit = find_owner(page, token, known)
        actor, form = None, "noun"
        if hit:
            described = describe_state_actor(cast, page, token, hit)
            if described is None:
                continue
            actor, form = described
        elif "government" in sorts and (actor := find_administration(cast, page, token)):
            first, form = token - 1, "alias"
        elif "spokesperson" in sorts and (other := find_complement(page, token)) is not None:
            actor = _body_at(cast, other, known, bodies)
        elif "spokesperson" in sorts:
            actor = next((ends[t] for t in range(token - 1, first - 1, -1) if t in ends), None)
        if actor or (hit and form == "title"):
            found.append(Mention(first, token + 1, form, actor))
    return found


def _body_at(cast: Cast, token: int, known: dict[int, Hit], bodies: list[Mention]) -> str | None:
    for mention in bodies:
        if mention.first <= token < mention.end:
            return mention.actor
    for first, end, hit in known.values():
        if first <= token < end:
            return add_known(cast, hit)
    return None


def _is_actor(page: Page, hit: Hit) -> bool:
    """Say whether a known alias stands for its actor here: not an adjective, and no capital that is just a place."""
    first, end, known = hit
    if known.sort == "demonym":
        return False
    return known.sort != "capital" or not _is_place(page, first, end)


def _is_place(page: Page, first: int, end: int) -> bool:
    last, uses = end - 1, words_of("places", "use", "place preposition")
    head, dep = page.head[last], page.dep[last]
    if dep == "pobj":
        moving = page.lemma[page.head[head]].lower() in words_of("places", "use", "movement")
        return page.lower[head] in uses or (moving and page.lower[head] in {"to", "from", "for"})
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


def _resolve_descriptions(
    page: Page, cast: Cast, mentions: list[Mention], events: list[tuple[int, str, str]]
) -> list[Mention]:
    """Return `mentions` with those that only point back added: "the spokesperson", "the ministry", "the president"."""
    memory: dict[str, str | None] = {}
    nouns, found = load_nouns(), list(mentions)
    starts = {mention.first: mention for mention in mentions}
    covered = {token for mention in mentions for token in range(mention.first, mention.end)}
    told: dict[int, list[tuple[str, str]]] = {}
    for token, title, key in events:
        told.setdefault(token, []).append((title, key))
    for token, lower in enumerate(page.lower):
        for title, key in told.get(token, ()):
            memory["spokesperson" if "spokesperson" in nouns.get(title, ()) else title] = key
        if token in starts:
            _remember(page, cast, memory, starts[token])
        sorts = nouns.get(lower)
        if not sorts or token in covered or page.dep[token] not in ARGUMENTS or page.tag[token] not in {"NN", "NNP"}:
            continue
        first = find_premodifiers(page, token)
        mention = _point_back(page, memory, token, first)
        if mention:
            found.append(mention)
    return sorted(found, key=lambda mention: mention.first)


def _remember(page: Page, cast: Cast, memory: dict[str, str | None], mention: Mention) -> None:
    last = page.lower[mention.end - 1]
    actor = cast.actors.get(mention.actor or "")
    if "spokesperson" in load_nouns().get(last, ()):
        memory["spokesperson"] = mention.actor
    elif actor and actor.kind == "organisation":
        memory[actor.name.split()[-1].lower()] = memory["*"] = mention.actor
    elif actor and actor.kind == "state":
        memory["state"] = mention.actor


def _point_back(page: Page, memory: dict[str, str | None], token: int, first: int) -> Mention | None:
    noun, sorts = page.lower[token], load_nouns()[page.lower[token]]
    definite = is_definite(page, token, first)
    if "spokesperson" in sorts:
        return Mention(first, token + 1, "noun", memory.get("spokesperson") if definite else None)
    if "office" in sorts:
        actor = memory.get(noun) if definite else None
        return Mention(first, token + 1, "title" if definite else "noun", actor)
    if definite and first == token and sorts & {"organisation", "body"}:
        actor = memory.get(noun) or (memory.get("*") if "organisation" in sorts else None)
        return Mention(token, token + 1, "noun", actor) if actor else None
    if definite and first == token and sorts & {"government"}:
        return Mention(token, token + 1, "noun", memory["state"]) if memory.get("state") else None
    return None


def _rows(
    doc: "Doc", page: Page, cast: Cast, mentions: list[Mention], sentences: list[dict]
) -> tuple[list[dict], list[dict]]:
    text, rows = doc.text, []
    for mention in mentions:
        sentence = sentences[page.sentence[mention.first]]
        start, last = doc[mention.first].idx, doc[mention.end - 1]
        end = last.idx + len(last)
        rows.append({
            "mention_id": f"{sentence['article_id']}:m{len(rows):02}", "article_id": sentence["article_id"],
            "sentence_id": sentence["sentence_id"], "start": start, "end": end, "text": text[start:end],
            "form": mention.form, "actor_id": mention.actor,
        })  # fmt: skip
    return rows, _actor_rows(cast, {mention.actor for mention in mentions})


def _actor_rows(cast: Cast, wanted: set[str | None]) -> list[dict]:
    keys = {key for key in wanted if key}
    for _ in range(2):
        keys |= {above for key in keys if (above := cast.actors[key].represents)}
    return [
        {"actor_id": key, "name": actor.name, "kind": actor.kind, "represents": actor.represents}
        for key, actor in cast.actors.items() if key in keys
    ]  # fmt: skip


def read_aliases(path: str | Path) -> list[dict]:
    """Return the rows of an aliases file (alias, actor, kind, represents); ValueError says which row is wrong."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, start=2):
        if not row.get("alias") or not row.get("actor") or row.get("kind") not in KINDS:
            raise ValueError(f"{path}, row {number}: needs an alias, an actor and a kind out of {', '.join(KINDS)}")
    return [{key: (value or "").strip() or None for key, value in row.items() if key} for row in rows]


def _index_aliases(aliases: list[dict]):
    return index_aliases([
        (row["alias"], Known(row["actor"], row["kind"], row.get("represents"), "user"))
        for row in aliases
    ])  # fmt: skip


__all__ = ["find_holder", "find_mentions", "merge_actors", "read_aliases"]
