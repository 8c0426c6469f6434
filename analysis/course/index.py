"""The tables of notebooks/README.md: the lessons and the glossary, made of the files that they describe."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from analysis.course.lesson import Lesson, LessonError, read_lessons

PAGE = "README.md"
GLOSSARY = "glossary.tsv"


def renewed(folder: Path) -> str:
    """Return the folder's README.md with its tables as they should be.

    Args:
        folder: the folder of the notebooks.

    Raises:
        LessonError: the page has no place for a table, or a notebook does not describe itself.
    """
    page = (folder / PAGE).read_text("utf-8")
    page = _put(page, "lessons", lesson_table(read_lessons(folder)))
    return _put(page, "glossary", glossary_table(read_glossary(folder / GLOSSARY)))


def read_glossary(path: Path) -> list[dict[str, str]]:
    """Read the glossary: columns german, english, meaning, notebook, separated by tabs."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    columns, *entries = (line.split("\t") for line in lines)
    return [dict(zip(columns, cells, strict=True)) for cells in entries]


def lesson_table(lessons: Iterable[Lesson]) -> str:
    """Return the lessons as a Markdown table: what for, how long, what first, and the plan for a class."""
    lines = ["| notebook | aim | time | before | plan |", "|---|---|---|---|---|"]
    for lesson in lessons:
        before = ", ".join(name[:2] for name in lesson.before) or "–"
        plan = f"[{lesson.name[:2]}](lessons/{lesson.name}.md)"
        link = f"[{lesson.name}]({lesson.path.name})"
        lines.append(f"| {link} | {lesson.aim} | {lesson.minutes} min | {before} | {plan} |")
    return "\n".join(lines)


def glossary_table(rows: Iterable[dict[str, str]]) -> str:
    """Return the glossary as a Markdown table, in the order of the German alphabet.

    >>> row = {"german": "Satz", "english": "sentence", "meaning": "ends with a full stop", "notebook": "01"}
    >>> print(glossary_table([row]).splitlines()[-1])
    | Satz | sentence | ends with a full stop | 01 |
    """
    lines = ["| German | English | meaning | notebook |", "|---|---|---|---|"]
    # DIN 5007: umlauts stand with their vowels.
    order = str.maketrans("äöüß", "aous")
    for row in sorted(rows, key=lambda row: row["german"].casefold().translate(order)):
        cells = (row[column].replace("|", "\\|") for column in ("german", "english", "meaning", "notebook"))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _put(page: str, name: str, table: str) -> str:
    pattern = rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)"
    found, count = re.subn(pattern, lambda match: f"{match[1]}{table}\n{match[2]}", page, flags=re.DOTALL)
    if count != 1:
        raise LessonError(
            f"there is no place for the table „{name}“",
            file=PAGE,
            remedy=f"put the lines <!-- {name}: begin --> and <!-- {name}: end --> where it belongs",
        )
    return found
