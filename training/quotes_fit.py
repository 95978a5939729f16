"""Fit the two models of `analysis.quotes`: which of a cue's sources, and which of its contents if any."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from analysis.article import Article
from analysis.quotes.choice import list_attributions
from analysis.quotes.features import describe, describe_cue
from analysis.quotes.pieces import Attribution
from analysis.quotes.propose import propose
from analysis.quotes.sources import describe_source, list_sources, source_span

Span = list[int]
PENALTY, SOURCE_PENALTY = 5.0, 3.0  # on squared weights
LEAST = 3  # features seen less often are left out
ROUNDS = 80
SCREEN_PENALTY, SCREENED, MISSED = 10.0, 8_000, 0.005  # of the glance: weights kept, share of cues it may miss
SHORT, ELSEWHERE = 0.3, 0.3  # what an overlap below one half, or one found by another cue, counts of itself


def fit_sources(articles: list[dict], parsed: list[Article], scorer: Any) -> dict[str, float]:
    """Return the weights of the model that picks a cue's source, trained on the cues of the gold attributions."""
    rows: list[list[str]] = []
    right: list[bool] = []
    for article, words in zip(articles, parsed, strict=True):
        text = scorer.Article(article["text"])
        gold = [(quote["cue"], text.positions(quote["source"])) for quote in article["quotes"] if quote["cue"]]
        for cue in sorted({candidate.cue for candidate in propose(words)}):
            source = next((source for spans, source in gold if _inside(words, cue, spans)), None)
            if source is None:
                continue
            for how, head in list_sources(words, cue):
                place = to_spans(words, [source_span(words, head, (cue, cue))]) if head >= 0 else None
                rows.append(["S:bias", *describe_source(words, cue, how, head)])
                right.append(text.same_source(source, text.positions(place)))
    names = count_names(rows, 2)
    model = LogisticRegression(C=1 / SOURCE_PENALTY, solver="liblinear").fit(to_matrix(rows, names), right)
    weights = dict(zip(names, model.coef_[0].tolist(), strict=True))
    weights["S:bias"] += float(model.intercept_[0])
    return weights


def fit_screen(articles: list[dict], parsed: list[Article]) -> dict[str, float]:
    """Return the weights that tell likely cues at a glance, and as `A:least` the sum that all but few cues reach."""
    rows: list[list[str]] = []
    right: list[bool] = []
    for article, words in zip(articles, parsed, strict=True):
        gold = [quote["cue"] for quote in article["quotes"] if quote["cue"]]
        for cue in sorted({candidate.cue for candidate in propose(words)}):
            rows.append(describe_cue(words, cue))
            right.append(any(_inside(words, cue, spans) for spans in gold))
    names = count_names(rows, LEAST)
    matrix = to_matrix(rows, names)
    model = LogisticRegression(C=1 / SCREEN_PENALTY, solver="liblinear", fit_intercept=False).fit(matrix, right)
    weights = model.coef_[0] * 1.0
    worth = -np.abs(weights) * np.sqrt(np.asarray(matrix.sum(axis=0)).ravel())
    weights[np.argsort(worth, kind="stable")[SCREENED:]] = 0.0
    least = np.quantile((matrix @ weights)[np.array(right)], MISSED)
    kept = {f"A:{name}": weight for name, weight in zip(names, weights.tolist(), strict=True) if weight}
    return kept | {"A:least": float(least)}


def _inside(words: Article, cue: int, spans: Iterable[Span]) -> bool:
    return any(start <= words.start[cue] and words.end[cue] <= end for start, end in spans)


def to_spans(words: Article, places: Iterable[tuple[int, int]]) -> list[Span]:
    """Return spans of places as spans of characters."""
    return [[words.start[first], words.end[last]] for first, last in places]


