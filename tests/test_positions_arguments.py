"""Who, at whom, about what, according to whom: rules on positions, on trees made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from analysis import lexicon
from analysis.evaluation.positions import field_scores, paired
from analysis.layers.positions import find_positions, positions
from analysis.layers.positions.cues import _is_form
from analysis.layers.positions.extent import whole_phrase
from analysis.layers.positions.stances import is_negotiated
from analysis.layers.quotes import find_quotations
from analysis.lexicon.classes import word_class

VOCAB = spacy.blank("de").vocab


def tree(*sentences: str) -> Doc:
    """A Doc of sentences: form/pos/tag/head/dep[/morph], separated by blanks; heads count from 0 in each."""
    cells = []
    for sentence in sentences:
        first = len(cells)
        for number, row in enumerate(sentence.split()):
            form, pos, tag, head, dep, *morph = row.split("/")
            cells.append((form, pos, tag, first + int(head), dep, "".join(morph), number == 0))
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        lemmas=[c[0].lower() for c in cells],
        heads=[c[3] for c in cells],
        deps=[c[4] for c in cells],
        morphs=[c[5] for c in cells],
        sent_starts=[c[6] for c in cells],
    )


def found(*sentences: str):
    return positions(find_positions(tree(*sentences)))


EXPECTS = (
    "Oslo/PROPN/NE/1/nsubj/Case=Nom erwartet/VERB/VVFIN/1/ROOT ,/PUNCT/$,/7/punct dass/SCONJ/KOUS/7/mark "
    "Rom/PROPN/NE/7/nsubj/Case=Nom das/DET/ART/6/det Schiff/NOUN/NN/7/obj/Case=Acc "
    "übergibt/VERB/VVFIN/1/ccomp ./PUNCT/$./1/punct"
)
TALKED = (
    "Kiew/PROPN/NE/3/nsubj/Case=Nom und/CCONJ/KON/2/cc Rom/PROPN/NE/0/conj/Case=Nom "
    "verhandelten/VERB/VVFIN/3/ROOT ./PUNCT/$./3/punct"
)
ONE_EXAMINED = (
    "Man/PRON/PIS/3/nsubj/Case=Nom habe/AUX/VAFIN/3/aux Vorschläge/NOUN/NN/3/obj/Case=Acc "
    "geprüft/VERB/VVPP/3/ROOT ./PUNCT/$./3/punct"
)
ONE_REJECTS = (
    "Man/PRON/PIS/1/nsubj/Case=Nom lehne/VERB/VVFIN/1/ROOT den/DET/ART/3/det Plan/NOUN/NN/1/obj/Case=Acc "
    "ab/ADP/PTKVZ/1/compound:prt ,/PUNCT/$,/6/punct sagte/VERB/VVFIN/1/parataxis "
    "Rice/PROPN/NE/6/nsubj/Case=Nom ./PUNCT/$./1/punct"
)
ONE_DEMANDS = (
    "Man/PRON/PIS/1/nsubj/Case=Nom fordert/VERB/VVFIN/1/ROOT viel/PRON/PIS/1/obj/Case=Acc ./PUNCT/$./1/punct"
)


def test_who_is_to_do_what_is_demanded_is_the_target():
    (position,) = found(EXPECTS)
    assert (position.actors, position.target) == (("Oslo",), "Rom")


def test_one_is_those_who_met():
    examined = found(TALKED, ONE_EXAMINED)[-1]
    assert examined.stance == "talk" and examined.actors == ("Kiew", "Rom")
    assert examined.actor_spans == ((28, 31),)


def test_one_is_the_side_of_the_speaker():
    (position,) = found(ONE_REJECTS)
    assert (position.stance, position.actors, position.source) == ("reject", ("Rice",), None)


def test_one_is_nobody_in_particular_in_the_article_s_own_words():
    assert all(not position.actors for position in found(ONE_DEMANDS))


@pytest.mark.parametrize(
    ("noun", "verb", "count"), [("Satellit", "ausgesetzt", 0), ("Vertrag", "ausgesetzt", 1)]
)
def test_a_passive_without_agent_is_background_unless_about_something_negotiated(noun, verb, count):
    rows = (
        f"Der/DET/ART/1/det {noun}/NOUN/NN/3/nsubj:pass/Case=Nom wurde/AUX/VAFIN/3/aux:pass "
        f"{verb}/VERB/VVPP/3/ROOT ./PUNCT/$./3/punct"
    )
    assert len(found(rows)) == count


def test_nobody_takes_no_stance():
    rows = "Niemand/PRON/PIS/1/nsubj/Case=Nom fordert/VERB/VVFIN/1/ROOT Garantien/NOUN/NN/1/obj/Case=Acc"
    assert not found(rows)


def test_a_year_is_no_issue():
    rows = (
        "1997/NUM/CARD/3/nsubj:pass war/AUX/VAFIN/3/aux ein/DET/ART/3/det Vertrag/NOUN/NN/4/nsubj:pass "
        "unterzeichnet/VERB/VVPP/4/ROOT worden/AUX/VAPP/4/aux:pass ./PUNCT/$./4/punct"
    )
    doc = tree(rows)
    for position in positions(find_positions(doc)):
        assert position.issue is None or doc.text[slice(*position.issue)] != "1997"


def test_a_conditional_clause_without_conjunction_demands_nothing():
    rows = (
        "Rom/PROPN/NE/1/nsubj/Case=Nom sagte/VERB/VVFIN/1/ROOT ,/PUNCT/$,/6/punct sollte/AUX/VMFIN/6/aux "
        "Oslo/PROPN/NE/6/nsubj/Case=Nom Wahlen/NOUN/NN/6/obj/Case=Acc gewinnen/VERB/VVINF/1/ccomp "
        "./PUNCT/$./1/punct"
    )
    assert not [p for p in found(rows) if p.rule.startswith("modal")]


def phrase(rows: str, *places: int, taken: frozenset[int] = frozenset()) -> str:
    doc = tree(rows)
    return " ".join(t.text for t in whole_phrase([doc[i] for i in places], taken))


def test_an_adverb_before_the_article_is_no_part_of_the_issue():
    rows = "nun/ADV/ADV/2/advmod die/DET/ART/2/det Frage/NOUN/NN/2/ROOT"
    assert phrase(rows, 0, 1, 2) == "die Frage"
    rows = "rund/ADV/ADV/1/advmod 3000/NUM/CARD/2/nummod Soldaten/NOUN/NN/2/ROOT"
    assert phrase(rows, 0, 1, 2) == "rund 3000 Soldaten"


def test_the_first_part_of_a_shared_compound_belongs_to_it():
    rows = "einen/DET/ART/3/det Luft-/X/TRUNC/3/dep und/CCONJ/KON/3/cc Seeweg/NOUN/NN/3/ROOT"
    assert phrase(rows, 3) == "einen Luft- und Seeweg"


def test_a_mark_that_is_opened_is_closed():
    rows = "dem/DET/ART/2/det „/PUNCT/$(/2/punct Plan/NOUN/NN/2/ROOT “/PUNCT/$(/2/punct"
    assert phrase(rows, 0, 1, 2) == "dem „ Plan “"


def test_who_is_cited_behind_the_issue_is_no_part_of_it():
    rows = (
        "den/DET/ART/1/det Streik/NOUN/NN/1/ROOT ,/PUNCT/$,/4/punct so/ADV/ADV/4/advmod Rice/PROPN/NE/1/appos"
    )
    assert phrase(rows, 0, 1, 2, 3, 4) == "den Streik"


def test_percent_more_of_something():
    rows = "6,5/NUM/CARD/1/nummod Prozent/NOUN/NN/1/ROOT mehr/DET/PIAT/3/det Geld/NOUN/NN/1/nmod"
    assert phrase(rows, 0, 1) == "6,5 Prozent mehr Geld"


@pytest.mark.parametrize(
    ("form", "word", "fits"),
    [
        ("Friedensgespräche", "Gespräch", True),
        ("Vorwürfe", "Vorwurf", True),
        ("Landesvorsitzende", "Ende", False),
        ("Ende", "Ende", True),
        ("gespräch", "Gespräch", False),
        ("bereit", "bereit", True),
    ],
)
def test_words_of_a_light_verb(form, word, fits):
    assert _is_form(form, word) is fits


def test_what_is_negotiated():
    assert is_negotiated("Kompromissvorschlag") and is_negotiated("Warnstreik")
    assert not is_negotiated("Satellit")


def test_negative_rules_hold_for_their_examples(nlp):
    rows = lexicon.load("stances_not")
    wrong = [
        row["example"]
        for row in rows
        if any(p.rule.partition(":")[2] == row["cue"] for p in positions(nlp(row["example"])))
    ]
    assert len(wrong) <= 2, wrong


def test_a_clause_of_time_or_place_is_not_what_is_demanded():
    rows = (
        "Nachdem/SCONJ/KOUS/3/mark es/PRON/PPER/3/nsubj Streit/NOUN/NN/3/obj gab/VERB/VVFIN/5/advcl "
        ",/PUNCT/$,/3/punct forderte/VERB/VVFIN/5/ROOT Rom/PROPN/NE/5/nsubj/Case=Nom "
        "Garantien/NOUN/NN/5/obj/Case=Acc ./PUNCT/$./5/punct"
    )
    doc = tree(rows)
    (position,) = positions(find_positions(doc))
    assert doc.text[slice(*position.issue)] == "Garantien"


def test_a_question_demands_nothing():
    rows = (
        "Wozu/ADV/PWAV/3/advmod solle/AUX/VMFIN/3/aux Oslo/PROPN/NE/3/nsubj/Case=Nom "
        "verhandeln/VERB/VVINF/3/ROOT ?/PUNCT/$./3/punct"
    )
    assert not [p for p in found(rows) if p.rule.startswith("modal")]


def test_classes_of_words_come_from_their_file():
    assert "müsse" in word_class("must", "position_words")
    with pytest.raises(KeyError):
        word_class("must")


ROW = {
    "stance": "demand", "cue": [(0, 5)], "actors": ["Kiew"], "actor_spans": [], "issue": None,
    "target": "Rom", "source": None, "negated": False, "modality": "asserted",
}  # fmt: skip


def test_fields_are_measured_on_pairs_whose_cues_overlap():
    other = {**ROW, "cue": [(9, 12)], "target": None, "modality": "planned"}
    wrong = {**ROW, "target": "rom", "source": "Oslo", "stance": "threaten"}
    figures = field_scores([([ROW, other], [wrong, {**other, "cue": [(20, 22)]}])])
    assert figures["target F1"] == (1.0, None)
    assert figures["source F1"] == (0.0, None)
    assert figures["source accuracy"] == (0.0, 1.0)
    assert figures["modality accuracy"] == (1.0, 1.0)
    assert figures["plover accuracy"] == (0.0, 1.0)
    assert [depth for depth, _, _ in paired([ROW, other], [wrong])] == [1]


def test_fields_without_any_pair():
    assert field_scores([([ROW], [])])["target F1"] == (0.0, None)


CITED = {
    "Demnach": "Demnach/ADV/PAV/1/advmod fordert/VERB/VVFIN/1/ROOT Rom/PROPN/NE/1/nsubj/Case=Nom "
    "Garantien/NOUN/NN/1/obj/Case=Acc ./PUNCT/$./1/punct",
    "Angaben": "Rom/PROPN/NE/1/nsubj/Case=Nom fordert/VERB/VVFIN/1/ROOT nach/ADP/APPR/3/case "
    "Angaben/NOUN/NN/1/obl/Case=Dat aus/ADP/APPR/5/case Kreisen/NOUN/NN/3/nmod/Case=Dat "
    "Garantien/NOUN/NN/1/obj/Case=Acc ./PUNCT/$./1/punct",
}


@pytest.mark.parametrize("word", CITED)
def test_whom_a_position_cites_is_somebody(word):
    doc = find_quotations(tree(CITED[word]))
    assert any(word in doc.text[a:b] for q in doc._.quotations for a, b in q.speaker)
    (position,) = positions(find_positions(doc))
    assert position.actors == ("Rom",)
    assert position.source is None or word not in position.source


def test_the_word_that_is_spoken_of_belongs_to_the_issue():
    rows = (
        "Rom/PROPN/NE/1/nsubj/Case=Nom vermied/VERB/VVFIN/1/ROOT das/DET/ART/3/det "
        "Wort/NOUN/NN/1/obj/Case=Acc Waffenruhe/NOUN/NN/1/advmod ./PUNCT/$./1/punct"
    )
    doc = tree(rows)
    assert [t.text for t in whole_phrase(list(doc[2:4]), frozenset({1}))] == ["das", "Wort", "Waffenruhe"]
    assert [t.text for t in whole_phrase(list(doc[2:4]), frozenset({1, 4}))] == ["das", "Wort"]
