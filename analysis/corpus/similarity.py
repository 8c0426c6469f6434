"""How alike two issues are, by their nouns.

Two issues are as alike as their nouns: each noun is paired with the one most like it in the other issue (the
same word 1; a word that is part of a compound .8; else the cosine of the model's floret vectors, from .6 on
scaled to 0 … 1), and the mean is taken, words of change („Senkung“, `analysis.lexicon` issue_changes) with a
quarter of the weight and the head with twice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis import lexicon

if TYPE_CHECKING:
    import numpy as np

PART_OF_COMPOUND = 0.8
_FLOOR = 0.6
"""Cosine below which two words have nothing in common: a shared ending („-ung“) alone brings about .5."""
_CHANGE_WEIGHT = 0.25
_HEAD_WEIGHT = 2.0

Vectors = Callable[[str], Any]


def similarities(issues: list[list[str]], vector: Vectors, *, only_first: bool = False) -> np.ndarray:
    """How alike issues are: 1 the same words, 0 nothing in common, -1 opposite directions.

    Args:
        issues: the nouns of each in dictionary form.
        vector: the vector of a word.
        only_first: only the row of the first one, which takes less time.
    """
    import numpy as np

    words = list(dict.fromkeys(word for issue in issues for word in issue))
    if not words:
        return np.zeros((len(issues), len(issues)))
    index = {word: row for row, word in enumerate(words)}
    rows = list(dict.fromkeys(issues[0])) if only_first else words
    alike = _word_similarities(words, vector)
    weight = np.array([_CHANGE_WEIGHT if word in _changes() else 1.0 for word in words])
    n = len(issues)
    # nearest[w, i]: how alike word w is to the word of issue i that is most like it.
    nothing = np.zeros(len(words))
    columns = [[index[word] for word in issue] for issue in issues]
    nearest = np.stack([alike[:, own].max(axis=1) if own else nothing for own in columns], axis=1)
    holds = np.zeros((n, len(words)))
    for row, issue in enumerate(issues):
        for word in issue:
            holds[row, index[word]] = weight[index[word]]
        # The head says what the matter is; of „Senkung der Gesamtmenge“ the thing that is changed is the
        # head.
        head = next((word for word in issue if word not in _changes()), None)
        if head is not None:
            holds[row, index[head]] *= _HEAD_WEIGHT
    covered = holds @ nearest
    total = holds.sum(axis=1)
    found = (covered + covered.T) / np.maximum(1e-9, total[:, None] + total[None, :])
    direction = np.array([_direction(issue) for issue in issues])
    found[direction[:, None] * direction[None, :] < 0] = -1.0
    return found[: 1 if only_first and rows else n]


def _word_similarities(words: list[str], vector: Vectors) -> np.ndarray:
    import numpy as np

    vectors = np.stack([np.asarray(vector(word), dtype="float64") for word in words])
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors / np.where(length > 0, length, 1)
    alike = np.clip((vectors @ vectors.T - _FLOOR) / (1 - _FLOOR), 0, 1)
    for one, word in enumerate(words):
        for other in range(one):
            shorter, longer = sorted((word, words[other]), key=len)
            if len(shorter) >= 4 and (longer.startswith(shorter) or longer.endswith(shorter)):
                alike[one, other] = alike[other, one] = max(alike[one, other], PART_OF_COMPOUND)
    np.fill_diagonal(alike, 1.0)
    return alike


def _direction(issue: list[str]) -> int:
    """Whether an issue is more (1) or less (-1) of something."""
    steps = {_changes()[word] for word in issue if word in _changes()} - {0}
    return steps.pop() if len(steps) == 1 else 0


@cache
def _changes() -> dict[str, int]:
    step = {"up": 1, "down": -1, "": 0}
    return {entry["word"]: step[entry["direction"]] for entry in lexicon.load("issue_changes")}


@cache
def embedded_vectors() -> Vectors:
    """Vectors of the embedded model, without the rest of it."""
    from spacy.vocab import Vocab

    from analysis.language.pipeline import EMBEDDED

    vectors = Vocab().from_disk(EMBEDDED / "vocab", exclude=["strings", "lookups"]).vectors
    if vectors.mode == "floret":
        return lambda word: vectors.get_batch([word])[0]
    return lambda word: vectors[word] if word in vectors else vectors.data[0] * 0
