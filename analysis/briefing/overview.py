"""The first page: the summary, the positions of the parties in one table, and what is agreed, open, demanded.

Everything on it is cut to a length at which the page holds it, however long the article is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from analysis.briefing.characters import printable, shortened
from analysis.briefing.evidence import Evidence, Statement
from analysis.briefing.excerpts import position_words, quotation
from analysis.briefing.nodes import Inline, Node, bullets, columns, heading, paragraph, span
from analysis.briefing.subjects import Subjects
from analysis.briefing.summary import summary, telling
from analysis.briefing.tables import grid
from analysis.palette import side


class Limits(NamedTuple):
    """How much the page holds.

    Attributes:
        told, quoted, listed: characters of a quotation in the summary, in the table, in a list.
        rows: rows of the table of positions.
        items: items of each of the three lists.
    """

    told: int
    quoted: int
    rows: int
    listed: int
    items: int


VARIANTS = (
    Limits(told=120, quoted=100, rows=13, listed=96, items=4),
    Limits(told=110, quoted=90, rows=9, listed=84, items=3),
    Limits(told=90, quoted=80, rows=9, listed=62, items=3),
    Limits(told=72, quoted=62, rows=7, listed=54, items=2),
    Limits(told=56, quoted=54, rows=5, listed=44, items=1),
)
"""From the fullest page to the barest: the first one that fits on the paper is taken."""
_REFUSING = frozenset({"reject", "withhold"})
_YIELDING = frozenset({"agree", "concede", "offer", "ready", "support"})


def first_page(evidence: Evidence, before: Sequence[Node] = ()) -> Node:
    """Return the first page as a node that takes as much as one page holds.

    Args:
        evidence: of the article.
        before: blocks that belong on the page, too, above the rest.
    """
    return {"t": "onepage", "variants": [[*before, *overview(evidence, limits)] for limits in VARIANTS]}


def overview(evidence: Evidence, limits: Limits = VARIANTS[0]) -> list[Node]:
    """Return the blocks of the first page, its title apart."""
    words = evidence.words
    subjects = Subjects(evidence.report, words)
    deeper = int(evidence.in_dossier)  # there the page itself has a heading
    return [
        heading(2 + deeper, [words["brief"]], f"{evidence.key}section-brief"),
        summary(evidence, subjects, limits.told),
        heading(3 + deeper, [words["parties"]]),
        *_table(evidence, limits),
        columns(
            [
                _list(evidence, "agreed", _agreed(evidence.positions), _item(evidence, limits), limits),
                _list(
                    evidence, "open", _open(evidence.positions), _item(evidence, limits, stance=True), limits
                ),
                _list(evidence, "demanded", _demanded(evidence.positions), _demand(evidence, limits), limits),
            ]
        ),
    ]


def _table(evidence: Evidence, limits: Limits) -> list[Node]:
    words = evidence.words
    taken = [s for s in evidence.positions if s.row["actors"] and s.row["stance"] != "talk"]
    shown = _spread(taken, limits.rows)
    if not shown:
        return [paragraph([words["positions.none"]])]
    parties = _parties(evidence.report)
    rows, before = [], ""
    for statement in _by_party(evidence.report, shown):
        row = statement.row
        who = ", ".join(row["actors"])
        start, end = position_words(evidence.report, row, limits.quoted)
        rows.append(
            [
                _party(row["actors"], parties) if who != before else [],
                stance_cell(row, words),
                quotation(evidence.report.article.text[start:end], words, limits.quoted),
                evidence.numbers(statement.places[:1]),
            ]
        )
        before = who
    heads = [words[f"positions.{key}"] for key in ("actor", "stance", "words", "line")]
    nodes = grid(heads, rows, words, shares=(1.5, 1.3, 4.0, 0.5))
    nodes = [{**node, "tight": True} for node in nodes]
    left = len(taken) - len(shown)
    if left:
        if evidence.in_dossier:
            return [*nodes, paragraph([span("small", [words["dossier.left"].format(words.number(left))])])]
        more = words["parties.more.one" if left == 1 else "parties.more.many"].format(words.number(left))
        nodes.append(paragraph([span("small", [more, evidence.link_to("positions"), "."])]))
    return nodes


def _parties(report: Any) -> dict[str, str]:
    """Return the party of each actor that belongs to one."""
    actors = getattr(report, "actors", None)
    if actors is None:
        return {}
    pairs = actors[["actor", "party"]].itertuples(index=False)
    return {actor: party for actor, party in pairs if isinstance(party, str) and party != actor}


def _party(actors: Sequence[str], parties: dict[str, str]) -> list[Inline]:
    """Return the actors, with the party that all of them belong to."""
    name = span("strong", [printable(shortened(", ".join(actors), 60))])
    of = {parties.get(actor) for actor in actors}
    party = of.pop() if len(of) == 1 else None
    behind = [printable(f" ({shortened(party, 30)})")] if party else []
    return [span("lang", [name, *behind], lang="de")]


def side_of(row: Any) -> int:
    """Return the side that a position takes: 1 for, -1 against, 0 open."""
    from analysis import network  # late, as it brings networkx

    return network.side_of(network.stance_label(row["stance"], row["negated"]))


def stance_cell(row: Any, words: Any) -> list[Inline]:
    """Return a stance with the sign of its side, so that it can be told without colour."""
    text = words[f"said.{row['stance']}.not.one" if row["negated"] else f"stance.{row['stance']}"]
    if row["modality"] != "asserted":
        text = f"{text} ({words['modality.' + row['modality']]})"
    look = side(side_of(row))
    return [span("paint", [look.symbol], fill=None, colour=look.line), "\u00a0", text]


def _spread(statements: Sequence[Statement], most: int) -> list[Statement]:
    """Return as many statements as there is room for: one of each party first, then in turn."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements:
        groups.setdefault(tuple(statement.row["actors"]), []).append(statement)
    for found in groups.values():
        found.sort(key=lambda s: -telling(s))
    chosen: list[Statement] = []
    for turn in range(max(map(len, groups.values()), default=0)):
        chosen += [found[turn] for found in groups.values() if len(found) > turn]
    return chosen[:most]


