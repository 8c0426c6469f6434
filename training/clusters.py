"""Brown clusters of a million German word forms, from the open package `spacy-lookups-data` (MIT).

Words that stand between the same neighbours share a cluster: 40 holds family names, 56 and 504 first names,
208 and 976 cities and countries, 3580 parties and agencies, 112 companies. This is what GermaNER (Benikova et
al., GSCL 2015) owes its recall to: a name that no annotated sentence contains is known by its like.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from training.lexicon import Lexicon
from training.sentence import Sentence

REST = 0
"""The cluster of words without company; it says nothing."""

UNRANKED = 10_000_000
RANKED_FOR_SHARE = 500_000
SHARE_IN_SENTENCES, SHARE_IN_LEXICON = 0.4, 0.5


@dataclass(frozen=True)
class Clusters:
    """Cluster and frequency rank (0 is the most frequent) of word forms as written."""

    cluster: dict[str, int]
    rank: dict[str, int]

    @classmethod
    def read(cls) -> Clusters:
        """From the installed package."""
        folder = files("spacy_lookups_data") / "data"
        tables = []
        for name in ("cluster", "prob"):
            with (folder / f"de_lexeme_{name}.json.gz").open("rb") as packed:
                tables.append(json.loads(gzip.decompress(packed.read())))
        cluster, logarithm = tables
        order = sorted(logarithm, key=lambda word: -logarithm[word])
        return cls(cluster, {word: rank for rank, word in enumerate(order)})

    def of(self, word: str) -> int:
        """Cluster of `word`, `REST` where nothing is known."""
        return self.cluster.get(word, REST)

    def rarer_than_lower(self, word: str) -> bool:
        """Whether `word` is mostly written with a small letter, so that its capital begins a sentence."""
        lower = word.lower()
        return (
            lower != word and len(word) > 1 and self.rank.get(lower, UNRANKED) < self.rank.get(word, UNRANKED)
        )

    def of_names(self, lexicon: Lexicon, sentences: Iterable[Sentence]) -> frozenset[int]:
        """Clusters whose capitalised words are mostly names: in annotated sentences, else in the lexicon."""
        inside: Counter[int] = Counter()
        outside: Counter[int] = Counter()
        for sentence in sentences:
            for word, label in zip(sentence.words, sentence.names or (), strict=False):
                if word[0].isupper():
                    (inside if label and label != "O" else outside)[self.of(word)] += 1
        proper: Counter[int] = Counter()
        common: Counter[int] = Counter()
        for word, cluster in self.cluster.items():
            if self.rank[word] < RANKED_FOR_SHARE and word[0].isupper():
                kinds = lexicon.kinds(word)
                if len(kinds) == 1:
                    (proper if "name" in kinds else common)[cluster] += 1
        found = set()
        for cluster in set(self.cluster.values()) - {REST}:
            seen = inside[cluster] + outside[cluster]
            if seen < 5:
                share = (proper[cluster] + 0.3) / (proper[cluster] + common[cluster] + 1)
                if share >= SHARE_IN_LEXICON:
                    found.add(cluster)
            if inside[cluster] >= 3 and (inside[cluster] + 0.3) / (seen + 1) >= SHARE_IN_SENTENCES:
                found.add(cluster)
        return frozenset(found)
