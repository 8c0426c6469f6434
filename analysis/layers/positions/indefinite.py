"""Who „man“ is: those who sat together, the side whose report it is, or nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Token

from analysis.layers.positions.actors import Group
from analysis.layers.positions.drafts import Draft
from analysis.layers.positions.phrases import Offsets
from analysis.layers.positions.speakers import is_quoted, is_reported, speaker

_TOGETHER = frozenset({"talk", "agree"})
"""What takes several: „man habe Initiativen geprüft“ after talks is what both sides did."""

_REACH = 5
"""Sentences that talks stay the scene of a report."""


def resolve_indefinite(drafts: Iterable[Draft], sentence_of: Sequence[int | None]) -> list[Draft]:
    """Drafts with the actors that their subject „man“ stands for.

    „Man“ has no antecedent of its own. In a report it is the speaker's side („man lehne das ab, sagte die
    Sprecherin“), or, where several do something together, those who met. In the article's own words it is
    anybody, and the position names nobody.

    Args:
        drafts: in the order of the text.
        sentence_of: index of the sentence by token.
    """
    found: list[Draft] = []
    for draft in drafts:
        subject = None if draft.is_noun else draft.clause.subject
        if subject is not None and subject.text.lower() == "man" and _span(subject) in draft.who.spans:
            draft = replace(draft, who=_who(draft, subject, found, sentence_of))
        found.append(draft)
    return found


def _who(draft: Draft, subject: Token, before: list[Draft], sentence_of: Sequence[int | None]) -> Group:
    span = (_span(subject),)
    if not (is_reported(draft.clause.verb) or is_quoted(draft.clause.verb) or speaker(draft.clause.verb)):
        return Group((), span)
    if draft.stance in _TOGETHER:
        here = sentence_of[draft.head.i] or 0
        for other in reversed(before):
            if here - (sentence_of[other.head.i] or 0) > _REACH:
                break
            if other.stance in _TOGETHER and len(other.who.names) > 1:
                return Group(other.who.names, span)
    return Group(speaker(draft.clause.verb).names, span)


def _span(token: Token) -> Offsets:
    return token.idx, token.idx + len(token)
