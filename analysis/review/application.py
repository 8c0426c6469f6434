"""Decisions put to a report: the reviewed positions, how far the review has come, what no longer fits."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from analysis.layers.positions import COLUMNS, Position, table_of
from analysis.review.deciding import proposals
from analysis.review.decision import Decision, Statement, statement_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

REVIEWED = "reviewed"
"""The column that a reviewed table of positions has beside the usual ones."""

REVIEWED_COLUMNS = COLUMNS | {REVIEWED: "accepted, edited, added, or nothing: proposed and not yet decided"}


@dataclass(frozen=True)
class Stale:
    """A decision that no longer fits, and is therefore not applied.

    Attributes:
        decision: what was decided.
        problem: what has changed since.
    """

    decision: Decision
    problem: str

    def __str__(self) -> str:
        place = [self.decision.file, f"line {self.decision.line}"] if self.decision.file else []
        where = ", ".join(map(str, place))
        what = f"{self.decision.kind} „{self.decision.statement.cue_text}“"
        return f"{where}: {what}: {self.problem}" if where else f"{what}: {self.problem}"


@dataclass(frozen=True)
class Status:
    """How far a review has come; all numbers count positions.

    Attributes:
        proposed: how many the machine proposed.
        accepted, rejected, edited: how many of these a person decided about, and how.
        added: how many a person added.
        open: how many proposed ones nobody has decided about.
        stale: the decisions that no longer fit.
        reviewers: who decided, in alphabetical order.
        last: the day of the last decision, or None.
    """

    proposed: int
    accepted: int
    rejected: int
    edited: int
    added: int
    open: int
    stale: tuple[Stale, ...]
    reviewers: tuple[str, ...]
    last: datetime.date | None

    @property
    def decided(self) -> int:
        """Proposed positions that somebody has decided about."""
        return self.proposed - self.open

    @property
    def remaining(self) -> int:
        """Positions in the reviewed table."""
        return self.proposed - self.rejected + self.added

    def __str__(self) -> str:
        parts = [f"{getattr(self, kind)} {kind}" for kind in ("accepted", "rejected", "edited", "added")]
        text = f"{self.decided} of {self.proposed} positions reviewed: {', '.join(parts)}"
        return text + (f"; {len(self.stale)} decisions no longer fit" if self.stale else "")


def apply(report: Analysis, decisions: Iterable[Decision]) -> Analysis:
    """The report with the positions as a person decided.

    Rejected positions are gone, edited ones have their new values and „review: “ before their rule, added
    ones stand in their place with the rule „review: added“; the column `reviewed` says what was done. What
    nobody decided about stays, and a decision that no longer fits is left out (see `status`). Network,
    figures, briefing and exports take the result as any other report.

    Args:
        report: an analysed article; one that was reviewed already is reviewed anew.
        decisions: see `load`.

    >>> from analysis import Article, analyse
    >>> from analysis.review import decide
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien."))
    >>> reviewed = apply(report, decide(report, (), 0, "edit", stance="withhold"))
    >>> reviewed.positions[["stance", "reviewed"]].values.tolist()
    [['withhold', 'edited'], ['demand', '']]
    """
    by_row, added, _ = _matched(report, decisions)
    table = proposals(report)
    starts = report.sentences["start"].tolist()
    rows: list[tuple[Position, str]] = []
    for number, row in enumerate(table.to_dict("records")):
        decision = by_row.get(number)
        if decision is None or decision.kind == "accept":
            done = "accepted" if decision else ""
            statement = statement_of(row, report.article.text)
            rows.append((_position(statement, row["sentence"], row["rule"]), done))
        elif decision.kind == "edit":
            sentence = _sentence(decision.statement, starts)
            rows.append((_position(decision.statement, sentence, f"review: {row['rule']}"), "edited"))
    for decision in added:
        sentence = _sentence(decision.statement, starts)
        rows.append((_position(decision.statement, sentence, "review: added"), "added"))
    rows.sort(key=lambda entry: entry[0].cue)
    positions = table_of([position for position, _ in rows], report.article.text)
    positions[REVIEWED] = _strings([done for _, done in rows])
    return replace(report, positions=positions)


def status(report: Analysis, decisions: Iterable[Decision]) -> Status:
    """How many positions were proposed, accepted, rejected, edited, added; what is open or no longer fits.

    Args:
        report: the analysed article, reviewed or not.
        decisions: see `load`.

    >>> from analysis import Article, analyse
    >>> from analysis.review import decide
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien."))
    >>> print(status(report, decide(report, (), 0, "accept")))
    1 of 2 positions reviewed: 1 accepted, 0 rejected, 0 edited, 0 added
    """
    by_row, added, stale = _matched(report, decisions)
    kinds = [decision.kind for decision in by_row.values()]
    proposed = len(proposals(report))
    valid = [*by_row.values(), *added]
    return Status(
        proposed=proposed,
        accepted=kinds.count("accept"),
        rejected=kinds.count("reject"),
        edited=kinds.count("edit"),
        added=len(added),
        open=proposed - len(kinds),
        stale=tuple(stale),
        reviewers=tuple(sorted({decision.reviewer for decision in valid if decision.reviewer})),
        last=max((decision.date for decision in valid if decision.date), default=None),
    )


def _matched(
    report: Analysis, decisions: Iterable[Decision]
) -> tuple[dict[int, Decision], list[Decision], list[Stale]]:
    """Decisions by the row they are about, the added positions, and what no longer fits."""
    text = report.article.text
    statements = [statement_of(row, text) for row in proposals(report).to_dict("records")]
    rows = {statement: number for number, statement in enumerate(statements)}
    by_row: dict[int, Decision] = {}
    added: list[Decision] = []
    stale: list[Stale] = []
    for decision in decisions:
        problem = _problem(decision, statements, text)
        if problem:
            stale.append(Stale(decision, problem))
        elif decision.proposed is None:
            added.append(decision)
        else:
            by_row[rows[decision.proposed]] = decision
    return by_row, added, stale


def _problem(decision: Decision, statements: list[Statement], text: str) -> str:
    """What keeps a decision from being applied; empty if nothing does."""
    before = () if decision.proposed is None else decision.proposed.evidence
    for part in (*before, *decision.statement.evidence):
        if part.end > len(text):
            return f"{part.start}-{part.end} lies outside the text of {len(text)} characters; decide anew"
        if not part.holds(text):
            there = text[part.start : part.end]
            return f"{part.start}-{part.end} is now „{there}“, not „{part.text}“; decide anew"
    mine = decision.statement
    if decision.proposed is None:
        same = [s for s in statements if s.cue == mine.cue and s.stance == mine.stance]
        if any(set(s.actors) & set(mine.actors) or s.actors == mine.actors for s in same):
            return "the machine now proposes it itself; delete the line or decide anew"
        return ""
    if decision.proposed in statements:
        return ""
    if any(s.cue == decision.proposed.cue for s in statements):
        return "the machine now proposes something else for this cue; decide anew"
    return "the machine no longer proposes it; delete the line, or add the position"


def _sentence(statement: Statement, starts: list[int]) -> int:
    return max(0, bisect_right(starts, statement.cue[0].start) - 1)


def _position(statement: Statement, sentence: int, rule: str) -> Position:
    return Position(
        stance=statement.stance,
        cue=tuple((part.start, part.end) for part in statement.cue),
        actors=statement.actors,
        actor_spans=tuple((part.start, part.end) for part in statement.actor_spans),
        issue=statement.issue and (statement.issue.start, statement.issue.end),
        target=statement.target,
        source=statement.source,
        negated=statement.negated,
        modality=statement.modality,
        sentence=sentence,
        rule=rule,
    )


def _strings(values: list[str]) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(values, dtype="str")
