"""Whose words a place in the text gives: from the layer for reported speech, else from the sentence."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span, Token

from analysis import lexicon
from analysis.language.columns import columns
from analysis.language.mood import SUBJUNCTIVE_1, SUBJUNCTIVE_2, is_finite, moods
from analysis.layers.positions.actors import Group, group, is_actor, owner
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.inflection import finite_forms, whole_forms
from analysis.layers.positions.reference import antecedent

if TYPE_CHECKING:
    from analysis.layers.quotes import Quotation

_SAID = frozenset({"ccomp", "csubj", "csubj:pass", "xcomp", "parataxis", "obj"})
_POINTING = frozenset({"PAV", "PROAV", "ADV"})
_LONGEST_QUOTE = 600
"""Tokens; a mark further back has nothing to do with the place."""

_FAR = 3
"""Sentences that a report may go on without naming its speaker again."""


def speaker(token: Token) -> Group:
    """The actors whose words the clause of a token gives; empty for the article's own."""
    found = _from_quotations(token)
    if found:
        return found
    here = _in_sentence(token)
    if here:
        return here
    return _before(token) if is_reported(token) or _is_quoted(token) else Group()


def is_reported(token: Token) -> bool:
    """Whether the clause of a token stands in the subjunctive of reports."""
    finite = Clause(token).finite
    if finite is None:
        return False
    readings = moods(finite)
    return readings in ({SUBJUNCTIVE_1}, {SUBJUNCTIVE_2})


def _from_quotations(token: Token) -> Group:
    doc = token.doc
    quotations = doc._.quotations if Doc.has_extension("quotations") else ()
    around = [q for q in quotations if any(start <= token.idx < end for start, end in q.quote)]
    # The innermost one is the shortest.
    for quotation in sorted(around, key=lambda q: sum(end - start for start, end in q.quote)):
        if any(start <= token.idx < end for start, end in (*quotation.cue, *quotation.frame)):
            continue
        if quotation.speaker and quotation.speaker_name:
            sentence = token.sent
            here = tuple(s for s in quotation.speaker if sentence.start_char <= s[0] < sentence.end_char)
            found = _full_group(doc, quotation) or Group(tuple(quotation.speaker_name.split("; ")), here)
            return found
        if quotation.speaker:
            span = _span(doc, quotation.speaker[0])
            if span is not None:
                found = _people_of(span)
                inside = span.root.sent == token.sent
                return found if inside else found.unspoken()
        if quotation.speaker_name:
            return Group(tuple(quotation.speaker_name.split("; ")))
    return Group()


def _people_of(speaker_: Span) -> Group:
    """Who speaks: „Demnach“ is nobody, „Angaben aus Delegationskreisen“ are those of the circles."""
    root = antecedent(speaker_.root)
    if root.tag_ in _POINTING:
        return Group()
    if root.pos_ == "NOUN" and not is_actor(root) and _is_source(root):
        return owner(root)
    return group(root)


def _span(doc: Doc, place: tuple[int, int]) -> Span | None:
    start, end = place
    return doc.char_span(start, end, alignment_mode="expand")


def _full_group(doc: Doc, quotation: Quotation) -> Group | None:
    """All who speak together, where the speakers are several; None for one."""
    span = _span(doc, quotation.speaker[0])
    if span is None or len(span) < 3:
        return None
    found = group(antecedent(span.root))
    return (
        found
        if len(found.names) > 1 and (quotation.speaker_name or "").split("; ")[0] in found.names
        else None
    )


def _in_sentence(token: Token) -> Group:
    """„…, sagte X“, „X sagte, …“, „…, so X“, „nach Angaben von X“, „laut X“."""
    first, last = columns(token.doc).around[token.i]
    start, end = Clause(token).segment
    if token.doc[start].tag_ == "PRELS" and not is_reported(token):
        return Group()  # a relative clause explains; the article speaks
    told = is_reported(token) or _is_quoted(token)
    doc, words = token.doc, columns(token.doc)
    for i in range(first, last):
        if start <= i < end and i != token.i:
            continue
        if i != token.i and _may_report(words.lower[i]):
            place = doc[i]
            if is_reporting(place) and (told or _governs(place, token)):
                subject = Clause(place).subject
                if subject is not None and subject.i != token.i and is_actor(subject):
                    return group(subject)
        if words.text[i] == "so" and i > first and words.text[i - 1] in {",", "“", '"'}:
            noun = next((j for j in range(i + 1, last) if words.pos[j] in ("PROPN", "NOUN")), last)
            if noun < last and noun - i < 4 and is_actor(doc[noun]):
                return group(doc[noun])
    return by_phrase(token)


