"""How often the sentiment methods are right on the development articles; written to analysis/models/sentiment.json."""

import hashlib
import itertools
import json
import random
import time
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import encoder, sentiment

from . import sentiment_data
from .sentiment_data import POLARITIES

BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def columns_of(rows: list[dict]) -> tuple[list[str], list[int], list[int]]:
    """Return the texts, starts and ends of rows."""
    return [row["text"] for row in rows], [row["start"] for row in rows], [row["end"] for row in rows]


def fit_temperature(rows: list[dict], weights: Path) -> float:
    """Return what to divide logits by so that confidence meets the share of right answers (Guo et al. 2017)."""
    logits = np.log(encoder.predict(*columns_of(rows), weights))
    return best_temperature(logits, find_labels(rows))


def best_temperature(logits: np.ndarray, labels: np.ndarray) -> float:
    """Return the temperature with the lowest log loss, to two decimals."""
    grid = np.round(np.arange(0.3, 3.0, 0.01), 2)
    losses = [-np.log(soften(logits, value)[np.arange(len(labels)), labels]).mean() for value in grid]
    return float(grid[int(np.argmin(losses))])


def soften(logits: np.ndarray, temperature: float) -> np.ndarray:
    """Return the probabilities of logits at a temperature."""
    odds = np.exp((logits - logits.max(axis=1, keepdims=True)) / temperature)
    return odds / odds.sum(axis=1, keepdims=True)


def find_labels(rows: list[dict]) -> np.ndarray:
    """Return the classes of rows as numbers."""
    return np.array([POLARITIES.index(row["polarity"]) for row in rows])


