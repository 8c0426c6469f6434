"""What a verb governs as a clause: „dass …“, „ob …“, a report in Konjunktiv I, an infinitive with „zu“."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from analysis.language.mood import SUBJUNCTIVE_1, SUBJUNCTIVE_2, is_finite, moods
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.phrases import has_zu_infinitive, opens_clause, segments

_BEFORE_TAIL = frozenset(',"“”«»‘’?!–')


def complement(clause: Clause, taken: frozenset[int]) -> list[Token]:
    """The clause a verb governs: with „dass“, „ob“, a question word; in Konjunktiv I; or before it."""
    doc = clause.verb.doc
    parts, at = _around(clause)
    for k in range(at + 1, len(parts)):
        start, end = parts[k]
        words = _words(doc[start:end])
        if not words:
            continue
        first = (
            words[1]
            if len(words) > 1 and words[0].text.lower() in ("und", "darauf", "davon", "darüber", "vor")
            else words[0]
        )
        if opens_clause(first):
            return _to_end_of_clause(doc, parts, k, first)
        if k == at + 1 and _is_reported_main(words, clause):
            return _to_end_of_main(doc, parts, k)
        if (
            any(is_finite(t) for t in words) or (k == at + 1 and has_zu_infinitive(words))
        ) and not _is_inserted(words):
            break
    opening = clause.segment[0]
    subject = clause.subject
    is_tail = subject is None or subject.i > clause.verb.i
    if (
        is_tail
        and is_finite(clause.verb)
        and opening == clause.verb.i
        and at > 0
        and doc[opening - 1].text in _BEFORE_TAIL
        and any(_can_be_said(doc, part) for part in parts[:at])
    ):
        return [t for t in doc[clause.verb.sent.start : opening] if not t.is_space]
    return []


def _around(clause: Clause) -> tuple[list[tuple[int, int]], int]:
    """The parts of a verb's sentence, and which of them holds it (their number if none does)."""
    parts, verb = segments(clause.verb), clause.verb.i
    return parts, next((k for k, (start, end) in enumerate(parts) if start <= verb < end), len(parts))


def _words(span: Span) -> list[Token]:
    return [t for t in span if not t.is_space and not t.is_punct]


def _can_be_said(doc: Doc, part: tuple[int, int]) -> bool:
    """Whether a part before its verb has a clause of its own: „Der Plan sei gut“, „Dass er gut sei“.

    „Nachdem es Streit gab“ and „(in dem Bericht,) der vorgelegt wurde“ say when and where, not what.
    """
    words = _words(doc[slice(*part)])
    return any(is_finite(t) for t in words) and (opens_clause(words[0]) or not _is_inserted(words))


def _is_inserted(words: list[Token]) -> bool:
    return words[0].tag_ in ("PRELS", "PRELAT", "KOUS", "KOUI") or (
        words[0].pos_ == "ADP" and len(words) > 1 and words[1].tag_ in ("PRELS", "PRELAT")
    )


def _is_reported_main(words: list[Token], clause: Clause) -> bool:
    """„(warnte,) es drohe ein Krieg“: a main clause whose verb is in Konjunktiv I or II, not at its head.

    Where the form may be a preterite („warf ihm vor, er wollte …“), the tree decides.
    """
    finite = next((t for t in words if is_finite(t)), None)
    if _is_inserted(words) or words[0].tag_ == "PWAV" or finite is None or finite is words[0]:
        return False
    readings = moods(finite)
    if readings == {SUBJUNCTIVE_1}:
        return True
    if not readings & {SUBJUNCTIVE_1, SUBJUNCTIVE_2} or words[0].pos_ in ("CCONJ", "SCONJ"):
        return False
    verb = next((t for t in (finite, finite.head) if t.dep_ == "ccomp"), None)
    return verb is not None and verb.head.i in {t.i for t in clause.chain} | {clause.verb.i}


def _to_end_of_clause(doc: Doc, parts: list[tuple[int, int]], k: int, first: Token) -> list[Token]:
    start, end = first.i, parts[k][1]
    closed = any(is_finite(t) for t in doc[start:end])
    for following, behind in parts[k + 1 :]:
        words = _words(doc[following:behind])
        if not words:
            continue
        opening = words[0]
        if closed and is_finite(opening) and not opens_clause(opening):
            break
        if closed and opening.text.lower() in ("so", "hieß", "sagte", "erklärte", "teilte"):
            break
        finite = [t for t in words if is_finite(t)]
        if (
            closed
            and finite
            and finite[0].i < words[-1].i - 1
            and not _is_inserted(words)
            and not opens_clause(opening)
        ):
            break  # a new main clause
        end = behind
        closed = closed or bool(finite)
    return [t for t in doc[start:end] if not t.is_space]


def _to_end_of_main(doc: Doc, parts: list[tuple[int, int]], k: int) -> list[Token]:
    start, end = parts[k]
    for following, behind in parts[k + 1 :]:
        words = _words(doc[following:behind])
        if words and (is_finite(words[0]) or (not _is_inserted(words) and any(is_finite(t) for t in words))):
            break
        end = behind
    return [t for t in doc[start:end] if not t.is_space]


def infinitive(clause: Clause, taken: frozenset[int]) -> list[Token]:
    """The infinitive with „zu“ that a verb governs, behind a comma or without one."""
    doc = clause.verb.doc
    parts, at = _around(clause)
    for k in range(at + 1, len(parts)):
        start, end = parts[k]
        words = _words(doc[start:end])
        if (
            not words
            or words[0].tag_ == "KOUI"
            or words[0].text.lower() in ("um", "ohne", "statt", "anstatt")
        ):
            if words:
                break
            continue
        if has_zu_infinitive(words):
            while words and words[0].text.lower() in ("und", "dazu", "darauf"):
                words = words[1:]
            return _with_continuation(doc, parts, k, words)
        rest = parts[k + 1] if k + 1 < len(parts) else None
        if (
            not any(is_finite(t) for t in words)
            and rest
            and has_zu_infinitive(doc[rest[0] : rest[1]])
            and k == at + 1
        ):
            return [t for t in doc[start : rest[1]] if not t.is_space]
        if any(is_finite(t) for t in words) and not _is_inserted(words):
            break
    for child in clause.head.children:
        if (
            child.dep_ == "xcomp"
            and child.i not in taken
            and child.i != clause.verb.i
            and any(c.tag_ == "PTKZU" or c.text.lower() == "zu" for c in child.children)
        ):
            return [t for t in child.subtree if not t.is_space]
    return []


def _with_continuation(doc: Doc, parts: list[tuple[int, int]], k: int, words: list[Token]) -> list[Token]:
    """„…, die Waffen niederzulegen und die Grenze zu öffnen“, and relative clauses inside are part of it."""
    last = words[-1].i
    for start, end in parts[k + 1 :]:
        more = _words(doc[start:end])
        if not more or not has_zu_infinitive(more) or more[0].tag_ == "KOUI":
            break
        last = more[-1].i
    return [t for t in doc[words[0].i : last + 1] if not t.is_space]
