"""Constructions propose attributions: from the parse and the quotation marks, more than will be chosen."""

from collections.abc import Iterator

from ..article import Article
from .pieces import NO_WORDS, is_title
from .sources import is_mark
from .verbs import Candidate, Span, list_shorter, propose_of_verb


def propose(article: Article) -> list[Candidate]:
    """Return the candidates of an article, in the order of their cues; those of quotations last."""
    found: list[Candidate] = []
    for place, sentence in enumerate(article.body):
        if sentence < 0:
            continue
        if article.lower[place] == "according":
            found += _of_according(article, place)
        elif article.pos[place] in ("VERB", "AUX"):
            found += propose_of_verb(article, place)
        elif is_mark(article, place):
            found += _of_mark(article, place)
        elif article.pos[place] in ("NOUN", "PROPN", "ADJ"):
            found += _of_noun(article, place)
        elif article.dep[place] in ("prep", "mark", "advmod"):
            found += _of_adverbial(article, place)
    found += _of_quotations(article)
    return found


def _of_noun(article: Article, cue: int) -> Iterator[Candidate]:
    for child in article.children[cue]:
        if child < cue:
            continue
        dep = article.dep[child]
        if dep in ("acl", "ccomp", "xcomp", "relcl", "appos"):
            name = "noun relative" if dep == "relcl" else "noun clause"
            span = (max(article.left[child], cue + 1), article.right[child])
            yield Candidate(name, dep, cue, (cue, cue), (span,), child)
        elif dep == "prep":
            head = next((c for c in article.children[child] if article.dep[c] in ("pobj", "pcomp")), -1)
            if head >= 0:
                span = (max(article.left[head], child + 1), article.right[head])
                yield Candidate("noun preposition", "only", cue, (cue, child), (span,), head)
                for extent, last in list_shorter(article, head, span[0], [span[1]]):
                    yield Candidate("noun preposition", extent, cue, (cue, child), ((span[0], last),), head)


def _of_according(article: Article, place: int) -> Iterator[Candidate]:
    to = place + 1 if article.lower[place + 1 : place + 2] == ["to"] else place
    yield from _around(article, place, "according to", (place, to))


def _of_adverbial(article: Article, place: int) -> Iterator[Candidate]:
    lower = article.lower[place]
    if article.dep[place] == "advmod" and lower.endswith("ly") and article.dep[article.head[place]] != "amod":
        yield from _around(article, place, "reportedly", (place, place))
    elif lower in ("in", "for", "to", "per", "from") and article.dep[place] == "prep":
        yield from _around(article, place, "in the words of", (place, place))


def _around(article: Article, place: int, name: str, cue_span: Span) -> Iterator[Candidate]:
    """The clause that an adverbial belongs to, without the adverbial itself."""
    first, last = article.left[place], article.right[place]
    above = article.head[place]
    while article.head[above] != above and article.pos[above] not in ("VERB", "AUX"):
        above = article.head[above]
    left, right = article.left[above], article.right[above]
    if left < first:
        yield Candidate(name, "after", place, cue_span, ((left, first - 1),), above)
        if right > last + 1:
            yield Candidate(name, "around", place, cue_span, ((left, right),), above, out=(first, last))
    if right > last:
        yield Candidate(name, "before", place, cue_span, ((last + 1, right),), above)


def _of_mark(article: Article, mark: int) -> Iterator[Candidate]:
    """What a colon introduces: the rest of its sentence or of its paragraph, or a quotation; what a dash signs."""
    first, last = article.bounds[article.body[mark]]
    if article.lower[mark] != ":":
        yield from _of_signature(article, mark, last)
        if first < mark < last:
            yield Candidate("dash", "only", mark, (mark, mark), ((first, mark - 1),), article.head[mark - 1])
        return
    if first < mark < last:
        yield Candidate("colon", "only", mark, (mark, mark), ((mark + 1, last),), article.head[mark + 1])
        while article.paragraph[last + 1 : last + 2] == [article.paragraph[mark]]:
            last += 1
        yield Candidate("colon", "paragraph", mark, (mark, mark), ((mark + 1, last),), article.head[mark + 1])
    number = article.next_quotation[mark]
    if mark == last and number >= 0 and _is_bare(article, mark + 1, article.quotations[number][0]):
        span = article.quotations[number][:2]
        yield Candidate("colon", "quotation", mark, (mark, mark), (span,), article.head[span[0]])


def _of_signature(article: Article, dash: int, last: int) -> Iterator[Candidate]:
    """A quotation right before a dash, in its paragraph or the one before; a name, and no verb, comes after it."""
    end = dash - 1
    while end > 0 and article.pos[end] == "SPACE":
        end -= 1
    number = article.quotation[end] if end >= 0 else -1
    if number >= 0 and article.body[end] >= 0 and "VERB" not in article.pos[dash + 1 : last + 1]:
        span = article.quotations[number][:2]
        yield Candidate("dash", "signature", dash, (dash, dash), (span,), article.head[span[0]])


def _is_bare(article: Article, start: int, stop: int) -> bool:
    return all(article.pos[place] in NO_WORDS for place in range(start, stop))


def _of_quotations(article: Article) -> Iterator[Candidate]:
    """Each quotation with the nearest verb on either side, in its paragraph or before the colon that opens it."""
    for first, last, _ in article.quotations:
        if article.body[first] < 0 or is_title(article, first, last):
            continue
        inside = range(first, last + 1)
        head = next((p for p in inside if article.head[p] not in inside or article.head[p] == p), first)
        for name, places in (
            ("quotation before", range(last + 1, min(last + 30, len(article.head)))),
            ("quotation after", range(first - 1, max(first - 40, -1), -1)),
        ):
            cue = _nearest_verb(article, places, article.paragraph[first])
            if cue >= 0:
                yield Candidate(name, "only", cue, (cue, cue), ((first, last),), head)


def _nearest_verb(article: Article, places: range, paragraph: int) -> int:
    for step, place in enumerate(places):
        if article.lower[place] == ":" and step <= 2 and article.paragraph[place] >= 0:
            paragraph = article.paragraph[place]
        if article.paragraph[place] not in (paragraph, -1):
            return -1
        if article.pos[place] == "VERB" and article.quotation[place] < 0 <= article.body[place]:
            return place
    return -1
