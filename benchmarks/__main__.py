"""Print how fast Wortlaut is on this machine.

    python -m benchmarks [--corpora FOLDER] [--articles 150] [--rounds 5] [--corpus 2000] [--quick]

Says how far the rounds spread, and what other processes took of the machine meanwhile.
Without a folder of corpora the articles of `data/articles` are taken, again and again.
"""

from __future__ import annotations

import argparse
import os
import statistics
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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--corpus", type=int, default=2000, help="articles of the corpus for 1 and 2 workers")
    parser.add_argument("--quick", action="store_true", help="only the model against the whole analysis")
    chosen = parser.parse_args()
    taken = texts.load(chosen.corpora, chosen.articles)
    table = Table("what", "measured", "wanted", title=f"{len(taken)} articles, one core")
    nlp = analysis.load_pipeline()
    found = speed.against_the_model(nlp, taken, chosen.rounds)
    table.add_row("words/s, model alone", found.speed(found.bare), "")
    table.add_row("words/s, whole analysis", found.speed(found.whole), "≥ 4,000")
    ratio, low, high = statistics.median(found.ratios), min(found.ratios), max(found.ratios)
    table.add_row("whole analysis : model", f"{ratio:.2f} ({low:.2f} to {high:.2f})", "≤ 1.5")
    disturbed = found.others
    if not chosen.quick:
        load = speed.Load()
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
        disturbed = max(disturbed, load.others())
        one, two = (processes.corpus(taken, workers, chosen.corpus) for workers in (1, 2))
        for workers, run in ((1, one), (2, two)):
            table.add_row(
                f"corpus of {run.articles:,}, workers: {workers}, words/s", f"{run.steady:,.0f}", ""
            )
            table.add_row("    from start to end", f"{run.words / run.seconds:,.0f}", "")
        table.add_row("2 workers : 1", f"{two.steady / one.steady:.2f}", "≥ 1.8")
        table.add_row("    from start to end", f"{one.seconds / two.seconds:.2f}", "")
    console = Console()
    console.print(table)
    if disturbed > speed.QUIET:
        said = f"other processes took {disturbed:.1f} of {os.cpu_count()} cores meanwhile"
        console.print(f"Disturbed: {said}; measure again when the machine is quiet.")


if __name__ == "__main__":
    main()
