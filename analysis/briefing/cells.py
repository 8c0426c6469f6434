"""Cells of the notebook that a briefing is: their outputs are already there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.briefing.words import words

Cell = dict[str, Any]


def shown(source: str, part: Any) -> Cell:
    """Return a code cell with a part as its output."""
    return _cell(source, part._repr_mimebundle_(), {})


def figure(source: str, drawing: str, *, alt: str, caption: str) -> Cell:
    """Return a code cell with an SVG figure as its output."""
    data = {"image/svg+xml": drawing, "text/plain": alt}
    return _cell(source, data, {"image/svg+xml": {"alt": alt, "caption": caption}})


def numbered(cells: Sequence[Cell], lang: str) -> dict[str, Any]:
    """Return the notebook of these cells."""
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"wortlaut": {"lang": words(lang).lang}, "language_info": {"name": "python"}},
        "cells": [{"id": f"part-{number}", **cell} for number, cell in enumerate(cells, 1)],
    }


def _cell(source: str, data: dict[str, Any], about: dict[str, Any]) -> Cell:
    output = {"output_type": "display_data", "data": data, "metadata": about}
    return {
        "cell_type": "code",
        "source": source,
        "execution_count": None,
        "metadata": {},
        "outputs": [output],
    }
