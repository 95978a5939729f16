"""What the chooser sees of an attribution: names of indicator features."""

from ..article import Article
from .pieces import NO_WORDS, Attribution, is_title
from .sources import is_mark

NEAR = 300  # places around a colon in which other labels count
LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35, 60)


def describe_cue(article: Article, cue: int) -> list[str]:
    """Return the names of the features of a cue, whatever its content."""
    lemma, tag, dep = _lemma(article, cue), article.tag[cue], article.dep[cue]
    above = article.head[cue]
    found = ["bias", f"l={lemma}", f"lt={lemma}|{tag}", f"dep={dep}", f"up={article.lemma[above]}|{dep}"]
    found += [f"updep={article.pos[above]}|{dep}", f"ldep={lemma}|{dep}", f"w={article.lower[cue]}"]
    kids = sorted({article.dep[c] for c in article.children[cue]} - {"punct"})
    found += [f"kid={kid}" for kid in kids] + [f"lkid={lemma}|{kid}" for kid in kids]
    for child in article.children[cue]:
        if article.dep[child] in ("aux", "neg", "prt", "auxpass"):
            found += [f"aux={article.lower[child]}", f"laux={lemma}|{article.lower[child]}"]
        elif article.dep[child] in ("prep", "dobj", "acomp", "attr", "oprd", "amod", "poss", "det"):
            found += [f"lp={lemma}|{article.lemma[child]}", f"p={article.dep[child]}|{article.lemma[child]}"]
    before = article.lower[cue - 1] if cue else "^"
    after = article.lower[cue + 1] if cue + 1 < len(article.lower) else "$"
    found += [f"before={before}", f"after={after}", f"lbefore={lemma}|{before}", f"lafter={lemma}|{after}"]
    found += [f"cueq={article.quotation[cue] >= 0}", f"lcueq={lemma}|{article.quotation[cue] >= 0}"]
    return found + _governors(article, cue)


def _lemma(article: Article, cue: int) -> str:
    """A cue's lemma; all dashes are one."""
    lower = article.lower[cue]
    return "—" if lower != ":" and is_mark(article, cue) else article.lemma[cue].lower()


def _governors(article: Article, cue: int) -> list[str]:
    """The words above the cue whose complement it stands in: what is within a content is seldom its own."""
    found = []
    place, path = cue, ""
    for _ in range(5):
        above = article.head[place]
        if above == place:
            break
        path = article.dep[place]
        if article.pos[above] in ("VERB", "AUX", "NOUN", "ADJ"):
            found.append(f"gov={article.lemma[above]}|{path}")
        place = above
    return [*found, f"depth={len(found)}"]


def describe(article: Article, attribution: Attribution) -> list[str]:
    """Return the names of the features of an attribution that are not its cue's alone."""
    candidate = attribution.candidate
    name, cue = f"{candidate.construction}|{candidate.extent}", candidate.cue
    kind, lemma = candidate.construction, _lemma(article, cue)
    found = [f"c={name}", f"k={kind}", f"kl={kind}|{lemma}", f"cl={name}|{lemma}", f"el={candidate.extent}|{lemma}"]
    found += [f"ct={name}|{article.tag[cue]}", f"cdep={kind}|{article.dep[cue]}"]
    kids = sorted({article.dep[c] for c in article.children[cue]} - {"punct", "nsubj", "advmod", "aux"})
    found += [f"kids={kind}|{'+'.join(kids)}", f"ckids={name}|{'+'.join(kids)}"]
    last = candidate.cue_span[1]
    if last != cue:
        found += [f"cue={lemma}|{article.lower[last]}", f"cue2={name}|{article.lower[last]}"]
    found.append(f"kcueq={kind}|{article.quotation[cue] >= 0}")
    return (
        found
        + _of_content(article, attribution, lemma, kind)
        + _of_end(article, attribution, lemma, name)
        + _of_edge(article, attribution, lemma, kind)
        + _of_source(article, attribution, lemma, kind)
    )


def _of_content(article: Article, attribution: Attribution, lemma: str, kind: str) -> list[str]:
    candidate, pieces = attribution.candidate, attribution.pieces
    first, last = pieces[0]
    size = sum(b - a + 1 for a, b in pieces)
    quoted = sum(article.quotation[p] >= 0 for a, b in pieces for p in range(a, b + 1))
    share = "no" if not quoted else "all" if quoted >= size - 1 else "part"
    length = sum(size > limit for limit in LENGTHS)
    head = candidate.head
    side = "L" if last < candidate.cue else "R"
    gap = min(abs(candidate.cue - last) if side == "L" else abs(first - candidate.cue_span[1]), 8)
    word, tag, entity = article.lower[first], article.tag[head], article.entity[head]
    found = [f"q={share}", f"kq={kind}|{share}", f"lq={lemma}|{share}", f"len={length}", f"klen={kind}|{length}"]
    found += [f"llen={lemma}|{length}", f"side={side}|{gap}", f"kside={kind}|{side}|{gap}"]
    found += [f"n={len(pieces)}", f"kn={kind}|{len(pieces)}|{candidate.extent}"]
    found += [f"first={word}", f"kfirst={kind}|{word}", f"lfirst={lemma}|{word}", f"htag={tag}", f"khtag={kind}|{tag}"]
    found += [f"lhtag={lemma}|{tag}", f"head={article.lemma[head]}", f"lhead={lemma}|{article.lemma[head]}"]
    found += [f"ent={entity}", f"kent={kind}|{entity}", f"lent={lemma}|{entity}"]
    for child in article.children[head]:
        if article.dep[child] in ("mark", "aux", "nsubj"):
            found += [f"mark={article.lower[child]}", f"lmark={lemma}|{article.dep[child]}"]
        else:
            found.append(f"hk={article.dep[child]}")
    found.append(f"cross={kind}|{article.quotation[first] != article.quotation[last]}|{share}")
    return found


