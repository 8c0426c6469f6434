"""Any notebook as PDF: Markdown, outputs of every kind, tables, pictures, formulas, options."""

from __future__ import annotations

import base64
import io
import subprocess
import sys

import nbformat
import nbformat.v4 as nb4
import numpy as np
import pandas as pd
import pytest
from briefing_report import structure
from nbconvert.exporters import get_export_names, get_exporter
from PIL import Image
from pypdf import PdfReader

from analysis.briefing import BriefingExporter, formula
from analysis.briefing.compiler import _linked
from analysis.briefing.css import StyleSheet, look_of
from analysis.briefing.markup import MarkupReader
from analysis.briefing.nodes import levelled, plain, shallow
from analysis.briefing.outputs import OutputReader
from analysis.briefing.pictures import Pictures
from analysis.briefing.tables import MAX_ROWS
from analysis.briefing.widths import SMALLEST, TEXT_WIDTH
from analysis.briefing.words import words


@pytest.fixture
def reader(tmp_path):
    pictures = Pictures(words("en"), tmp_path)
    return OutputReader(words("en"), MarkupReader(words("en"), pictures), pictures)


def png(width=40, height=20):
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def output(**data):
    return nb4.new_output("display_data", data=data)


def cell(*outputs, source="", **metadata):
    return nb4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def export(*cells, **config):
    pdf, _ = BriefingExporter(**config).from_notebook_node(nb4.new_notebook(cells=list(cells)))
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def kinds(nodes):
    return [node["t"] for node in nodes]


# Markdown


def test_markdown_blocks(reader):
    nodes = reader.markdown(
        "# Titel\n\nText **fett** *kursiv* ~~weg~~ `code`  \nneue Zeile\n\n- a\n  1. b\n\n> Zitat\n\n---\n\n"
        "```python\nx = 1\n```\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"
    )
    assert kinds(nodes) == ["heading", "para", "list", "quote", "rule", "code", "table"]
    assert [part["t"] for part in nodes[1]["c"] if isinstance(part, dict)] == [
        "strong",
        "emph",
        "strike",
        "tt",
        "break",
    ]
    assert nodes[2]["items"][0][1]["ordered"]
    assert nodes[5]["lang"] == "python"


def test_headings_never_skip_a_level_and_begin_at_one():
    pdf = export(nb4.new_markdown_cell("# Titel\n### Drei\n###### Sechs\n## Zwei"))

    def titles(entries):
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]

    assert titles(pdf.outline) == ["Drei", ["Sechs"], "Zwei"]
    assert pdf.metadata.title == "Titel"


def test_a_second_heading_of_level_one_stays_in_the_text():
    pdf = export(nb4.new_markdown_cell("Einleitung"), nb4.new_markdown_cell("# Eins"))
    assert [entry.title for entry in pdf.outline] == ["Eins"]


def test_links_lead_where_they_say(reader):
    [node] = reader.markdown(
        "[a](https://example.org/x?y=1#z) [b](#ziel) [c](javascript:alert(1)) [d](file:///etc)"
    )
    assert [(part["t"], part.get("url")) for part in node["c"] if isinstance(part, dict)] == [
        ("link", "https://example.org/x?y=1#z"),
        ("ref", None),
    ]


def test_a_link_into_the_void_is_plain_text(reader):
    nodes = _linked(reader.markdown('[a](#da) [b](#fort) <a id="da">hier</a>'))
    parts = [part for part in nodes[0]["c"] if isinstance(part, dict)]
    assert [part["t"] for part in parts] == ["ref", "group", "anchor"]
    assert parts[0]["label"] == parts[2]["label"]


def test_deep_nesting_is_unwrapped_not_lost(reader):
    source = "\n".join("  " * depth + f"- Stufe{depth}" for depth in range(30))
    assert all(f"Stufe{depth}" in plain(shallow(reader.markdown(source))) for depth in range(30))


@pytest.mark.parametrize(
    ("source", "formulas"),
    [
        ("$x^2$ und $\\frac{a}{b}$", 2),
        ("Es kostet $5 oder $10.", 0),
        ("$$\nE = mc^2\n$$", 1),
        ("`$x$`", 0),
        ("\\$5 $x_1*y*$", 1),
        ("\\begin{equation}x\\end{equation}", 1),
    ],
)
def test_formulas_are_drawn(reader, source, formulas):
    nodes = reader.markdown(source)
    found = [part for node in nodes for part in [node, *node.get("c", [])] if isinstance(part, dict)]
    assert sum(part["t"] == "formula" for part in found) == formulas
    assert all(part["alt"].startswith("Formula: ") for part in found if part["t"] == "formula")


