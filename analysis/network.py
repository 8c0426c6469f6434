"""Actors and issues as tables and graphs: who stands where, who agrees and quarrels with whom.

Terms follow discourse network analysis (Leifeld 2017): a statement joins an actor and a concept, with
agreement or without; two actors are congruent where they take the same side on a concept, in conflict
where they do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

SIDE = {
    "demand": 1,
    "offer": 1,
    "ready": 1,
    "agree": 1,
    "concede": 1,
    "support": 1,
    "reject": -1,
    "criticise": -1,
    "threaten": -1,
    "condition": 0,
    "talk": 0,
    "withhold": 0,
}
"""Whether a stance is for an issue (1), against it (-1) or leaves it open (0)."""

COLUMNS = (
    "article", "date", "actor", "stance", "side", "issue", "issue_text", "target", "source", "cue_text",
    "negated", "modality", "sentence", "start", "end",
)  # fmt: skip
_MARKS = frozenset('"“”„«»‚‘’')
LONGEST = 44
"""Characters of an issue's label."""


def stance_label(stance: str, negated: bool) -> str:
    """What a table or figure calls a stance.

    >>> stance_label("agree", False), stance_label("agree", True)
    ('agree', 'not agree')
    """
    return f"not {stance}" if negated else stance


def side_of(label: str) -> int:
    """The side of a `stance_label`: 1 for, -1 against, 0 open; negation turns it round.

    >>> side_of("agree"), side_of("not agree"), side_of("not talk")
    (1, -1, 0)
    """
    return SIDE[label.removeprefix("not ")] * (-1 if label.startswith("not ") else 1)


