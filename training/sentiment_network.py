"""The network that judges sentiment towards a target, in plain torch: MiniLM's six layers, told where the target is.

The lower layers read the sentence alone, so that the targets of one sentence share them; before layer TARGET_LAYER a
learned vector is added to the tokens of the target. The last layer asks only twice, for the first token ([CLS]) and
for the mean of the target's vectors; the answer is read from what both get and from the mean of all vectors before.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, WORDS, PLACES = 384, 12, 6, 30522, 512
TARGET_LAYER = 3  # the first layer that knows the target
CLASSES = 3


class Layer(nn.Module):
    """One transformer layer of BERT: attention and a feed-forward net, each added and normalised."""

    def __init__(self, dropout: float):
        super().__init__()
        self.ask = nn.Linear(WIDTH, WIDTH)
        self.offer = nn.Linear(WIDTH, 2 * WIDTH)
        self.join = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, asking: Tensor, hidden: Tensor, padding: Tensor) -> Tensor:
        """Return what the vectors `asking` become by attending to `hidden`; `padding` is added to the scores.

        Shapes: asking and result (rows, queries, WIDTH), hidden (rows, tokens, WIDTH), padding (rows, 1, 1, tokens).
        """
        query = self.ask(asking).unflatten(2, (HEADS, WIDTH // HEADS)).transpose(1, 2)
        offered = self.offer(hidden).unflatten(2, (2, HEADS, WIDTH // HEADS))
        key, value = (part.transpose(1, 2) for part in offered.unbind(2))
        scores = query @ key.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + padding
        mixed = (self.dropout(scores.softmax(3)) @ value).transpose(1, 2).flatten(2)
        asking = self.first_norm(asking + self.dropout(self.join(mixed)))
        return self.second_norm(asking + self.dropout(self.narrow(functional.gelu(self.widen(asking)))))


class Network(nn.Module):
    """The encoder and its head; see the module's docstring."""

    def __init__(self, dropout: float = 0.1):
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.target = nn.Parameter(torch.empty(WIDTH).normal_(0, 0.3))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(3 * WIDTH, CLASSES)

    def forward(self, ids: Tensor, rows: Tensor, targets: Tensor) -> Tensor:
        """Return logits, shape (targets, CLASSES).

        ids: (sentences, tokens), 0 is padding; rows: (targets,), the sentence each target is in;
        targets: (targets, tokens), 1.0 on the tokens of the target.
        """
        filled = (ids != 0).float()
        padding = ((1 - filled) * -10000.0)[:, None, None, :]
        hidden = self.dropout(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers[:TARGET_LAYER]:
            hidden = layer(hidden, hidden, padding)
        hidden, filled, padding = hidden[rows], filled[rows], padding[rows]
        hidden = hidden + targets[:, :, None] * self.target
        for layer in self.layers[TARGET_LAYER:-1]:
            hidden = layer(hidden, hidden, padding)
        asking = torch.stack([hidden[:, 0], _mean(hidden, targets)], 1)
        answers = self.layers[-1](asking, hidden, padding).flatten(1)
        return self.head(self.dropout(torch.cat([answers, _mean(hidden, filled)], 1)))


def _mean(hidden: Tensor, weights: Tensor) -> Tensor:
    return (hidden * weights[:, :, None]).sum(1) / weights.sum(1, keepdim=True)


def load_base(network: Network, weights: Path) -> None:
    """Fill the network with MiniLM's weights, from the safetensors file of a BERT model; the head stays random."""
    base = load_file(weights)
    _fill(network.norm, base, ["embeddings.LayerNorm"])
    with torch.no_grad():
        network.words.weight.copy_(base["embeddings.word_embeddings.weight"])
        places = base["embeddings.position_embeddings.weight"]
        network.places.weight.copy_(places + base["embeddings.token_type_embeddings.weight"][0])
        network.head.weight.normal_(0, 0.02)
    for number, layer in enumerate(network.layers):
        name = f"encoder.layer.{number}"
        _fill(layer.ask, base, [f"{name}.attention.self.query"])
        _fill(layer.offer, base, [f"{name}.attention.self.{part}" for part in ("key", "value")])
        _fill(layer.join, base, [f"{name}.attention.output.dense"])
        _fill(layer.first_norm, base, [f"{name}.attention.output.LayerNorm"])
        _fill(layer.widen, base, [f"{name}.intermediate.dense"])
        _fill(layer.narrow, base, [f"{name}.output.dense"])
        _fill(layer.second_norm, base, [f"{name}.output.LayerNorm"])


def _fill(module: nn.Linear | nn.LayerNorm, base: dict[str, Tensor], names: list[str]) -> None:
    with torch.no_grad():
        module.weight.copy_(torch.cat([base[f"{name}.weight"] for name in names]))
        module.bias.copy_(torch.cat([base[f"{name}.bias"] for name in names]))
