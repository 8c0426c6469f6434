"""Positions over time: what an actor held when, who moved on what since when, which issues come and go."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.dataset import Corpus

PERIODS = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
"""Stretches of time by name, and what pandas calls them; weeks begin on Monday."""
_COLUMNS = (
    *("article", "date", "source", "actor", "stance", "side", "issue_key", "issue", "issue_text", "target"),
    *("cited", "cue_text", "negated", "modality", "sentence", "start", "end", "issue_group"),
)


def period_of(dates: pd.Series, by: str) -> pd.Series:
    """The stretch of time in which each date lies, as text („2025-11“; a week by its Monday).

    Raises:
        ValueError: an unknown `by`.
    """
    if by not in PERIODS:
        raise ValueError(f"{by!r} is no period; known: {', '.join(PERIODS)}")
    periods = dates.dt.to_period(PERIODS[by])
    if by == "week":
        return periods.dt.start_time.dt.strftime("%Y-%m-%d")
    return periods.astype("str")


def positions_over_time(corpus: Corpus, actor: str, *, duplicates: bool = False) -> pd.DataFrame:
    """What an actor held, statement by statement, in the order of publication.

    Args:
        corpus: an opened corpus.
        actor: canonical name.
        duplicates: count articles whose text was there before.

    Returns:
        The table `statements` with `issue_group`, of articles with a date.
    """
    found = corpus.where(actor=actor).table("statements", columns=_COLUMNS, duplicates=duplicates)
    return _in_order(found[found["date"].notna()])


def changes_of_stance(corpus: Corpus, *, actor: str | None = None, held: int = 1) -> pd.DataFrame:
    """Who moved on what, and since when.

    The statements of an actor on a group of issues that take a side are read day by day; the side of a day
    is the sign of their sum. A change is a day whose side is not that of the last day that took one. A day
    with as much for as against is read as a move away from the side held before: who reports a move tells
    what is left behind („gab den Widerstand auf und stimmte zu“). On the first day it says nothing.

    Args:
        corpus: an opened corpus.
        actor: only this one.
        held: smallest number of days of publication for which the side before and the side after must have
        been
            held; 2 leaves out what one report alone says.

    Returns:
        One row per change, by date: actor, issue_group, before and after (1 or -1), since (the day), until
        (the last day of the old side), days_before, days_after (numbers of days of publication), and the
        evidence: cue_before, article_before, sentence_before, cue_after, article_after, sentence_after.
    """
    import pandas as pd

    seen = corpus.where(actor=actor) if actor else corpus
    rows = _in_order(seen.table("statements", columns=_COLUMNS))
    rows = rows[rows["date"].notna() & rows["issue_group"].notna() & (rows["side"] != 0)]
    found: list[dict[str, Any]] = []
    for (name, group), of_group in rows.groupby(["actor", "issue_group"], sort=True):
        runs: list[tuple[int, list[pd.DataFrame]]] = []
        for _, day in of_group.groupby("date", sort=True):
            total = int(day["side"].sum())
            if not total and not runs:
                continue
            side = (1 if total > 0 else -1) if total else -runs[-1][0]
            # Evidence of a day is a statement of the day's own side.
            evidence = day[day["side"] == side]
            if runs and runs[-1][0] == side:
                runs[-1][1].append(evidence)
            else:
                runs.append((side, [evidence]))
        for (before, old), (after, new) in pairwise(runs):
            if min(len(old), len(new)) >= held:
                found.append({"actor": name, "issue_group": group, "before": before, "after": after}
                             | _change(old, new))  # fmt: skip
    columns = ["actor", "issue_group", "before", "after", "since", "until", "days_before", "days_after",
               "cue_before", "article_before", "sentence_before", "cue_after", "article_after",
               "sentence_after"]  # fmt: skip
    table = pd.DataFrame(found, columns=columns)
    return table.sort_values(["since", "actor", "issue_group"], ignore_index=True)


def issue_trends(
    corpus: Corpus, *, by: str = "month", top: int = 8, duplicates: bool = False
) -> pd.DataFrame:
    """How often each group of issues is spoken about, and how: period by period.

    Args:
        corpus: an opened corpus.
        by: a key of `PERIODS`.
        top: number of groups, those with the most statements.
        duplicates: count articles whose text was there before.

    Returns:
        One row per group and period in which it occurs: issue_group, period, statements, for_it, against,
        open, actors (number of different ones).
    """
    columns = ["article", "date", "actor", "side", "issue_key", "issue_group"]
    rows = corpus.table("statements", columns=columns, duplicates=duplicates)
    rows = rows[rows["date"].notna() & rows["issue_group"].notna()]
    rows = rows.assign(
        period=period_of(rows["date"], by),
        for_it=rows["side"] > 0,
        against=rows["side"] < 0,
        open=rows["side"] == 0,
    )
    shown = rows["issue_group"].value_counts()
    order = sorted(shown.index, key=lambda group: (-shown[group], group))[:top]
    found = (
        rows[rows["issue_group"].isin(order)]
        .groupby(["issue_group", "period"], as_index=False)
        .agg(
            statements=("side", "size"),
            for_it=("for_it", "sum"),
            against=("against", "sum"),
            open=("open", "sum"),
            actors=("actor", "nunique"),
        )
    )
    rank = {group: place for place, group in enumerate(order)}
    return found.sort_values(
        ["issue_group", "period"],
        key=lambda column: column.map(rank) if column.name == "issue_group" else column,
        ignore_index=True,
    )


def _change(old: list[pd.DataFrame], new: list[pd.DataFrame]) -> dict[str, Any]:
    last, first = old[-1].iloc[-1], new[0].iloc[0]
    return {
        "since": first["date"],
        "until": last["date"],
        "days_before": len(old),
        "days_after": len(new),
        "cue_before": last["cue_text"],
        "article_before": last["article"],
        "sentence_before": last["sentence"],
        "cue_after": first["cue_text"],
        "article_after": first["article"],
        "sentence_after": first["sentence"],
    }


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["date", "article", "start"], kind="stable", ignore_index=True)
