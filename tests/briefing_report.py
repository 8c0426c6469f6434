"""A small report made by hand, with all that a briefing needs: tests of pages need no language model."""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from analysis.article import Article

TEXT = """\
Die Fischer warten auf eine Einigung. Norland und Westria verhandeln seit Montag.

Hafenstadt - Norland und Westria haben ihre Gespräche über die Fangquoten in der Nordmeerzone \
fortgesetzt. „Wir sind einer Einigung näher als je zuvor“, sagte Ministerin Karla Brandt am Abend.

Die Fischereiunion forderte höhere Quoten für Norland. Brandt lehnte das ab."""

NAMES = {
    "Norland": "LOC",
    "Westria": "LOC",
    "Hafenstadt": "LOC",
    "Nordmeerzone": "LOC",
    "Karla Brandt": "PER",
    "Brandt": "PER",
    "Fischereiunion": "ORG",
}


def small_report(
    text: str = TEXT, names: dict[str, str] | None = None, *, split: bool = True, **more: Any
) -> Any:
    """Return a report on a text: sentences end at a full stop, names are found by looking them up.

    Without `split` each paragraph is one sentence.
    """
    more.setdefault("date", datetime.date(2025, 11, 3))
    article = Article(text=text, id="fangquoten", **more)
    sentences = []
    pattern = r"\S.*?(?:[.!?]“?(?=\s)|$)" if split else r".+"
    for paragraph, (start, end) in enumerate(article.paragraphs):
        for found in re.finditer(pattern, text[start:end], re.DOTALL):
            sentences.append((start + found.start(), start + found.end(), found.group(), paragraph))
    sentence_rows = pd.DataFrame(
        [(*row, 0.0, len(row[2].split()), number) for number, row in enumerate(sentences)],
        columns=["start", "end", "text", "paragraph", "tone", "n_tokens", "sentence"],
    )

    def sentence_at(offset: int) -> int:
        return max((n for n, row in enumerate(sentences) if row[0] <= offset), default=0)

    tokens = pd.DataFrame(
        [(m.start(), m.end(), m.group(), sentence_at(m.start())) for m in re.finditer(r"\w+|[^\w\s]", text)],
        columns=["start", "end", "text", "sentence"],
    )
    kinds = NAMES if names is None else names
    pattern = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
    found = re.finditer(pattern, text) if pattern else ()
    rows = [(m.start(), m.end(), m.group(), m.group().split()[-1], kinds[m.group()]) for m in found]
    entities = pd.DataFrame(rows, columns=["start", "end", "text", "name", "label"])
    entities["sentence"] = [sentence_at(start) for start in entities["start"]]
    entities["rule"] = "hand"
    return SimpleNamespace(article=article, tokens=tokens, sentences=sentence_rows, entities=entities)


def structure(pdf: PdfReader) -> list[Any]:
    """Return every element of the structure tree, in reading order."""
    elements: list[Any] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, ArrayObject):
            for part in node:
                walk(part)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                elements.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    return elements
