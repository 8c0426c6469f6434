"""Clauses and segments: a sentence cut at commas and other marks, and what each stretch is by its verb.

German spelling sets a mark at every boundary between a clause and its subordinate clauses, and the place of
the finite verb tells main clauses (first or second) from subordinate ones (last). Source: Duden, Die
Grammatik (2022), „Stellungsfelder“; Amtliche Regelung der deutschen Rechtschreibung, § 71 ff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from analysis.language.columns import columns
from analysis.layers.quotes.lexemes import reporting_finites
from analysis.lexicon.classes import word_class

MAIN, SUB, WH, RELATIVE, INFINITIVE, BLOCK, FRAGMENT = (
    "main",
    "sub",
    "wh",
    "relative",
    "infinitive",
    "block",
    "fragment",
)
SEPARATORS = frozenset({",", ";", ":", "–", "—", "-", "(", ")", "[", "]", "..."})
STRONG = frozenset({";", "–", "—", "-"})
_SUBORDINATORS = word_class("subordinator")
_RELATIVES = word_class("relative")
_QUESTIONS = word_class("question")
_SPLIT_INFINITIVE = re.compile(r"[a-zäöü]{2,7}zu[a-zäöüß]{3,}n\Z")
_CONJUNCTIONS = word_class("conjunction")
_LONGEST_BRACKET = 14
CLOSING = frozenset("“”«»\"'‘’‹›")
TERMINALS = frozenset({".", "!", "?", "…"})


@dataclass
class Clause:
    """A clause: stretches of words (an embedded clause cuts it in pieces).

    Attributes:
        kind: one of the constants of this module.
        pieces: (first, behind last) positions in `Passage.words`.
        separator: the mark in front of it, or "".
        conjunction: the coordinating conjunction that it begins with, in lower case, or "".
        opener: the first word behind that, in lower case.
        finite: position of its finite verb, or None.
        inside: number of the clause that it stands in or depends on, or None.
    """

    kind: str
    pieces: list[tuple[int, int]]
    separator: str = ""
    conjunction: str = ""
    opener: str = ""
    finite: int | None = None
    inside: int | None = None

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        return self.pieces[-1][1]

    def positions(self) -> Iterator[int]:
        """The positions of its words."""
        for start, end in self.pieces:
            yield from range(start, end)


@dataclass
class Passage:
    """A sentence, or several that one pair of quotation marks holds together.

    Attributes:
        words: its tokens without white space.
        blocks: position of the first and behind the last word of each quotation that stands as a whole.
        partial: the same for quotations that are part of somebody else's sentence.
        clauses: in text order.
        end: position behind the last word that is no final punctuation.
    """

    words: list[Token]
    blocks: list[tuple[int, int]] = field(default_factory=list)
    partial: list[tuple[int, int]] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    end: int = 0

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        if not self.words:
            return []
        known = columns(self.words[0].doc).lower
        return [known[word.i] for word in self.words]

    @cached_property
    def finite(self) -> list[bool]:
        """For each word whether it is a finite verb."""
        if not self.words:
            return []
        known = columns(self.words[0].doc).finite
        return [known[word.i] for word in self.words]

    def clause_at(self, position: int) -> int | None:
        """Number of the clause that a position belongs to."""
        for number, found in enumerate(self.clauses):
            if any(start <= position < end for start, end in found.pieces):
                return number
        return None

    def tokens(self, start: int, end: int) -> set[int]:
        """Doc indices of the words from `start` to `end`."""
        return {word.i for word in self.words[start:end]}


def describe(passage: Passage, start: int, end: int, separator: str) -> Clause:
    words = passage.words
    if any(block == (start, end) for block in passage.blocks):
        return Clause(BLOCK, [(start, end)], separator)
    first = start
    while first < end - 1 and words[first].text in "„“”»«\"'‚‘›‹":
        first += 1
    conjunction = ""
    if words[first].text.lower() in _CONJUNCTIONS and words[first].tag_ in ("KON", "ADV", ""):
        conjunction = words[first].text.lower()
        first = min(first + 1, end - 1)
    finite = [i for i in range(start, end) if passage.finite[i]] or _overlooked(words, first, end)
    opener = words[first].text.lower()
    clause = Clause(FRAGMENT, [(start, end)], separator, conjunction, opener, finite[0] if finite else None)
    last = end - 1
    while last > first and not (words[last].is_alpha or words[last].text[-1:].isalnum()):
        last -= 1
    trailing = words[finite[-1] + 1 : last + 1] if finite else []
    # Behind the finite verb of a subordinate clause only infinitives may stand („hätte kommen können“).
    is_last = bool(finite) and (
        not trailing or (len(trailing) > 1 and all(w.tag_.endswith("INF") for w in trailing))
    )
    clause.kind = _kind(words, first, end, clause, is_last)
    if clause.kind in (SUB, RELATIVE, WH) and finite:
        clause.finite = finite[-1] if is_last else finite[0]
    return clause


def _overlooked(words: list[Token], first: int, end: int) -> list[int]:
    """A reporting verb that the tagger took for a participle („BASF argumentiert“, „…“, spottete sie).

    Only where nothing else in the clause can be its finite verb.
    """
    if any(words[i].tag_ in ("PTKZU", "KOUS", "KOUI", "VVIZU", "PRELS") for i in range(first, end)):
        return []
    quoted = bool(first) and words[first - 1].text == "," and words[max(0, first - 2)].text in CLOSING
    for i in range(first if quoted else first + 1, end):
        if words[i].tag_ in ("VVPP", "VVINF", "VVIMP") and words[i].text.lower() in reporting_finites():
            return [i] if words[i].text[0].islower() and words[i - 1].tag_[:1] != "V" else []
    return []


def _kind(words: list[Token], first: int, end: int, clause: Clause, is_last: bool) -> str:
    if words[first].tag_ == "ADV" and first + 1 < end and words[first + 1].tag_ == "KOUS":
        first += 1  # „selbst wenn“, „auch als“
    tag, word = words[first].tag_, words[first].text.lower()
    following = words[first + 1] if first + 1 < end else None
    if (
        word in ("um", "ohne", "statt", "anstatt")
        and _has_infinitive(words, first, end)
        and clause.finite is None
    ):
        return INFINITIVE
    verb_second = clause.finite is not None and clause.finite <= first + 1 and end - first > 3
    if (
        tag == "KOUS"
        or (word in _SUBORDINATORS and word not in ("so", "da", "während", "als", "seit", "bis"))
    ) and (not verb_second or is_last):
        return SUB
    if word in ("da", "während", "als", "seit", "bis") and is_last:
        return SUB
    if word in _QUESTIONS and (is_last or clause.finite is None) and clause.separator != "":
        return (
            WH
            if is_last or (tag.startswith(("PW", "KOKOM")) and not following_is_noun(following))
            else FRAGMENT
        )
    if word in _QUESTIONS and (is_last or (word == "wie" and clause.finite is None and first == 0)):
        return WH
    relative = tag in ("PRELS", "PRELAT") or (word in _RELATIVES and tag != "ART")
    if (
        not relative
        and following is not None
        and tag.startswith("AP")
        and following.text.lower() in _RELATIVES
    ):
        relative = is_last or following.tag_ in ("PRELS", "PRELAT")
    if clause.finite is None and _has_infinitive(words, first, end):
        return INFINITIVE
    if relative and clause.separator and (is_last or tag in ("PRELS", "PRELAT")) and not verb_second:
        return RELATIVE
    if clause.finite is not None:
        if clause.conjunction and is_last and clause.finite > first + 1:
            return SUB  # „dass sie kommt und er geht“
        return MAIN
    return INFINITIVE if _has_infinitive(words, first, end) else FRAGMENT


def following_is_noun(token: Token | None) -> bool:
    """Whether a word is a noun or name („wie Russland“ compares, it asks nothing)."""
    return token is not None and token.tag_ in ("NN", "NE", "ART")


def _has_infinitive(words: list[Token], first: int, end: int) -> bool:
    return any(
        words[i].tag_ == "VVIZU"
        or (words[i].tag_ == "PTKZU" and i + 1 < end and words[i + 1].tag_.startswith("V"))
        or (words[i].tag_[:1] == "V" and _SPLIT_INFINITIVE.match(words[i].text))
        for i in range(first, end)
    )


def segments(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """(first, behind last, separator before) of each stretch between separators, outside quotations."""
    words = passage.words
    inside = {i for start, end in passage.partial for i in range(start, end)}
    whole = dict(passage.blocks)
    start, separator = 0, ""
    position = 0
    bracketed = _verbless_brackets(passage)
    while position < passage.end:
        if position in bracketed:
            position = bracketed[position]
            continue
        if position in whole:
            yield from _split(passage, start, position, separator)
            if start < position:
                separator = ""
            end = whole[position]
            yield position, min(end, max(passage.end, position + 1)), separator
            start, separator, position = end, "", end
            continue
        text = words[position].text
        if position not in inside and (text in SEPARATORS or text in TERMINALS):
            if text == "-" and not _is_dash(words, position):
                position += 1
                continue
            yield from _split(passage, start, position, separator)
            separator = text if start < position or not separator else separator
            start = position + 1
        position += 1
    yield from _split(passage, start, passage.end, separator)


def _verbless_brackets(passage: Passage) -> dict[int, int]:
    """Opening bracket to the position behind the closing one, for brackets without a finite verb: „(SPD)“."""
    spans: dict[int, int] = {}
    opened: int | None = None
    for position, text in enumerate(passage.lower[: passage.end]):
        if text in "([" and text:
            opened = position
        elif text in ")]" and opened is not None:
            if position - opened <= _LONGEST_BRACKET and not any(passage.finite[opened:position]):
                spans[opened] = position + 1
            opened = None
    return spans


def _is_dash(words: list[Token], position: int) -> bool:
    before = words[position - 1] if position else None
    return bool(words[position].whitespace_) and (before is None or bool(before.whitespace_))


def _split(passage: Passage, start: int, end: int, separator: str) -> Iterator[tuple[int, int, str]]:
    """Cut a stretch at conjunctions that have a finite verb on both sides."""
    if start >= end:
        return
    words = passage.words
    verbs = [i for i in range(start, end) if passage.finite[i]]
    cut = start
    for i in range(start + 1, end):
        if passage.lower[i] in _CONJUNCTIONS and words[i].tag_ == "KON":
            before = any(cut <= verb < i for verb in verbs)
            behind = any(verb > i for verb in verbs)
            if before and behind:
                yield cut, i, separator
                cut, separator = i, "und"
    yield cut, end, separator
