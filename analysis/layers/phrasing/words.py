"""Find the words of the lexicon in a text, whatever their ending, prefix or place in a compound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Token

from analysis import lexicon
from analysis.language.columns import Columns, columns

_SIGN = {"positive": 1.0, "negative": -1.0, "none": 0.0}
_NOUN_ENDINGS = ("s", "es", "n", "en", "e", "er", "ern", "nen", "ses", "se", "sen", "em")
_ADJECTIVE_ENDINGS = (
    *("e", "er", "en", "em", "es", "ere", "erer", "eren", "erem", "eres"),
    *("ste", "ster", "sten", "stem", "stes", "este", "ester", "esten", "estem", "estes"),
)
_VERB_ENDINGS = ("e", "st", "est", "t", "et", "te", "ete", "ten", "eten", "end")
_NOMINALISED = ("teter", "igter", "ener", "iger", "nder", "ßter", "elter")
_LINKS = ("s", "es", "n", "en", "er", "e", "-")
CLAUSE = 15
"""Tokens behind a verb in which its prefix may stand."""
SHORTEST_HEAD = 5
LONGEST = 60
"""Characters; what is longer is no word, and would take long to cut."""
SHORTEST_MODIFIER = 5
_SHORT_MODIFIERS = frozenset({"mord", "hass", "gift", "angst", "not", "tod"})
_SHORT_HEADS = frozenset({"mord", "hass", "gier", "wut", "sieg", "ende"})
# As the last part of a compound they mean something else: „Eindruck“, „Zuschlag“, „Auswirkung“.
_NO_HEADS = frozenset(
    {
        *("druck", "schlag", "brand", "gleich", "stand", "liebe", "schein", "schutz", "sicherheit"),
        *("hilfe", "gier", "klug", "scheidung", "reife", "ehrung", "einigung", "rache", "leiche"),
        *("sucht", "erholung", "ehrlichkeit", "gewalt", "feuer", "freiheit", "würde", "achtung", "schaffung"),
        *("kampf", "abkommen", "preis"),
    }
)
# What stands before a noun here is a prefix, and the whole is no compound: „Ent|scheidung“.
_PREFIX = re.compile(
    "(?:ab|an|auf|aus|be|bei|ein|ent|er|ge|gegen|her|hin|miss|mit|nach|neu|ober|rück|selbst|über|um|un|unter|ur|"
    "ver|vor|wider|wieder|zer|zu|zusammen)"
)
# They begin or end like a word of the lexicon and have nothing to do with it.
_NO_COMPOUNDS = frozenset(
    {"notar", "notiz", "note", "noten", "notierung", "friedrich", "friedhof", "kampfrichter", "glücksspiel"}
)


@dataclass(frozen=True)
class Entry:
    """An entry of `phrasing.tsv`; `value` is polarity times strength / 3."""

    lemma: str
    pos: str
    category: str
    value: float
    effect: str
    origin: str


@cache
def _entries() -> dict[str, dict[str, Entry]]:
    """Entries by word class and dictionary form in lower case."""
    found: dict[str, dict[str, Entry]] = {"NOUN": {}, "VERB": {}, "ADJ": {}, "ADV": {}}
    for row in lexicon.load("phrasing"):
        value = round(_SIGN[row["polarity"]] * int(row["strength"]) / 3, 3)
        entry = Entry(row["lemma"], row["pos"], row["category"], value, row["effect"], row["origin"])
        found[row["pos"]].setdefault(row["lemma"].lower(), entry)
    return found


@cache
def _forms() -> dict[str, dict[str, Entry]]:
    """Every regular form of every entry, the dictionary form included, which goes before another word's."""
    found: dict[str, dict[str, Entry]] = {pos: {} for pos in _entries()}
    for lemma, entry in _entries()["NOUN"].items():
        for ending in _NOUN_ENDINGS:
            found["NOUN"].setdefault(lemma + ending, entry)
        if lemma.endswith(_NOMINALISED):  # „Verdächtiger“, „die Verdächtigen“
            found["NOUN"].setdefault(lemma.removesuffix("r") + "n", entry)
            found["NOUN"].setdefault(lemma.removesuffix("r"), entry)
    for lemma, entry in _entries()["ADJ"].items():
        for stem in {lemma, lemma[:-2] + lemma[-1] if lemma.endswith(("el", "er")) else lemma}:
            for ending in _ADJECTIVE_ENDINGS:
                found["ADJ"].setdefault(stem + ending, entry)
    for lemma, entry in _entries()["VERB"].items():
        stem = lemma.removesuffix("n").removesuffix("e")
        for ending in _VERB_ENDINGS:
            found["VERB"].setdefault(stem + ending, entry)
    for pos, entries in _entries().items():
        found[pos].update(entries)
    return found


