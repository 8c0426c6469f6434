"""What a person decides about a position: the records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analysis.errors import ReviewError
from analysis.layers.positions import MODALITIES, STANCES

KINDS = ("accept", "reject", "edit", "add")
"""What a person can do about a position; `add` is for one that the machine did not propose."""


class Evidence(NamedTuple):
    """Words of the article and where they stand."""

    start: int
    """Offset of the first character, in Unicode code points."""
    end: int
    """Offset behind the last character."""
    text: str
    """The words themselves; they must stand there for a decision to hold."""

    def holds(self, text: str) -> bool:
        """Whether an article has these words at this place.

        >>> Evidence(7, 12, "lehnt").holds("Moskau lehnt ab.")
        True
        """
        return text[self.start : self.end] == self.text


@dataclass(frozen=True)
class Statement:
    """What a position says, with the words that show it; fields as in the table `positions`.

    Raises:
        ReviewError: an unknown stance or modality, a cue without words, or offsets that do not fit the words.

    >>> Statement("reject", (Evidence(7, 12, "lehnt"), Evidence(13, 15, "ab")), ("Russland",)).cue_text
    'lehnt ab'
    """

    stance: str
    cue: tuple[Evidence, ...]
    actors: tuple[str, ...] = ()
    actor_spans: tuple[Evidence, ...] = ()
    issue: Evidence | None = None
    target: str | None = None
    source: str | None = None
    negated: bool = False
    modality: str = "asserted"

    def __post_init__(self) -> None:
        require_known("stance", self.stance, STANCES)
        require_known("modality", self.modality, MODALITIES)
        if not self.cue:
            raise ReviewError("a position needs the words that show it", remedy="give its cue")
        for start, end, text in self.evidence:
            if not 0 <= start < end or end - start != len(text):
                raise ReviewError(
                    f"the offsets {start}-{end} do not fit the {len(text)} characters of „{text}“",
                    remedy="count code points from 0, the end exclusive",
                )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words of the article that it rests on: cue, actors, issue."""
        return (*self.cue, *self.actor_spans, *((self.issue,) if self.issue else ()))

    @property
    def cue_text(self) -> str:
        """The words of the cue, joined by a blank."""
        return " ".join(part.text for part in self.cue)


@dataclass(frozen=True)
class Decision:
    """What a person decided about one position.

    Attributes:
        kind: one of `KINDS`.
        statement: the position as it shall be; for `reject` the one that is struck out.
        proposed: what the machine proposed when it was decided; None for `add`.
        reviewer: who decided, or "".
        date: when, or None.
        note: why, or "".
        file, line: where it was read, for messages.
    """

    kind: str
    statement: Statement
    proposed: Statement | None = None
    reviewer: str = ""
    date: datetime.date | None = None
    note: str = ""
    file: str | None = field(default=None, compare=False)
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        require_known("decision", self.kind, KINDS)
        if (self.proposed is None) != (self.kind == "add"):
            raise ReviewError(f"{self.kind} does not fit a position that was (not) proposed")
        if self.kind == "edit" and self.statement == self.proposed:
            raise ReviewError("an edit that changes nothing", remedy="accept it, or say what to change")

    @property
    def place(self) -> tuple[tuple[Evidence, ...], str]:
        """What decisions are sorted by: the cue, then everything else that is compared."""
        return self.statement.cue, repr((self.statement, self.kind, self.proposed))


def statement_of(row: Mapping[str, Any], text: str) -> Statement:
    """A row of the table `positions` with the words that it rests on.

    Args:
        row: one row, by column.
        text: the article's text.
    """
    return Statement(
        stance=row["stance"],
        cue=evidence(row["cue"], text),
        actors=tuple(row["actors"]),
        actor_spans=evidence(row["actor_spans"], text),
        issue=evidence([row["issue"]], text)[0] if isinstance(row["issue"], Sequence) else None,
        target=row["target"] if isinstance(row["target"], str) else None,
        source=row["source"] if isinstance(row["source"], str) else None,
        negated=bool(row["negated"]),
        modality=row["modality"],
    )


def ordered(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions in the order of the text; always the same order for the same decisions."""
    return tuple(sorted(decisions, key=lambda decision: decision.place))


def evidence(spans: Iterable[Sequence[int]], text: str) -> tuple[Evidence, ...]:
    """Places with the words that stand there.

    Raises:
        ReviewError: a place outside the text, or one without characters.

    >>> evidence([(0, 6)], "Moskau lehnt ab.")
    (Evidence(start=0, end=6, text='Moskau'),)
    """
    found = []
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            raise ReviewError(
                f"the offsets {start}-{end} mark nothing in a text of {len(text)} characters",
                remedy="count code points from 0, the end exclusive",
            )
        found.append(Evidence(int(start), int(end), text[start:end]))
    return tuple(found)


def require_known(what: str, value: str, known: Iterable[str]) -> None:
    """Raise a ReviewError that lists what is known, unless the value is."""
    if value not in known:
        raise ReviewError(f"unknown {what} „{value}“", remedy=f"known: {', '.join(known)}")
