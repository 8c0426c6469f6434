"""Figures, one function each: readable from the back row, in greyscale, and by a screen reader.

Every function takes a report and returns a `Chart`, a matplotlib Figure that describes itself in words.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis import palette
from analysis.names import name_counts, names_together
from analysis.readability import sentence_lengths
from analysis.words import word_frequencies

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.report import Analysis

WIDTH = 8.0
"""Inches; a notebook cell and an A4 page both show it whole."""
PIXELS_PER_INCH = 144

# The font of last resort has one weight only, and matplotlib says so on stderr for every bold title.
_fonts = logging.getLogger("matplotlib.font_manager")
_fonts.addFilter(lambda record: "Last Resort" not in record.getMessage())

STYLE: Any = {
    "font.size": 13,
    "axes.titlesize": 15,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    # What the first font lacks (Chinese, emoji) is drawn by the second, as a box with its code at worst.
    "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
    # Names may hold a dollar sign; only here may matplotlib take it for a formula, so it must not.
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "wortlaut",
}

KIND = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other name"}
INK = "#333333"
BAR = "#4C6A85"


class Chart(Figure):
    """A figure with a description in words.

    Attributes:
        alt: what the figure shows, for readers who do not see it; also its text form in a notebook.
    """

    alt: str = ""

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        with mpl.rc_context(STYLE):
            buffer = io.BytesIO()
            self.savefig(buffer, format="png", dpi=PIXELS_PER_INCH, metadata={"Software": None})
        width = round(self.get_figwidth() * 96)
        size = {"width": width, "height": round(self.get_figheight() * 96), "alt": self.alt}
        return {"image/png": buffer.getvalue(), "text/plain": self.alt}, {"image/png": size}

    def draw(self, renderer: Any) -> None:
        """Draw; labels of ticks are made only now, and take no dollar sign for a formula either."""
        for axes in self.axes:
            for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
                label.set_parse_math(False)
        super().draw(renderer)

    def svg(self) -> str:
        """The figure as SVG with searchable text, the same bytes each time."""
        with mpl.rc_context(STYLE):
            buffer = io.StringIO()
            self.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()


_Draw = TypeVar("_Draw", bound=Callable[..., Chart])


def styled(draw: _Draw) -> _Draw:
    """Draw in the house style, whatever the user has set in matplotlib."""

    @wraps(draw)
    def drawn(*args: Any, **kwargs: Any) -> Chart:
        with mpl.rc_context(STYLE):
            return draw(*args, **kwargs)

    return cast(_Draw, drawn)


@styled
def names(report: Analysis, *, top: int = 15) -> Chart:
    """Bars: how often each name stands in the article, coloured by kind.

    Args:
        report: an analysed article.
        top: number of names shown.
    """
    counted = name_counts(report).head(top)
    chart, axes = new_chart(len(counted), "Names by number of mentions")
    styles = [palette.style(label) for label in counted["label"]]
    bars = axes.barh(
        labels(counted["name"]),
        counted["mentions"],
        color=[style.fill for style in styles],
        edgecolor="white",
        hatch=[style.hatch for style in styles],
    )
    axes.bar_label(bars, padding=4)
    bar_axes(axes)
    shown = [label for label in palette.NAMES if label in set(counted["label"])]
    handles = [
        Patch(facecolor=palette.style(x).fill, hatch=palette.style(x).hatch, edgecolor="white", label=KIND[x])
        for x in shown
    ]
    if handles:
        chart.legend(handles=handles, loc="outside lower left", ncols=4, frameon=False)
    chart.alt = "Bar chart of names by number of mentions: " + listing(
        f"{name} ({KIND[label]}) {mentions}"
        for name, label, mentions in counted[["name", "label", "mentions"]].itertuples(index=False)
    )
    return chart


@styled
def words(report: Analysis, *, top: int = 15) -> Chart:
    """Bars: the most frequent content words by dictionary form."""
    counted = word_frequencies(report).head(top)
    chart, axes = new_chart(len(counted), "Most frequent content words")
    bars = axes.barh(labels(counted["lemma"]), counted["count"], color=BAR)
    axes.bar_label(bars, padding=4)
    bar_axes(axes)
    chart.alt = "Bar chart of the most frequent content words: " + listing(
        f"{lemma} {count}" for lemma, count in counted[["lemma", "count"]].itertuples(index=False)
    )
    return chart


@styled
def lengths(report: Analysis) -> Chart:
    """Columns: the length of each sentence in words, in the order of the text, with the mean."""
    counted = sentence_lengths(report)
    chart, axes = new_chart(10, "Length of the sentences")
    numbers = [index + 1 for index in range(len(counted))]
    axes.bar(numbers, counted["words"], color=BAR, width=0.8)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("sentence, in the order of the text")
    axes.set_ylabel("words")
    chart.alt = "Column chart of sentence lengths: no sentence."
    if numbers:
        mean, longest = counted["words"].mean(), int(counted["words"].to_numpy().argmax())
        axes.axhline(mean, color=INK, linewidth=1.5, linestyle="--")
        axes.annotate(
            f"mean {mean:.1f}", (1, mean), (1.01, mean), xycoords=("axes fraction", "data"), va="center"
        )
        chart.alt = (
            f"Column chart of sentence lengths: {len(numbers)} sentences, mean {mean:.1f} words, "
            f"longest sentence {longest + 1} with {counted['words'].iloc[longest]} words."
        )
    return chart


@styled
def places_in_text(report: Analysis, *, top: int = 12) -> Chart:
    """Strip: where in the article each of the most frequent names stands, paragraph by paragraph."""
    counted = name_counts(report).head(top)
    chart, axes = new_chart(len(counted), "Where the names stand in the text")
    for row, (name, label) in enumerate(counted[["name", "label"]].itertuples(index=False)):
        starts = report.entities.loc[report.entities["name"] == name, "start"]
        style = palette.style(label)
        axes.scatter(starts, [row] * len(starts), s=90, color=style.fill, marker=style.marker, zorder=3)
    for _, end in report.article.paragraphs[:-1]:
        axes.axvline(end + 1, color="#BBBBBB", linewidth=1)
    axes.set_yticks(range(len(counted)), labels(counted["name"]))
    axes.set_ylim(max(0.5, len(counted) - 0.5), -0.5)
    margin = 0.02 * len(report.article.text)
    axes.set_xlim(-margin, len(report.article.text) + margin)
    axes.set_xlabel("character of the text; grey lines: ends of paragraphs")
    chart.alt = "Strip chart of where names stand, by paragraph: " + listing(
        f"{name} in {_paragraphs_of(report, name)}" for name in counted["name"]
    )
    return chart


@styled
def together(report: Analysis, *, top: int = 10) -> Chart:
    """Matrix: in how many sentences two names stand together."""
    pairs = names_together(report)
    in_pairs = {*pairs["first"], *pairs["second"]}
    shown = [name for name in name_counts(report)["name"] if name in in_pairs][:top]
    pairs = pairs[pairs["first"].isin(shown) & pairs["second"].isin(shown)]
    chart, axes = new_chart(len(shown) + 3, "Names in the same sentence")
    most = max(pairs["sentences"], default=1)
    for first, second, count in pairs[["first", "second", "sentences"]].itertuples(index=False):
        row, column = sorted((shown.index(first), shown.index(second)), reverse=True)
        axes.scatter(column, row, s=90 + 500 * count / most, color=BAR, zorder=3)
        axes.annotate(str(count), (column, row), ha="center", va="center", color="white", zorder=4)
    axes.set_xticks(range(len(shown)), labels(shown), rotation=40, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(shown)), labels(shown))
    axes.set_xlim(-0.5, max(0.5, len(shown) - 1.5))
    axes.set_ylim(max(1.5, len(shown) - 0.5), 0.5)
    axes.grid(color="#E5E5E5")
    chart.alt = "Matrix of names that stand in the same sentence: " + listing(
        f"{first} and {second} {count}"
        for first, second, count in pairs[["first", "second", "sentences"]].itertuples(index=False)
    )
    return chart


def new_chart(rows: int, title: str) -> tuple[Chart, Axes]:
    """An empty chart for so many rows, and its axes; to be called in a `styled` function."""
    chart = Chart(figsize=(WIDTH, max(2.5, 0.36 * rows + 1.3)), layout="constrained")
    axes = chart.add_subplot()
    axes.set_title(title, color=INK)
    return chart, axes


def bar_axes(axes: Axes) -> None:
    """Axes of horizontal bars that are labelled with their values, the first bar on top."""
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def labels(texts: Iterable[str], longest: int = 32) -> list[str]:
    """Axis labels: long names shortened, control characters made visible, each label its own bar."""
    shown: list[str] = []
    for text in texts:
        clean = "".join(character if character.isprintable() else "\ufffd" for character in text)
        label = clean if len(clean) <= longest else clean[: longest - 1] + "…"
        while label in shown:
            label += "\u200b"
        shown.append(label)
    return shown


def _paragraphs_of(report: Analysis, name: str) -> str:
    found = report.entities.loc[report.entities["name"] == name, "sentence"]
    paragraphs = report.sentences.set_index("sentence")["paragraph"].loc[found].drop_duplicates() + 1
    return ("paragraph " if len(paragraphs) == 1 else "paragraphs ") + ", ".join(map(str, paragraphs))


def listing(parts: Iterable[str]) -> str:
    """Parts as the end of a description in words."""
    return (", ".join(parts) or "none") + "."
