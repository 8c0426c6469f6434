"""The names of one article as a reader's index: each once, with its kind, its mentions and its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from analysis.briefing.characters import one_line, shortened

_EXCERPT = 56
"""Length of a first mention's surroundings in characters."""


@dataclass(frozen=True)
class Name:
    """A name of the article."""

    name: str
    """Canonical name, or the name as it is written."""
    label: str
    """Most frequent kind: PER, LOC, ORG, MISC."""
    mentions: int
    sentences: tuple[int, ...]
    """Numbers of the sentences that have it, from 1."""
    places: tuple[tuple[int, int], ...]
    """Where it stands."""
    excerpt: tuple[str, str, str]
    """A stretch of the first of these sentences: before the name, the name as written there, behind it."""


def names_of(report: Any) -> list[Name]:
    """Return the names of a report, the most frequent first, then in the order of the text."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in report.entities.sort_values("start").to_dict("records"):
        actor = row.get("actor")
        name = actor if isinstance(actor, str) and actor else row.get("name") or row["text"]
        groups.setdefault(name, []).append(row)
    names = []
    for name, rows in groups.items():
        label = Counter(row["label"] for row in rows).most_common(1)[0][0]
        numbers = tuple(dict.fromkeys(int(row["sentence"]) + 1 for row in rows))
        places = tuple((int(row["start"]), int(row["end"])) for row in rows)
        found = Name(one_line(name), label, len(rows), numbers, places, _excerpt(report, rows[0]))
        names.append((rows[0]["start"], found))
    return [name for _, name in sorted(names, key=lambda pair: (-pair[1].mentions, pair[0]))]


def _excerpt(report: Any, row: dict[str, Any]) -> tuple[str, str, str]:
    sentence = report.sentences.iloc[int(row["sentence"])]
    offset = int(sentence["start"])
    return around(str(sentence["text"]), int(row["start"]) - offset, int(row["end"]) - offset)


def around(text: str, start: int, end: int, width: int = _EXCERPT) -> tuple[str, str, str]:
    r"""Return about `width` characters of a text around a place in it, cut between words.

    >>> around("Die Ukraine und die USA wollen ihre Gespräche heute in Florida fortsetzen.", 55, 62, 40)
    ('…\xa0Gespräche heute in ', 'Florida', '\xa0…')
    """
    first, last = 0, len(text)
    if len(text) > width:
        room = max(width - (end - start), 0)
        first = max(0, min(start - room * 2 // 3, len(text) - width))
        last = min(len(text), max(end, first + width))
    if first > 0:
        blank = text.find(" ", first, start)
        first = blank + 1 if blank >= 0 else start
    if last < len(text):
        blank = text.rfind(" ", end, last)
        last = blank if blank >= 0 else end
    # The marks of omission keep to their neighbours: alone in a line they look like an error.
    before = ("…\u00a0" if first > 0 else "") + one_line(text[first:start])
    behind = one_line(text[end:last]).rstrip() + ("\u00a0…" if last < len(text) else "")
    return before, shortened(text[start:end], 80), behind
