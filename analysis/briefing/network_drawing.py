"""The network of actors as a drawing: few crossings, words on the lines where they say more than „talks“."""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.briefing.drawings import svg, svg_text
from analysis.briefing.evidence import Statement
from analysis.briefing.overview import side_of
from analysis.briefing.words import Words
from analysis.palette import side

MOST = 9
"""Actors in the drawing: those with the most lines."""
_WIDTH, _LINE, _LETTER = 560.0, 13.0, 6.1
_BY_TRIAL = 7
"""Up to so many actors every order around the circle is tried."""

Point = tuple[float, float]


class Edge(NamedTuple):
    """What one actor says towards another, all in one line.

    Attributes:
        one, other: from whom to whom.
        stances: in the order of the article.
        side: 1 for, -1 against, 0 open.
        both: whether the same goes both ways.
    """

    one: str
    other: str
    stances: tuple[str, ...]
    side: int
    both: bool


def edges_of(statements: Iterable[Statement]) -> list[Edge]:
    """Return the lines of the drawing, as `analysis.network.actor_network` joins actors, in one line each.

    A negated stance („einigten sich nicht“) is one of its own, on the other side.
    """
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def join(one: str, other: str, row: Mapping[str, Any]) -> None:
        key = f"not.{row['stance']}" if row["negated"] else row["stance"]
        said = found.setdefault((one, other), [])
        if one != other and (key, side_of(row)) not in said:
            said.append((key, side_of(row)))

    for statement in statements:
        row = statement.row
        if isinstance(row["target"], str):
            for actor in row["actors"]:
                join(actor, row["target"], row)
        if row["stance"] in ("agree", "talk"):
            for one, other in itertools.permutations(row["actors"], 2):
                join(one, other, row)
    edges = []
    for (one, other), said in found.items():
        both = found.get((other, one)) == said
        if not said or (both and one > other):
            continue
        sides = {number for _, number in said}
        strongest = -1 if -1 in sides else 1 if 1 in sides else 0
        edges.append(Edge(one, other, tuple(stance for stance, _ in said), strongest, both))
    return edges


def stance_word(stance: str, spoken: Words) -> str:
    """Return the word for a stance of an edge; „not.agree“ is a negated one.

    >>> from analysis.briefing.words import words
    >>> stance_word("not.agree", words("de"))
    'stimmt nicht zu'
    """
    if stance.startswith("not."):
        return spoken[f"said.{stance.removeprefix('not.')}.not.one"]
    return spoken[f"stance.{stance}"]


def network_svg(edges: Sequence[Edge], spoken: Words) -> str:
    """Return the drawing, of the actors with the most lines."""
    edges = _shown(edges)
    names = _order(sorted({name for edge in edges for name in edge[:2]}), edges)
    height = 210.0 + 34.0 * max(0, len(names) - 4)
    places = _circle(names, height)
    boxes = {name: _box(name, places[name]) for name in names}
    drawn: list[str] = []
    taken = [box[0] for box in boxes.values()]
    labels: list[str] = []
    for edge in edges:
        line, label = _edge(edge, boxes, taken, spoken)
        drawn.append(line)
        labels.append(label)
    drawn += labels
    for name in names:
        (x, y, wide, high), lines = boxes[name]
        drawn.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="4" fill="#ffffff" '
            'stroke="#333333" stroke-width="1.1"/>'
        )
        for number, text in enumerate(lines):
            drawn.append(
                svg_text(x + wide / 2, y + 13 + _LINE * number, text, "#1a1a1a", anchor="middle", bold=True)
            )
    return svg(_WIDTH, height, drawn)


def network_alt(edges: Iterable[Edge], spoken: Words) -> str:
    """Return the drawing in words."""
    items = (
        spoken["network.alt.item"].format(
            e.one, e.other, ", ".join(stance_word(s, spoken) for s in e.stances)
        )
        for e in edges
    )
    return spoken["network.alt"].format("; ".join(items))


def _shown(edges: Sequence[Edge]) -> list[Edge]:
    counted: dict[str, int] = {}
    for edge in edges:
        for name in edge[:2]:
            # A line that says more than „talks“ weighs more.
            counted[name] = counted.get(name, 0) + (2 if edge.side else 1)
    kept = set(sorted(counted, key=lambda name: (-counted[name], name))[:MOST])
    return [edge for edge in edges if edge.one in kept and edge.other in kept]


