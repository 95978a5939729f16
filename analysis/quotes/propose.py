"""Constructions propose attributions: from the parse and the quotation marks, more than will be chosen."""

from collections.abc import Iterator
from typing import NamedTuple

from .words import Words

Span = tuple[int, int]  # first and last place
SKIP = {"PUNCT", "SPACE"}
LIGHT = {
    "prt",
    "advmod",
    "neg",
    "aux",
    "auxpass",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "cc",
    "conj",
    "punct",
    "mark",
    "expl",
}
NAMES = {
    "ccomp": "clause", "xcomp": "infinitive", "dobj": "object", "attr": "object", "oprd": "object", "dative": "object",
    "prep": "preposition", "agent": "preposition", "acomp": "adjective", "advcl": "adverbial", "parataxis": "adverbial",
}  # fmt: skip
RELATIVE = {"relcl", "acl", "advcl"}


class Candidate(NamedTuple):
    """A possible attribution, in places; `extent` says how much was taken, `sourced` whether it has a source."""

    construction: str
    extent: str
    cue: int
    cue_span: Span
    content: tuple[Span, ...]
    head: int  # of the content
    sourced: bool = True
    out: Span | None = None  # what to cut out of the content besides cue and source


def propose(words: Words) -> list[Candidate]:
    """Return the candidates of an article, in the order of their cues; those of quotations last."""
    found: list[Candidate] = []
    for place, sentence in enumerate(words.sentence):
        if sentence < 0:
            continue
        if words.lower[place] == "according":
            found += _of_according(words, place)
        elif words.pos[place] in ("VERB", "AUX"):
            found += _of_verb(words, place)
        elif words.pos[place] in ("NOUN", "PROPN", "ADJ"):
            found += _of_noun(words, place)
        elif words.lower[place] in (":", "―", "—", "–", "--"):
            found += _of_colon(words, place)
        elif words.dep[place] in ("prep", "mark", "advmod"):
            found += _of_adverbial(words, place)
    found += _of_quotations(words)
    return found


def _of_verb(words: Words, cue: int) -> Iterator[Candidate]:
    yield from _to_the_right(words, cue)
    yield from _to_the_left(words, cue)
    yield from _of_subject(words, cue)


def _to_the_right(words: Words, cue: int) -> Iterator[Candidate]:
    """From each of the first three complements on: alone, with the next ones, up to a comma or a relative clause."""
    right = [c for c in words.children[cue] if c > cue and words.dep[c] not in LIGHT and words.pos[c] not in SKIP]
    for number, child in enumerate(right[:3]):
        name, cue_span, first = NAMES.get(words.dep[child], "rest"), (cue, cue), max(words.left[child], cue + 1)
        head = child
        if name == "preposition":
            head = next((c for c in words.children[child] if words.dep[c] in ("pobj", "pcomp")), -1)
            if head < 0:
                continue
            cue_span, first = (cue, child), max(words.left[head], child + 1)
        elif name == "adjective":
            yield from _of_predicate(words, cue, child)
        ends = sorted({words.right[c] for c in right[number : number + 3]} | {words.right[right[-1]]})
        for step, last in enumerate(ends):
            extent = "one" if not step else "all" if step == len(ends) - 1 else "some"
            if len(ends) == 1:
                extent = "only"
            yield Candidate(name, extent, cue, cue_span, ((first, last),), head)
        for extent, last in _shorter(words, head, first, ends):
            yield Candidate(name, extent, cue, cue_span, ((first, last),), head)
        if words.dep[child] == "ccomp" and words.left[child] < cue:
            yield Candidate("clause around", "only", cue, cue_span, ((words.left[child], words.right[child]),), child)


