"""The command, in this process and as users start it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis import cli

from test_article import BAD_FILES  # isort: skip

ROOT = Path(__file__).parents[1]
UKRAINE = ROOT / "data" / "articles" / "2025-12-06-ukraine-gespraeche.txt"
ENGLISH = "The talks go on, the envoy said after a long meeting with the delegation in the city of Geneva."


@pytest.fixture
def wortlaut(monkeypatch, capsys):
    """Run the command in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["wortlaut", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        return code, out, err

    return run


def start(*arguments, **environment):
    """Run the command as a process of its own."""
    return subprocess.run(
        [str(Path(sysconfig.get_path("scripts")) / "wortlaut"), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=120,
        check=False,
    )


def is_one_clear_error(code, out, err):
    return (
        code == 2
        and not out
        and err.startswith("Error: ")
        and err.count("\n") == 1
        and "Traceback" not in err
    )


@pytest.mark.parametrize("command", ["analyse", "briefing"])
@pytest.mark.parametrize("name, content, _", BAD_FILES.values(), ids=BAD_FILES)
def test_bad_files(wortlaut, tmp_path, monkeypatch, command, name, content, _):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    code, out, err = wortlaut(command, file)
    if command == "analyse" and content == BAD_FILES["two articles"][1]:
        assert code == 0
        return
    assert is_one_clear_error(code, out, err)
    assert name in err


@pytest.mark.parametrize("path", ["fehlt.txt", "a" * 300, "."])
def test_bad_paths(wortlaut, tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    assert is_one_clear_error(*wortlaut("analyse", path))
    assert is_one_clear_error(*wortlaut("briefing", path))


def test_another_language(wortlaut, tmp_path):
    file = tmp_path / "talks.txt"
    file.write_text(ENGLISH, "utf-8")
    code, out, err = wortlaut("analyse", file)
    assert is_one_clear_error(code, out, err)
    assert "--insist" in err
    assert wortlaut("analyse", file, "--insist")[0] == 0


def test_summary(wortlaut):
    code, out, err = wortlaut("analyse", UKRAINE)
    assert (code, err) == (0, "")
    assert out.startswith("2025-12-06-ukraine-gespraeche  (2025-12-06, Washington/Miami)\n")
    assert "19 sentences" in out
    assert "Ukraine" in out


@pytest.mark.parametrize("format", ["csv", "parquet", "json"])
def test_tables(wortlaut, tmp_path, format):
    code, out, _ = wortlaut("analyse", UKRAINE, "-o", tmp_path / "neu", "--format", format)
    folder = tmp_path / "neu" / UKRAINE.stem
    assert code == 0
    assert {f"tokens.{format}", f"sentences.{format}", f"entities.{format}", "article.json"} <= {
        file.name for file in folder.iterdir()
    }
    assert json.loads((folder / "article.json").read_text("utf-8"))["date"] == "2025-12-06"
    assert str(folder) in out


@pytest.mark.parametrize(
    ("format", "files"),
    [
        ("dna", {"statements.csv"}),
        ("graphml", {"actors.graphml", "actors_issues.graphml"}),
        ("annotations", {"annotations.json"}),
    ],
)
def test_positions_for_other_programs(wortlaut, tmp_path, format, files):
    code, _, _ = wortlaut("analyse", UKRAINE, "-o", tmp_path, "--format", format)
    assert code == 0
    assert {file.name for file in (tmp_path / UKRAINE.stem).iterdir()} == files


def test_a_folder_of_articles(wortlaut):
    code, out, _ = wortlaut("analyse", UKRAINE.parent)
    assert code == 0
    assert out.count(" words, ") == len(list(UKRAINE.parent.glob("*.txt")))


def test_a_place_that_cannot_be_written(wortlaut, tmp_path):
    (tmp_path / "datei").write_text("x", "utf-8")
    code, _, err = wortlaut("analyse", UKRAINE, "-o", tmp_path / "datei")
    assert code == 2
    assert err.startswith("Error: ") and err.count("\n") == 1


def test_an_article_cannot_send_commands_to_the_terminal(wortlaut, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(
        f"title: Böse\x1b[2J\x07\x9b1m\n\nMoskau\x1b]0;x\x07 lehnt ab. {'Kiew stimmt zu. ' * 60}", "utf-8"
    )
    code, out, err = wortlaut("analyse", file, "--insist")
    assert code == 0
    assert not {"\x1b", "\x07", "\x9b"} & set(out + err)
    code, out, err = wortlaut("analyse", tmp_path / "fehlt\x1b[2J.txt")
    assert is_one_clear_error(code, out, err) and "\x1b" not in err


def test_brackets_in_a_title_are_no_markup(wortlaut, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("title: [red]Alarm[/red] [link=x]y\n\nMoskau lehnt den Vorschlag aus Kiew ab.", "utf-8")
    assert "[red]Alarm[/red] [link=x]y" in wortlaut("analyse", file, "--insist")[1]


@pytest.mark.parametrize("arguments", [["--help"], ["analyse", "--help"], ["briefing", "--help"]])
def test_help(arguments):
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 0
    assert arguments == ["--help"] or "Examples" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyse"],
        ["unbekannt"],
        ["analyse", "a.txt", "--format", "xlsx"],
        ["briefing", "a.txt", "--lang", "fr"],
    ],
)
def test_usage_errors(arguments):
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_version(wortlaut):
    from importlib.metadata import version

    assert wortlaut("--version") == (0, f"wortlaut {version('wortlaut')}\n", "")


# As users start it


def test_an_error_in_a_process_of_its_own(tmp_path):
    file = tmp_path / "leer.txt"
    file.touch()
    result = start("analyse", file)
    assert is_one_clear_error(result.returncode, result.stdout, result.stderr)


def test_a_terminal_that_knows_no_umlauts(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("title: „Łódź“\n\nMoskau lehnt den Vorschlag aus „Łódź“ ab. Kiew stimmt zu.", "utf-8")
    result = start("analyse", file, "--insist", PYTHONIOENCODING="ascii")
    assert result.returncode == 0, result.stderr
    assert "?" in result.stdout
