"""Loading the pipeline, and refusing models that the layers cannot use."""

import pytest
import spacy

from analysis.errors import ModelError
from analysis.language.pipeline import EMBEDDED, NEEDED, load_pipeline


def test_components(nlp):
    assert nlp.lang == "de"
    assert nlp.pipe_names[0] == "wortlaut_sentences"
    assert nlp.pipe_names.index("wortlaut_names") > nlp.pipe_names.index("ner")


def test_the_parser_keeps_our_sentences(nlp):
    doc = nlp('Dazu zählten "Schritte zur Deeskalation." Die USA wollen weiter verhandeln.')
    assert [sent.text for sent in doc.sents] == [
        'Dazu zählten "Schritte zur Deeskalation."',
        "Die USA wollen weiter verhandeln.",
    ]


def test_a_clause_has_subject_and_object(nlp):
    doc = nlp("Die Ukraine lehnt den Vorschlag ab.")
    assert {token.dep_: token.text for token in doc if token.dep_ in ("nsubj", "obj")} == {
        "nsubj": "Ukraine",
        "obj": "Vorschlag",
    }


@pytest.mark.parametrize("model", ["gibt_es_nicht", "/gibt/es/nicht", "", "."])
def test_no_model(model):
    with pytest.raises(ModelError) as caught:
        load_pipeline(model)
    assert caught.value.remedy


def test_a_damaged_model(tmp_path):
    nlp = spacy.blank("de")
    nlp.to_disk(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp\n", "utf-8")
    with pytest.raises(ModelError):
        load_pipeline(tmp_path)
    (tmp_path / "config.cfg").unlink()
    with pytest.raises(ModelError):
        load_pipeline(tmp_path)


def test_a_model_without_components(tmp_path):
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(ModelError, match="lacks") as caught:
        load_pipeline(tmp_path)
    for name in (*NEEDED, "parser", "ner"):
        assert name in caught.value.problem


def test_a_model_for_another_language(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="'en'"):
        load_pipeline(tmp_path)


def test_a_model_with_other_relations(tmp_path):
    nlp = spacy.blank("de")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"):
        pipe = nlp.add_pipe(name)
        for label in ("sb", "oa", "PER"):
            if name in ("tagger", "parser", "ner"):
                pipe.add_label(label)
    from analysis.language.pipeline import _require

    with pytest.raises(ModelError, match="Universal Dependencies") as caught:
        _require(nlp, "tiger")
    assert "TIGER" in caught.value.remedy


def test_the_model_card():
    import json

    meta = json.loads((EMBEDDED / "meta.json").read_text("utf-8"))
    assert meta["lang"] == "de"
    assert "CC BY-SA 4.0" in meta["license"]
