"""What a position is: its record, the columns of its table, its codes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from analysis.language.columns import columns
from analysis.layers.frame import frame

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

STORE = "wortlaut_positions"
"""Key in `Doc.user_data`."""

PLOVER = {
    "demand": "REQUEST",
    "condition": "REQUEST",
    "offer": "AGREE",
    "ready": "AGREE",
    "agree": "AGREE",
    "concede": "CONCEDE",
    "reject": "REJECT",
    "support": "SUPPORT",
    "criticise": "ACCUSE",
    "threaten": "THREATEN",
    "talk": "CONSULT",
    "withhold": None,
}
"""The twelve stances, and the event type of PLOVER (Halterman and others 2023) that is nearest to each."""

STANCES = tuple(PLOVER)
MODALITIES = ("asserted", "planned", "possible")

COLUMNS = {
    "stance": "what the actor does: demand, condition, offer, ready, agree, concede, reject, support, "
    "criticise, threaten, talk, withhold",
    "cue": "list of (start, end) of the words that show it",
    "cue_text": "these words, joined by a blank",
    "actors": "list of canonical names; empty where the text names nobody",
    "actor_spans": "list of (start, end) of what expresses the actors in this sentence",
    "issue": "(start, end) of what it is about, or null",
    "issue_text": "these words, or null",
    "target": "canonical name of the counterpart, or null",
    "source": "canonical name of whom the article cites for it, or null",
    "negated": "whether the stance is negated and no other code fits",
    "modality": "asserted, planned, or possible",
    "plover": "event type of PLOVER, or null",
    "sentence": "index of the sentence",
    "rule": "entry of the stance lexicon or name of the rule that decided",
}

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Position:
    """One statement of the article that an actor takes a stance on an issue.

    Attributes:
        stance: one of `STANCES`.
        cue: code points of the words that express it; a separable verb has two parts.
        actors: canonical names, together in one position if they are coordinated.
        actor_spans: where the sentence expresses them; empty if it does not.
        issue: the shortest phrase or clause that says what the stance is about, or None.
        target: canonical name of the counterpart, or None.
        source: canonical name of whom the article cites, or None.
        negated: whether the stance itself is negated.
        modality: one of `MODALITIES`.
        sentence: index of the sentence.
        rule: entry of the lexicon („V:ab|lehnen“) or name of the rule.
    """

    stance: str
    cue: tuple[Offsets, ...]
    actors: tuple[str, ...]
    actor_spans: tuple[Offsets, ...]
    issue: Offsets | None
    target: str | None
    source: str | None
    negated: bool
    modality: str
    sentence: int
    rule: str

    @property
    def plover(self) -> str | None:
        """The event type of PLOVER."""
        return PLOVER[self.stance]


def store(doc: Doc, found: list[Position]) -> None:
    """Put positions on a Doc, as JSON: what lies there must survive the way to another process."""
    names = [field.name for field in fields(Position)]
    entries = [{name: getattr(position, name) for name in names} for position in found]
    doc.user_data[STORE] = json.dumps(entries, ensure_ascii=False)


def positions(doc: Doc) -> tuple[Position, ...]:
    """The positions of a text in text order; none where the component has not run."""
    if STORE not in doc.user_data:
        return ()
    return tuple(_position(entry) for entry in json.loads(doc.user_data[STORE]))


def _position(entry: dict) -> Position:
    spans = {key: tuple(map(tuple, entry[key])) for key in ("cue", "actor_spans")}
    issue = None if entry["issue"] is None else tuple(entry["issue"])
    return Position(**{**entry, **spans, "actors": tuple(entry["actors"]), "issue": issue})


def positions_table(doc: Doc) -> pd.DataFrame:
    """One row per position with `COLUMNS`, in text order.

    Args:
        doc: a Doc that has gone through `wortlaut_positions`.
    """
    return table_of(positions(doc), columns(doc).whole)


def table_of(found: Iterable[Position], text: str) -> pd.DataFrame:
    """Positions as a table with `COLUMNS`, in the order given.

    Args:
        found: positions.
        text: what their offsets count in.
    """
    rows = [
        (
            p.stance,
            list(p.cue),
            " ".join(text[start:end] for start, end in p.cue),
            list(p.actors),
            list(p.actor_spans),
            p.issue,
            None if p.issue is None else text[slice(*p.issue)],
            p.target,
            p.source,
            p.negated,
            p.modality,
            p.plover,
            p.sentence,
            p.rule,
        )
        for p in found
    ]
    strings = ("stance", "cue_text", "issue_text", "target", "source", "modality", "plover", "rule")
    types = dict.fromkeys(strings, "str") | {"negated": "bool", "sentence": "int64"}
    lists = ("cue", "actors", "actor_spans", "issue")
    return frame(rows, COLUMNS, types | dict.fromkeys(lists, "object"))
