"""The contract with users: names, tables and the time an import takes."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import analysis

ROOT = Path(__file__).parents[1]
UKRAINE = ROOT / "data" / "articles" / "2025-12-06-ukraine-gespraeche.txt"

TABLES = {
    "tokens": "start end text lemma pos tag morph dep head entity sentence",
    "sentences": "start end text paragraph tone n_tokens sentence",
    "entities": "start end text label name actor sentence rule",
}
# The columns that other programs rely on; a table may have more.
PROMISED = {
    "actors": "actor kind party roles mentions aliases",
    "quotes": "type quote speaker cue frame addressee quote_text speaker_name sentence rule",
    "times": "start end text timex_type value begin end_date event sentence rule",
    "phrasing": "start end text category value holder target sentence rule",
    "positions": "stance cue cue_text actors actor_spans issue issue_text target source negated modality "
    "plover sentence rule",
}
HEAVY = (
    "spacy",
    "pandas",
    "numpy",
    "matplotlib",
    "trafilatura",
    "dateparser",
    "nbconvert",
    "typst",
    "IPython",
)


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stdout.strip()


def test_names():
    assert {
        "Analysis",
        "Article",
        "WortlautError",
        "analyse",
        "analyse_many",
        "load_pipeline",
        "read_article",
        "read_articles",
    } <= set(analysis.__all__)
    assert list(analysis.__all__) == sorted(analysis.__all__)


@pytest.mark.parametrize("name", analysis.__all__)
def test_every_name_is_there_and_explained(name):
    assert getattr(analysis, name).__doc__
    assert name in dir(analysis)


def test_unknown_names():
    with pytest.raises(AttributeError, match="gibt_es_nicht"):
        analysis.gibt_es_nicht  # noqa: B018


@pytest.mark.parametrize("table", TABLES)
def test_columns(report, table):
    assert list(report.tables()[table].columns) == TABLES[table].split()
    assert getattr(report, table) is report.tables()[table]


@pytest.mark.parametrize("table", PROMISED)
def test_promised_columns(report, table):
    assert set(PROMISED[table].split()) <= set(report.tables()[table].columns)
    assert len(report.tables()[table]) > 0


@pytest.mark.parametrize("table", TABLES)
def test_types_are_those_that_parquet_keeps(report, table):
    kinds = {str(kind) for kind in report.tables()[table].dtypes}
    assert kinds <= {"int64", "float64", "str", "string", "bool"}


def test_an_import_loads_nothing_heavy():
    code = f"import sys, analysis; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert python(code) == "[]"


def test_an_import_is_quick():
    code = "import time; begin = time.perf_counter(); import analysis; print(time.perf_counter() - begin)"
    assert min(float(python(code)) for _ in range(3)) < 0.3


def test_an_article_is_read_without_a_model():
    code = f"import sys, analysis; analysis.read_article({str(UKRAINE)!r}); print('spacy' in sys.modules)"
    assert python(code) == "False"


def test_our_own_code_is_quick(nlp, report):
    begin = time.perf_counter()
    analysis.analyse(report.article, nlp=nlp)
    assert time.perf_counter() - begin < 3


def test_the_command_is_quick():
    begin = time.perf_counter()
    python(f"import sys; from analysis.cli import main; sys.argv[1:] = ['analyse', {str(UKRAINE)!r}]; main()")
    assert time.perf_counter() - begin < 30  # 6 s by itself; tests may share the machine
