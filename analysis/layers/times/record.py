"""The record of an expression of time and its table."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from analysis.layers.frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

_KEY = "wortlaut_times"
_DATE_KEY = "wortlaut_article_date"

TYPES = ("DATE", "TIME", "DURATION", "SET")

COLUMNS = {
    "start": "first code point",
    "end": "code point behind the last",
    "text": "the expression as written",
    "timex_type": "DATE, TIME, DURATION or SET (TimeML 1.2.1)",
    "value": "TIMEX3 value: 2025-12-02, 2025-W49, 2025-12, P2D, XXXX-WXX-2, PRESENT_REF …",
    "begin": "first day it covers, ISO 8601; null if it cannot be known",
    "end_date": "last day it covers, ISO 8601; null if it cannot be known",
    "event": "what it dates: verb of the clause, or noun, as written; null if there is none",
    "sentence": "index of the sentence",
    "rule": "line of times_rules.tsv that decided",
}


@dataclass(frozen=True)
class Time:
    """An expression of time.

    Attributes:
        start, end: code points.
        text: as written.
        timex_type: one of `TYPES`.
        value: TIMEX3 value.
        begin, end_date: first and last day that it covers, or None.
        event: what it dates, or None.
        sentence: index of the sentence.
        rule: name of the rule.
        mod: TIMEX3 modifier START, MID or END, or "".
    """

    start: int
    end: int
    text: str
    timex_type: str
    value: str
    begin: datetime.date | None
    end_date: datetime.date | None
    event: str | None
    sentence: int
    rule: str
    mod: str = ""


def times(doc: Doc) -> list[Time]:
    """The expressions of time of a Doc that has gone through `find_times`, in order; also `doc._.times`."""
    rows: list[dict[str, Any]] = doc.user_data.get(_KEY, [])
    return [Time(**row | {"begin": _day(row["begin"]), "end_date": _day(row["end_date"])}) for row in rows]


def keep(doc: Doc, found: list[Time]) -> None:
    """Put expressions of time on a Doc, as plain values that `Doc.to_bytes` can write."""
    doc.user_data[_KEY] = [
        vars(time) | {"begin": _iso(time.begin), "end_date": _iso(time.end_date)} for time in found
    ]


def article_date(doc: Doc) -> datetime.date | None:
    """The day from which the relative expressions of a Doc count; also `doc._.article_date`."""
    return _day(doc.user_data.get(_DATE_KEY))


def set_article_date(doc: Doc, date: datetime.date | None) -> None:
    """Tell a Doc its date; also `doc._.article_date = date`."""
    doc.user_data[_DATE_KEY] = _iso(date)


def times_table(doc: Doc) -> pd.DataFrame:
    """One row per expression of time with `COLUMNS`, in text order.

    Days are ISO dates as text, which CSV, Parquet and JSON keep alike; `pandas.to_datetime` makes dates of
    them.

    Args:
        doc: a Doc that has gone through `find_times`.
    """
    rows: list[dict[str, Any]] = doc.user_data.get(_KEY, [])
    text = dict.fromkeys(("text", "timex_type", "value", "begin", "end_date", "event", "rule"), "str")
    offsets = dict.fromkeys(("start", "end", "sentence"), "int64")
    return frame_of({name: [row[name] for row in rows] for name in COLUMNS}, text | offsets)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
