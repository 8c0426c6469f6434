"""How a teacher (training/teacher.py) learns; needs torch, for training only."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import numpy
import torch
from torch import Tensor, nn

from training.augment import variant
from training.biaffine import UNKNOWN, Inventory, Parser, morph_labels
from training.fit import Course
from training.sentence import Sentence
from training.teacher import tensors

ABSENT = -100  # what torch's cross entropy leaves out


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
