"""Closed word classes of the lexicon `word_classes.tsv`, as sets."""

from __future__ import annotations

from functools import cache

from analysis import lexicon


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class.

    Args:
        name: a class of `word_classes.tsv`.

    Raises:
        KeyError: there is no such class.

    >>> "obwohl" in word_class("subordinator"), "daher" in word_class("subordinator")
    (True, False)
    """
    found = frozenset(row["form"] for row in lexicon.load("word_classes") if row["class"] == name)
    if not found:
        raise KeyError(name)
    return found
