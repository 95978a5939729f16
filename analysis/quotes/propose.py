"""Constructions propose attributions: from the parse and the quotation marks, more than will be chosen."""

from collections.abc import Iterator
from typing import NamedTuple

from .sources import find_source
from .words import Words

Span = tuple[int, int]  # first and last place
SKIP = {"PUNCT", "SPACE"}
LIGHT = {"prt", "advmod", "neg", "aux", "auxpass", "npadvmod"}


class Candidate(NamedTuple):
    """A possible attribution: places of cue head, content and source head (-1 where there is none)."""

    construction: str
    cue: int
    cue_span: Span
    content: Span
    source: int
    content_head: int


def propose(words: Words) -> list[Candidate]:
    """Return the candidates of an article, in the order of their cues."""
    found: list[Candidate] = []
    for place, sentence in enumerate(words.sentence):
        if sentence < 0:
            continue
        if words.lower[place] == "according":
            found += _of_preposition(words, place)
        elif words.pos[place] in ("VERB", "AUX"):
            found += _of_verb(words, place)
        elif words.pos[place] in ("NOUN", "PROPN", "ADJ"):
            found += _of_noun(words, place)
        elif words.lower[place] in (":", "―", "—"):
            found += _of_colon(words, place)
        elif words.dep[place] in ("prep", "mark", "advmod"):
            found += _of_preposition(words, place)
    found += _of_quotations(words)
    return found


def _of_verb(words: Words, cue: int) -> Iterator[Candidate]:
    source = find_source(words, cue)
    first_right = 0
    passive = -1
    last = words.right[cue]
    for child in words.children[cue]:
        dep = words.dep[child]
        if dep in ("nsubjpass", "auxpass"):
            passive = child if dep == "nsubjpass" else passive
        if child < cue:
            if dep in ("ccomp", "dep", "advcl", "parataxis") and words.pos[child] != "SPACE":
                yield _make(
                    "clause before", words, cue, (words.left[child], min(words.right[child], cue - 1)), child, source
                )
            continue
        if dep == "ccomp":
            yield _make("clause", words, cue, (max(words.left[child], cue + 1), words.right[child]), child, source)
        elif dep == "xcomp":
            yield _make("infinitive", words, cue, (words.left[child], words.right[child]), child, source)
        elif dep in ("dobj", "attr", "oprd", "dative"):
            yield _make("object", words, cue, (words.left[child], words.right[child]), child, source)
        elif dep in ("prep", "agent"):
            yield from _of_complement(words, cue, child, source)
        elif dep == "acomp":
            for below in words.children[child]:
                if words.dep[below] in ("ccomp", "xcomp", "prep"):
                    span = (max(words.left[below], child + 1), words.right[below])
                    yield Candidate("adjective", cue, (cue, child), span, source, below)
        elif dep in ("parataxis", "advcl"):
            yield _make("adverbial", words, cue, (max(words.left[child], cue + 1), words.right[child]), child, source)
        if (
            not first_right
            and dep not in LIGHT
            and words.pos[child] not in SKIP
            and words.left[child] > cue
            and dep not in ("nsubj", "cc", "conj")
        ):
            first_right = words.left[child]
            rest_head = child
    if first_right:
        yield _make("rest", words, cue, (first_right, last), rest_head, source)
    if passive >= 0:
        yield _make("passive subject", words, cue, (words.left[passive], words.right[passive]), passive, source)
    if (
        words.dep[cue] in ("parataxis", "advcl", "conj", "dep", "ccomp", "relcl", "intj")
        and words.left[cue] > words.left[words.head[cue]]
    ):
        above = words.head[cue]
        if words.pos[above] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") and above < words.left[cue]:
            yield _make("inserted", words, cue, (words.left[above], words.left[cue] - 1), above, source)
        as_said = any(words.lower[c] == "as" for c in words.children[cue])
        if as_said and above > cue:
            yield _make("as said", words, cue, (words.right[cue] + 1, words.right[above]), above, source)
    elif words.dep[cue] == "advcl" and any(words.lower[c] == "as" for c in words.children[cue]):
        above = words.head[cue]
        yield _make("as said", words, cue, (words.right[cue] + 1, words.right[above]), above, source)


def _of_complement(words: Words, cue: int, preposition: int, source: int) -> Iterator[Candidate]:
    for below in words.children[preposition]:
        if words.dep[below] in ("pobj", "pcomp"):
            span = (max(words.left[below], preposition + 1), words.right[below])
            yield Candidate("preposition", cue, (cue, preposition), span, source, below)
            return


def _of_noun(words: Words, cue: int) -> Iterator[Candidate]:
    for child in words.children[cue]:
        if child < cue:
            continue
        if words.dep[child] in ("acl", "ccomp", "xcomp", "relcl", "appos"):
            name = "noun clause" if words.dep[child] != "relcl" else "noun relative"
            yield _make(
                name, words, cue, (max(words.left[child], cue + 1), words.right[child]), child, _noun_source(words, cue)
            )
        elif words.dep[child] == "prep":
            for below in words.children[child]:
                if words.dep[below] in ("pobj", "pcomp"):
                    span = (max(words.left[below], child + 1), words.right[below])
                    yield Candidate("noun preposition", cue, (cue, child), span, _noun_source(words, cue, child), below)


