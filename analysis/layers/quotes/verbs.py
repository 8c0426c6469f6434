"""What a reporting verb reports: complement clauses, infinitives, words in front of it, and noun phrases."""

from __future__ import annotations

from analysis.language.mood import SUBJUNCTIVE_1, SUBJUNCTIVE_2, is_reported_mood, moods
from analysis.layers.quotes.addressees import addressee_of
from analysis.layers.quotes.cues import Cue
from analysis.layers.quotes.frames import (
    CONTENT_OPENERS,
    content_end,
    end_of_frame,
    frame_start,
    reported_later,
    with_objects,
    without_comma,
)
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.records import Draft
from analysis.layers.quotes.segments import BLOCK, INFINITIVE, MAIN, RELATIVE, SUB, WH
from analysis.layers.quotes.speakers import phrase_behind, speaker_of

# Verbs of doing something by speaking: a second main clause in the indicative is the report's.
_NO_SPEECH = frozenset(
    [
        "demanding",
        "deciding",
        "agreeing",
        "rejecting",
        "denying",
        "praising",
        "threatening",
        "promising",
        "proposing",
    ]
)
_FARTHEST = 3
"""Clauses that may stand between a verb and what it reports (relative clauses, „wenn …“)."""


def drafts_of(passage: Passage, cue: Cue) -> list[Draft]:
    """The quotations that a reporting verb introduces: none, one, or two around its frame."""
    clause = passage.clauses[cue.clause]
    if clause.kind == WH and clause.opener == "wie":
        return _as_frame(passage, cue, clause)
    ahead = _complement(passage, cue, clause)
    goes_on = (
        ahead is not None
        and passage.clauses[ahead[0]].kind == BLOCK
        and passage.clauses[ahead[0]].separator != ":"
    )
    if (ahead is None or goes_on) and _stands_behind(passage, cue, clause):
        return _words_before(passage, cue, clause)
    if ahead is None:
        return []
    draft = _forward(passage, cue, clause, ahead)
    block = next((c for c in passage.clauses[ahead[0] + 1 :] if c.kind == BLOCK and c.separator == ":"), None)
    if block is None or draft.type == "direct" or clause.kind not in (MAIN, SUB):
        return [draft]
    words = passage.tokens(block.start, block.end)
    more = Draft(
        "direct",
        words,
        draft.rule,
        set(draft.speaker),
        set(draft.cue),
        set(draft.frame),
        set(draft.addressee),
    )
    return [draft, more]


def _complement(passage: Passage, cue: Cue, clause: Clause) -> tuple[int, int] | None:
    """(number of the clause, position) at which what is reported begins behind its verb."""
    takes = cue.verb.complements | ({"clause"} if "dass" in cue.verb.complements else set())
    skipped = 0
    for number, other in enumerate(passage.clauses):
        if other is clause or other.start <= cue.position:
            continue
        if number < cue.clause:
            continue
        is_colon = other.separator == ":"
        if is_colon or other.kind == BLOCK:
            inner = clause.kind in (SUB, RELATIVE, INFINITIVE) and cue.clause > 0
            if is_colon and (
                (inner and "direct" not in takes) or (other.kind != BLOCK and "clause" not in takes)
            ):
                return None
            return number, other.start
        if other.kind == SUB and other.opener in CONTENT_OPENERS and not other.conjunction:
            return (number, other.start) if takes & {"clause", "infinitive"} or cue.verb.correlate else None
        if other.kind == WH and "clause" in takes and not skipped:
            if other.opener == "wie" and reported_later(passage, number):
                continue  # „…, wie sich die Junta nennt, die Lage sei ruhig“
            return number, other.start
        if (
            other.kind == INFINITIVE
            and other.opener not in ("um", "ohne", "statt", "anstatt")
            and not other.conjunction
        ):
            return (
                (number, with_objects(passage, cue, clause, other.start)) if "infinitive" in takes else None
            )
        if other.kind == MAIN:
            if (
                other.conjunction
                or "clause" not in takes
                or other.finite is None
                or other.separator not in (",", "")
            ):
                return None
            is_indicative = not moods(passage.words[other.finite]) & {SUBJUNCTIVE_1, SUBJUNCTIVE_2}
            if other.finite == other.start and not is_reported_mood(passage.words[other.finite]):
                return None
            if is_indicative and (cue.verb.colour in _NO_SPEECH or "dass" in takes):
                return None
            return number, with_objects(passage, cue, clause, other.start)
        skipped += 1
        if skipped > _FARTHEST:
            return None
    return None


def _forward(passage: Passage, cue: Cue, clause: Clause, ahead: tuple[int, int]) -> Draft:
    number, start = ahead
    content = passage.clauses[number]
    first = frame_start(passage, cue.clause, clause)
    end = content.end if content.kind == BLOCK else content_end(passage, number, cue.clause)
    speaker = speaker_of(passage, cue, start)
    frame = set(range(first, start))
    frame |= {i for s, e in clause.pieces if s >= end for i in range(s - 1, e)}
    return _draft(
        passage,
        cue,
        "direct" if content.kind == BLOCK else "indirect",
        set(range(start, end)),
        frame,
        speaker,
        start,
    )


def _draft(
    passage: Passage, cue: Cue, type: str, quote: set[int], frame: set[int], speaker: set[int], limit: int
) -> Draft:
    words = passage.words
    addressee = addressee_of(passage, cue, limit, speaker)

    def of(positions: set[int]) -> set[int]:
        return {words[i].i for i in positions if 0 <= i < len(words)}

    return Draft.of(
        type,
        of(quote),
        f"verb:{cue.verb.entry}",
        speaker=of(speaker - quote),
        cue=of(set(cue.positions) - quote),
        frame=of(frame - quote),
        addressee=of(addressee - quote),
    )


