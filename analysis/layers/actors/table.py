"""The table of the actors of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.layers.frame import frame

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

COLUMNS = {
    "actor": "canonical name",
    "kind": "person, state, organisation or group",
    "party": "state or organisation that a person speaks for or a body belongs to; null where not said",
    "roles": "list of offices and descriptions, in the nominative",
    "mentions": "number of places in the text that stand for it, pronouns included",
    "aliases": "list of other words that the text uses for it",
    "open": "number of its places that may stand for somebody else too",
}


def actors_table(doc: Doc) -> pd.DataFrame:
    """One row per actor with `COLUMNS`, in the order of first mention.

    Args:
        doc: a Doc that has gone through `wortlaut_actors`.
    """
    rows = [
        (a.name, a.kind, a.party, list(a.roles), a.mentions, list(a.aliases), a.open) for a in doc._.actors
    ]
    kinds = {"actor": "str", "kind": "str", "party": "str", "mentions": "int64", "open": "int64"}
    return frame(rows, COLUMNS, kinds | {"roles": "object", "aliases": "object"})
