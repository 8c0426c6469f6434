"""Names that the lexicons know, in any case: „des Weißen Hauses“, „der Vereinten Nationen“."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc

from analysis import lexicon
from analysis.language.columns import Columns, columns
from analysis.layers.actors import geography

_STEM = re.compile(r"(e[rnms]?)\Z")
_PARTS = re.compile(r"[’']|\w[\w.+-]*[’']?|[^\w\s]")
_PLACE = frozenset(
    (
        "in",
        "nach",
        "aus",
        "bei",
        "um",
        "über",
        "durch",
        "ab",
        "bis",
        "vor",
        "hinter",
        "neben",
        "nahe",
        "unter",
        "auf",
        "zu",
    )
)
"""Prepositions before a city where things happen; „von“, „mit“, „gegen“ stand before those who act too."""
_BETWEEN = ("und", "oder", ",", "/", "sowie")
LONGEST_LIST = 60
"""Tokens; in a longer list of places the preposition before the first is no longer looked for."""
_TOWN = frozenset(
    ["Stadt", "Hauptstadt", "Raum", "Region", "Großraum", "Provinz", "Universität", "Flughafen"]
)


@dataclass(frozen=True)
class Entry:
    """What a name stands for.

    Attributes:
        actor: canonical name.
        kind: one of `record.KINDS`.
        rule: "state", "organisation", "seat", "building", "text" or "people".
        certainty: one of `record.CERTAINTIES`.
        group: class of an organisation in `lexicon/organisations.tsv`; else empty.
    """

    actor: str
    kind: str
    rule: str
    certainty: str = "certain"
    group: str = ""


@dataclass(frozen=True)
class Name:
    """A known name in a text: tokens `first` to `last` (behind the last) and what they stand for."""

    first: int
    last: int
    entry: Entry
    form: str


def known_names(doc: Doc) -> list[Name]:
    """Find the names of states, seats, buildings and organisations, the longest first, without overlaps.

    >>> import spacy
    >>> doc = spacy.blank("de")("Der Sprecher des Weißen Hauses sprach mit der ukrainischen Seite.")
    >>> [(name.form, name.entry.actor) for name in known_names(doc)]
    [('Weißes Haus', 'USA')]
    """
    found: list[Name] = []
    words, peoples, behind = columns(doc), geography.peoples(), 0
    for i, (text, beginning) in enumerate(zip(words.text, map(_beginning_with, words.text), strict=True)):
        if i < behind:
            continue
        match = _longest(words, i, beginning) if beginning else None
        if match is not None:
            found.append(match)
            behind = match.last
        elif text in peoples and _is_noun(doc, i) and not _one_person(doc, i):
            found.append(Name(i, i + 1, Entry(peoples[text], "state", "people", "likely"), text))
    return [name for name in found if _stands(doc, name)]


@lru_cache(maxsize=2**14)
def compound_owner(word: str) -> tuple[Entry, str] | None:
    """Whose a compound is by its first part („US-Regierung“, „SPD-Chef“), and the form of that part.

    >>> owner = compound_owner("US-Vorschläge")
    >>> owner and owner[0].actor
    'USA'
    """
    for cut in range(min(len(word), 40) - 3, 0, -1):
        hyphen = word[cut] == "-"
        if not hyphen and (cut < 5 or not word[cut].islower()):
            continue
        # „US-Vorschläge“; „Kremlchef“, „UN-Sicherheitsratsresolution“, „Unionspolitiker“
        entry = single_names().get(word[:cut] if hyphen else word[:cut].removesuffix("s"))
        if entry and (hyphen or entry.rule in ("organisation", "building")):
            return entry, word[:cut]
    return None


@cache
def single_names() -> dict[str, Entry]:
    """The names that may begin a compound, as they stand there."""
    table = {form: entry for form, entry in _entries().items() if " " not in form}
    for form, entry in _entries().items():
        if " " in form:
            table.setdefault(form.replace(" ", "-"), entry)
    return table


def usual_name(form: str) -> str:
    """The usual name of an organisation, whatever form an article has of it; anybody else's as it is.

    >>> usual_name("Europäische Union"), usual_name("Island")
    ('EU', 'Island')
    """
    entry = _entries().get(form)
    return entry.actor if entry is not None and entry.rule == "organisation" else form


def organisation_forms(name: str) -> tuple[str, ...]:
    """All forms that the lexicon has for an organisation, the canonical one first."""
    return _organisation_forms().get(name, (name,))


@cache
def organisation_classes() -> dict[str, str]:
    """Canonical name → class of an organisation."""
    return {entry["name"]: entry["class"] for entry in lexicon.load("organisations")}


@cache
def things() -> frozenset[str]:
    """Abbreviations in capitals that name no organisation („LKW“)."""
    return frozenset(entry["name"] for entry in lexicon.load("organisations") if entry["class"] == "thing")


_Beginning = tuple[tuple[tuple[str, ...], str], ...]
"""Parts and form of the names that may begin with a word."""


def _longest(words: Columns, i: int, beginning: _Beginning) -> Name | None:
    for parts, form in beginning:
        if i + len(parts) <= len(words) and all(
            part in _variants(words.text[i + offset], final=offset == len(parts) - 1)
            for offset, part in enumerate(parts)
        ):
            return Name(i, i + len(parts), _entries()[form], form)
    return None


@lru_cache(maxsize=2**14)
def _beginning_with(text: str) -> _Beginning:
    """The names that may begin with a word as written, the longest first."""
    keys = sorted(_variants(text, final=False) | _variants(text, final=True))
    return tuple(sorted((row for key in keys for row in _index().get(key, ())), key=lambda row: -len(row[0])))


def _variants(text: str, *, final: bool) -> set[str]:
    if not final:
        return {text, _STEM.sub("", text) + "|" if text[:1].isupper() or text.islower() else text}
    forms = {text}
    if len(text) > 3:
        if text[-1] in "s’'n":
            forms.add(text[:-1])
        if text.endswith("es"):
            forms.add(text[:-2])
    return forms


@cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form in _entries():
        words = _PARTS.findall(form) if re.search(r"[/,’']", form) and form != "CDU/CSU" else form.split()
        parts = tuple(_part(word, i, len(words)) for i, word in enumerate(words))
        table.setdefault(parts[0], []).append((parts, form))
    return {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in table.items()}


def _part(word: str, i: int, n: int) -> str:
    # An adjective inside a name is inflected with it; its stem is marked so that it meets no noun.
    return (
        _STEM.sub("", word) + "|"
        if i < n - 1 and re.search(r"(e[rs]?|en)\Z", word) and len(word) > 4
        else word
    )


@cache
def _entries() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for form, metonym in geography.metonyms().items():
        kind = "state" if metonym.actor in geography.genders() else "organisation"
        table[form] = Entry(metonym.actor, kind, metonym.type, metonym.certainty)
    for entry in lexicon.load("organisations"):
        if entry["class"] == "thing":
            continue
        for form in (entry["name"], *filter(None, entry["also"].split(";"))):
            table[form] = Entry(entry["name"], "organisation", "organisation", "certain", entry["class"])
    for form, state in geography.state_names().items():
        table[form] = Entry(state, "state", "state")
    return table


@cache
def _organisation_forms() -> dict[str, tuple[str, ...]]:
    return {
        entry["name"]: (entry["name"], *filter(None, entry["also"].split(";")))
        for entry in lexicon.load("organisations")
    }


def _is_noun(doc: Doc, i: int) -> bool:
    behind = doc[i + 1] if i + 1 < len(doc) else None
    noun_behind = behind is not None and behind.pos_ in ("NOUN", "PROPN") and behind.text[:1].isupper()
    return doc[i].pos_ in ("NOUN", "PROPN") and not noun_behind


def _one_person(doc: Doc, i: int) -> bool:
    before = doc[i - 1].lower_ if i else ""
    return before in ("ein", "einen", "dem", "des", "einem") or (
        before == "der" and doc[i].dep_.startswith("nsubj")
    )


def _stands(doc: Doc, name: Name) -> bool:
    """Whether the name is meant: not as part of a person's name, and a seat only where it acts."""
    person = doc[name.first].ent_type_ == "PER"
    behind = name.last < len(doc) and doc[name.last].ent_iob_ == "I"
    if person and (behind or doc[name.first].ent_iob_ == "I"):
        return False
    if name.entry.rule in ("seat", "building"):
        return acts(doc, name.first, name.last)
    return True


