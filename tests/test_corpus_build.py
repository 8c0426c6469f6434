"""Building a corpus: duplicates, errors, and runs that are killed."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from corpus_run import MARK

import analysis
from analysis.corpus import build, building, worker
from analysis.corpus import open as open_corpus
from analysis.corpus.schema import SHARED, TABLES, columns, schema
from analysis.errors import CorpusError

ROOT = Path(__file__).parents[1]
RUN = Path(__file__).with_name("corpus_run.py")
PRELOAD = Path(__file__).with_name("corpus_preload.py")
STORY = "Die Delegationen verhandeln seit dem {} weiter. Moskau lehnt den Vorschlag {} ab."


def write_articles(folder, count):
    folder.mkdir()
    for number in range(count):
        text = STORY.format(f"{number % 28 + 1}. September 2025", number)
        (folder / f"{number:03d}.txt").write_text(f"date: 2025-09-{number % 28 + 1:02d}\n\n{text}\n", "utf-8")
    return folder


def files(folder):
    """Every file of a corpus by name, with the hash of its bytes; the lock and what is hidden left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture
def rules(monkeypatch, bare):
    """Analyse with rules only, which takes no time."""
    for place in (building, worker):
        monkeypatch.setattr(place, "fingerprint", lambda model=None: {"model": "rules", "code": "test"})
    monkeypatch.setattr(worker, "_pipeline", lambda model: bare)


def test_the_tables_say_what_a_single_analysis_says(nlp, monkeypatch, tmp_path):
    monkeypatch.setattr(worker, "_pipeline", lambda model: nlp)
    summary = build(ROOT / "data" / "articles", tmp_path / "korpus", workers=0)
    assert (summary.errors, summary.duplicates) == (0, 0)
    corpus = open_corpus(tmp_path / "korpus")
    reports = list(analysis.analyse_many(analysis.read_articles(ROOT / "data" / "articles"), nlp=nlp))
    for name in TABLES[2:]:
        table = corpus.table(name)
        assert list(table.columns) == [*SHARED, *columns(name)]
        assert table["article"].tolist() == [
            r.article.id for r in reports for _ in range(len(r.tables()[name]))
        ]
    for name, column in (
        ("positions", "cue"),
        ("positions", "actors"),
        ("quotes", "speaker"),
        ("tokens", "lemma"),
    ):
        expected = [value for report in reports for value in report.tables()[name][column]]
        assert corpus.table(name)[column].tolist() == expected
    cited = [value for report in reports for value in report.positions["source"].fillna("")]
    assert corpus.table("positions")["cited"].fillna("").tolist() == cited


@pytest.mark.parametrize("name", TABLES)
def test_types_fit_what_the_layers_make(report, name):
    if name in ("articles", "statements"):
        return
    kinds = {"int64": "int64", "double": "float64", "bool": "bool", "string": "str"}
    renamed = {"cited": "source"} if name == "positions" else {}
    for field in list(schema(name))[len(SHARED) :]:
        found = str(report.tables()[name][renamed.get(field.name, field.name)].dtype)
        assert found == kinds.get(str(field.type), "object")


def test_all_parts_have_one_schema_even_empty_ones(rules, tmp_path):
    build(write_articles(tmp_path / "a", 4), tmp_path / "k", workers=0, part=1)
    for name in TABLES:
        parts = sorted((tmp_path / "k" / name).glob("*.parquet"))
        assert len(parts) == 4
        assert {pq.read_schema(part).remove_metadata() == schema(name) for part in parts} == {True}
        assert ds.dataset(tmp_path / "k" / name).schema.names[:3] == list(SHARED)


def test_the_same_text_twice_is_analysed_once(rules, tmp_path):
    folder = write_articles(tmp_path / "a", 2)
    text = (folder / "000.txt").read_text("utf-8").split("\n\n")[1]
    copy = text.replace(" ", "\n  ")
    (folder / "zz.txt").write_text(f"date: 2025-10-01\nsource: Abschreiber\n\n{copy}", "utf-8")
    assert build(folder, tmp_path / "k", workers=0, part=2).duplicates == 1
    corpus = open_corpus(tmp_path / "k")
    assert corpus.table("articles")["article"].tolist() == ["000", "001"]
    every = corpus.table("articles", duplicates=True)
    assert every["duplicate_of"].tolist()[2] == "000"
    assert set(corpus.table("tokens")["article"]) == {"000", "001"}
    again = corpus.table("tokens", duplicates=True)
    ours = again[again["article"] == "zz"]
    assert len(ours) == (again["article"] == "000").sum() > 0
    assert set(ours["source"]) == {"Abschreiber"} and str(ours["date"].iloc[0])[:10] == "2025-10-01"


