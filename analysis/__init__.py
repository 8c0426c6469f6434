"""Close reading of German news reports on negotiations.

>>> import analysis
>>> report = analysis.analyse(analysis.read_article("data/articles/2025-12-06-ukraine-gespraeche.txt"))
>>> report.article.dateline
'Washington/Miami'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.article import Article, read_article, read_articles
    from analysis.chronology import timeline
    from analysis.errors import WortlautError
    from analysis.language.pipeline import load_pipeline
    from analysis.report import Analysis, analyse, analyse_many

__all__ = [
    "Analysis",
    "Article",
    "WortlautError",
    "analyse",
    "analyse_many",
    "load_pipeline",
    "read_article",
    "read_articles",
    "timeline",
]

_HOME = {
    "Analysis": "analysis.report",
    "Article": "analysis.article",
    "WortlautError": "analysis.errors",
    "analyse": "analysis.report",
    "analyse_many": "analysis.report",
    "load_pipeline": "analysis.language.pipeline",
    "read_article": "analysis.article",
    "read_articles": "analysis.article",
    "timeline": "analysis.chronology",
}


def __getattr__(name: str) -> object:
    # Names are looked up late (PEP 562), so that `import analysis` takes milliseconds, not spaCy's seconds.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
