"""What the layer for actors hands on: an actor, and a place in the text that stands for one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from analysis.layers.kept import Kept

KINDS = ("person", "state", "organisation", "group")
CERTAINTIES = ("certain", "likely", "open")
"""certain: named here; likely: one reading fits the text; open: several do (see `Resolved.candidates`)."""


@dataclass(frozen=True)
class Resolved:
    """A place in the text and the actor it stands for.

    Attributes:
        actor: canonical name („Russland“, „Wladimir Putin“, „Sprecher des Weißen Hauses“).
        start, end: code points of the words that express it: the phrase with its article and apposition
            („der Sondergesandte Steve Witkoff“), the pronoun, or the name inside a phrase that stands for it
            („der Ukraine“ in „die Vertreter der USA und der Ukraine“).
        rule: what decided (see `RULES` of `analysis.layers.actors`).
        kind: one of `KINDS`.
        certainty: one of `CERTAINTIES`.
        candidates: canonical names that would fit too, best first; empty where nothing else does.
        anchors: indices of the tokens that stand for it in the tree.
        group: number shared by places that are coordinated („die USA und die Ukraine“); None without such.
    """

    actor: str
    start: int
    end: int
    rule: str
    kind: str
    certainty: str = "certain"
    candidates: tuple[str, ...] = ()
    anchors: tuple[int, ...] = ()
    group: int | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody who acts in an article.

    Attributes:
        name: canonical name.
        kind: one of `KINDS`.
        party: canonical name of the state or organisation a person speaks for, or that a body belongs to;
            None where the text does not say.
        roles: offices and descriptions as the text gives them, in the nominative.
        aliases: other words that the text uses for it, pronouns left out.
        mentions: number of places that stand for it, pronouns included.
        open: number of these places that may stand for somebody else too.
    """

    name: str
    kind: str
    party: str | None = None
    roles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    open: int = 0


@dataclass(frozen=True)
class Cast:
    """All actors of a text and all places that stand for them, both in text order."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Resolved, ...] = ()

    def at(self, token: int) -> tuple[Resolved, ...]:
        """The places that a token stands for."""
        return self._by_token.get(token, ())

    def group(self, number: int | None) -> tuple[Resolved, ...]:
        """The places that are coordinated under a number; none for None."""
        return self._by_group.get(number, ()) if number is not None else ()

    @cached_property
    def _by_token(self) -> dict[int, tuple[Resolved, ...]]:
        table: dict[int, tuple[Resolved, ...]] = {}
        for mention in self.mentions:
            for i in mention.anchors:
                table[i] = (*table.get(i, ()), mention)
        return table

    @cached_property
    def _by_group(self) -> dict[int, tuple[Resolved, ...]]:
        table: dict[int, list[Resolved]] = {}
        for mention in self.mentions:
            if mention.group is not None:
                table.setdefault(mention.group, []).append(mention)
        return {number: tuple(members) for number, members in table.items()}

    def dump(self) -> str:
        """As JSON: what lies on a Doc must survive the way to another process."""
        records = {"actors": [*map(vars, self.actors)], "mentions": [*map(vars, self.mentions)]}
        return _casts.put(json.dumps(records, ensure_ascii=False), self)


def read_cast(dumped: str) -> Cast:
    """Read what `Cast.dump` wrote."""
    return _casts.get(dumped)


def _parsed(dumped: str) -> Cast:
    """The same where another process, or a run before this one, wrote it.

    >>> cast = Cast(actors=(Actor("Ukraine", "state", aliases=("Kiew",)),))
    >>> _parsed(cast.dump()) == cast
    True
    """
    raw = json.loads(dumped)
    return Cast(
        tuple(Actor(**_frozen(entry)) for entry in raw["actors"]),
        tuple(Resolved(**_frozen(entry)) for entry in raw["mentions"]),
    )


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


_casts = Kept(_parsed)
