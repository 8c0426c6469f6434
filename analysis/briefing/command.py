"""What `wortlaut briefing` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.briefing.document import FORMATS, checked_target, write_briefing
from analysis.briefing.house import load_house
from analysis.errors import ExportError
from analysis.exports import file_name

if TYPE_CHECKING:
    from analysis.article import Article


def run(
    articles: Sequence[Article],
    output: Path | None,
    *,
    lang: str,
    format: str,
    house: Path | None,
    reviewed: bool,
    insist: bool,
    step: Callable[[str], Any],
) -> Path:
    """Analyse the articles and write their briefing.

    Args:
        articles: one: its briefing; several: a dossier.
        output: the file, or None: named after the article.
        lang, format, house: as in `write_briefing`.
        reviewed: whether to apply the decisions beside each article.
        insist: as in `analysis.analyse`.
        step: is told what is being done.

    Raises:
        WortlautError: an article, its decisions, the house style or the place of the file cannot be used.
    """
    from analysis.report import analyse_many

    load_house(house)
    if not articles:
        raise ExportError("there is no article to brief on", remedy="name a file, or a folder with articles")
    name = "dossier" if len(articles) > 1 else file_name(articles[0].id)
    target = output or Path(f"{name}{FORMATS[format or 'pdf']}")
    checked_target(target, format)  # before minutes of work
    reports: list[Any] = list(analyse_many(articles, insist=insist))
    states: list[Any] = []
    if reviewed:
        from analysis.review import reviewed as decided

        pairs = [decided(report) for report in reports]
        reports, states = [report for report, _ in pairs], [status for _, status in pairs]
    step("Setting the briefing")
    return write_briefing(reports, target, lang=lang, format=format, house=house, status=states or None)
