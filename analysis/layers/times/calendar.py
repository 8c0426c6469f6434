"""Calendar arithmetic on TIMEX3 values: dates, weeks, feasts, and the days that a value covers."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import cache

from dateutil.easter import easter

from analysis import lexicon

Interval = tuple[datetime.date, datetime.date]
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"""Months of the meteorological seasons; a winter ends in February (14) of the next year."""
_LAST_YEAR = datetime.MAXYEAR


def shift(day: datetime.date, unit: str, count: int) -> str | None:
    """The TIMEX3 value of the unit that lies `count` units from a day, or None outside the calendar.

    Args:
        day: where counting begins.
        unit: D, W, WE (weekend), M, Q, H (half-year), Y, DE (decade), CE (century).
        count: negative for the past.

    >>> shift(datetime.date(2025, 12, 6), "W", 1), shift(datetime.date(2025, 12, 6), "M", -1)
    ('2025-W50', '2025-11')
    """
    try:
        if unit == "D":
            return (day + datetime.timedelta(days=count)).isoformat()
        if unit in ("W", "WE"):
            year, week, _ = (day + datetime.timedelta(weeks=count)).isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    except (OverflowError, ValueError):
        return None
    months = {"M": 1, "Q": 3, "H": 6}
    if unit in months:
        size = months[unit]
        index = (day.year * 12 + day.month - 1) // size + count
        year, part = divmod(index, 12 // size)
        label = f"{part + 1:02}" if unit == "M" else f"{unit}{part + 1}"
        return f"{year:04}-{label}" if 1 <= year <= _LAST_YEAR else None
    digits = {"Y": (1, 4), "DE": (10, 3), "CE": (100, 2)}
    if unit in digits:
        size, width = digits[unit]
        number = day.year // size + count
        return f"{number:0{width}}" if 0 < number * size + size - 1 <= _LAST_YEAR + 1 else None
    return None


def weekday(day: datetime.date, number: int, direction: int) -> datetime.date | None:
    """The nearest weekday before (-1) or after (1) a day; the day itself if it is that weekday.

    >>> weekday(datetime.date(2025, 12, 6), 2, -1).isoformat()
    '2025-12-02'
    """
    gap = (day.isoweekday() - number) % 7 if direction < 0 else (number - day.isoweekday()) % 7
    return add_days(day, -gap if direction < 0 else gap)


def add_days(day: datetime.date, count: int) -> datetime.date | None:
    """The day `count` days on, or None outside the calendar."""
    try:
        return day + datetime.timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: datetime.date, count: int) -> datetime.date | None:
    """The same day of another month, or the last day of a shorter one; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= _LAST_YEAR:
        return None
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def holiday(name: str, year: int) -> Interval | None:
    """First and last day of a feast of `holidays.tsv` in a year, or None where it cannot be worked out.

    >>> [day.isoformat() for day in holiday("pfingsten", 2025)]
    ['2025-06-08', '2025-06-09']
    """
    if not 1583 <= year < _LAST_YEAR:
        return None
    first, _, last = _holidays()[name].partition("..")
    begin = _feast(first, year)
    return begin, _feast(last, year) if last else begin


def _feast(date: str, year: int) -> datetime.date:
    if date.startswith("easter"):
        return easter(year) + datetime.timedelta(days=int(date[6:]))
    if date.startswith("advent"):
        christmas = datetime.date(year, 12, 25)
        fourth = christmas - datetime.timedelta(days=christmas.isoweekday())
        return fourth + datetime.timedelta(days=int(date[6:]) - 21)
    day = datetime.date(year, int(date[-5:-3]), int(date[-2:]))
    if date.startswith("sunday>"):
        return weekday(day, 7, 1) or day
    if date.startswith("wed<"):
        return weekday(day - datetime.timedelta(days=1), 3, -1) or day
    return day


@cache
def _holidays() -> dict[str, str]:
    return {entry["holiday"]: entry["date"] for entry in lexicon.load("holidays")}


