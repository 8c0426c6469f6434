"""LanguageTool's German form lexicon, as bundles that restrict what a morphologizer may choose."""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from training.forms import Forms

# Tags of the lexicon -> UniMorph features (the same inventory as `unimorph.GROUPS`).
FEATURES = {
    "NOM": "NOM",
    "AKK": "ACC",
    "DAT": "DAT",
    "GEN": "GEN",
    "SIN": "SG",
    "PLU": "PL",
    "MAS": "MASC",
    "FEM": "FEM",
    "NEU": "NEUT",
    "1": "1",
    "2": "2",
    "3": "3",
}
MOODS = {
    "PRÄ": {"PRS", "IND", "FIN"},
    "PRT": {"PST", "IND", "FIN"},
    "KJ1": {"PRS", "SBJV", "FIN"},
    "KJ2": {"PST", "SBJV", "FIN"},
    "IMP": {"IMP", "FIN"},
    "INF": {"NFIN"},
    "EIZ": {"NFIN"},
    "PA2": {"V.PTCP"},
}
NAME_KINDS = {"VOR": "first", "NAC": "family", "STD": "place", "COU": "place", "GEB": "place", "WAT": "place",
              "MOU": "place", "GEO": "place"}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """One analysis of a form: its lemma and its UniMorph features."""

    lemma: str
    bundle: frozenset[str]


def bundle(tag: str) -> frozenset[str] | None:
    """UniMorph features of a tag of the lexicon; None for classes that are not used.

    >>> sorted(bundle("SUB:DAT:PLU:FEM"))
    ['DAT', 'FEM', 'N', 'PL']
    """
    parts = tag.split(":")
    kind = {"SUB": "N", "VER": "V", "EIG": "PROPN", "ADJ": "ADJ", "PA2": "ADJ", "PA1": "ADJ"}.get(parts[0])
    if kind is None or (kind == "N" and "ADJ" in parts):
        return None
    items = {kind} | {FEATURES[part] for part in parts[1:] if part in FEATURES}
    if kind == "V":
        for part in parts:
            items |= MOODS.get(part, set())
    if kind == "ADJ":
        items = {"ADJ"}
    return frozenset(items)


class Lexicon:
    """Readings by form; nouns also by the last part of a compound."""

    def __init__(
        self,
        readings: dict[str, set[Reading]],
        names: dict[str, set[str]],
        adjectives: Collection[str] = (),
        forms: Forms | None = None,
    ) -> None:
        self._readings = readings
        self.names = names
        self.adjectives = frozenset(adjectives)
        """Uninflected adjectives that are no adverbs: GSD calls them ADJ also where they modify a verb."""
        self.forms = forms or Forms.collect(())

    @classmethod
    def read(cls, path: Path, *, forms: Collection[str]) -> Lexicon:
        """Readings of all nouns and of the other words among `forms`; all names by kind."""
        readings: dict[str, set[Reading]] = defaultdict(set)
        names: dict[str, set[str]] = defaultdict(set)
        adverbs: set[str] = set()
        adjectives: set[str] = set()
        cache: dict[str, frozenset[str] | None] = {}
        decided: list[tuple[str, str]] = []
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                form, lemma, tag = line.rstrip("\n").split("\t")
                if tag.startswith("SUB") or form in forms:
                    decided.append((form, tag))
                if tag.startswith("ADV"):
                    adverbs.add(form)
                elif tag.startswith("ADJ:PRD"):
                    adjectives.add(form)
                noun = tag.startswith("SUB")
                if not noun and form not in forms and not tag.startswith("EIG"):
                    continue
                if tag.startswith("EIG"):
                    for part in tag.split(":"):
                        if part.rstrip("*#") in NAME_KINDS:
                            names[NAME_KINDS[part.rstrip("*#")]].add(form)
                if tag not in cache:
                    cache[tag] = bundle(tag)
                items = cache[tag]
                if items is not None:
                    readings[form].add(Reading(lemma, items))
        return cls(dict(readings), dict(names), adjectives - adverbs, Forms.collect(decided))

    def kinds(self, word: str) -> set[str]:
        """What the lexicon lists `word` as: `name`, `other`, both or nothing; compounds stay whole."""
        return {"name" if "PROPN" in r.bundle else "other" for r in self._readings.get(word, ())}

    def short_nouns(self, longest: int = 11) -> set[str]:
        """Noun forms short enough not to be rare compounds."""
        return {word for word in self._readings if len(word) <= longest and word[0].isupper()}

    def readings(self, word: str, kind: str) -> set[Reading]:
        """Readings of `word` as `kind` (N, V, ADJ, PROPN); a compound has those of its last part.

        The lemma of a compound is put together again („Kampfhandlungen“ → „Kampfhandlung“).
        """
        found = {r for r in self._readings.get(word, ()) if kind in r.bundle}
        if found or kind != "N":
            return found
        for start in range(1, len(word) - 3):
            tail = word[start:]
            if tail[0] == "-" or not tail[0].isalpha():
                continue
            tail = tail[0].upper() + tail[1:]
            found = {r for r in self._readings.get(tail, ()) if "N" in r.bundle}
            if found and len(tail) >= 4:
                joint = word[:start]
                lower = word[start].islower()
                return {
                    Reading(joint + (r.lemma[0].lower() + r.lemma[1:] if lower else r.lemma), r.bundle)
                    for r in found
                }
        return set()
