"""Entering a noun phrase into the scene, by whom it stands for or by its own words."""

from __future__ import annotations

from dataclasses import replace

from analysis.layers.actors import naming
from analysis.layers.actors.nouns import Reading
from analysis.layers.actors.ownership import Owner
from analysis.layers.actors.phrases import Phrase
from analysis.layers.actors.scene import Place, Scene

_VAGUE = frozenset(
    [
        "Seite",
        "Stelle",
        "Team",
        "Führung",
        "Leitung",
        "Spitze",
        "Stadt",
        "Staat",
        "Land",
        "Regime",
        "Verwaltung",
        "Lager",
        "Mehrheit",
    ]
)
"""Nouns that name nobody by themselves."""
_INDEFINITE = frozenset(
    {"ein", "eine", "einer", "einem", "einen", "eines", "kein", "keine", "jeder", "jedes", "jede"}
)


def place_described(
    scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None, kind: str
) -> Place | None:
    """Name somebody by the words of the text."""
    if reading.base in _VAGUE and not reading.prefix and owner is None:
        return None
    doc = scene.doc
    if reading.base.endswith("seite") and reading.noun.lower().endswith("seite"):
        stem = reading.nominative[: -len("seite")].rstrip("s")
        reading = replace(reading, nominative=stem, plural=True) if stem == "Arbeitgeber" else reading
    end = naming.attribute_end(doc, phrase.head)
    by = doc[phrase.head + 1].lower_ if phrase.head + 1 < len(doc) else ""
    if owner and owner.end and kind == "person" and by in ("von", "vom"):
        end = max(end, owner.end)  # „Sprecher von Tesla“
    name = naming.description(doc, phrase, reading, end=end)
    if owner and owner.rule == "possessive":
        head = naming.description(doc, phrase, reading)
        name = f"{head} {naming.genitive(owner.names[0])}"
    if (
        owner
        and owner.rule != "possessive"
        and all(scene.kinds.get(n) in ("state", "organisation") for n in owner.names)
    ):
        scene.parties.setdefault(name, owner.names[0])
    elif owner and owner.rule == "possessive":
        scene.parties.setdefault(name, scene.side_of(owner.names[0]))
    return place_noun(
        scene,
        phrase,
        end,
        (name,),
        ((phrase.first, end),),
        "description",
        "certain",
        gender="p" if reading.plural else reading.gender,
        kind=kind,
    )


def is_indefinite(scene: Scene, phrase: Phrase) -> bool:
    if phrase.article is not None:
        return scene.doc[phrase.article].lower_ in _INDEFINITE
    return phrase.first == phrase.head and False


def place_noun(
    scene: Scene,
    phrase: Phrase,
    last: int,
    names: tuple[str, ...],
    spans: tuple[tuple[int, int], ...],
    rule: str,
    certainty: str,
    candidates: tuple[str, ...] = (),
    gender: str = "",
    kind: str = "",
) -> Place:
    anchors = {phrase.head}
    if phrase.head > 1 and scene.doc[phrase.head - 2].text.endswith("-"):
        anchors.add(phrase.head - 2)  # „Staats- und Regierungschefs“
    place = Place(
        phrase.first,
        last,
        names,
        spans,
        rule,
        certainty,
        candidates,
        frozenset(anchors),
        gender,
        form=scene.doc[phrase.head].text,
    )
    if rule == "sides":
        return place
    kinds = tuple(kind or scene.kinds.get(name, "organisation") for name in names)
    return scene.add(place, kinds)
