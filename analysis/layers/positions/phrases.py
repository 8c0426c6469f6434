"""Phrases of a sentence: noun phrases, clauses, infinitives, and their extent in code points."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.language.columns import Columns, columns
from analysis.language.mood import is_finite
from analysis.lexicon.classes import word_class

Offsets = tuple[int, int]

_INFIX = re.compile(
    r"(?:ab|an|auf|aus|bei|durch|ein|entgegen|fest|fort|frei|her|herab|heran|heraus|herbei|herein|hervor|hin|hinaus|"
    r"hinein|hinweg|hinzu|los|mit|nach|nieder|sicher|statt|teil|über|um|unter|vor|voran|voraus|vorbei|weg|weiter|wieder|"
    r"wieder|zu|zurück|zusammen|zurecht)zu[a-zäöüß]{2,}e?[nr]n?$"
)
"""„weiterzuleiten“: the „zu“ of an infinitive inside the word."""

SEGMENTS = "wortlaut_segments"
"""Key in `Doc.user_data` for the parts of sentences while the component works."""

LONGEST = 400
"""Tokens; a longer „sentence“ is a list or a damaged text, and nobody takes a position in it."""

CLAUSAL = frozenset(
    {"ccomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "ROOT", "root"}
)
PREPOSITIONS = {
    "zum": "zu", "zur": "zu", "im": "in", "ins": "in", "am": "an", "ans": "an", "beim": "bei", "vom": "von",
    "aufs": "auf", "fürs": "für", "ums": "um", "übers": "über", "vors": "vor", "durchs": "durch",
}  # fmt: skip
_FOCUS = word_class("focus", "position_words")
_QUESTION_WORDS = word_class("question_word", "position_words")
_QUESTION = frozenset({"PWS", "PWAT", "PWAV", "KOUS"})
_DETACHED = frozenset({"punct", "mark", "cop", "aux", "aux:pass", "expl", "expl:pv", "discourse", "vocative"})


def preposition(token: Token) -> str:
    """A preposition without its article: „zur“ is „zu“."""
    form = token.text.lower()
    return PREPOSITIONS.get(form, form)


def offsets(tokens: Iterable[Token]) -> Offsets | None:
    """First and last code point of tokens, without punctuation and white space at the edges."""
    kept = [token for token in sorted(tokens, key=lambda t: t.i) if not token.is_space]
    while kept and _is_edge(kept[0]):
        kept = kept[1:]
    while kept and _is_edge(kept[-1]):
        kept = kept[:-1]
    if not kept:
        return None
    return kept[0].idx, kept[-1].idx + len(kept[-1])


def _is_edge(token: Token) -> bool:
    return token.is_punct or token.text in "\"'“”„«»‚‘’-–—"


def noun_phrase(head: Token, *, narrow: bool = False) -> list[Token]:
    """The tokens of a noun phrase, without its preposition and the clauses that hang on it.

    Args:
        head: its noun, name or pronoun.
        narrow: without coordinated phrases and prepositional attributes, as one names an actor.
    """
    kept: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        kept.add(token.i)
        for child in token.children:
            if child.dep_ in CLAUSAL or (child.dep_ in ("aux", "cop", "mark", "aux:pass")):
                continue
            if token is head and child.dep_ in ("case", "cc", "nsubj"):
                continue
            if token is head and child.dep_ == "advmod" and child.text.lower() in _FOCUS:
                continue
            if child.dep_ in ("conj", "list") and (narrow or is_finite(child) or child.pos_ == "VERB"):
                continue
            if narrow and child.dep_ == "nmod" and any(t.dep_ == "case" for t in child.children):
                continue
            stack.append(child)
    # Only what stands together: a parser's stray attachment must not tear the phrase over half the sentence.
    first = last = head.i
    doc = head.doc
    begin, end = columns(doc).around[head.i]
    while first - 1 >= begin and (first - 1 in kept or _bridges(doc, first - 1, kept, -1)):
        first -= 1
    while last + 1 < end and (last + 1 in kept or _bridges(doc, last + 1, kept, 1)):
        last += 1
    article = next((c.i for c in head.children if c.dep_ == "det" and c.i < first), first)
    if not any(t.pos_ == "VERB" and is_finite(t) for t in doc[article:first]):
        first = article  # „den rund 3000 Seiten starken Bericht“
    return [doc[i] for i in range(first, last + 1)]


def _bridges(doc: Doc, place: int, kept: set[int], step: int) -> bool:
    """A quotation mark or comma inside the phrase belongs to it wherever the parser hangs it."""
    token = doc[place]
    if not token.is_punct and token.text not in "\"'":
        return False
    return place + step in kept and 0 <= place + step < len(doc)


_CUTS = frozenset({",", ";", ":", "(", ")", "–", "—"})


def segments(token: Token) -> list[tuple[int, int]]:
    """Cut the sentence of a token at commas, other marks, and „und“ before a further finite verb.

    Returns:
        (first token, behind the last) of each part, in text order; punctuation belongs to none.
    """
    doc = token.doc
    first, behind = columns(doc).around[token.i]
    known = doc.user_data.setdefault(SEGMENTS, {})
    if first not in known:
        known[first] = _cut(doc, first, behind)
    return known[first]


def _cut(doc: Doc, first: int, behind: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start, texts = first, columns(doc).text
    for i in range(first, behind):
        if texts[i] in _CUTS or (texts[i] == "-" and _stands_free(doc[i])):
            if start < i:
                cuts.append((start, i))
            start = i + 1
    if start < behind:
        cuts.append((start, behind))
    return [part for cut in cuts for part in _at_conjunctions(columns(doc), cut)]


def _stands_free(token: Token) -> bool:
    return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)


def _at_conjunctions(words: Columns, part: tuple[int, int]) -> list[tuple[int, int]]:
    parts, start = [], part[0]
    for i in range(part[0] + 1, part[1] - 1):
        if words.tag[i] == "KON" and words.lower[i] in {"und", "oder", "sondern", "aber"}:
            before = any(words.finite[start:i])
            behind = any(words.finite[i + 1 : part[1]])
            if before and behind:
                parts.append((start, i))
                start = i + 1
    return [*parts, (start, part[1])]


def segment_of(token: Token) -> tuple[int, int]:
    """The part of its sentence that a token stands in."""
    for start, end in segments(token):
        if start <= token.i < end:
            return start, end
    return token.i, token.i + 1


def resumed(token: Token, end: int) -> tuple[int, int] | None:
    """Where a part goes on behind an insertion between dashes or in brackets that opens at its end."""
    words = columns(token.doc)
    texts, behind = words.text, words.around[token.i][1]
    if end >= behind or texts[end] not in _INSERTS:
        return None
    closing = _INSERTS[texts[end]]
    for place in range(end + 2, behind):
        if texts[place] == closing:
            return next((part for part in segments(token) if part[0] == place + 1), None)
    return None


_INSERTS = {"-": "-", "–": "–", "—": "—", "(": ")"}


def opens_clause(token: Token) -> bool:
    """Whether a token opens a complement clause: „dass“, „ob“, a question word."""
    return token.text.lower() in {"dass", "daß", "ob"} or (
        token.tag_ in _QUESTION and token.text.lower() in _QUESTION_WORDS
    )


def has_zu_infinitive(tokens: Iterable[Token]) -> bool:
    """Whether there is an infinitive with „zu“ and no finite verb."""
    tokens = list(tokens)
    has_zu = any(
        t.tag_ in ("PTKZU", "VVIZU")
        or (t.text.lower() == "zu" and t.i + 1 < len(t.doc) and t.nbor().tag_ in ("VVINF", "VAINF", "VMINF"))
        or _INFIX.match(t.text)
        for t in tokens
    )
    return has_zu and not any(is_finite(t) and not _INFIX.match(t.text) for t in tokens)
