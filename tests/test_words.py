"""Word frequencies and concordance, on tables made by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.article import Article
from analysis.errors import ColumnError
from analysis.words import concordance, is_word, word_count, word_frequencies

TEXT = "Das Gespräch dauert.\n\nDie Gespräche dauern an, sagte Wut-Müller 2025."
LEMMAS = {"Gespräche": "Gespräch", "dauert": "dauern", "Das": "der", "Die": "der", "sagte": "sagen"}
POS = {"Gespräch": "NOUN", "Gespräche": "NOUN", "dauert": "VERB", "dauern": "VERB", "sagte": "VERB"}


@pytest.fixture
def small(bare):
    doc = bare(TEXT)
    for token in doc:
        token.lemma_ = LEMMAS.get(token.text, token.text)
        token.pos_ = POS.get(token.text, "X")
    from analysis.layers.tokens import tokens_table

    return SimpleNamespace(article=Article(text=TEXT), tokens=tokens_table(doc))


def test_frequencies(small):
    table = word_frequencies(small)
    assert list(table.columns) == ["lemma", "pos", "count", "per_1000", "forms"]
    assert table[["lemma", "count"]].values.tolist() == [["Gespräch", 2], ["dauern", 2], ["sagen", 1]]
    assert table["forms"].tolist() == ["Gespräch, Gespräche", "dauern, dauert", "sagte"]
    assert table["per_1000"][0] == pytest.approx(2 / word_count(small) * 1000)


def test_no_word_of_the_class(small):
    table = word_frequencies(small, pos=("INTJ",))
    assert table.empty
    assert list(table.columns) == ["lemma", "pos", "count", "per_1000", "forms"]


def test_no_word_at_all(nlp):
    from analysis import analyse

    report = analyse(Article(text="…"), nlp=nlp)
    assert word_count(report) == 0
    assert word_frequencies(report).empty
    assert concordance(report, "Kiew").empty


def test_words_have_a_letter_or_digit():
    tokens = pd.Series(["Haus", "3,5", "US-Angaben", "„", "...", "-", "_", "🙂", "ß", "Ł", "§"])
    assert is_word(tokens).tolist() == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        False,
        True,
        True,
        False,
    ]


def test_concordance(small):
    lines = concordance(small, "gespräch", width=8)
    assert list(lines.columns) == ["left", "keyword", "right", "sentence", "start"]
    assert lines[["left", "keyword", "right"]].values.tolist() == [
        ["Das ", "Gespräch", " dauert."],
        ["rt.  Die ".removeprefix("r"), "Gespräche", " dauern "],
    ]
    assert lines["sentence"].tolist() == [0, 1]
    assert [TEXT[start:].startswith(word) for word, start in lines[["keyword", "start"]].values] == [
        True,
        True,
    ]


def test_concordance_of_one_form(small):
    assert concordance(small, "Gespräche", by="text")["keyword"].tolist() == ["Gespräche"]
    assert concordance(small, "noun", by="pos")["keyword"].tolist() == ["Gespräch", "Gespräche"]


@pytest.mark.parametrize("word", ["", "Kiew", "(", ".*", "[", "\\"])
def test_a_word_is_no_pattern(small, word):
    assert concordance(small, word).empty


def test_width_zero(small):
    assert concordance(small, "sagen", width=0)[["left", "right"]].values.tolist() == [["", ""]]


def test_unknown_column(small):
    with pytest.raises(ColumnError) as caught:
        concordance(small, "Gespräch", by="wort")
    assert caught.value.remedy
