"""The timeline as a figure: its words, its labels, and that no two of them touch."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.figures.timeline import timeline
from analysis.layers.times import COLUMNS


def made(*rows: tuple[str, str, str], text: str = "Am Dienstag begann es.") -> Any:
    """A report of (begin, end, sentence); only what the figure reads."""
    times = pd.DataFrame(columns=list(COLUMNS))
    for number, (begin, end, _) in enumerate(rows):
        times.loc[number] = [0, 2, "Am", "DATE", begin, begin, end, None, number, "hand"]
    times = times.astype({"sentence": "int64", "start": "int64", "end": "int64"})
    sentences = pd.DataFrame(
        {"sentence": range(len(rows)), "text": [sentence for *_, sentence in rows]}, dtype=object
    ).astype({"sentence": "int64"})
    article = SimpleNamespace(id="a", source=None, date=datetime.date(2025, 12, 6), text=text)
    return SimpleNamespace(article=article, times=times, sentences=sentences)


LONG = "Am Ende " + "sprachen die Delegationen über den Wiederaufbau " * 12 + "weiter."
ROWS = [
    ("2025-12-02", "2025-12-02", "Man sprach."),
    ("2025-12-04", "2025-12-06", LONG),
    ("2025-12-08", "2025-12-08", LONG),
    ("2026-01-01", "2026-12-31", "Man spricht $x$ <b>."),
]


def test_the_figure_says_in_words_what_it_shows() -> None:
    alt = timeline(made(*ROWS)).alt
    assert alt.startswith("Timeline, from the earliest to the latest event: 2025-12-02, Man sprach.;")
    assert "2026, Man spricht $x$ <b>." in alt


def test_no_two_labels_touch_and_none_leaves_the_figure() -> None:
    rows = [(begin, end, f"{number}. {text}") for number in range(4) for begin, end, text in ROWS]
    chart = timeline(made(*rows))
    canvas = FigureCanvasAgg(chart)
    canvas.draw()
    renderer = canvas.get_renderer()
    boxes = [text.get_window_extent(renderer) for text in chart.axes[0].texts]
    assert len(boxes) > 30
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[number + 1 :])
        assert 0 <= box.x0 < box.x1 <= chart.bbox.width
        assert 0 <= box.y0 < box.y1 <= chart.bbox.height


def test_the_date_of_the_article_parts_what_was_from_what_will_be() -> None:
    texts = [text.get_text() for text in timeline(made(*ROWS)).axes[0].texts]
    assert "date of the article: 2025-12-06" in texts
    texts = [text.get_text() for text in timeline(made(*ROWS[:2])).axes[0].texts]
    assert not any("date of the article" in text for text in texts)


def test_long_sentences_are_cut_to_two_lines() -> None:
    labels = [text.get_text() for text in timeline(made(*ROWS)).axes[0].texts]
    assert max(label.count("\n") for label in labels) == 1
    assert max(len(line) for label in labels for line in label.split("\n")) <= 60


@pytest.mark.parametrize("rows", [[], ROWS[:1]])
def test_few_events_make_a_figure_too(rows: list[tuple[str, str, str]]) -> None:
    chart = timeline(made(*rows))
    assert chart.svg()
    assert chart.alt
