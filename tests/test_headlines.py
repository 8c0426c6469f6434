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
        ("Dokumentation auf Seite 8 Wer anders denkt, muss reden.", ["Wer"]),
        ("Die Notenbank senkt überraschend die Zinsen: Der Leitzins liegt bei 2 Prozent.", ["Der"]),
        ("Im Blickpunkt: Die Kurilen", []),
        ("Es gibt nur einen einzigen Ausweg: Verhandlungen", []),
        ("Der Minister warnte in Genf vor dem Plan: Der Schritt sei gefährlich.", []),
        ("Der Minister kündigte am Montag Schritte an: Die Grenze werde geschlossen.", []),
        ("Er nannte als Antwort auf alle Fragen: Die Sache ruht.", []),
        ("Das sind in diesem Jahr die folgenden Länder: Die Schweiz und Bhutan.", []),
        ("Der Konzern bringt die Sache auf den Punkt: Der Umbau müsse sein.", []),
        ("Der Minister reagierte am Montag gelassen: Mit den Worten „Na und?“ ging er.", []),
        ("Das ist uns allen hier im Raum klar: Wir gehen.", []),
        ("Die Lage bleibt ernst\n\nBern heute: Die Delegation reist ab.", []),
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
