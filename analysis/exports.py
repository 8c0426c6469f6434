"""Tables to files: CSV, Parquet, JSON; written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import ExportError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

FORMATS = ("csv", "parquet", "json")

# A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV Injection).
_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r]")
LONGEST_NAME = 100
"""Bytes; file systems allow 255, and a table's name and a temporary suffix come on top."""
_UNSAFE = re.compile(r"[^\w-]+")


def write_tables(report: Analysis, folder: str | Path, *, format: str = "csv") -> list[Path]:
    """Write the tables of a report into a folder of its own, named by the article's id.

    CSV is UTF-8 with a byte order mark, which spreadsheets need to show umlauts; a text cell that a
    spreadsheet would run as a formula gets an apostrophe in front. Parquet and JSON keep the text as it is.

    Args:
        report: an analysed article.
        folder: where the article's folder goes; made if missing.
        format: "csv", "parquet" or "json".

    Returns:
        The files, one per table, and `article.json` with id, title, date, source and text.

    Raises:
        ExportError: unknown format, or the folder cannot be written.
    """
    if format not in FORMATS:
        raise ExportError(f"unknown format {format!r}", remedy=f"known formats: {', '.join(FORMATS)}")
    target = Path(folder) / file_name(report.article.id)
    text = _article_json(report)
    written = [write_atomically(target / "article.json", lambda path: path.write_text(text, "utf-8"))]
    for name, table in report.tables().items():
        writer = _writer(table, format)
        written.append(write_atomically(target / f"{name}.{format}", writer))
    return written


def write_atomically(path: str | Path, write: Callable[[Path], object]) -> Path:
    """Write a file beside its place and move it there, so that no half-written file is ever seen.

    Args:
        path: where the file goes; its folder is made if missing.
        write: called with the path of the temporary file.

    Raises:
        ExportError: the place cannot be written.
    """
    path = Path(path)
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
        os.close(descriptor)
        temporary = Path(name)
        write(temporary)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"it cannot be written: {reason}", path, remedy="name another place") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return path


def file_name(identifier: str) -> str:
    """A name for files and folders made of an article's id: letters, digits, `-` and `_` only.

    >>> file_name("../../etc/passwd"), file_name("")
    ('etc-passwd', 'article')
    """
    name = _UNSAFE.sub("-", identifier).strip("-") or "article"
    if len(name.encode("utf-8")) <= LONGEST_NAME:
        return name
    # What is cut off may be all that tells two articles apart (long addresses), so its checksum stays.
    head = name.encode("utf-8")[: LONGEST_NAME - 9].decode("utf-8", "ignore")
    return f"{head}-{zlib.crc32(name.encode('utf-8')):08x}"


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> guarded("=HYPERLINK(…)"), guarded("Moskau lehnt ab.")
    ("'=HYPERLINK(…)", 'Moskau lehnt ab.')
    """
    return "'" + text if _FORMULA.match(text) else text


def _writer(table: pd.DataFrame, format: str) -> Callable[[Path], object]:
    if format == "parquet":
        return lambda path: table.to_parquet(path, index=False)
    if format == "json":
        return lambda path: table.to_json(path, orient="records", force_ascii=False, indent=1)
    safe = table.copy()
    for column in safe.select_dtypes(include=["str", "object"]):
        safe[column] = safe[column].map(_cell, na_action="ignore")
    return lambda path: safe.to_csv(path, index=False, encoding="utf-8-sig")


def _cell(value: object) -> str:
    """A list as JSON, which is no formula whatever it holds; any other value as guarded text."""
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return guarded(str(value))


def _article_json(report: Analysis) -> str:
    article = report.article
    record = {
        "id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "source": article.source,
        "text": article.text,
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
