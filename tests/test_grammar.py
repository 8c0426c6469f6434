"""Questions to a tree and to a verb form, on Docs made by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from analysis.language import grammar
from analysis.language.mood import is_finite, is_reported_mood, moods


def sentence(*tokens):
    """A Doc of (word, tag, lemma, head, relation[, features])."""
    columns = list(zip(*[(*token, "")[:6] for token in tokens], strict=True))
    words, tags, lemmas, heads, deps, morphs = map(list, columns)
    return Doc(Vocab(), words=words, tags=tags, lemmas=lemmas, heads=heads, deps=deps, morphs=morphs)


@pytest.mark.parametrize(
    ("before", "form", "tag", "lemma", "readings"),
    [
        ("er", "sei", "VAFIN", "sein", {"konjunktiv_1"}),
        ("er", "habe", "VAFIN", "haben", {"konjunktiv_1"}),
        ("ich", "habe", "VAFIN", "haben", {"indicative", "konjunktiv_1"}),
        ("er", "komme", "VVFIN", "kommen", {"konjunktiv_1"}),
        ("er", "berichte", "VVFIN", "berichten", {"konjunktiv_1"}),
        ("sie", "kommen", "VVFIN", "kommen", {"indicative", "konjunktiv_1"}),
        ("er", "sagte", "VVFIN", "sagen", {"indicative", "konjunktiv_2"}),
        ("sie", "sagten", "VVFIN", "sagen", {"indicative", "konjunktiv_2"}),
        ("er", "wäre", "VAFIN", "sein", {"konjunktiv_2"}),
        ("er", "entspräche", "VVFIN", "entsprechen", {"konjunktiv_2"}),
        ("sie", "ließen", "VVFIN", "lassen", {"indicative", "konjunktiv_2"}),
        ("sie", "gäben", "VVFIN", "geben", {"konjunktiv_2"}),
        ("er", "wurde", "VAFIN", "werden", {"indicative"}),
        ("er", "kam", "VVFIN", "kommen", {"indicative"}),
        ("er", "hat", "VAFIN", "haben", {"indicative"}),
    ],
)
def test_moods_tell_what_the_form_tells(before, form, tag, lemma, readings):
    doc = sentence((before, "PPER", before, 1, "nsubj"), (form, tag, lemma, 1, "ROOT"))
    assert moods(doc[1]) == readings
    assert is_reported_mood(doc[1]) == (readings == {"konjunktiv_1"})


def test_only_finite_verbs_have_a_mood():
    doc = sentence(("gegangen", "VVPP", "gehen", 0, "ROOT"))
    assert not is_finite(doc[0])
    assert moods(doc[0]) == frozenset()


def passive():
    return sentence(
        ("Der", "ART", "der", 1, "det"),
        ("Plan", "NN", "Plan", 4, "nsubj:pass"),
        ("wurde", "VAFIN", "werden", 4, "aux:pass"),
        ("nicht", "PTKNEG", "nicht", 4, "advmod"),
        ("abgelehnt", "VVPP", "ablehnen", 4, "ROOT"),
    )


def test_a_passive_clause():
    doc = passive()
    assert grammar.voice(doc[4]) == "passive"
    assert grammar.is_negated(doc[4])
    assert grammar.subject(doc[2]).text == "Plan"
    assert grammar.finite_verb(doc[4]).text == "wurde"
    assert grammar.mood(doc[4]) == {"indicative"}
    assert grammar.clause_span(doc[4]) == (0, 30)


def complement():
    return sentence(
        ("Kiew", "NE", "Kiew", 1, "nsubj"),
        ("sagt", "VVFIN", "sagen", 1, "ROOT"),
        (",", "$,", ",", 5, "punct"),
        ("es", "PPER", "es", 5, "nsubj"),
        ("wolle", "VMFIN", "wollen", 5, "aux"),
        ("verhandeln", "VVINF", "verhandeln", 1, "ccomp"),
    )


def test_a_complement_clause_and_its_modality():
    doc = complement()
    assert grammar.complement_clause(doc[1]).text == "verhandeln"
    assert [token.text for token in grammar.clause(doc[1])] == ["Kiew", "sagt"]
    assert grammar.modality(doc[5]) == "intention"
    assert grammar.mood(doc[5]) == {"konjunktiv_1"}
    assert grammar.voice(doc[1]) == "active"
    assert not grammar.is_negated(doc[1])


def test_a_coordinated_verb_has_the_subject_of_the_one_before_it():
    doc = sentence(
        ("Moskau", "NE", "Moskau", 1, "nsubj"),
        ("schweigt", "VVFIN", "schweigen", 1, "ROOT"),
        ("und", "KON", "und", 3, "cc"),
        ("wartet", "VVFIN", "warten", 1, "conj"),
        ("ihn", "PPER", "er", 3, "obj"),
    )
    assert grammar.subject(doc[3]).text == "Moskau"
    assert [token.text for token in grammar.objects(doc[3])] == ["ihn"]
    assert grammar.complement_clause(doc[3]) is None
    assert grammar.modality(doc[3]) is None
