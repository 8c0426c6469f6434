"""Negative rules: what looks like a stance and is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.stances import Stance


def rejects(entry: Stance, clause: Clause, issue: tuple[Token, ...]) -> bool:
    """Whether the lexicon `stances_not` says that this cue, in this clause, is no stance."""
    return any(
        getattr(token.text.lower(), rule.method)(rule.words)
        for rule in _rules().get(entry.cue, ())
        for token in _PLACES[rule.where](clause, issue)
    )


@dataclass(frozen=True)
class Rule:
    """A line of `stances_not`: in which words, at which place, shown by which method of str."""

    where: str
    method: str
    words: tuple[str, ...]


_PLACES: dict[str, Callable[[Clause, tuple[Token, ...]], Iterable[Token]]] = {
    "cue": lambda clause, issue: (clause.verb,),
    "clause": lambda clause, issue: clause.tokens,
    "issue": lambda clause, issue: issue,
    "sentence": lambda clause, issue: clause.verb.sent,
}


@cache
def _rules() -> dict[str, list[Rule]]:
    methods = {"begins": "startswith", "ends": "endswith"}
    rules: dict[str, list[Rule]] = {}
    for row in lexicon.load("stances_not"):
        rule = Rule(row["where"], methods[row["match"]], tuple(row["words"].split()))
        rules.setdefault(row["cue"], []).append(rule)
    return rules
