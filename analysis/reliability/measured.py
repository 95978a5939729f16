"""What was measured on public data when the weights were made, as tables; each is empty where nothing was measured.

list_reliability(room)   -> bins of confidence as of `agreement.calibrate`
list_confidence()        -> the same for quotes and polarity, in one table
list_meant()             -> mention, n, right, low, high, why: who is meant, by sort of mention
list_methods()           -> method, macro_f1, negative, neutral, positive (F1), accuracy, surest_half, calibration_error
list_confusions(method)  -> expected, found, n, share (of the expected)
list_agreement()         -> coders, alpha (Krippendorff)
list_quote_scores()      -> measure, n, precision, recall, f1 (of all, of quoted words, of verbs of saying)
list_quotes(by)          -> a row for each kind or construction: found, right, precision, low, high, why
list_framing()           -> table, set, unseen, sentences, n, precision, recall, f1

The files are written by the programs in training/ and stand beside the weights: quotes.json, sentiment.json,
framing_scores.json.
"""

import json
import math
from typing import Any

import numpy as np
import pandas as pd

from ..statistics import MIN_ARTICLES, MIN_CASES, say_why
from .scoring import PUBLIC

MODELS = PUBLIC.parent
FIGURES = ["n", "precision", "recall", "f1"]
UNSEEN = ("unseen", "fresh")  # the sets of sentences that the rules of framing were not tuned on
PARTS = {"": "all attributions", "_quoted": "where words are quoted", "_speech": "with a verb of saying"}
CONFIDENT_ROOMS = {"quotes": "quotes", "sentiment": "polarity", "actors_scores": "who is meant"}
MEANT = "who is meant by: "
NORMAL = 1.959964  # the normal curve's middle 95%


def read_record(name: str) -> Any:
    """Return what stands in a file of measurements; nothing where there is no such file."""
    path = MODELS / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def list_reliability(room: str = "sentiment", method: str = "encoder") -> pd.DataFrame:
    """Return how often judgements of each confidence were right; confidence set on other articles than it is judged by.

    Columns as of `agreement.calibrate`, without articles. The files keep no articles, so the interval takes the cases
    for independent (Wilson 1927).
    """
    record = read_record(f"{room}.json")
    if room != "sentiment":
        cells = record.get("by confidence", {}).values()
        rows = [{"confidence": c["mean_confidence"], "right": c["right"] / c["found"], "n": c["found"]} for c in cells]
    else:
        judged = record.get("methods", {}).get(method, {})
        cells = judged.get("cross_fitted", judged).get("reliability", [])
        rows = [{"confidence": cell["confidence"], "right": cell["right"], "n": cell["targets"]} for cell in cells]
    rows = [{"bin": place, **row} for place, row in enumerate(rows, 1)]
    frame = pd.DataFrame(rows, columns=["bin", "confidence", "right", "n"])
    return add_ends(frame, "right")[["bin", "confidence", "right", "low", "high", "n", "why"]]


def list_confidence() -> pd.DataFrame:
    """Return the bins of confidence in quotes, in polarity and in who is meant, told apart by `of`."""
    parts = [list_reliability(room).assign(of=name) for room, name in CONFIDENT_ROOMS.items()]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return found[["of", "bin", "confidence", "right", "low", "high", "n", "why"]]


def add_ends(frame: pd.DataFrame, share: str) -> pd.DataFrame:
    """Return the rows with low, high and why for a share of `n` independent cases."""
    ends = [find_interval(*row) for row in frame[[share, "n"]].itertuples(index=False)]
    low, high = zip(*ends, strict=True) if ends else ((), ())
    why = [say_why(int(n), MIN_ARTICLES) for n in frame["n"]]
    return frame.assign(low=np.array(low, dtype=float), high=np.array(high, dtype=float), why=why)


