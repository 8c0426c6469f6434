"""Phrasing: the sheet of 120 sentences, the rules on hand-built Docs, the words, the table."""

from collections import Counter
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis import lexicon
from analysis.layers.phrasing import (
    CATEGORIES,
    COLUMNS,
    TONED,
    mark_phrasing,
    phrases,
    phrasing_table,
    sentence_tones,
    tone,
)
from analysis.layers.phrasing.component import marks_of
from analysis.layers.phrasing.words import entry_of

SHEET = Path(__file__).parent / "fixtures" / "phrasing_sheet.tsv"
VOCAB = spacy.blank("de").vocab


def sheet():
    lines = [line for line in SHEET.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


def meets(found, expected):
    """Whether a sentence's phrases are as one cell of the sheet expects."""
    for mark in expected.split(" | "):
        unwanted, mark = mark.startswith("!"), mark.removeprefix("!")
        text, _, kind = mark.rpartition("=")
        category, _, sign = kind.partition(":")
        hit = any(
            phrase.text.lower() == text.lower()
            and phrase.category == category
            and (not sign or phrase.value * (1 if sign == "+" else -1) > 0)
            for phrase in found
        )
        if hit == unwanted:
            return False
    return True


def test_the_sheet_has_ten_sentences_for_each_phenomenon():
    assert set(Counter(row[0] for row in sheet()).values()) == {10} and len(sheet()) == 120


def test_at_least_nine_in_ten_sentences_of_the_sheet_are_right(nlp):
    rows = sheet()
    right = [meets(phrases(nlp(sentence)), expected) for _, sentence, expected in rows]
    wrong = [row[1] for row, good in zip(rows, right, strict=True) if not good]
    assert sum(right) >= 108, wrong


def built(words, tags, pos, lemmas, heads, deps):
    split = [cells.split() for cells in (words, tags, pos, lemmas, deps)]
    doc = Doc(VOCAB, words=split[0], tags=split[1], pos=split[2], lemmas=split[3], heads=heads, deps=split[4])
    return doc


def value_of(doc, text):
    return next(mark for mark in marks_of(doc) if doc[mark.first].text == text and mark.category in TONED)


def test_kein_turns_its_noun_round():
    doc = built(
        "Es gibt keine Hoffnung",
        "PPER VVFIN PIAT NN",
        "PRON VERB DET NOUN",
        "es geben kein Hoffnung",
        [1, 1, 3, 1],
        "expl ROOT det obj",
    )
    mark = value_of(doc, "Hoffnung")
    assert mark.value == pytest.approx(-0.467) and mark.scope == ["negated: keine"]


def test_two_negations_leave_a_weaker_value():
    doc = built(
        "Nicht ohne Hoffnung reisten sie",
        "PTKNEG APPR NN VVFIN PPER",
        "PART ADP NOUN VERB PRON",
        "nicht ohne Hoffnung reisen sie",
        [3, 2, 3, 3, 3],
        "advmod case obl ROOT nsubj",
    )
    mark = value_of(doc, "Hoffnung")
    assert 0 < mark.value < mark.base and mark.scope == ["negated twice: Nicht, ohne"]


def test_what_is_only_a_condition_counts_half():
    clause = built(
        "Wenn Frieden herrscht , öffnen sie",
        "KOUS NN VVFIN $, VVFIN PPER",
        "SCONJ NOUN VERB PUNCT VERB PRON",
        "wenn Frieden herrschen , öffnen sie",
        [2, 2, 4, 2, 4, 4],
        "mark nsubj advcl punct ROOT nsubj",
    )
    mark = value_of(clause, "Frieden")
    assert mark.value == pytest.approx(mark.base / 2) and mark.scope == ["conditional: Wenn"]
    phrase = built(
        "Bedingungen für Frieden",
        "NN APPR NN",
        "NOUN ADP NOUN",
        "Bedingung für Frieden",
        [0, 2, 0],
        "ROOT case nmod",
    )
    assert value_of(phrase, "Frieden").scope == ["conditional: Bedingungen"]


def test_ending_a_war_is_good():
    doc = built(
        "Sie wollen den Krieg beenden",
        "PPER VMFIN ART NN VVINF",
        "PRON AUX DET NOUN VERB",
        "sie wollen der Krieg beenden",
        [4, 4, 3, 4, 4],
        "nsubj aux det obj ROOT",
    )
    assert value_of(doc, "Krieg").value > 0 and value_of(doc, "beenden").value == 0


def test_boosters_raise_and_downtoners_lower():
    tags, pos, heads, deps = "ADJA NN", "ADJ NOUN", [1, 1], "amod ROOT"
    plain = value_of(
        built("Der Erfolg", "ART NN", "DET NOUN", "der Erfolg", heads, "det ROOT"), "Erfolg"
    ).value
    raised = value_of(built("echter Erfolg", tags, pos, "echt Erfolg", heads, deps), "Erfolg").value
    lowered = value_of(built("leichter Erfolg", tags, pos, "leicht Erfolg", heads, deps), "Erfolg").value
    assert lowered < plain < raised <= 1


def test_so_called_talks_are_none():
    doc = built(
        "sogenannte Friedensgespräche",
        "ADJA NN",
        "ADJ NOUN",
        "sogenannt Friedensgespräch",
        [1, 1],
        "amod ROOT",
    )
    assert value_of(doc, "Friedensgespräche").value < 0


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("Friedenswille", 1),
        ("Kriegsverbrechen", -1),
        ("Terrorabwehr", 1),
        ("Bankenkrise", -1),
        ("Euro-Rettung", 1),
        ("Strukturverbesserung", 1),
        ("Riesenerfolg", 1),
        ("Kriegsende", 1),
        ("Gewaltverzicht", 1),
    ],
)
def test_compounds(word, sign):
    entry = entry_of(Doc(VOCAB, words=["Die", word])[1])
    assert entry is not None and entry.value * sign > 0


