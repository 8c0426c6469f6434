"""Text from anywhere made fit for print, without changing what a reader reads.

Text reaches the page as data and is never markup. What is left are characters that no font has a picture
of, that PDF/A forbids, or that change what the eye sees without being seen: these become visible.
"""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # overrides and isolates of writing direction
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"  # surrogates, private use, non-characters
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"  # tags (hidden text), private use
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff]"
)
# Longest German words in news have some 40 letters and are hyphenated; what is longer is no word.
PROSE_RUN = 60
CELL_RUN = 24
CODE_RUN = 72


def printable(text: object, run: int = PROSE_RUN) -> str:
    r"""Return text fit for print: every character visible, no stretch of more than `run` without a break.

    >>> printable("Frieden\x00 jetzt")
    'Frieden␀ jetzt'
    >>> printable("Kiew\u202eVerhandlung")
    'Kiew⟨U+202E⟩Verhandlung'
    """
    shown = str(text).replace("\r\n", "\n").replace("\r", "\n")
    shown = shown.replace("\u2028", "\n").replace("\u2029", "\n")
    shown = _UNFIT.sub(_visible, shown)
    return _break_long(shown, run) if len(shown) > run else shown


def without_escapes(text: str) -> str:
    r"""Return terminal output without colour codes.

    >>> without_escapes("\x1b[31mFehler\x1b[0m")
    'Fehler'
    """
    return _ESCAPES.sub("", text)


def one_line(text: str) -> str:
    """Return text with every stretch of white space as one blank.

    >>> one_line("Kiew\\n  und Moskau")
    'Kiew und Moskau'
    """
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)


def shortened(text: str, limit: int) -> str:
    r"""Return text cut at a word's end to at most `limit` characters, with an ellipsis where it was cut.

    >>> shortened("Die Gespräche dauern an", 15)
    'Die Gespräche\xa0…'
    """
    text = one_line(text).strip()
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut].rstrip(" ,;:–-") + "\u00a0…") if cut > limit // 2 else head + "…"


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code == 0xFEFF:  # a byte order mark in the middle of a text: a word joiner in today's Unicode
        return "\u2060"
    if 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "\ufffd"
    return f"⟨U+{code:04X}⟩"


def _break_long(text: str, run: int) -> str:
    """Put a zero-width space into stretches without a blank, never before a combining character."""
    return re.sub(rf"[^\s\u200b]{{{run + 1},}}", lambda match: _pieces(match.group(), run), text)


def _pieces(word: str, run: int) -> str:
    pieces = []
    start = 0
    while start < len(word):
        end = min(start + run, len(word))
        while end < len(word) and (unicodedata.combining(word[end]) or word[end] in "\u200d\ufe0e\ufe0f"):
            end += 1
        pieces.append(word[start:end])
        start = end
    return "\u200b".join(pieces)
