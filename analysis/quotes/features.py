"""What the chooser sees of an attribution: names of indicator features."""

from .pieces import Attribution
from .words import Words

LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60)


def describe_cue(words: Words, cue: int) -> list[str]:
    """Return the names of the features of a cue, whatever its content."""
    lemma, tag, dep = words.lemma[cue].lower(), words.tag[cue], words.dep[cue]
    above = words.head[cue]
    found = ["bias", f"l={lemma}", f"lt={lemma}|{tag}", f"dep={dep}", f"up={words.lemma[above]}|{dep}"]
    found += [f"updep={words.pos[above]}|{dep}", f"ldep={lemma}|{dep}", f"w={words.lower[cue]}"]
    kids = sorted({words.dep[c] for c in words.children[cue]} - {"punct"})
    found += [f"kid={kid}" for kid in kids] + [f"lkid={lemma}|{kid}" for kid in kids]
    for child in words.children[cue]:
        if words.dep[child] in ("aux", "neg", "prt", "auxpass"):
            found += [f"aux={words.lower[child]}", f"laux={lemma}|{words.lower[child]}"]
        elif words.dep[child] in ("prep", "dobj", "acomp", "attr", "oprd", "amod", "poss", "det"):
            found += [f"lp={lemma}|{words.lemma[child]}", f"p={words.dep[child]}|{words.lemma[child]}"]
    before = words.lower[cue - 1] if cue else "^"
    after = words.lower[cue + 1] if cue + 1 < len(words.lower) else "$"
    found += [f"before={before}", f"after={after}", f"lbefore={lemma}|{before}", f"lafter={lemma}|{after}"]
    found += [f"cueq={words.quotation[cue] >= 0}", f"lcueq={lemma}|{words.quotation[cue] >= 0}"]
    return found + _governors(words, cue)


def _governors(words: Words, cue: int) -> list[str]:
    """The words above the cue whose complement it stands in: what is within a content is seldom its own."""
    found = []
    place, path = cue, ""
    for _ in range(5):
        above = words.head[place]
        if above == place:
            break
        path = words.dep[place]
        if words.pos[above] in ("VERB", "AUX", "NOUN", "ADJ"):
            found.append(f"gov={words.lemma[above]}|{path}")
        place = above
    return [*found, f"depth={len(found)}"]


def describe(words: Words, attribution: Attribution) -> list[str]:
    """Return the names of the features of an attribution that are not its cue's alone."""
    candidate = attribution.candidate
    name, cue = f"{candidate.construction}|{candidate.extent}", candidate.cue
    kind, lemma = candidate.construction, words.lemma[cue].lower()
    found = [f"c={name}", f"k={kind}", f"kl={kind}|{lemma}", f"cl={name}|{lemma}", f"el={candidate.extent}|{lemma}"]
    found += [f"ct={name}|{words.tag[cue]}", f"cdep={kind}|{words.dep[cue]}"]
    kids = sorted({words.dep[c] for c in words.children[cue]} - {"punct", "nsubj", "advmod", "aux"})
    found += [f"kids={kind}|{'+'.join(kids)}", f"ckids={name}|{'+'.join(kids)}"]
    last = candidate.cue_span[1]
    if last != cue:
        found += [f"cue={lemma}|{words.lower[last]}", f"cue2={name}|{words.lower[last]}"]
    found.append(f"kcueq={kind}|{words.quotation[cue] >= 0}")
    return (
        found
        + _of_content(words, attribution, lemma, kind)
        + _of_end(words, attribution, lemma, name)
        + _of_source(words, attribution, lemma, kind)
    )


