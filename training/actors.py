"""Make analysis/models/actors.npz again from GUM's training documents, and measure it.

    python -m training.actors [--gold ../shared/gold] [--cache .cache/actors]

Needs the extra `training` (scikit-learn, scipy) and the reference scorer in ../score beside the gold data. Prints the
scores of a cross-validation by document and those on gum_news_dev, which nothing is fitted on; writes them to
analysis/models/actors.json. One core, a few minutes once the parses are cached; the same weights each time.
"""

import argparse
import bisect
import hashlib
import os
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from analysis.actors import naming, resolving
from analysis.actors.mentions import find_named
from analysis.actors.model import WEIGHTS, Model
from analysis.actors.nodes import CLASSES, Nodes, find_head, lay_nodes
from analysis.actors.nouns import load_titles
from analysis.actors.page import Cast
from analysis.article import Article

from .parses import read_split

FOLDS, LEAST_SEEN, FIRMNESS = 5, 3, 0.08
SHARED_DECAY, DECAYS = 6.0, (12.0, 30.0, 12.0, 3.0, 3.0)  # of what all classes share, and of each class's own
OFFICES = frozenset({"president", "chair", "speaker", "governor"})
NAMED = {"person": 1, "organization": 2}
THING = 3


class Group(NamedTuple):
    """A pronoun or description with its candidates: codes (candidate x template), nobody's codes, which are right."""

    candidates: np.ndarray
    nobody: np.ndarray
    right: np.ndarray


def main() -> None:
    """Fit, measure and write the weights and their scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("NEWS_GOLD", "../shared/gold")))
    parser.add_argument("--cache", type=Path, default=Path(".cache/actors"))
    options = parser.parse_args()
    golds, articles = read_split(options.gold / "gum_train.jsonl", options.cache)
    spans, features, labels = list_names(golds, articles)
    named: list[list[naming.Entity]] = [[] for _ in articles]
    for held, rest in list_folds(len(articles)):
        model = fit_names([features[n] for n in rest], [labels[n] for n in rest])
        for n in held:
            named[n] = naming.choose(articles[n], spans[n], naming.weigh(features[n], model))
    print_names(golds, articles, named)
    groups = [list_groups(*row) for row in zip(golds, articles, named, strict=True)]
    steps = calibrate(golds, articles, named, groups)
    weights = fit_antecedents([group for rows in groups for group in rows])
    write_model(fit_names(features, labels), weights, steps)


def list_folds(size: int) -> list[tuple[list[int], list[int]]]:
    """Return (held out, rest) for each fold."""
    return [([n for n in range(size) if n % FOLDS == fold], [n for n in range(size) if n % FOLDS != fold])
            for fold in range(FOLDS)]  # fmt: skip


def find_places(article: Article, mention: dict) -> tuple[int, int, int]:
    """Return the first place, end and head of a gold mention."""
    first, head = (bisect.bisect_right(article.end, at) for at in (mention["start"], mention["head"][0]))
    return first, bisect.bisect_left(article.start, mention["end"]), head


def find_name(article: Article, mention: dict) -> tuple[int, int]:
    """Return the run of capitals around a gold name's head, without titles before it."""
    first, end, head = find_places(article, mention)
    capital = [naming._is_capital(article, place) for place in range(first, end)]
    small = naming.list_words("names", "part", "inside")
    low = head
    while low > first and (capital[low - 1 - first] or article.lower[low - 1] in small):
        low -= 1
    while low < head and (not capital[low - first] or article.words[low] in load_titles() or article.pos[low] == "DET"):
        low += 1
    high = head + 1
    while high < end and (capital[high - first] or article.lower[high] in small):
        high += 1
    while high > head + 1 and not capital[high - 1 - first]:
        high -= 1
    return low, high


def find_tail(article: Article, mention: dict, heads: set[int]) -> tuple[int, int] | None:
    """Return the name right behind a described person's noun: "LibriVox founder Hugh McGuire"."""
    _, end, head = find_places(article, mention)
    high = low = head + 1
    while high < end and naming._is_capital(article, high):
        high += 1
    titled = any(article.words[place] in load_titles() or place in heads for place in range(low, high))
    return None if high == low or titled else (low, high)


def label_names(gold: dict, article: Article, spans: list[naming.Span]) -> list[int]:
    """Return for each span 0 (no name), 1 (person), 2 (organisation), 3 (another name) or -1 (gold does not tell)."""
    told = [m for m in gold["mentions"] if m["form"] == "name"]
    found = {find_name(article, mention): THING for mention in told if mention["type"] not in NAMED}
    heads = {find_places(article, mention)[2] for mention in told}
    for mention in told:
        head = find_places(article, mention)[2]
        office = article.words[head] in load_titles() or article.lower[head] in OFFICES
        if kind := NAMED.get(mention["type"]):
            found[find_name(article, mention)] = -1 if kind == 1 and office else kind
    for mention in gold["mentions"]:
        kind = NAMED.get(mention["type"]) if mention["form"] == "noun" else None
        if kind and (tail := find_tail(article, mention, heads)):
            found.setdefault(tail, kind)
    names = {" ".join(article.words[a:b]) for (a, b), kind in found.items() if kind in (1, 2)}
    names |= {name.split()[-1] for name in names}
    taken = heads | {place for (a, b), kind in found.items() if kind in (1, 2) for place in range(a, b)}
    for a, b in spans:  # a known name that is not annotated here: part of a compound, say
        if " ".join(article.words[a:b]) in names and taken.isdisjoint(range(a, b)):
            found.setdefault((a, b), -1)
    return [found.get(span, 0) for span in spans]


