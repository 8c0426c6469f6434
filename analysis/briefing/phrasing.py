"""The briefing's section on phrasing: the strongest words about each actor, and the tone they make up."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from analysis.briefing.characters import printable, shortened
from analysis.briefing.evidence import Evidence
from analysis.briefing.nodes import Inline, paragraph, span
from analysis.briefing.parts import Part
from analysis.briefing.tables import grid
from analysis.briefing.words import Words, words
from analysis.palette import style


def phrasing_table(report: Any, *, lang: str = "en", evidence: Evidence | None = None) -> Part:
    """Return the actors, the tone of what is said about them, and the words that make it up."""
    spoken = words(lang)
    evidence = evidence or Evidence(report, spoken)
    if not evidence.wording:
        return Part([paragraph([spoken["phrasing.none"]])])
    rows = []
    for statement in evidence.wording:
        shown: list[Inline] = []
        for row, place in zip(statement.row["shown"], statement.places, strict=True):
            look = style("positive" if row["value"] > 0 else "negative")
            word = span("category", [printable(shortened(row["text"], 60))], look=asdict(look))
            sign = "+" if row["value"] > 0 else "−"
            line = span("small", [f" {sign} ", *evidence.numbers([place])])
            shown += [", " if shown else "", span("lang", [word], lang="de"), line]
        name = printable(shortened(statement.row["actor"], 80))
        rows.append(
            [
                [evidence.target(statement.code)],
                [span("lang", [span("strong", [name])], lang="de")],
                [signed(spoken, statement.row["tone"])],
                shown,
            ]
        )
    heads = ["", *(spoken[f"phrasing.{key}"] for key in ("actor", "tone", "words"))]
    nodes = grid(
        heads, rows, spoken, caption=spoken["phrasing.caption"], right=(2,), shares=(0.4, 1.6, 0.7, 6.0)
    )
    return Part(nodes)


def signed(spoken: Words, value: float) -> str:
    """Return a number with its sign.

    >>> signed(words("de"), -0.25)
    '−0,25'
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + spoken.number(abs(value), 2)
