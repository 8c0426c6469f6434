"""Any bytes and any characters: nothing but our own errors comes out, and what comes out shows the text."""

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis
from analysis.article import read_article
from analysis.errors import WortlautError
from analysis.exports import FORMATS, write_tables
from analysis.exports_network import write_exchange
from analysis.language.tokenizer import LONGEST
from benchmarks.fuzz import damaged, originals

QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
MARKS = "„“”‚‘»«\"'()[]{}<>.,:;!?…–-/\\&=+@#%$*_|~^`§€\n\t \u00a0\u200b\u202e\u0308\x1b\x00"
SENTENCE = "Moskau lehnt ab Kiew stimmt zu sagte er sie dass nicht am 3. Mai 2025 heute beide Seiten"
WORDS = st.sampled_from([*SENTENCE.split(), *"„“,.()"])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=MARKS + string.ascii_letters + string.digits, max_size=200),
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=60).map("".join),
)


def analysed(text, nlp):
    try:
        return analysis.analyse(analysis.Article(text=text, id="a"), nlp=nlp, insist=True)
    except WortlautError:
        return None


@QUICK
@given(content=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".html", ".json"]))
def test_any_bytes(tmp_path, content, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    try:
        assert read_article(path).text.strip()
    except WortlautError as error:
        assert str(error)


@QUICK
@given(chance=st.randoms(use_true_random=False), number=st.integers(0, 19))
def test_damaged_articles(tmp_path, chance, number):
    suffix, content = originals()[number % len(originals())]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(damaged(content, chance))
    try:
        assert read_article(path).text.strip()
    except WortlautError as error:
        assert str(error)


@QUICK
@given(
    record=st.recursive(
        st.none() | st.integers() | st.floats() | st.text(max_size=20), st.lists, max_leaves=4
    )
)
def test_any_json(tmp_path, record):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "Moskau lehnt ab.", "date": record, "title": record, "id": record}))
    try:
        assert read_article(path).text == "Moskau lehnt ab."
    except WortlautError as error:
        assert str(error)


@QUICK
@given(text=TEXTS)
def test_any_text_shows_its_evidence(nlp, text):
    report = analysed(text, nlp)
    if report is None:
        return
    for table in report.tables().values():
        if {"start", "end", "text"} <= set(table.columns):
            spans = zip(table["start"], table["end"], strict=True)
            assert [report.article.text[start:end] for start, end in spans] == table["text"].tolist()


@settings(QUICK, max_examples=10)
@given(text=TEXTS, identifier=st.text(min_size=1, max_size=30))
def test_any_text_can_be_exported(tmp_path, nlp, text, identifier):
    try:
        report = analysis.analyse(analysis.Article(text=text, id=identifier), nlp=nlp, insist=True)
    except WortlautError:
        return
    for kind in FORMATS:
        for path in write_tables(report, tmp_path / kind, format=kind):
            assert path.is_relative_to(tmp_path) and path.exists()
    for kind in ("dna", "graphml", "gexf", "annotations"):
        for path in write_exchange(report, tmp_path / kind, format=kind):
            assert path.is_relative_to(tmp_path)


@pytest.mark.parametrize("run", ["(", "„", ",", "_", "'", "🇩🇪", "ab", "1", "\u200b", "„a“", "http://a.b/"])
def test_endless_runs_are_cut_and_nothing_is_lost(nlp, run):
    text = "Ein Riss: " + run * 1000 + " und weiter."
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= LONGEST


def test_what_is_not_endless_is_left_alone(nlp):
    address = "https://example.org/" + "a" * (LONGEST - 20)
    assert [token.text for token in nlp.make_doc(f"Siehe {address} dort")] == ["Siehe", address, "dort"]


def test_the_tokenizer_keeps_the_rules_of_the_model(nlp):
    doc = nlp.make_doc("US-Präs. Trump zahlte 2014 3,5 Mrd. Euro. " + "x" * (LONGEST + 1))
    assert [token.text for token in doc][:8] == [
        "US-Präs.", "Trump", "zahlte", "2014", "3,5", "Mrd.", "Euro", ".",
    ]  # fmt: skip
