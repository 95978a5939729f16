"""How often we are wrong: agreement, precision and recall, and whether confidence means what it says.

measure_agreement(ratings, distance=)    -> one row: items, coders, alpha (Krippendorff 2004; by NLTK)
score_matches(matches, by=)              -> by, found, expected, precision, recall, f1, each with _low and _high, why
score_classes(rows, expected=, found=)   -> label, found, ..., f1, ..., why; the last row, "macro", the mean f1
count_confusions(rows, expected=, found=) -> expected, found, n, share (of the expected)
calibrate(rows, bins=)                   -> bin, confidence (mean), right (share), low, high, n, articles, why
measure_calibration(table)               -> expected calibration error (Naeini and others 2015), a number
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .estimates import add_intervals, as_list, divide, estimate_means, fill_unknown, resample_sums

POLARITY_VALUES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


def measure_agreement(ratings: pd.DataFrame, *, distance: str = "nominal") -> pd.DataFrame:
    """Return Krippendorff's alpha of ratings (columns coder, item, label) as one row: items, coders, ratings, alpha.

    Items with fewer than two ratings say nothing about agreement and are left out. distance="interval" takes
    negative, neutral and positive (or any numbers) as steps of a scale. alpha is NA where all ratings are alike.
    """
    from nltk.metrics.agreement import AnnotationTask
    from nltk.metrics.distance import binary_distance, interval_distance

    rows = ratings.dropna(subset=["label"]).drop_duplicates(["coder", "item"])
    rows = rows[rows.groupby("item")["coder"].transform("size") > 1]
    if distance == "interval":
        rows = rows.assign(label=[float(POLARITY_VALUES.get(label, label)) for label in rows["label"]])
    data = [
        (str(coder), str(item), label)
        for coder, item, label in rows[["coder", "item", "label"]].itertuples(index=False)
    ]
    alpha = np.nan
    if rows["label"].nunique() > 1:
        measure = interval_distance if distance == "interval" else binary_distance
        alpha = float(AnnotationTask(data, distance=measure).alpha())
    counts = {"items": rows["item"].nunique(), "coders": rows["coder"].nunique(), "ratings": len(rows)}
    return pd.DataFrame([{**counts, "alpha": alpha}])


def score_matches(matches: pd.DataFrame, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return precision, recall and F1 with intervals, from one row for each item found, expected or both.

    `matches` has article_id and, in numbers from 0 to 1: found, expected, and right (how much of it is right; a partial
    match counts in part). Columns: by, found, expected, right, precision, recall, f1, their _low and _high, why.
    """
    keys = ["_all", *as_list(by)]
    rows = fill_unknown(matches, keys[1:]).assign(_all=0)
    parts = ["found", "expected", "right"]
    rows[parts] = rows[parts].astype("float64")
    scored = rows.groupby(keys, dropna=False)[parts].sum().reset_index()
    articles = rows.groupby(keys, dropna=False)["article_id"].nunique().to_numpy()
    draws = {part: resample_sums(rows, keys, part) for part in parts}
    exact = {part: scored[part].to_numpy() for part in parts}
    for name, cases in (("precision", scored["found"]), ("recall", scored["expected"]), ("f1", scored["expected"])):
        scored[name] = _score(name, exact)
        ends = add_intervals(scored[[]], _score(name, draws), cases.astype(int), articles)
        scored[[f"{name}_low", f"{name}_high", "why"]] = ends[["low", "high", "why"]]
    return scored.drop(columns="_all")


def _score(name: str, sums: dict[str, np.ndarray]) -> np.ndarray:
    if name == "f1":
        return divide(2 * sums["right"], sums["found"] + sums["expected"])
    return divide(sums["right"], sums["found" if name == "precision" else "expected"])


def score_classes(rows: pd.DataFrame, *, expected: str = "expected", found: str = "found") -> pd.DataFrame:
    """Return precision, recall and F1 of each label, and as the last row "macro" their plain mean F1.

    `rows` has article_id and the two columns of labels; a label not found (NA) is no label. Columns: label, found,
    expected, right, precision, recall, f1, their _low and _high, why.
    """
    labels = sorted(set(rows[expected].dropna()) | set(rows[found].dropna()))
    wanted, got = rows[expected].astype("string").fillna(""), rows[found].astype("string").fillna("")
    parts = [
        pd.DataFrame({
            "article_id": rows["article_id"], "label": label, "found": got == label, "expected": wanted == label,
            "right": (got == label) & (wanted == label),
        })
        for label in labels
    ]  # fmt: skip
    if not parts:
        return pd.DataFrame(columns=["label", "found", "expected", "precision", "recall", "f1", "why"])
    scored = score_matches(pd.concat(parts, ignore_index=True), "label")
    macro = {"label": "macro", "expected": scored["expected"].sum(), "f1": scored["f1"].fillna(0.0).mean(), "why": ""}
    return pd.concat([scored, pd.DataFrame([macro])], ignore_index=True)


def count_confusions(rows: pd.DataFrame, *, expected: str = "expected", found: str = "found") -> pd.DataFrame:
    """Return what was found where what was expected: expected, found, n, share (of the expected)."""
    rows = fill_unknown(rows.astype({expected: "string", found: "string"}), [expected, found])
    counts = rows.groupby([expected, found]).size().rename("n").reset_index()
    counts["share"] = counts["n"] / counts.groupby(expected)["n"].transform("sum")
    return counts.rename(columns={expected: "expected", found: "found"})


def calibrate(rows: pd.DataFrame, *, bins: int = 5) -> pd.DataFrame:
    """Return how often judgements of each confidence are right, in bins of equal numbers of cases.

    `rows` has article_id, confidence (0..1) and right (true or false). Columns: bin, confidence (mean), right (share),
    low, high, n, articles, why.
    """
    rows = rows.dropna(subset=["confidence", "right"])
    if rows.empty:
        return pd.DataFrame(columns=["bin", "confidence", "right", "low", "high", "n", "articles", "why"])
    rank = rows["confidence"].rank(method="average", pct=True)
    rows = rows.assign(bin=np.ceil(rank * bins).clip(1, bins).astype(int), right=rows["right"].astype(float))
    found = estimate_means(rows, "bin", "right").rename(columns={"mean": "right"})
    found["confidence"] = found["bin"].map(rows.groupby("bin")["confidence"].mean())
    return found[["bin", "confidence", "right", "low", "high", "n", "articles", "why"]]


def measure_calibration(table: pd.DataFrame) -> float:
    """Return the expected calibration error of a table of `calibrate`: the mean distance of confidence from truth."""
    distance = (table["confidence"] - table["right"]).abs() * table["n"]
    return float(distance.sum() / table["n"].sum()) if len(table) else float("nan")
