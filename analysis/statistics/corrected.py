"""Shares put right: what a program found in all rows, and what people coded in some, together.

Where the chance of each row to be coded is known, `found + (coded - found) / chance`, or `found` where nobody coded it,
has the mean that coding every row would have, whatever the program's errors (design-based supervised learning, Egami
and others 2023; with equal chances prediction-powered inference, Angelopoulos and others 2023).

find_doubt(confidence)                  -> how far answers are off, from .1 (sure) to .5
spread_chances(doubt, size)             -> each row's chance to be drawn, likelier where doubt is greater
draw_rows(chances, seed)                -> which rows are drawn, each with its chance
correct(found, coded, chances)          -> the corrected values of rows
estimate_ratios(parts, whole, articles) -> share, low, high of each column of parts
correct_shares(found, coded, chances, articles) -> answer, n, raw, raw_low, raw_high, coded, share, low, high, why
"""

from statistics import NormalDist

import numpy as np
import pandas as pd

from .estimates import LEVEL, SEED, say_why


def find_doubt(confidence: np.ndarray) -> np.ndarray:
    """Return how far answers of a confidence are off, as a standard deviation; never so little as to be left out."""
    kept = np.clip(confidence, 0.5, 0.99)
    return np.sqrt(kept * (1 - kept))


def spread_chances(doubt: np.ndarray, size: int) -> np.ndarray:
    """Return chances that sum to `size`, in proportion to doubt and at most 1; all 1 where there are no more rows."""
    sure = np.full(len(doubt), len(doubt) <= size)
    while not sure.all():
        chances = doubt * (size - sure.sum()) / doubt[~sure].sum()
        if not (over := ~sure & (chances >= 1)).any():
            return np.where(sure, 1.0, chances)
        sure |= over
    return np.ones(len(doubt))


def draw_rows(chances: np.ndarray, seed: int = SEED) -> np.ndarray:
    """Return which rows are drawn: in a random order, at equal steps of the summed chances (Madow 1949)."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(chances))
    steps = np.floor(np.round(np.cumsum(chances[order]), 9) + generator.random())
    drawn = np.zeros(len(chances), dtype=bool)
    drawn[order] = np.diff(steps, prepend=0) > 0
    return drawn


def correct(found: np.ndarray, coded: np.ndarray, chances: np.ndarray) -> np.ndarray:
    """Return corrected values, rows x answers; `coded` is NaN in the rows that nobody coded."""
    return found + np.nan_to_num((coded - found) / chances[:, None])


def estimate_ratios(parts: np.ndarray, whole: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """Return share, low and high (3 x answers) of sums of rows; articles are taken as drawn, whole and at random.

    The interval is Student's on the articles' residuals, each as of a share without its article (jackknife; Bell and
    McCaffrey 2002).
    """
    _, place = np.unique(articles, return_inverse=True)
    sums = np.zeros((place.max() + 1, parts.shape[1] + 1))
    np.add.at(sums, place, np.column_stack([parts, whole]))
    total = sums.sum(axis=0)
    share = total[:-1] / total[-1]
    residuals = (sums[:, :-1] - sums[:, -1:] * share) / np.maximum(total[-1] - sums[:, -1:], 1e-9)
    reach = find_student(len(sums) - 1) * np.sqrt((residuals**2).sum(axis=0) * len(sums) / max(len(sums) - 1, 1))
    return np.clip([share, share - reach, share + reach], 0, 1)


def find_student(freedom: int) -> float:
    """Return how many standard errors Student's interval reaches (Fisher and Cornish 1960); NaN for no freedom."""
    z, n = NormalDist().inv_cdf((1 + LEVEL) / 2), freedom or np.nan
    first, second, third = z**3 + z, 5 * z**5 + 16 * z**3 + 3 * z, 3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z
    return z + first / (4 * n) + second / (96 * n**2) + third / (384 * n**3)


def correct_shares(found: pd.DataFrame, coded: pd.DataFrame, chances: np.ndarray, articles: np.ndarray) -> pd.DataFrame:
    """Return the raw and the corrected share of each answer, largest first.

    `found` and `coded` have a row for each row and a column for each answer, from 0 to 1; `coded` is NaN where nobody
    coded. A row with nothing but noughts has no answer and is in no share. Columns: answer, n (found), raw, raw_low,
    raw_high, coded (rows coded that the suite or a coder gave this answer), share, low, high, why.
    """
    values = correct(found.to_numpy(), coded.to_numpy(), chances)
    ratios = [estimate_ratios(rows, rows.sum(axis=1), articles) for rows in (found.to_numpy(), values)]
    names = ["raw", "raw_low", "raw_high", "share", "low", "high"]
    table = pd.DataFrame(np.vstack(ratios).T, columns=names).assign(answer=list(found), n=found.sum().to_numpy(int))
    table["coded"] = (coded.notna() & ((found > 0) | (coded > 0))).sum().to_numpy()
    witnesses = len(np.unique(articles[coded.notna().any(axis=1).to_numpy()]))
    table["why"] = [say_why(int(n), witnesses).replace("case", "coded row") for n in table["coded"]]
    table[["low", "high"]] = table[["low", "high"]].where(table["why"] == "")
    order = ["answer", "n", *names[:3], "coded", *names[3:], "why"]
    return table.sort_values(["share", "answer"], ascending=[False, True], ignore_index=True)[order]
