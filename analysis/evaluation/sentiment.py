"""Accuracy of `analysis.sentiment` on GerNTSA in its original format: macro F1, confusion matrix."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.sentiment import LABELS, attitude

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from analysis.evaluation import Figure

BASELINES = {
    "always neutral": 0.246,
    "SentiWS": 0.433,
    "Rauh's dictionary": 0.451,
    "TF-IDF and logistic regression": 0.474,
}
"""Macro F1 on GerNTSA, as measured when the task was set."""

FITTED_ON = "sentiment_fitted_on.txt"
LARGEST = 200_000_000
"""Bytes; no file of this format is larger."""


@dataclass(frozen=True)
class Opinion:
    """A passage, the place of its target, and the majority label of the crowd."""

    text: str
    start: int
    end: int
    label: str


def read_gerntsa(path: Path) -> list[Opinion]:
    """Read GerNTSA's JSON Lines; an empty list if the file is in another format."""
    found = []
    with path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            try:
                row = json.loads(line)
                anchor, label = row["target_anchor"], row["sentiment"]["polarity"]
                opinion = Opinion(row["opinion_snippet"], anchor["from"], anchor["to"], label)
            except (ValueError, KeyError, TypeError):
                return []
            if label not in LABELS or not 0 <= opinion.start < opinion.end <= len(opinion.text):
                return []
            found.append(opinion)
    return found


def confusion(nlp: Language, opinions: Sequence[Opinion]) -> pd.DataFrame:
    """Numbers of passages: rows are the crowd's labels, columns what `sentiment_towards` says."""
    import pandas as pd

    counts = pd.DataFrame(0, index=list(LABELS), columns=list(LABELS))
    docs = nlp.pipe((opinion.text for opinion in opinions), batch_size=64)
    for doc, opinion in zip(docs, opinions, strict=True):
        counts.loc[opinion.label, attitude(doc, opinion.start, opinion.end).label] += 1
    return counts


def f1_by_label(counts: pd.DataFrame) -> dict[str, float]:
    """F1 of each label from a confusion matrix."""
    return {
        label: float(2 * counts.loc[label, label] / max(1, counts.loc[label].sum() + counts[label].sum()))
        for label in LABELS
    }


def macro_f1(gold: Any, predicted: Any) -> float:
    """Mean of the F1 of the three labels, each given as its index in `LABELS`.

    >>> macro_f1([0, 1, 2], [0, 1, 1])
    0.5555555555555555
    """
    pairs = [(int(g), int(p)) for g, p in zip(gold, predicted, strict=True)]
    scores = []
    for label in range(len(LABELS)):
        hits = sum(g == p == label for g, p in pairs)
        scores.append(2 * hits / max(1, sum(int(g == label) + int(p == label) for g, p in pairs)))
    return float(sum(scores) / len(LABELS))


def sentiment_figures(nlp: Language, folder: Path) -> list[Figure]:
    """Macro F1 and F1 of each label on every GerNTSA file under `folder`.

    Passages to which the weights were fitted are scored apart, and their rows say so: what counts there is
    the cross-validation that `training/sentiment.py` prints.
    """
    from analysis.evaluation import Figure, fingerprint

    fitted = fitted_on()
    figures = []
    for path in sorted(folder.rglob("*.jsonl")):
        opinions = read_gerntsa(path) if path.stat().st_size < LARGEST else []
        known = [fingerprint([opinion.text]) in fitted for opinion in opinions]
        for seen in (False, True):
            part = [opinion for opinion, is_known in zip(opinions, known, strict=True) if is_known == seen]
            if not part:
                continue
            scores = f1_by_label(confusion(nlp, part))
            split = path.stem.partition("-")[2] or path.stem
            split += f" ({len(part)} of {len(opinions)}{': weights fitted on it' if seen else ''})"
            mean = sum(scores.values()) / len(scores)
            figures.append(Figure("sentiment", "GerNTSA", split, "macro F1", mean, max(BASELINES.values())))
            figures += [
                Figure("sentiment", "GerNTSA", split, f"F1 {label}", value, None)
                for label, value in scores.items()
            ]
    return figures


def fitted_on() -> frozenset[str]:
    """Fingerprints of the passages to which the shipped weights were fitted."""
    return frozenset((files("analysis.lexicon") / FITTED_ON).read_text("ascii").split())
