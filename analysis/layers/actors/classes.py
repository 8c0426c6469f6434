"""Organisations by their class: „die Gewerkschaft“, „der Konzern“, „das Ministerium“."""

from __future__ import annotations

from analysis.layers.actors import geography, naming
from analysis.layers.actors.names import organisation_classes
from analysis.layers.actors.nouns import Reading, readings
from analysis.layers.actors.ownership import Owner
from analysis.layers.actors.phrases import Phrase, phrase_of
from analysis.layers.actors.placement import is_indefinite, place_described, place_noun
from analysis.layers.actors.scene import Place, Scene

_CLASS_OF = {
    "Gewerkschaft": {"union"},
    "Partei": {"party"},
    "Verband": {"association", "employers"},
    "Arbeitgeberverband": {"employers"},
    "Unternehmen": {"company"},
    "Konzern": {"company"},
    "Bündnis": {"alliance"},
    "Miliz": {"group"},
    "Organisation": {"association", "alliance", "body", "group"},
}


def institution(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    if "institution" not in reading.classes:
        return None
    if owner is None and not is_indefinite(scene, phrase) and (name := known(scene, reading, "organisation")):
        span = (phrase.first, phrase.head + 1)
        return place_noun(
            scene, phrase, span[1], (name,), (span,), "institution", "likely", gender=reading.gender
        )
    return place_described(scene, phrase, reading, owner, "group" if reading.plural else "organisation")


def organisation(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    if "organisation" not in reading.classes:
        return None
    span = (phrase.first, phrase.head + 1)
    full = naming.attribute_end(scene.doc, phrase.head) > span[1]
    if owner is None and not full and not is_indefinite(scene, phrase):
        members = _of_class(scene, reading, phrase)
        if reading.prefix or any(scene.doc[i].text.endswith("ische") for i in phrase.adjectives):
            # „die Ärztegewerkschaft“ may be the only union named before, or one of its own.
            before = [name for name in members if _named_before(scene, name, phrase.first)]
            members = before if len(before) == 1 and phrase.article is not None and not reading.plural else []
            if members:
                own = naming.description(scene.doc, phrase, reading)
                return place_noun(
                    scene, phrase, span[1], (members[0],), (span,), "class", "open", (own,), reading.gender
                )
        if members and reading.plural:
            return place_noun(
                scene, phrase, span[1], tuple(members), (span,) * len(members), "class", "likely", gender="p"
            )
        if members:
            return place_noun(
                scene,
                phrase,
                span[1],
                (members[0],),
                (span,),
                "class",
                "likely" if len(members) == 1 else "open",
                tuple(members[1:]),
                reading.gender,
            )
        if not reading.plural and (name := known(scene, reading, "organisation")):
            return place_noun(
                scene, phrase, span[1], (name,), (span,), "class", "likely", gender=reading.gender
            )
    return place_described(scene, phrase, reading, owner, "group" if reading.plural else "organisation")


def _of_class(scene: Scene, reading: Reading, phrase: Phrase) -> list[str]:
    """The organisations that a noun of class may mean: those named last first."""
    wanted = _CLASS_OF.get(reading.base, set())
    found = [
        name
        for name in scene.named("organisation")
        if reading.base in scene.classes.get(name, set()) or organisation_classes().get(name) in wanted
    ]
    last = {
        n: max((p.first for p in scene.of_name.get(n, ()) if p.first < phrase.first), default=-1)
        for n in found
    }
    order = sorted(found, key=lambda name: -last[name]) if not reading.plural else found
    return order


def _named_before(scene: Scene, name: str, i: int) -> bool:
    return any(
        p.last <= i and scene.sentence[p.first] < scene.sentence[i] for p in scene.of_name.get(name, ())
    )


def class_compound(scene: Scene, i: int) -> Owner | None:
    """Whose a compound is whose first part is a noun of class („Gewerkschaftsforderung“)."""
    word = scene.words.text[i]
    if not word.startswith(tuple(geography.compound_parts())):
        return None
    for part, noun in geography.compound_parts().items():
        if word.startswith(part) and len(word) > len(part) + 3:
            reading = readings(noun)[0]
            members = _of_class(scene, reading, phrase_of(scene.doc[i]))
            if not members and (name := known(scene, reading, "organisation")):
                members = [name]
            if not members:
                return None
            return Owner(tuple(members), ((i, i + 1),) * len(members), "compound")
    return None


def known(scene: Scene, reading: Reading, kind: str) -> str | None:
    """An actor of the article whose name ends in the noun („die Koalition“: „Regierungskoalition“)."""
    noun = reading.noun.lower()
    found = None
    for name in scene.named(kind):
        words = name.lower().split()
        head = words[0] if not words[0].endswith(("er", "es", "e")) or len(words) == 1 else words[1]
        if head.endswith(noun) or words[-1].endswith("-" + noun):
            found = name
    return found
