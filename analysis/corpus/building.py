"""From a pile of articles to a folder of tables: in parts, on several processes, and resumable."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.corpus import cluster
from analysis.corpus.dataset import open_corpus
from analysis.corpus.fingerprint import fingerprint
from analysis.corpus.issues import write_issues
from analysis.corpus.progress import Progress, silent
from analysis.corpus.schema import schema
from analysis.corpus.sources import Found, Problem, find_articles
from analysis.corpus.store import Part, Store, key_of
from analysis.corpus.worker import Job, Result, as_parquet

PART = 64
"""Articles in a part: some seconds of work, which is what a killed run loses."""
CHARACTERS = 150_000
"""A part with more text than this ends early, so that long articles do not pile up in one worker."""


@dataclass(frozen=True)
class Summary:
    """What `build` did.

    Attributes:
        folder: where the tables are.
        articles: number analysed, by now or before; duplicates left out.
        duplicates: number of articles whose text was there before.
        errors: number of articles that failed (see `errors.parquet`).
        words: number of words analysed.
        kept: parts that were done already.
        renewed: parts that were done already, but of other articles: the input has changed.
        seconds: how long it took.
    """

    folder: Path
    articles: int
    duplicates: int
    errors: int
    words: int
    kept: int
    renewed: int
    seconds: float


@dataclass(frozen=True)
class _Entry:
    found: Found
    duplicate_of: str | None = None


@dataclass
class _Plan:
    """What is being done: parts that are through, and what must be added to those under way."""

    parts: dict[int, Part] = field(default_factory=dict)
    under_way: dict[int, tuple[str, list[_Entry]]] = field(default_factory=dict)
    kept: int = 0
    renewed: int = 0


def build(
    inputs: str | Path | Iterable[str | Path],
    folder: str | Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    memory: str = "auto",
    model: str | None = None,
    insist: bool = False,
    columns: Mapping[str, str] | None = None,
    anew: bool = False,
    part: int = PART,
    progress: Progress = silent,
) -> Summary:
    """Analyse many articles and write one partitioned Parquet data set per table.

    A run that was killed goes on where it stopped when it is called again, and the result is the same. Parts
    whose articles have changed are analysed anew.

    Args:
        inputs: see `analysis.corpus.sources.find_articles`.
        folder: where the tables go (`analysis.corpus.store`).
        workers: processes on this machine; 0 does the work in this very process, without Dask. A script that
            asks for processes must do so under `if __name__ == "__main__":`.
        scheduler: address of a Dask scheduler that runs already; its workers do the work then.
        memory: limit of a local worker, such as "2 GB".
        model: as in `analysis.load_pipeline`.
        insist: analyse texts that do not look German too.
        columns: names of columns in tables of articles, see `analysis.corpus.rows.read_rows`.
        anew: analyse everything again, even if the folder was made with another model or version.
        part: largest number of articles in a part.
        progress: called after each part, see `analysis.corpus.progress`.

    Raises:
        ArticleNotFoundError: a folder, file or pattern leads to nothing.
        CorpusError: the folder holds something else, another model made it, or the cluster is gone.
        ModelError: the model cannot be loaded.

    >>> import tempfile
    >>> summary = build("data/corpus", tempfile.mkdtemp(), workers=0)
    >>> summary.articles, summary.duplicates, summary.errors
    (11, 1, 0)
    """
    if workers < 0 or part < 1:
        raise ValueError("workers must be 0 or more, part 1 or more")
    begin = time.monotonic()
    several = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    store, plan = Store(Path(folder)), _Plan()
    made_with = {**fingerprint(model), "insist": str(insist)}
    with store.locked():
        found = find_articles(several, columns=columns, leave_out=store.folder)
        first = next(found, None)  # an input that leads to nothing must not touch the folder
        store.begin(made_with, anew=anew)
        entries = _marked(chain([first] if first else [], found))
        jobs = _jobs(_in_parts(entries, part), store, plan, made_with, model, insist, progress)
        head = next(jobs, None)
        if head is not None:  # else all is there already, and no process need be started
            with _place(workers, scheduler, memory) as run:
                for result in run(chain([head], jobs)):
                    _take(result, store, plan, progress)
        parts = [plan.parts[number] for number in sorted(plan.parts)]
        store.finish(made_with, parts)
        write_issues(open_corpus(store.folder))
    return Summary(
        folder=store.folder,
        articles=sum(done.articles for done in parts),
        duplicates=sum(done.duplicates for done in parts),
        errors=sum(len(done.problems) for done in parts),
        words=sum(done.words for done in parts),
        kept=plan.kept,
        renewed=plan.renewed,
        seconds=time.monotonic() - begin,
    )


def _place(workers: int, scheduler: str | None, memory: str) -> AbstractContextManager[cluster.Run]:
    if scheduler is not None:
        return cluster.existing_cluster(scheduler)
    return cluster.local_cluster(workers, memory=memory) if workers else cluster.in_this_process()


def _marked(found: Iterable[Found]) -> Iterator[_Entry]:
    """Tell of each article whether its text was there before, whatever its white space."""
    seen: dict[bytes, str] = {}
    for entry in found:
        if entry.article is None:
            yield _Entry(entry)
            continue
        text = " ".join(unicodedata.normalize("NFC", entry.article.text).split())
        first = seen.setdefault(blake2b(text.encode("utf-8"), digest_size=16).digest(), entry.article.id)
        yield _Entry(entry, None if first == entry.article.id else first)


def _in_parts(entries: Iterable[_Entry], size: int) -> Iterator[list[_Entry]]:
    part: list[_Entry] = []
    characters = 0
    for entry in entries:
        part.append(entry)
        characters += len(entry.found.article.text) if entry.found.article else 0
        if len(part) >= size or characters >= CHARACTERS:
            yield part
            part, characters = [], 0
    if part:
        yield part


def _jobs(
    parts: Iterable[list[_Entry]],
    store: Store,
    plan: _Plan,
    made_with: dict[str, str],
    model: str | None,
    insist: bool,
    progress: Progress,
) -> Iterator[Job]:
    """The work that is left: parts that are not done, or were done of other articles."""
    needed = {name: value for name, value in made_with.items() if name != "insist"}
    for number, entries in enumerate(parts):
        key = key_of([_identity(entry) for entry in entries])
        old = store.part(number)
        if old and old.key == key and not any(p.error.startswith("KilledWorker") for p in old.problems):
            plan.parts[number] = old
            plan.kept += 1
            progress(len(entries), old.words, known=True)
            continue
        plan.renewed += old is not None and old.key != key
        plan.under_way[number] = key, [_light(entry) for entry in entries]
        articles = tuple(
            (entry.found.article, entry.found.where, entry.found.metadata)
            for entry in entries
            if entry.found.article and not entry.duplicate_of
        )
        yield Job(number, articles, needed, model, insist)


def _take(result: Result, store: Store, plan: _Plan, progress: Progress) -> None:
    """Write what a worker hands back, with the duplicates and unreadable articles that it never saw."""
    key, entries = plan.under_way.pop(result.number)
    unread = tuple(entry.found.problem for entry in entries if entry.found.problem)
    duplicates = [entry for entry in entries if entry.duplicate_of]
    if duplicates:
        tables = {
            **result.tables,
            "articles": _with_duplicates(result.tables["articles"], duplicates, entries),
        }
        result = replace(result, tables=tables)
    done = Part(key, result.articles, len(duplicates), result.words, (*unread, *result.problems))
    store.write(result, done)
    plan.parts[result.number] = done
    progress(len(entries), result.words, known=False)


def _with_duplicates(articles: bytes, duplicates: list[_Entry], entries: list[_Entry]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = {row["article"]: row for row in pq.read_table(pa.BufferReader(articles)).to_pylist()}
    for entry in duplicates:
        if article := entry.found.article:
            rows[article.id] = {
                "article": article.id,
                "date": article.date,
                "source": article.source,
                "title": article.title,
                "dateline": article.dateline,
                "duplicate_of": entry.duplicate_of,
                "file": entry.found.where,
                "metadata": entry.found.metadata,
                "text": article.text,
            }
    order = [entry.found.article.id for entry in entries if entry.found.article]
    found = [rows[identifier] for identifier in order if identifier in rows]
    return as_parquet([pa.Table.from_pylist(found, schema=schema("articles"))], "articles")


def _identity(entry: _Entry) -> Any:
    """What of an entry makes a difference to the result."""
    found = entry.found
    if found.article is None:
        problem: Problem | None = found.problem
        return [found.where, problem and problem.error]
    article = found.article
    return [article.id, article.text, article.date, article.title, article.source, found.where,
            found.metadata, entry.duplicate_of]  # fmt: skip


def _light(entry: _Entry) -> _Entry:
    """An entry whose text is not kept here while a worker has it; a duplicate's is still needed."""
    if entry.duplicate_of or entry.found.article is None:
        return entry
    return replace(entry, found=replace(entry.found, article=replace(entry.found.article, text="…")))