@pytest.mark.parametrize(
    "word",
    [
        "Gewerkschaft",
        "Mannschaft",
        "Wochenende",
        "Entscheidung",
        "Energien",
        "Datenschutz",
        "Verordnung",
        "Eindruck",
        "Tag",
    ],
)
def test_words_that_only_look_like_compounds(word):
    assert entry_of(Doc(VOCAB, words=["Die", word])[1]) is None


@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("gescheiterten", -1),
        ("zerstörte", -1),
        ("besten", 1),
        ("Verdächtigen", -1),
        ("hochgefährliche", -1),
        ("ungefährlich", 1),
        ("Angriffen", -1),
    ],
)
def test_inflected_forms(word, sign):
    assert entry_of(Doc(VOCAB, words=["die", word])[1]).value * sign > 0


def test_the_lexicon_is_well_formed():
    rows = lexicon.load("phrasing")
    assert len(rows) > 4_000
    assert {row["origin"] for row in rows} <= {"hand", "induced", "learned"}
    assert {row["polarity"] for row in rows} == {"positive", "negative", "none"}
    assert {row["category"] for row in rows} == {"evaluation", "conflict", "cooperation"}
    keys = [(row["lemma"].lower(), row["pos"]) for row in rows]
    assert len(keys) == len(set(keys))
    markers = [row["phrase"] for row in lexicon.load("phrasing_markers")]
    assert {row["category"] for row in lexicon.load("phrasing_markers")} <= set(CATEGORIES)
    assert all(phrase == phrase.lower() for phrase in markers)
    assert all(row["plain"] for row in lexicon.load("phrasing_loaded"))


def test_the_table_of_the_real_article(report):
    table = report.phrasing
    assert list(table.columns) == list(COLUMNS)
    text = report.article.text
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    assert set(table["category"]) <= set(CATEGORIES) and table["rule"].str.len().min() > 3
    assert table["value"].between(-1, 1).all()
    shown = set(zip(table["text"], table["category"], strict=True))
    assert {
        ("wurden nicht genannt", "passive"),
        ("Vermieden wurde", "passive"),
        ("immer wieder", "booster"),
        ("notwendige", "necessity"),
        ('"Eckpunkte bei Sicherheitsvereinbarungen"', "fragment"),
        ("Angriffe", "conflict"),
        ("Einigung", "cooperation"),
        ("zeige", "distance"),
    } <= shown


def test_tone_of_sentences(report):
    tones = report.sentences["tone"]
    assert tones.between(-1, 1).all() and tones.iloc[0] < 0 < tones.max()
    for sentence, shown in zip(report.sentences["sentence"], tones, strict=True):
        rows = report.phrasing[report.phrasing["sentence"] == sentence]
        values = rows.loc[rows["category"].isin(TONED) & (rows["value"] != 0), "value"]
        assert shown == pytest.approx(tone(values.tolist()))


def test_a_doc_without_the_layer(bare):
    doc = bare("Moskau lehnt ab.")
    assert phrases(doc) == [] and len(phrasing_table(doc)) == 0
    assert all(value != value for value in sentence_tones(doc))


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from("nicht wurde „“\"«»'’ \n\tKrieg-ohne.!,keineßÄé\u200b\U0001f389"),
        max_size=120,
    )
)
def test_any_text(bare, text):
    doc = mark_phrasing(bare(text))
    for phrase in phrases(doc):
        assert doc.text[phrase.start : phrase.end] == phrase.text
        assert -1 <= phrase.value <= 1
