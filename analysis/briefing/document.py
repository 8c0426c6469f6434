"""The briefing of articles: a notebook whose outputs are already there, and the files that it is written as.

The notebook is the one source: PDF, web page and word-processor document are made of it, here or by the
exporter that JupyterLab offers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.briefing import parts
from analysis.briefing.article import article_lines
from analysis.briefing.cells import Cell, numbered, shown
from analysis.briefing.evidence import Evidence
from analysis.briefing.method import method_blocks
from analysis.briefing.nodes import Node, heading, paragraph
from analysis.briefing.notebook import notebook_document
from analysis.briefing.overview import first_page
from analysis.briefing.parts import Part
from analysis.briefing.sections import names, network, phrasing, positions, quotes, times
from analysis.briefing.words import words
from analysis.errors import ExportError
from analysis.exports import write_atomically

if TYPE_CHECKING:
    import nbformat

FORMATS = {"pdf": ".pdf", "html": ".html", "docx": ".docx"}
"""The formats of a briefing, and how their files end."""


def briefing_notebook(report: Any, lang: str = "en", *, status: Any = None) -> nbformat.NotebookNode:
    """Return the briefing of an `Analysis`, or of several, as a notebook; no kernel has to run it.

    Args:
        report: what `analysis.analyse` returns, or a list of them: a dossier.
        lang: language of the house's words, `en` or `de`; the articles stay as they are.
        status: what a person has reviewed, see `analysis.review.status`; of a dossier one for each article.
    """
    import nbformat

    return nbformat.from_dict(_notebook(report, lang, status))


def write_briefing(
    report: Any,
    path: str | os.PathLike[str],
    *,
    lang: str = "",
    format: str = "",
    house: Path | None = None,
    status: Any = None,
) -> Path:
    """Write the briefing of an `Analysis`, or the dossier of several, and return where it is.

    The file appears whole or not at all, and is the same byte for byte when written again.

    Args:
        report: what `analysis.analyse` returns, or a list of them.
        path: the file.
        lang: language of the house's words, `en` or `de`; empty: that of the house style.
        format: `pdf`, `html` or `docx`; empty: by the ending of the file.
        house: a house style file; None: the one that is shipped.
        status: what a person has reviewed, see `analysis.review.status`; of a dossier one for each article.

    Raises:
        ExportError: the place cannot be written to, the ending does not fit the format, or the house style
            cannot be followed.
    """
    target = Path(path)
    kind = checked_target(target, format)
    # The exporter does the same with any notebook; nbconvert and nbformat would only cost seconds to load.
    from analysis.briefing.house import load_house

    lang = lang or load_house(house)["lang"]
    document = notebook_document(_notebook(report, lang, status), lang=lang, house=house)
    content = written(document, kind)
    return write_atomically(target, lambda path: path.write_bytes(content))


def checked_target(target: Path, format: str = "") -> str:
    """Return the format of a briefing that is to be written to a place.

    Raises:
        ExportError: the ending does not fit, or a folder stands there.
    """
    endings = {end: kind for kind, end in FORMATS.items()}
    kind = format or endings.get(target.suffix.lower(), "pdf")
    if kind not in FORMATS:
        raise ExportError(f"no format {kind!r}", target, remedy=f"one of: {', '.join(FORMATS)}")
    if target.suffix.lower() != FORMATS[kind]:
        remedy = f"let the name end in {FORMATS[kind] if format else ', '.join(FORMATS.values())}"
        raise ExportError(f"the name of a briefing as {kind} ends in {FORMATS[kind]}", target, remedy=remedy)
    if target.is_dir():
        raise ExportError("a folder of this name stands in the way", target, remedy="choose another name")
    return kind


def written(document: Any, format: str = "pdf") -> bytes:
    """Return a document in one of the `FORMATS`."""
    spoken = words(document.lang)
    if format == "html":
        from analysis.briefing.html_writer import to_html

        return to_html(document, spoken).encode("utf-8")
    if format == "docx":
        from analysis.briefing.docx_writer import to_docx

        return to_docx(document, spoken)
    from analysis.briefing.compiler import to_pdf

    return to_pdf(document, spoken)


def _notebook(report: Any, lang: str, status: Any = None) -> dict[str, Any]:
    """Return the notebook as plain data, in the form of nbformat 4.5."""
    if isinstance(report, Iterable) and not hasattr(report, "article"):
        reports = list(report)
        if not reports:
            raise ExportError("there is no article to brief on", remedy="hand over at least one report")
        if len(reports) > 1:
            from analysis.briefing.dossier import dossier_cells

            return numbered(dossier_cells(reports, lang, status), lang)
        report, status = reports[0], status[0] if status else None
    return numbered(_cells(report, lang, status), lang)


def _cells(report: Any, lang: str, status: Any) -> list[Cell]:
    spoken = words(lang)
    evidence = Evidence(report, spoken)
    return [
        shown("parts.title_block(report)", parts.title_block(report, lang=lang)),
        shown("first_page(report)", Part([first_page(evidence)])),
        *positions(evidence),
        *quotes(evidence),
        *phrasing(evidence),
        *times(evidence),
        *names(evidence),
        *network(evidence),
        shown("article_lines(report)", Part(article_blocks(evidence, lang=lang))),
        shown("method_blocks(report)", Part(about_blocks(evidence, status))),
    ]


def article_blocks(evidence: Evidence, *, lang: str) -> list[Node]:
    """Return the section with the whole article."""
    words_of = evidence.words
    return [
        heading(2, [words_of["article"]], f"{evidence.key}section-article"),
        paragraph([parts.facts_sentence(evidence.report, lang=lang), " ", words_of["article.note"]]),
        article_lines(evidence, lang=lang),
    ]


def about_blocks(evidence: Evidence, status: Any) -> list[Node]:
    """Return the section on method, accuracy and review."""
    title = heading(2, [evidence.words["about"]], f"{evidence.key}section-about")
    return [title, *method_blocks(evidence.words, status)]
