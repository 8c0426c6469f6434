"""What a worker does: analyse a part of the corpus and hand back its tables as the bytes of Parquet files."""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.article import Article
from analysis.corpus.fingerprint import differences, fingerprint
from analysis.corpus.schema import TABLES, as_arrow, empty
from analysis.corpus.sources import Problem
from analysis.errors import ArticleTooLargeError, CorpusError, ModelError, WortlautError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from spacy.language import Language

    from analysis.report import Analysis


@dataclass(frozen=True)
class Job:
    """A part of the corpus.

    Attributes:
        number: of the part, counted from 0.
        articles: those to analyse, each with the file it came from and its further columns.
        made_with: the fingerprint that the worker must have too.
        model: as in `analysis.load_pipeline`.
        insist: analyse a text even if it does not look German.
    """

    number: int
    articles: tuple[tuple[Article, str, str], ...]
    made_with: dict[str, str] = field(default_factory=dict)
    model: str | None = None
    insist: bool = False

    def alone(self) -> list[Job]:
        """The same work, each article by itself."""
        return [replace(self, articles=(entry,)) for entry in self.articles]


@dataclass(frozen=True)
class Result:
    """What came of a job: each table as a Parquet file, and the articles that failed."""

    number: int
    tables: dict[str, bytes]
    problems: tuple[Problem, ...] = ()
    articles: int = 0
    words: int = 0


_one_at_a_time = threading.Lock()  # spaCy's pipeline is not made for several threads


def analyse_job(job: Job) -> Result:
    """Analyse the articles of a job; one that fails is listed and does not stop the others.

    Raises:
        CorpusError: this process has another model, lexicon or version than the one that asks.
        ModelError: the model cannot be loaded here.
    """
    other = differences(job.made_with, fingerprint(job.model)) if job.made_with else []
    if other:
        raise CorpusError(
            f"a worker differs from this machine in: {', '.join(other)}",
            remedy="install the same version of Wortlaut on all machines of the cluster",
        )
    with _one_at_a_time:
        nlp = _pipeline(job.model)
        found: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        problems: list[Problem] = []
        words = 0
        # New words would stay in the model's vocabulary for good, and memory grow with every article.
        with nlp.memory_zone():
            for outcome in _outcomes(job, nlp):
                if isinstance(outcome, Problem):
                    problems.append(outcome)
                    continue
                for name, table in outcome.items():
                    found[name].append(table)
                words += outcome["articles"].column("n_words")[0].as_py()
    tables = {name: as_parquet(parts, name) for name, parts in found.items()}
    _settle()
    return Result(job.number, tables, tuple(problems), len(found["articles"]), words)


@cache
def _settle() -> None:
    """Spare the garbage collector what the first job has loaded; only in a process that exists for this.

    Model and lexicons stay to the end, and looking through them again and again took 3 % of the time.
    """
    if multiprocessing.parent_process() is not None:
        gc.collect()
        gc.freeze()


def as_parquet(parts: list[pa.Table], name: str) -> bytes:
    """Tables of the same kind as one Parquet file; the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    table = pa.concat_tables(parts).combine_chunks() if parts else empty(name)
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _outcomes(job: Job, nlp: Language) -> Iterator[dict[str, pa.Table] | Problem]:
    """The tables of each article, or its problem, in the order of the job."""
    from analysis.language.detection import require_german

    refused: dict[str, Problem] = {}
    for article, where, _ in job.articles:
        try:
            if len(article.text) > nlp.max_length:
                said = f"the text has {len(article.text)} characters, the model takes {nlp.max_length}"
                raise ArticleTooLargeError(said, where, remedy="cut it into several articles")
            if not job.insist:
                require_german(article.text, where)
        except WortlautError as error:
            refused[article.id] = Problem.of(error, article.id, where)
    german = [entry for entry in job.articles if entry[0].id not in refused]
    tables = _together(german, nlp) or _one_by_one(german, nlp)
    for entry in job.articles:
        yield refused.get(entry[0].id) or tables[entry[0].id]


def _together(
    entries: list[tuple[Article, str, str]], nlp: Language
) -> dict[str, dict[str, pa.Table] | Problem] | None:
    """All articles in the batches of the model, which is quickest; None if one of them fails."""
    from analysis.report import analyse_many

    with suppress(Exception):
        reports = analyse_many([article for article, _, _ in entries], nlp=nlp, insist=True)
        return {entry[0].id: _tables(report, entry) for entry, report in zip(entries, reports, strict=True)}
    return None


def _one_by_one(
    entries: list[tuple[Article, str, str]], nlp: Language
) -> dict[str, dict[str, pa.Table] | Problem]:
    from analysis.report import analyse

    found: dict[str, dict[str, pa.Table] | Problem] = {}
    for entry in entries:
        article, where, _ = entry
        try:
            found[article.id] = _tables(analyse(article, nlp=nlp, insist=True), entry)
        except Exception as error:  # whatever an article does, the others must go on
            found[article.id] = Problem.of(error, article.id, where)
    return found


def _tables(report: Analysis, entry: tuple[Article, str, str]) -> dict[str, pa.Table]:
    import pandas as pd

    from analysis.corpus.statements import statements
    from analysis.words import word_count

    article, where, metadata = entry
    about = {
        "title": article.title,
        "dateline": article.dateline,
        "n_words": word_count(report),
        "n_sentences": len(report.sentences),
        "duplicate_of": None,
        "file": where,
        "metadata": metadata,
        "text": article.text,
    }
    frames: dict[str, pd.DataFrame] = {
        "articles": pd.DataFrame([about]),
        "statements": statements(report),
        **report.tables(),
    }
    return {name: as_arrow(name, frames[name], article.id, article.date, article.source) for name in TABLES}


@cache
def _pipeline(model: str | None) -> Language:
    from analysis.language.pipeline import load_pipeline

    try:
        return load_pipeline(model)
    except WortlautError:
        raise
    except Exception as error:  # whatever it is, no article is to blame
        raise ModelError(f"the language model cannot be loaded: {error}", model) from None
