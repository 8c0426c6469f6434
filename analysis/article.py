"""An article: its text, where it comes from, and how it is laid out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from analysis.errors import (
    ArticleNotFoundError,
    ArticleTooLargeError,
    DateError,
    EmptyArticleError,
    EncodingError,
    FormatError,
    NotAFileError,
)
from analysis.reading import layout
from analysis.reading.encoding import decode, line_and_column
from analysis.reading.header import DATE_REMEDY, Header, date_in_file_name, parse_date, split_header

MAX_BYTES = 5_000_000
"""A long newspaper feature has about 50 kB; what is larger than 5 MB is no article."""

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json")


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article, as it was handed in; nothing about it is guessed from today's date.

    All offsets count Unicode code points into `text`, end exclusive.

    Attributes:
        text: the article, kept as it is given.
        date: when it was published; None leaves relative times („am Dienstag“) open.
        title: its headline, or None.
        id: a short name, used in tables and for the files of exports.
        source: who published it, or None.
        file: where it was read, or None; no part of what makes two articles equal.

    Raises:
        EmptyArticleError: `text` is blank.
        EncodingError: a field holds half of a surrogate pair, which no encoding can write.
        FormatError: a field is no `str`.
        DateError: `date` is not a `datetime.date`.

    >>> article = Article(text="Genf - Die Delegationen verhandeln seit dem frühen Morgen weiter.")
    >>> article.dateline, article.paragraphs
    ('Genf', [(0, 65)])
    """

    text: str
    date: datetime.date | None = None
    title: str | None = None
    id: str = "article"
    source: str | None = None
    file: Path | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise FormatError(f"the text is {type(self.text).__name__}, not str", self.id)
        if not self.text.strip():
            raise EmptyArticleError("the article has no text", self.id)
        for name in ("text", "title", "id", "source"):
            self._require_writable(name)
        if isinstance(self.date, datetime.datetime):
            object.__setattr__(self, "date", self.date.date())
        if self.date is not None and not isinstance(self.date, datetime.date):
            raise DateError(f"{self.date!r} is no datetime.date", self.id, remedy=DATE_REMEDY)

    def _require_writable(self, field: str) -> None:
        value = getattr(self, field)
        if value is None and field in ("title", "source"):
            return
        if not isinstance(value, str):
            raise FormatError(f"the {field} is {type(value).__name__}, not str")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            place = line_and_column(value, error.start)
            raise EncodingError(
                f"the {field} holds half of a surrogate pair",
                self.id if field != "id" else None,
                place if field == "text" else f"{field}, {place}",
                "decode it again from its source",
            ) from None

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """(start, end) of each paragraph, without the white space around it."""
        return layout.paragraphs(self.text)

    @cached_property
    def headline_span(self) -> tuple[int, int] | None:
        """(start, end) of a headline that stands in the text itself, or None."""
        return layout.headline(self.text, self.paragraphs)

    @cached_property
    def dateline_parts(self) -> layout.Dateline | None:
        """The dateline with its offsets and places, or None."""
        return layout.find_dateline(self.text, self.paragraphs)

    @cached_property
    def dateline(self) -> str | None:
        """The dateline as written, without the dash behind it („Washington/Miami“), or None."""
        parts = self.dateline_parts
        return self.text[parts.start : parts.end] if parts else None

    @cached_property
    def lead_span(self) -> tuple[int, int] | None:
        """(start, end) of the lead: the first paragraph behind the headline, without its dateline.

        None for an article of one paragraph.
        """
        body = [span for span in self.paragraphs if span != self.headline_span]
        if len(body) < 2:
            return None
        start, end = body[0]
        parts = self.dateline_parts
        return (parts.body, end) if parts and parts.start == start else (start, end)

    @cached_property
    def lead(self) -> str | None:
        """The text of the lead, or None."""
        span = self.lead_span
        return self.text[slice(*span)] if span else None


def read_article(path: str | Path) -> Article:
    """Read one article from a file.

    Formats, by ending: `.txt` and `.md` with an optional header (see `analysis.reading.header`), `.html` as
    saved by a browser, `.json` with one object. Title and date come from the header or page; else the title
    is a headline in the text, and the date that of the dateline or of the file name. Nothing else is guessed.

    Args:
        path: the file, at most 5 MB.

    Raises:
        WortlautError: one of `analysis.errors`, naming file, place and remedy.

    >>> read_article("data/articles/2025-12-06-ukraine-gespraeche.txt").dateline
    'Washington/Miami'
    """
    found = _read_all(Path(path))
    if len(found) != 1:
        raise FormatError(
            f"the file holds {len(found)} articles", path, remedy="read it with read_articles, or keep one"
        )
    return found[0]


