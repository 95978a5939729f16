"""Whose words: the possible sources of a cue, and the likeliest among them."""

from collections.abc import Iterator

from .words import Words

Span = tuple[int, int]
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NAMING = ("NOUN", "PROPN", "PRON")
RELATIVES = {"who", "which", "that", "whom"}
CLIMB = {"conj", "xcomp", "advcl", "aux", "dep", "ccomp", "pcomp", "acl"}
OWN = {"nsubj", "nsubjpass", "agent", "poss", "expl", "dobj"}
PEOPLE = {"PERSON", "ORG", "GPE", "NORP"}
NONE = ("none", -1)


def list_sources(words: Words, cue: int) -> list[tuple[str, int]]:
    """Return the possible sources of a cue, each as (how it was found, place of its head); none at all is the last."""
    found: dict[int, str] = {}
    for how, place in _possible(words, cue):
        if place >= 0 and place != cue:
            found.setdefault(place, how)
    return [(how, place) for place, how in found.items()] + [NONE]


def _possible(words: Words, cue: int) -> Iterator[tuple[str, int]]:
    pos = words.pos[cue]
    if words.lower[cue] == "according" and words.lower[cue + 1 : cue + 2] == ["to"]:
        yield "according to", _object(words, cue + 1)
    if pos == "PUNCT":
        yield from _beside_mark(words, cue)
        return
    for child in words.children[cue]:
        dep = words.dep[child]
        if dep in SUBJECTS:
            yield dep, _antecedent(words, child, cue)
        elif dep == "agent":
            yield "agent", _object(words, child)
        elif dep == "poss":
            yield "possessor", child
        elif dep in ("pobj", "prep") and (pos not in ("VERB", "AUX") or words.lower[cue] == "according"):
            below = child if dep == "pobj" else _object(words, child)
            yield from _owners(words, below)
            yield (dep if dep == "pobj" else f"prep {words.lower[child]}"), below
    if pos in ("PROPN", "NOUN", "ADJ"):
        yield from ((words.dep[c], c) for c in words.children[cue] if words.dep[c] in ("amod", "compound", "nmod"))
    yield from _above(words, cue)
    yield from _beside(words, cue)


def _beside_mark(words: Words, mark: int) -> Iterator[tuple[str, int]]:
    first, last = words.sentences[words.sentence[mark]]
    before = [p for p in range(max(first, mark - 25), mark) if words.pos[p] in NAMING]
    yield from (("subject before", p) for p in before if words.dep[p] in SUBJECTS)
    if before:
        yield "name before", before[-1]
        yield "first before", before[0]
    after = [p for p in range(mark + 1, min(last, mark + 12) + 1) if words.pos[p] in NAMING]
    if after:
        yield "name after", next((p for p in after if words.head[p] < mark or words.head[p] == p), after[0])


def _owners(words: Words, place: int) -> Iterator[tuple[str, int]]:
    """In the words of X, in X's view."""
    for child in words.children[place] if place >= 0 else []:
        if words.dep[child] == "poss":
            yield "owner", child
        elif words.lower[child] in ("of", "from", "by"):
            yield "owner of", _object(words, child)


def _above(words: Words, cue: int) -> Iterator[tuple[str, int]]:
    """The subjects and objects of the verbs above, and the noun that a clause hangs on."""
    place, path = cue, ""
    for _ in range(4):
        above, dep = words.head[place], words.dep[place]
        if above == place:
            return
        path += f"{dep} "
        if dep in ("acl", "relcl") and words.pos[above] in NAMING and not _has_subject(words, place):
            yield f"{path}noun", above
        for child in words.children[above]:
            if child != place and words.dep[child] in (*SUBJECTS, "dobj", "agent"):
                target = _object(words, child) if words.dep[child] == "agent" else _antecedent(words, child, above)
                yield f"{path}{words.dep[child]}", target
        if words.pos[above] in NAMING and dep in ("acl", "relcl"):
            yield from ((f"{path}possessor", c) for c in words.children[above] if words.dep[c] == "poss")
        place = above


