"""Quotation marks: which belong together, and which stand alone.

All usual styles: „…“ »…« «…» “…” "…" and, for quotations within quotations, ‚…‘ ›…‹ ‹…› '…'. A pair never
goes beyond its paragraph. A mark without a partner never stops anything: it is handed on as unpaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# What may close a quotation that a mark opens; the straight marks and guillemets open and close alike.
_CLOSERS = {
    "„": '“”"‟',
    "“": '”“"',
    "”": "”",
    "»": "«",
    "«": "»",
    '"': '"“”',
    "‚": "‘’'",
    "‘": "’",
    "›": "‹",
    "‹": "›",
    "'": "'",
}
_ALWAYS_OPEN = frozenset("„‚")
_SINGLE = frozenset("‚‘›‹'")
_MARK = re.compile(f"[{re.escape(''.join({*_CLOSERS, *''.join(_CLOSERS.values())}))}]")
DEEPEST = 4
"""Quotations within quotations that are followed; a text that nests deeper is damaged."""


@dataclass(frozen=True)
class Pair:
    """Two marks that belong together.

    Attributes:
        start: code point of the opening mark.
        end: code point behind the closing one.
        depth: 0 for a quotation, 1 for one within it, and so on.
    """

    start: int
    end: int
    depth: int


def pair_marks(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[list[Pair], list[int]]:
    """Pair the quotation marks of a text, paragraph by paragraph, in linear time.

    Args:
        text: any text.
        paragraphs: (start, end) of each paragraph in code points.

    Returns:
        The pairs in text order, and the offsets of the marks that have no partner.

    >>> text = 'Er sagte: „Wir nennen es ‚Plan B‘.“ Sie schwieg: "Nein'
    >>> pairs, alone = pair_marks(text, [(0, len(text))])
    >>> [text[pair.start : pair.end] for pair in pairs], alone
    (['„Wir nennen es ‚Plan B‘.“', '‚Plan B‘'], [49])
    """
    pairs: list[Pair] = []
    alone: list[int] = []
    for start, end in paragraphs:
        opened: list[tuple[int, str]] = []
        for found in _MARK.finditer(text, start, end):
            position, mark = found.start(), found.group()
            if not _is_mark(text, position, mark):
                continue
            level = next(
                (i for i in range(len(opened) - 1, -1, -1) if mark in _CLOSERS[opened[i][1]]),
                None,
            )
            if mark in _ALWAYS_OPEN or level is None or _looks_opening(text, position, opened, level):
                if mark in _CLOSERS and len(opened) < DEEPEST and _can_open(text, position, mark):
                    opened.append((position, mark))
                elif mark not in _SINGLE and mark not in "’‘":
                    alone.append(position)
                continue
            alone += [at for at, sign in opened[level + 1 :] if sign not in _SINGLE]
            pairs.append(Pair(opened[level][0], position + 1, level))
            del opened[level:]
        alone += [at for at, sign in opened if sign not in _SINGLE]
    return sorted(pairs, key=lambda pair: (pair.start, -pair.end)), sorted(alone)


def _is_mark(text: str, position: int, mark: str) -> bool:
    """Whether a single mark is no apostrophe („Hans’“, „gibt's“)."""
    if mark not in "'’‘":
        return True
    before = text[position - 1] if position else " "
    behind = text[position + 1] if position + 1 < len(text) else " "
    return not (before.isalnum() and behind.isalnum())


def _can_open(text: str, position: int, mark: str) -> bool:
    behind = text[position + 1] if position + 1 < len(text) else " "
    before = text[position - 1] if position else " "
    if mark in "'‘":
        return not before.isalnum() and behind.isalnum()
    return not behind.isspace() or mark == "„"


def _looks_opening(text: str, position: int, opened: list[tuple[int, str]], level: int) -> bool:
    """Whether a mark that could close opens a new quotation: behind a blank and before a letter."""
    before = text[position - 1] if position else " "
    behind = text[position + 1] if position + 1 < len(text) else " "
    if text[position] == opened[level][1] or text[position] in "“”’‘":
        return False
    return before.isspace() and behind.isalnum()
