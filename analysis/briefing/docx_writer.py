"""A document for the word processor: headings, tables, figures with alternative texts, links within.

The same nodes that go to the PDF and the web page become Word's own structures here. Text goes in as text:
python-docx writes it as the content of XML elements, so that nothing in it can become markup or a field.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from analysis.briefing.bitmaps import bitmaps
from analysis.briefing.docx_runs import Look, Runs, coloured, shaded
from analysis.briefing.nodes import Node, plain

if TYPE_CHECKING:
    from analysis.briefing.compiler import Document
    from analysis.briefing.words import Words

_SIZES = {"a4": (210, 297), "us-letter": (215.9, 279.4)}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can tell: files within are dated so, for the same bytes each time."""


def to_docx(document: Document, words: Words) -> bytes:
    """Return the document as DOCX; the same document always gives the same bytes."""
    return _Writer(document, words).bytes()


class _Writer:
    def __init__(self, document: Document, words: Words) -> None:
        self.document = document
        self.words = words
        self.pictures = bitmaps(document)
        self.file = docx.Document()
        self.runs = Runs(self.file, self.pictures, document.house)
        self._counts = {"figure": 0, "table": 0}
        self._dress()

    def bytes(self) -> bytes:
        """Write everything and return the file."""
        head = self.document.head
        if head:
            self._line([str(head["kicker"])], style="Subtitle")
        title = self.file.add_paragraph(style="Title")
        self.runs.add(title, [self.document.title], Look(lang=self.document.title_lang or ""))
        if head:
            facts = " · ".join(str(fact["s"]) for fact in head["facts"])
            self._line([facts], style="Subtitle")
        self.blocks(self.document.blocks)
        stream = io.BytesIO()
        self.file.save(stream)
        return _undated(stream.getvalue())

    def _dress(self) -> None:
        house, file = self.document.house, self.file
        section = file.sections[0]
        width, height = _SIZES[house["paper"]]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(house["margin"])
        section.top_margin = section.bottom_margin = Mm(22)
        self.room = width - 2 * house["margin"]
        font = house["fonts"][0]
        for name in ("Normal", "Title", "Subtitle", *(f"Heading {level}" for level in range(1, 7))):
            style = file.styles[name]
            style.font.name = font
            properties = style.element.get_or_add_rPr()
            fonts = properties.get_or_add_rFonts()
            for place in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(place), font)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
                fonts.attrib.pop(qn(theme), None)
            if name != "Normal":
                colour = house["soft"] if name == "Subtitle" else house["accent"]
                style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
        file.styles["Normal"].font.size = Pt(house["size"])
        file.styles["Title"].font.size = Pt(house["size"] * 1.8)
        file.styles["Subtitle"].font.size = Pt(house["size"])
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), {"de": "de-DE", "en": "en-GB"}[self.document.lang])
        file.styles["Normal"].element.get_or_add_rPr().append(lang)
        about = file.core_properties
        about.title, about.author = self.document.title[:250], self.document.author
        about.language, about.comments = self.document.lang, ""
        about.created = about.modified = self.document.timestamp.replace(tzinfo=None)
        about.last_modified_by, about.revision = self.document.author, 1

    def _line(self, content: Sequence[Any], style: str = "Normal", **look: Any) -> Any:
        paragraph = self.file.add_paragraph(style=style)
        self.runs.add(paragraph, content, Look(**look))
        return paragraph

    def blocks(self, nodes: Sequence[Node], depth: int = 0) -> None:
        for node in nodes:
            write = getattr(self, f"_{node['t']}", None)
            if write is None:
                self._line([plain(node)])
            elif node["t"] in ("list", "quote"):
                write(node, depth)
            else:
                write(node)

    def _para(self, node: Node) -> None:
        self._line(node["c"])

    def _heading(self, node: Node) -> None:
        paragraph = self.file.add_paragraph(style=f"Heading {min(node['level'], 6)}")
        self.runs.mark(paragraph, node.get("id"))
        self.runs.add(paragraph, node["c"], Look())

    def _list(self, node: Node, depth: int) -> None:
        kind = "List Number" if node["ordered"] else "List Bullet"
        style = kind if not depth else f"{kind} {min(depth + 1, 3)}"
        for item in node["items"]:
            first, rest = (item[0], item[1:]) if item and item[0]["t"] == "para" else (None, item)
            self._line(first["c"] if first else [], style=style)
            self.blocks(rest, depth + 1)

    def _quote(self, node: Node, depth: int) -> None:
        for inner in node["c"]:
            if inner["t"] == "para":
                self._line(inner["c"], style="Quote")
            else:
                self.blocks([inner], depth)

    def _code(self, node: Node) -> None:
        self._line([{"t": "tt", "s": node["s"]}])

    def _rule(self, node: Node) -> None:
        self._line(["—"])

    def _pagebreak(self, node: Node) -> None:
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _note(self, node: Node) -> None:
        label = node["label"] or self.words["note"]
        self._line([{"t": "strong", "c": [f"{label}: "]}, node["s"]])
        if node["code"]:
            self._line([{"t": "tt", "s": node["code"]}])

    def _picture(self, node: Node) -> None:
        paragraph = self.file.add_paragraph()
        self.runs.picture(paragraph, node, Mm(self.room))
        self._caption(node, "figure")

    def _caption(self, node: Node, kind: str) -> None:
        if node["caption"]:
            self._counts[kind] += 1
            label = {"t": "strong", "c": [f"{self.words[kind]} {self._counts[kind]} "]}
            self._line([label, *node["caption"]], size=0.86)

    def _formula(self, node: Node) -> None:
        self._line([node])

    _raw_formula = _formula

    def _onepage(self, node: Node) -> None:
        self.blocks(node["variants"][0])
        self._pagebreak(node)

    def _summary(self, node: Node) -> None:
        for item in node["items"]:
            self._line([*item["c"], " ", *item["refs"]], style="List Bullet")

    def _columns(self, node: Node) -> None:
        for column in node["columns"]:
            self.blocks(column)

    def _contents(self, node: Node) -> None:
        for item in node["items"]:
            self._line([{"t": "ref", "c": item["c"], "id": item["id"]}])

    def _facts(self, node: Node) -> None:
        self._line([", ".join(f"{fact['value']} {fact['label']}" for fact in node["facts"])])

    def _article(self, node: Node) -> None:
        for paragraph in node["paragraphs"]:
            self._line(paragraph["c"], lang=node["lang"], bold=paragraph["bold"])

    def _lined(self, node: Node) -> None:
        legend = [
            part
            for entry in node["legend"]
            for part in (
                f"{entry['look'].get('symbol', '')} ",
                {"t": "category", "c": [entry["name"]], "look": entry["look"]},
                "   ",
            )
        ]
        if legend:
            self._line(legend, size=0.86)
        table = self.file.add_table(rows=0, cols=3)
        widths = (Mm(10), Mm(self.room - 36), Mm(26))
        for line in node["lines"]:
            cells = table.add_row().cells
            for cell, width in zip(cells, widths, strict=True):
                cell.width = width
            before = Pt(5 if line["first"] else 0)
            number, text, refs = (cell.paragraphs[0] for cell in cells)
            for paragraph in (number, text, refs):
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.paragraph_format.space_before = before
            self.runs.mark(number, line["id"])
            self.runs.add(number, [line["n"]], Look(size=0.74))
            self.runs.add(text, line["c"], Look(lang=node["lang"], bold=line["bold"], size=0.9))
            self.runs.add(refs, line["refs"], Look(size=0.74))

    def _table(self, node: Node) -> None:
        self._caption(node, "table")
        rows, columns = node["n_head"] + node["n_body"], node["columns"]
        table = self.file.add_table(rows=rows, cols=columns)
        table.style = "Light List"
        grid = [[*row.cells] for row in table.rows]
        shares = [share or 0.0 for share in node.get("tracks") or [0.0] * columns]
        for cell in node["cells"]:
            place = grid[cell["y"]][cell["x"]]
            if cell["cs"] > 1 or cell["rs"] > 1:
                place = place.merge(grid[cell["y"] + cell["rs"] - 1][cell["x"] + cell["cs"] - 1])
            if all(shares):
                place.width = Mm(self.room * shares[cell["x"]] / sum(shares))
            self._cell(place, cell)
        for row in table.rows[: node["n_head"]]:
            # Repeated on each page, and read as the heads of their columns.
            repeat = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(repeat)

    def _cell(self, place: Any, cell: Node) -> None:
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        content = [plain(cell["c"])] if cell["blocks"] else cell["c"]
        look = Look(
            bold=cell["bold"] or cell["header"],
            italic=cell["italic"],
            size=0.84,
            colour=coloured(cell["colour"]),
        )
        self.runs.add(paragraph, content, look)
        paragraph.alignment = {"right": 2, "center": 1}.get(cell["align"], 0)
        if fill := coloured(cell["fill"]):
            shaded(place._tc.get_or_add_tcPr(), fill)


def _undated(data: bytes) -> bytes:
    """Return a ZIP file with the same content and a fixed date in place of the clock's."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()
