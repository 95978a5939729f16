"""Sentences and words with offsets, by NLTK, with no download."""

import functools

from .cleaning import find_paragraphs


@functools.cache
def _splitter():
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = {"mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "u.s", "u.n", "st", "jr"}
    return PunktSentenceTokenizer(parameters)


def find_sentences(article_id: str, text: str, title: str | None = None) -> list[dict]:
    """Return the rows of the sentences table of one article, in order; `tone` is left out."""
    rows: list[dict] = []
    for number, paragraph in enumerate(find_paragraphs(text, title)):
        part = text[paragraph.start : paragraph.end]
        for start, end in _splitter().span_tokenize(part):
            rows.append({
                "sentence_id": f"{article_id}:s{len(rows):02}", "article_id": article_id, "paragraph": number,
                "part": paragraph.part, "start": paragraph.start + start, "end": paragraph.start + end,
                "text": part[start:end],
            })  # fmt: skip
    return rows
