"""`wortlaut corpus` and its progress bar."""

from __future__ import annotations

import io
import json
import sys

import pytest
from rich.console import Console

from analysis import cli
from analysis.corpus import building, command, progress, worker
from analysis.corpus import open as open_corpus

TEXT = "Die Delegationen verhandeln seit dem Montag weiter. Moskau lehnt den Vorschlag Nummer {} ab."


@pytest.fixture
def wortlaut(monkeypatch, capsys, bare):
    """Run the command in this process, with rules only: (exit code, standard output, standard error)."""
    for place in (building, worker):
        monkeypatch.setattr(place, "fingerprint", lambda model=None: {"model": "rules"})
    monkeypatch.setattr(worker, "_pipeline", lambda model: bare)
    build = building.build
    monkeypatch.setattr(command, "build", lambda *a, **options: build(*a, **{**options, "workers": 0}))

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["wortlaut", "corpus", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        return code, *capsys.readouterr()

    return run


def test_what_came_of_it_is_said(wortlaut, tmp_path):
    rows = [{"Volltext": TEXT.format(n % 3), "Datum": "2025-09-01"} for n in range(4)] + [{"Volltext": ""}]
    (tmp_path / "presse.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    options = ("-o", tmp_path / "k", "--column", "text=Volltext", "--column", "date=Datum")
    code, out, err = wortlaut(tmp_path / "presse.jsonl", *options)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("3 articles, ") and lines[1].startswith("1 duplicate")
    assert lines[2] == "1 article failed: see errors.parquet" and lines[3].endswith("k")
    assert open_corpus(tmp_path / "k").table("articles")["date"].notna().all()
    assert "1 part kept" in wortlaut(tmp_path / "presse.jsonl", *options)[1]
    rows[0]["Volltext"] += " Kiew stimmt zu."
    (tmp_path / "presse.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert "the input has changed: 1 part analysed anew" in wortlaut(tmp_path / "presse.jsonl", *options)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fehlt", "-o", "k"), "no article here"),
        (("*.txt", "-o", "k"), "no article here"),
        (("a.txt", "-o", "k", "--column", "body"), "names no column"),
        (("a.txt", "-o", "a.txt"), "cannot be written"),
        (("a.txt", "-o", "voll"), "something other than a corpus"),
    ],
)
def test_errors_are_one_line(wortlaut, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    if said != "no article here":
        (tmp_path / "a.txt").write_text(TEXT.format(1), "utf-8")
    (tmp_path / "voll").mkdir()
    (tmp_path / "voll" / "roman.docx").touch()
    code, out, err = wortlaut(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Error: ") and err.count("\n") == 1 and said in err


def test_file_names_cannot_send_commands_to_the_terminal(wortlaut, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "böse\x1b[2J.txt").write_text(TEXT.format(1), "utf-8")
    code, out, err = wortlaut(tmp_path / "a", "-o", tmp_path / "k\x1b[2J")
    assert code == 0 and "\x1b" not in out + err


class Screen:
    """A terminal to look at."""

    def __init__(self, monkeypatch, *, is_terminal):
        self.said = io.StringIO()
        monkeypatch.setattr(
            "rich.console.Console",
            lambda **_: Console(file=self.said, force_terminal=is_terminal, width=120, color_system=None),
        )


def test_a_bar_with_speed_and_remaining_time(monkeypatch):
    screen = Screen(monkeypatch, is_terminal=True)
    now = iter(range(0, 1000, 30))
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    with progress.bar(200) as advance:
        advance(100, 0, known=True)
        advance(50, 9000, known=False)
    said = screen.said.getvalue()
    assert "150/200" in said and "articles/min" in said and "words/s" in said and "left" in said


def test_no_bar_where_nobody_looks(monkeypatch):
    screen = Screen(monkeypatch, is_terminal=False)
    with progress.bar(2) as advance:
        advance(2, 10, known=False)
    assert screen.said.getvalue().strip() == ""
    progress.silent(1, 1, known=False)
