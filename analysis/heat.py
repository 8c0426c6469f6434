"""The article as a heat map of phrasing: every marked word in the style of its group, with a legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display import Highlight, highlight
from analysis.layers.phrasing import TONED

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

GROUPS = {
    "booster": "stressed",
    "necessity": "stressed",
    "hedge": "uncertain",
    "downtoner": "uncertain",
    "negation": "negated",
    "distance": "distanced",
    "fragment": "distanced",
    "passive": "distanced",
    "irony": "distanced",
}
"""Group of each category that carries no tone; the others are „positive“ or „negative“ by their value."""


def phrasing_groups(report: Analysis) -> pd.DataFrame:
    """The rows of `report.phrasing` with the column `group`; words whose value another took over are out.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Es gab wohl einen Erfolg und keine Angst."))
    >>> phrasing_groups(report)[["text", "group"]].values.tolist()
    [['wohl', 'uncertain'], ['Erfolg', 'positive'], ['keine', 'negated'], ['Angst', 'positive']]
    """
    rows = report.phrasing[~report.phrasing["category"].isin(TONED) | (report.phrasing["value"] != 0)]
    signs = ["positive" if value > 0 else "negative" for value in rows["value"]]
    groups = [GROUPS.get(category, sign) for category, sign in zip(rows["category"], signs, strict=True)]
    return rows.assign(group=groups)


def phrasing_map(report: Analysis, *, lang: str = "en") -> Highlight:
    """The article with its marked words, and a legend of their groups.

    Args:
        report: an analysed article.
        lang: language of the legend, `en` or `de`.
    """
    from analysis.briefing.words import words

    spoken = words(lang)
    names = {group: spoken[f"group.{group}"] for group in sorted({*GROUPS.values(), "positive", "negative"})}
    return highlight(report, phrasing_groups(report), by="group", lang=lang, names=names, anchor="p")
