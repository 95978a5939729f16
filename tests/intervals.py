"""How often 95% intervals of corrected and of raw shares hold the truth: `python tests/coverage.py 1000`.

Draws archives whose truth is known, plants the suite's measured errors in them, codes some rows, and looks.
"""

import sys

import numpy as np
import pandas as pd

from analysis.reliability import measured
from analysis.statistics import corrected

ARTICLES, CODED = 60, 150
SPEAKERS = ["none", "A", "B", "C"]


def plant(recall: float, precision: float, right: float) -> pd.DataFrame:
    """Return the counts of truth (rows) by answer: found, and then given to the right actor or else to A."""
    truth = np.array([100.0, 40, 30, 30])
    wrong = np.array([[1 - recall, 0, 0, 0]] * 4) + recall * (1 - right) * np.array([0, 1, 0, 0])
    table = wrong + recall * right * np.eye(4)
    false = truth[1:].sum() * recall * (1 - precision) / precision / truth[0]
    table[0] = [1 - false, false * 0.7, false * 0.2, false * 0.1]
    return pd.DataFrame(table * truth[:, None], index=SPEAKERS, columns=SPEAKERS)


def list_rates() -> dict[str, pd.DataFrame]:
    """Return the suite's errors as counts of truth by answer, from what the README's table was made of."""
    public = measured.read_record("public_scores.json")
    measure = {row["measure"]: row["score"] for row in public}
    named = next(score for name, score in measure.items() if name.startswith("the actor behind a source"))
    contents = measured.list_quote_scores().set_index("measure").loc["the words, all attributions"]
    polarity = measured.list_confusions().pivot_table(index="expected", columns="found", values="n")
    deeds = next(score for name, score in measure.items() if name.startswith("who acts on whom"))
    return {
        "polarity": polarity.reindex(columns=polarity.index),
        "quotes": plant(contents["recall"], contents["precision"], named),
        "roles": plant(deeds, deeds, 0.9),
    }


def draw(rates: pd.DataFrame, generator: np.random.Generator) -> dict[str, np.ndarray]:
    """Return an archive: truth and answer of each row, its article, and a confidence that knows something."""
    mixes = generator.dirichlet(5 * rates.sum(axis=1) / rates.to_numpy().sum(), ARTICLES)
    articles = np.repeat(np.arange(ARTICLES), generator.integers(5, 30, ARTICLES))
    chosen = generator.random((2, len(articles), 1))
    truth = (mixes[articles].cumsum(axis=1)[:, :-1] < chosen[0]).sum(axis=1)
    errors = (rates.to_numpy() / rates.to_numpy().sum(axis=1, keepdims=True)).cumsum(axis=1)
    answer = (errors[truth][:, :-1] < chosen[1]).sum(axis=1)
    confidence = np.where(truth == answer, generator.beta(6, 2, len(truth)), generator.beta(3, 3, len(truth)))
    return {"truth": truth, "answer": answer, "articles": articles, "confidence": confidence}


def count_covered(rates: pd.DataFrame, draws: int, *, coded: int = CODED, seed: int = 1) -> pd.DataFrame:
    """Return for each answer how often intervals hold its true share, raw and corrected, and their mean width."""
    kept = [place for place, name in enumerate(rates.index) if name != "none"]
    truth = rates.sum(axis=1).iloc[kept] / rates.sum(axis=1).iloc[kept].sum()
    generator, found = np.random.default_rng(seed), []
    for _ in range(draws):
        archive = draw(rates, generator)
        chances = corrected.spread_chances(corrected.find_doubt(archive["confidence"]), coded)
        drawn = corrected.draw_rows(chances, int(generator.integers(2**31)))
        said, true = (pd.DataFrame(np.eye(len(rates))[archive[key]][:, kept]) for key in ("answer", "truth"))
        shares = corrected.correct_shares(said, true[drawn].reindex(true.index), chances, archive["articles"])
        found.append(shares.sort_values("answer").assign(truth=truth.to_numpy(), name=truth.index))
    rows = pd.concat(found)
    for name, (low, high) in {"raw": ("raw_low", "raw_high"), "corrected": ("low", "high")}.items():
        held = (rows[low] <= rows["truth"]) & (rows["truth"] <= rows[high])
        rows[f"{name}_covers"], rows[f"{name}_width"] = held.where(rows[low].notna()), rows[high] - rows[low]
    columns = ["truth", "raw", "raw_covers", "raw_width", "share", "corrected_covers", "corrected_width"]
    return rows.groupby("name", sort=False)[columns].agg(lambda values: values.astype(float).mean())


if __name__ == "__main__":
    for room, rates in list_rates().items():
        print(f"{room}\n{count_covered(rates, int(sys.argv[1])).round(3).to_string()}\n")
