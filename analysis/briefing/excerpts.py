"""Stretches of the article as quotations: word for word, in the quotation marks of the briefing's language.

Marks within a quotation become single ones, as both languages want it; nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.briefing.characters import one_line, printable, shortened
from analysis.briefing.nodes import Inline, span
from analysis.briefing.words import Words

_OPENING, _CLOSING, _EITHER = "„«", "”", '"“»'
_MARKS = frozenset(_OPENING + _CLOSING + _EITHER)
_EDGES = " ,;:.–-\n\t"


def quotation(text: str, words: Words, limit: int = 0) -> list[Inline]:
    """Return words of the article in quotation marks, marked as German.

    >>> from analysis.briefing.nodes import plain
    >>> from analysis.briefing.words import words
    >>> plain(quotation('ein „Signal“ an Kiew', words("en"), 40))
    '“ein ‘Signal’ an Kiew”'
    """
    shown = one_line(text).strip(_EDGES)
    shown = shortened(shown, limit) if limit else shown
    inner = span("lang", [printable(single_marks(bare(shown), words))], lang="de")
    return [words["quote.open"], inner, words["quote.close"]]


def bare(text: str) -> str:
    """Return a text without the marks that enclose all of it.

    >>> bare("„Ja“"), bare("„Ja“ und „Nein“")
    ('Ja', '„Ja“ und „Nein“')
    """
    inside = text[1:-1]
    if len(text) > 2 and text[0] in _MARKS and text[-1] in _MARKS and not set(inside) & _MARKS:
        return inside
    return text


def single_marks(text: str, words: Words) -> str:
    """Return a text with its double quotation marks as single ones; a mark without its partner is dropped.

    >>> from analysis.briefing.words import words
    >>> single_marks('"Eckpunkte" und "Mittel', words("de"))
    '‚Eckpunkte‘ und Mittel'
    """
    places = [place for place, character in enumerate(text) if character in _MARKS]
    pairs: dict[int, str] = {}
    opened: int | None = None
    for place in places:
        # A mark opens before a letter and closes behind one; straight marks look the same on both sides.
        opens = text[place] in _OPENING or (opened is None and text[place + 1 : place + 2].strip() != "")
        if opens and opened is None:
            opened = place
        elif opened is not None:
            pairs[opened], pairs[place] = words["quote.inner.open"], words["quote.inner.close"]
            opened = None
    return "".join(
        pairs.get(place, "") if character in _MARKS else character for place, character in enumerate(text)
    )


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the quotation marks that stand directly before and behind it."""
    if start > 0 and text[start - 1] in _MARKS:
        start -= 1
    if end < len(text) and text[end] in _MARKS:
        end += 1
    return start, end


def position_words(report: Any, row: Mapping[str, Any], limit: int) -> tuple[int, int]:
    """Return the stretch of the article that says best what a position is about.

    It is the issue where it is named; where there is none, or only a pronoun („diese“), or where the position
    is a condition, it is the rest of the clause with the cue.
    """
    from analysis.network import issue_label

    text = report.article.text
    issue, cue = row["issue"], (int(row["cue"][0][0]), int(row["cue"][-1][1]))
    named = isinstance(issue, tuple) and issue_label(report, issue) is not None
    if named and row["stance"] != "condition":
        return with_marks(text, int(issue[0]), int(issue[1]))
    places = [cue] + ([(int(issue[0]), int(issue[1]))] if isinstance(issue, tuple) else [])
    start = min(place[0] for place in places)
    if max(place[1] for place in places) - start > limit:
        start = cue[0]
    start, _ = with_marks(text, start, start)
    sentence = report.sentences.iloc[int(row["sentence"])]
    last = _quote_end(text, int(sentence["start"]), start, int(sentence["end"]))
    return start, last


def _quote_end(text: str, first: int, start: int, last: int) -> int:
    """Return where a stretch ends that begins within a quotation: with it, not in what stands behind it."""
    inside = sum(character in _MARKS for character in text[first:start]) % 2
    if inside:
        for place in range(start, last):
            if text[place] in _MARKS:
                return place
    return last
