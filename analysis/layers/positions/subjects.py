"""The subject of a clause: by the tree, and by case and place where the tree has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from analysis.language.mood import is_finite
from analysis.layers.actors import actors_of
from analysis.layers.positions.actors import is_actor
from analysis.layers.positions.phrases import has_zu_infinitive
from analysis.layers.positions.reference import NOMINAL, antecedent, marked_oblique

if TYPE_CHECKING:
    from analysis.layers.positions.clause import Clause

_SUBJECTS = ("nsubj", "nsubj:pass")


def find_subject(clause: Clause) -> Token | None:
    """Head of the subject; that of the verb it shares it with, where it has none of its own."""
    seen: set[int] = set()
    token = clause.head
    before = _prefield(clause)
    if before is not None:
        return before
    while token.i not in seen:
        seen.add(token.i)
        found = _own_subject(clause, token)
        if found is not None:
            return antecedent(found)
        if token.dep_ in ("conj", "xcomp", "parataxis") or (
            token.dep_ in ("ccomp", "advcl", "acl") and _is_infinitive(token)
        ):
            if (
                token.dep_ == "conj"
                and token is clause.head
                and not _shares_subject(clause)
                and (near := _nominative(clause) or _bare_actor(clause)) is not None
            ):
                return antecedent(near)
            token = token.head
        else:
            break
    near = _nominative(clause) or _bare_actor(clause)
    return None if near is None else antecedent(near)


def _prefield(clause: Clause) -> Token | None:
    """The actor before the finite verb, where the parser hung the verb on it („… und IG Metall rufen“)."""
    token = clause.head
    if (
        not is_finite(token)
        or token.dep_ not in ("conj", "parataxis", "appos", "acl")
        or token.head.i > token.i
    ):
        return None
    start = clause.segment[0]
    noun = token.head
    if (
        noun.pos_ not in ("NOUN", "PROPN")
        or not start <= noun.i < token.i
        or any(c.dep_ == "case" for c in noun.children)
    ):
        return None
    between = token.doc[noun.i : token.i]
    return (
        noun if all(t.pos_ in ("NOUN", "PROPN", "CCONJ", "DET", "ADJ", "NUM", "X") for t in between) else None
    )


def _bare_actor(clause: Clause) -> Token | None:
    """Somebody named bare behind the finite verb, whom the parser took for an object."""
    if clause.finite is None or has_zu_infinitive(clause.own):
        return None
    for token in (*clause.finite.children, *(clause.head.children if clause.is_passive else ())):
        free = token.dep_ in ("obj", "obl:arg", "iobj", "obl") and not any(
            c.dep_ == "case" for c in token.children
        )
        if free and token.i > clause.finite.i and (actors_of(token) or clause.is_passive):
            return token
    return None


def _shares_subject(clause: Clause) -> bool:
    """„X nannte … und rief die Armee auf“: behind „und“, a finite verb has the subject of the first."""
    start = clause.segment[0]
    first = clause.verb.doc[start]
    return is_finite(first) and start > 0 and first.nbor(-1).text.lower() in ("und", "oder", "sowie", "aber")


def _own_subject(clause: Clause, token: Token) -> Token | None:
    if token.pos_ in NOMINAL and token.dep_ not in ("ROOT", "root", "conj", "ccomp", "advcl"):
        # An infinitive that hangs on a noun („der Vorschlag, … zu …“): whose it is, the noun says.
        return None
    found = [
        c for c in token.children if c.dep_ in _SUBJECTS and c.i != clause.verb.i and not marked_oblique(c)
    ]
    if len(found) > 1:
        # „Die Kompetenz stellte der Vorsitzende infrage“: the parser may make both its subject.
        found.sort(key=lambda c: (c.text.lower() == "es", not actors_of(c)))
    if found and not is_actor(found[0]):
        # An actor that the parser made the subject of a noun between the same commas.
        found = [
            t for t in clause.own if t.dep_ in _SUBJECTS and t.head.pos_ == "NOUN" and is_actor(t)
        ] or found
    return found[0] if found else None


def _is_infinitive(token: Token) -> bool:
    return token.tag_ in ("VVINF", "VVIZU", "VAINF", "VMINF") and not any(
        is_finite(c) for c in token.children
    )


def _nominative(clause: Clause) -> Token | None:
    """A noun between the same commas that looks like a subject, where the tree has none."""
    if has_zu_infinitive(clause.own):
        return None
    found = [
        t
        for t in clause.own
        if t.pos_ in NOMINAL
        and t.dep_ not in ("nmod", "flat", "flat:name", "appos", "conj", "compound", "obl", "det", "det:poss")
        and "Case=Nom" in str(t.morph)
        and not any(c.dep_ == "case" for c in t.children)
        and t.i != clause.verb.i
        and t.tag_ != "PRF"
    ]
    return min(found, key=lambda t: abs(t.i - (clause.finite or clause.verb).i)) if found else None
