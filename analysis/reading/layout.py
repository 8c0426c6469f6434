"""Where the parts of an article stand: its paragraphs, headline and dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.lexicon import load

Span = tuple[int, int]
"""Start and end (exclusive) in code points."""

_SENTENCE_END = re.compile(r"[.!?…:;][\"'“”«»‘’‹›)\]]*\s*\Z")
SHORTEST_WRAPPED, LONGEST_WRAPPED = 40, 100
"""Editors and mail programs wrap at 65 to 80 columns; other lines are paragraphs of their own."""

_CAPITAL = "A-ZÄÖÜÁÂÅÇĆČÉÈÎİŁŃÓÔØŚŞŠŽÑ"
# Combining marks: an umlaut may be written as a letter and two dots.
_WORD = rf"[{_CAPITAL}][\w.'’\u0300-\u036f-]*"
_PLACE = rf"{_WORD}(?:\ (?:a\.|i\.|am|an\ der|ob\ der|im|bei|auf|de|del|la|le|do|da|{_WORD})){{0,4}}"
_PLACES_WITH_ARTICLE = ("den haag",)
_PARAGRAPHS_WITH_DATELINE = 3
_SHORTEST_BODY = 40


@dataclass(frozen=True)
class Dateline:
    """Place (and date) at the head of an agency report: „Washington/Miami - Die USA …“.

    Attributes:
        start, end: the dateline without the dash behind it.
        body: where the report's first sentence begins.
        places: the cities, as written.
        date: the date as written, or None.
    """

    start: int
    end: int
    body: int
    places: tuple[str, ...]
    date: str | None = None


def paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    A blank line ends a paragraph. Inside a block without blank lines each line is a paragraph of its own,
    unless the block looks hard-wrapped: all its lines but the last have 40 to 100 characters, and one of
    them ends inside a sentence.

    Args:
        text: any text.

    Returns:
        Their (start, end), in order, without the white space around them; an empty list for a blank text.

    >>> paragraphs("Erster Absatz.\\n\\nZweiter Absatz.")
    [(0, 14), (16, 31)]
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        lines = _lines(text, start, end)
        spans.extend([(lines[0][0], lines[-1][1])] if _hard_wrapped(text, lines) else lines)
    return spans


def headline(text: str, spans: list[Span]) -> Span | None:
    """Find a headline: a short first paragraph without a full stop, with more text behind it.

    >>> headline("Einigung im Tarifstreit\\n\\nDie Gewerkschaft stimmte zu.", [(0, 23), (25, 53)])
    (0, 23)
    """
    if len(spans) < 2:
        return None
    start, end = spans[0]
    first = text[start:end]
    if len(first) > 150 or "\n" in first or _SENTENCE_END.search(first) or find_dateline(text, spans[:1]):
        return None
    return spans[0]


def find_dateline(text: str, spans: list[Span]) -> Dateline | None:
    """Find the dateline at the head of one of the first three paragraphs.

    Known forms: „Washington/Miami - “, „Berlin (dpa) – “, „KIEW, 5. Dezember (AFP) — “,
    „Hamburg (Deutschland), 03.03.2008 – “, „OTTAWA, 6. November (dpa). “. What follows begins with a
    capital, a digit or a quotation mark.

    Args:
        text: the article.
        spans: its paragraphs.

    >>> find_dateline("Genf (dpa) - Die Delegationen verhandeln seit dem Morgen weiter.", [(0, 64)]).places
    ('Genf',)
    """
    for start, end in spans[:_PARAGRAPHS_WITH_DATELINE]:
        match = _dateline_pattern().match(text, start, min(end, start + 120))
        if match and end - match.end() >= _SHORTEST_BODY and _names_places(match, text[match.end() : end]):
            head = text[start : match.end()].rstrip().rstrip("-–—.").rstrip()
            places = tuple(part.strip() for part in re.split(r"[/,]", match["places"]))
            date = match["date"].strip() if match["date"] else None
            return Dateline(start, start + len(head), match.end(), places, date)
    return None


def _names_places(match: re.Match[str], body: str) -> bool:
    """Tell „Genf - Die Delegationen verhandeln.“ from „Der Kreml - Die Macht“ and „Trump - Ein Porträt“."""
    first = match["places"].split()[0].casefold()
    if first in _closed_class() and not match["places"].casefold().startswith(_PLACES_WITH_ARTICLE):
        return False
    certain = any(match[group] for group in ("date", "agency", "closing", "full_stop"))
    return certain or bool(_SENTENCE_END.search(body))


@cache
def _closed_class() -> frozenset[str]:
    return frozenset(row["word"] for row in load("sentence_starts"))


@cache
def _dateline_pattern() -> re.Pattern[str]:
    words = [
        [row["month"], *(f"{short}." for short in row["abbreviations"].split())] for row in load("months")
    ]
    month = "|".join(re.escape(word) for forms in words for word in forms)
    agency = r"\ \([^)\n]{1,40}\)"
    return re.compile(
        rf"""(?P<places>{_PLACE}(?:\ ?[/,]\ ?{_PLACE})*)      # Washington/Miami
        (?P<agency>{agency})?                                 # (dpa), or the country
        (?:,?\ (?:den\ )?(?P<date>\d{{1,2}}\.\ ?(?:\d{{1,2}}\.|{month})\ ?(?:\d{{4}})?))?
        (?:(?P<closing>{agency})?\s?(?:--|[-–—])|(?P<full_stop>{agency}\.))\s+
        (?=["„»«“”'‚‘›‹]?[{_CAPITAL}0-9])""",
        re.VERBOSE,
    )


def _blocks(text: str) -> list[Span]:
    """Runs of lines without a blank line between them, trimmed."""
    spans, start = [], None
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = position if start is None else start
        elif start is not None:
            spans.append((start, position))
            start = None
        position += len(line)
    if start is not None:
        spans.append((start, position))
    return [_trim(text, *span) for span in spans]


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans, position = [], start
    for line in text[start:end].splitlines(keepends=True):
        spans.append(_trim(text, position, position + len(line)))
        position += len(line)
    return spans


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    lengths = [end - start for start, end in lines]
    if len(lines) < 2 or max(lengths) > LONGEST_WRAPPED or min(lengths[:-1]) < SHORTEST_WRAPPED:
        return False
    return any(not _SENTENCE_END.search(text[start:end]) for start, end in lines[:-1])


def _trim(text: str, start: int, end: int) -> Span:
    chunk = text[start:end]
    return start + len(chunk) - len(chunk.lstrip()), start + len(chunk.rstrip())
