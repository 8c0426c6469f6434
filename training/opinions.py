"""What a network makes of the labels of a word, as logarithms of probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from training.sentence import Chances


def log_softmax(scores: numpy.ndarray) -> numpy.ndarray:
    """Row-wise; the taggers are configured to give raw scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - numpy.log(numpy.exp(shifted).sum(axis=1, keepdims=True))


def agreed(
    first: list[numpy.ndarray], second: list[numpy.ndarray], share: float = 0.5
) -> list[numpy.ndarray]:
    """The mean of two opinions on the same sentences, in which the second has `share`."""
    return [(1 - share) * a + share * b for a, b in zip(first, second, strict=True)]


def chances(scores: numpy.ndarray, labels: Sequence[str], least: float = 0.02) -> Chances:
    """The labels of a word that are likely, with their probabilities, which add up to one.

    Args:
        scores: logarithms of probabilities; they need not add up to one.
        labels: what the scores are for.
        least: less likely labels are left out.

    >>> chances(numpy.array([0.0, -1.1, -9.0]), ["NN", "NE", "FM"])
    (('NN', 0.75), ('NE', 0.25))
    """
    probabilities = numpy.exp(log_softmax(scores[None])[0])
    likely = numpy.flatnonzero(probabilities >= min(least, probabilities.max()))
    total = probabilities[likely].sum()
    return tuple((labels[n], round(float(probabilities[n] / total), 3)) for n in likely)


def log_probabilities(nlp: Language, docs: list[Doc], component: str) -> list[numpy.ndarray]:
    """Per token the logarithms of the probabilities of the labels of a tagger-like component."""
    for name, pipe in nlp.pipeline:
        if name == component:
            return [log_softmax(numpy.asarray(scores)) for scores in pipe.model.predict(docs)]
        if name == "tok2vec":
            pipe.set_annotations(docs, pipe.predict(docs))
    raise KeyError(component)
