"""What happened when, in the briefing: days in words, the place in the article, text that stays text."""

from __future__ import annotations

import datetime

import pytest
from spacy.language import Language

import analysis
from analysis.briefing.times import days_in_words, times_table
from analysis.briefing.words import words


@pytest.mark.parametrize(
    ("begin", "end", "english", "german"),
    [
        ("2025-12-02", "2025-12-02", "2 December 2025", "2. Dezember 2025"),
        ("2025-12-04", "2025-12-06", "4–6 December 2025", "4.–6. Dezember 2025"),
        ("2025-03-01", "2025-03-31", "March 2025", "März 2025"),
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2025-10-30", "2025-11-02", "30 October 2025 to 2 November 2025",
         "30. Oktober 2025 bis 2. November 2025"),
        ("2025-01-01", "2025-06-30", "January 2025 to June 2025", "Januar 2025 bis Juni 2025"),
        ("2021-12-06", "2025-12-06", "2021–2025", "2021–2025"),
        ("9999-01-01", "9999-12-31", "9999", "9999"),
    ],
)  # fmt: skip
def test_days_in_words(begin: str, end: str, english: str, german: str) -> None:
    assert days_in_words(begin, end, words("en")) == english
    assert days_in_words(begin, end, words("de")) == german


def test_the_table_leads_to_the_line_and_keeps_markup_as_text(nlp: Language) -> None:
    text = "Kiew schweigt. Die Delegation <b>sprach</b> am Dienstag von $x$ und 5 % mehr."
    article = analysis.Article(text=text, date=datetime.date(2025, 12, 6))
    part = times_table(analysis.analyse(article, nlp=nlp), lang="de")
    assert '<a href="#a-l1">1</a>' in part.html
    assert "&lt;b&gt;sprach&lt;/b&gt; am <b>Dienstag</b> von $x$" in part.html
    assert part.plain.startswith("T1\t2. Dezember 2025\t●\t")


def test_an_article_without_dates_says_so(nlp: Language) -> None:
    part = times_table(analysis.analyse(analysis.Article(text="Kiew schweigt."), nlp=nlp))
    assert part.plain == "No dated event was found in this article."
