"""Positions: who demands, offers, refuses, accepts what, from whom, according to whom.

The definition is the annotation guideline of the project: a position is one statement of the article that an
actor takes a stance on an issue; its cue is the word that shows it.
"""

from analysis.layers.positions.component import COMPONENT, find_positions
from analysis.layers.positions.record import (
    COLUMNS,
    MODALITIES,
    PLOVER,
    STANCES,
    Position,
    positions,
    positions_table,
    table_of,
)

__all__ = [
    "COLUMNS",
    "COMPONENT",
    "MODALITIES",
    "PLOVER",
    "STANCES",
    "Position",
    "find_positions",
    "positions",
    "positions_table",
    "table_of",
]
