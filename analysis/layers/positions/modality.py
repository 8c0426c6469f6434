"""Whether a stance is asserted, planned or only possible."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.positions.clause import Clause
from analysis.lexicon.classes import word_class

_PLANNED = word_class("planned", "position_words")
_POSSIBLE = word_class("possible", "position_words")
_INTENDED = word_class("intended", "position_words")
_FUTURE = word_class("future", "position_words")
_PERHAPS = word_class("perhaps", "position_words")


def modality(clause: Clause, head: Token) -> str:
    """Asserted, planned or possible, by the modal or auxiliary of the clause and its adverbs.

    Args:
        clause: the clause of the cue.
        head: the cue; a noun as cue asserts.
    """
    if head.pos_ in ("NOUN", "PROPN"):
        return "asserted"
    if any(t.text.lower() in _PERHAPS for t in clause.own if t.i != head.i):
        return "possible"
    if clause.conjunction == "um":
        return "planned"  # „um ein Abkommen zu schließen“
    verbs = {t.text.lower() for t in clause.tokens if t.pos_ in ("AUX", "VERB") and t.i != head.i}
    if verbs & _POSSIBLE:
        return "possible"
    if verbs & _PLANNED or (verbs & _FUTURE and not clause.is_passive):
        return "planned"
    if verbs & _INTENDED:
        return "planned" if clause.is_passive else "possible"
    return "asserted"
