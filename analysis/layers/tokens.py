"""Words and sentences: form, lemma, part of speech, features, syntax."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

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


def tokens_table(doc: Doc) -> pd.DataFrame:
    """List the words and punctuation marks of a text; white space is no row.

    Args:
        doc: a parsed Doc.

    Returns:
        One row per token with the `COLUMNS` of this module, in text order.
    """
    import pandas as pd

    tokens = [token for token in doc if not token.is_space]
    row_of = {token.i: row for row, token in enumerate(tokens)}
    sentence_of = _sentence_indices(doc)
    return pd.DataFrame(
        {
            "start": [token.idx for token in tokens],
            "end": [token.idx + len(token) for token in tokens],
            "text": [token.text for token in tokens],
            "lemma": [token.lemma_ for token in tokens],
            "pos": [token.pos_ for token in tokens],
            "tag": [token.tag_ for token in tokens],
            "morph": [str(token.morph) for token in tokens],
            "dep": [token.dep_.replace("ROOT", "root") for token in tokens],
            "head": [row_of.get(token.head.i, row_of[token.i]) for token in tokens],
            "entity": pd.array([token.ent_type_ or None for token in tokens], dtype="str"),
            "sentence": [sentence_of[token.i] for token in tokens],
        },
        columns=list(COLUMNS),
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
    import pandas as pd

    text = doc.text  # spaCy puts it together anew each time
    firsts = [first for first, _ in paragraphs(text)]
    rows = []
    for index, sentence in enumerate(sentences(doc)):
        start, end = trimmed(sentence)
        paragraph = bisect_right(firsts, start) - 1
        n_tokens = sum(not token.is_space for token in sentence)
        tone = tones[index] if tones else float("nan")
        rows.append((start, end, text[start:end], paragraph, tone, n_tokens, index))
    return pd.DataFrame(rows, columns=list(SENTENCE_COLUMNS)).astype({"text": "str"})


def sentences(doc: Doc) -> list[Span]:
    """The sentences that hold more than white space."""
    return [span for span in doc.sents if not span.text.isspace()]


def trimmed(span: Span) -> tuple[int, int]:
    """Start and end of a span in code points, without white space around it."""
    text = span.text
    return (
        span.start_char + len(text) - len(text.lstrip()),
        span.start_char + len(text.rstrip()),
    )


def _sentence_indices(doc: Doc) -> dict[int, int]:
    return {token.i: index for index, span in enumerate(sentences(doc)) for token in span}
