"""The spaCy component: cues and modal verbs become positions with actors, issue, target, source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.columns import columns, reads_only
from analysis.layers.positions.conditions import find_conditions
from analysis.layers.positions.counterparts import source_of, target_of
from analysis.layers.positions.cues import find_cues
from analysis.layers.positions.drafts import Draft, draft_of, modal_draft
from analysis.layers.positions.indefinite import resolve_indefinite
from analysis.layers.positions.modality import modality
from analysis.layers.positions.modals import find_modals
from analysis.layers.positions.phrases import SEGMENTS, Offsets, offsets
from analysis.layers.positions.record import Position, store

COMPONENT = "wortlaut_positions"

_WISHES = frozenset({"demand", "offer", "ready", "reject", "condition"})


@Language.component(COMPONENT)
@reads_only
def find_positions(doc: Doc) -> Doc:
    """Find the positions that actors take, by the stance lexicon and the tree.

    Args:
        doc: a Doc that has gone through the model, `wortlaut_names` and, if they are there,
            `wortlaut_actors` and `wortlaut_quotes`.

    Returns:
        The same Doc; `positions(doc)` gives what was found.
    """
    try:
        drafts = [draft for cue in find_cues(doc) if (draft := draft_of(cue)) is not None]
        drafts += [modal_draft(modal) for modal in (*find_modals(doc), *find_conditions(doc))]
        sentence_of = columns(doc).sentence
        by_sentence: dict[int | None, list[Draft]] = {}
        for draft in sorted(drafts, key=lambda d: min(d.tokens)):
            by_sentence.setdefault(sentence_of[draft.head.i], []).append(draft)
        kept = [
            _attributed(draft, together) for together in by_sentence.values() for draft in _settled(together)
        ]
        kept = resolve_indefinite(kept, sentence_of)
        store(doc, [_position(draft, sentence_of) for draft in kept])
    finally:
        doc.user_data.pop(SEGMENTS, None)
    return doc


def _settled(drafts: list[Draft]) -> list[Draft]:
    """Without what another position says already: nouns and infinitives in its issue, words of its cue."""
    kept = []
    for draft in drafts:
        around = [
            o
            for o in drafts
            if o is not draft and any(t.i == draft.head.i for t in o.issue) and not o.tokens & draft.tokens
        ]
        taken = any(o is not draft and draft.tokens < o.tokens for o in drafts)
        if taken or any(_swallows(outer, draft) for outer in around):
            continue
        kept.append(draft)
    return kept


def _attributed(draft: Draft, drafts: list[Draft]) -> Draft:
    """„X und Y sind sich einig, dass A von B abhängt“: they say so, whoever reports it."""
    if draft.is_spoken:
        for outer in drafts:
            if (
                outer is not draft
                and outer.who
                and not outer.is_noun
                and any(t.i == draft.head.i for t in outer.issue)
            ):
                return replace(draft, who=outer.who)
    return draft


def _swallows(outer: Draft, inner: Draft) -> bool:
    if inner.is_noun:
        return inner.head.pos_ in ("NOUN", "PROPN")
    if inner.clause.finite is None or outer.rule.startswith("modal"):
        return True
    return outer.stance in _WISHES and inner.stance != "condition" and not inner.rule.startswith("modal")


def _position(draft: Draft, sentence_of: Sequence[int | None]) -> Position:
    doc = draft.head.doc
    return Position(
        stance=draft.stance,
        cue=_spans(doc, draft.tokens),
        actors=draft.who.names,
        actor_spans=draft.who.spans,
        issue=offsets(draft.issue),
        target=target_of(draft),
        source=source_of(draft),
        negated=draft.negated,
        modality="planned" if draft.is_plan else modality(draft.clause, draft.head),
        sentence=sentence_of[draft.head.i] or 0,
        rule=draft.rule,
    )


def _spans(doc: Doc, tokens: frozenset[int]) -> tuple[Offsets, ...]:
    """Code points of the words of a cue; neighbours are one span."""
    spans: list[list[int]] = []
    last = -2
    for i in sorted(tokens):
        start, end = doc[i].idx, doc[i].idx + len(doc[i])
        if i == last + 1:
            spans[-1][1] = end
        else:
            spans.append([start, end])
        last = i
    return tuple((start, end) for start, end in spans)


if not Doc.has_extension("positions"):
    from analysis.layers.positions.record import positions

    Doc.set_extension("positions", getter=positions)
