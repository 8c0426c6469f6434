"""The nbconvert exporter `briefing`: any notebook as an accessible PDF, set in type by Typst."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from traitlets import Bool, Unicode

from analysis.briefing.notebook import notebook_pdf


class BriefingExporter(Exporter):
    """Exports a notebook as a PDF briefing; `analysis.briefing.notebook` says what it may ask for.

    Of nbconvert it takes the command line, JupyterLab's menu and the preprocessors a user may have set up.
    """

    export_from_notebook = "PDF briefing"
    output_mimetype = "application/pdf"

    show_code = Bool(False, help="Print the source of code cells").tag(config=True)
    lang = Unicode("", help="Language of the house's words and of Markdown: en or de").tag(config=True)
    house = Unicode("", help="A house style file (see house.toml); empty: the one that is shipped").tag(
        config=True
    )

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kwargs: Any
    ) -> tuple[bytes, Any]:
        """Return the notebook as PDF bytes, and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kwargs)
        about = resources.get("metadata") or {}
        place = about.get("path")
        pdf = notebook_pdf(
            notebook,
            lang=self.lang,
            show_code=self.show_code,
            house=Path(self.house) if self.house else None,
            folder=None if place is None else Path(place),
            name=str(about.get("name") or ""),
        )
        return pdf, resources
