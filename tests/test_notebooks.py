"""The notebooks as they are stored: nbval runs them, but compares nothing where nothing is stored."""

import ast
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL = 12
# Folders of a person's or a machine's own, on Linux, macOS and Windows.
MACHINE_PATH = re.compile(
    r"/(?:home|root|Users|tmp|var|work|opt|usr|mnt|private)/|\b[A-Z]:\\\\?\w|\\\\Users\\\\"
)


def load(file: Path) -> dict:
    return json.loads(file.read_text("utf-8"))


def source(cell: dict) -> str:
    return "".join(cell["source"])


def code_cells(file: Path) -> list[dict]:
    return [cell for cell in load(file)["cells"] if cell["cell_type"] == "code"]


each = pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)


def test_there_are_notebooks():
    assert {"00_start_here", "01_article", "02_entities"} <= {file.stem for file in NOTEBOOKS}


def test_they_are_numbered_without_gaps():
    assert [int(file.stem[:2]) for file in NOTEBOOKS] == list(range(len(NOTEBOOKS)))


@each
def test_was_run_from_top_to_bottom(file):
    counts = [cell["execution_count"] for cell in code_cells(file)]
    assert counts == list(range(1, len(counts) + 1))


@each
def test_shows_results_and_no_error(file):
    outputs = [output for cell in code_cells(file) for output in cell["outputs"]]
    assert outputs or not code_cells(file)
    kinds = {output["output_type"] for output in outputs}
    assert "error" not in kinds
    assert not [output for output in outputs if output.get("name") == "stderr"]


@each
def test_code_is_short_and_defines_nothing(file):
    for cell in code_cells(file):
        assert 1 <= len(source(cell).splitlines()) <= LONGEST_CELL
        tree = ast.parse(source(cell))
        defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        assert not [node for node in ast.walk(tree) if isinstance(node, defined[:3])]


@each
def test_names_no_machine(file):
    for cell in load(file)["cells"]:
        assert not MACHINE_PATH.search(source(cell)), source(cell)
        for output in cell.get("outputs", []):
            shown = json.dumps({k: v for k, v in output.items() if k != "metadata"}, ensure_ascii=False)
            shown = re.sub(r'"image/png": "[^"]*"', "", shown)
            assert not MACHINE_PATH.search(shown), shown[:300]


@each
def test_begins_with_its_title(file):
    first = load(file)["cells"][0]
    assert first["cell_type"] == "markdown"
    assert re.match(r"# \S", source(first))


@each
def test_has_one_title_and_skips_no_level(file):
    text = "\n".join(source(cell) for cell in load(file)["cells"] if cell["cell_type"] == "markdown")
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each
def test_is_stored_in_the_common_format(file):
    notebook = load(file)
    assert notebook["nbformat"] == 4
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    identifiers = [cell["id"] for cell in notebook["cells"]]
    assert len(set(identifiers)) == len(identifiers)
