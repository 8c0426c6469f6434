"""Figures of positions and speech, by what is drawn: nbval compares no pictures."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch, Rectangle

from analysis import Article, analyse, palette
from analysis.figures import positions as figures
from analysis.figures import quotes
from analysis.figures.actors import actor_styles
from analysis.figures.phrasing import tone_by_actor
from analysis.network import actor_issue_network, actor_network, matrix
from analysis.speech import speaker_shares, word_shares

TEXT = (
    "Polen fordert eine Untergrenze. Ungarn lehnt die Untergrenze ab. Polen sprach mit Ungarn. "
    "Ungarn schlug Polen eine Kommission vor. „Das reicht nicht“, sagte der Minister. Die Kommission sei tot."
)
ALL = [
    figures.positions_matrix,
    figures.actors_together,
    figures.actors_and_issues,
    quotes.speakers,
    quotes.vouched,
    quotes.colours,
]


@pytest.fixture(scope="module")
def dispute(nlp):
    return analyse(Article(text=TEXT, id="zoll"), nlp=nlp)


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
def test_every_figure_has_words_and_the_same_bytes_each_time(report, draw):
    chart = draw(report)
    assert chart.alt.endswith(".") and len(chart.alt) > 50
    svg = chart.svg()
    ElementTree.fromstring(svg)
    assert svg == draw(report).svg()
    bundle, about = chart._repr_mimebundle_()
    assert about["image/png"]["alt"] == bundle["text/plain"] == chart.alt


def test_the_matrix_draws_a_cell_for_each_pair_that_has_stances(dispute):
    chart = figures.positions_matrix(dispute)
    axes = chart.axes[0]
    table = matrix(dispute)
    filled = [p for p in axes.patches if isinstance(p, Rectangle) and p.get_facecolor()[3] > 0]
    assert len(filled) == sum(bool(cell) for row in table.to_numpy() for cell in row)
    heads = [text.get_text() for text in axes.get_xticklabels()]
    assert set(heads) <= set(table.index) and {"Polen", "Ungarn"} <= set(heads)
    assert "demand" in [text.get_text() for text in axes.texts]


def test_sides_differ_by_edge_and_colour(dispute):
    chart = figures.positions_matrix(dispute)
    looks = {
        (to_hex(p.get_facecolor()), p.get_linestyle())
        for p in chart.axes[0].patches
        if p.get_facecolor()[3] > 0
    }
    wanted = {palette.side(1).tint.lower(): "solid", palette.side(-1).tint.lower(): "dashed"}
    assert {colour: line for colour, line in looks if colour in wanted} == wanted


def test_an_arrow_for_each_pair_and_direction(dispute):
    chart = figures.actors_together(dispute)
    arrows = [patch for patch in chart.axes[0].patches if isinstance(patch, FancyArrowPatch)]
    pairs = {(one, other) for one, other in actor_network(dispute).edges() if one != other}
    assert len(arrows) == len(pairs)
    words = [text.get_text() for text in chart.axes[0].texts]
    assert {"Polen", "Ungarn"} <= set(words)


def test_a_line_for_each_stance_on_an_issue(dispute):
    chart = figures.actors_and_issues(dispute)
    lines = [line for line in chart.axes[0].lines if len(line.get_xdata()) == 2]
    assert len(lines) == actor_issue_network(dispute).number_of_edges()


def test_the_bars_are_the_words_of_each_speaker(report):
    shares = speaker_shares(report)
    bars = quotes.speakers(report, top=5).axes[0].patches
    assert [bar.get_width() for bar in bars] == shares["words"].head(5).tolist()


def test_the_bar_of_all_words_is_whole(report):
    chart = quotes.vouched(report)
    assert sum(bar.get_width() for bar in chart.axes[0].patches) == pytest.approx(1)
    own = word_shares(report).query("vouched")["share"].sum()
    assert f"the report vouches for {own:.0%}" in {text.get_text() for text in chart.axes[0].texts}


def test_an_actor_has_one_colour_in_all_figures(report):
    styles = actor_styles(report)
    assert len({style.fill for style in list(styles.values())[:7]}) == 7
    seen = 0
    for chart in (figures.positions_matrix(report), tone_by_actor(report)):
        axes = chart.axes[0]
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            name = label.get_text().replace("\n", " ")
            if name in styles:
                assert to_hex(label.get_color()) == styles[name].line.lower()
                seen += 1
    for text in figures.actors_together(report).axes[0].texts:
        name = text.get_text().replace("\n", " ")
        if name in styles:
            assert to_hex(text.get_bbox_patch().get_edgecolor()) == styles[name].line.lower()
            seen += 1
    shares = speaker_shares(report)
    for name, bar in zip(shares["speaker"], quotes.speakers(report).axes[0].patches, strict=False):
        if name in styles:
            assert to_hex(bar.get_facecolor()) == styles[name].fill.lower()
            seen += 1
    assert seen > 8


def test_an_actor_keeps_the_colour_when_articles_are_taken_together(report, dispute):
    one, both = actor_styles(report), actor_styles([report, dispute])
    most = next(iter(one))
    assert one[most] == both[most]


def test_no_label_lies_on_another(report):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    chart = figures.positions_matrix(report)
    FigureCanvasAgg(chart).draw()
    boxes = [label.get_window_extent() for label in chart.axes[0].get_xticklabels()]
    boxes += [label.get_window_extent() for label in chart.axes[0].get_yticklabels()]
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])


@pytest.mark.parametrize("draw", ALL, ids=lambda draw: draw.__name__)
@pytest.mark.parametrize("text", ["…", "Die $\\alpha$ AG lehnt <b>alles</b> ab.", "Nichts."])
def test_articles_with_little_in_them(nlp, draw, text):
    chart = draw(analyse(Article(text=text), nlp=nlp, insist=True))
    assert chart.alt.endswith(".")
    assert not re.search(r"<b>", chart.svg())
