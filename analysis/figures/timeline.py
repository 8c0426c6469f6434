"""The timeline of an article, or of several, as a figure."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from analysis.chronology import precision
from analysis.chronology import timeline as events_of
from analysis.figures import INK, STYLE, WIDTH, Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.report import Analysis

_PAST, _AHEAD = "#0072B2", "#D55E00"
_LINE = 58
"""Characters in a line of a label."""
_LINES = 2
_AXIS = 0.25
"""Where the line of time stands, from the left edge (0) to the right (1)."""
_ROOM = 0.55
"""Rows left free for the date of the article."""
TODAY = "date of the article"


def timeline(reports: Analysis | Iterable[Analysis], *, top: int = 20) -> Chart:
    """Events from top to bottom, one row each, so that no two labels can collide.

    A point is a day, a bar a longer stretch. What lies before the article's date is round and blue, what
    lies ahead is a square and red; a line marks the date itself.

    Args:
        reports: an analysed article, or several.
        top: number of events shown; the earliest are left out first.
    """
    several: list[Any] = [reports] if hasattr(reports, "times") else list(reports)
    rows = events_of(several).tail(top).to_dict("records")
    dates = {report.article.date for report in several}
    today = dates.pop() if len(dates) == 1 else None
    with mpl.rc_context(STYLE):
        chart = Chart(figsize=(WIDTH, max(2.0, 0.62 * len(rows) + 1.3)), layout="constrained")
        axes = chart.add_subplot()
        # A title in plain Latin letters: a bold fallback font does not exist, and matplotlib would say so.
        axes.set_title("What happened when", color=INK, fontfamily="DejaVu Sans")
        _draw(axes, rows, today)
    chart.alt = "Timeline, from the earliest to the latest event: " + (
        "; ".join(f"{_one_line(_days(row))}, {_one_line(row['text'])}" for row in rows) or "no dated event."
    )
    return chart


def _draw(axes: Axes, rows: list[dict[str, Any]], today: datetime.date | None) -> None:
    later = [place for place, row in enumerate(rows) if today and row["begin"] > today.isoformat()]
    places = [place + (_ROOM if later and place >= later[0] else 0.0) for place in range(len(rows))]
    last = places[-1] if places else 0.0
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(last + 0.6, -0.7)
    axes.plot([_AXIS, _AXIS], [-0.5, last + 0.4], color="#BBBBBB", linewidth=1.5, zorder=1)
    for place, row in zip(places, rows, strict=True):
        ahead = today is not None and row["end_date"] > today.isoformat()
        colour = _AHEAD if ahead else _PAST
        if row["begin"] == row["end_date"]:
            axes.plot([_AXIS], [place], "s" if ahead else "o", color=colour, markersize=10, zorder=3)
        else:
            axes.plot([_AXIS, _AXIS], [place - 0.2, place + 0.2], color=colour, linewidth=9, zorder=3)
        axes.text(_AXIS - 0.025, place, _days(row), ha="right", va="center", color=INK, fontsize=12)
        axes.text(_AXIS + 0.03, place, _label(row), ha="left", va="center", color=INK, fontsize=12)
    if later and today:
        height = places[later[0]] - 0.5 - _ROOM / 2
        axes.axhline(height, color="#999999", linewidth=1, linestyle=(0, (4, 3)), zorder=0)
        text = f"{TODAY}: {today}"
        axes.text(1.0, height - 0.02, text, ha="right", va="bottom", color="#666666", fontsize=10)


def _days(row: dict[str, Any]) -> str:
    """Days in figures, which every language reads alike; a whole month or year is not spelled out.

    >>> _days({"begin": "2025-12-01", "end_date": "2025-12-31"})
    '2025-12'
    """
    begin, end = row["begin"], row["end_date"]
    if begin == end:
        return str(begin)
    after = datetime.date.fromisoformat(end) + datetime.timedelta(days=1) if end < "9999-12-31" else None
    if after and begin.endswith("-01-01") and end == f"{begin[:4]}-12-31":
        return str(begin[:4])
    if after and begin.endswith("-01") and after.day == 1 and begin[:7] == end[:7]:
        return str(begin[:7])
    size = {"year": 4, "month": 7, "day": 10}[precision(begin, end)]
    return f"{begin[:size]} –\n{end[:size]}"


def _label(row: dict[str, Any]) -> str:
    """The sentence in at most two lines, cut around the expression if it is longer."""
    text, expression = _one_line(row["text"]), row["expression"].split(" · ")[0]
    room = _LINE * _LINES - 4
    if len(text) > room:
        place = max(0, text.find(_one_line(expression)))
        first = max(0, min(place - room // 3, len(text) - room))
        if first:
            first = text.find(" ", first) + 1 or first
        last = first + room
        if last < len(text):
            last = text.rfind(" ", first, last) if " " in text[first:last] else last
        text = ("… " if first else "") + text[first:last].rstrip() + (" …" if last < len(text) else "")
    lines = textwrap.wrap(text, _LINE, break_on_hyphens=False, max_lines=_LINES, placeholder=" …")
    return "\n".join(lines)


def _one_line(text: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(shown.split())
