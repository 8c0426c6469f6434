"""How well positions are found: gold files as the annotation guideline defines them.

A corpus is a folder of `ID.json` files, each `{"article": ID, "positions": [...]}`, with the texts as
`ID.txt` in a folder `articles` beside it or above it.

Definitions: predicted and gold positions are paired one to one, deepest agreement first. Four nested F1,
micro over all articles: the cues overlap; and the stance is the same; and the actors agree (a shared
canonical name, overlapping spans, or both name none); and the issues agree (their characters overlap with
F1 of at least 0.5, or both have none). The ceiling is the agreement of two people.

The other fields are measured on the pairs whose cues overlap: target and source with F1 over the names given,
and how often each field is the same at all. PLOVER follows from the stance; the gold files do not give it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.evaluation import Figure
from analysis.layers.positions.record import PLOVER

if TYPE_CHECKING:
    from spacy.language import Language

LEVELS = ("cue", "stance", "actor", "issue")
NAMED = ("target", "source")
FIELDS = (*NAMED, "modality", "negated", "plover")
CEILING = {"cue": 0.98, "stance": 0.96, "actor": 0.93, "issue": 0.92}
"""F1 of two people who annotated the same articles independently."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class PositionArticle:
    """An annotated article: its name, text and gold positions."""

    name: str
    text: str
    positions: tuple[Row, ...]


def depth(gold: Row, found: Row) -> int:
    """How many of the four levels hold, in order; the first that fails ends the count.

    >>> row = {"cue": [(0, 5)], "stance": "demand", "actors": ["Kiew"], "actor_spans": [], "issue": None}
    >>> depth(row, {**row, "actors": ["kiew"], "issue": (9, 12)})
    3
    """
    if not _characters(gold["cue"]) & _characters(found["cue"]):
        return 0
    if gold["stance"] != found["stance"]:
        return 1
    names = [{name.casefold() for name in row["actors"]} for row in (gold, found)]
    spans = _characters(gold["actor_spans"]) & _characters(found["actor_spans"])
    if not (names[0] & names[1] or spans or (not names[0] and not names[1])):
        return 2
    mine, theirs = (_characters([row["issue"]] if row["issue"] else []) for row in (gold, found))
    f1 = 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 1.0
    return 4 if f1 >= 0.5 else 3


def paired(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, Row, Row]]:
    """Positions paired one to one, deepest agreement first, then the nearest cues.

    Returns:
        For each pair its depth, the gold and the found position.
    """
    cells = sorted(
        (
            (depth(g, f), -abs(g["cue"][0][0] - f["cue"][0][0]), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for level, _, i, j in cells:
        if level and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((level, gold[i], found[j]))
    return pairs


def scores(pairs: Iterable[tuple[Sequence[Row], Sequence[Row]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each level, micro over articles.

    Args:
        pairs: gold and found positions of each article.
    """
    hits = dict.fromkeys(LEVELS, 0)
    n_gold = n_found = 0
    for gold, found in pairs:
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        for level, _, _ in paired(gold, found):
            for name in LEVELS[:level]:
                hits[name] += 1
    result = {}
    for name in LEVELS:
        precision = hits[name] / n_found if n_found else 0.0
        recall = hits[name] / n_gold if n_gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        result[name] = (precision, recall, f1)
    return result


def field_scores(
    pairs: Iterable[tuple[Sequence[Row], Sequence[Row]]],
) -> dict[str, tuple[float, float | None]]:
    """How well the fields beside the four levels are told, on pairs whose cues overlap.

    Args:
        pairs: gold and found positions of each article.

    Returns:
        By measure: the figure, and what always telling the commonest value of the gold would give (None for
        the F1 of names, where it would give nothing).

    >>> row = {"cue": [(0, 5)], "stance": "demand", "actors": [], "actor_spans": [], "issue": None,
    ...        "target": None, "source": "Kiew", "negated": False, "modality": "asserted"}
    >>> field_scores([([row], [{**row, "modality": "planned"}])])["modality accuracy"]
    (0.0, 1.0)
    """
    values: dict[str, list[tuple[Any, Any]]] = {field: [] for field in FIELDS}
    for gold, found in pairs:
        for _, mine, theirs in paired(gold, found):
            for field in FIELDS:
                values[field].append((_value(mine, field), _value(theirs, field)))
    result: dict[str, tuple[float, float | None]] = {}
    for field, told in values.items():
        count = max(1, len(told))
        if field in NAMED:
            hits = sum(mine == theirs is not None for mine, theirs in told)
            given = sum((mine is not None) + (theirs is not None) for mine, theirs in told)
            result[f"{field} F1"] = (2 * hits / max(1, given), None)
        commonest = Counter(mine for mine, _ in told).most_common(1)
        result[f"{field} accuracy"] = (
            sum(mine == theirs for mine, theirs in told) / count,
            commonest[0][1] / count if commonest else None,
        )
    return result


def _value(row: Row, field: str) -> Any:
    if field == "plover":
        return PLOVER[row["stance"]]
    value = row[field]
    return value.casefold() if isinstance(value, str) else value


def find_position_folders(folder: Path) -> Iterator[tuple[str, list[PositionArticle]]]:
    """The annotated articles of each folder of gold files, at any depth; those with a text."""
    folders = sorted({path.parent for path in folder.rglob("*.json") if _is_gold(path)})
    for place in folders:
        articles = [found for path in sorted(place.glob("*.json")) if (found := _article(path)) is not None]
        if articles:
            yield place.name, articles


def found_positions(nlp: Language, text: str) -> list[Row]:
    """The positions that a pipeline finds in a text, as rows."""
    from analysis.layers.positions import positions

    return [
        {
            "stance": p.stance,
            "cue": p.cue,
            "actors": p.actors,
            "actor_spans": p.actor_spans,
            "issue": p.issue,
            "target": p.target,
            "source": p.source,
            "negated": p.negated,
            "modality": p.modality,
        }
        for p in positions(nlp(text))
    ]


def position_figures(nlp: Language, folder: Path) -> list[Figure]:
    """Precision, recall, F1 of positions, and the other fields; the measure names how well people agree."""
    figures = []
    for name, articles in find_position_folders(folder):
        pairs = [(article.positions, found_positions(nlp, article.text)) for article in articles]
        split = f"{name} ({len(articles)} articles)"
        for level, (precision, recall, f1) in scores(pairs).items():
            figures += [
                Figure("positions", "positions", split, f"{level} F1 (people: {CEILING[level]})", f1, None),
                Figure("positions", "positions", split, f"{level} precision", precision, None),
                Figure("positions", "positions", split, f"{level} recall", recall, None),
            ]
        figures += [
            Figure("positions", "positions", split, f"{measure} (cue found)", figure, baseline)
            for measure, (figure, baseline) in field_scores(pairs).items()
        ]
    return figures


def _is_gold(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        head = file.read(200)
    return '"article"' in head and '"positions"' in head


def _article(path: Path) -> PositionArticle | None:
    if not _is_gold(path):
        return None
    for above in list(path.parents)[:4]:
        text = above / "articles" / f"{path.stem}.txt"
        if text.is_file():
            gold = json.loads(path.read_text("utf-8"))["positions"]
            return PositionArticle(path.stem, text.read_text("utf-8"), tuple(gold))
    return None


def _characters(spans: Iterable[Sequence[int]] | None) -> set[int]:
    return {i for start, end in spans or () for i in range(start, end)}
