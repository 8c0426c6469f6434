"""Clauses and segments: a sentence cut at commas and other marks, and what each stretch is by its verb.

German spelling sets a mark at every boundary between a clause and its subordinate clauses, and the place of
the finite verb tells main clauses (first or second) from subordinate ones (last). Source: Duden, Die
Grammatik (2022), „Stellungsfelder“; Amtliche Regelung der deutschen Rechtschreibung, § 71 ff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from spacy.tokens import Token

from analysis.layers.quotes.lexemes import reporting_finites
from analysis.layers.quotes.passage import Clause, Passage
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
_OPENING = frozenset({"(", "[", "(["})
CLOSING = frozenset("“”«»\"'‘’‹›")
TERMINALS = frozenset({".", "!", "?", "…"})
_CUTS = SEPARATORS | TERMINALS


def describe(passage: Passage, start: int, end: int, separator: str) -> Clause:
    texts, lower, tags = passage.text, passage.lower, passage.tag
    if passage.blocks and (start, end) in passage.blocks:
        return Clause(BLOCK, [(start, end)], separator)
    first = start
    while first < end - 1 and texts[first] in "„“”»«\"'‚‘›‹":
        first += 1
    conjunction = ""
    if lower[first] in _CONJUNCTIONS and tags[first] in ("KON", "ADV", ""):
        conjunction = lower[first]
        first = min(first + 1, end - 1)
    finite = [*compress(range(start, end), passage.finite[start:end])] or _overlooked(passage, first, end)
    clause = Clause(
        FRAGMENT, [(start, end)], separator, conjunction, lower[first], finite[0] if finite else None
    )
    last = end - 1
    while last > first and not texts[last][-1:].isalnum():
        last -= 1
    trailing = tags[finite[-1] + 1 : last + 1] if finite else []
    # Behind the finite verb of a subordinate clause only infinitives may stand („hätte kommen können“).
    is_last = bool(finite) and (
        not trailing or (len(trailing) > 1 and all(tag.endswith("INF") for tag in trailing))
    )
    clause.kind = _kind(passage, first, end, clause, is_last)
    if clause.kind in (SUB, RELATIVE, WH) and finite:
        clause.finite = finite[-1] if is_last else finite[0]
    return clause


_NOT_OVERLOOKED = frozenset({"PTKZU", "KOUS", "KOUI", "VVIZU", "PRELS"})


def _overlooked(passage: Passage, first: int, end: int) -> list[int]:
    """A reporting verb that the tagger took for a participle („BASF argumentiert“, „…“, spottete sie).

    Only where nothing else in the clause can be its finite verb.
    """
    texts, tags = passage.text, passage.tag
    if not _NOT_OVERLOOKED.isdisjoint(tags[first:end]):
        return []
    quoted = bool(first) and texts[first - 1] == "," and texts[max(0, first - 2)] in CLOSING
    for i in range(first if quoted else first + 1, end):
        if tags[i] in ("VVPP", "VVINF", "VVIMP") and passage.lower[i] in reporting_finites():
            return [i] if texts[i][0].islower() and tags[i - 1][:1] != "V" else []
    return []


def _kind(passage: Passage, first: int, end: int, clause: Clause, is_last: bool) -> str:
    words, lower, tags = passage.words, passage.lower, passage.tag
    if tags[first] == "ADV" and first + 1 < end and tags[first + 1] == "KOUS":
        first += 1  # „selbst wenn“, „auch als“
    tag, word = tags[first], lower[first]
    following = words[first + 1] if first + 1 < end else None
    if (
        word in ("um", "ohne", "statt", "anstatt")
        and _has_infinitive(passage, first, end)
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
    if clause.finite is None and _has_infinitive(passage, first, end):
        return INFINITIVE
    if relative and clause.separator and (is_last or tag in ("PRELS", "PRELAT")) and not verb_second:
        return RELATIVE
    if clause.finite is not None:
        if clause.conjunction and is_last and clause.finite > first + 1:
            return SUB  # „dass sie kommt und er geht“
        return MAIN
    return INFINITIVE if _has_infinitive(passage, first, end) else FRAGMENT


def following_is_noun(token: Token | None) -> bool:
    """Whether a word is a noun or name („wie Russland“ compares, it asks nothing)."""
    return token is not None and token.tag_ in ("NN", "NE", "ART")


def _has_infinitive(passage: Passage, first: int, end: int) -> bool:
    tags = passage.tag
    return any(
        tags[i] == "VVIZU"
        or (tags[i] == "PTKZU" and i + 1 < end and tags[i + 1].startswith("V"))
        or (tags[i][:1] == "V" and _SPLIT_INFINITIVE.match(passage.text[i]))
        for i in range(first, end)
    )


def segments(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """(first, behind last, separator before) of each stretch between separators, outside quotations."""
    words, texts = passage.words, passage.text
    inside = {i for start, end in passage.partial for i in range(start, end)}
    whole = dict(passage.blocks)
    start, separator = 0, ""
    position = 0
    bracketed = _verbless_brackets(passage)
    while position < passage.end:
        text = texts[position]
        if text not in _CUTS and position not in whole and position not in bracketed:
            position += 1
            continue
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
        if position not in inside:
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
    if _OPENING.isdisjoint(passage.text):
        return spans
    for position, text in enumerate(passage.text[: passage.end]):
        if text in _OPENING:
            opened = position
        elif text in (")", "]", ")]") and opened is not None:
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
    verbs = [*compress(range(start, end), passage.finite[start:end])]
    cut = start
    if len(verbs) > 1 and not _CONJUNCTIONS.isdisjoint(passage.lower[start + 1 : end]):
        for i in range(start + 1, end):
            if passage.lower[i] in _CONJUNCTIONS and passage.tag[i] == "KON":
                before = any(cut <= verb < i for verb in verbs)
                behind = verbs[-1] > i
                if before and behind:
                    yield cut, i, separator
                    cut, separator = i, "und"
    yield cut, end, separator
