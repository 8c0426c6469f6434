"""What the form lexicon knows of a word, as an input of the network.

spaCy can look up the norm of a word in a table that is saved with the model (`lexeme_norm`). For words
that the lexicon knows, the table gives the class of their readings instead: „Handlungen“ → `NFp*-2`, a
feminine noun, plural, any case, two letters longer than its lemma. The encoder embeds it like any other
attribute, so gender, number, case and the way to the lemma need not be guessed for words that no treebank
contains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from training.lexicon import Lexicon, Reading

CASES = {"NOM": "n", "ACC": "a", "DAT": "d", "GEN": "g"}
GENDERS = {"MASC": "M", "FEM": "F", "NEUT": "N"}
KINDS = ("N", "V", "ADJ", "PROPN")


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


def build_table(lexicon_path: Path, text: Path, words: set[str]) -> tuple[Lexicon, dict[str, str]]:
    """The lexicon and the classes of words of the corpora, of frequent words of `text` and of short nouns.

    Words of `text` count from four occurrences on; of the 15,000 most frequent also the form that begins
    a sentence.
    """
    counts: Counter[str] = Counter()
    with text.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    words = words | {
        word for word, n in counts.items() if n >= 4 and word[0].isalpha() and 1 < len(word) < 40
    }
    words |= {word[0].upper() + word[1:] for word, _ in counts.most_common(15_000) if word[0].islower()}
    forms = words | {word[0].lower() + word[1:] for word in words if word}
    lexicon = Lexicon.read(lexicon_path, forms=forms)
    return lexicon, class_table(sorted(words | lexicon.short_nouns()), lexicon)
