"""What many tests share: the embedded pipeline, one without weights, and the report on the real article."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import analysis

if TYPE_CHECKING:
    from spacy.language import Language

OFFLINE = Path(__file__).parent / "offline"
"""Its `sitecustomize.py` keeps this process and all that it starts off the network."""
NETWORK_LOG = "WORTLAUT_NETWORK_LOG"


def _go_offline() -> None:
    if (
        NETWORK_LOG not in os.environ
    ):  # the workers of pytest-xdist share the log of the process that starts them
        os.environ[NETWORK_LOG] = str(Path(tempfile.mkdtemp(prefix="wortlaut-")) / "network.log")
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(OFFLINE), os.environ.get("PYTHONPATH"))))
    spec = importlib.util.spec_from_file_location("offline", OFFLINE / "sitecustomize.py")
    assert spec and spec.loader
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


_go_offline()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that asked the network for something fails the run, even if it took the refusal calmly."""
    log = Path(os.environ[NETWORK_LOG])
    if log.exists() and not hasattr(session.config, "workerinput"):
        print(f"\nthe network was asked:\n{log.read_text('utf-8')}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "data" / "articles"
UKRAINE = ARTICLES / "2025-12-06-ukraine-gespraeche.txt"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline."""
    return analysis.load_pipeline()


@pytest.fixture(scope="session")
def report(nlp: Language) -> analysis.Analysis:
    """The report on the talks of December 2025."""
    return analysis.analyse(analysis.read_article(UKRAINE), nlp=nlp)


@pytest.fixture(scope="session")
def bare() -> Language:
    """The tokenizer of the model with our own components and no weights: what rules do by themselves."""
    from analysis.language import sentences
    from analysis.layers import entities
    from training.tokenizer import blank

    pipeline = blank()
    pipeline.add_pipe(sentences.COMPONENT)
    pipeline.add_pipe(entities.COMPONENT)
    return pipeline
