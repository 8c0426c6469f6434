"""Asking a corpus: tables, filters, SQL."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import analysis.corpus
from analysis.corpus import TABLES, build, worker
from analysis.corpus import open as open_corpus
from analysis.errors import CorpusError

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def corpus(nlp, tmp_path_factory):
    """The teaching corpus."""
    folder = tmp_path_factory.mktemp("korpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "_pipeline", lambda model: nlp)
        build(ROOT / "data" / "corpus", folder, workers=0, part=5)
    return open_corpus(folder)


def test_every_table_is_there(corpus):
    assert corpus.complete
    for name in TABLES:
        assert len(corpus.table(name)), name
    assert corpus.table("errors").empty
    assert len(corpus.table("articles")) == 11
    assert len(corpus.table("articles", duplicates=True)) == 12


def test_evidence_is_in_the_text(corpus):
    texts = corpus.table("articles").set_index("article")["text"]
    for row in corpus.table("positions").to_dict("records"):
        assert " ".join(texts[row["article"]][a:b] for a, b in row["cue"]) == row["cue_text"]


def test_filters_add_up(corpus):
    autumn = corpus.where(since="2025-09-01", until="2025-11-30")
    assert autumn.table("articles")["date"].max().isoformat() < "2025-12"
    one = autumn.where(source="Küstenbote (frei erfunden)")
    assert set(one.table("sentences")["source"]) == {"Küstenbote (frei erfunden)"}
    assert len(one.table("articles")) < len(autumn.table("articles")) < len(corpus.table("articles"))
    assert "until" in repr(one) and str(corpus.folder.parent) not in repr(one)
    with pytest.raises(CorpusError, match="no date"):
        corpus.where(since="gestern")


def test_an_actor_sees_its_own(corpus):
    island = corpus.where(actor="Island")
    assert set(island.table("statements")["actor"]) == {"Island"}
    assert all("Island" in actors for actors in island.table("positions")["actors"])
    assert set(island.table("sentences")["article"]) <= set(island.table("actors")["article"])
    counted = island.query("SELECT count(*) AS n FROM positions")["n"].iloc[0]
    assert counted == len(island.table("positions")) > 5


def test_an_actor_with_an_apostrophe_is_no_sql(corpus):
    assert (
        corpus.where(actor="O'Neill' OR 1=1 --").query("SELECT count(*) AS n FROM positions")["n"].iloc[0]
        == 0
    )


def test_only_the_columns_that_are_asked_for(corpus):
    found = corpus.table("statements", columns=["actor", "issue_group"])
    assert list(found.columns) == ["actor", "issue_group"]
    with pytest.raises(CorpusError, match="has no column"):
        corpus.table("tokens", columns=["gibtesnicht"])
    with pytest.raises(CorpusError, match="no table"):
        corpus.table("gibtesnicht")


def test_duplicates_lie_in_their_own_time(corpus):
    late = corpus.where(since="2025-11-20", until="2025-11-20")
    assert late.table("statements").empty
    again = late.table("statements", duplicates=True)
    assert set(again["article"]) == {"2025-11-20-kompromiss-nachdruck"}
    assert set(again["source"]) == {"Küstenbote (frei erfunden)"}


def test_sql_says_the_same_as_pandas(corpus):
    found = corpus.query(
        "SELECT actor, count(*) AS n FROM statements WHERE side < ? GROUP BY actor ORDER BY n DESC, actor",
        [0],
    )
    table = corpus.table("statements")
    expected = table[table["side"] < 0]["actor"].value_counts()
    assert dict(zip(found["actor"], found["n"], strict=True)) == expected.to_dict()
    assert corpus.query("SELECT count(*) AS n FROM articles")["n"].iloc[0] == 11
    assert corpus.query("SELECT duplicate_of FROM duplicates")["duplicate_of"].tolist() == [
        "2025-11-19-kompromiss-vermittlerin"
    ]
    assert not corpus.query("SELECT issue_group FROM statements WHERE issue_group IS NOT NULL").empty


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('README.md')",
        "SELECT * FROM 'README.md'",
        "COPY articles TO 'gestohlen.csv'",
        "COPY articles TO '{folder}/articles/part-00000.parquet' (FORMAT parquet)",
        "ATTACH 'neu.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM corpus",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELEKT",
        "",
    ],
)
def test_a_query_sees_the_tables_only(corpus, sql, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in corpus.folder.rglob("*")}
    with pytest.raises(CorpusError, match="does not take the query"):
        corpus.query(sql.format(folder=corpus.folder))
    assert {path: path.stat().st_mtime_ns for path in corpus.folder.rglob("*")} == before
    assert not list(tmp_path.iterdir())


def test_no_corpus(tmp_path):
    with pytest.raises(CorpusError, match="no corpus in this folder") as caught:
        open_corpus(tmp_path)
    assert "wortlaut corpus" in caught.value.remedy
    (tmp_path / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(CorpusError, match="damaged"):
        open_corpus(tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": 99, "made_with": {}}', "utf-8")
    with pytest.raises(CorpusError, match="another version"):
        open_corpus(tmp_path)


def test_dask_and_duckdb_come_only_when_they_are_used():
    code = (
        "import sys, analysis.corpus; from analysis.corpus import open as o, TABLES; "
        "print([m for m in ('dask', 'distributed', 'duckdb', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", analysis.corpus.__all__)
def test_every_public_name_is_explained(name):
    found = getattr(analysis.corpus, name)
    assert name == "TABLES" or found.__doc__
    assert name in dir(analysis.corpus)


def test_the_names_are_functions_whatever_was_imported_before():
    import analysis.corpus.building

    assert callable(analysis.corpus.build)
    with pytest.raises(AttributeError):
        analysis.corpus.gibt_es_nicht  # noqa: B018
