"""Whether a stance is asserted, planned or only possible."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.positions.clause import Clause

_PLANNED = frozenset(
    [
        "will",
        "wollen",
        "wolle",
        "wollten",
        "wollte",
        "werde",
        "werden",
        "wird",
        "plant",
        "planen",
        "beabsichtigt",
        "geplant",
        "geplante",
        "geplanten",
    ]
)
_POSSIBLE = frozenset(
    [
        "könnte",
        "könnten",
        "kann",
        "können",
        "könne",
        "dürfte",
        "dürften",
        "würde",
        "würden",
        "soll",
        "sollen",
        "möchte",
        "mag",
        "möge",
    ]
)
_PERHAPS = frozenset(
    [
        "möglicherweise",
        "vielleicht",
        "womöglich",
        "voraussichtlich",
        "wohl",
        "wahrscheinlich",
        "mutmaßlich",
        "angeblich",
    ]
)


def modality(clause: Clause, head: Token) -> str:
    """Asserted, planned or possible, by the modal or auxiliary of the clause and its adverbs."""
    words = [t.text.lower() for t in clause.tokens if t.i != head.i]
    own = {t.text.lower() for t in clause.own if t.i != head.i}
    if head.pos_ in ("NOUN", "PROPN"):
        return "asserted"
    if _PERHAPS & own:
        return "possible"
    verbs = {t.text.lower() for t in clause.tokens if t.pos_ in ("AUX", "VERB") and t.i != head.i}
    if verbs & {"würde", "würden", "könnte", "könnten", "kann", "können", "könne", "dürfte", "dürften"}:
        return "possible"
    if verbs & {"will", "wollen", "wolle", "plant", "planen", "beabsichtigt"}:
        return "planned"
    if verbs & {"wird", "werde", "werden"} and not clause.is_passive:
        return "planned"
    if verbs & {"soll", "sollen"}:
        return "planned" if clause.is_passive else "possible"
    return "asserted" if words is not None else "possible"
