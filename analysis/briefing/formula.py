r"""LaTeX formulas as vector images, drawn with matplotlib's mathtext.

mathtext knows the common part of LaTeX's mathematics (fractions, roots, sums, Greek, accents), not its
environments such as `align`. What it does not know is shown as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DPI = 72  # mathtext then counts in points
_SIZE = 11.0
_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|displaymath|math|align|gather)\*?\}(.*?)\\end\{\1\*?\}", re.DOTALL
)


@dataclass(frozen=True)
class Formula:
    """A formula as an image."""

    svg: str
    height: float
    """Height in em of the text around it, depth included."""
    depth: float
    """How far it hangs below the line, in em."""


def draw(source: str) -> Formula | None:
    r"""Return a formula (without dollar signs) as an image; None if it is not understood.

    >>> draw(r"\frac{a}{b}").depth > 0, draw(r"\begin{matrix} a & b \end{matrix}")
    (True, None)
    """
    body = _body(source)
    if not body or len(body) > 2000:
        return None
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser
    from matplotlib.textpath import TextPath

    font = FontProperties(family="STIXGeneral", size=_SIZE, math_fontfamily="stix")
    try:
        width, height, depth, _, _ = MathTextParser("path").parse(f"${body}$", _DPI, font)
        path = TextPath((0, 0), f"${body}$", prop=font)
    except (ValueError, RuntimeError, KeyError, RecursionError):
        return None
    if not len(path.vertices):
        return None
    # mathtext's own box is a little too small for some accents: take what is drawn into account.
    box = path.get_extents()
    left, right = min(0.0, box.x0) - 0.3, max(float(width), box.x1) + 0.3
    below, above = max(float(depth), -box.y0) + 0.3, max(float(height) - float(depth), box.y1) + 0.3
    width, height = right - left, above + below
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.3f}pt" height="{height:.3f}pt" '
        f'viewBox="{left:.3f} {-above:.3f} {width:.3f} {height:.3f}">'
        f'<path fill="#000" d="{_outline(path)}"/></svg>'
    )
    return Formula(svg, (above + below) / _SIZE, below / _SIZE)


def _body(source: str) -> str:
    body = source.strip()
    if (found := _ENVIRONMENT.fullmatch(body)) and "&" not in body and r"\\" not in body:
        body = found[2]
    # A dollar sign or a line's end would end the formula early; mathtext has other names for a few commands.
    body = re.sub(r"\s+", " ", body).strip()
    if re.search(r"(?<!\\)\$", body):
        return ""
    for latex, mathtext in (
        (r"\\le(?![a-z])", r"\\leq"),
        (r"\\ge(?![a-z])", r"\\geq"),
        (r"\\text\{", r"\\mathrm{"),
    ):
        body = re.sub(latex, mathtext, body)
    return re.sub(r"\\(?:label|tag)\{[^{}]*\}|\\(?:nonumber|displaystyle)(?![a-zA-Z])", "", body).strip()


def _outline(path: object) -> str:
    names = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}
    parts = []
    for points, code in path.iter_segments(simplify=False, curves=True):  # type: ignore[attr-defined]
        if code == 79:
            parts.append("Z")
            continue
        numbers = " ".join(
            f"{value if index % 2 == 0 else -value:.2f}" for index, value in enumerate(points.tolist())
        )
        parts.append(names[int(code)] + numbers)
    return "".join(parts)
