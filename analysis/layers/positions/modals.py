"""Positions of modal verbs: „müsse“, „solle“, „dürfe nicht“, „werde nicht“ in reports, „will“ + object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.language.mood import is_finite
from analysis.layers.positions.actors import Group, group, is_actor
from analysis.layers.positions.arguments import direct_object
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement
from analysis.layers.positions.phrases import LONGEST, noun_phrase
from analysis.layers.positions.speakers import is_quoted, is_reported, speaker
from analysis.layers.positions.stances import noun_of, object_forms
from analysis.lexicon.classes import word_class

_MUST = word_class("must", "position_words")
_SHALL = word_class("shall", "position_words")
_MAY = word_class("may", "position_words")
_LIKELY_MAY = word_class("likely_may", "position_words")
_INDICATIVE_MUST = word_class("indicative_must", "position_words")
_OWN_VIEW = word_class("own_view", "position_words")
_WANT = word_class("want", "position_words")
_DENY = word_class("deny", "position_words")
_FUTURE = word_class("future", "position_words")
_FORMS = _MUST | _SHALL | _MAY | _WANT | _DENY


@dataclass(frozen=True)
class Modal:
    """A position of a modal verb, ready for the table.

    Attributes:
        stance, rule: as in `Position`.
        tokens: indices of the cue.
        clause: its clause.
        who: the actors.
        issue: tokens of what it is about.
        target: the counterpart, or None.
    """

    stance: str
    rule: str
    tokens: tuple[int, ...]
    clause: Clause
    who: Group
    issue: list[Token]
    target: Token | None


def find_modals(doc: Doc) -> Iterator[Modal]:
    """The positions that modal verbs show."""
    words = columns(doc)
    for i, form in enumerate(words.lower):
        if form not in _FORMS:
            continue
        token = doc[i]
        if (not is_finite(token) and token.tag_ != "VMFIN") or token.tag_ == "VMINF":
            continue
        first, behind = words.around[i]
        if behind - first > LONGEST:
            continue
        if form in _MUST | _SHALL | _MAY:
            yield from _required(token, form)
        elif form in _WANT:
            yield from _wanted(token)
        elif form == "werde" or (form == "werden" and is_quoted(token)):
            yield from _refused(token)


def _required(token: Token, form: str) -> Iterator[Modal]:
    clause = Clause(token)
    if clause.conjunction in ("wenn", "falls", "weil", "da", "obwohl", "damit"):
        return
    if form in _SHALL and token.i == clause.segment[0] and not is_quoted(token):
        return  # „sollte X die Macht übernehmen, …“ is a condition
    if token.doc[clause.segment[0]].tag_ in ("PWAV", "PWS") and token.sent[-1].text == "?":
        return  # „Wozu sollte man verhandeln?“ asks
    before = clause.segment[0] - 2
    if clause.conjunction == "dass" and before >= token.sent.start and token.doc[before].text == "Fall":
        return  # „für den Fall, dass das Gericht … sollte“
    negator = clause.negator
    if form in _MAY and (negator is None or form in _LIKELY_MAY):
        return
    if form == "sollen" and not is_quoted(token):
        return  # in the indicative a plan; „solle“ and „sollten“ are the forms of reports
    if form in _INDICATIVE_MUST and not (is_reported(token) or is_quoted(token)):
        return
    who = speaker(token)
    if not who or _by_noun(clause):
        return
    if form in _OWN_VIEW and not who.spans:
        return  # without its speaker in the sentence, „müsste“ is as likely the article's own conclusion
    tokens = (token.i, negator.i) if form in _MAY and negator is not None else (token.i,)
    infinitive = infinitive_phrase(clause, set(tokens))
    if not infinitive:
        return
    subject = clause.subject
    if any(t.text.lower() in _FUTURE for t in clause.own) and not clause.is_passive:
        return  # „wir werden entscheiden müssen“ announces
    target = subject if subject is not None and is_actor(subject) else None
    rule = "modal:dürfe nicht" if form in _MAY else "modal:solle" if form in _SHALL else "modal:müsse"
    yield Modal("demand", rule, tokens, clause, who, infinitive, target)


def _refused(token: Token) -> Iterator[Modal]:
    """„Teheran werde nicht nachgeben“: a report of what somebody will not do."""
    clause = Clause(token)
    negator = clause.negator
    subject = clause.subject
    if (
        negator is None
        or clause.is_passive
        or subject is None
        or not is_actor(subject)
        or subject.text.lower() == "man"
    ):
        return
    if not any(t.tag_ in ("VVINF", "VAINF", "VMINF") for t in clause.own) or not speaker(token):
        return
    tokens = (token.i, negator.i)
    infinitive = infinitive_phrase(clause, set(tokens))
    if infinitive:
        yield Modal("reject", "modal:werde nicht", tokens, clause, group(subject), infinitive, None)


def _by_noun(clause: Clause) -> bool:
    """„soll laut Vorschlag der CDU …“: the noun is the cue."""
    return any(
        noun_of(t.head.text) is not None and t.head.pos_ == "NOUN"
        for t in clause.tokens
        if t.dep_ == "case" and t.text.lower() in ("laut", "nach", "gemäß")
    )


def infinitive_phrase(clause: Clause, taken: set[int]) -> list[Token]:
    """What must be: the words of the clause without modal, subject and what introduces it."""
    subject = clause.subject
    start, end = clause.segment
    left_out = set(taken)
    if subject is not None and not clause.is_passive:
        left_out |= {t.i for t in noun_phrase(subject)}
    kept = [
        t
        for t in clause.verb.doc[start:end]
        if t.i not in left_out and not t.is_space and t.tag_ not in ("KOUS", "KON")
    ]
    words = [t for t in kept if not t.is_punct]
    if len(words) < 2 or not any(t.pos_ in ("VERB", "AUX", "ADJ") for t in words):
        return []
    # An issue is one stretch: before a modal at the end of its clause, behind it in a main clause.
    before = [t for t in kept if t.i < clause.verb.i]
    behind = [t for t in kept if t.i > clause.verb.i]
    if len([t for t in behind if not t.is_punct]) > 0:
        if clause.is_passive and subject is not None and subject.i < clause.verb.i:
            return [t for t in clause.verb.doc[start:end] if not t.is_space]
        return behind
    return before


def _wanted(token: Token) -> Iterator[Modal]:
    """„Moskau will Garantien“, „Moskau will, dass …“: „wollen“ without another verb."""
    clause = Clause(token)
    subject = clause.subject
    if subject is None or not is_actor(subject) or clause.conjunction in ("wenn", "falls", "ob"):
        return
    others = [
        t
        for t in clause.own
        if t.i != token.i and (t.tag_.startswith(("VVINF", "VVPP", "VAINF", "VVIZU", "VVFIN", "VMINF")))
    ]
    if others:
        return
    noun = direct_object(clause, "obj", frozenset({token.i}))
    issue = noun_phrase(noun) if noun is not None else complement(clause, frozenset({token.i}))
    if not issue:
        return
    offered = noun is not None and noun.text.lower().endswith(object_forms("talks"))
    yield Modal(
        "offer" if offered else "demand", "modal:wollen", (token.i,), clause, group(subject), issue, None
    )
