"""The course as a whole: every notebook has its parts, the tables agree, the handout keeps its secrets."""

import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest
from conftest import ARTICLES, ROOT
from pypdf import PdfReader

from analysis.course.handout import student_notebook, teacher_notebook, write_handout
from analysis.course.index import read_glossary, renewed
from analysis.course.lesson import SOLUTION, Lesson, LessonError, read_lesson, read_lessons

FOLDER = ROOT / "notebooks"
LESSONS = read_lessons(FOLDER)
PLANS = sorted((FOLDER / "lessons").glob("*.md"))

each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


def markdown(lesson: Lesson) -> str:
    return "\n\n".join(cell.source for cell in lesson.notebook.cells if cell.cell_type == "markdown")


def section(lesson: Lesson, title: str) -> str:
    found = re.search(rf"^## {title}.*?$(.*?)(?=^## |\Z)", markdown(lesson), re.MULTILINE | re.DOTALL)
    assert found, f"{lesson.name} has no section „{title}“"
    return found[1]


@each
def test_every_notebook_has_its_parts_in_their_order(lesson):
    heads = re.findall(r"^## (\w+)", markdown(lesson), re.MULTILINE)
    order = ["Theory", "Practice", "Discussion", "Quiz", "Exercises"]
    assert [head for head in heads if head in order] == order
    assert lesson.name.startswith(re.match(r"# (\d\d) · ", markdown(lesson))[1])
    assert 10 <= lesson.minutes <= 90


@each
def test_three_questions_and_three_answers(lesson):
    questions, answers = re.split(r"<details><summary>Answers</summary>", section(lesson, "Quiz"))
    assert len(re.findall(r"^\d\. ", questions, re.MULTILINE)) == 3
    assert len(re.findall(r"^\d\. ", answers, re.MULTILINE)) == 3


@each
def test_solutions_are_folded_under_their_exercises(lesson):
    cells = lesson.notebook.cells
    assert len(re.findall(r"^### Exercise \d$", section(lesson, "Exercises"), re.MULTILINE)) >= 3
    solutions = [cell for cell in cells if SOLUTION in cell.metadata.get("tags", [])]
    heads = [cell for cell in solutions if cell.cell_type == "markdown"]
    assert len(heads) >= 3
    for cell in heads:
        # A folded heading stays folded when all cells are run; folded outputs do not.
        assert cell.source == "#### Solution" and cell.metadata["jp-MarkdownHeadingCollapsed"]
    for before, cell in itertools.pairwise(cells):
        solved = cell.cell_type == "code" and cell.source.startswith("# Solution")
        assert solved == (cell in solutions and cell not in heads)
        assert not solved or before in solutions
        # What comes after a solution begins with a heading, or it would be folded away with it.
        assert before not in solutions or cell in solutions or cell.source.startswith("##")


@each
def test_the_class_compares_a_person_with_the_machine(lesson):
    """The discussion holds sentences that are hard; what the machine makes of them is computed."""
    cells = [cell.source for cell in lesson.notebook.cells if cell.cell_type == "code"]
    assert any("persons = {" in source for source in cells) or (
        lesson.name[:2] in ("05", "07", "08")  # they review, check lines, and group by hand
    )


@each
def test_what_comes_first_exists_and_comes_first(lesson):
    assert all((FOLDER / f"{name}.ipynb").exists() and name < lesson.name for name in lesson.before)
    linked = re.findall(r"\]\((\d\d_\w+)\.ipynb\)", markdown(lesson))
    assert not [name for name in linked if not (FOLDER / f"{name}.ipynb").exists()]


@each
def test_no_cell_is_left_unchecked_without_a_reason(lesson):
    """nbval skips a cell by a tag or a comment; whoever does so says why in the same cell."""
    for cell in lesson.notebook.cells:
        told = " ".join(cell.metadata.get("tags", [])) + cell.source
        if re.search(r"nbval|NBVAL", told):
            assert re.search(r"# NBVAL_\w+: \w+", cell.source), cell.source


@each
def test_there_is_a_plan_for_each(lesson):
    assert FOLDER / "lessons" / f"{lesson.name}.md" in PLANS


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_plans_fill_45_and_90_minutes_on_one_page(plan):
    text = plan.read_text("utf-8")
    for length in (45, 90):
        table = re.search(rf"## {length} minutes\n(.*?)(?=\n## |\n\*\*|\Z)", text, re.DOTALL)[1]
        assert sum(map(int, re.findall(r"^\| (\d+) \|", table, re.MULTILINE))) == length
    assert len(text.split()) < 400
    assert f"(../{plan.stem}.ipynb)" in text


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_plans_name_sections_that_exist(plan):
    lesson = next((lesson for lesson in LESSONS if lesson.name == plan.stem), None)
    if lesson is None:
        pytest.skip(f"{plan.stem} has no notebook yet")
    heads = " · ".join(re.findall(r"^#+ (.+)", markdown(lesson), re.MULTILINE))
    rows = re.findall(r"^\| \d+ \| (.+?) \|", plan.read_text("utf-8"), re.MULTILINE)
    for name in re.findall(r"\*([^*]+)\*", " ".join(rows)):
        assert name.rstrip("?").lower() in heads.lower(), name


