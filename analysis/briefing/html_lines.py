"""What stands within a line of a web page: text, emphasis, links, marks, small pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.briefing.nodes import Inline, Node
from analysis.marking import escaped

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
"""The one way in which a colour may be written."""
_MIMES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
}
_TAGS = {
    "strong": "b",
    "emph": "em",
    "strike": "s",
    "underline": "u",
    "super": "sup",
    "sub": "sub",
    "small": "small",
    "mark": "mark",
}


class LineWriter:
    """Writes what stands within a line; the link targets of a document are unique in it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._seen: set[str] = set()

    def line(self, parts: Sequence[Inline]) -> str:
        return "".join(self.inline(part) for part in parts)

    def inline(self, part: Inline) -> str:
        """Return a node that stands within a line."""
        if isinstance(part, str):
            return escaped(part)
        kind = part["t"]
        if kind in ("formula", "raw_formula", "picture", "note", "number", "break", "tt"):
            return self._small(part, kind)
        body = self.line(part["c"])
        match kind:
            case "category":
                return f"<mark{marked_style(part['look'])}>{body}</mark>"
            case "lang":
                return f"<span{lang_of(part['lang'])}>{body}</span>"
            case "cite":
                return f'<span class="cite">{body}</span>'
            case "link" if re.match(r"(?:https?|mailto):", part["url"], re.IGNORECASE):
                return f'<a href="{escaped(part["url"])}" rel="noreferrer">{body}</a>'
            case "ref":
                return f'<a href="#{identifier(part["id"])}">{body}</a>'
            case "anchor":
                return f"<span{self.target(part['id'])}>{body}</span>"
            case "paint":
                return f"<span{_painted(part)}>{body}</span>"
        tag = _TAGS.get(kind)
        return f"<{tag}>{body}</{tag}>" if tag else body

    def _small(self, part: Node, kind: str) -> str:
        match kind:
            case "break":
                return "<br>"
            case "tt":
                return f"<code>{escaped(part['s'])}</code>"
            case "number":
                return f'<sup{self.target(part["id"])} class="number">{escaped(part["s"])}</sup>'
            case "note":
                return f'<span class="note">[{escaped(part["s"])}]</span>'
            case "raw_formula":
                return (
                    f'<code>{escaped(part["s"])}</code> <span class="note">[{escaped(part["note"])}]</span>'
                )
            case "formula":
                height, depth = float(part["height"]), float(part["depth"])
                style = f"height:{height:.3f}em;vertical-align:{-depth:.3f}em"
                return self.image(part, f' class="formula" style="{style}"')
        return self.image(part, "")

    def image(self, node: Node, more: str) -> str:
        data = self.files.get(node["file"])
        if data is None:
            return f'<span class="note">[{escaped(node["alt"])}]</span>'
        kind = str(node["file"]).rpartition(".")[2]
        return f'<img src="{data_url(kind, data)}" alt="{escaped(node["alt"])}"{more}>'

    def target(self, name: object) -> str:
        if not name or identifier(name) in self._seen:
            return ""
        self._seen.add(identifier(name))
        return f' id="{identifier(name)}"'


def data_url(kind: str, data: bytes) -> str:
    return f"data:{_MIMES.get(kind, 'image/png')};base64,{base64.b64encode(data).decode()}"


def lang_of(lang: object) -> str:
    return f' lang="{escaped(lang)}"' if lang else ""


def identifier(name: object) -> str:
    """Return a link target that no text of an article can break."""
    return "a-" + re.sub(r"[^\w-]", "_", str(name))


def marked_style(look: Mapping[str, Any]) -> str:
    if not all(COLOUR.fullmatch(str(look.get(key))) for key in ("tint", "line")):
        return ""
    line = look.get("underline")
    line = line if line in ("solid", "dashed", "double", "dotted") else "solid"
    css = f"background:{look['tint']};color:#111;text-decoration:underline {line} {look['line']} 2px"
    return f' style="{css}"'


def _painted(part: Node) -> str:
    css = [
        f"{name}:{part[key]}"
        for name, key in (("background", "fill"), ("color", "colour"))
        if part.get(key) and COLOUR.fullmatch(str(part[key]))
    ]
    if part.get("fill") and not part.get("colour"):
        css.append("color:#111")
    return f' class="paint" style="{";".join(css)}"' if css else ""