def count_names(rows: Iterable[Sequence[str]], least: int) -> dict[str, int]:
    """Return the column of each feature that is seen often enough, in the order of their names."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(row)
    return {name: column for column, name in enumerate(sorted(name for name, times in seen.items() if times >= least))}


def to_matrix(rows: Iterable[Sequence[str]], names: dict[str, int]) -> sparse.csr_matrix:
    """Return a row of ones and zeros for each list of features."""
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns.extend(names[name] for name in row if name in names)
        ends.append(len(columns))
    shape = (len(ends) - 1, len(names))
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)


def fit_contents(
    articles: list[dict], parsed: list[Article], known: dict[str, float], scorer: Any
) -> tuple[dict[str, float], np.ndarray]:
    """Return the weights of the model that picks a cue's content or none, and how often each feature was seen.

    `known` are the weights that find the likely cues and their sources.
    """
    rows: list[list[str]] = []
    groups: list[int] = []
    overlaps: list[float] = []
    last = 0
    for article, words in zip(articles, parsed, strict=True):
        attributions = list_attributions(words, known)
        cues = {cue: number + last for number, cue in enumerate(sorted({a.candidate.cue for a in attributions}))}
        shared = {cue: describe_cue(words, cue) for cue in cues}
        rows += [shared[a.candidate.cue] + describe(words, a) for a in attributions]
        groups += [cues[a.candidate.cue] for a in attributions]
        overlaps += find_overlaps(article, words, attributions, scorer)
        last += len(cues)
    names = count_names(rows, LEAST)
    matrix = to_matrix(rows, names)
    wanted = share_out(np.array(overlaps), np.array(groups), last)
    weights = fit_choice(matrix, np.array(groups), last, wanted)
    return dict(zip(names, weights.tolist(), strict=True)), np.asarray(matrix.sum(axis=0)).ravel()


def find_overlaps(article: dict, words: Article, attributions: list[Attribution], scorer: Any) -> list[float]:
    """Return each attribution's best overlap (Jaccard) with a gold content that has the same source.

    An overlap below one half is no match to the scorer, and one found by another cue is luck: both count for less.
    """
    text = scorer.Article(article["text"])
    golds = [text.attribution(quote) for quote in article["quotes"]]
    spans = [quote["cue"] or [] for quote in article["quotes"]]
    found: list[float] = []
    for attribution in attributions:
        content = text.positions(to_spans(words, attribution.pieces))
        place = attribution.source_span
        source = text.positions(to_spans(words, [place])) if place else frozenset()
        cue = to_spans(words, [attribution.candidate.cue_span])[0]
        found.append(0.0)
        for gold, cues in zip(golds, spans, strict=True):
            both = len(gold["content"] & content)
            if both and text.same_source(gold["source"], source):
                overlap = both / len(gold["content"] | content)
                overlap *= 1.0 if overlap >= 0.5 else SHORT
                overlap *= 1.0 if any(cue[0] < end and start < cue[1] for start, end in cues) else ELSEWHERE
                found[-1] = max(found[-1], overlap)
    return found


def share_out(overlaps: np.ndarray, groups: np.ndarray, size: int) -> np.ndarray:
    """Return the chance each attribution should have: its cue's best overlap, shared by the cubes of the overlaps."""
    best = np.zeros(size)
    np.maximum.at(best, groups, overlaps)
    cubes = overlaps**3
    total = np.bincount(groups, cubes, size)
    return cubes / np.maximum(total[groups], 1e-9) * best[groups]


def fit_choice(matrix: sparse.csr_matrix, groups: np.ndarray, size: int, wanted: np.ndarray) -> np.ndarray:
    """Return the weights of a conditional logit: a cue's attributions and none at all share a chance of 1."""
    turned = matrix.T.tocsr()
    none = 1 - np.bincount(groups, wanted, size)

    def measure(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        highest = np.zeros(size)
        np.maximum.at(highest, groups, scores)
        odds = np.exp(scores - highest[groups])
        total = np.exp(-highest) + np.bincount(groups, odds, size)
        logs = np.log(total) + highest
        loss = none @ logs - wanted @ (scores - logs[groups]) + PENALTY / 2 * weights @ weights
        return loss, turned @ (odds / total[groups] - wanted) + PENALTY * weights

    return minimise(measure, matrix.shape[1])


def minimise(measure: Callable, size: int) -> np.ndarray:
    """Return where a smooth function is least (L-BFGS from zero, a fixed number of rounds: the same each time)."""
    found = minimize(measure, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS, "maxcor": 8})
    return found.x