def _shorter(words: Words, head: int, first: int, ends: list[int]) -> list[tuple[str, int]]:
    """Where a content may end sooner: before its first or last comma, or a clause that hangs on it."""
    found = []
    commas = [
        p for p in range(first + 1, ends[-1]) if words.lower[p] in (",", "--", "—", "–") and words.quotation[p] < 0
    ]
    if commas:
        found.append(("first comma", commas[0] - 1))
        if len(commas) > 1:
            found.append(("last comma", commas[-1] - 1))
    hanging = [words.left[c] for c in words.children[head] if c > head and words.dep[c] in RELATIVE]
    hanging = [p - 1 for p in hanging if first < p - 1]
    if hanging:
        found.append(("no clause", hanging[-1]))
    joined = [c for c in words.children[head] if c > head and words.dep[c] == "cc" and c - 1 > first]
    if joined:
        found.append(("no conjunct", joined[0] - 1))
    prepositions = [
        c for c in words.children[head] if c > head and words.dep[c] in ("prep", "npadvmod") and c - 1 >= first
    ]
    if prepositions:
        found.append(("no preposition", prepositions[-1] - 1))
    return [(extent, last) for extent, last in found if last >= first and last not in ends]


def _of_predicate(words: Words, cue: int, adjective: int) -> Iterator[Candidate]:
    """Is confident that, was critical of."""
    for below in words.children[adjective]:
        if below > adjective and words.dep[below] in ("ccomp", "xcomp", "prep", "advcl"):
            cue_span, first, head = (cue, adjective), words.left[below], below
            if words.dep[below] == "prep":
                head = next((c for c in words.children[below] if words.dep[c] in ("pobj", "pcomp")), -1)
                if head < 0:
                    continue
                cue_span, first = (cue, below), max(below + 1, words.left[head])
            first = max(first, adjective + 1)
            yield Candidate("predicate", "only", cue, cue_span, ((first, words.right[below]),), head)


def _to_the_left(words: Words, cue: int) -> Iterator[Candidate]:
    """The content comes before its cue, or the cue is put into it."""
    for child in words.children[cue]:
        if (
            child < cue
            and words.dep[child] in ("ccomp", "dep", "advcl", "parataxis", "dobj")
            and words.pos[child] not in SKIP
        ):
            span = (words.left[child], min(words.right[child], cue - 1))
            yield Candidate("clause before", words.dep[child], cue, (cue, cue), (span,), child)
    above = words.head[cue]
    if above == cue or words.pos[above] in SKIP:
        return
    out = (words.left[cue], words.right[cue])
    if words.dep[cue] in ("parataxis", "advcl", "conj", "dep", "ccomp", "relcl", "intj", "acl"):
        if above < out[0]:
            yield Candidate("inserted", "before", cue, (cue, cue), ((words.left[above], out[0] - 1),), above)
            if out[1] < words.right[above]:
                span = (words.left[above], words.right[above])
                yield Candidate("inserted", "around", cue, (cue, cue), (span,), above, out=out)
        elif words.dep[cue] != "relcl":
            yield Candidate("inserted", "after", cue, (cue, cue), ((out[1] + 1, words.right[above]),), above)
    first, last = words.sentences[words.sentence[cue]]
    if (
        first < out[0]
        and out[1] < last - 1
        and words.tag[cue] in ("VBD", "VBZ", "VBP")
        and words.lower[out[0] - 1] == ","
    ):
        yield Candidate("inserted", "sentence", cue, (cue, cue), ((first, last),), above, out=out)


def _of_subject(words: Words, cue: int) -> Iterator[Candidate]:
    """X was criticised for Y, X seems to Y: the subject belongs to the content."""
    subject = next((c for c in words.children[cue] if words.dep[c] in ("nsubjpass", "nsubj") and c < cue), -1)
    if subject < 0:
        return
    passive = words.dep[subject] == "nsubjpass"
    right = [c for c in words.children[cue] if c > cue and words.dep[c] not in LIGHT and words.pos[c] not in SKIP]
    right = [c for c in right if words.dep[c] != "agent"]
    span = (words.left[subject], words.right[subject])
    if passive:
        yield Candidate("passive subject", "one", cue, (cue, cue), (span,), subject)
    if right and (passive or words.dep[right[0]] in ("xcomp", "acomp", "oprd", "prep")):
        rest = (words.left[right[0]], words.right[right[-1]])
        name = "passive subject" if passive else "raised subject"
        yield Candidate(name, "with rest", cue, (cue, cue), (span, rest), subject, sourced=passive)


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
                for extent, last in _shorter(words, head, span[0], [span[1]]):
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
