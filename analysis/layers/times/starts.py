"""Which rules may match at a word: chosen by the word or its class, and by what comes next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.layers.times.rules import Rule


@dataclass
class Starts:
    """The rules that can begin with a word or class, by what they can go on with.

    Attributes:
        rules: all, in the order of the file.
        anything: places in `rules` of those that say nothing of the next word.
        always: these rules.
        ahead: places of the others by the words and classes that may come next.
    """

    rules: list[Rule] = field(default_factory=list)
    anything: list[int] = field(default_factory=list)
    always: list[Rule] = field(default_factory=list)
    ahead: dict[str, list[int]] = field(default_factory=dict)

    def add(self, rule: Rule, nexts: frozenset[str] | None) -> None:
        """Enter the next rule; `nexts` is None for one that says nothing of the next word."""
        if self.rules and self.rules[-1] is rule:
            place = len(self.rules) - 1  # it can begin with the word at two of its places
        else:
            place = len(self.rules)
            self.rules.append(rule)
        if nexts is None and place not in self.anything:
            self.anything.append(place)
            self.always.append(rule)
        for key in nexts or ():
            self.ahead.setdefault(key, []).append(place)

    def followed_by(self, keys: Collection[str]) -> list[Rule]:
        """Those that can go on with one of the keys, in the order of the file."""
        meeting = [self.ahead[key] for key in keys if key in self.ahead]
        if not meeting:
            return self.always
        places = set(self.anything).union(*meeting)
        return [self.rules[place] for place in sorted(places)]
