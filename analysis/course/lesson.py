"""A lesson: one notebook of the course, as its first cell describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import WortlautError

SOLUTION = "solution"
"""Tag of a cell that solves an exercise."""


class LessonError(WortlautError):
    """A notebook lacks what the course says of each of its notebooks."""


@dataclass(frozen=True)
class Lesson:
    """One notebook of the course."""

    path: Path
    title: str
    """What stands behind „NN · “ in its heading."""
    aim: str
    """What the class does, in one sentence."""
    outcome: str
    """What they can do afterwards; ends the sentence „Afterwards you can …“."""
    minutes: int
    """Time that a reader needs alone."""
    before: tuple[str, ...]
    """Names of the notebooks that come first."""
    notebook: Mapping[str, Any]
    """The notebook itself (nbformat 4)."""

    @property
    def name(self) -> str:
        """The file's name without its ending, such as `01_article`."""
        return self.path.stem


def read_lesson(path: Path) -> Lesson:
    """Read a notebook of the course.

    Raises:
        LessonError: its first cell does not say what the course says of each.
    """
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    head = str(notebook.cells[0].source) if notebook.cells else ""
    title = re.match(r"# \d\d · (.+)", head)
    minutes = re.search(r"\*\*Time:\*\* (\d+) minutes", head)
    aim, outcome = _said(head, "Aim."), _said(head, "Afterwards you can")
    if not (title and minutes and aim and outcome):
        raise LessonError(
            "the first cell does not describe the lesson",
            file=path,
            remedy="begin with „# NN · title“; give **Aim.**, **Afterwards you can**, **Time:** NN minutes",
        )
    before = re.search(r"\*\*Before:\*\* (.+)", head)
    names = re.findall(r"\[(\d\d_\w+)\]", before[1] if before else "")
    return Lesson(path, title[1].strip(), aim, outcome, int(minutes[1]), tuple(names), notebook)


def read_lessons(folder: Path) -> list[Lesson]:
    """Read all notebooks of the course, in their order.

    Raises:
        LessonError: one of them lacks what the course says of each.
    """
    return [read_lesson(path) for path in sorted(folder.glob("[0-9][0-9]_*.ipynb"))]


def _said(head: str, key: str) -> str:
    """The paragraph behind **key**, on one line."""
    found = re.search(rf"\*\*{re.escape(key)}\*\*(.+?)(?:\n\n|\Z)", head, re.DOTALL)
    return " ".join(found[1].split()) if found else ""
