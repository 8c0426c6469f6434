"""The summary on the first page: three to six sentences made of the tables, nothing else.

A sentence is made of clauses, and each clause is one row: who (as the table has it), what kind of stance (a
fixed wording of `strings.tsv`), and the article's own words in quotation marks. What no row says is not said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.briefing.evidence import Evidence, Statement
from analysis.briefing.excerpts import position_words, quotation
from analysis.briefing.nodes import Inline, Node, capitalised
from analysis.briefing.subjects import Subjects
from analysis.briefing.words import Words

MOST = 6
"""Sentences at most."""
_CLAUSES = 2
"""Clauses of a sentence at most."""

TOPICS: tuple[tuple[str, ...], ...] = (
    ("agree", "concede"),
    ("demand",),
    ("condition",),
    ("reject", "threaten"),
    ("offer", "ready", "support"),
    ("withhold", "criticise"),
    ("talk",),
)
"""Which stances share a sentence, in the order of the sentences."""


def summary(evidence: Evidence, subjects: Subjects, limit: int = 110) -> Node:
    """Return the summary as a node; each sentence has its references.

    Args:
        evidence: of the article.
        subjects: names its actors.
        limit: characters of a quotation.
    """
    words = evidence.words
    room = MOST - 1 - bool(_ahead(evidence))
    topics = [found for topic in TOPICS if (found := _chosen(evidence.positions, topic))]
    items = [_sentence(evidence, subjects, found, limit) for found in topics[:room]]
    items += _next_date(evidence, limit)
    items += _vouched(evidence, words)
    if len(items) < 3:
        items = [*_opening(evidence, limit), *items]
    return {"t": "summary", "items": items}


def _chosen(statements: Sequence[Statement], topic: Sequence[str]) -> list[Statement]:
    """Return the rows of a topic that the summary tells: of different actors before two of the same."""
    rows = [
        s
        for s in statements
        if s.row["stance"] in topic and (s.row["actors"] or s.row["stance"] == "withhold")
        and (isinstance(s.row["issue"], tuple) or s.row["stance"] in ("ready", "withhold", "talk"))
    ]  # fmt: skip
    rows.sort(key=lambda s: (s.row["negated"], not s.row["actors"], -telling(s)))
    first: dict[tuple[str, ...], Statement] = {}
    for statement in rows:
        first.setdefault(tuple(statement.row["actors"]), statement)
    spread = [*first.values(), *(s for s in rows if s not in first.values())]
    chosen = spread[:_CLAUSES]
    return sorted(chosen, key=lambda s: int(s.code[1:]))


def _sentence(evidence: Evidence, subjects: Subjects, statements: Sequence[Statement], limit: int) -> Node:
    content: list[Inline] = []
    before: tuple[Any, ...] = ()
    for number, statement in enumerate(statements):
        row = statement.row
        who = (row["stance"], row["negated"], *row["actors"])
        if number and who == before:
            content += [f" {evidence.words['and']} ", *_words(evidence, statement, limit)]
        else:
            content += ["; " if number else "", *clause(evidence, subjects, statement, limit)]
        before = who
    return {
        "c": capitalised([*content, "."]),
        "refs": evidence.cite(place for s in statements for place in s.places[:1]),
    }


def clause(evidence: Evidence, subjects: Subjects, statement: Statement, limit: int) -> list[Inline]:
    """Return who takes which stance on what, in one clause without a full stop."""
    said = stance_of(subjects, statement.row, evidence.words)
    return [*said, ": ", *_words(evidence, statement, limit)]


def _words(evidence: Evidence, statement: Statement, limit: int) -> list[Inline]:
    """Return the article's words for a position, and what keeps it from being a plain fact."""
    start, end = position_words(evidence.report, statement.row, limit)
    quoted = quotation(evidence.report.article.text[start:end], evidence.words, limit)
    return [*quoted, *_reservations(evidence, statement.row)]


