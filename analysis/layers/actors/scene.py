"""What is known at a point of the text: the places found so far and who they stand for."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from spacy.tokens import Doc

from analysis.language.columns import Columns, columns
from analysis.layers.actors import geography

REACH = 3
"""Sentences that a pronoun may look back."""
WINDOW = 250
"""Tokens that a pronoun may look back: keeps the time linear in the length of a text."""
FAR = 1500
"""Tokens that „beide Seiten“ or „die Regierung“ may look back."""
MOST = 200
"""Actors among whom the holder of an office or the organisation of a class is sought."""


@dataclass
class Place:
    """Tokens that stand for one or more actors.

    Attributes:
        first, last: indices of the first token and behind the last.
        names: canonical names.
        spans: tokens that express each of the names.
        rule, certainty, candidates: see `record.Resolved`.
        anchors: indices of the tokens that stand for it in the tree.
        gender: "m", "f", "n", "p" (plural) or "" (unknown).
        pronoun: it is a pronoun.
        form: the words for the list of aliases; empty for pronouns.
    """

    first: int
    last: int
    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    rule: str
    certainty: str = "certain"
    candidates: tuple[str, ...] = ()
    anchors: frozenset[int] = frozenset()
    gender: str = ""
    pronoun: bool = False
    form: str = ""


@dataclass
class Scene:
    """The actors of a text while it is read from left to right.

    Attributes:
        doc: the text.
        places: in the order in which they were found.
        at: the place that each anchor belongs to; only `add` writes here.
        held: the indices of these anchors in order.
        kinds, parties, roles, classes: by canonical name.
        sentence: for each token the number of its sentence.
        groups: the places that are named together, by the `id` of each.
        forms: all words of the text.
        of_name: the places of each canonical name.
        tails: canonical name by its last word.
        words: the annotations as lists.
    """

    doc: Doc
    places: list[Place] = field(default_factory=list)
    at: dict[int, Place] = field(default_factory=dict)
    held: list[int] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    roles: dict[str, dict[str, None]] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    sentence: list[int] = field(default_factory=list)
    groups: dict[int, tuple[Place, ...]] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    of_name: dict[str, list[Place]] = field(default_factory=dict)
    tails: dict[str, str] = field(default_factory=dict)
    words: Columns = field(init=False)

    def __post_init__(self) -> None:
        self.words = columns(self.doc)
        self.forms = frozenset(self.words.text)
        self.sentence = [i for i, (first, last) in enumerate(self.words.bounds) for _ in range(first, last)]

    def add(self, place: Place, kind: str | tuple[str, ...]) -> Place:
        """Enter a place; anchors that another place holds already stay with that one."""
        kinds = (kind,) * len(place.names) if isinstance(kind, str) else kind
        for name, one in zip(place.names, kinds, strict=True):
            self.kinds.setdefault(name, one)
            self.of_name.setdefault(name, []).append(place)
            self.tails.setdefault(name.rpartition(" ")[2], name)
        self.places.append(place)
        for i in place.anchors:
            if i not in self.at:
                self.at[i] = place
                insort(self.held, i)
        return place

    def kinds_at(self, i: int) -> str | None:
        """The kind of the actor that a token stands for, or None."""
        place = self.at.get(i)
        return self.kinds[place.names[0]] if place else None

    def is_subject(self, place: Place) -> bool:
        """Whether one of its tokens is the subject of a clause."""
        return any(self.words.dep[i].startswith("nsubj") for i in place.anchors)

    def before(self, i: int, reach: int = REACH) -> list[Place]:
        """The places before a token, nearest sentence first; in a sentence subjects first."""
        here = self.sentence[i]
        near = [p for p in self.back(i, WINDOW) if here - self.sentence[p.first] <= reach]
        return sorted(
            near, key=lambda p: (here - self.sentence[p.first], not self.is_subject(p), p.pronoun, p.first)
        )

    def back(self, i: int, tokens: int = FAR) -> Iterator[Place]:
        """The places that end before a token, from right to left, each once."""
        seen: set[int] = set()
        near = self.held[bisect_left(self.held, i - tokens) : bisect_left(self.held, i)]
        for j in reversed(near):
            place = self.at[j]
            if id(place) not in seen and place.last <= i:
                seen.add(id(place))
                yield place

    def inside(self, first: int, last: int) -> list[Place]:
        """The places within a stretch of tokens, from left to right, the longer first."""
        near = self.held[bisect_left(self.held, first) : bisect_left(self.held, last)]
        found = {id(p): p for p in map(self.at.__getitem__, near)}
        within = (p for p in found.values() if first <= p.first and p.last <= last)
        return sorted(within, key=lambda p: (p.first, -p.last))

    def gender_of(self, name: str) -> str:
        """What the article has shown of a name's gender: „m“, „f“, „n“, „p“ or „“."""
        if name in geography.genders():
            return geography.genders()[name]
        own = self.of_name.get(name, ())[:MOST]
        seen = Counter(p.gender for p in own if p.names == (name,) and p.gender)
        return seen.most_common(1)[0][0] if seen else ""

    def side_of(self, name: str) -> str:
        """The state or organisation behind a name: the party of a person, else the name itself."""
        return self.parties.get(name, name) if self.kinds.get(name) == "person" else name

    def named(self, kind: str) -> Iterator[str]:
        """The canonical names of a kind in the order of their first mention, at most `MOST`."""
        return islice((name for name, one in self.kinds.items() if one == kind), MOST)
