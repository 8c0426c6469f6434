"""Whose words, how much, in what colour: tables, figures, highlighting, the section of the briefing."""

from __future__ import annotations

import pytest

import analysis
from analysis import speech
from analysis.briefing.quotes import quotes_sentence, quotes_table
from analysis.display import highlight
from analysis.figures import quotes as figures

TEXT = (
    "Norwegen verlangt eine neue Quote. „Wir warten nicht“, sagte Solvang. "
    "Island behauptete, die Fische zögen nach Norden. Der Hafen ist offen."
)


@pytest.fixture(scope="module")
def small(nlp):
    return analysis.analyse(analysis.Article(text=TEXT), nlp=nlp)


def test_every_word_has_an_owner(small):
    words = speech.whose_words(small)
    assert list(words["kind"][:5]) == ["reported"] * 5
    assert words.set_index("text").loc["Hafen", "kind"] == "report"
    assert words.set_index("text").loc["zögen", "speaker"] == "Island"


def test_shares_add_up(small):
    assert speech.word_shares(small)["share"].sum() == pytest.approx(1)
    shares = speech.speaker_shares(small)
    assert shares["share"].sum() == pytest.approx(1)
    assert set(shares["speaker"]) == {"Norwegen", "Solvang", "Island"}
    assert list(shares["statements"]) == [1, 1, 1]


def test_verbs_and_their_colour(small):
    verbs = speech.reporting_verbs(small).set_index("verb")["colour"].to_dict()
    assert verbs == {"verlangen": "demanding", "sagen": "neutral", "behaupten": "doubting"}


def test_quotations_are_marked_in_the_text(small):
    shown = str(highlight(small, speech.quote_rows(small), by="part"))
    assert "[„Wir warten nicht“ quote], [sagte cue] [Solvang speaker]." in shown


@pytest.mark.parametrize("draw", [figures.speakers, figures.vouched, figures.colours])
def test_figures_describe_themselves(small, report, draw):
    for one in (small, report):
        chart = draw(one)
        assert chart.svg() == draw(one).svg()
        assert len(chart.alt) > 30
        assert any(ax.get_title(loc="left") for ax in chart.axes)


def test_an_article_without_quotations(nlp):
    empty = analysis.analyse(analysis.Article(text="Der Hafen ist offen. Die Straße ist frei."), nlp=nlp)
    assert speech.speaker_shares(empty).empty
    assert speech.reporting_verbs(empty).empty
    assert speech.quote_rows(empty) == []
    for draw in (figures.speakers, figures.vouched, figures.colours):
        assert draw(empty).alt
    assert "No statement" in quotes_sentence(empty)
    assert "No statement" in quotes_table(empty).plain


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_section_of_the_briefing(small, lang):
    part = quotes_table(small, lang=lang)
    assert "<b>Island</b>" in part.html
    assert "behauptete" in part.html
    assert "%" in quotes_sentence(small, lang=lang)


def test_a_text_cannot_become_markup(nlp):
    hostile = analysis.analyse(
        analysis.Article(text="Die Ministerin sagte: „<b>=1+1</b> ist genug für alle.“"), nlp=nlp
    )
    assert "<b>=1" not in quotes_table(hostile).html
