"""Where the corpora lie and how their raw text is read.

The folder is laid out as the corpora's own README describes; nothing here copies text into the repository.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Corpora:
    """Paths of the corpora that the recipe trains on (all marked *train* in the corpora's README)."""

    root: Path

    @property
    def gsd_test(self) -> Path:
        return self.root / "treebank" / "de_gsd-ud-test.conllu"

    @property
    def gsd_reviews(self) -> Path:
        return self.root / "treebank" / "de_gsd-ud-dev-reviews.conllu"

    @property
    def pud(self) -> Path:
        return self.root / "treebank" / "de_pud-ud-test.conllu"

    @property
    def hdt(self) -> list[Path]:
        return sorted((self.root / "treebank").glob("de_hdt-draft-*.conllu"))

    @property
    def unimorph_sentences(self) -> Path:
        return self.root / "tagging" / "gsd-train-unimorph-2019.conllu"

    @property
    def unimorph_words(self) -> Path:
        return self.root / "tagging" / "gsd-train-unimorph-2018.tsv"

    @property
    def germeval(self) -> Path:
        return self.root / "ner" / "germeval2014" / "NER-de-test.tsv"

    @property
    def smartdata(self) -> list[Path]:
        return sorted((self.root / "ner" / "smartdata").glob("*.json.gz"))

    @property
    def gerntsa(self) -> Path:
        return self.root / "sentiment" / "gerntsa-dev.jsonl"

    @property
    def bundestag(self) -> Path:
        return self.root / "raw" / "bundestag.txt.xz"

    @property
    def lexicon(self) -> Path:
        return self.root / "lexicon" / "german_forms.tsv.xz"


def conllu_texts(path: Path) -> Iterator[str]:
    """The `# text = …` lines of a CoNLL-U file, as they stand."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                yield line[len("# text = ") :].rstrip("\n")


def word_list_sentences(path: Path) -> Iterator[list[str]]:
    """Rows of a one-word-a-line file, one list of rows per sentence (blank lines part sentences)."""
    rows: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                rows.append(line)
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def json_stream(text: str) -> Iterator[dict[str, Any]]:
    """Objects that stand one after another in one text without a list around them (SmartData)."""
    decoder = json.JSONDecoder()
    position = 0
    while match := re.compile(r"[\s,\[\]]*").match(text, position):
        position = match.end()
        if position >= len(text):
            return
        value, position = decoder.raw_decode(text, position)
        yield value


def smartdata_documents(path: Path) -> Iterator[dict[str, Any]]:
    """Documents of SmartData as their JSON objects."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from json_stream(file.read())


def gerntsa_texts(path: Path) -> list[str]:
    """News sentences of GerNTSA, each once, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        return list(dict.fromkeys(json.loads(line)["opinion_snippet"].strip() for line in lines))


def plain_sentences(paragraph: str) -> Iterator[str]:
    """A paragraph cut behind final marks before a capital, each run of white space as one blank.

    >>> list(plain_sentences("Das  geht. So nicht!  Oder doch?"))
    ['Das geht.', 'So nicht!', 'Oder doch?']
    """
    for text in re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", paragraph):
        yield re.sub(r"\s+", " ", text.strip())


def bundestag_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of the debates; words that a lost line break glued together are parted again."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield re.sub(r"([a-zäöüß])([A-ZÄÖÜ][a-zäöüß])", r"\1 \2", line.strip())