def list_names(golds: list[dict], articles: list[Article]) -> tuple[list, list, list]:
    """Return the proposed spans, their features and their labels, by article."""
    spans = [naming.propose(article) for article in articles]
    features = [naming.describe(article, row) for article, row in zip(articles, spans, strict=True)]
    return spans, features, [label_names(*row) for row in zip(golds, articles, spans, strict=True)]


def fit_names(features: list[list[list[str]]], labels: list[list[int]]) -> Model:
    """Return a model whose weights of names are fitted; it knows no antecedents."""
    rows = [row for article in features for row in article]
    classes = np.array([label for article in labels for label in article])
    seen = Counter(name for row in rows for name in row)
    known = {name: number for number, name in enumerate(sorted(n for n, count in seen.items() if count >= LEAST_SEEN))}
    columns = [[known[name] for name in row if name in known] for row in rows]
    starts = np.cumsum([0, *(len(row) for row in columns)])
    matrix = csr_matrix((np.ones(starts[-1]), np.concatenate(columns), starts), (len(rows), len(known)))
    told = np.flatnonzero(classes >= 0)
    fitted = LogisticRegression(C=FIRMNESS, max_iter=300).fit(matrix[told], classes[told])
    weights = fitted.coef_.T.copy()
    weights[known["bias"]] += fitted.intercept_
    nothing = np.zeros((len(CLASSES), 2))
    return Model(known, weights, np.zeros(resolving.CODES), nothing, nothing)


def list_nodes(gold: dict, article: Article, entities: list[naming.Entity]) -> tuple[Nodes, Cast, list[str | None]]:
    """Return an article's nodes, its cast, and the gold cluster of each node."""
    cast = Cast()
    mentions, taken = find_named(article, cast, entities)
    nodes = lay_nodes(article, mentions, cast, taken)
    at: dict[int, list[tuple[int, dict]]] = {}
    for mention in gold["mentions"]:
        _, end, head = find_places(article, mention)
        at.setdefault(head, []).append((end, mention))
    clusters = []
    for mention in nodes.mentions:
        head = find_head(article, mention)
        near = at.get(head, []) or [row for p in range(mention.first, mention.end) for row in at.get(p, [])]
        joined = max((c for c in article.children[head] if article.dep[c] == "conj"), default=head)
        fits = [row for row in near if (row[0] > joined > head) == (mention.form == "pair")] or (
            near if mention.form != "pair" else []
        )
        clusters.append(min(fits, key=lambda row: row[0])[1]["cluster"] if fits else None)
    return nodes, cast, clusters


def list_groups(gold: dict, article: Article, entities: list[naming.Entity]) -> list[Group]:
    """Return a group for each pronoun and description, the ones before it joined as the gold says."""
    nodes, cast, golds = list_nodes(gold, article, entities)
    clusters, groups = resolving.Clusters(len(nodes.mentions)), []
    for number, mention in enumerate(nodes.mentions):
        cluster = clusters.of_actor(mention.actor) if mention.actor else -1
        places = resolving.find_candidates(nodes, number)
        if len(places):
            right = np.array([golds[number] is not None and golds[other] == golds[number] for other in places])
            codes = resolving.code(article, nodes, clusters, number, places).T
            groups.append(Group(codes, resolving.code_nobody(article, nodes, clusters, number), right))
            cluster = int(clusters.of[places[np.flatnonzero(right)[-1]]]) if right.any() else -1
        cluster = clusters.add() if cluster < 0 else cluster
        clusters.put(nodes, number, cluster, cast.actors[mention.actor].titles if mention.actor else set())
    return groups


