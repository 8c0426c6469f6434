"""Tables to files."""

import csv
import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Article, analyse
from analysis.errors import ExportError
from analysis.exports import FORMATS, LONGEST_NAME, file_name, guarded, write_atomically, write_tables

HOSTILE = (
    '=HYPERLINK("http://example.org") ist eine Formel. +49 auch. -1 auch. @SUM(A1) auch. „=1“ nicht.\n\n'
    '-\u2003– Er sagte: "Nein; nie", \'nein\'.\tZeile\u2028eins \u200b=2 ＝3 🙂 Łódź A\u0308, \\n \\" auch.'
)


@pytest.fixture(scope="module")
def hostile(nlp):
    return analyse(Article(text=HOSTILE, id="../../=böse\x1b[2J", title="=1+1"), nlp=nlp, insist=True)


def test_csv_never_holds_a_formula(hostile, tmp_path):
    for path in write_tables(hostile, tmp_path):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            assert cells
            assert not [
                c for c in cells if re.match(r"\s*[=+@＝＋＠\t\r-]", c) and not re.fullmatch(r"-?[\d.]+", c)
            ]


def test_csv_opens_in_a_spreadsheet(report, tmp_path):
    tokens = next(path for path in write_tables(report, tmp_path) if path.name == "tokens.csv")
    assert tokens.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(pd.read_csv(tokens, keep_default_na=False)) == len(report.tokens)


@pytest.mark.parametrize("format", ["parquet", "json"])
@pytest.mark.parametrize("which", ["report", "hostile"])
def test_round_trip(format, which, tmp_path, request):
    report = request.getfixturevalue(which)
    paths = write_tables(report, tmp_path, format=format)
    assert [path.name for path in paths] == ["article.json"] + [
        f"{name}.{format}" for name in report.tables()
    ]
    for path, table in zip(paths[1:], report.tables().values(), strict=True):
        again = (
            pd.read_parquet(path)
            if format == "parquet"
            else pd.DataFrame(json.loads(path.read_text("utf-8")))
        )
        again = again.reindex(columns=list(table.columns)).astype(table.dtypes)
        pd.testing.assert_frame_equal(again[list(table.columns)], table)


def test_the_article_goes_with_its_tables(report, tmp_path):
    record = json.loads(write_tables(report, tmp_path)[0].read_text("utf-8"))
    assert record["text"] == report.article.text
    assert (record["id"], record["date"]) == ("2025-12-06-ukraine-gespraeche", "2025-12-06")


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_written_outside_the_folder(hostile, tmp_path, format):
    folder = tmp_path / "a" / "b" / "c"
    paths = write_tables(hostile, folder, format=format)
    assert {path.parent.parent for path in paths} == {folder}
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_writing_twice_gives_the_same_bytes(report, tmp_path):
    first = [path.read_bytes() for path in write_tables(report, tmp_path)]
    assert [path.read_bytes() for path in write_tables(report, tmp_path)] == first


def test_unknown_format(report, tmp_path):
    with pytest.raises(ExportError) as caught:
        write_tables(report, tmp_path, format="xlsx")
    assert "csv, parquet, json" in caught.value.remedy


def test_a_place_that_is_a_file(report, tmp_path):
    (tmp_path / "datei").write_text("x", "utf-8")
    with pytest.raises(ExportError) as caught:
        write_tables(report, tmp_path / "datei")
    assert caught.value.file.startswith(str(tmp_path)) and caught.value.remedy


def test_nothing_is_left_of_a_failure(tmp_path):
    def fail(path):
        path.write_text("halb", "utf-8")
        raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_text("alt", "utf-8")
    with pytest.raises(ExportError, match="No space left"):
        write_atomically(tmp_path / "a.csv", fail)
    assert [(file.name, file.read_text("utf-8")) for file in tmp_path.iterdir()] == [("a.csv", "alt")]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_a_file_name_is_never_a_path(identifier):
    name = file_name(identifier)
    assert re.fullmatch(r"[\w-]+", name)
    assert not name.startswith("-")
    assert len(name.encode("utf-8", "surrogatepass")) <= LONGEST_NAME


@pytest.mark.parametrize(
    "identifier, name",
    [
        ("2025-12-06-ukraine", "2025-12-06-ukraine"),
        ("Gespräche in Genf", "Gespräche-in-Genf"),
        ("..", "article"),
        ("a/b\\c:d", "a-b-c-d"),
        ("\0", "article"),
    ],
)
def test_file_names(identifier, name):
    assert file_name(identifier) == name


def test_long_ids_stay_apart():
    address = "https://www.example.org/politik/ausland/" + "sehr-lang-" * 20
    assert file_name(address + "eins") != file_name(address + "zwei")


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.one_of(st.sampled_from("=+-@ \t\r\n'＝\ufeff\u200b"), st.characters(codec="utf-8")), max_size=20
    )
)
def test_guarded(text):
    safe = guarded(text)
    assert safe in (text, "'" + text)
    assert not safe.lstrip("\ufeff\u200b \n").startswith(("=", "+", "-", "@", "\t", "\r"))
