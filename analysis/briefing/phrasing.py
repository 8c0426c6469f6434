"""The briefing's section on phrasing: the heat map, and the strongest words about each actor."""

from __future__ import annotations

import html
from typing import Any

from analysis.briefing.characters import shortened
from analysis.briefing.parts import Part
from analysis.briefing.words import words
from analysis.marking import marked

ACTORS = 8
"""Rows of the table: those with the most marked phrases."""
WORDS = 6
"""Words shown for each actor, the strongest first."""


def phrasing_table(report: Any, *, lang: str = "en") -> Part:
    """Return the actors, the tone of what is said about them, and the words that make it up."""
    from analysis.tone import toned, tones

    spoken = words(lang)
    table = tones(report).head(ACTORS)
    if not len(table):
        text = spoken["phrasing.none"]
        return Part(f"<p>{_escape(text)}</p>", text, {})
    keys = ("actor", "tone", "words")
    head = "".join(f"<th>{_escape(spoken[f'phrasing.{key}'])}</th>" for key in keys)
    rows, lines, all_toned = [], [], toned(report)
    for actor, tone in table[["actor", "tone"]].itertuples(index=False):
        found = all_toned[all_toned["target"] == actor]
        order = found["value"].abs().sort_values(ascending=False, kind="stable").index
        shown = found.loc[order].drop_duplicates("text").head(WORDS)
        cells = []
        for text, value, sentence in shown[["text", "value", "sentence"]].itertuples(index=False):
            group = "positive" if value > 0 else "negative"
            label = spoken[f"group.{group}"]
            cells.append(
                f'<span lang="de">{marked(shortened(text, 60), (group,), label)}</span> '
                f'<a href="#s{sentence + 1}">{sentence + 1}</a>'
            )
        number = _signed(spoken, tone)
        rows.append(
            f'<tr><td lang="de"><span lang="de"><b>{_escape(shortened(actor, 80))}</b></span></td>'
            f'<td style="text-align:right">{number}</td>'
            f'<td style="text-align:left">{", ".join(cells)}</td></tr>'
        )
        lines.append(f"{actor}\t{number}\t{', '.join(shown['text'])}")
    caption = f"<caption>{_escape(spoken['phrasing.caption'])}</caption>"
    return Part(
        html=f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        plain="\n".join(lines),
        data={},
    )


def _signed(spoken: Any, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + str(spoken.number(abs(value), 2))


def _escape(text: object) -> str:
    return html.escape(str(text), quote=True)
