"""Marked words as HTML that needs no style sheet: in JupyterLab, in a dark theme, in an export."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from analysis.palette import style

if TYPE_CHECKING:
    from analysis.display import Highlight, Run

CHOSEN = "chosen"
"""Label of a stretch that the reader has picked: framed, whatever else it is."""


def highlight_html(mark: Highlight) -> str:
    """Return highlighted text as HTML: a legend, and paragraphs with numbered sentences."""
    words = dict(mark.legend())
    legend = legend_html(words.items())
    parts = [
        paragraph_html(runs, words, anchor=mark.anchor, bold=number < mark.opening)
        for number, runs in enumerate(mark.runs())
    ]
    head = f'<div style="font-size:.85em;margin-bottom:.8em">{legend}</div>' if legend else ""
    return (
        '<div class="wortlaut-highlight" style="max-width:46em;line-height:1.65">'
        f'{head}<div lang="{escaped(mark.text_lang)}">{"".join(parts)}</div></div>'
    )


def legend_html(words: Iterable[tuple[str, str]], *, symbols: bool = False) -> str:
    """Return the categories as marked words in a row.

    Args:
        words: (category, reader's word) of each.
        symbols: whether each word carries the symbol of its category.
    """
    return "".join(
        f'<span style="margin-right:1.2em">{marked(name, [label], name, symbols=[label] * symbols)}</span>'
        for label, name in words
    )


def paragraph_html(
    runs: Iterable[Run],
    words: Mapping[str, str],
    *,
    anchor: str = "s",
    bold: bool = False,
    symbols: bool = False,
) -> str:
    """Return a paragraph with its sentences numbered and its words marked.

    Args:
        runs: the paragraph, as `analysis.display.Highlight.runs` cuts it.
        words: reader's word for each category.
        anchor: what the link target of a sentence's number begins with.
        bold: whether it is part of headline or lead.
        symbols: whether a symbol stands where a category begins.
    """
    weight = "font-weight:600;" if bold else ""
    parts = [f'<p style="{weight}margin:0 0 .8em;unicode-bidi:isolate">']
    before: Collection[str] = ()
    for run in runs:
        if run.sentence is not None:
            look = "opacity:.75;font-size:.65em;padding-right:.15em"
            parts.append(
                f'<sup id="{escaped(f"{anchor}{run.sentence}")}" style="{look}">{run.sentence}</sup>'
            )
        title = ", ".join(words.get(label, label) for label in run.labels if label != CHOSEN)
        begin = [label for label in run.labels if label not in before] if symbols else []
        if run.labels:
            parts.append(marked(run.text, run.labels, title, symbols=begin))
        else:
            parts.append(escaped(run.text))
        before = run.labels
    parts.append("</p>")
    return "".join(parts)


def marked(text: str, labels: Sequence[str], title: str, *, symbols: Iterable[str] = ()) -> str:
    """Return a word as HTML in the style of its first category; a second one shows as a line above it.

    Args:
        text: the words.
        labels: their categories.
        title: what a pointer that rests on them shows.
        symbols: the categories whose symbol stands in front.

    >>> marked("Kiew", ("LOC",), "Ort")
    '<mark data-label="LOC" style="background:#D0EFE4;...>Kiew</mark>'
    """
    kinds = [label for label in labels if label != CHOSEN]
    # The frame takes the colour of the text around, so that it stands out in a dark theme, too.
    frame = "outline:2px solid;outline-offset:1px;" if CHOSEN in labels else ""
    if not kinds:
        return f'<span data-label="{CHOSEN}" style="{frame}">{escaped(text)}</span>'
    look = style(kinds[0])
    css = (
        f"background:{look.tint};color:#111;text-decoration:underline {look.underline} {look.line} 2px;"
        "text-underline-offset:.18em;text-decoration-skip-ink:none;padding:.05em .1em;border-radius:.15em"
    )
    if len(kinds) > 1:
        css += f";border-top:2px {style(kinds[1]).underline} {style(kinds[1]).line}"
    if frame:
        css += ";outline:2px solid #111;box-shadow:0 0 0 4px #fff"
    sign = "".join(style(label).symbol for label in symbols if label != CHOSEN)
    if sign:
        small = "font-size:.75em;user-select:none;padding-right:.15em;text-decoration:none"
        sign = f'<span aria-hidden="true" style="{small}">{escaped(sign)}</span>'
    attributes = f'data-label="{escaped(kinds[0])}" style="{css}" title="{escaped(title)}"'
    return f"<mark {attributes}>{sign}{escaped(text)}</mark>"


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
