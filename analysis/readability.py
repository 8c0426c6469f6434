"""How hard an article is to read: two formulas for German, and what they are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.words import is_word

if TYPE_CHECKING:
    import pandas as pd

    from analysis.report import Analysis

LONG_WORD = 6
"""A word of more letters is long (Björnsson 1968)."""

# Vowels that are spoken as one; any other vowel is a syllable of its own. „qu“ is a consonant.
_NUCLEUS = re.compile(r"ei|ai|ey|ay|au|äu|eu|ie|aa|ee|oo|[aeiouyäöüáàâéèêëíîïóôúûœæ]")


@dataclass(frozen=True)
class Readability:
    """Figures of one article.

    Attributes:
        words: number of words; numbers count as words.
        sentences: number of sentences, without the dateline.
        words_per_sentence: mean length of a sentence.
        syllables_per_word: mean, counted by `syllables`.
        long_words: share of words with more than six letters, 0 to 1.
        flesch: reading ease for German, 180 - words per sentence - 58.5 * syllables per word (Amstad 1978,
            „Wie verständlich sind unsere Zeitungen?“): 0 to 30 very hard, 60 to 70 plain, above 80 very easy.
        lix: words per sentence + 100 * share of long words (Björnsson 1968, „Läsbarhet“): below 40 children's
            books, about 50 ordinary, above 60 technical texts.
    """

    words: int
    sentences: int
    words_per_sentence: float
    syllables_per_word: float
    long_words: float
    flesch: float
    lix: float


def readability(report: Analysis) -> Readability:
    """Measure how hard an article is to read.

    Args:
        report: an analysed article. One without a word has the figures 0.

    >>> from analysis import Article, analyse
    >>> readability(analyse(Article(text="Der Streit geht weiter. Kiew lehnt ab."))).words_per_sentence
    3.5
    """
    lengths = sentence_lengths(report)["words"]
    lengths = lengths[lengths > 0]
    inside = report.tokens["sentence"].isin(lengths.index)
    words = report.tokens.loc[is_word(report.tokens["text"]) & inside, "text"]
    if words.empty:
        return Readability(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    per_sentence = len(words) / len(lengths)
    per_word = sum(map(syllables, words)) / len(words)
    long_words = sum(sum(map(str.isalpha, word)) > LONG_WORD for word in words) / len(words)
    return Readability(
        words=len(words),
        sentences=len(lengths),
        words_per_sentence=per_sentence,
        syllables_per_word=per_word,
        long_words=long_words,
        flesch=180 - per_sentence - 58.5 * per_word,
        lix=per_sentence + 100 * long_words,
    )


def sentence_lengths(report: Analysis) -> pd.DataFrame:
    """Count the words of each sentence; the dateline is none.

    Returns:
        Columns words, paragraph and text; the index is the sentence's.

    >>> from analysis import Article, analyse
    >>> sentence_lengths(analyse(Article(text="Der Streit geht weiter. Kiew lehnt ab.")))["words"].tolist()
    [4, 3]
    """
    sentences = report.sentences.set_index("sentence")
    dateline = report.article.dateline_parts
    if dateline:
        sentences = sentences[sentences["start"] != dateline.start]
    counts = is_word(report.tokens["text"]).groupby(report.tokens["sentence"]).sum()
    words = counts.reindex(sentences.index, fill_value=0).astype("int64").rename("words")
    return sentences[["paragraph", "text"]].assign(words=words)[["words", "paragraph", "text"]]


def syllables(word: str) -> int:
    """Count the syllables of a German word by its vowels; a word without a vowel has one.

    Spelling does not tell „ie“ in „Spiel“ (one) from „Familie“ (two), nor „ai“ in „Mai“ from „Ukraine“: such
    words come out one short.

    >>> [syllables(word) for word in ("Einigung", "Aktion", "Quelle", "Haus", "dpa")]
    [3, 3, 2, 1, 1]
    """
    return max(1, len(_NUCLEUS.findall(word.casefold().replace("qu", "q"))))