def _noun_source(words: Words, cue: int, besides: int = -1) -> int:
    """Whose claim: the possessor, who it is by, else the subject of the verb it belongs to."""
    for child in words.children[cue]:
        if words.dep[child] == "poss":
            return child
    for child in words.children[cue]:
        if child != besides and words.dep[child] == "prep" and words.lower[child] in ("by", "from", "of", "among"):
            for below in words.children[child]:
                if words.dep[below] == "pobj":
                    return below
    above = words.head[cue]
    if words.dep[cue] in ("dobj", "attr", "pobj", "oprd"):
        while words.pos[above] == "ADP" and words.head[above] != above:
            above = words.head[above]
        if words.pos[above] in ("VERB", "AUX"):
            source = find_source(words, above)
            return source if source != cue else -1
    return -1


def _of_preposition(words: Words, place: int) -> Iterator[Candidate]:
    lower = words.lower[place]
    if lower == "according":
        to = place + 1 if words.lower[place + 1 : place + 2] == ["to"] else place
        below = next((c for c in words.children[to] if words.dep[c] == "pobj"), -1)
        yield from _around(words, place, "according to", (place, max(to, place)), below)
    elif lower in ("reportedly", "allegedly", "apparently", "supposedly"):
        yield from _around(words, place, "reportedly", (place, place), -1)
    elif lower in ("in", "for", "to", "per", "from"):
        below = next((c for c in words.children[place] if words.dep[c] == "pobj"), -1)
        owner = next((c for c in words.children[below] if words.dep[c] in ("poss", "prep")), -1) if below >= 0 else -1
        if owner >= 0 and words.dep[owner] == "prep":
            owner = next((c for c in words.children[owner] if words.dep[c] == "pobj"), -1)
        if owner >= 0 or lower in ("for", "per", "to"):
            yield from _around(words, place, "in the words of", (place, place), owner if owner >= 0 else below)


def _around(words: Words, place: int, name: str, cue_span: Span, source: int) -> Iterator[Candidate]:
    """The clause that an adverbial belongs to, without the adverbial itself."""
    first, last = words.left[place], words.right[place]
    above = words.head[place]
    while words.head[above] != above and words.pos[above] not in ("VERB", "AUX") and words.dep[above] != "ROOT":
        above = words.head[above]
    left, right = words.left[above], words.right[above]
    if left < first:
        yield Candidate(name + " (after)", place, cue_span, (left, first - 1), source, above)
    if right > last:
        yield Candidate(name + " (before)", place, cue_span, (last + 1, right), source, above)


def _of_colon(words: Words, place: int) -> Iterator[Candidate]:
    first, last = words.sentences[words.sentence[place]]
    if place in (first, last):
        return
    named = [p for p in range(first, place) if words.pos[p] in ("NOUN", "PROPN", "PRON")]
    source = next((p for p in named if words.dep[p] == "nsubj"), named[-1] if named else -1)
    yield Candidate("colon", place, (place, place), (place + 1, last), source, words.head[place + 1])
    named = [p for p in range(place + 1, min(last, place + 12) + 1) if words.pos[p] in ("NOUN", "PROPN", "PRON")]
    if words.lower[place] != ":" and named:
        source = next((p for p in named if words.head[p] < p), named[-1])
        yield Candidate("dash", place, (place, place), (first, place - 1), source, words.head[place - 1])


def _of_quotations(words: Words) -> Iterator[Candidate]:
    """Each quotation with the nearest verb with a source on either side, in its sentence or the one beside it."""
    for number, (first, last, _) in enumerate(words.quotations):
        sentence = words.sentence[first]
        if sentence < 0:
            continue
        head = next(
            (p for p in range(first, last + 1) if not first <= words.head[p] <= last or words.head[p] == p), first
        )
        for name, places in (
            ("quotation before", range(last + 1, len(words.head))),
            ("quotation after", range(first - 1, -1, -1)),
        ):
            cue = _nearest_verb(words, places, number, (first, last))
            if cue >= 0:
                yield Candidate(name, cue, (cue, cue), (first, last), find_source(words, cue), head)


def _nearest_verb(words: Words, places: range, number: int, quotation: Span) -> int:
    for step, place in enumerate(places):
        if words.paragraph[place] not in (words.paragraph[quotation[0]], -1) and not (
            step <= 2 and words.lower[place] == ":"
        ):
            return -1
        if words.lower[place] == ":" and step <= 2:
            quotation = (place, place)
        if step > 40:
            return -1
        if words.pos[place] == "VERB" and words.quotation[place] < 0:
            return place
    return -1


def _make(name: str, words: Words, cue: int, content: Span, head: int, source: int) -> Candidate:
    return Candidate(name, cue, (cue, cue), content, source, head)
