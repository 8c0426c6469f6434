"""The same briefing as web page and word-processor document; the house style; method and review."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import re
import zipfile
from types import SimpleNamespace

import docx
import lxml.html
import pytest
from briefing_report import small_report, structure
from lxml import etree
from pypdf import PdfReader

import analysis
from analysis.briefing import write_briefing
from analysis.briefing.accuracy import SHOWN, measured
from analysis.briefing.document import FORMATS
from analysis.briefing.house import load_house
from analysis.briefing.method import review_sentences
from analysis.briefing.network_drawing import Edge, network_alt, network_svg
from analysis.briefing.nodes import checked
from analysis.briefing.words import words
from analysis.errors import ExportError

TEXT = (
    "Norwegen fordert von Island niedrigere Quoten. Island lehnt die Forderung ab und kritisiert Norwegen. "
    "„Wir sind bereit“, sagte Ministerin Karla Brandt am Dienstag. Norwegen und Schweden einigten sich."
)


@pytest.fixture(scope="module")
def files(nlp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    article = analysis.Article(text=TEXT, date=datetime.date(2025, 3, 14), id="a", title="Ringen um Quoten")
    report = analysis.analyse(article, nlp=nlp)
    return {kind: write_briefing(report, folder / f"x{end}", lang="de") for kind, end in FORMATS.items()}


@pytest.fixture(scope="module")
def page(files):
    return lxml.html.document_fromstring(files["html"].read_text(encoding="utf-8"))


def squeezed(text):
    return re.sub(r"[\s\u200b\u00ad\u202f\u2060]+", "", text)


def word_text(path):
    file = docx.Document(path)
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_three_formats_say_the_same(files, page):
    pdf = squeezed("".join(p.extract_text() for p in PdfReader(files["pdf"]).pages))
    web, word = squeezed(page.text_content()), squeezed(word_text(files["docx"]))
    headings = [squeezed(element.text_content()) for element in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert len(headings) > 9
    for heading in headings:
        assert heading in pdf
        assert heading in word
    for text in ("Norwegenfordert", "„niedrigereQuoten“", "KarlaBrandt", "14.März2025", "✗lehntab"):
        assert all(text in found for found in (pdf, web, word)), text


# The web page


def test_the_page_needs_nothing_else(page, files):
    source = files["html"].read_text(encoding="utf-8")
    assert not page.xpath("//script | //link | //iframe")
    assert all(image.get("src").startswith("data:") for image in page.xpath("//img"))
    assert not re.search(r"url\(|@import", source)
    assert "default-src 'none'" in source
    assert "prefers-color-scheme: dark" in source


def test_the_page_can_be_read_without_eyes(page):
    assert page.get("lang") == "de"
    assert all(page.xpath(f"//{landmark}") for landmark in ("header", "nav", "main", "footer"))
    assert all(image.get("alt") for image in page.xpath("//img"))
    levels = [int(element.tag[1]) for element in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(cell.get("scope") for cell in page.xpath("//th"))
    for section in page.xpath("//section"):
        assert page.xpath(f"//*[@id='{section.get('aria-labelledby')}']")


def test_links_of_the_page_lead_to_one_place_each(page):
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(targets) > 20
    assert set(targets) <= set(identifiers)


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_by_day_and_by_night(files):
    sheet = files["html"].read_text(encoding="utf-8").split("<style>")[1].split("</style>")[0]
    light, dark = sheet.split("prefers-color-scheme: dark")
    for part in (light, dark):
        colours = dict(re.findall(r"--(\w+):\s*(#[0-9a-fA-F]{6})", part))
        assert {"ink", "accent", "soft", "alarm", "ground"} <= set(colours)
        for name in ("ink", "accent", "soft", "alarm"):
            for ground in ("ground", "pale"):
                assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


# The word processor's document


def test_the_document_has_headings_tables_pictures_and_links(files):
    file = docx.Document(files["docx"])
    assert [p.text for p in file.paragraphs if p.style.name == "Title"] == ["Ringen um Quoten"]
    assert sum(p.style.name == "Heading 1" for p in file.paragraphs) >= 6
    assert len(file.tables) >= 5
    assert all(shape._inline.docPr.get("descr") for shape in file.inline_shapes)
    assert len(file.inline_shapes) >= 2
    xml = file.element.xml
    anchors = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert anchors
    assert anchors <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    assert 'w:lang w:val="de-DE"' in xml


def test_the_document_is_the_same_bytes_and_tells_no_clock(files, nlp):
    with zipfile.ZipFile(files["docx"]) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    assert docx.Document(files["docx"]).core_properties.created.date() == datetime.date(2025, 3, 14)


@pytest.mark.parametrize(("format", "name"), [("html", "x.pdf"), ("", "x.txt"), ("odt", "x.odt")])
def test_a_format_and_a_name_that_do_not_fit(tmp_path, format, name):
    with pytest.raises(ExportError):
        write_briefing(small_report(), tmp_path / name, format=format)


# House style


def test_a_house_of_ones_own_in_every_format(tmp_path):
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    )
    (tmp_path / "logo.svg").write_text(logo, encoding="utf-8")
    house = tmp_path / "house.toml"
    house.write_text(
        'paper = "us-letter"\nlogo = "logo.svg"\naccent = "#8a0000"\nlang = "de"\n', encoding="utf-8"
    )
    report = small_report()
    pdf = PdfReader(write_briefing(report, tmp_path / "x.pdf", house=house))
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [612, 792]
    assert any("Logo" in str(element.get("/Alt", "")) for element in structure(pdf))
    assert words("de")["brief"] in pdf.pages[0].extract_text()
    page = write_briefing(report, tmp_path / "x.html", house=house).read_text(encoding="utf-8")
    assert "--accent: #8a0000" in page
    assert 'class="logo" src="data:image/svg+xml;base64,' in page
    file = docx.Document(write_briefing(report, tmp_path / "x.docx", house=house))
    assert round(file.sections[0].page_width.mm) == 216


@pytest.mark.parametrize(
    "text",
    [
        'accent = "red"',
        'accent = "#12345g"',
        'paper = "a5"',
        "size = 3",
        "size = true",
        'lang = "fr"',
        "fonts = []",
        'logo = "nichts.svg"',
        'logo = "house.toml"',
        "logo = 5",
        "colour = 1",
        "= broken",
    ],
)
def test_a_house_that_cannot_be_followed_is_told(tmp_path, text):
    house = tmp_path / "house.toml"
    house.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match=r"house\.toml"):
        load_house(house)


# Method and review


def test_the_accuracy_is_what_was_measured():
    from pathlib import Path

    table = Path(analysis.__file__).parents[1] / "training" / "accuracy.csv"
    with table.open(encoding="utf-8", newline="") as file:
        figures = {(row["task"], row["figure"]) for row in csv.DictReader(file)}
    shown = measured()
    assert {row.task for row in shown} == set(SHOWN)
    assert {(row.task, row.figure) for row in shown} <= {
        (task, float(figure)) for task, figure in figures if figure
    }


def test_the_wheel_takes_the_figures_along():
    import tomllib
    from pathlib import Path

    project = tomllib.loads(
        (Path(analysis.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    )
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included == {"training/accuracy.csv": "analysis/briefing/accuracy.csv"}


def test_what_a_person_has_reviewed_is_told():
    status = SimpleNamespace(
        proposed=12, accepted=7, edited=1, rejected=1, added=2, open=3, decided=9, stale=("x",)
    )
    (text,) = review_sentences(words("en"), status)
    assert "9 of 12 positions: 7 accepted, 1 edited, 1 rejected, 2 added. 3 are open. 1 decisions" in text
    nothing = SimpleNamespace(
        proposed=12, accepted=0, edited=0, rejected=0, added=0, open=12, decided=0, stale=()
    )
    for none in (None, nothing):
        assert review_sentences(words("de"), none) == [words("de")["review.none"]]


def test_reviewed_rows_reach_the_briefing(nlp, tmp_path):
    from analysis import review

    path = tmp_path / "bericht.txt"
    path.write_text(
        "date 2025-03-14\n\nMoskau lehnt eine Waffenruhe ab. Kiew fordert die Waffenruhe.", encoding="utf-8"
    )
    report, status = review.reviewed(analysis.analyse(analysis.read_article(path), nlp=nlp))
    text = "".join(
        page.extract_text()
        for page in PdfReader(
            io.BytesIO(write_briefing(report, tmp_path / "x.pdf", status=status).read_bytes())
        ).pages
    )
    assert words("en")["review.none"] in " ".join(text.split())


# Network


def edges():
    return [
        Edge("Norwegen", "Island", ("demand", "criticise"), -1, False),
        Edge("Island", "Norwegen", ("reject",), -1, False),
        Edge("Norwegen", "Schweden", ("agree",), 1, True),
        Edge('<b onload="x">', "Schweden", ("talk",), 0, True),
    ]


def test_the_network_is_xml_whose_words_are_words():
    drawn = network_svg(edges(), words("de"))
    root = etree.fromstring(drawn.encode())
    texts = [element.text for element in root.iter("{*}text")]
    assert {"Norwegen", "Island", "Schweden", '<b onload="x">', "fordert, kritisiert", "stimmt zu"} <= set(
        texts
    )
    assert "spricht darüber" not in texts
    assert drawn == network_svg(edges(), words("de"))
    width = float(root.get("width"))
    for box in root.iter("{*}rect"):
        assert float(box.get("x")) >= 0
        assert float(box.get("x")) + float(box.get("width")) <= width


def test_boxes_of_the_network_do_not_overlap():
    many = [Edge(f"Akteur {n}", f"Akteur {(n * 3 + 1) % 9}", ("demand",), 1, False) for n in range(9)]
    root = etree.fromstring(network_svg([e for e in many if e.one != e.other], words("en")).encode())
    boxes = [
        [float(box.get(key)) for key in ("x", "y", "width", "height")]
        for box in root.iter("{*}rect")
        if box.get("stroke")
    ]
    for number, (x, y, wide, high) in enumerate(boxes):
        for x2, y2, wide2, high2 in boxes[number + 1 :]:
            assert x + wide <= x2 or x2 + wide2 <= x or y + high <= y2 or y2 + high2 <= y


def test_the_network_in_words():
    assert "Norwegen to Island: demands, criticises" in network_alt(edges(), words("en"))


# Blocks from somebody else's file


@pytest.mark.parametrize("content", ["x", 5, [5], [{"t": "unknown"}], [{}]])
def test_damaged_blocks_are_refused(content):
    with pytest.raises(ValueError, match="block"):
        checked(content)


def test_blocks_of_a_file_have_no_links_to_elsewhere():
    nodes = checked([{"t": "para", "c": [{"t": "link", "url": "https://example.org", "c": ["x\x00"]}]}])
    assert nodes == [{"t": "para", "c": [{"t": "group", "url": "https://example.org", "c": ["x␀"]}]}]


def test_what_was_not_agreed_is_not_drawn_as_agreed(nlp):
    from analysis.briefing.evidence import Evidence
    from analysis.briefing.network_drawing import edges_of

    text = "Die Nordbahn und die Gewerkschaft einigten sich nicht auf höhere Löhne."
    found = edges_of(Evidence(analysis.analyse(analysis.Article(text=text), nlp=nlp), words("en")).positions)
    assert [(edge.stances, edge.side, edge.both) for edge in found] == [(("not.agree",), -1, True)]


def test_the_exporter_makes_the_same_pages_of_the_notebook(nlp, tmp_path):
    from analysis.briefing import BriefingExporter, briefing_notebook

    report = analysis.analyse(analysis.Article(text=TEXT, date=datetime.date(2025, 3, 14), id="a"), nlp=nlp)
    pdf, _ = BriefingExporter().from_notebook_node(briefing_notebook(report, "de"))
    assert pdf == write_briefing(report, tmp_path / "x.pdf", lang="de").read_bytes()