def test_a_formula_that_cannot_be_drawn_is_shown_with_a_note():
    text = text_of(
        export(
            nb4.new_markdown_cell("\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}\n\nund $\\nichtda{x}$")
        )
    )
    assert "\\begin{align} a &= b \\\\ c &= d \\end{align}" in text
    assert "\\nichtda{x}" in text
    assert text.count("This formula is shown as it was written.") == 2


@pytest.mark.parametrize("source", ["", "{", "\\foo", "$", "x" * 5000, "\\frac{", "\\left(", "^", "_" * 50])
def test_broken_formulas_do_no_harm(source):
    assert formula.draw(source) is None


# Outputs


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"image/svg+xml": "<svg width='9' height='9'/>", "image/png": png()}, "picture"),
        ({"image/png": png(), "text/plain": "<Figure>"}, "picture"),
        ({"text/html": "<p>a</p>", "text/plain": "a"}, "para"),
        ({"text/html": "<style>p {}</style>", "text/plain": "a"}, "code"),
        ({"text/html": "<script>x</script>", "text/plain": "a"}, "note"),
        ({"text/markdown": "**a**"}, "para"),
        ({"text/latex": "$$x$$", "text/plain": "x"}, "formula"),
        ({"application/json": {"a": 1}, "text/plain": "a"}, "code"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "Dropdown()"}, "note"),
        ({"application/javascript": "alert(1)"}, "note"),
        ({"text/plain": "a"}, "code"),
    ],
)
def test_the_richest_form_of_an_output_is_printed(reader, data, kind):
    assert kinds(reader.read(output(**data))) == [kind]


def test_streams_lose_colours_and_errors_are_shown():
    text = text_of(
        export(
            cell(
                nb4.new_output("stream", name="stdout", text="\x1b[31mrot\x1b[0m\n"),
                nb4.new_output("stream", name="stderr", text="Vorsicht\n"),
                nb4.new_output(
                    "error", ename="KeyError", evalue="'x'", traceback=["\x1b[0;31mKeyError\x1b[0m: 'x'"]
                ),
            )
        )
    )
    assert "rot Messages Vorsicht Error in this cell KeyError: 'x'" in text
    assert "[31m" not in text


def test_long_output_is_cut_with_a_note():
    text = text_of(export(cell(nb4.new_output("stream", text="\n".join(f"Zeile{n}" for n in range(2500))))))
    assert "Zeile399" in text
    assert "Zeile400" not in text
    assert "2,100 more lines" in text


def test_code_is_printed_on_request_only():
    cells = [cell(source="geheim = 1"), cell(source="offen = 2", tags=["show-code"])]
    assert "geheim" not in text_of(export(*cells))
    assert "offen = 2" in text_of(export(*cells))
    assert "geheim = 1" in text_of(export(*cells, show_code=True))


@pytest.mark.parametrize(
    "metadata",
    [{"tags": ["remove-cell"]}, {"tags": ["remove_output"]}, {"jupyter": {"outputs_hidden": True}}],
)
def test_folded_and_removed_cells_stay_out(metadata):
    hidden = cell(output(**{"text/plain": "verborgen"}), **metadata)
    assert "verborgen" not in text_of(export(hidden, nb4.new_markdown_cell("Ende")))


def test_an_empty_notebook_says_so():
    assert "nothing to print" in text_of(export())


def test_the_notebook_chooses_its_language_and_date(tmp_path):
    notebook = nb4.new_notebook(cells=[nb4.new_markdown_cell("# Titel\nText")])
    notebook.metadata["wortlaut"] = {"lang": "de", "date": "2025-12-06"}
    pdf = PdfReader(io.BytesIO(BriefingExporter().from_notebook_node(notebook)[0]))
    assert "Seite 1 von 1" in text_of(pdf)
    assert pdf.metadata.creation_date.strftime("%Y-%m-%d") == "2025-12-06"
    assert "Page 1 of 1" in text_of(
        PdfReader(io.BytesIO(BriefingExporter(lang="en").from_notebook_node(notebook)[0]))
    )


def test_a_house_style_of_ones_own(tmp_path):
    style = tmp_path / "house.toml"
    style.write_text('paper = "us-letter"\n')
    page = export(nb4.new_markdown_cell("Text"), house=str(style)).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]


# Tables


def table(reader, html):
    return [node for node in reader.markup.read(html) if node["t"] == "table"]


def grid(node):
    return [(c["x"], c["y"], c["cs"], c["rs"], plain(c["c"])) for c in node["cells"]]


def test_data_frames(reader):
    frame = pd.DataFrame({"Wort": ["Frieden", "Krieg"], "Anzahl": [3, 12]})
    [node] = table(reader, frame._repr_html_())
    assert (node["n_head"], node["n_body"], node["columns"], node["size"]) == (1, 2, 3, 1.0)
    assert {c["align"] for c in node["cells"] if c["x"] == 2} == {"right"}
    assert {c["align"] for c in node["cells"] if c["x"] == 1} == {"left"}


