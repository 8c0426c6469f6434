"""Sentences for the teachers, on tiny data."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from training import fresh
from training.clusters import Clusters
from training.sentence import Sentence, guess_spaces
from training.tokenizer import blank


def sentence(text: str, **more) -> Sentence:
    words = tuple(text.split())
    return Sentence("s", "raw", words, guess_spaces(words), **more)


@pytest.fixture(scope="module")
def nlp():
    return blank()


def test_newswire_is_cut_into_sentences_without_names(nlp) -> None:
    paragraph = sentence("Die Delegation reist heute nach Bern . Am Abend kommt sie nach Genf zurück .")
    paragraph = replace(paragraph, source="smartdata", names=("O",) * len(paragraph))
    found = fresh.newswire([paragraph, paragraph], nlp)
    assert [s.words[0] for s in found] == ["Die", "Am"]
    assert {s.names for s in found} == {None} and {s.source for s in found} == {fresh.NEWSWIRE}


def test_debates_that_read_like_news_come_first(nlp) -> None:
    news = [sentence("Die Delegation reist heute zu Verhandlungen nach Genf .")] * 5
    plain = "Die Delegation reist heute zu Verhandlungen nach Genf und Bern."
    dull = "Der Titel des Kapitels im Einzelplan betrifft Mittel aus Rücklagen der Vorjahre."
    spoken = "Ich reise heute mit der Delegation zu Verhandlungen nach Genf und Bern."
    debates = [f"{dull} {spoken}", "dies ist der zweite Absatz, der ausgelassen wird", f"{plain} {dull}"]
    assert [s.text for s in fresh.like_news(debates, news, nlp)] == [plain, dull]
    assert [s.text for s in fresh.like_news(debates, news, nlp, 1)] == [plain]


def test_words_are_exchanged_within_class_and_cluster() -> None:
    nouns = dict.fromkeys(("Reise", "Sitzung", "Tagung", "Quelle"), "NFs*")
    norms = {**nouns, "dauert": "V3s-1en", "kostet": "V3s-1en", "endet": "V3s-1en", "Bern": "E|9"}
    clusters = Clusters(
        {word: 7 if word in nouns else 8 for word in norms} | {"Quelle": 5, "Bern": 9},
        {word: rank for rank, word in enumerate(norms)},
    )
    exchange = fresh.Exchange(norms, clusters)
    original = sentence(
        "Die Reise dauert lange in Bern .", pos=("DET", "NOUN", "VERB", "ADV", "ADP", "PROPN", "PUNCT")
    )
    found = list(exchange.variants([original] * 400, random.Random(1)))
    assert 20 < len(found) < 80
    assert {s.words[1] for s in found} == {"Sitzung", "Tagung"}
    assert {s.words[2] for s in found} == {"kostet", "endet"}
    assert {(s.words[0], *s.words[3:]) for s in found} == {("Die", "lange", "in", "Bern", ".")}
    assert {(s.pos, s.source) for s in found} == {(None, fresh.EXCHANGED)}
    assert not list(exchange.variants([replace(original, pos=None)], random.Random(1)))
