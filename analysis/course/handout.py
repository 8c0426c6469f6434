"""What a class is handed: notebooks without solutions for the students, one PDF with them for the teacher."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.course.lesson import SOLUTION, Lesson, read_lessons

_ANSWERS = re.compile(r"<details>\s*<summary>Answers</summary>(.*?)</details>", re.DOTALL)
_HEADING = re.compile(r"^(#{1,5})(?= \S)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def write_handout(notebooks: Path, articles: Path, out: Path) -> list[Path]:
    """Write the handout: `notebooks/` and `data/articles/` for the students, `teacher.pdf` for the teacher.

    Args:
        notebooks: the folder of the course.
        articles: the folder of articles that the notebooks read.
        out: where the handout goes; what an earlier one left there is written over.

    Returns:
        The files written, articles left out.

    Raises:
        LessonError: a notebook does not describe itself.
        ExportError: the PDF cannot be set.
    """
    import nbformat

    from analysis.briefing.notebook import notebook_pdf

    lessons = read_lessons(notebooks)
    (out / "notebooks").mkdir(parents=True, exist_ok=True)
    written = []
    for lesson in lessons:
        target = out / "notebooks" / lesson.path.name
        nbformat.write(nbformat.from_dict(student_notebook(lesson.notebook)), target)
        written.append(target)
    # The notebooks read ../data/articles, so these come along.
    shutil.copytree(articles, out / "data" / "articles", dirs_exist_ok=True)
    plans = {lesson.name: notebooks / "lessons" / f"{lesson.name}.md" for lesson in lessons}
    texts = {name: path.read_text("utf-8") for name, path in plans.items() if path.exists()}
    pdf = out / "teacher.pdf"
    pdf.write_bytes(notebook_pdf(teacher_notebook(lessons, texts), lang="en", show_code=True))
    return [*written, pdf]


def student_notebook(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook without solutions, answers and results: a sheet to work on.

    Args:
        notebook: a notebook of the course (nbformat 4); it is left as it is.
    """
    sheet = copy.deepcopy(dict(notebook))
    sheet["cells"] = [cell for cell in sheet["cells"] if SOLUTION not in _tags(cell)]
    for cell in sheet["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _ANSWERS.sub("", cell["source"]).rstrip()
        elif cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return sheet


def teacher_notebook(lessons: Iterable[Lesson], plans: Mapping[str, str]) -> dict[str, Any]:
    """Return all lessons as one notebook: each with its plan, and with solutions and answers unfolded.

    Args:
        lessons: the notebooks of the course.
        plans: the lesson plan of each by the lesson's name, as Markdown.
    """
    import nbformat

    cells: list[dict[str, Any]] = [
        _text("# Wortlaut: teacher's edition\n\nLesson plans, results, solutions.")
    ]
    for lesson in lessons:
        for place, source in enumerate(copy.deepcopy(list(lesson.notebook["cells"]))):
            cell = dict(source)
            if cell["cell_type"] == "markdown":
                cell["source"] = _lowered(_ANSWERS.sub(r"\n**Answers**\n\1", cell["source"]))
            cell["metadata"] = {
                key: value for key, value in cell["metadata"].items() if key not in ("jupyter", "collapsed")
            }
            cells.append(cell)
            if place == 0 and lesson.name in plans:
                cells.append(_text(_lowered(_lowered(plans[lesson.name]))))
    notebook = nbformat.v4.new_notebook(metadata={"language_info": {"name": "python"}})
    return {**notebook, "cells": cells}


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", ()))


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _lowered(source: str) -> str:
    """Markdown with each heading one level lower, and links to other files as their plain names."""
    return _LINK.sub(r"\1", _HEADING.sub(r"\1#", source))
