"""What only a process of its own shows: start-up, memory, and a corpus on one and on two workers."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

_START = """
import time; begin = time.perf_counter()
import analysis; imported = time.perf_counter() - begin
nlp = analysis.load_pipeline(); loaded = time.perf_counter() - begin
import resource
article = analysis.Article(text="Moskau lehnt den Vorschlag der Ukraine ab.", id="x")
analysis.analyse(article, nlp=nlp); first = time.perf_counter() - begin
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(imported, loaded, first, memory)
"""


def start_up() -> tuple[float, float, float, float]:
    """Seconds until imported, until the model is loaded, until the first result; MB of memory then."""
    shown = subprocess.run([sys.executable, "-c", _START], capture_output=True, text=True, check=True).stdout
    imported, loaded, first, memory = map(float, shown.split())
    return imported, loaded, first, memory


@dataclass(frozen=True)
class Run:
    """A corpus, from start to end.

    Attributes:
        articles: how many.
        seconds: by the clock.
        words: analysed.
        steady: words per second while all workers were busy: without start-up, the last parts and the end.
    """

    articles: int
    seconds: float
    words: int
    steady: float


def corpus(texts: list[str], workers: int, articles: int) -> Run:
    """Run `wortlaut corpus` on so many articles, made of the texts again and again."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "articles.jsonl", Path(name) / "corpus"
        with source.open("w", encoding="utf-8") as file:
            for number, text in enumerate(islice(cycle(texts), articles)):
                # Another number in each, as the same text twice is analysed once.
                record = {"id": str(number), "text": f"{text}\n\nMeldung {number}."}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        command = [sys.executable, "-c", "from analysis.cli import main; main()", "corpus", str(source)]
        begin = time.perf_counter()
        subprocess.run(
            [*command, "--insist", "-o", str(target), "--workers", str(workers)],
            check=True,
            capture_output=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        spent = time.perf_counter() - begin
        parts = sorted(
            (path.stat().st_mtime, int(json.loads(path.read_text("utf-8"))["words"]))
            for path in (target / "parts").glob("*.json")
        )
        return Run(articles, spent, sum(words for _, words in parts), steady(parts, workers))


def steady(parts: list[tuple[float, int]], workers: int) -> float:
    """Words per second between the first parts of all workers and the last ones; nan if there are too few.

    Args:
        parts: when each was done (seconds) and its words, in order of time.
        workers: how many worked on them.

    >>> steady([(10.0, 500), (14.0, 400), (18.0, 400), (22.0, 400), (30.0, 50)], 1)
    100.0
    """
    inner = parts[workers:-workers]
    if len(inner) < 2:
        return math.nan
    return sum(words for _, words in inner) / (inner[-1][0] - parts[workers - 1][0])