def test_an_article_that_fails_is_listed_and_stops_nothing(rules, tmp_path, monkeypatch):
    folder = write_articles(tmp_path / "a", 3)
    (folder / "talks.txt").write_text(
        "The talks go on, the envoy said after a long meeting in Geneva. " * 5, "utf-8"
    )
    (folder / "leer.txt").write_text("", "utf-8")
    (folder / "roman.txt").write_text("Kiew fordert eine Waffenruhe. " * 40_000, "utf-8")
    tables = worker._tables

    def failing(report, entry):
        if entry[0].id == "001":
            raise RuntimeError("ein Fehler\nin der Ebene")
        return tables(report, entry)

    monkeypatch.setattr(worker, "_tables", failing)
    summary = build(folder, tmp_path / "k", workers=0)
    assert (summary.articles, summary.errors) == (2, 4)
    errors = open_corpus(tmp_path / "k").table("errors")
    assert list(errors.columns) == ["article", "where", "error", "remedy"]
    kinds = errors["error"].str.split(":").str[0]
    assert dict(zip(errors["article"], kinds, strict=True)) == {
        "(not read)": "EmptyArticleError",
        "001": "RuntimeError",
        "talks": "LanguageError",
        "roman": "ArticleTooLargeError",
    }
    assert "insist" in errors.set_index("article").loc["talks", "remedy"]
    assert build(folder, tmp_path / "k2", workers=0, insist=True).errors == 3


