"""Whose words: the possible sources of a cue, and the likeliest among them."""

from collections.abc import Iterator

from ..article import Article

Span = tuple[int, int]
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NAMING = ("NOUN", "PROPN", "PRON")
RELATIVES = {"who", "which", "that", "whom"}
OWN = {"nsubj", "nsubjpass", "agent", "poss", "expl", "dobj"}
PEOPLE = {"PERSON", "ORG", "GPE", "NORP"}
NONE = ("none", -1)
MARKS = {":", "―", "—", "–", "--"}
DASHES = {"―", "—", "–", "-"}


def list_sources(article: Article, cue: int) -> list[tuple[str, int]]:
    """Return the possible sources of a cue, each as (how it was found, place of its head); none at all is the last."""
    inverted = find_inverted(article, cue)
    if inverted >= 0:
        return [("inverted", inverted), NONE]
    found: dict[int, str] = {}
    for how, place in _possible(article, cue):
        if place >= 0 and place != cue:
            found.setdefault(place, how)
    return [(how, place) for place, how in found.items()] + [NONE]


def find_inverted(article: Article, cue: int) -> int:
    """Return the subject behind a verb where both stand between commas, else -1: The plan, said the senator, fails."""
    if not cue or article.lower[cue - 1] != ",":
        return -1
    saying = ("nsubj", "dobj") if article.lemma[cue] == "say" else ("nsubj",)  # nobody says a person
    after = (child for child in article.children[cue] if child > cue and article.dep[child] in saying)
    return next((c for c in after if article.lower[article.right[c] + 1 : article.right[c] + 2] == [","]), -1)


def _possible(article: Article, cue: int) -> Iterator[tuple[str, int]]:
    pos = article.pos[cue]
    if article.lower[cue] == "according" and article.lower[cue + 1 : cue + 2] == ["to"]:
        yield "according to", _object(article, cue + 1)
    if is_mark(article, cue):
        yield from _beside_mark(article, cue)
        return
    for child in article.children[cue]:
        dep = article.dep[child]
        if dep in SUBJECTS:
            yield dep, find_antecedent(article, child, cue)
        elif dep == "agent":
            yield "agent", _object(article, child)
        elif dep == "poss":
            yield "possessor", child
        elif dep in ("pobj", "prep") and (pos not in ("VERB", "AUX") or article.lower[cue] == "according"):
            below = child if dep == "pobj" else _object(article, child)
            yield from _owners(article, below)
            yield (dep if dep == "pobj" else f"prep {article.lower[child]}"), below
    if pos in ("PROPN", "NOUN", "ADJ"):
        yield from (
            (article.dep[c], c) for c in article.children[cue] if article.dep[c] in ("amod", "compound", "nmod")
        )
    yield from _above(article, cue)
    yield from _beside(article, cue)


def is_mark(article: Article, place: int) -> bool:
    """Return whether a colon or a dash stands at a place, be it one that is written together with a name."""
    lower = article.lower[place]
    signed = lower[0] in DASHES and place > 0 and article.quotation[place - 1] >= 0
    return lower in MARKS or signed


def _beside_mark(article: Article, mark: int) -> Iterator[tuple[str, int]]:
    first, last = article.bounds[article.body[mark]]
    before = [p for p in range(max(first, mark - 25), mark) if _may_sign(article, p, mark)]
    before = [p for p in before if article.dep[p] != "pobj" or article.head[article.head[p]] not in before]
    yield from (("subject before", p) for p in before if article.dep[p] in SUBJECTS)
    if before:
        yield "name before", before[-1]
        yield "first before", before[0]
    after = [p for p in range(mark + 1, min(last, mark + 12) + 1) if _may_sign(article, p, mark)]
    if after:
        yield "name after", next((p for p in after if article.head[p] < mark or article.head[p] == p), after[0])


def _may_sign(article: Article, place: int, mark: int) -> bool:
    whole = article.pos[place] in NAMING and article.dep[place] != "compound"
    return whole and article.quotation[place] == article.quotation[mark]


def _owners(article: Article, place: int) -> Iterator[tuple[str, int]]:
    """In the words of X, in X's view."""
    for child in article.children[place] if place >= 0 else []:
        if article.dep[child] == "poss":
            yield "owner", child
        elif article.lower[child] in ("of", "from", "by"):
            yield "owner of", _object(article, child)


def _above(article: Article, cue: int) -> Iterator[tuple[str, int]]:
    """The subjects and objects of the verbs above, and the noun that a clause hangs on."""
    place, path = cue, ""
    for _ in range(4):
        above, dep = article.head[place], article.dep[place]
        if above == place:
            return
        path += f"{dep} "
        if dep in ("acl", "relcl") and article.pos[above] in NAMING and not _has_subject(article, place):
            yield f"{path}noun", above
        for child in article.children[above]:
            if child != place and article.dep[child] in (*SUBJECTS, "dobj", "agent"):
                target = (
                    _object(article, child) if article.dep[child] == "agent" else find_antecedent(article, child, above)
                )
                yield f"{path}{article.dep[child]}", target
        if article.pos[above] in NAMING and dep in ("acl", "relcl"):
            yield from ((f"{path}possessor", c) for c in article.children[above] if article.dep[c] == "poss")
        place = above


