"""Outputs of notebook cells as document nodes: every media type that has a place on paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from analysis import display
from analysis.briefing.characters import printable, shortened
from analysis.briefing.markdown import to_html
from analysis.briefing.markup import MarkupReader
from analysis.briefing.nodes import MAX_LINES, Inline, Node, checked, code, note, paragraph, span
from analysis.briefing.parts import FACTS_MIME, NODES_MIME, TITLE_MIME
from analysis.briefing.pictures import Pictures
from analysis.briefing.words import Words
from analysis.palette import style

_ORDER = (
    TITLE_MIME,
    FACTS_MIME,
    NODES_MIME,
    display.MIME,
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "text/html",
    "text/markdown",
    "text/latex",
    "application/json",
    "application/vnd.jupyter.widget-view+json",
    "text/plain",
)


class OutputReader:
    """Turns the outputs of one notebook's cells into nodes, richest form first."""

    def __init__(self, words: Words, markup: MarkupReader, pictures: Pictures) -> None:
        self.words = words
        self.markup = markup
        self.pictures = pictures
        self.title: Mapping[str, Any] | None = None
        """Title block found among the outputs, the first one."""

    def read(self, output: Mapping[str, Any]) -> list[Node]:
        """Return the nodes of one output; never empty-handed where there was something to see."""
        match output.get("output_type"):
            case "stream":
                role = "stderr" if output.get("name") == "stderr" else "output"
                return self._lines(_joined(output.get("text", "")), role)
            case "error":
                return self._error(output)
            case "display_data" | "execute_result":
                return self._bundle(output.get("data", {}), output.get("metadata", {}))
        return [note(self.words["note.format"].format(printable(output.get("output_type"))))]

    def markdown(self, source: str) -> list[Node]:
        """Return the nodes of Markdown text."""
        rendered = to_html(source)
        if rendered is None:
            return [note(self.words["note.block"].format("Markdown"), source)]
        return self.markup.read(rendered)

    def _bundle(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> list[Node]:
        for mime in _ORDER:
            if mime in data:
                about = {**metadata, **_mapping(metadata.get(mime))}
                nodes = self._one(mime, data[mime], about)
                if nodes is not None:
                    return nodes
        others = sorted(set(data) - set(_ORDER))
        if others:
            return [note(self.words["note.format"].format(printable(", ".join(others))))]
        return []

    def _one(self, mime: str, content: Any, about: Mapping[str, Any]) -> list[Node] | None:
        """Return the nodes of one media type; None if the next one should be tried."""
        alt, caption = str(about.get("alt", "")), str(about.get("caption", ""))
        match mime:
            case display.MIME:
                return [article_node(display.Highlight.from_data(content))]
            case _ if mime == TITLE_MIME:
                self.title = self.title or _mapping(content)
                return []
            case _ if mime == FACTS_MIME:
                facts = [
                    {"value": printable(value), "label": printable(label, 20)} for value, label in content
                ]
                return [{"t": "facts", "facts": facts}] if facts else []
            case _ if mime == NODES_MIME:
                return checked(content)
            case "image/svg+xml":
                return [_block(self.pictures.svg(_joined(content), alt, caption))]
            case "image/png" | "image/jpeg" | "image/gif" | "image/webp":
                width = about.get("width")
                pixels = float(width) if isinstance(width, int | float) and 0 < width < 1e5 else None
                return [_block(self.pictures.base64(_joined(content), alt, caption, pixels))]
            case "application/vnd.jupyter.widget-view+json":
                return [note(self.words["note.widget"])]
            case "text/html":
                return self.markup.read(_joined(content)) or None
            case "text/markdown":
                return self.markdown(_joined(content)) or None
            case "text/latex":
                return self.markdown(_joined(content)) or None
            case "application/json":
                return [code(json.dumps(content, ensure_ascii=False, indent=2), "json")]
        return self._lines(_joined(content), "output")

    def _lines(self, text: str, role: str) -> list[Node]:
        if not text.strip():
            return []
        lines = text.rstrip("\n").split("\n")
        nodes = [code("\n".join(lines[:MAX_LINES]), role=role)]
        if len(lines) > MAX_LINES:
            nodes.append(note(self.words["note.lines"].format(self.words.number(len(lines) - MAX_LINES))))
        return nodes

    def _error(self, output: Mapping[str, Any]) -> list[Node]:
        name, value = str(output.get("ename", "")), str(output.get("evalue", ""))
        trace = "\n".join(map(str, output.get("traceback", ())))
        message = f"{name}: {value}" if value else name
        nodes = [note(shortened(message, 300), label=self.words["error"])]
        return nodes + ([code(trace, role="error")] if trace.strip() else [])


def article_node(mark: display.Highlight) -> Node:
    """Return highlighted text as a node: its marks as styles, its sentences numbered and linkable."""
    looks = {label: asdict(style(label)) for label in {span.label for span in mark.spans}}
    paragraphs = []
    for number, runs in enumerate(mark.runs()):
        content: list[Inline] = []
        for run in runs:
            if run.sentence is not None:
                anchor = f"{mark.anchor}{run.sentence}"
                content.append({"t": "number", "s": str(run.sentence), "id": anchor})
            part: Inline = printable(run.text)
            for label in reversed(run.labels):
                part = span("category", [part], look=looks[label])
            content.append(part)
        paragraphs.append({"c": content, "bold": number < mark.opening})
    return {
        "t": "article",
        "lang": mark.text_lang,
        "paragraphs": paragraphs,
        "legend": [{"name": printable(name), "look": looks[label]} for label, name in mark.legend()],
    }


def source_nodes(source: str, language: str) -> list[Node]:
    """Return a code cell's source."""
    return [code(source, language, role="source")] if source.strip() else []


def raw_nodes(source: str) -> list[Node]:
    """Return a raw cell: as it was written."""
    return [paragraph([printable(source.strip())])] if source.strip() else []


def _block(node: Node) -> Node:
    return {**node, "block": True} if node["t"] == "picture" else node


def _joined(content: Any) -> str:
    return "".join(map(str, content)) if isinstance(content, list | tuple) else str(content)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
