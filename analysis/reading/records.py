"""Articles as JSON: one object, or a list of them."""

from __future__ import annotations

import json
from typing import Any

from analysis.errors import FormatError
from analysis.reading.encoding import line_and_column
from analysis.reading.header import Header, parse_date

FIELDS = ("text", "title", "date", "source", "id")
EXAMPLE = 'write {"text": "…", "date": "2025-12-06", "title": "…"}'


def read_records(text: str, file: object = None) -> list[tuple[Header, str]]:
    """Read a JSON object with "text" (and "title", "date", "source", "id"), or a list of such objects.

    Other fields are passed over.

    Raises:
        FormatError: no JSON, no object with a "text", or a field that is no text.
        DateError: a date cannot be read or does not exist.

    >>> read_records('{"text": "Die Gespräche dauern an.", "date": "2025-12-06"}')[0][1]
    'Die Gespräche dauern an.'
    """
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"this is no JSON: {error.msg}", file, line_and_column(text, error.pos), EXAMPLE
        ) from None
    except RecursionError:
        raise FormatError("this JSON is nested too deeply", file, remedy=EXAMPLE) from None
    except ValueError as error:  # a number of more than 4,300 digits
        raise FormatError(f"this JSON cannot be read: {error}", file, remedy=EXAMPLE) from None
    if loaded == []:
        raise FormatError("this JSON holds an empty list", file, remedy=EXAMPLE)
    records = loaded if isinstance(loaded, list) else [loaded]
    return [
        read_record(record, file, f"record {number}" if isinstance(loaded, list) else None)
        for number, record in enumerate(records, start=1)
    ]


def read_record(record: Any, file: object = None, place: str | None = None) -> tuple[Header, str]:
    """Read one object with "text"; arguments and errors as in `read_records`, `place` names the record."""
    if not isinstance(record, dict) or "text" not in record:
        raise FormatError('this JSON holds no object with a "text"', file, place, EXAMPLE)
    values = {field: record.get(field) for field in FIELDS}
    for field, value in values.items():
        if value is not None and not isinstance(value, str) and not (field == "id" and type(value) is int):
            raise FormatError(f'"{field}" is not a text', file, place, EXAMPLE)
    date = parse_date(values["date"], file, place) if values["date"] else None
    identifier = None if values["id"] is None else str(values["id"])
    return Header(values["title"], date, values["source"], identifier), values["text"] or ""
