"""What hangs on a cue noun: „die Forderung nach Garantien“, „der Vorschlag, … zu …“."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.language.mood import is_finite
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement, infinitive
from analysis.layers.positions.phrases import noun_phrase, preposition


def noun_complement(noun: Token, places: tuple[str, ...]) -> tuple[str, list[Token]]:
    """What hangs on a cue noun: a prepositional phrase, a genitive, an infinitive or a „dass“ clause."""
    for place in places:
        if place in ("inf", "clause"):
            found = _behind(noun, place)
            if found:
                return place, found
            continue
        if place == "gen":
            for child in noun.children:
                if (
                    child.dep_ == "nmod"
                    and "Case=Gen" in str(child.morph)
                    and child.i > noun.i
                    and not any(c.dep_ == "case" for c in child.children)
                ):
                    return place, noun_phrase(child)
            continue
        found = _prepositional_of(noun, place)
        if found:
            return place, found
    return "", []


def _prepositional_of(noun: Token, name: str) -> list[Token]:
    doc = noun.doc
    for child in noun.children:
        for case in child.children:
            if case.dep_ == "case" and preposition(case) == name and child.i > noun.i:
                return noun_phrase(child)
    # The parser hangs such a phrase on the verb as readily: what follows within the same commas counts too.
    for place in range(noun.i + 1, noun.sent.end):
        token = doc[place]
        if token.is_punct or is_finite(token):
            break
        if (
            token.pos_ == "ADP"
            and preposition(token) == name
            and token.dep_ == "case"
            and token.head.i > token.i
        ):
            return noun_phrase(token.head)
        if token.text.lower() in (f"da{name}", f"dar{name}"):
            return [token]
    return []


def _behind(noun: Token, place: str) -> list[Token]:
    view = Clause(noun)
    end = view.segment[1]
    tail = [t for t in noun.doc[noun.i + 1 : end] if not t.is_punct and not t.is_space]
    if any(t.pos_ == "VERB" for t in tail):
        return []
    return infinitive(view, frozenset()) if place == "inf" else complement(view, frozenset())
