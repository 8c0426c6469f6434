"""German numbers in words and figures („dreiundzwanzig“, „eineinhalb“, „20“)."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicon

LONGEST = 60
"""Code points; no number that counts days or years is longer in words."""

_FIGURES = re.compile(r"\d{1,9}\Z", re.ASCII)


def parse_number(word: str) -> float | None:
    """The value of a number, or None for another word.

    Args:
        word: in lower case. „ein“ in any of its forms is 1: only a unit behind it tells it from an article.

    >>> [parse_number(word) for word in ("dreiundzwanzig", "eineinhalb", "beiden", "tag")]
    [23, 1.5, 2, None]
    """
    if _FIGURES.match(word):
        return int(word)
    if len(word) > LONGEST or not word.isalpha():
        return None
    if word in _special():
        return _special()[word]
    for half in ("einhalb", "einviertel", "dreiviertel"):
        if word.endswith(half) and (whole := _below_million(word[: -len(half)])) is not None:
            return whole + {"einhalb": 0.5, "einviertel": 0.25, "dreiviertel": 0.75}[half]
    return _below_million(word)


def parse_ordinal(word: str) -> int | None:
    """The rank that an ordinal in words gives („dritten“, „einundzwanzigster“), or None.

    >>> parse_ordinal("dritten"), parse_ordinal("einundzwanzigstes"), parse_ordinal("letzten")
    (3, 21, None)
    """
    if len(word) > LONGEST:
        return None
    stem = word[:-1] if word.endswith("e") else word[:-2] if word[-2:] in ("en", "er", "es", "em") else ""
    if stem in _irregular_ordinals():
        return _irregular_ordinals()[stem]
    for suffix in ("st", "t"):
        if stem.endswith(suffix):
            value = _below_million(stem[: -len(suffix)])
            if value and (suffix == "st") == (value % 100 > 19 or value % 100 == 0):
                return value
    return None


def _below_million(word: str) -> int | None:
    if not word.startswith(_beginnings()):
        return None  # nearly all words of a text
    head, thousand, tail = word.partition("tausend")
    if thousand:
        many = _below_thousand(head) if head else 1
        rest = _below_thousand(tail.removeprefix("und")) if tail else 0
        return None if many is None or rest is None else many * 1000 + rest
    head, hundred, tail = word.partition("hundert")
    if hundred and head in _units() and _units()[head] > 9:
        rest = _below_hundred(tail.removeprefix("und")) if tail else 0  # „neunzehnhundertachtzig“
        return None if rest is None else _units()[head] * 100 + rest
    return _below_thousand(word)


def _below_thousand(word: str) -> int | None:
    head, hundred, tail = word.partition("hundert")
    if not hundred:
        return _below_hundred(word)
    if head and not 0 < _units().get(head, 0) < 10:
        return None
    rest = _below_hundred(tail.removeprefix("und")) if tail else 0
    return None if rest is None else (_units()[head] if head else 1) * 100 + rest


def _below_hundred(word: str) -> int | None:
    if word in _units():
        return _units()[word]
    if word in _tens():
        return _tens()[word]
    one, und, ten = word.rpartition("und")
    if und and ten in _tens() and 0 < _units().get(one, 0) < 10:
        return _tens()[ten] + _units()[one]
    return None


@cache
def _units() -> dict[str, int]:
    return {form: int(value) for form, value in _entries("unit")}


@cache
def _tens() -> dict[str, int]:
    return {form: int(value) for form, value in _entries("ten")}


@cache
def _beginnings() -> tuple[str, ...]:
    return (*_units(), *_tens(), "hundert", "tausend")


@cache
def _special() -> dict[str, float]:
    return {form: float(value) if "." in value else int(value) for form, value in _entries("special")}


@cache
def _irregular_ordinals() -> dict[str, int]:
    return {form: int(value) for form, value in _entries("ordinal")}


def _entries(kind: str) -> list[tuple[str, str]]:
    return [
        (form, entry["value"])
        for entry in lexicon.load("numbers")
        if entry["class"] == kind
        for form in entry["forms"].split()
    ]