def _has_subject(article: Article, verb: int) -> bool:
    """Whether a verb has a subject other than a relative pronoun: the war, which they claim."""
    return any(article.dep[c] in SUBJECTS and article.lower[c] not in RELATIVES for c in article.children[verb])


def _beside(article: Article, cue: int) -> Iterator[tuple[str, int]]:
    """The name right after a cue (said Representative Doe) and the nearest one before it."""
    after = cue + 1
    last = article.bounds[article.body[cue]][1]
    while after <= min(last, cue + 4) and article.pos[after] in ("DET", "ADJ", "PUNCT"):
        after += 1
    if after <= last and article.pos[after] in NAMING:
        while (
            article.head[after] > after and article.pos[article.head[after]] in NAMING and article.head[after] <= last
        ):
            after = article.head[after]
        yield "after", after
    first = article.bounds[article.body[cue]][0]
    for place in range(cue - 1, max(first, cue - 12) - 1, -1):
        if article.pos[place] in NAMING and article.quotation[place] < 0:
            yield "before", place
            return


def _object(article: Article, preposition: int) -> int:
    return next((c for c in article.children[preposition] if article.dep[c] == "pobj"), -1)


def find_antecedent(article: Article, source: int, verb: int) -> int:
    """Return what a relative pronoun stands for, the noun before it; else the source itself."""
    if article.lower[source] in RELATIVES and article.dep[verb] == "relcl":
        return article.head[verb]
    return source


def describe_source(article: Article, cue: int, how: str, head: int) -> list[str]:
    """Return the names of the features of one possible source of a cue."""
    lemma, dep, pos = article.lemma[cue].lower(), article.dep[cue], article.pos[cue]
    own = "+".join(sorted({article.dep[c] for c in article.children[cue]} & OWN))
    found = [f"S:{how}", f"S:{how}|{dep}", f"S:{how}|{lemma}", f"S:{how}|{article.tag[cue]}", f"S:{how}|own={own}"]
    found.append(f"S:{how}|{pos}|{dep}|own={own}")
    if head < 0:
        return found
    above, entity = article.head[cue], article.entity[head]
    kind = "name" if entity in PEOPLE else article.pos[head]
    distance = min(abs(head - cue), 12)
    same = article.quotation[head] == article.quotation[cue]
    found += [
        f"S:pos={kind}|{how}",
        f"S:ent={entity}|{how}",
        f"S:h={article.lemma[head].lower()}",
        f"S:same={same}|{how}",
    ]
    found += [
        f"S:h={article.lower[head]}|{how}",
        f"S:d={distance if head < cue else -distance}",
        f"S:tag={article.tag[head]}",
    ]
    found += [f"S:kind={kind}|{entity}|{pos}", f"S:hdep={article.dep[head]}|{how}", f"S:k={kind}|{how}|own={own}"]
    side = "L" if head < cue else "R"
    around = f"{side}{_sign(article, cue - 1)}{_sign(article, article.right[head] + 1)}"
    sides = "+".join(sorted(f"{article.dep[c]}{c > cue:d}" for c in article.children[cue] if article.dep[c] in OWN))
    found += [f"S:set={how}|{around}", f"S:lset={lemma}|{around}", f"S:side={how}|{side}|{sides}|{around[1]}"]
    return [*found, f"S:up={article.lemma[above].lower()}|{how}", f"S:uptag={article.tag[above]}|{how}|{dep}"]


def _sign(article: Article, place: int) -> str:
    """The sign at a place, and whether a quotation ends or begins there: a cue set off by commas is put in."""
    if not 0 <= place < len(article.lower) or article.body[place] < 0:
        return "|"
    return "q" if article.quotation[place] >= 0 else article.lower[place] if article.pos[place] == "PUNCT" else "w"


def source_span(article: Article, head: int, avoid: Span) -> Span:
    """Return the first and last place of a source: its head's subtree, cut where the cue or content begins."""
    first, last = article.left[head], article.right[head]
    if first <= avoid[1] and avoid[0] <= last:
        if avoid[0] > head:
            last = min(last, avoid[0] - 1)
        elif avoid[1] < head:
            first = max(first, avoid[1] + 1)
        else:
            first = last = head
    for place in range(head + 1, last + 1):  # a long relative clause is not needed to know who it is
        if article.dep[place] == "relcl" and article.head[place] == head and place - first > 12:
            last = max(article.left[place] - 1, head)
            break
    while last > head and (article.pos[last] in ("PUNCT", "SPACE") or article.lower[last] in RELATIVES):
        last -= 1
    while first < head and (article.pos[first] in ("PUNCT", "SPACE") or article.dep[first] in ("cc", "mark", "prep")):
        first += 1
    return first, last
