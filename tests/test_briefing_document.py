"""The briefing of one article: its pages, its tags, its languages, and that it never changes."""

from __future__ import annotations

import datetime
import io
import re
import stat

import pytest
from briefing_report import small_report, structure
from pypdf import PdfReader

from analysis.briefing import BriefingExporter, briefing_notebook, write_briefing
from analysis.briefing.evidence import Evidence
from analysis.briefing.words import LANGUAGES, words
from analysis.errors import ExportError


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("briefings")
    report = small_report(title="Norland und Westria verhandeln über Fangquoten", source="Nordpresse")
    return {lang: write_briefing(report, folder / f"{lang}.pdf", lang=lang) for lang in LANGUAGES}


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def squeezed(text):
    return re.sub(r"[\s\u200b\u00ad\u202f]+", "", text)


def kinds(path):
    return [element["/S"] for element in structure(PdfReader(path))]


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        (
            "en",
            ["3 November 2025", "Hafenstadt", "Source: Nordpresse", "The names", "Organisation", "Page 1 of"],
        ),
        ("de", ["3. November 2025", "Hafenstadt", "Quelle: Nordpresse", "Die Namen", "Ort", "Seite 1 von"]),
    ],
)
def test_the_first_things_a_reader_looks_for(pdfs, lang, shown):
    text = squeezed(text_of(pdfs[lang]))
    for expected in ("Norland und Westria verhandeln über Fangquoten", *shown):
        assert squeezed(expected) in text


