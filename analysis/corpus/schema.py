"""The tables of a corpus: their columns and types, the same in every part, even in an empty one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SHARED = {
    "article": "id of the article",
    "date": "when it was published",
    "source": "who published it, or null",
}
"""The first three columns of every table."""

ARTICLES = {
    "title": "headline, or null",
    "dateline": "dateline as written, or null",
    "n_words": "number of words; null for a duplicate",
    "n_sentences": "number of sentences; null for a duplicate",
    "duplicate_of": "id of the earlier article with the same text, or null",
    "file": "file as seen from the folder that was read, and the row in it",
    "metadata": "further columns of the input as a JSON object, or empty",
    "text": "the article",
}
STATEMENTS = {
    "actor": "canonical name; of an organisation the usual one, the same in all articles",
    "stance": "see `analysis.layers.positions`",
    "side": "1 for the issue, -1 against it, 0 open (`analysis.network.SIDE`), turned round by negation",
    "issue_key": "its nouns in dictionary form, the head first, and what says more or less; or null",
    "issue": "the words to show for it, or null",
    "issue_lemmas": "its content words in dictionary form, the head first",
    "issue_text": "the issue as written, or null",
    "target": "canonical name of the counterpart, or null",
    "cited": "canonical name of whom the article cites, or null",
    "cue_text": "the words that show the stance",
    "negated": "whether the stance is negated",
    "modality": "asserted, planned, or possible",
    "sentence": "index of the sentence",
    "start": "first code point of the cue",
    "end": "code point behind it",
}
_LAYERS = {
    "tokens": ("tokens", "COLUMNS"),
    "sentences": ("tokens", "SENTENCE_COLUMNS"),
    "entities": ("entities", "COLUMNS"),
    "actors": ("actors", "COLUMNS"),
    "quotes": ("quotes", "COLUMNS"),
    "times": ("times", "COLUMNS"),
    "phrasing": ("phrasing", "COLUMNS"),
    "positions": ("positions", "COLUMNS"),
}
TABLES = ("articles", "statements", *_LAYERS)
RENAMED = {("positions", "source"): "cited"}
"""`source` is who published the article, in every table; whom the article cites gives way."""

_NUMBERS = ("start", "end", "sentence", "head", "paragraph", "n_tokens", "n_words", "n_sentences", "mentions",
            "open", "side")  # fmt: skip
_REALS = (("sentences", "tone"), ("phrasing", "value"))
_NAMES = ("roles", "aliases", "actors", "issue_lemmas")
_SPANS = ("quote", "speaker", "cue", "frame", "addressee", "actor_spans")


def columns(table: str) -> dict[str, str]:
    """The columns of a table behind the three that all share, and what each means.

    >>> columns("statements")["side"][:15]
    '1 for the issue'
    """
    if table == "articles":
        return ARTICLES
    if table == "statements":
        return STATEMENTS
    module, name = _LAYERS[table]
    found: dict[str, str] = getattr(import_module(f"analysis.layers.{module}"), name)
    return {RENAMED.get((table, column), column): meaning for column, meaning in found.items()}


@cache
def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa

    shared = [("article", pa.string()), ("date", pa.date32()), ("source", pa.string())]
    return pa.schema(shared + [(column, _type(table, column)) for column in columns(table)])


def _type(table: str, column: str) -> pa.DataType:
    import pyarrow as pa

    if column in _NUMBERS:
        return pa.int64()
    if (table, column) in _REALS:
        return pa.float64()
    if column == "negated":
        return pa.bool_()
    if column in _NAMES:
        return pa.list_(pa.string())
    if column in _SPANS:
        return pa.list_(pa.list_(pa.int64()))
    if (table, column) == ("positions", "issue"):
        return pa.list_(pa.int64())
    return pa.string()


def empty(table: str) -> pa.Table:
    """A table without rows."""
    return schema(table).empty_table()


def as_arrow(name: str, found: pd.DataFrame, article: str, date: Any, source: str | None) -> pa.Table:
    """A table of one article as Arrow, with the three columns that tell whose it is.

    Args:
        name: one of `TABLES`.
        found: the table; columns that the schema does not know are left out.
        article, date, source: of the article.
    """
    import pyarrow as pa

    shape = schema(name)
    old = {new: column for (table, column), new in RENAMED.items() if table == name}
    arrays = [
        pa.repeat(pa.scalar(value, shape.field(column).type), len(found))
        for column, value in (("article", article), ("date", date), ("source", source))
    ]
    for field in list(shape)[len(SHARED) :]:
        series = found[old.get(field.name, field.name)]
        arrays.append(pa.array(series, type=field.type, from_pandas=True))
    return pa.Table.from_arrays(arrays, schema=shape)
