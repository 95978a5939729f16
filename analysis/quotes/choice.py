"""The chooser: of a cue's possible sources the likeliest, of its possible contents the one most others agree with."""

import functools
import math
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..article import Article
from .features import describe, describe_cue
from .kinds import read_cues
from .pieces import Attribution, Source, complete
from .propose import propose
from .sources import describe_source, is_mark, list_sources
from .verbs import Candidate

WEIGHTS = Path(__file__).parent.parent / "models" / "quotes.npz"
UNLIKELY = 0.12  # a cue with less than this chance of being one is not looked at further
INNER = -1.0  # the least weight of an attribution within another
SAID = ("say", "tell")
LEAN = 0.05  # among contents that agree, how far to lean to the likelier


class Model(NamedTuple):
    """The chooser's weights by feature name, the chance from which on it chooses, and what its chances are worth."""

    weights: dict[str, float]
    threshold: float
    scores: np.ndarray  # rising: the chance that the chooser gives ...
    chances: np.ndarray  # ... and the share of attributions with it that were right


@functools.cache
def load_model(path: Path = WEIGHTS) -> Model:
    """Return the chooser; FileNotFoundError where its weights are not there."""
    with np.load(path, allow_pickle=False) as file:
        names = file["names"].tobytes().decode("utf-8").split("\n")
        weights = dict(zip(names, file["weights"].astype(float).tolist(), strict=True))
        return Model(weights, float(file["threshold"]), file["scores"], file["chances"])


def choose_sources(article: Article, candidates: list[Candidate], weights: dict[str, float]) -> dict[int, Source]:
    """Return the likeliest source of each cue of some candidates."""
    chosen: dict[int, Source] = {}
    get = weights.get
    bias = get("S:bias", 0.0)
    for cue in {candidate.cue for candidate in candidates}:
        scored = [
            (bias + sum([get(name, 0.0) for name in describe_source(article, cue, how, head)]), -number, how, head)
            for number, (how, head) in enumerate(list_sources(article, cue))
        ]
        scored.sort(reverse=True)
        score, _, how, head = scored[0]
        chosen[cue] = Source(how, head, score, score - scored[1][0] if len(scored) > 1 else 9.0)
    return chosen


def screen(article: Article, candidates: list[Candidate], weights: dict[str, float]) -> list[Candidate]:
    """Return the candidates whose cue may be one: a glance at the cue alone spares the rest of the work for most."""
    get, least = weights.get, weights.get("A:least", -math.inf)
    cues = {candidate.cue for candidate in candidates}
    likely = {cue for cue in cues if sum([get("A:" + name, 0.0) for name in describe_cue(article, cue)]) >= least}
    return [candidate for candidate in candidates if candidate.cue in likely or is_mark(article, candidate.cue)]


def list_attributions(article: Article, weights: dict[str, float]) -> list[Attribution]:
    """Return every attribution of a likely cue that the constructions propose, completed, each but once."""
    candidates = screen(article, propose(article), weights)
    sources = choose_sources(article, candidates, weights)
    found: dict[tuple, Attribution] = {}
    for candidate in candidates:
        attribution = complete(article, candidate, sources[candidate.cue])
        if attribution:
            found.setdefault((candidate.cue, attribution.pieces, attribution.source_span), attribution)
    return list(found.values())


def weigh(article: Article, attributions: list[Attribution], weights: dict[str, float]) -> list[float]:
    """Return the weight of each attribution against its cue being none (log-odds, before they compete)."""
    get = weights.get
    cues = {a.candidate.cue for a in attributions}
    shared = {cue: sum([get(name, 0.0) for name in describe_cue(article, cue)]) for cue in cues}
    return [shared[a.candidate.cue] + sum([get(name, 0.0) for name in describe(article, a)]) for a in attributions]


def agree(article: Article, attributions: list[Attribution], weighed: list[float]) -> list[float]:
    """Return the chance that each attribution is right: that of all its cue's attributions that agree with it.

    The attributions of a cue, and none at all, share a chance of 1 by their weights (softmax); two agree that have
    the same source and half of their words in common (minimum Bayes risk; Kumar and Byrne 2004).
    """
    groups: dict[int, list[int]] = {}
    for number, attribution in enumerate(attributions):
        groups.setdefault(attribution.candidate.cue, []).append(number)
    chances = [0.0] * len(attributions)
    for group in groups.values():
        highest = max(0.0, *(weighed[number] for number in group))
        odds = {number: math.exp(weighed[number] - highest) for number in group}
        total = math.exp(-highest) + sum(odds.values())
        if 1 - math.exp(-highest) / total < UNLIKELY:
            continue
        places = {number: places_of(article, attributions[number]) for number in group}
        for number in group:
            alike = sum(odds[other] for other in group if _alike(attributions, places, number, other))
            chances[number] = (alike + LEAN * odds[number]) / total / (1 + LEAN)
    return chances


