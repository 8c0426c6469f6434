"""Actors as the subject of a sentence: with the article that German gives them, in the right number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from analysis.briefing.characters import printable, shortened
from analysis.briefing.nodes import Inline, span
from analysis.briefing.words import Words
from analysis.lexicon import load

_ARTICLES = {"m": "der", "f": "die", "n": "das", "p": "die"}
_UNIVERSAL = {"Masc": "m", "Fem": "f", "Neut": "n"}
_LONGEST = 60


class Subject(NamedTuple):
    """One or several actors, ready to stand before a verb."""

    content: list[Inline]
    plural: bool


class Subjects:
    """Names the actors of one report in one language; the names themselves stay German.

    >>> from types import SimpleNamespace
    >>> from analysis.briefing.nodes import plain
    >>> from analysis.briefing.words import words
    >>> both = Subjects(SimpleNamespace(), words("de")).of(["USA", "Ukraine"])
    >>> plain(both.content), both.plural
    ('die USA und die Ukraine', True)
    """

    def __init__(self, report: Any, words: Words) -> None:
        self.words = words
        self._genders = _genders_in(report)

    def of(self, actors: Sequence[str]) -> Subject:
        """Return the actors joined by commas and a last „und“."""
        content: list[Inline] = []
        for number, actor in enumerate(actors):
            if number:
                content.append(f" {self.words['and']} " if number == len(actors) - 1 else ", ")
            content.extend(self._one(actor))
        # „Die USA fordern“, but “the USA demands”.
        alone = self._plural(actors[0]) if len(actors) == 1 else True
        return Subject(content, alone)

    def _one(self, actor: str) -> list[Inline]:
        name = span("lang", [printable(shortened(actor, _LONGEST))], lang="de")
        gender = _states().get(actor, "") or self._genders.get(actor, "")
        if self.words.lang == "de":
            return [f"{_ARTICLES[gender]} ", name] if gender else [name]
        # English gives the article to plural states and to common nouns, not to „Ukraine“.
        return ["the ", name] if gender and (gender == "p" or actor not in _states()) else [name]

    def _plural(self, actor: str) -> bool:
        if actor in _states():
            return _states()[actor] == "p" and self.words.lang == "de"
        return self._genders.get(actor, "") == "p"


@cache
def _states() -> dict[str, str]:
    return {row["state"]: row["gender"] for row in load("states")}


def _genders_in(report: Any) -> dict[str, str]:
    """Return the gender of the actors that the article names with a noun: „die Gewerkschaft“ is "f"."""
    doc, positions = getattr(report, "doc", None), getattr(report, "positions", None)
    if doc is None or positions is None or "actor_spans" not in getattr(positions, "columns", ()):
        return {}
    found: dict[str, Counter[str]] = {}
    for names, spans in positions[["actors", "actor_spans"]].itertuples(index=False):
        for name, place in zip(names, spans, strict=False):
            words = doc.char_span(*place, alignment_mode="expand") if place else None
            # Only where the name itself is the noun: a pronoun or another wording has a gender of its own.
            if words is None or words.root.pos_ != "NOUN" or words.root.text not in name.split()[:2]:
                continue
            if words.root.morph.get("Number") == ["Plur"]:
                determined = any(child.pos_ == "DET" for child in words.root.children)
                found.setdefault(name, Counter())["p" if determined else ""] += 1
            elif words.root.morph.get("Gender"):
                found.setdefault(name, Counter())[_UNIVERSAL[words.root.morph.get("Gender")[0]]] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in found.items()}
