"""The measurements measure what they say."""

import random
import time

import pytest

from analysis.errors import WortlautError
from analysis.language.tokenizer import BoundedTokenizer
from benchmarks import fuzz, speed, texts


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5, 2.0])
def test_exponent(power):
    assert speed.exponent([(size, 3.0 * size**power) for size in (500, 1000, 50_000)]) == pytest.approx(power)


def test_our_own_articles_come_again_until_they_are_enough():
    found = texts.load(None, 12)
    assert len(found) == 12 and len(set(found)) < 12 and all(found)


def test_texts_of_a_corpus(tmp_path):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "Moskau lehnt ab."}\n{"originalText": "Kiew auch."}\n', "utf-8"
    )
    assert texts.load(tmp_path, 5) == ["Moskau lehnt ab.", "Kiew auch."]
    with pytest.raises(SystemExit):
        texts.load(tmp_path / "leer", 5)


@pytest.mark.parametrize("words", [1, 500, 3000])
def test_an_article_of_a_length(words):
    assert abs(len(texts.of_length(["Moskau lehnt ab.", "Kiew stimmt zu."], words).split()) - words) <= 1


def test_damage_can_be_repeated():
    content = fuzz.originals()[0][1]
    assert fuzz.damaged(content, random.Random(3)) == fuzz.damaged(content, random.Random(3)) != content


def test_fuzzing_counts_our_errors_only(tmp_path, nlp):
    assert fuzz.try_one(".txt", b"\x00\x01\x02", tmp_path, nlp) in {
        e.__name__ for e in WortlautError.__subclasses__()
    }
    assert fuzz.try_one(".txt", b"Moskau lehnt ab.", tmp_path, nlp) == "analysed"


def test_a_run_of_marks_takes_time_that_grows_with_its_length(nlp):
    """10,000 brackets once took 11 s, and four times as many sixteen times as long."""
    assert isinstance(nlp.tokenizer, BoundedTokenizer)
    begin = time.process_time()
    assert len(nlp.make_doc("(" * 10_000)) == 10_000
    assert time.process_time() - begin < 5
