"""Figures of many articles, drawn from statements made by hand."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd
import pytest
from test_corpus_trends import TALKS, Statements

from analysis.figures import corpus as figures

WORDS = pd.DataFrame(
    [
        ("Kontrolle", "2025-09", 2, 4.0, 9.0),
        ("Kontrolle", "2025-10", 0, 0.0, 9.0),
        ("$x^2$", "2025-10", 1, 2.5, 1.0),
    ],
    columns=["lemma", "period", "count", "per_1000", "log_likelihood"],
)
SOURCES = pd.DataFrame(
    {"source": ["Küstenbote", None], "articles": [3, 1], "for_it": [0.75, 0.0], "against": [0.25, 1.0]}
)


@pytest.fixture(autouse=True)
def tables(monkeypatch):
    monkeypatch.setattr(
        figures, "keyword_trends", lambda corpus, *_, **__: WORDS if corpus.rows else WORDS.head(0)
    )
    monkeypatch.setattr(figures, "compare_sources", lambda corpus: SOURCES if corpus.rows else pd.DataFrame())


ALL = {
    "actor": lambda corpus: figures.actor_over_time(corpus, "Island"),
    "networks": figures.networks_over_time,
    "keywords": figures.keywords_over_time,
    "sources": figures.sources_side_by_side,
}
each = pytest.mark.parametrize("draw", ALL.values(), ids=ALL)


@each
def test_they_describe_themselves_and_stay_the_same(draw):
    chart = draw(TALKS)
    assert chart.alt.endswith(".") and len(chart.alt) > 60
    assert chart.svg() == draw(TALKS).svg()
    ElementTree.fromstring(chart.svg())


@each
def test_a_corpus_with_nothing_in_it(draw):
    chart = draw(Statements([]))
    assert "none" in chart.alt
    chart.svg()


def test_each_statement_is_a_mark():
    chart = figures.actor_over_time(TALKS, "Island")
    (axes,) = chart.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Kontrollen"]
    assert sum(len(marks.get_offsets()) for marks in axes.collections) == 6
    assert "for it on 2025-10-02" in chart.alt
    assert len({marks.get_paths()[0].vertices.tobytes() for marks in axes.collections}) == 3


def test_a_network_per_month_with_lines_that_differ_without_colour():
    chart = figures.networks_over_time(TALKS)
    assert [axes.get_title() or axes.get_title(loc="left") for axes in chart.axes] == ["2025-09", "2025-10"]
    assert "Färöer and Norwegen +1.00" in chart.alt and "Färöer and Island -0.67" in chart.alt
    assert {line.get_linestyle() for line in chart.axes[0].lines} == {"-", "--"}
    (legend,) = chart.legends
    assert [text.get_text() for text in legend.get_texts()] == ["agree more", "quarrel more", "both alike"]


def test_words_are_no_formulas():
    chart = figures.keywords_over_time(TALKS)
    (legend,) = chart.legends
    assert [text.get_text() for text in legend.get_texts()] == ["Kontrolle", "$x^2$"]
    assert "Kontrolle most in 2025-09 with 4.0" in chart.alt


def test_bars_are_the_shares():
    chart = figures.sources_side_by_side(TALKS)
    assert [round(bar.get_width(), 2) for bar in chart.axes[0].patches] == [0.75, 0.0, 0.25, 1.0]
    assert "no source 0% for, 100% against" in chart.alt
