"""What stands within a line of a word-processor document: runs of letters, links, bookmarks, pictures."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt, RGBColor

from analysis.briefing.nodes import Inline, Node

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
_UNDERLINES = {
    "solid": WD_UNDERLINE.SINGLE,
    "dashed": WD_UNDERLINE.DASH,
    "double": WD_UNDERLINE.DOUBLE,
    "dotted": WD_UNDERLINE.DOTTED,
}
_TAGS = {"de": "de-DE", "en": "en-GB"}

_BEHIND_SHADE = (
    "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark",
    "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish",
    "w:oMath",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How letters look."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    lang: str = ""
    size: float = 1.0
    """Times the size of the text."""
    colour: str = ""
    fill: str = ""
    underline: str = ""
    """solid, dashed, double, dotted, or none."""
    mono: bool = False
    vertical: str = ""
    """"superscript" or "subscript"."""


def coloured(value: object) -> str:
    """Return a colour that may go into the file, else nothing.

    >>> coloured("#0B3C5D"), coloured("red; x")
    ('#0B3C5D', '')
    """
    return str(value) if value and _COLOUR.fullmatch(str(value)) else ""


def shaded(properties: Any, fill: str) -> None:
    """Give a cell or a run a ground."""
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill[1:].upper())):
        shade.set(qn(name), value)
    # The order within the properties is part of the format.
    properties.insert_element_before(shade, *_BEHIND_SHADE)


class Runs:
    """Writes inline nodes into paragraphs of one document."""

    def __init__(self, file: Any, pictures: Mapping[str, bytes], house: Mapping[str, Any]) -> None:
        self.file = file
        self.pictures = pictures
        self.house = house
        self._names: dict[str, str] = {}
        self._marked: set[str] = set()
        self._number = 0

    def add(self, paragraph: Any, parts: Sequence[Inline], look: Look) -> None:
        """Write inline nodes at the end of a paragraph, or of a link."""
        for part in parts:
            if isinstance(part, str):
                self._letters(paragraph, part, look)
            else:
                self._node(paragraph, part, look)

    def _node(self, paragraph: Any, part: Node, look: Look) -> None:
        match part["t"]:
            case "tt" | "note" | "number":
                self._letters(paragraph, part["s"], replace(look, mono=part["t"] == "tt"))
                return
            case "break":
                self._letters(paragraph, "\n", look)
                return
            case "picture":
                self.picture(paragraph, part, Mm(60))
                return
            case "formula":
                self.picture(paragraph, part, Mm(120), height=Pt(float(part["height"]) * self.house["size"]))
                return
            case "raw_formula":
                self._letters(paragraph, f"{part['s']} [{part['note']}]", replace(look, mono=True))
                return
            case "ref":
                self._link(paragraph, part, look, anchor=self._name(part["id"]))
                return
            case "link" if re.match(r"(?:https?|mailto):", part["url"], re.IGNORECASE):
                self._link(paragraph, part, look, url=part["url"])
                return
            case "anchor":
                self.mark(paragraph, part["id"])
        self.add(paragraph, part["c"], _changed(part, look))

    def mark(self, paragraph: Any, name: object) -> None:
        """Make the end of a paragraph a place that links lead to."""
        if not name or str(name) in self._marked:
            return
        self._marked.add(str(name))
        self._number += 1
        for kind in ("bookmarkStart", "bookmarkEnd"):
            element = OxmlElement(f"w:{kind}")
            element.set(qn("w:id"), str(self._number))
            if kind == "bookmarkStart":
                element.set(qn("w:name"), self._name(name))
            _element(paragraph).append(element)

    def picture(self, paragraph: Any, node: Node, most: Length, height: Length | None = None) -> None:
        """Write a picture with its alternative text, at most so wide."""
        data = self.pictures.get(node["file"])
        if data is None:
            self._letters(paragraph, f"[{node['alt']}]", Look())
            return
        run = self._run(paragraph)
        shape = run.add_picture(io.BytesIO(data), height=height)
        if shape.width > most:
            shape.height = Emu(int(shape.height * most / shape.width))
            shape.width = Emu(int(most))
        about = shape._inline.docPr
        about.set("descr", _clean(node["alt"]))

    def _run(self, paragraph: Any) -> Any:
        from docx.text.run import Run

        element = OxmlElement("w:r")
        _element(paragraph).append(element)
        return Run(element, paragraph if not isinstance(paragraph, _Link) else paragraph.paragraph)

    def _letters(self, paragraph: Any, text: str, look: Look) -> None:
        run = self._run(paragraph)
        run.text = _clean(text)
        font, properties = run.font, run._r.get_or_add_rPr()
        font.bold, font.italic, font.strike = look.bold or None, look.italic or None, look.strike or None
        font.superscript = True if look.vertical == "superscript" else None
        font.subscript = True if look.vertical == "subscript" else None
        if look.mono:
            font.name = self.house["mono"][0]
        if look.size != 1.0 or look.mono:
            font.size = Pt(round(2 * self.house["size"] * look.size * (0.86 if look.mono else 1)) / 2)
        if look.colour:
            font.color.rgb = RGBColor.from_string(look.colour[1:].upper())
        if look.underline:
            font.underline = _UNDERLINES[look.underline]
        if look.fill:
            shaded(properties, look.fill)
        if look.lang in _TAGS:
            lang = OxmlElement("w:lang")
            lang.set(qn("w:val"), _TAGS[look.lang])
            properties.append(lang)

    def _link(self, paragraph: Any, part: Node, look: Look, *, anchor: str = "", url: str = "") -> None:
        element = OxmlElement("w:hyperlink")
        if anchor:
            element.set(qn("w:anchor"), anchor)
        else:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            element.set(qn("r:id"), self.file.part.relate_to(url, kind, is_external=True))
        _element(paragraph).append(element)
        whole = paragraph.paragraph if isinstance(paragraph, _Link) else paragraph
        self.add(_Link(element, whole), part["c"], replace(look, colour=coloured(self.house["accent"])))

    def _name(self, name: object) -> str:
        """Return a bookmark's name as Word wants it: letters, figures, at most 40."""
        return self._names.setdefault(str(name), f"w{len(self._names) + 1}")


@dataclass(frozen=True)
class _Link:
    """A link that is being written, in its paragraph."""

    element: Any
    paragraph: Any


def _element(paragraph: Any) -> Any:
    return paragraph.element if isinstance(paragraph, _Link) else paragraph._p


def _changed(part: Node, look: Look) -> Look:
    """Return how the letters within a node look."""
    match part["t"]:
        case "strong":
            return replace(look, bold=True)
        case "emph":
            return replace(look, italic=True)
        case "strike":
            return replace(look, strike=True)
        case "underline":
            return replace(look, underline="solid")
        case "super" | "sub":
            return replace(look, vertical=f"{part['t']}script")
        case "small" | "cite":
            return replace(look, size=look.size * 0.86)
        case "lang":
            return replace(look, lang=str(part["lang"]))
        case "mark":
            return replace(look, fill="#FFF3A3")
        case "paint":
            return replace(look, colour=coloured(part["colour"]), fill=coloured(part["fill"]))
        case "category":
            line = str(part["look"].get("underline"))
            line = line if line in _UNDERLINES else "solid"
            return replace(look, underline=line, fill=coloured(part["look"].get("tint")))
    return look


def _clean(text: object) -> str:
    return _XML.sub("\ufffd", str(text))
