"""How far the work is: a bar with throughput and remaining time, on a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Called after each part."""

    def __call__(self, articles: int, words: int, *, known: bool) -> None:
        """Tell how many articles are through by now, and their words.

        Args:
            articles: read, analysed or failed since the last call.
            words: of these, words analysed.
            known: they were there from an earlier run, and say nothing about speed.
        """


def silent(articles: int, words: int, *, known: bool) -> None:
    """Say nothing."""


@contextmanager
def bar(total: int) -> Iterator[Progress]:
    """A progress bar on standard error.

    Args:
        total: number of articles, as far as it is known beforehand.
    """
    import time

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as RichProgress

    console = Console(stderr=True)
    columns = (
        TextColumn("Articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TextColumn("{task.fields[left]}"),
    )
    with RichProgress(*columns, console=console, disable=not console.is_terminal, transient=True) as shown:
        task = shown.add_task("", total=total, speed="", left="")
        begin, fresh, through, counted = time.monotonic(), 0, 0, 0

        def advance(articles: int, words: int, *, known: bool) -> None:
            nonlocal fresh, through, counted
            through += articles
            if not known:
                fresh, counted = fresh + articles, counted + words
            seconds = max(1e-3, time.monotonic() - begin)
            left = (max(total, through) - through) * seconds / fresh if fresh else None
            shown.update(
                task,
                completed=through,
                total=max(total, through),
                speed=f"{60 * fresh / seconds:,.0f} articles/min, {counted / seconds:,.0f} words/s",
                left="" if left is None else f"{clock(left)} left",
            )

        yield advance


def clock(seconds: float) -> str:
    """A duration as people read it.

    >>> clock(59), clock(3725)
    ('0:59', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
