"""A cue or modal verb with its arguments, before its place among the other positions is known."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.layers.positions import negative
from analysis.layers.positions.actors import Group, group, is_actor, owner
from analysis.layers.positions.arguments import (
    agent,
    find_issue,
    find_target,
)
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement, infinitive
from analysis.layers.positions.cues import Cue
from analysis.layers.positions.extent import head_of, whole_phrase, with_attributes
from analysis.layers.positions.modals import Modal, infinitive_phrase
from analysis.layers.positions.nouns import noun_complement
from analysis.layers.positions.phrases import noun_phrase, offsets
from analysis.layers.positions.speakers import is_quoted, is_reported, speaker
from analysis.layers.positions.stances import is_negotiated
from analysis.lexicon.classes import word_class

_UNREAL = word_class("unreal", "position_words")
_TRY = word_class("try", "position_words")
_NOBODY = word_class("nobody", "position_words")


@dataclass(frozen=True)
class Draft:
    """A position before its place among the others is known."""

    stance: str
    rule: str
    tokens: frozenset[int]
    head: Token
    clause: Clause
    who: Group
    issue: tuple[Token, ...]
    target: Token | None
    negated: bool
    is_noun: bool
    is_spoken: bool = False
    """Whether its actor is whoever speaks."""

    @property
    def is_plan(self) -> bool:
        """Whether the cue itself says what is intended: „werde nicht nachgeben“, „will einen Gipfel“."""
        return self.rule == "modal:werde nicht" or (self.rule == "modal:wollen" and self.stance == "offer")


def draft_of(cue: Cue) -> Draft | None:
    if cue.entry.pos == "N":
        return _of_noun(cue)
    if cue.attributive:
        return _of_participle(cue)
    return _of_verb(cue)


def _of_verb(cue: Cue) -> Draft | None:
    entry, clause = cue.entry, cue.clause
    if clause.conjunction in _UNREAL or (entry.stance == "agree" and _is_attempt(clause)):
        return None
    stance, tokens, negated = entry.stance, set(cue.tokens), False
    if clause.negator is not None:
        if "neg" in entry.needs or entry.when_negated:
            stance = entry.when_negated or stance
            tokens.add(clause.negator.i)
        else:
            negated = True
    place, issue = find_issue(entry, clause, frozenset(tokens))
    who = _who(entry.actor, clause, place, tokens, is_predicate=entry.pos == "A")
    if who is None:
        return None
    target = find_target(entry, clause, frozenset(tokens))
    blamed = place == "obj" and "obj" not in entry.target and bool(issue) and head_of(issue) == target
    if blamed:
        # „wirft dem Iran vor, … zu betreiben“: who is blamed is not what the blame is about.
        issue = complement(clause, frozenset(tokens)) or infinitive(clause, frozenset(tokens))
    draft = Draft(
        stance,
        entry.rule,
        frozenset(tokens),
        cue.head,
        clause,
        who,
        tuple(issue),
        target,
        negated,
        False,
        entry.actor == "speaker",
    )
    if negative.rejects(entry, clause, draft.issue) or _is_background(draft):
        return None
    return draft


def _is_attempt(clause: Clause) -> bool:
    """„versuchte, einen Kompromiss zu finden“: an effort is no agreement."""
    return clause.finite is None and clause.head.head.lemma_.lower() in _TRY


def _is_background(draft: Draft) -> bool:
    """A passive that names nobody („wurde 2005 ausgesetzt“) is a fact, unless a report or about talks."""
    if draft.who or draft.stance == "withhold" or not draft.clause.is_passive:
        return False
    if is_reported(draft.clause.verb) or is_quoted(draft.clause.verb):
        return False
    return not any(is_negotiated(t.text) for t in draft.issue if t.pos_ in ("NOUN", "PROPN"))


def _who(
    actor: str, clause: Clause, place: str, taken: set[int], *, is_predicate: bool = False
) -> Group | None:
    """Who takes the stance; None where nobody can (a thing, or the article itself)."""
    if actor == "none":
        return Group()
    if actor == "owner":
        noun = next((t for t in clause.tokens if t.i in taken and t.pos_ == "NOUN"), None)
        return owner(noun) or None if noun is not None else None
    if actor == "speaker":
        return speaker(clause.verb) or None
    if actor not in ("subj", "noun"):
        noun = next(iter(clause.prepositional(actor.rstrip("?"))), None)
        if noun is not None and is_actor(noun):
            return group(noun)
        return Group() if actor.endswith("?") else speaker(clause.verb) or None
    if clause.is_passive and not is_predicate:
        noun = agent(clause)
        return group(noun) if noun is not None and is_actor(noun) else _own_side(clause)
    subject = clause.subject
    if subject is None:
        return Group() if place and clause.finite is None else None
    return group(subject) if is_actor(subject) and subject.text.lower() not in _NOBODY else None


def _own_side(clause: Clause) -> Group:
    """„Der Vorschlag werde geprüft, so Rice“: where no agent is named, the speaker's side does it."""
    is_past = any(t.text.lower() == "worden" for t in clause.own)
    return Group() if is_past or not is_reported(clause.verb) else speaker(clause.verb)


