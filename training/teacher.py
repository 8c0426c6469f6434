"""A teacher for the parser: it sees a whole sentence at once, and labels sentences that have no trees.

It is slow and needs torch, so it is never shipped. It learns from the same treebanks and parses sentences
without trees (above all those of GSD's training part), and the small parser learns from what it says.
Sources mark relations differently; the teacher is told the source of every tree, and asked to parse as GSD.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor, nn

from training.augment import variant
from training.biaffine import UNKNOWN, Inventory, Parser, morph_labels
from training.fit import Course
from training.sentence import Sentence
from training.spanning import best_tree

# Sources that have conventions of their own; all others follow GSD (0).
STYLES = {"pud": 1, "hdt": 2, "own-treebank": 3}
ABSENT = -100  # what torch's cross entropy leaves out
UNSEEN = -12.0  # the logarithm of the probability of a label that the teacher does not know

Vector = Callable[[str], numpy.ndarray]
Opinion = Callable[[Sequence[Sentence]], list[numpy.ndarray]]


def tensors(sentences: Sequence[Sentence], inventory: Inventory, *, gsd: bool = False) -> tuple[Any, ...]:
    """Numbers, vectors, style and length of sentences, longest first."""
    size = max(map(len, sentences))
    ids = numpy.zeros((len(sentences), size, len(inventory.tables)), dtype="int64")
    vectors = numpy.zeros((len(sentences), size, 100), dtype="float32")
    for row, sentence in enumerate(sentences):
        for column, word in enumerate(sentence.words):
            ids[row, column], vectors[row, column] = inventory.word(word)
    styles = [0 if gsd else STYLES.get(s.source, 0) for s in sentences]
    lengths = torch.tensor([len(s) for s in sentences])
    return torch.from_numpy(ids), torch.from_numpy(vectors), torch.tensor(styles), lengths


def batches(sentences: Sequence[Sentence], course: Course, rng: random.Random) -> Iterator[list[Sentence]]:
    """One round of the sentences, varied anew, of like length together."""
    order = []
    for sentence in sentences:
        weight = course.weights.get(sentence.source, 1.0)
        for _ in range(int(weight) + (rng.random() < weight - int(weight))):
            order.append(variant(sentence, rng, join=0.4))
    order.sort(key=lambda s: len(s) + rng.random() * 3)
    groups: list[list[Sentence]] = []
    words = course.batch
    for sentence in order:
        if words >= course.batch:
            groups.append([])
            words = 0
        groups[-1].append(sentence)
        words += len(sentence)
    rng.shuffle(groups)
    for group in groups:
        yield sorted(group, key=len, reverse=True)


def targets(sentences: Sequence[Sentence], inventory: Inventory, size: int) -> tuple[Tensor, ...]:
    """Heads (0 is the root), relations, tags and labels; ABSENT where nothing is known."""
    known = [
        {value: n for n, value in enumerate(x)} for x in (inventory.deps, inventory.tags, inventory.labels)
    ]
    out = numpy.full((4, len(sentences), size), ABSENT, dtype="int64")
    for row, s in enumerate(sentences):
        width = len(s)
        if s.heads is not None and s.deps is not None:
            out[0, row, :width] = [0 if head == n else head + 1 for n, head in enumerate(s.heads)]
            out[1, row, :width] = [known[0].get(dep, ABSENT) for dep in s.deps]
        if s.tags is not None:
            out[2, row, :width] = [known[1].get(tag or "", ABSENT) for tag in s.tags]
        out[3, row, :width] = [known[2].get(label or "", ABSENT) for label in morph_labels(s)]
    return tuple(torch.from_numpy(x) for x in out)


def loss(model: Parser, sentences: list[Sentence], inventory: Inventory, course: Course) -> Tensor:
    """Sum of the losses of arcs, relations, tags and labels, per word."""
    ids, vectors, styles, lengths = tensors(sentences, inventory)
    hidden = torch.rand(ids.shape[:2]) < course.word_dropout
    ids[..., 0] = torch.where(hidden & (ids[..., 0] > 0), torch.tensor(UNKNOWN), ids[..., 0])
    states = model.encode(ids, vectors, styles, lengths)
    heads, deps, tags, labels = targets(sentences, inventory, ids.shape[1])
    cross = nn.functional.cross_entropy
    total = torch.zeros(())
    parsed = [n for n, s in enumerate(sentences) if s.heads is not None]
    if parsed:
        inner = states[parsed]
        scores = model.arc_scores(inner)[:, 1:]
        beyond = torch.arange(scores.shape[2])[None, None] > lengths[parsed][:, None, None]
        scores = scores.masked_fill(beyond, -1e9)
        true = heads[parsed]
        total = total + cross(scores.flatten(0, 1), true.flatten(), ignore_index=ABSENT)
        dep, head = model.rel_parts(inner)
        where = (true != ABSENT).nonzero(as_tuple=True)
        pairs = model.rel_scores(dep[where[0], where[1] + 1], head[where[0], true[where]])
        total = total + cross(pairs, deps[parsed][where])
    words = states[:, 1:]
    for layer, gold in ((model.tags, tags), (model.labels, labels)):
        if (gold != ABSENT).any():
            total = total + 0.4 * cross(layer(words).flatten(0, 1), gold.flatten(), ignore_index=ABSENT)
    return total


def train(
    sentences: Sequence[Sentence],
    inventory: Inventory,
    course: Course,
    report: Callable[[int, dict[str, float]], None] | None = None,
    check: Callable[[Parser], None] | None = None,
) -> Parser:
    """A parser with the average of its weights over the later part of the course."""
    torch.manual_seed(course.seed)
    rng = random.Random(course.seed)
    model = Parser(inventory, course.width, course.depth, course.dropout)
    optimizer = torch.optim.Adam(model.parameters(), lr=course.learn_rate, betas=(0.9, 0.95), eps=1e-8)
    mean: dict[str, Tensor] = {}
    seen = 0
    for epoch in range(course.epochs):
        model.train()
        groups = list(batches(sentences, course, rng))
        lost = 0.0
        for number, group in enumerate(groups):
            done = (epoch + number / len(groups)) / course.epochs
            rate = min(1.0, (epoch * len(groups) + number + 1) / 100) * max(0.03, 1 - done)
            for settings in optimizer.param_groups:
                settings["lr"] = course.learn_rate * rate
            optimizer.zero_grad()
            value = loss(model, group, inventory, course)
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            lost += float(value.detach())
            if done >= course.averaged_from:
                seen += 1
                for name, weight in model.state_dict().items():
                    mean[name] = (
                        weight.clone() if seen == 1 else mean[name].lerp_(weight, max(1 / seen, 0.002))
                    )
        if report:
            report(epoch + 1, {"teacher": lost / len(groups)})
        if check:
            check(model)
    model.load_state_dict(mean)
    return model.eval()


def save(path: Path, model: Parser, inventory: Inventory, course: Course) -> None:
    """Write weights, numbers of words and labels, and sizes."""
    lists = (inventory.tables, inventory.deps, inventory.tags, inventory.labels)
    sizes = (course.width, course.depth, course.dropout)
    torch.save({"weights": model.state_dict(), "lists": lists, "sizes": sizes}, path)


def load(path: Path, classes: Mapping[str, str], clusters: Mapping[str, str], vector: Vector) -> Teacher:
    """The teacher that `save` wrote; classes, clusters and vectors of words must be those it learned with."""
    found = torch.load(path)
    inventory = Inventory(classes, clusters, vector, *found["lists"])
    model = Parser(inventory, *found["sizes"])
    model.load_state_dict(found["weights"])
    return Teacher([model.eval()], inventory)


@dataclass(frozen=True)
class Teacher:
    """Trained parsers that decide together, and what their numbers mean."""

    models: Sequence[Parser]
    inventory: Inventory

    def parse(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, numpy.ndarray]]:
        """The sentences with the trees of the teachers, and how sure they are of each arc."""
        return parse(self.models, self.inventory, sentences)

    def parse_surely(self, sentences: Sequence[Sentence], unsure: float) -> list[Sentence]:
        """The sentences with trees, but for that share of them of which the teachers are least sure."""
        found = list(self.parse(sentences))
        means = [float(numpy.log(sure + 1e-9).mean()) for _, sure in found]
        limit = sorted(means)[int(len(means) * unsure)] if means else 0.0
        pairs = zip(sentences, found, means, strict=True)
        return [parsed if mean >= limit else bare for bare, (parsed, _), mean in pairs]

    def restyle(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences with GSD's relations where they come from another source."""
        return list(restyle(self.models, self.inventory, sentences))

    def opinion(self, labels: Sequence[tuple[str, dict[str, str]]]) -> Opinion:
        """A second opinion on part of speech and features for training/unimorph.py and training/silver.py."""
        known = {label: n for n, label in enumerate(self.inventory.labels)}
        names = [f"{pos} " + "|".join(f"{k}={v}" for k, v in sorted(f.items())) for pos, f in labels]
        columns = numpy.array([known.get(name, -1) for name in names])

        def scores(sentences: Sequence[Sentence]) -> list[numpy.ndarray]:
            return [
                numpy.where(columns >= 0, table[:, columns], UNSEEN)
                for table in label_scores(self.models, self.inventory, sentences)
            ]

        return scores


