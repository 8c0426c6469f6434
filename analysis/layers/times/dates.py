"""The operations of `times_rules.tsv` that make the value of a date, from arguments and context."""

from __future__ import annotations

import datetime

from analysis.layers.times import calendar
from analysis.layers.times.context import Context

OPEN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
}
"""Values without an anchor, as TimeML writes them; a year is XXXX."""
_NEAR = 60
"""Days: so near to the article a day without a year needs no tense."""
_NEAR_MONTH = 20
"""Days: the same for the middle of a month or season."""
_LAST_WEEK = 53


def rel(arguments: list[str], context: Context) -> str | None:
    """`rel UNIT COUNT`, counted from the article's date."""
    if context.anchor is None:
        return OPEN.get(arguments[0], "XXXX")
    return calendar.shift(context.anchor, arguments[0], int(arguments[1]))


def ref(arguments: list[str], context: Context) -> str | None:
    """`ref UNIT COUNT`, counted from the day that the text spoke of last."""
    focus = context.focus or context.anchor
    if focus is None:
        return OPEN.get(arguments[0], "XXXX")
    return calendar.shift(focus, arguments[0], int(arguments[1]))


def today(arguments: list[str], context: Context) -> str | None:
    """`today`: the article's day in a report that counts in days, else the present („heute“ in an essay)."""
    return rel(["D", "0"], context) if context.daily else "PRESENT_REF"


def here(arguments: list[str], context: Context) -> str | None:
    """`here`: the day that this paragraph spoke of last; without one it is any day („abends“)."""
    return context.focus.isoformat() if context.focus and context.focus_here else OPEN["D"]


def told(arguments: list[str], context: Context) -> str | None:
    """`told`: the year that is spoken of."""
    return f"{context.told_year:04}" if context.told_year else rel(["Y", "0"], context)


def date(arguments: list[str], context: Context) -> str | None:
    """`date YEAR MONTH DAY [DAYS]`; DAYS are added."""
    month, day = int(arguments[1]), int(arguments[2])
    year = _year(arguments[0], context) or context.told_year
    if year is None and context.anchor is None:
        return f"XXXX-{month:02}-{day:02}"
    days = []
    for one in [year] if year else _years_around(context):
        try:
            days.append(datetime.date(one, month, day))
        except ValueError:
            continue  # 29 February is not in every year, 31 February in none
    if not days:
        return None
    found = calendar.add_days(context.choose(days, _NEAR), int(arguments[3]) if len(arguments) > 3 else 0)
    return found.isoformat() if found else None


def weekday(arguments: list[str], context: Context) -> str | None:
    """`weekday NUMBER DIRECTION [DAYS]`; direction `tense` follows the clause, 2 is the one after next."""
    number = int(arguments[0])
    if context.anchor is None:
        return f"XXXX-WXX-{number}"
    by_tense = arguments[1] == "tense"
    direction = (context.direction or -1) if by_tense else int(arguments[1])
    sign = 1 if direction > 0 else -1
    if direction == 0:
        return weekof([arguments[0], "0"], context)
    # „Am Samstag“ in an article of Saturday is that day, „nächsten Samstag“ is not.
    start = context.anchor if by_tense else calendar.add_days(context.anchor, sign)
    day = start and calendar.weekday(start, number, sign)
    shift = 7 * (abs(direction) - 1) * sign + (int(arguments[2]) if len(arguments) > 2 else 0)
    day = day and calendar.add_days(day, shift)
    return day.isoformat() if day else None


def weekof(arguments: list[str], context: Context) -> str | None:
    """`weekof NUMBER WEEKS`: that weekday of the week so far from the article's."""
    number, weeks = int(arguments[0]), int(arguments[1])
    if context.anchor is None:
        return f"XXXX-WXX-{number}"
    day = calendar.add_days(context.anchor, number - context.anchor.isoweekday() + 7 * weeks)
    return day.isoformat() if day else None


def month(arguments: list[str], context: Context) -> str | None:
    """`month YEAR MONTH`."""
    return _part(arguments[0], arguments[1], int(arguments[1]), context)


def season(arguments: list[str], context: Context) -> str | None:
    """`season YEAR SEASON`."""
    return _part(arguments[0], arguments[1], calendar.SEASONS[arguments[1]][0] + 1, context)


def _part(year: str, label: str, number: int, context: Context) -> str | None:
    known = _year(year, context) or context.told_year
    if known is None and context.anchor is None:
        return f"XXXX-{label}"
    if known is None:
        middles = [datetime.date(one, min(number, 12), 15) for one in _years_around(context)]
        known = context.choose(middles, _NEAR_MONTH).year
    return f"{known:04}-{label}"


def edition(arguments: list[str], context: Context) -> str | None:
    """`edition YEAR LABEL`: a quarter, half or numbered week of a year; without one of the year spoken of."""
    label = arguments[1]
    if label[0] == "W":
        if not 1 <= int(label[1:]) <= _LAST_WEEK:
            return None
        label = f"W{int(label[1:]):02}"
    elif not 1 <= int(label[1:]) <= {"Q": 4, "H": 2}[label[0]]:
        return None
    known = _year(arguments[0], context) or context.focus_year
    if known is None and context.anchor is not None:
        known = context.anchor.year
    return f"{known:04}-{label}" if known else f"XXXX-{label}"


def year(arguments: list[str], context: Context) -> str | None:
    """`year YEAR`."""
    known = _year(arguments[0], context)
    return f"{known:04}" if known else "XXXX"


def decade(arguments: list[str], context: Context) -> str | None:
    """`decade YEARS`: 1990 or 90; a decade without a century is the last one that has begun."""
    number = int(arguments[0])
    if number % 10:
        return None
    if number < 1000:
        now = context.anchor.year if context.anchor else 2000
        number += now // 100 * 100
        number -= 100 if number + 5 > now else 0
    return f"{number // 10:03}" if number > 0 else None


def century(arguments: list[str], context: Context) -> str | None:
    """`century NUMBER`: the 20th is 19, the years that begin so."""
    number = int(arguments[0])
    return f"{number - 1:02}" if 1 <= number <= 40 else None


def millennium(arguments: list[str], context: Context) -> str | None:
    """`millennium NUMBER`: the third is 2."""
    number = int(arguments[0])
    return str(number - 1) if 1 <= number <= 10 else None


def holiday(arguments: list[str], context: Context) -> str | None:
    """`holiday YEAR NAME`: the first day of a feast."""
    known = _year(arguments[0], context) or context.told_year
    if known is None and context.anchor is None:
        return OPEN["D"]
    years = [known] if known else _years_around(context)
    days = [found[0] for one in years if (found := calendar.holiday(arguments[1], one))]
    return context.choose(days, _NEAR).isoformat() if days else None


def _years_around(context: Context) -> list[int]:
    middle = context.anchor.year if context.anchor else 2000
    return [one for one in (middle - 1, middle, middle + 1) if 1 <= one <= datetime.MAXYEAR]


def _year(text: str, context: Context) -> int | None:
    """A year as written, as `+N` years from the article's, or as its last two digits; None for `?`."""
    if text == "?":
        return None
    if text[0] == "+":
        found = context.anchor.year + int(text[1:]) if context.anchor else 0
    elif len(text) <= 2:
        now = context.anchor.year if context.anchor else 2000
        found = now // 100 * 100 + int(text)
        found -= 100 if found > now + 20 else 0
    else:
        found = int(text)
    return found if 1 <= found <= datetime.MAXYEAR else None
