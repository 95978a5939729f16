"""One parsed article laid out once: its tokens in columns, its sentences, quotation marks and clauses.

Every stage reads it, and what a stage finds is added to it
(`article._replace(mentions=…)`). A place is a token's number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .marks import find_quotations
from .word import Word, link

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative"})
PARTS = ("title", "heading", "body")  # the parts that tell who does what; captions only repeat
CLOSING = "”»\"'’"
Span = tuple[int, int]


class Article(NamedTuple):
    """An article's tokens in parallel lists, and what stands in them by place."""

    article_id: str
    text: str
    sentences: list[dict]  # rows of the sentences table
    tokens: list[Word]
    words: list[str]  # as written, but a hyphen with a space before it is a dash
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    entities: list[tuple[int, int, str]]  # first place, end, label
    head: list[int]
    start: list[int]
    end: list[int]
    children: list[list[int]]
    left: list[int]  # the first place of what hangs below a token, itself included; white space left out
    right: list[int]  # the last
    subjects: dict[int, list[int]]  # verb -> its subjects in the text's order
    objects: dict[int, list[int]]
    sentence: list[int]  # the number of the sentence row
    body: list[int]  # the same for words of body sentences, -1 elsewhere
    bounds: dict[int, Span]  # body sentence -> first and last place
    paragraph: list[int]  # -1 outside body sentences
    quotation: list[int]  # the number of the quotation around it, -1 outside
    quotations: list[tuple[int, int, bool]]  # first place, last place (with marks), runs on
    next_quotation: list[int]  # the number of the first quotation that begins after a place, -1 for none
    inner: list[Span]  # quotations within quotations, first and last place
    odd: list[str]  # what is wrong with the marks
    named: list[bool]  # for each sentence: whether the model's names in it are to be trusted
    common: frozenset[str]  # the words that stand in lower case somewhere
    # What the stages find, in this order: rows of the tables, but for heads and events.
    token_rows: Sequence[dict] = ()
    mentions: Sequence[dict] = ()
    actors: Sequence[dict] = ()
    heads: Mapping[int, dict] = {}  # the mention that a word heads
    names: Mapping[int, int] = {}  # of those by name, where the mention starts
    pairs: Sequence[tuple[int, list[str]]] = ()  # the second word of each two actors that stand together, and both
    kinds: Mapping[str, str] = {}  # actor -> its kind
    quotes: Sequence[dict] = ()
    spoken: Mapping[int, Sequence] = {}  # the same to look up a voice in
    events: Sequence["Event"] = ()
    roles: Sequence[dict] = ()
    labels: Sequence[dict] = ()
    markers: Sequence[dict] = ()
    sentiment: Sequence[dict] = ()
    problems: Sequence[dict] = ()


class Event(NamedTuple):
    """A verb or event noun with the words in its agent and patient positions."""

    word: Word
    verb: str
    agents: list[Word]
    patients: list[Word]
    passive: bool
    construction: str


def lay_out(article_id: str, sentences: list[dict], doc: "Doc") -> Article:
    """Return an article as parsed, laid out; the sentence starts of `doc` are those of `sentences`."""
    columns = _read_columns(doc)
    head, dep, start, end = columns["head"], columns["dep"], columns["start"], columns["end"]
    children, left, right = _find_subtrees(head, columns["pos"])
    sentence = _number_sentences(start, sentences)
    body, bounds, paragraph = _place_body(start, sentences)
    found, odd = find_quotations(doc.text, _find_paragraphs(sentences))
    places = [(*_cover(start, end, q.start, q.end), q.runs_on, q.inner) for q in found]
    outer = [(first, last, runs_on) for first, last, runs_on, inner in places if not inner and first <= last]
    return Article(
        article_id=article_id, text=doc.text, sentences=sentences, **columns,
        tokens=link(columns, children, (left, right), {row["start"] for row in sentences}),
        entities=[(entity.start, entity.end, entity.label_) for entity in doc.ents],
        children=children, left=left, right=right,
        subjects=_group(head, dep, SUBJECTS), objects=_group(head, dep, OBJECTS),
        sentence=sentence, body=body, bounds=bounds, paragraph=paragraph,
        quotation=_number_quotations(outer, len(head)), quotations=outer, next_quotation=_find_next(outer, len(head)),
        inner=[(first, last) for first, last, _, inner in places if inner and first <= last], odd=odd,
        named=_trust_names(columns["words"], columns["pos"], sentence, sentences),
        common=frozenset(word for word in columns["words"] if word.islower()),
    )  # fmt: skip


