"""Actors and issues as tables, graphs, figures and files for other programs."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ElementTree

import networkx as nx
import pytest

import analysis
from analysis import network
from analysis.evaluation.positions import depth, scores
from analysis.exports_network import web_annotations, write_annotations, write_dna, write_graph
from analysis.figures import positions as figures

TEXT = (
    "Moskau lehnt eine Waffenruhe ab. Kiew fordert die Waffenruhe. Paris unterstützt die Waffenruhe. "
    "Kiew kritisierte Moskau scharf."
)


@pytest.fixture(scope="module")
def dispute(nlp):
    return analysis.analyse(analysis.Article(text=TEXT, id="streit"), nlp=nlp)


def test_statements_have_a_side(dispute):
    table = network.statements(dispute)
    sides = dict(zip(table["actor"] + " " + table["stance"], table["side"], strict=True))
    assert sides["Russland reject"] == -1
    assert sides["Ukraine demand"] == 1


def test_congruence_and_conflict_count_issues(dispute):
    graph = network.congruence(dispute)
    assert graph["Russland"]["Ukraine"]["conflict"] == 1
    assert graph["Frankreich"]["Ukraine"]["congruence"] == 1


def test_two_actors_side_by_side(dispute):
    found = network.side_by_side(dispute, "Russland", "Ukraine")
    assert "conflict" in found["kind"].tolist()
    assert list(found.columns) == ["kind", "issue_text", "Russland", "Ukraine"]


def test_the_matrix_names_stances(dispute):
    table = network.matrix(dispute)
    assert ["reject"] in table.loc["Russland"].tolist()


def test_a_negated_stance_is_no_agreement(nlp):
    text = "Moskau und Kiew einigten sich nicht auf eine Waffenruhe."
    failed = analysis.analyse(analysis.Article(text=text), nlp=nlp)
    assert "not agree" in str(network.matrix(failed).loc["Russland"].tolist())
    edge = network.actor_network(failed)["Russland"]["Ukraine"]["not agree"]
    assert (edge["stance"], edge["side"]) == ("not agree", -1)
    assert "not agree" in figures.actors_together(failed).alt


def test_figures_describe_themselves(report):
    for draw in (
        figures.positions_matrix,
        figures.actors_together,
        figures.actors_and_issues,
    ):
        chart = draw(report)
        assert "Ukraine" in chart.alt
        assert chart.svg() == draw(report).svg()


def test_figures_stand_an_article_without_positions(nlp):
    empty = analysis.analyse(analysis.Article(text="Es regnet seit gestern in der ganzen Stadt."), nlp=nlp)
    for draw in (
        figures.positions_matrix,
        figures.actors_together,
        figures.actors_and_issues,
    ):
        assert draw(empty).alt.endswith("none.")


def test_graphs_are_read_back(dispute, tmp_path):
    graph = network.actor_issue_network(dispute)
    path = write_graph(graph, tmp_path / "netz.graphml")
    assert nx.read_graphml(path).number_of_nodes() == graph.number_of_nodes()
    ElementTree.parse(write_graph(network.actor_network(dispute), tmp_path / "netz.gexf"))
    with pytest.raises(ValueError, match="graph format"):
        write_graph(graph, tmp_path / "netz.txt")


def test_characters_that_xml_forbids_are_replaced(tmp_path):
    graph = nx.MultiGraph()
    graph.add_node("Ki\x00ew <b>&", label="\ud800")
    assert "Ki\ufffdew <b>&" in nx.read_graphml(write_graph(graph, tmp_path / "x.graphml"))


def test_the_dna_list_has_agreement_and_no_formulas(nlp, tmp_path):
    report = analysis.analyse(analysis.Article(text=TEXT, id="=cmd()", title="+1"), nlp=nlp)
    with write_dna(report, tmp_path / "dna.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["agreement"] for row in rows} == {"0", "1"}
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert all(row["organization"] or row["person"] for row in rows)


def test_annotations_select_the_words(report, tmp_path):
    data = json.loads(write_annotations(report, tmp_path / "a.json").read_text("utf-8"))
    assert data == web_annotations(report)
    items = data["first"]["items"]
    assert data["total"] == len(items) == len(report.positions)
    place, quote = items[0]["target"][0]["selector"]
    assert report.article.text[place["start"] : place["end"]] == quote["exact"]


def test_scores_are_nested_and_perfect_for_the_gold_itself():
    gold = [{"cue": [(0, 5)], "stance": "demand", "actors": ["Kiew"], "actor_spans": [], "issue": (6, 9)}]
    assert all(figure == (1.0, 1.0, 1.0) for figure in scores([(gold, gold)]).values())
    assert depth(gold[0], {**gold[0], "stance": "offer"}) == 1
    assert scores([(gold, [])])["cue"] == (0.0, 0.0, 0.0)
