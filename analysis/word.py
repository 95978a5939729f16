"""A token of an article with what stands around it: what rules over the parse are written in."""

from collections.abc import Iterator


class Word:
    """One token, under the names that spaCy gives to what a token has; `doc` are all tokens of the article."""

    __slots__ = ("children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_sent_start", "left_edge", "lemma_",
                 "lower_", "pos_", "right_edge", "tag_", "text")  # fmt: skip
    children: list["Word"]
    doc: list["Word"]
    head: "Word"
    left_edge: "Word"
    right_edge: "Word"
    is_sent_start: bool

    def __init__(self, i: int, idx: int, text: tuple[str, str, str], grammar: tuple[str, str, str, str]) -> None:
        self.i, self.idx = i, idx
        self.text, self.lower_, self.lemma_ = text
        self.pos_, self.tag_, self.dep_, self.ent_type_ = grammar

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def nbor(self, step: int = 1) -> "Word":
        """Return the word so many places further on; the first or the last where the text ends before."""
        return self.doc[min(max(self.i + step, 0), len(self.doc) - 1)]

    @property
    def whitespace_(self) -> str:
        """The space after it, or nothing."""
        return " " if self.i + 1 < len(self.doc) and self.idx + len(self.text) < self.doc[self.i + 1].idx else ""

    @property
    def ancestors(self) -> Iterator["Word"]:
        """The words above, from its head to the sentence's root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    @property
    def subtree(self) -> Iterator["Word"]:
        """The word and all that hangs below it, in the text's order where no two arcs cross."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree


def link(
    columns: dict[str, list], children: list[list[int]], edges: tuple[list[int], list[int]], starts: set[int]
) -> list[Word]:
    """Return the words of an article, tied to each other; `starts` are the characters where sentences begin."""
    texts = zip(columns["words"], columns["lower"], columns["lemma"], strict=True)
    grammar = zip(columns["pos"], columns["tag"], columns["dep"], columns["entity"], strict=True)
    words = [Word(i, *given) for i, given in enumerate(zip(columns["start"], texts, grammar, strict=True))]
    for word, head, below, left, right in zip(words, columns["head"], children, *edges, strict=True):
        word.doc, word.head, word.children = words, words[head], [words[child] for child in below]
        word.left_edge, word.right_edge = words[left], words[right]
        word.is_sent_start = word.i == 0 or word.idx in starts
    return words
