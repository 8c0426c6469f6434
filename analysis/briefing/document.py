"""The briefing of one article: a notebook whose outputs are already there, and its PDF."""

from __future__ import annotations

import os
import re
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

import nbformat

from analysis.briefing import parts
from analysis.briefing.names import names_of
from analysis.briefing.words import Words, words
from analysis.display import highlight
from analysis.errors import ExportError
from analysis.palette import NAMES

_BARS = 10
"""Names in the figure: what is mentioned once is better read in the table."""


def briefing_notebook(report: Any, lang: str = "en") -> nbformat.NotebookNode:
    """Return the briefing of an `Analysis` as a notebook; no kernel has to run it.

    Args:
        report: what `analysis.analyse` returns.
        lang: language of the house's words, `en` or `de`; the article stays as it is.
    """
    spoken = words(lang)
    cells = [
        _shown("parts.title_block(report)", parts.title_block(report, lang=lang)),
        _section(spoken, "facts"),
        _shown("parts.facts(report)", parts.facts(report, lang=lang)),
        _said(parts.facts_sentence(report, lang=lang)),
        _section(spoken, "article"),
        _said(spoken["article.note"]),
        _shown("analysis.highlight(report)", highlight(report, "entities", lang=lang)),
        _section(spoken, "names"),
        *_figure(report, spoken),
        _shown("parts.names_table(report)", parts.names_table(report, lang=lang)),
        _section(spoken, "about"),
        _said(spoken["about.text"].format(_version())),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"part-{number}"
    notebook.metadata["wortlaut"] = {"lang": spoken.lang}
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def write_briefing(report: Any, path: str | os.PathLike[str], *, lang: str = "en") -> Path:
    """Write the briefing of an `Analysis` as PDF and return where it is.

    The file appears whole or not at all, and is the same byte for byte when written again.

    Raises:
        ExportError: the place cannot be written to, or does not end in `.pdf`.
    """
    from analysis.briefing.exporter import BriefingExporter

    target = Path(path)
    if target.suffix.lower() != ".pdf":
        raise ExportError("a briefing is a PDF file", target, remedy="let the name end in .pdf")
    if target.is_dir():
        raise ExportError("a folder of this name stands in the way", target, remedy="choose another name")
    pdf, _ = BriefingExporter().from_notebook_node(briefing_notebook(report, lang))
    _write(target, pdf)
    return target


def figure_svg(figure: Any) -> str:
    """Return a matplotlib figure as SVG whose words stay words, set in the briefing's letters.

    The same figure always gives the same bytes.
    """
    import io

    import matplotlib
    from matplotlib.text import Text

    # matplotlib does not have the briefing's letters; STIX has nearly the same widths.
    for text in figure.findobj(Text):
        text.set_fontfamily("STIXGeneral")
    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "wortlaut"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    return re.sub(r"font-family: [^;\"]+", "font-family: 'Libertinus Serif'", stream.getvalue())


def _figure(report: Any, spoken: Words) -> list[Any]:
    names = names_of(report)
    if not names:
        return []
    from analysis.figures import names as draw

    about = {"caption": spoken["names.figure"], "alt": parts.figure_alt(names, spoken)}
    data = {
        "image/svg+xml": figure_svg(_captioned(draw(report, top=_BARS), spoken)),
        "text/plain": about["alt"],
    }
    return [_cell("analysis.figures.names(report)", data, {"image/svg+xml": about})]


def _captioned(figure: Any, spoken: Words) -> Any:
    """Return the figure without its title, which the caption gives, and with the legend in the language."""
    english = {words("en").kind(label).casefold(): spoken.kind(label) for label in NAMES}
    for axes in figure.axes:
        axes.set_title("", loc="left")
        if legend := axes.get_legend():
            for text in legend.get_texts():
                text.set_text(english.get(text.get_text().casefold(), text.get_text()))
    return figure


def _shown(source: str, part: Any) -> Any:
    return _cell(source, part._repr_mimebundle_(), {})


def _cell(source: str, data: dict[str, Any], about: dict[str, Any]) -> Any:
    output = nbformat.v4.new_output("display_data", data=data, metadata=about)
    return nbformat.v4.new_code_cell(source, outputs=[output])


def _section(spoken: Words, key: str) -> Any:
    return nbformat.v4.new_markdown_cell(f"## {spoken[key]}")


def _said(text: str) -> Any:
    return nbformat.v4.new_markdown_cell(text)


def _version() -> str:
    try:
        return metadata.version("wortlaut")
    except metadata.PackageNotFoundError:
        return ""


def _write(target: Path, data: bytes) -> None:
    handle: Path | None = None
    try:
        number, temporary = tempfile.mkstemp(dir=target.parent, prefix=".briefing-", suffix=".tmp")
        handle = Path(temporary)
        with os.fdopen(number, "wb") as file:
            file.write(data)
        # Temporary files are private; a briefing is as readable as any file the user makes.
        mask = os.umask(0)
        os.umask(mask)
        handle.chmod(0o666 & ~mask)
        handle.replace(target)
    except OSError as error:
        if handle is not None:
            handle.unlink(missing_ok=True)
        raise ExportError(
            f"the briefing cannot be written: {error.strerror or error}",
            target,
            remedy="choose another place",
        ) from error
