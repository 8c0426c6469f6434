"""Figures of phrasing: tone sentence by sentence, tone by actor or speaker, two reports side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.patches import Patch

from analysis import palette
from analysis.figures import STYLE, WIDTH, Chart
from analysis.figures.actors import actor_styles, paint
from analysis.tone import tones

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.report import Analysis

_INK = "#333333"
_UP, _DOWN = palette.style("positive"), palette.style("negative")
_LONGEST = 34
"""Characters of a label."""


def tone_by_sentence(report: Analysis) -> Chart:
    """Columns: the tone of each sentence, in the order of the text; blue above, hatched below."""
    rows = report.sentences[["sentence", "tone"]].dropna()
    numbers, values = [int(i) + 1 for i in rows["sentence"]], [float(v) for v in rows["tone"]]
    with mpl.rc_context(STYLE):
        chart, axes = _chart(3.4, "Tone, sentence by sentence")
        bars = axes.bar(numbers, values, width=0.8, color=[_look(v).fill for v in values], edgecolor="white")
        for bar, value in zip(bars, values, strict=True):
            bar.set_hatch(_look(value).hatch)
        _zero_line(axes.axhline)
        axes.set_ylim(-1, 1)
        axes.set_xlabel("sentence, in the order of the text")
        axes.set_ylabel("tone")
        axes.locator_params(axis="x", integer=True)
        _legend(axes)
    extremes = sorted(zip(values, numbers, strict=True))
    chart.alt = "Column chart of the tone of each sentence: no sentence."
    if extremes:
        (low, where_low), (high, where_high) = extremes[0], extremes[-1]
        chart.alt = (
            f"Column chart of the tone of {len(values)} sentences: "
            f"lowest {low:+.2f} in sentence {where_low}, highest {high:+.2f} in sentence {where_high}."
        )
    return chart


def tone_by_actor(report: Analysis, *, by: str = "target", top: int = 10) -> Chart:
    """Bars to both sides: the tone about each actor, or in the words of each speaker.

    Args:
        report: an analysed article.
        by: "target" (about whom) or "holder" (whose words).
        top: number of actors shown, those with the most marked phrases.
    """
    table = tones(report, by=by).head(top)
    names = [_label(name) for name in table["actor"]]
    values = [float(value) for value in table["tone"]]
    title = "Tone about each actor" if by == "target" else "Tone in the words of each speaker"
    with mpl.rc_context(STYLE):
        chart, axes = _chart(max(2.2, 0.42 * len(names) + 1.4), title)
        bars = axes.barh(range(len(names)), values, color=[_look(v).fill for v in values], edgecolor="white")
        for bar, value in zip(bars, values, strict=True):
            bar.set_hatch(_look(value).hatch)
        axes.bar_label(bars, [f"{value:+.2f}" for value in values], padding=4)
        axes.set_yticks(range(len(names)), names)
        paint(axes.get_yticklabels(), table["actor"], actor_styles(report))
        axes.invert_yaxis()
        _zero_line(axes.axvline)
        axes.set_xlim(-1.05, 1.05)
        axes.set_xlabel("tone from -1 to 1")
    listing = ", ".join(f"{name} {value:+.2f}" for name, value in zip(names, values, strict=True))
    chart.alt = f"Bar chart, {title.lower()}: {listing or 'none'}."
    return chart


def tone_of_two(
    report_a: Analysis, report_b: Analysis, *, labels: tuple[str, str] = ("A", "B"), top: int = 10
) -> Chart:
    """Pairs of points: the tone about each actor that two reports speak about, one point for each report.

    Args:
        report_a, report_b: two analysed articles.
        labels: their names in the legend.
        top: number of actors shown, those with the greatest difference.
    """
    from analysis.comparison import compare_tones

    table = compare_tones(report_a, report_b).head(top)
    names = [_label(name) for name in table["actor"]]
    first, second = table["tone_a"].tolist(), table["tone_b"].tolist()
    with mpl.rc_context(STYLE):
        chart, axes = _chart(max(2.4, 0.42 * len(names) + 1.6), "Tone about the same actors")
        for row, (left, right) in enumerate(zip(first, second, strict=True)):
            axes.plot([left, right], [row, row], color="#BBBBBB", linewidth=2, zorder=1)
        axes.scatter(first, range(len(names)), s=80, color=_UP.fill, marker="o", label=labels[0], zorder=2)
        axes.scatter(second, range(len(names)), s=80, color=_DOWN.fill, marker="s", label=labels[1], zorder=3)
        axes.set_yticks(range(len(names)), names)
        axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
        _zero_line(axes.axvline)
        axes.set_xlim(-1.05, 1.05)
        axes.set_xlabel("tone from -1 to 1")
        axes.legend(loc="lower right", frameon=False)
    listing = ", ".join(
        f"{name} {left:+.2f} and {right:+.2f}" for name, left, right in zip(names, first, second, strict=True)
    )
    chart.alt = f"Tone about the same actors in {labels[0]} and {labels[1]}: {listing or 'no common actor'}."
    return chart


def _chart(height: float, title: str) -> tuple[Chart, Axes]:
    chart = Chart(figsize=(WIDTH, height), layout="constrained")
    axes = chart.add_subplot()
    axes.set_title(title, color=_INK)
    return chart, axes


def _look(value: float) -> palette.Style:
    return _UP if value >= 0 else _DOWN


def _zero_line(line: object) -> None:
    line(0, color=_INK, linewidth=1)  # type: ignore[operator]


def _legend(axes: Axes) -> None:
    handles = [
        Patch(facecolor=_UP.fill, edgecolor="white", hatch=_UP.hatch, label="positive"),
        Patch(facecolor=_DOWN.fill, edgecolor="white", hatch=_DOWN.hatch, label="negative"),
    ]
    axes.legend(handles=handles, loc="lower right", frameon=False, ncols=2)


def _label(text: str) -> str:
    clean = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"
