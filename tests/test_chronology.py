"""The timeline: what is dated, in order, over one article and over several."""

from __future__ import annotations

import datetime

import pytest
from spacy.language import Language

import analysis
from analysis import chronology


@pytest.fixture(scope="module")
def talks(nlp: Language) -> analysis.Analysis:
    text = (
        "Am Montag soll Kiew antworten. Die Delegationen hatten am Dienstag in Moskau gesprochen. "
        "Seit Jahren wird geredet. Jeden Freitag wird demonstriert. 2014 begann der Streit."
    )
    article = analysis.Article(text=text, date=datetime.date(2025, 12, 6), id="a", source="Agentur")
    return analysis.analyse(article, nlp=nlp)


def test_events_stand_in_the_order_of_the_calendar(talks: analysis.Analysis) -> None:
    events = analysis.timeline(talks)
    assert list(events.columns) == list(chronology.COLUMNS)
    assert events[["begin", "end_date", "expression"]].values.tolist() == [
        ["2014-01-01", "2014-12-31", "2014"],
        ["2025-12-02", "2025-12-02", "Dienstag"],
        ["2025-12-08", "2025-12-08", "Montag"],
    ]


def test_every_event_has_its_place_and_source(talks: analysis.Analysis) -> None:
    for event in analysis.timeline(talks).itertuples():
        assert talks.article.text[event.start : event.end] == event.expression
        assert event.expression in event.text
        assert (event.article, event.source) == ("a", "Agentur")


def test_expressions_of_one_sentence_and_day_are_one_event(nlp: Language) -> None:
    article = analysis.Article(text="Am Dienstag um 20 Uhr begann es.", date=datetime.date(2025, 12, 6))
    events = analysis.timeline(analysis.analyse(article, nlp=nlp))
    assert events["expression"].tolist() == ["Dienstag · 20 Uhr"]


def test_a_repeated_sentence_is_one_event(nlp: Language) -> None:
    text = "Im Jahr 2014 begann der Streit. Kiew schweigt.\n\nIm Jahr 2014 begann der Streit."
    assert len(analysis.timeline(analysis.analyse(analysis.Article(text=text), nlp=nlp))) == 1


def test_several_articles_are_merged(talks: analysis.Analysis, nlp: Language) -> None:
    other = analysis.Article(text="Im Jahr 2020 schwiegen die Waffen.", id="b")
    events = analysis.timeline([talks, analysis.analyse(other, nlp=nlp)])
    assert events["article"].tolist() == ["a", "b", "a", "a"]


def test_nothing_dated_gives_an_empty_table(nlp: Language) -> None:
    events = analysis.timeline(analysis.analyse(analysis.Article(text="Kiew schweigt."), nlp=nlp))
    assert events.empty
    assert list(events.columns) == list(chronology.COLUMNS)
    assert analysis.timeline([]).empty
