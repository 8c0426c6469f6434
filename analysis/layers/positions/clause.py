"""The clause around a verb: who, to whom, how it is put. Asks the tree first, then the order of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from analysis.language.columns import columns
from analysis.language.mood import is_finite
from analysis.layers.positions.phrases import (
    CLAUSAL,
    has_zu_infinitive,
    preposition,
    resumed,
    segment_of,
    segments,
)
from analysis.layers.positions.reference import (
    AUXILIARY,
    opens_or_relative,
)
from analysis.layers.positions.stances import participles
from analysis.layers.positions.subjects import find_subject
from analysis.lexicon.classes import word_class

_BECOME_OR_BE = word_class("become", "position_words") | word_class("be", "position_words")
_HAVE = word_class("have", "position_words")
_NEGATORS = word_class("negator", "position_words")
_NOT_ALONE = word_class("not_alone", "position_words")


@dataclass(frozen=True)
class Clause:
    """A verb (or predicate) and its clause.

    Attributes:
        verb: the cue verb, participle, infinitive or predicate.
    """

    verb: Token

    @cached_property
    def head(self) -> Token:
        """The word that auxiliaries and arguments hang on in the tree."""
        token = self.verb
        while token.dep_ in AUXILIARY and token.head.i != token.i:
            token = token.head
        return token

    @cached_property
    def chain(self) -> tuple[Token, ...]:
        """The verb and the verbs above it that it shares its arguments with: „will … verhandeln“."""
        found, token = [self.head], self.head
        while token.dep_ == "xcomp" and token.head.i != token.i and not self._is_separate(token):
            token = token.head
            found.append(token)
        return tuple(found)

    def _is_separate(self, token: Token) -> bool:
        """An infinitive behind a comma is a clause of its own."""
        low, high = sorted((token.i, token.head.i))
        return any(t.text == "," for t in token.doc[low:high])

    @cached_property
    def segment(self) -> tuple[int, int]:
        """Its part of the sentence between commas."""
        return segment_of(self.verb)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the clause: those the tree gives, and those between the same commas."""
        doc = self.verb.doc
        words = columns(doc)
        found: set[int] = set()
        stack = [token.i for token in self.chain]
        while stack:
            place = stack.pop()
            found.add(place)
            stack += [
                c
                for c in words.children[place]
                if words.dep[c] not in CLAUSAL
                and c not in found
                and not (words.dep[c] in ("conj", "xcomp") and words.pos[c] in ("VERB", "AUX"))
            ]
        found.update(token.i for token in self.own)
        return tuple(doc[i] for i in sorted(found) if not words.space[i])

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """`tokens` as written."""
        known = columns(self.verb.doc).text
        return tuple(known[token.i] for token in self.tokens)

    @cached_property
    def own(self) -> tuple[Token, ...]:
        """The words between the same commas, and those behind a bracket or dashes that interrupt them."""
        start, end = self.segment
        doc = self.verb.doc
        space = columns(doc).space
        found = [doc[i] for i in range(start, end) if not space[i]]
        behind = resumed(self.verb, end)
        if behind is not None:
            found += [doc[i] for i in range(*behind) if not space[i]]
        return tuple(found)

    @cached_property
    def finite(self) -> Token | None:
        """The finite verb of the clause."""
        if is_finite(self.verb):
            return self.verb
        for token in self.chain:
            for found in (token, *token.children):
                if is_finite(found) and (found is token or found.dep_ in AUXILIARY):
                    return found
        near = [t for t in self.own if is_finite(t)]
        return near[0] if len(near) == 1 and not has_zu_infinitive(self.own) else None

    @cached_property
    def is_passive(self) -> bool:
        """„wurde abgelehnt“, „ist vereinbart“; not „hat abgelehnt“."""
        if self.verb.tag_ not in ("VVPP", "ADJD") and not self._looks_like_participle():
            return False
        words = {t.text.lower() for token in self.chain for t in token.children if t.dep_ in AUXILIARY}
        words |= {t.text.lower() for t in self.own if t.pos_ in ("AUX", "VERB") and t.i != self.verb.i}
        return bool(words & _BECOME_OR_BE) and not words & _HAVE

    def _looks_like_participle(self) -> bool:
        return "VerbForm=Part" in str(self.verb.morph) or (
            self.verb.text.lower() in participles() and not is_finite(self.verb) and self.verb.tag_ != "VVINF"
        )

    @cached_property
    def subject(self) -> Token | None:
        """Head of the subject; that of the verb it shares it with, where it has none of its own."""
        return find_subject(self)

    @cached_property
    def particle(self) -> Token | None:
        """The separable prefix that stands apart, and its form."""
        for child in self.verb.children:
            if child.dep_ == "compound:prt" and child.i > self.verb.i:
                return child
        behind = [t for t in self.own if t.i > self.verb.i and t.tag_ == "PTKVZ"]
        return behind[-1] if behind else None

    def last_word(self, form: str) -> Token | None:
        """The word `form` at the end of the verb's bracket, if it can be a separable prefix."""
        particle = self.particle
        if particle is not None and particle.text.lower() == form:
            return particle
        doc, verb = self.verb.doc, self.verb.i
        words = columns(doc)
        for start, end in segments(self.verb):
            if end <= verb:
                continue
            last = end - 1
            while last > start and (words.space[last] or doc[last].is_punct):
                last -= 1
            if words.lower[last] == form and last > verb:
                return doc[last]
            # Behind a clause in between („…, die …, ab“) the prefix may follow; behind a main clause not.
            if start > verb and any(words.finite[start:end]) and not opens_or_relative(doc[start]):
                break
        return None

    @cached_property
    def negator(self) -> Token | None:
        """„nicht“, „nie“, „kein …“ in the verb's clause."""
        heads = {t.i for t in self.chain} | {self.verb.i}
        for token in self.tokens:
            lower = token.text.lower()
            if lower == "weder" or (lower in _NEGATORS and self._negates(token, heads)):
                return token
            if (lower.startswith("kein") and token.pos_ in ("DET", "PRON", "ADJ")) or lower in (
                "niemand",
                "nichts",
            ):
                return token
        return None

    def _negates(self, token: Token, heads: set[int]) -> bool:
        if token.i + 1 < len(token.doc) and token.nbor().text.lower() in _NOT_ALONE:
            return False
        return token.head.i in heads or self.segment[0] <= token.i < self.segment[1]

    @cached_property
    def is_reflexive(self) -> bool:
        """Whether „sich“ („uns“, „mich“) stands in the clause."""
        return any(t.tag_ == "PRF" or t.text.lower() == "sich" for t in self.tokens)

    @cached_property
    def conjunction(self) -> str:
        """The subordinating word that opens the clause, or an empty string."""
        for child in self.head.children:
            if child.dep_ == "mark" and child.tag_ in ("KOUS", "KOUI"):
                return child.text.lower()
        for token in self.own[:3]:
            if token.tag_ in ("KOUS", "KOUI"):
                return token.text.lower()
        return ""

    def prepositional(self, *names: str) -> list[Token]:
        """Heads of the clause's phrases with one of these prepositions, the nearest relation first."""
        found = []
        heads = {t.i for t in self.chain} | {self.verb.i}
        for token in self.tokens:
            if token.pos_ == "ADP" and token.dep_ == "case" and preposition(token) in names:
                noun = token.head
                if noun.i < token.i and preposition(token) not in ("zufolge", "gegenüber", "wegen"):
                    continue
                distance = 0 if noun.head.i in heads else 1 if noun.dep_ == "obl" else 2
                found.append((distance, noun.i, noun))
        return [noun for _, _, noun in sorted(found, key=lambda entry: entry[:2])]

    def correlate(self, *names: str) -> Token | None:
        """The pronominal adverb of one of these prepositions: „darauf“, „dagegen“."""
        forms = {f"da{name}" for name in names} | {f"dar{name}" for name in names}
        return next((t for t in self.tokens if t.text.lower() in forms), None)
