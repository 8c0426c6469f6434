"""The article in numbered lines: the same lines in every format, on every paper and in both languages.

Lines are broken here and not by the page, because every statement of a briefing names its line: „Z. 12“ has
to be the same place in the PDF, in the web page and in the word-processor document.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDTH = 72.0
"""Width of a line in letters of mean width."""

_NARROW, _BROAD, _BROADEST = frozenset("iljftrI.,;:'!|()[]-\"„“”‚‘’ "), frozenset("mwMW@%"), frozenset("—…")


@dataclass(frozen=True)
class Line:
    """A line of the article.

    Attributes:
        number: from 1, through the whole article.
        start, end: offsets into the text; the blank at which the line was broken belongs to no line.
        paragraph: index of its paragraph.
    """

    number: int
    start: int
    end: int
    paragraph: int


class Lines:
    """The lines of a text.

    >>> lines = Lines("Kiew lehnt ab.\\nMoskau schweigt.", [(0, 14), (15, 31)])
    >>> [(line.number, line.start, line.end) for line in lines], lines.at(20)
    ([(1, 0, 14), (2, 15, 31)], 2)
    """

    def __init__(self, text: str, paragraphs: Iterable[tuple[int, int]], width: float = WIDTH) -> None:
        pieces = [
            (start, end, number)
            for number, (first, last) in enumerate(paragraphs)
            for start, end in _broken(text, first, last, width)
        ]
        self._lines = [
            Line(number, start, end, paragraph) for number, (start, end, paragraph) in enumerate(pieces, 1)
        ]
        self._starts = [line.start for line in self._lines]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def at(self, offset: int) -> int:
        """Return the number of the line in which an offset lies; 1 for what lies before all lines."""
        return max(1, bisect.bisect_right(self._starts, offset))

    def over(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first and the last line of a stretch."""
        return self.at(start), self.at(max(start, end - 1))


def _broken(text: str, first: int, last: int, width: float) -> Iterator[tuple[int, int]]:
    """Break a paragraph at its blanks; a word longer than a line is cut."""
    begin = end = None
    used = 0.0
    for word in re.finditer(r"\S+", text[first:last]):
        start, behind = first + word.start(), first + word.end()
        needed = _width(word.group(), width)
        if begin is not None and end is not None:
            if used + _letter(" ") + needed <= width:
                used, end = used + _letter(" ") + needed, behind
                continue
            yield begin, end
        while needed > width:
            cut = _cut(text, start, behind, width)
            yield start, cut
            start, needed = cut, _width(text[cut:behind], width)
        begin, end, used = start, behind, needed
    if begin is not None and end is not None:
        yield begin, end


def _width(word: str, enough: float) -> float:
    """Return the width of a word; of what is longer than any line, only that it is."""
    return sum(map(_letter, word)) if len(word) < 4 * enough else 4 * enough


def _cut(text: str, start: int, end: int, width: float) -> int:
    used = 0.0
    for place in range(start, end):
        used += _letter(text[place])
        if used > width and place > start:
            return place
    return end


def _letter(character: str) -> float:
    """Return about how wide a letter is, in letters of mean width."""
    if character in _NARROW:
        return 0.62
    if character in _BROAD:
        return 1.8
    if character in _BROADEST:
        return 2.0
    if unicodedata.combining(character):
        return 0.0
    if character < "\u02b0":
        return 1.4 if character.isupper() else 1.0
    return 2.2 if unicodedata.east_asian_width(character) in "WF" else 1.3
