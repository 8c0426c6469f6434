"""Time of the bare model and of the whole analysis, and how it grows: processor time of one core."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

import analysis
from analysis.article import Article
from benchmarks.texts import of_length

LENGTHS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
COUNTS = (25, 50, 100, 200)


def seconds(work: Callable[[], object]) -> float:
    """Processor time that some work takes; what else the machine does hardly changes it."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def against_the_model(nlp, texts: Sequence[str], rounds: int) -> tuple[int, float, float]:
    """Tokens, best time of the model alone, best time of the whole analysis with all its tables.

    Both go through the same texts in batches of 32, in turn, so that a busy machine slows both.
    """
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    own = [name for name in nlp.pipe_names if name.startswith("wortlaut_") and name != "wortlaut_sentences"]
    for _ in analysis.analyse_many(articles[:10], nlp=nlp):
        pass  # lexicons and pandas are loaded once
    tokens, bare, whole = 0, math.inf, math.inf
    for _ in range(rounds):
        with nlp.select_pipes(disable=own):
            begin = time.process_time()
            tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))
            bare = min(bare, time.process_time() - begin)
        whole = min(whole, seconds(lambda: [len(r.tokens) for r in analysis.analyse_many(articles, nlp=nlp)]))
    return tokens, bare, whole


def over_length(nlp, texts: list[str]) -> list[tuple[int, float]]:
    """(words, time) of one article of each of `LENGTHS`."""
    return [
        (words, seconds(lambda: analysis.analyse(Article(text=text, id="x"), nlp=nlp)))
        for words in LENGTHS
        if (text := of_length(texts, words))
    ]


def over_number(nlp, texts: list[str]) -> list[tuple[int, float]]:
    """(articles, time) of each of `COUNTS` of articles of 300 words."""
    article = Article(text=of_length(texts, 300), id="x")
    return [
        (count, seconds(lambda: [0 for _ in analysis.analyse_many([article] * count, nlp=nlp)]))  # noqa: B023
        for count in COUNTS
    ]


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The power of the size with which time grows: slope of a line through the logarithms.

    >>> round(exponent([(1, 2.0), (10, 20.0), (100, 200.0)]), 3)
    1.0
    """
    xs, ys = [math.log(size) for size, _ in points], [math.log(spent) for _, spent in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return covariance / sum((a - x) ** 2 for a in xs)
