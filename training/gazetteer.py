"""Names to put in the place of others: what name lists know becomes training sentences."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from training.lexicon import Lexicon
from training.score import name_spans
from training.sentence import Sentence

# What a tagger says of a name.
SEEN = {"seen_tags": "NE", "seen_pos": "PROPN", "seen_feats": ""}


@dataclass(frozen=True)
class Gazetteer:
    """First names, family names and places of the form lexicon, states from CLDR, names of the corpora."""

    first: tuple[str, ...]
    family: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    seen: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def collect(cls, lexicon: Lexicon, sentences: Iterable[Sentence]) -> Gazetteer:
        """From the lexicon's proper names, CLDR's German names of states, and the names of `sentences`."""
        from babel import Locale

        seen: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for sentence in sentences:
            if sentence.names is not None:
                for start, end, label in name_spans(sentence.names):
                    seen[label].add(sentence.words[start:end])
        states = [
            tuple(name.split())
            for code, name in Locale("de").territories.items()
            if code.isalpha() and "(" not in name and "-Territorium" not in name
        ]
        known = lexicon.names
        places = [(name,) for name in sorted(known.get("place", ())) if not name.endswith(("s", "'"))]
        return cls(
            first=tuple(sorted(name for name in known.get("first", ()) if not name.endswith(("s", "'")))),
            family=tuple(sorted(name for name in known.get("family", ()) if not name.endswith(("s", "'")))),
            places=tuple(sorted({*places, *states})),
            seen={label: tuple(sorted(names)) for label, names in sorted(seen.items())},
        )

    def draw(self, label: str, size: int, rng: random.Random) -> tuple[str, ...]:
        """A name for `label`; a person of `size` words has first and family name if size is over one."""
        if label == "PER" and rng.random() < 0.5:
            family = rng.choice(self.family)
            if rng.random() < 0.1:
                family += "-" + rng.choice(self.family)
            return (rng.choice(self.first), family) if size > 1 else (family,)
        if label == "LOC" and rng.random() < 0.6:
            return rng.choice(self.places)
        return rng.choice(self.seen[label])

    def swap(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """`sentence` with each name replaced, by a chance of one half, by another of its kind.

        Only for sentences that carry names alone: a tree would not fit the new words.
        """
        if sentence.names is None or sentence.heads is not None or sentence.pos is not None:
            return sentence
        words, spaces, names = list(sentence.words), list(sentence.spaces), list(sentence.names)
        seen = {key: list(getattr(sentence, key)) for key in SEEN if getattr(sentence, key) is not None}
        for start, end, label in sorted(name_spans(sentence.names), reverse=True):
            genitive = words[end - 1].endswith("s") and label in {"PER", "LOC"}
            if rng.random() < 0.5 and not genitive:
                new = self.draw(label, end - start, rng)
                words[start:end] = new
                spaces[start:end] = [True] * (len(new) - 1) + [spaces[end - 1]]
                names[start:end] = [f"B-{label}"] + [f"I-{label}"] * (len(new) - 1)
                for key, column in seen.items():
                    column[start:end] = [SEEN[key]] * len(new)
        columns = {key: tuple(column) for key, column in seen.items()}
        return replace(sentence, words=tuple(words), spaces=tuple(spaces), names=tuple(names), **columns)
