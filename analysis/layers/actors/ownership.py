"""Whose somebody or something is: adjective, compound, genitive, „von“, possessive pronoun."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.layers.actors import geography, names
from analysis.layers.actors.nouns import Reading
from analysis.layers.actors.phrases import Phrase, opens_genitive
from analysis.layers.actors.scene import Place, Scene

_REGION = 9
"""Tokens behind a noun in which its genitive or „von“ may begin and end."""
_STOPS = frozenset({"VERB", "AUX", "SCONJ"})


@dataclass(frozen=True)
class Owner:
    """Whose a noun phrase is.

    Attributes:
        names: canonical names.
        spans: tokens that say so.
        rule: "adjective", "compound", "genitive" or "seat".
        end: index behind the attribute, where it follows the noun.
    """

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    rule: str
    end: int | None = None


def owner_of(
    scene: Scene, phrase: Phrase, reading: Reading | None, *, end: int | None = None, seats: bool = False
) -> Owner | None:
    """Find whose a noun phrase is; the words before the noun first.

    Args:
        scene: with the names found so far.
        phrase: the noun phrase.
        reading: what its noun is.
        end: index behind which nothing belongs to it any more.
        seats: take „in Kiew“ for an attribute too (for governments).
    """
    doc = scene.doc
    for i in phrase.adjectives:
        state = geography.state_of_adjective(doc[i].text) or _european(doc[i].text)
        if state:
            scene.kinds.setdefault(state, "state" if state in geography.genders() else "organisation")
            return Owner((state,), ((i, i + 1),), "adjective")
    return (
        compound(scene, phrase.head)
        or _genitive_before(scene, phrase)
        or _attribute(scene, phrase.head, end, seats)
    )


def compound(scene: Scene, i: int) -> Owner | None:
    """Whose a compound is by its first part („US-Vorschläge“, „RWE-Konzern“, „Gewerkschaftsforderung“)."""
    word = scene.words.text[i]
    owner = names.compound_owner(word)
    if owner:
        entry, _ = owner
        scene.kinds.setdefault(entry.actor, entry.kind)
        return Owner((entry.actor,), ((i, i + 1),), "compound")
    head, hyphen, _ = word.rpartition("-")
    while hyphen:
        name = head if head in scene.kinds else scene.tails.get(head)
        if name:
            return Owner((scene.side_of(name),), ((i, i + 1),), "compound")
        head, hyphen, _ = head.rpartition("-")
    return None


def _european(word: str) -> str | None:
    low = word.lower()
    return "EU" if low.startswith("europäisch") and len(low) <= len("europäisches") else None


def _genitive_before(scene: Scene, phrase: Phrase) -> Owner | None:
    """„Frankreichs Präsident“."""
    if phrase.article is not None or phrase.possessive is not None or phrase.first == 0:
        return None
    place = scene.at.get(phrase.first - 1)
    if place is None or place.last != phrase.first or place.pronoun:
        return None
    if not scene.doc[phrase.first - 1].text.endswith(("s", "’", "'")):
        return None
    return Owner(place.names, place.spans, "genitive")


def _attribute(scene: Scene, head: int, end: int | None, seats: bool) -> Owner | None:
    doc = scene.doc
    i = head + 1
    if i >= len(doc):
        return None
    preposition = doc[i].lower_
    if seats and preposition in ("in", "aus", "im") and i + 1 < len(doc):
        if place := scene.at.get(i + 1):
            return _members(scene, place)
        metonym = geography.metonyms().get(doc[i + 1].text)
        state = metonym.actor if metonym else geography.state_names().get(doc[i + 1].text)
        if state:
            scene.kinds.setdefault(state, "state")
            return Owner((state,), ((i + 1, i + 2),), "seat", i + 2)
    direct = scene.at.get(i)
    strong = (
        doc[i].pos_ == "ADJ" and doc[i].text.endswith("er") and i + 1 < len(doc) and doc[i + 1].pos_ == "NOUN"
    )
    if not (
        strong
        or opens_genitive(doc, i)
        or preposition in ("von", "vom")
        or (direct and _is_genitive(scene, i))
    ):
        return None
    stop = min(len(doc), i + _REGION, len(doc) if end is None else end)
    for j in range(i, stop):
        token = doc[j]
        if token.pos_ in _STOPS or token.is_sent_start or token.text in ",;:.(–-":
            return None
        place = scene.at.get(j)
        if place and not place.pronoun:
            return _members(scene, place)
    return None


def _members(scene: Scene, place: Place) -> Owner:
    group = scene.groups.get(id(place), (place,))
    members = [one for one in group if one.first >= place.first]
    return Owner(
        tuple(dict.fromkeys(name for one in members for name in one.names)),
        tuple(span for one in members for span in one.spans),
        "genitive",
        members[-1].last,
    )


def _is_genitive(scene: Scene, i: int) -> bool:
    token = scene.doc[i]
    return token.text.endswith(("s", "’", "'")) and token.text not in scene.kinds


def sides(scene: Scene, places: list[Place]) -> tuple[str, ...]:
    """The states and organisations behind places, each once."""
    return tuple(dict.fromkeys(scene.side_of(name) for place in places for name in place.names))
