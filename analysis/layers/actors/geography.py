"""States and what German calls them by: names, adjectives, peoples, seats of government, buildings.

The names are those of CLDR (through babel) and of `lexicon/states.tsv`; both list every state of the UN.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis import lexicon

ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")


@dataclass(frozen=True)
class Metonym:
    """A name that stands for somebody else.

    Attributes:
        actor: canonical name of whom it stands for.
        type: "seat", "building" or "text".
        certainty: "likely" or "open".
    """

    actor: str
    type: str
    certainty: str


def state_of_adjective(word: str) -> str | None:
    """The state of an adjective („ukrainischen“) or of a city's („Kiewer“); None for another word.

    >>> state_of_adjective("ukrainischen"), state_of_adjective("Moskauer"), state_of_adjective("harten")
    ('Ukraine', 'Russland', None)
    """
    low = word.lower()
    if low in _adjectives():  # „Schweizer“ has no endings, „deutsch“ may stand alone
        return _adjectives()[low]
    for ending in ADJECTIVE_ENDINGS:
        if low.endswith(ending) and low[: -len(ending)] in _adjectives():
            return _adjectives()[low[: -len(ending)]]
    if word[:1].isupper() and word.endswith("er"):
        return _city_adjectives().get(word)
    return None


def state_of_people(word: str) -> str | None:
    """The state of a people in the plural („Russen“, „Ukrainern“), or None.

    >>> state_of_people("Ukrainern"), state_of_people("Russe")
    ('Ukraine', None)
    """
    return peoples().get(word)


@cache
def state_names() -> dict[str, str]:
    """Every name of a state, in the nominative → its canonical name."""
    from babel import Locale

    territories = Locale("de").territories
    names: dict[str, str] = {}
    for entry in lexicon.load("states"):
        also = [name for name in entry["also"].split(";") if name]
        cldr = territories.get(entry["code"])
        for name in (entry["state"], *also, *([cldr] if cldr else [])):
            names[name] = entry["state"]
    return names


@cache
def metonyms() -> dict[str, Metonym]:
    """Seats of government and buildings by their name in the nominative."""
    found = {
        seat: Metonym(entry["state"], "seat", "likely")
        for entry in lexicon.load("states")
        for seat in entry["seats"].split(";")
        if seat
    }
    for entry in lexicon.load("metonyms"):
        if entry["type"] == "part":
            continue
        found[entry["form"]] = Metonym(entry["actor"], entry["type"], entry["certainty"])
    return found


@cache
def compound_parts() -> dict[str, str]:
    """First parts of compounds → the noun of class whose organisations they mean („Gewerkschafts“)."""
    rows = (entry for entry in lexicon.load("metonyms") if entry["type"] == "part")
    return {entry["form"].rstrip("-"): entry["actor"] for entry in rows}


@cache
def genders() -> dict[str, str]:
    """m, f, n or p (plural) of each state's canonical name."""
    return {entry["state"]: entry["gender"] or "n" for entry in lexicon.load("states")}


@cache
def _adjectives() -> dict[str, str]:
    return {
        adjective.lower(): entry["state"]
        for entry in lexicon.load("states")
        for adjective in entry["adjectives"].split(";")
        if adjective
    }


@cache
def _city_adjectives() -> dict[str, str]:
    return {
        _city_adjective(form): metonym.actor
        for form, metonym in metonyms().items()
        if metonym.type == "seat" and " " not in form and metonym.certainty == "likely"
    }


def _city_adjective(city: str) -> str:
    # „Londoner“, „Athener“, „Ankaraer“; „Moskauer“; „Pekinger“; „Warschauer“
    return city[:-1] + "er" if city.endswith("e") else city + "er"


@cache
def peoples() -> dict[str, str]:
    """The plurals of peoples („Russen“) → the state of each."""
    plurals: dict[str, str] = {}
    for entry in lexicon.load("states"):
        for one in entry["people"].split(";"):
            if not one or one == "Deutscher":
                continue
            forms = [one + "s"] if one.endswith("i") else [one + "n" if one.endswith("e") else one + "en"]
            if one.endswith("er"):
                forms = [one, one + "n"]
            plurals |= dict.fromkeys(forms, entry["state"])
    return plurals
