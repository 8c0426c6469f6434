"""What is measured on: the articles that come with Wortlaut, or those of a folder of corpora."""

from __future__ import annotations

import itertools
import json
import lzma
from collections.abc import Iterator
from pathlib import Path

OWN = Path(__file__).parents[1] / "data" / "articles"


def load(corpora: Path | None, count: int) -> list[str]:
    """So many texts; the few of our own come again and again until they are enough.

    Args:
        corpora: a folder with files `*.jsonl` or `*.jsonl.xz` whose records have a `text` or `originalText`
            (`quotes/wikinews-dev.jsonl.xz` before all others); None takes our own articles.
        count: how many.
    """
    if corpora is None:
        own = [path.read_text("utf-8") for path in sorted(OWN.glob("*.txt"))]
        return list(itertools.islice(itertools.cycle(own), count))
    found = list(itertools.islice(_records(corpora), count))
    if not found:
        raise SystemExit(f"{corpora}: no texts in files *.jsonl or *.jsonl.xz")
    return found


def _records(corpora: Path) -> Iterator[str]:
    for path in sorted(corpora.rglob("*.jsonl*"), key=lambda path: ("wikinews-dev" not in path.name, path)):
        content = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        for line in content.decode("utf-8").splitlines():
            record = json.loads(line)
            text = record.get("originalText") or record.get("text")
            if text and text.strip():
                yield text


def of_length(texts: list[str], words: int) -> str:
    """One article of about so many words: texts joined as paragraphs, the last one cut."""
    parts: list[str] = []
    lacking = words
    for text in itertools.cycle(texts):
        taken = text.split(" ")[:lacking]
        parts.append(" ".join(taken))
        lacking -= len(taken)
        if lacking <= 0:
            return "\n\n".join(parts)
    raise ValueError("no texts")
