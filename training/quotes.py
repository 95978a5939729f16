"""Make analysis/models/quotes.npz again from PolNeAR's training split, and measure it.

    python -m training.quotes [--gold ../shared/gold] [--cache .cache/quotes] [--measure]

Needs the extra `training` (scikit-learn, scipy) and the reference scorer in ../score beside the gold data. Prints the
scores of a cross-validation within the training split and those on the development split, which nothing is fitted on;
writes them to analysis/models/quotes.json. One core, about fourteen minutes once the parses are cached; the same
weights each time.
"""

import argparse
import hashlib
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.isotonic import IsotonicRegression

from analysis.article import Article
from analysis.quotes.choice import WEIGHTS, Model, agree, choose, choose_inner, list_attributions, load_model, weigh
from analysis.quotes.pieces import Attribution
from analysis.quotes.rows import find_kind

from .parses import read_split
from .quotes_fit import fit_contents, fit_screen, fit_sources, to_spans

FOLDS, KEPT, DECIMALS = 3, 110_000, 4
THRESHOLDS = np.arange(0.24, 0.48, 0.02)
Found = list[tuple[Attribution, float]]  # the chosen attributions of an article, each with its chance


def main() -> None:
    """Fit, measure and write the weights and their scores."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("NEWS_GOLD", "../shared/gold")))
    parser.add_argument("--cache", type=Path, default=Path(".cache/quotes"))
    parser.add_argument("--measure", action="store_true", help="measure the weights there are, fit nothing")
    options = parser.parse_args()
    scorer = load_scorer(options.gold.parent / "score" / "score_quotes.py")
    if options.measure:
        kept = json.loads(WEIGHTS.with_suffix(".json").read_text(encoding="utf-8"))
        return measure_dev(options, scorer, {"cross-validation": kept["cross-validation"]})
    articles, parsed = read_split(options.gold / "polnear_train.jsonl", options.cache)
    scored = cross_validate(articles, parsed, scorer)
    threshold = pick_threshold(articles, parsed, scored, scorer)
    folds = [choose_all(words, row, threshold) for words, row in zip(parsed, scored, strict=True)]
    scores: dict[str, Any] = {"cross-validation": evaluate(articles, parsed, folds, scorer)}
    print_scores("cross-validation", scores["cross-validation"])
    write_model(options, scorer, threshold, calibrate(articles, parsed, folds, scorer))
    return measure_dev(options, scorer, scores)


def load_scorer(path: Path) -> Any:
    """Return the reference scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cross_validate(articles: list[dict], parsed: list[Article], scorer: Any) -> list[Found]:
    """Return each article's attributions with their chances, by models that have not seen it."""
    scored: list[Found] = [[] for _ in articles]
    for fold in range(FOLDS):
        held = [number for number in range(len(articles)) if number % FOLDS == fold]
        rest = [number for number in range(len(articles)) if number % FOLDS != fold]
        weights = fit([articles[n] for n in rest], [parsed[n] for n in rest], scorer)
        for number in held:
            scored[number] = list_chances(parsed[number], weights)
        print(f"fold {fold + 1} of {FOLDS}: {len(weights):,} weights", flush=True)
    return scored


def fit(articles: list[dict], parsed: list[Article], scorer: Any) -> dict[str, float]:
    """Return the weights of the three models, pruned: a content feature stays by weight and how often it is seen."""
    known = fit_screen(articles, parsed) | fit_sources(articles, parsed, scorer)
    contents, seen = fit_contents(articles, parsed, known, scorer)
    names, values = list(contents), np.array(list(contents.values()))
    kept = np.argsort(-np.abs(values) * np.sqrt(seen), kind="stable")[: KEPT - len(known)]
    weights = known | {names[number]: float(values[number]) for number in kept}
    return {name: round(weights[name], DECIMALS) for name in sorted(weights)}


def list_chances(words: Article, weights: dict[str, float]) -> Found:
    """Return every attribution proposed with its chance, without those that have none."""
    attributions = list_attributions(words, weights)
    chances = agree(words, attributions, weigh(words, attributions, weights))
    return [pair for pair in zip(attributions, chances, strict=True) if pair[1] > 0.1]


def choose_all(words: Article, scored: Found, threshold: float) -> Found:
    """Return the attributions chosen among those scored."""
    chosen = choose(words, [pair[0] for pair in scored], [pair[1] for pair in scored], threshold)
    return [scored[number] for number in chosen]


def pick_threshold(articles: list[dict], parsed: list[Article], scored: list[Found], scorer: Any) -> float:
    """Return the chance from which on choosing gives the best mean of the three who_what F1 in cross-validation."""
    best = (0.0, 0.0)
    for threshold in THRESHOLDS.tolist():
        found = [choose_all(words, row, threshold) for words, row in zip(parsed, scored, strict=True)]
        result = evaluate(articles, parsed, found, scorer)
        best = max(best, (sum(result[f"who_what{s}"]["f1"] for s in ("", "_quoted", "_speech")), threshold))
    return round(best[1], 2)


