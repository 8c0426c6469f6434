"""HTML tables as table nodes: DataFrames, Stylers, tables of Markdown.

Cells are placed here, one by one, so that the compiler never meets two cells in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from analysis.briefing.characters import one_line, printable
from analysis.briefing.css import Look, StyleSheet, look_of
from analysis.briefing.nodes import BLOCKS, Inline, Node, note, plain
from analysis.briefing.widths import fitted
from analysis.briefing.words import Words

MAX_ROWS = 2000
_SHORT = 8
"""Letters of a cell that stays whole."""
_PARTS = ("thead", "tbody", "tfoot")

_NUMBER = re.compile(r"[-+−]?[\d.,'’\u202f\u00a0]*\d[\d.,]*\s*(%|‰|e[-+]?\d+)?|nan|NaN|<NA>|None|[–-]|")

CellContent = Callable[[Any], list[Node] | list[Inline]]


def table_nodes(table: Any, sheet: StyleSheet, content: CellContent, words: Words) -> list[Node]:
    """Return the nodes of an HTML table: the table, and a note if rows had to be left out.

    Args:
        table: the `table` element (lxml).
        sheet: style rules around it.
        content: turns a cell's element into nodes.
        words: the house's words.
    """
    head, body = _rows(table)
    left_out = len(body) - MAX_ROWS
    body = body[:MAX_ROWS]
    table_id = table.get("id")

    def cell(element: Any) -> Node:
        look = sheet.look(table_id, element.get("id"), element.tag, (element.get("class") or "").split())
        look |= look_of(element.get("style") or "")
        if align := (element.get("align") or "").lower():
            look.setdefault("align", align if align in ("left", "center", "right") else "left")
        inner = [] if look.pop("hidden", False) else content(element)
        return _cell(inner, look, header=element.tag == "th", spans=_spans(element))

    grid = _placed([[cell(e) for e in row] for row in head], 0)
    grid += _placed([[cell(e) for e in row] for row in body], len(head))
    caption = table.find("caption")
    node = {
        "t": "table",
        # A head alone is a body to the compiler.
        "n_head": len(head) if body else 0,
        "n_body": len(body) or len(head),
        "columns": max((c["x"] + c["cs"] for c in grid), default=0),
        "cells": grid,
        "caption": [printable(one_line(caption.text_content()).strip())] if caption is not None else [],
    }
    if not grid:
        return []
    _align(node)
    nodes = fitted(node, words)
    if left_out > 0:
        nodes.append(note(words["note.rows"].format(words.number(left_out))))
    return nodes


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    words: Words,
    *,
    caption: str = "",
    right: Sequence[int] = (),
    shares: Sequence[float | None] = (),
) -> list[Node]:
    """Return the nodes of a table of the house's own.

    Args:
        head: the column heads.
        rows: for each row its cells, each a line of inline nodes.
        words: the house's words.
        caption: above the table.
        right: columns set to the right.
        shares: how the columns share the width, None for as wide as needed; empty: by what is in them.
    """

    def cell(content: Sequence[Inline], x: int, header: bool) -> Node:
        look = {"align": "right" if x in right else "left"}
        made = _cell(list(content), look, header=header, spans=(1, 1))
        # „P12“ and a short head such as „Zeile“ are not divided.
        return {**made, "keep": len(plain(made["c"])) <= _SHORT}

    cells = _placed([[cell([title], x, True) for x, title in enumerate(head)]] if rows else [], 0)
    cells += _placed([[cell(c, x, False) for x, c in enumerate(row)] for row in rows], 1)
    node = {
        "t": "table",
        "n_head": 1,
        "n_body": len(rows),
        "columns": len(head),
        "cells": cells,
        "caption": [printable(caption)] if caption else [],
    }
    if not rows:
        return []
    nodes = [{**node, "size": 1.0, "tracks": list(shares)}] if shares else fitted(node, words)
    # What stands in them is short, so a row need not be cut at the end of a page.
    return [{**part, "whole": True} if part["t"] == "table" else part for part in nodes]


def _rows(table: Any) -> tuple[list[list[Any]], list[list[Any]]]:
    head: list[list[Any]] = []
    body: list[list[Any]] = []
    for part in table:
        rows = [part] if part.tag == "tr" else list(part.iterchildren("tr")) if part.tag in _PARTS else []
        for row in rows:
            cells = [e for e in row if e.tag in ("td", "th")]
            if not cells:
                continue
            in_head = part.tag == "thead" or (
                not body and part.tag == "tr" and all(e.tag == "th" for e in cells)
            )
            (head if in_head else body).append(cells)
    return head, body


def _spans(element: Any) -> tuple[int, int]:
    def value(name: str) -> int:
        digits = (element.get(name) or "").strip()
        return min(max(int(digits), 1), 1000) if re.fullmatch(r"\d{1,6}", digits) else 1

    return value("colspan"), value("rowspan")


def _cell(content: list[Any], look: Look, *, header: bool, spans: tuple[int, int]) -> Node:
    return {
        "c": content,
        "blocks": any(isinstance(part, dict) and part["t"] in BLOCKS for part in content),
        "header": header,
        "cs": spans[0],
        "rs": spans[1],
        "align": look.get("align"),
        "fill": look.get("fill"),
        "bar": look.get("bar"),
        "colour": look.get("colour"),
        "bold": look.get("bold", False),
        "italic": look.get("italic", False),
    }


def _placed(rows: list[list[Node]], first_row: int) -> list[Node]:
    """Give every cell its column and row; spans end where another cell or the part of the table does."""
    taken: set[tuple[int, int]] = set()
    placed = []
    width = 0
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            cell["rs"] = min(cell["rs"], len(rows) - y)
            free = 1
            while free < cell["cs"] and (x + free, y) not in taken:
                free += 1
            cell["cs"] = free
            cell["x"], cell["y"] = x, y + first_row
            taken.update((x + i, y + j) for i in range(cell["cs"]) for j in range(cell["rs"]))
            placed.append(cell)
            x += cell["cs"]
            width = max(width, x)
    for y in range(len(rows)):
        for x in range(width):
            if (x, y) not in taken:
                empty = _cell([], {}, header=False, spans=(1, 1))
                placed.append({**empty, "x": x, "y": y + first_row})
    return sorted(placed, key=lambda cell: (cell["y"], cell["x"]))


def _align(table: Node) -> None:
    """Align what says nothing of alignment itself: columns of numbers to the right, the rest to the left."""
    numeric = [True] * table["columns"]
    filled = [False] * table["columns"]
    said: list[set[str | None]] = [set() for _ in numeric]
    for cell in table["cells"]:
        if cell["y"] >= table["n_head"] and cell["cs"] == 1:
            text = plain(cell["c"]).strip()
            filled[cell["x"]] |= bool(text)
            numeric[cell["x"]] &= _NUMBER.fullmatch(text) is not None
            said[cell["x"]].add(cell["align"])
    column = ["right" if n and f else "left" for n, f in zip(numeric, filled, strict=True)]
    for x, values in enumerate(said):
        if len(values) == 1:  # the head follows a column that is aligned throughout
            column[x] = next(iter(values)) or column[x]
    for cell in table["cells"]:
        over = {column[x] for x in range(cell["x"], cell["x"] + cell["cs"])}
        cell["align"] = cell["align"] or (over.pop() if len(over) == 1 else "left")
