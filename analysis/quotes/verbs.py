"""The candidates of verbs: their complements in all extents, the clauses they are put into, their subjects."""

from collections.abc import Iterator
from typing import NamedTuple

from ..article import Article
from .sources import find_inverted

Span = tuple[int, int]  # first and last place
SKIP = {"PUNCT", "SPACE"}
LIGHT = {"prt", "advmod", "neg", "aux", "auxpass", "npadvmod", "nsubj", "nsubjpass", "cc", "conj", "punct", "mark",
         "expl"}  # fmt: skip
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


def propose_of_verb(article: Article, cue: int) -> Iterator[Candidate]:
    """Yield the candidates of a verb: its complements, what it is put into, its subject."""
    yield from _to_the_right(article, cue)
    yield from _to_the_left(article, cue)
    yield from _inserted(article, cue)
    yield from _of_subject(article, cue)


def _to_the_right(article: Article, cue: int) -> Iterator[Candidate]:
    """From each of the first three complements on: alone, with the next ones, up to a comma or a relative clause."""
    right = [c for c in article.children[cue] if c > cue and article.dep[c] not in LIGHT and article.pos[c] not in SKIP]
    for number, child in enumerate(right[:3]):
        name, cue_span, first = NAMES.get(article.dep[child], "rest"), (cue, cue), max(article.left[child], cue + 1)
        head = child
        if name == "preposition":
            head = next((c for c in article.children[child] if article.dep[c] in ("pobj", "pcomp")), -1)
            if head < 0:
                continue
            cue_span, first = (cue, child), max(article.left[head], child + 1)
        elif name == "adjective":
            yield from _of_predicate(article, cue, child)
        ends = sorted({article.right[c] for c in right[number : number + 3]} | {article.right[right[-1]]})
        for step, last in enumerate(ends):
            extent = "one" if not step else "all" if step == len(ends) - 1 else "some"
            if len(ends) == 1:
                extent = "only"
            yield Candidate(name, extent, cue, cue_span, ((first, last),), head)
        for extent, last in list_shorter(article, head, first, ends):
            yield Candidate(name, extent, cue, cue_span, ((first, last),), head)
        if article.dep[child] == "ccomp" and article.left[child] < cue:
            yield Candidate(
                "clause around", "only", cue, cue_span, ((article.left[child], article.right[child]),), child
            )


def list_shorter(article: Article, head: int, first: int, ends: list[int]) -> list[tuple[str, int]]:
    """Where a content may end sooner: before its first or last comma, or a clause that hangs on it."""
    found = []
    commas = [
        p for p in range(first + 1, ends[-1]) if article.lower[p] in (",", "--", "—", "–") and article.quotation[p] < 0
    ]
    if commas:
        found.append(("first comma", commas[0] - 1))
        if len(commas) > 1:
            found.append(("last comma", commas[-1] - 1))
    hanging = [article.left[c] for c in article.children[head] if c > head and article.dep[c] in RELATIVE]
    hanging = [p - 1 for p in hanging if first < p - 1]
    if hanging:
        found.append(("no clause", hanging[-1]))
    joined = [c for c in article.children[head] if c > head and article.dep[c] == "cc" and c - 1 > first]
    if joined:
        found.append(("no conjunct", joined[0] - 1))
    prepositions = [
        c for c in article.children[head] if c > head and article.dep[c] in ("prep", "npadvmod") and c - 1 >= first
    ]
    if prepositions:
        found.append(("no preposition", prepositions[-1] - 1))
    clause = head if article.dep[head] == "ccomp" else first  # what is said of the subject is in it
    return [(extent, last) for extent, last in found if last >= clause and last not in ends]


def _of_predicate(article: Article, cue: int, adjective: int) -> Iterator[Candidate]:
    """Is confident that, was critical of."""
    for below in article.children[adjective]:
        if below > adjective and article.dep[below] in ("ccomp", "xcomp", "prep", "advcl"):
            cue_span, first, head = (cue, adjective), article.left[below], below
            if article.dep[below] == "prep":
                head = next((c for c in article.children[below] if article.dep[c] in ("pobj", "pcomp")), -1)
                if head < 0:
                    continue
                cue_span, first = (cue, below), max(below + 1, article.left[head])
            first = max(first, adjective + 1)
            yield Candidate("predicate", "only", cue, cue_span, ((first, article.right[below]),), head)


def _to_the_left(article: Article, cue: int) -> Iterator[Candidate]:
    """The content comes before its cue: he said."""
    for child in article.children[cue]:
        dep = article.dep[child]
        if child < cue and dep in ("ccomp", "dep", "advcl", "parataxis", "dobj") and article.pos[child] not in SKIP:
            span = (article.left[child], min(article.right[child], cue - 1))
            yield Candidate("clause before", dep, cue, (cue, cue), (span,), child)


def _inserted(article: Article, cue: int) -> Iterator[Candidate]:
    """The cue, he said, is put into its content."""
    above, own = article.head[cue], (cue, cue)
    inverted = find_inverted(article, cue)
    if inverted >= 0:
        out = (cue, article.right[inverted] + 1)
        yield Candidate("inserted", "commas", cue, own, (article.bounds[article.body[cue]],), above, out=out)
        return
    if above == cue or article.pos[above] in SKIP:
        return
    out = (article.left[cue], article.right[cue])
    if article.dep[cue] in ("parataxis", "advcl", "conj", "dep", "ccomp", "relcl", "intj", "acl"):
        whole = (article.left[above], article.right[above])
        if above < out[0]:
            yield Candidate("inserted", "before", cue, own, ((whole[0], out[0] - 1),), above)
            if out[1] < whole[1]:
                yield Candidate("inserted", "around", cue, own, (whole,), above, out=out)
        elif article.dep[cue] != "relcl":
            within = whole[0] < out[0]  # The plan, she said, is dead: the subject stands before
            span, extent = (whole, "around") if within else ((out[1] + 1, whole[1]), "after")
            yield Candidate("inserted", extent, cue, own, (span,), above, out=out if within else None)
    first, last = article.bounds[article.body[cue]]
    finite = article.tag[cue] in ("VBD", "VBZ", "VBP")
    if finite and first < out[0] and out[1] < last - 1 and "," in (article.lower[out[0]], article.lower[out[0] - 1]):
        yield Candidate("inserted", "sentence", cue, own, ((first, last),), above, out=out)


def _of_subject(article: Article, cue: int) -> Iterator[Candidate]:
    """X was criticised for Y, X seems to Y: the subject belongs to the content."""
    subject = next((c for c in article.children[cue] if article.dep[c] in ("nsubjpass", "nsubj") and c < cue), -1)
    if subject < 0:
        return
    passive = article.dep[subject] == "nsubjpass"
    right = [c for c in article.children[cue] if c > cue and article.dep[c] not in LIGHT and article.pos[c] not in SKIP]
    right = [c for c in right if article.dep[c] != "agent"]
    span = (article.left[subject], article.right[subject])
    if passive:
        yield Candidate("passive subject", "one", cue, (cue, cue), (span,), subject)
    if right and (passive or article.dep[right[0]] in ("xcomp", "acomp", "oprd", "prep")):
        rest = (article.left[right[0]], article.right[right[-1]])
        name = "passive subject" if passive else "raised subject"
        yield Candidate(name, "with rest", cue, (cue, cue), (span, rest), subject, sourced=passive)