def fit_antecedents(groups: list[Group]) -> np.ndarray:
    """Return the weights that make the right antecedents of all groups likeliest (conditional logit, L2)."""
    codes, nobody = to_matrix([g.candidates for g in groups]), to_matrix([g.nobody[None] for g in groups])
    turned, turned_nobody = codes.T.tocsr(), nobody.T.tocsr()
    sizes = np.array([len(group.right) for group in groups])
    starts, of = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(groups)), sizes)
    right, none = np.concatenate([g.right for g in groups]), np.array([not g.right.any() for g in groups])
    seen: Counter[int] = Counter(c for g in groups for c in np.union1d(g.candidates, g.nobody).tolist())
    kept = np.array([seen[code] > LEAST_SEEN for code in range(resolving.CODES)])
    shared = list_shared()
    decays = np.concatenate([np.full(shared.max() + 1, SHARED_DECAY), find_decays()])

    def join(weights: np.ndarray) -> np.ndarray:
        return (weights[shared] + weights[shared.max() + 1 :]) * kept

    def loss(both: np.ndarray) -> tuple[float, np.ndarray]:
        weights = join(both)
        sums, alone = codes @ weights, nobody @ weights
        highest = np.maximum(np.maximum.reduceat(sums, starts), alone)
        odds, nones = np.exp(sums - highest[of]), np.exp(alone - highest)
        total = np.add.reduceat(odds, starts) + nones
        good = np.add.reduceat(odds * right, starts) + nones * none
        slope = turned @ (odds / total[of] - odds * right / good[of]) + turned_nobody @ (
            nones / total - nones * none / good
        )
        slope = slope * kept
        value = (np.log(total) - np.log(good)).sum() + decays @ both**2 / 2
        return value, np.concatenate([np.bincount(shared, slope), slope]) + decays * both

    start = np.zeros(len(decays))
    return join(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


def list_shared() -> np.ndarray:
    """Return for each code the number of what it says whatever the class: classes share what they can."""
    rows, first = [], 0
    for size in [*resolving.SIZES.values(), *resolving.NOBODY.values()]:
        rows.append(np.tile(np.arange(first, first + size), len(CLASSES)))
        first += size
    return np.concatenate(rows)


def find_decays() -> np.ndarray:
    """Return for each code how firmly what is its class's own is held near zero."""
    sizes = [*resolving.SIZES.values(), *resolving.NOBODY.values()]
    return np.concatenate([np.repeat(DECAYS, size) for size in sizes])


def to_matrix(rows: list[np.ndarray]) -> Any:
    """Return codes as a sparse matrix of ones."""
    codes = np.concatenate(rows)
    starts = np.arange(0, codes.size + 1, codes.shape[1])
    return csr_matrix((np.ones(codes.size), codes.ravel(), starts), (len(codes), resolving.CODES))


def calibrate(
    golds: list[dict], articles: list[Article], named: list[list[naming.Entity]], groups: list[list[Group]]
) -> list[IsotonicRegression]:
    """Return for each class the rising function from chance to the share that was right in cross-validation."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in CLASSES]
    for held, rest in list_folds(len(articles)):
        weights = fit_antecedents([group for n in rest for group in groups[n]])
        model = Model({}, np.zeros((0, 3)), weights, np.zeros(0), np.zeros(0))
        for n in held:
            nodes, cast, clusters = list_nodes(golds[n], articles[n], named[n])
            found, links = resolving.resolve(articles[n], nodes, cast, model)
            for link in links:
                if link.cluster >= 0:
                    rows[nodes.wanted[link.node]].append((link.chance, is_right(found, clusters, link)))
    for name, row in zip(CLASSES, rows, strict=True):
        print(f"{name}: {len(row)} given, {sum(right for _, right in row) / len(row):.3f} right", flush=True)
    steps = IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip")
    return [IsotonicRegression(**steps.get_params()).fit(*zip(*row, strict=True)) for row in rows]


def is_right(found: resolving.Clusters, golds: list[str | None], link: resolving.Link) -> bool:
    """Say whether a node was put to a cluster that mostly is its own."""
    before = [golds[n] for n in range(link.node) if found.of[n] == link.cluster and golds[n]]
    return bool(before) and Counter(before).most_common(1)[0][0] == golds[link.node]


def print_names(golds: list[dict], articles: list[Article], named: list[list[naming.Entity]]) -> None:
    """Print how many names of people and organisations were found in cross-validation, and how many of those found."""
    count: Counter[str] = Counter()
    for gold, article, entities in zip(golds, articles, named, strict=True):
        of = {place: entity for entity in entities for place in range(*entity[:2])}
        heads = {find_places(article, m)[2] for m in gold["mentions"] if m["form"] == "name" and m["type"] in NAMED}
        count += Counter(gold=len(heads), found=len(heads & of.keys()), given=len(entities))
        count["right"] += len({of[head] for head in heads & of.keys()})
    print(
        f"names: precision {count['right'] / count['given']:.3f}, recall {count['found'] / count['gold']:.3f}",
        flush=True,
    )


def write_model(names: Model, antecedents: np.ndarray, steps: list[IsotonicRegression]) -> None:
    """Write the weights, the features' names one a line."""
    scores = np.linspace(0, 1, 26)
    np.savez_compressed(
        WEIGHTS,
        features=np.frombuffer("\n".join(names.features).encode(), dtype=np.uint8),
        names=names.names.astype(np.float16),
        antecedents=antecedents.astype(np.float16),
        scores=np.tile(scores, (len(CLASSES), 1)).astype(np.float32),
        chances=np.round([step.predict(scores) for step in steps], 3).astype(np.float32),
    )
    print(
        f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes, sha256 {hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()}"
    )


if __name__ == "__main__":
    main()
