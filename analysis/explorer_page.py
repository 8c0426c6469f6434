"""What an `Explorer` shows, as HTML: the text, a row in its sentence, and a page where no widget lives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from analysis.display import Highlight, Span, highlight, readable
from analysis.marking import CHOSEN, escaped, legend_html, paragraph_html
from analysis.marks import LAYERS, PARTS, Mark

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

WORDS = {label: word for layer in LAYERS.values() for label, word in layer.words.items()} | dict(PARTS)
"""Reader's word for each category that may be marked."""

_TOLD = {"text", "quote_text", "cue_text", "issue_text", "sentence"}
"""Columns that a row's page leaves out: its sentence shows them."""
_LOOK = "max-width:46em;line-height:1.65"


def text_mark(report: Analysis, marks: Iterable[Mark], chosen: Mark | None = None) -> Highlight:
    """Return the full text with marks in it, the chosen one framed.

    >>> from analysis import Article, analyse
    >>> from analysis.marks import marks
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab."))
    >>> print(text_mark(report, marks(report, "positions")))
    Moskau [lehnt against] eine Waffenruhe [ab against].
    """
    spans = {span for mark in marks for span in mark.spans}
    if chosen:
        spans |= {Span(span.start, span.end, CHOSEN) for span in chosen.spans}
    rows = [span._asdict() for span in sorted(spans)]
    return highlight(report, rows, by="label", names=WORDS, anchor="x")


def paragraphs(mark: Highlight) -> list[str]:
    """Return each paragraph as HTML; where categories overlap, the narrowest gives the colour."""
    shown = []
    for number, runs in enumerate(mark.runs()):
        inner = [run._replace(labels=run.labels[::-1]) for run in runs]
        bold = number < mark.opening
        source = paragraph_html(inner, WORDS, anchor=mark.anchor, bold=bold, symbols=True)
        shown.append(f'<div lang="{escaped(mark.text_lang)}" style="{_LOOK}">{source}</div>')
    return shown


def legend(marks: Iterable[Mark], *, parts: bool = False) -> str:
    """Return the categories of some marks as marked words with their symbols."""
    used = {span.label for mark in marks for span in (*mark.spans, *(mark.parts if parts else ()))}
    shown = [(label, word) for label, word in WORDS.items() if label in used]
    return f'<div style="font-size:.9em;margin:.4em 0">{legend_html(shown, symbols=True)}</div>'


def overview(marks: Sequence[Mark]) -> str:
    """Return what stands where a row will be shown: how many rows there are."""
    number = "nothing is marked" if not marks else "1 row" if len(marks) == 1 else f"{len(marks)} rows"
    hint = "; choose one to see it in its sentence" if marks else "; tick a layer, or choose another actor"
    return f'<p style="margin:.2em 0">{number}{hint}</p>'


def row_page(report: Analysis, mark: Mark) -> str:
    """Return a row in its sentence, with what else belongs to it and what decided."""
    spans = (*mark.spans, *mark.parts)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    rows = report.sentences
    around = rows[(rows["end"] > first) & (rows["start"] < last)]
    sentence = Highlight(
        text=report.article.text,
        spans=(*spans, *(Span(span.start, span.end, CHOSEN) for span in mark.spans)),
        paragraphs=((int(around["start"].min()), int(around["end"].max())),),
        sentences=tuple(int(start) for start in rows["start"]),
        anchor="r",
    )
    facts = "".join(
        f'<span style="margin-right:1.5em"><span style="opacity:.75">{escaped(name)}:</span> {escaped(value)}'
        "</span> "
        for name, value in _facts(getattr(report, LAYERS[mark.layer].table).loc[mark.row])
    )
    return (
        '<div role="status" style="border-left:4px solid;padding-left:.8em;margin:.5em 0">'
        f"{''.join(paragraphs(sentence))}{legend([mark], parts=True)}"
        f'<div style="font-size:.9em">{facts}</div></div>'
    )


def page(report: Analysis, mark: Highlight, marks: Sequence[Mark]) -> str:
    """Return a page that stands still: legend, text, and the rows of each marked layer as a table."""
    tables = []
    for name, layer in LAYERS.items():
        rows = [
            (row.sentence + 1, row.kind, ", ".join(row.actors), " ".join(row.text.split()))
            for row in marks
            if row.layer == name
        ]
        if rows:
            table = _table(rows)
            tables.append(f"<details><summary>{layer.title}: {len(rows)}</summary>{table}</details>")
    return f'<div class="wortlaut-explorer">{legend(marks)}{"".join(paragraphs(mark))}{"".join(tables)}</div>'


def _table(rows: list[tuple[int, str, str, str]]) -> str:
    import pandas as pd

    table = pd.DataFrame(rows, columns=["sentence", "what", "who", "words"])
    return str(readable(table)._repr_mimebundle_()["text/html"])


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    """The columns of a row that say something, places in the text left out."""
    facts = []
    for name, value in row.items():
        if isinstance(value, list):
            value = ", ".join(value) if all(isinstance(part, str) for part in value) else ""
        # A cell without a value is None, NaN or NA; none of these is equal to itself or has a text.
        if name in _TOLD or not isinstance(value, str | bool | float) or value != value or value == "":
            continue
        facts.append((str(name).replace("_", " "), f"{value:g}" if isinstance(value, float) else str(value)))
    return facts
