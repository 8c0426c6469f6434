"""Names counted, on a table made by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.names import name_counts, names_together


def report_with(*rows):
    table = pd.DataFrame(rows, columns=["name", "text", "label", "sentence"])
    return SimpleNamespace(
        entities=table.astype({"name": "str", "text": "str", "label": "str", "sentence": "int64"})
    )


@pytest.fixture
def small():
    return report_with(
        ("Kiew", "Kiew", "LOC", 0),
        ("Russland", "Russlands", "LOC", 0),
        ("Anna", "Anna", "PER", 0),
        ("Russland", "Russland", "ORG", 1),
        ("Kiew", "Kiew", "LOC", 1),
        ("Kiew", "Kiews", "LOC", 1),
        ("Russland", "Russland", "LOC", 2),
    )


def test_counts(small):
    table = name_counts(small)
    assert list(table.columns) == ["name", "label", "mentions", "forms", "first_sentence"]
    assert table.values.tolist() == [
        ["Kiew", "LOC", 3, "Kiew, Kiews", 0],
        ["Russland", "LOC", 3, "Russland, Russlands", 0],
        ["Anna", "PER", 1, "Anna", 0],
    ]


def test_together(small):
    table = names_together(small)
    assert list(table.columns) == ["first", "second", "sentences", "where"]
    assert table.values.tolist() == [
        ["Kiew", "Russland", 2, [0, 1]],
        ["Kiew", "Anna", 1, [0]],
        ["Russland", "Anna", 1, [0]],
    ]


def test_none():
    empty = report_with()
    assert list(name_counts(empty).columns) == ["name", "label", "mentions", "forms", "first_sentence"]
    assert name_counts(empty).empty and names_together(empty).empty


def test_the_real_article(report):
    counts = name_counts(report)
    assert counts["mentions"].sum() == len(report.entities)
    assert counts["name"].is_unique
    assert counts["name"][0] == "Ukraine"
    assert not names_together(report).duplicated(["first", "second"]).any()