def read_articles(paths: str | Path | Iterable[str | Path]) -> Iterator[Article]:
    """Read several articles: files, and folders with the files in them, in the order of their names.

    Args:
        paths: one file or folder, or several. In a folder only the known endings count, and no subfolders.

    Yields:
        The articles, one after the other. A number is put behind an id that was there before.

    Raises:
        WortlautError: as `read_article`, when the file in question is reached.

    >>> [article.id for article in read_articles("data/articles")][-1]
    '2025-12-06-ukraine-gespraeche'
    """
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    seen: dict[str, int] = {}
    for path in map(Path, several):
        for file in sorted(_articles_in(path)) if _is(Path.is_dir, path) else [path]:
            for article in _read_all(file):
                yield replace(article, id=_unseen(article.id, seen))


def _unseen(identifier: str, seen: dict[str, int]) -> str:
    """The id, with a number behind it if it was there before."""
    count = seen.get(identifier, 0) + 1
    while count > 1 and f"{identifier}-{count}" in seen:
        count += 1
    seen[identifier] = count
    if count == 1:
        return identifier
    seen[f"{identifier}-{count}"] = 1
    return f"{identifier}-{count}"


def _articles_in(folder: Path) -> list[Path]:
    try:
        files = [file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file()]
    except OSError as error:
        raise ArticleNotFoundError(
            f"the folder cannot be read: {error.strerror}", folder, remedy="check its permissions"
        ) from None
    if not files:
        raise ArticleNotFoundError(
            "there is no article in this folder", folder, remedy=f"known endings: {', '.join(SUFFIXES)}"
        )
    return files


def _read_all(path: Path) -> list[Article]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and _is(Path.is_file, path):
        raise FormatError(
            f"files ending in {suffix or 'nothing'} are not read",
            path,
            remedy=f"known endings: {', '.join(SUFFIXES)}",
        )
    data = _read_bytes(path)
    if suffix in (".html", ".htm"):
        from analysis.reading.webpage import decode_page, read_webpage

        return [article_from(*read_webpage(decode_page(data, path), path), path)]
    text = decode(data, path)
    if not text.strip():
        raise EmptyArticleError("the file is empty", path, remedy="put the article's text in it")
    if suffix == ".json":
        from analysis.reading.records import read_records

        return [article_from(header, body, path) for header, body in read_records(text, path)]
    header, body = split_header(text, path)
    if suffix == ".md":
        from analysis.reading.markdown import read_markdown

        header, body = read_markdown(body, header)
    return [article_from(header, body, path)]


def _read_bytes(path: Path) -> bytes:
    if _is(Path.is_dir, path):
        raise NotAFileError("this is a folder", path, remedy="name one file in it, or use read_articles")
    try:
        if path.exists() and not path.is_file():
            raise NotAFileError("this is no ordinary file", path)
        if (size := path.stat().st_size) > MAX_BYTES:
            raise ArticleTooLargeError(
                f"the file has {size / 1e6:.1f} MB, an article at most {MAX_BYTES / 1e6:.0f} MB",
                path,
                remedy="keep one article in it",
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleNotFoundError(
            "the file cannot be read: " + reason, path, remedy="check the path"
        ) from None


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    """Ask of what kind a path is; one that cannot even be asked (too long, forbidden) is of no kind."""
    try:
        return kind(path)
    except OSError:
        return False


def article_from(header: Header, text: str, path: Path) -> Article:
    """An article from what its header and its text say; what the header leaves open comes from the text."""
    # A file name need not be Unicode; its undecodable bytes become question marks.
    identifier = header.id or path.stem.encode("utf-8", "replace").decode("utf-8")
    if not text.strip():
        raise EmptyArticleError(
            "there is only a header, and no text behind it", path, remedy="put the article's text behind it"
        )
    try:
        article = Article(text=text, title=header.title, id=identifier, source=header.source)
    except EncodingError as error:
        raise EncodingError(error.problem, path, error.place, error.remedy) from None
    title = header.title or (text[slice(*article.headline_span)] if article.headline_span else None)
    date = header.date or _dateline_date(article) or date_in_file_name(path.name)
    return replace(article, title=title, date=date, file=path)


def _dateline_date(article: Article) -> datetime.date | None:
    """The date of „Berlin, 15.12.2005 – “; a dateline without a year dates nothing."""
    parts = article.dateline_parts
    if not parts or not parts.date or not parts.date[-4:].isdigit():
        return None
    try:
        return parse_date(parts.date)
    except DateError:
        return None  # it is part of the text, not something the user told us
