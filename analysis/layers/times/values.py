"""From a match to its TIMEX3 value, by the operation that `times_rules.tsv` names in its column value."""

from __future__ import annotations

import re
from collections.abc import Callable

from analysis.layers.times import dates
from analysis.layers.times.context import Context

_CLOCK = {"S": "S", "MIN": "M", "HOUR": "H", "NI": "NI", "EV": "EV", "MO": "MO", "AF": "AF", "MI": "MI"}
"""Units that stand behind the T of a duration."""
_PLACE = re.compile(r"\{[^{}]+\}")


def resolve(value: tuple[str, ...], bound: dict[str, object], context: Context) -> str | None:
    """Work out a TIMEX3 value, or None if the match makes no sense („31. Februar“).

    Args:
        value: operation and arguments; `{unit}` stands for what was bound under that name, `{w.1}` for the
            second part of it, and for `?` where nothing was.
        bound: values by name.
        context: anchor, focus and tense.

    >>> import datetime
    >>> resolve(("rel", "D", "{deictic}"), {"deictic": "-1"}, Context(datetime.date(2025, 12, 6)))
    '2025-12-05'
    """
    operation, *rest = value
    if operation in _TIMES:
        return _time(operation, rest, bound, context)
    return _OPERATIONS[operation]([_argument(part, bound) for part in rest], context)


def _argument(part: str, bound: dict[str, object]) -> str:
    def filled(match: re.Match[str]) -> str:
        name, _, place = match.group()[1:-1].partition(".")
        found = bound.get(name, "?")
        return str(found[int(place)] if place and isinstance(found, tuple) else found)

    return _PLACE.sub(filled, part)


def _constant(arguments: list[str], context: Context) -> str | None:
    """`= VALUE`."""
    return " ".join(arguments)


def _duration(arguments: list[str], context: Context) -> str | None:
    """`dur NUMBER UNIT`."""
    number, unit = arguments
    if number != "X":
        number = f"{float(number):.10g}"
    return f"PT{number}{_CLOCK[unit]}" if unit in _CLOCK else f"P{number}{unit}"


def _sum(arguments: list[str], context: Context) -> str | None:
    """`sum NUMBER UNIT NUMBER UNIT`: „zwei Stunden und 30 Minuten“."""
    first, second = (_duration(arguments[index : index + 2], context) or "" for index in (0, 2))
    if first.startswith("PT") and not second.startswith("PT"):
        return None
    return first + second.removeprefix("PT" if first.startswith("PT") else "P")


_TIMES = {"part": 1, "clock": 2}
"""Operations whose further arguments say what day they belong to, and how many they take themselves."""


def _time(operation: str, rest: list[str], bound: dict[str, object], context: Context) -> str | None:
    """`part DAYPART [day …]` and `clock HOUR MINUTE [day …]`; negative minutes go back an hour."""
    taken = _TIMES[operation]
    own = [_argument(part, bound) for part in rest[:taken]]
    suffix = f"T{own[0]}"
    if operation == "clock":
        hour, minute = int(own[0]), int(own[1])
        if minute < 0:
            hour, minute = (hour - 1) % 24, minute + 60
        suffix = f"T{hour:02}:{minute:02}"
        if context.several and len(rest) == taken:
            return suffix  # „am 3. und 4. Mai, 20 Uhr“: on each of the days
    if len(rest) > taken:
        day = resolve(tuple(rest[taken:]), bound, context)
    else:
        day = dates.ref(["D", "0"], context)
    return None if day is None else day + suffix


_OPERATIONS: dict[str, Callable[[list[str], Context], str | None]] = {
    "=": _constant,
    "dur": _duration,
    "sum": _sum,
    **{
        operation.__name__: operation
        for operation in (
            dates.rel,
            dates.ref,
            dates.today,
            dates.here,
            dates.told,
            dates.date,
            dates.weekday,
            dates.weekof,
            dates.month,
            dates.season,
            dates.edition,
            dates.year,
            dates.decade,
            dates.century,
            dates.millennium,
            dates.holiday,
        )
    },
}