def _by_party(report: Any, statements: Sequence[Statement]) -> list[Statement]:
    """Return statements with those of one party together, the parties in the order of the article."""
    parties = _parties(report)
    ordered = sorted(statements, key=lambda s: int(s.code[1:]))
    place: dict[Any, int] = {}
    keys = []
    for number, statement in enumerate(ordered):
        names = tuple(statement.row["actors"])
        party = (parties.get(names[0], names[0]), len(names) > 1)
        keys.append((place.setdefault(party, number), place.setdefault(names, number), number))
    return [ordered[key[-1]] for key in sorted(keys)]


def _agreed(statements: Sequence[Statement]) -> list[Statement]:
    return [s for s in statements if s.row["stance"] in ("agree", "concede") and not s.row["negated"]]


def _open(statements: Sequence[Statement]) -> list[Statement]:
    """Return what is refused or kept back, and what was expressly not agreed."""
    return [
        s
        for s in statements
        if (s.row["stance"] in _REFUSING and not s.row["negated"])
        or (s.row["stance"] in _YIELDING and s.row["negated"])
    ]


def _demanded(statements: Sequence[Statement]) -> list[Statement]:
    """Return demands and conditions; a condition of the same sentence stands with its demand."""
    return [s for s in statements if s.row["stance"] in ("demand", "condition") and not s.row["negated"]]


def _item(evidence: Evidence, limits: Limits, *, stance: bool = False) -> Callable[[Statement], list[Inline]]:
    def item(statement: Statement) -> list[Inline]:
        row, words = statement.row, evidence.words
        start, end = position_words(evidence.report, row, limits.listed)
        content = quotation(evidence.report.article.text[start:end], words, limits.listed)
        who = _who(row["actors"])
        if stance and who:
            who = [*who, ", ", *stance_cell(row, words)]
        reserved = [f", {words['modality.' + row['modality']]}"] if row["modality"] != "asserted" else []
        behind = [" – ", *who, *([] if stance else reserved)] if who else reserved
        return [*content, *behind, " ", *evidence.cite_statement(statement)]

    return item


def _demand(evidence: Evidence, limits: Limits) -> Callable[[Statement], list[Inline]]:
    def item(statement: Statement) -> list[Inline]:
        row, words = statement.row, evidence.words
        start, end = position_words(evidence.report, row, limits.listed)
        bold = span("strong", [words["condition"]])
        label: list[Inline] = [bold, " "] if row["stance"] == "condition" else []
        content = quotation(evidence.report.article.text[start:end], words, limits.listed)
        who = _who(row["actors"])
        behind = [" – ", *who] if who else []
        return [*label, *content, *behind, " ", *evidence.cite_statement(statement)]

    return item


def _who(actors: Sequence[str]) -> list[Inline]:
    return [span("lang", [printable(shortened(", ".join(actors), 60))], lang="de")] if actors else []


def _list(
    evidence: Evidence,
    key: str,
    statements: Sequence[Statement],
    item: Callable[[Statement], list[Inline]],
    limits: Limits,
) -> list[Node]:
    words = evidence.words
    blocks = [heading(4 + evidence.in_dossier, [words[key]])]
    if not statements:
        return [*blocks, paragraph([span("small", [words[f"{key}.none"]])])]
    # Those with an issue first: „diese“ says little in a list.
    shown = sorted(_spread(statements, limits.items), key=lambda s: int(s.code[1:]))
    items = [item(statement) for statement in shown]
    left = len(statements) - len(shown)
    if left:
        more: list[Inline] = [words["list.more"].format(words.number(left)), evidence.link_to("positions")]
        items.append([words["list.left"].format(words.number(left))] if evidence.in_dossier else more)
    return [*blocks, bullets(items)]
