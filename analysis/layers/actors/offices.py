"""Offices beside a name: „Kremlchef Wladimir Putin“, „Claudia Pfeiffer, Geschäftsführerin des Verbands“."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.layers.actors import naming
from analysis.layers.actors.nouns import Reading, readings
from analysis.layers.actors.phrases import Phrase, phrase_of
from analysis.layers.actors.scene import Scene

PERSONAL = frozenset({"office", "representative", "person"})
TITLES = frozenset(
    [
        "Herr",
        "Herrn",
        "Frau",
        "Dr.",
        "Prof.",
        "Professor",
        "Sir",
        "Lord",
        "Lady",
        "Prinz",
        "Prinzessin",
        "Graf",
        "Freiherr",
        "St.",
    ]
)
_BETWEEN = 10
"""Tokens between an office and the name that belongs to it („EU-Kommissar für Erweiterung … Štefan Füle“)."""


@dataclass(frozen=True)
class Office:
    """An office or description beside a name.

    Attributes:
        phrase: its noun phrase.
        reading: what its noun is.
        text: in the nominative, with the attributes that belong to it.
        end: index behind its attributes.
    """

    phrase: Phrase
    reading: Reading
    text: str
    end: int


@lru_cache(maxsize=2**14)
def personal_reading(word: str, *, plural: bool = False) -> Reading | None:
    """The reading of a noun as somebody's office or description, or None."""
    for reading in readings(word):
        if reading.plural == plural and PERSONAL & set(reading.classes):
            return reading
    return None


def office_left(scene: Scene, first: int) -> Office | None:
    doc = scene.doc
    i = first - 1
    while i >= 0 and doc[i].text in TITLES:
        i -= 1
    if i < 0 or doc[first].is_sent_start:
        return None
    if reading := personal_reading(doc[i].text):
        phrase = phrase_of(doc[i])
        return Office(phrase, reading, naming.description(doc, phrase, reading), i + 1)
    if doc[i].pos_ in ("ADP", "DET", "VERB", "AUX", "PUNCT", "CCONJ"):
        return None
    for j in range(i - 1, max(-1, i - _BETWEEN), -1):
        if (
            doc[j].pos_ in ("VERB", "AUX", "PUNCT")
            or doc[j + 1].is_sent_start
            or scene.kinds_at(j) == "person"
        ):
            return None
        reading = personal_reading(doc[j].text)
        if reading and doc[j + 1].lower_ in ("für", "von", "der", "des", "im", "in"):
            phrase = phrase_of(doc[j])
            return Office(phrase, reading, naming.description(doc, phrase, reading, end=first), first)
    return None


def office_before_comma(scene: Scene, first: int, last: int) -> Office | None:
    """„der Schwiegersohn von US-Präsident Donald Trump, Jared Kushner,“."""
    doc = scene.doc
    if (
        first < 2
        or doc[first - 1].text != ","
        or last >= len(doc)
        or doc[last].text not in (",", "(", ".", "und")
    ):
        return None
    for j in range(first - 2, max(-1, first - 2 - _BETWEEN), -1):
        if doc[j].pos_ in ("VERB", "AUX", "PUNCT") or doc[j + 1].is_sent_start:
            return None
        reading = personal_reading(doc[j].text)
        if reading and j not in scene.at:
            phrase = phrase_of(doc[j])
            # „Außenminister Lawrow, Wladimir Putin“ are two: the office must be free and have an article.
            if phrase.article is None and phrase.possessive is None:
                return None
            if (
                doc[phrase.first].lower_ in ("die", "den")
                and reading.gender == "m"
                and not reading.adjectival
            ):
                return None
            return Office(phrase, reading, naming.description(doc, phrase, reading, end=first - 1), first - 1)
    return None


def office_right(scene: Scene, last: int) -> Office | None:
    """„Claudia Pfeiffer, Geschäftsführerin des Verbands,“."""
    doc = scene.doc
    if last >= len(doc) or doc[last].text != ",":
        return None
    for j in range(last + 1, min(len(doc), last + 6)):
        if (
            doc[j].pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "ADV")
            or doc[j].is_sent_start
            or doc[j].tag_ == "PRELS"
        ):
            return None
        if reading := personal_reading(doc[j].text):
            if j + 1 < len(doc) and _named(scene, j + 1):
                return None
            phrase, end = phrase_of(doc[j]), naming.attribute_end(doc, j)
            return Office(phrase, reading, naming.description(doc, phrase, reading, end=end), end)
    return None


def _named(scene: Scene, i: int) -> bool:
    """„Außenminister Lawrow“ in „X, Außenminister Lawrow und Y“ is somebody else."""
    token = scene.doc[i]
    return i not in scene.at and (token.ent_type_ == "PER" or token.pos_ == "PROPN")
