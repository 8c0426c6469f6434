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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
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
    symbol: str = ""
    """Character before a marked word, where several tables are marked at once."""


PER = Style("#0072B2", "#D3E6F3", "#005A8E", "#575757", "solid", "", "o", "●")
ORG = Style("#D55E00", "#FBE0CD", "#A84A00", "#777777", "double", "//", "s", "■")
LOC = Style("#4DBF9F", "#D0EFE4", "#00664A", "#999999", "dashed", "..", "^", "▲")
MISC = Style("#F0E442", "#FAF5B8", "#6B6000", "#D5D5D5", "dotted", "xx", "D", "◆")

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
    {
        "positive": replace(PER, symbol="+"),
        "negative": replace(ORG, symbol="−"),
        "uncertain": replace(_OTHERS[1], symbol="≈"),
        "stressed": replace(_OTHERS[2], symbol="!"),
        "negated": replace(_OTHERS[0], symbol="¬"),
        "distanced": replace(_OTHERS[3], symbol="|"),
    }
)
"""Style of each group of phrases (`analysis.heat`)."""

SPEECH: Mapping[str, Style] = MappingProxyType(
    {
        "quote": replace(_OTHERS[2], symbol="»"),
        "speaker": replace(PER, symbol="@"),
        "cue": replace(_OTHERS[0], symbol=":"),
    }
)
"""Style of each part of a quotation."""

SIDES: Mapping[str, Style] = MappingProxyType(
    {
        "for": replace(PER, symbol="✓"),
        "against": replace(ORG, symbol="✗"),
        "open": replace(_OTHERS[3], symbol="○"),
    }
)
"""Style of the sides that a position may take."""

STANCES: Mapping[str, Style] = MappingProxyType(
    {
        stance: SIDES[side]
        for side, stances in {
            "for": ("demand", "offer", "ready", "agree", "concede", "support"),
            "against": ("reject", "criticise", "threaten"),
            "open": ("condition", "talk", "withhold"),
        }.items()
        for stance in stances
    }
)
"""Style of each stance: that of its side; which stance it is, a word must say."""

PARTS: Mapping[str, Style] = MappingProxyType(
    {"actor": replace(LOC, symbol="▸"), "issue": replace(MISC, symbol="◇")}
)
"""Style of what else belongs to a position."""

TIMES: Mapping[str, Style] = MappingProxyType(
    {
        "DATE": replace(LOC, symbol="#"),
        "TIME": replace(_OTHERS[1], symbol="h"),
        "DURATION": replace(MISC, symbol="↔"),
        "SET": replace(_OTHERS[0], symbol="↻"),
    }
)
"""Style of each type of expression of time (TIMEX3)."""

_KNOWN: Mapping[str, Style] = {**NAMES, **PHRASING, **SPEECH, **SIDES, **STANCES, **PARTS, **TIMES}
_ACTORS = (PER, ORG, LOC, MISC, *_OTHERS[:3])
_REST = _OTHERS[3]


def style(label: str) -> Style:
    """Return the style of a category; an unknown one always gets the same of four further styles.

    >>> style("LOC") is LOC, style("Forderung") == style("Forderung")
    (True, True)
    """
    return _KNOWN.get(label) or _OTHERS[_hash(label) % len(_OTHERS)]


def side(number: int) -> Style:
    """Return the style of a side as `analysis.network` counts it: 1 for, -1 against, 0 open.

    >>> side(-1).symbol
    '✗'
    """
    return SIDES[{1: "for", -1: "against"}.get(number, "open")]


def actors(names: Iterable[str]) -> dict[str, Style]:
    """Return a style for each actor: seven have one of their own, all others are grey.

    An actor has the same style in every figure of an article and, as far as two do not want the same one, in
    all articles.

    Args:
        names: the actors, the weightiest first.

    >>> looks = actors(["Russland", "Ukraine", "USA"])
    >>> len({look.fill for look in looks.values()}), looks["USA"] == actors(["USA"])["USA"]
    (3, True)
    """
    looks: dict[str, Style] = {}
    free = list(range(len(_ACTORS)))
    for name in dict.fromkeys(names):
        wanted = _hash(name) % len(_ACTORS)
        slot = min(free, key=lambda place: (place - wanted) % len(_ACTORS), default=None)
        if slot is None:
            looks[name] = _REST
        else:
            free.remove(slot)
            looks[name] = _ACTORS[slot]
    return looks


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
