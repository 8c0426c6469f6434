"""The page that stands alone: its clauses rest on rows, it is one page, and its lines are the article's."""

from __future__ import annotations

import datetime
import re

import pytest
from pypdf import PdfReader

import analysis
from analysis.briefing import write_briefing
from analysis.briefing.evidence import Evidence
from analysis.briefing.excerpts import quotation, single_marks
from analysis.briefing.lines import Lines
from analysis.briefing.nodes import plain
from analysis.briefing.overview import VARIANTS, first_page, overview
from analysis.briefing.subjects import Subjects
from analysis.briefing.summary import summary
from analysis.briefing.words import LANGUAGES, words

TEXT = """\
Die Gewerkschaft fordert höhere Löhne. Die Nordbahn lehnt eine kürzere Arbeitszeit ab.

Hafenstadt - Norland und Westria einigten sich auf neue Fangquoten. Die Ukraine und die USA sind \
sich einig, dass die Gespräche weitergehen. „Wir sind bereit“, sagte Ministerin Karla Brandt am \
Dienstag. Island droht mit einer eigenen Quote. Am 20. März wollen beide Seiten in Genf weiter verhandeln."""


@pytest.fixture(scope="module")
def report(nlp):
    article = analysis.Article(text=TEXT, date=datetime.date(2025, 3, 14), id="a", title="Ringen um Quoten")
    return analysis.analyse(article, nlp=nlp)


def kinds(node, kind):
    """Every node of a kind, in reading order."""
    if isinstance(node, list | tuple):
        return [found for part in node for found in kinds(part, kind)]
    if not isinstance(node, dict):
        return []
    found = [node] if node.get("t") == kind else []
    return found + [inner for value in node.values() for inner in kinds(value, kind)]


# Lines


def test_lines_hold_the_whole_text_and_no_blank_at_their_edges():
    text = "Ein Wort " * 60 + "\n" + "x" * 500 + " Ende"
    lines = list(Lines(text, [(0, 540), (541, len(text))]))
    assert "".join("".join(text[line.start : line.end].split()) for line in lines) == "".join(text.split())
    assert all(text[line.start : line.end].strip() == text[line.start : line.end] for line in lines)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert {line.paragraph for line in lines} == {0, 1}


@pytest.mark.parametrize(
    ("text", "most"), [("iiii " * 100, 130), ("WWWW " * 100, 50), ("北京" * 100, 36), ("x" * 999, 76)]
)
def test_lines_are_as_long_as_the_letters_are_narrow(text, most):
    longest = max(line.end - line.start for line in Lines(text, [(0, len(text))]))
    assert most * 0.6 < longest <= most


def test_every_offset_has_its_line():
    lines = Lines(TEXT, [(0, 86), (88, len(TEXT))])
    for line in lines:
        assert lines.over(line.start, line.end) == (line.number, line.number)


# Quotations


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("Frieden, ", "“Frieden”", "„Frieden“"),
        ('"Frieden"', "“Frieden”", "„Frieden“"),
        ("»Eckpunkte« und »Mittel«", "“‘Eckpunkte’ und ‘Mittel’”", "„‚Eckpunkte‘ und ‚Mittel‘“"),
        ('Eckpunkte" und "Mittel"', "“Eckpunkte und ‘Mittel’”", "„Eckpunkte und ‚Mittel‘“"),
        ("ein <b> und $x$", "“ein <b> und $x$”", "„ein <b> und $x$“"),
    ],
)
def test_quotations_have_the_marks_of_the_language(text, english, german):
    assert plain(quotation(text, words("en"))) == english
    assert plain(quotation(text, words("de"))) == german


def test_no_double_mark_is_left_within_a_quotation():
    for text in ('"""', "„„a““", 'a" b" c"', "“”„«»"):
        assert not set(single_marks(text, words("en"))) & set('"“”„«»')


def test_quotations_are_marked_as_german():
    assert kinds(quotation("Frieden", words("en")), "lang")[0]["lang"] == "de"


# Summary


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_has_three_to_six_sentences_with_references(report, lang):
    evidence = Evidence(report, words(lang))
    items = summary(evidence, Subjects(report, words(lang)))["items"]
    assert 3 <= len(items) <= 6
    for item in items:
        text = plain(item["c"])
        assert text.endswith(".")
        assert not text[0].islower()
        assert kinds(item["refs"], "ref"), text


def test_each_quotation_of_the_first_page_stands_in_the_article(report):
    evidence = Evidence(report, words("en"))
    marks = dict.fromkeys(map(ord, "„“‘’"))
    shown = " ".join(report.article.text.split()).translate(marks)
    quoted = re.findall("“([^”]+)”", plain(overview(evidence)))
    assert len(quoted) >= 8
    for text in quoted:
        assert text.replace("\u00a0…", "").translate(marks) in shown


