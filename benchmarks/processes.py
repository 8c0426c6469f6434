"""What only a process of its own shows: start-up, memory, and a corpus on one and on two workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
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


def corpus(texts: list[str], workers: int) -> float:
    """Articles per second (by the clock) of `wortlaut corpus` from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for number, text in enumerate(texts):
                # Another number in each, as the same text twice is analysed once.
                record = {"id": str(number), "text": f"{text}\n\nMeldung {number}."}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        command = [sys.executable, "-c", "from analysis.cli import main; main()", "corpus", str(source)]
        command += ["-o", str(Path(folder) / "corpus")]
        begin = time.perf_counter()
        subprocess.run(
            [*command, "--workers", str(workers)],
            check=True,
            capture_output=True,
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        return len(texts) / (time.perf_counter() - begin)