def telling(statement: Statement) -> int:
    """Return how much the issue of a position says: its length, none for a pronoun or where there is none."""
    issue = statement.row["issue_text"]
    return len(issue) if isinstance(issue, str) and " " in issue else 0


def stance_of(subjects: Subjects, row: Mapping[str, Any], words: Words) -> list[Inline]:
    """Return who takes which stance: „die Ukraine fordert“."""
    kind = f"said.{row['stance']}{'.not' if row['negated'] else ''}"
    if not row["actors"]:
        return [words[f"{kind}.nobody"] if row["stance"] == "withhold" else words["said.nobody"]]
    who = subjects.of(row["actors"])
    return [*who.content, " ", words[f"{kind}.{'many' if who.plural else 'one'}"]]


def _reservations(evidence: Evidence, row: Mapping[str, Any]) -> list[Inline]:
    """Return what keeps a clause from being a plain fact: planned, possible, said by somebody."""
    words, actors = evidence.words, getattr(evidence.report, "actors", None)
    # „laut Angaben“ names nobody: only a recognised actor is a source worth naming here.
    known = set() if actors is None else set(actors["actor"])
    parts = [words[f"modality.{row['modality']}"]] if row["modality"] != "asserted" else []
    if row["source"] in known and row["source"] not in row["actors"]:
        parts.append(words["according"].format(row["source"]))
    return [f" ({', '.join(parts)})"] if parts else []


def _ahead(evidence: Evidence) -> list[Statement]:
    """Return the events that begin behind the article's date, the nearest first."""
    date = evidence.report.article.date
    if date is None:
        return []
    return [s for s in evidence.times if s.row["begin"] > date.isoformat()]


def _next_date(evidence: Evidence, limit: int) -> list[Node]:
    from analysis.briefing.times import days_in_words

    words = evidence.words
    for statement in _ahead(evidence)[:1]:
        when = days_in_words(statement.row["begin"], statement.row["end_date"], words)
        quoted = quotation(statement.row["text"], words, limit)
        return [
            {
                "c": [words["summary.next"].format(when), *quoted, "."],
                "refs": evidence.cite_statement(statement),
            }
        ]
    return []


def _vouched(evidence: Evidence, words: Words) -> list[Node]:
    if not evidence.quotes:
        return []
    from analysis.speech import VOUCHED, word_shares

    shares = word_shares(evidence.report).set_index("kind")["share"]
    own = sum(float(shares[kind]) for kind in VOUCHED)
    number = words.number(100 * own)
    left = words.number(100 - float(round(100 * own)))
    return [
        {
            "c": [words["summary.vouched"].format(number, left)],
            "refs": [] if evidence.in_dossier else [{"t": "cite", "c": [evidence.link_to("quotes")]}],
        }
    ]


def _opening(evidence: Evidence, limit: int) -> list[Node]:
    """Return how the article begins, and whom it names: for articles in which nobody takes a position."""
    words, report = evidence.words, evidence.report
    items: list[Node] = []
    if len(report.sentences):
        first = report.sentences.iloc[0]
        quoted = quotation(str(first["text"]), words, 2 * limit)
        place = (int(first["start"]), int(first["end"]))
        items.append({"c": [words["summary.begins"], *quoted, "."], "refs": evidence.cite([place])})
    from analysis.briefing.names import names_of

    if names := names_of(report)[:3]:
        listed: list[Inline] = []
        for number, name in enumerate(names):
            listed += [", " if number else "", *subject_name(name.name), f" ({words.number(name.mentions)})"]
        refs = [] if evidence.in_dossier else [{"t": "cite", "c": [evidence.link_to("names")]}]
        items.append({"c": [words["summary.names"], *listed, "."], "refs": refs})
    return items


def subject_name(name: str) -> list[Inline]:
    from analysis.briefing.characters import printable, shortened

    return [{"t": "lang", "c": [printable(shortened(name, 60))], "lang": "de"}]
