"""`wortlaut briefing`: several files, formats, the house style, decisions of a reviewer."""

from __future__ import annotations

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from analysis.cli import app
from analysis.errors import WortlautError

TEXT = "date: 2025-03-1{0}\n\nMoskau lehnt eine Waffenruhe ab. Kiew fordert die Waffenruhe."


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    paths = [tmp_path / f"bericht{number}.txt" for number in (1, 2)]
    for number, path in enumerate(paths):
        path.write_text(TEXT.format(number), encoding="utf-8")
    return paths


def wortlaut(*arguments):
    return CliRunner().invoke(app, ["briefing", *map(str, arguments)], catch_exceptions=True)


def test_one_file_is_a_briefing_and_several_are_a_dossier(files, tmp_path):
    assert wortlaut(files[0], "--lang", "de").stdout.strip() == "bericht1.pdf"
    assert wortlaut(*files).stdout.strip() == "dossier.pdf"
    assert "Kurz gefasst" in PdfReader(tmp_path / "bericht1.pdf").pages[0].extract_text()
    assert "Contents" in PdfReader(tmp_path / "dossier.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    ("arguments", "name", "begin"),
    [
        (["-o", "x.html"], "x.html", b"<!DOCTYPE html>"),
        (["--format", "html"], "bericht1.html", b"<!DOCTYPE html>"),
        (["--format", "docx"], "bericht1.docx", b"PK"),
    ],
)
def test_formats(files, tmp_path, arguments, name, begin):
    assert wortlaut(files[0], *arguments).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_the_language_is_that_of_the_house_unless_somebody_asks(files, tmp_path):
    (tmp_path / "house.toml").write_text('lang = "de"', encoding="utf-8")
    wortlaut(files[0], "--house", "house.toml", "-o", "a.html")
    wortlaut(files[0], "--house", "house.toml", "-o", "b.html", "--lang", "en")
    assert "Kurz gefasst" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "In brief" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_what_was_rejected_is_not_in_the_reviewed_briefing(files, tmp_path):
    import analysis
    from analysis import review

    report = analysis.analyse(analysis.read_article(files[0]))
    decisions = review.decide(report, (), 0, "reject", reviewer="Ada")
    decisions = review.decide(report, decisions, 1, "accept", reviewer="Ada")
    review.save(decisions, review.review_path(report))
    wortlaut(files[0], "-o", "a.html")
    wortlaut(files[0], "--reviewed", "-o", "b.html")
    before, after = ((tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in "ab")
    assert "No person has reviewed" in before
    assert "☑" not in before
    assert "A person has reviewed 2 of 2 positions: 1 accepted, 0 edited, 1 rejected" in after
    assert "☑" in after
    assert after.count("rejects") < before.count("rejects")


@pytest.mark.parametrize(
    "arguments", [["-o", "x.txt"], ["-o", "x.pdf", "--format", "html"], ["--house", "nichts.toml"]]
)
def test_what_cannot_be_done_is_told_before_the_work(files, arguments, monkeypatch):
    monkeypatch.setattr("analysis.report.analyse_many", None)
    result = wortlaut(files[0], *arguments)
    assert isinstance(result.exception, WortlautError)