def test_multi_index_on_both_sides(reader):
    rows = pd.MultiIndex.from_product([["Kiew", "Moskau"], [2024, 2025]], names=["Ort", "Jahr"])
    columns = pd.MultiIndex.from_product([["Forderung", "Angebot"], ["a", "b"]])
    [node] = table(reader, pd.DataFrame(np.zeros((4, 4)), rows, columns).to_html())
    assert node["n_head"] == 3
    assert (2, 0, 2, 1, "Forderung") in grid(node)
    assert (0, 3, 1, 2, "Kiew") in grid(node)


def test_styler_colours_captions_and_decimal_commas(reader):
    frame = pd.DataFrame({"Anteil": [0.5, 1.25]})
    styler = frame.style.set_uuid("x").format(decimal=",", precision=2).set_caption("Die Anteile")
    styler = styler.set_properties(
        subset=pd.IndexSlice[[1], :], **{"background-color": "#ffeeee", "font-weight": "bold"}
    )
    [node] = table(reader, styler.to_html())
    last = node["cells"][-1]
    assert (plain(last["c"]), last["fill"], last["bold"], last["align"]) == ("1,25", "#ffeeee", True, "right")
    assert node["caption"] == ["Die Anteile"]


def test_a_long_table_repeats_its_head_on_every_page():
    frame = pd.DataFrame({"Zahl": range(150)})
    pdf = export(cell(output(**{"text/html": frame.to_html()})))
    assert len(pdf.pages) >= 3
    assert all("Zahl" in page.extract_text() for page in pdf.pages)


def test_a_short_table_is_never_cut():
    fill = nb4.new_markdown_cell("\n\n".join(["Absatz"] * 34))
    frame = pd.DataFrame({"Wort": [f"w{n}" for n in range(8)]})
    pages = [
        page.extract_text() for page in export(fill, cell(output(**{"text/html": frame.to_html()}))).pages
    ]
    assert sum("w0" in page or "w7" in page for page in pages) == 1


def test_a_wide_table_is_scaled_and_then_split_with_its_index(reader):
    some = pd.DataFrame(np.full((2, 10), 0.123456), ["eins", "zwei"], [f"Spalte{n:02}" for n in range(10)])
    [node] = table(reader, some.to_html())
    assert SMALLEST <= node["size"] < 1
    many = pd.DataFrame(np.full((2, 40), 0.123456), ["eins", "zwei"], [f"Spalte{n:02}" for n in range(40)])
    parts = table(reader, many.to_html())
    assert len(parts) > 2
    assert len({part["size"] for part in parts}) == 1
    shown = [plain(c["c"]) for part in parts for c in part["cells"] if c["y"] == 0 and plain(c["c"])]
    assert shown == [f"Spalte{n:02}" for n in range(40)]
    assert all(plain(part["cells"][part["columns"]]["c"]) == "eins" for part in parts)


def test_a_wide_table_stays_on_the_page():
    frame = pd.DataFrame(
        [[f"{n * 1234567.89:.2f}" for n in range(30)]] * 3, columns=[f"S{n}" for n in range(30)]
    )
    for page in export(cell(output(**{"text/html": frame.to_html()}))).pages:
        rightmost = 0.0

        def visit(text, _, matrix, *__):
            nonlocal rightmost
            if text.strip():
                rightmost = max(rightmost, matrix[4])

        page.extract_text(visitor_text=visit)
        assert rightmost < 595 - 60


def test_wordy_columns_share_the_width(reader):
    frame = pd.DataFrame(
        {"n": [1], "text": ["Die Gespräche dauern an. " * 20], "quelle": ["https://example.org/" + "a/" * 60]}
    )
    [node] = table(reader, frame.to_html())
    assert node["size"] == 1.0
    assert node["tracks"][1] is None
    assert node["tracks"][2] > node["tracks"][3] > 0
    assert TEXT_WIDTH > 0


def test_rows_beyond_the_limit_leave_a_note(reader):
    html = "<table>" + "<tr><td>x</td></tr>" * (MAX_ROWS + 7) + "</table>"
    nodes = reader.markup.read(html)
    assert nodes[0]["n_body"] == MAX_ROWS
    assert "7 more rows" in nodes[1]["s"]


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td rowspan=3>a</td><td>b</td></tr><tr><td colspan=9>c</td></tr>",
        "<tr><td>a</td></tr><tr><td>b</td><td>c</td></tr>",
        "<thead><tr><th rowspan=9>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>",
        "<tr><td rowspan=2 colspan=2>a</td><td rowspan=2>b</td></tr><tr><td>c</td></tr>",
        "<tr><td rowspan=0 colspan=-1>a</td></tr>",
    ],
)
def test_cells_never_overlap_and_leave_no_hole(reader, html):
    [node] = table(reader, f"<table>{html}</table>")
    taken = [(x + i, y + j) for x, y, cs, rs, _ in grid(node) for i in range(cs) for j in range(rs)]
    size = node["columns"] * (node["n_head"] + node["n_body"])
    assert len(taken) == len(set(taken)) == size


