"""What many tests share: the embedded pipeline, one without weights, and the report on the real article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import analysis

if TYPE_CHECKING:
    from spacy.language import Language

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
