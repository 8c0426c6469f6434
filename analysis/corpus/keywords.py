"""Keywords over time: which words come and go."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.corpus.trends import period_of
from analysis.words import CONTENT_WORDS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.dataset import Corpus

FEWEST = 5
"""Occurrences below which a word is no trend."""


def keyword_trends(
    corpus: Corpus,
    words: Sequence[str] | None = None,
    *,
    by: str = "month",
    top: int = 8,
    pos: Sequence[str] = CONTENT_WORDS,
) -> pd.DataFrame:
    """How often words stand in the articles, period by period.

    Args:
        corpus: an opened corpus; duplicates do not count.
        words: dictionary forms; by default those whose share changes most over time, by the log-likelihood
            ratio (Dunning 1993) of their counts against an even spread.
        by: a key of `analysis.corpus.trends.PERIODS`.
        top: number of words chosen where none are given.
        pos: word classes (UPOS) that count.

    Returns:
        One row per word and period: lemma, period, count, per_1000 (of the words of that period), and
        log_likelihood of the word; the words that change most first.
    """
    import pandas as pd

    counts = corpus.query(
        "SELECT lemma, date, count(*)::INT AS count FROM tokens WHERE date IS NOT NULL "
        "AND list_contains(?, pos) AND regexp_matches(lemma, '[\\p{L}\\p{N}]') "
        "GROUP BY lemma, date ORDER BY lemma, date",
        [list(pos)],
    )
    sizes = corpus.query(
        "SELECT date, count(*)::INT AS words FROM tokens WHERE date IS NOT NULL AND regexp_matches(text, "
        "'[\\p{L}\\p{N}]') GROUP BY date ORDER BY date"
    )
    columns = ["lemma", "period", "count", "per_1000", "log_likelihood"]
    if counts.empty:
        return pd.DataFrame(columns=columns)
    total = sizes.groupby(period_of(sizes["date"], by))["words"].sum()
    table = (
        counts.assign(period=period_of(counts["date"], by))
        .pivot_table(index="lemma", columns="period", values="count", aggfunc="sum", fill_value=0)
        .reindex(columns=total.index, fill_value=0)
    )
    if words is not None:
        table = table.reindex(list(dict.fromkeys(words)), fill_value=0)
    else:
        table = table[table.sum(axis=1) >= FEWEST]
    scores = {lemma: _log_likelihood(row.tolist(), total.tolist()) for lemma, row in table.iterrows()}
    shown = list(table.index) if words is not None else sorted(scores, key=lambda w: (-scores[w], w))[:top]
    rows = [
        (
            lemma,
            period,
            int(table.loc[lemma, period]),
            1000 * table.loc[lemma, period] / total[period],
            scores[lemma],
        )
        for lemma in shown
        for period in total.index
    ]
    return pd.DataFrame(rows, columns=columns)


def _log_likelihood(counts: list[int], sizes: list[int]) -> float:
    """How far counts are from being spread like the sizes.

    >>> round(_log_likelihood([5, 5], [100, 100]), 3), round(_log_likelihood([10, 0], [100, 100]), 3)
    (0.0, 13.863)
    """
    whole, all_words = sum(counts), sum(sizes)
    return 2 * sum(
        count * math.log(count * all_words / (whole * size))
        for count, size in zip(counts, sizes, strict=True)
        if count
    )
