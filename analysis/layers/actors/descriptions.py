"""Nouns that stand for actors: „die ukrainische Delegation“, „beide Seiten“, „das Land“."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from analysis.layers.actors import antecedents, ownership
from analysis.layers.actors.classes import class_compound, institution, known, organisation
from analysis.layers.actors.holders import personal
from analysis.layers.actors.nouns import Reading, readings, utterance_prefix
from analysis.layers.actors.ownership import Owner
from analysis.layers.actors.phrases import Phrase, is_singular, phrase_of
from analysis.layers.actors.placement import is_indefinite, place_described, place_noun
from analysis.layers.actors.scene import Place, Scene

CLASSES = frozenset({"NOUN", "PROPN", "ADJ", "X"})
"""Of the words that may stand for an actor; foreign ones are X."""


@lru_cache(maxsize=2**14)
def may_stand_for(word: str, pos: str) -> bool:
    """Whether `resolve_noun` can find anything for such a word; for most it cannot.

    >>> may_stand_for("Delegation", "NOUN"), may_stand_for("Berge", "NOUN"), may_stand_for("geht", "VERB")
    (True, False, False)
    """
    if pos == "NOUN" and utterance_prefix(word) is not None:
        return True
    return pos in CLASSES and bool(readings(word))


def resolve_noun(scene: Scene, token: Token) -> Place | None:
    """Bring a noun to the actors it stands for and enter the place; None where it stands for nobody.

    Args:
        scene: with all names, and with the descriptions and pronouns before this one.
        token: a noun.
    """
    found = readings(token.text)
    if not found and token.pos_ == "NOUN":
        return _utterance(scene, token)
    if not found or token.pos_ not in CLASSES:
        return None
    phrase = phrase_of(token)
    if (
        token.pos_ == "ADJ"
        and token.i + 1 < len(scene.doc)
        and scene.doc[token.i + 1].pos_ in ("NOUN", "PROPN")
    ):
        return None
    reading = _number(scene, phrase, found)
    classes = reading.classes
    if "sides" in classes and _counts_two(scene, phrase) and (place := _last_pair(scene, phrase)):
        return scene.add(place, tuple(scene.kinds[name] for name in place.names))
    seats = "government" in classes
    owner = (
        ownership.compound(scene, phrase.head)
        or _possessor(scene, phrase, reading)
        or ownership.owner_of(scene, phrase, reading, seats=seats)
    )
    for rule in (_government, _organ, _country, personal, institution, organisation, _group):
        if place := rule(scene, phrase, reading, owner):
            return place
    return None


def _utterance(scene: Scene, token: Token) -> Place | None:
    """„Angaben der Gewerkschaft“, „ihrer Ansicht“, „Polizeiangaben“ stand for the speaker."""
    part = utterance_prefix(token.text)
    if part is None:
        return None
    phrase = phrase_of(token)
    owner = (
        class_compound(scene, token.i) or _possessor(scene, phrase) or ownership.owner_of(scene, phrase, None)
    )
    if owner is None and (body := readings(part.rstrip("s-"))):
        owner = Owner(
            (known(scene, body[0], "organisation") or body[0].nominative,),
            ((token.i, token.i + 1),),
            "compound",
        )
    if owner is None:
        return None
    last = max(token.i + 1, owner.end or 0)
    spans = (
        owner.spans if len(owner.spans) == len(owner.names) else ((phrase.first, last),) * len(owner.names)
    )
    return place_noun(scene, phrase, last, owner.names, spans, "utterance", "likely")


def _number(scene: Scene, phrase: Phrase, found: tuple[Reading, ...]) -> Reading:
    if len(found) == 1:
        return found[0]
    singular = is_singular(scene.doc, phrase)
    token = scene.doc[phrase.head]
    if singular is None and phrase.article is None and phrase.possessive is None and _is_bare(scene, phrase):
        verb = antecedents.verb_number(token) if token.dep_.startswith("nsubj") else ""
        singular = verb == "Sing"  # „Vermittler aus Katar“; but „Kanzler lehnt ab“
    if singular is None:
        article = scene.doc[phrase.article].lower_ if phrase.article is not None else ""
        if (
            article == "der"
            and found[0].gender == "m"
            and not found[0].adjectival
            and _follows_noun(scene, phrase)
        ):
            return next(
                (one for one in found if one.plural), found[0]
            )  # genitive plural: „der Kreis der Vertreter“
        if article in ("die", "den", "diese", "alle") and found[0].gender == "m" and not found[0].adjectival:
            singular = article == "den" and not found[0].oblique and "Sing" in token.morph.get("Number", [])
        else:
            singular = "Plur" not in token.morph.get("Number", [])
    return next((one for one in found if one.plural != singular), found[0])


def _is_bare(scene: Scene, phrase: Phrase) -> bool:
    before = scene.doc[phrase.first - 1] if phrase.first else None
    strong = any(
        scene.doc[i].text.endswith("er") and scene.doc[i].text[0].islower() for i in phrase.adjectives
    )
    return not strong and (before is None or before.tag_ != "APPRART") and phrase.first - 1 not in scene.at


def _follows_noun(scene: Scene, phrase: Phrase) -> bool:
    token = scene.doc[phrase.head]
    return (
        phrase.first > 0 and scene.doc[phrase.first - 1].pos_ == "NOUN" and not token.dep_.startswith("nsubj")
    )


def _counts_two(scene: Scene, phrase: Phrase) -> bool:
    words = {scene.doc[i].lower_ for i in range(phrase.first, phrase.head)}
    return bool(words & {"beide", "beiden", "beider"}) or {"zwei", "die"} <= words


def _last_pair(scene: Scene, phrase: Phrase) -> Place | None:
    """„die beiden Länder“: the two that were named together last, else the last two."""
    pair = antecedents.last_pair(scene, phrase.first, readings(scene.doc[phrase.head].text)[0])
    if pair is None:
        return None
    last = phrase.head + 1
    span = (phrase.first, last)
    return place_noun(scene, phrase, last, pair, (span,) * len(pair), "sides", "likely", gender="p")


def _possessor(scene: Scene, phrase: Phrase, reading: Reading | None = None) -> Owner | None:
    if phrase.possessive is None:
        return None
    personal = reading is not None and "person" in reading.classes and not reading.plural
    owner = antecedents.possessor(scene, phrase.possessive, personal=personal)
    if owner is None:
        return None
    span = (phrase.possessive, phrase.possessive + 1)
    return Owner(owner.names, (span,) * len(owner.names), "possessive")


def _government(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    stands_for_party = "representative" in reading.classes and reading.plural
    if "government" not in reading.classes and not stands_for_party:
        return None
    if owner:
        names = tuple(dict.fromkeys(scene.side_of(name) for name in owner.names))
        last = max(phrase.head + 1, owner.end or 0)
        whole = ((phrase.first, last),) * len(names)
        spans = owner.spans if len(names) > 1 and len(owner.spans) == len(names) else whole
        rule = "representatives" if stands_for_party else "government"
        return place_noun(
            scene,
            phrase,
            last,
            names,
            spans,
            rule,
            "likely" if owner.rule == "possessive" else "certain",
            gender="p" if reading.plural else reading.gender,
        )
    if stands_for_party or is_indefinite(scene, phrase):
        return None
    for place in scene.back(phrase.first):
        if place.rule == "government" and (
            scene.doc[max(place.anchors)].lemma_ == scene.doc[phrase.head].lemma_
            or reading.base == "Regierung"
        ):
            return place_noun(
                scene,
                phrase,
                phrase.head + 1,
                place.names,
                ((phrase.first, phrase.head + 1),) * len(place.names),
                "government",
                "likely",
                gender=reading.gender,
            )
    return None


def _organ(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    own = (
        owner is not None and owner.rule == "possessive" and "organisation" in reading.classes
    )  # „seine Partei“
    if owner is None or (not own and "organ" not in reading.classes):
        return None
    names = tuple(dict.fromkeys(map(scene.side_of, owner.names)))
    if not all(scene.kinds.get(name) == "organisation" for name in names):
        return None
    last = max(phrase.head + 1, owner.end or 0)
    if reading.base in ("Konzern", "Partei", "Organisation", "Gewerkschaft"):
        for name in names:
            scene.classes.setdefault(name, set()).add(reading.base)
    return place_noun(
        scene,
        phrase,
        last,
        names,
        ((phrase.first, last),) * len(names),
        "organ",
        "certain" if owner.rule == "compound" else "likely",
        gender=reading.gender,
    )


def _country(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    if "country" not in reading.classes or reading.plural:
        return None
    if owner and owner.rule == "possessive":
        names = tuple(dict.fromkeys(scene.side_of(name) for name in owner.names))
    elif owner or phrase.article is None or is_indefinite(scene, phrase) or phrase.adjectives:
        return None
    else:
        before = [
            p for p in scene.before(phrase.first) if len(p.names) == 1 and scene.kinds[p.names[0]] == "state"
        ]
        if not before:
            return None
        names = before[0].names
    if not names or any(scene.kinds.get(name) != "state" for name in names):
        return None
    span = ((phrase.first, phrase.head + 1),) * len(names)
    return place_noun(scene, phrase, phrase.head + 1, names, span, "country", "likely", gender="n")


def _group(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    if "group" not in reading.classes:
        return None
    return place_described(scene, phrase, reading, owner, "group" if reading.plural else "person")
