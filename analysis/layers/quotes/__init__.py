"""Reported speech: who says what, where it begins and ends, and how the report distances itself."""

from __future__ import annotations

from analysis.layers.quotes.component import (
    COMPONENT,
    find_quotations,
    quotations,
    quotes_table,
    unpaired_marks,
)
from analysis.layers.quotes.records import COLUMNS, TYPES, Quotation

__all__ = [
    "COLUMNS",
    "COMPONENT",
    "TYPES",
    "Quotation",
    "find_quotations",
    "quotations",
    "quotes_table",
    "unpaired_marks",
]
