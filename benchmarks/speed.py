"""Time of the bare model and of the whole analysis, and how it grows: processor time of one core."""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psutil

import analysis
from analysis.article import Article
from analysis.report import BATCH
from benchmarks.texts import of_length

LENGTHS = (500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
COUNTS = (25, 50, 100, 200)
QUIET = 0.1
"""Cores; what other processes may take of the machine before its figures are called disturbed."""


def seconds(work: Callable[[], object]) -> float:
    """Processor time that some work takes; what else the machine does changes it less than the clock."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


@dataclass
class Load:
    """What other processes take of the machine while something is measured, in cores."""

    begin: float = field(default_factory=time.monotonic)
    own: float = field(default_factory=time.process_time)
    all: float = field(default_factory=lambda: _busy())

    def others(self) -> float:
        """Cores that others have kept busy since this was made.

        >>> Load().others() >= 0
        True
        """
        passed = max(time.monotonic() - self.begin, 1e-3)
        return max(0.0, _busy() - self.all - (time.process_time() - self.own)) / passed


def _busy() -> float:
    """Processor time of all processes since the machine started; waiting and lent time is none."""
    return sum(getattr(psutil.cpu_times(), kind, 0.0) for kind in ("user", "nice", "system", "steal"))


@dataclass(frozen=True)
class Comparison:
    """The bare model and the whole analysis on the same texts, round by round.

    Attributes:
        tokens: of all texts.
        bare, whole: seconds of each round.
        others: cores that other processes took meanwhile.
    """

    tokens: int
    bare: tuple[float, ...]
    whole: tuple[float, ...]
    others: float

    @property
    def ratios(self) -> tuple[float, ...]:
        """How often the bare model could have gone through the texts in the time of the analysis, per round.

        >>> Comparison(1000, (0.1, 0.2), (0.15, 0.28), 0.0).ratios
        (1.5, 1.4)
        """
        return tuple(round(w / b, 3) for b, w in zip(self.bare, self.whole, strict=True))

    def speed(self, times: Sequence[float]) -> str:
        """Words per second: the median round, and the slowest and quickest.

        >>> Comparison(1000, (0.1, 0.2, 0.125), (), 0.0).speed((0.1, 0.2, 0.125))
        '8,000 (5,000 to 10,000)'
        """
        middle, slow, quick = (self.tokens / t for t in (statistics.median(times), max(times), min(times)))
        return f"{middle:,.0f} ({slow:,.0f} to {quick:,.0f})"


def against_the_model(nlp, texts: Sequence[str], rounds: int) -> Comparison:
    """Measure the model alone and the whole analysis with all its tables, batch by batch in turn.

    Each batch goes through both right after one another, now one first, now the other, so that a machine that
    grows slower or quicker meanwhile changes both. What is loaded is kept out of the garbage collector's
    rounds, as in the workers of a corpus.
    """
    articles = [Article(text=text, id=str(number)) for number, text in enumerate(texts)]
    own = [name for name in nlp.pipe_names if name.startswith("wortlaut_") and name != "wortlaut_sentences"]
    counted: list[int] = []

    def model(part: slice) -> None:
        with nlp.select_pipes(disable=own):
            counted.append(sum(len(doc) for doc in nlp.pipe(texts[part], batch_size=BATCH)))

    def analyse(part: slice) -> None:
        for report in analysis.analyse_many(articles[part], nlp=nlp, insist=True):
            report.tables()

    analyse(slice(0, 10))  # lexicons and pandas are loaded once
    counted.clear()
    gc.collect()
    gc.freeze()
    load = Load()
    times: dict[Callable[[slice], None], list[float]] = {model: [], analyse: []}
    for number in range(rounds):
        spent = dict.fromkeys(times, 0.0)
        for place, first in enumerate(range(0, len(texts), BATCH)):
            order = (model, analyse) if (place + number) % 2 == 0 else (analyse, model)
            for work in order:
                spent[work] += seconds(lambda: work(slice(first, first + BATCH)))  # noqa: B023
        for work, taken in spent.items():
            times[work].append(taken)
    gc.unfreeze()
    return Comparison(
        sum(counted) // rounds, tuple(times[model]), tuple(times[analyse]), round(load.others(), 2)
    )


def over_length(nlp, texts: list[str]) -> list[tuple[int, float]]:
    """(words, time) of one article of each of `LENGTHS`; the better of two times."""
    points = []
    for words in LENGTHS:
        article = Article(text=of_length(texts, words), id="x")
        spent = [seconds(lambda: analysis.analyse(article, nlp=nlp, insist=True)) for _ in "12"]  # noqa: B023
        points.append((words, min(spent)))
    return points


def over_number(nlp, texts: list[str]) -> list[tuple[int, float]]:
    """(articles, time) of each of `COUNTS` of articles of 300 words."""
    article = Article(text=of_length(texts, 300), id="x")
    return [
        (count, seconds(lambda: [0 for _ in analysis.analyse_many([article] * count, nlp=nlp, insist=True)]))  # noqa: B023
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