def _of_participle(cue: Cue) -> Draft | None:
    noun = agent(cue.clause) or next((t for t in cue.clause.prepositional("von", "durch")), None)
    if noun is None or not is_actor(noun) or noun.i > cue.head.i:
        return None
    issue = [t for t in noun_phrase(cue.head.head) if t.i > cue.head.i]
    issue = with_attributes(issue, cue.tokens) if issue else issue
    who = group(noun)
    return Draft(
        cue.entry.stance,
        cue.entry.rule,
        cue.tokens,
        cue.head,
        cue.clause,
        who,
        tuple(issue),
        None,
        False,
        True,
    )


def _of_noun(cue: Cue) -> Draft | None:
    noun, entry = cue.head, cue.entry
    if any(c.dep_ == "case" and c.text.lower() == "ohne" for c in noun.children):
        return None
    if negative.rejects(entry, Clause(noun), ()):
        return None
    who = owner(noun, compound=entry.actor != "talk", of_object=entry.issue[:1] == ("gen",))
    target = _counterpart(noun, entry.target)
    if not who and entry.actor == "talk" and target is not None:
        # „nach einem Gespräch mit einer Delegation“: it is the sentence's subject that talked.
        subject = Clause(noun.head if noun.dep_ in ("obl", "obj", "nmod") else noun).subject
        if subject is not None and subject.i != noun.i and is_actor(subject):
            who = group(subject)
    if not who:
        return None
    place, issue = noun_complement(noun, entry.issue)
    case = next((c.text.lower() for c in noun.children if c.dep_ == "case"), "")
    if case in ("laut", "nach", "gemäß"):
        # „laut Vorschlag der CDU soll …“: what the clause says shall be is the proposal.
        issue = _shall(noun) or issue
    elif not issue and (case == "auf" or noun.dep_ == "nsubj"):
        issue = next(
            (noun_phrase(t) for t in cue.clause.prepositional("auf", *entry.issue) if t.i != noun.i), []
        )
    if issue and place not in ("inf", "clause") and case not in ("laut", "nach", "gemäß"):
        issue = whole_phrase(issue, cue.tokens)
    if place == "gen" and issue and offsets(issue) in who.spans:
        issue = []  # „die Drohungen Nordkoreas“: the genitive says whose they are
    return Draft(
        entry.stance, entry.rule, cue.tokens, noun, cue.clause, who, tuple(issue), target, False, True
    )


def _shall(noun: Token) -> list[Token]:
    for token in Clause(noun).own:
        if token.text.lower() in ("soll", "sollen", "sollte", "sollten", "müsse", "muss"):
            return [
                t for t in infinitive_phrase(Clause(token), {token.i}) if t.i > max(s.i for s in noun.subtree)
            ]
    return []


def _counterpart(noun: Token, places: tuple[str, ...]) -> Token | None:
    for place in places:
        _, found = noun_complement(noun, (place,))
        if found:
            head = next((t for t in found if t.head not in found), found[-1])
            return head if is_actor(head) else None
    return None


def modal_draft(modal: Modal) -> Draft:
    return Draft(
        modal.stance,
        modal.rule,
        frozenset(modal.tokens),
        modal.clause.verb,
        modal.clause,
        modal.who,
        tuple(modal.issue),
        modal.target,
        False,
        False,
    )
