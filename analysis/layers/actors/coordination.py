"""Actors that are named together: „die USA und die Ukraine“."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.actors.scene import Place, Scene

_JOINTS = frozenset({"und", "sowie", "oder", "bzw.", "beziehungsweise", "noch", "&", "wie", "auch"})
_LINKS = _JOINTS | {",", "/", "von", "mit", "zwischen", "als"}
_NOMINATIVE = frozenset({"der", "die", "das"})
_IN_PHRASE = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "X", "CCONJ"})
LONGEST_BETWEEN = 7
"""Tokens of a prepositional phrase between two coordinated subjects."""


def find_groups(scene: Scene, first: int = 0, last: int | None = None) -> None:
    """Enter in `scene.groups` which places of a stretch of tokens are coordinated."""
    end = len(scene.doc) if last is None else last
    outer: list[Place] = []
    for place in (p for p in scene.inside(first, end) if not p.pronoun):
        if not outer or place.first >= outer[-1].last:
            outer.append(place)
    chain: list[Place] = []
    earlier: Place | None = None
    previous: Place | None = None
    for place in outer:
        before, previous = previous, place
        over = earlier is not None and before is not None and len(chain) < 2
        if over and earlier is not None and _joined_over_phrase(scene, earlier, place):
            chain, earlier = [earlier, place], before
            continue
        earlier = before
        if chain and _joined(scene, chain[-1], place):
            chain.append(place)
            continue
        _close(scene, chain)
        chain = [place]
    _close(scene, chain)


def _close(scene: Scene, chain: list[Place]) -> None:
    # A list counts from its „und“ on: commas alone may part anything.
    while len(chain) > 1 and not _has_joint(scene, chain[-2], chain[-1]):
        chain.pop()
    if len(chain) > 1:
        group = tuple(chain)
        scene.groups.update({id(place): group for place in group})


def _gap(scene: Scene, left: Place, right: Place) -> list[str]:
    """The words between two places, in lower case."""
    return scene.words.lower[left.last : right.first]


def _has_joint(scene: Scene, left: Place, right: Place) -> bool:
    return not _JOINTS.isdisjoint(_gap(scene, left, right))


def _joined(scene: Scene, left: Place, right: Place) -> bool:
    words = _gap(scene, left, right)
    if not words or scene.sentence[left.first] != scene.sentence[right.first]:
        return False
    if all(word in _LINKS for word in words) and (set(words) & _JOINTS or words == [","]):
        listed = words == [","]
        same = scene.kinds[left.names[0]] == scene.kinds[right.names[0]]
        # „… Russlands und der Türkei, Sergej Lawrow und …“: a comma parts the states from the persons.
        return _same_clause(scene, left, right) and (same or not listed)
    return _joined_over_phrase(scene, left, right)


def _joined_over_phrase(scene: Scene, left: Place, right: Place) -> bool:
    """„der Gesandte auf der Plattform X und das Ministerium teilten mit“: two nominatives, a plural verb."""
    gap = _gap(scene, left, right)
    if not gap or len(gap) > LONGEST_BETWEEN or gap[-1] not in ("und", "sowie"):
        return False
    doc, kinds = scene.doc, scene.words.pos[left.last : right.first]
    if kinds[0] != "ADP":
        return False
    nominative = doc[right.first].lower_ in _NOMINATIVE and doc[left.first].lower_ in _NOMINATIVE
    plain = _IN_PHRASE.issuperset(kinds)
    return nominative and plain and _finite_number(scene, right) == "Plur"


def _same_clause(scene: Scene, left: Place, right: Place) -> bool:
    """Not „… traf Putin und Selenskyj lehnte ab“: there the right one is the subject of another verb."""
    a, b = _head(scene, left), _head(scene, right)
    if b.dep_ == "conj" and (b.head.i in left.anchors or b.head == a):
        return True
    if b.dep_.startswith("nsubj") and not a.dep_.startswith("nsubj"):
        return b.head.i < left.first or _finite_number(scene, right) == "Plur"
    return True


def _head(scene: Scene, place: Place) -> Token:
    tokens = [scene.doc[i] for i in sorted(place.anchors)]
    return next((token for token in tokens if token.head.i not in place.anchors), tokens[0])


def _finite_number(scene: Scene, place: Place) -> str:
    """Number of the next finite verb before or behind, within the sentence: the coordination's own verb."""
    doc = scene.doc
    for i in (
        *range(place.last, min(len(doc), place.last + 3)),
        *range(place.first - 1, max(-1, place.first - 20), -1),
    ):
        if doc[i].pos_ in ("VERB", "AUX") and "Fin" in doc[i].morph.get("VerbForm", []):
            return "".join(doc[i].morph.get("Number", []))
    return ""
