"""Bytes to text: UTF-8 and UTF-16 with or without byte order mark, and Windows-1252."""

from __future__ import annotations

import codecs
import re

from analysis.errors import BinaryFileError, EncodingError

# First bytes of files that people save or rename by mistake, and what to tell them.
MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an office document (.docx, .odt)",
    b"\xd0\xcf\x11\xe0": "an old office document (.doc)",
    b"{\\rtf": "a rich text document (.rtf)",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
}
SAVE_AS_TEXT = "save the article as plain text, UTF-8"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Umlauts, ß, dashes and quotation marks as UTF-8 writes them.
_UTF8_UMLAUT = re.compile(rb"\xc3[\x84\x96\x9c\x9f\xa4\xb6\xbc]|\xe2\x80[\x93\x94\x98-\x9e]")
# C0 controls that no text holds; tab, line feed, vertical tab, form feed and carriage return pass.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, file: object = None) -> str:
    """Decode the bytes of a text file.

    Tried in this order: byte order mark, UTF-16 without one (told by its zero bytes), UTF-8, Windows-1252.
    Line ends become "\\n", as Python's own text mode does.

    Args:
        data: the bytes of the whole file.
        file: the name shown in errors.

    Returns:
        The text, without byte order mark.

    Raises:
        BinaryFileError: the bytes are no text.
        EncodingError: the bytes are text in none of these encodings.

    >>> decode("Gespräche".encode("cp1252"))
    'Gespräche'
    """
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise BinaryFileError(f"this is {kind}, not a text file", file, remedy=SAVE_AS_TEXT)
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _utf16_without_bom(data)
    text = _decode_as(data, encoding, file) if encoding else _decode_by_trial(data, file)
    control = _CONTROLS.search(text)
    if control and len(_CONTROLS.findall(text)) > len(text) // 200:
        raise BinaryFileError(
            "the file holds control characters, so it is no text",
            file,
            line_and_column(text, control.start()),
            SAVE_AS_TEXT,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def line_and_column(text: str, offset: int) -> str:
    """Say where an offset stands, as people count: from 1.

    >>> line_and_column("eins\\nzwei", 7)
    'line 2, column 3'
    """
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return f"line {line}, column {column}"


def _decode_by_trial(data: bytes, file: object) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise BinaryFileError(
                "the file holds zero bytes, so it is no text", file, f"byte {data.index(0)}", SAVE_AS_TEXT
            ) from None
        if _UTF8_UMLAUT.search(data):
            # Read as Windows-1252 these would silently turn into "Ã¤": better an error than a spoilt text.
            raise EncodingError(
                "the file is UTF-8 with damaged bytes", file, f"byte {error.start}", SAVE_AS_TEXT
            ) from None
        return _decode_as(data, "cp1252", file)


def _decode_as(data: bytes, encoding: str, file: object) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        tried = {"cp1252": "neither UTF-8 nor Windows-1252", "utf-8-sig": "not UTF-8"}.get(
            encoding, "not UTF-16"
        )
        raise EncodingError(
            f"the bytes are {tried} text", file, f"byte {error.start}", SAVE_AS_TEXT
        ) from None


def _utf16_without_bom(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in nearly every second byte, always on the same side."""
    sample = data[:2000]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.8 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
