"""States and organisations by name: from the lexicons, the name recogniser, and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress

from spacy.tokens import Doc

from analysis.layers.actors import geography, names, naming
from analysis.layers.actors.nouns import Reading, readings
from analysis.layers.actors.phrases import Phrase, opens_genitive, phrase_of
from analysis.layers.actors.scene import Place, Scene

_ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9]+[a-z]?(-[A-ZÄÖÜ][\w]*)?\Z")
_NUMBER = re.compile(r"[IVXLCDM]+\Z|[A-Z]\d")
_QUOTES = '„“”"»«›‹‚‘'
_CLASSES = frozenset({"organisation", "organ"})


def find_organisations(scene: Scene) -> None:
    """Enter every place where a state or an organisation is named."""
    doc = scene.doc
    for name in names.known_names(doc):
        entry = name.entry
        _enter(scene, name.first, name.last, entry.actor, entry.kind, entry.rule, entry.certainty, name.form)
    for ent in doc.ents:
        free = not any(i in scene.at for i in range(ent.start, ent.end))
        letters = sum(letter.isalnum() for letter in ent.text)
        if ent.label_ == "ORG" and letters > 1 and free and not _is_no_name(doc, ent.start, ent.end):
            _enter(
                scene,
                ent.start,
                ent.end,
                _name(doc, ent.start, ent.end),
                "organisation",
                "name",
                "certain",
            )
    words = scene.words
    for i, (text, pos, label) in enumerate(zip(words.text, words.pos, words.ent_type, strict=True)):
        if pos not in ("PROPN", "NOUN", "X") or label in ("PER", "MISC"):
            continue
        if i not in scene.at and is_abbreviation(text):
            _enter(scene, i, i + 1, text, "organisation", "name", "likely")
    for i in compress(range(len(words)), map(_is_of_class, words.text)):
        if end := _name_behind(scene, i):
            called = doc[i + 1 : end].text.strip(_QUOTES)
            _enter(scene, i + 1, end, called, "organisation", "name", "likely")
    if "(" in scene.forms:
        for i, text in enumerate(words.text):
            if text == "(":
                _explain(scene, i)


@lru_cache(maxsize=2**14)
def _is_of_class(word: str) -> bool:
    return any("organisation" in reading.classes and not reading.plural for reading in readings(word))


def _name_behind(scene: Scene, i: int) -> int | None:
    """Index behind a name that follows its noun of class („der Sender Silverbird“)."""
    doc = scene.doc
    if i + 1 >= len(doc) or i in scene.at or i + 1 in scene.at or doc[i + 1].is_sent_start:
        return None
    if doc[i + 1].text in _QUOTES:
        return _quoted_end(doc, i + 1)
    j = i + 1
    while j < min(len(doc), i + 6) and j not in scene.at and not doc[j].is_sent_start:
        token = doc[j]
        proper = token.pos_ == "PROPN" or token.tag_ == "FM"
        if not proper or not token.text[:1].isupper() or token.ent_type_ == "LOC":
            break
        if j == i + 1 and token.text.endswith("s"):
            break  # a genitive: „die Partei Merkels“
        j += 1
    return j if j > i + 1 else None


def _quoted_end(doc: Doc, i: int) -> int | None:
    """Index behind the quotation mark that closes the name opened at a token."""
    stop = next((j for j in range(i + 1, min(len(doc), i + 7)) if doc[j].text in _QUOTES), None)
    if stop is None or stop == i + 1 or doc[stop - 1].is_punct or not doc[i + 1].text[:1].isupper():
        return None
    return stop + 1


@lru_cache(maxsize=2**14)
def is_abbreviation(word: str) -> bool:
    """Whether a word may be an organisation's abbreviation („RWE“, „KAV-Berlin“); no number, no currency."""
    if readings(word) or names.compound_owner(word):
        return False  # „EADS-Chef“, „US-Vorschläge“
    head = word.partition("-")[0]
    return bool(_ABBREVIATION.match(word)) and not _NUMBER.match(word) and head not in names.things()


def class_noun(doc: Doc, first: int) -> tuple[Phrase, Reading] | None:
    """The noun right before a name that says what it is („der Gewerkschaft ver.di“), or None."""
    if first == 0 or doc[first].is_sent_start:
        return None
    for reading in readings(doc[first - 1].text):
        if _CLASSES & set(reading.classes) and not reading.prefix.endswith("-"):
            return phrase_of(doc[first - 1]), reading
    return None


def _enter(
    scene: Scene, first: int, last: int, actor: str, kind: str, rule: str, certainty: str, form: str = ""
) -> None:
    doc = scene.doc
    noun = class_noun(doc, first) if kind == "organisation" else None
    phrase = noun[0] if noun else phrase_of(doc[first])
    anchors = set(range(first, last)) | ({phrase.head} if noun else set())
    if noun:
        scene.classes.setdefault(actor, set()).add(noun[1].base)
    gender = geography.genders().get(actor) or _gender(doc, phrase, noun[1] if noun else None)
    place = Place(
        phrase.first,
        last,
        (actor,),
        ((phrase.first, last),),
        rule,
        certainty,
        anchors=frozenset(anchors),
        gender=gender,
        form=form or doc[first:last].text,
    )
    scene.add(place, kind)


