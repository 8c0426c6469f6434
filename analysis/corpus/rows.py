"""Articles as rows: CSV, Parquet and JSON Lines with one article a row and columns that describe it."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.article import MAX_BYTES, Article, article_from
from analysis.errors import ArticleTooLargeError, EmptyArticleError, EncodingError, FormatError, WortlautError
from analysis.reading.records import FIELDS, read_record

SUFFIXES = (".csv", ".tsv", ".parquet", ".jsonl", ".ndjson")
_DELIMITERS = ",;\t"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Row:
    """One row of a table of articles.

    Attributes:
        number: counted from 1, without the head.
        article: what was read, or None where that failed.
        metadata: the columns that Wortlaut does not know, as a JSON object; "" if there are none.
        error: why there is no article, or None.
    """

    number: int
    article: Article | None = None
    metadata: str = ""
    error: WortlautError | None = None


def read_rows(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Row]:
    """Read a table of articles row by row; a row that cannot be read does not stop the others.

    Args:
        path: a file ending in one of `SUFFIXES`. CSV has a head and is separated by comma, semicolon or tab.
        columns: which column holds "text", "title", "date", "source" or "id", if it has another name.

    Raises:
        WortlautError: the file as a whole cannot be read (no such column, no Parquet file …).
    """
    names = {column.strip().casefold(): field for field, column in (columns or {}).items()}
    names |= {field: field for field in FIELDS if field not in names.values()}
    for number, record in enumerate(_records(path, names), start=1):
        if isinstance(record, WortlautError):
            yield Row(number, error=record)
        else:
            yield _row(number, record, path, names)


def _row(number: int, record: Mapping[str, Any], path: Path, names: Mapping[str, str]) -> Row:
    place = f"row {number}"
    fields: dict[str, Any] = {}
    others: dict[str, Any] = {}
    for column, value in record.items():
        known = names.get(str(column).strip().casefold())
        if known and known not in fields:
            fields[known] = _plain(value)
        elif value is not None and value != "" and value == value:  # nan is what pandas writes for nothing
            others[str(column)] = value
    try:
        if not (fields.get("text") or "").strip():
            raise EmptyArticleError("the text is empty", path, place)
        if len(fields["text"]) > MAX_BYTES:
            raise ArticleTooLargeError(
                f"the text has {len(fields['text']) / 1e6:.1f} million characters", path, place
            )
        header, text = read_record(fields, path, place)
        identifier = header.id or f"{path.stem}-{number}"
        article = article_from(replace(header, id=identifier), text, path)
    except WortlautError as error:
        return Row(number, error=error)
    metadata = json.dumps(others, ensure_ascii=False, default=str, sort_keys=True) if others else ""
    return Row(number, article, metadata.encode("utf-8", "replace").decode("utf-8"))


def _plain(value: Any) -> str | None:
    """A cell as text; dates as ISO 8601, what is missing as None."""
    if value is None or value == "" or value != value:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _records(path: Path, names: Mapping[str, str]) -> Iterator[Mapping[str, Any] | WortlautError]:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path, names)
    elif suffix in (".csv", ".tsv"):
        yield from _csv(path, names)
    else:
        yield from _json_lines(path)


def _parquet(path: Path, names: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        _require_text(file.schema_arrow.names, names, path)
        for batch in file.iter_batches(batch_size=64):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FormatError(f"this is no sound Parquet file: {str(error).splitlines()[0]}", path) from None


def _csv(path: Path, names: Mapping[str, str]) -> Iterator[Mapping[str, Any] | WortlautError]:
    encoding = _encoding(path)
    before = csv.field_size_limit(MAX_BYTES)
    try:
        with path.open(encoding=encoding, newline="") as file:
            head = file.readline()
            delimiter = max(_DELIMITERS, key=head.count) if path.suffix.lower() == ".csv" else "\t"
            file.seek(0)
            reader = csv.DictReader(file, delimiter=delimiter)
            _require_text(reader.fieldnames or [], names, path)
            for record in reader:
                record.pop(None, None)  # cells beyond the head
                yield record
    except csv.Error as error:
        # Where one row ends and the next begins is lost from here on.
        yield FormatError(f"this CSV is damaged: {error}", path, "the rows from here on")
    except UnicodeError as error:
        raise EncodingError(f"the file is no {encoding} text: {error}", path) from None
    finally:
        csv.field_size_limit(before)


def _json_lines(path: Path) -> Iterator[Mapping[str, Any] | WortlautError]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(2 * MAX_BYTES):
            if not line.strip():
                continue
            number += 1
            try:
                record = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                yield FormatError(
                    f"this line is no JSON: {error}", path, f"row {number}", 'write {"text": "…"}'
                )
                continue
            if isinstance(record, dict):
                yield record
            else:
                yield FormatError("this line holds no object", path, f"row {number}", 'write {"text": "…"}')


def _require_text(found: Iterable[str], names: Mapping[str, str], path: Path) -> None:
    found = list(found)
    if not any(names.get(str(column).strip().casefold()) == "text" for column in found):
        shown = ", ".join(map(str, found[:12])) or "none"
        raise FormatError(
            f"no column holds the text; the columns are: {shown}", path, remedy="--column text=NAME"
        )


def _encoding(path: Path) -> str:
    """Byte order mark, else UTF-8, else Windows-1252, as `analysis.reading.encoding` does."""
    with path.open("rb") as file:
        head = file.read(4)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
