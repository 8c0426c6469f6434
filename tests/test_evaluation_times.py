"""Scores of expressions of time: TimeML as it is distributed, strict spans, HeidelTime beside it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from spacy.language import Language

from analysis import evaluation
from analysis.evaluation.times import Hits, find_time_folders, read_timeml

TML = """<?xml version="1.0" ?><!DOCTYPE x [<!ENTITY e "boom">]>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2010-02-20" functionInDocument="CREATION_TIME">20.2.</TIMEX3></DCT>
<TEXT>
{0}
</TEXT></TimeML>
"""
GOLD = (
    'M&amp;K kamen &e; <TIMEX3 tid="t1" type="DATE" value="2010-02-19">gestern</TIMEX3><TIMEX3 value="x"/>, '
    'vor <TIMEX3 type="DURATION" value="P2Y" tid="t2">zwei\nJahren</TIMEX3> und oft.'
)
RIVAL = 'M&amp;K kamen &e; gestern, <TIMEX3 value="P2Y">vor zwei Jahren</TIMEX3> und oft.'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder, text in (("KRAUTS_X", GOLD), ("KRAUTS_X_Heideltime", RIVAL)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.tml").write_text(TML.format(text), encoding="utf-8")
    return tmp_path


def test_timeml_is_read_with_spans_that_ignore_white_space(corpus: Path) -> None:
    article = read_timeml(corpus / "KRAUTS_X" / "a.tml")
    assert article is not None
    assert article.date == datetime.date(2010, 2, 20)
    assert article.text.strip().startswith("M&K kamen &e; gestern, vor zwei")
    assert sorted(article.marked.items()) == [((11, 18), "2010-02-19"), ((22, 32), "P2Y")]


def test_a_file_without_text_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text("<x/>", encoding="utf-8")
    assert read_timeml(tmp_path / "a.tml") is None
    assert list(find_time_folders(tmp_path)) == []


def test_spans_must_be_the_same_and_values_too() -> None:
    hits = Hits()
    hits.add({(0, 3): "2025", (5, 9): "P2D"}, {(0, 3): "2024", (5, 8): "P2D"})
    assert (hits.span, hits.value) == (0.5, 0.0)
    assert Hits.sum([hits, hits]).marks == 8
    assert Hits().span == 0.0


def test_the_table_has_our_figures_beside_heideltimes(corpus: Path, nlp: Language) -> None:
    figures = evaluation.time_figures(nlp, corpus)
    assert [(f.split, f.measure, f.figure, f.baseline) for f in figures] == [
        ("KRAUTS_X", "span F1", 1.0, 0.0),
        ("KRAUTS_X", "span and value F1", 1.0, 0.0),
    ]
