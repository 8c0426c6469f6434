"""Persons: full and short names, the offices beside them, and for whom they speak."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.layers.actors import ownership
from analysis.layers.actors.offices import (
    Office,
    office_before_comma,
    office_left,
    office_right,
)
from analysis.layers.actors.personal_names import personal_names
from analysis.layers.actors.phrases import phrase_of
from analysis.layers.actors.scene import Place, Scene

_MEN_IN_A = frozenset(
    [
        "Joschka",
        "Luca",
        "Nikita",
        "Mustafa",
        "Sascha",
        "Jona",
        "Ilja",
        "Noah",
        "Andrea",
        "Elia",
        "Micha",
        "Mischa",
        "Jascha",
        "Akira",
        "Barrica",
    ]
)


def find_people(scene: Scene) -> None:
    """Enter every place where a person is named, with offices and parties.

    Args:
        scene: with the names of states and organisations already in it.
    """
    doc = scene.doc
    spans = personal_names(scene)
    full = _full_names(doc, spans)
    for first, last in sorted(spans | _short_mentions(scene, spans, full)):
        words = [token.text for token in doc[first:last]]
        name, others = _canonical(words, _base(doc[first]), full)
        _enter(scene, first, last, name, others, full)


def _full_names(doc: Doc, spans: set[tuple[int, int]]) -> dict[str, list[str]]:
    """Last part of a name → the full names with it, in the order of the text."""
    lasts = {doc[last - 1].text for _, last in spans}
    full: dict[str, list[str]] = {}
    for first, last in sorted(spans):
        words = [token.text for token in doc[first:last]]
        words[-1] = _bare(words[-1], lasts, _base(doc[last - 1]))
        if len(words) > 1 and " ".join(words) not in full.setdefault(words[-1], []):
            full[words[-1]].append(" ".join(words))
    for first, last in sorted(spans):
        if last - first == 1:
            full.setdefault(_bare(doc[first].text, lasts | set(full), _base(doc[first])), [])
    return full


def _bare(word: str, known: Iterable[str], lemma: str) -> str:
    """A surname without the ending of the genitive."""
    if word[-1] in "’'" and len(word) > 2:
        return word[:-1]
    if word.endswith("s") and len(word) > 3 and (word[:-1] in known or lemma == word[:-1]):
        return word[:-1]
    return word


def _surname(name: str) -> list[str]:
    """The words of a surname with its particles: „von der Leyen“."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return words[start:]


def _base(token: Token) -> str:
    """A name's lemma; where its features say genitive, without the s („Trumps“)."""
    genitive = "Gen" in token.morph.get("Case", []) and token.text.endswith("s")
    return token.text[:-1] if genitive else token.lemma_


def _short_mentions(
    scene: Scene, spans: set[tuple[int, int]], full: dict[str, list[str]]
) -> set[tuple[int, int]]:
    taken = {i for first, last in spans for i in range(first, last)} | set(scene.at)
    found = set()
    for i, (text, pos) in enumerate(zip(scene.words.text, scene.words.pos, strict=True)):
        known = text in full or (text.endswith("s") and text[:-1] in full)
        if known and i not in taken and pos in ("PROPN", "NOUN") and len(text) > 2:
            found.add((i, i + 1))
    return found


def _canonical(words: list[str], lemma: str, full: dict[str, list[str]]) -> tuple[str, list[str]]:
    last = _bare(words[-1], full, lemma if len(words) == 1 else "")
    named = full.get(last, [])
    whole = " ".join([*words[:-1], last])
    if len(words) > 1:
        longer = [name for name in named if set(whole.split()) < set(name.split())]
        return (longer[0] if longer else whole), []
    return (named[-1], named[:-1]) if named else (last, [])


def _enter(
    scene: Scene, first: int, last: int, name: str, others: list[str], full: dict[str, list[str]]
) -> None:
    doc = scene.doc
    short = last - first == 1 and " " in name
    surname = _surname(name)
    while short and first and doc[first - 1].lower_ in surname[:-1] and not doc[first].is_sent_start:
        first -= 1  # „Von der Leyen“
    office = office_left(scene, first) or office_before_comma(scene, first, last)
    start = min(first, office.phrase.first) if office else phrase_of(doc[first]).first
    anchors = set(range(first, last)) | ({office.phrase.head} if office else set())
    place = Place(
        start,
        last,
        (name,),
        ((start, last),),
        "short_name" if short else "name",
        "open" if others else "certain",
        tuple(others),
        frozenset(anchors),
        _gender(name, office),
        form=" ".join(surname if short else name.split()),
    )
    scene.add(place, "person")
    right = office_right(scene, last)
    for found in filter(None, (office, right)):
        scene.roles.setdefault(name, {})[found.text] = None
        owner = ownership.owner_of(scene, found.phrase, found.reading, end=last if found is office else None)
        if (found.reading.prefix == "Bundes" and found.reading.base in ("Minister", "Kanzler")) or (
            found.reading.prefix.startswith("Bundes") and found.reading.base == "Minister"
        ):
            scene.kinds.setdefault("Bundesregierung", "organisation")
            scene.parties.setdefault(name, "Bundesregierung")
        if owner and all(scene.kinds.get(one) in ("state", "organisation") for one in owner.names):
            scene.parties.setdefault(name, owner.names[0])
    _party_behind(scene, name, last)


def _party_behind(scene: Scene, name: str, last: int) -> None:
    """„Miriam Falk (Grüne)“, „Petra Lohmann von der Gewerkschaft Verkehr“."""
    doc = scene.doc
    if last + 1 >= len(doc):
        return
    if doc[last].text == "(" or doc[last].lower_ in ("von", "vom"):
        for j in range(last + 1, min(len(doc), last + 5)):
            place = scene.at.get(j)
            if place and scene.kinds[place.names[0]] in ("state", "organisation"):
                scene.parties.setdefault(name, place.names[0])
                return
            if doc[j].pos_ not in ("DET", "ADJ", "NOUN"):
                return


def _gender(name: str, office: Office | None) -> str:
    if office and office.reading.gender == "f":
        return "f"
    first = name.split()[0]
    if " " in name and first.endswith(("a", "ine", "lie", "ette")) and first not in _MEN_IN_A:
        return "f"
    if office and office.reading.adjectival:
        return "f" if office.text.endswith("e") else "m"
    return "m" if office and office.reading.gender == "m" else ""
