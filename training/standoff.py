"""Names that we marked in sentences of the corpora: places of words, never the words themselves.

The corpora may be learned from but not handed on, so `annotated/names/*.tsv` holds, for each sentence,
a one-way fingerprint of its words and the names in it as ranges of words. Who has the corpora gets the
labels back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from training.sentence import Sentence

SOURCE = "own-labels"
UNKNOWN = "?"
HEADER = "sentence\tnames"
LABELS = frozenset({"PER", "LOC", "ORG", "MISC", UNKNOWN})

Span = tuple[int, int, str]
Marks = dict[str, tuple[Span, ...]]


class StandoffError(ValueError):
    """A line of a file with marked names is not well-formed; names file, line and what is wrong."""


def fingerprint(words: Sequence[str]) -> str:
    """A one-way mark of a sentence that tells its words apart.

    >>> fingerprint(("Guten", "Tag")) == fingerprint(("Guten Tag",))
    False
    """
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


def written(names: Sequence[Span]) -> str:
    """The names of a sentence as a cell of the table.

    >>> written([(0, 2, "PER"), (5, 6, "LOC")])
    '0-2:PER 5-6:LOC'
    """
    return " ".join(f"{start}-{end}:{label}" for start, end, label in names) or "-"


def read_marks(paths: Iterable[Path]) -> Marks:
    """Fingerprints of sentences with their names.

    Raises:
        StandoffError: for a line that is not `fingerprint TAB start-end:LABEL …`.
    """
    marks: Marks = {}
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.startswith("#") or line in ("", HEADER):
                continue
            try:
                mark, cell = line.split("\t")
                marks[mark] = () if cell == "-" else tuple(_span(item) for item in cell.split(" "))
            except ValueError as error:
                raise StandoffError(f"{path.name}, line {number}: {error}: {line}") from None
    return marks


def _span(item: str) -> Span:
    place, label = item.split(":")
    start, end = map(int, place.split("-"))
    if not 0 <= start < end or label not in LABELS:
        raise ValueError(f"no name: {item}")
    return start, end, label


def marked(sentence: Sentence, marks: Marks) -> Sentence | None:
    """`sentence` with the names that we marked in it; None if it is not among the marked ones.

    A name that could not be decided is unknown (None): nothing is learned from it.
    """
    spans = marks.get(fingerprint(sentence.words))
    if spans is None or (spans and spans[-1][1] > len(sentence)):
        return None
    names: list[str | None] = ["O"] * len(sentence)
    for start, end, label in spans:
        inside = None if label == UNKNOWN else f"I-{label}"
        names[start:end] = [inside] * (end - start)
        if inside:
            names[start] = f"B-{label}"
    return replace(sentence, source=SOURCE, names=tuple(names))


def parted(sentences: Iterable[Sentence], marks: Marks) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences that we marked, with their names, and the others as they are."""
    ours, others = [], []
    for sentence in sentences:
        found = marked(sentence, marks)
        if found is None:
            others.append(sentence)
        else:
            ours.append(found)
    return ours, others
