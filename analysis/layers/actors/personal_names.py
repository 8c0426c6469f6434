"""Where persons' names stand and how far they go, also where the name recogniser misses or cuts them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from analysis import lexicon
from analysis.layers.actors.nouns import readings
from analysis.layers.actors.offices import TITLES, personal_reading
from analysis.layers.actors.scene import Scene

_FOREIGN = frozenset(["van", "de", "del", "al", "bin", "ibn", "da", "dos", "el", "ben"])
_PARTICLES = frozenset(["von", "van", "de", "der", "den", "del", "al", "bin", "ibn", "zu"])

_BEFORE_NAMES = TITLES | {"Kollege"}


def personal_names(scene: Scene) -> set[tuple[int, int]]:
    """The tokens (first, behind the last) of persons' names, without titles and offices, without overlaps.

    >>> import spacy
    >>> words = "Minister Robert Habeck schwieg".split()
    >>> pos = ["NOUN", "PROPN", "PROPN", "VERB"]
    >>> doc = Doc(spacy.blank("de").vocab, words, pos=pos, sent_starts=[True, False, False, False])
    >>> personal_names(Scene(doc))
    {(1, 3)}
    """
    doc = scene.doc
    spans: set[tuple[int, int]] = set()
    for ent in doc.ents:
        first, last = ent.start, ent.end
        while first < last and (
            _is_office(doc[first].text) or doc[first].text in TITLES or first in scene.at
        ):
            first += 1
        led = first > ent.start
        if last - first == 2 and _is_possessor(scene, first):
            last = first + 1
        while last > first and (last - 1 in scene.at or not _ends_name(doc[last - 1])):
            last -= 1
        while first < last and not doc[first].text[:1].isalpha():
            first += 1
        if last - first == 1 and not led and _is_common(doc[first]):
            continue
        if first < last and (ent.label_ == "PER" or (led and _all_names(doc, first, last))):
            spans.add((_reach_left(scene, first), last))
    words = scene.words
    for i, (text, pos) in enumerate(zip(words.text[:-1], words.pos, strict=False)):
        if text in _BEFORE_NAMES or (pos in ("NOUN", "ADJ", "PROPN") and personal_reading(text)):
            first = i + 1
            while first < len(doc) and doc[first].text in TITLES:
                first += 1
            last = _name_end(scene, first)
            if last > first:
                spans.add((first, last))
    lone = {(first, last) for first, last in spans if last - first == 1}
    longer = {(first, _name_end(scene, last, started=True)) for first, last in lone}
    return _without_overlaps((spans - lone) | longer | _unlabelled(scene))


def _is_office(word: str) -> bool:
    return personal_reading(word) is not None or personal_reading(word, plural=True) is not None


def _is_possessor(scene: Scene, i: int) -> bool:
    """„Brandts Rücktritt“ is no name as a whole: the text has Brandt too."""
    word = scene.doc[i].text
    return word.endswith("s") and len(word) > 3 and word[:-1] in scene.forms


def _is_common(token: Token) -> bool:
    """A common noun that the recogniser took for a person: in the plural or with an article."""
    article = token.i > 0 and token.doc[token.i - 1].pos_ == "DET"
    return token.pos_ == "NOUN" and bool(article or "Plur" in token.morph.get("Number", []))


def _ends_name(token: Token) -> bool:
    return token.text not in _PARTICLES and any(letter.isalpha() for letter in token.text)


def _name_end(scene: Scene, i: int, *, started: bool = False) -> int:
    """Index behind the name that begins at a token, with its particles („von der Leyen“).

    With `started`, the token is the one behind what is known to be a name.
    """
    doc, first = scene.doc, i
    while i < len(doc) and i - first <= 5:
        if not started and _is_name(scene, i):
            i += 1
        elif not started and i == first and _two_capitals(doc, i):
            i += 2
        elif not started and i == first and i not in scene.at and _beside(doc, i):
            i += 1  # the recogniser's label may be wrong where an office stands right before
        elif (i > first or started) and (end := _surname_end(scene, i, long=i - first > 1)):
            i = end
        else:
            break
    return i


def _surname_end(scene: Scene, i: int, *, long: bool) -> int | None:
    """Index behind the rest of a surname: particles and a capital, or what the tree joins to it."""
    doc, j = scene.doc, i
    if _is_possessor(scene, i - 1):
        return None
    particles = _FOREIGN if long else _PARTICLES
    while j < len(doc) and j - i < 2 and doc[j].text in particles:
        j += 1
    if j >= len(doc) or not doc[j].text[:1].isupper() or j in scene.at or readings(doc[j].text):
        return None
    if doc[j].is_sent_start or doc[j].text.isupper():
        return None
    flat = doc[j].dep_.startswith("flat") and doc[j].head.i < j
    return j + 1 if flat or (j > i and doc[j].pos_ == "PROPN") else None


def _beside(doc: Doc, i: int) -> bool:
    if doc[i].pos_ != "PROPN" or not _ends_name(doc[i]):
        return False
    return not doc[i].is_sent_start and (doc[i].dep_.startswith("flat") or doc[i].dep_ == "appos")


def _two_capitals(doc: Doc, i: int) -> bool:
    """Two nouns right behind an office that the tagger took for common nouns („Kollege Kaweh Mansoori“)."""
    if i + 1 >= len(doc) or doc[i].is_sent_start or doc[i + 1].is_sent_start:
        return False
    return all(
        token.tag_ in ("NN", "NE", "FM")
        and token.text[:1].isupper()
        and token.text.isalpha()
        and not (personal_reading(token.text) or token.ent_type_ or _is_time(token.text))
        and "Plur" not in token.morph.get("Number", [])
        for token in doc[i : i + 2]
    )


@cache
def _times() -> frozenset[str]:
    months = {entry["month"] for entry in lexicon.load("months")}
    return frozenset(months | {"Anfang", "Mitte", "Ende"})


def _is_time(word: str) -> bool:
    return word in _times() or word.endswith(("tag", "woch", "abend", "morgen", "nacht"))


def _all_names(doc: Doc, first: int, last: int) -> bool:
    return all(token.pos_ == "PROPN" for token in doc[first:last])


def _unlabelled(scene: Scene) -> set[tuple[int, int]]:
    """Two nouns that the tree joins to a name and the recogniser missed („Néstor Kirchner“)."""
    doc = scene.doc
    found = set()
    for i, dep in enumerate(scene.words.dep[1:]):
        if dep not in ("flat", "flat:name") or i in scene.at or i + 1 in scene.at:
            continue
        token, behind = doc[i], doc[i + 1]
        if (token.i and doc[token.i - 1].pos_ in ("DET", "ADJ")) or len(behind) == 1:
            continue  # „der Plattform X“
        pair = (token, behind)
        proper = any(t.pos_ == "PROPN" or t.tag_ == "NE" for t in pair) and not behind.is_sent_start
        if behind.head.i == token.i and proper and all(_may_be_name(t) for t in pair):
            found.add((token.i, behind.i + 1))
    return found


def _may_be_name(token: Token) -> bool:
    if token.ent_type_ in ("PER", "ORG") or not token.text.istitle() or not token.text.isalpha():
        return False
    return not readings(token.text) and not _is_time(token.text)


def _is_name(scene: Scene, i: int) -> bool:
    token = scene.doc[i]
    if i in scene.at or token.is_sent_start or _is_office(token.text) or not token.text[0].isalpha():
        return False
    if token.ent_type_ in ("ORG", "LOC", "MISC"):
        return False
    return token.ent_type_ == "PER" or (
        token.pos_ == "PROPN" and (token.text[0].isupper() or token.text[:3] == "al-")
    )


def _reach_left(scene: Scene, first: int) -> int:
    doc = scene.doc
    while first > 0 and doc[first - 1].pos_ == "PROPN" and not doc[first].is_sent_start:
        before = doc[first - 1]
        if first - 1 in scene.at or before.ent_type_ not in ("", "PER") or not before.text[0].isupper():
            break
        if (
            _is_office(before.text)
            or before.text in TITLES
            or (before.text.endswith("s") and before.ent_type_ != "PER")
        ):
            break
        first -= 1
    return first


def _without_overlaps(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    kept: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for first, last in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if taken.isdisjoint(range(first, last)):
            kept.add((first, last))
            taken.update(range(first, last))
    return kept
