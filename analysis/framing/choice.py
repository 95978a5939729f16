"""How sure a role is: a small trained model weighs the event, its doer and whom it is done to.

Rules propose (events.py); models/roles.md says on what the model was trained. Deeds that are none ("has supporters"),
things taken for somebody ("on Twitter") and what is tied to a verb loosely are told by it, not by more rules.
"""

import functools
import math
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..article import Article, Event
from ..lang import look_up
from ..quotes import find_voice
from ..word import Word

WEIGHTS = Path(__file__).parent.parent / "models" / "roles.npz"


class Side(NamedTuple):
    """An actor and the word that stands for it."""

    actor: str | None
    word: Word | None


class Model(NamedTuple):
    """The weights of features, and how often a verb's objects are persons (log-odds against all verbs)."""

    weights: dict[str, float]
    personal: dict[str, float]


@functools.cache
def load_model() -> Model:
    """Return the weights; FileNotFoundError where they are not there."""
    with np.load(WEIGHTS, allow_pickle=False) as file:
        tables = [
            dict(zip(file[name].tobytes().decode("utf-8").split("\n"), file[f"{name}_values"].tolist(), strict=True))
            for name in ("features", "verbs")
        ]
    return Model(*tables)


def find_confidence(article: Article, event: Event, sides: tuple[Side, Side], doers: Counter[str]) -> float:
    """Return the chance that a role is right: that it is a deed, and each side is who does it or is acted on."""
    model = load_model()
    return weigh(describe_role(article, event, sides, doers, personal=model.personal), model.weights)


def weigh(names: list[str], weights: dict[str, float]) -> float:
    """Return the chance that features of these names stand for, by logistic regression."""
    return 1 / (1 + math.exp(-sum([weights.get(name, 0.0) for name in names])))


def describe_role(
    article: Article, event: Event, sides: tuple[Side, Side], doers: Counter[str], *, personal: dict[str, float]
) -> list[str]:
    """Return the names of the features of a role; `doers` counts the events that each actor of the article does."""
    word, (agent, patient) = event.word, sides
    family = look_up("verbs", "family").get(event.verb, "other")
    aim = personal.get(event.verb)
    aimed = "unknown" if aim is None else str(max(-2, min(2, round(aim))))
    which = f"{agent.actor is not None:d}{patient.actor is not None:d}"
    found = ["bias", f"which={which}", f"verb={event.verb}", f"verb={event.verb}|{which}", f"family={family}|{which}"]
    found += [f"construction={event.construction}|{which}", f"aim={aimed}|{which}", f"tag={word.tag_}|{which}"]
    found += [f"dep={word.dep_}", f"inside={find_voice(article.spoken, word.idx, word.idx + 1) is not None}"]
    things = [c for c in word.children if c.dep_ == "dobj" and (patient.word is None or c.i != patient.word.i)]
    found.append(f"thing={bool(things)}|{which}")
    if any(child.dep_ in ("xcomp", "ccomp") for child in word.children):
        found.append(f"governs|{which}")
    for name, side in (("agent", agent), ("patient", patient)):
        if side.word is not None and side.actor is not None:
            found += _describe_side(article, name, side, doers)
            found.append(f"{name}|{_tie(word, side.word)}|aim={aimed}")
            found.append(f"{name}|{_tie(word, side.word)}|{family}")
    return found


def _describe_side(article: Article, name: str, side: Side, doers: Counter[str]) -> list[str]:
    assert side.word is not None
    mention = article.heads.get(side.word.i)
    own = mention is not None and mention.get("actor_id") == side.actor
    form = mention["form"] if mention and own else f"through {side.word.pos_}"
    kind = article.kinds.get(side.actor or "")
    sure = mention.get("confidence") if mention and own else None
    found = [f"{name}|form={form}", f"{name}|kind={kind}|{form}", f"{name}|entity={side.word.ent_type_}"]
    found += [f"{name}|word={side.word.lower_}", f"{name}|tag={side.word.tag_}"]
    found.append(f"{name}|sure={None if sure is None else int(sure * 5)}|{form}")
    others = doers[side.actor or ""] - (name == "agent")
    return [*found, f"{name}|does={min(others, 3)}|{form}"]


def _tie(event: Word, word: Word) -> str:
    """Return how a word hangs on an event: its relation, the preposition between, and whether anything else is."""
    path: list[str] = []
    step = word
    while step.head is not step and step.i != event.i and len(path) < 4:
        path.append(step.dep_ if step.dep_ not in ("pobj", "prep") else step.lower_ if step.dep_ == "prep" else "")
        step = step.head
    return "/".join(part for part in path if part) if step.i == event.i else "elsewhere"
