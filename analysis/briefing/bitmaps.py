"""Pictures of a document as PNG, for formats that know no SVG: Typst draws them, with the same letters."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from analysis.briefing.compiler import fonts

if TYPE_CHECKING:
    from analysis.briefing.compiler import Document

PIXELS_PER_INCH = 200
_PAGE = """
#let files = json("files.json")
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (i, file) in files.enumerate() { if i > 0 { pagebreak() }; image(file) }
"""


def bitmaps(document: Document) -> Mapping[str, bytes]:
    """Return the document's pictures that Word can show, SVG drawn as PNG; a broken one is missing."""
    ready = {name: data for name, data in document.files.items() if name.endswith((".png", ".jpg", ".gif"))}
    drawings = {name: data for name, data in document.files.items() if name.endswith(".svg")}
    try:
        return ready | _drawn(drawings, document)
    except RuntimeError:
        for name, data in drawings.items():
            try:
                ready |= _drawn({name: data}, document)
            except RuntimeError:  # one that cannot be drawn leaves its alternative text
                continue
        return ready


def _drawn(drawings: Mapping[str, bytes], document: Document) -> dict[str, bytes]:
    if not drawings:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in drawings.items():
            if not re.fullmatch(r"[\w-]+\.svg", name):
                continue
            (root / name).write_bytes(data)
        names = [name for name in drawings if (root / name).exists()]
        (root / "files.json").write_text(json.dumps(names), encoding="utf-8")
        (root / "main.typ").write_text(_PAGE, encoding="utf-8")
        pages = typst.compile(
            root / "main.typ",
            root=root,
            font_paths=fonts(document.house.get("font_folder")),
            ignore_system_fonts=True,
            format="png",
            ppi=PIXELS_PER_INCH,
        )
    several = pages if isinstance(pages, list) else [pages]
    return {name: _with_density(data) for name, data in zip(names, several, strict=True)}


def _with_density(png: bytes) -> bytes:
    """Return a PNG that says how many pixels an inch has, so that Word shows it at its size."""
    import struct
    import zlib

    metre = round(PIXELS_PER_INCH / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", metre, metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    return png[:33] + chunk + png[33:] if b"pHYs" not in png[:200] else png
