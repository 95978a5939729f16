"""Where an article names somebody: generous proposals, of which a trained model takes people and organisations.

Proposed are the model's entities of any label and all runs of capital words, whole and in part. What is known of a
name in one place counts in every other place of the same words, also in titles, headings and captions.
"""

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from ..article import SUBJECTS, Article, list_entities
from ..lang import list_words, look_up
from .model import Model, load_model
from .nouns import find_sort, load_nouns, load_titles
from .states import find_known, load_known

Span = tuple[int, int]  # first token, end
Entity = tuple[int, int, str]  # first token, end, PERSON or ORG
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
LEAST, DOUBTED, SURE = 0.25, 0.6, 0.2  # a name's least chance; how unlikely a headline's may be at most, and
# one that takes in a name of the text
LONGEST, PIECES = 10, 5  # words, and runs of capitals with small words between them, of a name
SHARED = ("e:", "pt", "gov", "ap", "comma:num", "mod", "prep", "named")  # features that one place lends another
NICKNAME_MARKS = frozenset("\"'“”‘’") | {"''", "``"}
JOINING = frozenset({"&", "-"})
CAPITALS = re.compile(r"[A-Z]|\d+(?:st|nd|rd|th)$")


def find_entities(article: Article) -> list[Entity]:
    """Return the names of people and organisations, in text order; none overlap."""
    spans = propose(article)
    return choose(article, spans, weigh(describe(article, spans), load_model()))


def propose(article: Article) -> list[Span]:
    """Return the places that may be names, in text order."""
    marks, seats = find_nickname_marks(article.words), _find_seats(article.words)
    capital = [
        place not in seats and (place in marks or _is_capital(article, place)) for place in range(len(article.words))
    ]
    return sorted({span for pieces in _find_runs(article, capital) for span in _cut(article, pieces, marks)})


def find_nickname_marks(words: list[str]) -> set[int]:
    """Return the places of the marks about a nickname inside a name: William "Bill" Smith, Katherine (Kate) Brown."""
    found: set[int] = set()
    for place in range(1, len(words) - 3):
        marks = {words[place], words[place + 2]}
        around = words[place - 1 : place + 4 : 2]
        if (marks == {"(", ")"} or marks <= NICKNAME_MARKS) and all(w[0].isupper() and w[1:].islower() for w in around):
            found |= {place, place + 2}
    return found


def _find_seats(words: list[str]) -> set[int]:
    """Return the places of the party and the state behind a member's name: ", R-Texas", "(D-N.Y.)"."""
    parties = list_words("names", "party_word", "mark")
    starts = (at for at in range(1, len(words) - 2) if words[at] in parties and words[at - 1] in {",", "("})
    return {place for at in starts if words[at + 1] in {"-", "–"} for place in range(at, at + 3)}


def _is_capital(article: Article, place: int) -> bool:
    word, pos = article.words[place], article.pos[place]
    if word in JOINING and 0 < place < len(article.words) - 1:  # "Johnson & Johnson", "Rolls-Royce"
        tied = word == "&" or (article.end[place - 1], article.end[place]) == (
            article.start[place],
            article.start[place + 1],
        )
        return tied and article.words[place - 1][0].isupper() and article.words[place + 1][0].isupper()
    if pos == "PRON" and not (word.isupper() and len(word) > 1):
        return False
    return bool(CAPITALS.match(word)) or word[0].isupper() or (pos == "PROPN" and word[0].isalnum())


def _find_runs(article: Article, capital: list[bool]) -> Iterator[list[Span]]:
    """Yield the runs of capital words that only small words part ("University", "Saint Andrews"), by sentence."""
    small, sentence = list_words("names", "part", "inside"), article.sentence
    pieces: list[Span] = []
    place, size = 0, len(capital)
    while place < size:
        end = place
        while end < size and capital[end] and sentence[end] == sentence[place]:
            end += 1
        if end == place:
            end += 1
        else:
            pieces.append((place, end))
        after = end
        while (
            pieces
            and after < min(size, pieces[-1][1] + 3)
            and not capital[after]
            and (article.lower[after] in small or article.words[after].isdigit())
        ):
            after += 1
        if pieces and (after >= size or not capital[after] or sentence[after] != sentence[pieces[-1][0]]):
            yield pieces
            pieces = []
        place = max(after, end)


