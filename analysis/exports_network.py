"""Positions for other programs: Discourse Network Analyzer, Gephi, visone, readers of Web Annotations."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import networkx as nx

from analysis.errors import ExportError
from analysis.exports import file_name, guarded, write_atomically
from analysis.network import actor_issue_network, actor_network, several, statements

if TYPE_CHECKING:
    from analysis.report import Analysis

DNA_COLUMNS = (
    "ID", "date", "document_id", "document_title", "start", "stop", "person", "organization", "concept",
    "agreement", "text", "stance",
)  # fmt: skip
"""The DNA Statement variables (person, organization, concept, agreement) with their place, and our stance."""


def write_dna(reports: Analysis | Iterable[Analysis], path: str | Path) -> Path:
    """Write the statement list of discourse network analysis as CSV, as rDNA and DNA's importers read it.

    One row per position and actor with an issue: a person or an organisation, the concept, and whether the
    actor is for it (1) or against it (0); stances that take no side are left out. Texts that a spreadsheet
    would run as a formula get an apostrophe in front.

    Args:
        reports: an analysed article, or several.
        path: the file.

    Raises:
        ExportError: the place cannot be written.
    """
    rows: list[tuple[Any, ...]] = []
    for report in several(reports):
        kinds = dict(zip(report.actors["actor"], report.actors["kind"], strict=True))
        sentences = dict(zip(report.sentences["sentence"], report.sentences["text"], strict=True))
        for row in statements(report).to_dict("records"):
            if not row["side"] or not isinstance(row["issue"], str):
                continue
            is_person = kinds.get(row["actor"]) == "person"
            start, end = row["start"], row["end"]
            rows.append(
                (
                    len(rows) + 1,
                    row["date"].isoformat() if row["date"] else "",
                    guarded(report.article.id),
                    guarded(report.article.title or ""),
                    start,
                    end,
                    guarded(row["actor"]) if is_person else "",
                    "" if is_person else guarded(row["actor"]),
                    guarded(row["issue"]),
                    int(row["side"] > 0),
                    guarded(" ".join(sentences[row["sentence"]].split())),
                    row["stance"],
                )
            )

    def write(place: Path) -> None:
        with place.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(DNA_COLUMNS)
            writer.writerows(rows)

    return write_atomically(path, write)


def write_graph(graph: nx.Graph, path: str | Path) -> Path:
    """Write a graph of `analysis.network` as GraphML (visone, Gephi) or GEXF (Gephi), by the path's ending.

    Characters that XML does not allow become U+FFFD.

    Raises:
        ValueError: another ending.
        ExportError: the place cannot be written.
    """
    writers = {".graphml": nx.write_graphml_xml, ".gexf": nx.write_gexf}
    ending = Path(path).suffix.lower()
    if ending not in writers:
        raise ValueError(f"{ending!r} is no graph format; known: {', '.join(writers)}")
    clean = nx.relabel_nodes(graph, {node: _xml(node) for node in graph})
    for _, attributes in clean.nodes(data=True):
        attributes.update({key: _xml(value) for key, value in attributes.items()})
    return write_atomically(path, lambda place: writers[ending](clean, str(place)))


def web_annotations(report: Analysis) -> dict[str, Any]:
    """The positions of an article as a W3C Web Annotation collection (JSON-LD).

    Each position is one annotation whose target selects the cue by its place and its words, so that other
    programs find it again; the body tags the stance and names actors, issue and target.
    """
    text, source = report.article.text, f"urn:article:{quote(report.article.id)}"
    items = []
    for number, row in enumerate(report.positions.to_dict("records"), start=1):
        body = {
            "type": "Dataset",
            "stance": row["stance"],
            "actors": list(row["actors"]),
            "issue": row["issue_text"] if isinstance(row["issue_text"], str) else None,
            "target": row["target"] if isinstance(row["target"], str) else None,
            "source": row["source"] if isinstance(row["source"], str) else None,
            "negated": bool(row["negated"]),
            "modality": row["modality"],
        }
        tag = {"type": "TextualBody", "purpose": "tagging", "value": row["stance"], "language": "en"}
        items.append(
            {
                "id": f"{source}#position-{number}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": [tag, body],
                "target": [_selection(source, text, start, end) for start, end in row["cue"]],
            }
        )
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{source}#positions",
        "type": "AnnotationCollection",
        "label": f"Positions in {report.article.title or report.article.id}",
        "total": len(items),
        "first": {"id": f"{source}#positions-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def write_annotations(report: Analysis, path: str | Path) -> Path:
    """Write `web_annotations` as JSON.

    Raises:
        ExportError: the place cannot be written.
    """
    data = json.dumps(web_annotations(report), ensure_ascii=False, indent=1) + "\n"
    return write_atomically(path, lambda place: place.write_text(data, "utf-8"))


def write_exchange(report: Analysis, folder: str | Path, *, format: str) -> list[Path]:
    """Write the positions of an article for another program, into the article's folder.

    Args:
        report: an analysed article.
        folder: where the article's folder goes; made if missing.
        format: "dna" (statement list), "graphml" or "gexf" (network of actors, and of actors and issues), or
            "annotations" (W3C Web Annotations).

    Raises:
        ExportError: unknown format, or the place cannot be written.
    """
    target = Path(folder) / file_name(report.article.id)
    if format == "dna":
        return [write_dna(report, target / "statements.csv")]
    if format == "annotations":
        return [write_annotations(report, target / "annotations.json")]
    if format not in ("graphml", "gexf"):
        raise ExportError(f"unknown format {format!r}", remedy="known: dna, graphml, gexf, annotations")
    return [
        write_graph(actor_network(report), target / f"actors.{format}"),
        write_graph(actor_issue_network(report), target / f"actors_issues.{format}"),
    ]


def _selection(source: str, text: str, start: int, end: int) -> dict[str, Any]:
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - 32) : start],
                "suffix": text[end : end + 32],
            },
        ],
    }


def _xml(value: object) -> object:
    if not isinstance(value, str):
        return value
    allowed = (
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in value
    )
    return "".join(allowed)
