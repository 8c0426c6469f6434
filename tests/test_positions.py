"""Positions: rules on small trees, the lexicon's examples, the whole pipeline, texts that mean harm."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import analysis
from analysis import lexicon
from analysis.layers.positions import COLUMNS, MODALITIES, STANCES, find_positions, positions, positions_table
from analysis.layers.positions.inflection import finite_forms, principal_parts, whole_forms
from analysis.layers.positions.stances import entries, noun_of, verdict_of

VOCAB = spacy.blank("de").vocab
"""With the attributes of German words; an empty Vocab does not know a full stop."""


def tree(rows: str) -> Doc:
    """A Doc of one sentence: form/pos/tag/head/dep[/morph], separated by blanks; heads count from 0."""
    cells = [row.split("/") for row in rows.split()]
    return Doc(
        VOCAB,
        words=[c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        lemmas=[c[0].lower() for c in cells],
        heads=[int(c[3]) for c in cells],
        deps=[c[4] for c in cells],
        morphs=[c[5] if len(c) > 5 else "" for c in cells],
        sent_starts=[i == 0 for i in range(len(cells))],
    )


REFUSED = (
    "Moskau/PROPN/NE/1/nsubj/Case=Nom lehnt/VERB/VVFIN/1/ROOT eine/DET/ART/3/det "
    "Waffenruhe/NOUN/NN/1/obj/Case=Acc ab/ADP/PTKVZ/1/compound:prt ./PUNCT/$./1/punct"
)
NOT_AGREED = (
    "Kiew/PROPN/NE/1/nsubj/Case=Nom stimmt/VERB/VVFIN/1/ROOT "
    "dem/DET/ART/3/det Plan/NOUN/NN/1/obl:arg/Case=Dat "
    "nicht/PART/PTKNEG/1/advmod zu/ADP/PTKVZ/1/compound:prt ./PUNCT/$./1/punct"
)
PASSIVE = (
    "Der/DET/ART/1/det Vertrag/NOUN/NN/5/nsubj:pass/Case=Nom wurde/AUX/VAFIN/5/aux:pass von/ADP/APPR/4/case "
    "Paris/PROPN/NE/5/obl/Case=Dat unterzeichnet/VERB/VVPP/5/ROOT ./PUNCT/$./5/punct"
)
NOUN = (
    "Die/DET/ART/1/det Forderung/NOUN/NN/5/nsubj/Case=Nom Kiews/PROPN/NE/1/nmod/Case=Gen "
    "nach/ADP/APPR/4/case Garantien/NOUN/NN/1/nmod/Case=Dat bleibt/VERB/VVFIN/5/ROOT ./PUNCT/$./5/punct"
)


def only(doc: Doc):
    found = positions(find_positions(doc))
    assert len(found) == 1, found
    return found[0], doc.text


def test_a_separable_verb_is_a_cue_of_two_parts():
    position, text = only(tree(REFUSED))
    assert position.stance == "reject"
    assert [text[a:b] for a, b in position.cue] == ["lehnt", "ab"]
    assert position.actors == ("Moskau",)
    assert text[slice(*position.issue)] == "eine Waffenruhe"
    assert position.rule == "V:ab|lehnen"
    assert position.plover == "REJECT"


def test_a_negation_makes_another_stance():
    position, text = only(tree(NOT_AGREED))
    assert position.stance == "reject"
    assert not position.negated
    assert text[slice(*position.issue)] == "dem Plan"
    assert " ".join(text[a:b] for a, b in position.cue) == "stimmt nicht zu"


def test_the_agent_of_a_passive_is_the_actor_and_its_subject_the_issue():
    position, text = only(tree(PASSIVE))
    assert (position.stance, position.actors) == ("agree", ("Paris",))
    assert text[slice(*position.issue)] == "Der Vertrag"


def test_a_noun_has_its_own_actor():
    position, text = only(tree(NOUN))
    assert (position.stance, position.rule) == ("demand", "N:Forderung")
    assert [text[a:b] for a, b in position.actor_spans] == ["Kiews"]
    assert text[slice(*position.issue)] == "Garantien"


def test_a_simple_verb_is_not_the_one_with_a_prefix():
    doc = tree(NOT_AGREED)
    assert all(p.rule == "V:zu|stimmen" for p in positions(find_positions(doc)))


def test_a_condition_is_no_position():
    doc = tree(
        "Wenn/SCONJ/KOUS/3/mark Kiew/PROPN/NE/3/nsubj/Case=Nom das/PRON/PDS/3/obj/Case=Acc "
        "fordert/VERB/VVFIN/3/ROOT ./PUNCT/$./3/punct"
    )
    assert positions(find_positions(doc)) == ()


def test_positions_survive_the_way_to_another_process():
    doc = find_positions(tree(REFUSED))
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert positions(again) == positions(doc) != ()


@pytest.mark.parametrize(
    ("verb", "particle", "form"),
    [
        ("lehnen", "ab", "abzulehnen"),
        ("schlagen", "vor", "vorgeschlagen"),
        ("bieten", "an", "anböten"),
        ("fordern", "", "gefordert"),
        ("sprechen", "ver", "versprach"),
        ("verurteilen", "", "verurteilte"),
        ("kritisieren", "", "kritisiert"),
    ],
)
def test_verbs_are_inflected(verb: str, particle: str, form: str):
    assert form in whole_forms(verb, particle)


def test_principal_parts_of_prefixed_strong_verbs_follow_the_simple_one():
    assert principal_parts("widersprechen")[2] == "widersprochen"
    assert "wies" in finite_forms("weisen")


def test_nouns_are_found_as_last_part_of_a_compound():
    assert noun_of("Kompromissvorschlag").cue == "Vorschlag"
    assert noun_of("Wiedervereinigung") is None
    assert verdict_of("Justizskandal") == "criticise"


def test_the_lexicon_is_sound():
    rows = lexicon.load("stances")
    assert len(rows) > 600
    keys = [(row["cue"], row["pos"], row["needs"], row["stance"]) for row in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row["stance"] in STANCES
        assert row["when_negated"] in ("", *STANCES)
        assert row["pos"] in ("V", "L", "N", "A")
        assert row["example"].endswith((".", "!", "“")), row["example"]


def test_most_entries_find_themselves_in_their_example(nlp):
    rows = lexicon.load("stances")
    docs = dict(
        zip((row["example"] for row in rows), nlp.pipe([row["example"] for row in rows]), strict=True)
    )
    found = [
        any(p.rule == f"{row['pos']}:{row['cue']}" for p in positions(docs[row["example"]])) for row in rows
    ]
    assert sum(found) / len(found) > 0.85
    assert len(entries()) == len(rows)


def test_the_table_has_the_columns_of_the_blueprint_and_exact_offsets(report):
    table = report.positions
    assert list(table.columns) == list(COLUMNS)
    assert len(table) > 12
    text = report.article.text
    for row in table.to_dict("records"):
        assert row["cue_text"] == " ".join(text[a:b] for a, b in row["cue"])
        assert row["modality"] in MODALITIES
        if isinstance(row["issue"], tuple):
            assert row["issue_text"] == text[slice(*row["issue"])]


def test_the_article_has_its_main_positions(report):
    found = {(row["stance"], name) for row in report.positions.to_dict("records") for name in row["actors"]}
    expected = {
        ("agree", "USA"),
        ("agree", "Ukraine"),
        ("ready", "Ukraine"),
        ("ready", "Russland"),
        ("demand", "Wladimir Putin"),
    }
    assert expected <= found


@pytest.mark.parametrize(
    ("text", "stance", "actor"),
    [
        ("Der Minister sagte, die Länder müssten mehr Geld geben.", "demand", "Minister"),
        ("Teheran werde nicht nachgeben, sagte der Präsident.", "reject", "Iran"),
        ("Berlin verhandelt nur, wenn die Waffen schweigen.", "condition", "Deutschland"),
        ("Die Gewerkschaft bezeichnete das Angebot als Provokation.", "criticise", "Gewerkschaft"),
        ("Der Plan wird von der Opposition abgelehnt.", "reject", "Opposition"),
    ],
)
def test_rules_beside_the_lexicon(nlp, text: str, stance: str, actor: str):
    report = analysis.analyse(analysis.Article(text=text), nlp=nlp)
    found = report.positions
    assert stance in found["stance"].tolist(), found
    assert actor in found.loc[found["stance"] == stance, "actors"].iloc[0]


@pytest.mark.parametrize(
    "text",
    [
        "Tausende demonstrierten am Sonntag in der Stadt.",
        "Die Armee zog ihre Truppen aus dem Tal zurück.",
        "Das Landgericht verurteilte die Täterin zu drei Jahren Haft.",
        "Die Gespräche waren ins Stocken geraten.",
        "Der Sprecher teilte mit, dass das Wetter schlecht sei.",
    ],
)
def test_background_is_no_position(nlp, text: str):
    assert not len(analysis.analyse(analysis.Article(text=text), nlp=nlp).positions)


def test_an_empty_text_gives_an_empty_table(nlp):
    assert list(positions_table(nlp("")).columns) == list(COLUMNS)
    assert not len(positions_table(nlp("Nein")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "fordert",
                "lehnt",
                "ab",
                "nicht",
                ",",
                "dass",
                "zu",
                "müsse",
                "Kiew",
                "die Forderung",
                "nur wenn",
                '"',
                "–",
                "(",
                ")",
                "\n\n",
                "er",
                "\u202e",
                "=1+1",
                "verhandeln",
                "von",
                "werde",
            ]
        ),
        max_size=40,
    )
)
def test_no_text_breaks_it(nlp, words: list[str]):
    doc = nlp(" ".join(words))
    for position in positions(doc):
        for start, end in (*position.cue, *position.actor_spans):
            assert 0 <= start < end <= len(doc.text)


def test_a_sentence_without_end_costs_no_time(nlp):
    with nlp.select_pipes(enable=["wortlaut_sentences", "tok2vec", "tagger", "morphologizer", "parser"]):
        doc = nlp("Kiew fordert und Moskau lehnt ab " * 1500)
    began = time.process_time()
    assert positions(find_positions(doc)) == ()
    assert time.process_time() - began < 5