def _alike(attributions: list[Attribution], places: dict[int, set[int]], one: int, other: int) -> bool:
    if attributions[one].source_span != attributions[other].source_span:
        return False
    return one == other or 2 * len(places[one] & places[other]) >= len(places[one] | places[other])


def places_of(article: Article, attribution: Attribution) -> set[int]:
    """Return the places of a content's article."""
    return {p for a, b in attribution.pieces for p in range(a, b + 1) if article.pos[p] not in ("PUNCT", "SPACE")}


def choose(article: Article, attributions: list[Attribution], chances: list[float], threshold: float) -> list[int]:
    """Return the numbers of the chosen attributions: the surest first, one a cue, no word in two contents.

    Words in marks beside a verb of the lexicon need half the chance: they are somebody's, and would be nowhere else.
    """
    taken: set[int] = set()
    cues: set[int] = set()
    chosen = []
    for number in sorted(range(len(chances)), key=lambda n: (-chances[n], n)):
        if chances[number] < threshold / 2:
            break
        if chances[number] < threshold and not _quotes(article, attributions[number]):
            continue
        cue = attributions[number].candidate.cue
        if cue in cues or cue in taken:
            continue
        places = places_of(article, attributions[number])
        if places & taken:
            continue
        taken |= places
        cues.add(cue)
        chosen.append(number)
    return sorted(chosen)


def choose_inner(
    article: Article, attributions: list[Attribution], weighed: list[float], chosen: list[int]
) -> list[int]:
    """Return the numbers of attributions within the chosen ones: a letter, reported of, that expresses its “belief”.

    PolNeAR marks none of these, so a rule must do: a verb of the lexicon, a source, and quotation marks of their own.
    """
    outer = (places_of(article, attributions[number]) for number in chosen)
    around = {place: places for places in outer for place in places}
    taken = {attributions[number].candidate.cue for number in chosen}
    likely = [n for n, weight in enumerate(weighed) if weight > INNER and attributions[n].candidate.cue not in taken]
    within = [n for n in likely if _quotes(article, attributions[n])]
    found: list[int] = []
    for number in sorted(within, key=lambda n: (-weighed[n], n)):
        places = places_of(article, attributions[number]) | {attributions[number].candidate.cue}
        if not places & taken and places < around.get(attributions[number].candidate.cue, set()):
            taken |= places
            found.append(number)
    return sorted(found)


def prefer_speakers(
    article: Article, attributions: list[Attribution], weighed: list[float], chosen: list[int]
) -> list[int]:
    """Return the chosen numbers, of "X said, according to the Post" what X said: the Post passes it on."""
    kept = []
    cues: dict[int, list[int]] = {}
    for number, attribution in enumerate(attributions):
        cues.setdefault(attribution.candidate.cue, []).append(number)
    for number in chosen:
        within = []
        if attributions[number].candidate.construction == "according to":
            around = places_of(article, attributions[number])
            within = [n for p in around for n in cues.get(p, ()) if _speaks(article, attributions[n], around)]
        kept.append(max(within, key=lambda n: (weighed[n], -n)) if within else number)
    return kept


def _speaks(article: Article, attribution: Attribution, around: set[int]) -> bool:
    """Whether somebody says, in a clause or a quotation, most of what stands around him."""
    candidate = attribution.candidate
    told = candidate.construction.startswith(("clause", "quotation")) and article.lemma[candidate.cue] in SAID
    if not told or attribution.source_span is None:
        return False
    places = places_of(article, attribution)
    return places < around and 2 * len(places) >= len(around)


def _quotes(article: Article, attribution: Attribution) -> bool:
    """Whether a cue that the lexicon knows brings its source's words in marks that are not around the cue too."""
    cue = attribution.candidate.cue
    if article.pos[cue] != "VERB" or attribution.source_span is None or article.lemma[cue].lower() not in read_cues():
        return False
    spans: Sequence[tuple] = article.inner if article.quotation[cue] >= 0 else article.quotations
    starts = ((bisect_left(spans, (a - 2,)), a, b) for a, b in attribution.pieces)
    return any(at < len(spans) and spans[at][0] <= min(a + 2, b) for at, a, b in starts)
