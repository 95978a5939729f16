"""Who said what in an article: from the parse to rows of the quotes table."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ..article import Article, begin_between
from . import choice
from .answers import find_asked, propose_no_answers
from .kinds import find_source_type, list_told, vote_source_types
from .pieces import Attribution, Source, complete, is_title
from .rows import ALONE, find_actors, find_confidence, make_row
from .verbs import Candidate

Offices = dict[str | None, Counter[str]]
Sure = tuple[Attribution, float]  # an attribution with its confidence
# Shares that were right: of 26 "no answers" in PolNeAR's training split, read one by one; of 76 quotations that its
# development split leaves over, where 47 are somebody's whom nothing here names, and 2 nobody's.
UNANSWERED, UNKNOWN_SPEAKER = 0.9, 0.03
SIGNED = re.compile(r"\s*(?:--|[-–—―])\s*[^\n.!?]{3,90}(?=\n|$)")  # “…” – Mary Smith, mayor of Denholm
SIGNER = 0.9  # 17 of the 18 quotations so signed in PolNeAR's development split and GUM are the signer's
LABELLED = re.compile(r"^([QA](?= ?[:.] )|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?= ?: ))", re.MULTILINE)
ASKING = {"q", "question", "interviewer", "reporter", "moderator", "host"}
INTERVIEW = "an interview under labels ({}): what is said under a label is counted only where that is sure"


def find_quotes(article: Article) -> tuple[list[dict], list[dict]]:
    """Return the rows of the quotes table of one article, in the order of the text, and rows of `problems`.

    Only body sentences are read.
    """
    messages = [*article.odd, *_tell_labels(article.text)]
    problems = [{"article_id": article.article_id, "stage": "quotes", "message": message} for message in messages]
    model = choice.load_model()
    attributions = choice.list_attributions(article, model.weights)
    weighed = choice.weigh(article, attributions, model.weights)
    chances = choice.agree(article, attributions, weighed)
    rows, offices = [], _list_offices(article)
    chosen = choice.prefer_speakers(
        article, attributions, weighed, choice.choose(article, attributions, chances, model.threshold)
    )
    chosen += choice.choose_inner(article, attributions, weighed, chosen)
    found = [(attributions[number], find_confidence(model, chances[number])) for number in chosen]
    for attribution, confidence in add_rest(article, found, model.weights):
        row = make_row(article, attribution)
        row["actor_id"], *others = find_actors(article, attribution)
        row["other_actor_ids"] = [actor for actor in others if actor and actor != row["actor_id"]]
        row["source_type"] = _source_type(article, attribution, row["actor_id"], offices)
        rows.append(row | {"confidence": confidence})
    rows.sort(key=lambda row: (row["pieces"][0], row["cue_start"] or 0))
    rows = [row | {"quote_id": f"{article.article_id}:q{number:02}"} for number, row in enumerate(rows)]
    return vote_source_types(rows), problems


def _tell_labels(text: str) -> list[str]:
    """Return a message where paragraphs stand under speakers' labels: "Q:" and "A:", "Interviewer:" and "Ann Rowe:"."""
    labels = Counter(LABELLED.findall(text))
    asked = len(labels) > 1 and not ASKING.isdisjoint(label.lower() for label in labels)
    taken_in_turn = len([label for label, times in labels.items() if times > 1]) > 1
    return [INTERVIEW.format(", ".join(sorted(labels)[:4]))] if asked or taken_in_turn else []


def add_rest(article: Article, found: list[Sure], weights: dict[str, float]) -> list[Sure]:
    """Return attributions with those of no answer in the place of what they overlap, and quotations nobody is given."""
    candidates = list(propose_no_answers(article))
    sources = choice.choose_sources(article, candidates, weights)
    for candidate in candidates:
        attribution = complete(article, candidate, find_asked(article, candidate.cue) or sources[candidate.cue])
        said = {place for other, _ in found for place in choice.places_of(article, other)}
        own = range(candidate.cue_span[0], candidate.content[0][1] + 1)
        if attribution and not set(range(*candidate.cue_span)) & said and candidate.cue_span[0] not in said:
            found = [pair for pair in found if pair[0].candidate.cue not in own]
            found.append((attribution, UNANSWERED))
    taken = {place for attribution, _ in found for place in choice.places_of(article, attribution)}
    alone = [(one, SIGNER if one.source_span else UNKNOWN_SPEAKER) for one in _list_alone(article, taken)]
    return found + alone


def _list_alone(article: Article, taken: set[int]) -> Iterator[Attribution]:
    """The quotations of some words that no attribution has: their speaker signs them, or is unknown, not none."""
    for first, last, _ in article.quotations:
        if article.body[first] < 0 or is_title(article, first, last):
            continue
        candidate = Candidate(ALONE, "only", first, (first, first), ((first, last),), first, sourced=False)
        alone = Attribution(candidate, ((first, last),), Source("none", -1, 0.0, 0.0), None)
        places = choice.places_of(article, alone)
        if len(places) < 4 or places & taken:
            continue
        signer = _find_signer(article, last)
        yield alone._replace(source=Source("signature", signer[1], 0.0, 0.0), source_span=signer) if signer else alone


def _find_signer(article: Article, last: int) -> tuple[int, int] | None:
    """Return the places of the name that alone follows a quotation and a dash, to the end of the paragraph."""
    signed = SIGNED.match(article.text, article.end[last])
    if not signed:
        return None
    for name in begin_between(article.mentions, signed.start(), signed.end()):
        if name["form"] == "name":
            return bisect_left(article.end, name["start"] + 1), bisect_left(article.end, name["end"])
    return None


def _source_type(article: Article, attribution: Attribution, actor_id: str | None, offices: Offices) -> str:
    if attribution.source_span is None:
        return "unknown"
    found = find_source_type(
        article, attribution.source.head, attribution.source_span, offices.get(actor_id, Counter())
    )
    person = actor_id and article.kinds.get(actor_id) == "person"
    return "unknown" if person and found == "organisation" else found


def _list_offices(article: Article) -> Offices:
    """Return what stands at the names of each actor, counted."""
    offices: Offices = {}
    for mention in article.mentions:
        last = bisect_left(article.start, mention["end"]) - 1
        if mention["actor_id"] and mention["form"] in ("name", "title") and last >= 0:
            told = list_told(article, article.right[last], (article.left[last], article.right[last]))
            offices.setdefault(mention["actor_id"], Counter()).update(told)
    return offices
