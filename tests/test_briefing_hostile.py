"""Text that tries to be something else: markup, code, formulas, invisible control. It stays text."""

from __future__ import annotations

import datetime
import io
import itertools
import json
import re

import docx
import lxml.html
import nbformat.v4 as nb4
import pytest
from briefing_report import small_report
from pypdf import PdfReader

from analysis.briefing import BriefingExporter, write_briefing
from analysis.briefing.characters import printable
from analysis.briefing.document import written
from analysis.briefing.notebook import notebook_document
from analysis.briefing.parts import FACTS_MIME, TITLE_MIME
from analysis.display import MIME as HIGHLIGHT
from analysis.display import Highlight, Span

COMMANDS = [
    '#read("secret.txt")',
    '#panic("Abbruch")',
    "#pagebreak()",
    "#{1 + 1}",
    '#import "@preview/x:1.0.0": *',
    '#eval("1 + 1")',
    "#set page(fill: red)",
    "$x^2$",
    "$ sum_(i=0)^n $",
    "@quelle",
    "<marke>",
    "*fett* und _kursiv_",
    "`code` und ```typ #x```",
    "\\u{41} \\ \\# \\$",
    "= Überschrift",
    "- Punkt",
    "+ Punkt",
    "/ Begriff: Erklärung",
    "1. Punkt",
    "// Kommentar",
    "/* Kommentar */",
    "a ~ b -- c --- d ... e",
    "'einfach' und \"doppelt\"",
    "[[ ]] {{ }} ]] }}",
    "<script>alert(1)</script>",
    "<b>fett</b> &lt;b&gt; &amp; &#65;",
    "<img src=x onerror=alert(1)>",
    "<!-- Kommentar -->",
    "]]> <![CDATA[ x ]]>",
    "</p></div></body></html>",
    "<wortlaut-formula>x</wortlaut-formula>",
    "\\input{/etc/passwd} \\write18{ls}",
    "\\begin{document} % Kommentar",
    "{0} {1} {title} %s %(x)s",
    "../../etc/passwd",
    "file:///etc/passwd",
    '=HYPERLINK("x")',
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "https://example.org/#anker?x=*y*_z_",
    "# Überschrift",
]
PLACES = ["{}", "Er sagte: {}", "„{}“", "{} {}", "vor\n{}\nnach"]
TEXTS = [
    place.format(text, text) if place.count("{}") == 2 else place.replace("{}", text)
    for place, text in itertools.product(PLACES, COMMANDS)
]


def squeezed(text):
    return re.sub(r"[\s\u200b\u00ad\u202f\u00a0\u2060]+", "", text)


def pdf_of(*cells):
    notebook = nb4.new_notebook(cells=list(cells))
    pdf, _ = BriefingExporter().from_notebook_node(notebook)
    return pdf


def shown(tmp_path, pdf):
    path = tmp_path / "x.pdf"
    path.write_bytes(pdf)
    reader = PdfReader(path)
    assert "<pdfuaid:part>1" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    pages = [
        re.sub(r"(?:Page|Seite)\s*\d+\s*(?:of|von)\s*\d+\s*$", "", page.extract_text().strip())
        for page in reader.pages
    ]
    return squeezed("".join(pages))


def output(**data):
    return nb4.new_code_cell("", outputs=[nb4.new_output("display_data", data=data)])


def test_there_are_two_hundred_of_them():
    assert len(set(TEXTS)) >= 200