def fit_line(probabilities: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    """Return the line from the log odds of the highest probability to those of being right (Platt 1999)."""
    highest = probabilities.max(axis=1)
    inputs = np.stack([np.log(highest / (1 - highest)), np.ones(len(highest))], axis=1)
    right = (probabilities.argmax(axis=1) == labels).astype(float)
    line = np.array([1.0, 0.0])
    for _ in range(20):  # Newton's method: a few steps are enough
        given = 1 / (1 + np.exp(-inputs @ line))
        slope = inputs.T @ (right - given)
        line = line + np.linalg.solve((inputs.T * (given * (1 - given))) @ inputs, slope)
    return {"slope": round(float(line[0]), 3), "intercept": round(float(line[1]), 3)}


def cross_fit(logits: np.ndarray, rows: list[dict]) -> dict:
    """Return the calibration where temperature and line are fitted on the other half of the articles each time."""
    articles = [sentiment_data.find_article(row["id"]) for row in rows]
    half = np.array([int(hashlib.sha256(f"half {name}".encode()).hexdigest(), 16) % 2 for name in articles])
    labels = find_labels(rows)
    confidence = np.zeros(len(rows))
    for side in (0, 1):
        temperature = best_temperature(logits[half != side], labels[half != side])
        line = fit_line(soften(logits[half != side], temperature), labels[half != side])
        confidence[half == side] = sentiment.straighten(soften(logits[half == side], temperature).max(axis=1), line)
    return measure_calibration(labels == logits.argmax(axis=1), confidence)


def score_answers(labels: np.ndarray, answers: np.ndarray, confidence: np.ndarray) -> dict:
    """Return macro-F1, F1 by class, accuracy, accuracy of the surest half, confusion and calibration."""
    right = labels == answers
    confusion = [[int(((labels == gold) & (answers == given)).sum()) for given in range(3)] for gold in range(3)]
    f1 = [2 * confusion[c][c] / max((labels == c).sum() + (answers == c).sum(), 1) for c in range(3)]
    surest = np.argsort(-confidence, kind="stable")[: len(labels) // 2]
    return {
        "macro_f1": round(float(np.mean(f1)), 4),
        "f1": {name: round(float(value), 4) for name, value in zip(POLARITIES, f1, strict=True)},
        "accuracy": round(float(right.mean()), 4),
        "surest_half": round(float(right[surest].mean()), 4),
        "confusion": {"rows": "human", "columns": "method", "order": list(POLARITIES), "counts": confusion},
        **measure_calibration(right, confidence),
    }


def measure_calibration(right: np.ndarray, confidence: np.ndarray) -> dict:
    """Return the reliability table by bins of confidence and the expected calibration error."""
    table = []
    for low, high in itertools.pairwise(BINS):
        inside = (confidence >= low) & ((confidence < high) | (high == 1.0))
        if inside.any():
            row = {"low": low, "high": high, "targets": int(inside.sum())}
            row |= {"confidence": round(float(confidence[inside].mean()), 4)}
            table.append({**row, "right": round(float(right[inside].mean()), 4)})
    error = sum(row["targets"] * abs(row["confidence"] - row["right"]) for row in table) / len(right)
    return {"calibration_error": round(error, 4), "reliability": table}


def find_thresholds(right: np.ndarray, confidence: np.ndarray) -> list[dict]:
    """Return what each threshold of unclear costs: share left unclear, accuracy of the rest and of the unclear."""
    table = []
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        clear = confidence >= threshold
        row = {"threshold": threshold, "unclear": round(float(1 - clear.mean()), 4)}
        row |= {"right_of_clear": round(float(right[clear].mean()), 4)}
        table.append({**row, "right_of_unclear": round(float(right[~clear].mean()), 4)})
    return table


def measure_agreement(answers: dict[str, list[str]]) -> dict[str, float]:
    """Return Krippendorff's alpha (nominal) of each pair of coders and of all, by NLTK's AnnotationTask."""
    from nltk.metrics.agreement import AnnotationTask

    names = list(answers)
    groups = [names, *([a, b] for i, a in enumerate(names) for b in names[i + 1 :])]
    alphas = {}
    for group in groups:
        data = [(name, str(item), label) for name in group for item, label in enumerate(answers[name])]
        alphas[" + ".join(group)] = round(AnnotationTask(data).alpha(), 4)
    return alphas


def measure_weights(rows: list[dict], weights: Path) -> dict:
    """Return the scores of one file of weights, its size, speed, and how far the batch moves a probability."""
    texts, starts, ends = columns_of(rows)
    encoder.predict(texts[:1], starts[:1], ends[:1], weights)
    begun = time.process_time()
    together = encoder.predict(texts, starts, ends, weights)
    seconds = time.process_time() - begun
    few = random.Random(1).sample(range(len(rows)), 200)
    alone = [encoder.predict([texts[i]], [starts[i]], [ends[i]], weights)[0] for i in few]
    scores = score_answers(find_labels(rows), together.argmax(1), together.max(1))
    return {
        **{name: scores[name] for name in ("macro_f1", "accuracy", "surest_half")},
        "megabytes": round(weights.stat().st_size / 1e6, 1),
        "targets_per_cpu_second": round(len(rows) / seconds),
        "largest_shift_by_batch": float(f"{np.abs(together[few] - np.array(alone)).max():.1e}"),
    }


def write_scores(rows: list[dict], floats: Path, base: Path) -> None:
    """Score the float weights, the shipped ones and int8 arithmetic, then both methods; print and write it all."""
    arithmetic = floats.with_name("arithmetic.onnx")
    compute_in_integers(floats, arithmetic)
    kinds = {"floats": floats, "shipped: int8 storage, float arithmetic": encoder.WEIGHTS, "int8": arithmetic}
    record = {
        "development": {"targets": len(rows), "articles": len({sentiment_data.find_article(r["id"]) for r in rows})},
        "sha256": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in
                   (("base weights", base), ("shipped weights", encoder.WEIGHTS))},
        "weights": {name: measure_weights(rows, path) for name, path in kinds.items()},
        "confidence": fit_line(encoder.predict(*columns_of(rows)), find_labels(rows)),
    }  # fmt: skip
    encoder.SCORES.write_text(json.dumps(record), encoding="utf-8")  # the methods read their confidence from it
    encoder.load_scores.cache_clear()
    record |= measure_methods(rows)
    encoder.SCORES.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(record, indent=1))


def compute_in_integers(floats: Path, path: Path) -> None:
    """Write the network with int8 arithmetic, for comparison: faster, but it depends on the batch and processor."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(floats, path, weight_type=QuantType.QInt8, per_channel=True)


def measure_methods(rows: list[dict]) -> dict:
    """Return the scores of the encoder and the lexicon method by `score_targets`, and their agreement."""
    labels = find_labels(rows)
    answers = {"human": [row["polarity"] for row in rows]}
    methods: dict[str, dict] = {}
    for method in sentiment.METHODS:
        scored = sentiment.score_targets(pd.DataFrame(rows), method)
        answers[method] = list(scored["polarity"])
        given = np.array([POLARITIES.index(polarity) for polarity in answers[method]])
        confidence = scored["confidence"].to_numpy()
        methods[method] = score_answers(labels, given, confidence)
        methods[method]["unclear"] = find_thresholds(labels == given, confidence)
    probabilities = encoder.predict(*columns_of(rows))
    highest = probabilities.max(axis=1)
    methods["encoder"]["temperature_alone"] = measure_calibration(labels == probabilities.argmax(axis=1), highest)
    methods["encoder"]["cross_fitted"] = cross_fit(np.log(probabilities), rows)
    return {"methods": methods, "krippendorff_alpha": measure_agreement(answers)}
