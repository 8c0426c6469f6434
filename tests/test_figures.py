"""Figures: nbval does not compare them, so they are looked at here."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import Article, analyse, figures, palette
from analysis.briefing.drawings import figure_svg
from analysis.names import name_counts

ALL = [figures.names, figures.words, figures.lengths, figures.places_in_text, figures.together]


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_every_figure_of_the_real_article(report, draw):
    chart = draw(report)
    assert chart.alt.endswith(".") and len(chart.alt) > 60
    assert "none" not in chart.alt
    axes = chart.axes[0]
    assert axes.get_title(loc="left")
    sizes = [label.get_fontsize() for label in axes.get_xticklabels() + axes.get_yticklabels()]
    assert min(sizes) >= 12
    svg = chart.svg()
    ElementTree.fromstring(svg)
    assert "<text" in svg and "<dc:date>" not in svg
    bundle, size = chart._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG") and bundle["text/plain"] == chart.alt
    assert size["image/png"]["alt"] == chart.alt


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_the_same_bytes_each_time(report, draw):
    assert draw(report).svg() == draw(report).svg()


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize(
    "text", ["…", "Nichts.", "Genf - Die Delegationen verhandeln seit dem Morgen weiter."]
)
def test_articles_with_little_in_them(bare, draw, text):
    chart = draw(analyse(Article(text=text), nlp=bare))
    assert chart.alt.endswith(".")
    chart.svg()
    chart._repr_mimebundle_()


def with_names(*names: str):
    """A report whose entities are these names, one sentence each."""
    text = "\n\n".join(names)
    starts = [text.index(name) for name in names]
    rows = [(s, s + len(n), n, "PER", n, i) for i, (s, n) in enumerate(zip(starts, names, strict=True))]
    entities = pd.DataFrame(rows, columns=["start", "end", "text", "label", "name", "sentence"])
    sentences = pd.DataFrame({"sentence": range(len(names)), "paragraph": range(len(names))})
    return SimpleNamespace(article=Article(text=text), entities=entities, sentences=sentences)


@pytest.mark.parametrize(
    "name",
    [
        "$x^2$",
        "a & b < c > d",
        "\x1b[2J",
        "A" * 300,
        "𝕯onald 🙂",
        "\\frac{1}{2}",
        "_a_",
        "المصري",
        "\u202eabc",
    ],
)
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font:UserWarning")  # no font has all letters
@pytest.mark.parametrize("draw", [figures.names, figures.places_in_text], ids=lambda draw: draw.__name__)
def test_odd_names(draw, name):
    chart = draw(with_names(name, "Anna"))
    svg = chart.svg()
    ElementTree.fromstring(svg)
    assert "\x1b" not in svg
    chart._repr_mimebundle_()


def test_names_that_are_shortened_alike_keep_their_own_bars():
    chart = figures.names(with_names("A" * 50 + "b", "A" * 50 + "c", "A" * 50 + "d"))
    assert len({round(bar.get_y(), 3) for bar in chart.axes[0].patches}) == 3


def test_bars_show_the_counts(report):
    chart = figures.names(report, top=5)
    widths = [bar.get_width() for bar in chart.axes[0].patches]
    assert widths == name_counts(report)["mentions"].head(5).tolist()
    first = name_counts(report).iloc[0]
    assert f"{first['name']} ({figures.KIND[first['label']]}) {first['mentions']}" in chart.alt


def test_kinds_differ_without_colour(report):
    styles = [palette.style(label) for label in palette.NAMES]
    assert len({style.hatch for style in styles}) == len({style.marker for style in styles}) == 4
    (legend,) = figures.names(report).legends
    assert {text.get_text() for text in legend.get_texts()} <= set(figures.KIND.values())


def test_places_say_their_paragraph(report):
    alt = figures.places_in_text(report).alt
    assert re.search(r"Miami in paragraph 2\b|Washington in paragraph 2\b|Ukraine in paragraphs 1, ", alt)


@pytest.mark.parametrize("save", ["file", "briefing"])
def test_a_dollar_sign_begins_no_formula_wherever_the_figure_is_saved(save, tmp_path):
    chart = figures.names(with_names("verhande$$ln", "Anna"))
    chart.axes[0].yaxis.reset_ticks()  # as matplotlib does by itself when it needs other ticks
    if save == "file":
        chart.savefig(tmp_path / "names.svg")
        written = (tmp_path / "names.svg").read_text("utf-8")
    else:
        written = figure_svg(chart)
    ElementTree.fromstring(written)
