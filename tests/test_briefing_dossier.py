"""Several articles in one briefing: who moved, new demands, a page on each."""

from __future__ import annotations

import datetime

import pytest
from pypdf import PdfReader

import analysis
from analysis.briefing import briefing_notebook, write_briefing
from analysis.briefing.evidence import Evidence
from analysis.briefing.movement import moves, new_demands
from analysis.briefing.words import LANGUAGES, words
from analysis.errors import ExportError

TEXTS = {
    3: "Moskau lehnt eine Waffenruhe ab. Kiew fordert die Waffenruhe.",
    10: "Moskau lehnt eine Waffenruhe ab. Kiew fordert den Abzug der Truppen.",
    17: "Moskau stimmt der Waffenruhe zu. Kiew fordert den Abzug der Truppen. Beide verhandeln in Genf.",
}


@pytest.fixture(scope="module")
def reports(nlp):
    articles = [
        analysis.Article(
            text=text, date=datetime.date(2025, 3, day), id=f"m{day}", title=f"Bericht vom {day}."
        )
        for day, text in TEXTS.items()
    ]
    return list(analysis.analyse_many(articles, nlp=nlp))


@pytest.fixture(scope="module")
def evidences(reports):
    return [Evidence(report, words("en"), f"d{n}-") for n, report in enumerate(reports, 1)]


def test_who_moved_on_what_since_when(evidences):
    found = [
        (move.actor, move.issue, move.before[1].row["stance"], move.after[1].row["stance"])
        for move in moves(evidences)
    ]
    assert found == [("Russland", "Waffenruhe", "reject", "agree")]
    assert moves(evidences)[0].after[0].report.article.date == datetime.date(2025, 3, 17)


def test_both_sides_in_one_article_are_no_movement(nlp):
    text = "Moskau lehnt eine Waffenruhe ab. Später stimmt Moskau der Waffenruhe zu."
    report = analysis.analyse(analysis.Article(text=text, date=datetime.date(2025, 3, 3)), nlp=nlp)
    assert moves([Evidence(report, words("en"))]) == []


def test_a_demand_is_new_once(evidences):
    found = [
        (evidence.report.article.date.day, statement.row["issue_text"])
        for evidence, statement in new_demands(evidences)
    ]
    assert found == [(10, "den Abzug der Truppen")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dossier_has_contents_bookmarks_and_a_page_on_each(reports, tmp_path, lang):
    reader = PdfReader(write_briefing([*reversed(reports)], tmp_path / "x.pdf", lang=lang))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    spoken = words(lang)
    pages = [f"{number} Bericht vom {day}." for number, day in enumerate(TEXTS, 1)]
    assert titles == [
        spoken["contents"], spoken["synthesis"], *pages, spoken["articles"], spoken["about"]
    ]  # fmt: skip
    for number, title in enumerate(pages, 3):
        assert title in " ".join(reader.pages[number - 1].extract_text().split())
    first, second = (" ".join(page.extract_text().split()) for page in reader.pages[:2])
    assert "2. Bericht" not in first
    assert spoken.date(datetime.date(2025, 3, 17)) in second
    assert "Waffenruhe" in second


def test_no_statement_of_the_dossier_refers_to_a_section_that_it_lacks(reports, tmp_path):
    pages = PdfReader(write_briefing(reports, tmp_path / "x.pdf")).pages[2:5]
    for page in pages:
        assert words("en")["quotes"] not in page.extract_text()


def test_articles_of_one_day_or_without_a_date_say_nothing_of_movement(nlp, tmp_path):
    reports = [analysis.analyse(analysis.Article(text=TEXTS[3], id=name), nlp=nlp) for name in "ab"]
    text = " ".join(
        "".join(
            page.extract_text() for page in PdfReader(write_briefing(reports, tmp_path / "x.pdf")).pages
        ).split()
    )
    assert words("en")["dossier.none"] in text


def test_the_same_dossier_gives_the_same_bytes(reports, tmp_path):
    for ending in ("pdf", "html", "docx"):
        first, second = (write_briefing(reports, tmp_path / f"{n}.{ending}").read_bytes() for n in (1, 2))
        assert first == second


def test_a_list_of_one_is_a_briefing_and_of_none_an_error(reports, tmp_path):
    one = write_briefing(reports[:1], tmp_path / "a.pdf").read_bytes()
    assert one == write_briefing(reports[0], tmp_path / "b.pdf").read_bytes()
    with pytest.raises(ExportError, match="no article"):
        write_briefing([], tmp_path / "c.pdf")


def test_the_notebook_of_a_dossier_is_valid(reports):
    import nbformat

    nbformat.validate(briefing_notebook(reports, "de"))
