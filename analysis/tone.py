"""Tone by actor: what a report says about somebody, and how somebody speaks, with what makes it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.errors import ColumnError
from analysis.layers.phrasing import TONED, tone

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

REPORT = "(the report)"
"""Stands for the report itself where a table lists holders."""

CONTRIBUTIONS = ["side", "text", "category", "value", "share", "sentence", "start", "end"]


@dataclass(frozen=True, eq=False)
class ActorTone:
    """The tone around one actor.

    Attributes:
        actor: canonical name.
        about: tone of what is said about the actor, -1 to 1; 0 where nothing is.
        by: tone of the actor's own words, -1 to 1.
        contributions: one row per phrase: side („about“, „by“), text, category, value, share (what it adds to
            `about` or `by`; the shares of a side sum up to its tone), sentence, start, end.
    """

    actor: str
    about: float
    by: float
    contributions: pd.DataFrame

    def __repr__(self) -> str:
        return (
            f"<{self.actor}: about {self.about:+.2f}, by {self.by:+.2f}, {len(self.contributions)} phrases>"
        )


def tone_of(report: Analysis, actor: str) -> ActorTone:
    """Measure what is said about an actor and how the actor speaks.

    Args:
        report: an analysed article.
        actor: canonical name as in the columns `target` and `holder` of `report.phrasing`.

    Raises:
        ColumnError: the article has no such actor; the message names those it has.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Russland lehnt den Vorschlag ab. Die Angriffe Russlands dauern an."))
    >>> tone_of(report, "Russland").about < 0
    True
    """
    import pandas as pd

    rows = _apart(toned(report))
    known = sorted(set(rows["target"].dropna()) | set(rows["holder"].dropna()) | _named(report))
    if actor not in known:
        raise ColumnError(
            f"no actor {actor!r}", report.article.id, remedy=f"one of: {', '.join(known) or 'none'}"
        )
    parts, tones = [], {}
    for side, column in (("about", "target"), ("by", "holder")):
        found = rows[rows[column] == actor]
        values = found["value"].tolist()
        tones[side] = tone(values)
        parts.append(found.assign(side=side, share=(found["value"] / (len(values) + 1)).round(4)))
    contributions = pd.concat(parts)[CONTRIBUTIONS].reset_index(drop=True)
    return ActorTone(actor, tones["about"], tones["by"], contributions)


def tones(report: Analysis, *, by: str = "target") -> pd.DataFrame:
    """Compare the tone around all actors, or of all speakers.

    Args:
        report: an analysed article.
        by: "target" (about whom) or "holder" (whose words; the report itself is `REPORT`).

    Returns:
        Columns actor, tone, phrases (number), positive and negative (sums of values); the most phrases first,
        then by name.
    """
    import pandas as pd

    if by not in ("target", "holder"):
        raise ColumnError(f"no tone by {by!r}", remedy="by target or by holder")
    rows = toned(report)
    if by == "holder":
        rows = _apart(rows.assign(holder=rows["holder"].fillna(REPORT)))
    table = []
    for name, found in rows.dropna(subset=[by]).groupby(by):
        values = found["value"]
        up, down = values[values > 0].sum(), values[values < 0].sum()
        table.append((name, tone(values.tolist()), len(values), round(up, 3), round(down, 3)))
    columns = ["actor", "tone", "phrases", "positive", "negative"]
    return pd.DataFrame(table, columns=columns).sort_values(
        ["phrases", "actor"], ascending=[False, True], ignore_index=True
    )


def toned(report: Analysis) -> pd.DataFrame:
    """The rows of `report.phrasing` that carry a tone."""
    rows = report.phrasing
    return rows[rows["category"].isin(TONED) & (rows["value"] != 0)]


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per speaker: what two say together („A; B“) is said by each."""
    return rows.assign(holder=rows["holder"].str.split("; ")).explode("holder")


def _named(report: Analysis) -> set[str]:
    """Canonical names of a report that has them: an actor about whom nothing is said has tone 0."""
    actors = getattr(report, "actors", None)
    return set() if actors is None else set(actors["actor"].dropna())
