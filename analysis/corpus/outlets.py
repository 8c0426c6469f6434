"""Sources side by side: what each reports, in whose words, in what tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.dataset import Corpus


def compare_sources(corpus: Corpus, *, duplicates: bool = True) -> pd.DataFrame:
    """Count what the sources do differently.

    Args:
        corpus: an opened corpus.
        duplicates: count articles whose text was there before; here they count, because who prints an
        agency's
            report has chosen it.

    Returns:
        One row per source, the one with the most articles first: source, articles, duplicates (their share),
        words_per_article, quotes_per_1000 (statements of others per 1,000 words), direct (share of these that
        are word for word), tone (mean of the sentences, -1 to 1), positions_per_1000, for_it and against
        (shares of the statements that take a side), actors (the three with the most statements).
    """
    import pandas as pd

    columns = ["article", "source", "n_words", "duplicate_of"]
    articles = corpus.table("articles", columns=columns, duplicates=duplicates)
    words = articles.set_index("article")["n_words"]
    original = articles["duplicate_of"].fillna(articles["article"])
    articles["n_words"] = original.map(_all_words(corpus)).fillna(articles["article"].map(words))
    sentences = corpus.table("sentences", columns=["source", "tone"], duplicates=duplicates)
    quotes = corpus.table("quotes", columns=["source", "type"], duplicates=duplicates)
    said = corpus.table("statements", columns=["source", "actor", "side"], duplicates=duplicates)
    positions = corpus.table("positions", columns=["source", "stance"], duplicates=duplicates)
    rows = []
    for source, of_source in articles.groupby("source", dropna=False):
        total = of_source["n_words"].sum()
        own_quotes, own_said = _of(quotes, source), _of(said, source)
        sides = own_said["side"][own_said["side"] != 0]
        rows.append(
            {
                "source": source,
                "articles": len(of_source),
                "duplicates": of_source["duplicate_of"].notna().mean(),
                "words_per_article": total / len(of_source),
                "quotes_per_1000": 1000 * len(own_quotes) / total if total else float("nan"),
                "direct": (own_quotes["type"] == "direct").mean(),
                "tone": _of(sentences, source)["tone"].mean(),
                "positions_per_1000": 1000 * len(_of(positions, source)) / total if total else float("nan"),
                "for_it": (sides > 0).mean(),
                "against": (sides < 0).mean(),
                "actors": ", ".join(own_said["actor"].value_counts(sort=True).sort_index().sort_values(
                    ascending=False, kind="stable").index[:3]),
            }
        )  # fmt: skip
    found = pd.DataFrame(rows)
    if found.empty:
        return found
    return found.sort_values(["articles", "source"], ascending=[False, True], ignore_index=True)


def _of(table: pd.DataFrame, source: object) -> pd.DataFrame:
    return table[table["source"].isna() if source != source or source is None else table["source"] == source]


def _all_words(corpus: Corpus) -> pd.Series:
    """Words of every article, whatever filters are set: an original may lie outside of them."""
    from analysis.corpus.dataset import Corpus as Whole

    return (
        Whole(corpus.folder).table("articles", columns=["article", "n_words"]).set_index("article")["n_words"]
    )
