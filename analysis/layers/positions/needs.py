"""The conditions of a lexicon entry (its column `needs`), checked on a clause or a noun."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.layers.actors import actors_of
from analysis.layers.positions.actors import group, is_actor
from analysis.layers.positions.arguments import direct_object
from analysis.layers.positions.clause import Clause
from analysis.layers.positions.complements import complement, infinitive
from analysis.layers.positions.nouns import noun_complement
from analysis.layers.positions.phrases import preposition
from analysis.layers.positions.speakers import is_quoted, is_reported, speaker
from analysis.layers.positions.stances import Stance, is_negotiated, object_forms


def meets(need: str, entry: Stance, clause: Clause, taken: frozenset[int]) -> bool:
    """Whether a condition of an entry holds; alternatives are joined by a bar."""
    return any(_meets(part, clause, taken) for part in need.split("|"))


def _meets(need: str, clause: Clause, taken: frozenset[int]) -> bool:
    if need.startswith("-"):
        return not _meets(need[1:], clause, taken)
    if need == "sich":
        return clause.is_reflexive
    if need == "um":
        return clause.conjunction == "um"
    if need == "nichts":
        return any(t.text.lower() == "nichts" for t in clause.own)
    if need == "es":
        return any(t.text.lower() == "es" for t in clause.own)
    if need == "neg":
        return clause.negator is not None
    if need == "human":
        return clause.is_passive or clause.subject is None or is_actor(clause.subject)
    if need == "body":
        return clause.is_passive or clause.subject is None or not _is_one_person(clause.subject)
    if need == "reported":
        return is_reported(clause.verb) or is_quoted(clause.verb) or bool(speaker(clause.verb))
    if need in ("obj", "dat", "gen"):
        return (clause.is_passive and need == "obj") or direct_object(clause, need, taken) is not None
    if need == "person":
        noun = clause.subject if clause.is_passive else direct_object(clause, "obj", taken)
        return noun is not None and is_actor(noun)
    if need == "clause":
        return bool(complement(clause, taken))
    if need == "inf":
        return bool(infinitive(clause, taken))
    if need.startswith("da"):
        return any(t.text.lower() == need for t in clause.tokens)
    if need.startswith("obj:"):
        noun = clause.subject if clause.is_passive else direct_object(clause, "obj", taken)
        return noun is not None and noun.text.lower().endswith(object_forms(need[4:]))
    return any(noun.i not in taken for noun in clause.prepositional(need)) or any(
        preposition(t) == need
        and t.dep_ in ("case", "mark", "advmod")
        and t.head.pos_ in ("ADJ", "VERB", "ADV")
        for t in clause.own
    )


def _is_one_person(noun: Token) -> bool:
    """„Der Pilot beschloss“: what somebody decides alone is no agreement."""
    found = actors_of(noun)
    return len({r.actor for r in found}) == 1 and found[0].kind == "person" and len(group(noun).names) == 1


def noun_meets(need: str, noun: Token) -> bool:
    if need.startswith("case:"):
        return any(c.dep_ == "case" and c.text.lower() == need[5:] for c in noun.children)
    if need == "negotiated":
        return any(is_negotiated(t.text) for t in noun_complement(noun, ("gen",))[1] if t.pos_ == "NOUN")
    return bool(noun_complement(noun, tuple(need.split("|")))[1])
