"""Sentence starts behind headlines; the cases with whole sentences are in fixtures/sentences.txt."""

import time

import pytest

from analysis import lexicon
from analysis.language.headlines import headline_ends
from training.tokenizer import blank


@pytest.fixture(scope="module")
def tokenizer():
    return blank()


def starts(tokenizer, text: str) -> list[str]:
    words = [token for token in tokenizer(text) if not token.is_space]
    return [words[index].text for index in headline_ends(words)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Streit um Gas Im Herbst wird verhandelt.", ["Im"]),
        ("Streit um Gas (Bern) Die Delegation reist ab.", ["Die"]),
        ("RIO DE JANEIRO, 5. Juli", []),
        ("Gipfel in Rio RIO DE JANEIRO, 5. Juli (dpa).", ["RIO"]),
        ("Er sah „Der Untergang Die Fortsetzung“ im Kino.", []),
        ("Das meldet die Tageszeitung Die Welt.", []),
        ("IM WESTEN NICHTS NEUES", []),
        ("„Die Lage", []),
        ("", []),
    ],
)
def test_headlines(tokenizer, text, expected):
    assert starts(tokenizer, text) == expected


def test_openers_are_of_the_closed_classes():
    closed = {entry["word"] for entry in lexicon.load("sentence_starts")}
    openers = {entry["word"] for entry in lexicon.load("after_headlines") if entry["class"] == "opener"}
    assert openers <= closed
    assert not openers & {"sie", "ihr", "ihnen", "ihre", "wegen", "aus"}


def test_quotation_marks_without_end_take_no_longer_than_words(tokenizer):
    words = list(tokenizer("„ a " * 20_000))
    begin = time.process_time()
    assert list(headline_ends(words)) == []
    assert time.process_time() - begin < 5
