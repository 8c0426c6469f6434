"""Statements of a corpus: the same actor under one name in all articles."""

import pytest

from analysis import Article, analyse
from analysis.corpus.statements import statements


@pytest.mark.parametrize("name", ["EU", "Europäische Union"])
def test_an_organisation_has_one_name_in_all_articles(nlp, name):
    article = Article(text=f"Die {name} fordert von Norwegen eine Waffenruhe in der Nordsee.")
    report = analyse(article, nlp=nlp, insist=True)
    assert list(report.positions["actors"]) == [[name]]
    assert list(statements(report)["actor"]) == ["EU"]


def test_who_is_no_organisation_of_the_lexicon_keeps_its_name(nlp):
    report = analyse(Article(text="Die Hafenvereinigung Südkai fordert höhere Löhne."), nlp=nlp, insist=True)
    assert list(statements(report)["actor"]) == list(report.positions["actors"].iloc[0])
