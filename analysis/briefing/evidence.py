"""The statements of a briefing, numbered, and the lines of the article that they stand on.

Every row of a table is a statement with a number of its own: P for positions, R for reported speech, T for
times, W for wording. A statement names its lines, and the margin of a line names its statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.briefing.lines import Lines
from analysis.briefing.nodes import Inline, span
from analysis.briefing.words import Words

WORDING_ROWS = 8
"""Actors in the table on wording: those with the most marked words."""
WORDS = 6
"""Words shown for each of them, the strongest first."""


@dataclass(frozen=True)
class Statement:
    """A row of one of the report's tables.

    Attributes:
        code: its number, such as „P3“; the target of links is the article's key and this.
        places: (start, end) of its words, the first one the one that it is cited by.
        row: the row.
    """

    code: str
    places: tuple[tuple[int, int], ...]
    row: Mapping[str, Any]


class Evidence:
    """What a briefing of one article says, and where it stands.

    Args:
        report: an `Analysis`, or what has some of its tables.
        words: the house's words.
        key: what the link targets begin with, where several articles share a document.
    """

    def __init__(self, report: Any, words: Words, key: str = "") -> None:
        self.report = report
        self.words = words
        self.key = key
        text = report.article.text
        self.lines = Lines(text, report.article.paragraphs or [(0, len(text))])
        self.positions = [
            Statement(f"P{n}", _positions_places(row), row)
            for n, row in enumerate(_rows(report, "positions"), 1)
        ]
        quoted = [row for row in _rows(report, "quotes") if not row["rule"].startswith("marks+")]
        self.quotes = [
            Statement(f"R{n}", tuple((int(s), int(e)) for s, e in row["quote"]), row)
            for n, row in enumerate(quoted, 1)
        ]
        self.times = [
            Statement(f"T{n}", ((int(row["start"]), int(row["end"])),), row)
            for n, row in enumerate(_events(report), 1)
        ]
        self.wording = _wording(report)

    def cite(self, places: Iterable[tuple[int, int]]) -> list[Inline]:
        """Return „[l. 12, 14]“ with links to the lines."""
        links = self.numbers(places)
        return [span("cite", [self.words["line.before"], *links, self.words["line.behind"]])] if links else []

    def cite_statement(self, statement: Statement) -> list[Inline]:
        """Return the reference to where a statement begins."""
        return self.cite(statement.places[:1])

    def numbers(self, places: Iterable[tuple[int, int]], *, joint: str = ", ") -> list[Inline]:
        """Return the numbers of the lines on which the places begin, each once, as links."""
        found = sorted({self.lines.at(start) for start, _ in places})
        links: list[Inline] = []
        for number in found:
            links += [joint] if links else []
            links.append(self.link(number))
        return links

    def link(self, line: int) -> Inline:
        return span("ref", [str(line)], id=f"{self.key}l{line}")

    @property
    def in_dossier(self) -> bool:
        """Whether this is one of several articles, of which there is one page and no sections."""
        return bool(self.key)

    def link_to(self, section: str) -> Inline:
        """Return a link to a section of this article's briefing, with its heading."""
        return span("ref", [self.words[section]], id=f"{self.key}section-{section}")

    def target(self, code: str) -> Inline:
        """Return the number of a statement as the place that links lead to."""
        return span("anchor", [code], id=f"{self.key}{code}")

    def behind(self) -> dict[int, list[Inline]]:
        """Return for each line the statements that begin on it, as links."""
        found: dict[int, list[str]] = {}
        for statement in (*self.positions, *self.quotes, *self.times, *self.wording):
            for line in dict.fromkeys(self.lines.at(start) for start, _ in _cited(statement)):
                found.setdefault(line, []).append(statement.code)
        return {
            line: _spaced([span("ref", [code], id=f"{self.key}{code}") for code in codes])
            for line, codes in found.items()
        }


def _cited(statement: Statement) -> Sequence[tuple[int, int]]:
    return statement.places if statement.code.startswith("W") else statement.places[:1]


def _spaced(links: list[Inline]) -> list[Inline]:
    return [part for link in links for part in (" ", link)][1:]


def _rows(report: Any, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table; reports made by hand may lack it."""
    found = getattr(report, table, None)
    return [] if found is None else found.to_dict("records")


def _positions_places(row: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    cue = [(int(start), int(end)) for start, end in row["cue"]]
    issue = row["issue"]
    return (*cue, *([(int(issue[0]), int(issue[1]))] if isinstance(issue, tuple) else []))


def _events(report: Any) -> list[dict[str, Any]]:
    if getattr(report, "times", None) is None:
        return []
    from analysis.chronology import timeline

    return timeline(report).to_dict("records")


def _wording(report: Any) -> list[Statement]:
    """Return the actors with the most marked words about them, each with those words."""
    if getattr(report, "phrasing", None) is None or not len(report.phrasing):
        return []
    from analysis.tone import toned, tones

    marked = toned(report)
    statements = []
    for number, row in enumerate(tones(report).head(WORDING_ROWS).to_dict("records"), 1):
        found = marked[marked["target"] == row["actor"]]
        order = found["value"].abs().sort_values(ascending=False, kind="stable").index
        shown = found.loc[order].drop_duplicates("text").head(WORDS)
        places = tuple(
            (int(start), int(end)) for start, end in shown[["start", "end"]].itertuples(index=False)
        )
        statements.append(Statement(f"W{number}", places, {**row, "shown": shown.to_dict("records")}))
    return statements