@torch.no_grad()
def label_scores(
    models: Sequence[Parser], inventory: Inventory, sentences: Sequence[Sentence]
) -> list[numpy.ndarray]:
    """Logarithms of the probabilities of the labels for each word of each sentence."""
    order = sorted(range(len(sentences)), key=lambda n: -len(sentences[n]))
    numbers = tensors([sentences[n] for n in order], inventory, gsd=True)
    mean = torch.stack([m.labels(m.encode(*numbers)[:, 1:]).log_softmax(-1) for m in models]).mean(0)
    rows = {n: mean[row, : len(sentences[n])].numpy() for row, n in enumerate(order)}
    return [rows[n] for n in range(len(sentences))]


@torch.no_grad()
def parse(
    models: Sequence[Parser], inventory: Inventory, sentences: Sequence[Sentence]
) -> Iterator[tuple[Sentence, numpy.ndarray]]:
    """The sentences with the tree on which the teachers' mean comes down, and how sure it is of each arc.

    Trees follow GSD. In the order of the input, one sentence after another.
    """
    order = sorted(range(len(sentences)), key=lambda n: -len(sentences[n]))
    done: dict[int, tuple[Sentence, numpy.ndarray]] = {}
    for start in range(0, len(order), 32):
        part = order[start : start + 32]
        reading = Judgement(models, inventory, [sentences[n] for n in part])
        for row, number in enumerate(part):
            size = len(sentences[number]) + 1
            arcs = reading.arcs[row, :size, :size]
            heads = best_tree(numpy.log(arcs + 1e-9))[1:]
            deps, chances = reading.relations(row, heads)
            sure = arcs[numpy.arange(1, size), heads] * chances
            where = tuple(n if head == 0 else head - 1 for n, head in enumerate(heads.tolist()))
            done[number] = (replace(sentences[number], heads=where, deps=deps), sure)
    for number in range(len(sentences)):
        yield done[number]


