"""What `wortlaut corpus` does, without its options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from analysis.corpus import progress
from analysis.corpus.building import Summary, build
from analysis.corpus.sources import count_articles
from analysis.errors import CorpusError


def run(
    inputs: Iterable[str],
    folder: Path,
    *,
    workers: int,
    scheduler: str | None,
    memory: str,
    columns: Iterable[str],
    insist: bool,
    anew: bool,
    printable: Callable[[str], str],
) -> None:
    """Build a corpus with a progress bar on a terminal, and say in the end what came of it.

    Args:
        columns: „field=name“ pairs.
        printable: makes a text safe for the terminal.
        inputs, folder, workers, scheduler, memory, insist, anew: see `build`.

    Raises:
        WortlautError: see `build`.
    """
    several = list(inputs)
    names = dict(_pair(pair) for pair in columns)
    with progress.bar(count_articles(several, leave_out=folder)) as advance:
        summary = build(
            several,
            folder,
            workers=workers,
            scheduler=scheduler,
            memory=memory,
            columns=names,
            insist=insist,
            anew=anew,
            progress=advance,
        )
    for line in report(summary):
        print(printable(line))


def report(summary: Summary) -> list[str]:
    """The outcome in words, one line each.

    >>> report(Summary(Path("korpus"), 11, 1, 0, 834, 0, 0, 61.0))
    ['11 articles, 834 words in 1:01', '1 duplicate (articles.duplicate_of)', 'korpus']
    """
    lines = [
        f"{_number(summary.articles, 'article')}, {summary.words} words in {progress.clock(summary.seconds)}"
    ]
    if summary.kept:
        lines.append(f"{_number(summary.kept, 'part')} kept from an earlier run")
    if summary.renewed:
        lines.append(f"the input has changed: {_number(summary.renewed, 'part')} analysed anew")
    if summary.duplicates:
        lines.append(f"{_number(summary.duplicates, 'duplicate')} (articles.duplicate_of)")
    if summary.errors:
        lines.append(f"{_number(summary.errors, 'article')} failed: see errors.parquet")
    return [*lines, str(summary.folder)]


def _pair(text: str) -> tuple[str, str]:
    field, _, name = text.partition("=")
    known = ("text", "title", "date", "source", "id")
    if field not in known or not name:
        raise CorpusError(
            f"{text!r} names no column", remedy=f"write FIELD=COLUMN, FIELD one of {', '.join(known)}"
        )
    return field, name


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