def statements(reports: Analysis | Iterable[Analysis]) -> pd.DataFrame:
    """One row per position and actor, in the order of the text.

    Args:
        reports: an analysed article, or several.

    Returns:
        `COLUMNS`; `issue` is a label under which the same issue meets (the shortest of its wordings, see
        `issue_label`); `side` is 1, 0 or -1 (see `SIDE`), turned round by negation; `start`, `end` are the
        place of the cue. A position that names nobody gives no row.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab. Kiew fordert die Waffenruhe."))
    >>> statements(report)[["actor", "stance", "side", "issue"]].values.tolist()
    [['Russland', 'reject', -1, 'Waffenruhe'], ['Ukraine', 'demand', 1, 'Waffenruhe']]
    """
    import pandas as pd

    rows: list[tuple[Any, ...]] = []
    labels: dict[str, str] = {}
    for report in several(reports):
        for row in report.positions.to_dict("records"):
            side = side_of(stance_label(row["stance"], row["negated"]))
            key, label = issue_label(report, row["issue"]) or (None, None)
            if key is not None and label is not None and len(label) < len(labels.get(key, label + " ")):
                labels[key] = label
            place = (row["cue"][0][0], row["cue"][-1][1])
            rows += [
                (
                    report.article.id, report.article.date, actor, row["stance"], side, key,
                    _text(row["issue_text"]), _text(row["target"]), _text(row["source"]), row["cue_text"],
                    row["negated"], row["modality"], row["sentence"], *place,
                )
                for actor in row["actors"]
            ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["issue"] = table["issue"].map(labels, na_action="ignore").astype("str")
    return table


def issue_label(report: Analysis, issue: tuple[int, int] | None) -> tuple[str, str] | None:
    """A key under which the same issue meets, and the words to show for it.

    The key of a noun phrase is its head noun with its genitive, in dictionary form; of a clause its words.

    Args:
        report: where it stands.
        issue: (start, end), or None.

    Returns:
        (key, words), or None where there is no issue or only a pronoun („diese“).
    """
    if not isinstance(issue, tuple):
        return None
    span = report.doc.char_span(*issue, alignment_mode="expand")
    if span is None or (len(span) == 1 and span[0].pos_ in ("PRON", "DET", "ADV")):
        return None
    words = [token for token in span if not (token.is_space or token.text in _MARKS)]
    while len(words) > 1 and (words[0].pos_ == "DET" or words[0].text.lower() in ("dass", "ob")):
        words = words[1:]
    text = (
        " ".join(report.article.text[words[0].idx : words[-1].idx + len(words[-1])].split()) if words else ""
    )
    text = "".join(character for character in text if character not in _MARKS)
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    head = span.root
    if head.pos_ not in ("NOUN", "PROPN"):
        return text.casefold(), shown
    genitive = [c.lemma_ for c in head.children if c.dep_ == "nmod" and "Case=Gen" in str(c.morph)]
    return " ".join([head.lemma_, *genitive[:1]]).casefold(), shown


def matrix(reports: Analysis | Iterable[Analysis]) -> pd.DataFrame:
    """Actors × issues: the stances that an actor takes on an issue, in the order of the text.

    Returns:
        One row per actor, one column per issue, each by number of statements; cells are lists of stances,
        as `stance_label` names them.
    """
    import pandas as pd

    table = statements(reports)
    table = table[table["issue"].notna()]
    actors = [name for name, _ in Counter(table["actor"]).most_common()]
    issues = [name for name, _ in Counter(table["issue"]).most_common()]
    cells: dict[tuple[str, str], list[str]] = {}
    for row in table.to_dict("records"):
        found = cells.setdefault((row["actor"], row["issue"]), [])
        label = stance_label(row["stance"], row["negated"])
        if label not in found:
            found.append(label)
    rows = [[cells.get((actor, issue), []) for issue in issues] for actor in actors]
    return pd.DataFrame(rows, index=pd.Index(actors, name="actor"), columns=issues)


def side_by_side(reports: Analysis | Iterable[Analysis], first: str, second: str) -> pd.DataFrame:
    """What two actors share, what they quarrel about, and what is open between them.

    Args:
        reports: an analysed article, or several.
        first, second: canonical names.

    Returns:
        Columns kind ("agreement", "conflict", "condition"), issue_text, then the cue of each of the two. They
        agree where they stand together in one position or take the same side of an issue; a condition is
        open where one of them makes it.
    """
    import pandas as pd

    table = statements(reports)
    mine, theirs = (table[table["actor"] == name] for name in (first, second))
    rows: list[tuple[Any, ...]] = []
    for row in mine.to_dict("records"):
        for other in theirs.to_dict("records"):
            together = row["article"] == other["article"] and row["start"] == other["start"]
            same_issue = isinstance(row["issue"], str) and row["issue"] == other["issue"]
            if together and row["side"] > 0:
                rows.append(("agreement", row["issue_text"], row["cue_text"], other["cue_text"]))
            elif not together and same_issue and row["side"] * other["side"]:
                kind = "agreement" if row["side"] == other["side"] else "conflict"
                rows.append((kind, row["issue_text"], row["cue_text"], other["cue_text"]))
    for row in mine.to_dict("records"):
        if row["target"] == second and row["side"] < 0:
            rows.append(("conflict", row["issue_text"], row["cue_text"], None))
    for row in theirs.to_dict("records"):
        if row["target"] == first and row["side"] < 0:
            rows.append(("conflict", row["issue_text"], None, row["cue_text"]))
    rows += [("condition", r["issue_text"], r["cue_text"], None) for r in _conditions(mine)]
    rows += [("condition", r["issue_text"], None, r["cue_text"]) for r in _conditions(theirs)]
    found = pd.DataFrame(rows, columns=["kind", "issue_text", first, second]).drop_duplicates(
        ignore_index=True
    )
    return found.sort_values("kind", kind="stable", ignore_index=True)


def actor_network(reports: Analysis | Iterable[Analysis]) -> nx.MultiDiGraph:
    """Who talks with, agrees with, demands of, criticises … whom.

    Returns:
        A node per actor with `statements` (number); an edge from actor to target per stance with `stance`
        (see `stance_label`), `weight` (number of statements) and `side`. Actors who agree or talk together
        (or do not) are joined both ways.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    edges: Counter[tuple[str, str, str]] = Counter()
    for report in several(reports):
        for row in report.positions.to_dict("records"):
            for actor in row["actors"]:
                graph.add_node(actor, statements=graph.nodes.get(actor, {}).get("statements", 0) + 1)
            target, label = _text(row["target"]), stance_label(row["stance"], row["negated"])
            if target is not None:
                edges.update((actor, target, label) for actor in row["actors"])
            if row["stance"] in ("agree", "talk"):
                for one, other in combinations(row["actors"], 2):
                    edges.update([(one, other, label), (other, one, label)])
    for (actor, target, stance), weight in edges.items():
        if target not in graph:
            graph.add_node(target, statements=0)
        graph.add_edge(actor, target, key=stance, stance=stance, weight=weight, side=side_of(stance))
    return graph


def actor_issue_network(reports: Analysis | Iterable[Analysis]) -> nx.MultiGraph:
    """Actors and issues; an edge per stance with `stance` (see `stance_label`), `weight` and `side`.

    Nodes have `bipartite` (0 actor, 1 issue) and `label`; an issue's node begins with „issue: “, so that an
    issue named like an actor stays apart.
    """
    graph: nx.MultiGraph = nx.MultiGraph()
    table = statements(reports)
    counted = Counter(
        (row["actor"], row["issue"], stance_label(row["stance"], row["negated"]), row["side"])
        for row in table.to_dict("records")
        if isinstance(row["issue"], str)
    )
    for (actor, issue, stance, side), weight in counted.items():
        node = f"issue: {issue}"
        graph.add_node(actor, bipartite=0, label=actor)
        graph.add_node(node, bipartite=1, label=issue)
        graph.add_edge(actor, node, key=stance, stance=stance, weight=weight, side=side)
    return graph


def congruence(reports: Analysis | Iterable[Analysis]) -> nx.Graph:
    """Actors joined by the issues on which they take sides: `congruence` and `conflict` count the issues."""
    sides: dict[str, dict[str, int]] = {}
    for row in statements(reports).to_dict("records"):
        if isinstance(row["issue"], str) and row["side"]:
            # Who takes both sides of an issue is with the one taken more often, with neither if even.
            of_actor = sides.setdefault(row["issue"], {})
            of_actor[row["actor"]] = of_actor.get(row["actor"], 0) + row["side"]
    graph: nx.Graph = nx.Graph()
    for of_actor in sides.values():
        for one, other in combinations(sorted(name for name, side in of_actor.items() if side), 2):
            kind = "congruence" if of_actor[one] * of_actor[other] > 0 else "conflict"
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, congruence=0, conflict=0)
            graph[one][other][kind] += 1
    return graph


def _conditions(table: pd.DataFrame) -> list[dict[str, Any]]:
    return table[table["stance"] == "condition"].to_dict("records")


def several(reports: Analysis | Iterable[Analysis]) -> list[Analysis]:
    """One report as a list of one, several as a list."""
    return [reports] if hasattr(reports, "positions") else list(reports)  # type: ignore[list-item]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
