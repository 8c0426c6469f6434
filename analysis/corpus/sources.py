"""Where the articles of a corpus come from: folders, globs, single files, tables of articles."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analysis import article as articles
from analysis.article import Article, article_from, read_article
from analysis.corpus import rows
from analysis.errors import ArticleNotFoundError, WortlautError
from analysis.reading.encoding import decode
from analysis.reading.records import read_record

ENDINGS = (*articles.SUFFIXES, *rows.SUFFIXES)
NO_ARTICLE = "(not read)"
"""Stands for the id in the list of errors where not even an id could be read."""


@dataclass(frozen=True)
class Problem:
    """Why an article is not in the tables.

    Attributes:
        article: its id, or `NO_ARTICLE`.
        where: the file, and the place in it.
        error: kind of error and what is wrong.
        remedy: what the user can do, or "".
    """

    article: str
    where: str
    error: str
    remedy: str = ""

    @classmethod
    def of(cls, error: BaseException, article: str, where: str) -> Problem:
        """The problem that an exception tells of."""
        kind = type(error).__name__
        if not isinstance(error, WortlautError):
            said = " ".join(str(error).split())[:500]
            return cls(article, where, _writable(f"{kind}: {said}"))
        place = f"{where}, {error.place}" if error.place and error.place not in where else where
        return cls(article, place, _writable(f"{kind}: {error.problem}"), error.remedy or "")


@dataclass(frozen=True)
class Found:
    """One article of the input, or why there is none.

    Attributes:
        where: the file as seen from the folder that was named, and the row in it.
        article: the article; its id is that of no other one. None where reading failed.
        metadata: further columns as a JSON object, or "".
        problem: what went wrong, or None.
    """

    where: str
    article: Article | None = None
    metadata: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class _File:
    path: Path
    shown: str


def find_articles(
    inputs: Iterable[str | Path], *, columns: Mapping[str, str] | None = None, leave_out: Path | None = None
) -> Iterator[Found]:
    """Read the articles of a corpus, one after the other, in an order that depends on their names alone.

    Args:
        inputs: folders (with their subfolders), patterns („zeitung/2025-*.txt“) and files: articles as
            `read_article` takes them, or tables with one article a row (CSV, Parquet, JSON Lines).
        columns: see `analysis.corpus.rows.read_rows`.
        leave_out: a folder whose files are passed over, because the results go there.

    Raises:
        ArticleNotFoundError: a folder, file or pattern that leads to nothing. Whatever is wrong with a single
            article is handed on in `Found.problem`.
    """
    seen: set[str] = set()
    for file in _files(inputs, leave_out):
        for found in _read(file, columns):
            if found.article is None:
                yield found
                continue
            identifier = _unseen(found.article.id, seen)
            yield replace(found, article=replace(found.article, id=identifier, file=None))


def count_articles(inputs: Iterable[str | Path], *, leave_out: Path | None = None) -> int:
    """About how many articles there are, without reading them: exact for files, by lines for tables."""
    return sum(_rows_in(file.path) for file in _files(inputs, leave_out))


def _rows_in(path: Path) -> int:
    suffix = path.suffix.lower()
    if suffix not in rows.SUFFIXES:
        return 1
    try:
        if suffix == ".parquet":
            import pyarrow.parquet as pq

            return pq.ParquetFile(path).metadata.num_rows
        with path.open("rb") as file:
            lines, last = 0, b"\n"
            while chunk := file.read(1 << 20):
                lines, last = lines + chunk.count(b"\n"), chunk[-1:]
            lines += last != b"\n"
        return max(1, lines - (suffix in (".csv", ".tsv")))
    except (OSError, ValueError):
        return 1  # the error itself is listed when the file is read


def _files(inputs: Iterable[str | Path], leave_out: Path | None) -> Iterator[_File]:
    barred = leave_out.resolve() if leave_out else None
    for given in [inputs] if isinstance(inputs, str | Path) else inputs:
        path = Path(given)
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except (OSError, ValueError):
            is_folder = is_file = False
        if is_folder:
            found = [_File(file, file.relative_to(path).as_posix()) for file in _walk(path, barred)]
        elif is_file:
            found = [_File(path, path.name)]
        else:
            found = [_File(file, file.as_posix()) for file in _matches(str(given), barred)]
        if not found:
            raise ArticleNotFoundError(
                "there is no article here", given, remedy=f"known endings: {', '.join(ENDINGS)}"
            )
        yield from found


def _walk(folder: Path, barred: Path | None) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder):  # links to folders are not followed: they may go in a circle
        here = Path(root)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (barred is None or (here / name).resolve() != barred)
        )
        found += [here / name for name in names if _is_article(name)]
    return sorted(found)


def _matches(pattern: str, barred: Path | None) -> list[Path]:
    paths = map(Path, glob.glob(pattern, recursive=True))  # noqa: PTH207 – Path.glob takes no absolute pattern
    return sorted(
        path
        for path in paths
        if path.is_file()
        and _is_article(path.name)
        and (barred is None or barred not in path.resolve().parents)
    )


def _is_article(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(ENDINGS)


def _read(file: _File, columns: Mapping[str, str] | None) -> Iterator[Found]:
    shown = _writable(file.shown)
    suffix = file.path.suffix.lower()
    try:
        if suffix in rows.SUFFIXES:
            for row in rows.read_rows(file.path, columns):
                where = f"{shown}, row {row.number}"
                if row.error is not None:
                    yield Found(where, problem=Problem.of(row.error, NO_ARTICLE, where))
                else:
                    yield Found(where, row.article, row.metadata)
        elif suffix == ".json":
            yield from _json(file.path, shown)
        else:
            yield Found(shown, read_article(file.path))
    except (WortlautError, OSError) as error:
        yield Found(shown, problem=Problem.of(error, NO_ARTICLE, shown))


def _json(path: Path, shown: str) -> Iterator[Found]:
    """A list of objects, one by one, so that a bad one does not hide the others; else as a single article."""
    try:
        loaded = json.loads(decode(path.read_bytes(), path)) if path.stat().st_size < 50e6 else None
    except (ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, list) or not loaded:
        yield Found(shown, read_article(path))
        return
    for number, record in enumerate(loaded, start=1):
        where = f"{shown}, record {number}"
        try:
            header, text = read_record(record, path, f"record {number}")
            identifier = header.id or f"{path.stem}-{number}"
            yield Found(where, article_from(replace(header, id=identifier), text, path))
        except WortlautError as error:
            yield Found(where, problem=Problem.of(error, NO_ARTICLE, where))


def _unseen(identifier: str, seen: set[str]) -> str:
    """The id, with a number behind it if another article has it already."""
    name, number = identifier, 1
    while name in seen:
        number += 1
        name = f"{identifier}-{number}"
    seen.add(name)
    return name


def _writable(text: str) -> str:
    # A file name need not be Unicode; its undecodable bytes become question marks.
    return text.encode("utf-8", "replace").decode("utf-8")