def _governs(verb: Token, token: Token) -> bool:
    """Whether a clause in the indicative is what a verb of saying says; „X lehnt ab, da Y zusagte“ is not."""
    if verb.dep_ == "parataxis" and not verb.is_ancestor(token):
        return True
    while token.head.i not in (token.i, verb.i):
        token = token.head
    return token.head.i == verb.i and token.dep_ in _SAID


def by_phrase(token: Token) -> Group:
    """„nach Angaben von X“, „nach Meinung X’“, „laut X“, „X zufolge“ in the sentence."""
    doc, words = token.doc, columns(token.doc)
    for i in range(*words.around[token.i]):
        lower = words.lower[i]
        if lower in ("laut", "zufolge", "gemäß") and words.dep[i] == "case" and is_actor(doc[i].head):
            return group(doc[i].head)
        if words.pos[i] == "NOUN" and _names_source(lower) and _reports(doc[i]):
            found = owner(doc[i])
            if found:
                return found
    return Group()


def _reports(noun: Token) -> bool:
    return any(
        c.dep_ == "case" and c.text.lower() in ("nach", "laut", "aus", "zufolge") for c in noun.children
    )


def _before(token: Token) -> Group:
    """The speaker of the report that this sentence goes on with."""
    doc, here = token.doc, token.sent
    first = here.start
    for _ in range(_FAR):
        if here.start == 0:
            break
        before = doc[here.start - 1].sent
        ends_paragraph = before[-1].is_space and "\n" in before[-1].text
        if ends_paragraph and here.start != first:
            break
        here = before
        for place in before:
            if _may_report(place.lower_) and is_reporting(place):
                subject = Clause(place).subject
                if subject is not None and is_actor(subject):
                    return group(subject).unspoken()
        found = by_phrase(before[0])
        if found:
            return found.unspoken()
    return Group()


def _is_quoted(token: Token) -> bool:
    """Whether an opening quotation mark stands before a token in its paragraph and has not been closed."""
    words, place = columns(token.doc), token.i - 1
    straight = 0
    first = max(0, place - _LONGEST_QUOTE)
    while place >= first and not (words.space[place] and "\n" in words.text[place]):
        mark = words.text[place]
        if mark == "„":
            return True
        if mark in ("“", "”") and not straight:
            return False
        straight += mark == '"'
        place -= 1
    return straight % 2 == 1


def is_quoted(token: Token) -> bool:
    """Whether a token stands between quotation marks."""
    return _is_quoted(token)


def is_reporting(token: Token) -> bool:
    """Whether a token is a finite verb (or participle) of reporting."""
    forms, apart = _reporting_forms()
    lower = token.text.lower()
    if not (is_finite(token) or token.tag_ in ("VVPP", "VVFIN") or token.pos_ == "VERB"):
        return False
    if lower in forms:
        return True
    if lower in apart:
        particle = Clause(token).particle
        return particle is not None and particle.text.lower() in apart[lower]
    return False


def _may_report(form: str) -> bool:
    """Whether a form in lower case can be one of a verb of reporting; most words of a text cannot."""
    whole, apart = _reporting_forms()
    return form in whole or form in apart


@cache
def _reporting_forms() -> tuple[frozenset[str], dict[str, set[str]]]:
    whole: set[str] = set()
    apart: dict[str, set[str]] = {}
    for row in lexicon.load("reporting_verbs"):
        if not {"clause", "infinitive", "direct"} & set(row["complements"].split()):
            continue
        particle = row["particle"] if row["particle"].isalpha() else ""
        infinitive = row["verb"]
        if row["words"] or (row["reflexive"] and infinitive != "äußern"):
            continue
        if not particle:
            whole |= {
                row["present"],
                row["preterite"],
                row["participle"],
                row["preterite"] + "n",
                infinitive,
                infinitive[:-1],
            }
            continue
        whole |= whole_forms(infinitive, particle)
        for form in {row["present"], row["preterite"], row["preterite"] + "n", *finite_forms(infinitive)}:
            apart.setdefault(form, set()).add(particle)
    return frozenset(whole), apart


def _is_source(noun: Token) -> bool:
    """Whether a noun names words or findings: „Angaben“, „Medienberichte“."""
    return _names_source(noun.text.lower())


@lru_cache(maxsize=2**14)
def _names_source(form: str) -> bool:
    return any(noun in form for noun in _source_nouns())


@cache
def _source_nouns() -> tuple[str, ...]:
    rows = lexicon.load("reporting_nouns")
    return tuple(row["lemma"].lower() for row in rows if "source" in row["uses"].split())