def _of_edge(article: Article, attribution: Attribution, lemma: str, kind: str) -> list[str]:
    """What stands between content and cue, the sign before it, and a quotation beside them that is left out."""
    cue, source, pieces = attribution.candidate.cue_span, attribution.source_span, attribution.pieces
    before = [piece for piece in pieces if piece[1] < cue[0]]
    edge = before[-1][1] if before else pieces[0][0]
    between = range(edge + 1, cue[0]) if before else range(cue[1] + 1, edge)
    apart = [p for p in between if article.pos[p] not in NO_WORDS and not (source and source[0] <= p <= source[1])]
    far = article.pos[apart[0]] if len(apart) == 1 else min(len(apart), 3)
    quoted = article.quotation[edge] >= 0
    while edge > pieces[0][0] and article.tag[edge] in ("''", "``"):
        edge -= 1
    sign = article.lower[edge] if before and article.pos[edge] == "PUNCT" else "word"
    start = min(cue[0], source[0]) if source else cue[0]
    left = start and article.quotation[start - 1] >= 0 and not any(a < start <= b + 1 for a, b in pieces)
    numbers = {article.quotation[p] for piece in pieces for p in piece} - {-1}
    whole = bool(numbers) and all(is_title(article, *article.quotations[number][:2]) for number in numbers)
    found = [f"far={kind}|{quoted}|{far}", f"sign={kind}|{quoted}|{sign}|{far}", f"lsign={lemma}|{quoted}|{sign}"]
    found += [f"left={kind}|{bool(left)}", f"lleft={lemma}|{bool(left)}", f"title={kind}|{whole}"]
    return [*found, *_of_label(article, cue[0])]


def _of_label(article: Article, mark: int) -> list[str]:
    """Of a colon: how many words it closes as a label that opens a paragraph, and whether others near it do so too."""
    if article.lower[mark] != ":":
        return []
    near = range(max(mark - NEAR, 0), min(mark + NEAR, len(article.lower)))
    others = sum(article.lower[p] == ":" and article.body[p] >= 0 and _label_size(article, p) <= 4 for p in near)
    size = _label_size(article, mark)
    return [f"label={size}", f"labels={size <= 4}|{min(others, 3)}"]


def _label_size(article: Article, mark: int) -> int:
    size = 0
    while size < min(mark, 6) and article.paragraph[mark - size - 1] == article.paragraph[mark]:
        size += 1
    return size


def _of_end(article: Article, attribution: Attribution, lemma: str, name: str) -> list[str]:
    """Where the content ends, what comes next, and what was left out of the sentence."""
    candidate, pieces = attribution.candidate, attribution.pieces
    last = pieces[-1][1]
    after = _after_marks(article, last + 1)
    if after >= len(article.lower) or article.body[after] != article.body[last]:
        return [f"end={name}", f"lend={lemma}|{candidate.extent}"]
    closing = article.bounds[article.body[last]][1]
    rest = min((closing - last) // 3, 5)
    tag = article.tag[after]
    found = [f"next={article.lower[after]}", f"cnext={name}|{article.lower[after]}", f"cntag={name}|{tag}"]
    found.append(f"rest={name}|{rest}")
    if article.lower[after] in (",", "--", "—", "–") and after < closing:
        found += [f"comma={article.lower[after + 1]}", f"ctag={name}|{article.tag[after + 1]}"]
        found.append(f"cdep={article.dep[after + 1]}")
    comma = sum(article.lower[p] == "," for p in range(pieces[0][0], last + 1))
    return [*found, f"commas={min(comma, 4)}|{candidate.extent}", f"ndep={candidate.extent}|{article.dep[after]}"]


def _after_marks(article: Article, place: int) -> int:
    while place < len(article.lower) and article.lower[place] in ("''", '"', "”", "’", "'"):
        place += 1
    return place


def _of_source(article: Article, attribution: Attribution, lemma: str, kind: str) -> list[str]:
    source, span = attribution.source, attribution.source_span
    head = source.head
    if span is None:
        return ["s=none", f"ks={kind}|none", f"ls={lemma}|none", f"sd={attribution.candidate.sourced}"]
    pos = article.pos[head] if article.pos[head] in ("PRON", "PROPN", "NOUN") else "other"
    side = "L" if head < attribution.candidate.cue else "R"
    entity = article.entity[head]
    found = [f"s={pos}", f"ks={kind}|{pos}|{side}", f"ls={lemma}|{pos}", f"se={entity}", f"lse={lemma}|{entity}"]
    found += [f"sh={article.lemma[head].lower()}", f"how={source.how}", f"khow={kind}|{source.how}"]
    found += [f"lhow={lemma}|{source.how}", f"slen={min(span[1] - span[0], 6)}", f"sq={article.quotation[head] >= 0}"]
    found.append(f"sl={article.lower[head]}|{kind}")
    distance = min(abs(head - attribution.candidate.cue), 10)
    sure, lead = max(min(int(source.score), 4), -3), min(int(source.lead), 5)
    found += [f"sdist={distance}|{side}", f"stag={article.tag[head]}", f"sure={sure}", f"lead={lead}"]
    return [*found, f"ksure={kind}|{sure}"]
