"""The article in a saved web page, without menus, advertisements and comments (trafilatura)."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.errors import NoArticleInPageError
from analysis.reading.encoding import decode
from analysis.reading.header import Header, parse_date

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,20})", re.IGNORECASE)
_SHORTEST_ARTICLE = 100
# Browsers read these as Windows-1252 (WHATWG Encoding Standard), and pages rely on it for „ and “.
_REALLY_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii"})


def decode_page(data: bytes, file: object = None) -> str:
    """Decode a page by the character set that it declares, else as any text file.

    Raises:
        BinaryFileError, EncodingError: as `analysis.reading.encoding.decode`.

    >>> decode_page('<meta charset="iso-8859-1">Gespräche'.encode("latin-1"))[-9:]
    'Gespräche'
    """
    declared = _CHARSET.search(data[:4000])
    charset = declared[1].decode("ascii").lower() if declared else "utf-8"
    charset = "cp1252" if charset in _REALLY_WINDOWS else charset
    if charset in ("utf-8", "utf8") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return decode(data, file)
    try:
        return data.decode(charset)
    except (LookupError, UnicodeError):
        return decode(data, file)


def read_webpage(page: str, file: object = None) -> tuple[Header, str]:
    """Find the article in the source of a web page.

    Args:
        page: HTML.
        file: the name shown in errors.

    Returns:
        Title, date and publisher as far as the page tells them, and the paragraphs with a blank line between.

    Raises:
        NoArticleInPageError: there is no text of at least 100 characters that looks like an article.
    """
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True
    )
    text = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(text.strip()) < _SHORTEST_ARTICLE:
        raise NoArticleInPageError(
            "no article was found in this page", file, remedy="copy the article's text into a .txt file"
        )
    header = Header(title=found.title or None, source=found.sitename or None)
    if found.date:
        header = replace(header, date=parse_date(found.date, file))
    return header, re.sub(r"\n+", "\n\n", text).strip()
