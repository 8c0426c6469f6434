"""Prepositions and particles that attribute a statement: laut, nach Angaben, zufolge, so X, demnach."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language.mood import is_finite, is_reported_mood
from analysis.layers.quotes.lexemes import particle_kinds
from analysis.layers.quotes.passage import Passage
from analysis.layers.quotes.phrases import noun_phrase, trimmed
from analysis.layers.quotes.prepositions import postposition, preposition, source_phrase
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.statements import block_before, draft_of, statement, statement_start

_NAME_OPENERS = frozenset(
    [
        "ART",
        "NN",
        "NE",
        "PPER",
        "PPOSAT",
        "ADJA",
        "PIAT",
        "PDAT",
        "PIDAT",
        "CARD",
        "APPRART",
        "XY",
        "FM",
        "TRUNC",
    ]
)


def particle_drafts(passage: Passage) -> Iterator[Draft]:
    """The quotations of a passage that a preposition or particle introduces."""
    quoted = {i for start, end in passage.blocks for i in range(start, end)}
    kinds = particle_kinds()
    for i, form in enumerate(passage.lower[: passage.end]):
        kind = kinds.get(form)
        if kind is None or i in quoted:
            continue
        draft = None
        if kind == "before":
            draft = preposition(passage, i)
        elif kind == "noun":
            draft = source_phrase(passage, i)
        elif kind == "behind":
            draft = postposition(passage, i)
        elif kind == "name":
            draft = _name(passage, i)
        elif kind == "alone":
            draft = _alone(passage, i)
        elif kind == "opens":
            draft = _opening(passage, i)
        if draft is not None:
            yield draft


def _name(passage: Passage, i: int) -> Draft | None:
    """„…, so Witkoff“: behind a boundary, without a verb."""
    words = passage.words
    if not i or i + 1 >= passage.end or words[i + 1].tag_ not in _NAME_OPENERS:
        return None
    before = words[i - 1]
    at_block = any(end == i for _, end in passage.blocks) or any(end == i for _, end in passage.partial)
    if before.text not in (",", "–", "-", "(") and not at_block:
        return None
    stop = i + 1
    while (
        stop < passage.end
        and words[stop].text not in (",", ";", ":", "–", "(", ")")
        and words[stop].text not in "„»"
    ):
        if is_finite(words[stop]):
            return None
        stop += 1
    number = passage.clause_at(i)
    if number is None:
        return None
    end = noun_phrase(words, i + 1, stop)
    if end <= i + 1 or not any(words[k].tag_ in ("NN", "NE", "PPER", "FM", "XY") for k in range(i + 1, end)):
        return None
    speaker = set(trimmed(words, range(i + 1, end)))
    if stop < passage.end and words[stop].text == "," and end == stop:
        more = stop + 1
        while more < passage.end and words[more].text != ",":
            if is_finite(words[more]):
                break
            more += 1
        else:
            following = noun_phrase(words, stop + 1, more)
            if following == more and following > stop + 1 and words[stop + 1].tag_ in _NAME_OPENERS:
                speaker |= set(range(stop, following))
                stop = more
    first = i - 1 if before.text in (",", "–", "-", "(") else i
    last = stop
    if last < passage.end and words[last].text in (",", "–", ")"):
        last += 1
    frame = set(range(first, last))
    block = block_before(passage, first)
    if block is not None:
        quote, type = set(range(block.start, block.end)), "direct"
    else:
        start = statement_start(passage, number, i)
        quote = set(range(start, passage.end)) - frame
        type = "indirect"
    return draft_of(passage, type, quote, "so", speaker, {i}, frame)


def _alone(passage: Passage, i: int) -> Draft | None:
    words = passage.words
    if words[i].text.lower() == "danach" and i > 0:
        return None
    number = passage.clause_at(i)
    if number is None:
        return None
    finite = passage.clauses[number].finite
    if words[i].text.lower() == "danach" and (
        finite is None
        or not (is_reported_mood(words[finite]) or words[finite].text.lower() in ("soll", "sollen"))
    ):
        return None  # „danach“ as a time
    return statement(passage, number, words[i].text.lower(), i, i + 1, {i}, {i})


def _opening(passage: Passage, i: int) -> Draft | None:
    number = passage.clause_at(i)
    if number is None:
        return None
    clause = passage.clauses[number]
    if i != clause.start:
        return None
    end = max(e for s, e in clause.pieces)
    home = passage.clauses[number - 1] if number else None
    frame = {*(home.positions() if home else ()), i}
    if home is not None:
        frame |= set(range(home.start, i + 1))
    return draft_of(passage, "indirect", set(range(i + 1, end)), "wonach", set(), {i}, frame)
