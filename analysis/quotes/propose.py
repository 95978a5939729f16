"""Constructions propose attributions: from the parse and the quotation marks, more than will be chosen."""

from collections.abc import Iterator

from .verbs import Candidate, Span, list_shorter, propose_of_verb
from .words import Words


def propose(words: Words) -> list[Candidate]:
    """Return the candidates of an article, in the order of their cues; those of quotations last."""
    found: list[Candidate] = []
    for place, sentence in enumerate(words.sentence):
        if sentence < 0:
            continue
        if words.lower[place] == "according":
            found += _of_according(words, place)
        elif words.pos[place] in ("VERB", "AUX"):
            found += propose_of_verb(words, place)
        elif words.pos[place] in ("NOUN", "PROPN", "ADJ"):
            found += _of_noun(words, place)
        elif words.lower[place] in (":", "―", "—", "–", "--"):
            found += _of_colon(words, place)
        elif words.dep[place] in ("prep", "mark", "advmod"):
            found += _of_adverbial(words, place)
    found += _of_quotations(words)
    return found


def _of_noun(words: Words, cue: int) -> Iterator[Candidate]:
    for child in words.children[cue]:
        if child < cue:
            continue
        dep = words.dep[child]
        if dep in ("acl", "ccomp", "xcomp", "relcl", "appos"):
            name = "noun relative" if dep == "relcl" else "noun clause"
            span = (max(words.left[child], cue + 1), words.right[child])
            yield Candidate(name, dep, cue, (cue, cue), (span,), child)
        elif dep == "prep":
            head = next((c for c in words.children[child] if words.dep[c] in ("pobj", "pcomp")), -1)
            if head >= 0:
                span = (max(words.left[head], child + 1), words.right[head])
                yield Candidate("noun preposition", "only", cue, (cue, child), (span,), head)
                for extent, last in list_shorter(words, head, span[0], [span[1]]):
                    yield Candidate("noun preposition", extent, cue, (cue, child), ((span[0], last),), head)


def _of_according(words: Words, place: int) -> Iterator[Candidate]:
    to = place + 1 if words.lower[place + 1 : place + 2] == ["to"] else place
    yield from _around(words, place, "according to", (place, to))


def _of_adverbial(words: Words, place: int) -> Iterator[Candidate]:
    lower = words.lower[place]
    if words.dep[place] == "advmod" and lower.endswith("ly") and words.dep[words.head[place]] != "amod":
        yield from _around(words, place, "reportedly", (place, place))
    elif lower in ("in", "for", "to", "per", "from") and words.dep[place] == "prep":
        yield from _around(words, place, "in the words of", (place, place))


def _around(words: Words, place: int, name: str, cue_span: Span) -> Iterator[Candidate]:
    """The clause that an adverbial belongs to, without the adverbial itself."""
    first, last = words.left[place], words.right[place]
    above = words.head[place]
    while words.head[above] != above and words.pos[above] not in ("VERB", "AUX"):
        above = words.head[above]
    left, right = words.left[above], words.right[above]
    if left < first:
        yield Candidate(name, "after", place, cue_span, ((left, first - 1),), above)
        if right > last + 1:
            yield Candidate(name, "around", place, cue_span, ((left, right),), above, out=(first, last))
    if right > last:
        yield Candidate(name, "before", place, cue_span, ((last + 1, right),), above)


def _of_colon(words: Words, place: int) -> Iterator[Candidate]:
    first, last = words.sentences[words.sentence[place]]
    if place in (first, last):
        return
    if words.lower[place] == ":":
        yield Candidate("colon", "only", place, (place, place), ((place + 1, last),), words.head[place + 1])
    else:
        yield Candidate("dash", "only", place, (place, place), ((first, place - 1),), words.head[place - 1])


def _of_quotations(words: Words) -> Iterator[Candidate]:
    """Each quotation with the nearest verb on either side, in its paragraph or before the colon that opens it."""
    for first, last, _ in words.quotations:
        if words.sentence[first] < 0:
            continue
        inside = range(first, last + 1)
        head = next((p for p in inside if words.head[p] not in inside or words.head[p] == p), first)
        for name, places in (
            ("quotation before", range(last + 1, min(last + 30, len(words.head)))),
            ("quotation after", range(first - 1, max(first - 40, -1), -1)),
        ):
            cue = _nearest_verb(words, places, words.paragraph[first])
            if cue >= 0:
                yield Candidate(name, "only", cue, (cue, cue), ((first, last),), head)


def _nearest_verb(words: Words, places: range, paragraph: int) -> int:
    for step, place in enumerate(places):
        if words.lower[place] == ":" and step <= 2 and words.paragraph[place] >= 0:
            paragraph = words.paragraph[place]
        if words.paragraph[place] not in (paragraph, -1):
            return -1
        if words.pos[place] == "VERB" and words.quotation[place] < 0 <= words.sentence[place]:
            return place
    return -1
