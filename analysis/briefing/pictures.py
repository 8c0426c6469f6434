"""Pictures of a document: cell outputs, images of Markdown, formulas. All end as virtual files.

Nothing is fetched from the web, and files are read only from the notebook's own folder.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.briefing.characters import printable, shortened
from analysis.briefing.nodes import Node, code_text, note
from analysis.briefing.words import Words

MAX_BYTES = 30_000_000
MAX_ALT = 4000
"""Characters of an alternative text."""

_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_PX = 0.75
"""Points per CSS pixel."""


class Pictures:
    """Collects the pictures of one document under names of its own."""

    def __init__(self, words: Words, folder: Path | None = None) -> None:
        self.words = words
        self.files: dict[str, bytes] = {}
        self.attachments: Mapping[str, Any] = {}
        """Attachments of the Markdown cell that is being read."""
        self._folder = folder.resolve() if folder is not None else None
        self._names: dict[bytes, str] = {}

    def svg(self, source: str, alt: str = "", caption: str = "") -> Node:
        """Return a picture of SVG source, kept as vectors."""
        source = source.strip()
        described = alt or _described(source)
        if "xmlns=" not in source[:2000]:
            source = source.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        # Generic families have no counterpart among the embedded fonts.
        source = re.sub(r"(font(?:-family)?\s*[:=][^;>]*?)\b(?:sans-serif|sans)\b", r"\1DejaVu Sans", source)
        return self._picture(source.encode("utf-8", "replace"), "svg", described, caption, None)

    def bitmap(self, data: bytes, alt: str = "", caption: str = "", width: float | None = None) -> Node:
        """Return a picture of PNG, JPEG, GIF or WebP bytes; a note for anything else.

        Args:
            width: width in CSS pixels as the notebook shows it.
        """
        kind = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            kind = "webp"
        if kind is None or len(data) > MAX_BYTES:
            return note(self.words["note.image"].format(alt or f"{len(data)} bytes"))
        if width is None and kind == "png" and len(data) >= 24:
            width = struct.unpack(">I", data[16:20])[0]
        return self._picture(data, kind, alt, caption, width * _PX if width else None)

    def base64(self, text: str, alt: str = "", caption: str = "", width: float | None = None) -> Node:
        """Return a picture of base64 text."""
        try:
            data = base64.b64decode("".join(text.split()), validate=False)
        except (binascii.Error, ValueError):
            return note(self.words["note.image"].format(alt or "base64"))
        return self.bitmap(data, alt, caption, width)

    def formula(self, source: str, display: bool) -> Node:
        """Return a LaTeX formula as a picture, or as it was written where it is not understood."""
        from analysis.briefing.formula import draw

        drawn = draw(source)
        if drawn is None:
            shown = code_text(source.strip())
            return {"t": "raw_formula", "s": shown, "display": display, "note": self.words["note.formula"]}
        return {
            "t": "formula",
            "file": self._store(drawn.svg.encode(), "svg"),
            "height": drawn.height,
            "depth": drawn.depth,
            "block": display,
            "alt": self.words["formula.alt"].format(printable(source.strip())),
        }

    def html_image(self, source: str, alt: str, element: Any = None) -> Node:
        """Return the picture of an `img` element: data, an attachment or a file beside the notebook."""
        alt = printable(alt)
        width = _pixels(element.get("width") if element is not None else None)
        if found := re.match(r"data:image/([\w.+-]+)((?:;[\w=.-]+)*),", source, re.IGNORECASE):
            text = source[found.end() :]
            if found[1].lower() == "svg+xml":
                raw = base64.b64decode(text) if ";base64" in found[2] else urllib.parse.unquote(text).encode()
                return self.svg(raw.decode("utf-8", "replace"), alt)
            return self.base64(urllib.parse.unquote(text), alt, width=width)
        if source.startswith("attachment:"):
            bundle = self.attachments.get(urllib.parse.unquote(source[len("attachment:") :]), {})
            for mime, content in sorted(bundle.items()):
                if mime == "image/svg+xml":
                    return self.svg(_joined(content), alt)
                return self.base64(_joined(content), alt, width=width)
            return note(self.words["note.image"].format(shortened(printable(source), 120)))
        if re.match(r"[a-z][a-z0-9+.-]*:|//", source, re.IGNORECASE):
            return note(self.words["note.remote"].format(shortened(printable(source), 200)))
        return self._local(source, alt, width)

    def _local(self, source: str, alt: str, width: float | None) -> Node:
        lost = note(self.words["note.image"].format(shortened(printable(source), 120)))
        if self._folder is None:
            return lost
        try:
            path = (self._folder / urllib.parse.unquote(source.split("#")[0].split("?")[0])).resolve()
            if not path.is_relative_to(self._folder) or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return lost
            data = path.read_bytes()
        except (OSError, ValueError):
            return lost
        if path.suffix.lower() == ".svg":
            return self.svg(data.decode("utf-8", "replace"), alt)
        return self.bitmap(data, alt, width=width)

    def _picture(self, data: bytes, kind: str, alt: str, caption: str, width: float | None) -> Node:
        return {
            "t": "picture",
            "file": self._store(data, kind),
            # PDF/A has no longer strings than 32,767 bytes.
            "alt": printable(shortened(alt or caption or self.words["figure.alt"], MAX_ALT)),
            "caption": [printable(caption)] if caption else [],
            "width": width,
            "block": False,
        }

    def _store(self, data: bytes, kind: str) -> str:
        name = self._names.setdefault(data, f"picture-{len(self._names) + 1}.{kind}")
        self.files[name] = data
        return name


def _joined(content: Any) -> str:
    return "".join(map(str, content)) if isinstance(content, list) else str(content)


def _pixels(value: str | None) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*", value or "")
    return float(found[1]) or None if found else None


def _described(source: str) -> str:
    """Return the description that an SVG carries itself."""
    import html

    for tag in ("desc", "title", "dc:title"):
        if (found := re.search(rf"<{tag}\b[^>]*>([^<]{{1,2000}})</{tag}>", source)) and found[1].strip():
            return html.unescape(found[1].strip())
    return ""
