"""Corpora of reported speech in their original files, found in a folder by what the files hold.

Wikinews: one JSON object per article, with `originalText`, `tokens` and `annotations` (Petersen-Frey &
Biemann 2024). SpkAtt: one JSON object per speech, with `Sentences` and `Annotations` (GermEval 2023). A file
holds one object (`.json`) or one a line (`.jsonl`, `.jsonl.xz`).
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.evaluation.quotes import PARTS, QuoteTokens

LARGEST = 200_000_000
"""Bytes; no file of these corpora is larger."""

_TYPES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "Reported": "reported",
    "FreeIndirect": "free_indirect",
    "IndirectFreeIndirect": "indirect_free_indirect",
}
_NO_SPACE_BEFORE = frozenset(",.;:!?)]“")
_NO_SPACE_BEHIND = frozenset("([„")


@dataclass(frozen=True)
class QuoteArticle:
    """A text with its gold quotations.

    Attributes:
        corpus: "Wikinews" or "SpkAtt".
        split: "train", "dev", "test", or the name of the file.
        text: the text.
        starts, ends: code points of each gold token.
        gold: the quotations as token numbers.
    """

    corpus: str
    split: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gold: tuple[QuoteTokens, ...]


def quote_articles(folder: Path) -> Iterator[QuoteArticle]:
    """The articles and speeches under `folder`, by file name; other files are passed over."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        for record in _records(path):
            if {"originalText", "tokens", "annotations"} <= record.keys():
                yield _wikinews(record, _split(path))
            elif {"Sentences", "Annotations"} <= record.keys():
                yield _spkatt(record, _split(path))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    name = path.name
    try:
        if name.endswith(".json"):
            found = json.loads(path.read_text(encoding="utf-8-sig"))
            yield from [found] if isinstance(found, dict) else []
        elif name.endswith((".jsonl", ".jsonl.xz")):
            data = lzma.decompress(path.read_bytes()) if name.endswith(".xz") else path.read_bytes()
            for line in data.decode("utf-8-sig").splitlines():
                found = json.loads(line)
                if isinstance(found, dict):
                    yield found
    except (ValueError, lzma.LZMAError):
        return  # JSON of another kind, or none


def _split(path: Path) -> str:
    for part in (path.stem, path.parent.name):
        for split in ("train", "dev", "test"):
            if split in part.replace(".", "-").replace("_", "-").split("-"):
                return split
    return path.stem


def _wikinews(record: dict[str, Any], split: str) -> QuoteArticle:
    tokens = record["tokens"]
    gold = tuple(
        QuoteTokens(
            _TYPES.get(annotation["type"], "indirect"),
            {part: frozenset(annotation[part]["tokenIds"]) for part in PARTS},
        )
        for annotation in record["annotations"]
    )
    starts = tuple(token["charBegin"] for token in tokens)
    ends = tuple(token["charEnd"] for token in tokens)
    return QuoteArticle("Wikinews", split, record["originalText"], starts, ends, gold)


def _spkatt(record: dict[str, Any], split: str) -> QuoteArticle:
    """Speech events with a message: source, cue (with its particle), addressee; no frames, no types."""
    numbers: dict[str, int] = {}
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    for sentence in record["Sentences"]:
        for index, word in enumerate(sentence["Tokens"]):
            if text and word not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_BEHIND:
                text += " "
            numbers[f"{sentence['SentenceId']}:{index}"] = len(starts)
            starts.append(len(text))
            text += word
            ends.append(len(text))
    gold = []
    for annotation in record["Annotations"]:

        def of(*roles: str, annotation: dict[str, Any] = annotation) -> frozenset[int]:
            places = (place for role in roles for place in annotation.get(role, ()))
            return frozenset(numbers[place] for place in places if place in numbers)

        if annotation.get("Message"):
            parts = {
                "quote": of("Message"),
                "speaker": of("Source"),
                "cue": of("Cue", "PTC"),
                "addressee": of("Addr"),
            }
            gold.append(QuoteTokens("indirect", parts))
    return QuoteArticle("SpkAtt", split, text, tuple(starts), tuple(ends), tuple(gold))
