"""What each element of HTML is on paper, from `elements.tsv`."""

from __future__ import annotations

from importlib import resources


def _elements() -> dict[str, tuple[str, str]]:
    table = resources.files(__package__).joinpath("elements.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return {tag: (role, look) for tag, role, look in (line.split("\t") for line in lines[1:])}


_ELEMENTS = _elements()


def _tags(role: str) -> frozenset[str]:
    return frozenset(tag for tag, (kind, _) in _ELEMENTS.items() if kind == role)


STYLE_OF = {tag: look for tag, (role, look) in _ELEMENTS.items() if role == "style"}
"""How elements that only change the look of words look: strong, emph, super …"""

INLINE = _tags("inline")
BLOCKS = _tags("block")
SILENT = _tags("silent")
INTERACTIVE = _tags("interactive")
