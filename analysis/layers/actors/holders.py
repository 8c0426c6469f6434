"""Persons by their office: „der US-Sondergesandte“, „der Regierungschef“."""

from __future__ import annotations

from functools import cache

from analysis import lexicon
from analysis.layers.actors import antecedents, naming
from analysis.layers.actors.nouns import Reading
from analysis.layers.actors.ownership import Owner
from analysis.layers.actors.phrases import Phrase
from analysis.layers.actors.placement import is_indefinite, place_described, place_noun
from analysis.layers.actors.scene import Place, Scene


def personal(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner | None) -> Place | None:
    if not {"office", "representative", "person"} & set(reading.classes):
        return None
    if named := _named_behind(scene, phrase, reading):
        return named
    if reading.base == "Jährige" and not reading.plural and phrase.article is not None:
        genders = "f" if scene.doc[phrase.article].lower_ == "die" else "m"
        if meant := antecedents.person_before(scene, phrase.first, genders):
            span = (phrase.first, phrase.head + 1)
            return place_noun(
                scene, phrase, span[1], meant.names, (span,), "office", meant.certainty, meant.candidates
            )
    if reading.plural and owner and (place := _listed_behind(scene, phrase, reading, owner)):
        return place
    party = scene.side_of(owner.names[0]) if owner else None
    last = max(phrase.head + 1, (owner.end or 0) if owner and owner.rule == "genitive" else 0)
    if not reading.plural and not is_indefinite(scene, phrase):
        holders = _holders(scene, phrase, reading, party)
        if holders:
            if party and owner and len(holders) == 1:
                scene.parties.setdefault(holders[0], party)
                scene.roles.setdefault(holders[0], {})[naming.description(scene.doc, phrase, reading)] = None
            return place_noun(
                scene,
                phrase,
                last,
                (holders[0],),
                ((phrase.first, last),),
                "office",
                "open" if len(holders) > 1 else "likely",
                tuple(holders[1:]),
                reading.gender,
            )
    if (
        reading.plural
        and owner
        and "office" in reading.classes
        and owner.rule in ("adjective", "genitive", "compound")
    ):
        names = tuple(dict.fromkeys(scene.side_of(name) for name in owner.names))
        if len(names) > 1:
            spans = owner.spans if len(owner.spans) == len(names) else ((phrase.first, last),) * len(names)
            return place_noun(scene, phrase, last, names, spans, "representatives", "likely", gender="p")
    return place_described(scene, phrase, reading, owner, "group" if reading.plural else "person")


def _named_behind(scene: Scene, phrase: Phrase, reading: Reading) -> Place | None:
    """„die Präsidenten Putin und Trump“."""
    behind = scene.at.get(phrase.head + 1)
    if behind is None or not reading.plural or scene.kinds[behind.names[0]] != "person":
        return None
    members = scene.groups.get(id(behind), (behind,))
    names = tuple(name for one in members for name in one.names)
    spans = tuple(span for one in members for span in one.spans)
    return place_noun(scene, phrase, members[-1].last, names, spans, "name", "certain", gender="p")


def _listed_behind(scene: Scene, phrase: Phrase, reading: Reading, owner: Owner) -> Place | None:
    """„die Außenminister Russlands und der Türkei, Lawrow und Cavusoglu,“: office and state of each."""
    if owner.end is None or owner.end + 1 >= len(scene.doc) or scene.doc[owner.end].text != ",":
        return None
    first = scene.at.get(owner.end + 1)
    members = scene.groups.get(id(first), ()) if first else ()
    names = tuple(name for one in members for name in one.names)
    if first is None or members[:1] != (first,) or any(scene.kinds[name] != "person" for name in names):
        return None
    if len(names) == len(owner.names):
        for name, party in zip(names, owner.names, strict=True):
            scene.parties.setdefault(name, party)
            scene.roles.setdefault(name, {})[reading.noun] = None
    spans = tuple(span for one in members for span in one.spans)
    return place_noun(scene, phrase, members[-1].last, names, spans, "name", "certain", gender="p")


def _holders(scene: Scene, phrase: Phrase, reading: Reading, party: str | None) -> list[str]:
    """The persons of the article who may be meant by an office, the best first."""
    wanted = _last_part(reading)
    exact, same = [], []
    for name in scene.named("person"):
        theirs = scene.parties.get(name)
        if party and theirs and party != theirs:
            continue
        if (
            not party
            and reading.prefix
            and reading.base == "Präsident"
            and not _shares_word(scene, name, reading)
        ):
            continue
        words = [role.split()[-1 if " " not in role else 0].lower() for role in scene.roles.get(name, ())]
        words += [part.lower() for role in scene.roles.get(name, ()) for part in role.split()]
        ends = [word for word in words if word.endswith(wanted) or word.endswith(wanted + "r")]
        if ends:
            exact.append(name)
        elif (theirs == party or not party) and any(_same_office(wanted, word) for word in words):
            same.append(name)
    found = exact or (same if party or len(same) == 1 else [])
    here = phrase.first
    distance = {
        name: min(
            (abs(p.first - here) + (0 if p.first < here else 1000) for p in scene.of_name.get(name, ())),
            default=0,
        )
        for name in found
    }
    return sorted(found, key=distance.__getitem__)


def _shares_word(scene: Scene, name: str, reading: Reading) -> bool:
    return any(reading.noun.lower() in role.lower() for role in scene.roles.get(name, ()))


def _last_part(reading: Reading) -> str:
    return reading.base.lower()


@cache
def _office_sets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(entry["words"].split()) for entry in lexicon.load("offices"))


def _same_office(wanted: str, word: str) -> bool:
    return any(
        wanted in words and any(word.rstrip("nsr").endswith(one.rstrip("nsr")) for one in words)
        for words in _office_sets()
    )
