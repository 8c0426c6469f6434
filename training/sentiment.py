"""Fit the weights of `analysis.sentiment` to GerNTSA (CC BY 4.0), and measure them by cross-validation.

    python -m training.sentiment PATH/gerntsa-dev.jsonl               measures
    python -m training.sentiment PATH/gerntsa-dev.jsonl --readings    and what careful readers reach and teach
    python -m training.sentiment PATH/gerntsa-dev.jsonl --write       writes the weights to the lexicon

Passages that occur more than once (with other targets) stay in the same fold. The values of the words
(`training.attitudes`) and the thresholds that make up for the rarer labels are found inside each training
part, never on the part that is measured.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analysis.evaluation import fingerprint
from analysis.evaluation.sentiment import FITTED_ON, Opinion, macro_f1, read_gerntsa
from analysis.integrity import FOLDERS, seal
from analysis.sentiment import FEATURES, LABELS, features_of, sentence_bounds, toned_phrases
from training.attitudes import CLASSES, Words, log_odds, readings_of

WEIGHTS = Path(__file__).parents[1] / "analysis" / "lexicon" / "sentiment_weights.tsv"
PENALTY = 300.0
"""Of the squares of the standardised weights; from 10 to 1,000 macro F1 moves by less than .01."""
FOLDS = 5
BEST = 20
"""Pairs of thresholds that are averaged: the single best one is luck."""
_HEADER = """\
# Weights of the regression behind `analysis.sentiment`: what each feature adds to the evidence for a label.
# feature: see `analysis.sentiment.FEATURES`; bias: added always; threshold: makes up for rarer labels
# origin: learned from GerNTSA dev (news sentences, majority of five crowd labels; CC BY 4.0)
#   by training/sentiment.py
# Licence: CC BY-SA 4.0.
feature	positive	neutral	negative
"""


def feature_matrix(opinions: list[Opinion]) -> tuple[np.ndarray, list[list[str]]]:
    """One row of sums of phrases per opinion, and the lemmas of its passage."""
    from analysis.language.pipeline import load_pipeline

    nlp = load_pipeline()
    rows, lemmas = [], []
    # Who speaks and who is meant change no value.
    unused = [
        name
        for name in nlp.pipe_names
        if name in ("wortlaut_actors", "wortlaut_quotes", "wortlaut_positions")
    ]
    with nlp.select_pipes(disable=unused):
        for doc, opinion in zip(nlp.pipe([o.text for o in opinions], batch_size=64), opinions, strict=True):
            bounds = sentence_bounds(doc, opinion.start)
            features = features_of(toned_phrases(doc), bounds, opinion.start, opinion.end)
            rows.append([features[name] for name in FEATURES])
            lemmas.append([t.lemma_ for t in doc if t.pos_ in CLASSES and not t.ent_type_])
    return np.array(rows), lemmas


def fit(rows: np.ndarray, gold: np.ndarray, *, penalty: float = PENALTY, steps: int = 400) -> np.ndarray:
    """Multinomial logistic regression; the columns of the result are labels, its last row the bias."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-9
    design = np.c_[(rows - mean) / scale, np.ones(len(rows))]
    target = np.eye(len(LABELS))[gold]
    weights = np.zeros((design.shape[1], len(LABELS)))
    ridge = np.r_[np.full(rows.shape[1], penalty), 0.0][:, None]
    rate = 1.0 / (0.5 * np.linalg.norm(design, 2) ** 2 + penalty)
    momentum = weights.copy()
    for step in range(steps):  # Nesterov's accelerated gradient
        slope = design.T @ (_softmax(design @ momentum) - target) + ridge * momentum
        stepped = momentum - rate * slope
        momentum = stepped + step / (step + 3) * (stepped - weights)
        weights = stepped
    body = weights[:-1] / scale[:, None]
    return np.vstack([body, weights[-1] - mean @ body])


