"""Closed word classes of the lexicon `word_classes.tsv`, as sets."""

from __future__ import annotations

from functools import cache

from analysis import lexicon


@cache
def word_class(name: str, file: str = "word_classes") -> frozenset[str]:
    """The words of a class.

    Args:
        name: a class of the file.
        file: a lexicon with the columns class and form.

    Raises:
        KeyError: there is no such class.

    >>> "obwohl" in word_class("subordinator"), "daher" in word_class("subordinator")
    (True, False)
    """
    found = frozenset(row["form"] for row in lexicon.load(file) if row["class"] == name)
    if not found:
        raise KeyError(name)
    return found
