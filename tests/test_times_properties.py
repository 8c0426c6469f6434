"""Expressions of time on any text: dates are read back, nothing fails, the work grows with the text."""

from __future__ import annotations

import datetime
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.layers.times import TYPES, find_times, times
from analysis.layers.times.rules import find
from analysis.layers.times.words import words_of

BLANK = spacy.blank("de")
MONTHS = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
]  # fmt: skip
SHORT = ["Jan.", "Feb.", "Mär.", "Apr.", "Mai", "Jun.", "Jul.", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."]
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
SPELLINGS = {
    "words": lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    "zero": lambda day: f"{day.day:02}. {MONTHS[day.month - 1]} {day.year}",
    "short month": lambda day: f"{day.day}. {SHORT[day.month - 1]} {day.year}",
    "figures": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "figures without zeros": lambda day: f"{day.day}.{day.month}.{day.year}",
    "figures with blanks": lambda day: f"{day.day}. {day.month}. {day.year}",
    "ISO": lambda day: day.isoformat(),
    "weekday": lambda day: f"{WEEKDAYS[day.weekday()]}, {day.day}. {MONTHS[day.month - 1]} {day.year}",
    "weekday, dem": lambda day: (
        f"{WEEKDAYS[day.weekday()]}, dem {day.day}. {MONTHS[day.month - 1]} {day.year}"
    ),
    "weekday, figures": lambda day: f"{WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}",
    "of the year": lambda day: f"{day.day}. {MONTHS[day.month - 1]} des Jahres {day.year}",
}


def found(text: str, date: datetime.date | None = None) -> list[tuple[str, str]]:
    doc = BLANK(text)
    doc._.article_date = date
    return [(t.text, t.value) for t in times(find_times(doc))]


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(day=DATES)
def test_a_date_is_read_back_in_every_spelling(spelling: str, day: datetime.date) -> None:
    written = SPELLINGS[spelling](day)
    assert found(f"Das Treffen vom {written} war kurz.") == [(written, day.isoformat())]


@given(day=DATES, gap=st.integers(-55, 55))
def test_a_date_without_a_year_lies_near_the_article(day: datetime.date, gap: int) -> None:
    other = day + datetime.timedelta(days=gap)
    written = f"{other.day}. {MONTHS[other.month - 1]}"
    assert found(f"Das Treffen vom {written} war kurz.", day) == [(written, other.isoformat())]


@given(year=st.integers(1900, 2100), month=st.integers(1, 12))
def test_months_and_years(year: int, month: int) -> None:
    written = f"{MONTHS[month - 1]} {year}"
    assert found(f"Im {written} war Ruhe.") == [(written, f"{year}-{month:02}")]
    assert found(f"Im Jahr {year} war Ruhe.") == [(f"Jahr {year}", str(year))]


@given(day=DATES, number=st.integers(1, 7))
def test_next_and_last_weekdays_lie_within_a_week(day: datetime.date, number: int) -> None:
    name = WEEKDAYS[number - 1]
    for word, sign in (("vergangenen", -1), ("kommenden", 1)):
        ((_, value),) = found(f"Am {word} {name} war Ruhe.", day)
        other = datetime.date.fromisoformat(value)
        assert other.isoweekday() == number
        assert 1 <= (other - day).days * sign <= 7


@given(hour=st.integers(0, 23), minute=st.integers(0, 59), mark=st.sampled_from(".:"))
def test_clock_times(hour: int, minute: int, mark: str) -> None:
    written = f"{hour}{mark}{minute:02} Uhr"
    day = datetime.date(2025, 12, 6)
    assert found(f"Um {written} war Ruhe.", day) == [(written, f"2025-12-06T{hour:02}:{minute:02}")]


SOUP = """
am im vom bis zum und , . : / - – ( 3 14 2025 1. 31. 99 Mai Dienstag Abend Nacht Uhr halb zwei drei Jahre
Tagen Woche vor seit in nächsten vergangenen des Jahres Anfang Ende heute morgen früh jeden 19. 90er
Jahrhundert Viertel nach ersten Quartal Ostern
"""
WORDS = st.sampled_from(SOUP.split())


@given(text=st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=120), date=st.none() | st.dates())
@settings(max_examples=400)
def test_no_text_makes_it_fail(text: str, date: datetime.date | None) -> None:
    doc = BLANK(text)
    doc._.article_date = date
    end = 0
    for expression in times(find_times(doc)):
        assert text[expression.start : expression.end] == expression.text
        assert end <= expression.start < expression.end
        assert expression.timex_type in TYPES
        assert expression.value
        if expression.begin and expression.end_date:
            assert expression.begin <= expression.end_date
        end = expression.end


@pytest.mark.parametrize(
    "part", ["1.2.3.", "1.1.2000 ", "am 3., ", "0", "zwei ", "der 3. und ", "Nacht auf den 3. ", "..,"]
)
def test_the_work_grows_with_the_text_and_no_faster(part: str) -> None:
    def seconds(size: int) -> float:
        text = part * (size // len(part))
        start = time.process_time()
        find(words_of(text))
        return time.process_time() - start

    seconds(1_000)
    # Twice the text may take twice the time; four times of it would be quadratic.
    assert seconds(20_000) < 3 * seconds(10_000) + 0.5


def test_a_megabyte_of_digits_and_one_of_dots() -> None:
    assert find(words_of("1" * 1_000_000)) == []
    assert find(words_of("." * 300_000)) == []