def _stands_behind(passage: Passage, cue: Cue, clause: Clause) -> bool:
    """Whether a clause begins with its verb behind a comma or quotation: „…, sagte sie“."""
    if (
        clause.kind != MAIN
        or clause.start == 0
        or clause.finite is None
        or not cue.verb.complements & {"clause", "direct"}
    ):
        return False
    first = clause.start
    words = passage.words
    if words[first].text.lower() == "so" and clause.finite == first + 1:
        first += 1
    elif clause.conjunction:
        return False
    before = passage.clauses[cue.clause - 1] if cue.clause else None
    if "clause" not in cue.verb.complements and (before is None or before.kind != BLOCK):
        return False
    if is_reported_mood(passage.words[clause.finite]):
        return False  # „Wenn das so sei, seien Verbote nicht ausgeschlossen“
    if all(c.kind in (SUB, INFINITIVE, RELATIVE, WH) for c in passage.clauses[: cue.clause]):
        return False  # „Nachdem sie ankam, erklärte er …“
    if clause.separator != "" and not _has_subject(passage, cue, clause):
        return False
    if cue.passive and before is not None and before.finite is None and before.kind != BLOCK:
        return False
    return before is not None and clause.finite == first and clause.separator in (",", "", "–", "-", "?", "!")


def _has_subject(passage: Passage, cue: Cue, clause: Clause) -> bool:
    """Whether somebody speaks in the clause itself („…, sagte sie“, not „…, beharren aber auf …“)."""
    return "es" in cue.verb.words or cue.passive or bool(speaker_of(passage, cue, clause.end, here=True))


def pointing_back(passage: Passage, cue: Cue, earlier: Passage | None) -> Draft | None:
    """„Dies teilte die Polizei mit“: the sentence before is reported, the pronoun stands for it."""
    clause = passage.clauses[cue.clause]
    words = passage.words
    if clause.kind != MAIN or not cue.verb.complements & {"clause"} or cue.finite is None:
        return None
    first = clause.start
    if (
        words[first].text.lower() not in ("das", "dies")
        or cue.finite != first + 1
        or words[first].dep_ == "det"
    ):
        return None
    limit = next((c.start for c in passage.clauses[cue.clause + 1 :]), passage.end)
    speaker = phrase_behind(passage, clause, cue.finite + 1, limit)
    if not speaker and not cue.passive:
        return None
    if first:
        before = set(range(0, without_comma(passage, first)))
        draft = _draft(
            passage, cue, "indirect", before | {first}, set(range(first + 1, passage.end)), speaker, limit
        )
    elif earlier is not None:
        draft = _draft(passage, cue, "indirect", {first}, set(range(first + 1, passage.end)), speaker, limit)
        draft.quote |= earlier.tokens(0, earlier.end)
    else:
        return None
    return draft


def _words_before(passage: Passage, cue: Cue, clause: Clause) -> list[Draft]:
    numbers = range(cue.clause - 1, -1, -1)
    before = passage.clauses[cue.clause - 1]
    comma = clause.start
    while comma > 0 and passage.words[comma - 1].text in (",", "–", "-"):
        comma -= 1
    if before.kind == BLOCK:
        start, end, type = before.start, before.end, "direct"
    else:
        start = next((passage.clauses[n].end for n in numbers if passage.clauses[n].kind == BLOCK), 0)
        end, type = comma, "indirect"
    frame_end, resumed = end_of_frame(passage, cue, clause)
    frame = set(range(comma, frame_end))
    limit = frame_end
    speaker = speaker_of(passage, cue, limit)
    quote = set(range(start, end))
    drafts = []
    if resumed is not None and type == "indirect" and passage.clauses[resumed].kind != BLOCK:
        quote |= set(range(passage.clauses[resumed].start, passage.end))
    drafts.append(_draft(passage, cue, type, quote, frame, speaker, limit))
    if resumed is not None and passage.clauses[resumed].kind == BLOCK:
        block = passage.clauses[resumed]
        drafts.append(
            _draft(passage, cue, "direct", set(range(block.start, block.end)), frame, speaker, limit)
        )
    return drafts


def _as_frame(passage: Passage, cue: Cue, clause: Clause) -> list[Draft]:
    """„Wie die Polizei mitteilte, …“: all but the clause with „wie“ is reported."""
    start, end = clause.start, clause.end
    number = cue.clause
    words = passage.words
    for other in passage.clauses[number + 1 :]:
        if other.kind == RELATIVE and other.inside is not None and other.start < end:
            end = max(end, other.end)
    if start == 0:
        stop = end
        while stop < passage.end and words[stop].text == ",":
            stop += 1
        quote, frame = set(range(stop, passage.end)), set(range(0, stop))
    else:
        first = start - 1 if words[start - 1].text in (",", "–", "-", "(") else start
        stop = end + 1 if end < passage.end and words[end].text in (",", "–", "-", ")") else end
        quote = set(range(0, first)) | set(range(stop, passage.end))
        frame = set(range(first, stop))
    if not quote:
        return []
    speaker = speaker_of(passage, cue, end)
    block = next(
        (c for c in passage.clauses if c.kind == BLOCK and set(range(c.start, c.end)) == quote), None
    )
    return [_draft(passage, cue, "direct" if block else "indirect", quote, frame, speaker, end)]
