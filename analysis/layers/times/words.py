"""The words of a text as the rules for time see them, each with everything it may mean.

Figures, letters and marks are words of their own here („28.08.2015“ is five), so that the rules depend on no
tokenizer. A reading is a class (see `times_words.tsv`), a value, and how many words it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from analysis import lexicon
from analysis.layers.times.numbers import parse_number, parse_ordinal

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_ENDINGS = ("e", "en", "er", "es", "em")
_YEARS = (1000, 2150)
"""A bare number is read as a year between these."""
LONGEST_WORD = 40
_NO_HOURS = frozenset(("beide", "beiden", "beider", "dutzend"))
_SUFFIX_CLASSES = frozenset({"compoundunit", "durationadj", "nounit"})
Readings = dict[str, list[tuple[object, int]]]
_Forms = list[tuple[tuple[str, ...], str, object]]
"""What may stand behind a word, and the class and value that the whole then has."""


@dataclass(slots=True)
class Word:
    """A word, figure or mark.

    Attributes:
        text, start, end: as written; code points.
        low: in lower case.
        glued: nothing stands between it and the word before.
        breaks: a paragraph begins here.
        readings: class → list of (value, number of words); words of the same form may share them.
    """

    text: str
    start: int
    end: int
    low: str
    glued: bool
    breaks: bool
    readings: Readings = field(default_factory=dict)


def words_of(text: str) -> list[Word]:
    """Cut a text into words and look each up.

    >>> [(word.text, sorted(word.readings)) for word in words_of("am dritten Mai")]
    [('am', []), ('dritten', ['adj', 'dayname', 'ordinal']), ('Mai', ['month'])]
    """
    found: list[Word] = []
    lacking: list[tuple[int, _Forms]] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        breaks = start - end > 1 and bool(_PARAGRAPH.search(text, end, start))
        form = match.group()
        low, readings, several = _alone(form)
        glued, end = start == end, match.end()
        if readings is None:
            readings = {}
            lacking.append((len(found), several))
        found.append(Word(form, start, end, low, glued, breaks, readings))
    for index, several in lacking:
        word = found[index]
        if word.low[0].isdigit():
            _read_figures(found, index, word)
            continue
        for tail, cls, value in several:
            if not tail or tail == tuple(other.low for other in found[index + 1 : index + 1 + len(tail)]):
                _add(word.readings, cls, value, 1 + len(tail))
        for cls, value in _letters(word.text):
            _add(word.readings, cls, value, 1)
    return found


@lru_cache(maxsize=2**14)
def _alone(form: str) -> tuple[str, Readings | None, _Forms]:
    """A word in lower case, and what it may mean whatever stands behind it.

    Where that matters the meanings are None, and there are the expressions that may begin with the word.
    """
    low = form.lower()
    if low[0].isdigit():
        return low, None, []
    readings: Readings = {}
    if len(low) > LONGEST_WORD:
        return low, readings, []
    several = _forms().get(low, [])
    if any(tail for tail, _, _ in several):
        return low, None, several
    for cls, value in (*((cls, value) for _, cls, value in several), *_letters(form)):
        _add(readings, cls, value, 1)
    return low, readings, []


def _read_figures(words: list[Word], index: int, word: Word) -> None:
    if not word.low.isascii():
        return
    digits = len(word.low)
    if word.low[0] == "0" and digits > 2:
        _add(word.readings, "areacode", word.low, 1)
    value = int(word.low[:10])
    behind = words[index + 1] if index + 1 < len(words) else None
    third = words[index + 2] if index + 2 < len(words) and behind and behind.glued else None
    joined = bool(third and third.glued and third.low.isdigit() and third.low.isascii())
    if behind and behind.low == "," and joined and third and digits + len(third.low) < 9:
        _add(word.readings, "number", float(f"{word.low}.{third.low}"), 3)
    if behind and behind.low == "." and joined and third and len(third.low) == 3 and digits < 4:
        _add(word.readings, "number", int(word.low + third.low), 3)
    if digits <= 4:
        _add(word.readings, "number", value, 1)
        _add(word.readings, "int", value, 1)
    if digits <= 2:
        for cls, low, high in (("day", 1, 31), ("hour", 0, 24), ("figuremonth", 1, 12), ("year2", 0, 99)):
            if low <= value <= high and (cls != "year2" or digits == 2):
                _add(word.readings, cls, value, 1)
        if digits == 2 and value < 60:
            _add(word.readings, "minute", value, 1)
        if behind and behind.low == "." and behind.glued:
            _add(word.readings, "ordinal", value, 2)
    elif digits == 4 and _YEARS[0] <= value < _YEARS[1]:
        _add(word.readings, "year", value, 1)


@lru_cache(maxsize=2**14)
def _letters(text: str) -> tuple[tuple[str, object], ...]:
    """What a word in letters means by itself: numbers, compounds, decades; (class, value) each."""
    low = text.lower()
    return tuple(_read_letters(text, low)) if low[0].isalpha() else ()


def _read_letters(text: str, low: str) -> Iterator[tuple[str, object]]:
    number = parse_number(low)
    if number is not None:
        yield "number", number
        if 1100 <= number < 2100 and number == int(number):
            yield "year", int(number)
        if number == int(number) and 0 <= number <= 24 and low not in _NO_HOURS:
            yield "hour", int(number)
    elif (rank := parse_ordinal(low)) is not None:
        yield "ordinal", rank
        if rank <= 31:
            yield "dayname", rank
    if text[0].isupper() or text.isupper():
        for value in _days_with_parts().get(low, ()):
            yield "daypartof", value
    if text[0].islower() and len(low) > 4 and low.endswith(("e", "en", "er", "es")) and number is None:
        yield "adj", low
    yield from _read_compounds(text, low)
    if low.endswith("er") and (number := parse_number(low[:-2])) is not None and number % 10 == 0:
        yield "decade", int(number)
    if low.endswith(("erjahre", "erjahren")):
        number = parse_number(low.rpartition("erjahre")[0])
        if number is not None and number % 10 == 0:
            yield "decadeyears", int(number)


def _read_compounds(text: str, low: str) -> Iterator[tuple[str, object]]:
    """„Arbeitstage“ is a kind of days, „dreiwöchige“ lasts three weeks."""
    for suffix, unit in _suffixes("compoundunit") if low.endswith(_units()) else ():
        if low.endswith(suffix) and len(low) > len(suffix) + 3 and text[0].isupper():
            if not low.endswith(_no_units()):
                yield "compoundunit", unit
            break
    for stem, unit in _suffixes("durationadj") if _lasting().search(low) else ():
        head, found, ending = low.partition(stem)
        if found and (ending in _ENDINGS or not ending) and head:
            number = "X" if head == "mehr" else parse_number(head)
            if number is not None:
                yield "durationadj", unit.replace("#", f"{number:g}" if number != "X" else "X")


def _add(readings: Readings, cls: str, value: object, length: int) -> None:
    readings.setdefault(cls, []).append((value, length))


@cache
def _forms() -> dict[str, _Forms]:
    table: dict[str, _Forms] = {}
    entries = [(e["class"], e["value"], e["forms"]) for e in lexicon.load("times_words")]
    entries = [entry for entry in entries if entry[0] not in _SUFFIX_CLASSES]
    entries += [("holiday", e["holiday"], e["forms"]) for e in lexicon.load("holidays")]
    for cls, value, forms in entries:
        for form in forms.split():
            spelled = [form[:-1] + ending for ending in _ENDINGS] if form.endswith("-") else [form]
            for one in spelled:
                first, *tail = one.split("_")
                table.setdefault(first, []).append((tuple(tail), cls, value))
    return table


@cache
def _suffixes(cls: str) -> tuple[tuple[str, str], ...]:
    entries = [e for e in lexicon.load("times_words") if e["class"] == cls]
    return tuple((form, e["value"]) for e in entries for form in e["forms"].split())


@cache
def _units() -> tuple[str, ...]:
    return tuple(form for form, _ in _suffixes("compoundunit"))


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(stem) for stem, _ in _suffixes("durationadj")))


@cache
def _no_units() -> tuple[str, ...]:
    return tuple(form for form, _ in _suffixes("nounit"))


@cache
def _days() -> dict[str, str]:
    return {
        form: e["value"]
        for e in lexicon.load("times_words")
        if e["class"] == "weekday"
        for form in e["forms"].split()
        if form.endswith(("tag", "woch", "abend"))
    }


@cache
def _days_with_parts() -> dict[str, list[tuple[str, str]]]:
    """„Montagabend“, by the word in lower case: weekday and part of the day."""
    found: dict[str, list[tuple[str, str]]] = {}
    for day, number in _days().items():
        for name, part in _parts().items():
            found.setdefault(day + name, []).append((number, part))
    return found


@cache
def _parts() -> dict[str, str]:
    parts = {"früh": "MO", "nächte": "NI"}
    for entry in lexicon.load("times_words"):
        if entry["class"] == "daypart":
            parts |= dict.fromkeys(entry["forms"].split(), entry["value"])
    return parts
