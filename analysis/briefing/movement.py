"""Who moves: the same actor on the same issue in articles of different days, and demands that are new.

An issue meets under the key of `analysis.network.issue_label`, its head noun with its genitive in dictionary
form, so „eine Waffenruhe“ and „die Waffenruhe“ are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.briefing.evidence import Evidence, Statement
from analysis.briefing.overview import side_of
from analysis.network import issue_label

Found = tuple[Evidence, Statement]


class Move(NamedTuple):
    """A change of stance.

    Attributes:
        actor, issue: who, on what, in the shortest wording of the articles.
        before, after: the last statement of the old stance, and the first of the new one.
    """

    actor: str
    issue: str
    before: Found
    after: Found


def moves(evidences: Sequence[Evidence]) -> list[Move]:
    """Return the changes of stance, the latest first.

    A stance changes where an actor takes another side of an issue in a later article than before. What an
    article reports of both sides in itself is no movement.

    Args:
        evidences: of articles with a date, by date.
    """
    found: dict[tuple[str, str], list[Found]] = {}
    labels: dict[str, str] = {}
    for evidence, statement, actor, key, label in _stated(evidences):
        found.setdefault((actor, key), []).append((evidence, statement))
        if len(label) < len(labels.get(key, label + " ")):
            labels[key] = label
    changes = []
    for (actor, key), stated in found.items():
        for (one, before), (other, after) in itertools.pairwise(stated):
            later = one.report.article.date < other.report.article.date
            if later and side_of(before.row) != side_of(after.row):
                changes.append(Move(actor, labels[key], (one, before), (other, after)))
    return sorted(changes, key=lambda move: move.after[0].report.article.date, reverse=True)


def new_demands(evidences: Sequence[Evidence]) -> list[Found]:
    """Return the demands of later days whose actor had not demanded that before, in the order of days.

    Args:
        evidences: of articles with a date, by date.
    """
    if not evidences:
        return []
    first = evidences[0].report.article.date
    known: set[tuple[str, str]] = set()
    fresh: list[Found] = []
    for evidence, statement, actor, key, _ in _stated(evidences):
        if statement.row["stance"] != "demand" or statement.row["negated"]:
            continue
        if (actor, key) not in known and evidence.report.article.date > first:
            fresh += [] if (evidence, statement) in fresh else [(evidence, statement)]
        known.add((actor, key))
    return fresh


def _stated(evidences: Iterable[Evidence]) -> Iterator[tuple[Evidence, Statement, str, str, str]]:
    """Yield each position with each actor, the key of its issue and the words for it."""
    for evidence in evidences:
        for statement in evidence.positions:
            label = issue_label(evidence.report, statement.row["issue"])
            if label is not None:
                for actor in statement.row["actors"]:
                    yield evidence, statement, actor, *label
