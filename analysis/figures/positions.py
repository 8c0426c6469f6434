"""Figures of positions: actors against issues, who deals with whom, who stands together."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle

from analysis import palette
from analysis.figures import WIDTH, Chart, labels, listing, styled
from analysis.figures.actors import actor_styles, paint
from analysis.network import actor_issue_network, actor_network, matrix, several, side_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.report import Analysis

_INK = "#333333"
_FOR, _AGAINST = palette.style("positive"), palette.style("negative")
_OPEN_TINT, _OPEN_LINE = "#E6E6E6", "#4D4D4D"
_SIDES = {1: "for it", -1: "against it", 0: "open"}
_WRAP = 26
"""Characters in a line of an issue's label."""


@styled
def positions_matrix(reports: Analysis | Iterable[Analysis], *, top: int = 8) -> Chart:
    """Issues in rows, actors in columns; each cell names the stances, its colour and edge say for or against.

    Args:
        reports: an analysed article, or several.
        top: number of actors and of issues shown, those with the most statements.
    """
    reports = several(reports)
    table = matrix(reports).iloc[:top, :]
    table = table[[issue for issue in table.columns if any(table[issue])]].iloc[:, :top]
    table = table.loc[[actor for actor in table.index if any(table.loc[actor])]]
    issues, actors = list(table.columns), list(table.index)
    chart = Chart(figsize=(WIDTH, max(2.2, 0.62 * len(issues) + 1.5)), layout="constrained")
    axes = chart.add_subplot()
    for row, issue in enumerate(issues):
        for column, actor in enumerate(actors):
            _cell(axes, row, column, table.loc[actor, issue])
    axes.set_xlim(-0.5, max(0.5, len(actors) - 0.5))
    axes.set_ylim(max(0.5, len(issues) - 0.5), -0.5)
    # With many columns there is room for few letters in each.
    wide = max(9, 80 // max(1, len(actors)))
    heads = [textwrap.fill(label, wide, max_lines=3, placeholder="…") for label in labels(actors, 40)]
    rows = [textwrap.fill(label, _WRAP, max_lines=2, placeholder="…") for label in labels(issues, 60)]
    axes.set_xticks(range(len(actors)), heads, fontsize=9.5 if len(actors) < 6 else 8.5)
    axes.set_yticks(range(len(issues)), rows, fontsize=10.5)
    axes.xaxis.tick_top()
    paint(axes.get_xticklabels(), actors, actor_styles(reports))
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _side_legend(chart)
    chart.alt = "Matrix of actors and issues: " + listing(
        f"{actor} on {issue}: {', '.join(table.loc[actor, issue])}"
        for actor in actors
        for issue in issues
        if table.loc[actor, issue]
    )
    return chart


@styled
def actors_together(reports: Analysis | Iterable[Analysis], *, top: int = 10) -> Chart:
    """Actors in a circle; an arrow from each to whom it talks with, agrees with, demands of or criticises.

    Args:
        reports: an analysed article, or several.
        top: number of actors shown, those with the most arrows.
    """
    reports = several(reports)
    graph = actor_network(reports)
    joined = (node for node in graph if graph.degree(node))
    ranked = sorted(joined, key=lambda node: (-graph.degree(node), node))[:top]
    places = _circle(ranked)
    chart = Chart(figsize=(WIDTH, 5.6), layout="constrained")
    axes = chart.add_subplot()
    drawn: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for one, other, data in graph.edges(data=True):
        if one in places and other in places and one != other:
            drawn.setdefault((one, other), []).append((data["stance"], data["weight"]))
    for (one, other), found in drawn.items():
        _arrow(axes, places[one], places[other], found, both=drawn.get((other, one)) == found)
    _nodes(axes, places, actor_styles(reports))
    _side_legend(chart, lines=True)
    chart.alt = "Network of actors: " + listing(
        f"{one} to {other}: {', '.join(stance for stance, _ in found)}"
        for (one, other), found in drawn.items()
    )
    return chart


@styled
def actors_and_issues(reports: Analysis | Iterable[Analysis], *, top: int = 8) -> Chart:
    """Actors left, issues right, a line for each stance: solid for, dashed against, dotted open.

    Args:
        reports: an analysed article, or several.
        top: number of actors and of issues shown, those with the most lines.
    """
    reports = several(reports)
    graph, styles = actor_issue_network(reports), actor_styles(reports)
    ranked = sorted(graph, key=lambda node: -graph.degree(node))
    actors = [node for node in ranked if not graph.nodes[node]["bipartite"]][:top]
    issues = [node for node in ranked if graph.nodes[node]["bipartite"]][:top]
    height = max(len(actors), len(issues), 1)
    chart = Chart(figsize=(WIDTH, max(2.4, 0.6 * height + 1.0)), layout="constrained")
    axes = chart.add_subplot()
    where = {node: (0.0, (i + 0.5) * height / len(actors)) for i, node in enumerate(actors)}
    where |= {node: (1.0, (i + 0.5) * height / len(issues)) for i, node in enumerate(issues)}
    said = []
    for one, other, data in graph.edges(data=True):
        if one in where and other in where:
            actor, issue = (one, other) if where[one][0] == 0 else (other, one)
            look = _look(data["side"])
            (x0, y0), (x1, y1) = where[actor], where[issue]
            axes.plot([x0, x1], [y0, y1], color=look[1], linestyle=look[2], linewidth=1.4 + data["weight"])
            said.append(f"{actor}, {graph.nodes[issue]['label']}: {data['stance']}")
    shown = labels([graph.nodes[node]["label"] for node in where], 34)
    for (node, (x, y)), label in zip(where.items(), shown, strict=True):
        known = styles.get(graph.nodes[node]["label"]) if x == 0 else None
        marker, fill = (known.marker, known.fill) if known else ("o" if x == 0 else "s", _INK)
        axes.plot([x], [y], marker, color=fill, markersize=9, markeredgecolor=_INK)
        axes.text(
            x + (-0.03 if x == 0 else 0.03),
            y,
            label,
            ha="right" if x == 0 else "left",
            va="center",
            fontsize=11,
        )
    axes.set_axis_off()
    axes.set_xlim(-0.9, 2.0)
    axes.set_ylim(height, 0)
    _side_legend(chart, lines=True)
    chart.alt = "Network of actors and issues: " + listing(said)
    return chart


def _cell(axes: Axes, row: int, column: int, stances: list[str]) -> None:
    axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor="none", edgecolor="#E5E5E5"))
    if not stances:
        return
    sides = {side_of(stance) for stance in stances}
    side = next(iter(sides)) if len(sides) == 1 else (1 if sides <= {0, 1} else -1 if sides <= {0, -1} else 0)
    tint, line, style = _look(side)
    axes.add_patch(
        Rectangle((column - 0.46, row - 0.42), 0.92, 0.84, facecolor=tint, edgecolor=line, linestyle=style)
    )
    axes.text(column, row, "\n".join(stances[:3]), ha="center", va="center", fontsize=9.5, color="#111111")