@torch.no_grad()
def restyle(
    models: Sequence[Parser], inventory: Inventory, sentences: Sequence[Sentence], *, least: float = 0.9
) -> Iterator[Sentence]:
    """Trees of other sources with GSD's relations, where the teachers are at least so sure of another one."""
    for sentence in sentences:
        if sentence.heads is None or sentence.deps is None or sentence.source not in STYLES:
            yield sentence
            continue
        heads = numpy.array([0 if head == n else head + 1 for n, head in enumerate(sentence.heads)])
        deps, chances = Judgement(models, inventory, [sentence]).relations(0, heads)
        pairs = zip(sentence.deps, deps, chances, strict=True)
        yield replace(sentence, deps=tuple(new if chance >= least else old for old, new, chance in pairs))


class Judgement:
    """What the teachers make of sentences, longest first: chances of arcs, and of relations on demand."""

    def __init__(self, models: Sequence[Parser], inventory: Inventory, group: Sequence[Sentence]) -> None:
        self.models, self.inventory = models, inventory
        numbers = tensors(group, inventory, gsd=True)
        arcs, self.parts = [], []
        for model in models:
            states = model.encode(*numbers)
            scores = model.arc_scores(states)
            beyond = torch.arange(scores.shape[2])[None, None] > numbers[3][:, None, None]
            arcs.append(scores.masked_fill(beyond, -1e9).softmax(-1))
            self.parts.append(model.rel_parts(states))
        self.arcs = torch.stack(arcs).mean(0).numpy()

    def relations(self, row: int, heads: numpy.ndarray) -> tuple[tuple[str, ...], numpy.ndarray]:
        """The likeliest relations of a sentence's words to `heads` (0 is the root), and their chances."""
        words, above = torch.arange(1, len(heads) + 1), torch.from_numpy(heads)
        likely = torch.stack(
            [
                model.rel_scores(dep[row, words], head[row, above]).softmax(-1)
                for model, (dep, head) in zip(self.models, self.parts, strict=True)
            ]
        ).mean(0)
        is_root = torch.tensor([dep == "root" for dep in self.inventory.deps])[None]
        chances, best = (likely * ((above == 0)[:, None] == is_root)).max(-1)
        return tuple(self.inventory.deps[n] for n in best.tolist()), chances.numpy()
