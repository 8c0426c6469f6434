"""Discourse networks period by period: who takes the same side of an issue, who the opposite one.

After Leifeld (2017), "Discourse Network Analysis: Policy Debates as Dynamic Networks", and the program
Discourse Network Analyzer: duplicate statements are removed per document, week, month or not at all,
congruence and conflict are counted over issues, and weights are normalised because who talks much would be
close to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from analysis.corpus.trends import period_of

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from analysis.corpus.dataset import Corpus

UNITS = ("document", "week", "month", "period", "none")
"""Within which a statement of an actor for or against an issue counts once; "none" counts every one."""
NORMALISATIONS = ("none", "average", "jaccard", "cosine")


@dataclass(frozen=True)
class DiscourseNetwork:
    """The network of one period.

    Attributes:
        period: „2025-11“; a week by its Monday; "" for all the time.
        graph: a node per actor with `statements` (after duplicates are removed), an edge with `congruence`,
            `conflict` and `balance` (the first minus the second).
    """

    period: str
    graph: nx.Graph


def discourse_networks(
    corpus: Corpus,
    *,
    by: str | None = "month",
    once_per: str = "document",
    normalise: str = "average",
    actors: Iterable[str] | None = None,
    duplicates: bool = False,
) -> list[DiscourseNetwork]:
    """Networks of actors, one for each period in which somebody takes a side.

    Two actors are congruent as often as both take the same side of a group of issues, in conflict as often as
    they take opposite sides: for each issue the smaller of their two numbers of statements counts, so that
    with `once_per="period"` weights are numbers of issues, as in Discourse Network Analyzer.

    Args:
        corpus: an opened corpus.
        by: a key of `analysis.corpus.trends.PERIODS`, or None for one network of all the time.
        once_per: one of `UNITS`.
        normalise: "none"; "average" divides by the mean number of statements of the two; "jaccard" by the
        number
            of statements that either makes, shared ones once; "cosine" by the square root of the product.
            With all but "none" the sum of congruence and conflict is mostly between 0 and 1.
        actors: only these.
        duplicates: count articles whose text was there before.

    Raises:
        ValueError: an unknown period, unit or normalisation.
    """
    if once_per not in UNITS or normalise not in NORMALISATIONS:
        raise ValueError(f"known units: {', '.join(UNITS)}; normalisations: {', '.join(NORMALISATIONS)}")
    columns = ["article", "date", "actor", "side", "issue_key", "issue_group"]
    rows = corpus.table("statements", columns=columns, duplicates=duplicates)
    rows = rows[rows["issue_group"].notna() & (rows["side"] != 0)]
    if actors is not None:
        rows = rows[rows["actor"].isin(list(actors))]
    if by is None:
        return [DiscourseNetwork("", _network(_counted(rows, once_per), normalise))] if len(rows) else []
    rows = rows[rows["date"].notna()]
    periods = period_of(rows["date"], by)
    return [
        DiscourseNetwork(str(period), _network(_counted(inside, once_per), normalise))
        for period, inside in rows.groupby(periods, sort=True)
    ]


def _counted(rows: pd.DataFrame, once_per: str) -> pd.DataFrame:
    """Statements per actor, issue and side after duplicates are removed."""
    keys = ["actor", "issue_group", "side"]
    if once_per == "document":
        rows = rows.drop_duplicates([*keys, "article"])
    elif once_per in ("week", "month"):
        # Articles without a date cannot repeat one another within a week.
        when = (
            period_of(rows["date"], once_per)
            .fillna(rows["article"])
            .where(rows["date"].notna(), rows["article"])
        )
        rows = rows.assign(when=when).drop_duplicates([*keys, "when"])
    elif once_per == "period":
        rows = rows.drop_duplicates(keys)
    return rows.groupby(keys, as_index=False).size()


def _network(counted: pd.DataFrame, normalise: str) -> nx.Graph:
    import networkx as nx

    said: dict[str, dict[tuple[str, int], int]] = {}
    for actor, group, side, number in counted.itertuples(index=False):
        said.setdefault(actor, {})[(group, int(side))] = int(number)
    graph: nx.Graph = nx.Graph()
    for actor in sorted(said):
        graph.add_node(actor, statements=sum(said[actor].values()))
    for one, other in combinations(sorted(said), 2):
        congruence = conflict = 0
        for (group, side), number in said[one].items():
            congruence += min(number, said[other].get((group, side), 0))
            conflict += min(number, said[other].get((group, -side), 0))
        if congruence or conflict:
            of_one, of_other = graph.nodes[one]["statements"], graph.nodes[other]["statements"]
            weights = [_normal(weight, of_one, of_other, normalise) for weight in (congruence, conflict)]
            graph.add_edge(
                one, other, congruence=weights[0], conflict=weights[1], balance=weights[0] - weights[1]
            )
    return graph


def _normal(weight: int, one: int, other: int, normalise: str) -> float:
    if normalise == "average":
        return weight / ((one + other) / 2)
    if normalise == "jaccard":
        return weight / (one + other - weight)
    if normalise == "cosine":
        return weight / (one * other) ** 0.5
    return weight
