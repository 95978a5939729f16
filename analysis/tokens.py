"""Sentences with offsets, by NLTK, with no download; their words are those of the parse (`syntax.token_rows`)."""

import functools
import itertools
import re
from collections.abc import Iterable

from .articles.cleaning import find_paragraphs
from .lang import list_words, read_table

Span = tuple[int, int]

STRAIGHT = str.maketrans({**dict.fromkeys("‘’‚‛‹›", "'"), **dict.fromkeys("“”„‟«»", '"')})
LONGEST = 2000  # characters: no sentence of news is longer, and a parser's time and memory grow with the longest
TAIL = 40  # characters: enough for any abbreviation
CLOSED = r"[\"')\]}]*"
INITIALS = re.compile(r"(?:^|[\s(\"'&])(?:[A-Z]\.)+$")
ITEM = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\.")
LOWER = re.compile(r"[\"'(\s–—-]*[a-z](?![A-Z])")  # iPhone and eBay may begin a sentence
GLUED = re.compile(r"(?:(?<=[a-z]{3}[.?!])|(?<=[.?!])[”’)])[”’)]*(?=[“‘(]?[A-Z][a-z]+[ ,])")
# What may stand between two sentences where Punkt sees none; `_belongs` joins again what is one.
ELLIPSIS = r"(?:(?<=[\w,])|(?<=[\w,] ))(?:…|\.(?: ?\.){2})"  # after a word: one after a full stop opens what follows
LIKELY = re.compile(rf"(?:(?<![\w.])[A-Z]\.|{ELLIPSIS}){CLOSED}\s+(?=[\"'(]*[A-Z])")
# A quotation of a sentence, with a mark of its own before it closes, and not the nickname in Robert F. "Bobby" Kennedy.
SPOKEN = re.compile(r"\"[A-Z][^\"]*(?:[.,!?…—-]\"|$)")
ABBREVIATED = re.compile(rf"\.\s+(?={SPOKEN.pattern})")
PRONOUN = r"\b(?:and|or|nor|but|than|as|not|do|did|am|was|will|would|can|could|should|must|have|had)"
ADVERBIAL = r"(?:on|at|in|to|of|as|with|a|after|before|during|from|over|later|again|outside|\w+ly|\w+day)\b"
ASIDE = r"(?:,|\b(?:as|after|when|while|before|where|who|during)\b)"
OWN = r"[\":]|\b(?:that|he|she|it|they|we|you|I|is|was|were|are|had|has|would|will)\b"
ASKED = rf"{OWN}|\b(?:to|if|whether|for|how|what|why)\b"


def straighten(text: str) -> str:
    """Return a copy of the same length with straight quotation marks, so that its offsets hold in the text."""
    return text.translate(STRAIGHT)


def _curl(paragraph: str) -> str:
    """Return a copy of the same length with its straight double marks curled in turn: "yes."He is “yes.”He."""
    turn = itertools.cycle("“”")
    return re.sub('"', lambda _: next(turn), paragraph) if '"' in paragraph else paragraph


def find_sentences(article_id: str, text: str, title: str | None = None) -> list[dict]:
    """Return the rows of the sentences table of one article, in order; `tone` is left out."""
    rows: list[dict] = []
    for number, (first, last, part) in enumerate(find_paragraphs(text, title)):
        whole = part in ("title", "heading")
        for start, end in split_long(text, [(first, last)]) if whole else split_sentences(text, first, last):
            rows.append({
                "sentence_id": f"{article_id}:s{len(rows):02}", "article_id": article_id, "paragraph": number,
                "part": part, "start": start, "end": end, "text": text[start:end],
            })  # fmt: skip
    return rows


def split_sentences(text: str, first: int = 0, last: int | None = None) -> list[Span]:
    """Return the offsets of the sentences of one paragraph of a text.

    Punkt (Kiss & Strunk 2006) proposes, with our own abbreviations; what it cannot know about quotation marks,
    initials and lines pasted without a space is mended after it.
    """
    paragraph = text[first:last]
    plain = straighten(paragraph)
    spans = _unite(plain, _divide(paragraph, plain, _punkt().span_tokenize(plain)), text)
    return split_long(text, [(first + start, first + end) for start, end in spans])


@functools.cache
def _punkt():
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {row["abbreviation"].lower().rstrip(".") for row in _abbreviations("number", given=False)}
    parameters.sent_starters = _words("starter")
    return PunktSentenceTokenizer(parameters)


def _abbreviations(*kinds: str, given: bool = True) -> list[dict[str, str]]:
    """Return the abbreviations of these kinds, or with `given` False all the others."""
    return [row for row in read_table("abbreviations") if (row["kind"] in kinds) == given]


def _words(kind: str) -> set[str]:
    return set(list_words("words", "sentence", kind))


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


