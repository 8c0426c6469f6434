"""The accuracy table: readers of the public formats, figures on tiny data, what was trained on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import spacy
from spacy.tokens import Doc, Span

from analysis import evaluation
from analysis.evaluation.public_corpora import GoldSentence, find_corpora, read_conllu, read_germeval

CONLLU = """\
# text = Er sprach im Haus.
1	Er	er	PRON	PPER	Case=Nom	2	nsubj	_	_
2	sprach	sprechen	VERB	VVFIN	Mood=Ind	0	root	_	_
3-4	im	_	_	_	_	_	_	_	_
3	in	in	ADP	APPR	_	5	case	_	_
4	dem	der	DET	ART	Case=Dat	5	det	_	_
5	Haus	Haus	NOUN	NN	Case=Dat	2	obl	_	SpaceAfter=No
6	.	.	PUNCT	$.	_	2	punct	_	_

"""
GERMEVAL = """\
#\thttp://example.org\t[2009-10-23]
1\tAnna\tB-PER\tO
2\tMeier\tI-PER\tO
3\tmag\tO\tO
4\tBerliner\tB-LOCderiv\tO
5\tFilme\tO\tO
6\twie\tO\tO
7\tFaust\tB-OTH\tO

"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    (tmp_path / "de_gsd-ud-dev.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "NER-de-test.tsv").write_text(GERMEVAL, encoding="utf-8")
    (tmp_path / "notes.tsv").write_text("a\tb\n", encoding="utf-8")
    (tmp_path / "unparsed.conllu").write_text("1\tJa\tja\t_\t_\t_\t_\t_\t_\t_\n\n", encoding="utf-8")
    return tmp_path


def test_corpora_are_found_by_what_they_hold(corpora: Path) -> None:
    found = find_corpora(corpora)
    assert [(c.task, c.name, c.split) for c in found] == [
        ("syntax", "UD German GSD", "dev"),
        ("names", "GermEval 2014", "test"),
    ]


def test_contractions_become_one_token_and_are_marked(corpora: Path) -> None:
    (sentence,) = read_conllu(corpora / "de_gsd-ud-dev.conllu")
    assert sentence.words == ("Er", "sprach", "im", "Haus", ".")
    assert sentence.heads == (1, 1, 3, 1, 1)
    assert sentence.contracted == {2}
    assert sentence.text == "Er sprach im Haus."


def test_germeval_has_outer_names_only(corpora: Path) -> None:
    (sentence,) = read_germeval(corpora / "ner" / "NER-de-test.tsv")
    assert sentence.names == {(0, 2, "PER"), (6, 7, "MISC")}


def annotate(doc: Doc) -> Doc:
    """A model that is right about everything but one head and one name."""
    gold = {
        "Er": ("PRON", "Case=Nom", "er", 1, "nsubj"),
        "sprach": ("VERB", "Mood=Ind", "sprechen", 1, "ROOT"),
    }
    gold |= {"im": ("ADP", "", "in", 3, "case"), "Haus": ("NOUN", "Case=Acc", "Haus", 2, "obl")}
    gold |= {".": ("PUNCT", "", ".", 1, "punct")}
    for token in doc:
        if token.text in gold:
            pos, feats, lemma, head, dep = gold[token.text]
            token.pos_, token.lemma_, token.dep_ = pos, lemma, dep
            token.set_morph(feats)
            token.head = doc[head]
    if doc[0].text == "Anna":
        doc.ents = [Span(doc, 0, 2, "PER"), Span(doc, 3, 4, "LOC")]
    return doc


@pytest.fixture
def nlp() -> spacy.Language:
    pipeline = spacy.blank("de")
    spacy.Language.component("test_oracle", func=annotate)
    pipeline.add_pipe("test_oracle")
    return pipeline


def test_syntax_figures_leave_contractions_out(nlp: spacy.Language, corpora: Path) -> None:
    sentences = list(read_conllu(corpora / "de_gsd-ud-dev.conllu"))
    figures = {f.measure: f.figure for f in evaluation.syntax_figures(nlp, sentences, "x", "dev")}
    assert figures["UPOS accuracy"] == figures["lemma accuracy"] == 1.0
    assert figures["UAS"] == figures["LAS"] == 0.75
    assert figures["FEATS F1"] == pytest.approx(2 * 2 / (3 + 3))


def test_name_figures(nlp: spacy.Language, corpora: Path) -> None:
    sentences = list(read_germeval(corpora / "ner" / "NER-de-test.tsv"))
    figures = {f.measure: f.figure for f in evaluation.name_figures(nlp, sentences, "x", "test")}
    assert figures["names precision"] == figures["names recall"] == figures["names F1"] == 0.5
    assert figures["names F1 PER"] == 1.0 and figures["names F1 LOC"] == 0.0


def test_sentences_that_were_trained_on_do_not_count(
    nlp: spacy.Language, corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (sentence,) = read_conllu(corpora / "de_gsd-ud-dev.conllu")
    (model / evaluation.TRAINED_ON).write_text(
        evaluation.fingerprint(sentence.words) + "\n", encoding="ascii"
    )
    monkeypatch.setattr("analysis.language.pipeline.load_pipeline", lambda model=None: nlp)
    nlp.meta["name"], nlp.meta["version"] = "test", "0"
    table = evaluation.evaluate(corpora, model=model)
    assert list(table.columns) == evaluation.COLUMNS
    syntax = table[table["task"] == "syntax"]
    assert syntax["split"].tolist() == ["dev (all trained on)"] and syntax["figure"].isna().all()
    assert (table["task"] == "names").sum() == 7


def test_nothing_to_evaluate_on(nlp: spacy.Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.language.pipeline.load_pipeline", lambda model=None: nlp)
    with pytest.raises(evaluation.EvaluationError, match="no corpus"):
        evaluation.evaluate(tmp_path)


def test_the_table_is_written_twice(tmp_path: Path) -> None:
    row = ["syntax", "a|b", "dev", "LAS", 0.79, 0.763, "wortlaut evaluate --data DIR", "de_x 1"]
    csv, markdown = evaluation.write_table(pd.DataFrame([row], columns=evaluation.COLUMNS), tmp_path)
    assert pd.read_csv(csv)["figure"].tolist() == [0.79]
    assert "a\\|b" in markdown.read_text(encoding="utf-8")


def test_sentence_boundaries_of_running_text() -> None:
    pipeline = spacy.blank("de")
    pipeline.add_pipe("sentencizer")
    one = GoldSentence(("Ja", "."), (False, False))
    two = GoldSentence(("Wer", "?", "Anna", "."), (False, True, False, False))
    assert evaluation.sentence_f1(pipeline, [one, one]) == 1.0
    assert evaluation.sentence_f1(pipeline, [one, two]) < 1.0