def test_the_tables_of_the_page_agree_with_the_notebooks():
    page = (FOLDER / "README.md").read_text("utf-8")
    assert page == renewed(FOLDER), "run `make course`"
    assert all(f"({lesson.path.name})" in page for lesson in LESSONS)


def test_the_glossary_is_sound():
    rows = read_glossary(FOLDER / "glossary.tsv")
    assert len(rows) >= 40
    assert len({row["german"] for row in rows}) == len(rows)
    for row in rows:
        assert all(cell.strip() for cell in row.values()), row
        assert re.fullmatch(r"0\d", row["notebook"])


def test_a_page_without_a_place_for_the_table_says_so(tmp_path):
    (tmp_path / "README.md").write_text("# The notebooks\n", "utf-8")
    (tmp_path / "glossary.tsv").write_text("german\tenglish\tmeaning\tnotebook\n", "utf-8")
    with pytest.raises(LessonError, match=r"README.md: there is no place for the table „lessons“"):
        renewed(tmp_path)


def test_a_notebook_that_does_not_describe_itself_says_so(tmp_path):
    path = tmp_path / "09_empty.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), path)
    with pytest.raises(LessonError, match=r"09_empty.ipynb: the first cell does not describe"):
        read_lesson(path)


@each
def test_students_get_neither_solutions_nor_answers(lesson):
    before = json.dumps(lesson.notebook)
    sheet = student_notebook(lesson.notebook)
    nbformat.validate(nbformat.from_dict(sheet))
    text = json.dumps(sheet, ensure_ascii=False)
    assert "# Solution" not in text and "Answers" not in text
    for cell in lesson.notebook.cells:
        if SOLUTION in cell.metadata.get("tags", []):
            assert cell.source not in [kept["source"] for kept in sheet["cells"]]
    kept = [cell for cell in sheet["cells"] if cell["cell_type"] == "code"]
    assert kept and not any(cell["outputs"] or cell["execution_count"] for cell in kept)
    assert "## Quiz" in text and "## Exercises" in text
    assert json.dumps(lesson.notebook) == before


def test_the_teacher_gets_everything():
    plans = {plan.stem: plan.read_text("utf-8") for plan in PLANS}
    book = teacher_notebook(LESSONS, plans)
    text = "\n".join(cell["source"] for cell in book["cells"])
    assert len(re.findall(r"^# ", re.sub(r"^# Solution", "", text, flags=re.MULTILINE), re.MULTILINE)) == 1
    for lesson in LESSONS:
        assert f"## {lesson.name[:2]} · {lesson.title}" in text
        assert f"### Lesson plan {lesson.name[:2]}" in text
        for cell in lesson.notebook.cells:
            assert cell.cell_type == "markdown" or cell.source in text
    assert "<details>" not in text and "**Answers**" in text
    assert not any("jupyter" in cell["metadata"] for cell in book["cells"])


def test_the_handout_on_disk(tmp_path):
    """One notebook is enough: the PDF of all of them takes seconds."""
    folder = tmp_path / "course"
    (folder / "lessons").mkdir(parents=True)
    for name in ("00_start_here.ipynb", "lessons/00_start_here.md"):
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    out = tmp_path / "handout"
    written = write_handout(folder, ARTICLES, out)
    assert [str(path.relative_to(out)) for path in written] == [
        "notebooks/00_start_here.ipynb",
        "teacher.pdf",
    ]
    parameters = next(
        cell for cell in nbformat.read(written[0], 4).cells if cell.metadata.get("tags") == ["parameters"]
    )
    path = re.search(r'"(.+)"', parameters.source)[1]
    assert (written[0].parent / path).exists(), "the students' notebooks find their articles"
    text = "\n".join(page.extract_text() for page in PdfReader(written[1]).pages)
    assert "# Solution" in text and "Lesson plan 00" in text and "45 minutes" in text
    assert write_handout(folder, ARTICLES, out) == written


def test_make_knows_both():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("course", "handout"):
        assert re.search(rf"^{target}:.*\$\(READY\)", makefile, re.MULTILINE)


def test_the_terms_of_the_repository_name_no_machine():
    for file in [*PLANS, FOLDER / "README.md", FOLDER / "glossary.tsv"]:
        assert not re.search(r"/(?:home|root|Users|tmp|work)/", Path(file).read_text("utf-8"))