def _order(names: list[str], edges: Sequence[Edge]) -> list[str]:
    """Return the names in an order around the circle in which few lines cross and lines are short."""
    if len(names) < 4:
        return names
    pairs = [(edge.one, edge.other) for edge in edges]

    def cost(order: Sequence[str]) -> float:
        place = {name: number for number, name in enumerate(order)}
        spans = [tuple(sorted((place[a], place[b]))) for a, b in pairs]
        crossings = sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in itertools.combinations(spans, 2))
        lengths = sum(min(b - a, len(order) - b + a) for a, b in spans)
        return 10 * crossings + lengths

    first, rest = names[0], names[1:]
    if len(names) <= _BY_TRIAL:
        return [first, *min(itertools.permutations(rest), key=lambda order: (cost([first, *order]), order))]
    order = names
    improved = True
    while improved:
        improved = False
        for i, j in itertools.combinations(range(len(order)), 2):
            other = [*order]
            other[i], other[j] = other[j], other[i]
            if cost(other) < cost(order):
                order, improved = other, True
    return order


def _circle(names: Sequence[str], height: float) -> dict[str, Point]:
    turn = 2 * math.pi / max(1, len(names))
    # With an even number nobody stands at the very top, so that the corners are used.
    begin = turn / 2 if len(names) % 2 == 0 else 0.0
    return {
        name: (
            _WIDTH / 2 + 0.37 * _WIDTH * math.sin(begin + n * turn),
            height / 2 - (height / 2 - 26) * math.cos(begin + n * turn),
        )
        for n, name in enumerate(names)
    }


def _box(name: str, place: Point) -> tuple[tuple[float, float, float, float], list[str]]:
    lines = textwrap.wrap(name, 22, max_lines=2, placeholder=" …") or [name[:22]]
    wide, high = _LETTER * 1.08 * max(map(len, lines)) + 14, _LINE * len(lines) + 7
    left = min(max(place[0] - wide / 2, 1.0), _WIDTH - wide - 1)
    return (left, place[1] - high / 2, wide, high), lines


def _edge(edge: Edge, boxes: dict[str, Any], taken: list[Any], spoken: Words) -> tuple[str, str]:
    """Return the line of an edge and the words on it."""
    look = side(edge.side)
    begin, end = (_middle(boxes[name][0]) for name in edge[:2])
    bend = 0.0 if edge.both else 0.10
    mid = (
        (begin[0] + end[0]) / 2 + bend * (end[1] - begin[1]),
        (begin[1] + end[1]) / 2 - bend * (end[0] - begin[0]),
    )
    start, stop = _outside(begin, mid, boxes[edge.one][0]), _outside(end, mid, boxes[edge.other][0])
    dashes = {1: "", -1: ' stroke-dasharray="7 4"', 0: ' stroke-dasharray="1.5 3.5"'}[edge.side]
    line = (
        f'<path d="M{start[0]:.1f} {start[1]:.1f} Q{mid[0]:.1f} {mid[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}" '
        f'fill="none" stroke="{look.line}" stroke-width="{1.9 if edge.side else 1.4}"{dashes}/>'
    )
    if not edge.both:
        line += _head(mid, stop, look.line)
    said = [stance for stance in edge.stances if stance != "talk"]
    if not said:
        return line, ""
    text = ", ".join(stance_word(stance, spoken) for stance in said)
    wide = 5.6 * len(text) + 8
    best = min(
        (0.5, 0.4, 0.6, 0.32, 0.68),
        key=lambda share: sum(_overlap(_around(_on(start, mid, stop, share), wide), box) for box in taken),
    )
    box = _around(_on(start, mid, stop, best), wide)
    taken.append(box)
    x, y, wide, high = box
    ground = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="#ffffff"/>'
    return line, ground + svg_text(x + wide / 2, y + 11, text, look.line, anchor="middle", size=11)


def _middle(box: tuple[float, float, float, float]) -> Point:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _outside(inside: Point, towards: Point, box: tuple[float, float, float, float]) -> Point:
    """Return the point where a line from the middle of a box leaves it, and a little further."""
    dx, dy = towards[0] - inside[0], towards[1] - inside[1]
    if not dx and not dy:
        return inside
    share = min(
        (box[2] / 2 + 3) / abs(dx) if dx else math.inf, (box[3] / 2 + 3) / abs(dy) if dy else math.inf
    )
    return inside[0] + dx * share, inside[1] + dy * share


def _head(before: Point, tip: Point, colour: str) -> str:
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    sides = [
        (tip[0] - 9 * math.cos(angle + turn), tip[1] - 9 * math.sin(angle + turn)) for turn in (0.42, -0.42)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (tip, *sides))
    return f'<polygon points="{points}" fill="{colour}"/>'


def _on(start: Point, mid: Point, stop: Point, share: float) -> Point:
    rest = 1 - share
    return (
        rest * rest * start[0] + 2 * rest * share * mid[0] + share * share * stop[0],
        rest * rest * start[1] + 2 * rest * share * mid[1] + share * share * stop[1],
    )


def _around(place: Point, wide: float) -> tuple[float, float, float, float]:
    x = min(max(place[0] - wide / 2, 0.0), _WIDTH - wide)
    return x, place[1] - 7.5, wide, 15.0


def _overlap(one: Sequence[float], other: Sequence[float]) -> float:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)