def _cut(article: Article, pieces: list[Span], marks: set[int]) -> Iterator[Span]:
    """Yield the parts of a run that may be a name: from a piece, or behind a title, to the end of a piece or entity."""
    first, last = pieces[0][0], pieces[-1][1]
    edges = {edge for entity in list_entities(article, first, last) for edge in entity[:2]}
    for number, (start, stop) in enumerate(pieces):
        near = pieces[number : number + PIECES]
        ends = {end for _, end in near} | {edge for edge in edges for a, b in near if a < edge <= b}
        starts = {start, *(edge for edge in edges if start < edge < stop)}
        starts |= {place + 1 for place in range(start, stop - 1) if _may_precede(article, place)}
        starts = {place for place in starts if article.pos[place] != "DET"}  # "The White House" is named White House
        joined = {place for place in range(start, near[-1][1]) if place in marks or article.words[place] in JOINING}
        starts, ends = (
            starts - joined - {place + 1 for place in joined},
            ends - joined - {place + 1 for place in joined},
        )
        spans = ((a, b) for a in starts for b in ends if a < b <= a + LONGEST)
        yield from (span for span in spans if not _is_ordinary(article, span, edges))


def _is_ordinary(article: Article, span: Span, edges: set[int]) -> bool:
    """Say whether a span is a common word that only begins its sentence: "Separatist rebels"."""
    first, end = span
    begins = (
        first == 0
        or article.sentence[first - 1] != article.sentence[first]
        or not article.words[first - 1][0].isalnum()
    )
    return end - first == 1 and begins and article.pos[first] not in {"PROPN", "X"} and first not in edges


def _may_precede(article: Article, place: int) -> bool:
    lower, word = article.lower[place], article.words[place]
    if word in load_titles() or lower in load_nouns() or lower in article.common or find_sort(lower) == "person":
        return True
    return article.pos[place] not in {"PROPN", "NOUN", "NUM", "PUNCT"}


def describe(article: Article, spans: list[Span]) -> list[list[str]]:
    """Return the features of each span: of its place, its words, and the other places of its words."""
    local = [
        [*_see_entities(article, span), *_see_clause(article, span), *_see_around(article, span)] for span in spans
    ]
    names = [" ".join(article.words[a:b]) for a, b in spans]
    lent = [{name for name in row if name.startswith(SHARED)} for row in local]
    places, known = Counter(names), Counter((name, f) for name, own in zip(names, lent, strict=True) for f in own)
    shared: dict[str, list[str]] = {}
    for name, feature in known:
        shared.setdefault(name, []).append(feature)
    parts: dict[tuple[str, str], set[str]] = {}
    for number, name in enumerate(names):
        words = name.split()
        sure = {f for f in local[number] if f.startswith(("e:=", "pt", "comma:num"))} if 1 < len(words) < 5 else set()
        for at, word in enumerate(words if sure else ()):
            parts.setdefault(("ends" if at == len(words) - 1 else "begins" if not at else "in", word), set()).update(
                sure
            )
    rows = []
    for number, (span, name) in enumerate(zip(spans, names, strict=True)):
        row = ["bias", *local[number], *_see_words(article, span), f"times:{min(places[name] - 1, 3)}"]
        row += [f"any:{f}" for f in shared.get(name, ()) if known[name, f] > (f in lent[number])]
        if " " not in name:
            row += [f"{how}:{feature}" for how in ("ends", "begins", "in") for feature in parts.get((how, name), ())]
        rows.append(sorted(set(row)))
    return rows


def _see_entities(article: Article, span: Span) -> list[str]:
    """Say how the model's entities lie about a span."""
    first, end = span
    found = []
    for begin, finish, label in list_entities(article, first, end):
        start = begin + (article.lower[begin] == "the")
        stop = finish - (article.words[finish - 1] in POSSESSIVES)
        inside, around = start <= first and end <= stop, first <= start and stop <= end
        how = "=" if inside and around else "in" if inside else "has" if around else "cross"
        sides = ("L" if end == stop else "") + ("F" if first == start and inside else "") if how != "=" else ""
        found.append(f"e:{how}{sides}:{label}")
    return found or ["e:none"]


