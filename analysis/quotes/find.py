"""Who said what in an article: from the parse to rows of the quotes table."""

from bisect import bisect_left

from ..article import Article
from .choice import agree, choose, choose_inner, list_attributions, load_model, weigh
from .kinds import find_source_type
from .pieces import Attribution
from .rows import find_actor, find_confidence, make_row


def find_quotes(article: Article) -> tuple[list[dict], list[dict]]:
    """Return the rows of the quotes table of one article, in the order of the text, and rows of `problems`.

    Only body sentences are read.
    """
    problems = [{"article_id": article.article_id, "stage": "quotes", "message": message} for message in article.odd]
    model = load_model()
    attributions = list_attributions(article, model.weights)
    weighed = weigh(article, attributions, model.weights)
    chances = agree(article, attributions, weighed)
    rows = []
    chosen = choose(article, attributions, chances, model.threshold)
    for number in chosen + choose_inner(article, attributions, weighed, chosen):
        row = make_row(article, attributions[number])
        row["actor_id"] = find_actor(article, attributions[number])
        row["source_type"] = _source_type(article, attributions[number], row["actor_id"])
        rows.append(row | {"confidence": find_confidence(model, chances[number])})
    rows.sort(key=lambda row: (row["pieces"][0], row["cue_start"]))
    return [row | {"quote_id": f"{article.article_id}:q{number:02}"} for number, row in enumerate(rows)], problems


def _source_type(article: Article, attribution: Attribution, actor_id: str | None) -> str:
    span = attribution.source_span
    if span is None:
        return "unknown"
    names = [m for m in article.mentions if actor_id and m["actor_id"] == actor_id and m["form"] in ("name", "title")]
    lasts = [bisect_left(article.start, mention["end"]) - 1 for mention in names]
    others = [(article.left[last], article.right[last]) for last in lasts if last >= 0]
    return find_source_type(article, attribution.source.head, span, others)
