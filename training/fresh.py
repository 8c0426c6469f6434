"""Sentences that nobody annotated and no model has learned from, for the teachers to label.

The small model knows its training sentences almost by heart (GSD's news: UAS .981 there, .845 on those
held out), so what it lacks is not room but sentences. News come from SmartData (their text only); out of the
debates come those sentences that read most like news (Moore and Lewis 2010, *Intelligent selection of
language model training data*, with single words); and sentences that we have are said with other words (Jiao
et al. 2020, *TinyBERT*), each of the same lexicon class and Brown cluster: grammar stays, sense goes.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language

from analysis.language import sentences as boundaries
from training.clusters import UNRANKED, Clusters
from training.corpora import plain_sentences
from training.names import from_offsets
from training.sentence import Sentence

NEWSWIRE, DEBATES, EXCHANGED = "fresh", "fresh-debates", "fresh-exchanged"
"""Their sources."""

SHORTEST, LONGEST = 7, 50
EVERY_PARAGRAPH = 2
"""Of the debates; the other half keeps for another time."""
SENTENCES_OF_DEBATES = 24_000
SHARE = 0.5
"""Of the nouns, names, verbs and adjectives that is exchanged, where there is something to put there."""
RARE = 150_000
"""The rank from which on a word is not put in another's place."""

_WORD = re.compile(r"\w+")
# Who speaks or is spoken to is in parliament, not in the news.
_PARLIAMENT = re.compile(
    r"\b(ich|mich|mir|mein\w*|wir|uns|unser\w*|Sie|Ihr\w*|Ihnen|du|ihr|euch|Herr\w*|Frau|Kolleg\w+|Damen|Beifall"
    r"|Abgeordnete\w*|Drucksache|Tagesordnung\w*|Antrag\w*)\b",
    re.IGNORECASE,
)


def newswire(paragraphs: Iterable[Sentence], nlp: Language) -> list[Sentence]:
    """The sentences of SmartData's paragraphs, each once, without their names.

    Args:
        paragraphs: as `training.names.read_smartdata` gives them.
        nlp: our tokenizer.
    """
    found: dict[tuple[str, ...], Sentence] = {}
    for paragraph in paragraphs:
        for part in boundaries.set_sentence_starts(nlp.make_doc(paragraph.text)).sents:
            sentence = from_offsets(nlp, part.text.strip(), [], id=paragraph.id, source=NEWSWIRE)
            if SHORTEST <= len(sentence) < LONGEST:
                found.setdefault(sentence.words, replace(sentence, names=None))
    return list(found.values())


def of_debates(paragraphs: Iterable[str]) -> Iterator[str]:
    """Sentences of the debates that could stand in the news: nobody speaks of himself or to the house."""
    return (text for text in _sentences(paragraphs) if not _PARLIAMENT.search(text))


def like_news(
    paragraphs: Iterable[str], news: Iterable[Sentence], nlp: Language, size: int = SENTENCES_OF_DEBATES
) -> list[Sentence]:
    """Those sentences of the debates whose words are most usual in news and least in debates."""
    here, there = Counter(word.lower() for s in news for word in s.words if word[0].isalnum()), Counter[str]()
    candidates: dict[str, list[str]] = {}
    for text in _sentences(paragraphs):
        words = [word.lower() for word in _WORD.findall(text)]
        there.update(words)
        if not _PARLIAMENT.search(text):
            candidates[text] = words
    value = _preference(here, there)
    order = sorted(candidates, key=lambda text: -sum(map(value, candidates[text])) / len(candidates[text]))
    found = []
    for number, text in enumerate(order):
        sentence = from_offsets(nlp, text, [], id=f"like-news-{number}", source=DEBATES)
        if SHORTEST <= len(sentence) < LONGEST:
            found.append(replace(sentence, names=None))
        if len(found) == size:
            break
    return found


def _sentences(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number % EVERY_PARAGRAPH:
            continue
        for text in plain_sentences(paragraph):
            if 50 < len(text) < 230 and text[-1] == "." and text[0].isupper() and not set("([") & set(text):
                yield text


def _preference(here: Counter[str], there: Counter[str]) -> Callable[[str], float]:
    """How much more usual a word is in one text than in another, as a logarithm within bounds."""
    kinds = len(here.keys() | there.keys())
    base = math.log((here.total() + kinds / 2) / (there.total() + kinds / 2))
    return lambda word: max(-2.0, min(3.0, math.log((here[word] + 0.5) / (there[word] + 0.5)) - base))


class Exchange:
    """Puts words in the place of others of the same class and cluster.

    Args:
        norms: the norm table (training/classes.py).
        clusters: clusters and ranks of words.
    """

    def __init__(self, norms: Mapping[str, str], clusters: Clusters) -> None:
        self.norms, self.clusters = norms, clusters
        self.like: dict[tuple[str, int, bool], list[str]] = defaultdict(list)
        for word in norms:
            if word.isalpha() and len(word) > 2 and clusters.rank.get(word, UNRANKED) < RARE:
                self.like[self._kind(word)].append(word)

    def _kind(self, word: str) -> tuple[str, int, bool]:
        return self.norms[word], self.clusters.of(word), word[0].isupper()

    def variants(self, sentences: Iterable[Sentence], rng: random.Random) -> Iterator[Sentence]:
        """Each sentence with other words, where at least two can be exchanged; nothing annotated."""
        for sentence in sentences:
            words = [self._other(sentence, index, rng) for index in range(len(sentence))]
            changed = sum(map(str.__ne__, words, sentence.words))
            if changed >= 2 and len(sentence) < LONGEST:
                yield Sentence(sentence.id, EXCHANGED, tuple(words), sentence.spaces)

    def _other(self, sentence: Sentence, index: int, rng: random.Random) -> str:
        word = sentence.words[index]
        kind = sentence.pos[index] if sentence.pos else None
        if (
            kind not in ({"NOUN"} if index == 0 else {"NOUN", "PROPN", "VERB", "ADJ"})
            or word not in self.norms
        ):
            return word
        options: Sequence[str] = self.like.get(self._kind(word), ())
        return rng.choice(options) if len(options) > 2 and rng.random() < SHARE else word
