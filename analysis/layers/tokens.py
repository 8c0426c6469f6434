"""Words and sentences: form, lemma, part of speech, features, syntax."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any

from analysis.language.columns import columns
from analysis.layers.frame import frame, frame_of
from analysis.reading.layout import paragraphs

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc, Span

COLUMNS = {
    "start": "first code point",
    "end": "code point behind the last",
    "text": "the word as written",
    "lemma": "dictionary form",
    "pos": "word class (UPOS of Universal Dependencies)",
    "tag": "finer word class (STTS)",
    "morph": "grammatical features (UD FEATS), Feature=Value joined by |",
    "dep": "relation to its head (UD); root for the head of a sentence",
    "head": "row of the word it depends on; its own row for the root",
    "entity": "kind of name it is part of (PER LOC ORG MISC), or null",
    "sentence": "index of its sentence",
}

SENTENCE_COLUMNS = {
    "start": "first code point",
    "end": "code point behind the last",
    "text": "the sentence",
    "paragraph": "index of its paragraph",
    "tone": "tone from -1 to 1 (see analysis.layers.phrasing); null where that layer has not run",
    "n_tokens": "number of tokens, punctuation included",
    "sentence": "its index, counted from 0",
}

_KINDS = (
    dict.fromkeys(("start", "end", "head", "sentence", "paragraph", "n_tokens"), "int64")
    | dict.fromkeys(("text", "lemma", "pos", "tag", "morph", "dep", "entity"), "str")
    | {"tone": "float64"}
)


def tokens_table(doc: Doc) -> pd.DataFrame:
    """List the words and punctuation marks of a text; white space is no row.

    Args:
        doc: a parsed Doc.

    Returns:
        One row per token with the `COLUMNS` of this module, in text order.
    """
    words = columns(doc)
    is_word = [not space for space in words.space]
    kept = list(compress(range(len(words)), is_word))
    row_of = {index: row for row, index in enumerate(kept)}

    def kept_of(values: Sequence[Any]) -> list[Any]:
        return list(compress(values, is_word))

    return frame_of(
        {
            "start": kept_of(words.idx),
            "end": kept_of(words.end),
            "text": kept_of(words.text),
            "lemma": kept_of(words.lemma),
            "pos": kept_of(words.pos),
            "tag": kept_of(words.tag),
            "morph": kept_of(words.morph),
            "dep": ["root" if dep == "ROOT" else dep for dep in kept_of(words.dep)],
            "head": [row_of.get(words.head[index], row) for row, index in enumerate(kept)],
            "entity": [label or None for label in kept_of(words.ent_type)],
            "sentence": kept_of(words.sentence),
        },
        _KINDS,
    )


def sentences_table(doc: Doc, tones: Sequence[float] = ()) -> pd.DataFrame:
    """List the sentences of a text.

    Args:
        doc: a Doc with sentence boundaries.
        tones: the tone of each sentence, -1 to 1, if the layer for phrasing has run.

    Returns:
        One row per sentence with `SENTENCE_COLUMNS`, in text order; `start`, `end` and `text` without the
        white space around the sentence. A dateline is a sentence of its own.
    """
    words = columns(doc)
    text = words.whole
    firsts = [first for first, _ in paragraphs(text)]
    rows = []
    for index, (first, behind) in enumerate(words.sentences):
        whole = text[words.idx[first] : words.end[behind - 1]]
        start = words.idx[first] + len(whole) - len(whole.lstrip())
        end = words.idx[first] + len(whole.rstrip())
        paragraph = bisect_right(firsts, start) - 1
        n_tokens = words.space[first:behind].count(False)
        tone = tones[index] if tones else float("nan")
        rows.append((start, end, text[start:end], paragraph, tone, n_tokens, index))
    return frame(rows, SENTENCE_COLUMNS, _KINDS)


def sentences(doc: Doc) -> list[Span]:
    """The sentences that hold more than white space."""
    return [doc[first:behind] for first, behind in columns(doc).sentences]