def test_numbers_are_written_as_the_language_does(pdfs):
    assert re.search(r"\b\d+\.\d words per sentence", " ".join(text_of(pdfs["en"]).split()))
    assert re.search(r"\b\d+,\d Wörter pro Satz", " ".join(text_of(pdfs["de"]).split()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_article_stands_there_whole_and_in_order(pdfs, lang):
    report = small_report()
    text = squeezed(text_of(pdfs[lang]))
    position = text.index(squeezed(words(lang)["article.note"]))
    for sentence in report.sentences["text"]:
        # A raised number stands before a sentence, a hyphen may end a line: compare word by word.
        for word in re.findall(r"\w+", sentence):
            position = text.index(word[:3], position)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_says_what_it_is(pdfs, lang):
    reader = PdfReader(pdfs[lang])
    root = reader.trailer["/Root"]
    assert reader.metadata.title == "Norland und Westria verhandeln über Fangquoten"
    assert root["/Lang"].split("-")[0] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bookmarks_are_the_headings(pdfs, lang):
    outline = [entry for entry in PdfReader(pdfs[lang]).outline if not isinstance(entry, list)]
    assert [entry.title for entry in outline] == [
        words(lang)[key] for key in ("brief", "names", "article", "about")
    ]


def test_the_structure_is_tagged(pdfs):
    found = kinds(pdfs["en"])
    assert {"/Document", "/H1", "/P", "/Figure", "/Table", "/TH", "/TD", "/Caption", "/Link"} <= set(found)
    figures = [element for element in structure(PdfReader(pdfs["en"])) if element["/S"] == "/Figure"]
    assert figures
    alt = " ".join(str(element.get("/Alt", "")) for element in figures)
    assert "Bar chart" in alt
    assert "Norland (Place)" in alt


def test_german_text_is_marked_as_german_in_an_english_briefing(pdfs):
    langs = {str(element["/Lang"])[:2] for element in structure(PdfReader(pdfs["en"])) if "/Lang" in element}
    assert "de" in langs


def test_fonts_are_embedded(pdfs):
    reader = PdfReader(pdfs["en"])
    fonts = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            fonts[font["/BaseFont"]] = inner["/FontDescriptor"].get_object()
    assert any("Libertinus" in name for name in fonts)
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in fonts.values())


def test_line_numbers_lead_to_the_article(pdfs):
    reader = PdfReader(pdfs["en"])
    links = [
        annotation.get_object()
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object()["/Subtype"] == "/Link"
    ]
    # Two of the summary, and every line of every name in the table of names.
    report = small_report()
    lines = Evidence(report, words("en")).lines
    named = {(row.text, lines.at(row.start)) for row in report.entities.itertuples()}
    assert len(links) == 2 + len(named)


def test_words_of_the_figure_can_be_searched(pdfs):
    # Once in the figure, once in the table, and in the text: the figure's words are words.
    before_table = text_of(pdfs["en"]).split("Figure 1")[0]
    assert before_table.split(words("en")["names"])[-1].count("Fischereiunion") == 1


def test_the_same_report_gives_the_same_bytes(pdfs, tmp_path):
    report = small_report(title="Norland und Westria verhandeln über Fangquoten", source="Nordpresse")
    again = write_briefing(report, tmp_path / "again.pdf", lang="de")
    assert again.read_bytes() == pdfs["de"].read_bytes()


def test_the_date_of_the_file_is_the_builds_or_the_articles(monkeypatch, tmp_path):
    def created(**more):
        path = write_briefing(small_report(**more), tmp_path / "x.pdf")
        return PdfReader(path).metadata.creation_date

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert created(date=datetime.date(2025, 12, 6)).date() == datetime.date(2025, 12, 6)
    assert created(date=None).date() == datetime.date(2000, 1, 1)
    assert created(date=datetime.date(1848, 3, 18)).date() == datetime.date(1970, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert created().date() == datetime.date(1970, 1, 2)


def test_an_article_without_anything_has_a_briefing(tmp_path):
    report = small_report("Kurz.", names={}, date=None)
    for lang, none in (("en", "No name was found"), ("de", "kein Name gefunden")):
        text = " ".join(text_of(write_briefing(report, tmp_path / "x.pdf", lang=lang)).split())
        assert none in text
        assert "Kurz" in text


def test_a_long_article_with_many_names(tmp_path):
    names = {f"Ort{number}": "LOC" for number in range(300)}
    paragraphs = [f"Die Delegation aus {name} traf in {name} ein. Dann ging sie." for name in names]
    report = small_report("\n\n".join(paragraphs), names=names)
    reader = PdfReader(write_briefing(report, tmp_path / "x.pdf"))
    table_pages = [page for page in reader.pages if "First mentioned" in page.extract_text()]
    assert len(table_pages) > 3  # the head is repeated


def test_the_notebook_needs_no_kernel_and_is_valid():
    import nbformat

    notebook = briefing_notebook(small_report(), "de")
    nbformat.validate(notebook)
    assert briefing_notebook(small_report(), "de") == notebook
    pdf, resources = BriefingExporter().from_notebook_node(notebook)
    assert pdf.startswith(b"%PDF")
    assert resources["output_extension"] == ".pdf"


def test_nothing_half_written_is_left(tmp_path, monkeypatch):
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")

    def refuse(self, _):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(ExportError, match="No space left"):
        write_briefing(small_report(), target)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_the_file_is_as_readable_as_any_other(tmp_path):
    (tmp_path / "usual").touch()
    path = write_briefing(small_report(), tmp_path / "x.pdf")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


@pytest.mark.parametrize("name", ["x.txt", "x", "folder.pdf", "file.txt/x.pdf"])
def test_places_that_cannot_take_a_briefing(tmp_path, name):
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "file.txt").write_text("in the way", encoding="utf-8")
    with pytest.raises(ExportError):
        write_briefing(small_report(), tmp_path / name)


def places(text):
    return re.findall(r"\{\d\}", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_house_has_all_its_words_in_both_languages(lang):
    assert set(words(lang).strings) == set(words("en").strings)
    for key, text in words(lang).strings.items():
        assert text.strip(), key
        assert sorted(places(text)) == sorted(places(words("en")[key]))


def test_names_in_any_script_reach_figure_and_table(tmp_path):
    names = {
        "北京": "LOC",
        "😀 Firma": "ORG",
        'font-family: x; "y"': "MISC",
        "العربية": "ORG",
        "$x$ & <b>": "PER",
    }
    text = " und ".join(names) + " trafen sich."
    path = write_briefing(small_report(text, names=names, title="北京 😀"), tmp_path / "x.pdf")
    shown = text_of(path)
    assert "could not be laid out" not in shown
    # A box stands for every character that no font has; readers of the text find the box of its script.
    assert shown.count("北") >= 6
    assert all(name in " ".join(shown.split()) for name in list(names)[2:3])
    assert PdfReader(path).metadata.title == "北京 😀"


def test_figures_are_the_same_bytes_and_keep_their_words():
    from analysis.briefing.drawings import figure_svg
    from analysis.figures import names

    first, second = figure_svg(names(small_report())), figure_svg(names(small_report()))
    assert first == second
    assert ">Fischereiunion</text>" in first
    assert "dc:date" not in first
    assert io.StringIO(first).read().count("Libertinus Serif") > 5