def _of_content(words: Words, attribution: Attribution, lemma: str, kind: str) -> list[str]:
    candidate, pieces = attribution.candidate, attribution.pieces
    first, last = pieces[0]
    size = sum(b - a + 1 for a, b in pieces)
    quoted = sum(words.quotation[p] >= 0 for a, b in pieces for p in range(a, b + 1))
    share = "no" if not quoted else "all" if quoted >= size - 1 else "part"
    length = sum(size > limit for limit in LENGTHS)
    head = candidate.head
    side = "L" if last < candidate.cue else "R"
    gap = min(abs(candidate.cue - last) if side == "L" else abs(first - candidate.cue_span[1]), 8)
    word, tag = words.lower[first], words.tag[head]
    found = [f"q={share}", f"kq={kind}|{share}", f"lq={lemma}|{share}", f"len={length}", f"klen={kind}|{length}"]
    found += [f"llen={lemma}|{length}", f"side={side}|{gap}", f"kside={kind}|{side}|{gap}"]
    found += [f"n={len(pieces)}", f"kn={kind}|{len(pieces)}|{candidate.extent}"]
    found += [f"first={word}", f"kfirst={kind}|{word}", f"lfirst={lemma}|{word}", f"htag={tag}", f"khtag={kind}|{tag}"]
    found += [f"lhtag={lemma}|{tag}", f"head={words.lemma[head]}", f"lhead={lemma}|{words.lemma[head]}"]
    found += [f"ent={words.entity[head]}", f"kent={kind}|{words.entity[head]}", f"lent={lemma}|{words.entity[head]}"]
    for child in words.children[head]:
        if words.dep[child] in ("mark", "aux", "nsubj"):
            found += [f"mark={words.lower[child]}", f"lmark={lemma}|{words.dep[child]}"]
        else:
            found.append(f"hk={words.dep[child]}")
    found.append(f"cross={kind}|{words.quotation[first] != words.quotation[last]}|{share}")
    return found


def _of_end(words: Words, attribution: Attribution, lemma: str, name: str) -> list[str]:
    """Where the content ends, what comes next, and what was left out of the sentence."""
    candidate, pieces = attribution.candidate, attribution.pieces
    last = pieces[-1][1]
    after = _after_marks(words, last + 1)
    if after >= len(words.lower) or words.sentence[after] != words.sentence[last]:
        return [f"end={name}", f"lend={lemma}|{candidate.extent}"]
    closing = words.sentences[words.sentence[last]][1]
    rest = min((closing - last) // 3, 5)
    tag = words.tag[after]
    found = [
        f"next={words.lower[after]}",
        f"cnext={name}|{words.lower[after]}",
        f"cntag={name}|{tag}",
        f"rest={name}|{rest}",
    ]
    if words.lower[after] in (",", "--", "—", "–") and after < closing:
        found += [
            f"comma={words.lower[after + 1]}",
            f"ctag={name}|{words.tag[after + 1]}",
            f"cdep={words.dep[after + 1]}",
        ]
    comma = sum(words.lower[p] == "," for p in range(pieces[0][0], last + 1))
    return [*found, f"commas={min(comma, 4)}|{candidate.extent}", f"ndep={candidate.extent}|{words.dep[after]}"]


def _after_marks(words: Words, place: int) -> int:
    while place < len(words.lower) and words.lower[place] in ("''", '"', "”", "’", "'"):
        place += 1
    return place


def _of_source(words: Words, attribution: Attribution, lemma: str, kind: str) -> list[str]:
    source, span = attribution.source, attribution.source_span
    head = source.head
    if span is None:
        return ["s=none", f"ks={kind}|none", f"ls={lemma}|none", f"sd={attribution.candidate.sourced}"]
    pos = words.pos[head] if words.pos[head] in ("PRON", "PROPN", "NOUN") else "other"
    side = "L" if head < attribution.candidate.cue else "R"
    entity = words.entity[head]
    found = [f"s={pos}", f"ks={kind}|{pos}|{side}", f"ls={lemma}|{pos}", f"se={entity}", f"lse={lemma}|{entity}"]
    found += [
        f"sh={words.lemma[head].lower()}",
        f"how={source.how}",
        f"khow={kind}|{source.how}",
        f"lhow={lemma}|{source.how}",
    ]
    found += [f"slen={min(span[1] - span[0], 6)}", f"sq={words.quotation[head] >= 0}", f"sl={words.lower[head]}|{kind}"]
    distance = min(abs(head - attribution.candidate.cue), 10)
    sure, lead = max(min(int(source.score), 4), -3), min(int(source.lead), 5)
    return [
        *found,
        f"sdist={distance}|{side}",
        f"stag={words.tag[head]}",
        f"sure={sure}",
        f"lead={lead}",
        f"ksure={kind}|{sure}",
    ]
