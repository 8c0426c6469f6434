"""Reporting verbs in a clause: matched by form, separable prefix, „sich“ and the phrase's other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.language.mood import is_finite
from analysis.layers.quotes.lexemes import FINITE, INFINITIVE, PARTICIPLE, Verb, forms
from analysis.layers.quotes.segments import WH, Clause, Passage

_REFLEXIVES = frozenset({"sich", "mich", "uns"})
_NOT_REFLEXIVE = frozenset({"befinden", "verbreiten", "verweigern"})
_AUXILIARIES = ("VA", "VM")


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
    for number, clause in enumerate(passage.clauses):
        positions = [i for i in clause.positions() if i not in quoted]
        for position in positions:
            found = _match(passage.words, number, clause, positions, position)
            if found is not None:
                yield found


def _match(
    words: list[Token], number: int, clause: Clause, positions: list[int], position: int
) -> Cue | None:
    token = words[position]
    form = token.text.lower()
    if form not in forms() or token.tag_ in ("NN", "NE", "ADJA", "ART", "KOUS", "APPR"):
        return None
    if token.text[0].isupper() and position and not is_finite(token):
        return None
    text_at = {i: words[i].text.lower() for i in positions}
    best: Cue | None = None
    for verb, kind, is_split in forms()[form]:
        cue = _fits(words, number, clause, positions, position, text_at, verb, kind, is_split)
        if cue is not None and (best is None or cue.verb.weight > best.verb.weight):
            best = cue
    return best


def _fits(
    words: list[Token],
    number: int,
    clause: Clause,
    positions: list[int],
    position: int,
    text_at: dict[int, str],
    verb: Verb,
    kind: str,
    is_split: bool,
) -> Cue | None:
    used = {position}
    is_the_finite = is_finite(words[position]) or clause.finite == position
    helped = any(words[i].tag_ in ("VAFIN", "VMFIN") for i in positions if i != position)
    if kind == FINITE and (not is_the_finite or (helped and _is_last_word(words, positions, position))):
        return None
    if kind != FINITE and ((is_the_finite and not helped) or "finite" in verb.complements):
        return None
    prefixes = [i for i in positions if i > position and _is_prefix(words, positions, i)]
    if is_split:
        own = [i for i in prefixes if text_at[i] == verb.particle]
        if not own:
            return None
        used.add(own[-1])
    elif kind == FINITE and not verb.particle:
        other = [i for i in prefixes if words[i].tag_ == "PTKVZ"]
        if other and not any(text_at[i] in verb.words for i in prefixes):
            return None  # „stellte … vor“ is no form of „stellen“
    for word in verb.words:
        where = [i for i in positions if text_at[i] == word]
        if not where:
            return None
        used.add(min(where, key=lambda i: abs(i - position)))
    reflexives = [i for i in positions if text_at[i] in _REFLEXIVES]
    if verb.reflexive:
        if not reflexives:
            return None
        used.add(min(reflexives, key=lambda i: abs(i - position)))
    finite: int | None = position if kind == FINITE else None
    passive = False
    if kind != FINITE:
        helpers = [i for i in positions if words[i].tag_.startswith(_AUXILIARIES) and i != position]
        finite = next((i for i in helpers if is_finite(words[i])), None)
        if finite is None and kind == PARTICIPLE and (clause.opener != "wie" or clause.finite is not None):
            return None
        if (
            kind == INFINITIVE
            and finite is None
            and "zu" not in words[position].text
            and clause.kind != "infinitive"
        ):
            return None
        near = [i for i in helpers if is_finite(words[i]) or abs(i - position) <= 2]
        used.update(near)
        lemmas = {words[i].lemma_.lower() for i in near} | {text_at[i] for i in near}
        passive = kind == PARTICIPLE and ("werden" in lemmas or "worden" in lemmas)
        if kind == INFINITIVE and position and text_at.get(position - 1) == "zu":
            used.add(position - 1)
    if clause.kind == WH and clause.opener == "wie":
        used.update(i for i in positions[:2] if text_at[i] == "wie")
    if verb.entry in _NOT_REFLEXIVE and reflexives:
        return None
    if verb.correlate:
        used.update(i for i in positions if text_at[i] == verb.correlate)
    return Cue(verb, position, finite, frozenset(used), passive, number)


def _is_last_word(words: list[Token], positions: list[int], position: int) -> bool:
    return position + 1 not in positions or words[position + 1].tag_[:1] in "V$"


def _is_prefix(words: list[Token], positions: list[int], position: int) -> bool:
    """Whether a word can be a separable prefix: tagged so, or the last word before a boundary."""
    if words[position].tag_ == "PTKVZ":
        return True
    return position + 1 not in positions or words[position + 1].tag_ in ("KON", "$,", "$.", "$(")
