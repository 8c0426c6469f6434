"""Several articles in one briefing: what moved from one to the next, a page on each, and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.briefing import parts
from analysis.briefing.article import article_lines
from analysis.briefing.cells import Cell, shown
from analysis.briefing.characters import printable
from analysis.briefing.evidence import Evidence, Statement
from analysis.briefing.method import method_blocks
from analysis.briefing.movement import Move, moves, new_demands
from analysis.briefing.nodes import Inline, Node, bullets, heading, paragraph, span
from analysis.briefing.overview import first_page, stance_cell
from analysis.briefing.parts import TITLE_MIME, Part
from analysis.briefing.positions import position_quotation
from analysis.briefing.tables import grid
from analysis.briefing.words import Words, words

MOST = 12
"""Rows of a list of the synthesis; the rest stands on the pages of the articles."""
_LONGEST = 90


@dataclass(frozen=True)
class Chapter:
    """One article of a dossier.

    Attributes:
        evidence: its statements and lines; its link targets begin with the chapter's key.
        status: what a person has reviewed of it, or None.
    """

    evidence: Evidence
    status: Any = None

    @property
    def title(self) -> str:
        return parts.title_of(self.evidence.report.article)


def dossier_cells(reports: Sequence[Any], lang: str, status: Sequence[Any] | None = None) -> list[Cell]:
    """Return the cells of a dossier, its articles by date.

    Args:
        reports: the analysed articles.
        lang: language of the house's words.
        status: what a person has reviewed of each, in the same order.
    """
    spoken = words(lang)
    states = list(status or [None] * len(reports))
    pairs = sorted(
        zip(reports, states, strict=True),
        key=lambda pair: (pair[0].article.date is None, str(pair[0].article.date)),
    )
    chapters = [
        Chapter(Evidence(report, spoken, f"d{number}-"), state)
        for number, (report, state) in enumerate(pairs, 1)
    ]
    cells = [
        shown("title_block(reports)", _title(chapters, spoken)),
        shown("contents(reports)", Part(_contents(chapters, spoken))),
    ]
    cells.append(shown("synthesis(reports)", Part(_synthesis(chapters, spoken))))
    cells += [
        shown(f"page(reports[{n}])", Part([_page(chapter, spoken)])) for n, chapter in enumerate(chapters)
    ]
    cells.append(shown("articles(reports)", Part(_articles(chapters, spoken))))
    about: list[Node] = [
        heading(2, [spoken["about"]], "section-about"),
        *method_blocks(spoken, _together(chapters)),
    ]
    return [*cells, shown("method_blocks(reports)", Part(about))]


def _title(chapters: Sequence[Chapter], spoken: Words) -> Part:
    dates = [d for chapter in chapters if (d := chapter.evidence.report.article.date)]
    when = spoken["no_date"]
    if dates:
        from analysis.briefing.times import days_in_words

        when = days_in_words(min(dates).isoformat(), max(dates).isoformat(), spoken)
    title = spoken["dossier.title"].format(spoken.number(len(chapters)), when)
    positions = sum(len(chapter.evidence.positions) for chapter in chapters)
    facts = [{"text": spoken.count("position", positions), "lang": spoken.lang}]
    data = {
        "kicker": f"{spoken['product']} · {spoken['dossier']}",
        "title": title,
        "title_lang": spoken.lang,
        "facts": facts,
        "date": max(dates).isoformat() if dates else None,
    }
    return Part([heading(1, [title])], {TITLE_MIME: data})


def _contents(chapters: Sequence[Chapter], spoken: Words) -> list[Node]:
    items: list[Node] = [{"c": [spoken["synthesis"]], "id": "section-synthesis"}]
    items += [
        {
            "c": [*_dated(chapter, spoken), span("lang", [printable(chapter.title)], lang="de")],
            "id": f"{chapter.evidence.key}page",
        }
        for chapter in chapters
    ]
    items += [{"c": [spoken[key]], "id": f"section-{key}"} for key in ("articles", "about")]
    return [
        heading(2, [spoken["contents"]], "section-contents"),
        {"t": "contents", "items": items},
        {"t": "pagebreak"},
    ]


def _dated(chapter: Chapter, spoken: Words) -> list[Inline]:
    date = chapter.evidence.report.article.date
    return [span("small", [spoken.date(date)]), " · "] if date else []


def _synthesis(chapters: Sequence[Chapter], spoken: Words) -> list[Node]:
    """Return who moved on what since when, what is newly demanded, and what was agreed."""
    dated = [c for c in chapters if c.evidence.report.article.date is not None]
    blocks: list[Node] = [heading(2, [spoken["synthesis"]], "section-synthesis")]
    if len({c.evidence.report.article.date for c in dated}) < 2:
        blocks.append(paragraph([spoken["dossier.none"]]))
    evidences = [chapter.evidence for chapter in dated]
    blocks += [heading(3, [spoken["moved"]]), *_moves(moves(evidences), spoken)]
    blocks += [heading(3, [spoken["new_demands"]])]
    blocks += _listed(new_demands(evidences), spoken, "new_demands.none")
    agreed = [
        (evidence, statement)
        for evidence in (chapter.evidence for chapter in chapters)
        for statement in evidence.positions
        if statement.row["stance"] in ("agree", "concede")
        and not statement.row["negated"]
        and statement.row["actors"]
    ]
    blocks += [heading(3, [spoken["dossier.agreed"]]), *_listed(agreed, spoken, "agreed.none")]
    return blocks


def _moves(found: Sequence[Move], spoken: Words) -> list[Node]:
    if not found:
        return [paragraph([spoken["moved.none"]])]
    rows = [
        [
            [span("lang", [span("strong", [printable(move.actor)])], lang="de")],
            [span("lang", [printable(move.issue)], lang="de")],
            [*stance_cell(move.before[1].row, spoken), " ", _reference(*move.before, spoken)],
            [*stance_cell(move.after[1].row, spoken), " ", _reference(*move.after, spoken)],
            [spoken.date(move.after[0].report.article.date)],
        ]
        for move in found
    ]
    heads = [spoken[f"moved.{key}"] for key in ("who", "issue", "before", "after", "when")]
    return grid(heads, rows, spoken, caption=spoken["moved.caption"], shares=(1.5, 2.4, 2.2, 2.2, 1.6))


def _listed(found: Sequence[tuple[Evidence, Statement]], spoken: Words, none: str) -> list[Node]:
    if not found:
        return [paragraph([spoken[none]])]
    items: list[list[Inline]] = []
    for evidence, statement in found[:MOST]:
        date = evidence.report.article.date
        who = span("lang", [span("strong", [printable(", ".join(statement.row["actors"]))])], lang="de")
        when: list[Inline] = [f"{spoken.date(date)}: "] if date else []
        said = position_quotation(evidence, statement.row, _LONGEST)
        items.append([*when, who, " – ", *said, " ", _reference(evidence, statement, spoken)])
    if len(found) > MOST:
        items.append([spoken["note.rows"].format(spoken.number(len(found) - MOST))])
    return [bullets(items)]


def _reference(evidence: Evidence, statement: Statement, spoken: Words) -> Inline:
    """Return „[1, Z. 12]“: the number of the article, and the line."""
    number = evidence.key[1:-1]
    line = evidence.lines.at(statement.places[0][0])
    page = span("ref", [number], id=f"{evidence.key}page")
    before = spoken["line.before"].lstrip("[")
    return span("cite", ["[", page, ", ", before, evidence.link(line), spoken["line.behind"]])


def _page(chapter: Chapter, spoken: Words) -> Node:
    evidence = chapter.evidence
    article = evidence.report.article
    number = evidence.key[1:-1]
    facts = [spoken.date(article.date) if article.date else spoken["no_date"]]
    facts += [article.dateline] if article.dateline else []
    facts.append(spoken["source"].format(article.source) if article.source else spoken["no_source"])
    title = span("lang", [printable(chapter.title)], lang="de")
    before = [
        heading(2, [f"{number} ", title], f"{evidence.key}page"),
        paragraph([span("small", [printable(" · ".join(facts))])]),
    ]
    return first_page(evidence, before)


def _articles(chapters: Iterable[Chapter], spoken: Words) -> list[Node]:
    blocks: list[Node] = [
        heading(2, [spoken["articles"]], "section-articles"),
        paragraph([spoken["dossier.note"]]),
    ]
    for chapter in chapters:
        number = chapter.evidence.key[1:-1]
        title = span("lang", [printable(chapter.title)], lang="de")
        blocks.append(heading(3, [f"{number} ", title]))
        blocks.append(article_lines(chapter.evidence, lang=spoken.lang, margin=False))
    return blocks


def _together(chapters: Iterable[Chapter]) -> Any:
    """Return what a person has reviewed of all articles, or None."""
    from types import SimpleNamespace

    states = [chapter.status for chapter in chapters if chapter.status is not None]
    if not states:
        return None
    counts = {
        name: sum(getattr(state, name) for state in states)
        for name in ("proposed", "accepted", "edited", "rejected", "added", "open", "decided")
    }
    return SimpleNamespace(**counts, stale=tuple(stale for state in states for stale in state.stale))
