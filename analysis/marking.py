"""Marked words as HTML that needs no style sheet: in JupyterLab, in a dark theme, in an export."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.palette import style

if TYPE_CHECKING:
    from analysis.display import Highlight


def highlight_html(mark: Highlight) -> str:
    """Return highlighted text as HTML: a legend, and paragraphs with numbered sentences."""
    words = dict(mark.legend())
    legend = "".join(
        f'<span style="margin-right:1.2em">{marked(name, (label,), name)}</span>'
        for label, name in words.items()
    )
    parts = []
    for number, paragraph in enumerate(mark.runs()):
        weight = "font-weight:600;" if number < mark.opening else ""
        parts.append(f'<p style="{weight}margin:0 0 .8em;unicode-bidi:isolate">')
        for run in paragraph:
            if run.sentence is not None:
                anchor = escaped(f"{mark.anchor}{run.sentence}")
                look = "opacity:.75;font-size:.65em;padding-right:.15em"
                parts.append(f'<sup id="{anchor}" style="{look}">{run.sentence}</sup>')
            title = ", ".join(words[label] for label in run.labels)
            parts.append(marked(run.text, run.labels, title) if run.labels else escaped(run.text))
        parts.append("</p>")
    head = f'<div style="font-size:.85em;margin-bottom:.8em">{legend}</div>' if legend else ""
    return (
        '<div class="wortlaut-highlight" style="max-width:46em;line-height:1.65">'
        f'{head}<div lang="{escaped(mark.text_lang)}">{"".join(parts)}</div></div>'
    )


def marked(text: str, labels: Sequence[str], title: str) -> str:
    """Return a word as HTML in the style of its first category; a second one shows as a line above it.

    >>> marked("Kiew", ("LOC",), "Ort")
    '<mark data-label="LOC" style="background:#D0EFE4;...>Kiew</mark>'
    """
    look = style(labels[0])
    css = (
        f"background:{look.tint};color:#111;text-decoration:underline {look.underline} {look.line} 2px;"
        "text-underline-offset:.18em;text-decoration-skip-ink:none;padding:.05em .1em;border-radius:.15em"
    )
    if len(labels) > 1:
        css += f";border-top:2px {style(labels[1]).underline} {style(labels[1]).line}"
    label = escaped(labels[0])
    return f'<mark data-label="{label}" style="{css}" title="{escaped(title)}">{escaped(text)}</mark>'


def escaped(text: object) -> str:
    r"""Return text for HTML; control characters, which HTML does not allow, become visible.

    >>> escaped("<b>\x00")
    '&lt;b&gt;␀'
    """
    shown = "".join(
        chr(0x2400 + ord(c)) if c < " " and c not in "\t\n" else "\ufffd" if "\ud800" <= c <= "\udfff" else c
        for c in str(text)
    )
    return html.escape(shown, quote=True)
