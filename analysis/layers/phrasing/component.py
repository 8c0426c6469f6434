"""The spaCy component for the sentiment of phrasing, its records and its table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from analysis.language.columns import columns, reads_only
from analysis.layers.frame import frame
from analysis.layers.kept import Kept
from analysis.layers.phrasing.grammar import grammar_marks
from analysis.layers.phrasing.markers import marker_marks
from analysis.layers.phrasing.record import COLUMNS, TONED, Mark, Phrase
from analysis.layers.phrasing.roles import Roles
from analysis.layers.phrasing.scope import apply_scope
from analysis.layers.phrasing.words import entries

if TYPE_CHECKING:
    import pandas as pd

COMPONENT = "wortlaut_phrasing"
STORE = "wortlaut_phrasing"
"""Key in `Doc.user_data`; the records lie there as JSON, so that they survive the way to another process."""


@Language.component(COMPONENT)
@reads_only
def mark_phrasing(doc: Doc) -> Doc:
    """Mark how a text puts things; read the result with `phrases` or `phrasing_table`.

    Args:
        doc: a Doc that has gone through the model; quotations and actors are used where they are there.

    Returns:
        The same Doc.
    """
    found = tuple(_phrases(doc))
    dumped = json.dumps([[*vars(phrase).values()] for phrase in found], ensure_ascii=False)
    doc.user_data[STORE] = _kept.put(dumped, found)
    return doc


def phrases(doc: Doc) -> list[Phrase]:
    """The marked words and phrases of a text, in text order.

    Args:
        doc: a Doc that has gone through `mark_phrasing`.
    """
    return list(_kept.get(doc.user_data.get(STORE, "[]")))


def _read(dumped: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(*fields) for fields in json.loads(dumped))


_kept = Kept(_read)


def phrasing_table(doc: Doc) -> pd.DataFrame:
    """One row per marked word or phrase with `COLUMNS`, in text order."""
    rows = [tuple(getattr(phrase, column) for column in COLUMNS) for phrase in phrases(doc)]
    words = ("text", "category", "holder", "target", "scope", "plain", "rule")
    numbers = dict.fromkeys(("start", "end", "sentence"), "int64") | {"value": "float64"}
    return frame(rows, COLUMNS, dict.fromkeys(words, "str") | numbers)


def sentence_tones(doc: Doc) -> list[float]:
    """The tone of each sentence, -1 to 1, in the order of `sentences`.

    It is the sum of the values of its toned phrases divided by their number plus one: a sentence with one
    weak word stays near 0, and each phrase's share can be read off the table. Without the layer: nan.
    """
    count = len(columns(doc).sentences)
    if STORE not in doc.user_data:
        return [float("nan")] * count
    values: dict[int, list[float]] = {}
    for phrase in phrases(doc):
        if phrase.category in TONED and phrase.value:
            values.setdefault(phrase.sentence, []).append(phrase.value)
    return [tone(values.get(index, [])) for index in range(count)]


def tone(values: list[float]) -> float:
    """Sum of values divided by their number plus one.

    >>> tone([]), tone([0.667]), tone([1.0, 1.0, 1.0])
    (0.0, 0.3335, 0.75)
    """
    return round(sum(values) / (len(values) + 1), 4) if values else 0.0


def marks_of(doc: Doc) -> list[Mark]:
    """All marks of a text with their values where they stand, in text order.

    Args:
        doc: a Doc with sentences, tags, lemmas and a tree.
    """
    marks = list(grammar_marks(doc))
    words = columns(doc)
    taken: set[int] = set()
    for mark in marker_marks(doc):
        marks.append(mark)
        taken.update(range(mark.first, mark.last + 1))
    for i, entry in enumerate(entries(words)):
        # A loaded word takes the place of the entry; a booster such as „echte“ may be an evaluation, too.
        if entry is not None and i not in taken:
            marks.append(Mark(i, i, entry.category, entry.value, _rule(entry), entry.effect))
    marks.sort(key=lambda mark: (mark.first, -mark.last, mark.category))
    apply_scope(doc, marks)
    return [mark for mark in marks if not (mark.category in TONED and not mark.base and not mark.effect)]


def _rule(entry: object) -> str:
    origin = getattr(entry, "origin", "")
    return f"phrasing ({origin}):{getattr(entry, 'lemma', '')}"


def _phrases(doc: Doc) -> list[Phrase]:
    if not len(doc):
        return []
    roles, text = Roles(doc), columns(doc).whole
    found = []
    for mark in marks_of(doc):
        first, last = doc[mark.first], doc[mark.last]
        start, end = first.idx, last.idx + len(last)
        found.append(
            Phrase(
                start=start,
                end=end,
                text=text[start:end],
                category=mark.category,
                value=-mark.value if mark.category == "negation" else mark.value,
                holder=roles.holder(mark),
                target=roles.target(mark),
                scope="; ".join(mark.scope),
                plain=mark.plain or None,
                sentence=roles.sentence(mark),
                rule=mark.rule,
            )
        )
    return found