def _name(doc: Doc, first: int, last: int) -> str:
    """A name as the recogniser found it, its adjectives and its noun in the nominative."""
    words = [token.text for token in doc[first:last]]
    text = " ".join(doc[first:last].text.split())
    if last - first > 1 and doc[first].pos_ == "ADJ" and readings(doc[last - 1].text):
        reading = readings(doc[last - 1].text)[0]
        phrase = Phrase(first, last - 1, None, None, tuple(range(first, last - 1)))
        full = naming.description(doc, phrase, reading)
        return full if len(full.split()) == len(words) else text
    article = doc[first - 1].lower_ if first else ""
    genitive = article == "des" or ("Case=Gen" in str(doc[last - 1].morph) and article != "der")
    if genitive and words[-1].endswith("s") and doc[last - 1].lemma_ == words[-1][:-1]:
        return text[:-1]
    return text


def _is_no_name(doc: Doc, first: int, last: int) -> bool:
    if last - first == 1 and names.compound_owner(doc[first].text):
        return True  # „US-Vorschläge“, „US-Außenministerium“: read by its parts
    found = readings(doc[last - 1].text) or readings(doc[first].text)
    return any({"office", "representative", "person"} & set(reading.classes) for reading in found)


def _gender(doc: Doc, phrase: Phrase, reading: Reading | None) -> str:
    if reading:
        return "p" if reading.plural else reading.gender
    if phrase.article is None:
        return ""
    token = doc[phrase.head]
    if "Plur" in token.head.morph.get("Number", []) and token.dep_.startswith("nsubj"):
        return "p"
    return {"das": "n", "die": "f"}.get(doc[phrase.article].lower_, "")


def _explain(scene: Scene, i: int) -> None:
    """„Berliner Verkehrsbetriebe (BVG)“: the words and the abbreviation are one actor."""
    doc = scene.doc
    if i == 0 or i + 2 >= len(doc) or doc[i + 2].text != ")" or i + 1 not in scene.at:
        return
    short = scene.at[i + 1]
    if not (is_abbreviation(doc[i + 1].text) or short.rule == "organisation") or doc[i - 1].pos_ not in (
        "NOUN",
        "PROPN",
    ):
        return
    if scene.kinds[short.names[0]] != "organisation" or doc[i - 1].ent_type_ == "PER":
        return
    actor = short.names[0]
    long = scene.at.get(i - 1)
    if long is not None:
        if scene.kinds[long.names[0]] == "organisation" and long.rule == "name":
            rename(scene, long.names[0], actor)
        return
    if not _abbreviates(doc, i):
        return
    phrase = phrase_of(doc[i - 1])
    while phrase.first and doc[phrase.first - 1].pos_ == "NOUN" and opens_genitive(doc, phrase.first):
        phrase = phrase_of(doc[phrase.first - 1])
    first = phrase.first if phrase.article is None else phrase.article + 1
    form = doc[first:i].text
    scene.add(
        Place(
            phrase.first,
            i,
            (actor,),
            ((phrase.first, i + 3),),
            "abbreviation",
            anchors=frozenset({phrase.head, i - 1}),
            gender=short.gender,
            form=form,
        ),
        "organisation",
    )


def _abbreviates(doc: Doc, i: int) -> bool:
    """Not „Nancy Faeser (SPD)“: the first letter must begin one of the words before."""
    words = [token.text for token in doc[max(0, i - 6) : i] if token.text[:1].isupper()]
    return bool(words) and any(word[0] == doc[i + 1].text[0] for word in words)


def rename(scene: Scene, old: str, new: str) -> None:
    """Give an actor another canonical name everywhere."""
    if old == new:
        return
    moved = scene.of_name.pop(old, [])
    scene.of_name.setdefault(new, []).extend(moved)
    for place in moved:
        place.names = tuple(new if name == old else name for name in place.names)
    scene.kinds.setdefault(new, scene.kinds.pop(old, "organisation"))
    if old in scene.classes:
        scene.classes.setdefault(new, set()).update(scene.classes.pop(old))
    if old in scene.parties:
        scene.parties.setdefault(new, scene.parties.pop(old))
    for person, party in scene.parties.items():
        if party == old:
            scene.parties[person] = new


def settle_forms(scene: Scene) -> None:
    """Name organisations by a form that the article uses, if it never uses the usual one."""
    text = scene.words.whole
    for actor in list(scene.named("organisation")):
        forms = names.organisation_forms(actor)
        used = [
            p.form for p in scene.of_name.get(actor, ()) if p.names == (actor,) and p.rule == "organisation"
        ]
        if len(forms) == 1 or not used or re.search(rf"(?<!\w){re.escape(actor)}(?!\w)", text):
            continue
        best = max(dict.fromkeys(used), key=used.count)
        if not actor.endswith(best) and "Staaten" not in best and best not in (actor + "n", actor + "s"):
            rename(scene, actor, best)
