"""Noun cues: „die Forderung, dass …“, „der Verdacht, … zu …“, with light verbs around them."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.language.mood import is_reported_mood
from analysis.layers.quotes.frames import content_end, frame_start
from analysis.layers.quotes.lexemes import reporting_nouns
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.phrases import noun_phrase, trimmed
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import BLOCK, INFINITIVE, MAIN, SUB, WH
from analysis.layers.quotes.speakers import phrase_subject
from analysis.lexicon.classes import word_class

_LIGHT = word_class("light_verb")


def noun_drafts(passage: Passage, taken: set[int]) -> Iterator[Draft]:
    """The quotations that a noun of saying or thinking introduces.

    Args:
        passage: a sentence.
        taken: Doc indices of the words that a verb has already introduced.
    """
    words = passage.words
    for number, content in enumerate(passage.clauses):
        if not number or content.kind == BLOCK or content.separator != "," or content.conjunction:
            continue
        if words[content.start].i in taken:
            continue
        found = _noun_before(passage, content)
        if found is None:
            continue
        noun, uses = found
        if not _takes(passage, content, uses):
            continue
        home = passage.clause_at(noun)
        if home is None:
            continue
        clause = passage.clauses[home]
        end = content_end(passage, number, home)
        first = frame_start(passage, home, clause)
        frame = set(range(first, content.start))
        frame |= {i for s, e in clause.pieces if s >= end for i in range(max(end, s - 1), e)}
        start = noun
        while start > clause.start and words[start - 1].tag_ in ("ART", "ADJA", "PPOSAT", "PDAT", "PIAT"):
            start -= 1
        cue = {noun} | {i for i in range(start, noun) if words[i].tag_ in ("ART", "PPOSAT", "PIAT")}
        speaker: set[int] = set()
        if clause.finite is not None and words[clause.finite].text.lower() in _LIGHT:
            cue.add(clause.finite)
            speaker = phrase_subject(passage, clause, content.start) - cue
        if not speaker or noun in speaker:
            speaker = _owner(passage, noun, content.start)
        if words[start].tag_ == "PPOSAT" and not speaker:
            speaker = {start}
        quote = set(range(content.start, end))

        def of(positions: set[int]) -> set[int]:
            return {words[i].i for i in positions}

        name = words[noun].lemma_ or words[noun].text
        yield Draft.of(
            "indirect",
            of(quote),
            f"noun:{name}",
            speaker=of(speaker - quote),
            cue=of(cue),
            frame=of(frame - quote),
        )


def _takes(passage: Passage, content: Clause, uses: frozenset[str]) -> bool:
    if content.kind == INFINITIVE:
        return "infinitive" in uses and content.opener not in ("um", "ohne", "statt", "anstatt")
    if "clause" not in uses:
        return False
    if content.kind == SUB:
        return content.opener in ("dass", "daß", "ob")
    if content.kind == MAIN:
        return content.finite is not None and is_reported_mood(passage.words[content.finite])
    return content.kind == WH and content.opener != "wie"


def _noun_before(passage: Passage, content: Clause) -> tuple[int, frozenset[str]] | None:
    """The reporting noun in front of a clause: the last noun, or one that a genitive hangs on."""
    words = passage.words
    position = content.start - 1
    while position >= 0 and words[position].text in (",", "–"):
        position -= 1
    steps = 0
    while position >= 0 and steps < 7:
        word = words[position]
        if word.tag_ == "NN":
            uses = reporting_nouns(word.text, word.lemma_)
            if uses & {"clause", "infinitive"}:
                return position, uses
        if (word.tag_[:1] == "V" and steps) or word.text in (",", ":", ";"):
            return None
        position -= 1
        steps += 1
    return None


def _owner(passage: Passage, noun: int, limit: int) -> set[int]:
    """Whose words they are: the genitive or „von …“ behind the noun, or the possessive before it."""
    words = passage.words
    start = noun + 1
    if start < limit and words[start].text.lower() in ("von", "vom", "durch"):
        start += 1
    elif start >= limit or words[start].tag_ not in ("ART", "NE", "PPOSAT", "ADJA", "PDAT"):
        if noun and words[noun - 1].tag_ in ("NE", "PPOSAT"):
            return {noun - 1}
        return set()
    return set(trimmed(words, range(start, noun_phrase(words, start, limit))))
