"""HTML as document nodes: rich outputs of cells, and Markdown cells on their way to paper.

Nothing is run, nothing is loaded, and no tag becomes a command: elements that have a counterpart on paper
are rebuilt as data, text stays text, and what has no counterpart leaves a note.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

import lxml.html
from lxml import etree

from analysis.briefing.characters import CELL_RUN, PROSE_RUN, one_line, printable
from analysis.briefing.css import StyleSheet, look_of
from analysis.briefing.elements import BLOCKS, INLINE, INTERACTIVE, SILENT, STYLE_OF
from analysis.briefing.nodes import Inline, Node, code, heading, in_cell, note, paragraph, span
from analysis.briefing.pictures import Pictures
from analysis.briefing.tables import table_nodes
from analysis.briefing.words import Words
from analysis.palette import style

MAX_NESTING = 60


_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


class MarkupReader:
    """Turns HTML fragments of one document into nodes; anchors and pictures are the document's."""

    def __init__(self, words: Words, pictures: Pictures) -> None:
        self.words = words
        self.pictures = pictures
        self._sheet = StyleSheet(())
        self._svgs: list[str] = []
        self._run = PROSE_RUN

    def read(self, source: str) -> list[Node]:
        """Return the blocks of an HTML fragment; empty if there is nothing to see in it."""
        self._svgs = []
        root = self._parse(_SVG.sub(self._keep_svg, source))
        if root is None:
            return []
        self._sheet = StyleSheet(sheet.text or "" for sheet in root.iter("style"))
        nodes = self._blocks(root, 0)
        if not nodes and root.find(".//script") is not None:
            nodes = [note(self.words["note.script"])]
        return nodes

    def _keep_svg(self, match: re.Match[str]) -> str:
        self._svgs.append(match.group())
        return f'<wortlaut-svg data-number="{len(self._svgs) - 1}"></wortlaut-svg>'

    def _parse(self, source: str) -> Any:
        # The parser stops at a zero byte and refuses lone surrogates; both become visible first.
        source = printable(source, len(source))
        try:
            return lxml.html.fragment_fromstring(
                source, create_parent="div", parser=lxml.html.HTMLParser(huge_tree=True, encoding=None)
            )
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None

    # Blocks

    def _blocks(self, element: Any, depth: int) -> list[Node]:
        """Return the content of an element as blocks; loose text becomes paragraphs."""
        if depth > MAX_NESTING:
            text = self._text(element.text_content()).strip()
            return [paragraph([text])] if text else []
        nodes: list[Node] = []
        loose: list[Inline] = []

        def close() -> None:
            if content := _trimmed(loose):
                nodes.append(paragraph(content))
            loose.clear()

        if element.text:
            loose.append(self._text(element.text))
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else None
            if tag is None or tag in SILENT:
                pass
            elif self._stands_in_line(child, depth):
                loose.extend(self._inline(child, depth + 1))
            else:
                close()
                nodes.extend(self._block(child, tag, depth + 1))
            if child.tail:
                tail = self._text(child.tail)
                loose.append(tail.lstrip(" ") if tag == "br" else tail)
        close()
        return _lifted(nodes)

    def _stands_in_line(self, element: Any, depth: int) -> bool:
        if element.tag == "wortlaut-formula":
            return True
        if element.tag not in STYLE_OF and element.tag not in INLINE:
            return False
        # A <b> or <span> around a table or list is a block in disguise.
        return depth > MAX_NESTING or not any(
            isinstance(inner.tag, str) and inner.tag in BLOCKS for inner in element.iterdescendants()
        )

    def _block(self, element: Any, tag: str, depth: int) -> list[Node]:
        look = look_of(element.get("style") or "")
        if look.get("hidden"):
            return []
        if tag in INTERACTIVE:
            return [note(self.words["note.script"])]
        if re.fullmatch(r"h[1-6]", tag):
            content = _trimmed(self._inlines(element, depth))
            return [heading(int(tag[1]), content, element.get("id"))] if content else []
        match tag:
            case "ul" | "ol" | "menu" | "dir":
                return self._list(element, depth)
            case "dl":
                return self._definitions(element, depth)
            case "blockquote":
                inner = self._blocks(element, depth)
                return [{"t": "quote", "c": inner}] if inner else []
            case "pre" | "listing" | "xmp":
                return self._pre(element)
            case "hr":
                return [{"t": "rule"}]
            case "table":
                return table_nodes(element, self._sheet, lambda cell: self._cell(cell, depth), self.words)
            case "figcaption" | "caption" | "summary":
                content = _trimmed(self._inlines(element, depth))
                return [paragraph([span("emph", content)])] if content else []
            case "p" if look.get("align") in ("center", "right"):
                return [{**node, "align": look["align"]} for node in self._blocks(element, depth)]
        return self._blocks(element, depth)

    def _list(self, element: Any, depth: int) -> list[Node]:
        items = []
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SILENT:
                inner = (
                    self._blocks(child, depth) if child.tag == "li" else self._block(child, child.tag, depth)
                )
                items.append(inner or [paragraph([""])])
        if not items:
            return []
        start = (element.get("start") or "1").strip()
        number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        tight = all(len(item) == 1 or item[1:] == [n for n in item[1:] if n["t"] == "list"] for item in items)
        return [
            {"t": "list", "ordered": element.tag == "ol", "start": number, "items": items, "tight": tight}
        ]

    def _definitions(self, element: Any, depth: int) -> list[Node]:
        nodes: list[Node] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                nodes.append(paragraph([span("strong", _trimmed(self._inlines(child, depth)))]))
            else:
                nodes.append({"t": "quote", "plain": True, "c": self._blocks(child, depth)})
        return nodes

    def _pre(self, element: Any) -> list[Node]:
        inner = element.find("code")
        classes = (inner.get("class") or "") if inner is not None else ""
        language = re.search(r"language-([\w+#-]{1,30})", classes)
        text = element.text_content()
        return [code(text, language[1] if language else None)] if text.strip() else []

    def _cell(self, element: Any, depth: int) -> list[Any]:
        """Return a table cell's content: one line of text, or blocks where there are several."""
        before, self._run = self._run, CELL_RUN
        try:
            nodes = self._blocks(element, depth)
        finally:
            self._run = before
        flat = [in_cell(node) for node in nodes]
        return flat[0]["c"] if len(flat) == 1 and flat[0]["t"] == "para" else flat

    # Within a line

    def _inlines(self, element: Any, depth: int) -> list[Inline]:
        content: list[Inline] = [self._text(element.text)] if element.text else []
        if depth > MAX_NESTING:
            return [self._text(element.text_content())]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in SILENT:
                content.extend(self._inline(child, depth + 1))
            if child.tail:
                tail = self._text(child.tail)
                content.append(tail.lstrip(" ") if child.tag == "br" else tail)
        return content

    def _inline(self, element: Any, depth: int) -> list[Inline]:
        tag = element.tag
        look = look_of(element.get("style") or "")
        if look.get("hidden"):
            return []
        match tag:
            case "br":
                return [{"t": "break"}]
            case "wbr":
                return ["\u200b"]
            case "img":
                return [self.pictures.html_image(element.get("src") or "", element.get("alt") or "", element)]
            case "wortlaut-svg":
                return [self._svg(element)]
            case "wortlaut-formula":
                return [self.pictures.formula(element.text_content(), element.get("data-display") == "yes")]
            case "code" | "kbd" | "samp" | "tt":
                return [{"t": "tt", "s": printable(element.text_content(), self._run)}]
        if tag in INTERACTIVE:
            return [span("emph", [f"[{self.words['note.script']}]"])]
        content = self._inlines(element, depth)
        if tag == "q":
            content = [self.words["quote.open"], *content, self.words["quote.close"]]
        label = element.get("data-label")
        if tag == "mark" and label:
            return [span("category", content, look=asdict(style(label)))]
        if tag in STYLE_OF:
            content = [span(STYLE_OF[tag], content)]
        if tag == "a":
            content = self._link(element, content)
        return self._dressed(content, look, element.get("lang"))

    def _dressed(self, content: list[Inline], look: dict[str, Any], lang: str | None) -> list[Inline]:
        if look.get("bold"):
            content = [span("strong", content)]
        if look.get("italic"):
            content = [span("emph", content)]
        if "fill" in look or "colour" in look:
            content = [span("paint", content, fill=look.get("fill"), colour=look.get("colour"))]
        if lang and re.fullmatch(r"[A-Za-z]{2,3}(-.*)?", lang):
            content = [span("lang", content, lang=lang.split("-")[0].lower())]
        return content

    def _link(self, element: Any, content: list[Inline]) -> list[Inline]:
        target = (element.get("href") or "").strip()
        anchor = element.get("id") or element.get("name")
        if anchor and not target:
            return [span("anchor", content, id=anchor)]
        if not _trimmed(list(content)):
            return content
        if target.startswith("#") and len(target) > 1:
            return [span("ref", content, id=target[1:])]
        if _LINK.match(target) and target.isprintable() and len(target) < 2000:
            return [span("link", content, url=target)]
        return content

    def _svg(self, element: Any) -> Node:
        number = element.get("data-number") or ""
        if not number.isdigit() or int(number) >= len(self._svgs):
            return span("emph", [self.words["note.image"].format("SVG")])
        return self.pictures.svg(self._svgs[int(number)])

    def _text(self, text: str) -> str:
        return printable(one_line(text), self._run)


def _trimmed(content: list[Inline]) -> list[Inline]:
    """Return inline content without white space and line ends at its edges; empty if nothing is left."""
    content = [part for part in content if part != ""]
    while content and (
        content[0] == {"t": "break"} or (isinstance(content[0], str) and not content[0].strip())
    ):
        content.pop(0)
    while content and (
        content[-1] == {"t": "break"} or (isinstance(content[-1], str) and not content[-1].strip())
    ):
        content.pop()
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip(" \n")
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip(" \n")
    return content


_PICTURES = ("picture", "formula", "raw_formula", "note")


def _lifted(nodes: list[Node]) -> list[Node]:
    """Return blocks with paragraphs that are one picture or one displayed formula as blocks of their own."""
    result: list[Node] = []
    for node in nodes:
        parts = node["c"] if node["t"] == "para" else []
        pictures = [part for part in parts if isinstance(part, dict) and part["t"] in _PICTURES]
        blanks = all(isinstance(part, dict) or not part.strip() for part in parts)
        if pictures and blanks and len(pictures) == sum(isinstance(part, dict) for part in parts):
            result.extend({**part, "block": True} for part in pictures)
        else:
            result.append(node)
    return result
