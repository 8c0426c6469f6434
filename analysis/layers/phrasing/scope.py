"""What changes the value of a word: negation, strength, comparison, reversal, irony.

A value passes through the rules in this order, and each that applies leaves a note in `Mark.scope`:
reversed („den Krieg beenden“), lowered or raised („leichte“, „große Hoffnung“), mocked („sogenannte
Friedensgespräche“), negated („keine Hoffnung“), negated twice („nicht ohne Hoffnung“), only supposed („wenn
es Frieden gibt“, „Bedingung für den Frieden“).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from spacy.tokens import Doc, Token

from analysis.language.columns import Columns, columns
from analysis.layers.phrasing.record import TONED, Mark
from analysis.lexicon.classes import word_class

NEGATED = -0.7
"""„nicht gut“ is less than „schlecht“; the factor is ours, after Taboada and others (2011), who shift by a
fixed step."""
TWICE = 0.6
REVERSED = -0.8
MOCKED = -0.6
SUPPOSED = 0.5
"""What is only a condition colours a report by half; the factor is ours."""
REACH = 7
"""Tokens that a negation reaches to its right inside a clause."""
FAR = 40
"""Tokens; no word changes the value of one that is further off."""
MOST_MARKS = 200
_WIDE = ("distance", "fragment", "passive", "necessity")
_WALLS = frozenset(
    {"aber", "sondern", "doch", "jedoch", "dass", "daß", "weil", "obwohl", "wenn", "und", "oder", "als"}
)
_LESS = frozenset({"weniger", "geringer", "geringere", "geringeren", "schwächer", "niedriger", "minder"})
_MORE = frozenset({"mehr", "größer", "größere", "größeren", "stärker", "stärkere"})
_IF, _PRECONDITION = word_class("conditional"), word_class("precondition")
_TOO = frozenset({"zu", "allzu"})
_NEAR = ("amod", "advmod", "det")
_STOPS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADP", "DET", "CCONJ"})
_WITH_OBJECT = frozenset({"obj", "iobj", "nsubj:pass", "obl", "obl:arg", "nmod", "nsubj", "appos", "conj"})
_LINKS = frozenset(
    {"von", "vom", "an", "am", "gegen", "auf", "für", "vor", "des", "der", "zu", "zur", "zum", "über"}
)


def apply_scope(doc: Doc, marks: list[Mark]) -> None:
    """Change the values of toned marks by what stands around them.

    Args:
        doc: a Doc with sentences and a tree.
        marks: all marks of the Doc in text order; changed in place.
    """
    words = columns(doc)
    for part in _parts(words, marks):
        toned = [mark for mark in part if mark.category in TONED]
        by_token = {i: m for m in part if m.category not in _WIDE for i in range(m.first, m.last + 1)}
        negators = [mark for mark in part if mark.effect in ("negates", "weakens")]
        _reverse(doc, toned)
        for mark in toned:
            _strengthen(doc, mark, by_token)
            _mock(doc, mark, part)
            _negate(doc, mark, negators)
            _suppose(words, mark)
            mark.value = max(-1.0, min(1.0, round(mark.value, 3)))


def _parts(words: Columns, marks: list[Mark]) -> Iterator[list[Mark]]:
    """The marks sentence by sentence; a sentence without end is cut, so that the time stays linear."""
    starts = [i for i, starts in enumerate(words.starts) if starts or not i]
    for _, group in groupby(marks, key=lambda mark: bisect_right(starts, mark.first)):
        part = list(group)
        yield from (part[i : i + MOST_MARKS] for i in range(0, len(part), MOST_MARKS))


def _reverse(doc: Doc, toned: list[Mark]) -> None:
    for governor in toned:
        if governor.effect != "reverses":
            continue
        for mark in toned:
            if mark is governor or not mark.value or not _governs(doc, governor, mark):
                continue
            if (
                governor.base < 0
                and mark.base < 0
                and doc[governor.head].pos_ in ("VERB", "AUX")
                and doc[mark.head].dep_ == "nsubj"
            ):
                continue  # „der Streit gefährdet …“: the subject does it
            if mark.category == "evaluation" and mark.effect == "reverses":
                continue
            mark.value *= REVERSED
            mark.scope.append(f"reversed: {doc[governor.head].text}")
            governor.value = 0.0
            governor.scope.append(f"reverses: {doc[mark.head].text}")


def _governs(doc: Doc, governor: Mark, mark: Mark) -> bool:
    """Whether a noun is what a word of ending or preventing is about, by the tree or by the words between."""
    head, noun = doc[governor.head], doc[mark.head]
    if abs(noun.i - head.i) > FAR or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if (
        head.text[0].isupper() and head.pos_ != "VERB" and not head.is_sent_start
    ):  # a noun: „das Ende der Gewalt“
        between = [t.lower_ for t in doc[head.i + 1 : noun.i]]
        if not 0 < noun.i - head.i <= 6:
            return False
        links = between and (
            between[0] in _LINKS
            or between[0] in ("eines", "einer", "weiterer", "jeder", "aller", "dieser", "dieses")
        )
        return bool(links or (not between)) and not any(
            t.is_punct or t.pos_ in ("NOUN", "VERB", "AUX") for t in doc[head.i + 1 : noun.i]
        )
    if noun.head.i == head.i and noun.dep_ in _WITH_OBJECT:
        if noun.dep_ in ("obl", "nmod"):
            return any(
                child.lower_ in ("gegen", "auf", "von", "vor")
                for child in noun.children
                if child.dep_ == "case"
            )
        return noun.dep_ != "nsubj" or _ends_by_itself(head)
    return False


def _ends_by_itself(verb: Token) -> bool:
    """Verbs whose subject is what ends: „der Krieg endet“, „die Hoffnung schwindet“."""
    return verb.lemma_.lower() in (
        "schwinden",
        "verschwinden",
        "nachlassen",
        "abnehmen",
        "fehlen",
        "mangeln",
        "aufhören",
        "zurückgehen",
        "scheitern",
        "platzen",
    ) or any(
        child.dep_ == "compound:prt" and child.lower_ in ("nach", "ab", "auf", "zurück")
        for child in verb.children
    )


def _strengthen(doc: Doc, mark: Mark, by_token: dict[int, Mark]) -> None:
    words, head = columns(doc), mark.head
    near = {c for c in words.children[head] if words.dep[c] in _NEAR and abs(c - head) <= 4}
    place = mark.first - 1
    while place >= max(0, mark.first - 3) and not words.starts[place + 1]:
        if words.pos[place] in _STOPS or doc[place].is_punct:
            break
        near.add(place)
        place -= 1
    for place in sorted(near):
        other, form = by_token.get(place), words.lower[place]
        if mark.first <= place <= mark.last:
            continue
        if form in _LESS:
            mark.value *= -0.5
            mark.scope.append(f"less: {words.text[place]}")
        elif form in _MORE:
            mark.value *= 1.3
            mark.scope.append(f"more: {words.text[place]}")
        elif (
            form in _TOO
            and mark.first == place + 1
            and mark.value > 0
            and words.tag[head] in ("ADJD", "ADJA", "ADV")
        ):
            mark.value = -0.4
            mark.scope.append(f"too much: {words.text[place]}")
        elif other is not None and other.category == "booster":
            mark.value *= 1 + other.base * 0.6
            mark.scope.append(f"raised: {words.text[place]}")
        elif other is not None and other.category == "downtoner":
            mark.value *= 1 + other.base
            mark.scope.append(f"lowered: {words.text[place]}")
    if (
        words.lower[mark.first].endswith(("sten", "ste", "ster", "stes", "stem"))
        and words.pos[mark.first] == "ADJ"
        and "Degree=Sup" in words.morph[mark.first]
    ):
        mark.value *= 1.3
        mark.scope.append("superlative")


def _mock(doc: Doc, mark: Mark, marks: list[Mark]) -> None:
    if mark.base <= 0:
        return
    for other in marks:
        if other.category == "irony" and 0 < mark.head - other.last <= 3:
            between = doc[other.last + 1 : mark.head]
            if any(t.is_punct and t.text not in '„“"»«‚‘' for t in between):
                continue
            mark.value *= MOCKED
            mark.scope.append(f"mocked: {doc[other.first : other.last + 1].text}")
            return
        if (
            other.category == "fragment"
            and other.first < mark.first
            and mark.last < other.last
            and other.last - other.first <= 3
        ):
            mark.value *= 0.5
            mark.scope.append("in quotation marks")
            return


def _suppose(words: Columns, mark: Mark) -> None:
    """Halve what stands in a clause with „wenn“, or behind „Voraussetzung für“."""
    place, noun = mark.head, True
    for _ in range(REACH):
        if len(words.children[place]) > MOST_MARKS:
            return  # no word of a real sentence has so many
        for child in words.children[place]:
            if words.dep[child] == "mark" and words.lower[child] in _IF:
                mark.value *= SUPPOSED
                mark.scope.append(f"conditional: {words.text[child]}")
                return
        above = words.head[place]
        noun = noun and words.dep[place] in ("nmod", "conj")
        if noun and words.lemma[above] in _PRECONDITION:
            mark.value *= SUPPOSED
            mark.scope.append(f"conditional: {words.text[above]}")
            return
        if above == place:
            return
        place = above


def _negate(doc: Doc, mark: Mark, negators: list[Mark]) -> None:
    acting = [neg for neg in negators if _reaches(doc, neg, mark)]
    if not acting:
        return
    words = ", ".join(doc[neg.first : neg.last + 1].text for neg in acting)
    if len(acting) >= 2 and not any("weder" in doc[neg.first].lower_ for neg in acting):
        mark.value *= TWICE
        mark.scope.append(f"negated twice: {words}")
        return
    weak = all(neg.effect == "weakens" for neg in acting)
    mark.value *= NEGATED * (0.7 if weak else 1.0)
    mark.scope.append(f"{'weakened' if weak else 'negated'}: {words}")


def _reaches(doc: Doc, negation: Mark, mark: Mark) -> bool:
    first, target = negation.first, doc[mark.head]
    word = doc[first]
    if negation.first <= mark.head <= negation.last or abs(first - mark.head) > FAR:
        return False
    form = word.lower_
    between = doc[negation.last + 1 : mark.first] if mark.first > first else doc[mark.last + 1 : first]
    if (
        form in ("ohne", "statt", "anstatt", "anstelle")
        or form.startswith("kein")
        or (negation.last > first and doc[negation.last].lower_.startswith("kein"))
    ):
        # They negate the noun they stand before, with its adjectives.
        return mark.first > first and not any(
            t.is_punct or t.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "ADP") for t in between
        )
    if form in ("weder", "noch"):
        return (
            mark.first > first
            and mark.first - first <= REACH + 5
            and not any(t.text in ";:" for t in between)
        )
    if form == "nicht" and between and between[0].tag_ == "ADJA" and negation.last + 1 != mark.first:
        return False  # „nicht notwendige Reisen“
    if word.head.i == mark.head and target.pos_ in ("VERB", "AUX"):
        return True
    wall = any((t.is_punct and t.text not in '„“"»«‚‘') or t.lower_ in _WALLS for t in between)
    if mark.first > first:
        if wall or mark.first - first > REACH:
            return False
        if form == "nicht" and between and between[0].lower_ == "ohne":
            return True
        nouns = [t for t in between if t.pos_ in ("NOUN", "PROPN")]
        return len(nouns) <= (2 if target.pos_ in ("VERB", "AUX") else 1)
    # Behind its verb („einigten sich nicht“); a noun on its left is free of it.
    return (
        not wall
        and target.pos_ in ("VERB", "AUX")
        and first - mark.last <= REACH
        and form not in ("wenig", "selten")
    )
