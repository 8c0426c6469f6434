"""For whom persons speak where no office says it: members of a delegation, companions at a meeting."""

from __future__ import annotations

from analysis.layers.actors.phrases import preposition_of
from analysis.layers.actors.scene import Scene

_LISTING = frozenset({"dazu", "darunter"})
_BEFORE_LIST = 4
"""Tokens between a delegation and „dazu zählen“."""


def infer_parties(scene: Scene) -> None:
    """Give persons a party that their sentence implies; what an office said before is kept.

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> from analysis.layers.actors.scene import Place
    >>> words = "Kiews Delegation , darunter Umjerow".split()
    >>> doc = Doc(spacy.blank("de").vocab, words, sent_starts=[True] + [False] * 4)
    >>> scene = Scene(doc)
    >>> def place(first, last, name, rule):
    ...     return Place(first, last, (name,), ((first, last),), rule, anchors=frozenset({last - 1}))
    >>> _ = scene.add(place(0, 2, "Ukraine", "government"), "state")
    >>> _ = scene.add(place(4, 5, "Umjerow", "name"), "person")
    >>> infer_parties(scene)
    >>> scene.parties
    {'Umjerow': 'Ukraine'}
    """
    for first, last in scene.words.bounds:
        for i in range(first, last):
            if scene.words.lower[i] in _LISTING:
                _members(scene, i, last)
        _companions(scene, first, last)


def _members(scene: Scene, i: int, last: int) -> None:
    """„der ukrainischen Delegation - dazu zählen Umjerow und Hnatow“."""
    whole = next(scene.back(i, _BEFORE_LIST), None)
    if whole is None or len(whole.names) != 1 or scene.kinds[whole.names[0]] not in ("state", "organisation"):
        return
    for place in scene.inside(i, last):
        if scene.kinds[place.names[0]] != "person" or place.pronoun:
            continue
        for name in place.names:
            scene.parties.setdefault(name, whole.names[0])


def _companions(scene: Scene, first: int, last: int) -> None:
    """„Witkoff und Kushner hatten mit Putin gesprochen“: who talks together with another is on one side."""
    inside = scene.inside(first, last)
    partners = {
        scene.side_of(name)
        for place in inside
        if preposition_of(scene.doc, place.first) == "mit"
        for name in place.names
    }
    for place in inside:
        group = scene.groups.get(id(place), ())
        if group[:1] != (place,):
            continue
        names = {name for one in group for name in one.names}
        if any(scene.kinds[name] != "person" for name in names):
            continue
        if preposition_of(scene.doc, place.first) is not None:
            continue
        known = {scene.parties[name] for name in names if name in scene.parties}
        if len(known) == 1 and partners and not known & partners:
            party = known.pop()
            for name in sorted(names):
                scene.parties.setdefault(name, party)
