"""Figures of phrasing."""

from xml.etree import ElementTree

import pytest

from analysis import Article, analyse
from analysis.figures.phrasing import tone_by_actor, tone_by_sentence, tone_of_two

ONE = [tone_by_sentence, tone_by_actor, lambda report: tone_by_actor(report, by="holder")]
ALL = [*ONE, lambda report: tone_of_two(report, report)]


@pytest.mark.parametrize("draw", ALL)
def test_every_figure(report, draw):
    chart = draw(report)
    assert chart.alt.endswith(".") and len(chart.alt) > 50
    svg = chart.svg()
    ElementTree.fromstring(svg)
    assert svg == draw(report).svg()
    labels = chart.axes[0].get_xticklabels() + chart.axes[0].get_yticklabels()
    assert min(label.get_fontsize() for label in labels) >= 12


@pytest.mark.parametrize("draw", ALL)
@pytest.mark.parametrize("text", ["…", "Nichts.", "Die $\\alpha$ AG scheitert."])
def test_articles_with_little_in_them(bare, draw, text):
    chart = draw(analyse(Article(text=text), nlp=bare, insist=True))
    assert chart.alt.endswith(".")
    chart.svg()
