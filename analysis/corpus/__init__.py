"""Thousands of articles: from a pile of files to tables on disk, and what they tell over time.

    analysis.corpus.build("artikel/", "korpus")        # or: wortlaut corpus artikel/ -o korpus
    corpus = analysis.corpus.open("korpus")
    corpus.where(source="Agentur Nord").table("statements")
    corpus.query("SELECT actor, count(*) FROM statements GROUP BY actor")

>>> import analysis.corpus
>>> analysis.corpus.TABLES[:2]
('articles', 'statements')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.corpus.building import Summary, build
    from analysis.corpus.dataset import Corpus
    from analysis.corpus.dataset import open_corpus as open
    from analysis.corpus.issues import write_issues
    from analysis.corpus.keywords import keyword_trends
    from analysis.corpus.networks import discourse_networks
    from analysis.corpus.outlets import compare_sources
    from analysis.corpus.schema import TABLES
    from analysis.corpus.trends import changes_of_stance, issue_trends, positions_over_time

__all__ = [
    "TABLES",
    "Corpus",
    "Summary",
    "build",
    "changes_of_stance",
    "compare_sources",
    "discourse_networks",
    "issue_trends",
    "keyword_trends",
    "open",
    "positions_over_time",
    "write_issues",
]

_HOME = {
    "TABLES": ("schema", "TABLES"),
    "Corpus": ("dataset", "Corpus"),
    "Summary": ("building", "Summary"),
    "build": ("building", "build"),
    "changes_of_stance": ("trends", "changes_of_stance"),
    "compare_sources": ("outlets", "compare_sources"),
    "discourse_networks": ("networks", "discourse_networks"),
    "issue_trends": ("trends", "issue_trends"),
    "keyword_trends": ("keywords", "keyword_trends"),
    "open": ("dataset", "open_corpus"),
    "positions_over_time": ("trends", "positions_over_time"),
    "write_issues": ("issues", "write_issues"),
}


def __getattr__(name: str) -> object:
    # Late, as in `analysis`: whoever only asks the tables needs neither spaCy nor Dask.
    if name in _HOME:
        module, attribute = _HOME[name]
        return getattr(import_module(f"analysis.corpus.{module}"), attribute)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
