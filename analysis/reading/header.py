"""The header of an article file: title, date and source, and the dates in it and in the file name."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from analysis.errors import DateError, FormatError
from analysis.reading.encoding import line_and_column

DATE_REMEDY = "write the date as 2025-12-06"
LONGEST_DATE = 60
"""Code points; „Donnerstag, 6. November 2025, 14:30 Uhr (MEZ)“ has 45."""

# English and German names of the same field.
FIELDS = {
    "title": "title",
    "titel": "title",
    "date": "date",
    "datum": "date",
    "source": "source",
    "quelle": "source",
    "id": "id",
}
_LINE = re.compile(r"[ \t]*(\w+)[ \t]*:[ \t]*([^\n]*)(?:\n|\Z)")
_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_FENCE_BEFORE_FIELD = re.compile(r"---[ \t]*\n(?=[ \t]*\w+[ \t]*:)")
# The header that the first article came with: one line, no colon, the text on the same line.
_INLINE_DATE = re.compile(r"\s*date[ \t]+(\d{4}-\d{1,2}-\d{1,2})(?:[ \t]+|\s*\n|\Z)")
_FILE_NAME_DATE = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
# dateparser takes "Mai" for the first of May; a date must name its day, month and year.
_DATEPARSER = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "DATE_ORDER": "DMY"}


@dataclass(frozen=True)
class Header:
    """What a file says about its article before the text begins; None where it says nothing."""

    title: str | None = None
    date: datetime.date | None = None
    source: str | None = None
    id: str | None = None


def split_header(text: str, file: object = None) -> tuple[Header, str]:
    """Split a text into its header and the article.

    Three kinds of header are understood: lines ``title: …``, ``date: …``, ``source: …``, ``id: …`` (also
    ``Titel:``, ``Datum:``, ``Quelle:``) at the very beginning; the same between two lines ``---`` (other
    fields are passed over there); and the line beginning `` date 2025-12-06 `` with the text behind it.

    Args:
        text: the whole file.
        file: the name shown in errors.

    Returns:
        The header (all None if there is none) and the rest of the text.

    Raises:
        DateError: the header's date cannot be read or does not exist.
        FormatError: a header between ``---`` lines has no end.

    >>> split_header("date: 6. Dezember 2025\\n\\nDie Gespräche dauern an.")[1]
    'Die Gespräche dauern an.'
    """
    inline = _INLINE_DATE.match(text)
    if inline:
        date = parse_date(inline[1], file, line_and_column(text, inline.start(1)))
        return Header(date=date), text[inline.end() :]
    start = len(text) - len(text.lstrip())
    fence = _FENCE_BEFORE_FIELD.match(text, start)
    if fence:
        return _fenced(text, fence.end(), file)
    header, end = Header(), start
    while (line := _LINE.match(text, end)) and line[1].casefold() in FIELDS:
        header = _with_field(header, line, text, file)
        end = line.end()
    return (header, text[end:].lstrip("\n")) if end > start else (header, text)


def parse_date(value: str, file: object = None, place: str | None = None) -> datetime.date:
    """Read a date as people write it: 2025-12-06, 6.12.2025, 6. Dezember 2025, with or without a time.

    Args:
        value: the date; it must name day, month and year.
        file, place: shown in the error.

    Raises:
        DateError: it cannot be read, or there is no such day.

    >>> parse_date("6. Dezember 2025")
    datetime.date(2025, 12, 6)
    """
    value = value.strip().strip("\"'")
    iso = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", value)
    padded = f"{iso[1]}-{iso[2]:0>2}-{iso[3]:0>2}{value[iso.end() :]}" if iso else value
    try:
        if len(value) <= LONGEST_DATE:
            return datetime.datetime.fromisoformat(padded).date()
    except ValueError:
        pass
    import dateparser  # takes half a second to import, and nearly all headers are ISO dates

    looks_german = len(value) <= LONGEST_DATE and re.match(r"\d{1,2}(?:\.| +[^\W\d])|\D", value)
    found = dateparser.parse(value, languages=["de", "en"], settings=_DATEPARSER) if looks_german else None
    if found is None:
        exact = re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}", value)
        problem = f"there is no such day as {value}" if exact else f"the date {value[:40]!r} cannot be read"
        raise DateError(problem, file, place, DATE_REMEDY)
    return found.date()


def date_in_file_name(name: str) -> datetime.date | None:
    """Find the date in a file name; digits that are no date are something else, not an error.

    >>> date_in_file_name("2025-12-06-ukraine-gespraeche.txt")
    datetime.date(2025, 12, 6)
    """
    for match in _FILE_NAME_DATE.finditer(name):
        try:
            date = datetime.date(*map(int, match.groups()))
        except ValueError:
            continue
        if 1800 <= date.year <= 2200:
            return date
    return None


def _fenced(text: str, end: int, file: object) -> tuple[Header, str]:
    header = Header()
    while not (close := _FENCE.match(text, end)):
        line = _LINE.match(text, end)
        if line and line[1].casefold() in FIELDS:
            header = _with_field(header, line, text, file)
        newline = text.find("\n", end)
        if newline < 0:
            raise FormatError(
                "the header that begins with --- has no end",
                file,
                line_and_column(text, end),
                "close it with a line --- before the text",
            )
        end = newline + 1
    return header, text[close.end() :].lstrip("\n")


def _with_field(header: Header, line: re.Match[str], text: str, file: object) -> Header:
    field, value = FIELDS[line[1].casefold()], line[2].strip().strip("\"'").strip()
    if not value:
        return header
    if field == "date":
        return replace(header, date=parse_date(value, file, line_and_column(text, line.start(2))))
    if field == "title":
        return replace(header, title=value)
    return replace(header, source=value) if field == "source" else replace(header, id=value)
