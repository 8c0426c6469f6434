"""Who wants what, for the briefing: the positions of each party in the article's words, and the matrix."""

from __future__ import annotations

import textwrap
from typing import Any

from analysis.briefing.characters import shortened
from analysis.briefing.names import around
from analysis.briefing.parts import Part
from analysis.briefing.words import Words, words
from analysis.marking import escaped

_STANCES = (
    "demand", "condition", "offer", "ready", "agree", "concede", "reject", "support", "criticise", "threaten",
    "talk", "withhold",
)  # fmt: skip
_CELL = 11
"""Letters in a line of a cell of the figure."""
_EXCERPT = 110
"""Length of what the table shows of a sentence in characters."""


def has_positions(report: Any) -> bool:
    """Whether a report has a table of positions at all; reports made by hand may lack it."""
    return getattr(report, "positions", None) is not None


def positions_table(report: Any, *, lang: str = "en") -> Part:
    """Return the positions, party by party in the order of the text: stance, words, source, sentence.

    A position of several parties stands under each of them once, with all their names.
    """
    spoken = words(lang)
    groups = _by_party(report.positions.to_dict("records"), spoken)
    if not groups:
        text = spoken["positions.none"]
        return Part(f"<p>{escaped(text)}</p>", text, {})
    keys = ("actor", "stance", "words", "source", "sentence")
    head = "".join(f"<th>{escaped(spoken[f'positions.{key}'])}</th>" for key in keys)
    rows, plain = [], []
    for party, found in groups.items():
        for number, row in enumerate(found):
            rows.append(_row(report, row, party if number == 0 else "", spoken))
            plain.append(
                "\t".join(
                    (
                        party,
                        _stance(row, spoken),
                        row["cue_text"],
                        row["issue_text"] if isinstance(row["issue_text"], str) else "",
                    )
                )
            )
    caption = f"<caption>{escaped(spoken['positions.caption'])}</caption>"
    return Part(
        html=f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>",
        plain="\n".join(plain),
        data={},
    )


def positions_figure(report: Any, spoken: Words) -> Any:
    """Return the matrix of actors and issues in the briefing's language, or None where no issue is named."""
    from analysis.figures.positions import positions_matrix
    from analysis.network import matrix

    if not matrix(report).size:
        return None
    figure = positions_matrix(report)
    spoken_stances = {code: spoken[f"stance.{code}"] for code in _STANCES}
    sides = {"for it": "side.for", "against it": "side.against", "open": "side.open"}
    if spoken.lang != "en":
        for axes in figure.axes:
            for text in axes.texts:
                text.set_text(
                    "\n".join(
                        textwrap.fill(spoken_stances.get(part, part), _CELL)
                        for part in text.get_text().split("\n")
                    )
                )
                text.set_fontsize(8.5)
        for legend in figure.legends:
            for text in legend.get_texts():
                text.set_text(spoken[sides[text.get_text()]])
    return figure


def _by_party(rows: list[dict[str, Any]], spoken: Words) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        party = ", ".join(row["actors"]) or spoken["positions.nobody"]
        groups.setdefault(party, []).append(row)
    nobody = groups.pop(spoken["positions.nobody"], None)
    return groups | ({spoken["positions.nobody"]: nobody} if nobody else {})


def _row(report: Any, row: dict[str, Any], party: str, spoken: Words) -> str:
    sentence = int(row["sentence"]) + 1
    before, written, behind = _words(report, row)
    source = row["source"] if isinstance(row["source"], str) else ""
    return (
        f'<tr><td style="text-align:left" lang="de"><b>{escaped(shortened(party, 80))}</b></td>'
        f'<td style="text-align:left">{escaped(_stance(row, spoken))}</td>'
        f'<td style="text-align:left"><span lang="de">{escaped(before)}<b>{escaped(written)}</b>'
        f"{escaped(behind)}</span></td>"
        f'<td style="text-align:left" lang="de">{escaped(shortened(source, 60))}</td>'
        f'<td style="text-align:left"><a href="#s{sentence}">{sentence}</a></td></tr>'
    )


def _stance(row: dict[str, Any], spoken: Words) -> str:
    text = spoken[f"stance.{row['stance']}"]
    if row["negated"]:
        text = spoken["positions.not"].format(text)
    if row["modality"] != "asserted":
        text = f"{text} ({spoken['modality.' + row['modality']]})"
    return text


def _words(report: Any, row: dict[str, Any]) -> tuple[str, str, str]:
    """A stretch of the sentence; what stands out is the issue, or the cue where there is none."""
    sentence = report.sentences.set_index("sentence").loc[row["sentence"]]
    offset, text = int(sentence["start"]), str(sentence["text"])
    start, end = row["issue"] if isinstance(row["issue"], tuple) else (row["cue"][0][0], row["cue"][-1][1])
    start, end = max(0, int(start) - offset), min(len(text), int(end) - offset)
    return around(text, start, max(start, end), _EXCERPT)
