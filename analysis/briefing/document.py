"""The briefing of one article: a notebook whose outputs are already there, and its PDF."""

from __future__ import annotations

import os
import re
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.briefing import parts
from analysis.briefing.names import names_of
from analysis.briefing.notebook import notebook_pdf
from analysis.briefing.positions import has_positions, positions_figure, positions_table
from analysis.briefing.quotes import has_quotes, quotes_sentence, quotes_table
from analysis.briefing.times import has_times, times_table
from analysis.briefing.words import Words, words
from analysis.display import highlight
from analysis.errors import ExportError
from analysis.exports import write_atomically
from analysis.palette import NAMES

if TYPE_CHECKING:
    import nbformat

_FALLBACK = ("DejaVu Sans", "Last Resort High-Efficiency")
"""Fonts for what neither STIX nor Libertinus can write; both come with matplotlib."""

_BARS = 10
"""Names in the figure: what is mentioned once is better read in the table."""


def briefing_notebook(report: Any, lang: str = "en") -> nbformat.NotebookNode:
    """Return the briefing of an `Analysis` as a notebook; no kernel has to run it.

    Args:
        report: what `analysis.analyse` returns.
        lang: language of the house's words, `en` or `de`; the article stays as it is.
    """
    import nbformat

    return nbformat.from_dict(_notebook(report, lang))


def write_briefing(report: Any, path: str | os.PathLike[str], *, lang: str = "en") -> Path:
    """Write the briefing of an `Analysis` as PDF and return where it is.

    The file appears whole or not at all, and is the same byte for byte when written again.

    Raises:
        ExportError: the place cannot be written to, or does not end in `.pdf`.
    """
    target = Path(path)
    if target.suffix.lower() != ".pdf":
        raise ExportError("a briefing is a PDF file", target, remedy="let the name end in .pdf")
    if target.is_dir():
        raise ExportError("a folder of this name stands in the way", target, remedy="choose another name")
    # The exporter does the same with any notebook; nbconvert and nbformat would only cost seconds to load.
    pdf = notebook_pdf(_notebook(report, lang))
    return write_atomically(target, lambda path: path.write_bytes(pdf))


def figure_svg(figure: Any) -> str:
    """Return a matplotlib figure as SVG whose words stay words, set in the briefing's letters.

    The same figure always gives the same bytes.
    """
    import io

    import matplotlib
    from matplotlib.text import Text

    # matplotlib does not have the briefing's letters; STIX has nearly the same widths.
    for text in figure.findobj(Text):
        text.set_fontfamily(["STIXGeneral", *_FALLBACK])
    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "wortlaut"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    families = ", ".join(f"'{family}'" for family in ("Libertinus Serif", *_FALLBACK))
    return re.sub(r"(<text [^>]*?font-family: )[^;\">]+", rf"\1{families}", stream.getvalue())


def _figure(report: Any, spoken: Words) -> list[Any]:
    names = names_of(report)
    if not names:
        return []
    from analysis.figures import names as draw

    about = {"caption": spoken["names.figure"], "alt": parts.figure_alt(names, spoken)}
    data = {
        "image/svg+xml": figure_svg(_captioned(draw(report, top=_BARS), report, spoken)),
        "text/plain": about["alt"],
    }
    return [_cell("analysis.figures.names(report)", data, {"image/svg+xml": about})]


def _captioned(figure: Any, report: Any, spoken: Words) -> Any:
    """Return the figure as low as its bars allow, the title left to its caption, in its language."""
    english = {words("en").kind(label).casefold(): spoken.kind(label) for label in NAMES}
    figure.set_figheight(0.29 * min(len(names_of(report)), _BARS) + 1.0)
    for axes in figure.axes:
        axes.set_title("", loc="left")
    for legend in figure.legends:
        for text in legend.get_texts():
            text.set_text(english.get(text.get_text().casefold(), text.get_text()))
    return figure


def _quotes(report: Any, spoken: Words) -> list[Any]:
    if not has_quotes(report):
        return []
    return [
        _section(spoken, "quotes"),
        _said(quotes_sentence(report, lang=spoken.lang)),
        _shown("quotes.quotes_table(report)", quotes_table(report, lang=spoken.lang)),
    ]


def _positions(report: Any, spoken: Words) -> list[Any]:
    if not has_positions(report):
        return []
    cells = [
        _section(spoken, "positions"),
        _said(spoken["positions.note"]),
        _shown("positions.positions_table(report)", positions_table(report, lang=spoken.lang)),
    ]
    figure = positions_figure(report, spoken)
    if figure is not None:
        about = {"caption": spoken["positions.figure"], "alt": figure.alt}
        data = {"image/svg+xml": figure_svg(figure), "text/plain": figure.alt}
        cells.append(_cell("figures.positions_matrix(report)", data, {"image/svg+xml": about}))
    return cells


def _times(report: Any, spoken: Words) -> list[Any]:
    if not has_times(report):
        return []
    return [
        _section(spoken, "times"),
        _shown("times.times_table(report)", times_table(report, lang=spoken.lang)),
    ]


def _phrasing(report: Any, spoken: Words) -> list[Any]:
    if getattr(report, "phrasing", None) is None or not len(report.phrasing):
        return []
    from analysis.briefing.phrasing import phrasing_table
    from analysis.heat import phrasing_map

    return [
        _section(spoken, "phrasing"),
        _said(spoken["phrasing.note"]),
        _shown("heat.phrasing_map(report)", phrasing_map(report, lang=spoken.lang)),
        _shown("phrasing.phrasing_table(report)", phrasing_table(report, lang=spoken.lang)),
    ]


def _notebook(report: Any, lang: str) -> dict[str, Any]:
    """Return the notebook as plain data, in the form of nbformat 4.5."""
    spoken = words(lang)
    cells = [
        _shown("parts.title_block(report)", parts.title_block(report, lang=lang)),
        _section(spoken, "facts"),
        _shown("parts.facts(report)", parts.facts(report, lang=lang)),
        _said(parts.facts_sentence(report, lang=lang)),
        _section(spoken, "article"),
        _said(spoken["article.note"]),
        _shown("display.highlight(report)", highlight(report, "entities", lang=lang)),
        _section(spoken, "names"),
        *_figure(report, spoken),
        _shown("parts.names_table(report)", parts.names_table(report, lang=lang)),
        *_positions(report, spoken),
        *_quotes(report, spoken),
        *_times(report, spoken),
        *_phrasing(report, spoken),
        _section(spoken, "about"),
        _said(spoken["about.text"].format(_version())),
    ]
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"wortlaut": {"lang": spoken.lang}, "language_info": {"name": "python"}},
        "cells": [{"id": f"part-{number}", **cell} for number, cell in enumerate(cells, 1)],
    }


def _shown(source: str, part: Any) -> dict[str, Any]:
    return _cell(source, part._repr_mimebundle_(), {})


def _cell(source: str, data: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": data, "metadata": about}
    return {
        "cell_type": "code",
        "source": source,
        "execution_count": None,
        "metadata": {},
        "outputs": [output],
    }


def _section(spoken: Words, key: str) -> dict[str, Any]:
    return _said(f"## {spoken[key]}")


def _said(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": text, "metadata": {}}


def _version() -> str:
    try:
        return metadata.version("wortlaut")
    except metadata.PackageNotFoundError:
        return ""
