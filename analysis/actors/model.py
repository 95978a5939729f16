"""The weights that choose names and antecedents; models/actors.md says how they were made."""

import functools
from pathlib import Path
from typing import NamedTuple

import numpy as np

WEIGHTS = Path(__file__).parent.parent / "models" / "actors.npz"


class Model(NamedTuple):
    """The weights of names by feature (for nobody, a person, an organisation) and of antecedents by code."""

    features: dict[str, int]
    names: np.ndarray  # feature x class
    antecedents: np.ndarray
    scores: np.ndarray  # for each class of pronoun and description, rising: the chance that the resolver gives ...
    chances: np.ndarray  # ... and the share of antecedents with it that were right


@functools.cache
def load_model(path: Path = WEIGHTS) -> Model:
    """Return the weights; FileNotFoundError where they are not there."""
    with np.load(path, allow_pickle=False) as file:
        features = file["features"].tobytes().decode("utf-8").split("\n")
        columns = (file[name].astype(float) for name in ("names", "antecedents", "scores", "chances"))
        return Model({name: number for number, name in enumerate(features)}, *columns)
