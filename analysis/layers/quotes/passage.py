"""A sentence as the layer for quotations sees it: its words, and the clauses they make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Token

from analysis.language.columns import columns


@dataclass
class Clause:
    """A clause: stretches of words (an embedded clause cuts it in pieces).

    Attributes:
        kind: one of the constants of `segments`.
        pieces: (first, behind last) positions in `Passage.words`.
        separator: the mark in front of it, or "".
        conjunction: the coordinating conjunction that it begins with, in lower case, or "".
        opener: the first word behind that, in lower case.
        finite: position of its finite verb, or None.
        inside: number of the clause that it stands in or depends on, or None.
    """

    kind: str
    pieces: list[tuple[int, int]]
    separator: str = ""
    conjunction: str = ""
    opener: str = ""
    finite: int | None = None
    inside: int | None = None

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def positions(self) -> Iterator[int]:
        """The positions of its words."""
        for start, end in self.pieces:
            yield from range(start, end)


@dataclass
class Passage:
    """A sentence, or several that one pair of quotation marks holds together.

    Attributes:
        words: its tokens without white space.
        blocks: position of the first and behind the last word of each quotation that stands as a whole.
        partial: the same for quotations that are part of somebody else's sentence.
        clauses: in text order.
        end: position behind the last word that is no final punctuation.
    """

    words: list[Token]
    blocks: list[tuple[int, int]] = field(default_factory=list)
    partial: list[tuple[int, int]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    end: int = 0

    @cached_property
    def places(self) -> list[int]:
        """Indices of the words in the Doc."""
        first, last = (self.words[0].i, self.words[-1].i) if self.words else (0, -1)
        if last - first + 1 == len(self.words):
            return [*range(first, last + 1)]  # no white space is left out
        return [word.i for word in self.words]

    @cached_property
    def text(self) -> list[str]:
        """The words as written."""
        return self._of("text")

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return self._of("lower")

    @cached_property
    def tag(self) -> list[str]:
        """Their tags (STTS)."""
        return self._of("tag")

    @cached_property
    def finite(self) -> list[bool]:
        """For each word whether it is a finite verb."""
        return self._of("finite")

    def _of(self, name: str) -> list[Any]:
        if not self.words:
            return []
        known, places = getattr(columns(self.words[0].doc), name), self.places
        if places[-1] - places[0] + 1 == len(places):
            return known[places[0] : places[-1] + 1]
        return list(map(known.__getitem__, places))

    def clause_at(self, position: int) -> int | None:
        """Number of the clause that a position belongs to."""
        for number, found in enumerate(self.clauses):
            if any(start <= position < end for start, end in found.pieces):
                return number
        return None

    def tokens(self, start: int, end: int) -> set[int]:
        """Doc indices of the words from `start` to `end`."""
        return set(self.places[start:end])