def _look(side: int) -> tuple[str, str, Literal["solid", "dashed", "dotted"]]:
    """Tint, line and line style of a side; they differ without colour, too."""
    if side > 0:
        return _FOR.tint, _FOR.line, "solid"
    if side < 0:
        return _AGAINST.tint, _AGAINST.line, "dashed"
    return _OPEN_TINT, _OPEN_LINE, "dotted"


def _side_legend(chart: Chart, *, lines: bool = False) -> None:
    handles: list[Any] = []
    for side, name in _SIDES.items():
        tint, line, style = _look(side)
        if lines:
            handles.append(Line2D([], [], color=line, linestyle=style, linewidth=2.2, label=name))
        else:
            handles.append(Patch(facecolor=tint, edgecolor=line, linestyle=style, label=name))
    chart.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=11)


def _circle(names: list[str]) -> dict[str, tuple[float, float]]:
    turn = 2 * math.pi / max(1, len(names))
    return {name: (1.35 * math.sin(i * turn), math.cos(i * turn)) for i, name in enumerate(names)}


def _arrow(
    axes: Axes,
    begin: tuple[float, float],
    end: tuple[float, float],
    found: list[tuple[str, int]],
    *,
    both: bool,
) -> None:
    sides = {side_of(stance) for stance, _ in found}
    _, line, style = _look(-1 if -1 in sides else 1 if 1 in sides else 0)
    width = 1.2 + 0.6 * min(4, sum(weight for _, weight in found))
    # What goes both ways is one straight line; what differs by direction bends apart.
    bend = 0.0 if both else 0.14
    axes.add_patch(
        FancyArrowPatch(
            begin,
            end,
            arrowstyle="-" if both else "-|>",
            connectionstyle=f"arc3,rad={bend}",
            shrinkA=16,
            shrinkB=16,
            mutation_scale=15,
            color=line,
            linestyle=style,
            linewidth=width,
            zorder=1,
        )
    )
    if both and begin > end:
        return
    # Off the middle, where many lines cross.
    share = 0.5 if both else 0.42
    x = begin[0] + share * (end[0] - begin[0]) + bend * (end[1] - begin[1]) / 2
    y = begin[1] + share * (end[1] - begin[1]) - bend * (end[0] - begin[0]) / 2
    text = ", ".join(stance for stance, _ in found)
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(x, y, text, ha="center", va="center", fontsize=9, color=line, bbox=box, zorder=2)


def _nodes(axes: Axes, places: dict[str, tuple[float, float]], styles: dict[str, palette.Style]) -> None:
    for (name, (x, y)), label in zip(places.items(), labels(places, 28), strict=True):
        text = textwrap.fill(label, 16)
        look = styles.get(name)
        tint, edge = (look.tint, look.line) if look else ("white", _INK)
        box = {"boxstyle": "round,pad=0.35", "facecolor": tint, "edgecolor": edge, "linewidth": 1.6}
        axes.text(x, y, text, ha="center", va="center", fontsize=11, color=_INK, bbox=box, zorder=3)
    axes.set_axis_off()
    axes.set_xlim(-1.9, 1.9)
    axes.set_ylim(-1.3, 1.3)
