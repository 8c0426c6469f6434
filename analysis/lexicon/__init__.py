"""What Wortlaut knows about German words: TSV files that a person can read and edit, and their one loader.

A file begins with comment lines (`# …`) that say what it holds and where its entries come from, then one line
with the names of the columns, then one entry a line. Empty cells are empty strings. Whoever edits one says so
with `python -m analysis.integrity`; otherwise it is taken for damaged.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from pathlib import Path

from analysis.errors import FormatError, LexiconError
from analysis.integrity import RENEW, fingerprint, sealed

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """Load a lexicon.

    Args:
        name: the file's name without `.tsv`.

    Returns:
        Its entries in the order of the file, each a dict by column.

    Raises:
        FormatError: a line has more or fewer cells than there are columns.
        LexiconError: the file is not the one that was sealed (see `analysis.integrity`).

    >>> load("abbreviations")[0]
    {'form': 'a.', 'follows': 'either', 'meaning': 'anderem (u. a.)'}
    """
    content = (files(__name__) / f"{name}.tsv").read_bytes()
    known = sealed(_FOLDER).get(f"{name}.tsv")
    if known and known != fingerprint(content):
        raise LexiconError("the lexicon is not as it was shipped", f"{name}.tsv", remedy=RENEW)
    lines = content.decode("utf-8").splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line and line[0] != "#"]
    rows = csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    columns, *entries = rows
    for (number, _), cells in zip(numbered[1:], entries, strict=True):
        if len(cells) != len(columns):
            raise FormatError(
                f"{len(cells)} cells in a table of {len(columns)} columns", f"{name}.tsv", f"line {number}"
            )
    return tuple(dict(zip(columns, cells, strict=True)) for cells in entries)
