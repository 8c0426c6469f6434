"""Taggers that learn chances, on tiny data."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy
import pytest

from training.augment import insert_blanks, join_hyphens, variant
from training.fit import Plan, example, fit
from training.opinions import chances, log_probabilities
from training.score import predict
from training.sentence import Sentence
from training.tokenizer import blank

SMALL = {
    "width": 16,
    "depth": 1,
    "embed_size": 50,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": False,
}
SURE = (("NE", 1.0),)
SENTENCE = Sentence(
    id="s1",
    source="fresh",
    words=("Kiew", "lehnt", "den", "CDU", "-", "Plan", "ab", "."),
    spaces=(True, True, True, False, False, True, False, False),
    tags=("NE", "VVFIN", "ART", "NE", "$(", "NN", "PTKVZ", "$."),
    pos=("PROPN", "VERB", "DET", "PROPN", "PUNCT", "NOUN", "ADP", "PUNCT"),
    feats=("Case=Nom", "", "Case=Acc", "", "", "Case=Acc", "", ""),
    tag_chances=(SURE, None, (("ART", 0.5), ("PRELS", 0.5)), SURE, None, (("NN", 1.0),), None, None),
)


def test_chances_add_up_and_the_likeliest_stays() -> None:
    labels = [f"L{n}" for n in range(100)]
    even = chances(numpy.zeros(100), labels)
    assert len(even) == 100 and sum(chance for _, chance in even) == pytest.approx(1)
    (only,) = chances(numpy.array([9.0, *[0.0] * 99]), labels)
    assert only == ("L0", 1.0)


def test_blanks_and_joined_words_have_no_chances() -> None:
    spread = insert_blanks(SENTENCE, [0], " ")
    assert spread.words[1] == " " and spread.tag_chances[:3] == (SURE, None, None)
    joined = join_hyphens(SENTENCE)
    assert joined.words[3] == "CDU-Plan"
    assert joined.tag_chances == (SURE, None, SENTENCE.tag_chances[2], None, None, None)
    assert joined.label_chances is None


@pytest.mark.parametrize("seed", range(20))
def test_chances_stay_with_their_words(seed: int) -> None:
    out = variant(SENTENCE, random.Random(seed), join=0.5)
    assert len(out.tag_chances) == len(out)
    assert next(tag for tag, likely in zip(out.tags, out.tag_chances, strict=True) if likely == SURE) == "NE"


def test_a_reference_carries_chances_by_place() -> None:
    nlp = blank()
    bare = replace(SENTENCE, tag_chances=None)
    reference = example(nlp, [bare, SENTENCE]).reference
    assert reference.user_data["tag_chances"][:2] == [(8, "NE", 1.0), (10, "ART", 0.5)]
    assert "label_chances" not in reference.user_data
    assert not example(nlp, [bare]).reference.user_data


def test_a_tagger_learns_both_labels(tmp_path) -> None:
    nlp = blank()
    encoder = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, **SMALL}
    model = {"@architectures": "spacy.Tagger.v2", "tok2vec": encoder}
    nlp.add_pipe("tagger", config={"model": model}).add_label("_SP")
    relative = replace(SENTENCE, tags=(*SENTENCE.tags[:2], "PRELS", *SENTENCE.tags[3:]))
    plan = Plan(steps=80, batch=16, dropout=0.0, learn_rate=0.02, warmup=1, join=0.0)
    fit(nlp, [SENTENCE, relative], plan, train=["tagger"])
    (table,) = log_probabilities(nlp, [example(nlp, [SENTENCE]).predicted], "tagger")
    tags = list(nlp.get_pipe("tagger").labels)
    likely = numpy.exp(table[2])
    assert likely[tags.index("ART")] == pytest.approx(0.5, abs=0.15)
    assert likely[tags.index("PRELS")] == pytest.approx(0.5, abs=0.15)
    nlp.to_disk(tmp_path)
    assert [token.tag_ for token in predict(nlp, [SENTENCE])[0]][:2] == ["NE", "VVFIN"]
