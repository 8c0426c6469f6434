"""A position as a person sees it who has to decide: its sentence with the words marked, and what it says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.display import Highlight, Span
from analysis.marking import escaped
from analysis.review.decision import Decision, Statement

if TYPE_CHECKING:
    from analysis.report import Analysis

_NAMES = {"cue": "words that show it", "actor": "actor", "issue": "issue"}
DONE = {"accept": "✓ accepted", "reject": "✗ rejected", "edit": "✎ edited", "add": "+ added"}


def context(report: Analysis, statement: Statement) -> Highlight:
    """The paragraph of a position with its cue, actor and issue marked, and the one before as context.

    Args:
        report: the analysed article.
        statement: a position in it.
    """
    article = report.article
    parts = [(part, "cue") for part in statement.cue]
    parts += [(part, "actor") for part in statement.actor_spans]
    parts += [(statement.issue, "issue")] if statement.issue else []
    places = sorted((part.start, part.end, label) for part, label in parts)
    last = _paragraph(article.paragraphs, places[-1][1] - 1)
    first = max(0, _paragraph(article.paragraphs, places[0][0]) - 1)
    return Highlight(
        text=article.text,
        spans=tuple(Span(*place) for place in places),
        paragraphs=tuple(article.paragraphs[first : last + 1]),
        kind="position",
        names=_NAMES,
    )


def facts(statement: Statement) -> dict[str, str]:
    """What a position says, field by field, as people write it; „–“ for nothing."""
    return {
        "stance": statement.stance + (" (negated)" if statement.negated else ""),
        "words": statement.cue_text,
        "actors": ", ".join(statement.actors) or "–",
        "issue": statement.issue.text if statement.issue else "–",
        "target": statement.target or "–",
        "source": statement.source or "–",
        "modality": statement.modality,
    }


def facts_html(statement: Statement, rule: str) -> str:
    """The facts as a table of HTML; the text in it is escaped."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;padding-right:1em">{escaped(name)}</th>'
        f'<td style="text-align:left">{escaped(value)}</td></tr>'
        for name, value in {**facts(statement), "rule": rule}.items()
    )
    return f"<table>{rows}</table>"


def overview_html(statements: Sequence[Statement], decisions: Iterable[Decision]) -> str:
    """All positions with what was decided: what an export shows in place of the buttons."""
    by_proposal = {decision.proposed: decision for decision in decisions if decision.proposed}
    head = "".join(
        f'<th scope="col" style="text-align:left">{name}</th>'
        for name in ("", "stance", "words", "actors", "issue", "review")
    )
    rows = []
    for number, statement in enumerate(statements, start=1):
        decision = by_proposal.get(statement)
        shown = decision.statement if decision else statement
        said = facts(shown)
        state = DONE[decision.kind] if decision else "open"
        cells = (str(number), said["stance"], said["words"], said["actors"], said["issue"], state)
        rows.append("".join(f'<td style="text-align:left">{escaped(cell)}</td>' for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _paragraph(paragraphs: Sequence[tuple[int, int]], offset: int) -> int:
    return max(0, bisect_right([start for start, _ in paragraphs], offset) - 1)