def _see_clause(article: Article, span: Span) -> list[str]:
    """Say what a span is in its clause."""
    first, end = span
    head = next((place for place in range(first, end) if not first <= article.head[place] < end), end - 1)
    dep, above = article.dep[head], article.head[head]
    found = [f"dep:{dep}", "named" if article.named[article.sentence[first]] else "untrusted"]
    if dep in SUBJECTS or dep in {"dobj", "agent"}:
        family = look_up("verbs", "family").get(article.lemma[above].lower(), "none")
        found.append(f"gov:{dep}:{family}")
    if dep == "pobj":
        found.append(f"prep:{article.lower[above]}")
    if dep in {"compound", "nmod", "poss", "amod"} and above >= end:
        found.append(f"mod:{dep}:{_sort(article.lower[above])}")
    beside = (child for place in range(first, end) for child in article.children[place] if child > end)
    found += [f"ap:{_sort(article.lower[child])}" for child in beside if article.dep[child] == "appos"][:1]
    if dep == "appos" and above < first:
        found.append(f"apof:{_sort(article.lower[above])}")
    return found + (["quoted"] if article.quotation[first] >= 0 else [])


def _see_around(article: Article, span: Span) -> list[str]:
    """Say what stands before and after a span, in its sentence."""
    first, end = span
    here, size = article.sentence[first], len(article.words)
    before = article.words[first - 1] if first and article.sentence[first - 1] == here else "<"
    after = [article.words[place] for place in range(end, min(end + 2, size)) if article.sentence[place] == here]
    after += [">", ">"]
    plain = before if len(before) < 5 or not before[0].isalnum() else article.pos[first - 1]
    found = ["pt" if before in load_titles() else f"prev:{plain.lower()}", f"psort:{_sort(before.lower())}"]
    following = after[0] if len(after[0]) < 4 or not after[0][0].isalnum() else article.pos[end]
    found += [
        "pcap" if before[0].isupper() else "psmall",
        f"next:{following.lower()}",
        f"nsort:{_sort(after[0].lower())}",
    ]
    found += ["ncap"] if after[0][0].isupper() else []
    if after[0] in {",", "("}:
        what = "num" if after[1].isdigit() else _shape(after[1])
        small = after[1] if after[1] in {"a", "an", "the", "who", "which", "of"} else what
        found.append(f"comma:{small}" if after[0] == "," else f"paren:{what}")
    return found


def _see_words(article: Article, span: Span) -> list[str]:
    """Say of what words a span is made."""
    first, end = span
    words, lower = article.words[first:end], article.lower[first:end]
    small = list_words("names", "part", "inside")
    shape = "_".join(low if low in small else _shape(word) for word, low in zip(words[:4], lower, strict=False))
    found = [
        f"n:{min(end - first, 6)}", f"shape:{shape}", f"last:{lower[-1]}", f"first:{lower[0]}",
        f"lsort:{_sort(lower[-1])}", f"fsort:{_sort(lower[0])}", f"end3:{lower[-1][-3:]}", f"end2:{lower[-1][-2:]}",
        f"pos:{'_'.join(article.pos[first : min(end, first + 3)])}", f"tag:{article.tag[end - 1]}",
        *(f"in:{word}" for word in lower[1:-1] if word in small),
    ]  # fmt: skip
    told = {
        "ftitle": words[0] in load_titles(), "ititle": any(word in load_titles() for word in words[1:]),
        "fcommon": lower[0] in article.common, "lcommon": lower[-1] in article.common,
        "day": not list_words("names", "part", "day").isdisjoint(lower),
    }  # fmt: skip
    for start, stop, known in find_known(words, load_known()):
        found.append(f"known:{known[0].sort}:{known[0].kind}:{start == 0}{stop == len(words)}")
    return found + [name for name, is_so in told.items() if is_so]


def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return ("A." if len(word) == 2 else "A.A.") if "." in word else "AA"
    if word[0].isupper():
        return "Aa" if word[1:].islower() else "AaA" if len(word) > 1 else "A"
    return "9" if word[0].isdigit() else "a" if word[0].isalpha() else word[0]


def _sort(word: str) -> str:
    nouns = load_nouns().get(word)
    return f"role:{min(nouns)}" if nouns else find_sort(word) or "none"


def weigh(features: list[list[str]], model: Model) -> np.ndarray:
    """Return the chances that each span is nobody (no name, or one of a place or thing), a person, an organisation."""
    if not features:
        return np.zeros((0, 3))
    known = [[model.features[name] for name in row if name in model.features] for row in features]
    starts = np.cumsum([0, *(len(row) for row in known[:-1])])
    sums = np.add.reduceat(model.names[np.concatenate(known).astype(int)], starts)
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    chances = odds / odds.sum(axis=1, keepdims=True)
    chances[:, 0] += chances[:, 3:].sum(axis=1)
    return chances[:, :3]


