"""Where the frame of reported words begins and ends, and where the words do."""

from __future__ import annotations

from analysis.language.mood import SUBJUNCTIVE_2, is_reported_mood, moods
from analysis.layers.quotes.cues import Cue
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.segments import BLOCK, INFINITIVE, MAIN, RELATIVE, SUB

CONTENT_OPENERS = frozenset({"dass", "daß", "ob"})
_ADVERSATIVE = frozenset({"und", "aber", "doch", "jedoch", "sondern", "denn", ""})


def frame_start(passage: Passage, number_of: int, clause: Clause) -> int:
    """Where the clause of a verb begins, with what its subject stands in."""
    start, number = clause.start, number_of
    current = clause
    while number is not None and number > 0:
        is_relative = current.kind == RELATIVE
        has_no_subject = current.kind == MAIN and bool(current.conjunction or current.finite == current.start)
        if not (is_relative or has_no_subject):
            break
        earlier = current.inside if is_relative else _previous_main(passage, number)
        if earlier is None or earlier >= number:
            break
        if has_no_subject and current.conjunction and _has_own_subject(passage, current):
            break
        number, current = earlier, passage.clauses[earlier]
        if current.kind == BLOCK:
            break
        start = current.start
    if current.kind == MAIN and number > 0:
        # „Nachdem …, erklärte er“: the clause in the prefield belongs to it.
        before = passage.clauses[number - 1]
        if current.finite == current.start and before.kind in (SUB, INFINITIVE) and before.start == 0:
            start = 0
    if clause.conjunction and start == clause.start and clause.kind == MAIN:
        start += 1
    return start


def _previous_main(passage: Passage, number: int) -> int | None:
    for earlier in range(number - 1, -1, -1):
        if passage.clauses[earlier].kind == MAIN:
            return earlier
        if passage.clauses[earlier].kind == BLOCK:
            return None
    return None


def _has_own_subject(passage: Passage, clause: Clause) -> bool:
    words = passage.words
    return any(words[i].dep_.startswith("nsubj") for i in clause.positions())


def content_end(passage: Passage, number: int, home: int) -> int:
    """Where reported words end: at the end of the sentence, or where the report takes up its own clause."""
    content = passage.clauses[number]
    words = passage.words
    end = passage.end
    outer: int | None = home
    while outer is not None:
        for start, _ in passage.clauses[outer].pieces:
            if content.start < start < end:
                end = without_comma(passage, start)
        following = passage.clauses[outer].inside
        outer = following if following is not None and following < outer else None
    for later in passage.clauses[number + 1 :]:
        if later.start >= end:
            break
        if later.kind == BLOCK and later.separator == ":":
            end = without_comma(passage, later.start)
            break
        if later.kind == MAIN and later.conjunction in _ADVERSATIVE and later.finite is not None:
            finite = words[later.finite]
            is_own = not is_reported_mood(finite) and SUBJUNCTIVE_2 not in moods(finite)
            starts_anew = later.conjunction or (content.kind != MAIN and later.finite == later.start)
            content_mood = content.finite is not None and is_reported_mood(words[content.finite])
            if is_own and starts_anew and (content.kind != MAIN or content_mood):
                end = without_comma(passage, later.start)
                break
    return end


def without_comma(passage: Passage, position: int) -> int:
    """The position behind the last word before a boundary, without its comma."""
    while position > 0 and passage.words[position - 1].text in (",", "–", "-", ";", ":"):
        position -= 1
    return position


def end_of_frame(passage: Passage, cue: Cue, clause: Clause) -> tuple[int, int | None]:
    """Where the frame behind reported words ends, and the clause that takes the words up again."""
    for number in range(cue.clause + 1, len(passage.clauses)):
        other = passage.clauses[number]
        if other.kind == BLOCK:
            return other.start, number
        if other.kind == MAIN and other.conjunction:
            return without_comma(passage, other.start), None
        if other.kind == MAIN or (other.kind == SUB and other.opener in CONTENT_OPENERS):
            return other.start, number
    return passage.end, None


def reported_later(passage: Passage, number: int) -> bool:
    return any(
        (
            c.kind == MAIN
            and c.separator == ","
            and not c.conjunction
            and c.finite is not None
            and c.finite > c.start
        )
        or (c.kind == SUB and c.opener in CONTENT_OPENERS)
        for c in passage.clauses[number + 1 :]
    )


def with_objects(passage: Passage, cue: Cue, clause: Clause, start: int) -> int:
    """Where words begin that a comma cuts: „hat zugesagt, nicht über den Turm, das größte …, zu …“."""
    words = passage.words
    bracket = max(cue.positions)
    for first, last in clause.pieces:
        if not bracket < first < start or last > start:
            continue
        closed = bracket > cue.position or (cue.finite is not None and cue.position > cue.finite)
        if closed or words[first].tag_ in ("APPR", "APPRART", "PTKNEG"):
            return first
    return start
