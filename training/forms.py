"""What the form lexicon alone decides: the degree of an adjective, and nouns that have a plural only.

Older releases of GSD and the UniMorph sentences made of them call most comparatives and all superlatives
`Degree=Pos`, and give „Kosten“ and „Leute“ a gender, so every model that learned from them did so, too. In
the 663 trees of GSD's test part that are learned from, only three words are at odds with the lexicon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from spacy.morphology import Morphology

from training.sentence import Chances, Sentence

DEGREES = {"GRU": "Pos", "KOM": "Cmp", "SUP": "Sup"}
ADJECTIVES = {"ADJ", "PA1", "PA2"}
NO_GENDER = "NOG"


@dataclass(frozen=True)
class Forms:
    """Degrees of forms by STTS tag (ADJA, ADJD), and nouns without singular and gender."""

    degrees: dict[str, dict[str, str]]
    plural_only: frozenset[str]

    @classmethod
    def collect(cls, rows: Iterable[tuple[str, str]]) -> Forms:
        """From forms and their tags in the lexicon; a form of two degrees decides nothing.

        >>> rows = [("größten", "ADJ:NOM:PLU:FEM:SUP:DEF"), ("Kosten", "SUB:NOM:PLU:NOG")]
        >>> forms = Forms.collect(rows)
        >>> forms.degrees["ADJA"]["größten"], "Kosten" in forms.plural_only
        ('Sup', True)
        """
        found: dict[str, dict[str, set[str]]] = {"ADJA": defaultdict(set), "ADJD": defaultdict(set)}
        nouns: dict[str, bool] = {}
        for form, tag in rows:
            kind, *parts = tag.split(":")
            if kind in ADJECTIVES:
                table = found["ADJD" if "PRD" in parts else "ADJA"]
                table[form].update(DEGREES[part] for part in parts if part in DEGREES)
            elif kind == "SUB":
                nouns[form] = nouns.get(form, True) and NO_GENDER in parts and "PLU" in parts
        degrees = {
            tag: {form: next(iter(seen)) for form, seen in table.items() if len(seen) == 1}
            for tag, table in found.items()
        }
        return cls(degrees, frozenset(form for form, plural in nouns.items() if plural))

    def mended(self, sentence: Sentence, labels: Container[str] | None = None) -> Sentence:
        """`sentence` with the degrees and numbers of the lexicon, in its chances of labels as well.

        Args:
            labels: of the morphologizer that will learn from it; what it does not have is left as it was.
        """
        if not sentence.feats or not sentence.pos:
            return sentence
        feats, chances = list(sentence.feats), list(sentence.label_chances or ())
        for place, word in enumerate(sentence.words):
            pos, value = sentence.pos[place], feats[place]
            tag = (sentence.tags and sentence.tags[place]) or "ADJA"
            if value is None or (change := self._change(word, pos, tag)) is None:
                continue
            feats[place] = _changed(value, change)
            if chances and chances[place]:
                chances[place] = _moved(chances[place] or (), f"POS={pos}", change, labels)
        return replace(sentence, feats=tuple(feats), label_chances=tuple(chances) or None)

    def _change(self, word: str, pos: str | None, tag: str) -> dict[str, str] | None:
        if pos == "ADJ" and tag in self.degrees:
            table = self.degrees[tag]
            degree = table.get(word) or table.get(word[0].lower() + word[1:])
            return {"Degree": degree} if degree else None
        if pos == "NOUN" and word in self.plural_only:
            return {"Number": "Plur", "Gender": ""}
        return None


def _changed(value: str, change: dict[str, str]) -> str:
    """Features with `change`; an empty value takes a feature away. Ordinals stay as they are.

    >>> _changed("Case=Nom|Degree=Pos|Number=Plur", {"Degree": "Sup"})
    'Case=Nom|Degree=Sup|Number=Plur'
    """
    items = Morphology.feats_to_dict(value)
    if "NumType" in items:
        return value
    items |= change
    return Morphology.dict_to_feats({key: item for key, item in items.items() if item})


def _moved(chances: Chances, kind: str, change: dict[str, str], labels: Container[str] | None) -> Chances:
    moved: dict[str, float] = defaultdict(float)
    for label, chance in chances:
        new = _changed(label, change) if kind in label.split("|") else label
        moved[new if labels is None or new in labels else label] += chance
    return tuple((label, round(chance, 3)) for label, chance in moved.items())
