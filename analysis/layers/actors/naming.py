"""Names in the form a table needs: descriptions in the nominative, genitives of canonical names."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from analysis.layers.actors import geography
from analysis.layers.actors.nouns import Reading
from analysis.layers.actors.phrases import Phrase, opens_genitive

_RELATIONAL = re.compile(r"(isch|al|är|öffentlich|staatlich|deutsch|erneuerbar|grün)(e[rnms]?)?\Z")
_NO_GENITIVE_S = ("s", "ß", "x", "z", "’", "'")
LONGEST_ATTRIBUTE = 8
"""Tokens of a genitive attribute that still belong to a name („Sprecher des Weißen Hauses“)."""


def description(doc: Doc, phrase: Phrase, reading: Reading | None, *, end: int | None = None) -> str:
    """Name somebody by the words of the text, in the nominative and without article.

    Only adjectives that say which one are kept („russisches Außenministerium“; „die große Gewerkschaft“ not).

    Args:
        doc: the text.
        phrase: the noun phrase.
        reading: what its noun is; None for a noun that no lexicon has.
        end: index behind the attributes that belong to the name.

    >>> import spacy
    >>> from analysis.layers.actors.nouns import readings
    >>> from analysis.layers.actors.phrases import phrase_of
    >>> words = "des russischen Außenministeriums".split()
    >>> doc = Doc(spacy.blank("de").vocab, words, pos=["DET", "ADJ", "NOUN"])
    >>> description(doc, phrase_of(doc[2]), readings("Außenministeriums")[0])
    'russisches Außenministerium'
    """
    gender = "p" if reading and reading.plural else reading.gender if reading else _gender(doc, phrase.head)
    if reading and reading.adjectival and not reading.plural:
        base = reading.noun if _is_feminine(doc, phrase) else reading.nominative
        gender = "f" if base == reading.noun else "m"
    else:
        base = reading.nominative if reading else nominative_noun(doc, phrase.head)
    words = [_strong(doc[i].text, gender) for i in phrase.adjectives if _RELATIONAL.search(doc[i].text)]
    words += [
        doc[i].text for i in phrase.adjectives if doc[i].text[:1].isupper() and doc[i].text.endswith("er")
    ]
    if phrase.head >= 2 and doc[phrase.head - 1].lower_ == "und" and doc[phrase.head - 2].text.endswith("-"):
        words = [doc[phrase.head - 2].text, "und"]  # „Staats- und Regierungschefs“
    name = " ".join([*words, base])
    if end is not None and end > phrase.head + 1:
        name += doc[phrase.head].whitespace_ + doc[phrase.head + 1 : end].text.rstrip(" ,")
    return " ".join(name.split())


def attribute_end(doc: Doc, head: int) -> int:
    """Index behind the genitive that follows a noun („Sprecher des Weißen Hauses“, „Vertreter Libyens“)."""
    i = head + 1
    if opens_genitive(doc, i):
        i += 1
        while i < len(doc) and i - head < LONGEST_ATTRIBUTE and doc[i].pos_ in ("ADJ", "NUM"):
            i += 1
        if i < len(doc) and doc[i].pos_ in ("NOUN", "PROPN"):
            i += 1
            while (
                i < len(doc)
                and doc[i].pos_ == "PROPN"
                and not doc[i].is_sent_start
                and i - head < LONGEST_ATTRIBUTE
            ):
                i += 1
            return i
        return head + 1
    if i >= len(doc):
        return i
    if doc[i].text.endswith("s") and doc[i].text[:-1] in geography.state_names():
        return i + 1
    if doc[i].pos_ == "PROPN" and "Case=Gen" in str(doc[i].morph) and doc[i].text.endswith("s"):
        return i + 1
    if i + 1 < len(doc) and doc[i].pos_ == "ADJ" and doc[i].text.endswith("er"):
        cases = doc[i].morph.get("Case", []) + doc[i + 1].morph.get("Case", [])
        if doc[i + 1].pos_ == "NOUN" and "Gen" in cases:  # „Verband kommunaler Unternehmen“
            return i + 2
    return head + 1


def genitive(name: str) -> str:
    """A canonical name in the genitive.

    >>> genitive("Ukraine"), genitive("Russland"), genitive("Iran"), genitive("Paris")
    ('der Ukraine', 'Russlands', 'des Iran', 'von Paris')
    """
    gender = geography.genders().get(name)
    if gender in ("f", "p"):
        return f"der {name.replace('Vereinigte ', 'Vereinigten ')}"
    if gender == "m":
        return f"des {name}"
    if name.isupper():
        return f"der {name}"
    return f"von {name}" if name.endswith(_NO_GENITIVE_S) else name + "s"


def nominative_noun(doc: Doc, i: int) -> str:
    """A noun that no lexicon has, in the nominative of its number, as far as its features tell."""
    token = doc[i]
    morph, text = str(token.morph), token.text
    if "Number=Plur" in morph:
        # The dative plural adds an n; whether it was there before, only the lemma tells.
        if "Case=Dat" in morph and text.endswith(("en", "ern", "eln")) and token.lemma_ + "n" == text:
            return text[:-1]
        return text
    if "Case=Gen" in morph and token.lemma_ and text.startswith(token.lemma_):
        return token.lemma_
    return text


def _is_feminine(doc: Doc, phrase: Phrase) -> bool:
    """Whether an adjectival noun in the singular is a woman: „die Vorsitzende“, „der Vorsitzenden“."""
    ending = doc[phrase.head].text[-1]
    opener = phrase.article if phrase.article is not None else phrase.possessive
    if opener is None:
        return ending == "e"  # „Grünen-Vorsitzende Roth“; a man would be „Grünen-Vorsitzender“
    article = doc[opener].lower_
    return article.endswith("e") or (article.endswith("er") and ending == "n")


def _gender(doc: Doc, i: int) -> str:
    values = doc[i].morph.get("Gender", []) or ["Neut"]
    if "Plur" in doc[i].morph.get("Number", []):
        return "p"
    return {"Masc": "m", "Fem": "f"}.get(values[0], "n")


def _strong(adjective: str, gender: str) -> str:
    stem = adjective
    for ending in ("en", "em", "er", "es", "e"):
        if adjective.lower().endswith(ending) and len(adjective) > len(ending) + 2:
            stem = adjective[: -len(ending)]
            break
    return stem + {"m": "er", "f": "e", "n": "es", "p": "e"}[gender]
