"""Decisions made from a report: about a proposed position, or a new one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.errors import ReviewError
from analysis.review.decision import Decision, Statement, evidence, ordered, require_known, statement_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis


def proposals(report: Analysis) -> pd.DataFrame:
    """The positions that the machine proposed, whether or not the report has been reviewed since."""
    if "reviewed" not in report.positions:
        return report.positions
    from analysis.layers.positions import positions_table

    return positions_table(report.doc)


def decide(
    report: Analysis,
    decisions: Iterable[Decision],
    row: int,
    kind: str,
    *,
    reviewer: str = "",
    date: datetime.date | None = None,
    note: str = "",
    **changes: Any,
) -> tuple[Decision, ...]:
    """Decide about one proposed position; what was decided about it before is replaced.

    Args:
        report: the analysed article.
        decisions: those made so far.
        row: index of the position in `proposals(report)`.
        kind: "accept", "reject" or "edit".
        reviewer: who decides.
        date: when; by default today.
        note: why.
        **changes: for "edit", new values by column: stance, actors, target, source, negated, modality; cue
            and actor_spans as lists of (start, end), issue as (start, end) or None.

    Returns:
        All decisions, sorted by place.

    Raises:
        ReviewError: no such row, an unknown kind or column, a value that is not allowed.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien."))
    >>> decisions = decide(report, (), 0, "reject", reviewer="Ada", note="nur zum Schein")
    >>> [(decision.kind, decision.statement.cue_text) for decision in decisions]
    [('reject', 'lehnt ab')]
    """
    if kind == "add":
        raise ReviewError("a proposed position cannot be added", remedy="use add, or edit")
    if changes and kind != "edit":
        raise ReviewError(f"{kind} takes no changes", remedy="use edit")
    proposed = proposed_statement(report, row)
    decision = Decision(
        kind,
        replace(proposed, **_values(changes, report.article.text)),
        proposed,
        reviewer,
        date or datetime.date.today(),
        note,
    )
    return ordered([*undecided(report, decisions, row), decision])


def add(
    report: Analysis,
    decisions: Iterable[Decision],
    *,
    stance: str,
    cue: Iterable[tuple[int, int]],
    reviewer: str = "",
    date: datetime.date | None = None,
    note: str = "",
    **fields: Any,
) -> tuple[Decision, ...]:
    """Add a position that the machine did not propose.

    Args:
        report: the analysed article.
        decisions: those made so far.
        stance: one of the twelve stances.
        cue: list of (start, end) of the words that show it.
        reviewer, date, note: as in `decide`.
        **fields: the other columns, as in `decide`.

    Raises:
        ReviewError: offsets outside the text, or a value that is not allowed.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Oslo bleibt hart."))
    >>> add(report, (), stance="reject", cue=[(12, 16)], actors=["Norwegen"])[0].statement.cue_text
    'hart'
    """
    values = _values({"stance": stance, "cue": cue, **fields}, report.article.text)
    new = Decision("add", Statement(**values), None, reviewer, date or datetime.date.today(), note)
    return ordered([*(d for d in decisions if (d.kind, d.statement) != ("add", new.statement)), new])


def undecided(report: Analysis, decisions: Iterable[Decision], row: int) -> tuple[Decision, ...]:
    """The decisions without those about one proposed position, which is open again.

    A decision about an earlier proposal with the same cue goes, too.
    """
    rows = proposals(report).to_dict("records")
    statements = [statement_of(entry, report.article.text) for entry in rows]
    mine = proposed_statement(report, row)
    others = [statement for statement in statements if statement != mine]
    return tuple(
        d
        for d in decisions
        if d.proposed is None or d.proposed in others or (d.proposed != mine and d.proposed.cue != mine.cue)
    )


def proposed_statement(report: Analysis, row: int) -> Statement:
    """The proposed position with this index.

    Raises:
        ReviewError: there is none.
    """
    table = proposals(report)
    if not 0 <= row < len(table):
        raise ReviewError(f"there is no position {row}", report.article.id, remedy=f"0 to {len(table) - 1}")
    return statement_of(table.iloc[row].to_dict(), report.article.text)


_FIELDS = frozenset(Statement.__dataclass_fields__)


def _values(given: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Values by column as the fields of a statement."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        require_known("column", name, sorted(_FIELDS))
        if name in ("cue", "actor_spans"):
            value = evidence(value, text)
        elif name == "issue":
            value = evidence([value], text)[0] if value is not None else None
        elif name == "actors":
            value = tuple(value)
        values[name] = value
    return values
