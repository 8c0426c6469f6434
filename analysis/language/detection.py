"""Is this German? The layers would answer anyway, and be wrong."""

from __future__ import annotations

import re
from functools import cache

from analysis import lexicon
from analysis.errors import LanguageError

_WORD = re.compile(r"[^\W\d_]+")
ENOUGH_FUNCTION_WORDS = 0.15
"""Share of closed-class words of German alone from which no detector is asked. Wikinews dev, 150 articles:
at least 0.17; news in 13 other languages, Dutch, Danish and Luxembourgish among them: at most 0.04."""
SURE = 0.6
"""Norwegian comes out as two languages with half the probability each. None of 1,330 single sentences of
Wikinews dev is taken for another language at this figure."""
FEWEST_LETTERS = 40
SAMPLE = 20_000


def require_german(text: str, file: object = None) -> None:
    """Raise unless a text is German, or too short or too odd to tell.

    Args:
        text: the article; its first 20,000 code points are looked at.
        file: the name shown in the error.

    Raises:
        LanguageError: the text is, with a probability of at least 0.6, in another language.

    >>> require_german("Die Delegationen verhandeln seit dem Morgen weiter.")
    """
    words = _WORD.findall(text[:SAMPLE])
    if sum(map(len, words)) < FEWEST_LETTERS:
        return
    known = sum(map(_function_words().__contains__, map(str.casefold, words)))
    if known >= ENOUGH_FUNCTION_WORDS * len(words):
        return
    language, probability = _identifier().classify(text[:SAMPLE])
    if language != "de" and probability >= SURE:
        raise LanguageError(
            f"the text seems to be in another language than German ({language})",
            file,
            remedy="if it is German all the same, insist: analyse(article, insist=True) or --insist",
        )


@cache
def _function_words() -> frozenset[str]:
    return frozenset(entry["word"] for entry in lexicon.load("sentence_starts") if not entry["also_in"])


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
