"""A notebook as a PDF: its cells as nodes, its title, language and date.

The notebook's metadata may say more, under `wortlaut`: `lang` (en, de), `date` (ISO; the PDF's own date,
which keeps repeated exports byte-identical), `title`. Cells with the tag `remove-cell`, or whose input or
output is folded in JupyterLab, stay out; the tag `show-code` brings one cell's source in.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.briefing.characters import printable, shortened
from analysis.briefing.compiler import Document, to_pdf
from analysis.briefing.house import load_house
from analysis.briefing.markup import MarkupReader
from analysis.briefing.nodes import Node, levelled, note, plain, shallow
from analysis.briefing.outputs import OutputReader, raw_nodes, source_nodes
from analysis.briefing.pictures import Pictures
from analysis.briefing.words import Words, words

_FIXED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def notebook_pdf(notebook: Mapping[str, Any], **options: Any) -> bytes:
    """Return a notebook (nbformat 4) as PDF; the options are those of `notebook_document`.

    Raises:
        ExportError: the notebook cannot be set in type, or the house style cannot be read.
    """
    document = notebook_document(notebook, **options)
    return to_pdf(document, words(document.lang))


def notebook_document(
    notebook: Mapping[str, Any],
    *,
    lang: str = "",
    show_code: bool = False,
    house: Path | None = None,
    folder: Path | None = None,
    name: str = "",
) -> Document:
    """Return a notebook as a document, which can be written in each format.

    Args:
        lang: language of the house's words; empty: what the notebook says, else the house style.
        show_code: print the source of code cells.
        house: a house style file; None: the one that is shipped.
        folder: where pictures of Markdown cells may come from; None: no files are read.
        name: title of a notebook that has none.

    Raises:
        ExportError: the house style cannot be read.
    """
    style = load_house(house)
    metadata = _mapping(notebook.get("metadata"))
    about = _mapping(metadata.get("wortlaut"))
    spoken = words(lang or str(about.get("lang") or style["lang"]))
    pictures = Pictures(spoken, folder)
    reader = OutputReader(spoken, MarkupReader(spoken, pictures), pictures)
    language = str(_mapping(metadata.get("language_info")).get("name") or "python")
    cells = _Cells(reader, spoken, show_code, language)
    blocks = [node for cell in notebook["cells"] for node in cells.nodes(cell)]
    head = reader.title
    title = str((head or about).get("title") or "")
    if not title:
        title, blocks = _first_heading(blocks)
    title = printable(title or name or spoken["untitled"])
    return Document(
        title=title,
        title_lang=_tag(head.get("title_lang")) if head else None,
        running=shortened(title, 80),
        lang=spoken.lang,
        blocks=levelled(shallow(blocks)) or [note(spoken["note.empty"])],
        house=style,
        files=pictures.files,
        head=_head(head) if head else None,
        author=spoken["product"] if head else "",
        timestamp=_timestamp((head or about).get("date")),
    )


@dataclass(frozen=True)
class _Cells:
    """Turns the cells of one notebook into nodes."""

    reader: OutputReader
    words: Words
    show_code: bool
    language: str

    def nodes(self, cell: Mapping[str, Any]) -> list[Node]:
        tags = {str(tag).replace("_", "-") for tag in cell["metadata"].get("tags", ())}
        if "remove-cell" in tags:
            return []
        try:
            self.reader.pictures.attachments = cell.get("attachments", {})
            match cell["cell_type"]:
                case "markdown":
                    return self.reader.markdown(cell["source"])
                case "raw":
                    return raw_nodes(cell["source"])
                case "code":
                    return self._code(cell, tags)
        except Exception as error:  # a damaged cell must not cost the reader the rest of the document
            return [note(self.words["note.damaged"].format(repr(error)), str(cell.get("source", "")))]
        return [note(self.words["note.format"].format(printable(cell["cell_type"])))]

    def _code(self, cell: Mapping[str, Any], tags: set[str]) -> list[Node]:
        folded = _mapping(cell["metadata"].get("jupyter"))
        nodes: list[Node] = []
        shown = (self.show_code and not folded.get("source_hidden")) or "show-code" in tags
        if shown and not tags & {"remove-input", "hide-input"}:
            nodes += source_nodes(cell["source"], self.language)
        if not folded.get("outputs_hidden") and not tags & {"remove-output", "hide-output"}:
            for output in cell["outputs"]:
                nodes += self._output(output)
        return nodes

    def _output(self, output: Any) -> list[Node]:
        try:
            return self.reader.read(output)
        except Exception as error:  # outputs come from anywhere: what is damaged leaves a note, not a gap
            text = _mapping(_mapping(output).get("data")).get("text/plain")
            return [note(self.words["note.damaged"].format(repr(error)), None if text is None else str(text))]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _first_heading(blocks: list[Node]) -> tuple[str, list[Node]]:
    """Return the document's title and the blocks without it: a heading before everything else."""
    if blocks and blocks[0]["t"] == "heading" and blocks[0]["level"] == 1 and plain(blocks[0]).strip():
        return plain(blocks[0]).strip(), blocks[1:]
    return "", blocks


def _head(head: Mapping[str, Any]) -> dict[str, Any]:
    given = head.get("facts", ())
    facts = [
        {"s": printable(fact.get("text", "")), "lang": _tag(fact.get("lang"))}
        for fact in (given if isinstance(given, list | tuple) else ())
        if isinstance(fact, Mapping)
    ]
    return {"kicker": printable(head.get("kicker", "")), "facts": facts}


def _tag(lang: object) -> str | None:
    """Return a language as the two or three letters that the compiler accepts."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(lang or ""))
    return found.group().lower() if found else None


def _timestamp(date: object) -> datetime.datetime:
    """Return the PDF's own date: the build's, the article's, or a fixed one, never the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"\d{1,11}", epoch):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    try:
        day = datetime.date.fromisoformat(str(date))
    except ValueError:
        return _FIXED
    # Before 1970 the compiler cannot count.
    return max(
        datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC), _FIXED.replace(year=1970)
    )
