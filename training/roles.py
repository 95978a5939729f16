"""Make analysis/models/roles.npz again: how sure a role is, from 1,349 proposed roles that readers judged.

    python -m training.roles [--gold ../shared/gold] [--cache .cache/roles]

judged_roles.csv holds, of real articles of BASIL and PolNeAR that are not in the kept half of sentences.jsonl, what the
rules proposed and whether it is a deed, and each side the right one. What a verb is mostly done to, persons or things,
is counted in PolNeAR's training split. Needs the extra `training`. Prints a cross-validation by article.
"""

import argparse
import hashlib
import math
import os
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from analysis import pipeline
from analysis.actors.nouns import load_nouns
from analysis.article import Article
from analysis.framing.choice import WEIGHTS, describe_role, weigh
from analysis.framing.roles import count_doers, list_pairs

from .parses import read_split
from .quotes_fit import count_names, to_matrix

JUDGED = Path(__file__).with_name("judged_roles.csv")
SETS = ("basil_dev", "polnear_train")
PERSONS = frozenset({"him", "her", "them", "me", "us", "you", "whom", "who", "himself", "herself", "themselves"})
FOLDS, PENALTY, LEAST_SEEN, PRIOR = 10, 3.0, 3, 4  # PRIOR: objects of the average verb that each verb is lent


def main() -> None:
    """Fit, measure and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("NEWS_GOLD", "../shared/gold")))
    parser.add_argument("--cache", type=Path, default=Path(".cache/roles"))
    options = parser.parse_args()
    parsed = {name: read_split(options.gold / f"{name}.jsonl", options.cache)[1] for name in SETS}
    personal = count_objects(parsed["polnear_train"])
    judged = pd.read_csv(JUDGED, keep_default_na=False)
    wanted = set(judged["article"])
    articles = [
        pipeline.annotate_article(a, sentiment=False) for n in SETS for a in parsed[n] if a.article_id in wanted
    ]
    rows, right, groups = read_cases(articles, judged, personal)
    measure(rows, right, groups)
    write_model(fit(rows, right), personal)


def count_objects(articles: list[Article]) -> dict[str, float]:
    """Return for each verb how likely its objects are persons or bodies, as log-odds against all verbs."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    people = load_nouns()
    for article in articles:
        for verb, objects in article.objects.items():
            for place in objects if article.pos[verb] == "VERB" else ():
                known = article.entity[place] in ("PERSON", "ORG", "NORP") or article.lower[place] in PERSONS
                counts[article.lemma[verb].lower()][not (known or article.lemma[place].lower() in people)] += 1
    persons, things = (sum(each) for each in zip(*counts.values(), strict=True))
    share = persons / (persons + things)
    return {
        verb: round(math.log((one + PRIOR * share) / (other + PRIOR * (1 - share)) * things / persons), 2)
        for verb, (one, other) in sorted(counts.items())
        if one + other >= PRIOR
    }


def read_cases(
    articles: list[Article], judged: pd.DataFrame, personal: dict[str, float]
) -> tuple[list[list[str]], np.ndarray, list[str]]:
    """Return the features of the judged roles that are still proposed, whether each is right, and its article."""
    verdicts = {
        (row.article, row.verb_start, row.agent_id, row.patient_id): (row.event and row.agent == row.patient == "right")
        for row in judged.itertuples()
    }
    rows: list[list[str]] = []
    right: list[bool] = []
    groups: list[str] = []
    for article in articles:
        found = list_pairs(article)
        doers = count_doers(found)
        for event, sides in found:
            key = (article.article_id, event.word.idx, *(side.actor or "" for side in sides))
            if key in verdicts:
                rows.append(describe_role(article, event, sides, doers, personal=personal))
                right.append(bool(verdicts[key]))
                groups.append(article.article_id)
    print(f"{len(rows)} of {len(judged)} judged roles are still proposed; {np.mean(right):.3f} are right")
    return rows, np.array(right), groups


def fit(rows: list[list[str]], right: np.ndarray) -> dict[str, float]:
    """Return the weight of each feature that is seen often enough."""
    names = count_names(rows, LEAST_SEEN)
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", fit_intercept=False).fit(
        to_matrix(rows, names), right
    )
    return {name: round(weight, 3) for name, weight in zip(names, model.coef_[0].tolist(), strict=True)}


def measure(rows: list[list[str]], right: np.ndarray, groups: list[str]) -> None:
    """Print precision and recall at some thresholds, and how often fifths of confidence are right, cross-validated."""
    order = {article: place for place, article in enumerate(sorted(set(groups)))}
    folds = np.array([order[article] % FOLDS for article in groups])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights = fit([row for row, of in zip(rows, folds, strict=True) if of != fold], right[folds != fold])
        for number in np.flatnonzero(folds == fold):
            chances[number] = weigh(rows[number], weights)
    for which in ("11", "10", "01"):
        mine = np.array([f"which={which}" in row for row in rows])
        for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7):
            kept = mine & (chances >= least)
            print(f"{which} from {least}: {kept.sum():4} kept, right {right[kept].mean():.3f}, "
                  f"of the right {right[kept].sum() / right[mine].sum():.3f}")  # fmt: skip
    fifths = (chances * 5).astype(int)
    for fifth in np.unique(fifths):
        kept = fifths == fifth
        told = f"told {chances[kept].mean():.2f}, right {right[kept].mean():.2f}"
        print(f"confidence {fifth / 5:.1f}: {kept.sum():4}, {told}")


def write_model(weights: dict[str, float], personal: dict[str, float]) -> None:
    """Write the weights and the verbs, their names one a line."""
    arrays = {}
    for name, table in (("features", weights), ("verbs", personal)):
        arrays[name] = np.frombuffer("\n".join(table).encode(), dtype=np.uint8)
        arrays[f"{name}_values"] = np.array(list(table.values()), dtype=np.float32)
    np.savez_compressed(WEIGHTS, **arrays)
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes, {hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()
