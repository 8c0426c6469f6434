"""Exploring an article: what boxes, menus and rows do, without a browser (`test_lab.py` has one)."""

import html
import json
import re

import ipywidgets
import pytest
from conftest import ARTICLES, UKRAINE

import analysis
from analysis.display import MIME, Highlight
from analysis.explorer import ANYONE, Explorer, explore
from analysis.marks import LAYERS, marks

HOSTILE = '<script>alert("x")</script> Kiew & <img src=x onerror=alert(1)> lehnt "><b>ab</b> ab.'


@pytest.fixture
def explorer(report) -> Explorer:
    return explore(report, layers=["positions"])


def shown(explorer: Explorer) -> str:
    """The text as HTML."""
    return "".join(box.children[1].value for box in explorer._text.children)


def visible(source: str) -> str:
    signs = re.sub(r'<span aria-hidden="true"[^>]*>[^<]*</span>', "", source)
    return html.unescape(re.sub(r"<sup[^>]*>\d+</sup>|<[^>]+>", "", signs))


def all_html(widget: ipywidgets.Widget) -> str:
    inner = "".join(map(all_html, getattr(widget, "children", ())))
    return inner + (widget.value if isinstance(widget, ipywidgets.HTML) else "")


def test_the_text_is_shown_whole_whatever_is_marked(explorer):
    text = "".join(explorer.report.article.text[a:b] for a, b in explorer.report.article.paragraphs)
    assert visible(shown(explorer)) == text
    for box in explorer.layers.values():
        box.value = True
        assert visible(shown(explorer)) == text


def test_a_layer_changes_text_legend_and_index(explorer):
    before, legend, rows = shown(explorer), explorer._legend.value, explorer.index.options
    explorer.layers["times"].value = True
    assert 'data-label="DATE"' in shown(explorer) and 'data-label="DATE"' not in before
    assert ">date<" in explorer._legend.value.replace("</span>", ">") and explorer._legend.value != legend
    assert len(explorer.index.options) > len(rows)
    for box in explorer.layers.values():
        box.value = False
    assert "<mark" not in shown(explorer) and not explorer.index.options and not explorer.marks
    assert "tick a layer" in explorer._row.value


def test_a_row_shows_in_its_sentence_and_is_framed_in_the_text(explorer):
    for at, mark in enumerate(explorer.marks):
        explorer.index.value = at
        assert explorer.chosen == mark
        sentence = explorer.report.sentences.loc[mark.sentence, "text"]
        assert sentence in visible(explorer._row.value)
        assert explorer.report.positions.loc[mark.row, "rule"] in html.unescape(explorer._row.value)
        framed = re.findall(r"<mark [^>]*outline:2px[^>]*>.*?</mark>", shown(explorer))
        assert "".join(map(visible, framed)) == "".join(
            explorer.report.article.text[span.start : span.end] for span in mark.spans
        )
    assert not explorer._jump.disabled


@pytest.mark.parametrize("layer", LAYERS)
def test_every_row_of_every_layer_can_be_chosen(report, layer):
    explorer = explore(report, layers=[layer])
    for at in range(len(explorer.marks)):
        explorer.index.value = at
        assert "rule:" in explorer._row.value


def test_an_actor_leaves_only_what_concerns_them(explorer):
    everything = explorer.marks
    names = [name for name in explorer.actor.options if name != ANYONE]
    assert names[0] in set(explorer.report.actors.nlargest(3, "mentions")["actor"])
    for name in names:
        explorer.actor.value = name
        assert explorer.marks == [mark for mark in everything if name in mark.actors]
        assert shown(explorer).count("<mark") == sum(len(mark.spans) for mark in explorer.marks)
    explorer.actor.value = ANYONE
    assert explorer.marks == everything


def test_a_paragraph_leads_to_its_first_row(explorer):
    for place, box in enumerate(explorer._text.children):
        start, end = explorer.report.article.paragraphs[place]
        there = [mark for mark in explorer.marks if start <= mark.spans[0].start < end]
        box.children[0].click()
        if there:
            assert explorer.chosen == there[0]


