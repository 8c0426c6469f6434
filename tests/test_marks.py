"""Marks: the rows of every table, where they stand in the text."""

import pytest

from analysis import Article, analyse
from analysis.marks import LAYERS, PARTS, marks
from analysis.palette import style


def test_every_row_of_a_layer_is_a_mark(report):
    for name, layer in LAYERS.items():
        table = getattr(report, layer.table)
        rows = {mark.row for mark in marks(report, name)}
        # Words whose value another word took over are no evaluation any more.
        assert rows <= set(range(len(table)))
        assert len(rows) == len(table) or name == "phrasing"


def test_marks_lie_in_the_text_and_in_their_sentence(report):
    text = report.article.text
    for mark in marks(report):
        assert mark.spans
        for span in (*mark.spans, *mark.parts):
            assert 0 <= span.start < span.end <= len(text)
        row = report.sentences.loc[mark.sentence]
        assert any(span.start < row["end"] and span.end > row["start"] for span in mark.spans)


def test_marks_stand_in_the_order_of_the_text(report):
    starts = [mark.spans[0].start for mark in marks(report)]
    assert starts == sorted(starts)


def test_every_category_has_a_word_and_a_symbol_of_its_own(report):
    for layer in LAYERS.values():
        symbols = [style(label).symbol for label in layer.words]
        assert all(symbols) and len(set(symbols)) == len(symbols)
        assert len({style(label) for label in layer.words}) == len(layer.words)
    known = {label for layer in LAYERS.values() for label in layer.words} | set(PARTS)
    assert {span.label for mark in marks(report) for span in (*mark.spans, *mark.parts)} <= known


def test_an_unknown_layer_is_named(report):
    with pytest.raises(ValueError, match=r"'nmaes' is no layer; there are names, speech"):
        marks(report, "nmaes")


def test_a_negated_position_changes_sides(nlp):
    report = analyse(Article(text="Die Parteien einigen sich nicht auf einen Preis."), nlp=nlp)
    (mark,) = marks(report, "positions")
    assert mark.kind == "not agree"
    assert {span.label for span in mark.spans} == {"against"}


def test_a_date_concerns_whom_its_sentence_names(nlp):
    report = analyse(Article(text="Am 3. März sprach Polen mit Ungarn. Am 4. März ruhte alles."), nlp=nlp)
    first, second = marks(report, "times")
    assert "Polen" in first.actors and not second.actors


@pytest.mark.parametrize("text", ["…", "Nichts.", "Was? Wer?"])
def test_texts_with_little_in_them(nlp, text):
    assert isinstance(marks(analyse(Article(text=text), nlp=nlp, insist=True)), list)
