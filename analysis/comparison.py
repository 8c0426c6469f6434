"""Two reports side by side: where the same actors and issues are put differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.layers.phrasing import TONED
from analysis.tone import tones

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

COLUMNS = ["sentence_a", "sentence_b", "shared", "only_a", "only_b", "tone_a", "tone_b", "difference"]
ALIKE = 0.25
"""Least share of common content words for two sentences to tell of the same thing."""
_CONTENT = ("NOUN", "PROPN", "NUM", "VERB", "ADJ")


def compare_phrasing(report_a: Analysis, report_b: Analysis) -> pd.DataFrame:
    """Pair the sentences of two reports that tell of the same thing, and show how each puts it.

    Sentences are paired one to one by their common names, numbers and content words, the most similar first.

    Args:
        report_a, report_b: two analysed articles.

    Returns:
        One row per pair that is put differently: sentence_a, sentence_b (indices), shared (names and content
        words that both have), only_a and only_b (marked phrases that only one has), tone_a, tone_b,
        difference (tone_b - tone_a); in the order of the first report.

    >>> from analysis import Article, analyse
    >>> calm = analyse(Article(text="Lohmann kritisierte das Angebot der Nordbahn."))
    >>> angry = analyse(Article(text="Lohmann nannte das Angebot der Nordbahn eine Frechheit."))
    >>> compare_phrasing(calm, angry)[["only_a", "only_b"]].values.tolist()
    [['kritisierte', 'Frechheit']]
    """
    import pandas as pd

    words_a, words_b = _content(report_a), _content(report_b)
    rows = []
    for a, b in _pairs(words_a, words_b):
        left, right = _marked(report_a, a), _marked(report_b, b)
        tone_a, tone_b = (
            float(r.sentences.loc[r.sentences["sentence"] == i, "tone"].iloc[0])
            for r, i in ((report_a, a), (report_b, b))
        )
        only_a = [text for text in left if text not in right]
        only_b = [text for text in right if text not in left]
        if only_a or only_b:
            shared = ", ".join(sorted(words_a[a] & words_b[b]))
            rows.append(
                (
                    a,
                    b,
                    shared,
                    ", ".join(only_a),
                    ", ".join(only_b),
                    tone_a,
                    tone_b,
                    round(tone_b - tone_a, 4),
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def compare_tones(report_a: Analysis, report_b: Analysis) -> pd.DataFrame:
    """Compare the tone about each actor that both reports speak about.

    Returns:
        Columns actor, tone_a, tone_b, difference (tone_b - tone_a), phrases_a, phrases_b; the greatest
        difference first, then by name.
    """
    both = tones(report_a).merge(tones(report_b), on="actor", suffixes=("_a", "_b"))
    both["difference"] = (both["tone_b"] - both["tone_a"]).round(4)
    both = both[["actor", "tone_a", "tone_b", "difference", "phrases_a", "phrases_b"]]
    order = both["difference"].abs().sort_values(ascending=False, kind="stable").index
    return both.loc[order].reset_index(drop=True)


def _content(report: Analysis) -> dict[int, set[str]]:
    rows = report.tokens[report.tokens["pos"].isin(_CONTENT)]
    return {int(index): set(found["lemma"]) for index, found in rows.groupby("sentence")}


def _pairs(words_a: dict[int, set[str]], words_b: dict[int, set[str]]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for b, words in words_b.items():
        for word in words:
            places.setdefault(word, []).append(b)
    scored = []
    for a, words in words_a.items():
        for b in {b for word in words for b in places.get(word, ())}:
            common = len(words & words_b[b])
            likeness = 2 * common / (len(words) + len(words_b[b]))
            if likeness >= ALIKE and common >= 2:
                scored.append((likeness, -abs(a - b), a, b))
    found, used_a, used_b = [], set(), set()
    for _, _, a, b in sorted(scored, reverse=True):
        if a not in used_a and b not in used_b:
            found.append((a, b))
            used_a.add(a)
            used_b.add(b)
    return sorted(found)


def _marked(report: Analysis, sentence: int) -> list[str]:
    rows = report.phrasing[report.phrasing["sentence"] == sentence]
    shown = rows[rows["category"].isin((*TONED, "booster", "hedge", "fragment", "irony", "passive"))]
    return list(dict.fromkeys(shown["text"]))