def _has_subject(words: Words, verb: int) -> bool:
    """Whether a verb has a subject other than a relative pronoun: the war, which they claim."""
    return any(words.dep[c] in SUBJECTS and words.lower[c] not in RELATIVES for c in words.children[verb])


def _beside(words: Words, cue: int) -> Iterator[tuple[str, int]]:
    """The name right after a cue (said Representative Doe) and the nearest one before it."""
    after = cue + 1
    last = words.sentences[words.sentence[cue]][1]
    while after <= min(last, cue + 4) and words.pos[after] in ("DET", "ADJ", "PUNCT"):
        after += 1
    if after <= last and words.pos[after] in NAMING:
        while words.head[after] > after and words.pos[words.head[after]] in NAMING and words.head[after] <= last:
            after = words.head[after]
        yield "after", after
    first = words.sentences[words.sentence[cue]][0]
    for place in range(cue - 1, max(first, cue - 12) - 1, -1):
        if words.pos[place] in NAMING and words.quotation[place] < 0:
            yield "before", place
            return


def _object(words: Words, preposition: int) -> int:
    return next((c for c in words.children[preposition] if words.dep[c] == "pobj"), -1)


def _antecedent(words: Words, source: int, verb: int) -> int:
    """A relative pronoun stands for the noun before it."""
    if words.lower[source] in RELATIVES and words.dep[verb] == "relcl":
        return words.head[verb]
    return source


def describe_source(words: Words, cue: int, how: str, head: int) -> list[str]:
    """Return the names of the features of one possible source of a cue."""
    lemma, dep, pos = words.lemma[cue].lower(), words.dep[cue], words.pos[cue]
    own = "+".join(sorted({words.dep[c] for c in words.children[cue]} & OWN))
    found = [f"S:{how}", f"S:{how}|{dep}", f"S:{how}|{lemma}", f"S:{how}|{words.tag[cue]}", f"S:{how}|own={own}"]
    found.append(f"S:{how}|{pos}|{dep}|own={own}")
    if head < 0:
        return found
    above, entity = words.head[cue], words.entity[head]
    kind = "name" if entity in PEOPLE else words.pos[head]
    distance = min(abs(head - cue), 12)
    same = words.quotation[head] == words.quotation[cue]
    found += [
        f"S:pos={kind}|{how}",
        f"S:ent={entity}|{how}",
        f"S:h={words.lemma[head].lower()}",
        f"S:same={same}|{how}",
    ]
    found += [
        f"S:h={words.lower[head]}|{how}",
        f"S:d={distance if head < cue else -distance}",
        f"S:tag={words.tag[head]}",
    ]
    found += [f"S:kind={kind}|{entity}|{pos}", f"S:hdep={words.dep[head]}|{how}", f"S:k={kind}|{how}|own={own}"]
    return [*found, f"S:up={words.lemma[above].lower()}|{how}", f"S:uptag={words.tag[above]}|{how}|{dep}"]


def source_span(words: Words, head: int, avoid: Span) -> Span:
    """Return the first and last place of a source: its head's subtree, cut where the cue or content begins."""
    first, last = words.left[head], words.right[head]
    if first <= avoid[1] and avoid[0] <= last:
        if avoid[0] > head:
            last = min(last, avoid[0] - 1)
        elif avoid[1] < head:
            first = max(first, avoid[1] + 1)
        else:
            first = last = head
    for place in range(head + 1, last + 1):  # a long relative clause is not needed to know who it is
        if words.dep[place] == "relcl" and words.head[place] == head and place - first > 12:
            last = max(words.left[place] - 1, head)
            break
    while last > head and (words.pos[last] in ("PUNCT", "SPACE") or words.lower[last] in RELATIVES):
        last -= 1
    while first < head and (words.pos[first] in ("PUNCT", "SPACE") or words.dep[first] in ("cc", "mark", "prep")):
        first += 1
    return first, last
