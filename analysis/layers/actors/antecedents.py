"""Who a pronoun may stand for: the nearest that agrees, the two named last, the one who speaks."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.layers.actors.nouns import Reading
from analysis.layers.actors.scene import WINDOW, Place, Scene


def person_before(scene: Scene, i: int, genders: str) -> Place | None:
    """The person that a description without a name of its own means („der 58-Jährige“)."""
    return antecedent(scene, i, genders, personal=True)


def last_pair(scene: Scene, i: int, reading: Reading | None) -> tuple[str, ...] | None:
    """The two actors that „beide“ stands for: those named together last, else the last two of one kind."""
    kinds = (
        {"state"}
        if reading and "country" in reading.classes
        else {"state", "organisation", "person", "group"}
    )
    if reading and {"office", "person"} & set(reading.classes):
        kinds = {"person"}
    elif reading and reading.base in (
        "Seite",
        "Konfliktpartei",
        "Kriegspartei",
        "Delegation",
        "Regierung",
        "Lager",
    ):
        kinds = {"state", "organisation", "group"}
    places = [place for place in scene.back(i) if not place.pronoun]
    for place in places:
        group = scene.groups.get(id(place), ())
        names = tuple(dict.fromkeys(name for one in group for name in one.names)) or place.names
        if (
            len(names) == 2
            and all(scene.kinds[name] in kinds for name in names)
            and (not group or group[-1].last <= i)
        ):
            return names
    last = dict.fromkeys(
        n for p in places for n in p.names if scene.kinds[n] in kinds and p.rule != "description"
    )
    return tuple(reversed(list(last)[:2])) if len(last) > 1 else None


def verb_number(subject: Token) -> str:
    """Number of the finite verb of a subject („Sing“, „Plur“), or an empty text."""
    verb = subject.head
    for token in (verb, *(child for child in verb.children if child.dep_.startswith(("aux", "cop")))):
        if "Fin" in token.morph.get("VerbForm", []):
            return "".join(token.morph.get("Number", []))
    return ""


def antecedent(scene: Scene, i: int, genders: str, *, personal: bool = False) -> Place | None:
    """The nearest place before that agrees; a group for the plural."""
    fits: list[tuple[bool, Place]] = []
    for place in scene.before(i):
        if personal and scene.kinds[place.names[0]] != "person":
            continue
        certain = _agrees(scene, place, genders, i)
        if certain is not None:
            fits.append((certain, place))
    if not fits:
        return None
    here = scene.sentence[i]
    # Somebody who surely agrees wins over a nearer one of unknown gender in the same or the next sentence.
    best = next((place for sure, place in fits if sure), fits[0][1])
    if here - scene.sentence[best.first] > 1 and not fits[0][0]:
        best = fits[0][1]
    several = "p" in genders and not _single(scene, best, genders) and _complete(scene, best, i)
    names = _members(scene, best) if several else best.names
    others = dict.fromkeys(name for _, place in fits for name in place.names if name not in names)
    clear = scene.is_subject(best) and here - scene.sentence[best.first] <= 1
    certainty = "likely" if not others or clear else "open"
    return stand_in(scene, scene.doc[i], names, certainty, tuple(others)[:4], best.gender)


def _complete(scene: Scene, place: Place, i: int) -> bool:
    """Whether a coordination ends before the pronoun: in „die Ukraine und ihre Verbündeten“ it does not."""
    group = scene.groups.get(id(place))
    return group is None or group[-1].last <= i


def _single(scene: Scene, place: Place, genders: str) -> bool:
    return "f" in genders and id(place) not in scene.groups and scene.gender_of(place.names[0]) == "f"


def _members(scene: Scene, place: Place) -> tuple[str, ...]:
    group = scene.groups.get(id(place), (place,))
    return tuple(dict.fromkeys(name for one in group for name in one.names))


def _agrees(scene: Scene, place: Place, genders: str, i: int) -> bool | None:
    """True: the gender fits; False: it is not known; None: it does not fit."""
    group = scene.groups.get(id(place))
    if "p" in genders and (
        (group is not None and group[-1].last <= i) or len(place.names) > 1 or place.gender == "p"
    ):
        return True
    if len(place.names) > 1 or (place.gender == "p" and "p" not in genders):
        return None
    own = place.gender or scene.gender_of(place.names[0])
    if not own:
        return False if genders != "p" and scene.kinds[place.names[0]] == "person" else None
    return True if own in genders else None


def relative(scene: Scene, token: Token) -> Place | None:
    """The place right before the comma, else the noun that the tree says."""
    doc, i = scene.doc, token.i - 1
    if i >= 0 and doc[i].pos_ == "ADP":
        i -= 1
    if i < 1 or doc[i].text != ",":
        return None
    verb = token.head
    noun = verb.head if verb.dep_.startswith("acl") and verb.head.i < token.i else None
    by_tree = scene.at.get(noun.i) if noun is not None else None
    if i - 1 in scene.at and scene.at[i - 1].last == i:
        place = scene.at[i - 1]
        if token.lower_ == "die" and "Plur" in (verb_number(token), *token.morph.get("Number", [])):
            if by_tree is not None and by_tree.gender == "p" and place.gender != "p":
                return by_tree
            return stand_in(scene, token, _members(scene, place), "likely", (), place.gender)
        return place
    return by_tree


def speaker(scene: Scene, token: Token, *, plural: bool) -> Place | None:
    """The subject of the nearest verb of saying: in the sentence, the one before, the one after."""
    here = scene.sentence[token.i]
    near = scene.inside(max(0, token.i - WINDOW), min(len(scene.doc), token.i + WINDOW))
    saying = [place for place in near if token.i not in place.anchors and _says(scene, place)]
    for sentence in (here, here - 1, here + 1, here - 2):
        said = [place for place in saying if scene.sentence[place.first] == sentence]
        if said:
            return stand_in(scene, token, _members(scene, said[-1]), "likely", (), said[-1].gender)
    if not plural:
        return None
    for place in scene.before(token.i):
        if id(place) in scene.groups or len(place.names) > 1:
            return stand_in(scene, token, _members(scene, place), "open", (), "p")
    return None


def _says(scene: Scene, place: Place) -> bool:
    return any(
        scene.doc[i].dep_.startswith("nsubj") and scene.doc[i].head.lemma_ in _saying() for i in place.anchors
    )


@cache
def _saying() -> frozenset[str]:
    return frozenset(f"{e['particle']}{e['verb']}" for e in lexicon.load("reporting_verbs")) | frozenset(
        e["verb"] for e in lexicon.load("reporting_verbs")
    )


def stand_in(
    scene: Scene,
    token: Token,
    names: tuple[str, ...],
    certainty: str = "likely",
    candidates: tuple[str, ...] = (),
    gender: str = "",
) -> Place:
    span = (token.i, token.i + 1)
    return Place(
        token.i, token.i + 1, names, (span,) * len(names), "pronoun", certainty, candidates, gender=gender
    )


def possessor(scene: Scene, i: int, *, personal: bool = False) -> Place | None:
    """Whom „sein“ or „ihr“ stands for; with `personal` a person („seine Parteikollegin“)."""
    token = scene.doc[i]
    low = token.lower_
    if low.startswith("sein"):
        return antecedent(scene, i, "m" if personal else "mn", personal=personal)
    if low.startswith("ihr"):
        return antecedent(scene, i, "fp")
    if low in ("dessen", "deren"):
        return relative(scene, token) or antecedent(scene, i, "mn" if low == "dessen" else "fp")
    if low.startswith("unser"):
        return speaker(scene, token, plural=False)
    return None
