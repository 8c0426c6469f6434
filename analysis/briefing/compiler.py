"""From document nodes to PDF: fonts, standards, and the way out where the compiler refuses a part."""

from __future__ import annotations

import datetime
import importlib.util
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from analysis.briefing.nodes import Node, levelled, note, plain
from analysis.briefing.words import Words
from analysis.errors import ExportError

STANDARDS = ("ua-1", "a-2a")
"""PDF/UA-1 (accessible to screen readers) and PDF/A-2a (fit for archives): one file keeps both."""


@dataclass(frozen=True)
class Document:
    """All that the template needs."""

    title: str
    lang: str
    blocks: Sequence[Node]
    house: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
    title_lang: str | None = None
    running: str = ""
    head: Mapping[str, Any] | None = None
    author: str = ""
    keywords: Sequence[str] = ()
    timestamp: datetime.datetime = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def to_pdf(document: Document, words: Words) -> bytes:
    """Return the document as PDF; a block that the compiler refuses becomes a note with its text.

    Raises:
        ExportError: even the plain text of the blocks cannot be set in type.
    """
    blocks = list(document.blocks)
    attempts: list[tuple[Callable[[list[Node]], list[Node]], Sequence[str]]] = [
        (lambda nodes: nodes, STANDARDS),
        (
            lambda nodes: [
                n if _compiles(document, levelled([n]), words) else _as_text(n, words) for n in nodes
            ],
            STANDARDS,
        ),
        (lambda nodes: nodes, ()),
        (lambda nodes: [_as_text(n, words) for n in nodes], ()),
    ]
    error: Exception | None = None
    for change, standards in attempts:
        blocks = change(blocks)
        try:
            return _compile(document, blocks, words, standards)
        except RuntimeError as refused:
            error = refused
    raise ExportError(
        f"the PDF cannot be laid out: {getattr(error, 'message', error)}", document.title
    ) from error


def _as_text(node: Node, words: Words) -> Node:
    kind = str(node.get("t"))
    return note(words["note.block"].format(kind), plain(node) or str(node.get("alt", "")) or kind)


def _compiles(document: Document, blocks: list[Node], words: Words) -> bool:
    try:
        _compile(document, blocks, words, STANDARDS)
    except RuntimeError:
        return False
    return True


def _compile(document: Document, blocks: list[Node], words: Words, standards: Sequence[str]) -> bytes:
    house = document.house
    before, _, rest = words["page"].partition("{0}")
    between, _, after = rest.partition("{1}")
    data: dict[str, Any] = {
        "title": document.title,
        "title_lang": document.title_lang,
        "running": document.running or document.title,
        "product": words["product"],
        "lang": document.lang,
        "author": document.author,
        "keywords": list(document.keywords),
        "head": document.head,
        "house": {key: value for key, value in house.items() if key not in ("logo", "font_folder")},
        "logo": f"logo.{house['logo'][0]}" if house.get("logo") else None,
        "words": {
            "page": [before, between, after],
            "note": words["note"],
            "stderr": words["stderr"],
            "logo": words["logo"],
        },
        "blocks": _linked(blocks),
    }
    # The compiler may read this one folder and nothing else of the file system.
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in document.files.items():
            (root / name).write_bytes(content)
        if house.get("logo"):
            (root / data["logo"]).write_bytes(house["logo"][1])
        (root / "data.json").write_bytes(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
        (root / "main.typ").write_bytes(_template())
        return typst.compile(  # type: ignore[call-overload]
            root / "main.typ",
            root=root,
            font_paths=fonts(house.get("font_folder")),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=list(standards),
            timestamp=document.timestamp,
        )


def _linked(blocks: list[Node]) -> list[Node]:
    """Give anchors the compiler's labels: one per name, and links only to names that exist."""
    labels: dict[str, str] = {}
    seen: set[str] = set()

    def collect(node: Any) -> Any:
        if isinstance(node, list):
            return [collect(part) for part in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "onepage":
            return {**node, "variants": variants(node["variants"])}
        new = {key: collect(value) for key, value in node.items()}
        if new.get("t") in ("anchor", "heading", "number") or "n" in new:
            name = new.get("id")
            new["label"] = None
            if name and name not in seen:
                seen.add(name)
                new["label"] = labels.setdefault(name, f"a{len(labels)}")
            if new["label"] is None and new.get("t") == "anchor":
                new["t"] = "group"
        return new

    def variants(pages: list[Any]) -> list[Any]:
        # Only one of them is printed, so that all may have the same labels.
        before = {*seen}
        collected = []
        for page in pages:
            seen.clear()
            seen.update(before)
            collected.append(collect(page))
        return collected

    def resolve(node: Any) -> Any:
        if isinstance(node, list):
            return [resolve(part) for part in node]
        if not isinstance(node, dict):
            return node
        new = {key: resolve(value) for key, value in node.items()}
        if new.get("t") == "contents":
            new["items"] = [{**item, "label": labels.get(item.get("id"))} for item in new["items"]]
        if new.get("t") == "ref":
            if new.get("id") not in labels:
                return {"t": "group", "c": new["c"]}
            new["label"] = labels[new["id"]]
        return new

    return resolve(collect(blocks))


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("template.typ").read_bytes()


@cache
def fonts(own: Path | None = None) -> Any:
    """Return typst's own fonts, those of matplotlib, found without importing it, and the house's."""
    found = importlib.util.find_spec("matplotlib")
    folders = (
        [Path(place) / "mpl-data" / "fonts" / "ttf" for place in (found.submodule_search_locations or [])]
        if found
        else []
    )
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[f for f in (*folders, own) if f and f.is_dir()],
    )
