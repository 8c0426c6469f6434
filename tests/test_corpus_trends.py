"""Positions, networks, sources and words over time, on statements made by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.corpus import changes_of_stance, discourse_networks, issue_trends, positions_over_time
from analysis.corpus.trends import period_of


class Statements:
    """A corpus whose table of statements is given."""

    def __init__(self, rows):
        self.rows = rows

    def where(self, *, actor=None):
        return Statements([row for row in self.rows if actor in (None, row[1])])

    def table(self, name, *, columns=None, duplicates=False):
        assert name == "statements"
        found = pd.DataFrame(self.rows, columns=["date", "actor", "side", "issue_group", "article"])
        found["date"] = pd.to_datetime(found["date"])
        for place, column in enumerate(("start", "sentence")):
            found[column] = range(place, len(found) + place)
        for column in ("source", "stance", "issue_key", "issue", "issue_text", "target", "cited", "cue_text",
                       "negated", "modality", "end"):  # fmt: skip
            found[column] = found["article"] + f":{column}"
        return found if columns is None else found[list(columns)]


TALKS = Statements(
    [
        ("2025-09-01", "Island", -1, "Kontrollen", "a"),
        ("2025-09-01", "Island", -1, "Kontrollen", "a"),
        ("2025-09-01", "Färöer", 1, "Kontrollen", "a"),
        ("2025-09-03", "Island", -1, "Kontrollen", "b"),
        ("2025-09-03", "Norwegen", 1, "Kontrollen", "b"),
        ("2025-10-01", "Island", 0, "Kontrollen", "c"),
        ("2025-10-02", "Island", 1, "Kontrollen", "d"),
        ("2025-10-02", "Norwegen", 1, "Quote", "d"),
        ("2025-10-02", "Färöer", -1, "Quote", "d"),
        ("2025-10-09", "Island", 1, "Kontrollen", "e"),
        ("2025-10-09", "Norwegen", 1, "Kontrollen", "e"),
        (None, "Island", -1, "Kontrollen", "f"),
        ("2025-10-09", "Norwegen", 1, None, "e"),
    ]
)


def test_weeks_begin_on_monday():
    dates = pd.Series(pd.to_datetime(["2025-09-07", "2025-09-08"]))
    assert period_of(dates, "week").tolist() == ["2025-09-01", "2025-09-08"]
    assert period_of(dates, "month").tolist() == ["2025-09", "2025-09"]
    with pytest.raises(ValueError, match="no period"):
        period_of(dates, "decade")


def test_one_actor_over_time():
    found = positions_over_time(TALKS, "Island")
    assert found["article"].tolist() == ["a", "a", "b", "c", "d", "e"]
    assert set(found["actor"]) == {"Island"}


def test_who_moved_on_what_since_when():
    (change,) = changes_of_stance(TALKS).to_dict("records")
    assert (change["actor"], change["issue_group"]) == ("Island", "Kontrollen")
    assert (change["before"], change["after"]) == (-1, 1)
    assert (change["until"].isoformat()[:10], change["since"].isoformat()[:10]) == (
        "2025-09-03",
        "2025-10-02",
    )
    assert (change["days_before"], change["days_after"]) == (2, 2)
    assert (change["article_before"], change["article_after"]) == ("b", "d")
    assert change["cue_after"] == "d:cue_text"
    assert len(changes_of_stance(TALKS, held=2)) == 1
    assert changes_of_stance(TALKS, held=3).empty
    assert changes_of_stance(TALKS, actor="Norwegen").empty


def test_a_day_that_says_both_is_a_move_away_from_what_was_held():
    rows = [
        ("2025-01-01", "A", 1, "x", "a"),
        ("2025-01-02", "A", 1, "x", "b"),
        ("2025-01-02", "A", -1, "x", "b"),
    ]
    (change,) = changes_of_stance(Statements(rows)).to_dict("records")
    assert (change["before"], change["after"]) == (1, -1)
    assert changes_of_stance(Statements(rows[1:])).empty


def weights(network, one, other):
    return tuple(network.graph[one][other][kind] for kind in ("congruence", "conflict"))


def test_networks_month_by_month():
    september, october = discourse_networks(TALKS, normalise="none")
    assert (september.period, october.period) == ("2025-09", "2025-10")
    assert weights(september, "Färöer", "Island") == (0, 1)
    assert weights(september, "Färöer", "Norwegen") == (1, 0)
    assert weights(october, "Färöer", "Norwegen") == (0, 1)
    assert weights(october, "Island", "Norwegen") == (1, 0)
    assert september.graph.nodes["Island"]["statements"] == 2


@pytest.mark.parametrize(
    ("once_per", "statements"), [("none", 5), ("document", 4), ("week", 3), ("month", 3), ("period", 2)]
)
def test_duplicates_count_once_per_unit(once_per, statements):
    rows = [row for row in TALKS.rows if row[0] and row[0] < "2025-10"]
    rows += [("2025-10-09", "Island", -1, "Kontrollen", "x"), ("2025-10-10", "Island", 1, "Kontrollen", "y")]
    (network,) = discourse_networks(Statements(rows), by=None, once_per=once_per)
    assert network.graph.nodes["Island"]["statements"] == statements


@pytest.mark.parametrize(
    ("normalise", "weight"), [("none", 1), ("average", 1 / 1.5), ("jaccard", 1 / 2), ("cosine", 1 / 2**0.5)]
)
def test_weights_are_normalised_by_activity(normalise, weight):
    rows = [
        ("2025-01-01", "A", 1, "x", "a"),
        ("2025-01-01", "A", 1, "y", "a"),
        ("2025-01-01", "B", 1, "x", "a"),
    ]
    (network,) = discourse_networks(Statements(rows), normalise=normalise)
    assert network.graph["A"]["B"]["congruence"] == pytest.approx(weight)


def test_networks_of_nothing_and_of_some():
    assert discourse_networks(Statements([])) == []
    assert discourse_networks(Statements([]), by=None) == []
    (network,) = discourse_networks(TALKS, by=None, actors=["Island", "Norwegen"])
    assert set(network.graph) == {"Island", "Norwegen"}
    with pytest.raises(ValueError, match="known units"):
        discourse_networks(TALKS, once_per="decade")


def test_issues_period_by_period():
    found = issue_trends(TALKS)
    assert found.iloc[0].to_dict() == {
        "issue_group": "Kontrollen", "period": "2025-09", "statements": 5, "for_it": 2, "against": 3,
        "open": 0, "actors": 3,
    }  # fmt: skip
    assert found["issue_group"].drop_duplicates().tolist() == ["Kontrollen", "Quote"]
    assert issue_trends(TALKS, top=1)["issue_group"].unique().tolist() == ["Kontrollen"]
