"""What an attribution covers: the statement around „laut …“, „so …“ or „demnach“."""

from __future__ import annotations

from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import BLOCK, INFINITIVE, MAIN, RELATIVE, SUB, WH


def block_before(passage: Passage, position: int) -> Clause | None:
    for clause in passage.clauses:
        if clause.kind == BLOCK and clause.end in (position, position - 1) and clause.end <= position:
            return clause
    return None


def statement(
    passage: Passage, number: int, name: str, start: int, end: int, speaker: set[int], cue: set[int]
) -> Draft | None:
    clause = passage.clauses[number]
    words = passage.words
    frame = set(range(start, end))
    if clause.kind in (SUB, RELATIVE, WH, INFINITIVE):
        quote = set(range(clause.start, clause.end))
        if clause.kind == SUB and clause.opener in (
            "dass",
            "daß",
            "weil",
            "da",
            "obwohl",
            "während",
            "nachdem",
        ):
            quote.discard(clause.start)
    else:
        quote = set(range(statement_start(passage, number, start), passage.end))
    quote -= frame
    for edge in (min(quote, default=0), max(quote, default=0)):
        if quote and words[edge].text in (",", "–"):
            quote.discard(edge)
    if len(quote) < 2:
        return None
    block = next(
        (
            c
            for c in passage.clauses
            if c.kind == BLOCK and set(range(c.start, c.end)) >= {i for i in quote if words[i].text != ":"}
        ),
        None,
    )
    return draft_of(
        passage,
        "direct" if block else "indirect",
        set(range(block.start, block.end)) if block else quote,
        name,
        speaker,
        cue,
        frame,
    )


def statement_start(passage: Passage, number: int, position: int) -> int:
    """Where the statement around an attribution begins: at the sentence, or at its own coordinated clause."""
    start = 0
    for clause in passage.clauses[: number + 1]:
        strong = clause.separator in (";", "–", "—", ":")
        anew = clause.kind == MAIN and clause.conjunction in ("aber", "doch", "jedoch", "denn", "sondern")
        if clause.start and (strong or anew) and clause.start <= position:
            start = clause.start
        if (
            clause.start
            and clause.kind == MAIN
            and clause.conjunction == "und"
            and position <= clause.start + 2
            and clause.start <= position
        ):
            start = clause.start + 1
    return start


def draft_of(
    passage: Passage, type: str, quote: set[int], name: str, speaker: set[int], cue: set[int], frame: set[int]
) -> Draft:
    words = passage.words

    def of(positions: set[int]) -> set[int]:
        return {words[i].i for i in positions}

    return Draft.of(type, of(quote), f"particle:{name}", speaker=of(speaker), cue=of(cue), frame=of(frame))
