"""How well expressions of time are found and resolved: TimeML files as KRAUTS distributes them.

Corpus: KRAUTS, German newspaper articles with TIMEX3 (Strötgen et al. 2018), one `.tml` file per article. A
folder whose name ends in `_Heideltime` holds HeidelTime's own output for the folder beside it, and gives the
baseline.

Definitions: a prediction is right where its span, white space ignored, is that of the gold (strict span);
with value, where the TIMEX3 value is the same too. F1 is micro over all articles of a folder. The document's
own date and empty tags do not count.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

_DATE = re.compile(r"<DCT>.*?\bvalue=\"([^\"]*)\"", re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*)</TEXT>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")
_BASELINE = "_heideltime"

Marked = dict[tuple[int, int], str]
"""Value by place; places count characters that are no white space."""


@dataclass(frozen=True)
class TimeArticle:
    """An article of a TimeML corpus: its text, date and marked expressions."""

    name: str
    text: str
    date: datetime.date | None
    marked: Marked


@dataclass
class Hits:
    """Counts over articles, and the F1 they give.

    >>> hits = Hits()
    >>> hits.add({(0, 5): "2025"}, {(0, 5): "2024", (9, 12): "P2D"})
    >>> round(hits.span, 2), hits.value
    (0.67, 0.0)
    """

    marks: int = 0
    spans: int = 0
    values: int = 0

    def add(self, gold: Marked, found: Marked) -> None:
        """Count one article."""
        same = gold.keys() & found.keys()
        self.marks += len(gold) + len(found)
        self.spans += len(same)
        self.values += sum(gold[place] == found[place] for place in same)

    @classmethod
    def sum(cls, several: Iterable[Hits]) -> Hits:
        """The counts of several folders together."""
        total = cls()
        for hits in several:
            total.marks += hits.marks
            total.spans += hits.spans
            total.values += hits.values
        return total

    @property
    def span(self) -> float:
        """Strict F1 of spans."""
        return 2 * self.spans / max(1, self.marks)

    @property
    def value(self) -> float:
        """Strict F1 of spans with their values."""
        return 2 * self.values / max(1, self.marks)


def read_timeml(path: Path) -> TimeArticle | None:
    """Read a TimeML file; None for a file that is none. No entity of the file is ever expanded."""
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    body, dated = _TEXT.search(source), _DATE.search(source)
    if not body:
        return None
    try:
        date = datetime.date.fromisoformat(dated[1][:10]) if dated else None
    except ValueError:
        date = None
    text, open_tags, marked = "", [], {}
    end = 0
    for tag in _TAG.finditer(body[1]):
        text += html.unescape(body[1][end : tag.start()])
        end = tag.end()
        if tag.group().startswith("<TIMEX3") and not tag.group().endswith("/>"):
            value = _VALUE.search(tag.group())
            open_tags.append((len(text), value[1] if value else ""))
        elif tag.group().startswith("</TIMEX3") and open_tags:
            start, value_text = open_tags.pop()
            if text[start:].strip():
                marked[start, len(text)] = value_text
    text += html.unescape(body[1][end:])
    place = _places(text)
    return TimeArticle(path.stem, text, date, {(place[a], place[b]): v for (a, b), v in marked.items()})


def find_time_folders(folder: Path) -> Iterator[tuple[str, list[TimeArticle], list[TimeArticle]]]:
    """Folders with TimeML files: name, articles, and HeidelTime's articles of the same names (or none)."""
    for place in sorted({path.parent for path in folder.rglob("*.tml")}):
        if place.name.casefold().endswith(_BASELINE):
            continue
        articles = _read_all(place)
        beside = [
            other
            for other in place.parent.iterdir()
            if other.name.casefold() == place.name.casefold() + _BASELINE
        ]
        names = {article.name for article in articles}
        rival = [article for other in beside for article in _read_all(other) if article.name in names]
        if articles:
            yield place.name, articles, rival


def score(nlp: Language, articles: list[TimeArticle]) -> Hits:
    """Count what a pipeline with `wortlaut_times` finds in the articles."""
    from analysis.language import sentences
    from analysis.layers import entities
    from analysis.layers.times import COMPONENT, set_article_date, times

    hits = Hits()
    needed = (sentences.COMPONENT, entities.COMPONENT, COMPONENT)
    others = [name for name in nlp.pipe_names if name.startswith("wortlaut") and name not in needed]
    docs = []
    for article in articles:
        doc = nlp.make_doc(article.text)
        set_article_date(doc, article.date)
        docs.append(doc)
    with nlp.select_pipes(disable=others):
        for article, doc in zip(articles, nlp.pipe(docs), strict=True):
            place = _places(article.text)
            hits.add(article.marked, {(place[t.start], place[t.end]): t.value for t in times(doc)})
    return hits


def rival_hits(articles: list[TimeArticle], rival: list[TimeArticle]) -> Hits | None:
    """Count HeidelTime's output against the gold; None without it."""
    found = {article.name: article.marked for article in rival}
    if not found:
        return None
    hits = Hits()
    for article in articles:
        hits.add(article.marked, found.get(article.name, {}))
    return hits


def _read_all(folder: Path) -> list[TimeArticle]:
    read = (read_timeml(path) for path in sorted(folder.glob("*.tml")))
    return [article for article in read if article is not None]


def _places(text: str) -> list[int]:
    """For each offset the number of characters before it that are no white space."""
    places = [0]
    for character in text:
        places.append(places[-1] + (not character.isspace()))
    return places
