"""The nbconvert exporter `briefing`: any notebook as an accessible PDF, set in type by Typst."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from collections.abc import Mapping
from importlib import resources as package_files
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Unicode

from analysis.briefing.characters import printable, shortened
from analysis.briefing.compiler import Document, to_pdf
from analysis.briefing.markup import MarkupReader
from analysis.briefing.nodes import Node, levelled, note, plain, shallow
from analysis.briefing.outputs import OutputReader, raw_nodes, source_nodes
from analysis.briefing.pictures import Pictures
from analysis.briefing.words import Words, words

_FIXED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class BriefingExporter(Exporter):
    """Exports a notebook as a PDF briefing.

    The notebook's metadata may say more, under `wortlaut`: `lang` (en, de), `date` (ISO; the PDF's own
    date, which keeps repeated exports byte-identical), `title`. Cells with the tag `remove-cell`, or whose
    input or output is folded in JupyterLab, stay out; `show-code` brings one cell's source in.
    """

    export_from_notebook = "PDF briefing"
    output_mimetype = "application/pdf"

    show_code = Bool(False, help="Print the source of code cells").tag(config=True)
    lang = Unicode("", help="Language of the house's words and of Markdown: en or de").tag(config=True)
    house = Unicode("", help="A house style file (see house.toml); empty: the one that is shipped").tag(
        config=True
    )

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, Any]:
        """Return the notebook as PDF bytes, and nbconvert's resources."""
        nb_copy, resources = super().from_notebook_node(nb, resources, **kwargs)
        about = nb_copy.metadata.get("wortlaut", {})
        about = about if isinstance(about, Mapping) else {}
        spoken = words(self.lang or str(about.get("lang") or "en"))
        place = (resources.get("metadata") or {}).get("path")
        pictures = Pictures(spoken, None if place is None else Path(place))
        reader = OutputReader(spoken, MarkupReader(spoken, pictures), pictures)
        blocks = [node for cell in nb_copy.cells for node in self._cell(cell, reader, nb_copy, spoken)]
        document = self._document(blocks, reader.title, about, resources, pictures, spoken)
        return to_pdf(document, spoken), resources

    def _cell(self, cell: Any, reader: OutputReader, nb: Any, spoken: Words) -> list[Node]:
        tags = {str(tag).replace("_", "-") for tag in cell.metadata.get("tags", ())}
        folded = cell.metadata.get("jupyter", {})
        if tags & {"remove-cell"}:
            return []
        nodes: list[Node] = []
        try:
            reader.pictures.attachments = cell.get("attachments", {})
            if cell.cell_type == "markdown":
                nodes += reader.markdown(cell.source)
            elif cell.cell_type == "raw":
                nodes += raw_nodes(cell.source)
            elif cell.cell_type == "code":
                shown = (self.show_code and not folded.get("source_hidden")) or "show-code" in tags
                if shown and not tags & {"remove-input", "hide-input"}:
                    nodes += source_nodes(cell.source, _language(nb))
                if not folded.get("outputs_hidden") and not tags & {"remove-output", "hide-output"}:
                    for output in cell.outputs:
                        nodes += _safely(reader, output, spoken)
        except Exception as error:  # a damaged cell must not cost the reader the rest of the document
            nodes.append(note(spoken["note.damaged"].format(repr(error)), str(cell.get("source", ""))))
        return nodes

    def _document(
        self,
        blocks: list[Node],
        head: Mapping[str, Any] | None,
        about: Mapping[str, Any],
        resources: Any,
        pictures: Pictures,
        spoken: Words,
    ) -> Document:
        title = printable(head["title"]) if head and head.get("title") else str(about.get("title") or "")
        if not title:
            title, blocks = _first_heading(blocks)
        title = title or str((resources.get("metadata") or {}).get("name") or "") or spoken["untitled"]
        blocks = levelled(shallow(blocks)) or [note(spoken["note.empty"])]
        return Document(
            title=printable(title),
            title_lang=_tag(head.get("title_lang")) if head else None,
            running=printable(shortened(title, 80)),
            lang=spoken.lang,
            blocks=blocks,
            house=self._house(),
            files=pictures.files,
            head=_head(head) if head else None,
            author=spoken["product"] if head else "",
            timestamp=_timestamp(head.get("date") if head else about.get("date")),
        )

    def _house(self) -> dict[str, Any]:
        shipped = tomllib.loads(package_files.files(__package__).joinpath("house.toml").read_text("utf-8"))
        return shipped | (tomllib.loads(Path(self.house).read_text("utf-8")) if self.house else {})


def _safely(reader: OutputReader, output: Any, spoken: Words) -> list[Node]:
    try:
        return reader.read(output)
    except Exception as error:  # outputs come from anywhere: what is damaged leaves a note, not a gap
        data = output.get("data", {}) if isinstance(output, Mapping) else {}
        text = data.get("text/plain") if isinstance(data, Mapping) else None
        return [note(spoken["note.damaged"].format(repr(error)), None if text is None else str(text))]


def _first_heading(blocks: list[Node]) -> tuple[str, list[Node]]:
    """Return the document's title and the blocks without it: a heading before everything else."""
    if blocks and blocks[0]["t"] == "heading" and blocks[0]["level"] == 1 and plain(blocks[0]).strip():
        return plain(blocks[0]).strip(), blocks[1:]
    return "", blocks


def _head(head: Mapping[str, Any]) -> dict[str, Any]:
    facts = [
        {"s": printable(fact.get("text", "")), "lang": _tag(fact.get("lang"))}
        for fact in head.get("facts", ())
        if isinstance(fact, Mapping)
    ]
    return {"kicker": printable(head.get("kicker", "")), "facts": facts}


def _tag(lang: object) -> str | None:
    """Return a language as the two or three letters that the compiler accepts."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(lang or ""))
    return found.group().lower() if found else None


def _language(nb: Any) -> str:
    return str(nb.metadata.get("language_info", {}).get("name") or "python")


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
