"""Highlighted text: the article with the rows of a table marked where they stand.

A `Highlight` shows itself in JupyterLab and in HTML exports (`text/html`), in a terminal (`text/plain`)
and in the PDF briefing (structured data, never markup, so that a text cannot turn into commands).
"""

from __future__ import annotations

import datetime
import itertools
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.marking import highlight_html
from analysis.palette import NAMES

if TYPE_CHECKING:
    import pandas as pd

MIME = "application/vnd.wortlaut.highlight+json"
"""Media type of a highlight's data; the briefing exporter sets it in type."""

VERSION = 1


class Span(NamedTuple):
    """A marked stretch of the text."""

    start: int
    """Offset of the first character, in Unicode code points."""
    end: int
    """Offset behind the last character."""
    label: str
    """Category, such as `PER`."""


class Run(NamedTuple):
    """A stretch of one paragraph in which nothing begins or ends."""

    text: str
    labels: tuple[str, ...]
    """Categories that cover it, the longest span first."""
    sentence: int | None
    """Number of the sentence that begins here (from 1), or None."""


@dataclass(frozen=True)
class Highlight:
    """A text, its paragraphs and what is marked in it.

    >>> mark = Highlight("Kiew lehnt ab. Moskau schweigt.", (Span(0, 4, "LOC"), Span(15, 21, "LOC")))
    >>> print(mark)
    [Kiew LOC] lehnt ab. [Moskau LOC] schweigt.
    """

    text: str
    spans: tuple[Span, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    """(start, end) of each paragraph; empty: the text is one paragraph per line."""
    sentences: tuple[int, ...] = ()
    """Start offset of each sentence that is to be numbered."""
    kind: str = "entities"
    """What is marked: the name of the table."""
    opening: int = 0
    """How many paragraphs open the article in bold: headline and lead."""
    text_lang: str = "de"
    """Language of the text (BCP 47)."""
    lang: str = "en"
    """Language of the legend."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Reader's word for each category, where the house has none."""
    anchor: str = "s"
    """What the link target of a sentence's number begins with: the target of sentence 3 is `s3`."""

    def __post_init__(self) -> None:
        for start, end in (*((span.start, span.end) for span in self.spans), *self.paragraphs):
            if not 0 <= start <= end <= len(self.text):
                raise ValueError(
                    f"span ({start}, {end}) is not within the text of {len(self.text)} characters"
                )

    def runs(self) -> list[list[Run]]:
        """Return the text as paragraphs of runs; joined again, their texts are the paragraphs."""
        return [self._cut(start, end) for start, end in self.paragraphs or _lines(self.text)]

    def _cut(self, first: int, last: int) -> list[Run]:
        spans = sorted(
            (span for span in self.spans if span.start < last and span.end > first and span.start < span.end),
            key=lambda span: (span.start - span.end, span.start, span.label),
        )
        numbers = {start: number for number, start in enumerate(self.sentences, 1) if first <= start < last}
        cuts = {first, last, *numbers}
        for span in spans:
            cuts.update((max(span.start, first), min(span.end, last)))
        edges = sorted(cuts)
        runs = []
        for start, end in itertools.pairwise(edges):
            labels = tuple(dict.fromkeys(s.label for s in spans if s.start <= start and end <= s.end))
            runs.append(Run(self.text[start:end], labels, numbers.get(start)))
        return runs

    def legend(self) -> list[tuple[str, str]]:
        """Return (category, reader's word) of what is marked, names in their usual order."""
        from analysis.briefing.words import words

        used = {span.label for span in self.spans}
        order = [label for label in NAMES if label in used] + sorted(used - set(NAMES))
        return [(label, self.names.get(label) or words(self.lang).kind(label)) for label in order]

    def data(self) -> dict[str, Any]:
        """Return what the JSON media type carries."""
        return {
            "version": VERSION,
            "kind": self.kind,
            "text": self.text,
            "spans": [list(span) for span in self.spans],
            "paragraphs": [list(paragraph) for paragraph in self.paragraphs],
            "sentences": list(self.sentences),
            "opening": self.opening,
            "text_lang": self.text_lang,
            "lang": self.lang,
            "names": dict(self.names),
            "anchor": self.anchor,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Highlight:
        """Return the highlight that `data` describes.

        Raises:
            ValueError: the data are of another version, or offsets lie outside the text.
        """
        try:
            if data["version"] != VERSION:
                raise ValueError(f"version {data['version']!r} of highlighted text is not known")
            return cls(
                text=str(data["text"]),
                spans=tuple(Span(int(start), int(end), str(label)) for start, end, label in data["spans"]),
                paragraphs=tuple((int(start), int(end)) for start, end in data.get("paragraphs", ())),
                sentences=tuple(int(start) for start in data.get("sentences", ())),
                kind=str(data.get("kind", "entities")),
                opening=int(data.get("opening", 0)),
                text_lang=str(data.get("text_lang", "de")),
                lang=str(data.get("lang", "en")),
                names={str(key): str(value) for key, value in data.get("names", {}).items()},
                anchor=str(data.get("anchor", "s")),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"data of highlighted text are damaged: {error!r}") from error

    def __str__(self) -> str:
        return "\n\n".join(
            "".join(f"[{run.text} {'+'.join(run.labels)}]" if run.labels else run.text for run in paragraph)
            for paragraph in self.runs()
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": highlight_html(self), "text/plain": str(self), MIME: self.data()}


def highlight(
    report: Any,
    table: str | pd.DataFrame | Iterable[Mapping[str, Any]] = "entities",
    *,
    by: str = "label",
    lang: str = "en",
    names: Mapping[str, str] | None = None,
    anchor: str = "s",
) -> Highlight:
    """Return the article with the rows of a table marked in it.

    Args:
        report: an `Analysis`, or an `Article` (then without numbers of sentences).
        table: name of one of the report's tables, or any rows with `start` and `end`.
        by: the column that gives the category.
        lang: language of the legend, `en` or `de`.
        names: the reader's word for each category, where the house has none.
        anchor: what the link targets of sentences begin with, where several articles share a page.

    Raises:
        KeyError: the table lacks `start`, `end` or the column `by`.
        ValueError: a row lies outside the text.
    """
    article = getattr(report, "article", report)
    rows: Any = getattr(report, table) if isinstance(table, str) else table
    if hasattr(rows, "columns"):
        triples: Iterable[tuple[Any, Any, Any]] = zip(rows["start"], rows["end"], rows[by], strict=True)
    else:
        triples = ((row["start"], row["end"], row[by]) for row in rows)
    spans = tuple(Span(int(start), int(end), str(label)) for start, end, label in triples)
    sentences: Sequence[Any] = ()
    if getattr(report, "sentences", None) is not None:
        sentences = list(report.sentences["start"])
    lead = getattr(article, "lead_span", None) or getattr(article, "headline_span", None)
    return Highlight(
        text=article.text,
        spans=spans,
        paragraphs=tuple((int(start), int(end)) for start, end in article.paragraphs),
        sentences=tuple(int(start) for start in sentences),
        kind=table if isinstance(table, str) else by,
        opening=sum(start <= lead[0] for start, _ in article.paragraphs) if lead else 0,
        lang=lang,
        names=dict(names or {}),
        anchor=anchor,
    )


def _lines(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each line that holds more than white space."""
    lines = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _listed(value: object) -> object:
    """A cell as people write it: several things as „USA, Ukraine“, a day without the hour."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    # What is not equal to itself is no date (NaT), though pandas has it as one.
    if isinstance(value, datetime.datetime) and value == value and value.time() == datetime.time():
        return value.date().isoformat()
    return value


@dataclass(frozen=True)
class Listing:
    """A table set to be read aloud: texts on the left, numbers on the right, cells whole.

    >>> import pandas as pd
    >>> print(Listing(pd.DataFrame({"name": ["Kiew"], "mentions": [3]})))
    name  mentions
    Kiew         3
    """

    table: pd.DataFrame
    keep: str | None = None
    """A text column that stays on the right, such as the left context of a concordance."""
    index: bool = False
    """Whether the row labels are shown."""

    def __str__(self) -> str:
        return self.table.map(_listed).to_string(index=self.index)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {"text/html": self._html(), "text/plain": str(self)}

    def _html(self) -> str:
        table = self.table.map(_listed)
        # pandas sets no table in which a label stands twice; where labels do not show, they are not needed.
        shown = self.index and table.index.is_unique
        if not shown:
            table = table.reset_index(drop=not self.index)
        texts = [column for column in table.select_dtypes(exclude="number").columns if column != self.keep]
        # An identifier made of the content: tables on a page keep apart, the HTML is the same each time.
        styler = table.style.set_uuid(f"{zlib.crc32(str(self).encode('utf-8', 'replace')):08x}")
        styler = styler.format(escape="html", precision=2, na_rep="–")
        styler = styler.set_properties(**{"text-align": "right", "vertical-align": "top"})
        styler = styler.set_properties(subset=texts, **{"text-align": "left"})
        heads = [
            {"selector": f"th.col{place}", "props": f"text-align: {'left' if column in texts else 'right'}"}
            for place, column in enumerate(table.columns)
        ]
        styler = styler.set_table_styles(
            [*heads, {"selector": "th.row_heading", "props": "text-align: left"}]
        )
        return (styler if shown else styler.hide(axis="index")).to_html()


def readable(table: pd.DataFrame, *, keep: str | None = None, index: bool = False) -> Listing:
    """Set a table so that it can be read aloud; see `Listing`.

    Args:
        table: any table.
        keep: a text column that stays on the right, such as the left context of a concordance.
        index: whether the row labels are shown.
    """
    return Listing(table, keep, index)
