"""The words of an article: how often, and in what company."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.errors import ColumnError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

CONTENT_WORDS = ("NOUN", "PROPN", "VERB", "ADJ")
"""Word classes that carry the topic (UPOS); articles, pronouns and auxiliaries are in every text."""


def word_frequencies(report: Analysis, *, pos: tuple[str, ...] = CONTENT_WORDS) -> pd.DataFrame:
    """Count the words of an article by dictionary form.

    Args:
        report: an analysed article.
        pos: word classes (UPOS) that count.

    Returns:
        Columns lemma, pos (the most frequent one, if the machine took it for several), count, per_1000 (per
        thousand words of the article) and forms (as written, joined by „, “); the most frequent first, then
        by the alphabet.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Das Gespräch dauert an. Die Gespräche sind schwierig."))
    >>> word_frequencies(report, pos=("NOUN",))[["lemma", "count"]].values.tolist()[0]
    ['Gespräch', 2]
    """
    words = report.tokens[report.tokens["pos"].isin(pos)]
    counted = (
        words.groupby("lemma", as_index=False)
        .agg(
            pos=("pos", lambda classes: Counter(classes).most_common(1)[0][0]),
            count=("text", "size"),
            forms=("text", lambda forms: ", ".join(sorted(set(forms)))),
        )
        .sort_values(["count", "lemma"], ascending=[False, True], ignore_index=True)
    )
    counted.insert(3, "per_1000", counted["count"] / word_count(report) * 1000)
    return counted


def word_count(report: Analysis) -> int:
    """The number of words: tokens with at least one letter or digit.

    >>> from analysis import Article, analyse
    >>> word_count(analyse(Article(text="Am 3. März, so Witkoff, geht es weiter.")))
    8
    """
    return int(is_word(report.tokens["text"]).sum())


def is_word(tokens: pd.Series) -> pd.Series:
    """Which tokens are words or numbers rather than punctuation marks."""
    return tokens.str.contains(r"[^\W_]", regex=True).astype(bool)


def concordance(report: Analysis, word: str, *, by: str = "lemma", width: int = 40) -> pd.DataFrame:
    """Show a word wherever it stands, with what is left and right of it (keyword in context).

    Args:
        report: an analysed article.
        word: the word looked for; upper and lower case do not matter.
        by: the column of `tokens` that is compared: "lemma" finds all forms, "text" one.
        width: code points shown on each side; line breaks are shown as blanks.

    Returns:
        Columns left, keyword, right, sentence (index) and start, in text order.

    Raises:
        ColumnError: `tokens` has no column `by`.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Moskau lehnt das Angebot ab."))
    >>> concordance(report, "Angebot", width=10)[["left", "keyword", "right"]].values.tolist()
    [['lehnt das ', 'Angebot', ' ab.']]
    """
    if by not in report.tokens:
        raise ColumnError(f"tokens has no column {by!r}", remedy="compare by lemma, text or pos")
    hits = report.tokens[report.tokens[by].str.casefold() == word.casefold()]
    text = report.article.text
    lines = hits[["text", "sentence", "start"]].rename(columns={"text": "keyword"})
    lines.insert(0, "left", [_one_line(text[max(0, start - width) : start]) for start in hits["start"]])
    lines.insert(2, "right", [_one_line(text[end : end + width]) for end in hits["end"]])
    return lines.reset_index(drop=True)


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
