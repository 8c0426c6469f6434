"""The folder of a corpus: parts that are written whole or not at all, and what made them.

DIR/manifest.json                what made the tables (version, hashes of model, lexicon, code)
DIR/positions/part-00000.parquet one folder per table, one file per part of the corpus
DIR/parts/part-00000.json        written last: this part is done; what was in it
DIR/errors.parquet               articles that could not be read or analysed
DIR/issues.tsv                   how issues are grouped; to be corrected by hand
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analysis.corpus.fingerprint import differences
from analysis.corpus.schema import TABLES
from analysis.corpus.sources import Problem
from analysis.corpus.worker import Result
from analysis.errors import CorpusError
from analysis.exports import write_atomically

FORMAT = 1
MANIFEST = "manifest.json"
ERRORS = "errors.parquet"
_PARTS = "parts"


@dataclass(frozen=True)
class Part:
    """What is known of a part that is done.

    Attributes:
        key: hash of the articles that went in, in their order.
        articles: number analysed, duplicates left out.
        duplicates: number of articles whose text was there before.
        words: number of words analysed.
        problems: the articles that failed.
    """

    key: str
    articles: int
    duplicates: int
    words: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Store:
    """The folder that a corpus is written to."""

    folder: Path

    def begin(self, made_with: dict[str, str], *, anew: bool = False) -> None:
        """Make the folder ready: a new one, one that is gone on with, or one that is emptied first.

        Raises:
            CorpusError: the folder holds something else, or was made by another model, lexicon or version.
        """
        manifest = self.folder / MANIFEST
        if not manifest.exists():
            if self.folder.exists() and any(not file.name.startswith(".") for file in self.folder.iterdir()):
                raise CorpusError(
                    "the folder holds something other than a corpus", self.folder, remedy="name a new folder"
                )
        else:
            old = read_manifest(self.folder)
            other = differences(old["made_with"], made_with)
            if other and not anew:
                raise CorpusError(
                    f"the corpus was made with another {', '.join(other)}",
                    self.folder,
                    remedy="name a new folder, or analyse everything again: --anew",
                )
        self._tidy(everything=anew)
        self._write_manifest({"format": FORMAT, "made_with": made_with, "complete": False})

    def finish(self, made_with: dict[str, str], parts: list[Part]) -> None:
        """Drop parts beyond the last one, write the list of errors, and declare the corpus complete."""
        for name in (*TABLES, _PARTS):
            for file in (self.folder / name).glob("part-*"):
                if int(file.stem.removeprefix("part-")) >= len(parts):
                    file.unlink()
        write_errors(self.folder / ERRORS, [problem for part in parts for problem in part.problems])
        totals = {
            "parts": len(parts),
            "articles": sum(part.articles for part in parts),
            "duplicates": sum(part.duplicates for part in parts),
            "errors": sum(len(part.problems) for part in parts),
            "words": sum(part.words for part in parts),
        }
        self._write_manifest({"format": FORMAT, "made_with": made_with, "complete": True, **totals})

    def part(self, number: int) -> Part | None:
        """The part of this number if it is done, else None."""
        try:
            found = json.loads(self._marker(number).read_text("utf-8"))
            problems = tuple(Problem(**problem) for problem in found.pop("problems"))
            return Part(**found, problems=problems)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, result: Result, part: Part) -> None:
        """Write the tables of a part; its marker comes last, so that a killed run leaves no half part."""
        self._marker(result.number).unlink(missing_ok=True)
        for name, data in result.tables.items():
            path = self.folder / name / f"{_name(result.number)}.parquet"
            write_atomically(path, lambda place, data=data: place.write_bytes(data))  # type: ignore[misc]
        marker = json.dumps(asdict(part), ensure_ascii=False, indent=1) + "\n"
        write_atomically(self._marker(result.number), lambda place: place.write_text(marker, "utf-8"))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second run out of the folder; the lock goes with the process, however it ends.

        Raises:
            CorpusError: another run is at work, or the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / ".lock").open("w")
        except OSError as error:
            raise CorpusError(
                f"it cannot be written: {error.strerror}", self.folder, remedy="name another place"
            ) from None
        with file:
            try:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:
                pass  # Windows: two runs at once are the user's own care
            except OSError:
                raise CorpusError(
                    "another run is writing this corpus", self.folder, remedy="wait until it is through"
                ) from None
            yield

    def _marker(self, number: int) -> Path:
        return self.folder / _PARTS / f"{_name(number)}.json"

    def _write_manifest(self, content: dict[str, Any]) -> None:
        text = json.dumps(content, indent=1) + "\n"
        write_atomically(self.folder / MANIFEST, lambda place: place.write_text(text, "utf-8"))

    def _tidy(self, *, everything: bool) -> None:
        """Remove what a killed run left half-written, or all parts."""
        for name in (*TABLES, _PARTS):
            for file in (self.folder / name).glob("*"):
                if file.is_file() and (everything or file.name.startswith(".")):
                    file.unlink()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a corpus.

    Raises:
        CorpusError: there is none, it is damaged, or of a later version.
    """
    remedy = "build it first: wortlaut corpus ARTICLES -o DIR"
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        known = found["format"] == FORMAT and isinstance(found["made_with"], dict)
    except OSError:
        raise CorpusError("there is no corpus in this folder", folder, remedy=remedy) from None
    except (ValueError, KeyError, TypeError):
        raise CorpusError("the manifest is damaged", folder / MANIFEST, remedy=remedy) from None
    if not known:
        raise CorpusError("the corpus is of another version", folder / MANIFEST, remedy=remedy)
    return found


def write_errors(path: Path, problems: list[Problem]) -> Path:
    """The articles that failed, as Parquet: article, where, error, remedy."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    shape = pa.schema([(name, pa.string()) for name in ("article", "where", "error", "remedy")])
    table = pa.Table.from_pylist([asdict(problem) for problem in problems], schema=shape)
    return write_atomically(path, lambda place: pq.write_table(table, place, compression="zstd"))


def key_of(entries: list[Any]) -> str:
    """Hash of what went into a part."""
    text = json.dumps(entries, ensure_ascii=False, default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _name(number: int) -> str:
    return f"part-{number:05d}"
