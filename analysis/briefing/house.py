"""The house style: one small file with paper, type, colours, language and logo."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from analysis.errors import ExportError

_COLOURS = ("ink", "accent", "soft", "pale", "hair", "alarm")
_CHOICES = {"paper": ("a4", "us-letter"), "lang": ("en", "de")}
_RANGES = {"size": (6.0, 24.0), "margin": (8.0, 60.0)}
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_LARGEST = 5_000_000
"""Bytes of a logo."""


def load_house(own: Path | None = None) -> dict[str, Any]:
    """Return the house style that is shipped, with what a file of one's own changes of it.

    Args:
        own: a file like `house.toml`, or None. Its logo is named from its own folder.

    Returns:
        The settings by name; `logo` is (kind of file, bytes) or None, `font_folder` a Path or None.

    Raises:
        ExportError: the file cannot be read, or a setting has a value that the house cannot follow.

    >>> load_house()["paper"], load_house()["logo"]
    ('a4', None)
    """
    style = tomllib.loads(resources.files(__package__).joinpath("house.toml").read_text(encoding="utf-8"))
    folder = Path()
    if own is not None:
        folder = own.parent
        try:
            changed = tomllib.loads(own.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ExportError(f"the house style cannot be read: {error}", own) from error
        if unknown := sorted(set(changed) - set(style)):
            raise ExportError(f"no setting {unknown[0]!r}", own, remedy=f"one of: {', '.join(style)}")
        style |= changed
    for name, value in style.items():
        if problem := _problem(name, value):
            raise ExportError(f"{name} = {value!r}: {problem}", own)
    style["logo"] = _logo(folder / style["logo"], own) if style["logo"] else None
    style["font_folder"] = (folder / style["font_folder"]) if style["font_folder"] else None
    return style


def _problem(name: str, value: Any) -> str | None:
    """Return what is wrong with a setting, or None."""
    if name in _COLOURS and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
        return "a colour is written #rrggbb"
    if name in _CHOICES and value not in _CHOICES[name]:
        return f"one of: {', '.join(_CHOICES[name])}"
    if name in _RANGES:
        low, high = _RANGES[name]
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            return f"a number from {low:g} to {high:g}"
    if name in ("fonts", "mono") and not (
        isinstance(value, list) and value and all(isinstance(font, str) and font for font in value)
    ):
        return "a list of names of fonts"
    if name in ("logo", "font_folder") and not isinstance(value, str):
        return "the name of a file or folder"
    return None


def _logo(path: Path, own: Path | None) -> tuple[str, bytes]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExportError(f"the logo cannot be read: {error}", own) from error
    if len(data) > _LARGEST:
        raise ExportError("the logo is larger than 5 MB", own)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind, data
    if b"<svg" in data[:2000]:
        return "svg", data
    raise ExportError(f"the logo {path.name} is no SVG, PNG or JPEG file", own)
