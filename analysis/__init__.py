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
    from analysis.comparison import compare_phrasing
    from analysis.errors import WortlautError
    from analysis.explorer import explore
    from analysis.language.pipeline import load_pipeline
    from analysis.report import Analysis, analyse, analyse_many
    from analysis.sentiment import explain_sentiment, sentiment_towards
    from analysis.tone import tone_of

__all__ = [
    "Analysis",
    "Article",
    "WortlautError",
    "analyse",
    "analyse_many",
    "compare_phrasing",
    "explain_sentiment",
    "explore",
    "load_pipeline",
    "read_article",
    "read_articles",
    "sentiment_towards",
    "timeline",
    "tone_of",
]

_HOME = {
    "Analysis": "analysis.report",
    "Article": "analysis.article",
    "WortlautError": "analysis.errors",
    "analyse": "analysis.report",
    "analyse_many": "analysis.report",
    "compare_phrasing": "analysis.comparison",
    "explain_sentiment": "analysis.sentiment",
    "explore": "analysis.explorer",
    "load_pipeline": "analysis.language.pipeline",
    "read_article": "analysis.article",
    "read_articles": "analysis.article",
    "sentiment_towards": "analysis.sentiment",
    "timeline": "analysis.chronology",
    "tone_of": "analysis.tone",
}


def __getattr__(name: str) -> object:
    # Names are looked up late (PEP 562), so that `import analysis` takes milliseconds, not spaCy's seconds.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
