"""Figures of the briefing as SVG whose words stay words: in its letters, its language, without a title."""

from __future__ import annotations

import html
import re
from typing import Any

from analysis.briefing import parts
from analysis.briefing.names import names_of
from analysis.briefing.words import Words, words
from analysis.palette import NAMES

BARS = 10
"""Names in the figure: what is mentioned once is better read in the table."""

_FALLBACK = ("DejaVu Sans", "Last Resort High-Efficiency")
"""Fonts for what neither STIX nor Libertinus can write; both come with matplotlib."""
_BROWSERS = ("Times New Roman", "Liberation Serif")
"""Letters of nearly the same widths for web pages, on machines that lack Libertinus."""
_FAMILIES = ", ".join(f"'{family}'" for family in ("Libertinus Serif", *_BROWSERS, *_FALLBACK))

# Fill and ink of the letters on it: from the report's own words, dark, to those of others, lighter.
_SPEECH = {
    "report": ("#333333", "#ffffff"),
    "reported": ("#7a7a7a", "#ffffff"),
    "indirect": ("#0072B2", "#ffffff"),
    "indirect_free_indirect": ("#56B4E9", "#000000"),
    "free_indirect": ("#9fd9c8", "#000000"),
    "direct": ("#F5C15B", "#000000"),
}


def figure_svg(figure: Any) -> str:
    """Return a matplotlib figure as SVG whose words stay words, set in the briefing's letters.

    The same figure always gives the same bytes.
    """
    import io

    import matplotlib
    from matplotlib.text import Text

    # matplotlib does not have the briefing's letters; STIX has nearly the same widths.
    for text in figure.findobj(Text):
        text.set_fontfamily(["STIXGeneral", *_FALLBACK])
    stream = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "wortlaut"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    return re.sub(r"(<text [^>]*?font-family: )[^;\">]+", rf"\1{_FAMILIES}", stream.getvalue())


def names_svg(report: Any, spoken: Words) -> str:
    """Return the bars of names, as low as their number allows, the title left to its caption."""
    from analysis.figures import names as draw

    figure = draw(report, top=BARS)
    english = {words("en").kind(label).casefold(): spoken.kind(label) for label in NAMES}
    figure.set_figheight(0.29 * min(len(names_of(report)), BARS) + 1.0)
    for axes in figure.axes:
        axes.set_title("", loc="left")
    for legend in figure.legends:
        for text in legend.get_texts():
            text.set_text(english.get(text.get_text().casefold(), text.get_text()))
    return figure_svg(figure)


def names_alt(report: Any, spoken: Words) -> str:
    return parts.figure_alt(names_of(report), spoken)


def speech_shares(report: Any) -> list[tuple[str, float]]:
    """Return kind and share of the words, those that there are."""
    from analysis.speech import word_shares

    table = word_shares(report)
    return [(kind, float(share)) for kind, share in table[["kind", "share"]].itertuples(index=False) if share]


def speech_svg(report: Any, spoken: Words) -> str:
    """Return one bar of all words, divided by whose they are, each part with its number and name."""
    width, height = 560.0, 26.0
    drawn, left = [], 0.0
    row, beside = 0, 0.0
    for kind, share in speech_shares(report):
        fill, ink = _SPEECH[kind]
        part = share * width
        drawn.append(
            f'<rect x="{left:.1f}" y="0" width="{part:.1f}" height="{height}" fill="{fill}" '
            'stroke="#ffffff" stroke-width="1.5"/>'
        )
        number = (
            f"{spoken.number(100 * share)} %" if spoken.lang == "de" else f"{spoken.number(100 * share)}%"
        )
        if part > 30:
            drawn.append(svg_text(left + part / 2, 17.5, number, ink, anchor="middle", bold=True))
        label = spoken[f"quotes.kind.{kind}"]
        needed = 22 + 6.0 * len(f"{label} {number}")
        if beside + needed > width:
            row, beside = row + 1, 0.0
        y = height + 17 + 17 * row
        drawn.append(
            f'<rect x="{beside:.1f}" y="{y - 9:.1f}" width="10" height="10" fill="{fill}" stroke="#333333" '
            'stroke-width="0.4"/>'
        )
        drawn.append(svg_text(beside + 15, y, f"{label} {number}", "#1a1a1a"))
        beside += needed
        left += part
    return svg(width, height + 23 + 17 * row, drawn)


def speech_alt(report: Any, spoken: Words) -> str:
    listed = (
        f"{spoken[f'quotes.kind.{kind}']} {spoken.number(100 * s)} %" for kind, s in speech_shares(report)
    )
    return spoken["quotes.alt"].format(", ".join(listed))


def svg(width: float, height: float, drawn: list[str]) -> str:
    """Return an SVG picture of its elements; width and height in pixels."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}">{"".join(drawn)}</svg>'
    )


def svg_text(
    x: float,
    y: float,
    text: str,
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    size: float = 12.0,
) -> str:
    """Return words in an SVG picture; what SVG must not hold becomes visible."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text)
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{html.escape(_FAMILIES)}" font-size="{size:g}" '
        f'fill="{colour}" text-anchor="{anchor}"{weight}>{html.escape(shown)}</text>'
    )
