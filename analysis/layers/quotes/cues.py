"""Reporting verbs in a clause: matched by form, separable prefix, „sich“ and the phrase's other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analysis.layers.quotes.lexemes import FINITE, INFINITIVE, PARTICIPLE, Verb, forms
from analysis.layers.quotes.passage import Clause, Passage
from analysis.layers.quotes.segments import WH

_REFLEXIVES = frozenset({"sich", "mich", "uns"})
_NOT_REFLEXIVE = frozenset({"befinden", "verbreiten", "verweigern"})
_AUXILIARIES = ("VA", "VM")
_BOUNDARIES = frozenset({"KON", "$,", "$.", "$("})


@dataclass(frozen=True)
class Cue:
    """A reporting verb as it stands in a passage.

    Attributes:
        verb: its entry.
        position: of the full verb in `Passage.words`.
        finite: position of the finite form (the verb itself or its auxiliary), or None.
        positions: of all its words.
        passive: whether „werden“ makes the speaker disappear („wurde mitgeteilt“).
        clause: number of the clause.
    """

    verb: Verb
    position: int
    finite: int | None
    positions: frozenset[int]
    passive: bool
    clause: int


def cues(passage: Passage) -> Iterator[Cue]:
    """The reporting verbs of a passage, in text order, at most one for each full verb."""
    quoted = {i for start, end in passage.blocks for i in range(start, end)}
    known = forms()
    for number, clause in enumerate(passage.clauses):
        positions = [i for i in clause.positions() if i not in quoted]
        verbs = [i for i in positions if passage.lower[i] in known]
        field = _Field(passage, number, clause, positions) if verbs else None
        for position in verbs:
            found = _match(field, position) if field else None
            if found is not None:
                yield found


class _Field:
    """The words of a clause among which a verb's own are sought; found out once for all its verbs.

    Attributes:
        prefixes: positions of words that can be a separable prefix.
        helpers: positions of finite auxiliaries and modal verbs.
    """

    def __init__(self, passage: Passage, number: int, clause: Clause, positions: list[int]) -> None:
        self.passage, self.number, self.clause, self.positions = passage, number, clause, positions
        tags, lower = passage.tag, passage.lower
        self.tags = tags
        self.inside = frozenset(positions)
        self.text_at = {i: lower[i] for i in positions}
        self.prefixes = [i for i in positions if tags[i] == "PTKVZ" or self._ends(i)]
        self.helpers = [i for i in positions if tags[i] in ("VAFIN", "VMFIN")]
        self.auxiliaries = [i for i in positions if tags[i].startswith(_AUXILIARIES)]
        self.reflexives = [i for i in positions if lower[i] in _REFLEXIVES]

    def _ends(self, position: int) -> bool:
        """Whether a word is the last before a boundary."""
        return position + 1 not in self.inside or self.tags[position + 1] in _BOUNDARIES

    def is_last_word(self, position: int) -> bool:
        return position + 1 not in self.inside or self.tags[position + 1][:1] in "V$"

    def where(self, word: str) -> list[int]:
        """The positions of a word."""
        return [i for i in self.positions if self.text_at[i] == word] if word in self.forms else []

    @cached_property
    def forms(self) -> frozenset[str]:
        return frozenset(self.text_at.values())


def _match(field: _Field, position: int) -> Cue | None:
    if field.tags[position] in ("NN", "NE", "ADJA", "ART", "KOUS", "APPR"):
        return None
    if position and field.passage.text[position][0].isupper() and not field.passage.finite[position]:
        return None
    best: Cue | None = None
    for verb, kind, is_split in forms()[field.text_at[position]]:
        cue = _fits(field, position, verb, kind, is_split)
        if cue is not None and (best is None or cue.verb.weight > best.verb.weight):
            best = cue
    return best


def _fits(field: _Field, position: int, verb: Verb, kind: str, is_split: bool) -> Cue | None:
    clause, text_at, finites = field.clause, field.text_at, field.passage.finite
    used = {position}
    is_the_finite = finites[position] or clause.finite == position
    helped = any(i != position for i in field.helpers)
    if kind == FINITE and (not is_the_finite or (helped and field.is_last_word(position))):
        return None
    if kind != FINITE and ((is_the_finite and not helped) or "finite" in verb.complements):
        return None
    prefixes = [i for i in field.prefixes if i > position]
    if is_split:
        own = [i for i in prefixes if text_at[i] == verb.particle]
        if not own:
            return None
        used.add(own[-1])
    elif kind == FINITE and not verb.particle:
        other = [i for i in prefixes if field.tags[i] == "PTKVZ"]
        if other and not any(text_at[i] in verb.words for i in prefixes):
            return None  # „stellte … vor“ is no form of „stellen“
    for word in verb.words:
        where = field.where(word)
        if not where:
            return None
        used.add(min(where, key=lambda i: abs(i - position)))
    if verb.reflexive:
        if not field.reflexives:
            return None
        used.add(min(field.reflexives, key=lambda i: abs(i - position)))
    finite: int | None = position if kind == FINITE else None
    passive = False
    if kind != FINITE:
        helpers = [i for i in field.auxiliaries if i != position]
        finite = next((i for i in helpers if finites[i]), None)
        if finite is None and kind == PARTICIPLE and (clause.opener != "wie" or clause.finite is not None):
            return None
        if (
            kind == INFINITIVE
            and finite is None
            and "zu" not in field.passage.text[position]
            and clause.kind != "infinitive"
        ):
            return None
        near = [i for i in helpers if finites[i] or abs(i - position) <= 2]
        used.update(near)
        words = field.passage.words
        lemmas = {words[i].lemma_.lower() for i in near} | {text_at[i] for i in near}
        passive = kind == PARTICIPLE and ("werden" in lemmas or "worden" in lemmas)
        if kind == INFINITIVE and position and text_at.get(position - 1) == "zu":
            used.add(position - 1)
    if clause.kind == WH and clause.opener == "wie":
        used.update(i for i in field.positions[:2] if text_at[i] == "wie")
    if verb.entry in _NOT_REFLEXIVE and field.reflexives:
        return None
    if verb.correlate:
        used.update(field.where(verb.correlate))
    return Cue(verb, position, finite, frozenset(used), passive, field.number)
