"""The chooser: a logistic regression over indicator features; greedy choice, no word in two contents."""

import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .features import describe
from .pieces import Attribution, complete
from .propose import propose
from .words import Words

WEIGHTS = Path(__file__).parent.parent / "models" / "quotes.npz"


class Model(NamedTuple):
    """The chooser's weights by feature name; the score from which on it chooses; scores to probabilities."""

    weights: dict[str, float]
    threshold: float
    scores: np.ndarray  # rising; the score ...
    chances: np.ndarray  # ... and the share of attributions with it that were right


@functools.cache
def load_model(path: Path = WEIGHTS) -> Model:
    """Return the chooser; FileNotFoundError where its weights are not there."""
    with np.load(path, allow_pickle=False) as file:
        names = file["names"].tobytes().decode("utf-8").split("\n")
        weights = dict(zip(names, file["weights"].astype(float).tolist(), strict=True))
        return Model(weights, float(file["threshold"]), file["scores"], file["chances"])


def list_attributions(words: Words) -> list[Attribution]:
    """Return every attribution the constructions propose, completed, each span once."""
    found = []
    for candidate in propose(words):
        attribution = complete(words, candidate)
        if attribution:
            found.append(attribution)
    return found


def score(words: Words, attributions: list[Attribution], model: Model) -> list[float]:
    """Return the chooser's log-odds that each attribution is right."""
    get = model.weights.get
    return [sum(get(name, 0.0) for name in describe(words, a)) for a in attributions]


def choose(words: Words, attributions: list[Attribution], scores: list[float], threshold: float) -> list[int]:
    """Return the numbers of the chosen attributions: the surest first, one a cue, no word in two contents."""
    taken: set[int] = set()
    cues: set[int] = set()
    chosen = []
    for number in sorted(range(len(scores)), key=lambda n: (-scores[n], n)):
        if scores[number] < threshold:
            break
        candidate, pieces, _ = attributions[number]
        places = {p for first, last in pieces for p in range(first, last + 1) if words.pos[p] not in ("PUNCT", "SPACE")}
        if candidate.cue in cues or candidate.cue in taken or places & taken:
            continue
        taken |= places
        cues.add(candidate.cue)
        chosen.append(number)
    return sorted(chosen)
