"""For whom persons speak where no office says it: members of a delegation, companions at a meeting."""

from __future__ import annotations

from spacy.tokens import Span, Token

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
    for sentence in scene.doc.sents:
        for token in sentence:
            if token.lower_ in _LISTING:
                _members(scene, token, sentence)
        _companions(scene, sentence)


def _members(scene: Scene, token: Token, sentence: Span) -> None:
    """„der ukrainischen Delegation - dazu zählen Umjerow und Hnatow“."""
    whole = next(scene.back(token.i, _BEFORE_LIST), None)
    if whole is None or len(whole.names) != 1 or scene.kinds[whole.names[0]] not in ("state", "organisation"):
        return
    for place in scene.inside(token.i, sentence.end):
        if scene.kinds[place.names[0]] != "person" or place.pronoun:
            continue
        for name in place.names:
            scene.parties.setdefault(name, whole.names[0])


def _companions(scene: Scene, sentence: Span) -> None:
    """„Witkoff und Kushner hatten mit Putin gesprochen“: who talks together with another is on one side."""
    inside = scene.inside(sentence.start, sentence.end)
    partners = {
        scene.side_of(name)
        for place in inside
        if preposition_of(scene.doc, place.first) == "mit"
        for name in place.names
    }
    for place in inside:
        group = scene.groups.get(id(place), ())
        names = {name for one in group for name in one.names}
        if group[:1] != (place,) or any(scene.kinds[name] != "person" for name in names):
            continue
        if preposition_of(scene.doc, place.first) is not None:
            continue
        known = {scene.parties[name] for name in names if name in scene.parties}
        if len(known) == 1 and partners and not known & partners:
            party = known.pop()
            for name in sorted(names):
                scene.parties.setdefault(name, party)
