"""Tables that are wider than the page: smaller letters first, then several tables one below the other.

Widths are estimated from the words, in em of the table's letters: exact enough to choose a size of type,
and the same on every machine.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from analysis.briefing.nodes import Node, paragraph, plain, span
from analysis.briefing.words import Words

TEXT_WIDTH = 43.0
"""Width of the page's text in em of a table's letters (9.5 pt)."""
SMALLEST = 0.68
"""Smallest scale of a table's letters: below 6.5 pt nobody reads."""

_PADDING = 1.0
_CHARACTER = 0.48


def longest_word(text: str) -> int:
    """Return the number of characters of the longest stretch that cannot be broken over lines.

    >>> longest_word("am Verhandlungstisch")
    17
    """
    return max((len(word) for word in re.split(r"[ \t\n\u200b-]+", text)), default=0)


def fitted(table: Node, words: Words) -> list[Node]:
    """Return the table with a scale (`size`) at which it fits the page, in parts where none is readable."""
    widths = _column_widths(table, longest_word)
    if sum(widths) * SMALLEST <= TEXT_WIDTH:
        return [_sized(table)]
    index = _index_columns(table)
    if sum(widths[:index]) * SMALLEST > TEXT_WIDTH / 2:
        index = 0
    nodes: list[Node] = []
    parts = _shares(widths, index)
    for first, last in parts:
        part = _sized(_part(table, [*range(index), *range(first, last)]))
        said = words["note.columns"].format(first + 1, last, len(widths))
        nodes.append(paragraph([span("small", [span("emph", [said])])]))
        nodes.append(part if first == index else {**part, "caption": []})
    size = min(node["size"] for node in nodes if node["t"] == "table")
    return [{**node, "size": size} if node["t"] == "table" else node for node in nodes]


def _shares(widths: list[float], index: int) -> list[tuple[int, int]]:
    """Return (first, last) columns of each part: as few parts as fit, of equal numbers of columns."""
    room = TEXT_WIDTH / SMALLEST - sum(widths[:index])
    count = len(widths) - index
    for parts in range(2, count + 1):
        edges = [index + count * part // parts for part in range(parts + 1)]
        shares = list(itertools.pairwise(edges))
        if all(sum(widths[first:last]) <= room for first, last in shares):
            break
    return shares


def _sized(table: Node) -> Node:
    """Return the table with the scale of its letters, and the share of the width each wordy column takes."""
    least = _column_widths(table, longest_word)
    size = max(min(1.0, TEXT_WIDTH / sum(least)), SMALLEST / 1.25)
    room = TEXT_WIDTH / size
    wanted = _column_widths(table, _longest_line)
    tracks: list[float | None] = [None] * len(wanted)
    if sum(wanted) > room:
        tracks = _tracks(wanted, least, room)
    return {**table, "size": size, "tracks": tracks}


def _tracks(wanted: list[float], least: list[float], room: float) -> list[float | None]:
    """Return the share of the width of each wordy column, None for columns that are as wide as they need."""
    # Columns that ask for less than their equal part keep what they ask for. The rest share what is left by
    # their text, long ones a little less than that, so that one does not starve the others; a column that
    # would then cut its longest word gets room for that word first.
    kept = {x for x, want in enumerate(wanted) if want <= min(room / len(wanted), 14.0)}
    fixed: dict[int, float] = {}
    while True:
        left = room - sum(wanted[x] for x in kept) - sum(fixed.values())
        free = [x for x in range(len(wanted)) if x not in kept and x not in fixed]
        total = sum(wanted[x] ** 0.8 for x in free)
        starved = [x for x in free if left * wanted[x] ** 0.8 / total < least[x]]
        if not starved:
            break
        fixed |= {x: least[x] for x in starved}
    shares = fixed | {x: left * wanted[x] ** 0.8 / total for x in free}
    return [None if x in kept else shares[x] for x in range(len(wanted))]


def _longest_line(text: str) -> int:
    return min(max(map(len, text.split("\n"))), 400)


def _column_widths(table: Node, measure: Callable[[str], int]) -> list[float]:
    """Return the width of each column in em, by the widest cell."""
    widths = [1.0] * table["columns"]
    for cell in table["cells"]:
        need = measure(plain(cell["c"])) / cell["cs"]
        for x in range(cell["x"], cell["x"] + cell["cs"]):
            widths[x] = max(widths[x], need)
    return [_CHARACTER * need + _PADDING for need in widths]


def _index_columns(table: Node) -> int:
    """Return how many columns at the left hold nothing but row headers: they stand in every part."""
    body = [cell for cell in table["cells"] if cell["y"] >= table["n_head"]]
    others = {x for cell in body if not cell["header"] for x in range(cell["x"], cell["x"] + cell["cs"])}
    count = 0
    while count < table["columns"] - 1 and count not in others:
        count += 1
    return count if others else 0


def _part(table: Node, columns: list[int]) -> Node:
    """Return the table with some of its columns only; cells over several columns are cut to fit."""
    position = {old: new for new, old in enumerate(columns)}
    cells = []
    for cell in table["cells"]:
        inside = [position[x] for x in range(cell["x"], cell["x"] + cell["cs"]) if x in position]
        if inside:
            # Columns that were apart before can be neighbours now only behind the index, where spans end.
            cells.append({**cell, "x": inside[0], "cs": inside[-1] - inside[0] + 1})
    return {**table, "columns": len(columns), "cells": cells}