def test_ids_never_become_paths(rules, tmp_path):
    row = {"text": STORY.format("Montag", 1), "id": "../../../boese", "source": "=cmd()"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    build(tmp_path / "a.jsonl", tmp_path / "k" / "tief", workers=0)
    assert not list(tmp_path.parent.glob("**/boese*"))
    assert open_corpus(tmp_path / "k" / "tief").table("articles")["article"].tolist() == ["../../../boese"]


# Going on


def test_what_is_done_is_kept_and_what_has_changed_is_done_anew(rules, tmp_path):
    folder, target = write_articles(tmp_path / "a", 6), tmp_path / "k"
    assert build(folder, target, workers=0, part=2).kept == 0
    before = files(target)
    assert build(folder, target, workers=0, part=2).kept == 3
    assert files(target) == before
    (folder / "005.txt").write_text("Kiew fordert eine Waffenruhe.", "utf-8")
    summary = build(folder, target, workers=0, part=2)
    assert (summary.kept, summary.renewed) == (2, 1)
    assert "Waffenruhe" in open_corpus(target).table("articles")["text"].iloc[5]
    for name in ("004.txt", "005.txt"):
        (folder / name).unlink()
    build(folder, target, workers=0, part=2)
    assert len(open_corpus(target).table("articles")) == 4


def test_another_model_is_noticed(rules, tmp_path, monkeypatch):
    folder, target = write_articles(tmp_path / "a", 2), tmp_path / "k"
    build(folder, target, workers=0)
    for place in (building, worker):
        monkeypatch.setattr(place, "fingerprint", lambda model=None: {"model": "new", "code": "test"})
    with pytest.raises(CorpusError, match="another model") as caught:
        build(folder, target, workers=0)
    assert "--anew" in caught.value.remedy
    assert build(folder, target, workers=0, anew=True).kept == 0


def test_a_worker_with_another_version_is_refused(rules, monkeypatch):
    job = worker.Job(0, (), made_with={"model": "another", "code": "test"})
    with pytest.raises(CorpusError, match="differs from this machine in: model"):
        worker.analyse_job(job)


def test_the_garbage_collector_of_somebody_elses_process_is_left_alone(rules, tmp_path):
    """A worker spares it what it has loaded; here the same would keep what the user has loaded, too."""
    before = gc.get_freeze_count()
    worker._settle.cache_clear()
    build(write_articles(tmp_path / "in", 2), tmp_path / "corpus", workers=0)
    assert worker._settle.cache_info().currsize == 1 and gc.get_freeze_count() == before


def test_a_folder_of_something_else_is_left_alone(rules, tmp_path):
    (tmp_path / "k").mkdir()
    (tmp_path / "k" / "roman.docx").touch()
    with pytest.raises(CorpusError, match="something other"):
        build(write_articles(tmp_path / "a", 1), tmp_path / "k", workers=0, anew=True)
    assert files(tmp_path / "k").keys() == {"roman.docx"}


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there")
def test_two_runs_do_not_write_the_same_corpus(rules, tmp_path):
    from analysis.corpus.store import Store

    with Store(tmp_path / "k").locked(), pytest.raises(CorpusError, match="another run"):
        build(write_articles(tmp_path / "a", 1), tmp_path / "k", workers=0)


def test_a_run_killed_three_times_ends_with_the_same_bytes(tmp_path):
    folder = write_articles(tmp_path / "a", 16)
    done = tmp_path / "killed" / "parts"
    for goal in (1, 3, 5):
        run = subprocess.Popen([sys.executable, RUN, folder, tmp_path / "killed", "0.3"])
        patience = time.monotonic() + 120
        while len(list(done.glob("part-*.json"))) < goal and time.monotonic() < patience:
            time.sleep(0.02)
        run.kill()
        assert run.wait() == -signal.SIGKILL, "it came to its end before it was killed"
    assert not open_corpus(tmp_path / "killed").complete
    (tmp_path / "killed" / "tokens" / ".halb.parquet").write_bytes(b"PAR1")
    for target in ("killed", "whole"):
        subprocess.run([sys.executable, RUN, folder, tmp_path / target], check=True, timeout=120)
    assert files(tmp_path / "killed") == files(tmp_path / "whole")
    assert not (tmp_path / "killed" / "tokens" / ".halb.parquet").exists()
    assert len(open_corpus(tmp_path / "killed").table("articles")) == 16


# On Dask


def test_processes_of_this_machine_say_the_same(tmp_path, nlp, monkeypatch):
    source = ROOT / "data" / "articles"
    assert build(source, tmp_path / "dask", workers=2, part=2).articles == 5
    monkeypatch.setattr(worker, "_pipeline", lambda model: nlp)
    build(source, tmp_path / "here", workers=0, part=2)
    for name in TABLES:
        found = [open_corpus(tmp_path / place).table(name) for place in ("dask", "here")]
        assert found[0].equals(found[1]), name


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers as processes of their own, as on a cluster; their address."""
    address = tmp_path / "scheduler.json"
    options = ["--scheduler-file", str(address), "--no-dashboard"]
    environment = os.environ | {
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(tmp_path / "dask"),
    }
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *options], **quiet
    )
    patience = time.monotonic() + 60
    while not address.exists() and time.monotonic() < patience:
        time.sleep(0.1)
    common = ["--nthreads", "1", "--host", "127.0.0.1", "--preload", str(PRELOAD), *options]
    workers = [subprocess.Popen([*dask, "worker", *common], **quiet) for _ in range(2)]
    while True:
        try:
            yield json.loads(address.read_text("utf-8"))["address"]
            break
        except ValueError:
            time.sleep(0.1)
    for process in (*workers, scheduler):
        process.terminate()
    for process in (*workers, scheduler):
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def test_a_scheduler_that_runs_already_and_an_article_that_kills(rules, cluster, tmp_path):
    folder = write_articles(tmp_path / "a", 9)
    (folder / "004.txt").write_text(STORY.format("Montag", 1) + f" Der {MARK} geht um.", "utf-8")
    summary = build(folder, tmp_path / "k", scheduler=cluster, part=3)
    assert (summary.articles, summary.errors) == (8, 1)
    corpus = open_corpus(tmp_path / "k")
    (error,) = corpus.table("errors").to_dict("records")
    assert error["article"] == "004" and error["error"].startswith("KilledWorker")
    assert "memory" in error["remedy"]
    assert corpus.table("articles")["article"].tolist() == [f"{n:03d}" for n in range(9) if n != 4]
    assert set(corpus.table("tokens")["article"]) == set(corpus.table("articles")["article"])


def test_nobody_answers(tmp_path, monkeypatch):
    from analysis.corpus import cluster as module

    monkeypatch.setattr(module, "WAIT", 1)
    with pytest.raises(CorpusError, match="no Dask scheduler"):
        build(write_articles(tmp_path / "a", 1), tmp_path / "k", scheduler="tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_an_error_not_a_wait_without_end(monkeypatch):
    from distributed import Client, LocalCluster

    from analysis.corpus import cluster as module

    monkeypatch.setattr(module, "LOOK", 0.1)
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    asked = []
    options = {"n_workers": 0, "processes": True, "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**options) as empty, Client(empty, set_as_default=False) as client:
        job = worker.Job(0, ())
        with pytest.raises(CorpusError, match="lost all its workers"):
            list(module.on_dask(client, [job], revive=lambda: asked.append(1)))
    assert asked
