"""What happened when: the dated events of one article or of several, in the order of the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

COLUMNS = {
    "begin": "first day, ISO 8601",
    "end_date": "last day, ISO 8601; the same as begin for a single day",
    "expression": "the expression of time as written; several of one sentence are joined by „ · “",
    "event": "what it dates: verb or noun, as written; null if there is none",
    "text": "the sentence",
    "sentence": "index of the sentence",
    "start": "first code point of the first expression",
    "end": "code point behind it",
    "article": "id of the article",
    "source": "who published it, or null",
}
_JOINT = " · "
_YEARS, _MONTHS = 730, 92
"""Days from which on a stretch is said in years, in months."""


def timeline(reports: Analysis | Iterable[Analysis]) -> pd.DataFrame:
    """Put the dated events of one or several articles in order.

    An event is a sentence with an expression of time that has a first and a last day. Expressions of one
    sentence that mean the same days are one event („am Dienstag um 20 Uhr“). What repeats (`SET`) or is
    vague („seit Jahren“) is left out, and a sentence that an article repeats.

    Args:
        reports: an analysed article, or several; their tables may have been corrected.

    Returns:
        One row per event with `COLUMNS`, by begin, then end, then in the order of articles and texts.

    >>> import datetime
    >>> from analysis import Article, analyse
    >>> text = "Am Montag soll Kiew antworten. Am Dienstag hatten beide Seiten in Moskau gesprochen."
    >>> report = analyse(Article(text=text, date=datetime.date(2025, 12, 6)))
    >>> timeline(report)[["begin", "expression"]].values.tolist()
    [['2025-12-02', 'Dienstag'], ['2025-12-08', 'Montag']]
    """
    import pandas as pd

    several: list[Any] = [reports] if hasattr(reports, "times") else list(reports)
    parts = [_events(report) for report in several]
    columns = list(COLUMNS)
    events = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return events.sort_values(["begin", "end_date"], kind="stable", ignore_index=True)[columns]


def _events(report: Analysis) -> pd.DataFrame:
    times = report.times
    dated = times[times["begin"].notna() & times["end_date"].notna() & (times["timex_type"] != "SET")]
    sentence_text = report.sentences.set_index("sentence")["text"]
    events = (
        dated.rename(columns={"text": "expression"})
        .sort_values("start", kind="stable")
        .groupby(["sentence", "begin", "end_date"], as_index=False, sort=False)
        .agg({"expression": _JOINT.join, "event": "first", "start": "first", "end": "first"})
    )
    events["text"] = events["sentence"].map(sentence_text).astype("str")
    # Agencies repeat a sentence at the end of a report; the event is one.
    events = events.drop_duplicates(["begin", "end_date", "text"])
    events["article"] = report.article.id
    events["source"] = report.article.source
    return events.astype({"article": "str", "source": "str"})[list(COLUMNS)]


def precision(begin: str, end: str) -> str:
    """How exactly a stretch of days is worth saying: „seit fast vier Jahren“ began in a year, not on a day.

    Args:
        begin, end: ISO dates.

    Returns:
        "day", "month" (for more than three months) or "year" (for two years or more).

    >>> precision("2025-12-04", "2025-12-06"), precision("2021-12-06", "2025-12-06")
    ('day', 'year')
    """
    days = (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(begin)).days
    return "year" if days >= _YEARS else "month" if days > _MONTHS else "day"
