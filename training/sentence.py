"""The record that every reader makes and every training step takes: one annotated sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

COLUMNS = (
    "words",
    "spaces",
    "lemmas",
    "pos",
    "tags",
    "feats",
    "deps",
    "names",
    "seen_tags",
    "seen_feats",
    "seen_pos",
    "tag_chances",
    "label_chances",
)

Chances = tuple[tuple[str, float], ...]
"""Labels and how likely each is; they add up to one."""


@dataclass(frozen=True)
class Sentence:
    """One sentence as parallel tuples; `None` in a tuple means: not known, learn nothing from it.

    `heads` are token indices within the sentence (the root points to itself), `names` are BIO labels
    (`B-PER`, `I-PER`, `O`), `feats` UD feature strings (empty string: has none). The `seen_…` columns are
    what a tagger says that was not trained on this sentence; later components are trained on them.
    The `…_chances` are what teachers think of STTS tags and of the morphologizer's labels
    (`training/distil.py`); where they are given, they are learned in place of `tags`, `pos` and `feats`.
    """

    id: str
    source: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    lemmas: tuple[str | None, ...] | None = None
    pos: tuple[str | None, ...] | None = None
    tags: tuple[str | None, ...] | None = None
    feats: tuple[str | None, ...] | None = None
    heads: tuple[int, ...] | None = None
    deps: tuple[str, ...] | None = None
    names: tuple[str | None, ...] | None = None
    seen_tags: tuple[str, ...] | None = None
    seen_feats: tuple[str, ...] | None = None
    seen_pos: tuple[str, ...] | None = None
    tag_chances: tuple[Chances | None, ...] | None = None
    label_chances: tuple[Chances | None, ...] | None = None

    def __len__(self) -> int:
        return len(self.words)

    @property
    def text(self) -> str:
        return "".join(w + " " * s for w, s in zip(self.words, self.spaces, strict=True)).rstrip()

    def bucket(self, buckets: int) -> int:
        """A number below `buckets` that depends on the words alone: the same split everywhere, always.

        >>> Sentence("a", "x", ("Guten", "Tag"), (True, False)).bucket(10)
        7
        """
        digest = hashlib.sha1(" ".join(self.words).encode()).hexdigest()
        return int(digest[:8], 16) % buckets

    def select(self, groups: Sequence[Sequence[int]], keep: Sequence[int]) -> Sentence:
        """A sentence in which each group of adjacent tokens became one token.

        All annotation is that of token `keep[n]` of group n, but for the joined word and the space after it.
        """
        columns: dict[str, tuple | None] = {}
        for key in COLUMNS:
            column = getattr(self, key)
            columns[key] = None if column is None else tuple(column[index] for index in keep)
        columns["words"] = tuple("".join(self.words[i] for i in group) for group in groups)
        columns["spaces"] = tuple(self.spaces[group[-1]] for group in groups)
        if self.heads is not None:
            place = {index: number for number, group in enumerate(groups) for index in group}
            heads = []
            for number, group in enumerate(groups):
                index = keep[number]
                while self.heads[index] in group and self.heads[index] != index:
                    index = self.heads[index]
                heads.append(place[self.heads[index]])
            columns["heads"] = tuple(heads)
        return replace(self, **columns)

    def with_names(self, names: Sequence[str | None]) -> Sentence:
        return replace(self, names=tuple(names))


def bare(sentence: Sentence) -> Sentence:
    """`sentence` with nothing annotated but its names."""
    return replace(sentence, heads=None, deps=None, pos=None, tags=None, feats=None, lemmas=None)


def spaces_from_text(words: Sequence[str], text: str) -> tuple[bool, ...]:
    """Which words are followed by white space in `text`; raises ValueError if the words are not in it.

    >>> spaces_from_text(["Ja", ",", "gern", "."], "Ja, gern.")
    (False, True, False, False)
    """
    spaces: list[bool] = []
    position = 0
    for word in words:
        start = text.find(word, position)
        if start < 0 or text[position:start].strip():
            raise ValueError(f"“{word}” does not stand at {position} in “{text}”")
        if spaces:
            spaces[-1] = start > position
        position = start + len(word)
        spaces.append(False)
    return tuple(spaces)


def guess_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """German spacing for a corpus that does not record it.

    >>> guess_spaces(["„", "Ja", "“", ",", "sagt", "er", "."])
    (False, False, False, True, True, False, False)
    """
    closing, opening = set(",.;:!?)]}…“‘«%"), set("([{„‚»")
    open_quotes: set[str] = set()
    spaces = [True] * len(words)
    for index, word in enumerate(words):
        if word in {'"', "'", "''", "``", "“", "”", "«", "»"}:
            # „…“ closes with “; straight marks open and close in turn
            pair = {"“": "„", "”": "„", "''": "``", "«": "»"}.get(word, word)
            closes = pair in open_quotes or word == "''"
            (open_quotes.discard if closes else open_quotes.add)(pair)
            if closes and index:
                spaces[index - 1] = False
            elif not closes:
                spaces[index] = False
        elif word in closing and index:
            spaces[index - 1] = False
        elif word in opening:
            open_quotes.add(word)
            spaces[index] = False
    if spaces:
        spaces[-1] = False
    return tuple(spaces)


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """A Doc with the gold annotation of consecutive sentences; what a sentence does not know stays unset."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    columns: dict[str, list] = {k: [] for k in ("lemmas", "pos", "tags", "feats", "deps", "names")}
    heads: list[int] = []
    parsed = True
    for sentence in sentences:
        offset, size = len(words), len(sentence)
        words += sentence.words
        spaces += [*sentence.spaces[:-1], True]
        starts.append(offset)
        for key, column in columns.items():
            values = getattr(sentence, key)
            column += [None] * size if values is None else values
        if sentence.heads is None:
            parsed = False
            heads += range(offset, offset + size)
        else:
            heads += [head + offset for head in sentence.heads]
    if spaces:
        spaces[-1] = False
    annotation: dict[str, list] = {
        "lemmas": [value or "" for value in columns["lemmas"]],
        "pos": [value or "" for value in columns["pos"]],
        "tags": [value or "" for value in columns["tags"]],
        "morphs": [value or "" for value in columns["feats"]],
        "ents": [value or "" for value in columns["names"]],
    }
    if parsed:
        annotation |= {"heads": heads, "deps": [dep if dep != "root" else "ROOT" for dep in columns["deps"]]}
    doc = Doc(vocab, words=words, spaces=spaces, **annotation)
    for index, value in enumerate(columns["feats"]):
        if value is None:
            doc[index].set_morph(None)
    if not parsed:
        for token in doc:
            token.is_sent_start = token.i in set(starts)
    return doc
