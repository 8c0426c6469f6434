"""From sentences to quotations: cues, attributions and free statements, put together in text order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from analysis.language.mood import is_reported_mood
from analysis.layers.quotes.clauses import inner_passages, passages
from analysis.layers.quotes.cues import Cue, cues
from analysis.layers.quotes.free import (
    announced_quotation,
    by_comma,
    free_draft,
    inner_quotations,
    lone_quotations,
    marked_words,
    reported_act,
)
from analysis.layers.quotes.nouns import noun_drafts
from analysis.layers.quotes.particles import particle_drafts
from analysis.layers.quotes.passage import Passage
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import MAIN
from analysis.layers.quotes.speakers import speaker_of
from analysis.layers.quotes.verbs import drafts_of, pointing_back
from analysis.lexicon.classes import word_class

if TYPE_CHECKING:
    pass

_SAME_SPEAKER = word_class("same_speaker")


def drafts_of_text(
    doc: Doc, outer: list[tuple[int, int]], inner: list[tuple[int, int]], paragraphs: list[tuple[int, int]]
) -> list[Draft]:
    found: list[Draft] = []
    paragraph_ends = [end for _, end in paragraphs]
    number, last_paragraph = 0, -1
    last: set[int] | None = None
    before: Passage | None = None
    for passage in passages(doc, outer):
        start = passage.words[0].idx
        while number < len(paragraph_ends) - 1 and paragraph_ends[number] <= start:
            number += 1
        follows = last is not None and last_paragraph == number
        verbs = list(cues(passage))
        here = _passage_drafts(passage, verbs, follows, before)
        if here and here[0].rule.startswith("back:"):
            found = [d for d in found if d.type != "reported" or not d.quote <= here[0].quote]
        before = passage
        for draft in here:
            if not draft.speaker and not draft.cue and last is not None:
                draft.speaker = set(last)
        here = _merged(found, here, passage)
        found += here
        nested = _nested(passage, inner)
        if here or _joined(found, passage):
            framed = [d for d in here if d.speaker and (d.cue or d.frame or d.type == "reported")]
            last = framed[-1].speaker if framed else next((d.speaker for d in here if d.speaker), last)
            last_paragraph = number
        elif not here:
            last = _latent_speaker(passage, verbs) or last
        found += nested
    return found


def _nested(passage: Passage, inner: list[tuple[int, int]]) -> list[Draft]:
    """What a speaker quotes in turn: „Ich glaube, dass …“, „Moskau hat gesagt: ‚Nein‘“."""
    drafts: list[Draft] = []
    for within in inner_passages(passage, inner):
        for cue in cues(within):
            drafts += drafts_of(within, cue)
        drafts += particle_drafts(within)
    # „Ich hoffe, dass …“ is still the same speaker, not a quotation of somebody else.
    others = [
        d
        for d in drafts
        if d.speaker and passage.words[0].doc[min(d.speaker)].text.lower() not in _SAME_SPEAKER
    ]
    return _without_doubles([d for d in others if d.cue])


def _latent_speaker(passage: Passage, verbs: list[Cue]) -> set[int]:
    """Who acts by speaking in a sentence without reported words („Brandt wies die Kritik zurück“)."""
    for cue in verbs:
        if passage.clauses[cue.clause].kind == MAIN and not cue.passive:
            found = speaker_of(passage, cue, passage.clauses[cue.clause].end)
            if found:
                return {passage.words[i].i for i in found}
    return set()


def _joined(found: list[Draft], passage: Passage) -> bool:
    return bool(found) and passage.words[-1].i in found[-1].quote


def _merged(found: list[Draft], here: list[Draft], passage: Passage) -> list[Draft]:
    """Join a free statement to the free statement of the sentence just before it."""
    if not found or not here:
        return here
    first, before = here[0], found[-1]
    kinds = ("indirect_free_indirect", "free_indirect")
    for earlier in reversed(found[-4:]):
        if earlier.type in kinds:
            before = earlier
            break
    gap = min(first.quote) - max(before.quote) - 1
    between = passage.words[0].doc[max(before.quote) + 1 : min(first.quote)]
    if (
        first.type == before.type
        and first.type in kinds
        and not first.cue
        and (gap == 0 or (gap == 1 and between.text == " "))
    ):
        before.quote |= first.quote
        return here[1:]
    return here


def _passage_drafts(passage: Passage, verbs: list[Cue], follows: bool, before: Passage | None) -> list[Draft]:
    drafts: list[Draft] = []
    for cue in verbs:
        if _is_itself_reported(passage, cue, follows):
            continue
        back = pointing_back(passage, cue, before)
        if back is not None:
            back.rule = "back:" + back.rule
        drafts += [back] if back is not None else drafts_of(passage, cue)
    drafts += particle_drafts(passage)
    drafts = _without_doubles(drafts)
    taken = {i for draft in drafts for i in draft.quote | draft.frame}
    drafts += noun_drafts(passage, taken)
    fallback = by_comma(passage, {i for draft in drafts for i in draft.quote | draft.frame})
    if fallback is not None:
        drafts.append(fallback)
    announced = announced_quotation(passage, taken)
    if announced is not None:
        drafts.append(announced)
    taken = {i for draft in drafts for i in draft.quote | draft.frame}
    free = free_draft(passage, taken, follows)
    if free is not None and free.rule == "mood:open" and verbs:
        free = None  # the sentence has a reporting verb of its own
    if free is not None and len(free.quote) > 2:
        drafts.insert(0, free)
        taken |= free.quote
    used = _used(drafts)
    for cue in verbs:
        marked = marked_words(passage, cue, used)
        used |= _used(marked)
        drafts += marked
    if not drafts:
        for cue in verbs:
            act = reported_act(passage, cue, taken)
            if act is not None:
                drafts.append(act)
                break
    quoted = {i for draft in drafts if draft.type == "direct" for i in draft.quote}
    inner = inner_quotations(passage, drafts)
    drafts += lone_quotations(passage, quoted | {i for d in drafts if d.type != "direct" for i in d.quote})
    drafts += [d for d in inner if not d.quote & quoted]
    return drafts


def _used(drafts: list[Draft]) -> set[int]:
    """The words of quotations and of their cues."""
    cues_of = [draft.cue for draft in drafts if draft.type != "direct" or not draft.rule.startswith("marks")]
    return set().union(*cues_of, *(draft.quote for draft in drafts))


def _is_itself_reported(passage: Passage, cue: Cue, follows: bool) -> bool:
    """Whether a verb of saying is itself in the free subjunctive: „Er hoffe, dass …“."""
    clause = passage.clauses[cue.clause]
    first = next((n for n, c in enumerate(passage.clauses) if c.kind == MAIN and c.finite is not None), None)
    if first != cue.clause or clause.finite is None or clause.finite == clause.start:
        return False
    finite = passage.words[clause.finite]
    return is_reported_mood(finite) or (
        follows and finite.text.lower() in ("würden", "würde", "hätten", "hätte", "wären")
    )


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """One quotation for the same words: the first rule that found it."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.quote and not any(draft.quote == other.quote for other in kept):
            kept.append(draft)
    return kept