def acts(doc: Doc, first: int, last: int) -> bool:
    """Whether a seat of government stands for its government: not „in Moskau“, not in a dateline.

    >>> import spacy
    >>> tags = ["ADP", "PROPN", "VERB", "PROPN", "ADP"]
    >>> deps = ["case", "obl", "ROOT", "nsubj", "compound:prt"]
    >>> words = "In Moskau lehnte Kiew ab".split()
    >>> doc = Doc(spacy.blank("de").vocab, words, pos=tags, deps=deps, heads=[1, 2, 2, 2, 2])
    >>> acts(doc, 1, 2), acts(doc, 3, 4)
    (False, True)
    """
    if doc[first].ent_id_ == "dateline":
        return False
    i, farthest = first - 1, first - LONGEST_LIST
    while i >= max(0, farthest) and doc[i].pos_ in ("DET", "ADJ"):
        i -= 1
    # In „zwischen Washington und Moskau“ the preposition stands before the first.
    while i > max(1, farthest) and doc[i].lower_ in _BETWEEN and doc[i - 1].pos_ == "PROPN":
        i -= 2
    before = doc[i] if i >= 0 else None
    if before is None:
        return True
    if before.pos_ == "ADP" and before.tag_ != "PTKVZ":
        if before.lower_ in ("im", "am", "zum", "beim", "ins", "vom", "zur"):
            return before.lower_ == "vom"
        return before.lower_ not in _PLACE
    if doc[first - 1].text in _TOWN or doc[first - 1].pos_ == "PROPN":
        return False
    return doc[first].dep_ not in ("appos", "flat", "flat:name") or doc[first].text.endswith("s")
