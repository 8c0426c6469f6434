"""Figures on reported speech: whose words an article holds, and how its verbs colour them.

Every function takes a report and returns a `Chart`, as in `analysis.figures`.
"""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from analysis.figures import BAR, INK, Chart, bar_axes, labels, listing, new_chart, styled
from analysis.figures.actors import actor_styles, style_of
from analysis.speech import KINDS, reporting_verbs, speaker_shares, word_shares

if TYPE_CHECKING:
    from analysis.report import Analysis

_FILLS = {
    "report": ("#333333", ""),
    "reported": ("#8A8A8A", "//"),
    "indirect": ("#0072B2", ""),
    "indirect_free_indirect": ("#56B4E9", "\\\\"),
    "free_indirect": ("#4DBF9F", ".."),
    "direct": ("#E69F00", ""),
}

_NOBODY = "#BBBBBB"
_COLOURS = {"neutral": "#9A9A9A", "doubting": "#D55E00", "supposing": "#E69F00"}
"""Verbs that add nothing are grey, those that put a distance between the report and the words stand out."""


@styled
def speakers(report: Analysis, *, top: int = 12) -> Chart:
    """Bars: how many words of the article each speaker gets, in the speaker's colour.

    Args:
        report: an analysed article.
        top: number of speakers shown.
    """
    shares = speaker_shares(report).head(top)
    chart, axes = new_chart(len(shares), "Words by speaker")
    styles = actor_styles(report)
    looks = [style_of(speaker, styles) for speaker in shares["speaker"]]
    bars = axes.barh(
        labels(shares["speaker"]),
        shares["words"],
        color=[look.fill if look else _NOBODY for look in looks],
        hatch=[look.hatch if look else "" for look in looks],
        edgecolor="white",
    )
    texts = [f"{words} ({share:.0%})" for words, share in zip(shares["words"], shares["share"], strict=True)]
    axes.bar_label(bars, texts, padding=4)
    axes.margins(x=0.18)
    bar_axes(axes)
    chart.alt = "Bar chart of the words that each speaker gets: " + listing(
        f"{speaker} {words}" for speaker, words in shares[["speaker", "words"]].itertuples(index=False)
    )
    return chart


@styled
def vouched(report: Analysis) -> Chart:
    """One bar of all words: what the report itself vouches for, and what it leaves to others."""
    shares = word_shares(report)
    chart, axes = new_chart(3, "Who vouches for the words of the article?")
    left = 0.0
    for kind, share in shares[["kind", "share"]].itertuples(index=False):
        if not share:
            continue
        fill, hatch = _FILLS[kind]
        axes.barh(
            [0],
            [share],
            left=left,
            color=fill,
            hatch=hatch,
            edgecolor="white",
            label=f"{KINDS[kind]} {share:.0%}",
        )
        left += share
    own = float(shares.loc[shares["vouched"], "share"].sum())
    axes.plot([own, own], [-0.45, 0.5], color=INK, linewidth=2.5)
    axes.annotate(
        f"the report vouches for {own:.0%}", (max(own - 0.01, 0), 0.46), ha="right" if own > 0.4 else "left"
    )
    axes.set_xlim(0, max(left, 0.01))
    axes.set_ylim(-0.5, 0.75)
    axes.axis("off")
    if left:
        chart.legend(loc="outside lower left", ncols=2, frameon=False)
    chart.alt = f"Bar of all words: the report vouches for {own:.0%}; " + listing(
        f"{KINDS[kind]} {share:.0%}" for kind, share in shares[["kind", "share"]].itertuples(index=False)
    )
    return chart


@styled
def colours(report: Analysis) -> Chart:
    """Bars: how the reporting verbs colour what is said, with the verbs beside each bar."""
    verbs = reporting_verbs(report)
    counted = verbs.groupby("colour")["count"].sum().sort_values(ascending=False, kind="stable")
    chart, axes = new_chart(len(counted), "How the reporting verbs colour what is said")
    bars = axes.barh(
        labels(counted.index), counted, color=[_COLOURS.get(colour, BAR) for colour in counted.index]
    )
    words = {
        colour: ", ".join(
            verb if count == 1 else f"{verb} ({count})"
            for verb, count in found[["verb", "count"]].itertuples(index=False)
        )
        for colour, found in verbs.groupby("colour")
    }
    axes.bar_label(
        bars, [shorten(words[colour], 60, placeholder=" …") for colour in counted.index], padding=6
    )
    axes.set_xlim(0, max(counted, default=1) * 2.2)
    bar_axes(axes)
    chart.alt = "Bar chart of the reporting verbs by colour: " + listing(
        f"{colour} {counted[colour]} ({words[colour]})" for colour in counted.index
    )
    return chart
