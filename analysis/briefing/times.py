"""What happened when, for the briefing: the dated events with days in words and the place in the article."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from analysis.briefing.evidence import Evidence
from analysis.briefing.names import around
from analysis.briefing.nodes import paragraph, span
from analysis.briefing.parts import Part, excerpt_nodes
from analysis.briefing.tables import grid
from analysis.briefing.words import Words, words
from analysis.chronology import precision

_EXCERPT = 96
"""Length of what the table shows of a sentence in characters."""


def has_times(report: Any) -> bool:
    """Whether a report has a table of times at all; reports made by hand may lack it."""
    return getattr(report, "times", None) is not None


def times_table(report: Any, *, lang: str = "en", evidence: Evidence | None = None) -> Part:
    """Return the timeline: when, before or behind the article's date, what is said, on which line."""
    spoken = words(lang)
    evidence = evidence or Evidence(report, spoken)
    if not evidence.times:
        return Part([paragraph([spoken["times.none"]])])
    date = report.article.date
    rows = []
    for statement in evidence.times:
        event = statement.row
        when = days_in_words(event["begin"], event["end_date"], spoken)
        before, written, behind = _excerpt(report, event)
        rows.append(
            [
                [evidence.target(statement.code)],
                [span("strong", [when])],
                [_sign(event, date)],
                [span("lang", excerpt_nodes(before, written, behind), lang="de")],
                evidence.numbers(statement.places[:1]),
            ]
        )
    heads = ["", spoken["times.when"], "", spoken["times.what"], spoken["times.line"]]
    caption = spoken["times.caption"] + (spoken["times.signs"].format(spoken.date(date)) if date else "")
    shares = (0.5, 2.4, 0.3, 6.2, 0.7)
    return Part(grid(heads, rows, spoken, caption=caption, shares=shares))


def _sign(event: Mapping[str, Any], date: datetime.date | None) -> str:
    """Return whether an event lies before, around or behind the article's date; dark is done."""
    if date is None:
        return ""
    if event["end_date"] < date.isoformat():
        return "●"
    return "○" if event["begin"] > date.isoformat() else "◐"


def days_in_words(begin: str, end: str, spoken: Words) -> str:
    """Return one day or a stretch of days as a reader writes it; ISO dates go in.

    >>> days_in_words("2025-12-04", "2025-12-06", words("en"))
    '4–6 December 2025'
    >>> days_in_words("2025-10-31", "2025-11-02", words("de"))
    '31. Oktober 2025 bis 2. November 2025'
    """
    first, last = datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end)
    if first == last:
        return spoken.date(first)
    ends_month = last == datetime.date.max or (last + datetime.timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == 1 and last.month == 12:
            return str(first.year)
        if first.month == last.month:
            return f"{spoken[f'month.{first.month}']} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        dot = "." if spoken.lang == "de" else ""
        return f"{first.day}{dot}–{spoken.date(last)}"
    exact = precision(begin, end)
    if exact == "year":
        return f"{first.year}–{last.year}"
    if exact == "month":
        months = (f"{spoken[f'month.{day.month}']} {day.year}" for day in (first, last))
    else:
        months = (spoken.date(day) for day in (first, last))
    return f" {spoken['times.to']} ".join(months)


def _excerpt(report: Any, event: Mapping[str, Any]) -> tuple[str, str, str]:
    sentence = report.sentences.set_index("sentence").loc[event["sentence"]]
    offset = int(sentence["start"])
    return around(str(sentence["text"]), int(event["start"]) - offset, int(event["end"]) - offset, _EXCERPT)
