"""What two readers made of the passages of GerNTSA, and what that teaches about single words.

`annotated/attitudes.tsv` says of every passage of GerNTSA's dev part how likely the crowd finds it positive
or negative, as a careful reader estimates it. That tells what the crowd's labels allow. A ridge regression
spreads the estimates over the words of the passages, so that each word gets two values; what these gain is
measured by `training.sentiment` and told in `sentiment.md`. No such table is shipped: it gains too little.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.layers.actors import geography, nouns

HERE = Path(__file__).parent
READINGS = HERE / "annotated" / "attitudes.tsv"
CLASSES = frozenset({"NOUN", "VERB", "ADJ"})
"""Of the words that may get a value; adverbs are mostly empty words, and nobody is good or bad by name."""
LEFT_OUT = HERE / "sentiment_words_not.tsv"
PENALTY = 5.0
"""Of the squares of the words' values; with 10 macro F1 is the same."""
RAREST = 5
"""Passages in which a word must stand to get a value."""


def read_readings(path: Path = READINGS) -> dict[str, tuple[float, float]]:
    """The chances of positive and negative (0 to 1) by the passage's id.

    Raises:
        ValueError: a chance is no percentage, or the two are more than 100 together.
    """
    found = {}
    for row in _rows(path):
        positive, negative = int(row["positive"]), int(row["negative"])
        if min(positive, negative) < 0 or positive + negative > 100:
            raise ValueError(f"{path.name}: {row['passage']}: no chances: {positive}, {negative}")
        found[row["passage"]] = (positive / 100, negative / 100)
    return found


def readings_of(corpus: Path, path: Path = READINGS) -> np.ndarray:
    """A row of both chances for each line of GerNTSA's JSON Lines.

    Raises:
        KeyError: a passage was not read.
    """
    known = read_readings(path)
    lines = corpus.read_text(encoding="utf-8-sig").splitlines()
    return np.array([known[json.loads(line)["id"]] for line in lines])


def log_odds(readings: np.ndarray) -> np.ndarray:
    """The readings against „neutral“, as features of a regression; sure ones are kept finite.

    >>> log_odds(np.array([[0.5, 0.0]])).round(2).tolist()
    [[0.0, -3.26]]
    """
    neutral = 1 - readings.sum(1, keepdims=True)
    return np.log((readings + 0.02) / (neutral + 0.02))


@dataclass(frozen=True)
class Words:
    """Which words stand in which passages, and how these were read.

    Attributes:
        lemmas: the words that may get a value.
        shares: passages × lemmas: 1 by the square root of the number of the passage's words, or 0.
        readings: passages × (positive, negative).
        passages: the text of each; one that occurs with several targets counts once.
    """

    lemmas: tuple[str, ...]
    shares: np.ndarray
    readings: np.ndarray
    passages: np.ndarray

    @classmethod
    def of(cls, lemmas: Sequence[Iterable[str]], readings: np.ndarray, passages: np.ndarray) -> Words:
        """From the lemmas of each passage; those that may get no value count in their number only."""
        told = [sorted(set(words)) for words in lemmas]
        times: dict[str, set[str]] = {}
        for words, passage in zip(told, passages, strict=True):
            for word in words:
                times.setdefault(word, set()).add(passage)
        not_these = left_out()
        kept = sorted(
            word for word, where in times.items() if len(where) >= RAREST and may_count(word, not_these)
        )
        column = {word: i for i, word in enumerate(kept)}
        shares = np.zeros((len(told), len(kept)))
        for row, words in enumerate(told):
            for word in words:
                if word in column:
                    shares[row, column[word]] = len(words) ** -0.5
        return cls(tuple(kept), shares, readings, passages)

    def within(self, part: np.ndarray) -> Words:
        """The same of some of the passages."""
        return Words(self.lemmas, self.shares[part], self.readings[part], self.passages[part])

    def values(self) -> np.ndarray:
        """Positive and negative value of each word: ridge regression; 0 for the rare ones."""
        _, first = np.unique(self.passages, return_index=True)
        often = (self.shares[first] > 0).sum(0) >= RAREST
        seen = self.shares[:, often]
        found = np.zeros((len(self.lemmas), 2))
        deviation = self.readings - self.readings.mean(0)
        found[often] = np.linalg.solve(seen.T @ seen + PENALTY * np.eye(seen.shape[1]), seen.T @ deviation)
        return found


def left_out(path: Path = LEFT_OUT) -> frozenset[str]:
    """The words that get no value by the list."""
    return frozenset(row["word"] for row in _rows(path))


def may_count(lemma: str, not_these: frozenset[str]) -> bool:
    """Whether a word may get a value: it is on no list, no state or people, and no noun for those who act.

    >>> words = ("Erfolg", "Mensch", "russisch", "Afghane", "US-Präsident", "2.")
    >>> [may_count(word, frozenset({"Mensch"})) for word in words]
    [True, False, False, False, False, False]
    """
    if lemma in not_these or not lemma.replace("-", "").isalpha():
        return False
    if geography.state_of_adjective(lemma):
        return False
    if any(geography.state_of_people(plural) for plural in (lemma, lemma + "n", lemma + "en")):
        return False
    return not (lemma[0].isupper() and any("none" not in r.classes for r in nouns.readings(lemma)))


def _rows(path: Path) -> list[dict[str, str]]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
