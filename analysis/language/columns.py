"""The annotations of a Doc column by column, as plain lists, for whoever asks about every word of a text.

A Token is made anew each time it is asked for, and looks each of its strings up again; a rule that looks at
all words and cares about few of them is several times as fast on these lists, and takes only those Tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property, wraps
from itertools import accumulate, pairwise
from threading import local
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from spacy.strings import StringStore
from spacy.tokens import Doc

if TYPE_CHECKING:
    import numpy as np

_ATTRIBUTES: list[int | str] = [
    *("ORTH", "LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE"),
    *("HEAD", "SENT_START", "IS_SPACE", "LENGTH", "SPACY"),
]
_CHANGING: list[int | str] = ["LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "SENT_START"]
"""What components write, but for the names; the words themselves stay."""
Made = TypeVar("Made")
_MOST_STRINGS = 2**15
"""Strings whose numbers are kept; what dozens of articles do not repeat is looked up again."""


class Columns:
    """The words of a Doc, one list for each annotation; index i belongs to `doc[i]`.

    Attributes:
        text, lemma, pos, tag, dep, morph, ent_type: as the attributes of a Token.
        lower: text in lower case.
        head: index of the word it depends on; its own for a root.
        starts: whether a sentence starts here.
        space: whether it is white space.
        idx, end: code points.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> doc = Doc(Vocab(), words=["Moskau", "lehnt", "ab"], tags=["NE", "VVFIN", "PTKVZ"], heads=[1, 1, 1],
    ...     deps=["nsubj", "ROOT", "compound:prt"])
    >>> words = columns(doc)
    >>> words.lower, words.tag, words.head, words.children[1]
    (['moskau', 'lehnt', 'ab'], ['NE', 'VVFIN', 'PTKVZ'], [1, 1, 1], [0, 2])
    """

    def __init__(self, strings: StringStore, rows: np.ndarray) -> None:
        self.text, self.lemma, self.pos, self.tag, self.dep, morph, self.ent_type = (
            _named(strings, row) for row in rows[:7].tolist()
        )
        self.lower = [form.lower() for form in self.text]
        self.morph = ["" if features == "_" else features for features in morph]
        signed: list[list[int]] = rows[7:].astype("int64").tolist()
        self.head = [index + distance for index, distance in enumerate(signed[0])]
        self.starts = [start == 1 for start in signed[1]]
        self.space = list(map(bool, signed[2]))
        self._lengths, self._blanks = signed[3:]

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def whole(self) -> str:
        """The text of the Doc, which spaCy puts together anew each time that it is asked."""
        return "".join(
            form + " " if blank else form for form, blank in zip(self.text, self._blanks, strict=True)
        )

    @cached_property
    def idx(self) -> list[int]:
        widths = map(int.__add__, self._lengths, self._blanks)
        return list(accumulate(widths, initial=0))[:-1]

    @cached_property
    def end(self) -> list[int]:
        return list(map(int.__add__, self.idx, self._lengths))

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of the words that depend on each word, in text order."""
        found: list[list[int]] = [[] for _ in self.head]
        for index, head in enumerate(self.head):
            if head != index:
                found[head].append(index)
        return found

    @cached_property
    def finite(self) -> list[bool]:
        """Whether each word is a finite verb; see `mood.is_finite`."""
        from analysis.language.mood import finite_words

        return finite_words(self)

    @cached_property
    def bounds(self) -> list[tuple[int, int]]:
        """First word, and behind the last, of each sentence, as `Doc.sents` gives them."""
        firsts = [0, *(index for index, starts in enumerate(self.starts) if starts and index), len(self)]
        return list(pairwise(firsts)) if len(self) else []

    @cached_property
    def around(self) -> list[tuple[int, int]]:
        """For each word the bounds of its sentence, as `Token.sent` has them."""
        return [bounds for bounds in self.bounds for _ in range(*bounds)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The same for the sentences that hold more than white space: what the tables number."""
        return [(first, last) for first, last in self.bounds if not all(self.space[first:last])]

    @cached_property
    def sentence(self) -> list[int | None]:
        """For each word the number of its sentence; None in a sentence of white space."""
        found: list[int | None] = [None] * len(self)
        for number, (first, last) in enumerate(self.sentences):
            found[first:last] = [number] * (last - first)
        return found


class _Strings(dict[int, str]):
    """Strings by number; numbers are hashes of the strings, so they mean the same in every vocabulary."""

    store: StringStore

    def __missing__(self, number: int) -> str:
        found: str = self.store[number]
        self[number] = found
        return found


_strings = _Strings()
_known: WeakKeyDictionary[Doc, tuple[bytes, bytes, Columns]] = WeakKeyDictionary()


def _named(strings: StringStore, numbers: list[int]) -> list[str]:
    if len(_strings) > _MOST_STRINGS:
        _strings.clear()
    _strings.store = strings
    return list(map(_strings.__getitem__, numbers))


class _Settled(local):
    """The Doc that this thread works on while nobody changes it, and its columns."""

    doc: Doc | None = None
    columns: Columns


_settled = _Settled()


def reads_only(work: Callable[[Doc], Made]) -> Callable[[Doc], Made]:
    """Mark a function that changes no annotation of its Doc, nor lets others do so while it runs.

    To see whether a Doc is still as it was takes a tenth of the time that the lists take; a layer asks for
    them wherever it needs them, so it is looked at once for each layer.

    >>> from spacy.tokens import Doc; from spacy.vocab import Vocab
    >>> @reads_only
    ... def first_word(doc):
    ...     return columns(doc).text[0]
    >>> first_word(Doc(Vocab(), words=["Moskau", "schweigt"]))
    'Moskau'
    """

    @wraps(work)
    def settled(doc: Doc) -> Made:
        if _settled.doc is doc:
            return work(doc)
        found = columns(doc)
        before = None if _settled.doc is None else (_settled.doc, _settled.columns)
        _settled.doc, _settled.columns = doc, found
        try:
            return work(doc)
        finally:
            _settled.doc = None
            if before is None:
                del _settled.columns
            else:
                _settled.doc, _settled.columns = before

    return settled


def columns(doc: Doc) -> Columns:
    """The annotations of a Doc as they are now; made once as long as nobody changes them."""
    if _settled.doc is doc:
        return _settled.columns
    state, labels = doc.to_array(_CHANGING).tobytes(), doc.to_array("ENT_TYPE")
    names = labels.tobytes()
    known = _known.get(doc)
    if known is not None and known[0] == state:
        found = known[2]
        if known[1] == names:
            return found
        # Components for names come behind the parser: what they leave alone need not be made again.
        found = copy(found)
        found.ent_type = _named(doc.vocab.strings, labels.tolist())
    else:
        found = Columns(doc.vocab.strings, doc.to_array(_ATTRIBUTES).T)
    _known[doc] = state, names, found
    return found
