"""The documents of a gold split with their parses, which both trained rooms learn from."""

import hashlib
import json
from pathlib import Path

from analysis import syntax, tokens
from analysis.article import Article, lay_out


def read_split(path: Path, cache: Path) -> tuple[list[dict], list[Article]]:
    """Return a split's documents, each laid out, its parse from the cache where its sentences are the same."""
    from spacy.tokens import DocBin

    golds = [json.loads(line) for line in path.open(encoding="utf-8")]
    rows = [tokens.find_sentences(gold["id"], gold["text"], gold.get("title")) for gold in golds]
    state = hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]
    store = cache / f"{path.stem}-{state}.docbin"
    if not store.exists():
        cache.mkdir(parents=True, exist_ok=True)
        texts = zip((gold["text"] for gold in golds), rows, strict=True)
        attributes = ["HEAD", "DEP", "POS", "TAG", "LEMMA", "LOWER", "ENT_TYPE", "ENT_IOB", "SPACY", "SENT_START"]
        DocBin(attributes, docs=syntax.parse(texts)).to_disk(store)
    docs = DocBin().from_disk(store).get_docs(syntax.load_model().vocab)
    return golds, [lay_out(g["id"], sentences, doc) for g, sentences, doc in zip(golds, rows, docs, strict=True)]
