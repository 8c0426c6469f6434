"""Where the work is done: in this process, in processes of this machine, or on a Dask cluster that exists."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from analysis.corpus.sources import Problem
from analysis.corpus.worker import Job, Result, analyse_job, as_parquet
from analysis.errors import CorpusError, WortlautError

if TYPE_CHECKING:
    from distributed import Client

Run = Callable[[Iterable[Job]], Iterator[Result]]
WAIT = 60
"""Seconds to wait for a scheduler, and for its first worker."""
LOOK = 10
"""Seconds after which it is looked whether there are workers at all."""
PATIENCE = 180
"""Seconds without a worker after which a run gives up."""
_AGAIN = "run the same command again: it goes on where it stopped"


@contextmanager
def in_this_process() -> Iterator[Run]:
    """One job after the other, without Dask: for some dozen articles the quickest way."""
    yield lambda jobs: map(analyse_job, jobs)


@contextmanager
def local_cluster(workers: int, *, memory: str = "auto") -> Iterator[Run]:
    """Worker processes on this machine, one thread each; one that takes too much memory is replaced.

    Args:
        workers: number of processes.
        memory: limit of each („2 GB“), or "auto" for an equal share of what the machine has.
    """
    import dask
    from distributed import Client, LocalCluster

    settings = {
        # A part that brings down its worker is tried once more; then its articles are taken one by one.
        "distributed.scheduler.allowed-failures": 1,
        "distributed.scheduler.worker-saturation": 1.0,
        # Nobody looks at Dask's own measurements here; sampling every stack a hundred times a second took 4 %
        # of a core from the workers.
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "1s",
        "distributed.worker.memory.monitor-interval": "1s",
        # Nothing is kept on the workers, so there is nothing to write to their disks.
        "distributed.worker.memory.target": False,
        "distributed.worker.memory.spill": False,
        "distributed.worker.memory.pause": False,
        "distributed.worker.memory.terminate": 0.95,
    }
    with ExitStack() as stack:
        stack.enter_context(dask.config.set(settings))
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="wortlaut-"))
        cluster = stack.enter_context(
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # any free port; None would ask for 8787
                memory_limit=memory,
                local_directory=scratch,
                silence_logs=logging.CRITICAL,
            )
        )
        client = stack.enter_context(Client(cluster, set_as_default=False))
        # A worker that dies while it starts is not replaced by Dask itself.
        yield lambda jobs: on_dask(client, jobs, revive=lambda: cluster.scale(workers))


@contextmanager
def existing_cluster(address: str) -> Iterator[Run]:
    """A scheduler that runs already; its workers need the same version of Wortlaut, and no shared folder.

    Raises:
        CorpusError: nothing answers there, or no worker comes.
    """
    from distributed import Client

    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise CorpusError(
            f"no Dask scheduler answers: {said}",
            address,
            remedy="write the address as tcp://HOST:8786",
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError:
            raise CorpusError(
                "the scheduler has no worker", address, remedy=f"start one: dask worker {address}"
            ) from None
        yield lambda jobs: on_dask(client, jobs)


def on_dask(
    client: Client, jobs: Iterable[Job], revive: Callable[[], object] | None = None
) -> Iterator[Result]:
    """Hand the jobs to the workers, never more than some ahead, and hand back results as they come.

    A job whose worker dies is put aside. When all others are through, its articles are analysed one by one
    with nothing beside them, so that exactly the one that kills is found and listed.

    Args:
        client: connected to a scheduler.
        jobs: the work.
        revive: called while no worker is left, to start new ones.

    Raises:
        CorpusError: the cluster is gone, or a worker does not fit.
    """
    from distributed import KilledWorker

    waiting = iter(jobs)
    under_way: dict[Any, Job] = {}
    suspects: list[Job] = []

    def fill() -> None:
        ahead = 2 * max(1, sum(client.nthreads().values()))
        while len(under_way) < ahead and (job := next(waiting, None)) is not None:
            under_way[client.submit(analyse_job, job, pure=False)] = job

    fill()
    while under_way:
        for future in _finished(client, under_way, revive):
            job = under_way.pop(future)
            outcome = _outcome(future)
            fill()
            if isinstance(outcome, KilledWorker):
                suspects.append(job)
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                yield outcome
    for job in suspects:
        yield _one_by_one(client, job, revive)


def _finished(client: Client, futures: Iterable[Any], revive: Callable[[], object] | None) -> list[Any]:
    """Wait for the first to end; a cluster that stays without workers is an error, not a wait without end."""
    from distributed import CancelledError, wait

    patience = time.monotonic() + PATIENCE
    with client.as_current():
        while True:
            try:
                return list(wait(list(futures), timeout=LOOK, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                if client.nthreads():
                    patience = time.monotonic() + PATIENCE
                elif time.monotonic() > patience:
                    raise CorpusError("the cluster has lost all its workers", remedy=_AGAIN) from None
                elif revive is not None:
                    revive()
            except (CancelledError, OSError) as error:
                raise CorpusError(f"the cluster is gone: {type(error).__name__}", remedy=_AGAIN) from None


def _one_by_one(client: Client, job: Job, revive: Callable[[], object] | None) -> Result:
    from distributed import KilledWorker

    results: list[Result] = []
    problems: list[Problem] = []
    for single in job.alone():
        future = client.submit(analyse_job, single, pure=False)
        _finished(client, [future], revive)
        outcome = _outcome(future)
        if isinstance(outcome, KilledWorker):
            article, where, _ = single.articles[0]
            error = "KilledWorker: the worker process died of it, several times; most often memory was short"
            remedy = "give workers more memory (--memory), or cut the article"
            problems.append(Problem(article.id, where, error, remedy))
        elif isinstance(outcome, BaseException):
            raise outcome
        else:
            results.append(outcome)
            problems += outcome.problems
    return _joined(job.number, results, tuple(problems))


def _joined(number: int, results: list[Result], problems: tuple[Problem, ...]) -> Result:
    """Results of single articles as one part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from analysis.corpus.schema import TABLES

    tables = {
        name: as_parquet([pq.read_table(pa.BufferReader(result.tables[name])) for result in results], name)
        for name in TABLES
    }
    articles, words = sum(result.articles for result in results), sum(result.words for result in results)
    return Result(number, tables, problems, articles, words)


def _outcome(future: Any) -> Result | BaseException:
    """The result, or what went wrong; the loss of the whole cluster is an error of its own."""
    from distributed import KilledWorker

    try:
        found: Result = future.result()
        return found
    except (KilledWorker, WortlautError) as error:
        return error
    except Exception as error:
        said = " ".join(str(error).split())[:300]
        return CorpusError(f"the cluster failed: {type(error).__name__}: {said}", remedy=_AGAIN)
