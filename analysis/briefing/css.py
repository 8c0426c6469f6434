"""The few style rules that carry meaning on paper: colours, weight, alignment and bars of table cells.

pandas' Styler writes them as `#T_1a2b_row0_col1 {background-color: #fee}`; other outputs write them into
the element. Everything else of a style sheet is the house's business, not the notebook's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2  # type: ignore[import-untyped]
import tinycss2.color3  # type: ignore[import-untyped]

Look = dict[str, Any]
"""What a style says: fill, colour ("#rrggbb"), bold, italic, align, bar ((colour, percent)), hidden."""

_BAR = re.compile(
    r"linear-gradient\(\s*90deg\s*,\s*(#[0-9a-fA-F]{3,8}|[a-z]+|rgba?\([^)]*\))\s+([\d.]+)%\s*,\s*transparent"
)


def look_of(style: str) -> Look:
    """Return what the content of a `style` attribute says.

    >>> look_of("background-color: #fee; font-weight: bold; text-align: right")
    {'fill': '#ffeeee', 'bold': True, 'align': 'right'}
    """
    return _look(tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True))


class StyleSheet:
    """The rules of a `<style>` element for an id, or for a kind of cell (th, td, a class) of one table."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._ids: dict[str, Look] = {}
        self._kinds: list[tuple[str | None, str, Look]] = []
        for source in sources:
            for rule in tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True):
                if rule.type == "qualified-rule":
                    look = _look(
                        tinycss2.parse_declaration_list(
                            rule.content, skip_comments=True, skip_whitespace=True
                        )
                    )
                    if look:
                        self._add(tinycss2.serialize(rule.prelude), look)

    def _add(self, selectors: str, look: Look) -> None:
        for selector in selectors.split(","):
            parts = selector.split()
            match parts:
                case [one] if one.startswith("#"):
                    self._ids[one[1:]] = {**self._ids.get(one[1:], {}), **look}
                case [table, kind] if table.startswith("#") and re.fullmatch(
                    r"(?:t[hd])?(?:\.[\w-]+)?", kind
                ):
                    self._kinds.append((table[1:], kind, look))

    def look(self, table_id: str | None, cell_id: str | None, tag: str, classes: Iterable[str]) -> Look:
        """Return the look of a cell, the more special rule winning."""
        kinds = {tag}
        for name in classes:
            kinds |= {f".{name}", f"{tag}.{name}"}
        look: Look = {}
        for table, kind, more in self._kinds:
            if table == table_id and kind in kinds:
                look |= more
        return look | self._ids.get(cell_id or "", {})


def colour(value: str) -> str | None:
    """Return a CSS colour as `#rrggbb`, on white where it is partly transparent; None for none.

    >>> colour("rgb(255, 0, 0)"), colour("transparent")
    ('#ff0000', None)
    """
    parsed = tinycss2.color3.parse_color(value.strip())
    if parsed is None or parsed == "currentColor" or parsed.alpha == 0:
        return None
    alpha = min(max(parsed.alpha, 0.0), 1.0)
    parts = [round(255 * (min(max(part, 0.0), 1.0) * alpha + 1 - alpha)) for part in parsed[:3]]
    return "#{:02x}{:02x}{:02x}".format(*parts)


def _look(declarations: Iterable[Any]) -> Look:
    look: Look = {}
    for declaration in declarations:
        if declaration.type != "declaration":
            continue
        value = tinycss2.serialize(declaration.value).strip()
        match declaration.lower_name:
            case "background-color" | "background":
                if bar := _BAR.search(value):
                    if shade := colour(bar[1]):
                        look["bar"] = [shade, min(float(bar[2]), 100.0)]
                elif fill := colour(value):
                    look["fill"] = fill
            case "color":
                if shade := colour(value):
                    look["colour"] = shade
            case "font-weight" if value in ("bold", "bolder", "600", "700", "800", "900"):
                look["bold"] = True
            case "font-style" if value == "italic":
                look["italic"] = True
            case "text-align" if value in ("left", "center", "right"):
                look["align"] = value
            case "display" if value == "none":
                look["hidden"] = True
    return look
