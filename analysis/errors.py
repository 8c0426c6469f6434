"""Everything that can go wrong with what a user hands in: one root, one class per kind of error.

Each error says what is wrong, where (file and place) and what to do about it:

>>> print(EmptyArticleError("the file is empty", file="leer.txt", remedy="save the article in it"))
leer.txt: the file is empty (save the article in it)
"""

from __future__ import annotations


class WortlautError(Exception):
    """Root of all errors that Wortlaut raises about its input.

    Attributes:
        problem: what is wrong, one sentence without a full stop.
        file: path or id of the article, or None.
        place: where in it ("line 1, column 7"), or None.
        remedy: what the user can do, or None.
    """

    def __init__(
        self, problem: str, file: object = None, place: str | None = None, remedy: str | None = None
    ) -> None:
        # All four go to Exception.args, so that the error survives being pickled by a worker process.
        super().__init__(problem, file, place, remedy)
        self.problem = problem
        self.file = None if file is None else str(file)
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        return (f"{where}: " if where else "") + self.problem + (f" ({self.remedy})" if self.remedy else "")


class ArticleNotFoundError(WortlautError):
    """There is no such file, or it cannot be opened."""


class NotAFileError(WortlautError):
    """A folder (or a device) stands where one article was expected."""


class EmptyArticleError(WortlautError):
    """There is no text: an empty file, white space, or a header with nothing behind it."""


class ArticleTooLargeError(WortlautError):
    """The file is larger than any article."""


class BinaryFileError(WortlautError):
    """The file holds something other than text (a PDF, an image, a word-processor document)."""


class EncodingError(WortlautError):
    """The bytes or characters are no text in a supported encoding."""


class FormatError(WortlautError):
    """The file is not what its ending says, or the ending is not one that Wortlaut reads."""


class DateError(WortlautError):
    """A date is written in a way that cannot be read, or does not exist."""


class NoArticleInPageError(WortlautError):
    """A saved web page holds no article text."""


class LanguageError(WortlautError):
    """The text is not German."""


class ModelError(WortlautError):
    """A language model is missing, damaged, or lacks what the layers need."""


class LexiconError(WortlautError):
    """A lexicon is damaged, or is not the one that was shipped."""


class ColumnError(WortlautError):
    """A table has no such column."""


class ExportError(WortlautError):
    """The result cannot be written where it was asked for."""


class OffsetError(WortlautError):
    """Offsets do not mark a stretch of the text."""


class ReviewError(WortlautError):
    """A decision about a position is damaged, or does not fit the article."""


class CorpusError(WortlautError):
    """A corpus cannot be built, gone on with, or asked what it was asked."""
