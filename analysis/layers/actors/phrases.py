"""How far a noun phrase goes, read from its words, which err less often than a tree."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.language.columns import Columns, columns

_GENITIVE_ARTICLES = frozenset({"des", "der", "eines", "einer"})
_SINGULAR = frozenset({"das", "des", "dem", "ein", "eine", "einen", "einem", "einer", "eines"})
_INSIDE = frozenset({"ADJ", "NUM", "DET"})
_POSSESSIVES = frozenset(
    stem + ending
    for stem in ("mein", "dein", "sein", "ihr", "unser", "euer", "eur")
    for ending in ("", "e", "er", "es", "en", "em")
)


@dataclass(frozen=True)
class Phrase:
    """A noun with what stands before it.

    Attributes:
        first: index of the first token.
        head: index of the noun.
        article: index of the article or pronoun that opens it; None without one.
        possessive: index of „sein“, „ihr“ …; None without one.
        adjectives: indices of the adjectives.
    """

    first: int
    head: int
    article: int | None
    possessive: int | None
    adjectives: tuple[int, ...]


def phrase_of(head: Token) -> Phrase:
    """Read a noun phrase from its noun to the left.

    >>> import spacy
    >>> from spacy.tokens import Doc
    >>> words = "mit der ukrainischen Delegation".split()
    >>> doc = Doc(spacy.blank("de").vocab, words, pos=["ADP", "DET", "ADJ", "NOUN"])
    >>> phrase = phrase_of(doc[3])
    >>> doc[phrase.first : 4].text
    'der ukrainischen Delegation'
    """
    words, behind = columns(head.doc), head.i
    adjectives: list[int] = []
    first, article, possessive = behind, None, None
    for i in range(behind - 1, max(-1, behind - 9), -1):
        if words.starts[i] and words.space[i]:
            break
        low, pos = words.lower[i], words.pos[i]
        if _is_possessive(words, i) or (low in ("dessen", "deren") and pos in ("DET", "PRON")):
            first, possessive = i, i
            break
        if words.tag[i] == "PRELS" or (pos == "PRON" and i + 1 == behind and low in ("der", "die", "das")):
            break
        if pos == "DET" or low in _SINGULAR or low in ("der", "die", "den"):
            if low in ("alle", "beide", "beiden", "diese", "jene") and i == first - 1 and pos != "DET":
                adjectives.insert(0, i)
            first, article = i, i
            if low in ("beide", "beiden", "vielen", "meisten", "anderen"):
                article = None
                adjectives.insert(0, i)
                continue
            break
        if pos in _INSIDE or is_city_adjective(words, i):
            adjectives.insert(0, i)
            first = i
            continue
        if pos == "ADV" and words.pos[i + 1] in ("ADJ", "NUM"):
            continue
        if low in ("und", ",") and adjectives and words.pos[i - 1] == "ADJ" and i > 0:
            continue
        break
    return Phrase(first, behind, article, possessive, tuple(adjectives))


def is_city_adjective(words: Columns, i: int) -> bool:
    """„Berliner“, „Hamburger“ before a noun (the tag alone is often wrong)."""
    text = words.text[i]
    if not text.endswith("er") or not text[:1].isupper() or i + 1 >= len(words):
        return False
    named = words.pos[i] == "ADJ" or words.ent_type[i] == "LOC"
    return named and words.text[i + 1][:1].isupper()


def is_possessive(token: Token) -> bool:
    """„sein“, „ihre“ … before a noun; not „sein“ the verb or „ihr“ the pronoun."""
    return _is_possessive(columns(token.doc), token.i)


def _is_possessive(words: Columns, i: int) -> bool:
    if words.lower[i] not in _POSSESSIVES:
        return False
    return words.tag[i] in ("PPOSAT", "PPOSS") or "Poss=Yes" in words.morph[i]


def is_singular(doc: Doc, phrase: Phrase) -> bool | None:
    """Whether the words before the noun say singular (True), plural (False) or nothing (None)."""
    if phrase.article is not None:
        low = doc[phrase.article].lower_
        if low in _SINGULAR or low in ("dieser", "dieses", "diesem", "jeder", "jedes", "jede", "jener"):
            return True
    before = doc[phrase.first - 1] if phrase.first else None
    if phrase.article is None and before is not None and before.tag_ == "APPRART":
        return None if before.lower_ == "zur" else True
    if any(
        doc[i].lower_ in ("beide", "beiden", "beider", "zwei", "drei", "viele", "mehrere")
        for i in phrase.adjectives
    ):
        return False
    return None


def preposition_of(doc: Doc, first: int) -> str | None:
    """The preposition right before a phrase, in lower case („von“ for „vom“), or None."""
    before = doc[first - 1] if first else None
    if before is None or before.pos_ != "ADP" or before.tag_ in ("PTKVZ", "APZR", "PTKZU"):
        return None
    low = before.lower_
    return {
        "vom": "von",
        "im": "in",
        "am": "an",
        "zum": "zu",
        "zur": "zu",
        "beim": "bei",
        "ins": "in",
        "ans": "an",
    }.get(low, low)


def opens_genitive(doc: Doc, i: int) -> bool:
    """Whether a genitive attribute with an article begins here („des Weißen Hauses“)."""
    return i < len(doc) and doc[i].lower_ in _GENITIVE_ARTICLES and doc[i].pos_ in ("DET", "PRON")