def entry_of(token: Token) -> Entry | None:
    """The entry that a token is a form of, or None.

    Capital letters tell nouns from other words; at the head of a sentence, and for compounds, the word class
    that the model gave decides.

    >>> import spacy
    >>> doc = spacy.blank("de")("Die Kämpfe und die grausamen Kriegsverbrechen")
    >>> [entry_of(token).lemma for token in doc if entry_of(token)]
    ['Kämpfe', 'grausam', 'Kriegsverbrechen']
    """
    return entry_at(columns(token.doc), token.i)


def entry_at(words: Columns, i: int) -> Entry | None:
    """The same for a caller who asks about many words of a text."""
    opens = i == 0 or words.starts[i]
    return _entry(words.text[i], words.lemma[i], words.pos[i], opens, prefixes(words)[i])


def entries(words: Columns) -> list[Entry | None]:
    """The entry of each word of a text."""
    opens = [True, *words.starts[1:]]
    return list(map(_entry, words.text, words.lemma, words.pos, opens, prefixes(words)))


def may_have_entry(text: str) -> bool:
    """Whether a word as written can be in the lexicon at all: a mark or a number cannot.

    >>> may_have_entry("gut"), may_have_entry("18.000"), may_have_entry("in")
    (True, False, False)
    """
    return len(text) > 2 and text[0].isalpha()


@lru_cache(maxsize=2**14)
def _entry(text: str, lemma: str, pos: str, opens: bool, prefix: str) -> Entry | None:
    if not may_have_entry(text):
        return None
    if text[0].isupper() and not (opens and pos not in ("NOUN", "PROPN")):
        if pos == "PROPN" and not opens and lemma.lower() not in _entries()["NOUN"] and len(text) < 8:
            return None
        return _noun(text.lower(), lemma.lower()) or (_other(text, lemma, prefix) if opens else None)
    return _other(text, lemma, prefix)


@lru_cache(maxsize=1)
def prefixes(words: Columns) -> list[str]:
    """For each word its separable prefix, or an empty string; kept for the Doc that is being read."""
    return [
        prefix_at(words, i) if pos in ("VERB", "AUX") or tag.startswith("VV") else ""
        for i, (pos, tag) in enumerate(zip(words.pos, words.tag, strict=True))
    ]


def prefix_at(words: Columns, i: int) -> str:
    """The separable prefix of a verb („lehnt … ab“), or an empty string.

    Where the tree has none, for a finite verb a prefix at the end of the clause will do.
    """
    tag = words.tag[i]
    if words.pos[i] not in ("VERB", "AUX") and not tag.startswith("VV"):
        return ""
    for child in words.children[i]:
        if words.dep[child] == "compound:prt":
            return words.lower[child]
    return _prefix_behind(words, i) if tag in ("VVFIN", "VVIMP") else ""


def _prefix_behind(words: Columns, i: int) -> str:
    for other in range(i + 1, min(i + CLAUSE, len(words))):
        tag = words.tag[other]
        if tag == "PTKVZ":
            return words.lower[other]
        if tag.endswith("FIN") or tag in ("$,", "$.") or words.starts[other]:
            break
    return ""


def _noun(text: str, lemma: str) -> Entry | None:
    entries, forms = _entries()["NOUN"], _forms()["NOUN"]
    return entries.get(text) or entries.get(lemma) or forms.get(text) or _compound(text)


def _other(text: str, lemma: str, prefix: str) -> Entry | None:
    text, lemma = text.lower(), lemma.lower()
    if prefix:
        return next(
            (found for form in (prefix + lemma, prefix + text) if (found := _forms()["VERB"].get(form))), None
        )
    for pos in ("ADV", "ADJ"):
        found = _forms()[pos].get(text)
        if found:
            return found
    found = _entries()["VERB"].get(lemma) or _forms()["VERB"].get(text) or _entries()["ADJ"].get(lemma)
    return found or _participle(text) or _prefixed(text)


