"""Review: the machine proposes positions, a person decides about each, and everything else follows.

Decisions lie in a small file beside the article (`bericht.review.tsv`), one a line, with the words that they
are about; a decision whose words or whose proposal have changed since is listed and not applied.

>>> from analysis import Article, analyse, review
>>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert Garantien."))
>>> decisions = review.decide(report, (), 0, "reject", reviewer="Ada")
>>> review.apply(report, decisions).positions["cue_text"].tolist()
['fordert']
>>> review.status(report, decisions).open
1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.review.application import REVIEWED_COLUMNS, Stale, Status, apply, status
from analysis.review.deciding import add, decide, proposals, undecided
from analysis.review.decision import KINDS, Decision, Evidence, Statement
from analysis.review.file import load, review_path, save

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.report import Analysis
    from analysis.review.widget import Walk

__all__ = [
    "KINDS",
    "REVIEWED_COLUMNS",
    "Decision",
    "Evidence",
    "Stale",
    "Statement",
    "Status",
    "add",
    "apply",
    "decide",
    "load",
    "proposals",
    "review_path",
    "reviewed",
    "save",
    "status",
    "undecided",
    "walk",
]


def reviewed(report: Analysis, path: str | Path | None = None) -> tuple[Analysis, Status]:
    """Apply the decisions that lie beside the article.

    Args:
        report: an analysed article.
        path: the file of decisions; by default the one beside the article.

    Returns:
        The reviewed report, and how far the review has come.

    Raises:
        ReviewError: the file is damaged, or the article comes from no file and no path is given.
    """
    decisions = load(review_path(report) if path is None else path)
    return apply(report, decisions), status(report, decisions)


def walk(report: Analysis, *, path: str | Path | None = None, reviewer: str = "") -> Walk:
    """Walk through the proposed positions in JupyterLab and decide about each; see `analysis.review.widget`.

    Args:
        report: an analysed article.
        path: where decisions are kept, and saved at once; by default beside the article.
        reviewer: who decides.

    Raises:
        ReviewError: the file of decisions is damaged, or there is no place for one.
    """
    from analysis.review.widget import Walk

    return Walk(report, review_path(report) if path is None else path, reviewer=reviewer)
