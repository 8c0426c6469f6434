"""Nouns and what stands for them: relative pronouns, appositions, articles that show a case."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.positions.phrases import opens_clause
from analysis.lexicon.classes import word_class

AUXILIARY = ("aux", "aux:pass", "cop")
NOMINAL = ("NOUN", "PROPN", "PRON")
RELATIVE = ("PRELS", "PRELAT")
_OBLIQUE = word_class("oblique", "position_words")


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause hangs on, or the one before the comma."""
    if token.tag_ not in RELATIVE:
        return token
    verb = token.head
    while verb.dep_ in (*AUXILIARY, "conj", "xcomp") and verb.head.i != verb.i and verb.head.i > token.i:
        verb = verb.head
    if verb.dep_ in ("acl", "acl:relcl") and verb.head.i < token.i and verb.head.pos_ in NOMINAL:
        return named(_agreeing(token, verb.head))
    for place in range(token.i - 1, token.sent.start - 1, -1):
        if token.doc[place].pos_ in ("NOUN", "PROPN"):
            return named(token.doc[place])
    return token


def _agreeing(pronoun: Token, noun: Token) -> Token:
    """„der Vorsitzende der Grünen, der …“: the nearest noun up the tree in the number of the pronoun."""
    number = pronoun.morph.get("Number", [])
    while number and noun.dep_ in ("nmod", "appos", "flat"):
        if noun.morph.get("Number", []) in (number, []):
            break
        if noun.head.i >= noun.i:
            break
        noun = noun.head
    return noun


def named(noun: Token) -> Token:
    """The head of a name or of what an apposition explains: „Bütikofer, Vorsitzender der Partei, der …“."""
    while noun.dep_ in ("flat", "flat:name", "appos") and noun.head.i < noun.i:
        noun = noun.head
    return noun


def marked_oblique(noun: Token) -> bool:
    """Whether form or article show that a noun is no nominative: „ihm“, „den“, „einen“, „diesem“."""
    if noun.text.lower() in _OBLIQUE:
        return True
    first = next((c.text.lower() for c in noun.children if c.i < noun.i and c.pos_ == "DET"), "")
    return first in ("den", "dem") or (
        first.endswith(("en", "em")) and first.startswith(("ein", "kein", "dies", "jed", "sein", "ihr"))
    )


def opens_or_relative(token: Token) -> bool:
    """Whether a segment beginning with this token is subordinate."""
    return opens_clause(token) or token.tag_ in ("KOUS", "KOUI", *RELATIVE) or (
        token.pos_ == "ADP" and token.i + 1 < len(token.doc) and token.nbor().tag_ in RELATIVE
    )  # fmt: skip