@functools.cache
def _patterns() -> dict[str, re.Pattern]:
    """Return what tells one sentence from two around a full stop, compiled from the word tables."""
    starters = _any_of(word.capitalize() for word in _words("starter"))
    titles = _any_of(row["abbreviation"] for row in _abbreviations("title", "rank"))
    numbers = _any_of(row["abbreviation"] for row in _abbreviations("number"))
    name = rf"(?:{titles} )?(?!{starters}\b)[A-Z][\w'-]+(?: [A-Z](?:[\w'-]+|\.)){{0,3}}"
    said, told = _any_of(_words("speech")), _any_of(_words("telling"))
    return {
        "starter": re.compile(rf"[\"'(]*{starters}\b"),
        "lettered": re.compile(
            rf"(?:\b(?i:{_any_of(_words('lettered'))}) [A-Z]|(?:(?<![\w'])[a-z]+|'s) X|{PRONOUN} I)\.$"
        ),
        "marked": re.compile(rf"(?:^|[\s(\"'&]){_any_of(row['abbreviation'] for row in _abbreviations('marked'))}$"),
        "title": re.compile(rf"(?:^|[\s(\"'-]){titles}$"),
        "number": re.compile(rf"(?:^|[\s(\"']){numbers}$"),
        "speech": re.compile(rf"{name} (?:{said}(?:[.,;:]|$| {ADVERBIAL}{_without(OWN)})|{told}\b{_without(ASKED)})"),
    }


def _without(own: str) -> str:
    """Return what matches before no words of the speaker's own ("Smith said on Monday that …"), asides apart."""
    return rf"(?!(?:(?!{ASIDE}).)*?(?:{own}))"


def _divide(paragraph: str, plain: str, spans: Iterable[Span]) -> list[Span]:
    """Part sentences wherever one may end that Punkt does not see, and where a space is missing."""
    cuts = [match.end() for pattern in (LIKELY, ABBREVIATED) for match in pattern.finditer(plain)]
    cuts += [match.end() for match in GLUED.finditer(_curl(paragraph))]
    marks = sorted({*cuts, *itertools.chain.from_iterable(spans)})
    found = [_strip(plain, one, two) for one, two in itertools.pairwise(marks)]
    return [(start, end) for start, end in found if start < end]


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _unite(plain: str, spans: list[Span], text: str) -> list[Span]:
    """Join what was parted wrongly."""
    found: list[Span] = []
    for start, end in spans:
        left = plain[max(found[-1][0], found[-1][1] - TAIL) : found[-1][1]] if found else ""
        right = plain[start:end]
        if left and (_belongs(left, right) or (INITIALS.search(left) and not _ends(left, right, text))):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _belongs(left: str, right: str) -> bool:
    """Tell whether two pieces (in straight quotes; of the left one its last characters) are one sentence."""
    patterns = _patterns()
    if LOWER.match(right) or not re.search(r"\w", right) or ITEM.fullmatch(left):
        return True
    if patterns["title"].search(left) or (patterns["number"].search(left) and right[0].isdigit()):
        return True
    if re.search(rf"{ELLIPSIS}{CLOSED}$", left) or patterns["marked"].search(left):
        return (left.endswith(". . .") and right[:2] == "I ") or not patterns["starter"].match(right)
    return bool(re.search(r"[?!][\"']+$", left)) and _is_speech(right)


def _is_speech(right: str) -> bool:
    """Tell whether a sentence says who spoke the quotation before it, and says nothing that he said besides."""
    return _patterns()["speech"].match(right) is not None


def _ends(left: str, right: str, text: str) -> bool:
    """Tell whether a letter and its stop end a sentence: plan B, on X, you and I, and what the text calls so elsewhere.

    Of "Malcolm X. Malcolm" and "George W. Bush" only the first has its letter without a stop in another place.
    """
    patterns = _patterns()
    if patterns["starter"].match(right) or patterns["lettered"].search(left) or SPOKEN.match(right):
        return True
    named = re.search(r"\b(\w+ [A-Z])\.$", left)
    return named is not None and re.search(rf"\b{named[1]}(?![\w.]| [A-Z])", text) is not None


def split_long(text: str, spans: Iterable[Span]) -> list[Span]:
    """Part each span longer than LONGEST at white space; a word is never cut."""
    found = []
    for first, end in spans:
        start = first
        while end - start > LONGEST:
            middle = max(text.rfind(mark, start + 1, start + LONGEST) for mark in " \n\t")
            if middle <= start:
                after = re.compile(r"\s").search(text, start + LONGEST, end)
                middle = after.start() if after else end
            found.append(_strip(text, start, middle))
            start = _strip(text, middle, end)[0]
        if start < end:
            found.append((start, end))
    return [(start, end) for start, end in found if start < end]
