"""When: expressions of time with TIMEX3 type and value, and the days that they mean."""

from analysis.layers.times.component import COMPONENT, find_times
from analysis.layers.times.record import (
    COLUMNS,
    TYPES,
    Time,
    article_date,
    set_article_date,
    times,
    times_table,
)

__all__ = [
    "COLUMNS",
    "COMPONENT",
    "TYPES",
    "Time",
    "article_date",
    "find_times",
    "set_article_date",
    "times",
    "times_table",
]