def to_quotes(words: Article, found: Found) -> list[dict]:
    """Return attributions as the scorer wants them."""
    return [
        {
            "content": to_spans(words, attribution.pieces),
            "cue": to_spans(words, [attribution.candidate.cue_span]),
            "source": to_spans(words, [attribution.source_span]) if attribution.source_span else None,
        }
        for attribution, _ in found
    ]


def evaluate(articles: list[dict], parsed: list[Article], found: list[Found], scorer: Any) -> dict:
    """Return the reference scorer's scores."""
    quotes = {a["id"]: to_quotes(w, f) for a, w, f in zip(articles, parsed, found, strict=True)}
    return scorer.evaluate(articles, quotes)


def print_scores(name: str, scores: dict) -> None:
    """Print F1 (precision, recall) of each measure."""
    print(name)
    for measure, value in scores.items():
        if isinstance(value, dict) and "f1" in value:
            print(f"  {measure:18} F1 {value['f1']:.3f}  (precision {value['p']:.3f}, recall {value['r']:.3f})")
        else:
            print(f"  {measure:18} {value if isinstance(value, dict) else round(value, 3)}", flush=True)


def find_right(article: dict, words: Article, found: Found, scorer: Any) -> list[bool]:
    """Say of each attribution whether its content and source are right."""
    text = scorer.Article(article["text"])
    golds = [text.attribution(quote) for quote in article["quotes"]]
    guesses = [text.attribution(quote) for quote in to_quotes(words, found)]
    pairs = {p: g for g, p in scorer.align(golds, guesses)}
    return [
        p in pairs and text.same_source(golds[pairs[p]]["source"], guess["source"]) for p, guess in enumerate(guesses)
    ]


def calibrate(articles: list[dict], parsed: list[Article], found: list[Found], scorer: Any) -> IsotonicRegression:
    """Return the rising function from chance to the share that was right in cross-validation."""
    right = [r for a, w, f in zip(articles, parsed, found, strict=True) for r in find_right(a, w, f, scorer)]
    chances = [chance for row in found for _, chance in row]
    return IsotonicRegression(y_min=0.02, y_max=0.99, out_of_bounds="clip").fit(chances, right)


def write_model(options: argparse.Namespace, scorer: Any, threshold: float, steps: IsotonicRegression) -> None:
    """Fit on the whole training split and write the weights, their names one a line."""
    articles, parsed = read_split(options.gold / "polnear_train.jsonl", options.cache)
    weights = fit(articles, parsed, scorer)
    at = np.linspace(threshold, 1, 25)
    np.savez_compressed(
        WEIGHTS,
        names=np.frombuffer("\n".join(weights).encode(), dtype=np.uint8),
        weights=np.array(list(weights.values()), dtype=np.float16),
        threshold=np.float32(threshold),
        scores=at.astype(np.float32),
        chances=np.round(steps.predict(at), 3).astype(np.float32),
    )


def measure_dev(options: argparse.Namespace, scorer: Any, scores: dict[str, Any]) -> None:
    """Measure the weights written on the development split; write and print the scores."""
    model = load_model()
    articles, parsed = read_split(options.gold / "polnear_dev.jsonl", options.cache)
    found = [find_all(words, model) for words in parsed]
    scores["dev"] = evaluate(articles, parsed, found, scorer)
    right = [find_right(a, w, f, scorer) for a, w, f in zip(articles, parsed, found, strict=True)]
    scores |= count_right(parsed, found, right, model)
    scores["sha256"] = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    text = json.dumps(scores, indent=1, default=lambda value: round(float(value), 4))
    WEIGHTS.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    print_scores("development split", scores["dev"])
    print(f"{len(model.weights):,} weights, {WEIGHTS.stat().st_size:,} bytes, sha256 {scores['sha256']}")


def find_all(words: Article, model: Model) -> Found:
    """Return an article's attributions as `analysis.quotes.find_quotes` does, those within others too."""
    attributions = list_attributions(words, model.weights)
    weighed = weigh(words, attributions, model.weights)
    chances = agree(words, attributions, weighed)
    chosen = choose(words, attributions, chances, model.threshold)
    chosen += choose_inner(words, attributions, weighed, chosen)
    return [(attributions[number], chances[number]) for number in chosen]


def count_right(parsed: list[Article], found: list[Found], right: list[list[bool]], model: Model) -> dict:
    """Return, by construction, by kind and by confidence, how many were found and how many of them are right."""
    counts: dict[str, dict[str, list[float]]] = {"by construction": {}, "by kind": {}, "by confidence": {}}
    for words, row, marks in zip(parsed, found, right, strict=True):
        for (attribution, chance), mark in zip(row, marks, strict=True):
            sure = float(np.interp(chance, model.scores, model.chances))
            for table, key in (
                ("by construction", attribution.candidate.construction),
                ("by kind", find_kind(words, attribution.pieces)),
                ("by confidence", f"{int(sure * 10) / 10:.1f}"),
            ):
                cell = counts[table].setdefault(key, [0, 0, 0.0])
                for place, more in enumerate((1, mark, sure)):
                    cell[place] += more
    named = ("found", "right", "mean_confidence")
    return {
        table: {key: dict(zip(named, (n, r, round(c / n, 3)), strict=True)) for key, (n, r, c) in sorted(cells.items())}
        for table, cells in counts.items()
    }


if __name__ == "__main__":
    main()
