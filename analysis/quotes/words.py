"""The parse as plain lists: attribute access on spaCy's tokens is what would cost most."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .marks import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

NO_WORDS = {"PUNCT", "SPACE"}


class Words(NamedTuple):
    """An article's tokens in parallel lists; a place is a token's number, an edge the last place of a subtree."""

    head: list[int]
    dep: list[str]
    pos: list[str]
    tag: list[str]
    lemma: list[str]
    lower: list[str]
    entity: list[str]
    start: list[int]
    end: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]  # the number of the sentence row, -1 outside body sentences
    sentences: dict[int, tuple[int, int]]  # sentence number -> first place, last place
    paragraph: list[int]
    quotation: list[int]  # the number of the quotation around it, -1 outside
    quotations: list[tuple[int, int, bool]]  # first place, last place (with marks), runs on
    next_quotation: list[int]  # the number of the first quotation that begins after a place, -1 for none
    inner: list[tuple[int, int]]  # quotations within quotations
    odd: list[str]  # what is wrong with the marks


def list_words(doc: "Doc", text: str, sentences: list[dict]) -> Words:
    """Return the tokens of a parsed article as plain lists, with its quotations."""
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, TAG

    columns = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER, ENT_TYPE, IDX, LENGTH]).astype(np.uint64).T
    head = (columns[0].astype(np.int64) + np.arange(len(doc))).tolist()
    dep, pos, tag, lemma, lower, entity = (_strings(doc, column) for column in columns[1:7])
    start = columns[7].astype(np.int64).tolist()
    end = (columns[7] + columns[8]).astype(np.int64).tolist()
    sentence, bounds, paragraph = _place_sentences(start, pos, sentences)
    children, left, right = _subtrees(head, pos)
    found, odd = find_quotations(text, _paragraphs(sentences))
    places = [(*_cover(start, end, q.start, q.end), q.runs_on, q.inner) for q in found]
    outer = [(first, last, runs_on) for first, last, runs_on, inner in places if not inner and first <= last]
    quotation = [-1] * len(head)
    for number, (first, last, _) in enumerate(outer):
        quotation[first : last + 1] = [number] * (last + 1 - first)
    within = [(first, last) for first, last, _, inner in places if inner and first <= last]
    return Words(
        head, dep, pos, tag, lemma, lower, entity, start, end, children, left, right, sentence, bounds, paragraph,
        quotation, outer, _next(outer, len(head)), within, odd,
    )  # fmt: skip


def _next(quotations: list[tuple[int, int, bool]], size: int) -> list[int]:
    following = [-1] * size
    at = 0
    for number, (first, _, _) in enumerate(quotations):
        following[at:first] = [number] * (first - at)
        at = max(at, first)
    return following


def _strings(doc: "Doc", column: np.ndarray) -> list[str]:
    names = {key: " " if (name := doc.vocab.strings[key]).isspace() else name for key in set(column.tolist())}
    return [names[key] for key in column.tolist()]


def _paragraphs(sentences: list[dict]) -> list[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for row in sentences:
        if row["part"] == "body":
            first, _ = spans.get(row["paragraph"], (row["start"], 0))
            spans[row["paragraph"]] = (first, row["end"])
    return list(spans.values())


def _place_sentences(
    start: list[int], pos: list[str], sentences: list[dict]
) -> tuple[list[int], dict[int, tuple[int, int]], list[int]]:
    sentence, paragraph = [-1] * len(start), [-1] * len(start)
    bounds: dict[int, tuple[int, int]] = {}
    at = 0
    for number, row in enumerate(sentences):
        while at < len(start) and start[at] < row["start"]:
            at += 1
        first = at
        while at < len(start) and start[at] < row["end"]:
            at += 1
        if row["part"] != "body" or at == first:
            continue
        sentence[first:at] = [number] * (at - first)
        paragraph[first:at] = [row["paragraph"]] * (at - first)
        bounds[number] = (first, at - 1)
    return sentence, bounds, paragraph


def _subtrees(head: list[int], pos: list[str]) -> tuple[list[list[int]], list[int], list[int]]:
    """Return each token's children, and the first and last place of its subtree (white space left out)."""
    children: list[list[int]] = [[] for _ in head]
    for place, above in enumerate(head):
        if above != place:
            children[above].append(place)
    left, right = list(range(len(head))), list(range(len(head)))
    roots = [place for place, above in enumerate(head) if above == place]
    order = []
    while roots:
        place = roots.pop()
        order.append(place)
        roots.extend(children[place])
    for place in reversed(order):
        above = head[place]
        if pos[place] != "SPACE":
            left[above] = min(left[above], left[place])
            right[above] = max(right[above], right[place])
    return children, left, right


def _cover(start: list[int], end: list[int], first: int, last: int) -> tuple[int, int]:
    """Return the first and last place that lie in some characters; the first is larger where none does."""
    from bisect import bisect_left, bisect_right

    return bisect_right(end, first), bisect_left(start, last) - 1
