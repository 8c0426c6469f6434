"""Graph parser: embeddings of words and their parts, a BiLSTM, biaffine scores for arcs and relations.

Dozat and Manning (2017), *Deep biaffine attention for neural dependency parsing*; the embedding of the source
after Stymne et al. (2018), *Parser training with heterogeneous treebanks*. Needs torch; for training only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy
import torch
from torch import Tensor, nn

from training.sentence import Sentence

UNKNOWN, EMPTY = 1, 0
STYLE_COUNT = 4
# Word, class, cluster, two beginnings and endings …: width of the embedding of each of Inventory.attributes.
WIDTHS = (80, 48, 48, 20, 20, 32, 32, 16)
ARC, RELATION = 256, 96


@dataclass
class Inventory:
    """Numbers of words, word parts, classes, clusters and labels; vectors of words."""

    classes: Mapping[str, str]
    clusters: Mapping[str, int]
    vector: Callable[[str], numpy.ndarray]
    tables: list[dict[str, int]]
    deps: list[str]
    tags: list[str]
    labels: list[str]

    def __post_init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, ...], numpy.ndarray]] = {}

    def attributes(self, word: str) -> tuple[str, ...]:
        """Word, class, cluster, beginnings, endings and shape of a word."""
        lower = word.lower()
        shape = "".join(sorted({_kind(c) for c in word})) + _kind(word[0]) + str(min(len(word), 6))
        return (
            lower,
            self.classes.get(word, "?"),
            str(self.clusters.get(word, self.clusters.get(lower, "?"))),
            lower[:3],
            lower[-2:],
            lower[-3:],
            lower[-4:],
            shape,
        )

    def word(self, word: str) -> tuple[tuple[int, ...], numpy.ndarray]:
        """Numbers of a word's attributes, and its vector."""
        found = self._known.get(word)
        if found is None:
            pairs = zip(self.tables, self.attributes(word), strict=True)
            found = (tuple(table.get(value, UNKNOWN) for table, value in pairs), self.vector(word))
            self._known[word] = found
        return found

    @classmethod
    def collect(
        cls,
        sentences: Sequence[Sentence],
        classes: Mapping[str, str],
        clusters: Mapping[str, int],
        vector: Callable[[str], numpy.ndarray],
    ) -> Inventory:
        """Everything that occurs twice in `sentences`, and all their labels."""
        empty = cls(classes, clusters, vector, [], [], [], [])
        counts: list[Counter[str]] = [Counter() for _ in empty.attributes("x")]
        for sentence in sentences:
            for word in sentence.words:
                for counter, value in zip(counts, empty.attributes(word), strict=True):
                    counter[value] += 1
        tables = [
            {value: n for n, value in enumerate((v for v, c in counter.items() if c > 1), UNKNOWN + 1)}
            for counter in counts
        ]
        deps = sorted({dep for s in sentences for dep in s.deps or ()})
        tags = sorted({tag for s in sentences for tag in s.tags or () if tag})
        labels = Counter(label for s in sentences for label in morph_labels(s) if label)
        return cls(classes, clusters, vector, tables, deps, tags, [x for x, n in labels.items() if n > 1])


def _kind(letter: str) -> str:
    return "d" if letter.isdigit() else "x" if letter.islower() else "X" if letter.isupper() else letter


def morph_labels(sentence: Sentence) -> list[str | None]:
    """UPOS and features as one label for each word, None where unknown."""
    if sentence.pos is None or sentence.feats is None:
        return [None] * len(sentence)
    return [
        None if pos is None or feats is None else f"{pos} {feats}"
        for pos, feats in zip(sentence.pos, sentence.feats, strict=True)
    ]


class SharedDropout(nn.Module):
    """Dropout with one mask for all words of a sentence."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        mask = x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)
        return x * mask


class Biaffine(nn.Module):
    """Scores for pairs of words: `classes` numbers for each pair."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(classes, width + 1, width + 1))
        nn.init.normal_(self.weight, std=0.01)

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        left, right = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (left, right))
        return torch.einsum("bxi,cij,byj->bcxy", left, self.weight, right)


class Parser(nn.Module):
    """Embeddings, BiLSTM, arcs, relations; tags and features are learned beside."""

    def __init__(self, inventory: Inventory, width: int, depth: int, dropout: float) -> None:
        super().__init__()
        self.embeddings = nn.ModuleList(
            nn.Embedding(len(table) + 2, width, padding_idx=EMPTY)
            for table, width in zip(inventory.tables, WIDTHS, strict=True)
        )
        self.style = nn.Embedding(STYLE_COUNT, 16)
        self.vectors = nn.Linear(100, 100)
        size = sum(WIDTHS) + 100
        self.root = nn.Parameter(torch.zeros(size))
        self.drop = SharedDropout(dropout)
        self.layers = nn.ModuleList()
        inputs = size + 16
        for _ in range(depth):
            layer = nn.LSTM(inputs, width, batch_first=True, bidirectional=True)
            for name, value in layer.named_parameters():
                if "weight_hh" in name:
                    nn.init.orthogonal_(value)
            self.layers.append(layer)
            inputs = 2 * width
        self.arc_head, self.arc_dep = nn.Linear(inputs, ARC), nn.Linear(inputs, ARC)
        self.rel_head, self.rel_dep = nn.Linear(inputs, RELATION), nn.Linear(inputs, RELATION)
        self.arcs = Biaffine(ARC, 1)
        self.rels = nn.Parameter(torch.randn(len(inventory.deps), RELATION + 1, RELATION + 1) * 0.01)
        self.tags = nn.Linear(inputs, len(inventory.tags))
        self.labels = nn.Linear(inputs, len(inventory.labels))

    def encode(self, ids: Tensor, vectors: Tensor, styles: Tensor, lengths: Tensor) -> Tensor:
        """States of root and words; the root is position 0."""
        parts = [embed(ids[..., n]) for n, embed in enumerate(self.embeddings)]
        words = torch.cat([*parts, self.vectors(vectors)], -1)
        root = self.root.expand(words.shape[0], 1, -1)
        style = self.style(styles)[:, None].expand(-1, words.shape[1] + 1, -1)
        states = torch.cat([self.drop(torch.cat([root, words], 1)), style], -1)
        for layer in self.layers:
            packed = nn.utils.rnn.pack_padded_sequence(states, lengths + 1, batch_first=True)
            states = self.drop(nn.utils.rnn.pad_packed_sequence(layer(packed)[0], batch_first=True)[0])
        return states

    def arc_scores(self, states: Tensor) -> Tensor:
        """Scores [sentence, dependent, head]; padding as head is ruled out by the caller."""
        act = nn.functional.leaky_relu
        dep, head = act(self.arc_dep(states), 0.1), act(self.arc_head(states), 0.1)
        return self.arcs(self.drop(dep), self.drop(head))[:, 0]

    def rel_parts(self, states: Tensor) -> tuple[Tensor, Tensor]:
        act = nn.functional.leaky_relu
        dep, head = act(self.rel_dep(states), 0.1), act(self.rel_head(states), 0.1)
        return self.drop(dep), self.drop(head)

    def rel_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations of pairs: two [n, width] tensors."""
        dep, head = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (dep, head))
        half = torch.einsum("ni,cij->ncj", dep, self.rels)
        return torch.einsum("ncj,nj->nc", half, head)
