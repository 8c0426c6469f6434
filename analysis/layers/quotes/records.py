"""The record of a quotation: a statement of others, with its parts as spans of the text."""

from __future__ import annotations

from dataclasses import dataclass

Spans = tuple[tuple[int, int], ...]

TYPES = ("direct", "indirect", "reported", "free_indirect", "indirect_free_indirect")

COLUMNS = {
    "type": "direct, indirect, reported, free_indirect or indirect_free_indirect",
    "quote": "the words reported: list of (start, end), quotation marks included",
    "speaker": "who said it, as written: list of (start, end), perhaps in an earlier sentence; may be empty",
    "cue": "the words that say that somebody speaks („teilte … mit“): list of (start, end); may be empty",
    "frame": "the clause or phrase around the cue: list of (start, end); may be empty",
    "addressee": "who was spoken to: list of (start, end); may be empty",
    "quote_text": "the words reported; parts that stand apart are joined by „ … “",
    "speaker_name": "canonical name of the speaker; null where it cannot be told",
    "sentence": "index of the sentence in which the quote begins",
    "rule": "what decided: kind of cue and its entry in the lexicon („verb:betonen“, „preposition:laut“, …)",
}


@dataclass(frozen=True)
class Quotation:
    """A statement of others.

    Attributes:
        type: one of `TYPES`.
        quote, speaker, cue, frame, addressee: (start, end) of each stretch in code points, in text order.
        quote_text: the words reported.
        speaker_name: canonical name, or None.
        sentence: index of the sentence in which the quote begins.
        rule: what decided.
    """

    type: str
    quote: Spans
    speaker: Spans
    cue: Spans
    frame: Spans
    addressee: Spans
    quote_text: str
    speaker_name: str | None
    sentence: int
    rule: str


@dataclass
class Draft:
    """A quotation in the making: its parts as sets of token indices of the Doc."""

    type: str
    quote: set[int]
    rule: str
    speaker: set[int]
    cue: set[int]
    frame: set[int]
    addressee: set[int]

    @classmethod
    def of(cls, type: str, quote: set[int], rule: str, **parts: set[int]) -> Draft:
        """A draft with the parts that are given, the others empty."""
        empty: dict[str, set[int]] = {name: set() for name in ("speaker", "cue", "frame", "addressee")}
        return cls(type, quote, rule, **(empty | parts))
