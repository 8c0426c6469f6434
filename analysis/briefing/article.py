"""The whole article for the briefing: numbered lines, with what the statements rest on marked."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from analysis.briefing.characters import one_line, printable
from analysis.briefing.evidence import Evidence
from analysis.briefing.lines import Line
from analysis.briefing.nodes import Inline, Node, span
from analysis.briefing.overview import side_of
from analysis.briefing.words import words
from analysis.display import Run
from analysis.display import highlight as marked_text
from analysis.palette import style

_SIDES = {1: "for", -1: "against", 0: "open"}
_NAMED = ("for", "against", "open", "quote", "DATE")


def article_lines(evidence: Evidence, *, lang: str, margin: bool = True) -> Node:
    """Return the article as a block of numbered lines with its legend.

    Args:
        evidence: of the article.
        lang: language of the legend.
        margin: whether the statements that begin on a line stand beside it.
    """
    report, spoken = evidence.report, words(lang)
    mark = marked_text(report, _rows(evidence), by="label", lang=lang)
    lead, lines = mark.opening, list(evidence.lines)
    behind = evidence.behind() if margin else {}
    runs = _placed(mark.runs(), mark.paragraphs or [(0, len(mark.text))])
    looks = {span.label: asdict(style(span.label)) for span in mark.spans}
    shown = [
        {
            "n": str(line.number),
            "id": f"{evidence.key}l{line.number}",
            "c": _content(line, runs, looks),
            "refs": behind.get(line.number, []),
            "bold": line.paragraph < lead,
            "first": number == 0 or lines[number - 1].paragraph != line.paragraph,
        }
        for number, line in enumerate(lines)
    ]
    used = [label for label in _NAMED if label in looks]
    legend = [{"name": spoken[f"mark.{label}"], "look": looks[label]} for label in used]
    return {
        "t": "lined",
        "lang": mark.text_lang,
        "lines": shown,
        "legend": legend,
        "word": spoken["line.word"],
    }


def _rows(evidence: Evidence) -> list[dict[str, Any]]:
    """Return what is marked: quotations, expressions of time, and the cues of positions by their side."""
    rows = [
        {"start": start, "end": end, "label": "quote"}
        for statement in evidence.quotes
        if statement.row["type"] == "direct"
        for start, end in statement.places
    ]
    rows += [
        {"start": start, "end": end, "label": "quote"}
        for row in _inner_quotes(evidence)
        for start, end in row["quote"]
    ]
    rows += [
        {"start": statement.row["start"], "end": statement.row["end"], "label": "DATE"}
        for statement in evidence.times
    ]
    for statement in evidence.positions:
        number = side_of(statement.row)
        rows += [{"start": s, "end": e, "label": _SIDES[number]} for s, e in statement.row["cue"]]
    return rows


def _inner_quotes(evidence: Evidence) -> list[dict[str, Any]]:
    quotes = getattr(evidence.report, "quotes", None)
    if quotes is None:
        return []
    return [row for row in quotes.to_dict("records") if row["rule"].startswith("marks+")]


def _placed(paragraphs: list[list[Run]], places: Iterable[tuple[int, int]]) -> list[tuple[int, int, Run]]:
    """Return the runs of all paragraphs as (start, end, run)."""
    found = []
    for runs, (start, _) in zip(paragraphs, places, strict=True):
        for run in runs:
            found.append((start, start + len(run.text), run))
            start += len(run.text)
    return found


def _content(line: Line, runs: list[tuple[int, int, Run]], looks: dict[str, Any]) -> list[Inline]:
    content: list[Inline] = []
    begin = max(0, bisect.bisect_right(runs, line.start, key=lambda placed: placed[0]) - 1)
    for start, end, run in itertools.islice(runs, begin, None):
        first, last = max(start, line.start), min(end, line.end)
        if start >= line.end:
            break
        if first >= last:
            continue
        part: Inline = printable(one_line(run.text[first - start : last - start]))
        for label in reversed(run.labels):
            part = span("category", [part], look=looks[label])
        content.append(part)
    return content
