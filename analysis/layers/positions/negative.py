"""Negative rules: what looks like a stance and is none."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.stances import Stance


def rejects(entry: Stance, clause: Clause, issue: tuple[Token, ...]) -> bool:
    """Whether the lexicon `stances_not` says that this cue, in this clause, is no stance."""
    for row in _rules():
        if row["cue"] not in ("*", entry.cue):
            continue
        where = clause.tokens if row["where"] == "clause" else issue
        if any(
            token.text.lower().startswith(form)
            if row["match"] == "begins"
            else token.text.lower().endswith(form)
            for form in row["words"].split()
            for token in where
        ):
            return True
    return False


@cache
def _rules() -> tuple[dict[str, str], ...]:
    return lexicon.load("stances_not")