def thresholds(logits: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """What to add to the logits so that macro F1 is high: the mean of the best pairs on a grid."""
    neutral = LABELS.index("neutral")
    others = [i for i in range(len(LABELS)) if i != neutral]
    tried = []
    for first in np.arange(-0.2, 1.8, 0.1):
        for second in np.arange(-0.2, 1.8, 0.1):
            shift = np.zeros(len(LABELS))
            shift[others] = first, second
            tried.append((_macro_f1(gold, (logits + shift).argmax(1)), tuple(shift)))
    tried.sort(reverse=True)
    return np.mean([shift for _, shift in tried[:BEST]], axis=0)


def train(rows: np.ndarray, gold: np.ndarray, groups: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights and thresholds; the thresholds from predictions on folds that were held out inside `rows`."""
    logits = np.zeros((len(rows), len(LABELS)))
    for part in folds(groups, seed=5):
        logits[part] = _logits(rows[part], fit(rows[~part], gold[~part]))
    return fit(rows, gold), thresholds(logits, gold)


def folds(groups: np.ndarray, *, seed: int, number: int = FOLDS) -> list[np.ndarray]:
    """Masks of the held-out parts; equal groups stay together."""
    unique, place = np.unique(groups, return_inverse=True)
    fold = np.random.default_rng(seed).permutation(len(unique)) % number
    return [fold[place] == i for i in range(number)]


def cross_validate(
    rows: np.ndarray, gold: np.ndarray, groups: np.ndarray, *, words: Words | None = None, seed: int = 0
) -> np.ndarray:
    """The label predicted for each row by a model that has not seen its passage, nor how it was read."""
    predicted = np.zeros(len(rows), dtype=int)
    for part in folds(groups, seed=seed):
        seen, unseen = rows[~part], rows[part]
        if words is not None:
            seen = np.c_[seen, told(words.within(~part))]
            unseen = np.c_[unseen, words.shares[part] @ words.within(~part).values()]
        weights, shift = train(seen, gold[~part], groups[~part])
        predicted[part] = (_logits(unseen, weights) + shift).argmax(1)
    return predicted


def told(words: Words) -> np.ndarray:
    """What its words tell about each passage, by values to which its own reading did not contribute."""
    found = np.zeros((len(words.passages), 2))
    for part in folds(words.passages, seed=33):
        found[part] = words.shares[part] @ words.within(~part).values()
    return found


def _macro_f1(gold: np.ndarray, predicted: np.ndarray) -> float:
    size = len(LABELS)
    counts = np.bincount(gold * size + predicted, minlength=size * size).reshape(size, size)
    return float(np.mean(2 * np.diag(counts) / np.maximum(1, counts.sum(0) + counts.sum(1))))


def _logits(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return rows @ weights[:-1] + weights[-1]


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def write(weights: np.ndarray, shift: np.ndarray) -> None:
    """Write the weights as TSV."""
    lines = [
        "\t".join([name, *(f"{value:.4f}" for value in row)])
        for name, row in zip([*FEATURES, "bias", "threshold"], np.vstack([weights, shift]), strict=True)
    ]
    WEIGHTS.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--readings", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    opinions = read_gerntsa(arguments.corpus)
    rows, lemmas = feature_matrix(opinions)
    gold = np.array([LABELS.index(opinion.label) for opinion in opinions])
    groups = np.array([opinion.text for opinion in opinions])
    predicted = measure("sums of phrases", rows, gold, groups)
    counts = np.bincount(gold * len(LABELS) + predicted, minlength=len(LABELS) ** 2)
    print("    confusion matrix of the first (rows: crowd, columns: predicted):", ", ".join(LABELS))
    print(counts.reshape(len(LABELS), -1))
    if arguments.readings:
        readings = readings_of(arguments.corpus)
        reader = log_odds(readings)
        measure("the reader alone", reader, gold, groups)
        measure("the reader and the sums of phrases", np.c_[rows, reader], gold, groups)
        words = Words.of(lemmas, readings, groups)
        measure("sums of phrases, and of words learned from the reader", rows, gold, groups, words=words)
    if arguments.write:
        write(*train(rows, gold, groups))
        marks = sorted({fingerprint([opinion.text]) for opinion in opinions})
        WEIGHTS.with_name(FITTED_ON).write_text("\n".join(marks) + "\n", encoding="ascii")
        seal(WEIGHTS.parent, FOLDERS[WEIGHTS.parent])


def measure(
    name: str, rows: np.ndarray, gold: np.ndarray, groups: np.ndarray, *, words: Words | None = None
) -> np.ndarray:
    """Print macro F1 of five divisions; what the first predicts."""
    predicted = [cross_validate(rows, gold, groups, words=words, seed=seed) for seed in range(5)]
    found = [macro_f1(gold, labels) for labels in predicted]
    each = " ".join(f"{value:.3f}" for value in found)
    print(f"{name}: macro F1 of {FOLDS} folds, five times: {each}")
    print(f"    mean {np.mean(found):.3f} ± {np.std(found):.3f}", flush=True)
    return predicted[0]


if __name__ == "__main__":
    main()
