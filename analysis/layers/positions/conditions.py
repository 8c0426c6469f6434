"""Conditions without a word of the lexicon: „nur wenn“, „erst wenn“, „nur unter der Bedingung, dass“."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.layers.positions.actors import Group, group, is_actor
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.modals import Modal
from analysis.layers.positions.phrases import LONGEST, noun_phrase, segment_of
from analysis.layers.positions.speakers import is_quoted, is_reported, speaker
from analysis.lexicon.classes import word_class

_ONLY = word_class("only", "position_words")
_BEHIND = word_class("if", "position_words")
_NOUNS = word_class("condition", "position_words")
_FORMS = _ONLY | _NOUNS


def find_conditions(doc: Doc) -> Iterator[Modal]:
    """The conditions of a text that particles show.

    The actor is the speaker of the report, else the subject; the issue is what is made dependent.
    """
    for i, lower in enumerate(columns(doc).lower):
        if lower not in _FORMS:
            continue
        token = doc[i]
        if len(token.sent) > LONGEST:
            continue
        if lower in _ONLY:
            cue = _wenn(token)
        elif lower in _NOUNS and any(c.dep_ == "case" and c.text.lower() == "unter" for c in token.children):
            cue = (token.i,)
        else:
            continue
        if cue:
            yield from _condition(token, cue)


def _wenn(token: Token) -> tuple[int, ...]:
    """„nur … wenn“ and what stands between, if „wenn“ follows within four words."""
    doc = token.doc
    for place in range(token.i + 1, min(token.sent.end, token.i + 6)):
        if doc[place].text.lower() in _BEHIND:
            return tuple(range(token.i, place + 1))
    # „war nur zu Gesprächen bereit, wenn …“: the condition begins behind the clause.
    clause = Clause(token.head)
    end = segment_of(token)[1]
    if (
        token.text.lower() == "nur"
        and end + 1 < token.sent.end
        and doc[end + 1].text.lower() in ("wenn", "falls", "sofern")
    ):
        verbs = [
            t.i
            for t in clause.own
            if t.pos_ in ("VERB", "ADJ") and t.dep_ in ("ROOT", "root", "conj", "ccomp", "xcomp")
        ]
        return tuple(sorted({token.i, *verbs[-1:], end + 1}))
    return ()


def _condition(token: Token, cue: tuple[int, ...]) -> Iterator[Modal]:
    clause = Clause(
        token.head if token.head.pos_ in ("VERB", "ADJ", "AUX") and token.head.i != token.i else token
    )
    subject = clause.subject
    who = speaker(token) if is_reported(token) or is_quoted(token) else Group()
    issue: list[Token] = [] if subject is None or is_actor(subject) else noun_phrase(subject)
    if subject is not None and is_actor(subject):
        who = group(subject)
        start, end = clause.segment
        of_subject = {t.i for t in noun_phrase(subject)}
        issue = [
            t
            for t in clause.verb.doc[start:end]
            if t.i not in of_subject and t.i not in cue and t.pos_ != "AUX"
        ]
        issue = [t for t in issue if t.i > max(of_subject)] or issue
    if who:
        yield Modal("condition", "particle:nur wenn", cue, clause, who, issue, None)
