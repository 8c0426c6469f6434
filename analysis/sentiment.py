"""The attitude of a passage towards one of the things it names, with the phrases that moved it.

The decision is a small regression on the values of the marked phrases (`analysis.layers.phrasing`): their
sums in the whole passage, in the sentence of the target, in the target itself, by kind of phrase. Its weights
were fitted to GerNTSA (CC BY 4.0) and lie in `lexicon/sentiment_weights.tsv`. As it is linear in the values,
every phrase's share in the decision can be told.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis import lexicon
from analysis.errors import OffsetError
from analysis.layers.phrasing import TONED, Phrase, phrases

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

LABELS = ("positive", "neutral", "negative")

FEATURES = (
    *(f"{kind}{sign}" for kind in ("evaluation", "frame", "sentence", "target") for sign in "+-"),
    "balance",
    "sentence balance",
)
"""Sums of the values above and below 0: of evaluations and of other toned phrases in the passage, of all in
the target's sentence, of those in the target itself; tanh of the sum of all, and of those in the sentence."""

COLUMNS = ["text", "category", "value", "share", "start", "end"]


@dataclass(frozen=True)
class Attitude:
    """The attitude of a passage towards a target.

    Attributes:
        label: "positive", "neutral" or "negative".
        scores: probability of each label as the regression sees it, before the thresholds of `label`.
        because: the phrases that moved it: text, category, value, share (how much the phrase moved the
            passage towards positive, above 0, or negative, below 0), start, end; the greatest share first.
    """

    label: str
    scores: dict[str, float]
    because: pd.DataFrame

    def __str__(self) -> str:
        words = ", ".join(f"{row.text} {row.share:+.2f}" for row in self.because.head(5).itertuples())
        return f"{self.label} ({words or 'no marked phrase'})"


def sentiment_towards(text: str, start: int, end: int, *, nlp: Language | None = None) -> str:
    """Tell the attitude of a passage towards something in it.

    Args:
        text: a sentence, or a few.
        start, end: where the target stands, code points.
        nlp: a pipeline of `analysis.load_pipeline`; by default the embedded model, loaded once.

    Returns:
        "positive", "neutral" or "negative"; `explain_sentiment` says why.

    Raises:
        OffsetError: `start` and `end` do not mark a stretch of the text.

    >>> sentiment_towards("Die Vermittlerin erzielte einen großartigen Erfolg.", 4, 16)
    'positive'
    """
    return explain_sentiment(text, start, end, nlp=nlp).label


def explain_sentiment(text: str, start: int, end: int, *, nlp: Language | None = None) -> Attitude:
    """Tell the attitude of a passage towards something in it, and the phrases that moved it.

    Args, Raises: as `sentiment_towards`.

    >>> attitude = explain_sentiment("Die Opposition nennt den Plan einen Skandal.", 25, 29)
    >>> attitude.label, attitude.because["text"].tolist()
    ('negative', ['Skandal'])
    """
    if not 0 <= start < end <= len(text):
        raise OffsetError(f"({start}, {end}) is no stretch of a text of {len(text)} characters")
    if nlp is None:
        from analysis.report import _embedded

        nlp = _embedded()
    return attitude(nlp(text), start, end)


def attitude(doc: Doc, start: int, end: int) -> Attitude:
    """As `explain_sentiment`, of a Doc that has gone through the pipeline."""
    import pandas as pd

    found = toned_phrases(doc)
    bounds = sentence_bounds(doc, start)
    features = features_of(found, bounds, start, end)
    weights = _weights()
    logits = {
        label: sum(weights[label][f] * x for f, x in features.items()) + weights[label]["bias"]
        for label in LABELS
    }
    most = max(logits.values())
    total = sum(math.exp(value - most) for value in logits.values())
    scores = {label: round(math.exp(value - most) / total, 4) for label, value in logits.items()}
    label = max(LABELS, key=lambda name: logits[name] + weights[name]["threshold"])
    rows = []
    for phrase in found:
        without = features_of([p for p in found if p is not phrase], bounds, start, end)
        share = sum(
            (weights["positive"][f] - weights["negative"][f]) * (features[f] - without[f]) for f in FEATURES
        )
        rows.append((phrase.text, phrase.category, phrase.value, round(share, 3), phrase.start, phrase.end))
    because = pd.DataFrame(rows, columns=COLUMNS).sort_values(
        "share", key=abs, ascending=False, kind="stable"
    )
    return Attitude(label, scores, because.reset_index(drop=True))


def toned_phrases(doc: Doc) -> list[Phrase]:
    """The phrases of a Doc that carry a tone."""
    return [phrase for phrase in phrases(doc) if phrase.category in TONED and phrase.value]


def sentence_bounds(doc: Doc, start: int) -> tuple[int, int]:
    """(start, end) of the sentence in which an offset lies."""
    for sentence in doc.sents:
        if start < sentence.end_char:
            return sentence.start_char, sentence.end_char
    return 0, len(doc.text)


def features_of(found: list[Phrase], bounds: tuple[int, int], start: int, end: int) -> dict[str, float]:
    """The features of a target by name; see `FEATURES`."""
    inside = [p for p in found if bounds[0] <= p.start < bounds[1]]
    parts = {
        "evaluation": [p for p in found if p.category == "evaluation"],
        "frame": [p for p in found if p.category != "evaluation"],
        "sentence": inside,
        "target": [p for p in found if p.start < end and start < p.end],
    }
    features = {}
    for name, members in parts.items():
        features[name + "+"] = sum(p.value for p in members if p.value > 0)
        features[name + "-"] = sum(p.value for p in members if p.value < 0)
    features["balance"] = math.tanh(sum(p.value for p in found))
    features["sentence balance"] = math.tanh(sum(p.value for p in inside))
    return features


@cache
def _weights() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {label: {} for label in LABELS}
    for row in lexicon.load("sentiment_weights"):
        for label in LABELS:
            table[label][row["feature"]] = float(row[label])
    return table
