"""The same matter in other words: grouping, and what a person makes of it."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import Article, analyse
from analysis.corpus.clustering import average_linkage
from analysis.corpus.issues import propose, read_issues, write_issues
from analysis.corpus.similarity import embedded_vectors, similarities
from analysis.corpus.statements import statements
from analysis.errors import CorpusError

GOLD = Path(__file__).parent / "fixtures" / "issue_groups.tsv"


def pairs(groups):
    return {
        (one, other) for one, other in combinations(range(len(groups)), 2) if groups[one] == groups[other]
    }


def f1(found, gold):
    both = len(pairs(found) & pairs(gold))
    return 2 * both / (len(pairs(found)) + len(pairs(gold)))


@pytest.mark.parametrize("half", ["a", "b"])
def test_groups_are_better_than_the_words_alone(nlp, half):
    """Measured: F1 over pairs .92 (half a, where the threshold was chosen), .78 (b); words alone .14, .12."""
    with GOLD.open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["half"] == half]
    keys = []
    for row in rows:
        article = Article(text=f"Norwegen fordert {row['issue']}.")
        found = statements(analyse(article, nlp=nlp, insist=True))["issue_key"]
        keys.append(found.iloc[0] if len(found) and isinstance(found.iloc[0], str) else row["issue"])
    gold = [row["matter"] for row in rows]
    groups = average_linkage(similarities([key.split() for key in keys], embedded_vectors()), 0.35)
    assert f1(groups, gold) > f1(keys, gold) + 0.3


def test_average_linkage_joins_by_the_mean():
    alike = np.array([[1, 0.9, 0.4, 0], [0.9, 1, 0.6, 0], [0.4, 0.6, 1, 0], [0, 0, 0, 1]])
    assert average_linkage(alike, 0.5) == [0, 0, 0, 3]
    assert average_linkage(alike, 0.55) == [0, 0, 2, 3]
    assert average_linkage(np.zeros((0, 0)), 0.5) == []


def test_average_linkage_agrees_with_the_plain_way():
    random = np.random.default_rng(7)
    for _ in range(30):
        alike = random.random((12, 12))
        alike = (alike + alike.T) / 2
        groups = [[row] for row in range(12)]
        while len(groups) > 1:
            means = {
                (a, b): alike[np.ix_(groups[a], groups[b])].mean()
                for a, b in combinations(range(len(groups)), 2)
            }
            (a, b), best = max(means.items(), key=lambda item: item[1])
            if best < 0.6:
                break
            groups[a] += groups.pop(b)
        plain = {frozenset(group) for group in groups}
        found = average_linkage(alike, 0.6)
        assert {frozenset(i for i, of in enumerate(found) if of == first) for first in set(found)} == plain


def orthogonal(word):
    """Vectors in which no two words have anything in common."""
    vector = np.zeros(64)
    vector[hash(word) % 64] = 0.0
    return vector


def test_more_and_less_are_kept_apart():
    found = similarities([["senkung", "zoll"], ["erhöhung", "zoll"], ["zoll"]], orthogonal)
    assert found[0, 1] == -1 and found[0, 2] > 0.5 and found[1, 2] > 0.5
    assert similarities([["waffenruhe"], ["haushalt"]], orthogonal)[0, 1] == 0
    assert similarities([["streik"], ["warnstreik"]], orthogonal)[0, 1] == pytest.approx(0.8)


def members(*names):
    return pd.DataFrame(
        {"member": names, "statements": range(len(names), 0, -1), "example": names, "article": "a"}
    )


def test_what_a_person_has_grouped_stays():
    names = ("streik", "warnstreik", "haushalt")
    groups = propose(members(*names), vector=orthogonal).table.set_index("member")["group"]
    assert groups["streik"] == groups["warnstreik"] != groups["haushalt"]
    fixed = {"streik": "Ausstand", "warnstreik": "Drohung", "haushalt": "Ausstand"}
    table = propose(members(*names, "haushaltsplan"), fixed, vector=orthogonal).table
    groups = table.set_index("member")["group"]
    assert {name: groups[name] for name in names} == fixed
    assert groups["haushaltsplan"] == "Ausstand"


def test_the_table_shows_what_is_alike():
    table = propose(members("streik", "warnstreik", "haushalt"), vector=orthogonal).table
    assert table.set_index("member")["like"].to_dict() == {
        "streik": "warnstreik 0.80", "warnstreik": "streik 0.80", "haushalt": "",
    }  # fmt: skip


def test_rare_issues_go_to_the_group_they_are_most_like(monkeypatch):
    from analysis.corpus import issues

    monkeypatch.setattr(issues, "MOST", 2)
    table = propose(members("streik", "haushalt", "warnstreik", "makrele"), vector=orthogonal).table
    groups = table.set_index("member")["group"]
    assert groups["warnstreik"] == "streik" and groups["makrele"] == "makrele"


class Stub:
    """A corpus with nothing but a folder."""

    def __init__(self, folder):
        self.folder = folder


def test_the_file_is_corrected_and_taken_up_again(tmp_path, monkeypatch):
    from analysis.corpus import issues

    monkeypatch.setattr(issues, "embedded_vectors", lambda: orthogonal)
    monkeypatch.setattr(issues, "_members", lambda corpus: members("=streik\tx", "warnstreik", "haushalt"))
    path = write_issues(Stub(tmp_path))
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].split("\t")[:2] == ["group", "member"]
    assert not any(cell.startswith("=") for line in lines for cell in line.split("\t"))
    # As a spreadsheet saves it, with another order, fewer columns and a byte order mark.
    path.write_text("﻿member\tgroup\nwarnstreik\tAusstand\n'=streik x\tAusstand\n", "utf-8")
    groups = issues.grouping(Stub(tmp_path)).groups_of(pd.Series(["warnstreik", "=streik x", None, "neu"]))
    assert groups.tolist()[:2] == ["Ausstand", "Ausstand"] and groups.isna().tolist() == [
        False,
        False,
        True,
        False,
    ]
    assert groups.tolist()[3] == "neu"
    write_issues(Stub(tmp_path))
    table = issues.grouping(Stub(tmp_path)).table.set_index("member")["group"]
    assert table["warnstreik"] == "Ausstand" and table["haushalt"] == "haushalt"
    before = path.read_bytes()
    write_issues(Stub(tmp_path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "problem", "place"),
    [
        ("gruppe\tmember\n", "no column", "line 1"),
        ("group\tmember\nA\t\n", "is empty", "line 2"),
        ("group\tmember\nA\tx\nB\tx\n", "two groups", "line 3"),
    ],
)
def test_a_damaged_file_is_located(tmp_path, text, problem, place):
    (tmp_path / "issues.tsv").write_text(text, "utf-8")
    with pytest.raises(CorpusError, match=problem) as caught:
        read_issues(tmp_path / "issues.tsv")
    assert caught.value.place == place and caught.value.remedy
