"""At whom a stance aims, and whom the article cites for it."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.language.mood import is_finite
from analysis.layers.actors import actors_of
from analysis.layers.positions.actors import group, is_actor, owner
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement
from analysis.layers.positions.drafts import Draft
from analysis.layers.positions.phrases import preposition
from analysis.layers.positions.speakers import speaker

_OF_OWNER = frozenset({"demand", "criticise"})
"""Stances towards what somebody has: „kritisiert das Vorgehen der Regierung“ aims at the government."""

_OF_SUBJECT = frozenset({"demand", "criticise", "threaten"})
"""Stances towards what somebody does, in a clause: „fordert, dass Litauen … übergibt“."""

_OF_PARTNER = frozenset({"ready", "offer", "reject", "demand", "concede", "agree"})
"""Stances towards something that needs two: „lehnt Gespräche mit der Hamas ab“."""


def target_of(draft: Draft) -> str | None:
    """Canonical name of the counterpart: where the frame of the cue says it, else what the issue says."""
    names: tuple[str, ...] = ()
    if draft.target is not None and is_actor(draft.target) and not _is_any(draft.target):
        names = group(draft.target).names
    found = next((name for name in names if name not in draft.who.names), None)
    if found is not None:
        return found
    if draft.stance == "condition":
        names = _of_condition(draft)
    elif draft.issue:
        names = _in_issue(draft)
    return next((name for name in names if name not in draft.who.names), None)


def source_of(draft: Draft) -> str | None:
    """Canonical name of whom the article cites, unless it is the actor itself.

    One of several actors may be cited for all of them („nach US-Angaben sind sich beide einig“).
    """
    names = speaker(draft.head).names
    if not names or draft.who.names == names[:1]:
        return None
    if names[0] in draft.who.names and set(names) == set(draft.who.names):
        return None
    return names[0]


def _of_condition(draft: Draft) -> tuple[str, ...]:
    """Who is to meet the condition: „hängt von Russlands Bereitschaft ab“, „darauf, ob der Kreml …“."""
    clause = draft.clause
    for noun in clause.prepositional("von", "an", "auf"):
        if noun.i not in draft.tokens:
            return group(noun).names if _is_named(noun) else owner(noun, compound=False).names
    issue = {t.i for t in draft.issue}
    said = [t for t in complement(clause, draft.tokens) if t.i not in issue]
    verb = next((t for t in said if is_finite(t)), None)
    subject = Clause(verb).subject if verb is not None else None
    return group(subject).names if subject is not None and is_actor(subject) else ()


def _in_issue(draft: Draft) -> tuple[str, ...]:
    """Actors that the issue names as those whose deed or thing it is."""
    tokens = draft.issue
    verb = next((t for t in tokens if is_finite(t) and t.i != draft.head.i), None)
    if verb is not None and not draft.rule.startswith("modal"):
        if draft.stance not in _OF_SUBJECT:
            return ()
        subject = Clause(verb).subject
        inside = subject is not None and any(t.i == subject.i for t in tokens)
        return group(subject).names if subject is not None and inside and is_actor(subject) else ()
    inside_issue = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside_issue), tokens[0])
    if head.pos_ != "NOUN" or verb is not None:
        return ()
    if draft.stance in _OF_PARTNER:
        for token in tokens:
            partner = token.head
            if (
                token.dep_ == "case"
                and preposition(token) in ("mit", "gegenüber")
                and partner.i in inside_issue
                and _is_named(partner)
            ):
                return group(partner).names
    if draft.stance in _OF_OWNER:
        found = owner(head, compound=False)
        if any(span[0] >= tokens[0].idx for span in found.spans):
            return tuple(name for name in found.names if _is_known(head, name))
    return ()


def _is_any(noun: Token) -> bool:
    """„nimmt eine Seite in die Verantwortung“: the text does not say which."""
    return noun.pos_ == "NOUN" and any(
        c.pos_ == "DET" and c.text.lower().startswith("ein") and c.i < noun.i for c in noun.children
    )


def _is_named(noun: Token) -> bool:
    return bool(actors_of(noun))


def _is_known(noun: Token, name: str) -> bool:
    """Whether a name is one of the article's actors, not just a noun as it stands there."""
    return any(r.actor == name for token in noun.subtree for r in actors_of(token))
