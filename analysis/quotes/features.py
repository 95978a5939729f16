"""What the chooser sees of an attribution: names of indicator features."""

from .pieces import Attribution
from .words import Words

LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60)


def describe(words: Words, attribution: Attribution) -> list[str]:
    """Return the names of the features that hold of an attribution."""
    candidate, pieces, source = attribution
    name, cue = candidate.construction, candidate.cue
    lemma, tag = words.lemma[cue].lower(), words.tag[cue]
    found = ["bias", f"c={name}", f"l={lemma}", f"cl={name}|{lemma}", f"lt={lemma}|{tag}", f"ct={name}|{tag}"]
    found += _of_cue(words, attribution, lemma, name)
    found += _of_content(words, attribution, lemma, name)
    found += _of_source(words, attribution, lemma, name)
    return found


def _of_cue(words: Words, attribution: Attribution, lemma: str, name: str) -> list[str]:
    cue, span = attribution.candidate.cue, attribution.candidate.cue_span
    above = words.head[cue]
    dep = words.dep[cue]
    found = [f"dep={dep}", f"cdep={name}|{dep}", f"up={words.lemma[above]}", f"updep={words.pos[above]}|{dep}"]
    found += [f"ldep={lemma}|{dep}"]
    kids = sorted({words.dep[c] for c in words.children[cue]} - {"punct", "nsubj"})
    found += [f"kid={kid}" for kid in kids] + [f"lkid={lemma}|{kid}" for kid in kids]
    found += [f"kids={name}|{'+'.join(kids)}"]
    for child in words.children[cue]:
        if words.dep[child] in ("aux", "neg", "prt", "auxpass"):
            found += [f"aux={words.lower[child]}", f"laux={lemma}|{words.lower[child]}"]
        elif words.dep[child] in ("prep", "dobj"):
            found += [f"lp={lemma}|{words.lemma[child]}"]
    if span[1] != cue:
        found += [f"cue={lemma}|{words.lower[span[1]]}", f"cue2={name}|{words.lower[span[1]]}"]
    before = words.lower[cue - 1] if cue else "^"
    after = words.lower[cue + 1] if cue + 1 < len(words.lower) else "$"
    found += [f"before={before}", f"after={after}", f"lafter={lemma}|{after}"]
    found += [f"cueq={words.quotation[cue] >= 0}", f"ccueq={name}|{words.quotation[cue] >= 0}"]
    return found + _governors(words, cue)


def _governors(words: Words, cue: int) -> list[str]:
    """The verbs above the cue whose complement it stands in: what is within a content is seldom its own."""
    found = []
    place = cue
    for _ in range(6):
        above = words.head[place]
        if above == place:
            break
        if words.dep[place] in ("ccomp", "xcomp", "acl", "relcl", "pcomp") or words.pos[above] == "VERB":
            found.append(f"gov={words.lemma[above]}|{words.dep[place]}")
        place = above
    return found


def _of_content(words: Words, attribution: Attribution, lemma: str, name: str) -> list[str]:
    candidate, pieces, source = attribution
    first, last = pieces[0]
    size = sum(b - a + 1 for a, b in pieces)
    quoted = sum(words.quotation[p] >= 0 for a, b in pieces for p in range(a, b + 1))
    share = "no" if not quoted else "all" if quoted >= size - 1 else "part"
    length = sum(size > limit for limit in LENGTHS)
    head = candidate.content_head
    side = "L" if last < candidate.cue else "R"
    gap = min(abs(candidate.cue - last) if side == "L" else abs(first - candidate.cue_span[1]), 8)
    word, tag = words.lower[first], words.tag[head]
    found = [f"q={share}", f"cq={name}|{share}", f"lq={lemma}|{share}", f"len={length}", f"clen={name}|{length}"]
    found += [
        f"side={side}|{gap}",
        f"cside={name}|{side}|{min(gap, 4)}",
        f"n={len(pieces)}",
        f"cn={name}|{len(pieces)}",
    ]
    found += [f"first={word}", f"cfirst={name}|{word}", f"lfirst={lemma}|{word}", f"htag={tag}", f"chtag={name}|{tag}"]
    found += [f"lhtag={lemma}|{tag}", f"head={words.lemma[head]}", f"lhead={lemma}|{words.lemma[head]}"]
    found += [f"ent={words.entity[head]}", f"cent={name}|{words.entity[head]}"]
    kids = {words.dep[c] for c in words.children[head]}
    found += [f"hk={kid}" for kid in sorted(kids)]
    marks = [words.lower[c] for c in words.children[head] if words.dep[c] in ("mark", "aux")]
    found += [f"mark={mark}" for mark in marks] + [f"lmark={lemma}|{mark}" for mark in marks]
    crossing = words.quotation[first] != words.quotation[last]
    found += [f"cross={name}|{crossing}|{share}"]
    if last + 1 < len(words.lower):
        found.append(f"next={words.lower[last + 1]}")
    return found


def _of_source(words: Words, attribution: Attribution, lemma: str, name: str) -> list[str]:
    candidate, _, span = attribution
    head = candidate.source
    if head < 0 or span is None:
        return ["s=none", f"cs={name}|none", f"ls={lemma}|none"]
    kind = words.pos[head] if words.pos[head] in ("PRON", "PROPN", "NOUN") else "other"
    side = "L" if head < candidate.cue else "R"
    entity = words.entity[head]
    found = [f"s={kind}", f"cs={name}|{kind}|{side}", f"ls={lemma}|{kind}", f"se={entity}", f"lse={lemma}|{entity}"]
    found += [f"sh={words.lemma[head].lower()}", f"sdep={words.dep[head]}|{side}", f"csdep={name}|{words.dep[head]}"]
    found += [f"slen={min(span[1] - span[0], 6)}", f"sq={words.quotation[head] >= 0}", f"sl={words.lower[head]}|{name}"]
    distance = min(abs(head - candidate.cue), 10)
    return [*found, f"sd={distance}|{side}", f"stag={words.tag[head]}"]
