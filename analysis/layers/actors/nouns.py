"""Nouns for those who act („Außenminister“, „Gewerkschaft“) in all their forms and compounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from analysis import lexicon

SHORT = 5
"""Code points: nouns up to here end a compound only after a hyphen or a linking s („Vorrat“ is no Rat)."""
_ADJECTIVE_FORMS = ("", "r", "s", "n", "m")


@dataclass(frozen=True)
class Reading:
    """What a form may be.

    Attributes:
        noun: the dictionary form with what stands before it („US-Sondergesandte“).
        base: the entry („Sondergesandte“).
        prefix: what stands before the entry („US-“); empty for the noun itself.
        classes: see `lexicon/roles.tsv`.
        gender: m, f or n.
        plural: it is a plural form.
        oblique: the form cannot be a nominative.
        adjectival: declined like an adjective.
        nominative: the form in the nominative of the same number („US-Sondergesandter“).
    """

    noun: str
    base: str
    prefix: str
    classes: tuple[str, ...]
    gender: str
    plural: bool
    oblique: bool
    adjectival: bool
    nominative: str


@lru_cache(maxsize=2**14)
def readings(word: str) -> tuple[Reading, ...]:
    """What a word may be among the nouns for those who act; the longest entry wins.

    >>> [(r.base, r.prefix, r.plural) for r in readings("US-Sondergesandte")]
    [('Sondergesandte', 'US-', False), ('Sondergesandte', 'US-', True)]
    >>> readings("Kraftwerk")
    ()
    """
    if not word[:1].isupper() and "-" not in word:
        return ()
    low = word.lower()
    for cut in range(max(0, len(low) - 30), len(low) - 2):
        entries = _forms().get(low[cut:])
        if entries and _may_end(low, cut, entries):
            prefix = word[:cut]
            return tuple(_with_prefix(entry, prefix) for entry in entries if "none" not in entry.classes)
    return ()


def utterance_prefix(word: str) -> str | None:
    """What stands before the noun for what somebody says („Polizei“ in „Polizeiangaben“), or None.

    >>> utterance_prefix("Polizeiangaben"), utterance_prefix("Angaben"), utterance_prefix("Berge")
    ('Polizei', '', None)
    """
    low = word.lower()
    for cut in range(max(0, len(low) - 20), len(low) - 2):
        if low[cut:] in _utterances() and (cut == 0 or cut > 2):
            return word[:cut]
    return None


@cache
def _utterances() -> frozenset[str]:
    forms: set[str] = set()
    for entry in lexicon.load("utterances"):
        plural = entry["plural"]
        forms |= {entry["noun"], entry["genitive"], plural, plural if plural.endswith("n") else plural + "n"}
    return frozenset(form.lower() for form in forms if len(form) > 2)


def _may_end(low: str, cut: int, entries: tuple[Reading, ...]) -> bool:
    if cut == 0 or low[cut - 1] == "-":
        return True
    office = "office" in entries[0].classes and len(low) - cut > 3  # „Notenbankchef“
    return cut >= 3 and (office or len(low) - cut > SHORT or (low[cut - 1] == "s" and cut > 3))


def _with_prefix(entry: Reading, prefix: str) -> Reading:
    if not prefix:
        return entry
    low = not prefix.endswith("-")
    noun = prefix + (entry.noun.lower() if low else entry.noun)
    nominative = prefix + (entry.nominative.lower() if low else entry.nominative)
    return Reading(
        noun,
        entry.base,
        prefix,
        entry.classes,
        entry.gender,
        entry.plural,
        entry.oblique,
        entry.adjectival,
        nominative,
    )


@cache
def _forms() -> dict[str, tuple[Reading, ...]]:
    classes: dict[str, list[str]] = {}
    parts: dict[str, tuple[str, str, str]] = {}
    for entry in lexicon.load("roles"):
        classes.setdefault(entry["noun"], []).append(entry["class"])
        parts.setdefault(entry["noun"], (entry["genitive"], entry["plural"], entry["gender"]))
    table: dict[str, dict[Reading, None]] = {}
    for noun, (genitive, plural, gender) in parts.items():
        kinds = tuple(classes[noun])
        for reading, forms in _inflect(noun, genitive, plural, gender, kinds):
            for form in forms:
                table.setdefault(form.lower(), {})[reading] = None
    return {form: tuple(found) for form, found in table.items()}


def _inflect(
    noun: str, genitive: str, plural: str, gender: str, kinds: tuple[str, ...]
) -> list[tuple[Reading, set[str]]]:
    if gender == "adj":
        # der/die Gesandte, ein Gesandter; die Gesandten, Gesandte
        one = Reading(noun, noun, "", kinds, "m", False, False, True, noun + "r")
        many = Reading(noun, noun, "", kinds, "m", True, False, True, noun)
        return [(one, {noun + e for e in _ADJECTIVE_FORMS}), (many, {noun, noun + "n", noun + "r"})]

    def reading(number: bool, oblique: bool, noun: str = noun, gender: str = gender) -> Reading:
        return Reading(noun, noun, "", kinds, gender, number, oblique, False, plural if number else noun)

    singular_oblique = {genitive} | ({genitive[:-2] + "s"} if genitive == noun + "es" else set())
    if genitive == noun + "s" and gender != "f" and not noun.endswith(("er", "en", "el")):
        singular_oblique |= {noun + "es"}
    forms = [(reading(False, False), {noun}), (reading(False, True), singular_oblique - {noun})]
    if plural:
        dative = plural if plural.endswith(("n", "s")) else plural + "n"
        forms += [(reading(True, False), {plural}), (reading(True, True), {dative} - {plural})]
    if gender == "m" and {"office", "representative", "person", "group"} & set(kinds):
        forms += _feminine(noun, kinds)
    return forms


def _feminine(noun: str, kinds: tuple[str, ...]) -> list[tuple[Reading, set[str]]]:
    if noun.endswith("mann"):
        return []
    stem = noun.removesuffix("e")
    woman = stem + "in"
    one = Reading(woman, noun, "", kinds, "f", False, False, False, woman)
    many = Reading(woman, noun, "", kinds, "f", True, False, False, woman + "nen")
    return [(one, {woman}), (many, {woman + "nen"})]