_FORMS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z"), "day"),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z"), "week"),
    (re.compile(r"(\d{4})-(\d\d)\Z"), "month"),
    (re.compile(r"(\d{4})-Q([1-4])\Z"), "quarter"),
    (re.compile(r"(\d{4})-H([12])\Z"), "half"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)\Z"), "season"),
    (re.compile(r"(\d{2,4})\Z"), "years"),
)


def interval(value: str, mod: str = "") -> Interval | None:
    """First and last day that a TIMEX3 date covers, or None for a value that is open or no date.

    Args:
        value: such as "2025-12-02", "2025-W49", "2025-12", "2025-Q1", "2025-SU", "197"
            (a decade), "19" (a century).
        mod: START, MID or END takes the first, middle or last third („Anfang Dezember“).

    >>> [day.isoformat() for day in interval("2025-12", "START")]
    ['2025-12-01', '2025-12-11']
    """
    for pattern, kind in _FORMS:
        if match := pattern.match(value):
            try:
                return _third(*_days_of(kind, match.groups()), mod)
            except ValueError:
                return None
    return None


def _days_of(kind: str, parts: tuple[str, ...]) -> Interval:
    number = int(parts[0])
    if kind == "day":
        day = datetime.date(number, int(parts[1]), int(parts[2]))
        return day, day
    if kind == "week":
        weekend = bool(parts[2])
        monday = datetime.date.fromisocalendar(number, int(parts[1]), 1)
        return monday + datetime.timedelta(days=5 if weekend else 0), monday + datetime.timedelta(days=6)
    if kind == "years":
        size = 10 ** (4 - len(parts[0]))
        return datetime.date(max(number * size, 1), 1, 1), datetime.date(number * size + size - 1, 12, 31)
    first, last = {
        "month": lambda label: (int(label), int(label)),
        "quarter": lambda label: (int(label) * 3 - 2, int(label) * 3),
        "half": lambda label: (int(label) * 6 - 5, int(label) * 6),
        "season": lambda label: SEASONS[label],
    }[kind](parts[1])
    end_year, end_month = (number, last) if last <= 12 else (number + 1, last - 12)
    end = datetime.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return datetime.date(number, first, 1), end


def _third(begin: datetime.date, end: datetime.date, mod: str) -> Interval:
    third = datetime.timedelta(days=(end - begin).days // 3)
    parts = {"START": (begin, begin + third), "MID": (begin + third, end - third), "END": (end - third, end)}
    return parts.get(mod, (begin, end))


_DURATION = re.compile(r"P(\d+(?:\.\d+)?)([A-Z]+)\Z")
_HOURS = re.compile(r"PT(\d{1,2}(?:\.\d+)?)(?:H|M|S)\Z")
_DAYS = {"D": 1, "W": 7, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}


def reach(
    anchor: datetime.date, value: str, direction: str
) -> tuple[datetime.date | None, datetime.date | None]:
    """The days that a duration spans, seen from a day.

    Args:
        anchor: the article's date.
        value: such as "P2D"; a vague one („PXY“) or one in hours has no days.
        direction: "since" and "last" (it ends at the anchor), "next" (it begins there), "ago" and "ahead"
            (the day, week, month or year that lies so far away; a few hours are the day itself).

    >>> [day.isoformat() for day in reach(datetime.date(2025, 12, 6), "P2D", "since")]
    ['2025-12-04', '2025-12-06']
    """
    match = _DURATION.match(value)
    number, unit = (float(match[1]), match[2]) if match else (0.0, "")
    sign = 1 if direction in ("next", "ahead") else -1
    far = None
    if unit in _DAYS and number < 1e7:
        far = add_days(anchor, sign * round(number * _DAYS[unit]))
    elif unit in _MONTHS and number < 1e6:
        far = add_months(anchor, sign * round(number * _MONTHS[unit]))
    if direction in ("ago", "ahead") and _HOURS.match(value):
        return anchor, anchor
    if direction in ("since", "last"):
        return far, anchor
    if direction == "next":
        return anchor, far
    if direction in ("ago", "ahead") and far is not None:
        shown = shift(far, unit, 0) if number == int(number) else shift(far, "M", 0)
        return interval(shown or "") or (None, None)
    return None, None
