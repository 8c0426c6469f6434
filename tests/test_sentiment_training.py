"""How the weights for sentiment are fitted: on features made up here, with a signal that must be found."""

import numpy as np
import pytest

from analysis.sentiment import LABELS
from training.sentiment import cross_validate, fit, folds, thresholds, train

SIZE = 1500


@pytest.fixture(scope="module")
def passages():
    """Features, labels, groups; the label shows in the first feature and nowhere else."""
    chance = np.random.default_rng(2)
    gold = chance.integers(len(LABELS), size=SIZE)
    rows = chance.normal(size=(SIZE, 4)) * 0.3
    rows[:, 0] += 1.0 - gold
    return rows, gold, np.array([f"passage {i // 2}" for i in range(SIZE)])


def test_equal_passages_stay_in_one_fold(passages):
    groups = passages[2]
    parts = folds(groups, seed=0)
    assert np.sum(parts, axis=0).tolist() == [1] * SIZE
    assert all(not set(groups[part]) & set(groups[~part]) for part in parts)


def test_the_signal_is_found(passages):
    rows, gold, _ = passages
    weights = fit(rows, gold)
    positive, negative = LABELS.index("positive"), LABELS.index("negative")
    contrast = (weights[:, positive] - weights[:, negative])[:-1]
    assert contrast[0] > 5 * np.abs(contrast[1:]).max()


def test_what_is_learned_carries_over_to_passages_not_seen(passages):
    rows, gold, groups = passages
    assert (cross_validate(rows, gold, groups) == gold).mean() > 0.8


def test_noise_teaches_nothing(passages):
    rows, gold, groups = passages
    shuffled = np.random.default_rng(3).permutation(rows)
    assert (cross_validate(shuffled, gold, groups) == gold).mean() < 0.5


def test_thresholds_help_the_rarer_labels():
    neutral = LABELS.index("neutral")
    logits = np.zeros((90, len(LABELS)))
    gold = np.repeat(np.arange(len(LABELS)), 30)
    logits[np.arange(90), gold] = 0.5
    logits[:, neutral] += 1.0  # a model that says neutral to everything
    shift = thresholds(logits, gold)
    assert (logits.argmax(1) == neutral).all()
    assert ((logits + shift).argmax(1) == gold).all() and shift[neutral] == 0


def test_shapes(passages):
    weights, shift = train(*passages)
    assert weights.shape == (passages[0].shape[1] + 1, len(LABELS)) and shift.shape == (len(LABELS),)
