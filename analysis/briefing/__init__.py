"""The PDF briefing: an nbconvert exporter, and the notebook that it is made of.

Importing this package is cheap; nbconvert, typst and the rest are loaded by the first briefing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.briefing.document import briefing_notebook as briefing_notebook
    from analysis.briefing.document import write_briefing as write_briefing
    from analysis.briefing.exporter import BriefingExporter as BriefingExporter

_HOME = {
    "BriefingExporter": ".exporter",
    "briefing_notebook": ".document",
    "write_briefing": ".document",
}

__all__ = ["BriefingExporter", "briefing_notebook", "write_briefing"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name], __name__), name)
