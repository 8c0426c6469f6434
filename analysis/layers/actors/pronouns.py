"""Pronouns and possessives, each brought to who was named before."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.language.columns import Columns
from analysis.layers.actors.antecedents import (
    antecedent,
    last_pair,
    possessor,
    relative,
    speaker,
    stand_in,
    verb_number,
)
from analysis.layers.actors.phrases import is_possessive
from analysis.layers.actors.scene import WINDOW, Place, Scene

_PERSONAL = {
    "er": "m",
    "ihn": "m",
    "ihm": "mn",
    "sie": "fp",
    "ihr": "f",
    "ihnen": "p",
    "es": "n",
}
_DEMONSTRATIVE = {
    "dieser": "m",
    "diese": "fp",
    "diesem": "mn",
    "diesen": "mp",
    "dieses": "n",
    "jener": "m",
    "jene": "fp",
}
_IMPERSONAL = frozenset(
    [
        "geben",
        "heißen",
        "gehen",
        "kommen",
        "gelingen",
        "handeln",
        "gelten",
        "liegen",
        "bleiben",
        "fehlen",
        "bedürfen",
        "sein",
        "werden",
        "scheinen",
    ]
)
_TAGS = frozenset({"PPOSAT", "PPOSS", "PRELS", "PPER", "PDS", "PDAT", "PIS", "PRF"})
_WE = frozenset({"wir", "uns", "ich", "mich", "mir", "unser", "unsere"})


def may_be_pronouns(words: Columns) -> list[bool]:
    """Whether `resolve_pronoun` looks at each word at all, by its tag and features; at most it does not."""
    return [
        tag in _TAGS or "Poss=Yes" in morph or ("PronType=" in morph and "Rel" in morph) or low == "beide"
        for tag, morph, low in zip(words.tag, words.morph, words.lower, strict=True)
    ]


def resolve_pronoun(scene: Scene, token: Token) -> Place | None:
    """Bring a pronoun to its antecedent and enter the place; None where it has none among the actors.

    Args:
        scene: with all names, and with the descriptions and pronouns before this one.
        token: any token.
    """
    low, tag = token.lower_, token.tag_
    if token.i in scene.at:
        return None
    if is_possessive(token):
        return _enter(scene, token, possessor(scene, token.i), "possessive")
    if tag == "PRELS" or "Rel" in token.morph.get("PronType", []):
        return _enter(scene, token, relative(scene, token), "relative")
    if tag == "PPER" and low in _PERSONAL:
        return _enter(scene, token, _personal(scene, token, _PERSONAL[low]), "pronoun")
    if tag in ("PDS", "PDAT") and low in _DEMONSTRATIVE and token.dep_.startswith("nsubj"):
        return _enter(scene, token, _personal(scene, token, _DEMONSTRATIVE[low]), "pronoun")
    if low == "beide" and token.dep_.startswith("nsubj"):
        names = last_pair(scene, token.i, None)
        return _enter(scene, token, stand_in(scene, token, names) if names else None, "sides")
    if low == "man" and tag in ("PIS", "PPER"):
        return _enter(scene, token, speaker(scene, token, plural=True), "man")
    if low in _WE and tag in ("PPER", "PPOSAT", "PRF"):
        return _enter(scene, token, speaker(scene, token, plural=False), "speaker")
    return None


def _enter(scene: Scene, token: Token, found: Place | None, rule: str) -> Place | None:
    if found is None:
        return None
    span = (token.i, token.i + 1)
    place = Place(
        token.i,
        token.i + 1,
        found.names,
        (span,) * len(found.names),
        rule,
        found.certainty if rule != "relative" else "likely",
        found.candidates,
        frozenset({token.i}),
        found.gender,
        pronoun=True,
    )
    return scene.add(place, tuple(scene.kinds[name] for name in found.names))


def _personal(scene: Scene, token: Token, genders: str) -> Place | None:
    if genders == "fp" and token.dep_.startswith("nsubj"):
        number = verb_number(token)
        genders = {"Sing": "f", "Plur": "p"}.get(number, genders)
    if genders == "n" and (not token.dep_.startswith("nsubj") or _impersonal(token)):
        return None
    if not token.dep_.startswith("nsubj") and _thing_before(scene, token, genders):
        return None
    return antecedent(scene, token.i, genders)


def _thing_before(scene: Scene, token: Token, genders: str) -> bool:
    """Whether an object pronoun has a noun that is no actor before it in its sentence or the one before."""
    here = scene.sentence[token.i]
    for i in range(token.i - 1, max(-1, token.i - 1 - WINDOW), -1):
        if here - scene.sentence[i] > 1 or i in scene.at:
            return False
        if scene.words.pos[i] == "NOUN":
            other = scene.doc[i]
            number = (
                "p"
                if "Plur" in other.morph.get("Number", [])
                else "".join(other.morph.get("Gender", []))[:1].lower()
            )
            if number and number in genders:
                return True
    return False


def _impersonal(token: Token) -> bool:
    verb = token.head
    clause = any(child.dep_ in ("ccomp", "csubj", "csubj:pass", "xcomp") for child in verb.children)
    return clause or verb.lemma_ in _IMPERSONAL or verb.pos_ not in ("VERB", "AUX")
