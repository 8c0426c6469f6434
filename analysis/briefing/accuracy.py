"""The measured accuracy that a briefing reports: the figures that are shipped, never numbers of its own."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

SHOWN = {
    "names": ("names F1",),
    "quotations": ("quote F1", "speaker F1", "type F1"),
    "positions": ("cue F1", "stance F1", "actor F1", "issue F1"),
    "times": ("span F1", "span and value F1"),
    "sentiment": ("macro F1",),
    "syntax": ("UPOS accuracy", "LAS", "sentences F1"),
}
"""What the briefing shows of each task."""


class Measured(NamedTuple):
    """One measured figure.

    Attributes:
        task, measure: what was measured.
        corpus: on which texts, with the part of them.
        figure: from 0 to 1.
    """

    task: str
    measure: str
    corpus: str
    figure: float


@cache
def measured() -> tuple[Measured, ...]:
    """Return the shipped figures in the order of `SHOWN`; empty if none are shipped."""
    rows = _rows()
    found = []
    for task, measures in SHOWN.items():
        for measure in measures:
            for row in rows:
                # Another corpus may have come first in development: what was trained on says little.
                if (
                    row["task"] != task
                    or row["measure"].split(" (")[0] != measure
                    or not row["figure"]
                    or row["split"] == "train"
                    or "all trained on" in row["split"]
                    or (task == "times" and row["split"] != "all")
                ):
                    continue
                corpus = f"{row['corpus']}, {row['split']}"
                found.append(Measured(task, measure, corpus, float(row["figure"])))
    return tuple(found)


def _rows() -> list[dict[str, str]]:
    """Return the table of `wortlaut evaluate`: beside this module once installed, in `training` before."""
    packed = resources.files(__package__).joinpath("accuracy.csv")
    source = Path(__file__).parents[2] / "training" / "accuracy.csv"
    for place in (packed, source):
        if place.is_file():
            return list(csv.DictReader(place.read_text(encoding="utf-8").splitlines()))
    return []
