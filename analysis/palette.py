"""Colours and line styles of the categories that figures and highlighted text mark.

One place for all routes (HTML, PDF, matplotlib), so that a category looks the same everywhere.
The hues follow Okabe and Ito's colour set for colour-blind readers (Okabe & Ito 2008, "Color Universal
Design"); the green is lightened so that the four fills also differ in greyscale (relative luma .34, .47,
.61, .84). Colour never stands alone: each style also has an underline, a hatch and a marker of its own.

>>> style("PER").underline
'solid'
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Underline = Literal["solid", "dashed", "double", "dotted"]


@dataclass(frozen=True, slots=True)
class Style:
    """How one category is drawn. All colours are `#rrggbb`."""

    fill: str
    """Strong fill, for bars and points on white."""
    tint: str
    """Pale fill behind black text (contrast of black on it at least 12:1)."""
    line: str
    """Underline, and small text on white (contrast at least 4.5:1)."""
    grey: str
    """The fill as a printer without colour shows it."""
    underline: Underline
    """Line under a marked word; tells the categories apart without colour."""
    hatch: str
    """matplotlib hatch of a bar."""
    marker: str
    """matplotlib marker of a point."""


PER = Style("#0072B2", "#D3E6F3", "#005A8E", "#575757", "solid", "", "o")
ORG = Style("#D55E00", "#FBE0CD", "#A84A00", "#777777", "double", "//", "s")
LOC = Style("#4DBF9F", "#D0EFE4", "#00664A", "#999999", "dashed", "..", "^")
MISC = Style("#F0E442", "#FAF5B8", "#6B6000", "#D5D5D5", "dotted", "xx", "D")

NAMES: Mapping[str, Style] = MappingProxyType({"PER": PER, "LOC": LOC, "ORG": ORG, "MISC": MISC})
"""Style of each kind of name, in the order of legends."""

# Further categories of later tables take one of these; the four above stay with the kinds of names.
_OTHERS = (
    Style("#CC79A7", "#F4E1EC", "#8E3A69", "#979797", "solid", "\\\\", "v"),
    Style("#56B4E9", "#DDF0FB", "#1F6C9B", "#9E9E9E", "dashed", "--", "P"),
    Style("#E69F00", "#FBEBC8", "#7F5700", "#A2A2A2", "double", "++", "X"),
    Style("#666666", "#E6E6E6", "#4D4D4D", "#666666", "dotted", "oo", "*"),
)

PHRASING: Mapping[str, Style] = MappingProxyType(
    {"positive": PER, "negative": ORG, "uncertain": _OTHERS[1], "stressed": _OTHERS[2], "negated": _OTHERS[0]}
    | {"distanced": _OTHERS[3]}
)
"""Style of each group of phrases (`analysis.heat`); never marked in one text with the kinds of names."""


def style(label: str) -> Style:
    """Return the style of a category; an unknown one always gets the same of four further styles.

    >>> style("LOC") is LOC, style("Forderung") == style("Forderung")
    (True, True)
    """
    known = NAMES.get(label) or PHRASING.get(label)
    return known or _OTHERS[zlib.crc32(label.encode("utf-8", "replace")) % len(_OTHERS)]
