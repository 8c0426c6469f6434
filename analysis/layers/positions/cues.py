"""Cues of stance in a text: entries of the lexicon, found by form, checked against their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from analysis.language.columns import columns
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.needs import meets, noun_meets
from analysis.layers.positions.phrases import LONGEST, PREPOSITIONS, preposition
from analysis.layers.positions.stances import (
    Stance,
    index,
    noun_of,
    participles,
    verbal_forms,
    verdict_of,
    verdict_verb,
)
from analysis.lexicon.classes import word_class

_LONG = 5
"""Letters; a shorter word is found in too many compounds („Landesvorsitzende“ has no „Ende“)."""
_VERBAL = ("VERB", "AUX")
_NOUNS = ("NOUN", "PROPN")
_COPULA = word_class("copula", "position_words")


@dataclass(frozen=True)
class Cue:
    """A cue in the text.

    Attributes:
        entry: what the lexicon says of it.
        head: its verb, noun or adjective.
        tokens: indices of all its words.
        clause: the clause around it.
        attributive: whether it is a participle before a noun.
    """

    entry: Stance
    head: Token
    tokens: frozenset[int]
    clause: Clause = field(compare=False)
    attributive: bool = False


def find_cues(doc: Doc) -> list[Cue]:
    """The cues of a text, one for each place: the entry with most words, then the first that fits."""
    found: list[Cue] = []
    words, forms, predicates = columns(doc), verbal_forms(), index().predicates
    endless = {i for bounds in words.bounds if bounds[1] - bounds[0] > LONGEST for i in range(*bounds)}
    for i, (form, text) in enumerate(zip(words.lower, words.text, strict=True)):
        # Few words can be a cue; only of these is more asked than their form.
        if (form not in forms and text not in predicates) or i in endless:
            continue
        token = doc[i]
        cue = (
            next(_verdicts(token), None)
            or next(_verbs(token), None)
            or next(_participles(token), None)
            or next(_predicates(token), None)
        )
        if cue is not None:
            found.append(cue)
    covered = {i for cue in found for i in cue.tokens}
    for i, (text, pos, tag) in enumerate(zip(words.text, words.pos, words.tag, strict=True)):
        if pos not in _NOUNS and tag != "NN":
            continue
        entry = noun_of(text) if text[0].isupper() else None
        if entry is not None and i not in covered and i not in endless:
            token = doc[i]
            if all(noun_meets(need, token) for need in entry.needs):
                found.append(Cue(entry, token, frozenset({i}), Clause(token)))
    return sorted(_longest(found), key=lambda cue: min(cue.tokens))


def _longest(found: list[Cue]) -> list[Cue]:
    """Without cues whose words are part of a longer one."""
    sharing: dict[int, list[Cue]] = {}
    for cue in found:
        for i in cue.tokens:
            sharing.setdefault(i, []).append(cue)
    return [
        cue for cue in found if not any(cue.tokens < other.tokens for i in cue.tokens for other in sharing[i])
    ]


def _is_verb_form(token: Token) -> bool:
    first, behind = columns(token.doc).around[token.i]
    lower_enough = (
        token.text[0].islower()
        or token.is_sent_start
        or token.i == first
        or (token.i > 0 and token.nbor(-1).text in '"„“»:')
    )
    if not lower_enough:
        return False
    if token.i == first and token.i + 1 < behind and token.text.lower() in participles():
        return token.nbor().pos_ == "AUX"  # „Vermieden wurde …“
    return token.pos_ in (*_VERBAL, "ADJ", "ADV") or token.tag_.startswith("V") or token.pos_ == "X"


def _verbs(token: Token) -> Iterator[Cue]:
    if not _is_verb_form(token) or token.tag_ == "ADJA" or _stands_before_noun(token):
        return
    form = token.text.lower()
    known = index()
    clause = Clause(token)
    for entry in known.whole.get(form, ()):
        if entry.particle or not _has_foreign_particle(clause, entry):
            yield from _checked(entry, token, clause, ())
    for entry in known.apart.get(form, ()):
        last = clause.last_word(entry.particle)
        if last is not None:
            yield from _checked(entry, token, clause, (last.i,))


def _has_foreign_particle(clause: Clause, entry: Stance) -> bool:
    """A simple verb is another with a prefix at the end of its clause („stimmt … zu“, not „stimmen“)."""
    particle = clause.particle
    return particle is not None and particle.tag_ == "PTKVZ" and particle.text.lower() not in entry.words


def _checked(entry: Stance, token: Token, clause: Clause, more: tuple[int, ...]) -> Iterator[Cue]:
    words = _words(entry, clause)
    if words is None:
        return
    taken = frozenset({token.i, *more, *words})
    if all(meets(need, entry, clause, taken) for need in entry.needs):
        yield Cue(entry, token, taken, clause)


def _words(entry: Stance, clause: Clause) -> list[int] | None:
    """The words that a light verb needs, or None where one is missing."""
    found = []
    for word in entry.words if entry.pos == "L" else ():
        before, plus, noun = word.rpartition("+")
        alike = (t for t, text in zip(clause.tokens, clause.texts, strict=True) if _is_form(text, noun))
        place = next(
            (t for t in alike if _is_word(t, noun) and (not plus or _stands_behind(t, before))), None
        )
        if place is None:
            return None
        found.append(place.i)
    return found


def _is_word(token: Token, word: str) -> bool:
    """Whether a token with a form of a word is that word: „Kritik“ is no verb."""
    return word[0].islower() or token.pos_ != "VERB"


@lru_cache(maxsize=2**14)
def _is_form(text: str, word: str) -> bool:
    """Whether a form is that of a word, or, for a noun, of a compound that ends in it."""
    if word[0].islower():
        return text == word
    whole, ends = _noun_forms(word)
    if text in whole:
        return True
    return text[0].isupper() and any(text.endswith(forms) and len(text) > size + 2 for size, forms in ends)


@cache
def _noun_forms(word: str) -> tuple[frozenset[str], tuple[tuple[int, tuple[str, ...]], ...]]:
    """Forms of a noun by itself, and as the last part of a compound with the length of the noun."""
    stems = {word, _umlaut(word)}
    tails = ("", "s", "es", "e", "en", "n", "ns", "se", "sse", "ssen")
    whole = frozenset(stem + tail for stem in stems for tail in tails)
    ends = tuple((len(s), tuple(s.lower() + tail for tail in tails)) for s in stems if len(s) >= _LONG)
    return whole, ends


def _umlaut(word: str) -> str:
    """With the last vowel changed as in plurals: „Vorwurf“, „Vorwürf(e)“."""
    for place in range(len(word) - 1, 0, -1):
        if word[place] in "aou":
            return word[:place] + word[place].translate(str.maketrans("aou", "äöü")) + word[place + 1 :]
    return word


def _stands_behind(token: Token, name: str) -> bool:
    return any(
        preposition(c) == PREPOSITIONS.get(name, name) for c in token.children if c.dep_ == "case"
    ) or (token.i > 0 and token.nbor(-1).text.lower() == name)


def _participles(token: Token) -> Iterator[Cue]:
    """„der von Moskau abgelehnte Plan“: a participle before its noun, with an agent."""
    if token.tag_ != "ADJA" and not _stands_before_noun(token):
        return
    for entry in index().attributive.get(token.text.lower(), ()):
        noun = (
            token.head
            if token.head.i > token.i
            else next(t for t in token.doc[token.i + 1 : token.sent.end] if t.pos_ in ("NOUN", "PROPN"))
        )
        if "obj" in entry.issue and noun.pos_ in ("NOUN", "PROPN") and noun.i > token.i:
            yield Cue(entry, token, frozenset({token.i}), Clause(token), attributive=True)


def _stands_before_noun(token: Token) -> bool:
    """Whether a form that may be a participle stands in a noun phrase: „einem von Rom unterstützten Plan“."""
    if token.text.lower() not in index().attributive or token.i + 1 >= token.sent.end:
        return False
    following = token.nbor()
    if following.pos_ == "ADJ" and following.i + 1 < token.sent.end:
        following = following.nbor()
    if following.pos_ not in ("NOUN", "PROPN"):
        return False
    start = Clause(token).segment[0]
    before = token.doc[start : token.i]
    at = next((t for t in reversed(before) if t.text.lower() in ("von", "vom", "durch")), None)
    return (
        at is not None
        and at.i > start
        and at.nbor(-1).pos_ in ("DET", "ADP")
        and not any(t.pos_ in ("VERB", "AUX") for t in before if t.i > at.i)
    )


def _verdicts(token: Token) -> Iterator[Cue]:
    """„bezeichnete den Plan als Fehler“, „nannte das Angebot unzureichend“: the verdict is the cue."""
    verb = verdict_verb(token)
    if verb is None or not _is_verb_form(token):
        return
    clause = Clause(token)
    for word in clause.own:
        if word.i == token.i or not (verb == "nennen" or _is_behind_as(word)):
            continue
        stance = verdict_of(word.text)
        if (
            stance is not None
            and not (verb == "nennen" and word.pos_ not in ("ADJ", "ADV", "NOUN"))
            and word.tag_ != "ADJA"
        ):
            entry = Stance(
                f"{verb} {word.text}", "verdict", verb, "", (), stance, "", (), "subj", ("obj", "clause"), ()
            )
            yield Cue(entry, token, frozenset({word.i}), clause)
            return


def _is_behind_as(word: Token) -> bool:
    """Whether „als“ or „für“ stands before a word, with at most three words of its phrase between."""
    for place in range(word.i - 1, max(word.sent.start, word.i - 5) - 1, -1):
        text = word.doc[place].text.lower()
        if text in ("als", "für", "von"):
            return True
        if word.doc[place].pos_ not in ("DET", "ADJ", "ADV"):
            return False
    return False


def _predicates(token: Token) -> Iterator[Cue]:
    entries = index().predicates.get(token.text, ())
    if not entries or token.tag_ == "ADJA":
        return
    clause = Clause(token)
    if not any(t.text.lower() in _COPULA for t in clause.tokens):
        return
    if any(t.pos_ == "VERB" and t.i != token.i and t.text.lower() not in _COPULA for t in clause.own):
        return  # „er ist dafür eingetreten“: another verb is the predicate
    for entry in entries:
        taken = frozenset({token.i})
        if all(meets(need, entry, clause, taken) for need in entry.needs):
            yield Cue(entry, token, taken, clause)
