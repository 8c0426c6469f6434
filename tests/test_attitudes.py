"""What two readers made of GerNTSA's passages, and the values that single words get from it."""

import json

import numpy as np
import pytest

from analysis.sentiment import LABELS
from training.attitudes import LEFT_OUT as LIST
from training.attitudes import RAREST, Words, left_out, log_odds, may_count, read_readings, readings_of
from training.sentiment import cross_validate, told

HEAD = "# Source: a test\npassage\tpositive\tnegative\n"
TIMES = 60


@pytest.fixture(scope="module")
def words():
    """Passages with a good word, a bad word, neither; „Haus“ stands everywhere, „Fund“ only now and then."""
    lemmas, readings = [], []
    for i in range(3 * TIMES):
        kind = i % 3
        rare = ["Fund"] if i < RAREST - 1 else []
        lemmas.append([["Erfolg"], ["Unglück"], []][kind] + ["Haus", "Mensch", "Haus", *rare])
        readings.append([(0.8, 0.0), (0.0, 0.7), (0.2, 0.1)][kind])
    return Words.of(lemmas, np.array(readings), np.array([f"passage {i}" for i in range(3 * TIMES)]))


def test_every_reading_is_a_chance():
    found = np.array(list(read_readings().values()))
    assert len(found) == 2821 and found.min() >= 0 and found.sum(1).max() <= 1


@pytest.mark.parametrize("cells", ["60\t50", "-1\t5", "a\t5"])
def test_what_is_no_chance(tmp_path, cells):
    path = tmp_path / "readings.tsv"
    path.write_text(f"{HEAD}x\t{cells}\n", "utf-8")
    with pytest.raises(ValueError):
        read_readings(path)


def test_readings_stand_beside_their_passages(tmp_path):
    table, corpus = tmp_path / "readings.tsv", tmp_path / "dev.jsonl"
    table.write_text(HEAD + "a\t60\t10\nb\t0\t50\n", "utf-8")
    corpus.write_text("\n".join(json.dumps({"id": name}) for name in "bab"), "utf-8")
    assert readings_of(corpus, table).tolist() == [[0, 0.5], [0.6, 0.1], [0, 0.5]]
    corpus.write_text(json.dumps({"id": "c"}), "utf-8")
    with pytest.raises(KeyError):
        readings_of(corpus, table)


def test_sure_readings_have_finite_odds():
    odds = log_odds(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]))
    assert np.isfinite(odds).all() and odds[0, 0] > odds[0, 1] and (odds[2] < 0).all()


def test_words_get_the_values_of_their_passages(words):
    assert words.lemmas == ("Erfolg", "Haus", "Unglück")  # no people, nothing rare
    success, house, accident = words.values()
    assert success[0] > 0 > success[1] and accident[1] > 0 > accident[0]
    assert np.abs(house).max() < 0.2 * success[0]


def test_a_word_counts_once_and_less_among_many(words):
    row = words.shares[3]  # Erfolg, Haus, Mensch, Fund
    assert row.tolist() == pytest.approx([0.5, 0.5, 0])


def test_a_word_rare_in_the_part_has_no_value(words):
    part = np.arange(len(words.passages)) < 3 * (RAREST - 1)
    assert (words.within(part).values() == 0)[[0, 2]].all()


def test_no_reading_contributes_to_its_own_passage(words):
    other = words.readings.copy()
    other[0] = (0.0, 1.0)
    changed = Words(words.lemmas, words.shares, other, words.passages)
    assert told(words)[0] == pytest.approx(told(changed)[0])
    assert told(words)[0] != pytest.approx(words.shares[0] @ changed.values())


def test_words_help_to_tell_the_label(words):
    gold = np.array([LABELS.index(("positive", "negative", "neutral")[i % 3]) for i in range(3 * TIMES)])
    noise = np.random.default_rng(4).normal(size=(3 * TIMES, 2))
    alone = cross_validate(noise, gold, words.passages)
    helped = cross_validate(noise, gold, words.passages, words=words)
    assert (helped == gold).mean() > 0.8 > 0.6 > (alone == gold).mean()


@pytest.mark.parametrize(
    "lemma", ["Frau", "muslimisch", "Bundeskanzlerin", "ukrainisch", "Pole", "Uhr", "3."]
)
def test_nobody_is_good_or_bad_by_what_he_is_called(lemma):
    assert not may_count(lemma, left_out())


def test_the_list_names_each_word_once():
    lines = [line for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = [line.split("\t")[0] for line in lines]
    assert len(found) == len(set(found)) == len(left_out()) + 1  # and the line of the columns