def find_heads(article: Article, mentions: Iterable[dict]) -> dict[int, dict]:
    """Return the mention that each word heads; of two with one head the longer counts, and one whose actor is known.

    Both words of "thousands of fans" do; for an apposition ("student Ann Roe") its name stands.
    """
    heads: dict[int, dict] = {}
    rows = (row for row in mentions if row["form"] != "apposition")
    for row in sorted(rows, key=lambda row: (bool(row.get("actor_id")), row["end"] - row["start"])):
        words = cover(article, row["start"], row["end"])
        if words and sentence_at(article, words[0])["part"] in PARTS:
            hyphens = any(word.text == "-" for word in words)  # "co-operative": its last word, whatever the parse
            heads[(words[-1] if hyphens else find_root(words)).i] = row
            if row["form"] == "noun":
                heads[words[-1].i] = row
    return heads


def find_names(heads: Mapping[int, dict]) -> dict[int, int]:
    """Return of the words that head a mention by name where the mention starts."""
    return {place: row["start"] for place, row in heads.items() if row["form"] in ("name", "alias")}


def list_entities(article: Article, first: int, end: int) -> list[tuple[int, int, str]]:
    """Return the model's entities that have any of some places."""
    begin = bisect_right(article.entities, first, key=itemgetter(1))
    return article.entities[begin : bisect_left(article.entities, end, key=itemgetter(0))]


def list_quoted(article: Article) -> list[Span]:
    """Return the first and last word between the marks of each quotation that is closed, those within others too."""
    around = sorted([*((first, last) for first, last, _ in article.quotations), *article.inner])
    return [(first + 1, last - 1) for first, last in around if first + 1 < last and article.lower[last][-1] in CLOSING]


def read_words(article: Article) -> Iterator[Word]:
    """Yield the words of the article's title, headings and body in order."""
    told = [row["part"] in PARTS for row in article.sentences]
    return (word for word in article.tokens if word.pos_ != "SPACE" and told[article.sentence[word.i]])


def find_pairs(article: Article, heads: Mapping[int, dict]) -> list[tuple[int, list[str]]]:
    """Return the second word of each two actors, and no more, that stand together ("Norway and Sweden"), and both."""
    found: list[tuple[int, list[str]]] = []
    for i, row in heads.items():
        word = article.tokens[i]
        other = next((child for child in word.children if child.dep_ == "conj" and child.i in heads), None)
        if other is None or word.dep_ == "conj" or any(child.dep_ == "conj" for child in other.children):
            continue
        ids = [actor for mention in (row, heads[other.i]) if (actor := mention.get("actor_id"))]
        if len(set(ids)) == 2:
            found.append((other.i, ids))
    return sorted(found)


def begin_between(rows: Sequence[dict], start: int, end: int) -> Sequence[dict]:
    """Return those of some rows, sorted by their start, that begin in some characters."""
    key = itemgetter("start")
    return rows[bisect_left(rows, start, key=key) : bisect_left(rows, end, key=key)]


def sentence_at(article: Article, word: Word) -> dict:
    """Return the sentence row that a word stands in."""
    return article.sentences[article.sentence[word.i]]


def cover(article: Article, start: int, end: int) -> list[Word]:
    """Return the words that have any of some characters."""
    first, last = _cover(article.start, article.end, start, end)
    return article.tokens[first : last + 1]


def find_root(words: Sequence[Word]) -> Word:
    """Return the word of a phrase that is nearest to its sentence's root, the first of several."""
    return min(words, key=lambda word: sum(1 for _ in word.ancestors))


def list_tokens(article: Article) -> list[dict]:
    """Return the rows of the tokens table in order; white space is no word."""
    rows = []
    for place, number in enumerate(article.sentence):
        if article.pos[place] != "SPACE":
            sentence, start, end = article.sentences[number], article.start[place], article.end[place]
            rows.append({
                "sentence_id": sentence["sentence_id"], "article_id": article.article_id, "start": start, "end": end,
                "text": article.text[start:end], "lemma": article.lemma[place], "pos": article.pos[place],
            })  # fmt: skip
    return rows


