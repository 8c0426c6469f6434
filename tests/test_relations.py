"""Names that the parser takes for adverbials, on hand-built trees."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from analysis.language.grammar import subject
from analysis.language.relations import COMPONENT, settle_relations


def doc(*rows: tuple[str, str, int, str]) -> Doc:
    words, pos, heads, deps = zip(*rows, strict=True)
    return Doc(Vocab(), words=list(words), pos=list(pos), heads=list(heads), deps=list(deps))


def test_a_name_without_relation_is_the_subject_that_the_verb_lacks() -> None:
    found = settle_relations(
        doc(("Witkoff", "PROPN", 2, "advmod"), ("gestern", "ADV", 2, "advmod"), ("reiste", "VERB", 2, "ROOT"))
    )
    assert subject(found[2]) == found[0]
    assert found[1].dep_ == "advmod"


def test_a_verb_keeps_the_subject_that_it_has() -> None:
    found = settle_relations(
        doc(("Sie", "PRON", 1, "nsubj"), ("nannte", "VERB", 1, "ROOT"), ("Hu", "PROPN", 1, "advmod"))
    )
    assert [token.dep_ for token in found] == ["nsubj", "ROOT", "obl"]


def test_what_hangs_on_no_verb_and_what_is_no_name_stays() -> None:
    found = settle_relations(
        doc(("Anfang", "NOUN", 1, "advmod"), ("Mai", "NOUN", 1, "ROOT"), ("Bonn", "PROPN", 1, "advmod"))
    )
    assert [token.dep_ for token in found] == ["advmod", "ROOT", "advmod"]


def test_a_text_without_words_and_the_place_in_the_pipeline(nlp) -> None:
    assert len(settle_relations(Doc(Vocab()))) == 0
    assert (
        nlp.pipe_names.index("ner") < nlp.pipe_names.index(COMPONENT) < nlp.pipe_names.index("wortlaut_names")
    )
