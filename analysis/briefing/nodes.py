"""The document as plain data: what the converters build, and what the Typst template sets in type.

A node is a dictionary with its type under `t`; text is a plain string. The template draws strings as they
are, so nothing in here needs escaping. Inline nodes stand within a line, block nodes on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analysis.briefing.characters import CODE_RUN, printable, without_escapes

Node = dict[str, Any]
Inline = str | Node

MAX_DEPTH = 7
"""Deepest nesting of lists and quotations on paper; the compiler's own limit is not far above it."""
MAX_LINES = 400
"""Most lines of one cell's text output that are printed."""

BLOCKS = frozenset(
    [
        *("para", "heading", "list", "quote", "code", "rule", "table", "article", "facts"),
        *("summary", "columns", "lined", "onepage", "pagebreak", "contents"),
    ]
)
"""Nodes that cannot stand within a line; pictures, formulas and notes can stand in both places."""

# Where a node keeps its words, in reading order.
_WORDY = (
    "s",
    "value",
    "label",
    "caption",
    "c",
    "items",
    "cells",
    "paragraphs",
    "facts",
    "columns",
    "lines",
    "refs",
)
# Of a page's variants all but one are the same, shorter: the first has all the words.


def paragraph(content: Sequence[Inline]) -> Node:
    return {"t": "para", "c": list(content)}


def heading(level: int, content: Sequence[Inline], anchor: str | None = None) -> Node:
    return {"t": "heading", "level": level, "c": list(content), "id": anchor}


def span(kind: str, content: Sequence[Inline], **more: Any) -> Node:
    """Return an inline node with content: strong, emph, strike, super, sub, mark, link, ref, lang, colour."""
    return {"t": kind, "c": list(content), **more}


def note(message: str, detail: str | None = None, label: str | None = None) -> Node:
    """Return a visible note that something could not be printed, with its text where there is one."""
    shown = None if detail is None else code_text(detail)
    return {"t": "note", "s": printable(message), "code": shown, "label": label}


def code(source: str, language: str | None = None, role: str = "output") -> Node:
    """Return a block in typewriter letters; `role` is output, source, stderr or error."""
    return {"t": "code", "s": code_text(source), "lang": language, "role": role}


def code_text(source: str) -> str:
    """Return program text or output fit for print, tabs as blanks."""
    return printable(without_escapes(source).expandtabs(4), CODE_RUN).rstrip("\n")


def plain(node: Any) -> str:
    """Return the text of any node, for titles, alternative texts and the last way out.

    >>> plain(paragraph(["Kiew ", span("strong", ["lehnt"]), " ab"]))
    'Kiew lehnt ab'
    """
    if isinstance(node, str):
        return node
    if isinstance(node, dict):
        node = [*(node.get(key) for key in _WORDY), *node.get("variants", ())[:1]]
    return "".join(plain(part) for part in node) if isinstance(node, list | tuple) else ""


def plain_blocks(nodes: Iterable[Node]) -> str:
    r"""Return blocks as plain text for a terminal: a line per block, cells of a table behind tabs.

    >>> plain_blocks([paragraph(["Kiew"]), paragraph(["Moskau"])])
    'Kiew\nMoskau'
    """
    lines = []
    for node in nodes:
        if node.get("t") == "table":
            rows: dict[int, list[str]] = {}
            for cell in node["cells"]:
                rows.setdefault(cell["y"], []).append(plain(cell["c"]))
            lines += ["\t".join(row) for y, row in sorted(rows.items()) if y >= node["n_head"]]
        elif node.get("t") == "onepage":
            lines.append(plain_blocks(node["variants"][0]))
        elif node.get("t") == "columns":
            lines += [plain_blocks(column) for column in node["columns"]]
        elif node.get("t") in ("summary", "lined"):
            lines += [
                plain([item["c"], " ", item.get("refs")]) for item in node.get("items") or node["lines"]
            ]
        else:
            lines.append(plain(node))
    return "\n".join(lines)


