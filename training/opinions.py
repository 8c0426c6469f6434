"""What a network makes of the labels of a word, as logarithms of probabilities."""

from __future__ import annotations

import numpy
from spacy.language import Language
from spacy.tokens import Doc


def log_softmax(scores: numpy.ndarray) -> numpy.ndarray:
    """Row-wise; the taggers are configured to give raw scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - numpy.log(numpy.exp(shifted).sum(axis=1, keepdims=True))


def agreed(first: list[numpy.ndarray], second: list[numpy.ndarray]) -> list[numpy.ndarray]:
    """The mean of two opinions on the same sentences."""
    return [(a + b) / 2 for a, b in zip(first, second, strict=True)]


def log_probabilities(nlp: Language, docs: list[Doc], component: str) -> list[numpy.ndarray]:
    """Per token the logarithms of the probabilities of the labels of a tagger-like component."""
    for name, pipe in nlp.pipeline:
        if name == component:
            return [log_softmax(numpy.asarray(scores)) for scores in pipe.model.predict(docs)]
        if name == "tok2vec":
            pipe.set_annotations(docs, pipe.predict(docs))
    raise KeyError(component)
