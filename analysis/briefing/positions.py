"""Who wants what, for the briefing: the positions of each party in the article's words, and the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from analysis.briefing.characters import printable, shortened
from analysis.briefing.evidence import Evidence, Statement
from analysis.briefing.excerpts import position_words, quotation
from analysis.briefing.nodes import Inline, Node, paragraph, span
from analysis.briefing.overview import side_of, stance_cell
from analysis.briefing.parts import Part
from analysis.briefing.tables import grid
from analysis.briefing.words import words
from analysis.palette import side

_ACTORS, _ISSUES = 6, 10
"""Columns and rows of the matrix: those with the most statements."""
_EXCERPT = 150
"""Characters of what the table quotes."""

_REVIEWED = {"accepted": "\u00a0☑", "edited": "\u00a0✎", "added": "\u00a0+"}
"""Signs of what a person has decided about a row."""


def has_positions(report: Any) -> bool:
    """Whether a report has a table of positions at all; reports made by hand may lack it."""
    return getattr(report, "positions", None) is not None


def positions_table(report: Any, *, lang: str = "en", evidence: Evidence | None = None) -> Part:
    """Return all positions in the order of the text: who, stance, words, whom the article cites, line."""
    spoken = words(lang)
    evidence = evidence or Evidence(report, spoken)
    if not evidence.positions:
        return Part([paragraph([spoken["positions.none"]])])
    rows = []
    for statement in evidence.positions:
        row = statement.row
        who = printable(shortened(", ".join(row["actors"]), 80))
        target = row["target"] if isinstance(row["target"], str) else ""
        source = row["source"] if isinstance(row["source"], str) else ""
        rows.append(
            [
                [evidence.target(statement.code), _REVIEWED.get(row.get("reviewed") or "", "")],
                [span("lang", [span("strong", [who])], lang="de") if who else spoken["positions.nobody"]],
                stance_cell(row, spoken),
                [*position_quotation(evidence, row, _EXCERPT), *_towards(target)],
                [span("lang", [printable(shortened(source, 60))], lang="de")],
                evidence.numbers(statement.places[:1]),
            ]
        )
    keys = ("actor", "stance", "words", "source", "line")
    heads = ["", *(spoken[f"positions.{key}"] for key in keys)]
    caption = spoken["positions.caption"]
    if any(statement.row.get("reviewed") for statement in evidence.positions):
        caption = f"{caption} {spoken['positions.reviewed']}"
    shares = (0.6, 1.65, 1.5, 4.3, 1.25, 0.6)
    return Part(grid(heads, rows, spoken, caption=caption, shares=shares))


def position_quotation(evidence: Evidence, row: Mapping[str, Any], limit: int) -> list[Inline]:
    """Return the article's words for a position, in quotation marks."""
    start, end = position_words(evidence.report, row, limit)
    return quotation(evidence.report.article.text[start:end], evidence.words, limit)


def _towards(target: str) -> list[Inline]:
    return [" → ", span("lang", [printable(shortened(target, 40))], lang="de")] if target else []


def positions_matrix(evidence: Evidence) -> list[Node]:
    """Return the matrix of issues and actors: who takes which stance on what, on which lines.

    It is a table and no picture, so that every stance leads to its line and can be read aloud.
    """
    found, labels = _stated(evidence)
    actors = [name for name, _ in Counter(actor for actor, _ in found).most_common(_ACTORS)]
    issues = [key for key, _ in Counter(key for actor, key in found if actor in actors).most_common(_ISSUES)]
    # In the order of the article, the first one first.
    issues = [key for key in labels if key in issues]
    actors = [actor for actor in actors if any((actor, key) in found for key in issues)]
    if not issues:
        return []
    rows: list[list[list[Inline]]] = []
    for key in issues:
        name = span("lang", [span("strong", [printable(labels[key])])], lang="de")
        rows.append([[name], *(_stances(evidence, found.get((actor, key), [])) for actor in actors)])
    words = evidence.words
    heads = [words["positions.issue"], *(shortened(actor, 40) for actor in actors)]
    shares = (2.0, *[1.3] * len(actors))
    nodes = grid(heads, rows, words, caption=words["positions.matrix"], shares=shares)
    for cell in nodes[0]["cells"]:
        if cell["y"] and cell["x"] and cell["c"]:
            cell["keep"] = True
            sides = {side_of(s.row) for s in found[actors[cell["x"] - 1], issues[cell["y"] - 1]]}
            cell["fill"] = side(sides.pop()).tint if len(sides) == 1 else None
    return nodes


def _stated(evidence: Evidence) -> tuple[dict[tuple[str, str], list[Statement]], dict[str, str]]:
    """Return the statements of each actor on each issue, and the shortest words for each issue."""
    from analysis.network import issue_label

    found: dict[tuple[str, str], list[Statement]] = {}
    labels: dict[str, str] = {}
    for statement in evidence.positions:
        issue = issue_label(evidence.report, statement.row["issue"])
        if issue is None or not statement.row["actors"]:
            continue
        key, label = issue
        if len(label) < len(labels.get(key, label + " ")):
            labels[key] = label
        for actor in statement.row["actors"]:
            found.setdefault((actor, key), []).append(statement)
    return found, labels


def _stances(evidence: Evidence, statements: list[Statement]) -> list[Inline]:
    content: list[Inline] = []
    for statement in statements:
        line = span("small", ["\u00a0", *evidence.numbers(statement.places[:1])])
        content += [{"t": "break"}] if content else []
        content += [*stance_cell(statement.row, evidence.words), line]
    return content