def _participle(text: str) -> Entry | None:
    """Weak participles, also with endings and inside a prefix: „gescheiterten“, „abgelehnt“, „zerstörte“."""
    for ending in ("", "e", "er", "en", "em", "es"):
        if not text.endswith(ending):
            continue
        stem = text[: len(text) - len(ending)] if ending else text
        cut = stem.find("ge")
        if stem.endswith("t") and cut >= 0:
            found = _entries()["VERB"].get(stem[:cut] + stem[cut + 2 : -1].removesuffix("e") + "en")
            if found:
                return found
        if ending and stem.endswith(("t", "end")):
            found = _forms()["VERB"].get(stem)
            if found:
                return found
    return None


def _prefixed(text: str) -> Entry | None:
    """„unzufrieden“ beside „zufrieden“, „hochgefährlich“ beside „gefährlich“; and „…los“, „…frei“."""
    for head in ("hoch", "höchst", "schwer", "tief", "brand", "super", "mit"):
        if text.startswith(head) and len(text) > len(head) + SHORTEST_HEAD:
            found = _forms()["ADJ"].get(text[len(head) :])
            if found:
                return found
    if text.startswith("un") and len(text) > 6:
        found = _forms()["ADJ"].get(text[2:])
        if found:
            return Entry("un" + found.lemma, "ADJ", "evaluation", -found.value, "", "hand")
    return None


@lru_cache(maxsize=2**14)
def _compound(text: str) -> Entry | None:
    """The value of a compound: its head's, or where the head has none, that of its modifier.

    A head that ends or prevents a thing turns the modifier round: „Kriegsende“, „Terrorabwehr“.
    """
    if "-" in text.strip("-"):
        last = text.strip("-").rpartition("-")[2]
        return _forms()["NOUN"].get(last)
    if not 8 <= len(text) <= LONGEST or text in _NO_COMPOUNDS:
        return None
    forms, modifiers = _forms()["NOUN"], _modifiers()
    for cut in range(3, len(text) - 2):
        head = forms.get(text[cut:])
        if head is None or (abs(head.value) < 0.6 and not head.effect) or _PREFIX.fullmatch(text[:cut]):
            continue
        if len(head.lemma) < SHORTEST_HEAD and head.lemma.lower() not in _SHORT_HEADS:
            continue
        modifier = modifiers.get(text[:cut])
        known = head.effect == "reverses" and modifier is not None and modifier.value
        if not known and (head.lemma.lower() in _NO_HEADS or abs(head.value) < 0.6):
            continue  # „Wochenende“, „Datenschutz“
        if known and modifier is not None:
            return Entry(text, "NOUN", modifier.category, round(-modifier.value * 0.8, 3), "", "compound")
        if modifier is not None and head.value > 0 > modifier.value and modifier.category == "conflict":
            return Entry(text, "NOUN", head.category, head.value, "", "compound")
        return Entry(text, "NOUN", head.category, head.value, head.effect, "compound")
    for cut in range(len(text) - 3, 2, -1):
        modifier = modifiers.get(text[:cut])
        if modifier is not None and abs(modifier.value) > 0.9 and not modifier.effect:
            return Entry(text, "NOUN", modifier.category, round(modifier.value * 0.7, 3), "", "compound")
    return None


@cache
def _modifiers() -> dict[str, Entry]:
    """Nouns as the first part of a compound, with or without a linking element, also without their -e."""
    nouns = {
        lemma: entry
        for lemma, entry in _entries()["NOUN"].items()
        if len(lemma) >= SHORTEST_MODIFIER or lemma in _SHORT_MODIFIERS
    }
    shortened = {lemma.removesuffix("e"): entry for lemma, entry in nouns.items() if lemma.endswith("e")}
    found: dict[str, Entry] = {}
    for link in ("", *_LINKS):
        for stems in (nouns, shortened):
            for stem, entry in stems.items():
                found.setdefault(stem + link, entry)
    return found
