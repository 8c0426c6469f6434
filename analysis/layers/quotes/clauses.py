"""Clauses by commas and verb positions: what the tree says is checked against what German spelling says.

German sets a comma (or a colon, dash or bracket) at every boundary between a clause and its subordinate
clauses, and the place of the finite verb tells main clauses (first or second) from subordinate ones (last).
So clauses can be found even where a parser slips. Source: Duden, Die Grammatik (2022), „Stellungsfelder“;
Amtliche Regelung der deutschen Rechtschreibung, § 71 ff.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.segments import (
    BLOCK,
    FRAGMENT,
    MAIN,
    RELATIVE,
    SEPARATORS,
    STRONG,
    SUB,
    TERMINALS,
    WH,
    describe,
    segments,
)


def passages(doc: Doc, quotes: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """Cut a text into passages.

    Args:
        doc: a Doc with sentence boundaries and tags.
        quotes: (first token, behind last token) of each outermost quotation in marks, in text order.
    """
    pending: list[Token] = []
    words, passed = columns(doc), 0
    for first, behind in words.bounds:
        pending += [doc[i] for i in range(first, behind) if not words.space[i]]
        while passed < len(quotes) and quotes[passed][1] <= behind:
            passed += 1
        if passed < len(quotes) and quotes[passed][0] < behind:
            continue  # a quotation goes on into the next sentence
        yield from _pieces(pending, quotes)
        pending = []
    yield from _pieces(pending, quotes)


LONGEST = 600
"""Words; no sentence is longer. A damaged text is cut here, so that the cost grows with its length only."""


def _pieces(words: list[Token], quotes: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    for start in range(0, len(words), LONGEST):
        yield _passage(words[start : start + LONGEST], quotes)


def inner_passages(passage: Passage, quotes: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """The sentences within the quotations of a passage, so that what a speaker quotes is found too.

    Args:
        passage: with its `blocks`.
        quotes: (first token, behind last token) of each quotation within a quotation.
    """
    for start, end in passage.blocks:
        pending: list[Token] = []
        for word in passage.words[start + 1 : end - 1]:
            if pending and word.is_sent_start and not any(first < word.i < last for first, last in quotes):
                yield _passage(pending, quotes)
                pending = []
            pending.append(word)
        if len(pending) > 3:
            yield _passage(pending, quotes)


def _passage(words: list[Token], quotes: Sequence[tuple[int, int]]) -> Passage:
    passage = Passage(words, end=len(words))
    while passage.end > 0 and passage.text[passage.end - 1] in TERMINALS:
        passage.end -= 1
    first, last = words[0].i, words[-1].i
    position_of: dict[int, int] = {}
    for start, end in quotes[bisect_left(quotes, (first, 0)) :]:
        if start > last:
            break
        position_of = position_of or {i: position for position, i in enumerate(passage.places)}
        if start in position_of:
            inner = [position_of[i] for i in range(start, min(end, last + 1)) if i in position_of]
            span = (inner[0], inner[-1] + 1)
            (passage.blocks if _is_whole(passage, span) else passage.partial).append(span)
    passage.clauses = _clauses(passage)
    return passage


def _is_whole(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether a quotation stands as a sentence or clause of its own, set off on both sides."""
    start, end = span
    words = passage.words
    before = words[start - 1].text if start else ""
    behind = words[end].text if end < len(words) else ""
    opens = not start or before in SEPARATORS | TERMINALS
    closes = end >= passage.end or behind in SEPARATORS | TERMINALS
    if not (opens and closes):
        return False
    if before in (":", "") or before in TERMINALS:
        return True
    return any(passage.finite[start:end]) or words[end - 2].text in TERMINALS


def _clauses(passage: Passage) -> list[Clause]:
    found: list[Clause] = []
    unfinished: list[int] = []
    for start, end, separator in segments(passage):
        segment = describe(passage, start, end, separator)
        closing = _closes(passage, segment, unfinished, found)
        if closing is not None:
            found[closing].pieces.append((start, end))
            if found[closing].finite is None:
                found[closing].finite = segment.finite
            del unfinished[unfinished.index(closing) :]
            continue
        segment.inside = unfinished[-1] if unfinished else (len(found) - 1 if found else None)
        if segment.kind == FRAGMENT:
            home = unfinished[-1] if unfinished else _home(found)
            if (
                home is not None
                and found[home].kind == WH
                and found[home].opener == "wie"
                and found[home].inside is not None
            ):
                home = found[home].inside  # „Der Abzug beginnt, wie es hieß, im Mai“
            if home is not None and separator not in STRONG:
                found[home].pieces.append((start, end))
                continue
            segment.kind = MAIN
        found.append(segment)
        if segment.finite is None and segment.kind in (MAIN, SUB, RELATIVE, WH):
            unfinished.append(len(found) - 1)
    return found


def _home(found: list[Clause]) -> int | None:
    """The clause that a fragment behind it belongs to: the last one that is no quotation."""
    for number in range(len(found) - 1, -1, -1):
        if found[number].kind != BLOCK:
            return number
    return None


def _closes(passage: Passage, segment: Clause, unfinished: list[int], found: list[Clause]) -> int | None:
    """The unfinished clause that a segment with a verb completes, or None."""
    if segment.finite is None or not unfinished or segment.kind in (SUB, RELATIVE, WH):
        return None
    if segment.separator == ":":
        return None
    last = unfinished[-1]
    if found[last].kind == MAIN:
        return last if not segment.conjunction or segment.finite <= segment.start + 1 else None
    words = passage.words
    if segment.finite == segment.start and len(unfinished) > 1 and found[unfinished[-2]].kind == MAIN:
        return unfinished[-2]
    ends = segment.finite >= segment.end - 1 or all(
        words[i].tag_.startswith("V") for i in range(segment.finite, segment.end)
    )
    return last if ends else None
