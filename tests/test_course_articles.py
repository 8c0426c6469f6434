"""Any notebook on any article: every cell runs, solutions too, whichever article the first cell names.

The cells run in this process, where the model is loaded once; one notebook goes through papermill with a
kernel of its own, as a user would do it. nbval runs each in a kernel, with the article it was made for.
"""

import ast
import warnings
from pathlib import Path

import nbformat
import pytest
from conftest import ARTICLES, ROOT, UKRAINE

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# The commented version of the wage dispute is the same event as the sober one.
OTHERS = [
    file
    for file in sorted(ARTICLES.glob("*.txt"))
    if file != UKRAINE and not file.stem.endswith("-kommentierend")
]


def shown(value: object) -> None:
    """Do what a notebook does with the value of a cell's last line."""
    for name in ("_repr_mimebundle_", "_repr_html_", "__repr__"):
        method = getattr(value, name, None)
        if method is not None and not isinstance(value, type):
            method()


def run(source: str, names: dict[str, object]) -> None:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
        if value is not None:
            shown(value)


def code_cells(file: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_the_first_cell_chooses_what_is_read(file):
    first, *others = code_cells(file)
    assert first.metadata.get("tags") == ["parameters"]
    tree = ast.parse(first.source)
    # papermill finds a parameter as a plain assignment.
    assert all(isinstance(node, ast.Assign | ast.AnnAssign) for node in tree.body)
    chosen = {target.id for node in tree.body for target in node.targets}
    used = {
        node.id for cell in others for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)
    }
    assert chosen & used
    assert not any("parameters" in cell.metadata.get("tags", []) for cell in others)


@pytest.mark.parametrize("article", OTHERS, ids=lambda file: file.stem)
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_every_cell_runs_on_another_article(file, article, monkeypatch, capsys):
    first, *others = code_cells(file)
    if not first.source.startswith("ARTICLE"):
        pytest.skip(f"{file.stem} reads a folder, not one article; nbval runs it")
    monkeypatch.chdir(file.parent)
    names: dict[str, object] = {"__name__": "__main__"}
    run(first.source, names)
    names["ARTICLE"] = f"../data/articles/{article.name}"
    for cell in others:
        try:
            run(cell.source, names)
        except Exception as error:
            pytest.fail(f"{file.stem}, cell {cell.id}: {error!r}\n\n{cell.source}")


def test_papermill_runs_a_notebook_on_another_article(tmp_path):
    with warnings.catch_warnings():
        # papermill's own imports are behind their time now and then; that is not what is tested.
        warnings.simplefilter("ignore")
        import papermill

        notebook = papermill.execute_notebook(
            ROOT / "notebooks" / "06_timeline.ipynb",
            tmp_path / "out.ipynb",
            parameters={"ARTICLE": f"../data/articles/{OTHERS[-1].name}"},
            cwd=ROOT / "notebooks",
            progress_bar=False,
            kernel_name="python3",
        )
    injected = [cell for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert len(injected) == 1 and OTHERS[-1].name in injected[0].source
    results = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in results if output.output_type == "error"]
    assert "2025, 11, 18" in str(results)
