"""A conditional random field for names: the second teacher, unlike the network in all that it sees.

It looks at word forms, affixes, shapes, clusters of up to three words to each side, and name lists, in the
manner of GermaNER (Benikova et al., GSCL 2015). It is no part of the model: its labels on raw sentences are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.clusters import REST, UNRANKED, Clusters
from training.score import name_spans
from training.sentence import Sentence

PARAMETERS = {"c1": 0.1, "c2": 0.01, "max_iterations": 60, "feature.minfreq": 2}
SMARTDATA_SHARE = 0.3
MARKS = frozenset('„“"»«')
# Which features of a neighbour count: of the next two words, and of the third.
NEAR = ("w=", "l=", "t=", "s=", "c=", "c6=", "c8=", "x3=", "g=", "r=")
FAR = ("l=", "c=", "t=")

Span = tuple[int, int, str]


def shape(word: str) -> str:
    """Letters by case and digits, runs cut to two.

    >>> shape("US-Präsident2025")
    'XX-Xxxdd'
    """
    for pattern, sign in ((r"[A-ZÄÖÜ]", "X"), (r"[a-zäöüß]", "x"), (r"\d", "d")):
        word = re.sub(pattern, sign, word)
    return re.sub(r"(.)\1{2,}", r"\1\1", word)


@dataclass(frozen=True)
class Features:
    """Features of the words of a sentence, from forms, tags, clusters and name lists."""

    clusters: Clusters
    lists: dict[str, frozenset[str]]

    def cluster(self, word: str) -> int:
        found = self.clusters.of(word)
        return self.clusters.of(word.title()) if found == REST and word.isupper() and len(word) > 3 else found

    def word(self, word: str, tag: str) -> list[str]:
        """What a word tells by itself."""
        cluster, rank = self.cluster(word), self.clusters.rank.get(word, UNRANKED)
        out = [f"w={word}", f"l={word.lower()}", f"t={tag}", f"s={shape(word)}", f"c={cluster}"]
        if cluster != REST:
            # The number is the path in the tree of clusters, root last: its low bits are a larger cluster.
            path = bin(cluster)[:1:-1]
            out += [f"c{depth}={path[:depth]}" for depth in (4, 6, 8)]
        out.append(f"r={len(str(rank))}")
        if word[:1].isupper():
            out.append(f"lower={self.clusters.rarer_than_lower(word)}")
        for size in range(1, 6):
            if len(word) > size:
                out += [f"p{size}={word[:size]}", f"x{size}={word[-size:]}"]
        out += [f"g={kind}" for kind in sorted(self.lists.get(word, ()))]
        if word.endswith("s"):
            out += [f"gs={kind}" for kind in sorted(self.lists.get(word[:-1], ()))]
        if "-" in word[1:-1]:
            first, last = word.split("-", 1)[0], word.rsplit("-", 1)[1]
            out += [
                f"ha={first}",
                f"hb={last.lower()}",
                f"hac={self.cluster(first)}",
                f"hbc={self.cluster(last)}",
            ]
        return out

    def sentence(self, words: Sequence[str], tags: Sequence[str]) -> list[list[str]]:
        """Features of each word with those of its neighbours, and of pairs of neighbours."""
        alone = [self.word(word, tag) for word, tag in zip(words, tags, strict=True)]
        size = len(words)
        clusters = ["_", *(str(self.cluster(word)) for word in words), "_"]
        lower = ["_", *(word.lower() for word in words), "_"]
        signs = ["_", "_", *tags, "_", "_"]
        rows = []
        for i in range(size):
            row = [*alone[i], "bias"]
            for step in (-3, -2, -1, 1, 2, 3):
                if 0 <= i + step < size:
                    counts = NEAR if abs(step) < 3 else FAR
                    row += [f"{step}|{item}" for item in alone[i + step] if item.startswith(counts)]
                else:
                    row.append(f"{step}|END")
            before, here, after = clusters[i : i + 3]
            tag_before, tag, tag_after = signs[i + 1 : i + 4]
            row += [
                f"c-10={before}|{here}",
                f"c01={here}|{after}",
                f"c-11={before}|{after}",
                f"t-10={tag_before}|{tag}",
                f"t01={tag}|{tag_after}",
                f"t-101={tag_before}|{tag}|{tag_after}",
                f"w-10={lower[i]}|{lower[i + 1]}",
                f"w01={lower[i + 1]}|{lower[i + 2]}",
                f"tc={tag}|{here}",
                f"c-1t={before}|{tag}",
                f"c1t={after}|{tag}",
                f"s-10={shape(words[i - 1]) if i else '_'}|{shape(words[i])}",
                f"quoted={sum(word in MARKS for word in words[:i]) % 2}",
            ]
            for end in range(i + 2, min(size, i + 4) + 1):
                row += [f"mg={kind}" for kind in sorted(self.lists.get(" ".join(words[i:end]), ()))]
            rows.append(row)
        return rows


def sample(sentences: Iterable[Sentence], seed: int = 1) -> Iterator[Sentence]:
    """Sentences whose names are all known; of SmartData's, which hold none, three in ten."""
    rng = random.Random(seed)
    for sentence in sentences:
        known = sentence.names and None not in sentence.names
        if known and (sentence.source != "smartdata" or rng.random() < SMARTDATA_SHARE):
            yield sentence


def train(path: Path, sentences: Iterable[Sentence], features: Features) -> None:
    """Train on sentences with `seen_tags` and names; the model goes to `path`."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence in sentences:
        rows = features.sentence(sentence.words, sentence.seen_tags or ())
        trainer.append(rows, list(sentence.names or ()))
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


@dataclass(frozen=True)
class Marking:
    """Names that the field sees in a sentence, and how likely it holds any span to be a name of a kind."""

    spans: frozenset[Span]
    likelihood: dict[tuple[int, str], float]

    def sure(self, span: Span) -> float:
        """Likelihood of the least likely word of `span`."""
        start, end, label = span
        first, *rest = range(start, end)
        return min(
            self.likelihood[first, f"B-{label}"], *(self.likelihood[i, f"I-{label}"] for i in rest), 1.0
        )


def mark(path: Path, sentences: Iterable[Sentence], features: Features) -> Iterator[Marking]:
    """Names of `sentences` (with `seen_tags`) by the model at `path`."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    known = tagger.labels()
    for sentence in sentences:
        tagger.set(features.sentence(sentence.words, sentence.seen_tags or ()))
        spans = frozenset(name_spans(tagger.tag()))
        chances = {(i, label): tagger.marginal(label, i) for i in range(len(sentence)) for label in known}
        yield Marking(spans, chances)
