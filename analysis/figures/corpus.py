"""Figures of many articles: an actor, networks and words over time, sources side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import matplotlib.dates as mdates
from matplotlib.lines import Line2D

from analysis import palette
from analysis.corpus.keywords import keyword_trends
from analysis.corpus.networks import discourse_networks
from analysis.corpus.outlets import compare_sources
from analysis.corpus.trends import positions_over_time
from analysis.figures import INK, WIDTH, Chart, bar_axes, labels, listing, new_chart, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.corpus.dataset import Corpus

_SIDES = {1: "for it", -1: "against it", 0: "open"}
_MARKERS = {1: "^", -1: "v", 0: "o"}
_LINES = ("solid", "dashed", "dashdot", "dotted")


@styled
def actor_over_time(corpus: Corpus, actor: str, *, top: int = 7) -> Chart:
    """What an actor held when: a row per group of issues, a mark per statement, up for it, down against it.

    Args:
        corpus: an opened corpus.
        actor: canonical name.
        top: number of groups shown, those with the most statements.
    """
    rows = positions_over_time(corpus, actor)
    rows = rows[rows["issue_group"].notna()]
    counted = rows["issue_group"].value_counts()
    shown = sorted(counted.index, key=lambda group: (-counted[group], group))[:top]
    chart, axes = new_chart(math.ceil(1.6 * len(shown)), f"{labels([actor])[0]}: for and against, over time")
    said = []
    for place, group in enumerate(shown):
        of_group = rows[rows["issue_group"] == group]
        axes.axhline(place, color="#E5E5E5", zorder=1)
        for number, marker in _MARKERS.items():
            of_side = of_group[of_group["side"] == number]
            ink, where = palette.side(number).line, [place] * len(of_side)
            axes.scatter(of_side["date"], where, s=130, marker=marker, color=ink, edgecolor="white", zorder=3)
        steps = (f"{_SIDES[int(row['side'])]} on {row['date']:%Y-%m-%d}" for _, row in of_group.iterrows())
        said.append(f"{group}: {', '.join(steps)}")
    axes.set_yticks(range(len(shown)), labels(shown))
    axes.set_ylim(max(0.5, len(shown) - 0.5), -0.5)
    _date_axis(axes)
    handles = [
        Line2D(
            [], [], color=palette.side(n).line, marker=_MARKERS[n], linestyle="", markersize=10, label=name
        )
        for n, name in _SIDES.items()
    ]
    chart.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)
    chart.alt = f"Statements of {actor} over time: " + ("; ".join(said) or "none") + "."
    return chart


@styled
def networks_over_time(
    corpus: Corpus, *, by: str = "month", top: int = 6, once_per: str = "document", normalise: str = "average"
) -> Chart:
    """Who stands with whom, period by period: solid where two agree more, dashed where they quarrel more.

    Args:
        corpus: an opened corpus.
        by, once_per, normalise: see `analysis.corpus.discourse_networks`.
        top: number of actors, those with the most statements in all the time; each stays at its place.
    """
    networks = discourse_networks(corpus, by=by, once_per=once_per, normalise=normalise)
    total: dict[str, int] = {}
    for network in networks:
        for name, data in network.graph.nodes(data=True):
            total[name] = total.get(name, 0) + data["statements"]
    actors = sorted(total, key=lambda name: (-total[name], name))[:top]
    turn = 2 * math.pi / max(1, len(actors))
    places = {name: (math.sin(i * turn), math.cos(i * turn)) for i, name in enumerate(actors)}
    columns = min(3, max(1, len(networks)))
    rows = max(1, math.ceil(len(networks) / columns))
    chart = Chart(figsize=(WIDTH, 2.9 * rows + 0.5), layout="constrained")
    said = []
    for index, network in enumerate(networks):
        axes = chart.add_subplot(rows, columns, index + 1)
        axes.set_title(network.period, color=INK, fontsize=13)
        edges = [
            (one, other, data["balance"])
            for one, other, data in network.graph.edges(data=True)
            if one in places and other in places
        ]
        for one, other, balance in edges:
            look = palette.side((balance > 0) - (balance < 0))
            style = "solid" if balance > 0 else "dashed" if balance < 0 else "dotted"
            (x0, y0), (x1, y1) = places[one], places[other]
            axes.plot(
                [x0, x1], [y0, y1], color=look.line, linestyle=style, linewidth=1.2 + 3 * min(1, abs(balance))
            )
        _actors(axes, {name: places[name] for name in actors if name in network.graph})
        pairs = (f"{one} and {other} {balance:+.2f}" for one, other, balance in edges)
        said.append(f"{network.period}: {', '.join(pairs) or 'no pair'}")
    kinds: tuple[tuple[str, int, Any], ...] = (
        ("agree more", 1, "solid"),
        ("quarrel more", -1, "dashed"),
        ("both alike", 0, "dotted"),
    )
    handles: list[Any] = [
        Line2D([], [], color=palette.side(number).line, linestyle=style, linewidth=2.2, label=name)
        for name, number, style in kinds
    ]
    chart.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=11)
    chart.alt = "Discourse networks, congruence minus conflict: " + ("; ".join(said) or "none") + "."
    return chart


@styled
def keywords_over_time(
    corpus: Corpus, words: Sequence[str] | None = None, *, by: str = "month", top: int = 4
) -> Chart:
    """Lines: how often words stand in a thousand words, period by period.

    Args:
        corpus: an opened corpus.
        words, by, top: see `analysis.corpus.keyword_trends`.
    """
    table = keyword_trends(corpus, words, by=by, top=top)
    chart, axes = new_chart(10, "Words that come and go")
    periods = sorted(table["period"].unique())
    said = []
    for index, (lemma, of_word) in enumerate(table.groupby("lemma", sort=False)):
        look = list(palette.actors([str(word) for word in table["lemma"].unique()]).values())[index]
        of_word = of_word.set_index("period")["per_1000"].reindex(periods)
        axes.plot(
            range(len(periods)), of_word, color=look.line, marker=look.marker, linewidth=2.2, markersize=8,
            linestyle=_LINES[index % len(_LINES)], label=labels([str(lemma)])[0],
        )  # fmt: skip
        peak = of_word.idxmax()
        said.append(f"{lemma} most in {peak} with {of_word[peak]:.1f}")
    axes.set_xticks(range(len(periods)), periods, rotation=30, ha="right", rotation_mode="anchor")
    axes.set_ylabel("in 1,000 words")
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color="#E5E5E5")
    if said:
        chart.legend(loc="outside right upper", frameon=False)
    chart.alt = f"Line chart of words by {by}, per thousand words: " + listing(said)
    return chart


@styled
def sources_side_by_side(corpus: Corpus, *, top: int = 8) -> Chart:
    """Bars: of the statements that take a side, how many are against, source by source.

    Args:
        corpus: an opened corpus.
        top: number of sources, those with the most articles.
    """
    table = compare_sources(corpus).head(top)
    chart, axes = new_chart(math.ceil(1.3 * len(table)), "For and against in the sources")
    names = labels(["no source" if _is_missing(name) else str(name) for name in table.get("source", ())])
    said = []
    if len(table):
        look = {1: palette.side(1), -1: palette.side(-1)}
        axes.barh(
            names, table["for_it"], color=look[1].fill, hatch=look[1].hatch, edgecolor="white", label="for it"
        )
        axes.barh(
            names, table["against"], left=table["for_it"], color=look[-1].fill, hatch=look[-1].hatch,
            edgecolor="white", label="against it",
        )  # fmt: skip
        for place, row in enumerate(table.to_dict("records")):
            text = f"{row['articles']} article{'s' if row['articles'] != 1 else ''}"
            axes.text(1.02, place, text, va="center", fontsize=12)
            said.append(f"{names[place]} {row['for_it']:.0%} for, {row['against']:.0%} against")
        chart.legend(loc="outside lower center", ncols=2, frameon=False)
    bar_axes(axes)
    axes.set_xlim(0, 1.25)
    chart.alt = "Bars of statements for and against an issue, by source: " + listing(said)
    return chart


def _actors(axes: Axes, places: dict[str, tuple[float, float]]) -> None:
    for (x, y), label in zip(places.values(), labels(places, 16), strict=True):
        box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": INK, "linewidth": 1}
        axes.text(x, y, label, ha="center", va="center", fontsize=9.5, color=INK, bbox=box, zorder=3)
    axes.set_axis_off()
    axes.set_xlim(-1.6, 1.6)
    axes.set_ylim(-1.3, 1.3)


def _date_axis(axes: Axes) -> None:
    locator = mdates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    axes.margins(x=0.06)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _is_missing(value: object) -> bool:
    return value is None or value != value
