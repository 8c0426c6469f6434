"""Marks: the rows of a report's tables, ready to be shown where they stand in the text.

A layer is a question put to the article (who is named? who says what? …); each row of its table is a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.display import Span
from analysis.network import SIDE

if TYPE_CHECKING:
    from analysis.report import Analysis


class Mark(NamedTuple):
    """A row of a table as it shows in the text."""

    layer: str
    """Name of the layer, a key of `LAYERS`."""
    row: int
    """Number of the row in the layer's table."""
    sentence: int
    """Index of the sentence in which it stands."""
    kind: str
    """What it is, in the reader's words: „person“, „demand“."""
    text: str
    """The words of the article that show it."""
    spans: tuple[Span, ...]
    """What is marked in the full text."""
    actors: tuple[str, ...]
    """Whom it concerns, by canonical name."""
    parts: tuple[Span, ...] = ()
    """What is marked besides when the row is shown by itself, such as the issue of a position."""


@dataclass(frozen=True)
class Layer:
    """A question to the article, and how its table becomes marks."""

    title: str
    """Reader's name of the layer."""
    table: str
    """Name of the table in an `Analysis`."""
    words: Mapping[str, str]
    """Reader's word for each category that it marks, in the order of the legend."""
    read: Callable[[Analysis], Iterator[Mark]]


def marks(report: Analysis, *layers: str) -> list[Mark]:
    """Return the marks of some layers, in the order of the text.

    Args:
        report: an analysed article.
        layers: keys of `LAYERS`; without any, all of them.

    Raises:
        ValueError: there is no such layer.

    >>> from analysis import Article, analyse
    >>> report = analyse(Article(text="Moskau lehnt eine Waffenruhe ab."))
    >>> [(mark.kind, mark.text, mark.actors) for mark in marks(report, "positions")]
    [('reject', 'lehnt … ab', ('Russland',))]
    """
    unknown = [layer for layer in layers if layer not in LAYERS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no layer; there are {', '.join(LAYERS)}")
    found = [mark for layer in layers or LAYERS for mark in LAYERS[layer].read(report)]
    order = list(LAYERS)
    return sorted(found, key=lambda mark: (mark.spans[0].start, order.index(mark.layer), mark.row))


def _rows(report: Analysis, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from enumerate(getattr(report, table).to_dict("records"))


def _names(report: Analysis) -> Iterator[Mark]:
    for number, row in _rows(report, "entities"):
        span = Span(row["start"], row["end"], row["label"])
        kind = _NAMES.get(row["label"], row["label"])
        yield Mark("names", number, row["sentence"], kind, row["text"], (span,), _listed(row["actor"]))


def _speech(report: Analysis) -> Iterator[Mark]:
    for number, row in _rows(report, "quotes"):
        spans = tuple(
            Span(start, end, part) for part in ("quote", "speaker", "cue") for start, end in row[part]
        )
        kind = row["type"].replace("_", " ")
        speakers = _listed(row["speaker_name"])
        yield Mark("speech", number, row["sentence"], kind, row["quote_text"], spans, speakers)


def _phrasing(report: Analysis) -> Iterator[Mark]:
    from analysis.heat import phrasing_groups

    rows = phrasing_groups(report)
    for number, row in zip(rows.index, rows.to_dict("records"), strict=True):
        span = Span(row["start"], row["end"], row["group"])
        actors = tuple(dict.fromkeys((*_listed(row["target"]), *_listed(row["holder"]))))
        kind = row["category"].replace("_", " ")
        yield Mark("phrasing", int(number), row["sentence"], kind, row["text"], (span,), actors)


def _positions(report: Analysis) -> Iterator[Mark]:
    for number, row in _rows(report, "positions"):
        side = SIDE[row["stance"]] * (-1 if row["negated"] else 1)
        label = {1: "for", -1: "against", 0: "open"}[side]
        parts = [Span(start, end, "actor") for start, end in row["actor_spans"]]
        if row["issue"] is not None:
            parts.append(Span(row["issue"][0], row["issue"][1], "issue"))
        others = (*_listed(row["target"]), *_listed(row["source"]))
        actors = tuple(dict.fromkeys((*row["actors"], *others)))
        spans = tuple(Span(start, end, label) for start, end in row["cue"])
        kind = f"not {row['stance']}" if row["negated"] else row["stance"]
        text = " … ".join(report.article.text[start:end] for start, end in row["cue"])
        yield Mark("positions", number, row["sentence"], kind, text, spans, actors, tuple(parts))


def _times(report: Analysis) -> Iterator[Mark]:
    # A date belongs to nobody; it concerns those whom its sentence names.
    named: dict[int, list[str]] = {}
    for _, row in _rows(report, "entities"):
        named.setdefault(row["sentence"], []).extend(_listed(row["actor"]))
    for number, row in _rows(report, "times"):
        span = Span(row["start"], row["end"], row["timex_type"])
        actors = tuple(dict.fromkeys(named.get(row["sentence"], ())))
        kind = f"{_TIMES[row['timex_type']]} {row['value']}"
        yield Mark("times", number, row["sentence"], kind, row["text"], (span,), actors)


def _listed(value: object) -> tuple[str, ...]:
    """Names in a cell: none, one, or several joined by a semicolon."""
    return tuple(value.split("; ")) if isinstance(value, str) and value else ()


_NAMES = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other name"}
_TIMES = {"DATE": "date", "TIME": "time of day", "DURATION": "duration", "SET": "repetition"}

LAYERS: Mapping[str, Layer] = MappingProxyType(
    {
        "names": Layer("Names", "entities", _NAMES, _names),
        "speech": Layer(
            "Speech", "quotes", {"quote": "words of others", "speaker": "speaker", "cue": "cue"}, _speech
        ),
        "phrasing": Layer(
            "Phrasing",
            "phrasing",
            {
                group: group
                for group in ("positive", "negative", "uncertain", "stressed", "negated", "distanced")
            },
            _phrasing,
        ),
        "positions": Layer(
            "Positions", "positions", {"for": "for it", "against": "against it", "open": "open"}, _positions
        ),
        "times": Layer("Times", "times", _TIMES, _times),
    }
)
"""The layers that can be shown, in the order in which they build on each other."""

PARTS: Mapping[str, str] = MappingProxyType({"actor": "actor", "issue": "issue"})
"""Reader's word for what is marked only when a row is shown by itself."""