def test_hostile_articles_stay_text(tmp_path):
    """All of them, as highlighted text with a name in it that is hostile too."""
    marks = [
        Highlight(text, (Span(0, len(text) // 2, f"x{i % 7}"),), ((0, len(text)),))
        for i, text in enumerate(TEXTS)
    ]
    cells = [
        nb4.new_code_cell("", outputs=[nb4.new_output("display_data", data=mark._repr_mimebundle_())])
        for mark in marks
    ]
    found = shown(tmp_path, pdf_of(*cells))
    for text in TEXTS:
        assert squeezed(text) in found, text


def test_hostile_output_of_cells_stays_text(tmp_path):
    cells = [nb4.new_code_cell("", outputs=[nb4.new_output("stream", text=text)]) for text in TEXTS]
    found = shown(tmp_path, pdf_of(*cells))
    for text in TEXTS:
        assert squeezed(text) in found, text


def test_hostile_tables_stay_text(tmp_path):
    import pandas as pd

    frame = pd.DataFrame({"# *Spalte* $x$": TEXTS[:80]})
    found = shown(tmp_path, pdf_of(output(**{"text/html": frame.to_html()})))
    for text in TEXTS[:80]:
        assert squeezed(text) in found, text
    assert "#*Spalte*$x$" in found


def hostile_report(text, **more):
    return small_report(
        f"{text} Lead.\n\nGenf - Norland sagte {text} am Abend. {text}",
        names={"Norland": "LOC", text: "PER"},
        split=False,
        title=text,
        source=text,
        date=datetime.date(2025, 1, 1),
        **more,
    )


@pytest.mark.parametrize("text", [COMMANDS[0], COMMANDS[22]])
def test_a_hostile_article_has_a_briefing(tmp_path, text, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("STRENG GEHEIM")
    pdf = write_briefing(hostile_report(text), tmp_path / "x.pdf", lang="de").read_bytes()
    found = shown(tmp_path, pdf)
    # Title, source, three times in the article.
    assert found.count(squeezed(text)) >= 5, text
    assert "GEHEIM" not in found


def test_a_dossier_of_hostile_articles_is_text_in_every_format(tmp_path, monkeypatch):
    """One document of all of them: a text that breaks out of its place would spoil the others."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.txt").write_text("STRENG GEHEIM")
    reports = [hostile_report(text) for text in COMMANDS]
    pdf = shown(tmp_path, write_briefing(reports, tmp_path / "x.pdf").read_bytes())
    page = lxml.html.parse(write_briefing(reports, tmp_path / "x.html")).getroot()
    assert not page.xpath("//script | //img[@onerror] | //iframe | //b[text()='fett'] | //wortlaut-formula")
    page_text = squeezed(page.text_content())
    file = docx.Document(write_briefing(reports, tmp_path / "x.docx"))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    word_text = squeezed("".join([*(paragraph.text for paragraph in file.paragraphs), *cells]))
    for text in COMMANDS:
        for found in (pdf, page_text, word_text):
            # Title in the contents and on the page, source, three times in the article.
            assert found.count(squeezed(text)) >= 6, text
            assert "GEHEIM" not in found


@pytest.mark.parametrize("format", ["html", "docx"])
def test_the_two_hundred_stay_text_in_the_other_formats(format):
    marks = [
        Highlight(text, (Span(0, len(text) // 2, f"x{i % 7}"),), ((0, len(text)),))
        for i, text in enumerate(TEXTS)
    ]
    cells = [
        nb4.new_code_cell("", outputs=[nb4.new_output("display_data", data=mark._repr_mimebundle_())])
        for mark in marks
    ]
    cells += [nb4.new_code_cell("", outputs=[nb4.new_output("stream", text=text)]) for text in TEXTS]
    data = written(notebook_document(nb4.new_notebook(cells=cells)), format)
    if format == "html":
        root = lxml.html.document_fromstring(data.decode())
        assert not root.xpath("//script | //main//img | //iframe")
        found = root.text_content()
    else:
        found = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
    found = squeezed(found)
    for text in TEXTS:
        assert found.count(squeezed(text)) >= 2, text


CONTROLS = {
    "Kiew\x00 \x01\x07\x1b[31m\x7f lehnt ab": "␀",
    "Moskau\u202elehnt\u202c \u2066ab\u2069": "⟨U+202E⟩",
    "Wort\u200dmit\u200cFuge \u200e\u200f\ufeff": "Wort",
    "privat \ue000 \U000f0000": "⟨U+E000⟩",
    "nichts \ufffe \uffff": "nichts",
    "versteckt \U000e0041\U000e0042": "⟨U+E0041⟩",
    "Zeilen\u2028und\u2029Absätze\x85\x0b\x0c": "Absätze",
    "wei\u00adche Tren\u00adnung": "Trennung",
    "e\u0301a\u0308" + "z" + "\u0335" * 40: "z",
    "中文 한국어 ไทย 😀 👩‍👩‍👧 🇩🇪 𝔉𝔯𝔦𝔢𝔡𝔢": "",
    "שלום العربية": "",
    "\ud800 allein": "allein",
}


@pytest.mark.parametrize(("text", "visible"), CONTROLS.items(), ids=range(len(CONTROLS)))
def test_characters_that_are_none(tmp_path, text, visible):
    mark = Highlight(text, (Span(0, 3, "PER"),), ((0, len(text)),))
    cells = [
        nb4.new_code_cell("", outputs=[nb4.new_output("display_data", data=mark._repr_mimebundle_())]),
        nb4.new_code_cell("", outputs=[nb4.new_output("stream", text=text)]),
        output(**{"text/html": f"<table><tr><td>{text}</td></tr></table>"}),
        output(**{"text/html": f"<p>{text}</p>"}),
        nb4.new_markdown_cell(text),
    ]
    found = shown(tmp_path, pdf_of(*cells))
    assert squeezed(visible) in found
    assert "could not be laid out" not in found
    assert "is damaged" not in found


def test_text_without_a_blank_is_broken_and_complete(tmp_path):
    length = 20_000
    text = "x" * length
    mark = Highlight(text, (Span(0, length, "PER"),))
    cells = [
        nb4.new_code_cell("", outputs=[nb4.new_output("display_data", data=mark._repr_mimebundle_())]),
        nb4.new_code_cell("", outputs=[nb4.new_output("stream", text=text)]),
        nb4.new_markdown_cell(text),
    ]
    assert shown(tmp_path, pdf_of(*cells)).count("x") >= 3 * length


def test_an_article_without_a_blank_has_a_briefing(tmp_path):
    text = "W" * 100_000
    pdf = write_briefing(small_report(text, names={text: "ORG"}), tmp_path / "y.pdf").read_bytes()
    assert shown(tmp_path, pdf).count("W") >= 100_000


@pytest.mark.parametrize(
    "source",
    [
        ">" * 500 + " tief",
        "> " * 39 + "tief",
        "- " * 39 + "tief",
        "\n".join("  " * i + "- tief" for i in range(60)),
        "*" * 5000 + "tief",
        "[" * 5000 + "tief",
        "$" * 5000 + "tief",
        "x " + "`" * 4999 + "tief",
        "<div>" * 400 + "tief",
        "<b>" * 400 + "tief",
        "<table><tr><td>" * 80 + "tief",
        "<ul><li>" * 200 + "tief",
        "\\begin{a}" * 500 + "tief",
        "# tief\n###### tief\n### tief",
        "<table><tr><td colspan=100000 rowspan=999999>tief</td></tr><tr><td>x</table>",
        "<table></table><table><tr></tr></table>tief",
        "<table><thead><tr><th>tief</th></tr></thead></table>",
        "<a href='javascript:alert(1)'>tief</a> [tief](javascript:alert(1)) [tief](#nirgends)",
        "<a id='x'></a><a id='x'>y</a><a href='#x'>tief</a>",
        "![tief](../../../etc/passwd) tief",
        "<svg><text>tief",
        "<svg width='10' height='10'></svg> tief",
        "<svg xmlns='x'><image href='file:///etc/passwd'/></svg> tief",
        "<img src='data:image/png;base64,AAAA'> tief",
        "<img src='data:image/svg+xml,%3Csvg'> tief",
        "<style>#x{color:red}</style><p style='color:;;:x:y;background:url(x)'>tief</p>",
        "| a |\n|---|\n| tief",
        "<p>tief<p>tief<td>tief</div></span>",
    ],
)
def test_markup_that_is_too_deep_or_broken(tmp_path, source):
    for cell in (nb4.new_markdown_cell(source), output(**{"text/html": source})):
        assert "tief" in shown(tmp_path, pdf_of(cell))


@pytest.mark.parametrize(
    "data",
    [
        {HIGHLIGHT: {"version": 1, "text": "tief", "spans": [[0, 99, "PER"]]}, "text/plain": "tief"},
        {HIGHLIGHT: "tief", "text/plain": "tief"},
        {FACTS_MIME: {"x": 1}, "text/plain": "tief"},
        {FACTS_MIME: [["1", '#read("x") tief']]},
        {TITLE_MIME: {"title": "tief *", "title_lang": "x#y", "facts": [{"text": "#", "lang": "@"}]}},
        {TITLE_MIME: {"title": "tief", "facts": 5}},
        {"image/png": "%%%", "text/plain": "tief"},
        {"image/svg+xml": "<svg><tief", "text/plain": "tief"},
        {"image/svg+xml": "", "text/plain": "tief"},
        {"text/html": "", "text/plain": "tief"},
        {"application/json": {"tief": [1, None]}},
        {"text/html": ["<p>tie", "f</p>"]},
    ],
)
def test_damaged_data_leave_a_note_or_their_text(tmp_path, data):
    cell = output(**data)
    found = shown(tmp_path, pdf_of(cell, nb4.new_markdown_cell("Ende")))
    assert "tief" in found or "Note" in found
    assert "Ende" in found


def test_what_passes_for_text_reaches_the_template_as_a_string_only():
    """The one place where text could become markup is the JSON; JSON has no markup."""
    text = "".join(map(chr, range(0x20, 0x2FF)))
    assert json.loads(json.dumps(printable(text, 10_000))) == printable(text, 10_000)
