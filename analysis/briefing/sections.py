"""The sections behind the first page; one without rows says so in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing import drawings, parts
from analysis.briefing.cells import Cell, figure, shown
from analysis.briefing.evidence import Evidence
from analysis.briefing.nodes import Node, heading, paragraph
from analysis.briefing.parts import Part
from analysis.briefing.phrasing import phrasing_table
from analysis.briefing.positions import has_positions, positions_matrix, positions_table
from analysis.briefing.quotes import has_quotes, quotes_sentence, quotes_table
from analysis.briefing.times import has_times, times_table


def positions(evidence: Evidence) -> list[Cell]:
    """Who wants what: the matrix of actors and issues, and all positions."""
    report, words = evidence.report, evidence.words
    if not has_positions(report):
        return []
    note = [paragraph([words["positions.note"]])] if evidence.positions else []
    cells = [_begin(evidence, "positions", note)]
    matrix = positions_matrix(evidence)
    if matrix:
        cells.append(shown("positions.positions_matrix(report)", Part(matrix)))
    table = positions_table(report, lang=words.lang, evidence=evidence)
    return [*cells, shown("positions.positions_table(report)", table)]


def network(evidence: Evidence) -> list[Cell]:
    """Who deals with whom."""
    report, words = evidence.report, evidence.words
    if not has_positions(report):
        return []
    from analysis.briefing.network_drawing import edges_of, network_alt, network_svg

    edges = edges_of(evidence.positions)
    if not edges:
        return [_begin(evidence, "network", [paragraph([words["network.none"]])])]
    drawn = figure(
        "figures.actors_together(report)",
        network_svg(edges, words),
        alt=network_alt(edges, words),
        caption=words["network.caption"],
    )
    return [_begin(evidence, "network", []), drawn]


def quotes(evidence: Evidence) -> list[Cell]:
    """Who says what, and how much of the article the report itself vouches for."""
    report, words = evidence.report, evidence.words
    if not has_quotes(report):
        return []
    if not evidence.quotes:
        return [_begin(evidence, "quotes", [paragraph([words["quotes.none"]])])]
    return [
        _begin(evidence, "quotes", [paragraph([quotes_sentence(report, lang=words.lang)])]),
        figure(
            "figures.quotes.vouched(report)",
            drawings.speech_svg(report, words),
            alt=drawings.speech_alt(report, words),
            caption=words["quotes.figure"],
        ),
        shown("quotes.quotes_table(report)", quotes_table(report, lang=words.lang, evidence=evidence)),
    ]


def phrasing(evidence: Evidence) -> list[Cell]:
    """How it is put: the evaluating words by whom they are about."""
    report, words = evidence.report, evidence.words
    if getattr(report, "phrasing", None) is None:
        return []
    note = [paragraph([words["phrasing.note"]])] if evidence.wording else []
    table = phrasing_table(report, lang=words.lang, evidence=evidence)
    return [_begin(evidence, "phrasing", note), shown("phrasing.phrasing_table(report)", table)]


def times(evidence: Evidence) -> list[Cell]:
    """What happened when."""
    if not has_times(evidence.report):
        return []
    table = times_table(evidence.report, lang=evidence.words.lang, evidence=evidence)
    return [_begin(evidence, "times", []), shown("times.times_table(report)", table)]


def names(evidence: Evidence) -> list[Cell]:
    """The names, as a figure and as an index."""
    report, words = evidence.report, evidence.words
    table = parts.names_table(report, lang=words.lang, evidence=evidence)
    cells = [_begin(evidence, "names", [])]
    if len(report.entities):
        svg, alt = drawings.names_svg(report, words), drawings.names_alt(report, words)
        cells.append(figure("analysis.figures.names(report)", svg, alt=alt, caption=words["names.figure"]))
    return [*cells, shown("parts.names_table(report)", table)]


def _begin(evidence: Evidence, key: str, blocks: Sequence[Node]) -> Cell:
    title = heading(2, [evidence.words[key]], f"{evidence.key}section-{key}")
    return shown(f"section({key!r})", Part([title, *blocks]))
