"""Who acts: names, descriptions and pronouns of a text, each brought to a canonical actor.

For other layers::

    from analysis.layers.actors import actors_of

    for found in actors_of(subject):           # a Token (head of a noun phrase) or a Span
        found.actor, found.start, found.end    # „Russland“, and where the text expresses it

`doc._.actors` are the `Actor` records of a text, `doc._.actor_mentions` every `Resolved` place.
"""

from analysis.layers.actors.component import (
    COMPONENT,
    RULES,
    actors_of,
    named_actors,
    resolve_actors,
)
from analysis.layers.actors.record import CERTAINTIES, KINDS, Actor, Resolved
from analysis.layers.actors.table import COLUMNS, actors_table

__all__ = [
    "CERTAINTIES",
    "COLUMNS",
    "COMPONENT",
    "KINDS",
    "RULES",
    "Actor",
    "Resolved",
    "actors_of",
    "actors_table",
    "named_actors",
    "resolve_actors",
]
