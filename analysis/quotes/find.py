"""Who said what in an article: from the parse to rows of the quotes table."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from .choice import agree, choose, choose_inner, list_attributions, load_model, weigh
from .kinds import find_source_type
from .pieces import Attribution
from .rows import find_actor, find_confidence, make_row
from .words import Words, list_words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_quotes(doc: "Doc", sentences: list[dict], mentions: list[dict]) -> tuple[list[dict], list[dict]]:
    """Return the rows of the quotes table of one article, in the order of the text, and rows of `problems`.

    `doc` is the parse of the whole article, `sentences` and `mentions` its rows; only body sentences are read.
    """
    text = doc.text  # joined from the tokens each time it is asked for
    words = list_words(doc, text, sentences)
    article_id = sentences[0]["article_id"] if sentences else None
    problems = [{"article_id": article_id, "stage": "quotes", "message": message} for message in words.odd]
    model = load_model()
    attributions = list_attributions(words, model.weights)
    weighed = weigh(words, attributions, model.weights)
    chances = agree(words, attributions, weighed)
    rows = []
    chosen = choose(words, attributions, chances, model.threshold)
    for number in chosen + choose_inner(words, attributions, weighed, chosen):
        row = make_row(text, sentences, words, attributions[number])
        row["actor_id"] = find_actor(words, attributions[number], mentions)
        row["source_type"] = _source_type(words, attributions[number], row["actor_id"], mentions)
        rows.append(row | {"confidence": find_confidence(model, chances[number])})
    rows.sort(key=lambda row: (row["pieces"][0], row["cue_start"]))
    return [row | {"quote_id": f"{article_id}:q{number:02}"} for number, row in enumerate(rows)], problems


def _source_type(words: Words, attribution: Attribution, actor_id: str | None, mentions: list[dict]) -> str:
    span = attribution.source_span
    if span is None:
        return "unknown"
    names = [m for m in mentions if actor_id and m["actor_id"] == actor_id and m["form"] in ("name", "title")]
    lasts = [bisect_left(words.start, mention["end"]) - 1 for mention in names]
    others = [(words.left[last], words.right[last]) for last in lasts if last >= 0]
    return find_source_type(words, attribution.source.head, span, others)