def test_several_articles_are_chosen_from(nlp, report):
    other = analysis.analyse(analysis.read_article(ARTICLES / "2025-11-18-fangquoten-nordmeer.txt"), nlp=nlp)
    explorer = explore([report, other], layers=["names"])
    assert len(explorer.article.options) == 2 and explorer.article.layout.display != "none"
    explorer.index.value = 3
    explorer.article.value = 1
    assert explorer.report is other and explorer.chosen is None
    assert explorer.marks == marks(other, "names")
    assert explorer.actor.value == ANYONE
    assert "Norwegen" in shown(explorer)


def test_one_article_needs_no_menu(explorer):
    assert explorer.article.layout.display == "none"


def test_controls_have_names_for_a_screen_reader(explorer):
    assert explorer.article.description and explorer.actor.description and explorer.index.tooltip
    assert [box.description for box in explorer.layers.values()] == [x.title for x in LAYERS.values()]
    assert 'role="status"' in (setattr(explorer.index, "value", 0) or explorer._row.value)


def test_no_text_becomes_markup(nlp):
    report = analysis.analyse(analysis.Article(text=HOSTILE, title="<b>x</b>"), nlp=nlp, insist=True)
    explorer = explore(report, layers=list(LAYERS))
    for at in range(len(explorer.marks)):
        explorer.index.value = at
    explorer.widget.selected_index = 1
    for source in (all_html(explorer.widget), explorer._repr_mimebundle_()["text/html"]):
        assert not re.search(r"<(script|img|b)\b", source)


def test_the_page_that_stands_still(explorer):
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    source = bundle["text/html"]
    text = "".join(explorer.report.article.text[a:b] for a, b in explorer.report.article.paragraphs)
    assert text in visible(source)
    assert f"<summary>Positions: {len(explorer.marks)}</summary>" in source
    assert not re.search(r"<(script|link)\b|https?://", source)
    assert Highlight.from_data(json.loads(json.dumps(bundle[MIME]))).text == explorer.report.article.text


def test_a_notebook_stores_the_same_each_time(report):
    first, second = (explore(report, layers=["speech"])._repr_mimebundle_() for _ in range(2))
    view = "application/vnd.jupyter.widget-view+json"
    assert first.pop(view) != second.pop(view)  # nbval does not compare it
    assert first == second


def test_exports_show_the_page(explorer):
    import nbformat
    from nbconvert import HTMLExporter
    from nbformat.v4 import new_code_cell, new_notebook, new_output

    output = new_output("display_data", data=explorer._repr_mimebundle_())
    notebook = nbformat.from_dict(new_notebook(cells=[new_code_cell("explore(report)", outputs=[output])]))
    notebook.metadata["language_info"] = {"name": "python"}
    source, _ = HTMLExporter().from_notebook_node(notebook)
    assert "wortlaut-explorer" in source and "widget-view" not in source


def test_reviewing_changes_what_is_read(nlp, tmp_path):
    path = tmp_path / "bericht.txt"
    path.write_text("date: 2025-12-06\n\nMoskau lehnt eine Waffenruhe ab. Kiew fordert Garantien.\n", "utf-8")
    explorer = explore(analysis.analyse(analysis.read_article(path), nlp=nlp), layers=["positions"])
    assert len(explorer.marks) == 2
    explorer.widget.selected_index = 1
    (walk,) = explorer._review.children
    (reject,) = [w for w in buttons(walk) if "reject" in w.description]
    reject.click()
    assert len(explorer.marks) == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_a_text_without_a_file_says_why_it_cannot_be_reviewed(nlp):
    explorer = explore(analysis.analyse(analysis.Article(text="Moskau lehnt alles ab."), nlp=nlp))
    explorer.widget.selected_index = 1
    (message,) = explorer._review.children
    assert isinstance(message, ipywidgets.HTML) and len(message.value) > 20


def buttons(widget: ipywidgets.Widget) -> list[ipywidgets.Button]:
    found = [widget] if isinstance(widget, ipywidgets.Button) else []
    return found + [button for child in getattr(widget, "children", ()) for button in buttons(child)]


def test_nothing_to_explore():
    with pytest.raises(ValueError, match="no report"):
        explore([])


def test_a_layer_that_does_not_exist(report):
    with pytest.raises(ValueError, match="'nmaes' is no layer"):
        explore(report, layers=["nmaes"])


def test_it_is_part_of_the_public_face():
    assert analysis.explore is explore
    assert UKRAINE.exists()
