"""The fine-tuned encoder that judges sentiment towards a target: its tokens, its session, its probabilities.

The weights are stored as 8-bit integers, and turned back into floats once when they are loaded: arithmetic in floats
gives the same answers on every processor. Sentences meet in one batch only with sentences as long as themselves: no
padding is computed, and an answer never depends on its neighbours.
"""

import functools
import importlib.util
import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODELS = Path(__file__).parent / "models"
WEIGHTS = MODELS / "sentiment.onnx"
TOKENIZER = MODELS / "sentiment.tokenizer.json"
SCORES = MODELS / "sentiment.json"
LONGEST = 72  # tokens of a window, [CLS] and [SEP] included
BATCH = 32  # targets judged at once
FIRST, LAST = 101, 102  # ids of [CLS], [SEP]

Window = tuple[int, ...]  # the token ids around a target
Place = tuple[int, int]  # half-open span of the target's tokens in its window


def find_missing() -> str:
    """Return what the encoder lacks to run here, in words; "" where it is all there."""
    for package in ("onnxruntime", "tokenizers"):
        if importlib.util.find_spec(package) is None:
            return f"{package} is not installed"
    return "" if WEIGHTS.exists() and TOKENIZER.exists() else f"the weights {WEIGHTS.name} are not there"


def predict(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], weights: Path = WEIGHTS) -> np.ndarray:
    """Return probabilities of negative, neutral, positive: shape (targets, 3), in order.

    ImportError or FileNotFoundError where onnxruntime, tokenizers or the weights are missing.
    """
    windows = find_windows(load_tokenizer(), texts, starts, ends)
    logits = np.zeros((len(windows), 3))
    for batch in make_batches([window for window, _ in windows]):
        logits[batch] = load_session(weights).run(None, make_feed([windows[i] for i in batch]))[0]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


@functools.cache
def load_tokenizer() -> "Tokenizer":
    """Return the tokenizer, without padding or truncation."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.no_padding()  # the file asks for both
    tokenizer.no_truncation()
    return tokenizer


@functools.cache
def load_session(weights: Path = WEIGHTS) -> "InferenceSession":
    """Return the session: one thread, so that sums are always taken in the same order."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


@functools.cache
def load_scores() -> dict:
    """Return what was measured on development data when the weights were made."""
    return json.loads(SCORES.read_text(encoding="utf-8"))


def find_windows(
    tokenizer: "Tokenizer", texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]
) -> list[tuple[Window, Place]]:
    """Return, for each target, the token ids around it and where its own tokens stand among them."""
    encoded = {text: tokenizer.encode(text, add_special_tokens=False) for text in dict.fromkeys(texts)}
    return [
        cut_window(encoded[text].ids, find_tokens(encoded[text].offsets, start, end))
        for text, start, end in zip(texts, starts, ends, strict=True)
    ]


def find_tokens(offsets: Sequence[Place], start: int, end: int) -> Place:
    """Return the span of the tokens that overlap the characters start:end; where none does, of the next token."""
    first = next((i for i, (_, stop) in enumerate(offsets) if stop > start), max(len(offsets) - 1, 0))
    last = next((i for i in range(first, len(offsets)) if offsets[i][0] >= end), len(offsets))
    return first, max(last, first + 1)


def cut_window(ids: Sequence[int], place: Place) -> tuple[Window, Place]:
    """Return at most LONGEST ids around the target, as much before it as after it where both have enough."""
    first = place[0]
    last = min(place[1], first + LONGEST // 2, len(ids))
    room = LONGEST - 2 - (last - first)
    before = min(first, max(room // 2, room - (len(ids) - last)))
    after = min(len(ids) - last, room - before)
    window = (FIRST, *ids[first - before : last + after], LAST)
    return window, (1 + before, 1 + before + max(last - first, 1))


def make_batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Yield the places of windows to judge together: the longest first, all of one length.

    Targets of the same window follow each other, since the network reads their sentence only once.
    """
    order = sorted(range(len(windows)), key=lambda i: (-len(windows[i]), windows[i]))
    for _, group in itertools.groupby(order, key=lambda i: len(windows[i])):
        places = list(group)
        yield from (places[i : i + BATCH] for i in range(0, len(places), BATCH))


def make_feed(batch: Sequence[tuple[Window, Place]]) -> dict[str, np.ndarray]:
    """Return the network's inputs for windows of one length.

    ids (windows, tokens); rows (targets,), the window each is in; targets (targets, tokens), 1 on its own tokens.
    """
    numbers = {window: row for row, window in enumerate(dict.fromkeys(window for window, _ in batch))}
    ids = np.array(list(numbers), dtype=np.int64)
    targets = np.zeros((len(batch), ids.shape[1]), dtype=np.float32)
    for row, (_, (first, last)) in enumerate(batch):
        targets[row, first:last] = 1
    return {"ids": ids, "rows": np.array([numbers[window] for window, _ in batch]), "targets": targets}
