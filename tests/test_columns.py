"""A Doc's annotations as lists say what its Tokens say, also after somebody has changed them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import spacy
from conftest import UKRAINE
from spacy.tokens import Doc

from analysis.language.columns import columns, reads_only

VOCAB = spacy.blank("de").vocab


def test_lists_say_what_tokens_say(nlp):
    doc = nlp(UKRAINE.read_text("utf-8"))
    words = columns(doc)
    assert words.whole == doc.text and len(words) == len(doc)
    for token in doc:
        i = token.i
        assert (words.text[i], words.lower[i], words.lemma[i]) == (token.text, token.lower_, token.lemma_)
        assert (words.pos[i], words.tag[i], words.dep[i]) == (token.pos_, token.tag_, token.dep_)
        assert (words.morph[i], words.ent_type[i]) == (str(token.morph), token.ent_type_)
        assert (words.head[i], words.space[i]) == (token.head.i, token.is_space)
        assert (words.idx[i], words.end[i]) == (token.idx, token.idx + len(token))
        assert words.children[i] == [child.i for child in token.children]
    assert words.bounds == [(sent.start, sent.end) for sent in doc.sents]


def test_asked_again_it_is_the_same():
    doc = Doc(VOCAB, words=["Moskau", "schweigt"])
    assert columns(doc) is columns(doc)


def test_a_change_is_noticed():
    doc = Doc(VOCAB, words=["Moskau", "schweigt"], pos=["NOUN", "VERB"])
    assert columns(doc).pos == ["NOUN", "VERB"]
    doc[0].pos_ = "PROPN"
    assert columns(doc).pos == ["PROPN", "VERB"]


def test_two_docs_alike_are_two():
    one, other = (Doc(VOCAB, words=[word, "schweigt"]) for word in ("Moskau", "Paris"))
    assert (columns(one).text[0], columns(other).text[0]) == ("Moskau", "Paris")


def test_no_words():
    words = columns(Doc(VOCAB, words=[]))
    assert (words.text, words.bounds, words.sentences, words.sentence, words.whole) == ([], [], [], [], "")


def test_a_sentence_of_white_space_has_no_number():
    doc = Doc(VOCAB, words=["\n", "Ja", ".", "\n"], sent_starts=[True, True, False, True])
    assert columns(doc).sentence == [None, 0, 0, None]


def test_a_layer_that_only_reads_looks_once_and_is_left_properly():
    doc = Doc(VOCAB, words=["Moskau", "schweigt"], pos=["NOUN", "VERB"])

    @reads_only
    def fails(doc):
        assert columns(doc) is columns(doc)
        raise LookupError

    with pytest.raises(LookupError):
        fails(doc)
    doc[0].pos_ = "PROPN"
    assert columns(doc).pos == ["PROPN", "VERB"]


def test_a_layer_within_a_layer_and_another_thread_see_their_own_doc():
    one, other = (Doc(VOCAB, words=[word, "schweigt"]) for word in ("Moskau", "Paris"))

    @reads_only
    def first_word(doc):
        return columns(doc).text[0]

    @reads_only
    def outer(doc):
        with ThreadPoolExecutor(1) as thread:
            elsewhere = thread.submit(first_word, other).result()
        return [columns(doc).text[0], first_word(other), elsewhere, first_word(doc), columns(doc).text[0]]

    assert outer(one) == ["Moskau", "Paris", "Paris", "Moskau", "Moskau"]
