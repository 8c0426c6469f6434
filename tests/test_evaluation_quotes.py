"""The scores on reported speech, on quotations made by hand, and the two corpus formats."""

from __future__ import annotations

import itertools
import json
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evaluation.quote_corpora import quote_articles
from analysis.evaluation.quotes import QuoteScores, QuoteTokens, pair, quote_figures, token_numbers


def quotation(type, quote, **roles):
    return QuoteTokens(type, {"quote": frozenset(quote)} | {name: frozenset(t) for name, t in roles.items()})


def test_precision_is_over_predicted_parts_and_recall_over_gold_parts():
    scores = QuoteScores()
    gold = [quotation("direct", {1, 2, 3, 4}, speaker={6}, cue={5}), quotation("indirect", {20, 21})]
    found = [quotation("direct", {1, 2}, cue={5, 9})]
    scores.add(gold, found)
    assert scores.quote()[:2] == (1.0, 0.25)
    assert scores.roles()[:2] == (0.5, 0.5)
    assert scores.joint()[:2] == (0.75, 0.375)
    assert scores.type()[:2] == (1.0, 0.5)
    assert scores.counts() == (2, 1)


def test_a_pair_of_two_types_counts_for_neither():
    scores = QuoteScores()
    scores.add([quotation("direct", {1})], [quotation("indirect", {1})])
    assert scores.quote().f1 == 1.0
    assert scores.type().f1 == 0.0
    assert scores.type("direct").recall == 0.0


sets = st.lists(st.frozensets(st.integers(0, 9), min_size=1, max_size=5), max_size=5)


@given(sets, sets)
def test_pairs_have_the_greatest_sum(gold, found):
    def f1(a, b):
        return 2 * len(a & b) / (len(a) + len(b))

    got = pair([quotation("direct", g) for g in gold], [quotation("direct", f) for f in found])
    total = sum(f1(gold[i], found[j]) for i, j in got)
    small, large = sorted((gold, found), key=len)
    best = max(
        sum(f1(a, b) for a, b in zip(small, chosen, strict=True))
        for chosen in itertools.permutations(large, len(small))
    )
    assert total == pytest.approx(best)
    assert len({i for i, _ in got}) == len({j for _, j in got}) == len(got)


def test_tokens_are_those_that_a_span_touches():
    assert token_numbers([(1, 5), (9, 9)], [0, 3, 6], [2, 6, 8]) == {0, 1}


WIKINEWS = {
    "originalText": "Der Vertrag sei fertig, sagte sie.",
    "tokens": [
        {"charBegin": start, "charEnd": end}
        for start, end in [(0, 3), (4, 11), (12, 15), (16, 22), (22, 23), (24, 29), (30, 33), (33, 34)]
    ],
    "annotations": [
        {
            "type": "Indirect",
            "quote": {"tokenIds": [0, 1, 2, 3]},
            "speaker": {"tokenIds": [6]},
            "cue": {"tokenIds": [5]},
            "frame": {"tokenIds": [4, 5, 6]},
            "addressee": {"tokenIds": []},
        }
    ],
}
SPKATT = {
    "Sentences": [{"SentenceId": 0, "Tokens": ["Sie", "sagt", ",", "er", "komme", "."]}],
    "Annotations": [
        {"Message": ["0:3", "0:4"], "Source": ["0:0"], "Cue": ["0:1"], "PTC": [], "Addr": []},
        {"Message": [], "Source": ["0:0"], "Cue": ["0:1"]},
    ],
}


def test_both_corpora_are_read_and_scored(nlp, tmp_path):
    (tmp_path / "wikinews-dev.jsonl.xz").write_bytes(lzma.compress(json.dumps(WIKINEWS).encode()))
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "rede.json").write_text(json.dumps(SPKATT), encoding="utf-8")
    (tmp_path / "other.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    articles = {article.corpus: article for article in quote_articles(tmp_path)}
    assert articles["SpkAtt"].text == "Sie sagt, er komme."
    assert len(articles["SpkAtt"].gold) == 1
    figures = {(f.corpus, f.split, f.measure): f.figure for f in quote_figures(nlp, tmp_path)}
    assert figures["Wikinews", "dev", "quote F1"] == 1.0
    assert figures["Wikinews", "dev", "type F1"] == 1.0
    assert figures["SpkAtt", "dev", "cue F1"] == 1.0
    assert ("SpkAtt", "dev", "frame F1") not in figures
