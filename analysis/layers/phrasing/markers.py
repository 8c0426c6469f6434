"""Find the words that change certainty, strength, obligation or source: phrases of `phrasing_markers.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from analysis import lexicon
from analysis.language.columns import Columns, columns
from analysis.layers.phrasing.record import Mark
from analysis.layers.phrasing.words import entry_at, prefixes

LONGEST_GAP = 3
"""Tokens that a `*` in a phrase may stand for („nach … Angaben“)."""
_ADJECTIVE_ENDINGS = ("", "e", "er", "en", "em", "es")
_KEIN = frozenset({"kein", "keine", "keinen", "keinem", "keiner", "keines", "keins"})
_NOT_AFTER_NICHT = frozenset({"nur", "zuletzt", "umsonst", "ausgeschlossen", "allein"})


@dataclass(frozen=True)
class Phrase:
    """An entry of the lexicon, cut into words."""

    words: tuple[str, ...]
    category: str
    value: float
    effect: str
    plain: str | None
    name: str


def marker_marks(doc: Doc) -> Iterator[Mark]:
    """Markers and loaded words, in text order, the longest phrase at each place; those in `phrasing.tsv` not.

    >>> import spacy
    >>> doc = spacy.blank("de")("Es gab wohl immer wieder Streit.")
    >>> [(doc[mark.first : mark.last + 1].text, mark.category) for mark in marker_marks(doc)]
    [('wohl', 'hedge'), ('immer wieder', 'booster')]
    """
    words = columns(doc)
    known = [
        _readings(text, lemma, prefix)
        for text, lemma, prefix in zip(words.text, words.lemma, prefixes(words), strict=True)
    ]
    forms = [readings for readings, _, _ in known]
    forms.append(())
    behind = 0
    for i, (_, word, phrases) in enumerate(known):
        if i < behind or (word is None and not phrases):
            continue
        best = None if word is None else (i, word)
        for phrase in phrases:
            second = phrase.words[1]
            if second != "*" and second not in forms[i + 1]:
                continue
            last = _match(phrase.words, forms, i)
            if last is not None and (best is None or last > best[0]):
                best = (last, phrase)
        if best is None or not _holds(doc, words, doc[i], *best):
            continue
        last, phrase = best
        behind = last + 1
        file = "phrasing_loaded" if phrase.plain else "phrasing_markers"
        yield Mark(
            i,
            last,
            phrase.category,
            phrase.value,
            f"{file}:{phrase.name}",
            phrase.effect,
            plain=phrase.plain,
        )


def _match(words: tuple[str, ...], forms: list[tuple[str, ...]], start: int) -> int | None:
    """The index of the last token of a phrase that begins at `start`, or None."""
    place, gap = start, 0
    for word in words:
        if word == "*":
            gap = LONGEST_GAP
            continue
        for hit in range(place, min(len(forms), place + gap + 1)):
            if word in forms[hit]:
                break
        else:
            return None
        place, gap = hit + 1, 0
    return place - 1


@lru_cache(maxsize=2**14)
def _readings(
    written: str, lemma: str, prefix: str
) -> tuple[tuple[str, ...], Phrase | None, tuple[Phrase, ...]]:
    """The forms under which a word may stand in the lexicon, its own entry, and the phrases it may begin."""
    forms = _forms(written, lemma, prefix)
    phrases = [phrase for form in forms for phrase in _phrases().get(form, ())]
    word = next((phrase for phrase in phrases if len(phrase.words) == 1), None)
    return forms, word, tuple(phrase for phrase in phrases if len(phrase.words) > 1)


def _forms(written: str, lemma: str, prefix: str) -> tuple[str, ...]:
    text, lemma = written.lower(), lemma.lower()
    if text in _KEIN:
        return ("kein",)
    stems = {text[: -len(end)] for end in _ADJECTIVE_ENDINGS[1:] if text.endswith(end) and len(text) > 5}
    if written[0].isupper():
        stems |= {text[: -len(end)] for end in ("s", "es", "n", "en") if text.endswith(end) and len(text) > 6}
    return tuple(dict.fromkeys((text, lemma, *([prefix + lemma] if prefix else []), *sorted(stems))))


def _holds(doc: Doc, words: Columns, token: Token, last: int, phrase: Phrase) -> bool:
    """Whether a word that is often something else is a marker here."""
    following = doc[last + 1] if last + 1 < len(doc) else None
    before = doc[token.i - 1] if token.i else None
    word, capital = phrase.words[0], token.text[0].isupper()
    if phrase.category == "negation" and word == "nicht" and len(phrase.words) == 1:
        return following is None or following.lower_ not in _NOT_AFTER_NICHT
    if phrase.plain:
        return capital == (doc[last].text[0].isupper() if len(phrase.words) == 1 else capital)
    if len(phrase.words) > 1:
        return True
    if word in ("etwa", "rund", "circa", "ca.", "ungefähr"):
        return following is not None and (
            following.like_num or following.lower_ in ("ein", "eine", "hundert")
        )
    if word in (
        "groß",
        "hoch",
        "klein",
        "größt",
        "wichtig",
        "wachsend",
        "steigend",
        "zentral",
        "begrenzt",
        "gering",
    ):
        # „große Hoffnung“ raises, „höhere Löhne“ are higher.
        return following is not None and token.lower_ != word and entry_at(words, following.i) is not None
    if word in (
        "noch",
        "viel",
        "weit",
        "gar",
        "selbst",
        "recht",
        "eher",
        "schwer",
        "erst",
        "fast",
        "tief",
        "so",
    ):
        return (
            following is not None
            and following.pos_ in ("ADJ", "ADV")
            and not (word == "noch" and following.lower_ == "nicht")
        )
    if word == "selbst" or (word == "klar" and token.pos_ == "ADJ" and token.dep_ == "ROOT"):
        return False
    if word in ("statt", "laut") and capital and before is not None and not token.is_sent_start:
        return False
    if word == "laut":
        return following is not None and (following.pos_ != "PUNCT") and token.tag_ not in ("ADJA", "VVFIN")
    if word in ("wahr", "echt", "stark", "schwer", "heftig", "massiv") and following is None:
        return False
    if word in ("pflicht", "zwang", "gebot", "voraussetzung", "bedingung", "verpflichtung", "notwendigkeit"):
        return capital
    return True


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word."""
    found: dict[str, list[Phrase]] = {}
    for row in (*lexicon.load("phrasing_markers"), *lexicon.load("phrasing_loaded")):
        words = tuple(row["phrase"].split())
        entry = Phrase(
            words,
            row["category"],
            float(row["value"]),
            row.get("effect", ""),
            row.get("plain"),
            row["phrase"],
        )
        found.setdefault(words[0], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}
