"""What a layer leaves on a Doc as JSON, read back without parsing it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")
MOST = 64
"""Texts; a batch of articles is read soon after it was written."""


class Kept(Generic[Found]):
    """What stands in JSON: what was written last is known already, anything else is parsed.

    Args:
        parse: makes the value from JSON; what it gives is shared, so it must not be changed.

    >>> import json
    >>> kept = Kept(lambda text: tuple(json.loads(text)))
    >>> kept.put("[1, 2]", (1, 2)), kept.get("[1, 2]"), kept.get("[3]")
    ('[1, 2]', (1, 2), (3,))
    """

    def __init__(self, parse: Callable[[str], Found]) -> None:
        self._parse = parse
        self._known: dict[str, Found] = {}

    def put(self, text: str, value: Found) -> str:
        """Remember a value under its JSON, and give that back."""
        if len(self._known) >= MOST:
            # Not the oldest only: to empty it needs no order that two threads could disagree on.
            self._known.clear()
        self._known[text] = value
        return text

    def get(self, text: str) -> Found:
        """The value of a text of JSON."""
        found = self._known.get(text)
        if found is None:
            found = self._parse(text)
            self.put(text, found)
        return found