def capitalised(content: Sequence[Inline]) -> list[Inline]:
    """Return inline content that begins with a capital letter.

    >>> capitalised(["", span("strong", ["die USA"]), " fordert"])
    ['', {'t': 'strong', 'c': ['Die USA']}, ' fordert']
    """
    result = list(content)
    for place, part in enumerate(result):
        if isinstance(part, str):
            if part.strip():
                result[place] = part[:1].upper() + part[1:]
                break
        else:
            result[place] = {**part, "c": capitalised(part["c"])}
            break
    return result


def columns(blocks: Sequence[Sequence[Node]]) -> Node:
    """Return blocks that stand side by side."""
    return {"t": "columns", "columns": [list(column) for column in blocks]}


def bullets(items: Sequence[Sequence[Inline]]) -> Node:
    """Return a list without numbers, one line of text each."""
    return {
        "t": "list",
        "ordered": False,
        "start": 1,
        "items": [[paragraph(item)] for item in items],
        "tight": True,
    }


def checked(content: Any) -> list[Node]:
    """Return blocks that come from a notebook's file: of kinds that there are, without links to elsewhere.

    Raises:
        ValueError: this is no list of blocks.
    """
    if not isinstance(content, list) or not all(isinstance(node, dict) for node in content):
        raise ValueError("data of a document's blocks are damaged")
    for node in content:
        if node.get("t") not in BLOCKS | {"picture", "note"}:
            raise ValueError(f"a block of the unknown kind {node.get('t')!r}")
    return [_without_links(node) for node in content]


def _without_links(node: Any) -> Any:
    """The house's own blocks link within the document only, so an address from outside is somebody else's."""
    if isinstance(node, list):
        return [_without_links(part) for part in node]
    if isinstance(node, dict):
        kept = {key: _without_links(value) for key, value in node.items()}
        return {**kept, "t": "group"} if kept.get("t") == "link" else kept
    return printable(node) if isinstance(node, str) else node


def shallow(nodes: Iterable[Node], depth: int = 0) -> list[Node]:
    """Return blocks with lists and quotations nested at most `MAX_DEPTH` deep; deeper ones are unwrapped.

    >>> inner = {"t": "quote", "c": [paragraph(["Frieden"])]}
    >>> shallow([inner], depth=MAX_DEPTH)
    [{'t': 'para', 'c': ['Frieden']}]
    """
    result: list[Node] = []
    for node in nodes:
        kind = node.get("t")
        if kind == "quote":
            inner = shallow(node["c"], depth + 1)
            result.extend(inner if depth >= MAX_DEPTH else [{**node, "c": inner}])
        elif kind == "list":
            items = [shallow(item, depth + 1) for item in node["items"]]
            if depth >= MAX_DEPTH:
                result.extend(block for item in items for block in item)
            else:
                result.append({**node, "items": items})
        else:
            result.append(node)
    return result


def levelled(nodes: Sequence[Node]) -> list[Node]:
    """Return blocks whose headings begin at level 1 and never skip one: PDF/UA forbids both.

    >>> [node["level"] for node in levelled([heading(2, []), heading(4, []), heading(2, []), heading(1, [])])]
    [1, 2, 1, 1]
    """
    return _levelled(nodes, [])


def _levelled(nodes: Sequence[Node], open_levels: list[int]) -> list[Node]:
    result = []
    for node in nodes:
        if node.get("t") == "heading":
            while open_levels and open_levels[-1] >= node["level"]:
                open_levels.pop()
            open_levels.append(node["level"])
            node = {**node, "level": min(len(open_levels), 6)}
        elif node.get("t") == "columns":
            node = {**node, "columns": [_levelled(column, open_levels) for column in node["columns"]]}
        elif node.get("t") == "onepage":
            before = [*open_levels]
            node = {**node, "variants": [_levelled(v, open_levels := [*before]) for v in node["variants"]]}
        result.append(node)
    return result


def in_cell(node: Node) -> Node:
    """Return a block as it may stand in a table cell: no table within a table, no heading."""
    if node["t"] in ("table", "heading"):
        return paragraph([plain(node)])
    return node
