"""Where the sentence says what a stance is about and at whom it aims."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.actors import actors_of
from analysis.layers.positions.actors import is_date
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement, infinitive
from analysis.layers.positions.extent import head_of, is_shell, whole_phrase
from analysis.layers.positions.nouns import noun_complement
from analysis.layers.positions.phrases import (
    noun_phrase,
    segment_of,
)
from analysis.layers.positions.stances import Stance
from analysis.lexicon.classes import word_class

_NOMINATIVES = word_class("nominative", "position_words")
_OBJECTS = ("obj", "iobj", "obl:arg", "obl")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")


def find_issue(entry: Stance, clause: Clause, taken: frozenset[int]) -> tuple[str, list[Token]]:
    """The words that say what the stance is about.

    Args:
        entry: what the lexicon knows of the cue.
        clause: the clause of the cue.
        taken: tokens of the cue itself.

    Returns:
        Which of the entry's places held it, and its tokens; ("", []) where the sentence names none.
    """
    places = entry.issue
    if clause.is_passive and "obj" in places:
        # What would be the object is the subject of the passive; the clause may still follow.
        places = tuple("subj" if place == "obj" else place for place in places)
    if "clause" in places and "inf" not in places:
        places = (*places, "inf")
    for place in places:
        found = _at(place, entry, clause, taken)
        if found and not all(t.pos_ == "NUM" for t in found):  # „1997 war vorgeschlagen worden, …“
            if place in ("clause", "inf"):
                return place, found
            if is_shell(head_of(found)) and found[-1].i + 1 in taken:
                # „… pochte auf die Zusage, dass“, with the verb between: the clause is what it is about.
                found = complement(clause, taken) or infinitive(clause, taken) or found
            return place, whole_phrase(found, taken)
    return "", []


def _at(place: str, entry: Stance, clause: Clause, taken: frozenset[int]) -> list[Token]:
    if place == "clause":
        return complement(clause, taken)
    if place == "inf":
        return infinitive(clause, taken)
    if place == "ngen":
        noun = next((clause.verb.doc[i] for i in sorted(taken) if clause.verb.doc[i].pos_ == "NOUN"), None)
        return [] if noun is None else noun_complement(noun, ("gen", "für", "zu"))[1]
    if place == "noun":
        noun = next((clause.verb.doc[i] for i in sorted(taken) if clause.verb.doc[i].pos_ == "NOUN"), None)
        return [] if noun is None else noun_phrase(noun)
    if place == "subj":
        noun = clause.subject
        if noun is not None and noun.text.lower() == "es":
            noun = next(iter(_bare_nouns(clause, taken)), None)  # „Es drohe ein Krieg“
        return [] if noun is None or noun.i in taken or noun.text.lower() == "es" else noun_phrase(noun)
    if place in ("obj", "dat", "gen"):
        noun = direct_object(clause, place, taken)
        return [] if noun is None else noun_phrase(noun)
    for noun in clause.prepositional(place):
        if noun.i not in taken:
            return noun_phrase(noun)
    adverb = clause.correlate(place)
    if adverb is not None:
        return complement(clause, taken) or infinitive(clause, taken) or [adverb]
    return []


def direct_object(clause: Clause, case: str, taken: frozenset[int]) -> Token | None:
    """Head of an object: `obj` any but a dative where another is there, `dat`, `gen`.

    The tree decides; where it has none, a noun of that case between the same commas.
    """
    subject = clause.subject
    near = {t.i for t in clause.own}
    heads = [
        t
        for token in clause.chain
        for t in token.children
        if t.i in near or t.i < clause.verb.i or not _in_other_clause(t)
    ]
    found = [
        t
        for t in heads
        if t.dep_ in _OBJECTS
        and t.i not in taken
        and t.pos_ in _NOMINAL
        and t.tag_ != "PRF"
        and t.text.lower() not in ("sich", "es")
        and not any(c.dep_ == "case" for c in t.children)
    ]
    if case == "obj":
        # Time („den ganzen Tag“) hangs as obl; an object is obj or, mislabelled, one of the others.
        ranked = [t for t in found if t.dep_ == "obj" and "Case=Dat" not in str(t.morph)]
        ranked += [t for t in found if t.dep_ == "obj" and t not in ranked]
        ranked += [t for t in found if t.dep_ in ("iobj", "obl:arg") and "Case=Acc" in str(t.morph)]
        if ranked:
            # „bot der Opposition seinen Rücktritt an“: where one may be a dative, it is the other.
            plain = [t for t in ranked if not _may_be_dative(t) and not is_date(t)]
            return next((t for t in plain if t.ent_type_ != "PER"), (plain or ranked)[0])
        bare = _by_case(clause, ("Case=Acc", "Case=Nom"), taken, subject)
        return bare or _nearest(clause, taken, subject)
    wanted = "Case=Dat" if case == "dat" else "Case=Gen"
    ranked = [t for t in found if wanted in str(t.morph)]
    if case == "dat" and not ranked:
        ranked = [t for t in found if t.dep_ in ("iobj", "obl:arg") and "Case=Acc" not in str(t.morph)]
    if case == "dat" and not ranked:
        ranked = [t for t in _bare_nouns(clause, taken) if t is not subject and _may_be_dative(t)]
    if ranked:
        return ranked[0]
    return _by_case(clause, (wanted,), taken, subject) if case == "dat" else None


def _nearest(clause: Clause, taken: frozenset[int], subject: Token | None) -> Token | None:
    """The bare noun nearest before a verb at the end of its clause, or behind one that is not."""
    if subject is None or clause.verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    of_subject = {t.i for t in noun_phrase(subject)}
    at_end = not any(t.i > clause.verb.i and t.pos_ in ("NOUN", "PROPN") for t in clause.own)
    found = [
        t
        for t in _bare_nouns(clause, taken)
        if t.i not in of_subject
        and t.pos_ in ("NOUN", "PROPN")
        and "Case=Gen" not in str(t.morph)
        and ("Case=Dat" not in str(t.morph) or is_date(t.head))
        and t.ent_type_ != "PER"
        and (t.i < clause.verb.i) == at_end
    ]
    return min(found, key=lambda t: abs(t.i - clause.verb.i), default=None)


def _in_other_clause(token: Token) -> bool:
    """Whether a word stands between commas with a verb of its own („…, die Arbeit niederzulegen“)."""
    start, end = segment_of(token)
    return any(t.pos_ in ("VERB", "AUX") for t in token.doc[start:end])


def _bare_nouns(clause: Clause, taken: frozenset[int]) -> list[Token]:
    """Nouns of the clause without a preposition that hang on no other noun."""
    return [
        t
        for t in clause.own
        if t.pos_ in ("NOUN", "PROPN", "PRON")
        and t.i not in taken
        and t.tag_ not in ("PRF", "PRELS", "PWS")
        and t.text.lower() not in _NOMINATIVES
        and not any(c.dep_ == "case" for c in t.children)
        and (t.dep_ != "nmod" or "Case=Acc" in str(t.morph) or is_date(t.head))
        and t.dep_ not in ("flat", "flat:name", "appos", "conj", "compound", "det", "det:poss", "obl:tmod")
    ]


def _may_be_dative(noun: Token) -> bool:
    """By the form of what stands before it: „dem“, „der“, „den …n“, „ihrem“, „entsprechenden“."""
    left = [c.text.lower() for c in noun.children if c.i < noun.i and c.pos_ in ("DET", "ADJ")]
    return bool(left) and left[0].endswith(("em", "er", "en")) and not left[0].endswith(("einen", "kein"))


def _by_case(
    clause: Clause, cases: tuple[str, ...], taken: frozenset[int], subject: Token | None
) -> Token | None:
    of_subject = {t.i for t in noun_phrase(subject)} if subject is not None else set()
    for token in clause.own:
        if (
            token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.i not in taken
            and token.i not in of_subject
            and token.tag_ not in ("PRF", "PRELS", "PWS")
            and token.text.lower() not in _NOMINATIVES
            and not is_date(token)
            and token.dep_ in (*_OBJECTS, "nsubj", "conj", "dep", "ROOT")
            and not (token.dep_ == "conj" and token.head.pos_ in _NOMINAL)
            and not any(c.dep_ == "case" for c in token.children)
            and any(case in str(token.morph) for case in cases)
            and (token.dep_ != "obl")
        ):
            return token
    return None


def find_target(entry: Stance, clause: Clause, taken: frozenset[int]) -> Token | None:
    """Head of the phrase that names the counterpart, or None."""
    for place in entry.target:
        if place in ("obj", "dat"):
            noun = (
                clause.subject
                if clause.is_passive and place == "obj"
                else direct_object(clause, place, taken)
            )
        elif place == "subj":
            noun = clause.subject
        else:
            noun = next((t for t in clause.prepositional(place) if t.i not in taken), None)
        if noun is not None:
            return noun
    return None


def agent(clause: Clause) -> Token | None:
    """Who does it in a passive: the phrase with „von“ or „durch“, or „seitens“."""
    heads = {t.i for t in clause.chain} | {clause.verb.i}
    for noun in clause.prepositional("von", "durch", "seitens", "vonseiten"):
        # „(die Stationierung) von Truppen“ belongs to its noun; agents, too, are hung there, but not beside.
        beside = (
            noun.head.i not in heads
            and noun.dep_ == "nmod"
            and min(t.i for t in noun.subtree) == noun.head.i + 1
        )
        if not beside:
            return noun
    for noun in clause.prepositional("in", "bei"):
        if any(found.kind == "organisation" for found in actors_of(noun)):
            return noun  # „wird in der G20 diskutiert“, „wird bei den UN geprüft“
    return None
