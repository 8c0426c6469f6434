"""What happened when, for the briefing: the dated events with days in words and the place in the article."""

from __future__ import annotations

import datetime
from typing import Any

from analysis.briefing.names import around
from analysis.briefing.parts import Part
from analysis.briefing.words import Words, words
from analysis.chronology import precision, timeline
from analysis.marking import escaped

_EXCERPT = 96
"""Length of what the table shows of a sentence in characters."""


def has_times(report: Any) -> bool:
    """Whether a report has a table of times at all; reports made by hand may lack it."""
    return getattr(report, "times", None) is not None


def times_table(report: Any, *, lang: str = "en") -> Part:
    """Return the dated events in order: when, what the article says, in which sentence."""
    spoken, events = words(lang), timeline(report).to_dict("records")
    if not events:
        text = spoken["times.none"]
        return Part(f"<p>{escaped(text)}</p>", text, {})
    head = "".join(f"<th>{escaped(spoken[f'times.{key}'])}</th>" for key in ("when", "what", "sentence"))
    rows, plain = [], []
    for event in events:
        when = days_in_words(event["begin"], event["end_date"], spoken)
        number = int(event["sentence"]) + 1
        before, written, behind = _excerpt(report, event)
        rows.append(
            f'<tr><td style="text-align:left">{escaped(when)}</td>'
            f'<td style="text-align:left"><span lang="de">{escaped(before)}<b>{escaped(written)}</b>'
            f"{escaped(behind)}</span></td>"
            f'<td style="text-align:left"><a href="#s{number}">{number}</a></td></tr>'
        )
        plain.append(f"{when}\t{before}{written}{behind}")
    caption = f"<caption>{escaped(spoken['times.caption'])}</caption>"
    return Part(
        html=f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        plain="\n".join(plain),
        data={},
    )


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


def _excerpt(report: Any, event: dict[str, Any]) -> tuple[str, str, str]:
    sentence = report.sentences.set_index("sentence").loc[event["sentence"]]
    offset = int(sentence["start"])
    return around(str(sentence["text"]), int(event["start"]) - offset, int(event["end"]) - offset, _EXCERPT)
