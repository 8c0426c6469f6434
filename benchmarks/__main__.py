"""Print how fast Wortlaut is on this machine.

    python -m benchmarks [--corpora FOLDER] [--articles 150] [--quick]

Without a folder of corpora the articles of `data/articles` are taken, again and again.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

# One core; numpy looks at this when it is imported, so it comes before all else.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from rich.console import Console
from rich.table import Table

import analysis
from benchmarks import processes, speed, texts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How fast Wortlaut is on this machine.")
    parser.add_argument("--corpora", type=Path, help="folder with *.jsonl or *.jsonl.xz of texts")
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="only the model against the whole analysis")
    chosen = parser.parse_args()
    taken = texts.load(chosen.corpora, chosen.articles)
    table = Table("what", "measured", "wanted", title=f"{len(taken)} articles, one core")
    nlp = analysis.load_pipeline()
    tokens, bare, whole = speed.against_the_model(nlp, taken, chosen.rounds)
    table.add_row("words/s, model alone", f"{tokens / bare:,.0f}", "")
    table.add_row("words/s, whole analysis", f"{tokens / whole:,.0f}", "≥ 4,000")
    table.add_row("whole analysis : model", f"{whole / bare:.2f}", "≤ 1.5")
    if not chosen.quick:
        imported, loaded, first, memory = processes.start_up()
        table.add_row("import, s", f"{imported:.2f}", "")
        table.add_row("until the model is loaded, s", f"{loaded:.2f}", "")
        table.add_row("until the first result, s", f"{first:.2f}", "")
        table.add_row("memory then, MB", f"{memory:.0f}", "")
        for name, points in (
            ("words", speed.over_length(nlp, taken)),
            ("articles", speed.over_number(nlp, taken)),
        ):
            for size, spent in points:
                table.add_row(f"{size:,} {name}, s", f"{spent:.2f}", "")
            table.add_row(f"exponent over {name}", f"{speed.exponent(points):.2f}", "≤ 1.1")
        one, two = (processes.corpus(taken, workers) for workers in (1, 2))
        table.add_row("corpus, articles/s, 1 worker", f"{one:.1f}", "")
        table.add_row("corpus, articles/s, 2 workers", f"{two:.1f}", "")
        table.add_row("2 workers : 1 (start-up included)", f"{two / one:.2f}", "≥ 1.8")
    Console().print(table)


if __name__ == "__main__":
    main()
