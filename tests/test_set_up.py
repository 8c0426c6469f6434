"""What a fresh clone stands on: dependencies, commands, articles."""

import ast
import hashlib
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from analysis import read_article

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ARTICLES = ROOT / "data" / "articles"
TEACHING = [file for file in sorted(ARTICLES.glob("*.txt")) if "ukraine" not in file.name]

SHA256 = "98b0c84b63d53b54b23f2d114fbd0de9cb450af3629aa2ab35ebb0544f3983b8"
# Packages whose import name is another; everything else is imported by its own name.
IMPORTED_AS = {"markdown-it-py": "markdown_it", "python-docx": "docx", "pillow": "PIL"}


def package(requirement: str) -> str:
    return re.split(r"[ ;<>=!~\[]", requirement)[0].lower().replace("_", "-")


def locked() -> dict[str, str]:
    return {
        package(name): v
        for name, v in re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==([\w.+!]+)", LOCK, re.MULTILINE)
    }


def test_environment_yml_agrees_with_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    *conda, pip = environment["dependencies"]
    assert f"python{PROJECT['requires-python']}" in conda
    assert "pip" in conda
    (editable,) = pip["pip"]
    path, extras = re.fullmatch(r"-e (\.)(?:\[([\w,]+)\])?", editable).groups()
    assert path == "."
    assert set((extras or "").split(",")) - {""} <= set(PROJECT["optional-dependencies"])


def test_this_python_is_supported():
    low, high = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PROJECT["requires-python"]).groups()
    assert int(low) <= sys.version_info.minor < int(high)


@pytest.mark.parametrize("requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_the_lock_holds_every_direct_dependency(requirement):
    assert package(requirement) in locked()


def test_the_lock_holds_names_versions_and_hashes_only():
    entries = re.sub(r"\\\n\s*", " ", LOCK).splitlines()
    entries = [line for line in entries if line.strip() and not line.startswith("#")]
    assert len(entries) > 50
    for entry in entries:
        assert re.fullmatch(r"[\w.\[\],-]+==[\w.+!]+( +;[^#]*?)?( +--hash=sha256:[0-9a-f]{64})+", entry), (
            entry
        )
    assert not re.search(r"https?:|//|--index|--find-links|@ ", LOCK)


def test_every_package_that_the_code_imports_is_asked_for():
    declared = {IMPORTED_AS.get(package(d), package(d).replace("-", "_")) for d in PROJECT["dependencies"]}
    imported = set()
    for file in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    # spaCy promises numpy and thinc, JupyterLab the rest of Jupyter.
    promised = {"numpy", "nbformat", "traitlets", "IPython", "ipywidgets", "dateutil", "thinc", "analysis"}
    assert imported - set(sys.stdlib_module_names) - promised <= declared


@pytest.mark.parametrize("target", ["briefing", "test", "lab", "lint"])
def test_the_commands_of_the_readme(target):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(rf"^{target}:.*\$\(READY\)", makefile, re.MULTILINE), "it must set itself up"
    assert f"make {target}" in (ROOT / "README.md").read_text("utf-8") or target == "lint"


def test_ci_runs_what_the_readme_says():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "make lint" in script and "make test" in script


def test_the_real_article_is_kept_byte_for_byte():
    data = (ARTICLES / "2025-12-06-ukraine-gespraeche.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256
    assert len(data) == 2375


def test_there_are_three_teaching_articles():
    assert len(TEACHING) >= 3


@pytest.mark.parametrize("file", TEACHING, ids=lambda file: file.stem)
def test_teaching_articles(file):
    article = read_article(file)
    assert article.title and article.date and "frei erfunden" in article.source
    assert 250 <= len(article.text.split()) <= 450
    assert any(mark in article.text for mark in '„"»')
    assert file.name in (ROOT / "data" / "README.md").read_text("utf-8")