def _read_columns(doc: "Doc") -> dict[str, Any]:
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, ORTH, POS, SPACY, TAG

    names = {"words": ORTH, "lower": LOWER, "lemma": LEMMA, "pos": POS, "tag": TAG, "dep": DEP, "entity": ENT_TYPE}
    numbers = doc.to_array([*names.values(), HEAD, IDX, LENGTH, SPACY]).reshape(-1, 11).astype(np.int64).T
    strings = (_read_strings(doc, column) for column in numbers[:7].astype(np.uint64))
    columns: dict[str, Any] = dict(zip(names, strings, strict=True))
    for place in np.flatnonzero(numbers[10][:-1]) + 1:
        if columns["words"][place] == "-":
            columns["words"][place] = "–"
    head, start = numbers[7] + np.arange(len(doc)), numbers[8]
    return columns | {"head": head.tolist(), "start": start.tolist(), "end": (start + numbers[9]).tolist()}


def _read_strings(doc: "Doc", column: np.ndarray) -> list[str]:
    names = {key: " " if (name := doc.vocab.strings[key]).isspace() else name for key in set(column.tolist())}
    return [names[key] for key in column.tolist()]


def _group(head: list[int], dep: list[str], names: Iterable[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, name in enumerate(dep):
        if name in names:
            found.setdefault(head[place], []).append(place)
    return found


def _find_subtrees(head: list[int], pos: list[str]) -> tuple[list[list[int]], list[int], list[int]]:
    """Return each token's children, and the first and last place of its subtree (white space left out)."""
    children: list[list[int]] = [[] for _ in head]
    for place, above in enumerate(head):
        if above != place:
            children[above].append(place)
    left, right = list(range(len(head))), list(range(len(head)))
    order = [place for place, above in enumerate(head) if above == place]
    for place in order:
        order += children[place]
    for place in reversed(order):
        above = head[place]
        if pos[place] != "SPACE":
            left[above] = min(left[above], left[place])
            right[above] = max(right[above], right[place])
    return children, left, right


def _number_sentences(starts: list[int], sentences: list[dict]) -> list[int]:
    """Return the number of the last sentence row that begins at or before each token."""
    rows = np.array([row["start"] for row in sentences])
    return np.maximum(np.searchsorted(rows, starts, side="right") - 1, 0).tolist()


def _place_body(start: list[int], sentences: list[dict]) -> tuple[list[int], dict[int, Span], list[int]]:
    body, paragraph = [-1] * len(start), [-1] * len(start)
    bounds: dict[int, Span] = {}
    for number, row in enumerate(sentences):
        first, end = bisect_left(start, row["start"]), bisect_left(start, row["end"])
        if row["part"] == "body" and first < end:
            body[first:end] = [number] * (end - first)
            paragraph[first:end] = [row["paragraph"]] * (end - first)
            bounds[number] = (first, end - 1)
    return body, bounds, paragraph


def _find_paragraphs(sentences: list[dict]) -> list[Span]:
    """Return the characters of each paragraph of the body."""
    spans: dict[int, Span] = {}
    for row in sentences:
        if row["part"] == "body":
            first, _ = spans.get(row["paragraph"], (row["start"], 0))
            spans[row["paragraph"]] = (first, row["end"])
    return list(spans.values())


def _cover(start: list[int], end: list[int], first: int, last: int) -> Span:
    """Return the first and last place that lie in some characters; the first is larger where none does."""
    return bisect_right(end, first), bisect_left(start, last) - 1


def _number_quotations(quotations: list[tuple[int, int, bool]], size: int) -> list[int]:
    numbers = [-1] * size
    for number, (first, last, _) in enumerate(quotations):
        numbers[first : last + 1] = [number] * (last + 1 - first)
    return numbers


def _find_next(quotations: list[tuple[int, int, bool]], size: int) -> list[int]:
    following = [-1] * size
    at = 0
    for number, (first, _, _) in enumerate(quotations):
        following[at:first] = [number] * (first - at)
        at = max(at, first)
    return following


def _trust_names(words: list[str], pos: list[str], numbers: list[int], sentences: list[dict]) -> list[bool]:
    """Say of each sentence whether the model's names count: not in headings, nor Where All Words Have Capitals."""
    capital, small, verb = [0] * len(sentences), [0] * len(sentences), [False] * len(sentences)
    for word, part, number in zip(words, pos, numbers, strict=True):
        if word[0].isupper():
            capital[number] += len(word) > 3
        elif word[0].islower():
            small[number] += len(word) > 3
            verb[number] |= part in {"VERB", "AUX"}
    return [
        row["part"] == "body" and (verb[n] or capital[n] < 4 or small[n] > 0.4 * capital[n])
        for n, row in enumerate(sentences)
    ]  # fmt: skip