def test_styles_of_a_table():
    sheet = StyleSheet(
        ["#T_x_row0_col0, #T_x_row1_col0 { color: red } #T_x th { font-weight: bold } body { color: blue }"]
    )
    assert sheet.look("T_x", "T_x_row1_col0", "td", ()) == {"colour": "#ff0000"}
    assert sheet.look("T_x", None, "th", ()) == {"bold": True}
    assert look_of("background: linear-gradient(90deg, #ff0000 25.0%, transparent 25.0%)")["bar"] == [
        "#ff0000",
        25.0,
    ]


# Pictures


def test_pictures_keep_caption_alternative_text_and_vectors():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">'
        '<text x="5" y="30" font-family="Libertinus Serif">Vektorwort</text></svg>'
    )
    about = {"image/svg+xml": {"alt": "Ein Wort", "caption": "Die Unterschrift"}}
    pdf = export(cell(nb4.new_output("display_data", data={"image/svg+xml": svg}, metadata=about)))
    assert "Vektorwort Figure 1 Die Unterschrift" in text_of(pdf)
    assert not pdf.pages[0].images
    assert "Ein Wort" in [element.get("/Alt") for element in structure(pdf)]


def test_pictures_of_markdown_come_from_the_notebooks_folder_only(tmp_path):
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "bild.png").write_bytes(base64.b64decode(png()))
    (tmp_path / "draussen.png").write_bytes(base64.b64decode(png()))
    attached = nb4.new_markdown_cell(
        "![c](attachment:c.png)", attachments={"c.png": {"image/png": png(30, 30)}}
    )
    text = nb4.new_markdown_cell(
        f"![a](bild.png)\n\n![b](../draussen.png)\n\n![d](data:image/png;base64,{png(20, 20)})\n\n![e](https://example.org/e.png)"
    )
    path = tmp_path / "nb" / "x.ipynb"
    nbformat.write(nb4.new_notebook(cells=[attached, text]), path)
    pdf = PdfReader(io.BytesIO(BriefingExporter().from_filename(str(path))[0]))
    assert len(pdf.pages[0].images) == 3
    assert "This image cannot be shown: ../draussen.png" in text_of(pdf)
    assert "not loaded: https://example.org/e.png" in text_of(pdf)


def test_a_broken_picture_costs_only_itself():
    broken = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"kaputt" * 20).decode()
    text = text_of(
        export(
            nb4.new_markdown_cell("vorher"),
            cell(output(**{"image/png": broken})),
            nb4.new_markdown_cell("nachher"),
        )
    )
    assert "vorher" in text
    assert "could not be laid out" in text
    assert "nachher" in text


def test_a_large_picture_fits_the_page():
    pdf = export(cell(output(**{"image/png": png(4000, 9000)})))
    assert len(pdf.pages) == 1


# The exporter's place in nbconvert


def test_nbconvert_knows_the_exporter():
    assert "briefing" in get_export_names()
    exporter = get_exporter("briefing")
    assert exporter is BriefingExporter
    assert (exporter.output_mimetype, exporter().file_extension) == ("application/pdf", ".pdf")
    assert exporter.export_from_notebook == "PDF briefing"


def test_the_command_line_of_nbconvert(tmp_path):
    nbformat.write(nb4.new_notebook(cells=[nb4.new_markdown_cell("# Titel\n\nText")]), tmp_path / "x.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "briefing", str(tmp_path / "x.ipynb")]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    assert PdfReader(tmp_path / "x.pdf").metadata.title == "Titel"


def test_the_same_notebook_gives_the_same_bytes():
    notebook = nb4.new_notebook(
        cells=[nb4.new_markdown_cell("# Titel\n$x$"), cell(output(**{"image/png": png()}))]
    )
    first, second = (BriefingExporter().from_notebook_node(notebook)[0] for _ in range(2))
    assert first == second


def test_importing_the_briefing_is_cheap():
    code = (
        "import sys, analysis.briefing, analysis.display, analysis.palette\n"
        "print([m for m in ('typst', 'nbconvert', 'pandas', 'matplotlib', 'lxml') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "[]"


def test_levels_of_headings_are_repaired():
    headings = [{"t": "heading", "level": level} for level in (3, 5, 3, 4)]
    assert [node["level"] for node in levelled(headings)] == [1, 2, 1, 2]
