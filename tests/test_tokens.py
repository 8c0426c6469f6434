"""The tables of words and sentences, on small hand-built Docs."""

import pandas as pd
import spacy
from spacy.tokens import Doc

from analysis.language.sentences import set_sentence_starts
from analysis.layers.tokens import (
    COLUMNS,
    SENTENCE_COLUMNS,
    sentences,
    sentences_table,
    tokens_table,
)

VOCAB = spacy.blank("de").vocab


def small_doc() -> Doc:
    return Doc(
        VOCAB,
        words=["\n", "Moskau", "lehnt", "\n\n", "ab", ".", "Kiew", "schweigt"],
        spaces=[False, True, False, False, False, True, True, False],
        heads=[1, 2, 2, 2, 2, 2, 7, 7],
        deps=["", "nsubj", "ROOT", "", "compound:prt", "punct", "nsubj", "ROOT"],
        pos=["SPACE", "PROPN", "VERB", "SPACE", "ADP", "PUNCT", "PROPN", "VERB"],
        tags=["_SP", "NE", "VVFIN", "_SP", "PTKVZ", "$.", "NE", "VVFIN"],
        morphs=["", "Case=Nom|Number=Sing", "", "", "", "", "", ""],
        lemmas=["\n", "Moskau", "lehnen", "\n\n", "ab", ".", "Kiew", "schweigen"],
        ents=["O", "B-LOC", "O", "O", "O", "O", "B-LOC", "O"],
    )


def test_tokens():
    doc = small_doc()
    table = tokens_table(doc)
    assert list(table.columns) == list(COLUMNS)
    assert table["text"].tolist() == ["Moskau", "lehnt", "ab", ".", "Kiew", "schweigt"]
    assert [doc.text[s:e] for s, e in table[["start", "end"]].itertuples(index=False)] == table[
        "text"
    ].tolist()
    assert table["head"].tolist() == [1, 1, 1, 1, 5, 5]
    assert table["dep"].tolist() == ["nsubj", "root", "compound:prt", "punct", "nsubj", "root"]
    assert table["entity"].tolist()[0] == "LOC" and pd.isna(table["entity"][1])
    assert table["morph"][0] == "Case=Nom|Number=Sing"
    assert table["sentence"].tolist() == [0, 0, 0, 0, 1, 1]


def test_a_head_that_is_white_space_is_no_row():
    doc = Doc(VOCAB, words=["a", "\n", "b"], heads=[1, 1, 1], deps=["x", "ROOT", "x"])
    assert tokens_table(doc)["head"].tolist() == [0, 1]


def test_sentences():
    doc = small_doc()
    table = sentences_table(doc)
    assert list(table.columns) == list(SENTENCE_COLUMNS)
    assert table["text"].tolist() == ["Moskau lehnt\n\nab.", "Kiew schweigt"]
    assert [doc.text[s:e] for s, e in table[["start", "end"]].itertuples(index=False)] == table[
        "text"
    ].tolist()
    assert table["n_tokens"].tolist() == [4, 2]
    assert table["paragraph"].tolist() == [0, 1]
    assert table["sentence"].tolist() == [0, 1]
    assert table["tone"].isna().all()


def test_white_space_alone_is_no_sentence(bare):
    doc = set_sentence_starts(bare.make_doc(" \n\n Moskau lehnt ab. \n\n Kiew auch. \n "))
    assert [str(span).strip() for span in sentences(doc)] == ["Moskau lehnt ab.", "Kiew auch."]
    assert sentences_table(doc)["text"].tolist() == ["Moskau lehnt ab.", "Kiew auch."]
    assert tokens_table(doc)["sentence"].tolist() == [0, 0, 0, 0, 1, 1, 1]


def test_no_word_at_all(bare):
    doc = bare(" \n ")
    assert tokens_table(doc).empty and list(tokens_table(doc).columns) == list(COLUMNS)
    assert sentences_table(doc).empty and list(sentences_table(doc).columns) == list(SENTENCE_COLUMNS)


def test_types_do_not_hang_on_the_rows(bare):
    full, empty = bare("Moskau lehnt ab."), bare(" ")
    assert tokens_table(full).dtypes["text"] == tokens_table(full).dtypes["entity"]
    assert sentences_table(full).dtypes["text"] == sentences_table(empty).dtypes["text"]