def test_each_clause_of_the_summary_is_a_row(report):
    evidence = Evidence(report, words("de"))
    text = plain(summary(evidence, Subjects(report, words("de"))))
    assert "Die Gewerkschaft fordert: „höhere Löhne“" in text
    assert "die Nordbahn lehnt ab" in text or "Die Nordbahn lehnt ab" in text
    known = {row["stance"] for row in report.positions.to_dict("records")}
    for stance in ("offer", "concede", "support"):
        assert stance in known or words("de")[f"said.{stance}.one"] not in text


def test_an_article_in_which_nobody_wants_anything_has_three_sentences(nlp):
    report = analysis.analyse(
        analysis.Article(text="Der Hafen liegt in Norland. Die Straße ist frei."), nlp=nlp
    )
    blocks = overview(Evidence(report, words("en")))
    text = plain(blocks)
    assert "The report begins: “Der Hafen liegt in Norland”" in text
    for key in ("agreed.none", "open.none", "demanded.none", "positions.none"):
        assert words("en")[key] in text


@pytest.mark.parametrize(
    ("actors", "english", "german"),
    [
        (["Ukraine"], "Ukraine", "die Ukraine"),
        (["USA", "Russland"], "the USA und Russland".replace("und", "and"), "die USA und Russland"),
        (["Iran"], "Iran", "der Iran"),
        (["Karla Brandt"], "Karla Brandt", "Karla Brandt"),
    ],
)
def test_actors_have_the_article_that_german_gives_them(report, actors, english, german):
    assert plain(Subjects(report, words("en")).of(actors).content) == english
    assert plain(Subjects(report, words("de")).of(actors).content) == german


# One page


def test_the_variants_of_the_page_become_shorter(report):
    page = first_page(Evidence(report, words("en")))
    lengths = [len(plain(variant)) for variant in page["variants"]]
    assert len(lengths) == len(VARIANTS)
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_first_page_is_one_page_however_much_there_is(nlp, tmp_path, paper):
    house = tmp_path / "house.toml"
    house.write_text(f'paper = "{paper}"', encoding="utf-8")
    stances = ("fordert", "lehnt", "verlangt", "kritisiert")
    names = ("Norwegen", "Island", "Dänemark", "Schweden", "Finnland", "Polen", "Portugal", "Italien")
    sentences = [
        f"{name} {stance} eine umfassende und dauerhafte Regelung der Fangquoten in allen Gewässern der Zone"
        f"{' ab' if stance == 'lehnt' else ''}."
        for name in names
        for stance in stances
    ]
    article = analysis.Article(
        text=" ".join(sentences), date=datetime.date(2025, 3, 14), id="a", title="Wort " * 45
    )
    path = write_briefing(analysis.analyse(article, nlp=nlp), tmp_path / "x.pdf", house=house)
    first, second = (page.extract_text() for page in PdfReader(path).pages[:2])
    for key in ("brief", "parties", "agreed", "open"):
        assert words("en")[key] in first
    assert "Demanded" in first
    assert words("en")["positions"] in second
    assert "Demanded" not in second


# Links both ways


def test_statements_and_lines_lead_to_each_other(report, tmp_path):
    evidence = Evidence(report, words("en"))
    behind = {
        line: [plain(part) for part in parts if part != " "] for line, parts in evidence.behind().items()
    }
    for statement in (*evidence.positions, *evidence.quotes, *evidence.times):
        line = evidence.lines.at(statement.places[0][0])
        assert statement.code in behind[line]
        cited = evidence.cite_statement(statement)
        assert plain(cited) == f"[l. {line}]"
        assert kinds(cited, "ref")[0]["id"] == f"l{line}"


def test_every_link_of_the_pdf_leads_somewhere(report, tmp_path):
    reader = PdfReader(write_briefing(report, tmp_path / "x.pdf", lang="de"))
    links = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 20
    assert all("/Dest" in link or "/A" in link for link in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_reader_gets_the_words_in_reading_order(report, tmp_path, lang):
    reader = PdfReader(write_briefing(report, tmp_path / "x.pdf", lang=lang))
    spoken = words(lang)
    first = " ".join(reader.pages[0].extract_text().split())
    places = [
        first.index(text)
        for text in ("Ringen um Quoten", *(spoken[k] for k in ("brief", "parties", "agreed")))
    ]
    assert places == sorted(places)
    assert spoken.quote("höhere Löhne") in first
    whole = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    # Hyphen and soft hyphen share a glyph; this reader passes over the ActualText that tells them apart.
    article = whole[whole.rindex(spoken["article"]) :].replace("\xad", "-")
    starts = [
        article.index(report.article.text[line.start : line.end][:20])
        for line in Evidence(report, spoken).lines
    ]
    assert starts == sorted(starts)
