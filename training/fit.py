"""The training loop: spaCy components, averaged weights, linear decay of the learning rate."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

from training import distil
from training.augment import variant
from training.gazetteer import Gazetteer
from training.sentence import Sentence, to_doc


@dataclass(frozen=True)
class Plan:
    """Knobs of one training run; `batch` is in words, `weights` repeats sources (0.5 = every other time)."""

    steps: int
    batch: int = 1500
    dropout: float = 0.15
    learn_rate: float = 0.002
    warmup: int = 100
    seed: int = 1
    group: int = 4
    log_every: int = 250
    join: float = 0.5
    averages: bool = True


@dataclass(frozen=True)
class Course:
    """How a teacher (training/teacher.py) is trained; `batch` is in words, `weights` repeats sources."""

    epochs: int = 14
    batch: int = 1600
    learn_rate: float = 0.0025
    width: int = 200
    depth: int = 2
    dropout: float = 0.33
    word_dropout: float = 0.2
    seed: int = 1
    averaged_from: float = 0.5
    weights: Mapping[str, float] = field(default_factory=dict)


def example(nlp: Language, sentences: Sequence[Sentence]) -> Example:
    """Training example of consecutive sentences; the predicted side carries the `seen_…` annotation."""
    reference = to_doc(nlp.vocab, sentences)
    seen: dict[str, list[str]] = {}
    if all(sentence.seen_tags is not None for sentence in sentences):
        seen = {
            "tags": [tag for s in sentences for tag in s.seen_tags],
            "pos": [pos for s in sentences for pos in s.seen_pos],
            "morphs": [feats for s in sentences for feats in s.seen_feats],
        }
    predicted = Doc(
        nlp.vocab,
        words=[token.text for token in reference],
        spaces=[bool(token.whitespace_) for token in reference],
        **seen,
    )
    distil.attach(reference, sentences)
    return Example(predicted, reference)


def groups(order: Sequence[Sentence], most: int, rng: random.Random) -> Iterator[list[Sentence]]:
    """One to `most` sentences at a time that all have trees or all have none.

    A document in which one sentence lacks a tree teaches the parser nothing, so they are not mixed.
    """
    open_groups: dict[bool, tuple[int, list[Sentence]]] = {}
    for sentence in order:
        parsed = sentence.heads is not None
        size, group = open_groups.pop(parsed, (rng.randint(1, most), []))
        group.append(sentence)
        if len(group) < size:
            open_groups[parsed] = size, group
        else:
            yield group
    yield from (group for _, group in open_groups.values())


def stream(
    nlp: Language,
    sentences: Sequence[Sentence],
    plan: Plan,
    weights: dict[str, float] | None = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[list[Example]]:
    """Endless batches: sentences in random groups, newly varied every time."""
    rng = random.Random(plan.seed)
    weights = weights or {}
    while True:
        order = []
        for sentence in sentences:
            weight = weights.get(sentence.source, 1.0)
            order += [sentence] * (int(weight) + (rng.random() < weight - int(weight)))
        rng.shuffle(order)
        batch: list[Example] = []
        words = 0
        for group in groups(order, plan.group, rng):
            if gazetteer:
                group = [gazetteer.swap(sentence, rng) for sentence in group]
            group = [variant(sentence, rng, join=plan.join) for sentence in group]
            batch.append(example(nlp, group))
            words += sum(map(len, group))
            if words >= plan.batch:
                yield batch
                batch, words = [], 0


def fit(
    nlp: Language,
    sentences: Sequence[Sentence],
    plan: Plan,
    *,
    train: Sequence[str],
    weights: dict[str, float] | None = None,
    gazetteer: Gazetteer | None = None,
    report: Callable[[int, dict[str, float]], None] | None = None,
    initialise: bool = True,
) -> None:
    """Train the components named in `train`; afterwards they hold the averaged weights."""
    fix_random_seed(plan.seed)
    optimizer = Adam(
        plan.learn_rate, use_averages=plan.averages, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True
    )
    components = [pipe for name, pipe in nlp.pipeline if name in train]
    if initialise:
        rng = random.Random(0)
        sample = [example(nlp, [s]) for sentence in sentences for s in (variant(sentence, rng, join=0.5),)]
        for pipe in components:
            pipe.initialize(lambda: sample, nlp=nlp)
    for name in set(distil.COLUMNS) & set(train):
        distil.listen(nlp.get_pipe(name))
    batches = stream(nlp, sentences, plan, weights, gazetteer)
    losses: dict[str, float] = {}
    others = [name for name in nlp.pipe_names if name not in train]
    with nlp.select_pipes(disable=others):
        for step in range(1, plan.steps + 1):
            rate = min(step / plan.warmup, 1.0) * max(0.02, 1 - step / plan.steps)
            optimizer.learn_rate = plan.learn_rate * rate
            nlp.update(next(batches), sgd=optimizer, losses=losses, drop=plan.dropout)
            if report and step % plan.log_every == 0:
                report(step, losses)
                losses = {}
    if plan.averages:
        for pipe in components:
            keep_averages(pipe.model, optimizer)


def keep_averages(model, optimizer: Adam) -> None:
    """Write the optimizer's running averages into the model for good."""
    averages = optimizer.averages
    for node in model.walk():
        for name in node.param_names:
            key = (node.id, name)
            if key in averages:
                node.set_param(name, averages[key])
