"""Noun phrases by word order: where one ends that begins here."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.layers.quotes.lexemes import is_source_noun
from analysis.lexicon.classes import word_class

NOMINAL = frozenset(
    [
        "ART",
        "NN",
        "NE",
        "ADJA",
        "CARD",
        "PPOSAT",
        "PIAT",
        "PDAT",
        "PIDAT",
        "PPER",
        "PDS",
        "PIS",
        "PRELS",
        "TRUNC",
        "PWS",
        "FM",
        "XY",
        "PPOSS",
        "APZR",
    ]
)
HEADS = frozenset(["NN", "NE", "PPER", "PDS", "PIS", "PRELS", "PWS", "FM", "XY", "CARD"])
_PRONOUNS = frozenset(["PPER", "PDS", "PIS", "PRELS", "PWS"])
LINKS = frozenset({"und", "sowie", "oder", "&", "/"})
_MARKS = frozenset("„“”»«\"'‚‘›‹()")
TIMES = word_class("time")
_NUMBERED = word_class("numbered")
_NESTING = word_class("nesting")


def noun_phrase(words: Sequence[Token], start: int, stop: int, *, long: bool = True) -> int:
    """Position behind the noun phrase that begins at `start`, at most `stop`.

    Takes what stands before the noun, the noun, names behind it, a genitive, „von …“ and what stands in
    quotation marks; `long` also takes „und …“ and places („aus dem Ministerium“).

    Args:
        words: of a passage.
        start: position of the first word.
        stop: position that is not passed.
    """
    position, head = start, None
    while position < stop:
        word = words[position]
        tag, text = word.tag_, word.text.lower()
        if head is not None and word.text in (
            "Ende",
            "Anfang",
            "Mitte",
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
        ):
            break
        if (
            head is not None
            and tag in ("ART", "PPOSAT", "PDAT", "PIAT", "PIDAT")
            and not _genitive(words, position, stop)
        ):
            break
        if tag in _PRONOUNS and head is not None:
            break
        if (
            tag == "CARD"
            and head is not None
            and words[head].tag_ == "NN"
            and words[head].text.lower() not in _NUMBERED
        ):
            break
        if (
            tag == "ADJA"
            and head is not None
            and words[position - 1].tag_ in ("NN", "NE")
            and not text.endswith(("er", "en"))
        ):
            break
        if tag in NOMINAL or (word.text[0].isupper() and tag[:1] not in "VKA$"):
            if tag in HEADS or tag == "NN":
                head = position
                if tag in _PRONOUNS:
                    position += 1
                    break
            position += 1
        elif text in _MARKS:
            if head is not None and text == "(" and not long:
                break
            position += 1
        elif head is None and tag in ("ADV", "ADJD", "PTKNEG") and position + 1 < stop:
            position += 1
        elif (
            head is not None and text in LINKS and position + 1 < stop and _opens_phrase(words[position + 1])
        ):
            if not long:
                break
            position += 1
        elif (
            head is not None
            and tag in ("APPR", "APPRART")
            and (text in ("von", "vom") or (text == "aus" and is_source_noun(words[head].text)))
            and position + 1 < stop
        ) or (head is not None and long and tag in ("APPR", "APPRART") and _attached(words, position)):
            position += 1
        else:
            break
    while position > start and (
        words[position - 1].tag_ in ("APPR", "APPRART", "KON", "ART", "ADV")
        or words[position - 1].text in "„»("
    ):
        position -= 1
    return position


def _attached(words: Sequence[Token], position: int) -> bool:
    """Whether the tree hangs a preposition's phrase on the noun before it, and no time is meant."""
    word = words[position]
    noun = word.head
    if word.text.lower() not in _NESTING or noun.text.lower() in TIMES:
        return False
    return noun.dep_ == "nmod" and noun.head.i < word.i and noun.head.tag_ == "NN"


_GENITIVES = word_class("genitive")


def _genitive(words: Sequence[Token], position: int, stop: int) -> bool:
    """Whether an article behind a noun begins a genitive („der Sprecher der Polizei“)."""
    text = words[position].text.lower()
    if position and words[position - 1].text == ")":
        return text in ("des", "der", "eines", "einer")
    if text in _GENITIVES:
        return True
    return text == "der" and "Case=Nom" not in str(words[position].morph)


def _opens_phrase(word: Token) -> bool:
    return word.tag_ in NOMINAL or word.text in "„»"


def trimmed(words: Sequence[Token], positions: Sequence[int]) -> list[int]:
    """A phrase without commas and adverbs at its edges („auch Witkoff“)."""
    kept = list(positions)
    while kept and (
        words[kept[0]].tag_ in ("ADV", "KON", "$,", "$(", "PTKNEG", "PAV", "PROAV", "KOKOM")
        and words[kept[0]].text not in "„»\"'"
    ):
        kept.pop(0)
    while kept and (
        words[kept[-1]].tag_ in ("$,", "ADV", "KON", "PAV", "PROAV") or words[kept[-1]].text in ",:–-"
    ):
        kept.pop()
    return kept