def choose(article: Article, spans: list[Span], chances: np.ndarray) -> list[Entity]:
    """Return the likeliest spans of those that overlap; the places of the same words agree on what it is.

    Where all words have capitals, what is long or only partly a name that the text knows is none.
    """
    agreed = _agree([" ".join(article.words[a:b]) for a, b in spans], chances)
    spelled = _find_spelled_out(article)
    taken = {place for first, end, _ in spelled for place in range(first, end)}
    found = list(spelled)
    for number in sorted(range(len(spans)), key=lambda n: (round(agreed[n, 0], 6), spans[n][0] - spans[n][1])):
        places = range(*spans[number])
        if 1 - agreed[number, 0] >= LEAST and taken.isdisjoint(places):
            taken.update(places)
            kind = "PERSON" if agreed[number, 1] >= agreed[number, 2] else "ORG"
            found.append((*spans[number], _tell_kind(article, spans[number]) or kind))
    return sorted(_drop_headlines(article, found, dict(zip(spans, agreed[:, 0], strict=True))))


def _drop_headlines(article: Article, found: list[Entity], unlikely: dict[Span, float]) -> set[Entity]:
    """Return the entities without those of headlines that take in more than a name: "Overrides Holm"."""
    trusted = {entity for entity in found if article.named[article.sentence[entity[0]]]}
    known = {" ".join(article.words[first:end]) for first, end, _ in trusted}
    parts = {word for name in known for word in name.split()}
    doubtful = [(entity, article.words[entity[0] : entity[1]]) for entity in found if entity not in trusted]
    kept = {
        entity for entity, words in doubtful
        if " ".join(words) in known | (parts if len(words) == 1 else set())
        or (len(words) < 4 and unlikely.get(entity[:2], 1.0) < (DOUBTED if parts.isdisjoint(words) else SURE))
    }  # fmt: skip
    return trusted | kept


def _find_spelled_out(article: Article) -> list[Entity]:
    """Return the names that an acronym in brackets sums up: "North Sea Fishing Union (NSFU)"."""
    found: list[Entity] = []
    for place in range(2, len(article.words) - 1):
        acronym, letters = article.words[place], list(article.words[place])
        if article.words[place - 1] != "(" or article.words[place + 1] != ")" or not acronym.isupper():
            continue
        first = place - 1
        while first > 0 and letters and len(acronym) > 1:
            word = article.words[first - 1]
            if word[0] == letters[-1]:
                letters.pop()
            elif word.lower() not in list_words("names", "part", "inside"):
                break
            first -= 1
        if not letters:
            found.append((first, place - 1, "ORG"))
    return found


def _tell_kind(article: Article, span: Span) -> str:
    """Return what a title, its last word or a noun beside it makes of a name ("the clinic chain X"), or nothing."""
    first, end = span
    before = first - 1 if first and article.sentence[first - 1] == article.sentence[first] else first
    if article.words[before] in load_titles() and before < first:
        return "PERSON"
    if "&" in article.words[first:end] or load_nouns().get(article.lower[end - 1], frozenset()) & {
        "body",
        "organisation",
    }:
        return "ORG"
    beside = [child for child in article.children[end - 1] if child > end and article.dep[child] == "appos"]
    beside += [before] if article.words[before].islower() and not _begins_clause(article, span) else []
    sorts = [find_sort(article.lower[noun]) for noun in beside if article.tag[noun] == "NN"]
    if "person" in sorts:
        return "PERSON"
    return "ORG" if {"organisation", "premises", "either", "compound"} & set(sorts) else ""


def _begins_clause(article: Article, span: Span) -> bool:
    """Say whether a name is the subject of a clause on the noun before it: "the company Berg founded"."""
    verb = article.head[span[1] - 1]
    return article.dep[span[1] - 1] in SUBJECTS and article.dep[verb] in {"relcl", "acl"}


def _agree(names: list[str], chances: np.ndarray) -> np.ndarray:
    """Return the chances with odds a third a span's own, a third the mean of its words' places, a third the best's."""
    agreed = chances.copy()
    places: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        places.setdefault(name, []).append(number)
    for rows in places.values():
        nobody = np.clip(chances[rows, 0], 1e-4, 1 - 1e-4)
        odds = np.log(1 - nobody) - np.log(nobody)
        agreed[rows, 0] = 1 / (1 + np.exp((odds + odds.mean() + odds.max()) / 3))
        kinds = chances[rows, 1:].sum(axis=0)
        agreed[rows, 1:] = (1 - agreed[rows, 0])[:, None] * kinds / kinds.sum()
    return agreed
