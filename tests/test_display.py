"""Highlighted text: spans, HTML, data; the page it makes is tested with the briefing."""

from __future__ import annotations

import html
import itertools
import json
import re

import pandas as pd
import pytest
from briefing_report import NAMES, TEXT, small_report
from hypothesis import given
from hypothesis import strategies as st

from analysis import palette
from analysis.display import MIME, Highlight, Span, highlight, readable


def bundle(mark):
    return mark._repr_mimebundle_()


def text_of(source):
    """The text that a browser shows."""
    body = source.split('<div lang="', 1)[1].split(">", 1)[1]
    return html.unescape(re.sub(r"<sup[^>]*>\d+</sup>|<[^>]+>", "", body))


def test_rows_of_a_report_are_marked_where_they_stand():
    mark = highlight(small_report())
    assert [mark.text[span.start : span.end] for span in mark.spans][:3] == [
        "Norland",
        "Westria",
        "Hafenstadt",
    ]
    assert "[Karla Brandt PER]" in str(mark)
    assert [label for label, _ in mark.legend()] == ["PER", "LOC", "ORG"]


def test_any_rows_and_any_column_will_do():
    report = small_report()
    rows = [{"start": 0, "end": 11, "stance": "Forderung"}]
    mark = highlight(report.article, rows, by="stance", lang="de")
    assert str(mark).startswith("[Die Fischer Forderung] warten")
    assert mark.legend() == [("Forderung", "Forderung")]
    assert highlight(report, report.entities).spans == highlight(report).spans


def test_a_missing_column_is_a_key_error():
    with pytest.raises(KeyError):
        highlight(small_report(), by="stance")


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="not within the text"):
        Highlight("Kiew lehnt ab.", (Span(*span, "LOC"),))


def test_paragraphs_are_kept_and_sentences_numbered():
    mark = highlight(small_report())
    assert ["".join(run.text for run in runs) for runs in mark.runs()] == TEXT.split("\n\n")
    assert [run.sentence for runs in mark.runs() for run in runs if run.sentence] == [1, 2, 3, 4, 5, 6]
    assert bundle(mark)["text/html"].count("<p ") == 3


def test_overlapping_spans_show_the_longer_one_first():
    mark = Highlight("US-Präsident Trump", (Span(0, 18, "PER"), Span(0, 2, "LOC")))
    assert [(run.text, run.labels) for run in mark.runs()[0]] == [
        ("US", ("PER", "LOC")),
        ("-Präsident Trump", ("PER",)),
    ]


def test_html_holds_the_text_and_nothing_that_could_run():
    text = '<script>alert("x")</script> & <img src=x onerror=alert(1)> \x00 \x1b[2J „Frieden“'
    mark = Highlight(text, (Span(0, 8, "LOC"), Span(30, 34, '"><script>')))
    source = bundle(mark)["text/html"]
    assert "<script" not in source
    assert "<img" not in source
    assert "\x00" not in source
    assert "\x1b" not in source
    assert text_of(source) == text.replace("\x00", "␀").replace("\x1b", "␛")


def test_styles_do_not_rest_on_colour_alone():
    source = bundle(highlight(small_report()))["text/html"]
    lines = {re.search(r"underline (\w+)", part)[1] for part in source.split("<mark")[1:]}
    assert lines == {"solid", "dashed", "double"}
    styles = [palette.style(label) for label in palette.NAMES]
    for quality in ("fill", "tint", "line", "grey", "underline", "hatch", "marker"):
        assert len({getattr(style, quality) for style in styles}) == len(styles), quality


def luminance(colour):
    """Relative luminance, WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("label", ["PER", "LOC", "ORG", "MISC", "a", "b", "c", "d", "e"])
def test_colours_have_the_contrast_that_the_palette_promises(label):
    style = palette.style(label)
    assert (luminance(style.tint) + 0.05) / 0.05 >= 12
    assert 1.05 / (luminance(style.line) + 0.05) >= 4.5


def test_fills_differ_in_greyscale():
    def luma(colour):
        return sum(w * int(colour[i : i + 2], 16) for w, i in ((0.299, 1), (0.587, 3), (0.114, 5))) / 255

    lumas = sorted(luma(style.fill) for style in palette.NAMES.values())
    assert min(b - a for a, b in itertools.pairwise(lumas)) > 0.1
    assert all(abs(luma(style.fill) - luma(style.grey)) < 0.01 for style in palette.NAMES.values())


def test_the_same_report_gives_the_same_bundle():
    assert bundle(highlight(small_report())) == bundle(highlight(small_report()))


def test_data_come_back_as_they_were():
    mark = highlight(small_report(), lang="de")
    assert Highlight.from_data(json.loads(json.dumps(bundle(mark)[MIME]))) == mark


@pytest.mark.parametrize(
    "data", [{}, {"version": 2}, {"version": 1, "text": "x", "spans": [[0, 9, "LOC"]]}, None]
)
def test_damaged_data_are_a_value_error(data):
    with pytest.raises(ValueError):
        Highlight.from_data(data)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_runs_lose_nothing(text, pairs):
    spans = tuple(Span(min(a, b, len(text)), min(max(a, b), len(text)), "LOC") for a, b in pairs)
    mark = Highlight(text, spans, paragraphs=((0, len(text)),))
    assert "".join(run.text for run in mark.runs()[0]) == text
    marked = {i for span in spans for i in range(span.start, span.end)}
    position = 0
    for run in mark.runs()[0]:
        assert all((i in marked) == bool(run.labels) for i in range(position, position + len(run.text)))
        position += len(run.text)


def test_names_of_the_fake_report_are_in_its_text():
    assert all(name in TEXT for name in NAMES)


def test_a_row_may_stand_twice_in_a_table():
    table = pd.DataFrame({"sentence": [7, 7], "text": ["Kiew lehnt ab.", "Kiew lehnt ab."]}, index=[7, 7])
    for index in (False, True):
        source = readable(table, index=index)._repr_mimebundle_()["text/html"]
        assert source.count("Kiew lehnt ab.") == 2


def test_a_table_is_set_to_be_read_aloud():
    table = pd.DataFrame({"name": ["<b>Kiew</b>"], "mentions": [3], "with": [["USA", "Polen"]]})
    source = readable(table)._repr_mimebundle_()["text/html"]
    assert "<b>Kiew" not in source and "&lt;b&gt;Kiew" in source and "USA, Polen" in source
    assert source == readable(table.copy())._repr_mimebundle_()["text/html"]


def test_a_day_stands_without_the_hour():
    days = pd.Series([pd.Timestamp("2025-12-06"), pd.NaT])
    shown = readable(pd.DataFrame({"date": days, "text": ["Treffen", "offen"]}))
    assert "2025-12-06 " in str(shown) and "00:00" not in str(shown)
    assert ">2025-12-06<" in shown._html() and ">–<" in shown._html()
