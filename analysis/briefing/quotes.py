"""Who says what, for the briefing: each statement with its speaker, how it is presented, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.briefing.characters import one_line, printable, shortened
from analysis.briefing.evidence import Evidence
from analysis.briefing.excerpts import quotation
from analysis.briefing.nodes import Inline, paragraph, span
from analysis.briefing.parts import Part
from analysis.briefing.tables import grid
from analysis.briefing.words import Words, words
from analysis.speech import UNNAMED, speaker_label, word_shares

_LONGEST = 170
"""Characters of a statement in the table."""


def has_quotes(report: Any) -> bool:
    """Whether a report has a table of quotations at all; reports made by hand may lack it."""
    return getattr(report, "quotes", None) is not None


def quotes_sentence(report: Any, *, lang: str = "en") -> str:
    """Return how much of the article the report itself vouches for, as sentences that can be read aloud."""
    spoken = words(lang)
    if report.quotes.empty:
        return spoken["quotes.none"]
    shares = word_shares(report).set_index("kind")["share"]
    own, told, exact = (spoken.number(100 * shares[kind]) for kind in ("report", "reported", "direct"))
    others = spoken.number(100 * (1 - shares["report"] - shares["reported"]))
    return spoken["quotes.text"].format(own, told, others, exact)


def quotes_table(report: Any, *, lang: str = "en", evidence: Evidence | None = None) -> Part:
    """Return the statements of others: speaker, cue, the words, and on which line they begin."""
    spoken = words(lang)
    evidence = evidence or Evidence(report, spoken)
    if not evidence.quotes:
        return Part([paragraph([spoken["quotes.none"]])])
    rows = [
        [
            [evidence.target(statement.code)],
            _speaker(report, statement.row, spoken),
            _how(report, statement.row, spoken),
            quotation(statement.row["quote_text"], spoken, _LONGEST),
            evidence.numbers(statement.places[:1]),
        ]
        for statement in evidence.quotes
    ]
    heads = ["", *(spoken[f"quotes.{key}"] for key in ("speaker", "how", "words", "line"))]
    shares = (0.4, 1.6, 1.2, 5.0, 0.6)
    return Part(grid(heads, rows, spoken, caption=spoken["quotes.caption"], shares=shares))


def _speaker(report: Any, row: Mapping[str, Any], spoken: Words) -> list[Inline]:
    label = speaker_label(report, dict(row))
    if label == UNNAMED:
        return [spoken["quotes.unnamed"]]
    name: list[Inline] = [printable(shortened(label, 60))]
    if isinstance(row["speaker_name"], str):
        name = [span("strong", name)]
    return [span("lang", name, lang="de")]


def _how(report: Any, row: Mapping[str, Any], spoken: Words) -> list[Inline]:
    """The cue as it stands in the text, else what makes the words somebody else's."""
    cue = " … ".join(report.article.text[start:end] for start, end in row["cue"])
    if cue:
        return [span("lang", [printable(shortened(one_line(cue), 40))], lang="de")]
    return [spoken[f"quotes.{row['type']}"]]
