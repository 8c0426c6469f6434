"""The briefing's own words in English and German, and how each language writes numbers and dates.

The words stand in `strings.tsv`, where a person can read and correct them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("en", "de")


@dataclass(frozen=True)
class Words:
    """The house's words in one language.

    >>> german = words("de")
    >>> german.number(23.64, 1), german.number(12345), german.quote("Frieden")
    ('23,6', '12.345', '„Frieden“')
    >>> words("en").date(datetime.date(2025, 12, 6)), german.date(datetime.date(2025, 12, 6))
    ('6 December 2025', '6. Dezember 2025')
    """

    lang: str
    strings: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.strings[key]

    def kind(self, label: str) -> str:
        """Return the reader's word for a category such as `PER`; an unknown category names itself."""
        return self.strings.get(f"kind.{label}", label)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with `digits` decimals, grouped and pointed as the language does."""
        text = f"{value:,.{digits}f}"
        if self.lang == "de":
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def date(self, date: datetime.date) -> str:
        """Return a date in words."""
        month = self[f"month.{date.month}"]
        return f"{date.day}. {month} {date.year}" if self.lang == "de" else f"{date.day} {month} {date.year}"

    def quote(self, text: str) -> str:
        """Return the text in the language's quotation marks."""
        return self["quote.open"] + text + self["quote.close"]

    def count(self, key: str, number: int) -> str:
        """Return a number with its noun in the right number: `count("sentence", 1)` is "1 sentence"."""
        return f"{self.number(number)} {self[key + ('.one' if number == 1 else '.many')]}"


@cache
def words(lang: str) -> Words:
    """Return the words of `lang`: English for any language that the house does not speak.

    >>> words("de")["article"], words("fr").lang
    ('Der Artikel', 'en')
    """
    lang = lang.lower().replace("_", "-").split("-")[0]
    column = lang if lang in LANGUAGES else "en"
    table = resources.files(__package__).joinpath("strings.tsv").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = (dict(zip(header, line.split("\t"), strict=False)) for line in lines[1:])
    return Words(column, {row["key"]: row[column] for row in rows})
