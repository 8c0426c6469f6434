"""The measurements measure what they say."""

import math
import os
import random
import time

import pytest

import analysis
from analysis.errors import WortlautError
from analysis.language.tokenizer import BoundedTokenizer
from benchmarks import fuzz, processes, speed, texts


@pytest.mark.parametrize("power", [0.0, 1.0, 1.5, 2.0])
def test_exponent(power):
    assert speed.exponent([(size, 3.0 * size**power) for size in (500, 1000, 50_000)]) == pytest.approx(power)


def test_model_and_analysis_take_turns(nlp):
    found = speed.against_the_model(nlp, ["Moskau lehnt den Vorschlag ab, sagte die Ministerin."] * 3, 3)
    assert found.tokens == 30 and len(found.bare) == len(found.whole) == 3
    assert min(found.bare) > 0 and min(found.whole) > 0 and found.others >= 0


def test_the_time_of_a_busy_machine_is_told():
    load = speed.Load()
    assert load.others() <= (os.cpu_count() or 1) + 0.5
    load.all -= 10 * speed.QUIET * 3600  # as if others had worked an hour
    assert load.others() > speed.QUIET


def test_the_steady_part_of_a_run_leaves_out_start_and_end():
    parts = [(float(second), 100) for second in range(10, 20)]
    assert processes.steady(parts, 1) == processes.steady([(5.0, 9), *parts, (90.0, 1)], 2) == 100
    assert math.isnan(processes.steady(parts[:3], 1))


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


def test_a_hostile_text_is_briefed_in_every_format(nlp):
    poison = "<script>alert(1)</script> #read(x) =HYPERLINK(1) \u202e\x1b[2J {{ 7 }}"
    text = f"Moskau lehnt {poison} ab. Der Minister sagte: „{poison}“ Kiew fordert am 3. Mai Garantien."
    fuzz.briefed(analysis.analyse(analysis.Article(text=text, id=poison), nlp=nlp, insist=True), pdf=True)


ENDLESS = {
    "a list of places": "Moskau, ",
    "pronouns without anybody": "er sie ihr sein ",
    "one sentence": "Moskau lehnt ab und die Minister sagten dass sie mit ihm verhandeln wollen ",
    "quotations in quotations": "„Er sagte ‚ ",
    "clauses in clauses": "dass sie meint, ",
    "brackets": "((((",
    "digits": "1234567890",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_four_times_the_text_takes_no_sixteen_times_as_long(piece, nlp):
    def spent(words):
        article = analysis.Article(text=(piece * words)[: words * 6], id="x")
        return min(speed.seconds(lambda: analysis.analyse(article, nlp=nlp, insist=True)) for _ in "12")

    spent(100)
    assert spent(4000) < 8 * spent(1000) + 0.5


def test_a_run_of_marks_takes_time_that_grows_with_its_length(nlp):
    """10,000 brackets once took 11 s, and four times as many sixteen times as long."""
    assert isinstance(nlp.tokenizer, BoundedTokenizer)
    begin = time.process_time()
    assert len(nlp.make_doc("(" * 10_000)) == 10_000
    assert time.process_time() - begin < 5
