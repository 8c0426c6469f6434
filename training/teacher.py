"""A teacher for the parser: it sees a whole sentence at once, and labels sentences that have no trees.

It is slow and needs torch, so it is never shipped. It learns from the same treebanks and parses sentences
without trees (above all those of GSD's training part), and the small parser learns from what it says.
Sources mark relations differently; the teacher is told the source of every tree, and asked to parse as GSD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy
import torch

from training.biaffine import Inventory, Parser
from training.fit import Course
from training.sentence import Sentence
from training.spanning import best_tree

# Sources that have conventions of their own; all others follow GSD (0).
STYLES = {"pud": 1, "hdt": 2, "own-treebank": 3}
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


def save(path: Path, model: Parser, inventory: Inventory, course: Course) -> None:
    """Write weights, numbers of words and labels, and sizes."""
    lists = (inventory.tables, inventory.deps, inventory.tags, inventory.labels)
    sizes = (course.width, course.depth, course.dropout)
    torch.save({"weights": model.state_dict(), "lists": lists, "sizes": sizes}, path)


def load(
    paths: Sequence[Path], classes: Mapping[str, str], clusters: Mapping[str, int], vector: Vector
) -> Teacher:
    """The teachers that `save` wrote, as one.

    Classes, clusters and vectors of words must be those that they learned with; ValueError if one of them
    numbers words or labels in another way than the first.
    """
    models = []
    found = [torch.load(path) for path in paths]
    inventory = Inventory(classes, clusters, vector, *found[0]["lists"])
    for path, one in zip(paths, found, strict=True):
        if one["lists"] != found[0]["lists"]:
            raise ValueError(f"{path.name} has other words or labels than {paths[0].name}")
        model = Parser(inventory, *one["sizes"])
        model.load_state_dict(one["weights"])
        models.append(model.eval())
    return Teacher(models, inventory)


@dataclass(frozen=True)
class Teacher:
    """Trained parsers that decide together, and what their numbers mean."""

    models: Sequence[Parser]
    inventory: Inventory

    @property
    def share(self) -> float:
        """How much they count beside the small model: every one as much as it."""
        return len(self.models) / (len(self.models) + 1)

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
        names = [f"{pos} " + "|".join(f"{k}={v}" for k, v in sorted(f.items())) for pos, f in labels]
        return self._opinion("labels", self.inventory.labels, names)

    def tag_opinion(self, tags: Sequence[str]) -> Opinion:
        """The same on STTS tags."""
        return self._opinion("tags", self.inventory.tags, tags)

    def _opinion(self, layer: str, mine: Sequence[str], asked: Sequence[str]) -> Opinion:
        known = {name: n for n, name in enumerate(mine)}
        columns = numpy.array([known.get(name, -1) for name in asked])

        def scores(sentences: Sequence[Sentence]) -> list[numpy.ndarray]:
            return [
                numpy.where(columns >= 0, table[:, columns], UNSEEN)
                for table in layer_scores(self.models, self.inventory, sentences, layer)
            ]

        return scores


@torch.no_grad()
def layer_scores(
    models: Sequence[Parser], inventory: Inventory, sentences: Sequence[Sentence], layer: str
) -> list[numpy.ndarray]:
    """Logarithms of the probabilities of labels or tags (whichever `layer` names) for each word."""
    order = sorted(range(len(sentences)), key=lambda n: -len(sentences[n]))
    numbers = tensors([sentences[n] for n in order], inventory, gsd=True)
    states = [(getattr(m, layer), m.encode(*numbers)[:, 1:]) for m in models]
    mean = torch.stack([scorer(words).log_softmax(-1) for scorer, words in states]).mean(0)
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
