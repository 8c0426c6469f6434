"""What the value of an expression depends on: the article's date, what the text spoke of, the tense."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass
class Context:
    """The state of a text at an expression.

    Attributes:
        anchor: the article's date, or None.
        focus: the day that the text spoke of last, or None.
        focus_here: it was in this paragraph.
        several: the text spoke of several days at once („am 3. und 4. Mai“).
        focus_year: the year that this paragraph spoke of last, or None.
        direction: tense of the clause, -1 past, 1 future, 0 unknown.
        daily: the text counts in days („gestern“, „am Dienstag“), so that „heute“ is one.
    """

    anchor: datetime.date | None
    focus: datetime.date | None = None
    focus_here: bool = False
    several: bool = False
    focus_year: int | None = None
    direction: int = 0
    daily: bool = True

    @property
    def told_year(self) -> int | None:
        """The year of a story told in the past, if the paragraph has named one."""
        return self.focus_year if self.direction < 0 or self.anchor is None else None

    def choose(self, days: list[datetime.date], near: int) -> datetime.date:
        """Of the same day in several years the one that is meant.

        Args:
            days: not empty, in order.
            near: days; one so near to the anchor needs no tense („wurde auf den 10. November verlegt“).

        >>> context = Context(datetime.date(2025, 12, 6), direction=-1)
        >>> context.choose([datetime.date(2025, 3, 1), datetime.date(2026, 3, 1)], near=60).year
        2025
        """
        anchor = self.anchor
        if len(days) == 1 or anchor is None:
            return days[0]

        def gap(day: datetime.date) -> int:
            return abs((day - anchor).days)

        nearest = min(days, key=gap)
        if gap(nearest) <= near:
            return nearest
        if self.direction:
            allowed = [day for day in days if (day - anchor).days * self.direction >= 0]
            return min(allowed, key=gap, default=nearest)
        return next((day for day in days if day.year == anchor.year), nearest)
