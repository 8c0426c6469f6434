"""The sentiment of phrasing: how a text puts things, phrase by phrase, with evidence."""

from __future__ import annotations

from analysis.layers.phrasing.component import (
    COMPONENT,
    mark_phrasing,
    phrases,
    phrasing_table,
    sentence_tones,
    tone,
)
from analysis.layers.phrasing.record import CATEGORIES, COLUMNS, TONED, Phrase

__all__ = [
    "CATEGORIES",
    "COLUMNS",
    "COMPONENT",
    "TONED",
    "Phrase",
    "mark_phrasing",
    "phrases",
    "phrasing_table",
    "sentence_tones",
    "tone",
]
