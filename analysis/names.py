"""The names of an article, counted: how often each stands there, and which stand together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis


def name_counts(report: Analysis) -> pd.DataFrame:
    """Count the names of an article; genitives count as the name itself.

    Args:
        report: an analysed article.

    Returns:
        Columns name, label (the most frequent one, if the machine took it for several kinds), mentions, forms
        (as written) and first_sentence (index); the most frequent first, then in the order of the text.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Russland prüft Russlands Antwort. Die Ukraine wartet."))
    >>> name_counts(report)[["name", "mentions"]].values.tolist()[0]
    ['Russland', 2]
    """
    import pandas as pd

    rows = []
    for name, found in report.entities.groupby("name", sort=False):
        label = Counter(found["label"]).most_common(1)[0][0]
        forms = ", ".join(sorted(set(found["text"])))
        rows.append((name, label, len(found), forms, int(found["sentence"].iloc[0])))
    counted = pd.DataFrame(rows, columns=["name", "label", "mentions", "forms", "first_sentence"])
    return counted.sort_values("mentions", ascending=False, kind="stable", ignore_index=True)


def names_together(report: Analysis) -> pd.DataFrame:
    """Count in how many sentences two names stand together.

    Args:
        report: an analysed article.

    Returns:
        Columns first, second (in the order of the text), sentences (number) and where (their indices); the
        most frequent pairs first, then by name.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Russland und die Ukraine verhandeln."))
    >>> names_together(report)[["first", "second", "sentences"]].values.tolist()
    [['Russland', 'Ukraine', 1]]
    """
    import pandas as pd

    order = {name: rank for rank, name in enumerate(dict.fromkeys(report.entities["name"]))}
    where: dict[tuple[str, str], list[int]] = {}
    for sentence, names in report.entities.groupby("sentence")["name"]:
        for pair in combinations(sorted(set(names), key=order.__getitem__), 2):
            where.setdefault(pair, []).append(int(sentence))
    rows = [(first, second, len(found), found) for (first, second), found in where.items()]
    pairs = pd.DataFrame(rows, columns=["first", "second", "sentences", "where"])
    return pairs.sort_values(
        ["sentences", "first", "second"], ascending=[False, True, True], ignore_index=True
    )
