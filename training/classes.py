"""What the form lexicon knows of a word, as an input of the network.

spaCy can look up the norm of a word in a table that is saved with the model (`lexeme_norm`). For words
that the lexicon knows, the table gives the class of their readings instead: „Handlungen“ → `NFp*-2`, a
feminine noun, plural, any case, two letters longer than its lemma. The encoder embeds it like any other
attribute, so gender, number, case and the way to the lemma need not be guessed for words that no treebank
contains.

Names are told apart by the company they keep (`training/clusters.py`): „Berlin“ → `E+Eg|80`, „Nato“ →
`NFs*|413`, and „Kushner“, which the lexicon does not know, → `K40`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from training.clusters import REST, UNRANKED, Clusters
from training.lexicon import Lexicon, Reading
from training.sentence import Sentence

CASES = {"NOM": "n", "ACC": "a", "DAT": "d", "GEN": "g"}
GENDERS = {"MASC": "M", "FEM": "F", "NEUT": "N"}
KINDS = ("N", "V", "ADJ", "PROPN")

# Ranks up to which words without an entry get their cluster: all, names, and small letters from a rank on.
FREQUENT, RATHER_FREQUENT, VERY_FREQUENT = 150_000, 440_000, 3_000
LONGEST = 40


def way_to_lemma(word: str, lemma: str) -> str:
    """How many letters to take off and what to put on; `~` where the stem changes.

    >>> way_to_lemma("Handlungen", "Handlung"), way_to_lemma("sagte", "sagen")
    ('2', '2en')
    >>> way_to_lemma("gingen", "gehen")
    '~'
    """
    shared = 0
    for a, b in zip(word.lower(), lemma.lower(), strict=False):
        if a != b:
            break
        shared += 1
    off, on = len(word) - shared, lemma[shared:]
    if not off and not on:
        return ""
    return f"{off}{on}" if off <= 4 and len(on) <= 2 else "~"


def describe(reading: Reading) -> tuple[str, str]:
    """A reading as kind with gender, number, person …, and its case (or nothing)."""
    items = reading.bundle
    number = "p" if "PL" in items else "s" if "SG" in items else ""
    case = next((letter for item, letter in CASES.items() if item in items), "")
    gender = next((letter for item, letter in GENDERS.items() if item in items), "")
    if "N" in items:
        return f"N{gender}{number}", case
    if "PROPN" in items:
        return "E" + ("g" if case == "g" else ""), ""
    if "ADJ" in items:
        return "A", ""
    if "NFIN" in items:
        return "Vi", ""
    if "V.PTCP" in items:
        return "Vp", ""
    person = next((item for item in "123" if item in items), "")
    tense = "t" if "PST" in items else ""
    mood = "k" if "SBJV" in items else "i" if "IMP" in items else ""
    return f"V{person}{number}{tense}{mood}", ""


def word_class(word: str, lexicon: Lexicon) -> str | None:
    """The class of `word`, None for a word that the lexicon does not know in an open class."""
    readings: set[Reading] = set()
    for kind in KINDS:
        found = lexicon.readings(word, kind)
        if not found and kind != "N" and word[0].isupper():
            found = lexicon.readings(word[0].lower() + word[1:], kind)
        readings |= found
    if not readings:
        return None
    cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in readings:
        head, case = describe(reading)
        cases[head, way_to_lemma(word, reading.lemma)].add(case)
    parts = []
    for (head, way), letters in sorted(cases.items()):
        joined = "".join(sorted(letters))
        parts.append(f"{head}{'*' if joined == 'adgn' else joined}{'-' + way if way else ''}")
    names = "".join(sorted(kind[1] for kind, forms in lexicon.names.items() if word in forms))
    return "+".join(parts) + (f"={names}" if names else "")


def class_table(words: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    """Classes of those `words` that have one."""
    table = {}
    for word in words:
        if word[:1].isalpha():
            found = word_class(word, lexicon)
            if found:
                table[word] = found
    return table


@dataclass(frozen=True)
class Norms:
    """Decides the norm of a word from its class, its cluster and how frequent it is.

    Attributes:
        lexicon, clusters: what is known of words.
        classes: classes of words that the corpora or the lexicon's short nouns bring.
        of_names: clusters of names.
    """

    lexicon: Lexicon
    clusters: Clusters
    classes: dict[str, str]
    of_names: frozenset[int]

    def norm(self, word: str) -> str | None:
        """The norm of `word`; None where its lower case says as much."""
        cluster, rank = self.clusters.of(word), self.clusters.rank.get(word, UNRANKED)
        capital, like_name = word[0].isupper(), cluster in self.of_names
        found = self.classes.get(word)
        if found is None and capital and rank < FREQUENT:
            found = word_class(word, self.lexicon)
        if found is None:
            if cluster == REST or self.clusters.rarer_than_lower(word):
                return None
            return f"K{cluster}" if capital or (like_name and rank > VERY_FREQUENT) else None
        reading, _, _ = found.partition("=")
        if "E" in reading:
            return f"{reading}|{cluster}" if cluster != REST else found
        if like_name and capital:
            # „Degerloch“ is no hole: a compound only by its look.
            return f"{found}|{cluster}" if self.lexicon.kinds(word) else f"K{cluster}"
        return found

    def table(self, keep: Callable[[str], bool]) -> dict[str, str]:
        """Norms of the words with a class, of frequent words, and of names less frequent.

        Args:
            keep: whether a word with a class that no word list ranks is worth its place.
        """
        words = [word for word in self.classes if word in self.clusters.rank or keep(word)]
        for word, rank in self.clusters.rank.items():
            limit = RATHER_FREQUENT if self.clusters.of(word) in self.of_names else FREQUENT
            if word not in self.classes and rank < limit and word[:1].isalpha() and len(word) <= LONGEST:
                words.append(word)
        norms = {word: self.norm(word) for word in words}
        return {word: norm for word, norm in norms.items() if norm is not None}


def build_table(
    lexicon_path: Path, text: Path, words: set[str], named: Iterable[Sentence], clusters: Clusters
) -> tuple[Lexicon, dict[str, str]]:
    """The lexicon and the norms of words of the corpora, of frequent words and of short nouns.

    Words of `text` count from four occurrences on; of the 15,000 most frequent also the form that begins
    a sentence.

    Args:
        lexicon_path, text: the form lexicon; the text that the vectors are made of.
        words: words of the corpora.
        named: sentences with names, which tell what clusters hold names.
        clusters: clusters and frequencies.
    """
    counts: Counter[str] = Counter()
    with text.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    corpus = set(words)
    words = words | {
        word for word, n in counts.items() if n >= 4 and word[0].isalpha() and 1 < len(word) < 40
    }
    words |= {word[0].upper() + word[1:] for word, _ in counts.most_common(15_000) if word[0].islower()}
    forms = words | {word[0].lower() + word[1:] for word in words if word}
    lexicon = Lexicon.read(lexicon_path, forms=forms)
    classes = class_table(sorted(words | lexicon.short_nouns()), lexicon)
    norms = Norms(lexicon, clusters, classes, clusters.of_names(lexicon, named))
    return lexicon, norms.table(lambda word: word in corpus or counts[word] >= 4)
