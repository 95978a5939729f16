"""Whose words: the source of a cue, from the parse."""

from .words import Words

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
RELATIVES = {"who", "which", "that", "whom"}
CLIMB = {"conj", "xcomp", "advcl", "aux", "dep", "ccomp"}  # a verb without a subject takes the one of the verb above


def find_source(words: Words, cue: int) -> int:
    """Return the place of the head word of a cue's source, -1 where there is none."""
    source = _find_in_parse(words, cue)
    return source if source >= 0 else _find_inverted(words, cue)


def _find_inverted(words: Words, cue: int) -> int:
    """A name right after a cue that the parse left without a subject: said Representative Doe."""
    after = cue + 1
    if not 0 < after < len(words.pos) or words.tag[cue] not in ("VBD", "VBZ") or words.pos[after] != "PROPN":
        return -1
    while words.head[after] > after and words.pos[words.head[after]] in ("PROPN", "NOUN"):
        after = words.head[after]
    return after


def _find_in_parse(words: Words, cue: int, depth: int = 0) -> int:
    for child in words.children[cue]:
        if words.dep[child] in ("nsubj", "expl"):
            return _resolve_relative(words, child, cue)
        if words.dep[child] == "agent":
            return next((c for c in words.children[child] if words.dep[c] == "pobj"), -1)
    if any(words.dep[child] == "nsubjpass" for child in words.children[cue]):
        return -1
    above = words.head[cue]
    if above == cue or depth > 4:
        return -1
    if words.dep[cue] in ("acl", "relcl"):
        return above
    if words.dep[cue] == "pcomp":
        above = words.head[above] if words.head[above] != above else above
    if words.dep[cue] in CLIMB or words.dep[cue] == "pcomp":
        return _subject_above(words, above, depth)
    return -1


def _subject_above(words: Words, above: int, depth: int) -> int:
    """The subject of the verb above; where that one is passive, its subject (she was seen leaving)."""
    if words.pos[above] in ("NOUN", "PROPN") and words.dep[above] not in ("ROOT", "attr", "conj"):
        return above
    for child in words.children[above]:
        if words.dep[child] in SUBJECTS:
            return _resolve_relative(words, child, above)
    return _find_in_parse(words, above, depth + 1)


def _resolve_relative(words: Words, source: int, verb: int) -> int:
    """A relative pronoun stands for the noun before it."""
    if words.lower[source] in RELATIVES and words.dep[verb] == "relcl":
        return words.head[verb]
    return source


def source_span(words: Words, head: int, avoid: tuple[int, int]) -> tuple[int, int]:
    """Return the first and last place of a source: its head's subtree, cut where the cue or content begins."""
    first, last = words.left[head], words.right[head]
    if first <= avoid[0] <= last or first <= avoid[1] <= last:
        first, last = _cut(words, head, avoid)
    for place in range(head + 1, last + 1):  # a long relative clause is not needed to know who it is
        if words.dep[place] == "relcl" and words.head[place] == head and place - first > 12:
            last = max(words.left[place] - 1, head)
            break
    while last > head and words.pos[last] in ("PUNCT", "SPACE"):
        last -= 1
    while first < head and (words.pos[first] in ("PUNCT", "SPACE") or words.dep[first] in ("cc", "mark")):
        first += 1
    return first, last


def _cut(words: Words, head: int, avoid: tuple[int, int]) -> tuple[int, int]:
    if avoid[0] > head:
        return words.left[head], avoid[0] - 1
    if avoid[1] < head:
        return avoid[1] + 1, words.right[head]
    return head, head