def find_interval(share: float, cases: float) -> tuple[float, float]:
    """Return the 95% interval of a share of independent cases (Wilson 1927); NaN for too few cases."""
    if cases < MIN_CASES:
        return math.nan, math.nan
    part = NORMAL**2 / cases
    middle = (share + part / 2) / (1 + part)
    reach = NORMAL * math.sqrt(share * (1 - share) / cases + part / (4 * cases)) / (1 + part)
    return middle - reach, middle + reach


def list_meant() -> pd.DataFrame:
    """Return how often it is right who is meant, by sort of mention: mention, n, right, low, high, why."""
    rows = [row for row in read_record("public_scores.json") if row["measure"].startswith(MEANT)]
    found = [
        {"mention": row["measure"].removeprefix(MEANT).removesuffix(" (share right)"), "n": row["n"]}
        | {"right": row["score"]}
        for row in rows
    ]
    return add_ends(pd.DataFrame(found, columns=["mention", "n", "right"]), "right")


def list_methods() -> pd.DataFrame:
    """Return the scores of each sentiment method against human labels."""
    rows = [
        {"method": name, **row, **row.get("f1", {})}
        for name, row in read_record("sentiment.json").get("methods", {}).items()
    ]
    columns = ["macro_f1", "negative", "neutral", "positive", "accuracy", "surest_half", "calibration_error"]
    return pd.DataFrame(rows, columns=["method", *columns])


def list_confusions(method: str = "encoder") -> pd.DataFrame:
    """Return how often each human label got each answer of a sentiment method."""
    table = read_record("sentiment.json").get("methods", {}).get(method, {}).get("confusion", {})
    names = table.get("order", [])
    rows = [
        {"expected": expected, "found": found, "n": n, "share": n / sum(counts)}
        for expected, counts in zip(names, table.get("counts", []), strict=True)
        for found, n in zip(names, counts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["expected", "found", "n", "share"])


def list_agreement() -> pd.DataFrame:
    """Return Krippendorff's alpha between people, the encoder and the lexicon method."""
    alphas = read_record("sentiment.json").get("krippendorff_alpha", {})
    return pd.DataFrame({"coders": list(alphas), "alpha": list(alphas.values())}).astype({"alpha": "float64"})


def list_quote_scores() -> pd.DataFrame:
    """Return precision and recall of attributions on public data, by the reference scorer."""
    scores = read_record("quotes.json").get("dev", {})
    rows = [
        {
            "measure": f"{question}, {name}",
            "n": scores["n"][f"gold{part}"],
            "precision": found["p"],
            "recall": found["r"],
        }
        | {"f1": found["f1"]}
        for key, question in (("content", "the words"), ("who_what", "the words and the source"))
        for part, name in PARTS.items()
        if (found := scores.get(f"{key}{part}"))
    ]
    return pd.DataFrame(rows, columns=["measure", *FIGURES])


def list_quotes(by: str) -> pd.DataFrame:
    """Return how many of the attributions found on public data were right, by kind or by construction, most first.

    What was missed was found by no construction, so there is no recall here.
    """
    cells = read_record("quotes.json").get(f"by {by}", {})
    rows = [
        {by: name, "n": cell["found"], "right": cell["right"], "precision": cell["right"] / cell["found"]}
        for name, cell in cells.items()
    ]
    frame = add_ends(pd.DataFrame(rows, columns=[by, "n", "right", "precision"]), "precision")
    return frame.sort_values(["n", by], ascending=[False, True], kind="stable", ignore_index=True)


def list_framing() -> pd.DataFrame:
    """Return the scores on sentences labelled by hand: those the rules were tuned on, and those kept unseen.

    Columns: table, set, unseen (bool), sentences, n (rows labelled), precision, recall, f1.
    """
    rows = [
        {"table": table, "set": name, "unseen": name in UNSEEN, **figures}
        for table, sets in read_record("framing_scores.json").items()
        for name, figures in sets.items()
    ]
    return pd.DataFrame(rows, columns=["table", "set", "unseen", "sentences", *FIGURES])
